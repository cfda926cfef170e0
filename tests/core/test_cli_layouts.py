"""The command line reads by the layouts that the data folder remembers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from core.cli import cli
from core.editing import SetLayout, Step
from core.intake.grid import Grid
from core.intake.mapping import Pointed, learn, to_text
from core.intake.readers import READERS
from core.workspace import Workspace
from tests import variants as v


def test_import_reads_by_a_remembered_layout(tmp_path: Path) -> None:
    data = v.docx(v.overall(v.OVERALL, v.Layout(labels={"actual": "办成多少"})))
    (tmp_path / "报送.docx").write_bytes(data)
    grid = next(block for block in READERS["docx"](data).blocks if isinstance(block, Grid))
    cell = next(cell for cell in grid.cells if cell.text == "办成多少")
    layout = learn("改名", grid, [Pointed(cell.row, cell.column, "实际完成值")])
    folder = tmp_path / "data"
    with closing(Workspace.open(folder)) as workspace:
        workspace.dispatch(Step("版式", (SetLayout(layout.name, to_text(layout)),)))
    arguments = ["import", str(tmp_path / "报送.docx"), "--data", str(folder), "--year", "2024"]
    told = CliRunner().invoke(cli, arguments)
    assert told.exit_code == 0
    assert "“改名”" in told.output
    with closing(Workspace.open(folder)) as workspace:
        (submission,) = workspace.submissions(2024)
        assert submission.forms[0].record == v.OVERALL

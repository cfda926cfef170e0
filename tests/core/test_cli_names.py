"""What two units' files are called when no file can bear their names: two files, and it is said."""

from pathlib import Path

from core.editing import PutSubmission, Step
from core.submission import Filled, Submission, numbered
from core.workspace import Workspace
from tests.core.test_cli import form, run

UNITS = ("某县某局?", "某县某局*", "CON", "长" * 130)


def test_units_whose_names_become_one_keep_a_file_each(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    workspace = Workspace.open(data)
    forms = numbered((Filled("f2", form()),))
    puts = [PutSubmission(f"2024/{unit}", Submission(unit, 2024, forms)) for unit in UNITS]
    workspace.dispatch(Step("四个单位", tuple(puts)))
    workspace.close()
    done = run("export", "--data", data, "--year", "2024", "--to", "docx", "--out", out)
    names = sorted(path.stem for path in out.iterdir())
    assert len(names) == len(UNITS)
    assert {"某县某局_2024年度", "某县某局_2024年度（2）"} < set(names)
    assert "（2）" in done.stderr
    assert all(len(name.encode()) < 200 for name in names)

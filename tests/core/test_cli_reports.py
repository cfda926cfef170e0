"""The commands that put paper out for the county."""

import datetime as dt
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from core.cli import cli
from core.editing import PutSubmission, Step, blank_form
from core.judgement import RETURNED
from core.letterhead import Letterhead
from core.submission import FileInfo, Filled
from core.unit import Unit
from core.workspace import Workspace
from core.writers import write_docx
from tests.core.reports.made import GOOD, MARKED_DOWN, YEAR


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    workspace = Workspace.open(folder)
    units = (GOOD, MARKED_DOWN)
    found = [unit.submission for unit in units if unit.submission]
    workspace.dispatch(Step("导入", tuple(PutSubmission(each.key, each) for each in found)))
    workspace.close()
    return folder


def run(*args: object, status: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert result.exit_code == status, result.output
    return result


def test_summary_writes_three_files(data: Path, tmp_path: Path) -> None:
    printed = run("summary", "--data", data, "--year", YEAR, "--out", tmp_path / "out").stdout
    paths = [Path(line) for line in printed.splitlines()]
    assert [path.suffix for path in paths] == [".xlsx", ".docx", ".pdf"]
    assert all(path.is_file() for path in paths)


def test_a_year_without_submissions_has_no_summary(data: Path, tmp_path: Path) -> None:
    for command in ("summary", "returns", "archive"):
        run(command, "--data", data, "--year", 2001, "--out", tmp_path / "out", status=1)
    assert not (tmp_path / "out").exists()


def test_a_slip_for_each_unit(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("return-slip", "--data", data, "--year", YEAR, "--out", out)
    assert {path.suffix for path in out.iterdir()} == {".docx", ".pdf"}
    assert len(list(out.iterdir())) == 4


def test_a_slip_is_due_after_its_day_and_numbered_from_one(data: Path, tmp_path: Path) -> None:
    base = ("return-slip", "--data", data, "--year", YEAR, "--out", tmp_path / "out")
    run(*base, "--date", "2025-04-20", "--deadline", "2025-04-19", status=2)
    run(*base, "--number", 0, status=2)


def test_one_unit_and_all_together(data: Path, tmp_path: Path) -> None:
    base = ("return-slip", "--data", data, "--year", YEAR, "--date", "2025-04-20", "--hints")
    run(*base, "--unit", "某县水田局", "--out", tmp_path / "one")
    assert len(list((tmp_path / "one").iterdir())) == 2
    run(*base, "--together", "--out", tmp_path / "all")
    assert len(list((tmp_path / "all").iterdir())) == 2
    run(*base, "--unit", "没有的局", "--out", tmp_path / "none", status=1)


def test_units_of_the_list_that_lack_forms_are_reminded(data: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(data)
    workspace.set_units([Unit("某县气象站", "101"), Unit("某县气象台")])
    workspace.set_deadline(YEAR, dt.date(2025, 3, 31))
    workspace.close()
    base = ("remind", "--data", data, "--year", YEAR, "--date", "2025-04-10")
    run(*base, "--unit", "101", "--out", tmp_path / "one")
    (name,) = {path.stem for path in (tmp_path / "one").iterdir()}
    assert name == f"某县气象站{YEAR}年度绩效自评催报函"
    run(*base, "--together", "--out", tmp_path / "all")
    assert len(list((tmp_path / "all").iterdir())) == 2
    run(*base, "--deadline", "2025-04-09", "--out", tmp_path / "none", status=2)
    run(*base, "--unit", "没有的局", "--out", tmp_path / "none", status=1)
    assert not (tmp_path / "none").exists()


def test_nobody_is_reminded_of_a_year_that_nobody_expects(data: Path, tmp_path: Path) -> None:
    run("remind", "--data", data, "--year", 2001, "--out", tmp_path / "out", status=1)
    assert not (tmp_path / "out").exists()


def test_no_numbered_slip_leaves_unrecorded(data: Path, tmp_path: Path) -> None:
    window = Workspace.open(data)
    base = ("return-slip", "--data", data, "--year", YEAR, "--out", tmp_path / "out", "--record")
    run(*base, status=1)
    assert not (tmp_path / "out").exists()
    window.close()


def test_a_return_is_recorded_when_wanted(data: Path, tmp_path: Path) -> None:
    base = ("return-slip", "--data", data, "--year", YEAR, "--date", "2025-04-20")
    run(*base, "--out", tmp_path / "draft")
    run(*base, "--record", "--unit", "某县林草局", "--number", 5, "--out", tmp_path / "out")
    workspace = Workspace.open(data)
    submission = workspace.submission(f"{YEAR}/某县林草局")
    workspace.close()
    assert submission is not None
    assert submission.status is not None
    assert (submission.status.state, submission.status.words) == (RETURNED, "绩退〔2025〕5号")
    assert [back.day for back in submission.returns] == [dt.date(2025, 4, 20)]


def test_blank_forms_with_and_without_last_year(data: Path, tmp_path: Path) -> None:
    run("blank", "--scheme", "10-50-30-10", "--year", 2025, "--out", tmp_path / "plain")
    assert len(list((tmp_path / "plain").iterdir())) == 2
    named = tmp_path / "named"
    run("blank", "--year", YEAR + 1, "--data", data, "--out", named)
    units = {path.name.split("2025")[0] for path in named.iterdir()}
    assert units == {"某县水田局", "某县林草局", ""}, "and the page that explains them"
    run("blank", "--year", 1999, "--data", data, "--out", named, status=1)


def test_numbers_go_on_and_the_letterhead_is_the_folders(data: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(data)
    workspace.set_letterhead(Letterhead("某县", office="某县财政局", contact="孙某", prefix="改"))
    workspace.close()
    base = ("return-slip", "--data", data, "--year", YEAR, "--record", "--date", "2025-04-20")
    run(*base, "--unit", "某县林草局", "--out", tmp_path)
    run(*base, "--unit", "某县水田局", "--hints", "--out", tmp_path)
    run(*base, "--unit", "某县林草局", "--out", tmp_path)
    workspace = Workspace.open(data)
    found = {each.unit: each.returns for each in workspace.submissions(YEAR)}
    workspace.close()
    numbers = {unit: [item.number for item in returns] for unit, returns in found.items()}
    assert numbers == {"某县林草局": ["改〔2025〕1号"], "某县水田局": ["改〔2025〕2号"]}
    name = f"某县林草局{YEAR}年度退回修改通知（改〔2025〕1号）.docx"
    text = docx.Document(str(tmp_path / name))
    lines = [each.text.strip() for each in text.paragraphs]
    assert {"编号：改〔2025〕1号", "某县财政局", "联系人：孙某"} <= set(lines)


def test_the_register_of_returns(data: Path, tmp_path: Path) -> None:
    run("return-slip", "--data", data, "--year", YEAR, "--record", "--out", tmp_path / "slips")
    printed = run("returns", "--data", data, "--year", YEAR, "--out", tmp_path / "out").stdout
    assert {Path(line).suffix for line in printed.splitlines()} == {".xlsx", ".docx", ".pdf"}


def test_the_templates_of_the_folder_are_filled(data: Path, tmp_path: Path) -> None:
    base = ("fill", "--data", data, "--year", YEAR, "--out", tmp_path / "out")
    run(*base, status=1)
    own = tmp_path / "县里的表.docx"
    write_docx([Filled("f2", blank_form("f2", "某单位", 2020))], own)
    workspace = Workspace.open(data)
    file = FileInfo(workspace._store.keep(own.read_bytes()), own.name, "docx", 0)
    workspace.set_template("f2", file, "附件2")
    workspace.close()
    own.unlink()
    printed = run(*base).stdout
    assert len(printed.splitlines()) == 2

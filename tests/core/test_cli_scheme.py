"""`scheme`: written to a file, tried on a year, taken into use, taken back."""

from pathlib import Path

from core.scheme import DEFAULT_SCHEME, load_scheme, read_scheme
from core.workspace import Workspace
from tests.core.reports.made import YEAR
from tests.core.test_cli_reports import data, run

__all__ = ["data"]


def test_a_shipped_scheme_and_a_years_own_are_written(data: Path, tmp_path: Path) -> None:
    run("scheme", "export", tmp_path / "一.toml")
    assert read_scheme(tmp_path / "一.toml") == load_scheme(DEFAULT_SCHEME)
    run("scheme", "use", "10-50-30-10", "--data", data, "--year", YEAR)
    run("scheme", "export", tmp_path / "二.toml", "--data", data, "--year", YEAR)
    assert read_scheme(tmp_path / "二.toml") == load_scheme("10-50-30-10")
    run("scheme", "export", tmp_path / "三.toml", "--data", data, status=2)


def test_a_scheme_is_tried_then_taken_then_taken_back(data: Path, tmp_path: Path) -> None:
    own = tmp_path / "本县.toml"
    run("scheme", "export", own)
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace('name = "优", least = 90', 'name = "优", least = 100'), "utf-8")
    tried = run("scheme", "try", own, "--data", data, "--year", YEAR).stdout
    assert "优 → 良" in tried
    assert not tried.endswith("0 个单位会变。\n")
    with_before = run("scheme", "try", DEFAULT_SCHEME, "--data", data, "--year", YEAR).stdout
    assert with_before == "0 个单位会变。\n"
    run("scheme", "use", own, "--data", data, "--year", YEAR)
    workspace = Workspace.open(data)
    assert workspace.scheme(YEAR).grades[0].least == 100
    workspace.undo()
    assert workspace.scheme(YEAR) == load_scheme()
    workspace.close()


def test_files_score_by_a_file_too(data: Path, tmp_path: Path) -> None:
    own = tmp_path / "本县.toml"
    run("scheme", "export", own)
    run("score", own, "--scheme", own, status=3)


def test_what_is_no_scheme_is_refused(data: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "错.toml"
    wrong.write_text("places = 2", encoding="utf-8")
    for source in (wrong, tmp_path / "没有.toml", "没有"):
        run("scheme", "use", source, "--data", data, "--year", YEAR, status=1)
    run("scheme", "try", DEFAULT_SCHEME, "--data", data, "--year", 2001, status=1)
    run("scheme", "export", tmp_path / "没有" / "一.toml", status=1)

"""`county-report`: two files, sections rewritten and brought back, 请核对 on standard error."""

from pathlib import Path

from tests.core.reports.made import YEAR
from tests.core.test_cli_reports import data, run

__all__ = ["data"]


def test_the_report_in_two_formats(data: Path, tmp_path: Path) -> None:
    base = ("county-report", "--data", data, "--year", YEAR, "--out", tmp_path / "out")
    printed = run(*base, "--date", "2025-06-30").stdout
    assert [Path(line).suffix for line in printed.splitlines()] == [".docx", ".pdf"]
    assert all(Path(line).is_file() for line in printed.splitlines())
    run("county-report", "--data", data, "--year", 2001, "--out", tmp_path, status=1)


def test_a_section_is_rewritten_and_brought_back(data: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("全县一盘棋。", encoding="gb18030")
    base = ("county-report", "--data", data, "--year", YEAR, "--out", tmp_path / "out")
    run(*base, "--rewrite", "总体情况", words)
    assert run(*base).stderr == ""
    run("import", words, "--data", data, "--year", YEAR, status=3)
    run(*base, "--rewrite", "没有的一节", words, status=1)
    run(*base, "--rewrite", "总体情况", next((tmp_path / "out").glob("*.docx")), status=1)
    run(*base, "--reset", "总体情况")

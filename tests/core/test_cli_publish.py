"""`disclose`: held back while there are words to look at, free of telephone numbers."""

from dataclasses import replace
from pathlib import Path

import pdfplumber

from core.editing import PutSubmission, Step
from core.forms import OverallReport
from core.forms.report import Section
from core.submission import Filled
from core.workspace import Workspace
from tests.core.reports.made import YEAR
from tests.core.test_cli_reports import data, run

__all__ = ["data"]


def text_of(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "".join(page.extract_text() for page in document.pages)


def test_no_telephone_in_what_is_published(data: Path, tmp_path: Path) -> None:
    printed = run("disclose", "--data", data, "--year", YEAR, "--out", tmp_path / "out")
    paths = [Path(line) for line in printed.stdout.splitlines()]
    assert len(paths) == 2
    assert all("0700" not in text_of(path) for path in paths)
    assert "电话" in printed.stderr


def test_words_to_look_at_hold_a_unit_back(data: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(data)
    found = workspace.submissions(YEAR)[0]
    text = Section(no=1, heading="一、概况", text="本项目涉密。")
    told = replace(found, forms=(*found.forms, Filled("f4", OverallReport(sections=(text,)))))
    workspace.dispatch(Step("报告", (PutSubmission(found.key, told),)))
    workspace.close()
    base = ("disclose", "--data", data, "--year", YEAR, "--unit", found.unit, "--out", tmp_path)
    refused = run(*base, status=1)
    assert "涉密" in refused.stderr
    assert list(tmp_path.glob("*.pdf")) == []
    run(*base, "--despite")
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    run(*base[:-3], "没有的局", "--out", tmp_path, status=1)

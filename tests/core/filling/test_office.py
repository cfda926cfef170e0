"""Filled templates and the county's report are opened by an office program without repair."""

import datetime as dt
from pathlib import Path

import pytest

from core.filling import fill_template
from core.reports.county_report import Sender, county_report
from core.reports.county_sections import Years
from core.writers.report_docx import report_docx
from tests.core.filling.test_fill import UNITS, submitted, template
from tests.core.reports.made import COUNTY, YEAR
from tests.core.writers.office import converted, needs_office


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_filled_template_opens(kind: str, tmp_path: Path) -> None:
    form = next(form for form in submitted()[UNITS[0]] if form.code == "f2")
    made = fill_template(template(tmp_path, kind), form).data
    assert converted(made, kind, "pdf", tmp_path).read_bytes().startswith(b"%PDF")


@needs_office
@pytest.mark.slow
def test_the_report_opens_with_its_pictures(tmp_path: Path) -> None:
    report = county_report(Years(YEAR, COUNTY), Sender(dt.date(2025, 6, 30)), {})
    path = converted(report_docx((report,)), "docx", "pdf", tmp_path)
    assert path.read_bytes().count(b"/Image") >= 2

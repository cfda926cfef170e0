"""Blank forms of a year into a folder: Word and Excel for each unit, with a page that explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.progress import Report as Progress
from core.progress import silent, step
from core.reports.blank import BlankUnit, blank_forms
from core.reports.report import Report
from core.scheme import Scheme
from core.writers.blank_xlsx import write_blank_xlsx
from core.writers.docx import write_docx
from core.writers.filing import Filing
from core.writers.report_docx import write_report_docx


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which year, by which scheme, and what of the year before is written in."""

    year: int
    scheme: Scheme
    finals: bool = True
    indicators: bool = True


def write_blanks(
    units: Sequence[BlankUnit],
    wanted: Wanted,
    folder: Path,
    notice: Report | None = None,
    report: Progress = silent,
) -> Filing:
    """The files that were written; UserError for the first that cannot be, raises `Cancelled`."""
    filing = Filing(folder)
    for done, unit in enumerate(units):
        step(report, done, len(units), f"空表：{unit.name or '通用'}")
        forms = blank_forms(
            unit, wanted.year, wanted.scheme, finals=wanted.finals, indicators=wanted.indicators
        )
        base = filing.base(f"{unit.name or ''}{wanted.year}年度绩效自评空表")
        filing.write(base, "docx", partial(write_docx, forms))
        filing.write(base, "xlsx", partial(write_blank_xlsx, forms))
    if notice is not None:
        filing.write(filing.base(notice.title), "docx", partial(write_report_docx, (notice,)))
    return filing

"""The county's summary of the year: to look at and print, or as Excel, Word and PDF."""

from __future__ import annotations

from functools import partial

from core.reports.summary import summary_report
from gui.papers.means import Checked, Means
from gui.papers.register import export_report, report_to_print

_NOTHING = "没有可以汇总的内容"


def export_summary(means: Means) -> None:
    """Write the summary as Excel, Word and PDF into a folder."""
    means.year_checked(_NOTHING, partial(_export, means))


def print_summary(means: Means) -> None:
    """Look at the summary as pages, and print it."""
    means.year_checked(_NOTHING, partial(_preview, means))


def _export(means: Means, checked: Checked) -> None:
    taken, units = checked
    export_report(means, summary_report(units, taken.year, taken.letterhead))


def _preview(means: Means, checked: Checked) -> None:
    taken, units = checked
    report = summary_report(units, taken.year, taken.letterhead)
    means.exporting.show_pages(report_to_print(report))

"""The county's summary of the year: to look at and print, or as Excel, Word and PDF."""

from __future__ import annotations

from functools import partial

from core.reports.summary import summary_report, with_tables
from gui.editors.picks import Pick
from gui.papers.means import Checked, Means
from gui.papers.register import export_report, report_to_print
from gui.views.print_tables import PrintTablesDialog

_NOTHING = "没有可以汇总的内容"
_LONG = frozenset({"findings", "register", "working_papers"})
"""Lists of many pages, which are looked up in the workbook and seldom printed."""


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
    picks = [
        Pick(table.key, table.name, f"{len(table.rows)} 行", table.key not in _LONG)
        for table in report.tables
    ]
    dialog = PrintTablesDialog(picks, means.window)

    def show(keys: frozenset[str]) -> None:
        pages = report_to_print(with_tables(report, keys))
        means.exporting.show_pages(pages, dialog, dialog, dialog.accept)

    dialog.print_wanted.connect(show)
    dialog.open()

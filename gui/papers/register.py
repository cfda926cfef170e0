"""退回登记: what went back when, to be looked at, exported and printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from core.progress import Report as Progress
from core.progress import step
from core.reports.report import Report
from core.reports.returned import returned_report
from core.writers.filing import Filing
from core.writers.report_files import WRITERS
from core.writers.report_pdf import report_svg_pages, write_report_pdf
from gui.papers.means import Checked, Means, today
from gui.printing import Printable
from gui.views.returned import ReturnedDialog


def show_returns(means: Means) -> None:
    """The register of the year."""
    means.year_checked("没有退回登记", partial(_show, means))


def _show(means: Means, checked: Checked) -> None:
    taken, units = checked
    report = returned_report(units, taken.year, today(), taken.letterhead.county)
    dialog = ReturnedDialog(report, means.window)
    dialog.export_wanted.connect(lambda: export_report(means, report, dialog))
    dialog.print_wanted.connect(
        lambda: means.exporting.show_pages(report_to_print(report), dialog, dialog)
    )
    dialog.open()


def report_to_print(report: Report) -> Printable:
    """A county's paper as a document to look at and print."""
    return reports_to_print([report], report.title)


def reports_to_print(reports: Sequence[Report], title: str) -> Printable:
    """Papers one behind the other as a document."""

    def pages(progress: Progress) -> Iterator[bytes]:
        for done, report in enumerate(reports):
            step(progress, done, len(reports), "排版")
            yield from report_svg_pages((report,))

    return Printable(title, pages, partial(write_report_pdf, reports))


def export_report(means: Means, report: Report, dialog: ReturnedDialog | None = None) -> None:
    """The report as Excel, Word and PDF into a folder."""
    folder = means.exporting.ask_folder(report.title)
    if folder is None:
        return

    def work(progress: Progress) -> Filing:
        filing = Filing(folder)
        base = filing.base(report.title)
        for done, (kind, writer) in enumerate(WRITERS.items()):
            step(progress, done, len(WRITERS), f"写 {kind}")
            filing.write(base, kind, partial(writer, (report,)))
        return filing

    means.exporting.run(work, means.exporting.tell_filed, dialog)

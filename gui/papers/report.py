"""绩效自评情况报告: written by the program, rewritten by the clerk, out as Word and PDF."""

from __future__ import annotations

from functools import partial

from core.letterhead import Letterhead
from core.progress import Report as Progress
from core.report_text import ReportText
from core.reports.county_report import county_report, sections_of, sender
from core.reports.county_sections import Years
from core.reports.report import Report
from core.reports.unit_year import county_year
from core.snapshot import Snapshot
from core.writers.report_files import WRITERS
from gui.papers.means import Means, today
from gui.papers.register import report_to_print
from gui.views.county_report import CountyReportDialog

KINDS = ("docx", "pdf")


def open_report(means: Means) -> None:
    """Check the year and the one before, then show the report."""
    taken = means.year_taken("写不了情况报告")
    if taken is None:
        return

    def work(progress: Progress) -> Years:
        units = county_year(taken, taken.year, progress)
        before = county_year(taken, taken.year - 1, progress)
        return Years(taken.year, units, before, taken.letterhead.county)

    means.exporting.run(work, partial(_show, means, taken))


def _show(means: Means, taken: Snapshot, years: Years) -> None:
    workspace = means.bridge.workspace

    def keep(section: str, text: ReportText | None) -> bool:
        return means.bridge.attempt(lambda: workspace.set_report_text(years.year, section, text))

    dialog = CountyReportDialog(
        f"{years.county}{years.year}年度绩效自评情况报告",
        sections_of(years),
        workspace.report_texts(years.year),
        keep if means.bridge.writable else None,
        _signed(taken.letterhead),
        today(),
        means.window,
    )
    dialog.export_wanted.connect(partial(_export, means, taken, years, dialog))
    dialog.preview_wanted.connect(partial(_preview, means, taken, years, dialog))
    dialog.open()


def _signed(head: Letterhead) -> str:
    said = [
        f"主送：{head.addressed or '（未设）'}",
        f"落款：{head.office or '（盖章）'}",
    ]
    return "　".join(said) + "　　在“文件 → 设置”里改"


def _made(taken: Snapshot, years: Years, dialog: CountyReportDialog) -> Report:
    day = dialog.day.day or today()
    return county_report(years, sender(taken.letterhead, day), dialog.texts)


def _export(means: Means, taken: Snapshot, years: Years, dialog: CountyReportDialog) -> None:
    stale = dialog.stale
    if stale and not means.dialogs.confirm(
        "导出情况报告",
        f"{'、'.join(stale)}改写以后数字有变化，还没有核对。报告里这几节前面会写“【请核对】”。",
        "照样导出",
    ):
        return
    report = _made(taken, years, dialog)
    writers = {kind: partial(WRITERS[kind], (report,)) for kind in KINDS}
    means.exporting.save("导出情况报告", report.title, writers, dialog)


def _preview(means: Means, taken: Snapshot, years: Years, dialog: CountyReportDialog) -> None:
    report = _made(taken, years, dialog)
    means.exporting.show_pages(report_to_print(report), dialog, dialog)

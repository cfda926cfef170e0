"""公开稿 and 归档: what is published of a year, and what is kept of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from core.archive import archive_year
from core.progress import Report
from core.publishing import Concern, concerns, publish
from core.reports.county_report import sender
from core.snapshot import Snapshot
from core.writers.filing import Filing
from gui.papers.means import Means, today
from gui.views.disclosure import DisclosureDialog


def disclose(means: Means) -> None:
    """Look for what should not be published, let the clerk judge it, then write the PDFs."""
    taken = means.year_taken("没有可以公开的材料")
    if taken is None:
        return
    submissions = [each for each in taken.submissions(taken.year) if each.forms]

    def work(report: Report) -> tuple[Concern, ...]:
        return concerns(submissions, report)

    def show(found: tuple[Concern, ...]) -> None:
        units = [each.unit for each in submissions]
        dialog = DisclosureDialog(units, found, means.window)
        dialog.export_wanted.connect(partial(_publish, means, taken, dialog))
        dialog.open()

    means.exporting.run(work, show)


def _publish(means: Means, taken: Snapshot, dialog: DisclosureDialog, units: list[str]) -> None:
    chosen = [each for each in taken.submissions(taken.year) if each.unit in units]
    folder = means.exporting.ask_folder("公开稿")
    if folder is None:
        return

    def work(report: Report) -> Filing:
        return publish(chosen, folder, report)

    def done(filing: Filing) -> None:
        dialog.accept()
        means.exporting.tell_filed(filing)

    means.exporting.run(work, done, dialog)


def archive(means: Means) -> None:
    """The whole year as one folder with an index."""
    taken = means.year_taken("没有可以归档的材料")
    folder = means.exporting.ask_folder("年度归档") if taken is not None else None
    if taken is None or folder is None:
        return
    who = sender(taken.letterhead, today())

    def work(report: Report) -> Path:
        return archive_year(taken, taken.year, folder, who, report)

    means.exporting.run(work, lambda made: means.bridge.tell(f"已归档到 {made}"))

"""Letters to units that have not handed in, or of whose forms some are missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from core.progress import Report
from core.reports.reminder import (
    Dates,
    Lacking,
    Reminder,
    lacking_units,
    reminders_of,
    usual_deadline,
)
from core.writers.filing import Filing
from core.writers.letter_files import write_letters
from gui.editors.picks import Pick
from gui.papers.means import Means, today
from gui.papers.register import reports_to_print
from gui.views.reminders import RemindersDialog, RemindWish


def remind(means: Means) -> None:
    """Ask which of these units get a letter and by when they must answer; write or print them."""
    means.bridge.commit_pending()
    year, workspace = means.bridge.year, means.bridge.workspace
    if year is None:
        means.bridge.tell("还没有年度，先导入报送文件。", alarm=True)
        return
    lacking = lacking_units(workspace, year)
    if not lacking:
        means.bridge.tell("名单上的单位都已报齐，没有要催报的。")
        return
    day, due = today(), workspace.deadline(year)
    dates = Dates(day, usual_deadline(day, due), due)
    chosen = {key.partition("/")[2] for key in means.chosen()}
    picks = [
        Pick(each.unit.name, each.unit.name, _note(each), not chosen or each.unit.name in chosen)
        for each in lacking
    ]
    dialog = RemindersDialog(picks, dates, workspace.letterhead, means.window)
    dialog.export_wanted.connect(partial(_export, means, lacking, dialog))
    dialog.print_wanted.connect(partial(_print, means, lacking, dialog))
    dialog.open()


def _note(lacking: Lacking) -> str:
    """What is missing, and whom to call."""
    missing = "、".join(code[1:] for code in lacking.lacks)
    said = f"缺附件{missing}" if lacking.came else "未报"
    return "　".join(filter(None, (said, lacking.unit.contact, lacking.unit.phone)))


def _reminders(means: Means, lacking: Sequence[Lacking], wish: RemindWish) -> tuple[Reminder, ...]:
    wanted = [each for each in lacking if each.unit.name in wish.names]
    return reminders_of(wanted, means.bridge.workspace.letterhead, wish.dates)


def _export(
    means: Means, lacking: Sequence[Lacking], dialog: RemindersDialog, wish: RemindWish
) -> None:
    folder = means.exporting.ask_folder("催报函")
    if folder is None:
        return
    reminders = _reminders(means, lacking, wish)
    whole = _title(reminders) if wish.together else None

    def work(report: Report) -> Filing:
        return write_letters(reminders, folder, whole, report)

    def done(filing: Filing) -> None:
        dialog.accept()
        means.exporting.tell_filed(filing)

    means.exporting.run(work, done, dialog)


def _print(
    means: Means, lacking: Sequence[Lacking], dialog: RemindersDialog, wish: RemindWish
) -> None:
    reminders = _reminders(means, lacking, wish)
    title = f"{_title(reminders)}（{len(reminders)}份）"
    what = reports_to_print([each.report for each in reminders], title)
    means.exporting.show_pages(what, dialog, dialog)


def _title(reminders: Sequence[Reminder]) -> str:
    return f"{reminders[0].lacking.year}年度绩效自评催报函"

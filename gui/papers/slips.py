"""Slips that go back to units: written or printed, then entered in the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from core.checks.finding import ERROR, HINT, WARNING
from core.progress import Report
from core.reports.slips import DAYS, Slip, given, next_number, recorded, slips_of, standing_return
from core.reports.unit_year import UnitYear
from core.writers.filing import Filing
from core.writers.letter_files import write_letters
from gui.papers.means import Checked, Means, today
from gui.papers.register import reports_to_print
from gui.views.slips import SlipLine, SlipsDialog, Wanted


def export_slips(means: Means) -> None:
    """Ask which units get a slip, until when; write or print them; mark the units as returned."""
    means.year_checked("没有可以退回的", partial(_ask, means))


def _ask(means: Means, checked: Checked) -> None:
    taken, units = checked
    marked = means.chosen() or tuple(map(_key, filter(_untold, units)))
    lines = [_line(unit, marked) for unit in units if unit.submission is not None]
    lines = [line for line in lines if line.errors or line.warnings or line.hints]
    if not lines:
        means.bridge.tell("各单位都没有需要退回修改的问题。")
        return
    day = today()
    used = list(given(means.bridge.workspace, day))
    dialog = SlipsDialog(
        lines,
        Wanted((), day, day + dt.timedelta(days=DAYS), 1, hints=False, together=False, record=True),
        lambda year: next_number(used, taken.letterhead.prefix, year),
        taken.letterhead,
        means.window,
        writable=means.bridge.writable,
    )
    dialog.export_wanted.connect(partial(_export, means, checked, dialog))
    dialog.print_wanted.connect(partial(_print, means, checked, dialog))
    dialog.open()


def _key(unit: UnitYear) -> str:
    return f"{unit.year}/{unit.unit}"


def _untold(unit: UnitYear) -> bool:
    """Whether the unit was returned on the desk, and has no slip yet that says so."""
    known = standing_return(unit)
    return known is not None and not known.number


def _line(unit: UnitYear, marked: Sequence[str]) -> SlipLine:
    """Ticked are the units that were marked or returned, else all that have something to mend."""
    known = standing_return(unit)
    key = _key(unit)
    found = [item.finding.severity for item in unit.findings if not item.settled]
    return SlipLine(
        key,
        unit.unit,
        found.count(ERROR),
        found.count(WARNING),
        found.count(HINT),
        unit.status,
        known.number if known else "",
        key in marked if marked else unit.status != "已通过" and found.count(HINT) < len(found),
    )


def _slips(checked: Checked, wanted: Wanted) -> tuple[Slip, ...]:
    taken, units = checked
    chosen = [unit for unit in units if f"{unit.year}/{unit.unit}" in wanted.keys]
    return slips_of(chosen, taken.letterhead, wanted.batch)


def _export(means: Means, checked: Checked, dialog: SlipsDialog, wanted: Wanted) -> None:
    slips = _slips(checked, wanted)
    if not slips:
        dialog.complain("选中的单位没有需要退回修改的问题。")
        return
    folder = means.exporting.ask_folder("退回修改通知")
    if folder is None:
        return
    whole = f"{checked[0].year}年度退回修改通知" if wanted.together else None

    def work(report: Report) -> Filing:
        return write_letters(slips, folder, whole, report)

    def done(filing: Filing) -> None:
        _enter(means, slips, wanted)
        dialog.accept()
        means.exporting.tell_filed(filing)

    means.exporting.run(work, done, dialog)


def _print(means: Means, checked: Checked, dialog: SlipsDialog, wanted: Wanted) -> None:
    slips = _slips(checked, wanted)
    if not slips:
        dialog.complain("选中的单位没有需要退回修改的问题。")
        return
    title = f"{checked[0].year}年度退回修改通知（{len(slips)}份）"
    what = reports_to_print([slip.report for slip in slips], title)

    def sent() -> None:
        _enter(means, slips, wanted)
        if means.exporting.dialog is not None:
            means.exporting.dialog.accept()
        dialog.accept()

    means.exporting.show_pages(what, dialog, dialog, sent)


def _enter(means: Means, slips: tuple[Slip, ...], wanted: Wanted) -> None:
    """Enter what went out in the register, as one step that can be undone."""
    step = recorded(slips) if wanted.record else None
    if step is not None:
        means.bridge.attempt(lambda: means.bridge.workspace.dispatch(step))

"""Blank forms for the next year, for some units or all."""

from __future__ import annotations

from functools import partial

from core.progress import Report
from core.reports.blank import BlankUnit, blank_units
from core.reports.blank_notice import blank_notice
from core.writers.blank_files import Wanted, write_blanks
from core.writers.filing import Filing
from gui.editors.picks import Pick
from gui.papers.means import Means, today
from gui.views.blanks import BlanksDialog, BlankWish

_ANYBODY = BlankUnit(None)


def blank_forms(means: Means) -> None:
    """Ask for which units and what of last year goes in; write Word and Excel."""
    means.bridge.commit_pending()
    year = (means.bridge.year or today().year - 1) + 1
    units = _units(means, year)
    chosen = means.chosen()
    picks = [
        Pick(
            unit.name or "",
            unit.name or "通用（不带单位名称）",
            "有上年材料" if unit.before else "没有上年材料" if unit.name else "",
            f"{year - 1}/{unit.name}" in chosen if chosen else True,
        )
        for unit in units
    ]
    dialog = BlanksDialog(year, picks, means.window)
    dialog.export_wanted.connect(partial(_export, means, dialog))
    dialog.open()


def _units(means: Means, year: int) -> tuple[BlankUnit, ...]:
    workspace = means.bridge.workspace
    return blank_units(workspace.county_units(), workspace.submissions(year - 1)) or (_ANYBODY,)


def _export(means: Means, dialog: BlanksDialog, wish: BlankWish) -> None:
    folder = means.exporting.ask_folder("下年空表")
    if folder is None:
        return
    workspace = means.bridge.workspace
    known = {unit.name or "": unit for unit in _units(means, wish.year)}
    units = [known.get(name) or BlankUnit(name or None) for name in wish.names]
    # Next year has no scheme of its own yet: this year's holds.
    latest = next((year for year in workspace.years() if year <= wish.year), wish.year)
    wanted = Wanted(
        wish.year, workspace.scheme(latest), finals=wish.finals, indicators=wish.indicators
    )
    last = workspace.deadline(wish.year)
    notice = blank_notice(wish.year, workspace.letterhead, last, today()) if wish.notice else None

    def work(report: Report) -> Filing:
        return write_blanks(units, wanted, folder, notice, report)

    def done(filing: Filing) -> None:
        dialog.accept()
        means.exporting.tell_filed(filing)

    means.exporting.run(work, done, dialog)

"""What every paper of the county is made with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from core.progress import Report
from core.reports.unit_year import UnitYear, county_year
from core.snapshot import Snapshot, snapshot
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.exporting import Exporting

Checked = tuple[Snapshot, tuple[UnitYear, ...]]


@dataclass(frozen=True, slots=True)
class Means:
    """The window's own; `chosen` tells which units are marked on the board, if several are, and
    `current` which one is looked at.
    """

    bridge: Bridge
    dialogs: Dialogs
    exporting: Exporting
    window: QWidget
    chosen: Callable[[], tuple[str, ...]]
    current: Callable[[], str | None]

    def year_taken(self, lacking: str) -> Snapshot | None:
        """The year that is looked at, as it stands; told when nobody has handed in yet."""
        self.bridge.commit_pending()
        year = self.bridge.year
        if year is None or not self.bridge.workspace.submissions(year):
            self.bridge.tell(f"本年度还没有报送，{lacking}。", alarm=True)
            return None
        return snapshot(self.bridge.workspace, year)

    def year_checked(self, lacking: str, done: Callable[[Checked], None]) -> None:
        """The units of the year, each checked; `done` gets them when they are."""
        taken = self.year_taken(lacking)
        if taken is None:
            return

        def work(report: Report) -> Checked:
            return taken, county_year(taken, taken.year, report)

        self.exporting.run(work, done)


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()

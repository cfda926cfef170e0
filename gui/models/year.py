"""The year that is looked at: a line for each unit, checked once, and again when it is touched.

Checking a unit takes some ten milliseconds, a county of 150 therefore a second or two: of a year
that is turned to, the first units are checked at once, the others bit by bit while nothing else is
to do. When the window opens, all wait until it is seen.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.models.units import Calendar, UnitLine, calendar_of, unchecked_line, unit_line

if TYPE_CHECKING:
    from core.workspace import Change
    from gui.bridge import Bridge

AT_ONCE = 12
"""So many units are checked before another list takes the place of the one that is seen."""
AT_A_TIME = 2


class Year(QObject):
    """Lines of units in the county's order; never more is computed than a change has touched."""

    renewed = Signal()
    """Other units, or others in another order."""
    updated = Signal()
    """The same units; some lines are new."""
    awaited = Signal()
    """Somebody waits until all units are checked; `progressed` and `finished` say how it goes."""
    progressed = Signal(object)
    """(done, total, what)"""
    finished = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._year: int | None = None
        self._lines: dict[str, UnitLine] = {}
        self._waiting: dict[str, None] = {}
        self._calendar: Calendar | None = None
        self._begun = False
        self._then: tuple[Callable[[], None], Callable[[], None]] | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._check_some)
        bridge.changed.connect(self._changed)
        self.reload()

    @property
    def lines(self) -> tuple[UnitLine, ...]:
        return tuple(self._lines.values())

    @property
    def checking(self) -> bool:
        """Whether units are still to be checked."""
        return bool(self._waiting)

    def line(self, key: str) -> UnitLine | None:
        return self._lines.get(key)

    def stop(self) -> None:
        """Check no more, for closing."""
        self._idle.stop()

    @Slot()
    def reload(self) -> None:
        """Take over the units of the year that the bridge looks at."""
        year = self._bridge.year
        before = self._lines if year == self._year else {}
        at_once = AT_ONCE if self._begun else 0
        self._year = year
        self._lines, self._waiting = {}, {}
        if year is not None:
            workspace = self._bridge.workspace
            self._calendar = calendar = calendar_of(workspace, year)
            for key in _keys(self._bridge, year):
                known = before.get(key)
                known_already = known is not None and known.checked
                if known_already or workspace.submission(key) is None:
                    self._lines[key] = unit_line(workspace, key, calendar)
                else:
                    self._lines[key] = unchecked_line(workspace, key, calendar)
                    self._waiting[key] = None
            self._check(at_once)
        self.renewed.emit()
        self._go_on()

    def when_checked(
        self, do: Callable[[], None], cancelled: Callable[[], None] = lambda: None
    ) -> None:
        """Do something once all units are checked: at once, or when what waits has been checked.

        One thing waits at a time; another takes its place.
        """
        self.cancel()
        if self._waiting:
            self._then = do, cancelled
            self.awaited.emit()
        else:
            do()

    @Slot()
    def cancel(self) -> None:
        """Let nobody wait any more; checking goes on quietly."""
        waiting, self._then = self._then, None
        if waiting is not None:
            self.finished.emit()
            waiting[1]()

    def _check(self, most: int) -> None:
        """Check some of the units that wait, in order."""
        self._begun = self._begun or most > 0
        for key in tuple(itertools.islice(self._waiting, most)):
            del self._waiting[key]
            if self._calendar is not None:
                self._lines[key] = unit_line(self._bridge.workspace, key, self._calendar)

    @Slot()
    def _check_some(self) -> None:
        self._check(AT_A_TIME)
        self.updated.emit()
        self._go_on()
        if self._then is None:
            return
        done = len(self._lines) - len(self._waiting)
        self.progressed.emit((done, len(self._lines), "正在核对各单位"))
        if not self._waiting:
            do, self._then = self._then[0], None
            self.finished.emit()
            do()

    def _go_on(self) -> None:
        if self._waiting and not self.signalsBlocked():
            self._idle.start()
        else:
            self._idle.stop()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        """Check again what the change touched; read all anew when units come or go."""
        keys = [key for key in change.submissions if key.startswith(f"{self._year}/")]
        workspace = self._bridge.workspace
        same = all(key in self._lines for key in keys) and all(
            bool(self._lines[key].state.forms) == (workspace.submission(key) is not None)
            for key in keys
        )
        county = change.structural and not change.submissions
        if county or not same or self._bridge.year != self._year or self._year is None:
            self.reload()
        elif keys:
            if change.structural:
                self._calendar = calendar_of(workspace, self._year)
            # Those that are checked later keep what was known of them.
            self._waiting = {**dict.fromkeys(keys), **self._waiting}
            self._check(AT_ONCE)
            self.updated.emit()
            self._go_on()


def _keys(bridge: Bridge, year: int) -> list[str]:
    """The county's units, then others that have handed in, by name."""
    workspace = bridge.workspace
    listed = [f"{year}/{name}" for name in workspace.unit_names()]
    there = {submission.key for submission in workspace.submissions(year)}
    return [*listed, *sorted(there - set(listed))]

"""A window that only looks follows the one that writes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import UserError
from gui.bridge import Bridge

EVERY = 2000
"""Milliseconds between two looks."""
_PATIENCE = 5
"""So many looks may fail in a row: the other window may just be writing."""


class Following(QObject):
    """Takes over what the other window has stored, every other second, until that is closed."""

    released = Signal()
    """The other window has let go of the folder: it can be changed here, once it is reopened."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._failed = 0
        self._released = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        if not bridge.writable:
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Catch up; a folder that stays unreadable is told once, then left alone."""
        try:
            self._bridge.workspace.catch_up()
        except UserError as error:
            self._failed += 1
            if self._failed == _PATIENCE:
                self.stop()
                self._bridge.tell(f"不能再跟随另一个窗口：{error}", alarm=True)
        else:
            self._failed = 0
        before, self._released = self._released, self._bridge.workspace.released
        if self._released and not before:
            self.released.emit()

    def stop(self) -> None:
        """Look no more, for closing."""
        self._timer.stop()

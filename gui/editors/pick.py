"""Small windows under a cell to pick from: a list of texts, a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCalendarWidget, QListWidget, QListWidgetItem, QWidget

from gui import style
from gui.style import THEME

_SEEN = 10
"""So many lines are seen without scrolling."""


class PickList(QListWidget):
    """Enter or a click picks; Esc and a click elsewhere do nothing."""

    picked = Signal(str)

    def __init__(self, texts: Sequence[str], current: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("可选的内容")
        self.setObjectName("offers")
        self.setStyleSheet(f"#offers {{ border: 1px solid {THEME.accent}; }}")
        self.addItems(texts)
        self.setCurrentRow(texts.index(current) if current in texts else 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._pick)
        self.itemClicked.connect(self._pick)

    def open_under(self, cell: QRect) -> None:
        """Show it under a cell, given in the coordinates of the screen."""
        rows = min(self.count(), _SEEN)
        wide = self.sizeHintForColumn(0) + 4 * style.WIDE_GAP
        height = rows * self.sizeHintForRow(0) + style.GAP
        self.resize(max(cell.width(), wide), height)
        _pop_up(self, cell)

    @Slot(QListWidgetItem)
    def _pick(self, item: QListWidgetItem) -> None:
        # The second click of a double click finds it closed.
        if self.isVisible():
            self.close()
            self.picked.emit(item.text())


class PickDay(QCalendarWidget):
    """Begins at the day that stands in the cell, else at today."""

    picked = Signal(str)

    def __init__(self, day: dt.date | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("日历")
        self.setLocale(QLocale())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        if day is not None:
            self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.activated.connect(self._pick)
        self.clicked.connect(self._pick)

    def open_under(self, cell: QRect) -> None:
        """Show it under a cell, given in the coordinates of the screen."""
        self.resize(self.sizeHint())
        _pop_up(self, cell)

    @Slot(QDate)
    def _pick(self, day: QDate) -> None:
        if self.isVisible():
            self.close()
            self.picked.emit(day.toString(Qt.DateFormat.ISODate))


def _pop_up(window: QWidget, cell: QRect) -> None:
    """Show a window of its own under a cell, above it where the screen ends."""
    window.setWindowFlags(Qt.WindowType.Popup)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QShortcut(QKeySequence(Qt.Key.Key_Escape), window, window.close)
    room = window.screen().availableGeometry()
    top = cell.bottom() + 1
    if top + window.height() > room.bottom():
        top = max(room.top(), cell.top() - window.height())
    window.move(max(room.left(), min(cell.left(), room.right() - window.width())), top)
    window.show()
    window.setFocus()

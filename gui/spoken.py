"""What a screen reader is told beside what Qt tells it by itself."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget

_DESCRIBING = frozenset({"xcb", "wayland"})
"""Where readers that know no announcements are in use (Orca up to 44): on Linux."""
_OWN = "own_description"
"""The property of a widget that keeps its own description and the words in its place."""


def announce(widget: QWidget, words: str) -> None:
    """Say what has happened beside the widget that has the keys.

    On Linux it is said as a description of that widget: old readers pass over announcements, but
    tell a new description of what has the keys, and so do new ones. It gets its own back at once,
    or when the keys leave it if that would be told, too.
    """
    focus = QApplication.focusWidget()
    if focus is None or QGuiApplication.platformName() not in _DESCRIBING:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
    else:
        describe(focus, words)


def describe(focus: QWidget, words: str) -> None:
    """Describe the widget that has the keys by what has happened, for a while."""
    kept = focus.property(_OWN)
    own = kept[0] if kept else focus.accessibleDescription()
    if kept:
        focus.setAccessibleDescription("")
    focus.setAccessibleDescription(words)
    if not own and not focus.toolTip():
        focus.setAccessibleDescription("")
        return
    focus.setProperty(_OWN, [own, words])
    app = QApplication.instance()
    if not kept and isinstance(app, QApplication):
        app.focusChanged.connect(_take_back)


def _take_back(left: QWidget | None, now: QWidget | None) -> None:
    """What the keys have left is described by its own words again, unless by others by now."""
    del now
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.focusChanged.disconnect(_take_back)
    kept = left.property(_OWN) if left is not None else None
    if left is not None and kept:
        left.setProperty(_OWN, None)
        if left.accessibleDescription() == kept[1]:
            left.setAccessibleDescription(kept[0])


def cell_words(model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> str:
    """A cell with the head of its column, since a row is read out cell by cell."""
    head = model.headerData(index.column(), Qt.Orientation.Horizontal)
    return f"{_one_line(head)} {_one_line(model.data(index)) or '空'}"


def say_heads(table: QTableWidget) -> None:
    """Have the cells of a filled table read out with the heads of their columns."""
    model = table.model()
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            item = table.item(row, column)
            if item is not None:
                words = cell_words(model, model.index(row, column))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)


def _one_line(text: object) -> str:
    return " ".join(str(text or "").split())

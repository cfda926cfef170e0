"""What a screen reader is told beside what Qt tells it by itself."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QTableWidget, QWidget


def announce(widget: QWidget, words: str) -> None:
    """Say what has happened beside the widget that has the keys."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


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

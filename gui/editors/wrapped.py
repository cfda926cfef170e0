"""Lists and tables whose lines are broken where they are too long, so that no word is lost."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)

from gui import style

_ANY_HEIGHT = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX."""


class WrappedList(QListWidget):
    """Measures its lines again whenever its width has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Broken(self))


def wrap_cells(table: QTableView) -> None:
    """Let the rows of a table be as high as their highest cell."""
    table.setWordWrap(True)
    table.setItemDelegate(_Broken(table))
    rows = table.verticalHeader()
    rows.setMinimumSectionSize(style.ROW_HEIGHT)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


def wrap_lines(tree: QTreeView) -> None:
    """Let the lines of a tree be as high as their highest cell."""
    tree.setWordWrap(True)
    tree.setUniformRowHeights(False)
    tree.setItemDelegate(_Broken(tree))
    tree.header().sectionResized.connect(tree.scheduleDelayedItemsLayout)


class _Broken(QStyledItemDelegate):
    """Qt's own measure forgets the room that the style sheet puts round a text."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self._view
        wide, (across, down) = view.viewport().width(), style.LINE_ROOM
        if isinstance(view, QListView):
            wide -= 2 * view.spacing()
        if isinstance(view, QTableView | QTreeView):
            wide, (across, down) = view.columnWidth(index.column()), style.CELL_LINE_ROOM
        frame = view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        around = 2 * (across + frame)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            around += style.TICK + 2 * frame
        said, metrics = str(index.data() or ""), view.fontMetrics()
        room = QRect(0, 0, wide - around, _ANY_HEIGHT)
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        if isinstance(view, QTableView | QTreeView):
            wide = metrics.horizontalAdvance(said) + around
        return QSize(wide, metrics.boundingRect(room, flags, said).height() + 2 * down)

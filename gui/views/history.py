"""The history of a cell or of a unit: when, what, from which file, and back to there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.editors.wrapped import wrap_cells
from gui.labels import Label
from gui.spoken import say_heads

_HEADS = ("时间", "操作", "内容", "来自文件")


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a history, the latest first.

    `text` is what a cell then held, None where the step was not about one cell.
    """

    number: int
    at: dt.datetime
    label: str
    text: str | None = None
    file: str = ""


class HistoryDialog(QDialog):
    """A list of events; `back` is called with the one that the clerk wants to go back to.

    The latest is what stands now, so one cannot go back to it.
    """

    def __init__(
        self,
        title: str,
        events: Sequence[Event],
        back: Callable[[Event], None] | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.HISTORY)
        self._events, self._back = tuple(events), back
        self.table = QTableWidget(len(self._events), len(_HEADS))
        self.button = QPushButton("恢复到选中的这一步")
        self.button.setEnabled(False)
        self.button.setVisible(back is not None)
        none = Label("没有更早的可以恢复" if self._events else "还没有改动")
        none.setProperty("role", "muted")
        none.setVisible(not self._events or (back is not None and len(self._events) == 1))
        self._fill(title)
        foot = QHBoxLayout()
        foot.addWidget(none)
        foot.addStretch(1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.itemActivated.connect(self._go)
        self.button.clicked.connect(self._go)
        self.table.setFocus()

    def _fill(self, title: str) -> None:
        table = self.table
        table.setAccessibleName(title)
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for row, event in enumerate(self._events):
            when = f"{event.at.astimezone():%Y-%m-%d %H:%M:%S}"
            text = "" if event.text is None else event.text or "（空）"
            for column, said in enumerate((when, event.label, text, event.file)):
                item = QTableWidgetItem(said.replace("\n", " "))
                item.setToolTip(style.tip(said))
                table.setItem(row, column, item)
        say_heads(table)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        wrap_cells(table)
        table.verticalHeader().setMaximumSectionSize(style.TALLEST_ROW)

    def _chosen(self) -> Event | None:
        row = self.table.currentRow()
        return self._events[row] if 0 < row < len(self._events) else None

    @Slot()
    def _selected(self) -> None:
        self.button.setEnabled(self._chosen() is not None)

    @Slot()
    def _go(self) -> None:
        event = self._chosen()
        if event is not None and self._back is not None:
            self.accept()
            self._back(event)

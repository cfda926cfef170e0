"""The register of returns in a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.reports.report import Column, Report, shown
from gui import style
from gui.editors.errand import ErrandDialog
from gui.labels import Label
from gui.spoken import say_heads


class ReturnedDialog(ErrandDialog):
    """Shows the only table of a report; exporting and printing are the clerk's wishes."""

    export_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, report: Report, parent: QWidget | None) -> None:
        super().__init__(report.title, style.REVIEW, parent)
        (data,) = report.tables
        self.table = QTableWidget(len(data.rows), len(data.columns))
        self.table.setAccessibleName(data.name)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        for place, column in enumerate(data.columns):
            self.table.setHorizontalHeaderItem(place, _item(column.title, column))
            for row, values in enumerate(data.rows):
                item = _item(shown(values[place], column.kind), column)
                self.table.setItem(row, place, item)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        say_heads(self.table)
        none = Label("本年度还没有退回过单位。")
        none.setProperty("role", "muted")
        none.setVisible(not data.rows)
        self.content.addWidget(none)
        self.content.addWidget(self.table, 1)
        self.add_verb("打印…", self.print_wanted.emit)
        self.exporter = self.add_verb("导出…", self.export_wanted.emit, primary=True)
        for button in self.verbs:
            button.setEnabled(bool(data.rows))


def _item(text: str, column: Column) -> QTableWidgetItem:
    """A cell or the head of a column, from the left or in the middle."""
    item = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignLeft if column.left else Qt.AlignmentFlag.AlignHCenter
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item

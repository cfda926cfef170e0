"""Every command with its keys, for the clerk who does not use the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import style

_IN_THE_SHEET = (
    ("选择单元格", "方向键、Tab、Enter", "与电子表格相同，Shift 反向；Home、End 到行首、行尾"),
    ("修改单元格", "直接输入、F2、双击", "Enter 或 Tab 保存并移到下一格，Esc 取消"),
    ("单元格内换行", "Alt+Enter", ""),
    ("放大、缩小", "Ctrl+滚轮", ""),
)


class KeysDialog(QDialog):
    """A table that can be read and closed."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作与快捷键")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.KEYS)
        lines = (*_IN_THE_SHEET, *rows)
        table = QTableWidget(len(lines), 3)
        table.setHorizontalHeaderLabels(["操作", "按键", "说明"])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, texts in enumerate(lines):
            for column, text in enumerate(texts):
                table.setItem(row, column, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        box = QVBoxLayout(self)
        box.addWidget(table)

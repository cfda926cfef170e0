"""Every command with its keys, for the clerk who does not use the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.text import clean
from gui import style
from gui.editors.wrapped import wrap_cells

_MEANING = 2
_IN_THE_SHEET = (
    ("选择单元格", "方向键、Tab、Enter", "与电子表格相同，Shift 反向；Home、End 到行首、行尾"),
    ("修改单元格", "直接输入、F2、双击", "Enter 或 Tab 保存并移到下一格，Esc 取消"),
    ("选中一块", "Shift+方向键、拖动鼠标", "可整块复制、粘贴、向下填充、清空"),
    ("单元格内换行", "Alt+Enter", "文字在格子里另起一行"),
    ("放大、缩小", "Ctrl+滚轮", "表格、原文和打印预览都可以"),
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
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, texts in enumerate(lines):
            for column, text in enumerate(texts):
                table.setItem(row, column, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_MEANING, QHeaderView.ResizeMode.Stretch)
        wrap_cells(table)
        table.setAccessibleName("命令和按键")
        table.setTabKeyNavigation(False)
        self.table = table
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找命令或按键")
        self.search.setAccessibleName("查找命令或按键")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        box = QVBoxLayout(self)
        box.addWidget(self.search)
        box.addWidget(table)

    @Slot(str)
    def _find(self, text: str) -> None:
        """Keep the lines that hold the words."""
        wanted = clean(text).lower()
        for row in range(self.table.rowCount()):
            line = " ".join(
                str(self.table.model().index(row, column).data() or "") for column in range(3)
            )
            self.table.setRowHidden(row, wanted not in line.lower())

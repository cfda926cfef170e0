"""The sheet that a submitted file is drawn on, and where on it a source stands, in words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.source import Source
from gui import style
from gui.sheets.boxes import Box, Key, Texts
from gui.sheets.boxes import Slot as Spot
from gui.sheets.canvas import Canvas
from gui.style import THEME


class SourceCanvas(Canvas):
    """Keys are ("cell", table, row, column) and ("paragraph", index)."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taken: frozenset[Key] = frozenset()
        self.texts = Texts(style.paper_font(style.SOURCE_PIXELS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def select(self, key: Key | None, *, announce: bool = False) -> None:
        """What the form leads to is shown with the labels left of it, if there is room."""
        super().select(key, announce=announce)
        found = self.sheet.find(key) if key is not None and not announce else None
        if found is not None:
            bar, room = self.horizontalScrollBar(), self.viewport().width()
            rect = found[0].rect
            needed = round(rect.right() * self.zoom) + 2 * style.SHEET_GAP - room
            bar.setValue(min(bar.value(), max(0, min(needed, round(rect.left() * self.zoom)))))

    def tint(self, box: Box, slot: Spot | None) -> str | None:
        if slot is None:
            return None
        if slot.key == self.current:
            return THEME.origin_soft
        return THEME.filled_soft if slot.key in self.taken else None


def place_words(source: Source) -> str:
    """Where a source stands, in words."""
    if source.paragraph is not None:
        return f"第 {source.paragraph + 1} 段"
    if source.table is None:
        return "页眉或页脚"
    table = f"工作表“{source.sheet}”" if source.sheet else f"第 {(source.table or 0) + 1} 个表格"
    return f"{table}　第 {(source.row or 0) + 1} 行　第 {(source.column or 0) + 1} 列"

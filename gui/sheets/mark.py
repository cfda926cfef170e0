"""The marks of the year board: a chip for each form of a unit and for how it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.checks.severity import ERROR, WARNING
from core.unit_state import AGAIN, HANDED_IN, SENT_BACK, THROUGH
from gui import style
from gui.models.board import MARK_ROLE
from gui.models.units import OVERDUE, PRESENT
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex


_INKS = {
    ERROR: ("error_soft", "error"),
    WARNING: ("warning_soft", "warning"),
    PRESENT: ("good_soft", "good"),
    OVERDUE: ("error_soft", "error"),
    SENT_BACK: ("warning_soft", "warning"),
    AGAIN: ("hint_soft", "hint"),
    HANDED_IN: ("hover", "ink"),
    THROUGH: ("good_soft", "good"),
}
"""Ground and ink of a mark, by the names of the theme's colours; others are only written."""


class MarkDelegate(QStyledItemDelegate):
    """Paints the mark of a form, or the status, as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the row was painted by the table."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        text, inks = str(index.data()), _INKS.get(index.data(MARK_ROLE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.ui_font(style.SMALL_POINTS))
        if inks is not None:
            width = painter.fontMetrics().horizontalAdvance(text) + 2 * style.GAP
            chip = QRect(0, 0, max(width, style.CHIP_WIDTH), style.CHIP_HEIGHT)
            chip.moveCenter(rect.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color(getattr(THEME, inks[0])))
            painter.drawRoundedRect(chip, style.CHIP_RADIUS, style.CHIP_RADIUS)
        painter.setPen(style.color(getattr(THEME, inks[1] if inks else "muted")))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

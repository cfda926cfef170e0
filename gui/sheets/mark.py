"""The marks of the year board: a chip for each form of a unit and for how it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.checks.finding import ERROR, WARNING
from core.unit_state import AGAIN, HANDED_IN, SENT_BACK, THROUGH
from gui import style
from gui.models.board import MARK_ROLE
from gui.models.units import OVERDUE, PRESENT
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex


def _inks(mark: str) -> tuple[str, str] | None:
    """Ground and ink of a mark; None for one that is only written."""
    return {
        ERROR: (THEME.error_soft, THEME.error),
        WARNING: (THEME.warning_soft, THEME.warning),
        PRESENT: (THEME.good_soft, THEME.good),
        OVERDUE: (THEME.error_soft, THEME.error),
        SENT_BACK: (THEME.warning_soft, THEME.warning),
        AGAIN: (THEME.hint_soft, THEME.hint),
        HANDED_IN: (THEME.hover, THEME.ink),
        THROUGH: (THEME.good_soft, THEME.good),
    }.get(mark)


class MarkDelegate(QStyledItemDelegate):
    """Paints the mark of a form, or the status, as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark = index.data(MARK_ROLE)
        if mark is None:
            super().paint(painter, option, index)
            return
        self.drawBackground(painter, option, index)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        text = str(index.data())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.ui_font(style.SMALL_POINTS))
        inks = _inks(mark)
        if inks is not None:
            width = painter.fontMetrics().horizontalAdvance(text) + 2 * style.GAP
            chip = QRect(0, 0, max(width, style.CHIP_WIDTH), style.CHIP_HEIGHT)
            chip.moveCenter(rect.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color(inks[0]))
            painter.drawRoundedRect(chip, style.CHIP_RADIUS, style.CHIP_RADIUS)
        painter.setPen(style.color(inks[1] if inks else THEME.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def drawBackground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the row alone, as the style paints it."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""  # type: ignore[attr-defined]
        widget = option.widget  # type: ignore[attr-defined]
        look = widget.style()
        look.drawControl(look.ControlElement.CE_ItemViewItem, bare, painter, widget)

"""The cells of the year board: words, and a chip for each form of a unit and for how it stands.

A chip is the picture of a label that the style sheet dresses, drawn once for all its cells. With
pens and brushes it would bring all names of Qt (gui/flags.py) and take ten calls a cell.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.checks.severity import ERROR, WARNING
from core.unit_state import AGAIN, HANDED_IN, SENT_BACK, THROUGH
from gui import flags, style
from gui.labels import Label
from gui.models.board import FIRST_FORM, STATUS, BoardModel
from gui.models.units import OVERDUE, PRESENT

Index = QModelIndex | QPersistentModelIndex


_INKS = {
    ERROR: "error",
    WARNING: "warning",
    PRESENT: "good",
    OVERDUE: "error",
    SENT_BACK: "warning",
    AGAIN: "hint",
    HANDED_IN: "ink",
    THROUGH: "good",
}
"""The ink of a mark, by the name of the theme's colour; others are only written, without a chip."""


class MarkDelegate(QStyledItemDelegate):
    """Paints the mark of a form, or the status, as a chip, and of other cells the words.

    The ground of the row was painted by the table, whose painter comes with the ink and the font.
    """

    def __init__(self, table: QWidget, model: BoardModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self._chips: dict[tuple[str, str, float], QPixmap] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """What a cell says is asked of the model itself: through Qt each answer takes as long as
        the painting.
        """
        column = index.column()
        text, mark, alignment = self._model.cell(index.row(), column)
        if not text:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if FIRST_FORM <= column <= STATUS:
            put(painter, rect, self._chip(text, _INKS.get(mark or "", "")))
            return
        room = rect.adjusted(style.CELL_ROOM, 0, -style.CELL_ROOM, 0)
        if painter.fontMetrics().horizontalAdvance(text) <= room.width():
            painter.drawText(room, alignment, text)
        else:
            super().paint(painter, option, index)

    def _chip(self, text: str, ink: str) -> QPixmap:
        ratio = self._table.devicePixelRatioF()
        known = self._chips.get((text, ink, ratio))
        if known is None:
            known = self._chips[text, ink, ratio] = picture(text, ink, ratio)
        return known


def picture(text: str, ink: str, ratio: float) -> QPixmap:
    """Words in small letters: on a chip in the soft ground of an ink, or without ink just so.

    `ratio`: pixels of the screen for a length of one.
    """
    label = Label(text)
    label.setProperty("alignment", flags.CENTRED)
    label.setProperty("chip" if ink else "role", ink or "caption")
    size = label.sizeHint().expandedTo(QSize(style.CHIP_WIDTH, style.CHIP_HEIGHT))
    label.resize(size.boundedTo(QSize(size.width(), style.CHIP_HEIGHT)))
    out = QPixmap(label.size() * ratio)
    out.setDevicePixelRatio(ratio)
    out.fill(QColor("transparent"))
    label.render(out, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return out


def put(painter: QPainter, room: QRect, drawn: QPixmap) -> None:
    """A picture in the middle of a room."""
    place = QRect(QPoint(), drawn.deviceIndependentSize().toSize())
    place.moveCenter(room.center())
    painter.drawPixmap(place.topLeft(), drawn)

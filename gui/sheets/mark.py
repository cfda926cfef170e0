"""The chips of the year board: one for each form of a unit and for how it stands.

A chip is the picture of a label that the style sheet dresses, drawn once for all its cells. With
pens and brushes it would bring all names of Qt (gui/flags.py) and take ten calls a cell.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from core.checks.severity import ERROR, WARNING
from core.unit_state import AGAIN, HANDED_IN, SENT_BACK, THROUGH
from gui import flags, style
from gui.labels import Label
from gui.models.units import OVERDUE, PRESENT

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


class Chips:
    """The pictures in the cells of a table, each drawn once."""

    def __init__(self, table: QWidget) -> None:
        self._table = table
        self._drawn: dict[tuple[str, str, float], QPixmap] = {}

    def drawn(self, text: str, mark: str | None) -> QPixmap:
        """The mark of a form, or the status, with its words."""
        ink, ratio = _INKS.get(mark or "", ""), self._table.devicePixelRatioF()
        known = self._drawn.get((text, ink, ratio))
        if known is None:
            known = self._drawn[text, ink, ratio] = picture(text, ink, ratio)
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

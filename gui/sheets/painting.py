"""How boxes are painted: grounds first, then lines and text, marks in the corners on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui import style
from gui.sheets.boxes import Box, Slot
from gui.style import THEME

Tint = Callable[[Box, Slot | None], str | None]
"""The ground of a box (None for the slot) or of a slot in it."""
Ink = Callable[[Box], str]
"""The colour of a box's text."""


class Corners(NamedTuple):
    """The colours of the triangles in the corners of a box; None where there is none."""

    upper_left: str | None = None
    upper_right: str | None = None
    lower_right: str | None = None


def paint_grounds(painter: QPainter, boxes: Sequence[Box], tint: Tint) -> None:
    """Fill the boxes and slots that have a tint."""
    for box in boxes:
        for slot in (None, *box.slots):
            name = tint(box, slot)
            if name is not None:
                rect = box.rect if slot is None else box.slot_rect(slot)
                painter.fillRect(rect, style.color(name))


def paint_boxes(
    painter: QPainter,
    boxes: Sequence[Box],
    corners: Callable[[Box], Corners],
    ink: Ink,
    ratio: float,
) -> None:
    """Draw lines, texts and marks; `ratio` is how many dots a pixel of the screen has."""
    for box in sorted(boxes, key=lambda box: box.role != "blank"):
        _lines(painter, box, ratio)
        painter.setPen(style.color(ink(box)))
        box.layout.draw(painter, box.text_top)
        marks = corners(box)
        for point, dx, dy, name in (
            (box.rect.topRight(), -1, 1, marks.upper_right),
            (box.rect.topLeft(), 1, 1, marks.upper_left),
            (box.rect.bottomRight(), -1, -1, marks.lower_right),
        ):
            if name is not None:
                _corner(painter, point, (dx, dy), style.color(name))


def _lines(painter: QPainter, box: Box, ratio: float) -> None:
    """The border of a cell, or the line under a field; as thin at every zoom."""
    pen = QPen(style.color(THEME.line if box.role == "blank" else THEME.grid), ratio)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if box.role in {"cell", "blank"}:
        painter.drawRect(box.rect)
    elif box.role == "field":
        left = min((box.slot_rect(slot).left() for slot in box.slots), default=box.rect.left())
        bottom = box.rect.bottom() - 2
        painter.drawLine(QPointF(left, bottom), QPointF(box.rect.right(), bottom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_block(painter: QPainter, boxes: Sequence[Box]) -> None:
    """Veil the boxes of a selected block, their text still plain to read."""
    veil = style.color(THEME.accent)
    veil.setAlpha(style.VEIL)
    for box in boxes:
        painter.fillRect(box.rect, veil)


def paint_current(painter: QPainter, box: Box, slot: Slot, *, focused: bool) -> None:
    """Frame the current box, thicker while keys go to it, and within it the slot."""
    ink = THEME.accent
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.color(ink), style.FRAME if focused else style.FRAME_UNFOCUSED))
    painter.drawRect(box.rect)
    part = box.slot_rect(slot)
    if part != box.rect:
        painter.setPen(QPen(style.color(ink), 1.0, Qt.PenStyle.DashLine))
        painter.drawRect(part)


def _corner(painter: QPainter, point: QPointF, inward: tuple[int, int], ink: QColor) -> None:
    size = style.CORNER
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(
        QPolygonF(
            [
                point,
                point + QPointF(inward[0] * size, 0),
                point + QPointF(0, inward[1] * size),
            ]
        )
    )

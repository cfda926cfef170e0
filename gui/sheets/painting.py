"""How boxes are painted: grounds first, then lines and text, marks in the corners on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from core.checks.severity import HINT, WARNING
from gui import style
from gui.sheets.boxes import Box, Slot
from gui.style import THEME

Tint = Callable[[Box, Slot | None], str | None]
"""The ground of a box (None for the slot) or of a slot in it."""
Ink = Callable[[Box], str]
"""The colour of a box's text."""


_LINE = 1.4
"""How thick the edge of a hollow mark is."""


class Corners(NamedTuple):
    """The colours of the marks in the corners of a box, and of lines across it; None for none.

    `severity` gives the upper right one its shape in a theme that tells by shapes.
    """

    upper_left: str | None = None
    upper_right: str | None = None
    lower_right: str | None = None
    lower_left: str | None = None
    hatch: str | None = None
    severity: str | None = None


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
        marks = corners(box)
        if marks.hatch is not None:
            paint_hatch(painter, box.rect, marks.hatch)
        painter.setPen(style.color(ink(box)))
        box.layout.draw(painter, box.text_top)
        if any(marks):
            paint_marks(painter, box.rect, marks, style.CORNER)


def paint_hatch(painter: QPainter, rect: QRectF, ink: str) -> None:
    """Lines across a box, under its text."""
    painter.fillRect(rect, QBrush(style.color(ink), Qt.BrushStyle.BDiagPattern))


def paint_marks(painter: QPainter, rect: QRectF, marks: Corners, size: float) -> None:
    """The marks in the corners of a box."""
    for point, dx, dy, name in (
        (rect.topRight(), -1, 1, marks.upper_right),
        (rect.topLeft(), 1, 1, marks.upper_left),
        (rect.bottomRight(), -1, -1, marks.lower_right),
        (rect.bottomLeft(), 1, -1, marks.lower_left),
    ):
        if name is not None:
            severity = marks.severity if (dx, dy) == (-1, 1) and THEME.theme.shapes else None
            _corner(painter, point, (dx * size, dy * size), style.color(name), severity)


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


def _corner(
    painter: QPainter,
    point: QPointF,
    inward: tuple[float, float],
    ink: QColor,
    severity: str | None,
) -> None:
    """A triangle; by severity full, hollow for a warning, a dot for a hint."""
    dx, dy = inward
    hollow = severity == WARNING
    painter.setPen(QPen(ink, _LINE) if hollow else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else ink)
    if severity == HINT:
        painter.drawEllipse(point + QPointF(dx / 2, dy / 2), abs(dx) / 3, abs(dx) / 3)
        return
    if hollow:
        point += QPointF(dx / abs(dx), dy / abs(dy)) * _LINE
    painter.drawPolygon(QPolygonF([point, point + QPointF(dx, 0), point + QPointF(0, dy)]))

"""What stays in sight while a long sheet is scrolled: the heads of its rows, as in a spreadsheet,
and the words of merged cells that are higher than the view.

Heights are those of the sheet, not of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from core.schema.paper import Block
from gui import style
from gui.sheets.boxes import Box, Head, Sheet

_SHARE = 0.4
"""How much of the view a head may take; a higher one scrolls away as it does on paper."""
_BEYOND = 1.5
"""How far the edge of a cell that goes on lies outside the view."""


class Kept(NamedTuple):
    """A view of a sheet from `top` to `bottom`, with a head that is drawn `lower` below its place
    over the rows, if there is one."""

    top: float
    bottom: float
    head: Head | None = None
    lower: float = 0.0

    def under_head(self, point: QPointF) -> bool:
        """Whether the head lies over a point of the sheet."""
        above = point - QPointF(0, self.lower)
        return self.head is not None and any(box.rect.contains(above) for box in self.head.boxes)

    def shown(self, box: Box) -> Box:
        """A cell over several rows only as far as it is seen.

        So its words, its marks and what is typed into it are in sight. It stays as high as its
        words need: they leave the view with the last of its rows.
        """
        if box.rows == 1:
            return box
        rect, top = box.rect, self.top - _BEYOND
        if self.head is not None and rect.top() > self.head.top:
            top = self.head.bottom + self.lower
        bottom = self.bottom + _BEYOND
        if rect.top() >= top and rect.bottom() <= bottom:
            return box
        need = min(box.layout.boundingRect().height() + 2 * style.CELL_PAD, rect.height())
        upper = max(rect.top(), min(top, rect.bottom() - need))
        lower = min(rect.bottom(), max(bottom, upper + need))
        return replace(box, rect=rect.adjusted(0, upper - rect.top(), 0, lower - rect.bottom()))


def kept(sheet: Sheet, seen: QRectF) -> Kept:
    """What a view of this part of a sheet keeps in sight."""
    top, most = seen.top(), seen.height() * _SHARE
    for head in sheet.heads:
        height = head.bottom - head.top
        if head.top < top < head.end and height <= most:
            lower = max(0.0, min(top, head.end - height) - head.top)
            return Kept(top, seen.bottom(), head, lower)
    return Kept(top, seen.bottom())


def covered(sheet: Sheet, room: float, rect: QRectF | None = None) -> float:
    """How much of a view so high is lost to the head of a cell, or to the highest head of all."""
    heads = [h for h in sheet.heads if rect is None or h.top < rect.top() < h.end]
    height = max((head.bottom - head.top for head in heads), default=0.0)
    return height if height <= room * _SHARE else 0.0


def heads_of(boxes: Sequence[Box], blocks: Iterable[Block]) -> tuple[Head, ...]:
    """The heads of a grid, by the blocks of its paper; labels beside the rows are no part of it."""
    out = []
    for block in blocks:
        if not block.head:
            continue
        inside = [box for box in boxes if block.first <= box.row < block.first + block.rows]
        head = tuple(box for box in inside if box.row + box.rows <= block.first + block.head)
        top = min(box.rect.top() for box in head)
        bottom = max(box.rect.bottom() for box in head)
        out.append(Head(head, top, bottom, max(box.rect.bottom() for box in inside)))
    return tuple(out)

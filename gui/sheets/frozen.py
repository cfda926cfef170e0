"""What stays in sight while a large sheet is scrolled: the heads of its rows and their names, as in
a spreadsheet, and the words of merged cells that are higher than the view.

Heights are those of the sheet, not of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

from core.schema.paper import Block
from gui import style
from gui.sheets.boxes import Box, Head, Sheet

_SHARE, _SHARE_ACROSS = 0.42, 0.55
"""How much of the view heads and names may take; larger ones scroll away as they do on paper."""
_BEYOND = 1.5
"""How far the edge of a cell that goes on lies outside the view."""
_NAMES = {"indicators": 3, "lines": 0}
"""The columns that name the rows of a list: 三级指标, the item of 经费控制情况."""


class Kept(NamedTuple):
    """A view of a sheet from `top` to `bottom`, with a head that is drawn `lower` below its place
    over the rows, if there is one.

    `layers` are the boxes that are drawn over others, in this order, each so far to the right of
    its place and so far below.
    """

    top: float
    bottom: float
    head: Head | None = None
    lower: float = 0.0
    layers: tuple[tuple[tuple[Box, ...], float, float], ...] = ()

    def over(self, point: QPointF) -> Box | None:
        """The box of a layer that lies over a point of the sheet."""
        for boxes, right, below in reversed(self.layers):
            for box in boxes:
                if box.rect.contains(point - QPointF(right, below)):
                    return box
        return None

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
    layers = [layer for head in sheet.heads for layer in _names(head, seen)]
    for head in sheet.heads:
        height = head.bottom - head.top
        if head.top < top < head.end and height <= most:
            lower = max(0.0, min(top, head.end - height) - head.top)
            layers.append((head.boxes, 0.0, lower))
            layers += [(_corner(head), right, lower) for _, right, _ in _names(head, seen)]
            return Kept(top, seen.bottom(), head, lower, tuple(layers))
    return Kept(top, seen.bottom(), layers=tuple(layers))


def _names(head: Head, seen: QRectF) -> list[tuple[tuple[Box, ...], float, float]]:
    """The names of the rows that are seen, with their head, if the view lies right of them."""
    if (
        not head.names
        or seen.left() <= head.names[0].rect.left()
        or not _beside(head, seen.width())
    ):
        return []
    rows = (*_corner(head), *head.names)
    boxes = tuple(b for b in rows if b.rect.bottom() > seen.top() and b.rect.top() < seen.bottom())
    return [(boxes, seen.left() - head.names[0].rect.left(), 0.0)]


def _corner(head: Head) -> tuple[Box, ...]:
    return tuple(box for box in head.boxes if box.column == head.names[0].column)


def _beside(head: Head, room: float) -> float:
    """How much of a view so wide the names of its rows take when it lies right of them."""
    width = head.names[0].rect.width() if head.names else 0.0
    return width if width <= room * _SHARE_ACROSS else 0.0


def covered(sheet: Sheet, room: QSizeF, rect: QRectF | None = None) -> QSizeF:
    """How much of a view so large is lost to the names and the head of a cell, or to the highest
    head of all."""
    heads = [h for h in sheet.heads if rect is None or h.top < rect.top() < h.end]
    height = max((head.bottom - head.top for head in heads), default=0.0)
    right = [
        h for h in heads if rect is not None and h.names and rect.left() > h.names[0].rect.left()
    ]
    width = max((_beside(head, room.width()) for head in right), default=0.0)
    return QSizeF(width, height if height <= room.height() * _SHARE else 0.0)


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
        column = _NAMES.get(block.items.path) if block.items is not None else None
        names = tuple(
            box for box in inside if box.column == column and box.row >= block.first + block.head
        )
        out.append(Head(head, top, bottom, max(box.rect.bottom() for box in inside), names))
    return tuple(out)

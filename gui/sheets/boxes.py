"""Boxes: pieces of text with their place on a sheet, and how high the rows of a grid must be."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from gui import style

Key = Hashable
"""What a slot is called by its view: an `At` on paper, (table, row, column) in a source."""

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a box that can be selected: characters `start` to `end` of its text."""

    key: Key
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """A cell of a grid before it has a place."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    slots: tuple[Slot, ...] = ()
    align: str = "center"
    indent: int = 0
    role: str = "cell"


@dataclass(frozen=True, slots=True)
class Box:
    """A text with its place. `role` says how it is drawn: cell, blank, title, note, field."""

    rect: QRectF
    text: str
    layout: QTextLayout
    slots: tuple[Slot, ...] = ()
    role: str = "cell"
    row: int = -1
    column: int = -1
    indent: int = 0
    rows: int = 1
    columns: int = 1

    @property
    def text_top(self) -> QPointF:
        """Where the text begins: in the middle of the box, by its height."""
        height = self.layout.boundingRect().height()
        left = self.rect.left() + style.CELL_PAD + self.indent
        return QPointF(left, self.rect.top() + max(0.0, (self.rect.height() - height) / 2))

    def slot_rect(self, slot: Slot) -> QRectF:
        """The part of the box that a slot's characters take; the whole when it is alone."""
        if slot.start == 0 and slot.end == len(self.text):
            return self.rect
        line = self.layout.lineForTextPosition(slot.start)
        if not line.isValid():
            return self.rect
        top = self.text_top
        left = _x(line.cursorToX(slot.start)) + top.x()
        last = self.layout.lineForTextPosition(slot.end)
        if last.lineNumber() != line.lineNumber():
            return self.rect
        right = _x(line.cursorToX(slot.end)) + top.x()
        return QRectF(left, top.y() + line.y(), max(right - left, style.GAP), line.height())

    def slot_near(self, point: QPointF) -> Slot | None:
        """The slot whose text lies nearest to a point in the box."""
        if len(self.slots) < 2:  # noqa: PLR2004
            return self.slots[0] if self.slots else None

        def distance(slot: Slot) -> float:
            rect = self.slot_rect(slot)
            inside_x = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
            inside_y = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
            return inside_x + inside_y

        return min(self.slots, key=distance)


class Head(NamedTuple):
    """Boxes of a grid that stay in sight while the rows below them are.

    `end` is where these rows end, `names` are the boxes that tell one row from another.
    """

    boxes: tuple[Box, ...]
    top: float
    bottom: float
    end: float
    names: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """All boxes of a sheet in reading order, its size, and the heads of its grids."""

    boxes: tuple[Box, ...] = ()
    size: QSizeF = field(default_factory=QSizeF)
    heads: tuple[Head, ...] = ()

    def find(self, key: Key) -> tuple[Box, Slot] | None:
        """The box and the slot of a key."""
        return self._slots.get(key)

    @functools.cached_property
    def _slots(self) -> dict[Key, tuple[Box, Slot]]:
        found: dict[Key, tuple[Box, Slot]] = {}
        for box in self.boxes:
            for slot in box.slots:
                found.setdefault(slot.key, (box, slot))
        return found

    @functools.cached_property
    def edges(self) -> tuple[tuple[Box, tuple[float, float, float, float]], ...]:
        """The boxes with slots, each with its left, top, right and bottom."""
        return tuple((box, coordinates(box.rect)) for box in self.boxes if box.slots)


def coordinates(rect: QRectF) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    return rect.getCoords()  # type: ignore[return-value]


def _x(answer: object) -> float:
    """`cursorToX` gives the coordinate, or a pair that begins with it."""
    return float(answer[0]) if isinstance(answer, tuple) else float(str(answer))


class Texts:
    """Lays out texts, remembering those that did not change since the last sheet."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._old: dict[tuple[str, float, str], QTextLayout] = {}
        self._new: dict[tuple[str, float, str], QTextLayout] = {}

    def turn(self) -> None:
        """A new sheet begins: forget what the last one did not need."""
        self._old, self._new = self._new, {}

    def lay(self, text: str, width: float, align: str = "center") -> QTextLayout:
        key = (text, width, align)
        found = self._new.get(key) or self._old.get(key)
        if found is None:
            found = lay(text, self.font, width, align)
        self._new[key] = found
        return found


def lay(text: str, font: QFont, width: float, align: str = "center") -> QTextLayout:
    """A text broken into lines of a width."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(_ALIGN[align])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def grid(
    items: Sequence[Item], widths: Sequence[float], left: float, top: float, texts: Texts
) -> list[Box]:
    """The boxes of a grid whose columns have these widths; rows as high as their text needs."""
    edges = running(left, widths)
    layouts = [laid(item, edges, texts) for item in items]
    heights = heights_of(items, [layout.boundingRect().height() for layout in layouts])
    lines = running(top, heights)
    return [placed(item, layout, edges, lines) for item, layout in zip(items, layouts, strict=True)]


def running(start: float, sizes: Iterable[float]) -> list[float]:
    """Where each of the sizes begins, one after the other, and where the last one ends."""
    return list(itertools.accumulate(sizes, initial=start))


def laid(item: Item, edges: Sequence[float], texts: Texts) -> QTextLayout:
    """The text of a cell, broken into the width between its edges."""
    right = edges[min(item.column + item.columns, len(edges) - 1)]
    room = right - edges[item.column] - 2 * style.CELL_PAD - item.indent
    return texts.lay(item.text, room, item.align)


def placed(item: Item, layout: QTextLayout, edges: Sequence[float], lines: Sequence[float]) -> Box:
    """The box of a cell between its edges and lines."""
    left, top = edges[item.column], lines[item.row]
    right = edges[min(item.column + item.columns, len(edges) - 1)]
    return Box(
        QRectF(left, top, right - left, lines[item.row + item.rows] - top),
        item.text,
        layout,
        item.slots,
        item.role,
        row=item.row,
        column=item.column,
        indent=item.indent,
        rows=item.rows,
        columns=item.columns,
    )


def heights_of(items: Sequence[Item], needs: Sequence[float]) -> list[float]:
    """Row heights: single rows first, then spans stretch their rows evenly."""
    count = max((item.row + item.rows for item in items), default=0)
    heights = [float(style.CELL_HEIGHT)] * count
    padded = [need + 2 * style.CELL_PAD for need in needs]
    for item, need in zip(items, padded, strict=True):
        if item.rows == 1:
            heights[item.row] = max(heights[item.row], need)
    for item, need in zip(items, padded, strict=True):
        rows = range(item.row, item.row + item.rows)
        lack = need - sum(heights[row] for row in rows)
        if item.rows > 1 and lack > 0:
            for row in rows:
                heights[row] += lack / item.rows
    return heights


def reading_order(boxes: Iterable[Box]) -> list[tuple[Box, Slot]]:
    """Every slot, from the top left to the bottom right."""
    ordered = sorted(boxes, key=lambda box: (box.rect.top(), box.rect.left()))
    return [(box, slot) for box in ordered for slot in box.slots]

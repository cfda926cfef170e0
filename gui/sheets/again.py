"""The grid of the form on the desk, of which only what an edit has changed is laid out again.

A form of two hundred indicators has some sixteen hundred cells; to write and place them all takes
as long as to judge the form. Records never change: what is still the same object says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextLayout

from core.address import At
from core.schema.form import specs_of
from core.schema.paper import Paper, PaperCell
from core.submission import Filled
from gui.sheets.boxes import Box, Item, Texts, heights_of, laid, placed, running

Part = tuple[str | int, ...]
"""A field of a record, or a row of its list: the first step or two of a place."""
Write = Callable[[Filled, Paper, PaperCell], Item]


@dataclass
class _Last:
    """What was laid out last, cell by cell in the order of the paper."""

    filled: Filled
    paper: Paper
    edges: list[float]
    top: float
    items: list[Item]
    layouts: list[QTextLayout]
    needs: list[float]
    heights: list[float]
    boxes: list[Box]
    cells_of: dict[Part, list[int]]


class Grid:
    """Lays out the cells of a paper, all of them or those that differ from the last time."""

    def __init__(self, texts: Texts, write: Write) -> None:
        self.texts = texts
        self._write = write
        self._last: _Last | None = None

    def knows(self, paper: Paper) -> bool:
        """Whether the last form had this very paper."""
        return self._last is not None and self._last.paper is paper

    def boxes(
        self, filled: Filled, paper: Paper, widths: Sequence[float], left: float, top: float
    ) -> list[Box]:
        """The boxes of the cells, as `gui.sheets.boxes.grid` would place them."""
        edges, last = running(left, widths), self._last
        if last is None or last.paper is not paper or (last.edges, last.top) != (edges, top):
            last = self._last = self._anew(filled, paper, edges, top)
        elif last.filled is not filled:
            self._again(last, filled)
        return last.boxes

    def _anew(self, filled: Filled, paper: Paper, edges: list[float], top: float) -> _Last:
        items = [self._write(filled, paper, cell) for cell in paper.cells]
        layouts = [laid(item, edges, self.texts) for item in items]
        needs = [layout.boundingRect().height() for layout in layouts]
        last = _Last(
            filled, paper, edges, top, items, layouts, needs, heights_of(items, needs), [], {}
        )
        last.boxes = _boxes(last)
        found: dict[Part, list[int]] = defaultdict(list)
        for number, cell in enumerate(paper.cells):
            for part in {part for at in cell.slots for part in _parts(at)}:
                found[part].append(number)
        last.cells_of = dict(found)
        return last

    def _again(self, last: _Last, filled: Filled) -> None:
        changed = {n for part in _changed(last.filled, filled) for n in last.cells_of.get(part, ())}
        last.filled = filled
        for number in changed:
            item = self._write(filled, last.paper, last.paper.cells[number])
            last.items[number] = item
            last.layouts[number] = laid(item, last.edges, self.texts)
            last.needs[number] = last.layouts[number].boundingRect().height()
        heights = heights_of(last.items, last.needs)
        if heights != last.heights:
            last.heights = heights
            last.boxes = _boxes(last)
            return
        lines = running(last.top, heights)
        last.boxes = [*last.boxes]
        for number in changed:
            last.boxes[number] = placed(last.items[number], last.layouts[number], last.edges, lines)


def _boxes(last: _Last) -> list[Box]:
    lines = running(last.top, last.heights)
    return [
        placed(item, layout, last.edges, lines)
        for item, layout in zip(last.items, last.layouts, strict=True)
    ]


def _parts(at: At) -> tuple[Part, ...]:
    """The field that a place lies in and, in a list, its row."""
    return at.steps[:1], at.steps[:2]


def _changed(before: Filled, after: Filled) -> Iterator[Part]:
    """The parts of a form that are no longer the same object, or are read otherwise."""
    for name in specs_of(type(after.record)):
        old, new = getattr(before.record, name), getattr(after.record, name)
        if old is new:
            continue
        if isinstance(old, tuple) and len(old) == len(new):
            for index, (one, other) in enumerate(zip(old, new, strict=True)):
                if one is not other:
                    yield name, index
        else:
            yield (name,)
    for at in before.unread.keys() | after.unread.keys():
        if before.unread.get(at) is not after.unread.get(at):
            yield at.steps[:1] if len(at.steps) == 1 else at.steps[:2]

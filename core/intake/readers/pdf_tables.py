"""Ruled tables of a PDF: what stands in each box.

A number whose digits were put together from two lines bears a note. Where print runs over its box,
the row is not to be trusted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pdfplumber.table import Table

from core.intake.grid import Cell, Grid
from core.intake.readers.pdf_lines import Word, head, joined, lines_of

NEAR = 3.0
"""Points by which two edges of one ruling may differ."""
PADDING = 8.0
"""The most that a box keeps free at one of its sides, in points; Word keeps 5.4."""
_OUTSIDE = 0.35
"""The share of a character's height that may stick out of its box."""
_GARBLED = 5
"""A table is garbled when print overlaps in more than one of so many boxes."""
_FIGURE = re.compile(r"[\d.,%．，％]+")
_THOUSANDS = re.compile(r"-?\d{1,3}( \d{3})*")
_HUNDREDS = re.compile(r"\d{3}( \d{3})*(\.\d+)?")
_CLOSES = tuple(",，、。；：）)%％")
"""No entry begins with one of these, so that a line that does goes on from the one above."""
WRAPPED = "PDF 中折成几行的数字，已连在一起"
OVERLAPS = "PDF 中的文字超出格子、相互重叠，读不准"


@dataclass(frozen=True, slots=True)
class Box:
    """A ruled cell: its edges in points, its text, and what is to be known of it.

    `room` is the width left in its last line, `slack` the height left, `lines` how many it has;
    `doubt` why it cannot be trusted, with its row; `note` how its text was put together.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    room: float = 0.0
    slack: float = 0.0
    size: float = 0.0
    lines: int = 0
    doubt: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table of one page, or of several joined: its boxes, and where it stands.

    `aligned` tells that its edges were not drawn but follow from how its words are aligned.
    """

    boxes: tuple[Box, ...]
    aligned: bool = False

    @property
    def sides(self) -> tuple[float, float]:
        return min(box.left for box in self.boxes), max(box.right for box in self.boxes)

    @property
    def names(self) -> tuple[float, float]:
        """The first column, from the left to the right."""
        left = self.sides[0]
        return left, min(box.right for box in self.boxes if box.left - left <= NEAR)

    @property
    def garbled(self) -> bool:
        """Whether print overlaps in so many boxes that nothing in the table can be trusted."""
        filled = [box.doubt == OVERLAPS for box in self.boxes if box.text]
        return sum(filled) * _GARBLED > len(filled)

    @property
    def top(self) -> float:
        return min(box.top for box in self.boxes)

    @property
    def bottom(self) -> float:
        return max(box.bottom for box in self.boxes)


def ruled(table: Table, words: Sequence[Word]) -> Ruled:
    """The boxes of a table with the words that stand in them."""
    empty = [Box(*cell) for cell in table.cells if cell is not None]
    held: list[list[Word]] = [[] for _ in empty]
    unsure: set[int] = set()
    for word in words:
        touched = [number for number, box in enumerate(empty) if _share(word, box) > _OUTSIDE]
        for number, box in enumerate(empty):
            if inside(word, (box.left, box.top, box.right, box.bottom)):
                held[number].append(word)
                break
        if len(touched) > 1:
            unsure.update(touched)
    return Ruled(
        tuple(
            _filled(box, inner, OVERLAPS if number in unsure else None)
            for number, (box, inner) in enumerate(zip(empty, held, strict=True))
        )
    )


def inside(word: Word, box: Sequence[float]) -> bool:
    """Whether the middle of a word stands in a box."""
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _share(word: Word, box: Box) -> float:
    """The share of a word's height that stands in a box; 0 where it is beside it."""
    wide = min(word["x1"], box.right) - max(word["x0"], box.left)
    high = min(word["bottom"], box.bottom) - max(word["top"], box.top)
    height = max(word["bottom"] - word["top"], 1.0)
    return max(0.0, high / height) if wide > height / 2 else 0.0


def _filled(box: Box, words: Sequence[Word], doubt: str | None) -> Box:
    """The box with its text."""
    width = box.right - box.left
    lines = lines_of(words)
    text, note = text_of(words, width - 2 * PADDING)
    room = width - _width(lines[-1]) if lines else 0.0
    size = _size(lines[-1]) if lines else 0.0
    slack = box.bottom - box.top - (lines[-1][0]["bottom"] - lines[0][0]["top"] if lines else 0.0)
    return replace(
        box, text=text, room=room, slack=slack, size=size, lines=len(lines), doubt=doubt, note=note
    )


def text_of(words: Sequence[Word], width: float) -> tuple[str, str | None]:
    """The text of words in a cell that has so much room for print, and a note how it was put
    together: a line that had no room for what follows goes on in the next."""
    text, room, note = "", 0.0, None
    for line in lines_of(words):
        here = joined(line)
        if text and not goes_on(room, _size(line), here):
            parted = _parted(text, here) and room < _width(line)
            note = WRAPPED if parted else note
            text += " " if parted else "\n"
        elif _FIGURE.fullmatch(text) and _FIGURE.fullmatch(here):
            note = WRAPPED
        text += here
        room = width - _width(line)
    return text, note


def _parted(above: str, here: str) -> bool:
    """Whether two lines may be one number whose thousands are parted by blanks."""
    return bool(_THOUSANDS.fullmatch(above) and _HUNDREDS.fullmatch(here))


def _width(line: Sequence[Word]) -> float:
    return float(line[-1]["x1"] - line[0]["x0"])


def is_figure(text: str) -> bool:
    """Whether a text may be a number or a part of one."""
    return _FIGURE.fullmatch(text) is not None


def _size(line: Sequence[Word]) -> float:
    return float(line[0]["bottom"] - line[0]["top"])


def goes_on(room: float, size: float, following: str, least: float = 2.0) -> bool:
    """Whether a line ended for want of room: no place was left for what follows, which is so many
    characters at `least`."""
    if following.startswith(_CLOSES):
        return True
    if _FIGURE.fullmatch(following) and following.isascii():
        needed = size / 2
    else:
        # No comma begins a line: the character before it is taken along.
        needed = max(least * size, head(following, size))
    return room < needed


def grid_of(table: Ruled, index: int) -> Grid:
    """The table as a grid; rows in which print overlaps are doubtful as a whole."""
    columns = edges_of([x for box in table.boxes for x in (box.left, box.right)])
    rows = edges_of([y for box in table.boxes for y in (box.top, box.bottom)])
    spans: list[tuple[Box, int, int]] = [
        (box, edge_at(rows, box.top), max(edge_at(rows, box.bottom), edge_at(rows, box.top) + 1))
        for box in table.boxes
    ]
    bad = {
        row: box.doubt for box, upper, lower in spans if box.doubt for row in range(upper, lower)
    }
    cells = []
    for box, upper, lower in spans:
        left = edge_at(columns, box.left)
        width = max(1, edge_at(columns, box.right) - left)
        doubts = [bad[row] for row in range(upper, lower) if row in bad and box.text]
        cells.append(
            Cell(
                upper,
                left,
                box.text,
                lower - upper,
                width,
                doubt=doubts[0] if doubts else None,
                note=box.note,
            )
        )
    return Grid(index, tuple(cells), max(1, len(rows) - 1), max(1, len(columns) - 1))


def edges_of(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def edge_at(edges: Sequence[float], value: float) -> int:
    return bisect_left(edges, value - NEAR)

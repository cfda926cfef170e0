"""Ruled tables of a PDF: what stands in each box, and tables that go on over pages.

A page break may fall between two rows, into a row or into cells merged downward; what a heading
row says is printed again on each page. A number whose digits were put together from two lines,
or whose row was cut, bears a note. Where print runs over its box, the row is not to be trusted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from pdfplumber.table import Table

from core.intake.grid import Cell, Grid
from core.intake.readers.pdf_lines import Word, head, joined, lines_of

NEAR = 3.0
"""Points by which two edges of one ruling may differ."""
_PADDING = 8.0
"""The most that a box keeps free at one of its sides, in points; Word keeps 5.4."""
_OUTSIDE = 0.35
"""The share of a character's height that may stick out of its box."""
_GARBLED = 5
"""A table is garbled when print overlaps in more than one of so many boxes."""
_SLACK, _MORE = 2.5, 0.5
"""A text that the page cuts fills its box but for so many lines, or for so many more than the
fullest texts of other rows do, where boxes keep much free."""
_LONG = 3
"""A text of so many lines may go on with a new paragraph behind a page break."""
_FIGURE = re.compile(r"[\d.,%．，％]+")
_THOUSANDS = re.compile(r"-?\d{1,3}( \d{3})*")
_HUNDREDS = re.compile(r"\d{3}( \d{3})*(\.\d+)?")
_ONE = 1.2
"""Characters for which a line had no room, where one would have followed; room is told too low by
what a box keeps free at its sides."""
_MARKS = tuple(",，、。；：:)）")
_REMARK = re.compile(r"[（(][^（）()]{1,6}[)）]")
"""A remark in brackets, such as a unit, is no entry of its own."""
_CLOSES = tuple(",，、。；：）)%％")
"""No entry begins with one of these, so that a line that does goes on from the one above."""
_BEGINS = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,2}[、.．）)](?!\d)|[①-⑳]|其中|[.…·]{2}")
"""A line that begins so is an entry of its own."""
WRAPPED = "PDF 中折成几行的数字，已连在一起"
CUT = "PDF 中跨页断开的一行，已连在一起"
OVERLAPS = "PDF 中的文字超出格子、相互重叠，读不准"
TORN = "PDF 换页处的数字是一个还是两个，看不出来"


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
    text, note = text_of(words, width - 2 * _PADDING)
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
        if text and not _goes_on(room, _size(line), here):
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


def _goes_on(room: float, size: float, following: str, least: float = 2.0) -> bool:
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


def goes_on_below(above: Ruled, here: Ruled) -> bool:
    """Whether a table at the head of a page may continue the one at the foot of the page before."""
    if above.aligned or here.aligned:
        return above.aligned and here.aligned
    return all(abs(a - b) <= NEAR for a, b in zip(above.sides, here.sides, strict=True))


def below(above: Ruled, here: Ruled) -> Ruled:
    """Both as one table: headings once, cut rows and cut merged cells put together."""
    rest = _without_headings(above, here)
    if not rest.boxes:
        return above
    shift = above.bottom - rest.top
    moved = [replace(box, top=box.top + shift, bottom=box.bottom + shift) for box in rest.boxes]
    if above.aligned:
        return Ruled(tuple(_resumed(above.boxes, moved, above.bottom)), aligned=True)
    ends = [box for box in above.boxes if above.bottom - box.bottom <= NEAR]
    starts = [box for box in moved if box.top - above.bottom <= NEAR]
    last = max(box.top for box in ends)
    first = min(box.bottom for box in starts)
    pairs = [
        (a, b)
        for a in ends
        for b in starts
        if abs(a.left - b.left) <= NEAR and abs(a.right - b.right) <= NEAR
    ]
    row = [(a, b) for a, b in pairs if last - a.top <= NEAR and b.bottom - first <= NEAR]
    free = _free(above)
    cut = len(row) > 1 and _is_cut(row, free)
    together: dict[Box, Box] = {}
    gone: set[Box] = set()
    if cut and any(_figures(a, b) for a, b in row):
        cut = False
        together = {box: replace(box, doubt=TORN) for pair in row for box in pair}
    for a, b in pairs:
        upper, lower = last - a.top > NEAR, b.bottom - first > NEAR
        flows = upper and lower and bool(a.text) and _continues(a, b, free)
        if cut or flows or ((upper or lower) and not b.text):
            together[a] = _one(a, b, cut)
            gone.add(b)
    boxes = (*above.boxes, *(box for box in moved if box not in gone))
    return Ruled(tuple(together.get(box, box) for box in boxes), above.aligned)


def _resumed(above: Sequence[Box], here: Sequence[Box], edge: float) -> list[Box]:
    """The boxes of a table whose edges nobody drew, and of its rest on the next page.

    A first row there with words only where the last row has some too is the rest of that row, a
    name alone only if the one above had no room for it. Of figures without a name nobody knows
    where they belong.
    """
    upper = [box for box in above if edge - box.bottom <= NEAR and box.text]
    first = min(box.bottom for box in here)
    lower = [box for box in here if box.bottom - first <= NEAR and box.text]
    over = {b: a for b in lower for a in upper if a.left - NEAR <= b.left < a.right - NEAR}
    figures = [b for b, a in over.items() if is_figure(a.text) and is_figure(b.text)]
    if figures and all(is_figure(a.text) for a in over.values()):
        torn = {*upper, *lower}
        return [replace(box, doubt=TORN) if box in torn else box for box in (*above, *here)]
    begins = min(box.left for box in above)
    texts = {a: f"{a.text}{b.text}" for b, a in over.items()}
    rest = len(over) == len(lower) < len(upper) and not any(is_figure(b.text) for b in lower)
    alone = len(lower) == 1 and lower[0].left - begins <= NEAR
    if not rest or (alone and not _name_goes_on(*over.popitem())):
        return [*above, *here]
    left = [box for box in here if box.bottom - first > NEAR]
    return [*(replace(box, text=texts.get(box, box.text)) for box in above), *left]


def _name_goes_on(here: Box, above: Box) -> bool:
    return above.room < above.size and not _BEGINS.match(here.text)


def _free(table: Ruled) -> float:
    """The height that a row usually keeps free beside its fullest text."""
    fullest: dict[int, float] = {}
    for box in table.boxes:
        if box.text:
            row = round(box.top / NEAR)
            fullest[row] = min(box.slack, fullest.get(row, box.slack))
    return median(fullest.values()) if fullest else 0.0


def _is_cut(row: Sequence[tuple[Box, Box]], free: float) -> bool:
    """Whether the two rows at a page break are one: each text of the lower goes on from above."""
    both = [(a, b) for a, b in row if a.text and b.text]
    later = any(b.text and not a.text for a, b in row)
    finished = any(a.text and not b.text for a, b in row)
    if not both or (later and not finished):
        return False
    # A row may have a name and nothing else, but nothing without a name.
    first = min(row, key=lambda pair: pair[0].left)
    named = first in both and not _had_no_room(*first)
    return not named and all(_continues(*pair, free) for pair in both)


def _figures(above: Box, here: Box) -> bool:
    return bool(_FIGURE.fullmatch(above.text) and _FIGURE.fullmatch(here.text))


def _continues(above: Box, here: Box, free: float) -> bool:
    most = max(_SLACK * above.size, free + _MORE * above.size)
    if above.slack > most or _BEGINS.match(here.text):
        return False
    if above.lines >= _LONG and not _figures(above, here):
        return True
    line = here.text.split("\n", 1)[0]
    return bool(_REMARK.fullmatch(line)) or _goes_on(above.room - 2 * _PADDING, above.size, line)


def _had_no_room(above: Box, here: Box) -> bool:
    """Whether not one character more would have stood in the line above."""
    line = here.text.split("\n", 1)[0]
    least = _ONE + (line[1:2] in _MARKS)
    return bool(_REMARK.fullmatch(line)) or _goes_on(
        above.room - 2 * _PADDING, above.size, line, least
    )


def _one(above: Box, here: Box, cut: bool) -> Box:
    flows = _goes_on(above.room - 2 * _PADDING, above.size, here.text.split("\n", 1)[0])
    between = "" if flows or not above.text or not here.text else "\n"
    text = f"{above.text}{between}{here.text}"
    return replace(
        above,
        bottom=here.bottom,
        text=text,
        room=here.room,
        slack=here.slack,
        lines=above.lines + here.lines,
        doubt=above.doubt or here.doubt,
        note=CUT if cut and text else above.note or here.note,
    )


def _without_headings(above: Ruled, here: Ruled) -> Ruled:
    """The table without the rows at its head that repeat the other's."""
    old, new = _rows(above), _rows(here)
    count = 0
    for a, b in zip(old, new, strict=False):
        if _print(a) != _print(b) or not any(box.text for box in a):
            break
        count += 1
    if count == len(new):
        return Ruled(())
    ends = max((box.bottom for row in new[:count] for box in row), default=here.top)
    return Ruled(tuple(box for box in here.boxes if box.top >= ends - NEAR))


def _rows(table: Ruled) -> list[list[Box]]:
    """The boxes by the row in which they begin."""
    edges = _edges([box.top for box in table.boxes])
    rows: list[list[Box]] = [[] for _ in edges]
    for box in sorted(table.boxes, key=lambda box: box.left):
        rows[_edge(edges, box.top)].append(box)
    return rows


def _print(row: Sequence[Box]) -> list[tuple[int, int, str]]:
    return [(round(box.left / NEAR), round(box.right / NEAR), box.text) for box in row]


def beside(left: Ruled, right: Ruled) -> bool:
    """Whether a table goes on to the right on another page: the same rows at the same height."""
    if (
        left.aligned
        or right.aligned
        or abs(left.top - right.top) > NEAR
        or abs(left.bottom - right.bottom) > NEAR
    ):
        return False
    known = _edges([y for box in left.boxes for y in (box.top, box.bottom)])
    others = _edges([y for box in right.boxes for y in (box.top, box.bottom)])
    return len(others) > 1 and all(any(abs(y - k) <= NEAR for k in known) for y in others)


def widened(left: Ruled, right: Ruled) -> Ruled:
    """Both as one table, side by side."""
    shift = left.sides[1] - right.sides[0]
    moved = (replace(box, left=box.left + shift, right=box.right + shift) for box in right.boxes)
    return Ruled((*left.boxes, *moved))


def grid_of(table: Ruled, index: int) -> Grid:
    """The table as a grid; rows in which print overlaps are doubtful as a whole."""
    columns = _edges([x for box in table.boxes for x in (box.left, box.right)])
    rows = _edges([y for box in table.boxes for y in (box.top, box.bottom)])
    spans: list[tuple[Box, int, int]] = [
        (box, _edge(rows, box.top), max(_edge(rows, box.bottom), _edge(rows, box.top) + 1))
        for box in table.boxes
    ]
    bad = {
        row: box.doubt for box, upper, lower in spans if box.doubt for row in range(upper, lower)
    }
    cells = []
    for box, upper, lower in spans:
        left = _edge(columns, box.left)
        width = max(1, _edge(columns, box.right) - left)
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


def _edges(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _edge(edges: Sequence[float], value: float) -> int:
    return bisect_left(edges, value - NEAR)

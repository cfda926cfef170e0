"""Tables of a PDF that go on over pages.

A page break may fall between two rows, into a row or into cells merged downward; what a heading
row says is printed again on each page. A row that was cut bears a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from core.intake.readers.pdf_tables import (
    NEAR,
    PADDING,
    Box,
    Ruled,
    edge_at,
    edges_of,
    goes_on,
    is_figure,
)

_SLACK, _MORE = 2.5, 0.5
"""A text that the page cuts fills its box but for so many lines, or for so many more than the
fullest texts of other rows do, where boxes keep much free."""
_LONG = 3
"""A text of so many lines may go on with a new paragraph behind a page break."""
_ONE = 1.2
"""Characters for which a line had no room, where one would have followed; room is told too low by
what a box keeps free at its sides."""
_MARKS = tuple(",，、。；：:)）")
_BLANK = "   "
"""So stand apart what is to be filled in on a line to sign."""
_REMARK = re.compile(r"[（(][^（）()]{1,6}[)）]")
"""A remark in brackets, such as a unit, is no entry of its own."""
_OPENS, _ENDS = re.compile("[（(]"), re.compile("[)）]")
_BEGINS = re.compile(
    r"[（(]?[\d一二三四五六七八九十]{1,2}[、.．）)](?!\d)|[①-⑳]|其[中他]|[合总小]计|[.…·]{2}"
)
"""A line that begins so is an entry of its own."""
CUT = "PDF 中跨页断开的一行，已连在一起"
TORN = "PDF 换页处的数字是一个还是两个，看不出来"


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
    name alone only if the one above had no room for it; so is one whose names all go on. Of
    figures without a name nobody knows where they belong.
    """
    last = [box for box in above if edge - box.bottom <= NEAR]
    first = min(box.bottom for box in here)
    lower = [box for box in here if box.bottom - first <= NEAR and box.text]
    under = {b: a for b in lower for a in last if a.left - NEAR <= b.left < a.right - NEAR}
    over = {b: a for b, a in under.items() if a.text}
    figures = [b for b, a in over.items() if is_figure(a.text) and is_figure(b.text)]
    begins = min(box.left for box in above)
    alone = len(lower) == 1 and lower[0].left - begins <= NEAR
    upper = [box for box in last if box.text]
    rest = len(over) == len(lower) < len(upper) and not (alone or any(map(_is_figure, lower)))
    if figures and all(map(_is_figure, over.values())):
        torn = {*upper, *lower}
        return [replace(box, doubt=TORN) if box in torn else box for box in (*above, *here)]
    names = bool(over) and all(_name_goes_on(b, a) and not _is_figure(b) for b, a in over.items())
    several = len(over) > 1 or not any(map(_is_figure, lower))
    each = len(set(under.values())) == len(lower)
    if not each or not (rest or (names and several)):
        return [*above, *here]
    texts = {a: f"{a.text}{b.text}" for b, a in under.items()}
    notes = {a: a.note or b.note for b, a in under.items()}
    whole = (
        replace(box, text=texts.get(box, box.text), note=notes.get(box, box.note)) for box in above
    )
    return [*whole, *(box for box in here if box.bottom - first > NEAR)]


def _is_figure(box: Box) -> bool:
    return is_figure(box.text)


def _name_goes_on(here: Box, above: Box) -> bool:
    """Whether a text had no room, or has a bracket open, and the other is no wider than its
    column nor an entry of its own."""
    wide = _BLANK in here.text or (
        here.lines == 1 and len(here.text) * here.size / 2 > above.right - above.left
    )
    opened = len(_OPENS.findall(above.text)) > len(_ENDS.findall(above.text))
    needed = above.size * (1 + (here.text[1:2] in _MARKS))
    return (opened or above.room < needed) and not wide and not _BEGINS.match(here.text)


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
    return is_figure(above.text) and is_figure(here.text)


def _continues(above: Box, here: Box, free: float) -> bool:
    most = max(_SLACK * above.size, free + _MORE * above.size)
    if above.slack > most or _BEGINS.match(here.text):
        return False
    if above.lines >= _LONG and not _figures(above, here):
        return True
    line = here.text.split("\n", 1)[0]
    return bool(_REMARK.fullmatch(line)) or goes_on(above.room - 2 * PADDING, above.size, line)


def _had_no_room(above: Box, here: Box) -> bool:
    """Whether not one character more would have stood in the line above."""
    line = here.text.split("\n", 1)[0]
    least = _ONE + (line[1:2] in _MARKS)
    return bool(_REMARK.fullmatch(line)) or goes_on(
        above.room - 2 * PADDING, above.size, line, least
    )


def _one(above: Box, here: Box, cut: bool) -> Box:
    flows = goes_on(above.room - 2 * PADDING, above.size, here.text.split("\n", 1)[0])
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
    edges = edges_of([box.top for box in table.boxes])
    rows: list[list[Box]] = [[] for _ in edges]
    for box in sorted(table.boxes, key=lambda box: box.left):
        rows[edge_at(edges, box.top)].append(box)
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
    known = edges_of([y for box in left.boxes for y in (box.top, box.bottom)])
    others = edges_of([y for box in right.boxes for y in (box.top, box.bottom)])
    return len(others) > 1 and all(any(abs(y - k) <= NEAR for k in known) for y in others)


def widened(left: Ruled, right: Ruled) -> Ruled:
    """Both as one table, side by side."""
    shift = left.sides[1] - right.sides[0]
    moved = (replace(box, left=box.left + shift, right=box.right + shift) for box in right.boxes)
    return Ruled((*left.boxes, *moved))

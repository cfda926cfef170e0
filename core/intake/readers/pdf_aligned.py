"""Tables of a PDF without upright lines: their cells follow from how the words are aligned.

Words that stand close are a block, the text of one cell. Blocks side by side are a row, blocks one
above the other a column, and lines drawn across part rows. Nothing of this is certain, so that
each cell bears a note; and where rows or columns may be cut in more than one way, the words are
left as lines of text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from core.intake.readers.pdf_blocks import (
    Block,
    Rule,
    UnclearError,
    blocks_of,
    em_of,
    line_gap,
    pieces,
)
from core.intake.readers.pdf_lines import Word, joined, lines_of
from core.intake.readers.pdf_regions import Around, is_row, regions
from core.intake.readers.pdf_tables import NEAR, Box, Ruled, is_figure, text_of

ALIGNED = "PDF 的表格没有框线，按文字对齐认作栏目，请核对"
_GAP = 0.5
"""Words farther apart than so many characters stand in two cells."""
_TWO, _LONG = 2, 4
"""A number of so many characters may be broken into so many lines; other figures below each
other are several cells."""
_LIKE, _CLEAR = 0.2, 0.35
"""Gaps between lines that differ by less are alike, by more tell rows from lines; in characters."""
_EVEN = 0.5
"""Characters by which a name may stand higher or lower than its place."""
_MOST = 1_500
"""Pieces of lines on a page, and lines drawn there; a dense one has 600."""
_SIDE = 80
"""Blocks beside one; a name for all rows of a page has hundreds, of which so many tell enough."""


def aligned(
    words: Sequence[Word], drawn: Callable[[], Sequence[Rule]], width: float, around: Around
) -> Iterator[tuple[Ruled, set[int]]]:
    """The tables among the words of a page that no drawn table holds, each with the ids of its
    words.

    `drawn` gives the page's lines, `width` is its own; what stands `around` tells what goes on
    here. Raises `UnclearError`: a table of which a part is not read would be read wrong.
    """
    lines = lines_of([word for word in words if word["text"].strip()])
    held: set[int] = set()
    for region in regions(lines, width, around):
        goes_on = around.follows and region[0] is lines[0]
        inner = {id(word) for line in region for word in line}
        held |= inner
        yield Ruled(tuple(_boxes(region, drawn(), goes_on=goes_on)), aligned=True), inner
    if any(id(line[0]) not in held and is_row(line) for line in lines):
        raise UnclearError


def _boxes(lines: Sequence[list[Word]], rules: Sequence[Rule], *, goes_on: bool) -> list[Box]:
    """The cells of a table; raises `UnclearError`."""
    em = em_of(word for line in lines for word in line)
    parts = [pieces(line, _GAP * em) for line in lines]
    if max(sum(map(len, parts)), len(rules)) > _MOST:
        raise UnclearError
    blocks = blocks_of(parts, rules, line_gap(parts, rules, em, goes_on=goes_on))
    rows, spanning = _rows(blocks)
    found: list[Box] = []
    edges = _edges_between(rows)
    right = max(block.right for block in blocks) + em
    at_top = _begin_at_top(rows, em, goes_on=goes_on)
    left = min(block.left for block in blocks)
    for group in _groups(rows, spanning, _GAP * em):
        cells = list(_cells(group, edges, rules, right, at_top=at_top))
        begins = min(cell.left for cell in cells)
        found += cells
        if len(group.columns) > 1 and begins - left > em:
            # What stands before the first column is there, and empty.
            heights = edges[group.first : group.first + len(group.rows) + 1]
            found += [Box(left, top, begins, bottom) for top, bottom in pairwise(heights)]
    return found


def _rows(blocks: Sequence[Block]) -> tuple[list[list[Block]], list[Block]]:
    """The rows from top to bottom, and the blocks that stand beside several."""
    spanning = [block for block in blocks if _spans(block, blocks)]
    rows: list[list[Block]] = []
    for block in sorted((b for b in blocks if b not in spanning), key=lambda b: b.top):
        if rows and block.top < max(other.bottom for other in rows[-1]) - NEAR:
            rows[-1].append(block)
        else:
            rows.append([block])
    rows = _without_floating(rows)
    for row in rows:
        row.sort(key=lambda block: block.left)
        if any(one.over(other) for one, other in pairwise(row)):
            raise UnclearError
    return rows, spanning


def _without_floating(rows: Sequence[list[Block]]) -> list[list[Block]]:
    """The rows; what stands alone halfway between two is taken into the upper one.

    So stands a name in the middle of the rows that it is for.
    """
    tops = [min(block.top for block in row) for row in rows]
    bottoms = [max(block.bottom for block in row) for row in rows]
    usual = median([low - high for high, low in zip(bottoms, tops[1:], strict=False)] or [0.0])
    found: list[list[Block]] = []
    for n, row in enumerate(rows):
        around = [rows[n - 1], rows[n + 1]] if 0 < n < len(rows) - 1 and len(row) == 1 else []
        alone = bool(around) and not any(row[0].over(block) for near in around for block in near)
        whole = all(len(near) > 1 for near in around)
        if alone and whole and tops[n + 1] - bottoms[n - 1] < usual + row[0].bottom - row[0].top:
            found[-1].append(row[0])
        else:
            found.append(row)
    return found


def _spans(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether two blocks, one above the other, stand beside this one."""
    side = [other for other in blocks if other.beside(block) and not other.over(block)][:_SIDE]
    return any(
        one.over(other) and not one.beside(other)
        for n, one in enumerate(side)
        for other in side[n + 1 :]
    )


def _edges_between(rows: Sequence[list[Block]]) -> list[float]:
    """The heights between the rows, with those of the table's head and foot."""
    tops = [min(block.top for block in row) for row in rows]
    bottoms = [max(block.bottom for block in row) for row in rows]
    inner = [(below + above) / 2 for below, above in zip(bottoms, tops[1:], strict=False)]
    return [tops[0], *inner, bottoms[-1]]


@dataclass(slots=True)
class _Group:
    """Rows, by number, that share their columns."""

    first: int
    rows: list[list[Block]]
    columns: list[tuple[float, float]]


def _groups(rows: Sequence[list[Block]], spanning: Sequence[Block], gap: float) -> Iterator[_Group]:
    """The rows, parted where columns change, which are at least so far apart."""
    group: _Group | None = None
    for number, row in enumerate(rows):
        low, high = min(b.top for b in row), max(b.bottom for b in row)
        here = [*row, *(s for s in spanning if min(s.bottom, high) - max(s.top, low) > NEAR)]
        here.sort(key=lambda block: block.left)
        columns = _fitting(group.columns, here, gap) if group else None
        if group is None or columns is None:
            if group is not None:
                yield group
            columns = [(block.left, block.right) for block in here]
            if any(b[0] < a[1] for a, b in pairwise(columns)):
                raise UnclearError
            group = _Group(number, [here], columns)
        else:
            group.rows.append(here)
            group.columns = columns
    if group is not None:
        yield group


def _fitting(
    columns: Sequence[tuple[float, float]], row: Sequence[Block], gap: float
) -> list[tuple[float, float]] | None:
    """The columns with a row more; None where it does not fit under them."""
    found = list(columns)
    taken: set[int] = set()
    fresh: list[tuple[float, float]] = []
    for block in row:
        under = _under(columns, block, 0.0) or _under(columns, block, gap)
        if len(under) > 1 or taken.intersection(under):
            return None
        if under:
            taken.update(under)
            left, right = columns[under[0]]
            found[under[0]] = min(left, block.left), max(right, block.right)
        else:
            fresh.append((block.left, block.right))
    found = sorted([*found, *fresh])
    return found if all(a[1] < b[0] for a, b in pairwise(found)) else None


def _under(columns: Sequence[tuple[float, float]], block: Block, gap: float) -> list[int]:
    """The columns that a block stands under, or not so far beside."""
    return [
        n
        for n, (left, right) in enumerate(columns)
        if block.left < right + gap and left - gap < block.right
    ]


def _cells(
    group: _Group, edges: Sequence[float], rules: Sequence[Rule], right: float, *, at_top: bool
) -> Iterator[Box]:
    """The boxes of the rows of a group, which end at `right`; empty ones too."""
    bounds = [*(left for left, _ in group.columns), right]
    heights = edges[group.first : group.first + len(group.rows) + 1]
    for column, (begins, ends) in enumerate(group.columns):
        parts = _down(group, column, rules, at_top=at_top)
        for block, first, last in parts:
            box = Box(bounds[column], heights[first], bounds[column + 1], heights[last + 1])
            yield box if block is None else _said(box, block, ends - begins)


def _said(box: Box, block: Block, width: float) -> Box:
    """The box with its text, of a column whose widest line has this width."""
    lines = [joined(line) for line in lines_of(block.words)]
    stacked = [b for a, b in pairwise(lines) if is_figure(a) and is_figure(b)]
    broken = len(lines) == len(stacked) + 1 == _TWO and len(lines[1]) < len(lines[0]) >= _LONG
    if stacked and not broken:
        raise UnclearError
    text, wrapped = text_of(block.words, width)
    note = f"{ALIGNED}；{wrapped}" if wrapped else ALIGNED
    line = lines_of(block.words)[-1]
    room = width - (line[-1]["x1"] - line[0]["x0"])
    size = line[0]["bottom"] - line[0]["top"]
    return replace(box, text=text, room=room, size=size, lines=len(lines), note=note)


_Part = tuple[Block | None, int, int]
"""What stands in a column, or nothing, from one of a group's rows to another."""


def _down(group: _Group, column: int, rules: Sequence[Rule], *, at_top: bool) -> list[_Part]:
    """The cells of a column from top to bottom; where a line leaves the column out, one goes on.

    Without lines a name that is for several rows may stand in their middle: raises `UnclearError`
    unless the cells are known to begin at the top.
    """
    held = [_in_column(group.columns, row, column) for row in group.rows]
    ends = _drawn(group.rows, group.columns[column], rules)
    if ends is None and not at_top and column < _complete(group) and None in held:
        raise UnclearError
    starts = [0, *(n + 1 for n, ended in enumerate(ends or ()) if ended)]
    found: list[_Part] = []
    for first, last in zip(starts, [*(n - 1 for n in starts[1:]), len(held) - 1], strict=True):
        blocks = {block for block in held[first : last + 1] if block is not None}
        if ends is not None and len(blocks) == 1:
            found.append((blocks.pop(), first, last))
            continue
        for n in range(first, last + 1):
            if found and held[n] is not None and found[-1][0] is held[n]:
                found[-1] = (held[n], found[-1][1], n)
            else:
                found.append((held[n], n, n))
    return found


def _drawn(
    rows: Sequence[list[Block]], column: tuple[float, float], rules: Sequence[Rule]
) -> list[bool] | None:
    """Whether a line ends the column's cell below each row but the last; None where some rows
    have no line between them."""
    found: list[bool] = []
    for above, below in pairwise(rows):
        low, high = min(b.middle for b in above), max(b.middle for b in below)
        between = [rule for rule in rules if low < rule.y < high and not rule.ground]
        if not between:
            return None
        middle = sum(column) / 2
        found.append(any(rule.left <= middle <= rule.right for rule in between))
    return found


def _begin_at_top(rows: Sequence[list[Block]], em: float, *, goes_on: bool) -> bool:
    """Whether cells of a row begin at one height rather than stand in the middle of it.

    Where all are as high as each other, the part on the page before has told.
    """
    pairs = [
        (one, other)
        for row in rows
        for one, other in pairwise(row)
        if abs((one.bottom - one.top) - (other.bottom - other.top)) > _EVEN * em
    ]
    tops = sum(abs(one.top - other.top) < _LIKE * em for one, other in pairs)
    return 2 * tops > len(pairs) if pairs else goes_on


def _complete(group: _Group) -> int:
    """The first of the columns with the most cells filled."""
    counts = [
        sum(_in_column(group.columns, row, n) is not None for row in group.rows)
        for n in range(len(group.columns))
    ]
    return counts.index(max(counts))


def _in_column(
    columns: Sequence[tuple[float, float]], row: Sequence[Block], column: int
) -> Block | None:
    left, right = columns[column]
    return next((block for block in row if left <= block.left <= right), None)

"""Where on a PDF page lines of words may be a table that nobody drew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from core.intake.readers.pdf_blocks import block_of, em_of, pieces
from core.intake.readers.pdf_lines import Word, joined
from core.intake.readers.pdf_tables import NEAR, is_figure

_WIDE = 1.0
"""A line with such a gap, in characters, may be a row of a table."""
_FEWEST, _AT_END = 4, 2
"""So many such lines make a table, and so many at the end of a page, where it may go on."""
_CLOSE, _APART = 0.6, 3
"""A line no farther from a row, in characters, belongs to it; one with a name is a row then."""
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、.．）)]")
_FULL = 0.7
"""A line of one piece over so much of the page's width is prose."""


def is_row(line: Sequence[Word]) -> bool:
    """Whether a line of text looks like a row of figures that no table has taken."""
    return _figures(line) > 1


def _figures(line: Sequence[Word]) -> int:
    """How many pieces of a line are figures."""
    found = pieces(line, _WIDE * em_of(line))
    return sum(is_figure(joined(piece.words)) for piece in found)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands on the pages around: `follows` tells that the one before ends with a table,
    `names` where its first column stands, from the left to the right; `leads` that one begins the
    next page."""

    follows: bool = False
    leads: bool = False
    names: tuple[float, float] | None = None


def regions(
    lines: Sequence[list[Word]], width: float, around: Around
) -> Iterator[list[list[Word]]]:
    """Runs of lines that may be tables; one that goes on from the page before begins at the top,
    be it with names alone, and one of few rows, of headings alone if it leads to the next page,
    where the page ends."""
    follows, names = around.follows, around.names
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and not _is_prose(lines[end], width):
            continue
        run = list(lines[start:end])
        if follows and start == 0 and end == len(lines) and not any(map(_is_parted, run)):
            yield from [run] if run else []
        elif follows and start == 0:
            found = list(_trimmed(run, 1, goes_on=True, plain=True))
            first = next((n for n, line in enumerate(run) if found and line is found[0][0]), None)
            alone = list(takewhile(partial(_is_name, names), run[:first])) if names else []
            yield from ([alone] if alone else [])
            yield from found
        else:
            last = end == len(lines)
            fewest = (1 if around.leads else _AT_END) if last else _FEWEST
            yield from _trimmed(run, fewest, goes_on=False, plain=last and around.leads)
        start = end + 1


def _is_name(names: tuple[float, float], line: Sequence[Word]) -> bool:
    """Whether a line is a name that begins where such a column does, and no heading, sentence or
    paragraph, which is indented."""
    text = joined(line)
    inside = abs(names[0] - line[0]["x0"]) <= NEAR and line[-1]["x1"] <= names[1] + NEAR
    return inside and not _HEADING.match(text) and not text.endswith(("。", "：", "；"))


def _is_prose(line: Sequence[Word], width: float) -> bool:
    return not _is_parted(line) and line[-1]["x1"] - line[0]["x0"] > _FULL * width


def _is_parted(line: Sequence[Word]) -> bool:
    return len(pieces(line, _WIDE * em_of(line))) > 1


def _trimmed(
    lines: Sequence[list[Word]], fewest: int, *, goes_on: bool, plain: bool
) -> Iterator[list[list[Word]]]:
    """The lines from the first row of a table to the last, with those that hang on to them.

    A table without a figure is none, but for a part of one, which may be `plain`. What stands
    above belongs to one that goes on from the page before, but for the head of the page.
    """
    parted = [n for n, line in enumerate(lines) if _is_parted(line)]
    if len(parted) < fewest or not (plain or any(_figures(lines[n]) for n in parted)):
        return
    first, last = parted[0], parted[-1]
    names = block_of(lines[n][0] for n in parted)
    starts = {round(word["x0"]) for n in parted for word in lines[n]} - {round(names.left)}
    while goes_on and first:
        inner = round(lines[first - 1][0]["x0"]) in starts
        if not inner and _distance(lines[first - 1], lines[first]) >= _APART:
            break
        first -= 1
    while first and _distance(lines[first - 1], lines[first]) < _CLOSE:
        first -= 1
    while last + 1 < len(lines):
        below = lines[last + 1]
        inside = names.left - NEAR <= below[0]["x0"] and below[-1]["x1"] <= names.right + NEAR
        held = inside or round(below[0]["x0"]) in starts
        if _distance(lines[last], below) > (_APART if held else _CLOSE):
            break
        last += 1
    yield list(lines[first : last + 1])


def _distance(above: Sequence[Word], below: Sequence[Word]) -> float:
    """How far two lines are from each other, in characters."""
    gap = below[0]["top"] - max(word["bottom"] for word in above)
    return float(gap) / em_of(below)

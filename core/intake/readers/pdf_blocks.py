"""Words of a PDF page that stand close to each other: the texts of a table's cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from core.intake.readers.pdf_lines import Word
from core.intake.readers.pdf_tables import NEAR

_TOUCH = 1.0
"""Points by which a text may begin behind the end of one that it stands under."""
_RULED = 2
"""So many lines drawn inside a table part its rows."""
_SHORT = 6
"""Of so few lines it is told by their distance alone whether they are rows."""
_CLOSE = 0.6
"""Lines no farther from each other, in characters, are lines of one cell then."""
_LIKE, _CLEAR = 0.2, 0.35
"""Gaps between lines that differ by less are alike, by more tell rows from lines; in characters."""
_ENDLESS = 10_000.0
"""Points: farther apart than any two lines of a page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn across: its height on the page, and from where to where it goes.

    `ground` tells that it is but the edge of a coloured background.
    """

    y: float
    left: float
    right: float
    ground: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Words that stand close to each other, one cell's text, and the room that they take."""

    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def beside(self, other: Block) -> bool:
        """Whether both share a height."""
        return min(self.bottom, other.bottom) - max(self.top, other.top) > NEAR

    def over(self, other: Block) -> bool:
        """Whether both share a place in the line, one above the other or not."""
        return min(self.right, other.right) > max(self.left, other.left) - _TOUCH


def block_of(words: Iterable[Word]) -> Block:
    held = tuple(words)
    return Block(
        held,
        min(float(word["x0"]) for word in held),
        min(float(word["top"]) for word in held),
        max(float(word["x1"]) for word in held),
        max(float(word["bottom"]) for word in held),
    )


class UnclearError(Exception):
    """Rows or columns may be cut in more than one way."""


def em_of(words: Iterable[Word]) -> float:
    return median(float(word["bottom"] - word["top"]) for word in words)


def pieces(line: Sequence[Word], gap: float) -> list[Block]:
    """A line cut where words stand apart."""
    found: list[list[Word]] = []
    for word in line:
        if found and word["x0"] - max(w["x1"] for w in found[-1]) < gap:
            found[-1].append(word)
        else:
            found.append([word])
    return list(map(block_of, found))


def blocks_of(parts: Sequence[list[Block]], rules: Sequence[Rule], near: float) -> list[Block]:
    """The pieces of lines put together to the texts of cells."""
    done: list[Block] = []
    for line in parts:
        used: set[int] = set()
        for piece in line:
            above = [
                n
                for n, block in enumerate(done)
                if block.over(piece) and _together(block, piece, rules, near)
            ]
            if len(above) > 1 or used.intersection(above):
                raise UnclearError
            if above:
                done[above[0]] = block_of((*done[above[0]].words, *piece.words))
            else:
                done.append(piece)
                above = [len(done) - 1]
            used.update(above)
    return done


def _together(above: Block, below: Block, rules: Sequence[Rule], near: float) -> bool:
    return below.top - above.bottom < near and not _between(above, below, rules)


def _between(above: Block, below: Block, rules: Sequence[Rule]) -> list[Rule]:
    """The lines that are drawn between two blocks."""
    return [
        rule
        for rule in rules
        if above.middle < rule.y < below.middle
        and rule.left < min(above.right, below.right)
        and rule.right > max(above.left, below.left)
    ]


def line_gap(
    parts: Sequence[list[Block]], rules: Sequence[Rule], em: float, *, goes_on: bool
) -> float:
    """The distance from which on two lines, one below the other, are two cells.

    Raises `UnclearError` where all lines are alike, and it is not known whether they are rows; of
    few, and of a table that `goes_on` from the page before, their distance tells.
    """
    gaps, ruled = _gaps(parts, rules)
    if not gaps:
        return 0.0
    least = min(gaps)
    if any(_LIKE * em < gap - least < _CLEAR * em for gap in gaps):
        raise UnclearError
    if any(gap - least >= _CLEAR * em for gap in _row_gaps(parts, rules)):
        return least + _LIKE * em
    if ruled >= _RULED:
        return _ENDLESS
    if all(len(line) > 1 for line in parts):
        return -_ENDLESS
    if len(parts) > _SHORT and not goes_on:
        raise UnclearError
    return _CLOSE * em


def _gaps(parts: Sequence[list[Block]], rules: Sequence[Rule]) -> tuple[list[float], int]:
    """The distances of pieces from the next below them, and how many lines part others."""
    gaps: list[float] = []
    ruled: set[int] = set()
    for n, line in enumerate(parts):
        for piece in line:
            below = next((p for other in parts[n + 1 :] for p in other if p.over(piece)), None)
            if below is None:
                continue
            between = _between(piece, below, rules)
            ruled.update(round(rule.y / NEAR) for rule in between)
            if not between:
                gaps.append(below.top - piece.bottom)
    return gaps, len(ruled)


def _row_gaps(parts: Sequence[list[Block]], rules: Sequence[Rule]) -> Iterator[float]:
    """The heights of the blank strips across a table in which no line is drawn."""
    bottom = parts[0][0].bottom
    for above, below in pairwise(parts):
        bottom = max(bottom, *(piece.bottom for piece in above))
        top = min(piece.top for piece in below)
        if not any(bottom - NEAR < rule.y < top + NEAR for rule in rules):
            yield top - bottom

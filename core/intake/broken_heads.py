"""Headings that are broken over two rows of a table, 一级 over 指标: each becomes one cell.

Somebody typed them so to make the words fit; neither row is a heading by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from core.intake import labels
from core.intake.grid import Cell, Document, Grid
from core.intake.marks import is_indicator_head
from core.intake.rows import Row, rows_of
from core.intake.stages import STAGES
from core.number import read_number

_FEWEST = 3
"""So many words are broken."""
_LONGEST = 8
_LOWER = frozenset({"指标", "级指标", "指标名称", "预算数", "执行数", "预算", "执行"})
"""One of these is the lower part of each such heading."""
_TEXT = itemgetter(Cell._fields.index("text"))


def put_together(document: Document) -> Document:
    """The document with the broken headings of its tables put together."""
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    broken = [table for table in tables if not _LOWER.isdisjoint(map(_TEXT, table.cells))]
    if not broken:
        return document
    new = {id(table): _whole(table) for table in broken}
    return replace(document, blocks=tuple(new.get(id(b), b) for b in document.blocks))


def _whole(block: Grid) -> Grid:
    short = list(map(_is_short, block.lines))
    if not any(one and other for one, other in pairwise(short)):
        return block
    gone: set[tuple[int, int]] = set()
    whole: list[Cell] = []
    for upper, lower in pairwise(rows_of(block)):
        words = _joined(upper, lower) if short[upper.index] and short[lower.index] else []
        if words:
            gone.update((c.row, c.column) for c in (*upper.own, *lower.own) if c.rows == 1)
            whole += words
    if not whole:
        return block
    cells = [*(cell for cell in block.cells if (cell.row, cell.column) not in gone), *whole]
    return replace(block, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _is_short(line: Sequence[Cell]) -> bool:
    """Whether the cells of a row hold words, and each but a few signs."""
    said = []
    for cell in line:
        if cell.rows == 1 and cell.text:
            if len(cell.text) > _LONGEST:
                return False
            said.append(cell.text)
    texts = [text for text in said if not text.isspace()] if len(said) >= _FEWEST else []
    figure = any(":" in text or "：" in text or read_number(text) for text in texts)
    return len(texts) >= _FEWEST and not figure


def _joined(upper: Row, lower: Row) -> list[Cell]:
    """The cells of two rows as those of one, if that makes headings of them; else none."""
    above = {cell.column: cell for cell in upper.filled if cell.rows == 1}
    below = {cell.column: cell for cell in lower.filled if cell.rows == 1}
    shared = above.keys() & below.keys()
    if len(shared) < _FEWEST or any(above[at].columns != below[at].columns for at in shared):
        return []
    words = []
    for at in sorted(above.keys() | below.keys()):
        parts = [row[at] for row in (above, below) if at in row]
        text = "".join(part.text.strip() for part in parts)
        words.append(parts[0]._replace(row=upper.index, text=text, rows=2))
    rows = ([cell.text for cell in some] for some in (words, above.values(), below.values()))
    whole, first, second = (_fields(texts) for texts in rows)
    heads = [is_indicator_head(names) for names, _ in (whole, first, second)]
    stages = [len(names & STAGES) for _, names in (whole, first, second)]
    return words if heads == [True, False, False] or stages[0] > max(1, *stages[1:]) else []


def _fields(texts: Sequence[str]) -> tuple[set[str], set[str]]:
    """The fields of an indicator, and those of the money, that texts name."""
    one, other = (
        {name for text in texts if (name := labels.find(table, text)) is not None}
        for table in (labels.INDICATOR, labels.FUND)
    )
    return one, other

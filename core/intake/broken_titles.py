"""Titles of tables broken over rows, as a sheet has them that was pasted from Word."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from core.intake import titles
from core.intake.grid import Cell, Document, Grid

_BOTH = range(2)
_LONGEST = 40
_TEXT = itemgetter(Cell._fields.index("text"))


def mended(document: Document) -> Document:
    """The document with each such title whole in its first row."""
    titled = [block for block in document.blocks if isinstance(block, Grid) and _titled(block)]
    if not titled:
        return document
    new = {id(block): _mended(block) for block in titled}
    return replace(document, blocks=tuple(new.get(id(b), b) for b in document.blocks))


def _titled(grid: Grid) -> bool:
    return "表" in "".join(map(_TEXT, grid.cells))


def _mended(block: Grid) -> Grid:
    changed: dict[int, Cell] = {}
    for below in block.cells:
        if "表" not in below.text or len(below.text) > _LONGEST or below.row == 0:
            continue
        above = block.at(below.row - 1, below.column)
        if above is None or id(above) in changed or not above.text.strip():
            continue
        if titles.heads_all(above.text):
            continue
        if titles.find_title((above.text, below.text)) == _BOTH:
            changed[id(above)] = above._replace(text=f"{above.text}\n{below.text}")
            changed[id(below)] = below._replace(text="", written=below.text)
    if not changed:
        return block
    return replace(block, cells=tuple(changed.get(id(cell), cell) for cell in block.cells))

"""Titles of tables broken over rows, as a sheet has them that was pasted from Word."""

from __future__ import annotations

from dataclasses import replace

from core.intake import titles
from core.intake.grid import Cell, Document, Grid, Paragraph

_BOTH = range(2)
_LONGEST = 40


def mended(document: Document) -> Document:
    """The document with each such title whole in its first row."""
    blocks = tuple(map(_mended, document.blocks))
    same = all(new is old for new, old in zip(blocks, document.blocks, strict=True))
    return document if same else replace(document, blocks=blocks)


def _mended(block: Grid | Paragraph) -> Grid | Paragraph:
    if isinstance(block, Paragraph):
        return block
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

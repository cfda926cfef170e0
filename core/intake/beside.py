"""Sheets on which forms stand side by side: each becomes a table of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.marks import begins, marks_of, title_in
from core.intake.rows import Slice, rows_of
from core.intake.titles import form_of


def apart(document: Document) -> Document:
    """The document with its sheets cut between forms that stand beside each other."""
    if all(not isinstance(block, Grid) or block.sheet is None for block in document.blocks):
        return document
    blocks: list[Grid | Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Grid) and block.sheet is not None:
            blocks += _parts(block)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _parts(grid: Grid) -> Iterator[Grid]:
    """The forms of a sheet from left to right; the whole sheet where there is but one beside."""
    for edge in _edges(grid):
        left = tuple(cell for cell in grid.cells if cell.column < edge)
        right = tuple(cell for cell in grid.cells if cell.column >= edge)
        if (
            all(cell.end <= edge for cell in left)
            and _is_form(grid, left)
            and _is_form(grid, right)
        ):
            yield replace(grid, cells=left)
            yield from _parts(replace(grid, cells=right))
            return
    yield grid


def _edges(grid: Grid) -> list[int]:
    """The columns in which something begins that only begins a form, but for the first of them."""
    first = [cell for cell in grid.cells if _begins(cell)]
    return sorted({cell.column for cell in first if any(c.column < cell.column for c in first)})


def _begins(cell: Cell) -> bool:
    return begins(cell.text) or title_in(cell.text) is not None


def _is_form(grid: Grid, cells: tuple[Cell, ...]) -> bool:
    """Whether these cells alone are a form that begins in them: half a form is none."""
    rows = rows_of(replace(grid, cells=cells))
    marks = marks_of(Slice(grid, rows))
    found = [title for cell in cells if (title := title_in(cell.text)) is not None]
    code, _ = marks.best(form_of(found[0]) if found else None)
    whole = marks.indicators or code == "f1"
    return code is not None and whole and (bool(found) or marks.opened or marks.spends)

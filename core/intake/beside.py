"""Sheets on which forms stand side by side: each becomes a table of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.marks import begins, marks_of
from core.intake.rows import Slice, rows_of
from core.intake.titles import form_of, title_in


def apart(document: Document) -> Document:
    """The document with its sheets cut between forms that stand beside each other."""
    if not document.has_sheets:
        return document
    blocks: list[Grid | Paragraph] = []
    for block in document.blocks:
        sheet = document.sheet(block)
        if sheet is None:
            blocks.append(block)
        else:
            blocks += _parts(sheet)
    return replace(document, blocks=tuple(blocks))


def _parts(grid: Grid) -> Iterator[Grid]:
    """The forms of a sheet from left to right; the whole sheet where there is but one beside.

    What stands alone in the rows over both, their title and their year, is that of each.
    """
    for edge in _edges(grid):
        right = tuple(cell for cell in grid.cells if cell.column >= edge)
        over = _over(grid, min(cell.row for cell in right if cell.text.strip()))
        left = tuple(cell for cell in grid.cells if cell.column < edge and cell not in over)
        right = tuple(cell for cell in right if cell not in over)
        if (
            all(cell.end <= edge for cell in left)
            and _is_form(grid, left, over)
            and _is_form(grid, right, over)
        ):
            yield replace(grid, cells=over + left)
            # The title over a self-evaluation is none of the targets beside it.
            shared = () if marks_of(_slice(grid, right)).target else over
            yield from _parts(replace(grid, cells=shared + right))
            return
    yield grid


def _over(grid: Grid, end: int) -> tuple[Cell, ...]:
    """The cells that are alone in their row, down to the first row that says more."""
    found: list[Cell] = []
    for row in rows_of(grid)[:end]:
        if len(row.filled) > 1:
            break
        found += row.filled
    return tuple(found)


def _edges(grid: Grid) -> list[int]:
    """The columns in which something begins that only begins a form, but for the first of them."""
    first = [cell for cell in grid.cells if cell.text and _begins(cell.text)]
    return sorted({cell.column for cell in first if any(c.column < cell.column for c in first)})


def _begins(text: str) -> bool:
    return begins(text) or ("表" in text and title_in(text) is not None)


def _slice(grid: Grid, cells: tuple[Cell, ...]) -> Slice:
    return Slice(grid, rows_of(replace(grid, cells=cells)))


def _is_form(grid: Grid, cells: tuple[Cell, ...], over: tuple[Cell, ...]) -> bool:
    """Whether these cells alone are a form that begins in them: half a form is none.

    The title may stand among those that are `over` several forms.
    """
    marks = marks_of(_slice(grid, cells))
    own = any(title_in(cell.text) is not None for cell in cells)
    found = [title for cell in (*cells, *over) if (title := title_in(cell.text)) is not None]
    code, _ = marks.best(form_of(found[0]) if found else None)
    whole = marks.indicators or code == "f1"
    return code is not None and whole and (own or marks.opened or marks.spends)

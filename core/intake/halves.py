"""Tables whose headings stand twice in a row, one block beside the other: 收入 │ 支出.

Each block has labels of its own; read one after the other they are rows like any others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.intake.grid import Cell
from core.intake.rows import Row
from core.intake.stages import is_amount

_FEWEST = 4
"""So many headings make two blocks."""


def one_after_the_other(
    rows: Sequence[Row], heading: Callable[[str], object | None]
) -> tuple[Row, ...]:
    """The rows of a form with each block that stands on the right behind the one on its left.

    `heading` tells what a text heads, or None. The blocks end with the first row that says
    anything but figures under their headings.
    """
    found: list[Row] = []
    right: list[Row] = []
    edge: int | None = None
    under: tuple[tuple[int, int], ...] = ()
    for row in rows:
        begun = _edge(row, heading)
        if begun is not None or (edge is not None and not _goes_on(row, right[0], edge, under)):
            found += right
            right, edge = [], None
        if begun is not None:
            edge, under = begun
        if edge is None:
            found.append(row)
        else:
            found.append(_part(row, 0, edge))
            right.append(_part(row, edge, row.grid.width))
    return (*found, *right)


def _edge(
    row: Row, heading: Callable[[str], object | None]
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """Where the right block begins, and the columns of all headings; None for other rows."""
    if len(row.filled) < _FEWEST:
        return None
    texts = [cell.text for cell in row.filled]
    if len(texts) - len(set(texts)) < _FEWEST // 2:
        return None
    twice = [cell for cell in row.filled if texts.count(cell.text) > 1]
    heads = [(name, cell) for cell in twice if (name := heading(cell.text)) is not None]
    half = len(heads) // 2
    names = [name for name, _ in heads]
    if half < _FEWEST // 2 or names[:half] != names[half:] or len(set(names)) != half:
        return None
    first, last, second = heads[0][1], heads[half - 1][1], heads[half][1]
    labelled = any(cell.end <= first.column for cell in row.cells)
    if not labelled or not any(last.end <= cell.column < second.column for cell in row.cells):
        return None
    return last.end, tuple((cell.column, cell.end) for _, cell in heads)


def _goes_on(row: Row, head: Row, edge: int, under: Sequence[tuple[int, int]]) -> bool:
    """Whether a row stands in both blocks: none of its cells in two, nothing but figures."""
    return row.grid is head.grid and all(
        not cell.column < edge < cell.end
        and (is_amount(cell.text) or not any(a < cell.end and cell.column < b for a, b in under))
        for cell in row.cells
    )


def _part(row: Row, first: int, end: int) -> Row:
    """The cells of a row that stand in one block."""

    def inside(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(cell for cell in cells if first <= cell.column < end)

    return Row(row.grid, row.index, inside(row.cells), inside(row.own), inside(row.filled))

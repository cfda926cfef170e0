"""Figures of a row of money, each under the heading of a stage of the budget."""

from __future__ import annotations

from core.intake.grid import Cell
from core.intake.rows import Column, Columns, Row
from core.intake.taking import Taking
from core.intake.totals import JOINT, take_joint
from core.number import plain
from core.source import strange_column
from core.text import clean


def take_figures(taking: Taking, columns: Columns, row: Row, base: str, start: int) -> None:
    """Take the figures from the column `start` on to the row of the form at the path `base`."""
    done: set[str] = set()
    for column, cell in columns.of(row):
        if cell.row != row.index or cell.column < start:
            continue
        if column.name is None:
            orphan(taking, row, column, cell)
        elif JOINT in column.name:
            if cell.text.strip():
                take_joint(taking, row, base, column.name, cell)
        elif column.name not in done or cell.text.strip():
            if column.name in done and f"{base}.{column.name}" in taking:
                taking.orphan(row.grid, cell, "一栏里有几格，只取了第一格")
                continue
            done.add(column.name)
            _figure(taking, f"{base}.{column.name}", row, cell, column)


def _figure(taking: Taking, path: str, row: Row, cell: Cell, column: Column) -> None:
    """Take a figure of the table; another one that stood in a line over it is told."""
    before = taking.values.get(path)
    heads = column.heading, *row.filled[:2]
    taking.figure(path, row.grid, cell, heads, column.doubt)
    if before is not None and before != taking.values[path]:
        taking.doubt(path, f"表外另写有{plain(before)}")


def orphan(taking: Taking, row: Row, column: Column, cell: Cell) -> None:
    """Keep a figure under a heading that no form has as unread."""
    heading = clean(column.heading.text).replace("\n", "")
    taking.orphan(row.grid, cell, strange_column(heading))


def doubt_all(taking: Taking, base: str, why: str) -> None:
    """Mark all that was taken of the row of the form at the path `base` as doubtful."""
    for at in [at for at in taking.sources if at.path.startswith(f"{base}.")]:
        taking.doubt(at.path, why)

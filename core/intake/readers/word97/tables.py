"""Cells and rows of a Word 97-2003 file put together to tables.

Each cell's text is closed by a mark and each row by another that holds the row's definition:
the cells' edges and their part in merges. The grid's columns are the edges of all rows, those
that lie closer than half a millimetre taken for one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from core.intake.grid import Cell, Grid
from core.intake.readers.merges import MERGE_LOST, MERGE_SPLIT, is_said
from core.intake.readers.word97.sprms import RowCell

_NEAR = 12
"""Twips by which the edges of one column may differ from row to row."""
_UNDEFINED = RowCell(0, 0)
"""A cell that the definition of its row leaves out."""


@dataclass(slots=True)
class Row:
    """A row: what stands in each cell, and the definition from its end mark."""

    cells: list[list[str | Table]]
    layout: tuple[RowCell, ...]


@dataclass(slots=True)
class Table:
    """A table while it is read; `open` is the cell that has not been closed yet."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[str | Table]] = field(default_factory=list)
    open: list[str | Table] = field(default_factory=list)

    def end_cell(self) -> None:
        self.cells.append(self.open)
        self.open = []

    def end_row(self, layout: tuple[RowCell, ...]) -> None:
        self.rows.append(Row(self.cells, layout))
        self.cells, self.open = [], []

    @property
    def only_wraps(self) -> bool:
        """Whether it has one cell a row and holds a table: a frame around the form."""
        single = all(len(row.cells) == 1 for row in self.rows)
        return single and any(isinstance(part, Table) for row in self.rows for part in row.cells[0])


def cell_text(parts: list[str | Table]) -> str:
    """The paragraphs of a cell by line; an inner table's cells by tab."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Table):
            lines += ["\t".join(cell_text(cell) for cell in row.cells) for row in part.rows]
        else:
            lines.append(part)
    return "\n".join(lines)


def to_grid(table: Table, index: int) -> Grid:
    """The table as a grid: cells merged to the left and upward are one.

    A cell that goes on with one that never began a merge goes on with the cell over it; one with
    a text of its own is a cell of its own. Both bear a note, as those of .docx do.
    """
    edges = _edges(table)
    spans: dict[tuple[tuple[RowCell, ...], int], list[tuple[int, int, RowCell]]] = {}
    done: list[Cell] = []
    over: dict[int, int] = {}
    """By column, the number of the cell in the row above."""
    merging: set[int] = set()
    """The columns in which the row above has part of a merge."""
    last_rows: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        here: dict[int, int] = {}
        going_on: set[int] = set()
        last: int | None = None
        shape = row.layout, len(row.cells)
        if shape not in spans:
            spans[shape] = _spans(edges, *shape)
        for parts, (left, right, layout) in zip(row.cells, spans[shape], strict=False):
            text = cell_text(parts)
            torn: Cell | None = None
            if layout.continues_left and last is not None:
                if not _own(text):
                    done[last] = _wider(done[last], right)
                    continue
                torn = done[last]
            above = over.get(left) if layout.vertical and not layout.restarts else None
            if above is None:
                last = _add(done, Cell(number, left, text, 1, right - left), torn)
            elif _goes_on(done, above, right - left, text, begun=left in merging):
                last_rows[above] = number
                last = above
            else:
                torn = done[above] if left in merging else torn
                last = _add(done, Cell(number, left, text, 1, right - left), torn)
            here[left] = last
            if layout.vertical:
                going_on.add(left)
        over, merging = here, going_on
    for n, number in last_rows.items():
        done[n] = _taller(done[n], number)
    width = max((cell.end for cell in done), default=0)
    return Grid(index, tuple(done), len(table.rows), width)


def _own(text: str) -> bool:
    return bool(text.strip()) and is_said(text)


def _add(done: list[Cell], cell: Cell, torn: Cell | None) -> int:
    """Take a cell, that would have gone on with `torn` but for its text; its number."""
    done.append(cell._replace(note=MERGE_SPLIT) if torn and torn.text.strip() else cell)
    return len(done) - 1


def _goes_on(done: list[Cell], above: int, columns: int, text: str, *, begun: bool) -> bool:
    """Whether a cell that says so is one with the cell over it, which may have begun no merge."""
    upper = done[above]
    if _own(text) or not (begun or upper.columns == columns):
        return False
    if not begun and upper.text.strip():
        done[above] = upper._replace(note=MERGE_LOST)
    return True


def _wider(cell: Cell, right: int) -> Cell:
    return cell._replace(columns=max(cell.end, right) - cell.column)


def _taller(cell: Cell, row: int) -> Cell:
    return cell._replace(rows=row + 1 - cell.row)


def _edges(table: Table) -> list[int]:
    found: list[int] = []
    layouts = {row.layout for row in table.rows}
    for edge in sorted({e for layout in layouts for c in layout for e in (c.left, c.right)}):
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found


def _spans(
    edges: list[int], layout: tuple[RowCell, ...], count: int
) -> list[tuple[int, int, RowCell]]:
    """Per cell of a row, its first column, the one behind it, and its definition if it has one."""
    defined = [(*_columns(edges, cell), cell) for cell in layout]
    return defined + [(order, order + 1, _UNDEFINED) for order in range(len(layout), count)]


def _columns(edges: list[int], cell: RowCell) -> tuple[int, int]:
    """The column that a cell begins with, and the first one behind it."""
    left = bisect_left(edges, cell.left - _NEAR)
    return left, max(left + 1, bisect_left(edges, cell.right - _NEAR))

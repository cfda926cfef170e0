"""Rows of a form's tables, and columns found by their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from core.intake.grid import Cell, Grid
from core.number import is_blank
from core.text import label_key, squash

_NUMBER = re.compile(r"[(]?(\d{1,2})[)]?(?:=[\d+*/×÷()%-]+)?")
_COUNTS = frozenset({"栏次", "行次", "序号", "列次", "甲", "乙", "丙", "丁"})
"""What stands before the numbers of columns, or in place of a number over words."""
_SECOND = frozenset({"1", "2"})
"""What the second cell of such a row says."""
_FEWEST = 4
"""So many numbers in their order are those of columns."""
_ACROSS = "合并单元格盖住几栏，只取作其中一栏"
_ALIKE = "有几栏同名，取了第一栏"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid. `cells` cover it from left to right, `own` begin in it.

    `filled` are the cells that begin here and say something.
    """

    grid: Grid
    index: int
    cells: tuple[Cell, ...]
    own: tuple[Cell, ...]
    filled: tuple[Cell, ...]

    def beside(self, cell: Cell) -> Cell | None:
        """The next cell of the row that says anything, over the blanks of a lost merge, or None."""
        return next((other for other in self.filled if other.column >= cell.end), None)

    def right_of(self, cell: Cell) -> Cell | None:
        """The next cell of the row, or None."""
        return next((other for other in self.cells if other.column >= cell.end), None)


def counts_columns(row: Row) -> bool:
    """Whether a row only gives its columns their numbers: 栏次 │ 1 │ 2 │ 3 │ 4=3/2.

    With their name before them they may go on with those of another table of the form.
    """
    filled = row.filled
    if len(filled) < _FEWEST:
        return False
    named = filled[0].text.strip() in _COUNTS
    if not named and filled[1].text.strip("(（）) ") not in _SECOND:
        return False
    texts = [squash(cell.text) for cell in filled]
    texts = list(dropwhile(_COUNTS.__contains__, texts)) if named else texts
    found = [_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(match[1]) for match in found if match is not None]
    first = numbers[0] if named and numbers else 1
    fewest = _FEWEST - named
    return len(texts) >= fewest and numbers == list(range(first, first + len(texts)))


def rows_of(grid: Grid) -> tuple[Row, ...]:
    """The rows of a grid from top to bottom."""
    rows = []
    for index, cells in enumerate(grid.lines):
        own = [cell for cell in cells if cell.row == index]
        filled = [cell for cell in own if cell.text and not cell.text.isspace()]
        rows.append(Row(grid, index, cells, tuple(own), tuple(filled)))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of a grid, one under another, that belong to one form."""

    grid: Grid
    rows: tuple[Row, ...]

    @property
    def first(self) -> int:
        return self.rows[0].index if self.rows else 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column found by its heading: which field it holds, None if the heading is unknown.

    `doubt` says why its figures may be those of another column.
    """

    name: str | None
    heading: Cell
    doubt: str | None = None


def unique(columns: Sequence[Column], rank: Callable[[str], int]) -> tuple[Column, ...]:
    """The columns with each field once: where two claim it, the better ranked heading has it.

    Of two with the same heading the first has it, which is a guess.
    """
    best: dict[str, Column] = {}
    alike: set[str] = set()
    for column in columns:
        if column.name is None:
            continue
        rival = best.get(column.name)
        if rival is None or _claim(column, rank) < _claim(rival, rank):
            best[column.name] = column
            alike.discard(column.name)
        elif label_key(column.heading.text) == label_key(rival.heading.text):
            alike.add(column.name)
    kept = {id(column) for column in best.values()}

    def one_of(column: Column) -> Column:
        if column.name is not None and id(column) not in kept:
            return replace(column, name=None)
        doubt = _ALIKE if column.name in alike else None
        return column if column.doubt == doubt else replace(column, doubt=doubt)

    return tuple(map(one_of, columns))


def _claim(column: Column, rank: Callable[[str], int]) -> tuple[bool, int]:
    """How well a heading claims its field, the least best: a hidden one only if no other does."""
    return column.heading.note is not None, rank(column.heading.text)


class Columns:
    """The columns under a row of headings; finds to which of them a cell belongs.

    Cells belong to the heading they stand under. Where a table goes on in another grid, its rows
    are of another width, or somebody has moved the edges of a row that has all its cells, they are
    counted off instead; never in a sheet, where every cell has a column of its own and empty ones
    may be missing.
    """

    def __init__(self, head: Row, columns: tuple[Column, ...]) -> None:
        self._head = head
        self.columns = columns
        heads = {id(column.heading) for column in columns}
        self._spans: list[tuple[Column | None, int, int]] = [
            *((column, column.heading.column, column.heading.end) for column in columns),
            *((None, cell.column, cell.end) for cell in head.cells if id(cell) not in heads),
        ]
        self._edges = [(cell.column, cell.end) for cell in head.cells]
        self._lines = sorted({line for edges in self._edges for line in edges})
        self._ordinals = {
            ordinal: column
            for column in columns
            for ordinal, (start, end) in enumerate(self._edges)
            if start <= column.heading.column < end
        }
        self._known: dict[tuple[int, int], Column | None] = {}
        self._across: dict[tuple[int, int], bool] = {}
        self._doubts = {column.name: column.doubt for column in reversed(columns)}
        """By the field's name; of several columns the first counts."""

    def has(self, name: str) -> bool:
        return name in self._doubts

    def doubt(self, name: str) -> str | None:
        """Why what stands under this heading may not be the field's."""
        return self._doubts.get(name)

    def doubt_of(self, column: Column, cell: Cell) -> str | None:
        """Why a figure may not be its column's: the heading's doubt, or a cell over several."""
        if cell.columns == 1 or is_blank(cell.text):
            return column.doubt
        place = cell.column, cell.columns
        if place not in self._across:
            over = [c for c in self.columns if c.name is not None and c.heading.middle_in(cell)]
            self._across[place] = len(over) > 1
        return _ACROSS if self._across[place] else column.doubt

    def of(self, row: Row) -> list[tuple[Column, Cell]]:
        """The cells of a row with their columns; a cell under no heading is left out."""
        if row.grid.loose and len(row.cells) != len(self._head.cells):
            return []
        counted = self._counted(row)
        if counted is None:
            under = map(self._over, row.cells)
        else:
            under = map(counted.get, range(len(row.cells)))
        return [
            (column, cell)
            for column, cell in zip(under, row.cells, strict=True)
            if column is not None
        ]

    def _over(self, cell: Cell) -> Column | None:
        """The column that most of a cell stands under; edges that were moved count as in line."""
        place = cell.column, cell.columns
        if place not in self._known:
            left, right = self._near(cell.column), self._near(cell.end)
            if left >= right:
                left, right = cell.column, cell.end
            self._known[place] = self._most(left, right)
        return self._known[place]

    def _near(self, edge: int) -> int:
        """The edge of the headings that is nearest to one of a row."""
        if edge in self._lines:
            return edge
        return min(self._lines, key=lambda line: abs(line - edge), default=edge)

    def _most(self, left: int, right: int) -> Column | None:
        best, most = None, 0
        for column, start, end in self._spans:
            shared = (right if right < end else end) - (left if left > start else start)
            if shared > most:
                best, most = column, shared
        return best

    def _counted(self, row: Row) -> dict[int, Column] | None:
        if not row.cells or not self._head.cells or row.grid.sheet is not None:
            return None
        same_end = row.cells[-1].end == self._head.cells[-1].end
        if row.grid is self._head.grid:
            alike = len(row.cells) == len(self._head.cells)
            return self._ordinals if alike and (not same_end or self._moved(row)) else None
        if same_end and row.cells[0].column == self._head.cells[0].column:
            return None
        shift = len(row.cells) - len(self._head.cells)
        return {ordinal + shift: column for ordinal, column in self._ordinals.items()}

    def _moved(self, row: Row) -> bool:
        """Whether a row has a cell for each heading, but not the edges of the headings."""
        edges = [(cell.column, cell.end) for cell in row.cells]
        return edges != self._edges and all(
            start < right and left < end
            for (start, end), (left, right) in zip(edges, self._edges, strict=True)
        )

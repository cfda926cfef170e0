"""楼堂馆所控制情况 of f1: buildings in rows under headings, or figures each beside its label."""

from __future__ import annotations

from core.address import At
from core.intake import labels, titles
from core.intake.grid import Cell
from core.intake.rows import Column, Columns, Row
from core.intake.staff import is_figure_beside
from core.intake.taking import Taking
from core.source import Source, strange_column
from core.text import clean

_PAIR = 2
"""Headings that it takes to tell a row of headings from a row of values."""
_TABLE = "楼堂馆所"


class Buildings:
    """The headings in force, and the building that further headings may go on with."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        self.columns: Columns | None = None
        self.count = 0
        self.completed: tuple[int, Source] | None = None
        """The year in 2024年完工的楼堂馆所, which is told once for all."""
        self.valued = False
        """Whether figures of a building stood already under the headings at hand."""

    def head(self, row: Row) -> bool:
        """Take a row of headings, or of figures each beside its label."""
        found = [labels.find(labels.BUILDING, cell.text) for cell in row.filled]
        if len([name for name in found if name is not None]) < _PAIR:
            return False
        if self._pairs(row):
            return True
        columns = []
        for cell in row.cells:
            if cell.row != row.index or not cell.text.strip():
                continue
            if _TABLE in cell.text:
                self._name(cell, row)
            else:
                self.taking.heading(row.grid, cell)
                columns.append(Column(labels.find(labels.BUILDING, cell.text), cell))
        self.columns, self.valued = Columns(row, tuple(columns)), False
        return True

    def _pairs(self, row: Row) -> bool:
        """The figures of a building, each beside its label; two rows may share one building."""
        pairs = []
        for cell in row.filled:
            name, value = labels.find(labels.BUILDING, cell.text), row.right_of(cell)
            if name is not None and is_figure_beside(value, row) and value is not None:
                pairs.append((name, cell, value))
        if not pairs:
            return False
        for cell in row.filled:
            if _TABLE in cell.text:
                self._name(cell, row)
        if not self.count or any(f"{self._last}.{name}" in self.taking for name, _, _ in pairs):
            self._open()
        for name, cell, value in pairs:
            self.taking.wording(row.grid, cell)
            self.taking.cell(f"{self._last}.{name}", row.grid, value)
        return True

    def values(self, row: Row) -> bool:
        """Take a row under the headings; 厉行节约, a signature or a remark ends them."""
        if self.columns is None:
            return False
        if row.filled and _ends(row.filled[0].text):
            self.close()
            return False
        if self.head(row):
            return True
        under = [(column, cell) for column, cell in self.columns.of(row) if cell.row == row.index]
        for cell in row.filled:
            if _TABLE in cell.text or "完工" in cell.text:
                self._name(cell, row)
        if not any(cell.text.strip() for _, cell in under):
            return bool(row.filled)
        said = any(column.name and cell.text.strip() for column, cell in under)
        # Further headings may go on with a building, a further row under the same never does.
        if not self.count or (self.valued and said) or self._taken(under):
            self._open()
        self.valued = self.valued or said
        for column, cell in under:
            if column.name is None:
                heading = clean(column.heading.text).replace("\n", "")
                self.taking.orphan(row.grid, cell, strange_column(heading))
            else:
                self.taking.cell(f"{self._last}.{column.name}", row.grid, cell)
        return True

    def close(self) -> None:
        """The rows under the headings are at an end; a year alone is a building too."""
        if self.columns is not None and self.count == 0 and self.completed is not None:
            self._open()
        self.columns = None

    @property
    def _last(self) -> str:
        return f"buildings.{self.count - 1}"

    def _open(self) -> None:
        self.count += 1
        if self.completed is not None:
            self.taking.put(f"{self._last}.completed_year", *self.completed)
        else:
            self.taking.values[f"{self._last}.completed_year"] = None

    def _taken(self, under: list[tuple[Column, Cell]]) -> bool:
        """Whether the last building has one of these figures already."""
        names = [column.name for column, _ in under if column.name]
        return any(At(f"{self._last}.{name}") in self.taking.sources for name in names)

    def _name(self, cell: Cell, row: Row) -> None:
        """Take the name of the table, which may tell the year of completion."""
        self.taking.wording(row.grid, cell)
        year = titles.year_in(cell.text)
        if year is not None:
            self.completed = (year, row.grid.source(cell))


def _ends(text: str) -> bool:
    thrift = labels.find(labels.THRIFT, text) is not None or "厉行节约" in text[:12]
    return thrift or titles.is_sign(text) or titles.is_note(text)

"""楼堂馆所控制情况 of f1: buildings in rows under headings, or figures each beside its label."""

from __future__ import annotations

import re

from core.address import At
from core.intake import labels, titles
from core.intake.around import orphans
from core.intake.grid import Cell
from core.intake.money_headings import is_money_heading
from core.intake.rows import Column, Columns, Row
from core.intake.staff import is_figure_beside
from core.intake.taking import Taking
from core.source import Source, strange_column
from core.text import clean, squash

_PAIR = 2
"""Headings that it takes to tell a row of headings from a row of values."""
_TABLE = "楼堂馆所"
_LONGEST = 40
_SUM = re.compile(r"\s*(?:合|小|总)\s*计\s*[:：]?\s*")
_SUM_OF_ALL = "几处楼堂馆所的合计没有对应的栏目"


class Buildings:
    """The headings in force, and the building that further headings may go on with."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        self.columns: Columns | None = None
        self.count = 0
        self.completed: tuple[int, Source] | None = None
        """The year in 2024年完工的楼堂馆所, which is told once for all."""
        self.first = self.reached = 0
        """The first building under the headings at hand, and the one that the next row is of."""
        self.names: dict[int, str] = {}
        """What stands before the figures of a building."""

    def head(self, row: Row) -> bool:
        """Take a row of headings, or of figures each beside its label, be it but one."""
        found = [labels.find(labels.BUILDING, cell.text) for cell in row.filled]
        for cell in row.filled:
            dated = _TABLE in cell.text and titles.year_in(cell.text) is not None
            if dated and len(cell.text) <= _LONGEST:
                self._name(cell, row)
        named = len(found) - found.count(None)
        if not named or self._pairs(row):
            return named > 0
        if named < _PAIR:
            return self._empty(row)
        columns = []
        for cell in row.cells:
            if cell.row != row.index or not cell.text.strip():
                continue
            if _TABLE in squash(cell.text):
                self._name(cell, row)
            else:
                self.taking.heading(row.grid, cell)
                columns.append(Column(labels.find(labels.BUILDING, cell.text), cell))
        self.columns = Columns(row, tuple(columns))
        self._begin({column.name for column in columns if column.name is not None})
        return True

    def _empty(self, row: Row) -> bool:
        """A label of a building alone, nothing beside it, in the rows of 楼堂馆所控制情况."""
        named = [cell for cell in row.filled if labels.find(labels.BUILDING, cell.text)]
        over = [cell for cell in row.cells if _TABLE in squash(cell.text)]
        value = row.right_of(named[0]) if named else None
        if not named or not (over or self.count) or (value is not None and value.text.strip()):
            return False
        for cell in over:
            self._name(cell, row)
        name = labels.find(labels.BUILDING, named[0].text)
        if self.count == 0 or self._has(self.count - 1, str(name)):
            self._open()
        self.taking.wording(row.grid, named[0])
        if value is not None:
            self.taking.cell(f"{_path(self.count - 1)}.{name}", row.grid, value)
        return True

    def _begin(self, names: set[str]) -> None:
        """Further headings go on with the buildings of those before, or are of further ones."""
        told = any(self._has(self.first, name) for name in names)
        self.first = self.count if told else self.first
        self.reached = self.first

    def _pairs(self, row: Row) -> bool:
        """The figures of a building, each beside its label; two rows may share one building."""
        pairs = []
        for cell in row.filled:
            name, value = labels.find(labels.BUILDING, cell.text), row.beside(cell)
            if name is None or value is None or labels.find(labels.BUILDING, value.text):
                continue
            if is_figure_beside(value, row):
                pairs.append((name, cell, value))
        if not pairs:
            return False
        for cell in row.filled:
            if _TABLE in squash(cell.text):
                self._name(cell, row)
        last = self.count - 1
        if last < 0 or any(f"{_path(last)}.{name}" in self.taking for name, _, _ in pairs):
            last = self._open()
        for name, cell, value in pairs:
            self.taking.wording(row.grid, cell)
            self.taking.cell(f"{_path(last)}.{name}", row.grid, value)
        return True

    def values(self, row: Row) -> bool:
        """Take a row under the headings; 厉行节约, a signature or a remark ends them."""
        if self.columns is None:
            return False
        if row.filled and (_ends(row.filled[0].text) or _heads_money(row)):
            self.close()
            return False
        if self.head(row):
            return True
        under = [(column, cell) for column, cell in self.columns.of(row) if cell.row == row.index]
        for cell in row.filled:
            if _TABLE in squash(cell.text) or "完工" in cell.text:
                self._name(cell, row)
        if not any(cell.text.strip() for _, cell in under):
            return bool(row.filled)
        if self.count > self.first and any(_SUM.fullmatch(cell.text) for cell in row.filled):
            orphans(self.taking, row, _SUM_OF_ALL)
            return True
        building = self._of(row, under)
        self.reached = building + any(column.name and cell.text.strip() for column, cell in under)
        for column, cell in under:
            if column.name is None:
                heading = clean(column.heading.text).replace("\n", "")
                self.taking.orphan(row.grid, cell, strange_column(heading))
            else:
                self.taking.cell(f"{_path(building)}.{column.name}", row.grid, cell)
        return True

    def _of(self, row: Row, under: list[tuple[Column, Cell]]) -> int:
        """Which building a row is of: by its name, else by its place under the headings."""
        figures = [cell for _, cell in under]
        names = (squash(cell.text) for cell in row.filled if cell not in figures)
        name = next((text for text in names if _TABLE not in text), "")
        known = [at for at, other in self.names.items() if other == name and at >= self.first]
        another = bool(name) and self.reached in self.names
        building = known[0] if known else self.count if another else self.reached
        building = building if building < self.count else self._open()
        if name:
            self.names.setdefault(building, name)
        return building

    def close(self) -> None:
        """The rows under the headings are at an end; a year alone is a building too."""
        if self.columns is not None and self.count == 0 and self.completed is not None:
            self._open()
        self.columns = None

    def _open(self) -> int:
        """Begin a building; returns which."""
        path = _path(self.count)
        self.count += 1
        if self.completed is not None:
            self.taking.put(f"{path}.completed_year", *self.completed)
        else:
            self.taking.values[f"{path}.completed_year"] = None
        return self.count - 1

    def _has(self, building: int, name: str) -> bool:
        """Whether a building has one of its figures already."""
        return At(f"{_path(building)}.{name}") in self.taking.sources

    def _name(self, cell: Cell, row: Row) -> None:
        """Take the name of the table, which may tell the year of completion."""
        self.taking.wording(row.grid, cell)
        year = titles.year_in(cell.text)
        if year is not None:
            self.completed = (year, row.grid.source(cell))


def _path(building: int) -> str:
    return f"buildings.{building}"


def _heads_money(row: Row) -> bool:
    """Whether a row is the headings of 经费控制情况, where that stands under the buildings."""
    named = "经费控制情况" in labels.spellings(row.filled[0].text)
    return named or sum(is_money_heading(cell.text) for cell in row.filled) >= _PAIR


def _ends(text: str) -> bool:
    thrift = labels.find(labels.THRIFT, text) is not None or "厉行节约" in squash(text[:16])
    signed = titles.is_sign(text) or labels.find(labels.SIGN_PATHS, text) is not None
    return thrift or signed or titles.is_note(text)

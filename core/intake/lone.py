"""The rows of a form that say one thing: title, annex mark, unit, year, signature, remark."""

from __future__ import annotations

from core.intake import titles
from core.intake.around import HEAD, NOT_RIGHT, take_line, take_title, take_year
from core.intake.grid import Cell
from core.intake.rows import Row
from core.intake.taking import Taking

_FEW = 3
"""The unit, annex mark and unit of money that may share a row over a form."""


def take_lone(taking: Taking, row: Row) -> bool:
    """Take a row that says one thing; over the form 单位：万元 may stand beside it."""
    filled = row.filled
    if 1 < len(filled) <= _FEW and HEAD.issuperset(taking.values):
        filled = tuple(cell for cell in filled if not _is_aside(cell.text))
    if len(filled) != 1:
        return False
    cell = filled[0]
    noted = (row.grid.index, row.index) in taking.notes
    known = noted or titles.is_note(cell.text) or titles.is_continued(cell.text)
    known = known or _lines(taking, row, cell) or _over(taking, row, cell)
    if known:
        for other in row.filled:
            taking.wording(row.grid, other)
    return known


def _is_aside(text: str) -> bool:
    """Whether a cell beside the unit or the year says nothing of its own."""
    return titles.is_money_unit(text) or titles.is_annex(text)


def _lines(taking: Taking, row: Row, cell: Cell) -> bool:
    """Take the lines of the cell one by one; whether any of them says what a form asks for."""
    lines = cell.text.split("\n")
    found = titles.find_title(lines)
    title = "".join(lines[index].strip() for index in found) if found is not None else None
    if title is not None:
        take_title(taking, title, row.grid.source(cell))
    known = title is not None
    for index, line in enumerate(lines):
        if not line.strip() or (found is not None and index in found):
            continue
        said = titles.without_money_unit(line)
        year = titles.only_year(said) if HEAD.issuperset(taking.values) else None
        if (
            (year is not None and take_year(taking, year, row.grid.source(cell)))
            or titles.is_annex(line)
            or titles.is_money_unit(line)
            or take_line(taking, line, row.grid, cell, None)
        ):
            known = True
        elif title is not None and not titles.is_date_line(line):
            taking.orphan(row.grid, cell, NOT_RIGHT)
    return known


def _over(taking: Taking, row: Row, cell: Cell) -> bool:
    """Take what stands first of all: the name of the unit, or what all of its papers are."""
    if taking.values:
        return False
    if titles.names_unit(cell.text):
        taking.over_title = cell.text.strip(), row.grid.source(cell)
        return True
    if not titles.heads_all(cell.text):
        return False
    year, unit = titles.year_in(cell.text), titles.unit_in(cell.text)
    if year is not None:
        taking.put("year", year, row.grid.source(cell))
    if unit is not None and taking.form.CODE != "f3":
        taking.put("unit", unit, row.grid.source(cell))
    return True

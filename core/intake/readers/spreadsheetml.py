"""Excel 2003 workbooks saved as XML: places given by index, merges by cell, styles by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid
from core.intake.package import TOO_LARGE, whole
from core.intake.readers.workbook import (
    EPOCH,
    MAX_CELLS,
    NOT_CALCULATED,
    PLAIN,
    WIDEST,
    NumberFormat,
    Range,
    hide,
    margin_lines,
    merged,
    number_cell,
    number_format,
    within,
)  # fmt: skip

SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_SS = SPREADSHEET
_X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {"Percent": "0.00%", "Short Date": "yyyy-m-d", "Long Date": "yyyy-m-d",
          "Medium Date": "yyyy-m-d", "General Date": "yyyy-m-d"}  # fmt: skip
_MOST = 2**20


def read_workbook(root: etree._Element) -> Document:
    """The visible sheets as grids."""
    formats = _formats(root)
    grids: list[Grid] = []
    for sheet in root.iterchildren(_SS + "Worksheet"):
        visible = sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "")
        if visible.startswith(("SheetHidden", "SheetVeryHidden")):
            continue
        grid = _Sheet(formats, {}, []).grid(len(grids), sheet)
        if grid.cells:
            grids.append(grid)
            within(grids)
    return Document("xml", tuple(grids), _margins(root))


def _margins(root: etree._Element) -> tuple[str, ...]:
    """What is printed at the head and foot of the sheets' pages, each line once."""
    shown = root.iterfind(f"{_SS}Worksheet/{_X}WorksheetOptions/{_X}PageSetup/*")
    texts = (part.get(_X + "Data", "") for part in shown)
    return tuple(dict.fromkeys(line for text in texts for line in margin_lines(text)))


def _formats(root: etree._Element) -> dict[str, NumberFormat]:
    """What numbers look like, by the name of a style; a style without a word has its parent's."""
    found: dict[str, NumberFormat] = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        shown = style.find(_SS + "NumberFormat")
        code = shown.get(_SS + "Format", "") if shown is not None else ""
        parent = found.get(style.get(_SS + "Parent", "Default"), PLAIN)
        name = style.get(_SS + "ID", "")
        found[name] = number_format(_NAMED.get(code, code)) if shown is not None else parent
    return found


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: its cells, and the ranges that are merged."""

    formats: dict[str, NumberFormat]
    cells: dict[tuple[int, int], Cell]
    ranges: list[Range]

    def grid(self, index: int, sheet: etree._Element) -> Grid:
        row = -1
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        for table in sheet.iterchildren(_SS + "Table"):
            columns = _column_styles(table)
            hidden_columns |= _hidden_columns(table)
            for line in table.iterchildren(_SS + "Row"):
                row = _place(line, row)
                if line.get(_SS + "Hidden") == "1":
                    hidden_rows.add(row)
                self._row(line, row, columns)
                row += min(whole(line.get(_SS + "Span"), 0), _MOST)
                if len(self.cells) > MAX_CELLS or len(self.ranges) > MAX_CELLS:
                    raise Refused("too_large", TOO_LARGE)
        hide(self.cells, hidden_rows, hidden_columns)
        return merged(index, self.cells, self.ranges, sheet.get(_SS + "Name"))

    def _row(self, line: etree._Element, row: int, columns: dict[int, str]) -> None:
        column = -1
        for item in line.iterchildren(_SS + "Cell"):
            column = _place(item, column)
            style = item.get(_SS + "StyleID") or line.get(_SS + "StyleID")
            form = self.formats.get(style or columns.get(column, "Default"), PLAIN)
            cell = _cell(item, form, row, column)
            if cell is not None:
                self.cells[row, column] = cell
            across = min(whole(item.get(_SS + "MergeAcross"), 0), _MOST)
            down = min(whole(item.get(_SS + "MergeDown"), 0), _MOST)
            if across or down:
                self.ranges.append((row, column, row + down, column + across))
            column += across


def _place(element: etree._Element, last: int) -> int:
    """The 0-based row or column of an element: as it says, else behind the last one."""
    return min(max(whole(element.get(_SS + "Index"), last + 2) - 1, 0), _MOST)


def _column_styles(table: etree._Element) -> dict[int, str]:
    found: dict[int, str] = {}
    for item, columns in _columns(table):
        style = item.get(_SS + "StyleID")
        if style:
            found.update(dict.fromkeys(columns, style))
    return found


def _hidden_columns(table: etree._Element) -> set[int]:
    found: set[int] = set()
    for item, columns in _columns(table):
        if item.get(_SS + "Hidden") == "1":
            found.update(range(columns.start, min(columns.stop, WIDEST)))
    return found


def _columns(table: etree._Element) -> Iterator[tuple[etree._Element, range]]:
    """The columns as they are described, each description with the columns that it is of."""
    column = -1
    for item in table.iterchildren(_SS + "Column"):
        column = _place(item, column)
        last = column + min(whole(item.get(_SS + "Span"), 0), 16_384)
        yield item, range(column, last + 1)
        column = last


def _cell(item: etree._Element, form: NumberFormat, row: int, column: int) -> Cell | None:
    data = item.find(_SS + "Data")
    text = "".join(map(str, data.itertext())) if data is not None else ""
    formula = item.get(_SS + "Formula")
    if data is None or not text:
        return Cell(row, column, formula, doubt=NOT_CALCULATED) if formula else None
    kind = data.get(_SS + "Type", "String")
    if kind == "Number":
        return number_cell(text.strip(), form, EPOCH, row, column)
    if kind == "DateTime":
        return Cell(row, column, _day(text.strip(), form))
    if kind == "Error":
        return Cell(row, column, text, doubt="公式出错")
    if kind == "Boolean":
        text = "是" if text.strip() == "1" else "否"
    return Cell(row, column, text)


def _day(text: str, form: NumberFormat) -> str:
    try:
        day = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return day.strftime(form.day or "%Y-%m-%d")

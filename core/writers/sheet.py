"""A sheet being written: text, figures, merged boxes, and rows high enough for their text."""

import copy
import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.number import places_of, plain
from core.writers.measure import text_height

COLUMN_UNIT = 1.92
"""The mm of a unit of column width."""
TALLEST = 400.0
"""Excel's rows end at 409 points."""
MOST_DIGITS = 15
"""A cell keeps 15 digits; a longer figure is kept as text."""
_MOST = 32_767
"""Characters of a cell in Excel, of which one outside the first plane of Unicode counts as two."""
_CUT = "……（文字超过 Excel 一格的上限，全文见 Word 或 PDF）"
_THIN = Side(style="thin")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass
class Sheet:
    """A worksheet, the widths of its columns in mm, and the exact figures of its cells."""

    sheet: Worksheet
    widths: tuple[float, ...]
    landscape: bool = False
    figures: dict[str, str] = field(default_factory=dict)
    next: int = 1
    """The first row that is still free."""
    looks: dict[tuple[int, tuple[str, str, bool], int, int], Any] = field(default_factory=dict)
    """openpyxl's number of each look worn already, by the constants it is made of."""

    def __post_init__(self) -> None:
        for number, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width / COLUMN_UNIT


def is_exact(value: Decimal) -> bool:
    """Whether a cell can keep the figure digit for digit."""
    return len(value.as_tuple().digits) <= MOST_DIGITS


def rows_for(height: float) -> int:
    """How many rows of the sheet a row of this height takes."""
    return math.ceil(height / TALLEST)


def put_text(cell: Cell, text: str) -> None:
    """Text as it stands: 「=…」 is no formula. What a cell cannot hold is left out and says so."""
    if len(text) > _MOST // 2:
        text = _within(text)
    if text:
        cell.value = text
        cell.data_type = "s"
        if text[0] in "=+-@":
            cell.quotePrefix = True


def _within(text: str) -> str:
    data = text.encode("utf-16-le")
    if len(data) <= 2 * _MOST:
        return text
    return data[: 2 * (_MOST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def put_figure(page: Sheet, cell: Cell, value: Decimal, percent: bool, formula: str = "") -> None:
    """A number shown with the decimals it was submitted with, from a formula if there is one."""
    decimals = places_of(value)
    digits = f"0.{'0' * decimals}" if decimals else "0"
    cell.number_format = f"{digits}%" if percent else digits
    cell.value = f"={formula}" if formula else 0
    page.figures[cell.coordinate] = plain(value.scaleb(-2) if percent else value)


def look(
    page: Sheet,
    area: tuple[int, int, int, int],
    font: Font,
    align: str,
    indent: int = 0,
    border: Border | None = None,
    *,
    upright: str = "center",
    shrink: bool = False,
) -> Cell:
    """Dress the box (row, column, rows, columns), merge it, and return the cell to write to.

    `upright` is where text stands in a box that is higher than it: center or top. `shrink` is for
    figures, which Excel would show as #### where they are too wide.
    """
    row, column, rows, columns = area
    for line in range(row, row + rows):
        for place in range(column, column + columns):
            _dress(
                page, page.sheet.cell(line, place), font, (align, upright, shrink), indent, border
            )
    if rows > 1 or columns > 1:
        page.sheet.merge_cells(None, row, column, row + rows - 1, column + columns - 1)
    anchor = page.sheet.cell(row, column)
    assert isinstance(anchor, Cell), "the first cell of a merged box stays a cell"
    return anchor


_Place = tuple[str, str, bool]


def _dress(
    page: Sheet, cell: Any, font: Font, align: _Place, indent: int, border: Border | None
) -> None:
    known = (id(font), align, indent, id(border))
    if known not in page.looks:
        cell.font = font
        across, upright, shrink = align
        cell.alignment = Alignment(
            across, upright, wrap_text=not shrink, shrink_to_fit=shrink, indent=indent
        )
        if border is not None:
            cell.border = border
        page.looks[known] = cell._style  # noqa: SLF001
    cell._style = copy.copy(page.looks[known])  # noqa: SLF001


def put_line(page: Sheet, text: str, font: Font, align: str = "left", above: float = 0) -> None:
    """A line of text over the whole width, in as many rows as it needs."""
    height = text_height(text, sum(page.widths), font.size) + above
    count = rows_for(height)
    cell = look(page, (page.next, 1, count, len(page.widths)), font, align)
    put_text(cell, text)
    for row in range(page.next, page.next + count):
        page.sheet.row_dimensions[row].height = height / count
    page.next += count

"""An Excel template: its cells found by the reader, and changed in place by openpyxl.

What must not be carried over is taken out as it is opened (`clean_xlsx`). Formulas stay, unless a
figure of the form takes their cell.
"""

from __future__ import annotations

import copy
import dataclasses
import io
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import UserError
from core.filling.clean_xlsx import clean
from core.filling.losses import losses_in_excel
from core.filling.template import Ink, Shape, Spot
from core.intake.grid import Cell as Read
from core.intake.grid import Document, Grid
from core.intake.mapping import Layout, mapped
from core.intake.package import Package
from core.intake.readers import READERS
from core.number import places_of, plain
from core.writers.in_memory import book_bytes
from core.writers.measure import text_height
from core.writers.sheet import COLUMN_UNIT, TALLEST, is_exact, put_text
from core.writers.sheetml import with_figures
from core.writers.shown import printable

_REFERENCE = re.compile(r"(?<![A-Za-z_!'])(\$?[A-Z]{1,3}\$?)(\d+)(?![\d(A-Za-z_])")
_UNUSABLE = "模板打不开，请用 WPS 或 Excel 打开后另存为 .xlsx 再试。"
_SIZE, _LINE = 11, 15
"""Points of the text and the row where the template names none."""
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, BadZipFile, OSError)
"""What openpyxl raises for a workbook that it does not understand."""


@dataclass(slots=True)
class ExcelTemplate:
    """An open workbook, and the exact figures to be written into its sheets."""

    book: Workbook
    losses: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    sheets: dict[int, Worksheet] = field(default_factory=dict)
    figures: dict[tuple[str, str], str] = field(default_factory=dict)
    pictures: list[tuple[Any, bytes]] = field(default_factory=list)
    """openpyxl's pictures with their files, which it closes whenever it saves."""

    @classmethod
    def open(cls, data: bytes, layouts: tuple[Layout, ...] = ()) -> ExcelTemplate:
        """The cleaned template; `Refused` or `UserError` for a file that cannot be opened."""
        READERS["xlsx"](data)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            try:
                book = load_workbook(io.BytesIO(data), keep_vba=False, keep_links=False)
            except _BROKEN as error:
                raise UserError(_UNUSABLE) from error
        lost = clean(book)
        words = [str(warning.message) for warning in said]
        made = cls(book, losses_in_excel(Package(data), words, lost), layouts)
        made.pictures = [(each, each.ref.getvalue()) for page in book for each in _drawn(page)[0]]
        return made

    @property
    def around(self) -> str:
        """What headers and footers say."""
        pages = [
            page
            for sheet in self.book.worksheets
            for page in (
                sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter,
                sheet.firstHeader, sheet.firstFooter,
            )
        ]  # fmt: skip
        parts = (part for page in pages if page for part in (page.left, page.center, page.right))
        return "".join(part.text or "" for part in parts)

    def document(self) -> Document:
        """The template as the reader sees it."""
        read = READERS["xlsx"](self._saved())
        grids = tuple(_dense(block) for block in read.blocks if isinstance(block, Grid))
        self.sheets = {grid.index: self.book[grid.sheet or ""] for grid in grids}
        return mapped(dataclasses.replace(read, blocks=grids), self.layouts)

    def reshape(self, shape: Shape) -> None:
        """Replace rows of a sheet by copies of its rows; see `Shape`."""
        sheet = self.sheets[shape.table]
        first, last = shape.first + 1, shape.last + 1
        more = len(shape.order) - (last - first + 1)
        bottom = max(sheet.max_row, last)
        rows = [*(row + 1 for row in shape.order), *range(last + 1, bottom + 1)]
        kept = {row: _row(sheet, row) for row in set(rows)}
        heights = {row: sheet.row_dimensions[row].height for row in set(rows)}
        merges = [CellRange(area.coord) for area in sheet.merged_cells.ranges]
        for area in merges:
            sheet.unmerge_cells(area.coord)
        for line in sheet.iter_rows(min_row=first, max_row=max(bottom, bottom + more)):
            for cell in line:
                if isinstance(cell, Cell):
                    cell.value, cell.style = None, "Normal"
        for place, row in enumerate(rows, first):
            _put_row(sheet, place, kept[row], row)
            sheet.row_dimensions[place].height = heights[row]
        _shift_formulas(sheet, first, last, more)
        for area in _merges(merges, shape, first, last, more):
            sheet.merge_cells(area.coord)
        _shift_areas(sheet, last, more)

    def write(self, spot: Spot, ink: Ink) -> None:
        """Put a text, or the number it is, into a cell in the look that it has."""
        cell = self._cell(spot)
        place = (cell.parent.title, cell.coordinate)
        self.figures.pop(place, None)
        number = ink.number
        if number is None or not is_exact(number) or cell.number_format == "@":
            cell.value = None
            put_text(cell, printable(ink.text))
            _make_room(cell, ink.text)
            return
        decimals = places_of(number)
        digits = f"0.{'0' * decimals}" if decimals else "0"
        if ink.percent and "%" not in cell.number_format:
            cell.number_format = f"{digits}%"
        elif not ink.percent and ("%" in cell.number_format or cell.number_format == "General"):
            cell.number_format = digits
        cell.value = 0
        self.figures[place] = plain(number.scaleb(-2) if ink.percent else number)

    def replace(self, spot: Spot, changes: Sequence[tuple[int, int, str]]) -> bool:
        """Change parts of a cell's text; False for a cell that holds no text."""
        if spot.paragraph is not None:
            return False
        cell = self._cell(spot)
        text = cell.value
        if not isinstance(text, str) or text.startswith("="):
            return False
        for start, end, new in sorted(changes, reverse=True):
            if end > len(text):
                return False
            text = f"{text[:start]}{new}{text[end:]}"
        put_text(cell, printable(text))
        return True

    def text(self, spot: Spot) -> str:
        """The text of a cell as `replace` counts it."""
        value = self._cell(spot).value
        return value if isinstance(value, str) else ""

    def data(self) -> bytes:
        """The workbook, computed anew when it is opened."""
        return self._saved()

    def _saved(self) -> bytes:
        for picture, file in self.pictures:
            picture.ref = io.BytesIO(file)
        try:
            made = book_bytes(self.book)
        except _BROKEN as error:
            raise UserError(_UNUSABLE) from error
        figures = [
            {at: text for (name, at), text in self.figures.items() if name == sheet.title}
            for sheet in self.book.worksheets
        ]
        return with_figures(made, figures)

    def _cell(self, spot: Spot) -> Cell:
        cell = self.sheets[spot.table or 0].cell(spot.row + 1, spot.column + 1)
        assert isinstance(cell, Cell), "a slot is the first cell of its box"
        return cell


def _make_room(cell: Cell, text: str) -> None:
    """Wrap a text that is wider than its cell, and make the row high enough for it."""
    sheet: Any = cell.parent
    box = next(
        (area for area in sheet.merged_cells.ranges if cell.coordinate in area),
        CellRange(cell.coordinate),
    )
    columns = (get_column_letter(n) for n in range(box.min_col, box.max_col + 1))
    width = sum(sheet.column_dimensions[name].width for name in columns) * COLUMN_UNIT
    needed = text_height(text, width, cell.font.size or _SIZE)
    rows = [sheet.row_dimensions[n] for n in range(box.min_row, box.max_row + 1)]
    there = sum(row.height or _LINE for row in rows)
    if needed > there:
        alignment: Any = copy.copy(cell.alignment)
        alignment.wrap_text = True
        cell.alignment = alignment
        for row in rows:
            row.height = min(TALLEST, (row.height or _LINE) * needed / there)


def _dense(grid: Grid) -> Grid:
    """The grid with its empty cells, which the reader leaves out: they are where one writes."""
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.end)
    }
    empty = [
        Read(row, column, "")
        for row in range(grid.height)
        for column in range(grid.width)
        if (row, column) not in covered
    ]
    cells = sorted((*grid.cells, *empty), key=lambda cell: (cell.row, cell.column))
    return dataclasses.replace(grid, cells=tuple(cells))


_Kept = tuple[int, Any, Any]


def _row(sheet: Worksheet, row: int) -> list[_Kept]:
    """The cells of a row: column, value, look."""
    cells: tuple[Any, ...] = sheet[row]
    return [(cell.column, cell.value, copy.copy(cell._style)) for cell in cells]  # noqa: SLF001


def _put_row(sheet: Worksheet, place: int, cells: Sequence[_Kept], was: int) -> None:
    for column, value, style in cells:
        cell: Any = sheet.cell(place, column)
        cell._style = copy.copy(style)  # noqa: SLF001
        cell.value = _translated(value, column, was, place)


def _translated(value: Any, column: int, was: int, now: int) -> Any:
    """A formula as if it were copied from one row to another; any other value as it is."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    letter = get_column_letter(column)
    return Translator(value, f"{letter}{was}").translate_formula(f"{letter}{now}")


def _shift_formulas(sheet: Worksheet, first: int, last: int, more: int) -> None:
    """References to rows below the list, from rows outside it, follow them."""

    def shifted(match: re.Match[str]) -> str:
        row = int(match[2])
        return f"{match[1]}{row + more if row >= last else row}"

    if not more:
        return
    lines: Any = sheet.iter_rows()
    for line in lines:
        for cell in line:
            inside = first <= cell.row <= last + more
            if not inside and isinstance(cell.value, str) and cell.value.startswith("="):
                was = cell.row - more if cell.row > last + more else cell.row
                value = _translated(cell.value, cell.column, cell.row, was)
                cell.value = _REFERENCE.sub(shifted, value)


def _merges(
    merges: Sequence[CellRange], shape: Shape, first: int, last: int, more: int
) -> list[CellRange]:
    """The merged boxes after the list has changed."""
    made: list[CellRange] = []
    for box in map(copy.copy, merges):
        flat = box.min_row == box.max_row
        if box.min_row > last:
            box.shift(row_shift=more)
        elif box.max_row >= first and (flat or box.min_col - 1 in shape.levels):
            continue
        elif box.max_row >= first:
            _stretch(box, more)
        made.append(box)
    for place, row in enumerate(shape.order, first):
        flats = [box for box in merges if box.min_row == row + 1 == box.max_row]
        made += [CellRange(None, box.min_col, place, box.max_col, place) for box in flats]
    for span in shape.spans:
        top = first + span.first
        made.append(CellRange(None, span.column + 1, top, span.column + 1, top + span.rows - 1))
    return [box for box in made if box.size["rows"] > 1 or box.size["columns"] > 1]


def _stretch(area: CellRange, more: int) -> None:
    """Make a box higher or lower at its bottom; one row stays."""
    if more > 0:
        area.expand(down=more)
    elif more < 0:
        area.shrink(bottom=min(-more, area.size["rows"] - 1))


def _shift_areas(sheet: Worksheet, last: int, more: int) -> None:
    """What lies below the list follows it; rules and the printed area grow with it."""
    for rule in sheet.data_validations.dataValidation:
        _shift_ranges(rule.sqref.ranges, last, more)
    rules = ConditionalFormattingList()
    for formatting in sheet.conditional_formatting:
        areas = [copy.copy(area) for area in formatting.sqref.ranges]
        _shift_ranges(areas, last, more)
        for each in formatting.rules:
            rules.add(" ".join(area.coord for area in areas), each)
    sheet.conditional_formatting = rules
    _shift_drawings(sheet, last, more)
    for page in sheet.row_breaks.brk:
        page.id += more if page.id > last else 0
    if sheet.print_area:
        parts = str(sheet.print_area).replace("$", "").split(",")
        areas = [CellRange(part.rpartition("!")[2]) for part in parts]
        for area in areas:
            if (area.max_row or 0) >= last:
                _stretch(area, more)
        sheet.print_area = ",".join(area.coord for area in areas)


def _drawn(sheet: Any) -> tuple[list[Any], list[Any]]:
    """The pictures and the charts of a sheet, for which openpyxl has no public names."""
    return sheet._images, sheet._charts  # noqa: SLF001


def _shift_drawings(sheet: Worksheet, last: int, more: int) -> None:
    corners = (
        getattr(drawing.anchor, corner, None)
        for kind in _drawn(sheet)
        for drawing in kind
        for corner in ("_from", "to")
    )
    for mark in corners:
        if mark is not None and mark.row >= last:
            mark.row += more


def _shift_ranges(areas: Iterable[CellRange], last: int, more: int) -> None:
    for area in areas:
        if (area.min_row or 0) > last:
            area.shift(row_shift=more)
        elif (area.max_row or 0) >= last:
            _stretch(area, more)

"""A report as a workbook: a sheet for each table, alive with formulas, filters and charts.

Each cell is dressed by one named style, which keeps long tables fast; a formula stands beside the
program's own figure, so that the file is right before it is ever recalculated.
"""

import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from core.collector import resting
from core.number import plain
from core.reports.report import (
    AMOUNT,
    COUNT,
    PERCENT,
    POINTS,
    TEXT,
    Chart,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Table,
    Value,
)
from core.writers.measure import MM_PER_POINT, text_height
from core.writers.report_charts import excel_chart, height
from core.writers.report_look import align, head_cells, widths
from core.writers.sheet import COLUMN_UNIT, is_exact, put_text
from core.writers.sheetml import with_figures
from core.writers.shown import MAKER, printable
from core.writers.target import save

SHEET_WIDTH = 330
"""The mm over which a landscape table is spread; print shrinks it to the page."""
_FORMATS = {AMOUNT: "#,##0.00##", POINTS: "0.00##", PERCENT: "0.00%", COUNT: "0", TEXT: "General"}
_BODY, _HEAD, _TITLE, _NOTE = 10, 10.5, 18, 10.5
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="E9EDF2")
_REFERENCE = re.compile(r"\[(?:(?P<table>\w+)\.)?(?P<key>\w+)(?P<all>:?)\]")
_LOWEST = 18.0
_ROW_CM = 0.5
"""The cm of a row below the table, where charts lie, at the least."""
_BREAK_FROM = 12
"""A table of more rows has its charts on a page of their own."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """Where a table lies: its sheet and the rows of its values, the total behind them."""

    table: Table
    sheet: Worksheet
    first: int

    @property
    def last(self) -> int:
        return self.first + max(len(self.table.rows), 1) - 1

    def letter(self, key: str) -> str:
        return get_column_letter(self.table.column(key) + 1)

    def span(self, key: str, here: Worksheet) -> str:
        name = self.letter(key)
        where = "" if here is self.sheet else f"{quote_sheetname(self.sheet.title)}!"
        return f"{where}${name}${self.first}:${name}${self.last}"


def write_report_xlsx(report: Report, target: Path) -> None:
    """Write the report's tables into one workbook; UserError if it cannot."""
    save(report_xlsx(report), target)


@resting()
def report_xlsx(report: Report) -> bytes:
    """The workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = MAKER, printable(report.title)
    styles = _add_styles(book)
    laid = {table.key: _Laid(table, sheet, first) for table, sheet, first in _sheets(book, report)}
    figures = []
    for each in laid.values():
        found = _rows(each, laid, styles)
        figures.append(found)
        charts = [
            part
            for part in report.parts
            if isinstance(part, Chart) and part.table == each.table.key
        ]
        _set_up(each, _draw(each, charts))
    out = io.BytesIO()
    # Nothing is compressed twice: `with_figures` packs the parts anew.
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()
    return with_figures(out.getvalue(), figures)


def _sheets(book: Workbook, report: Report) -> Iterator[tuple[Table, Worksheet, int]]:
    """A sheet for each table with the title and the notes that stand over it in the report."""
    title, notes = report.title, list(report.lead)
    for part in report.parts:
        if isinstance(part, Heading):
            title, notes = part.text, []
        elif isinstance(part, Paragraph):
            notes.append(part.text)
        elif isinstance(part, Table):
            sheet = book.create_sheet(part.name)
            yield part, sheet, _head(sheet, part, title, notes)


def _head(sheet: Worksheet, table: Table, title: str, notes: Sequence[str]) -> int:
    """Title, notes, unit and head of a table; the row of its first values."""
    across = widths(table, SHEET_WIDTH, _BODY)
    for number, width in enumerate(across, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width / COLUMN_UNIT
    columns = len(table.columns)
    row = 1
    for text, style, size in (
        (title, "题名", _TITLE),
        *((note, "说明", _NOTE) for note in notes),
        *(((table.unit, "计量", _NOTE),) if table.unit else ()),
    ):
        sheet.merge_cells(None, row, 1, row, columns)
        cell = sheet.cell(row, 1)
        cell.style = style
        _text(cell, text)
        sheet.row_dimensions[row].height = text_height(text, SHEET_WIDTH, size) + 4
        row += 1
    height = 2 if table.grouped else 1
    for line in range(height):
        sheet.row_dimensions[row + line].height = 22
        for place in range(columns):
            sheet.cell(row + line, place + 1).style = "表头"
    for head in head_cells(table.columns):
        _text(sheet.cell(row + head.row, head.column + 1), head.text)
        if head.rows > 1 or head.columns > 1:
            top, left = row + head.row, head.column + 1
            sheet.merge_cells(None, top, left, top + head.rows - 1, left + head.columns - 1)
    return row + height


def _rows(
    laid: _Laid, every: Mapping[str, _Laid], styles: Mapping[str, StyleArray]
) -> dict[str, str]:
    """The values and the total below the head; the exact figures of cells with formulas."""
    table, sheet = laid.table, laid.sheet
    across = widths(table, SHEET_WIDTH, _BODY)
    figures: dict[str, str] = {}
    dressed = [styles[_style(column)] for column in table.columns]
    formulas = [column.formula for column in table.columns]
    # A table without rows keeps an empty one, over which its formulas stretch.
    rows = table.rows or ((None,) * len(table.columns),)
    for number, values in enumerate(rows, laid.first):
        sheet.row_dimensions[number].height = _height(table.columns, values, across)
        _line(laid, number, values, dressed, formulas, every, figures)
    if table.total is not None:
        totals = [column.total for column in table.columns]
        dressed = [styles[_style(column, "合计")] for column in table.columns]
        sheet.row_dimensions[laid.last + 1].height = _LOWEST + 2
        _line(laid, laid.last + 1, table.total, dressed, totals, every, figures)
    return figures


def _line(
    laid: _Laid,
    number: int,
    values: Row,
    styles: Sequence[StyleArray],
    formulas: Sequence[str],
    every: Mapping[str, _Laid],
    figures: dict[str, str],
) -> None:
    # Cells that are born dressed and appended are what makes long tables fast.
    cells = [
        Cell(laid.sheet, number, column, style_array=style)
        for column, style in enumerate(styles, 1)
    ]
    laid.sheet.append(cells)
    for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
        if value is None or value == "":
            continue
        if formulas[place]:
            cell.value = "=" + _excel(formulas[place], laid, number, every)
            figures[cell.coordinate] = _figure(value, laid.table.columns[place].kind)
        elif isinstance(value, str):
            _text(cell, value)
        else:
            _number(cell, value, laid.table.columns[place].kind)


def _number(cell: Cell, value: int | Decimal, kind: str) -> None:
    if isinstance(value, Decimal):
        if not is_exact(value):
            _text(cell, plain(value))
            return
        value = value.scaleb(-2) if kind == PERCENT else value
    cell.value = value


def _text(cell: Cell | MergedCell, text: str) -> None:
    assert isinstance(cell, Cell), "only the first cell of a merged box is written"
    put_text(cell, _printable(text))


def _figure(value: Value, kind: str) -> str:
    if isinstance(value, Decimal):
        return plain(value.scaleb(-2) if kind == PERCENT else value)
    return str(value)


def _excel(formula: str, laid: _Laid, row: int, every: Mapping[str, _Laid]) -> str:
    """The formula over cells."""

    def cells(match: re.Match[str]) -> str:
        there = every[match["table"]] if match["table"] else laid
        if match["all"]:
            return there.span(match["key"], laid.sheet)
        return f"{there.letter(match['key'])}{row}"

    return _REFERENCE.sub(cells, formula)


def _height(columns: Sequence[Column], values: Row, across: Sequence[float]) -> float:
    needed = [
        _tall(value, width)
        for column, value, width in zip(columns, values, across, strict=True)
        if isinstance(value, str) and len(value) * _BODY * MM_PER_POINT > width
    ]
    return min(400.0, max([_LOWEST, *needed]))


_printable = lru_cache(maxsize=8192)(printable)
"""Names, titles and reasons come again and again in a long table."""


@lru_cache(maxsize=8192)
def _tall(text: str, width: float) -> float:
    return text_height(text, width, _BODY)


def _style(column: Column, ending: str = "") -> str:
    return f"{_STYLES[column.kind, align(column)]}{ending}"


_STYLES = {
    (TEXT, "left"): "文字", (TEXT, "center"): "短语", (COUNT, "center"): "个数",
    (AMOUNT, "right"): "金额", (POINTS, "right"): "得分", (PERCENT, "right"): "比率",
}  # fmt: skip


def _add_styles(book: Workbook) -> dict[str, StyleArray]:
    """The named styles of the workbook, and what dresses a cell in each of them."""
    dressed: dict[str, StyleArray] = {}
    body, head = Font(name="仿宋_GB2312", size=_BODY), Font(name="黑体", size=_HEAD)
    for (kind, side), name in _STYLES.items():
        for ending, font, fill in (("", body, None), ("合计", head, _SHADE)):
            style = NamedStyle(f"{name}{ending}", font, number_format=_FORMATS[kind])
            style.border = _BOX
            text = kind == TEXT
            style.alignment = Alignment(side, "center", wrap_text=text, shrink_to_fit=not text)
            if fill is not None:
                style.fill = fill
            book.add_named_style(style)
            dressed[style.name] = style.as_tuple()
    title = NamedStyle("题名", Font(name="方正小标宋简体", size=_TITLE))
    title.alignment = Alignment("center", "center", wrap_text=True)
    note = NamedStyle("说明", Font(name="仿宋_GB2312", size=_NOTE))
    note.alignment = Alignment("left", "center", wrap_text=True)
    unit = NamedStyle("计量", Font(name="仿宋_GB2312", size=_NOTE))
    unit.alignment = Alignment("right", "center")
    top = NamedStyle("表头", head)
    top.fill, top.border = _SHADE, _BOX
    top.alignment = Alignment("center", "center", wrap_text=True)
    for style in (title, note, unit, top):
        book.add_named_style(style)
    return dressed


def _set_up(laid: _Laid, end: int) -> None:
    """Frozen head, filter, and how the sheet is printed down to the row `end`."""
    sheet, columns = laid.sheet, len(laid.table.columns)
    last = get_column_letter(columns)
    frozen = next(
        (number for number, column in enumerate(laid.table.columns, 1) if column.key == "unit"), 1
    )
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{laid.first}"
    if laid.table.rows:
        sheet.auto_filter.ref = f"A{laid.first - 1}:{last}{laid.last}"
    height = 2 if laid.table.grouped else 1
    sheet.print_title_rows = f"{laid.first - height}:{laid.first - 1}"
    sheet.print_area = f"A1:{last}{end}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.7, 0.3
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页　共 &N 页"
    sheet.HeaderFooter.oddFooter = footer
    sheet.sheet_view.showGridLines = False


def _draw(laid: _Laid, charts: Sequence[Chart]) -> int:
    """The charts below the table, one under the other; the last row they take."""
    end = laid.last + (laid.table.total is not None)
    if charts and len(laid.table.rows) > _BREAK_FROM:
        laid.sheet.row_breaks.append(Break(id=end))
    for chart in charts:
        drawn = excel_chart(laid.sheet, laid.table, laid.first, chart)
        laid.sheet.add_chart(drawn, f"A{end + 2}")
        end += 2 + math.ceil(height(laid.table, chart) / _ROW_CM)
    return end

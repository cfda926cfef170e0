"""Excel 97-2003 binary workbooks (.xls, .et), read by xlrd with their number formats.

python-calamine reads these files too, but not whether 0.9012 is shown as 90.12%.
"""

from __future__ import annotations

import io
import struct
from contextlib import suppress

import olefile
import xlrd

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid
from core.intake.package import DAMAGED, TOO_LARGE
from core.intake.readers.workbook import (
    EPOCH,
    EPOCH_1904,
    MAX_CELLS,
    PLAIN,
    NumberFormat,
    hide,
    margin_lines,
    merged,
    number_cell,
    number_format,
    within,
)  # fmt: skip

_SECTIONS = (b"&L", b"&C", b"&R", b"&\0L", b"&\0C", b"&\0R")
"""How the text of a page's head or foot begins, in letters of one byte or of two."""
_HEAD_AND_FOOT, _STRING_HEAD = frozenset({0x14, 0x15}), 3
_UNICODE, _CHINESE = 80, frozenset({936, 950, 54936})
"""The first version whose texts say their letters themselves; the code pages of Chinese ones."""
_ERRORS = xlrd.error_text_from_code


def read_xls(data: bytes) -> Document:
    """The visible sheets as grids; raises `Refused` for what cannot be opened."""
    book = _open(data)
    formats = [_format(book, extended) for extended in book.xf_list]
    grids: list[Grid] = []
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        if sheet.nrows * sheet.ncols > MAX_CELLS:
            raise Refused("too_large", TOO_LARGE)
        grid = _grid(len(grids), book, sheet, formats)
        if grid.cells:
            grids.append(grid)
            within(grids)
    return Document("xls", tuple(grids), _margins(data))


def _margins(data: bytes) -> tuple[str, ...]:
    """What is printed at the head and foot of the sheets, which xlrd passes over; each once."""
    if not any(code in data for code in _SECTIONS):
        return ()
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            stream: bytes = ole.openstream("Workbook").read()
    except (OSError, ValueError, IndexError, AttributeError, TypeError):
        return ()
    lines: dict[str, None] = {}
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _HEAD_AND_FOOT and size > _STRING_HEAD:
            wide = stream[at + 6] & 1
            text = stream[at + 7 : at + 4 + size].decode(
                "utf-16-le" if wide else "cp1252", "replace"
            )
            lines.update(dict.fromkeys(margin_lines(text)))
        at += 4 + size
    return tuple(lines)


def _open(data: bytes) -> xlrd.Book:
    book = _workbook(data)
    if book.biff_version < _UNICODE and book.codepage not in _CHINESE:
        # Excel 95 and the programs that write its files may name the wrong letters, or none.
        with suppress(Refused):
            return _workbook(data, "gbk")
    return book


def _workbook(data: bytes, letters: str | None = None) -> xlrd.Book:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            logfile=io.StringIO(),
            ragged_rows=False,
            encoding_override=letters,
        )
    except xlrd.biffh.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise Refused("encrypted", "文件设有密码，打不开；请取消密码后再导入。") from error
        raise Refused("damaged", DAMAGED) from error
    except Exception as error:
        # A crafted file makes xlrd fail with whatever its arithmetic meets first.
        raise Refused("damaged", DAMAGED) from error


def _format(book: xlrd.Book, extended: xlrd.formatting.XF) -> NumberFormat:
    known = book.format_map.get(extended.format_key)
    # A damaged file may name a format and not say what it is.
    return number_format(known.format_str) if known and known.format_str else PLAIN


def _grid(
    index: int, book: xlrd.Book, sheet: xlrd.sheet.Sheet, formats: list[NumberFormat]
) -> Grid:
    epoch = EPOCH_1904 if book.datemode else EPOCH
    rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    found: dict[tuple[int, int], Cell] = {}
    for row in range(sheet.nrows):
        cells = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        for column, (kind, value) in enumerate(cells):
            if kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
                style = sheet.cell_xf_index(row, column)
                form = formats[style] if style < len(formats) else PLAIN
                found[row, column] = number_cell(repr(value), form, epoch, row, column)
            elif kind == xlrd.XL_CELL_TEXT and value:
                found[row, column] = Cell(row, column, value)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                found[row, column] = Cell(row, column, "是" if value else "否")
            elif kind == xlrd.XL_CELL_ERROR:
                text = _ERRORS.get(int(value), "#ERR")
                found[row, column] = Cell(row, column, text, doubt="公式出错")
    hide(found, rows, columns)
    ranges = [(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
    return merged(index, found, ranges, sheet.name)

"""Binary workbooks of Excel (.xlsb), read by python-calamine.

It tells values, not how they are shown: whether 0.9 means 90 % is left open, and said so. Merged
ranges, which it does not tell either, are taken from the records of a sheet [MS-XLSB].
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator
from decimal import Decimal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid
from core.intake.package import DAMAGED, TOO_LARGE, Package
from core.intake.readers.workbook import EPOCH, MAX_CELLS, PLAIN, merged, number_cell

_SHEET, _MERGED = 156, 176
_MERGED_SIZE = 16
Range = tuple[int, int, int, int]
_FRACTION = Decimal("1.5")
_NOTE = "二进制工作簿没有说明是不是百分数，按原数读取"


def read_xlsb(data: bytes) -> Document:
    """The visible sheets as grids; raises `Refused` for what cannot be opened."""
    package = Package(data)
    for name in package.names("xl/"):
        package.read(name)
    ranges = _ranges(package)
    grids: list[Grid] = []
    for sheet in _sheets(data):
        grid = _grid(len(grids), sheet, ranges.get(sheet.name, []))
        if grid.cells:
            grids.append(grid)
    return Document("xlsb", tuple(grids))


def _sheets(data: bytes) -> list[CalamineSheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            book.get_sheet_by_name(sheet.name)
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except Exception as error:
        # A crafted file makes the parser fail with whatever it meets first.
        raise Refused("damaged", DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Refused("damaged", DAMAGED) from error


def _grid(index: int, sheet: CalamineSheet, ranges: list[Range]) -> Grid:
    if sheet.total_width * sheet.total_height > MAX_CELLS:
        raise Refused("too_large", TOO_LARGE)
    found: dict[tuple[int, int], Cell] = {}
    for row, line in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(line):
            cell = _cell(value, row, column)
            if cell is not None:
                found[row, column] = cell
    return merged(index, found, ranges, sheet.name)


def _cell(value: object, row: int, column: int) -> Cell | None:
    if isinstance(value, bool):
        return Cell(row, column, "是" if value else "否")
    if isinstance(value, int | float):
        cell = number_cell(repr(value), PLAIN, EPOCH, row, column)
        bare = 0 < abs(value) <= _FRACTION and value != int(value)
        return Cell(row, column, cell.text, number=True, note=_NOTE if bare else None)
    if isinstance(value, dt.datetime):
        return Cell(row, column, value.strftime("%Y-%m-%d"))
    return Cell(row, column, str(value)) if value not in {"", None} else None


def _ranges(package: Package) -> dict[str, list[Range]]:
    """The merged ranges of each sheet (top, left, bottom, right), by the sheet's name."""
    main = package.main()
    related = package.related(main)
    found: dict[str, list[Range]] = {}
    for kind, body in _records(package.read(main)):
        if kind == _SHEET:
            identifier, at = _string(body, 8)
            name, _ = _string(body, at)
            part = related.get(identifier, ("", ""))[1]
            if part in package:
                found[name] = [
                    (top, left, bottom, right)
                    for number, inner in _records(package.read(part))
                    if number == _MERGED and len(inner) >= _MERGED_SIZE
                    for top, bottom, left, right in (struct.unpack_from("<4I", inner),)
                    if top <= bottom and left <= right
                ]
    return found


def _string(body: bytes, at: int) -> tuple[str, int]:
    """A string with its length before it, and where it ends."""
    length = int.from_bytes(body[at : at + 4], "little")
    end = at + 4 + 2 * min(length, len(body))
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part; kind and size are written in groups of seven bits."""
    at = 0
    while at < len(stream):
        kind, at = _packed(stream, at, 2)
        size, at = _packed(stream, at, 4)
        yield kind, stream[at : at + size]
        at += size


def _packed(stream: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to `most` bytes and where it ends."""
    value = 0
    for n in range(most):
        byte = stream[at] if at < len(stream) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * n
        if not byte & 0x80:
            break
    return value, at

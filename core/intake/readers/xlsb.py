"""Binary workbooks of Excel (.xlsb), read from their published records [MS-XLSB].

python-calamine reads them too, but neither merged ranges nor whether 0.9012 is shown as 90.12 %,
and a crafted size makes it end the whole process.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid
from core.intake.package import DAMAGED, TOO_LARGE, Package
from core.intake.readers.workbook import (
    BUILT_IN,
    EPOCH,
    EPOCH_1904,
    LOST,
    MAX_CELLS,
    NOT_CALCULATED,
    PLAIN,
    WIDEST,
    NumberFormat,
    Range,
    hide,
    merged,
    number_cell,
    number_format,
    within,
)  # fmt: skip

_ROW, _STRING_ITEM, _FORMAT, _CELL_FORMAT, _COLUMNS, _BOOK_OPTIONS, _SHEET, _MERGED = (
    0, 19, 44, 47, 60, 153, 156, 176,
)  # fmt: skip
_ROW_FLAGS, _ROW_HIDDEN, _COLUMNS_HIDDEN = 11, 0x10, 0x01
_CELL_FORMATS, _CELL_FORMATS_END = 617, 618
_SMALL, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED = 2, 3, 4, 5, 6, 7
_RESULTS = {8: _TEXT, 9: _REAL, 10: _BOOLEAN, 11: _ERROR}
"""The result of a formula is written as the value itself is."""
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
           42: "#N/A"}  # fmt: skip


def read_xlsb(data: bytes) -> Document:
    """The visible sheets as grids; raises `Refused` for what cannot be opened."""
    try:
        return Document("xlsb", tuple(_grids(Package(data))))
    except struct.error as error:
        raise Refused("damaged", DAMAGED) from error


def _grids(package: Package) -> list[Grid]:
    main = package.main()
    related = package.related(main)
    parts = {kind: path for kind, path in related.values() if path in package}
    shared = _strings(package.read(parts["sharedStrings"])) if "sharedStrings" in parts else []
    formats = _formats(package.read(parts["styles"])) if "styles" in parts else []
    epoch, grids = EPOCH, list[Grid]()
    for kind, body in _records(package.read(main)):
        if kind == _BOOK_OPTIONS and _byte(body, 0) & 1:
            epoch = EPOCH_1904
        elif kind == _SHEET:
            hidden = struct.unpack_from("<I", body)[0]
            identifier, at = _string(body, 8)
            part_kind, path = related.get(identifier, ("", ""))
            if hidden or part_kind != "worksheet":
                continue
            sheet = _Sheet(shared, formats, epoch)
            grid = sheet.grid(len(grids), package.read(path), _string(body, at)[0])
            if grid.cells:
                grids.append(grid)
                within(grids)
    return grids


def _strings(stream: bytes) -> list[str]:
    return [_string(body, 1)[0] for kind, body in _records(stream) if kind == _STRING_ITEM]


def _formats(stream: bytes) -> list[NumberFormat]:
    codes, found, inside = dict(BUILT_IN), [], False
    for kind, body in _records(stream):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _string(body, 2)[0]
        elif kind in {_CELL_FORMATS, _CELL_FORMATS_END}:
            inside = kind == _CELL_FORMATS
        elif kind == _CELL_FORMAT and inside:
            found.append(number_format(codes.get(struct.unpack_from("<H", body, 2)[0], "")))
    return found


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the sheets of a workbook share."""

    strings: list[str]
    formats: list[NumberFormat]
    epoch: dt.datetime

    def grid(self, index: int, stream: bytes, name: str) -> Grid:
        found: dict[tuple[int, int], Cell] = {}
        ranges: list[Range] = []
        rows: set[int] = set()
        columns: set[int] = set()
        row = 0
        for kind, body in _records(stream):
            if kind == _ROW:
                row = struct.unpack_from("<I", body)[0]
                if _byte(body, _ROW_FLAGS) & _ROW_HIDDEN:
                    rows.add(row)
            elif kind == _COLUMNS:
                first, last, _, _, flags = struct.unpack_from("<4IH", body)
                if flags & _COLUMNS_HIDDEN:
                    columns.update(range(first, min(last + 1, WIDEST)))
            elif kind == _MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", body)
                if top <= bottom and left <= right:
                    ranges.append((top, left, bottom, right))
            elif _SMALL <= kind <= max(_RESULTS):
                column, style = struct.unpack_from("<II", body)
                found[row, column] = self._cell(kind, body, row, column, style & 0xFFFFFF)
            if max(len(found), len(ranges)) > MAX_CELLS:
                raise Refused("too_large", TOO_LARGE)
        hide(found, rows, columns)
        return merged(index, found, ranges, name)

    def _cell(self, kind: int, body: bytes, row: int, column: int, style: int) -> Cell:
        shape = _RESULTS.get(kind, kind)
        if shape == _TEXT:
            text = _string(body, 8)[0]
            if kind != _TEXT and not text:
                return Cell(row, column, "=", doubt=NOT_CALCULATED)
            return Cell(row, column, text)
        if shape == _SHARED:
            number = struct.unpack_from("<I", body, 8)[0]
            return Cell(row, column, self.strings[number] if number < len(self.strings) else "")
        if shape == _BOOLEAN:
            return Cell(row, column, "是" if _byte(body, 8) else "否")
        if shape == _ERROR:
            return Cell(row, column, _ERRORS.get(_byte(body, 8), "#ERR"), doubt="公式出错")
        value = _small(body) if shape == _SMALL else struct.unpack_from("<d", body, 8)[0]
        form = self.formats[style] if style < len(self.formats) else LOST if style else PLAIN
        return number_cell(repr(value), form, self.epoch, row, column)


def _byte(body: bytes, at: int) -> int:
    """A byte of a record; struct.error where the record ends before."""
    value: int = struct.unpack_from("<B", body, at)[0]
    return value


def _small(body: bytes) -> float:
    """A number of 30 bits: a whole one or the front of a fraction, perhaps in hundredths."""
    bits: int = struct.unpack_from("<i", body, 8)[0]
    front = struct.pack("<Ii", 0, bits & ~3)
    value: float = bits >> 2 if bits & 2 else struct.unpack("<d", front)[0]
    return value / 100 if bits & 1 else value


def _string(body: bytes, at: int) -> tuple[str, int]:
    """A string with its length before it, and where it ends."""
    length: int = struct.unpack_from("<I", body, at)[0]
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
        if at >= len(stream):
            raise Refused("damaged", DAMAGED)
        byte = stream[at]
        at += 1
        value |= (byte & 0x7F) << 7 * n
        if not byte & 0x80:
            break
    return value, at

"""Excel 2007 and later, read from its XML: numbers with their formats, merged ranges, formulas.

The XML is read directly because number formats decide what a figure means (0.9012 shown as
90.12%, a serial shown as a day) and because a formula without a calculated result must not be
mistaken for an empty cell. Hidden sheets are left out, as hidden text of Word is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid
from core.intake.package import TOO_LARGE, Package, whole
from core.intake.readers.raised import RAISED
from core.intake.readers.workbook import (
    BUILT_IN,
    EPOCH,
    EPOCH_1904,
    HIDDEN,
    LOST,
    MAX_CELLS,
    NOT_CALCULATED,
    PLAIN,
    WIDEST,
    NumberFormat,
    Range,
    margin_lines,
    merged,
    number_cell,
    number_format,
    within,
)  # fmt: skip

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LOST = "？"
"""What stands where a cell names a text that the file does not hold."""
_C_VALUE, _C_FORMULA, _C_INLINE = (_S + name for name in ("v", "f", "is"))
_TEXTS = frozenset({"str", "inlineStr"})
_TRUE = frozenset({"1", "true"})
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def read_xlsx(data: bytes) -> Document:
    """The visible sheets as grids; raises `Refused` for what cannot be opened."""
    package = Package(data)
    main = package.main()
    book = package.xml(main)
    related = package.related(main)
    parts = {kind: path for kind, path in related.values() if path in package}
    shared = _strings(package.xml(parts["sharedStrings"])) if "sharedStrings" in parts else []
    formats = _formats(package.xml(parts["styles"])) if "styles" in parts else []
    options = book.find(_S + "workbookPr")
    from_1904 = options is not None and options.get("date1904") in {"1", "true"}
    sheet = _Sheets(shared, formats, EPOCH_1904 if from_1904 else EPOCH)
    grids: list[Grid] = []
    margins: dict[str, None] = {}
    for item in book.iter(_S + "sheet"):
        kind, path = related.get(item.get(_REL, ""), ("", ""))
        if kind != "worksheet" or item.get("state", "visible") != "visible":
            continue
        root = package.xml(path)
        grid = sheet.grid(len(grids), root, item.get("name"))
        if grid.cells:
            grids.append(grid)
            within(grids)
            margins.update(dict.fromkeys(_margins(root)))
    return Document("xlsx", tuple(grids), tuple(margins))


def _margins(root: etree._Element) -> list[str]:
    """What is printed at the head and foot of a sheet's pages, without the codes of its look."""
    held = root.find(_S + "headerFooter")
    parts = held if held is not None else ()
    return [line for part in parts for line in margin_lines(part.text or "")]


def _strings(root: etree._Element) -> list[str]:
    return [_rich(item) for item in root.iter(_S + "si")]


def _rich(item: etree._Element) -> str:
    """A string, runs joined, phonetic guides left out."""
    parts = []
    for child in item:
        if child.tag == _S + "t":
            parts.append(child.text or "")
        elif child.tag == _S + "r":
            text = child.findtext(_S + "t") or ""
            place = child.find(f"{_S}rPr/{_S}vertAlign")
            raised = place is not None and place.get("val") == "superscript"
            parts.append(text.translate(RAISED) if raised else text)
    text = "".join(parts)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _formats(root: etree._Element) -> list[NumberFormat]:
    codes = dict(BUILT_IN)
    for item in root.iter(_S + "numFmt"):
        codes[whole(item.get("numFmtId"), 0)] = item.get("formatCode", "")
    cells = root.find(_S + "cellXfs")
    if cells is None:
        return []
    return [number_format(codes.get(whole(item.get("numFmtId"), 0), "")) for item in cells]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """What the sheets of a workbook share."""

    strings: list[str]
    formats: list[NumberFormat]
    epoch: dt.datetime

    def grid(self, index: int, root: etree._Element, name: str | None) -> Grid:
        data = root.find(_S + "sheetData")
        found: dict[tuple[int, int], Cell] = {}
        columns = _hidden_columns(root)
        row = -1
        for line in data if data is not None else ():
            named = line.get("r") or _row_named(line)
            row = whole(named, row + 2) - 1
            column = -1
            hidden = line.get("hidden") in _TRUE
            for item in line:
                place = _column(item.get("r", ""))
                column = column + 1 if place is None else place
                # Most cells of a form are borders around nothing.
                cell = self._cell(item, row, column) if len(item) else None
                if cell is not None:
                    if hidden or column in columns:
                        cell = cell._replace(note=HIDDEN)
                    found[row, column] = cell
            if len(found) > MAX_CELLS:
                raise Refused("too_large", TOO_LARGE)
        return merged(index, found, _ranges(root), name)

    def _cell(self, item: etree._Element, row: int, column: int) -> Cell | None:
        kind = item.get("t", "n")
        value, inline, formula = "", "", None
        for part in item:
            tag = part.tag
            if tag == _C_VALUE:
                value = part.text or ""
            elif tag == _C_INLINE:
                inline = _rich(part)
            elif tag == _C_FORMULA:
                formula = part.text or ""
        if kind == "n" and value:
            return self._number(value, item.get("s", ""), row, column)
        if kind == "s":
            return self._shared(value, row, column)
        if kind in _TEXTS:
            # With the type "str" a result was calculated, though it may be the empty text.
            value = value if kind == "str" else inline
            return Cell(row, column, value) if value else None
        return _special(kind, value, formula, row, column)

    def _shared(self, value: str, row: int, column: int) -> Cell | None:
        index = whole(value, len(self.strings))
        if index >= len(self.strings):
            return Cell(row, column, _LOST, doubt="这一格的文字已随文件损坏丢失")
        text = self.strings[index]
        return Cell(row, column, text) if text else None

    def _number(self, value: str, style: str, row: int, column: int) -> Cell:
        index = whole(style, 0)
        form = self.formats[index] if index < len(self.formats) else LOST if index else PLAIN
        return number_cell(value, form, self.epoch, row, column)


def _special(kind: str, value: str, formula: str | None, row: int, column: int) -> Cell | None:
    """A cell that is neither a number nor a text: a formula without result, an error, 是 or 否."""
    if not value and formula is not None:
        return Cell(row, column, f"={formula}", doubt=NOT_CALCULATED)
    if kind == "e":
        return Cell(row, column, value, doubt="公式出错")
    if kind == "b":
        value = "是" if value == "1" else "否"
    return Cell(row, column, value) if value else None


def _row_named(line: etree._Element) -> str | None:
    """The row that its first cell names; some programs leave the row itself without a number."""
    return line[0].get("r", "").lstrip(_CAPITALS) if len(line) else None


@lru_cache(maxsize=8192)
def _column(reference: str) -> int | None:
    """The column that a cell's reference names; None when it names none."""
    place = _PLACE.fullmatch(reference)
    return _letters(place[1]) if place else None


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    return frozenset(
        column
        for item in root.iterfind(f"{_S}cols/{_S}col")
        if item.get("hidden") in _TRUE
        for column in range(whole(item.get("min"), 1) - 1, min(whole(item.get("max"), 1), WIDEST))
    )


def _letters(name: str) -> int:
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _ranges(root: etree._Element) -> list[Range]:
    places = (_range(item.get("ref", "")) for item in root.iter(_S + "mergeCell"))
    return [place for place in places if place is not None]


@lru_cache(maxsize=8192)
def _range(reference: str) -> Range | None:
    match = _RANGE.fullmatch(reference)
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    return int(top) - 1, _letters(left), int(bottom) - 1, _letters(right)

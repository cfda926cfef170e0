"""Excel 2007 and later, read from its XML: numbers with their formats, merged ranges, formulas.

The XML is read directly because number formats decide what a figure means (0.9012 shown as
90.12%, a serial shown as a day) and because a formula without a calculated result must not be
mistaken for an empty cell. Hidden sheets are left out, as hidden text of Word is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation

from lxml import etree

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid
from core.intake.package import TOO_LARGE, Package
from core.number import plain

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAX_CELLS = 300_000
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_EXACT = Context(prec=15)
"""A workbook keeps 15 digits; the ones behind are noise of its binary numbers."""
_BUILT_IN = {9: "0%", 10: "0.00%"} | dict.fromkeys(
    [*range(14, 18), 22, *range(27, 37), *range(50, 59)], "yyyy-m-d"
)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_DIGITS = re.compile(r"[0#?][0#?,.]*")
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 serial days have no zone
_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
NOT_CALCULATED = "公式没有计算结果，请在表格软件中打开并保存后再导入"


@dataclass(frozen=True, slots=True)
class _Format:
    """How a number is shown: as percentage or day, with wording before and behind."""

    percent: bool = False
    day: str = ""
    before: str = ""
    behind: str = ""


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
    sheet = _Sheets(shared, formats, _EPOCH_1904 if from_1904 else _EPOCH)
    grids: list[Grid] = []
    for item in book.iter(_S + "sheet"):
        kind, path = related.get(item.get(_REL, ""), ("", ""))
        if kind != "worksheet" or item.get("state", "visible") != "visible":
            continue
        grid = sheet.grid(len(grids), package.xml(path), item.get("name"))
        if grid.cells:
            grids.append(grid)
    return Document("xlsx", tuple(grids))


def _strings(root: etree._Element) -> list[str]:
    return [_rich(item) for item in root.iter(_S + "si")]


def _rich(item: etree._Element) -> str:
    """A string, runs joined, phonetic guides left out."""
    parts = []
    for child in item:
        if child.tag == _S + "t":
            parts.append(child.text or "")
        elif child.tag == _S + "r":
            parts.append(child.findtext(_S + "t") or "")
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), "".join(parts))


def _formats(root: etree._Element) -> list[_Format]:
    codes = dict(_BUILT_IN)
    for item in root.iter(_S + "numFmt"):
        codes[int(item.get("numFmtId", "0"))] = item.get("formatCode", "")
    cells = root.find(_S + "cellXfs")
    if cells is None:
        return []
    return [_format(codes.get(int(item.get("numFmtId", "0")), "")) for item in cells]


def _format(code: str) -> _Format:
    first = code.split(";", maxsplit=1)[0]
    bare = _LITERAL.sub("", first)
    if "%" in bare:
        return _Format(percent=True)
    lower = bare.lower()
    if "y" in lower or ("d" in lower and "m" in lower):
        return _Format(day="%Y-%m-%d" if "d" in lower else "%Y年%m月" if "m" in lower else "%Y年")
    digits = _DIGITS.search(first)
    if digits is None or lower == "general":
        return _Format()
    return _Format(before=_wording(first[: digits.start()]), behind=_wording(first[digits.end() :]))


def _wording(code: str) -> str:
    return "".join(found[1] or found[2] or "" for found in _LITERAL.finditer(code)).strip()


@dataclass(frozen=True, slots=True)
class _Sheets:
    """What the sheets of a workbook share."""

    strings: list[str]
    formats: list[_Format]
    epoch: dt.datetime

    def grid(self, index: int, root: etree._Element, name: str | None) -> Grid:
        data = root.find(_S + "sheetData")
        found: dict[tuple[int, int], Cell] = {}
        row = -1
        for line in data if data is not None else ():
            row = int(line.get("r", row + 2)) - 1
            column = -1
            for item in line:
                place = _PLACE.fullmatch(item.get("r", ""))
                column = _letters(place[1]) if place else column + 1
                cell = self._cell(item, row, column)
                if cell is not None:
                    found[row, column] = cell
            if len(found) > _MAX_CELLS:
                raise Refused("too_large", TOO_LARGE)
        return _merged(index, found, _ranges(root), name)

    def _cell(self, item: etree._Element, row: int, column: int) -> Cell | None:
        kind = item.get("t", "n")
        value = item.findtext(_S + "v") or ""
        if kind == "inlineStr":
            inline = item.find(_S + "is")
            value = _rich(inline) if inline is not None else ""
        elif kind == "s":
            value = self.strings[int(value)] if value.isdigit() else ""
        elif not value and item.find(_S + "f") is not None:
            formula = item.findtext(_S + "f") or ""
            return Cell(row, column, f"={formula}", doubt=NOT_CALCULATED)
        elif kind == "e":
            return Cell(row, column, value, doubt="公式出错")
        elif kind == "b":
            value = "是" if value == "1" else "否"
        elif kind == "n" and value:
            return self._number(value, item.get("s", ""), row, column)
        return Cell(row, column, value) if value else None

    def _number(self, value: str, style: str, row: int, column: int) -> Cell:
        form = (
            self.formats[int(style)] if style.isdigit() and int(style) < len(self.formats) else None
        )
        try:
            number = _EXACT.create_decimal(value)
        except InvalidOperation:
            return Cell(row, column, value)
        if form is None or not number.is_finite():
            return Cell(row, column, _digits(number), number=True)
        if form.day and 1 <= number < 2_958_466:
            # Whole days only: the hour of a day is never meant.
            day = self.epoch + dt.timedelta(days=int(number))
            return Cell(row, column, day.strftime(form.day))
        if form.percent:
            return Cell(row, column, f"{_digits(number * 100)}%", percent=True, number=True)
        text = f"{form.before}{_digits(number)}{form.behind}"
        return Cell(row, column, text, number=True)


def _digits(number: Decimal) -> str:
    text = plain(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _letters(name: str) -> int:
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _ranges(root: etree._Element) -> list[tuple[int, int, int, int]]:
    found = []
    for item in root.iter(_S + "mergeCell"):
        match = _RANGE.fullmatch(item.get("ref", ""))
        if match:
            left, top, right, bottom = match.groups()
            found.append((int(top) - 1, _letters(left), int(bottom) - 1, _letters(right)))
    return found


def _merged(
    index: int,
    found: dict[tuple[int, int], Cell],
    ranges: list[tuple[int, int, int, int]],
    name: str | None,
) -> Grid:
    """The grid with merged ranges, which are clipped to the part of the sheet that is used."""
    used = [cell for cell in found.values() if cell.text.strip()]
    height = max((cell.row for cell in used), default=-1) + 1
    width = max((cell.column for cell in used), default=-1) + 1
    for top, left, bottom, right in ranges:
        if top >= height or left >= width:
            continue
        if bottom - top < 500 and right - left < 100:
            height, width = max(height, bottom + 1), max(width, right + 1)
    for top, left, bottom, right in ranges:
        if top >= height or left >= width:
            continue
        anchor = found.get((top, left)) or Cell(top, left, "")
        last, end = min(bottom, height - 1), min(right, width - 1)
        found[top, left] = Cell(
            top, left, anchor.text, last - top + 1, end - left + 1,
            anchor.percent, anchor.number, anchor.doubt,
        )  # fmt: skip
        if last > top or end > left:
            inside = [
                place
                for place in found
                if top <= place[0] <= last and left <= place[1] <= end and place != (top, left)
            ]
            for place in inside:
                del found[place]
    cells = tuple(cell for place, cell in sorted(found.items()) if place[0] < height)
    return Grid(index, cells if used else (), height if used else 0, width if used else 0, name)

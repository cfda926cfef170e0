"""What the readers of workbooks share: what a number means by its format, and merged ranges."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Context, InvalidOperation
from itertools import product

from core.errors import Refused
from core.intake.grid import Cell, Grid
from core.intake.package import TOO_LARGE
from core.number import short

Range = tuple[int, int, int, int]
"""A merged range: its first row and column, its last row and column."""
_EXACT = Context(prec=15)
"""A workbook keeps 15 digits; the ones behind are noise of its binary numbers."""
BUILT_IN = {9: "0%", 10: "0.00%"} | dict.fromkeys(
    [*range(14, 18), 22, *range(27, 37), *range(50, 59)], "yyyy-m-d"
)
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|\[[^\]]*\]|[_*].')
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[A-Za-z&])')
_DIGITS = re.compile(r"[0#?](?:[0#?,.]|[\\!]\.(?=[0#?]))*")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_POINT = re.compile(r"[\\!]\.(.*)")
"""A point that is only shown, before the last digits: 0!.0000 shows 元 as 万元."""
_FROM = re.compile(r"\[>=?(\d+)\]")
"""From which number on the first part of a format counts."""
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 serial days have no zone
EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_466
MAX_CELLS = 100_000
"""Cells that are read, of a sheet and of a workbook; the largest real forms have two thousand."""
MAX_SHEETS = 200
WIDEST = 1000
"""Columns up to which a hidden one is looked for; often all behind the used ones are hidden."""
_MAX_HEIGHT = 100_000
MAX_WIDTH = 20_000
"""More columns than a sheet of any program has; only a damaged file names one behind them."""
_TALL, _WIDE = 500, 100
"""A merged range over whole columns or rows does not make the sheet that large."""
NOT_CALCULATED = "公式没有计算结果，请在表格软件中打开并保存后再导入"
_UNDER = "合并单元格下面还压着表格软件不显示的内容"
_UNDER_BLANK = "合并单元格显示为空白，这是压在下面、表格软件不显示的内容"
_LONGEST, _LONG_NOTE, _MORE = 40, 100, "等"
HIDDEN = "所在的行或列在表格软件中是隐藏的，请核对"
"""What stands in hidden rows and columns is read, as it may be meant, but never as certain."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown: as percentage or day, with wording before and behind.

    Numbers from `least` on are shown `shift` places smaller than they are: 元 as 万元. `lost` says
    that the file does not hold the format that a cell names.
    """

    percent: bool = False
    day: str = ""
    before: str = ""
    behind: str = ""
    lost: bool = False
    shift: int = 0
    least: int = 0


PLAIN, LOST = NumberFormat(), NumberFormat(lost=True)
_NO_FORMAT = "单元格格式已丢失，百分数和日期可能读错"


def number_format(code: str) -> NumberFormat:
    """What a format code such as `0.00%` or `yyyy"年"m"月"` means."""
    first = code.split(";", maxsplit=1)[0]
    bare = _LITERAL.sub("", first)
    least = _FROM.search(first)
    first = _BRACKETS.sub("", first)
    digits = _DIGITS.search(first)
    before = _wording(first[: digits.start()]) if digits is not None else ""
    behind = _wording(first[digits.end() :]) if digits is not None else ""
    if "%" in bare:
        return NumberFormat(percent=True, before=before, behind=behind)
    lower = bare.lower()
    if "y" in lower or ("d" in lower and "m" in lower):
        return NumberFormat(
            day="%Y-%m-%d" if "d" in lower else "%Y年%m月" if "m" in lower else "%Y年"
        )
    if digits is None or lower == "general":
        return NumberFormat()
    shift = _shift(digits[0])
    return NumberFormat(
        before=before, behind=behind, shift=shift, least=int(least[1]) if least is not None else 0
    )


def _shift(digits: str) -> int:
    """By how many places the digits of a format make a number smaller: 0!.0, by four."""
    thousands = len(digits) - len(digits.rstrip(","))
    point = _POINT.search(digits)
    return 3 * thousands + (len(re.sub("[^0#?]", "", point[1])) if point is not None else 0)


def _wording(code: str) -> str:
    return "".join(found[1] or found[2] or "" for found in _LITERAL.finditer(code)).strip()


def number_cell(value: str, form: NumberFormat, epoch: dt.datetime, row: int, column: int) -> Cell:
    """The cell that shows a stored number by its format."""
    try:
        number = _EXACT.create_decimal(value)
    except InvalidOperation:
        return Cell(row, column, value)
    if not number.is_finite():
        return Cell(row, column, value)
    if form.day and 1 <= number < _LAST_DAY:
        # Whole days only: the hour of a day is never meant.
        day = epoch + dt.timedelta(days=int(number))
        return Cell(row, column, day.strftime(form.day))
    if form.percent:
        text = f"{form.before}{short(number * 100)}%{form.behind}"
        return Cell(row, column, text, percent=True, number=True)
    if form.shift and abs(number) >= form.least:
        text = f"{form.before}{short(number.scaleb(-form.shift))}{form.behind}"
        return Cell(row, column, text, number=True, note=smaller(short(number), text))
    behind = "" if form.shift else form.behind
    text = f"{form.before}{short(number)}{behind}"
    return Cell(row, column, text, number=True, note=_NO_FORMAT if form.lost else None)


def smaller(stored: str, shown: str) -> str:
    """What is told of a number that its format shows by thousands or tens of thousands."""
    return f"单元格格式把{stored}显示为{shown}，按显示的读取"


def hide(
    found: dict[tuple[int, int], Cell], rows: Collection[int], columns: Collection[int]
) -> None:
    """Mark the cells of hidden rows and columns."""
    for row, column in list(found) if rows or columns else ():
        if row in rows or column in columns:
            found[row, column] = found[row, column]._replace(note=HIDDEN)


def margin_lines(text: str) -> list[str]:
    """The lines of what is printed at the head or foot of a page, without the codes of its look."""
    return [line.strip() for line in _CODE.sub("\n", text).split("\n") if line.strip()]


def within(grids: list[Grid]) -> None:
    """Refuse a workbook that names more sheets or cells than any real one has."""
    if len(grids) > MAX_SHEETS or sum(len(grid.cells) for grid in grids) > MAX_CELLS:
        raise Refused("too_large", TOO_LARGE)


def covering(anchor: Cell, hidden: str) -> Cell:
    """The first cell of a merged range, told what another cell of it holds and no program shows.

    Often every cell of a range is filled with the same text: that says nothing.
    """
    text = hidden.strip()
    if not text or text == anchor.text.strip():
        return anchor
    if not anchor.text.strip():
        return anchor._replace(text=text, doubt=_UNDER_BLANK)
    if anchor.doubt == _UNDER_BLANK:
        return anchor._replace(text="\n".join(dict.fromkeys((*anchor.text.split("\n"), text))))
    said, note = f"「{text[:_LONGEST]}」", anchor.note or ""
    if _UNDER not in note:
        return anchor._replace(note=f"{note}；{_UNDER}{said}".removeprefix("；"))
    if said in note or note.endswith(_MORE):
        return anchor
    return anchor._replace(note=note + (said if len(note) < _LONG_NOTE else _MORE))


def merged(
    index: int, found: dict[tuple[int, int], Cell], ranges: list[Range], name: str | None
) -> Grid:
    """The grid with merged ranges, which are clipped to the part of the sheet that is used.

    `found` are the cells by row and column; it is changed.
    """
    used = [place for place, cell in found.items() if cell.text.strip()]
    height = max((row for row, _ in used), default=-1) + 1
    width = max((column for _, column in used), default=-1) + 1
    if height > _MAX_HEIGHT or width > MAX_WIDTH:
        raise Refused("too_large", TOO_LARGE)
    for top, left, bottom, right in ranges:
        if top < height and left < width and bottom - top < _TALL and right - left < _WIDE:
            height, width = max(height, bottom + 1), max(width, right + 1)
    under: dict[tuple[int, int], tuple[int, int]] = {}
    """The places that a range covers, each with the range's first."""
    area = 0
    for top, left, bottom, right in ranges:
        if top >= height or left >= width or (top, left) in under:
            continue
        anchor = found.get((top, left)) or Cell(top, left, "")
        rows, columns = min(bottom, height - 1) - top + 1, min(right, width - 1) - left + 1
        found[top, left] = Cell(top, left, anchor.text, rows, columns, *anchor[5:])
        area += rows * columns
        if area > MAX_CELLS:
            raise Refused("too_large", TOO_LARGE)
        inside = product(range(top, top + rows), range(left, left + columns))
        under.update(dict.fromkeys(inside, (top, left)))
        under.pop((top, left), None)
    for place in sorted(under.keys() & found.keys()):
        first = under[place]
        while first in under:
            first = under[first]
        found[first] = covering(found[first], found.pop(place).text)
    cells = tuple(found[place] for place in sorted(found) if place[0] < height)
    return Grid(index, cells if used else (), height if used else 0, width if used else 0, name)

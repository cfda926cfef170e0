"""The county's list of units, from a workbook, a table in a document, or pasted text.

The columns may stand in any order under any of their usual names; without a line of heads the
first column that holds no numbers is the unit's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.errors import Refused, UserError, reason
from core.forms import FORMS
from core.intake.apart import apart
from core.intake.grid import Grid
from core.intake.package import MAX_FILE, TOO_LARGE
from core.intake.readers import READERS, detect
from core.text import clean, squash
from core.unit import Unit, joined

_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位名称", "预算单位名称", "预算单位", "部门名称", "部门单位", "预算部门",
             "填报单位", "报送单位", "单位全称", "单位", "部门", "名称"),
    "code": ("单位代码", "单位编码", "预算单位编码", "部门编码", "预算代码", "代码", "编码"),
    "contact": ("联系人", "经办人", "财务联系人", "联系人姓名", "填报人", "联络员"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"),
    "authority": ("主管部门", "主管单位", "归口部门", "上级部门", "主管预算部门", "归口股室"),
    "kind": ("单位性质", "性质", "单位类型", "单位类别", "类别", "类型"),
    "aliases": ("别名", "简称", "单位简称", "曾用名", "其他名称", "又名"),
    "exempt": ("免报", "免报附件", "免报情况", "不需报送", "不用报送", "无需报送"),
    "needed": ("是否报送", "是否需要报送", "是否应报", "是否填报", "是否应报送", "需要报送"),
}  # fmt: skip
_BRACKETS = re.compile(r"[（(].*?[）)]|[*:：]")
_NUMBERS = re.compile(r"[\d\s.\-—/]*")
_SEPARATORS = re.compile(r"[、,，;；/\n]+")
_NO = re.compile(r"^(?:否|不|免|无|0|×|x|N|no)", re.IGNORECASE)
_NONE = re.compile(r"^(?:否|无|不免|0|N|no)$", re.IGNORECASE)
_ANNEX = re.compile(r"[1-5]")
_SUMS = ("合计", "总计", "小计", "共计", "备注", "注：", "说明", "填表说明")
_TITLE_ROWS = 12
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of a list in its order, and Chinese sentences on lines that were not taken."""

    units: tuple[Unit, ...]
    doubts: tuple[str, ...] = ()


def read_unit_file(path: Path) -> UnitList:
    """The list in a file, read in a confined child; UserError when it cannot be read or is none."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise UserError(f"{path.name}：{TOO_LARGE}")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name}打不开（{reason(error)}）。") from error
    kind = detect(data)
    if kind not in READERS:
        raise UserError(f"{path.name}不是能读的表格，请用 .xlsx 或 .xls 文件。")
    try:
        found = list(apart(partial(_lists, data, kind)))
    except Refused as refused:
        raise UserError(f"{path.name}：{refused}") from refused
    best = max(found, key=lambda listed: len(listed.units), default=UnitList(()))
    if not best.units:
        raise UserError(f"{path.name}里没有找到单位名称一列。")
    return best


def _lists(data: bytes, kind: str) -> Iterator[UnitList]:
    """What each table of a file says as a list of units."""
    tables = (block for block in READERS[kind](data).blocks if isinstance(block, Grid))
    yield from (units_of(_lines(table)) for table in tables)


def read_unit_text(text: str) -> UnitList:
    """The list in pasted text: cells apart by tabs, or a name in each line."""
    return units_of([line.split("\t") for line in text.splitlines()])


def units_of(lines: Lines) -> UnitList:
    """The units of a table. A unit that comes twice counts once, with all that is said of it."""
    rows = [[clean(cell) for cell in line] for line in lines]
    start, columns = _columns(rows)
    units: dict[str, Unit] = {}
    doubts: list[str] = []
    for number, row in enumerate(rows[start:], start + 1):
        said = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        name = "".join(said.pop("name", "").split())
        if not name or name.startswith(_SUMS):
            if any(said.values()) and not name:
                doubts.append(f"第{number}行没有单位名称。")
            continue
        if _NUMBERS.fullmatch(name):
            doubts.append(f"第{number}行的「{name}」不像单位名称。")
            continue
        if name in units:
            doubts.append(f"「{name}」出现了不止一次。")
        unit = _unit(name, said)
        units[name] = joined(units[name], unit) if name in units else unit
    return UnitList(tuple(units.values()), tuple(dict.fromkeys(doubts)))


def _unit(name: str, said: Mapping[str, str]) -> Unit:
    excused = _NO.match(said.get("needed", ""))
    return Unit(
        name=name,
        code=_code(said.get("code", "")),
        contact=said.get("contact", ""),
        phone=said.get("phone", ""),
        authority=said.get("authority", ""),
        kind=said.get("kind", ""),
        aliases=names_of(said.get("aliases", "")),
        exempt=tuple(FORMS) if excused else exempt_of(said.get("exempt", "")),
    )


def names_of(text: str) -> tuple[str, ...]:
    """Names apart by commas: 水电局、水务局."""
    return tuple(filter(None, map(clean, _SEPARATORS.split(text))))


def _code(text: str) -> str:
    """The code as written, without the decimals of a workbook's number."""
    return re.sub(r"\.0+$", "", text)


def exempt_of(text: str) -> tuple[str, ...]:
    """The forms that need not come: 「附件3、5」 names them, any other reason is for all."""
    if not text or _NONE.match(text):
        return ()
    return tuple(f"f{number}" for number in sorted(set(_ANNEX.findall(text)))) or tuple(FORMS)


def exempt_words(exempt: Sequence[str]) -> str:
    """The same in words, as `exempt_of` reads them: 附件3、5, or 全部."""
    if set(exempt) >= set(FORMS):
        return "全部"
    return "附件" + "、".join(code[1:] for code in exempt) if exempt else ""


def _columns(rows: Lines) -> tuple[int, Mapping[str, int]]:
    """The first line below the heads, and the column of each field."""
    for number, row in enumerate(rows[:_TITLE_ROWS]):
        columns: dict[str, int] = {}
        for field, heads in _HEADS.items():
            places = [place for place, cell in enumerate(row) if _head(cell) in heads]
            ranked = sorted(places, key=lambda place: heads.index(_head(row[place])))
            if ranked and ranked[0] not in columns.values():
                columns[field] = ranked[0]
        if "name" in columns:
            return number + 1, columns
    width = max(map(len, rows), default=0)
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        if cells and not all(map(_NUMBERS.fullmatch, cells)):
            return 0, {"name": place}
    return 0, {}


def _head(cell: str) -> str:
    return _BRACKETS.sub("", squash(cell))


def _lines(grid: Grid) -> Lines:
    """The rows of a grid as texts; a merged cell stands in each row and column that it covers."""
    return [
        [cell.text if (cell := grid.at(row, place)) else "" for place in range(grid.width)]
        for row in range(grid.height)
    ]

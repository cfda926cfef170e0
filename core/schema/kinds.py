"""Kinds of values: how each is read from text, shown, and stored.

Records hold typed values; between the window and the core travels text, and the kind
translates. Text that cannot be understood is a return value, never an exception.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from core.number import is_blank, places_of, plain, read_number, round_to, short, stored
from core.text import BLANK, clean, nfkc, plain_date


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text means: a value, how it was repaired (`doubt`), or why it is unread (`why`)."""

    value: Any = None
    doubt: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value. `dump`/`load` translate to and from what SQLite and JSON can hold."""

    name: str
    sql: str
    parse: Callable[[str], Parsed]
    show: Callable[[Any], str]
    dump: Callable[[Any], str | int | None]
    load: Callable[[Any], Any]

    @property
    def numeric(self) -> bool:
        return self.name in {"amount", "area", "count", "points", "percent"}


_MONEY = re.compile(
    r"\s*([¥￥]|人民币)?(.*?)(亿\s*元|亿|万\s*元|万|千\s*元|百\s*元|元)?\s*", re.DOTALL
)
"""An amount with the sign before it and its unit behind."""
_SCALE = {"亿": 4, "千": -1, "百": -2, "元": -4}
"""By the first sign of a unit, the power of ten that makes it 万元."""
_IN_BRACKETS = re.compile(r"\s*[(（](\s*[0-9０-９][^()（）]*)[)）]\s*")
"""How accounts write what is below zero."""
_DATE = re.compile(r"(\d{4})[年./、,\-—\u2013](\d{1,2})[月./、,\-—\u2013](\d{1,2})[日号]?前?")
_HOUR = re.compile(r"(?<=\d)(?:\s+|T)\d{1,2}:\d{2}(?::\d{2})?\s*$")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WIDE = str.maketrans("%", "％")
_SQUARE = re.compile(r"\s*(?:平方米|m[2²]?|㎡)\s*$")
_NOTE = re.compile(
    r"(?<=[\d%％分人元万米㎡])\s*"
    r"(?:[①-⓿❶-➓]|[\[【〔]注?[\d¹²³⁰-⁹]{1,2}[\]】〕]|[(（]?注[\d¹²³⁰-⁹]{0,2}[)）]?)\s*$"
)
"""A mark of a footnote behind a figure: 5.42①, 5.42[1], 5.42注1. A raised digit may be a power."""
_EMPTY_DATE = re.compile(r"[年月日./\-_]*")


def _text(text: str) -> Parsed:
    return Parsed(clean(text) or None)


def _number(text: str, suffix: str = "") -> Parsed:
    if is_blank(text):
        return Parsed()
    body = text.strip()
    for ending in (suffix, suffix.translate(_WIDE)):
        body = body.removesuffix(ending)
    read = read_number(body)
    if read is None:
        return Parsed(why="不是数字")
    return Parsed(read.value, doubt=f"已规范{read.repair}" if read.repair else None)


def _amount(text: str) -> Parsed:
    bracketed = _IN_BRACKETS.fullmatch(text)
    if bracketed is None:
        return _money(text)
    parsed = _money(bracketed[1])
    if not isinstance(parsed.value, Decimal):
        return parsed
    return Parsed(-parsed.value, doubt=f"「{clean(text)}」带括号，按负数读取")


def _money(text: str) -> Parsed:
    match = _MONEY.fullmatch(text)
    if match is None:
        return _number(text)
    sign, body, unit = match.groups()
    parsed = _number(body)
    if not isinstance(parsed.value, Decimal):
        return parsed
    scale = _SCALE.get(unit[0]) if unit is not None else None
    if unit is not None and scale is not None:
        shown = BLANK.sub("", unit).removesuffix("元") + "元"
        return Parsed(_in_wan(parsed.value, scale), doubt=f"「{clean(text)}」按{shown}折算为万元")
    if sign is not None and unit is None:
        return Parsed(parsed.value, doubt=f"「{clean(text)}」没有写单位，按万元读取")
    return parsed


def _in_wan(value: Decimal, scale: int) -> Decimal:
    """In 万元; of the places that the division made, those beyond cents that say nothing go."""
    found = value.scaleb(scale)
    return round_to(found, max(2, places_of(Decimal(short(found)))))


def _area(text: str) -> Parsed:
    return _number(_SQUARE.sub("", text))


def _count(text: str) -> Parsed:
    return _number(text, "人")


def _points(text: str) -> Parsed:
    return _number(text, "分")


def _percent(text: str) -> Parsed:
    return _number(text, "%")


def _date(text: str) -> Parsed:
    folded = plain_date(BLANK.sub("", _HOUR.sub("", nfkc(text))))
    if is_blank(text) or _EMPTY_DATE.fullmatch(folded):
        return Parsed()
    match = _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded)
    if match is None:
        return Parsed(why="不是完整的日期")
    try:
        return Parsed(dt.date(*map(int, match.groups())))
    except ValueError:
        return Parsed(why="没有这一天")


def _year(text: str) -> Parsed:
    if is_blank(text):
        return Parsed()
    match = re.fullmatch(r"((?:19|20)\d\d)(年度?)?", BLANK.sub("", nfkc(text)))
    return Parsed(int(match.group(1))) if match else Parsed(why="不是年份")


def _ordinal(text: str) -> Parsed:
    folded = BLANK.sub("", nfkc(text))
    if not folded:
        return Parsed()
    return Parsed(int(folded)) if re.fullmatch(r"\d{1,4}", folded) else Parsed(why="不是序号")


def _flag(text: str) -> Parsed:
    return Parsed(clean(text) in {"是", "true", "True", "1"})


def _show_text(value: Any) -> str:
    return "" if value is None else str(value)


def _show_number(value: Any) -> str:
    return "" if value is None else plain(value)


def _show_percent(value: Any) -> str:
    return "" if value is None else f"{plain(value)}%"


def _show_flag(value: Any) -> str:
    return "是" if value else ""


def _same(value: Any) -> Any:
    return value


def _dump_number(value: Any) -> str | None:
    return None if value is None else plain(value)


def _load_number(value: Any) -> Decimal | None:
    return None if value is None else stored(value)


def _dump_date(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _load_date(value: Any) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)


def before_note(text: str) -> int:
    """Where the mark of a footnote behind a figure begins; the end of the text without one."""
    note = None if text.isascii() and "[" not in text else _NOTE.search(text)
    return len(text) if note is None else note.start()


def _decimal(name: str, parse: Callable[[str], Parsed]) -> Kind:
    show = _show_percent if name == "percent" else _show_number

    def without_note(text: str) -> Parsed:
        end = before_note(text)
        if end == len(text):
            return parse(text)
        found = parse(text[:end])
        told = f"去掉了脚注标记「{text[end:].strip()}」"
        return replace(found, doubt="；".join(filter(None, (found.doubt, told))))

    return Kind(name, "TEXT", without_note, show, _dump_number, _load_number)


TEXT = Kind("text", "TEXT", _text, _show_text, _same, _same)
AMOUNT = _decimal("amount", _amount)
AREA = _decimal("area", _area)
COUNT = _decimal("count", _count)
POINTS = _decimal("points", _points)
PERCENT = _decimal("percent", _percent)
DATE = Kind("date", "TEXT", _date, _show_text, _dump_date, _load_date)
YEAR = Kind("year", "INTEGER", _year, _show_text, _same, _same)
ORDINAL = Kind("ordinal", "INTEGER", _ordinal, _show_text, _same, _same)
FLAG = Kind("flag", "INTEGER", _flag, _show_flag, int, bool)
CHOICE = Kind("choice", "TEXT", _text, _show_text, _same, _same)
KINDS = (TEXT, AMOUNT, AREA, COUNT, POINTS, PERCENT, DATE, YEAR, ORDINAL, FLAG, CHOICE)

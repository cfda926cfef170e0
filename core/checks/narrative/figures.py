"""Numbers in prose: value, unit, precision, and whether they are meant roughly."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.checks.narrative.folding import Folded
from core.number import places_of

MONEY, PERCENT, COUNT, YEAR = "¥", "%", "#", "@"
"""What stands for a figure in the skeleton of a sentence."""

_UNITS = (
    "万亿元|亿余元|亿多元|亿元|万余元|万多元|万元|千元|元|个百分点|百分点|%|‰|"
    "人次|场次|批次|起|宗|例|座|间|张|吨|人|名|个|件|项|次|家|期|条|篇|份|户|辆|台|套|本|册|处|所|组|批|场|类|"
    "分|倍|万|亿|亩|平方米|公里|年|月|日|天"
)
_DIGITS = "零一二三四五六七八九"
_ONE = f"[{_DIGITS[1:]}]"
_CENT_WORDS = (
    rf"(?:(?:{_ONE}|两)?百(?:零{_ONE}|{_ONE}十{_ONE}?)?|{_ONE}?十{_ONE}?|[{_DIGITS}〇两])"
    rf"(?:点[{_DIGITS}〇]+)?(?![{_DIGITS}〇两十百千万点])"
)
_FIGURE = re.compile(
    rf"百分之(?P<cent>{_CENT_WORDS}|\d+(?:\.\d+)?)"
    rf"|(?P<year>(?<!\d)(?:19|20)\d\d(?=年))(?:年度?(?![初末底]))?"
    rf"|(?P<number>(?<![\d,.])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?)"
    rf"(?P<more>余|多)?(?P<unit>{_UNITS})?"
)
_MARKER = re.compile(r"(?:(?<=^)|(?<=[。;\n])|(?<=[^\w%]))\d{1,2}\.(?=(?:19|20)\d\d年|[^\d\s])")
_ROUGH_BEFORE = re.compile(
    r"(?:(?<![节集预签合])约|近|逾|超|超过|将近|接近|不足|不到|至少|最多|不低于|不少于|不超过|[-~至]|上)$"
)
_ROUGH_AFTER = re.compile(r"(?:以上|左右|以下|以内|上下|余|多(?!\d)|[-~])")
_WAN = {"元": -4, "千元": -1, "万元": 0, "亿元": 4, "万亿元": 8}
_CENT = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit.

    `start` and `end` are its place in the submitted text, unit included. Money is in 万元
    whatever it was written in (`unit` 万元); `half` is half of the last digit that counts: 0.005
    for 万元, where trailing zeros are usually dropped, else half of the last printed digit.
    `rough`: 约, 余, 以上, a range.
    """

    mark: str
    value: Decimal
    unit: str
    half: Decimal
    rough: bool
    start: int
    end: int
    written: str


def find_figures(folded: Folded) -> Iterator[tuple[int, int, Figure]]:
    """All figures of a folded text with their start and end in it."""
    markers = {match.start(): match.end() for match in _MARKER.finditer(folded.text)}
    text = folded.text
    at = 0
    while match := _FIGURE.search(text, at):
        start, end = match.span()
        if start in markers:
            at = markers[start]
            continue
        at = end
        yield start, end, _figure(folded, match, text)


def _figure(folded: Folded, match: re.Match[str], text: str) -> Figure:
    start, end = folded.place(*match.span())
    if match["year"]:
        value = Decimal(match["year"])
        return Figure(YEAR, value, "年", Decimal(0), False, start, end, match["year"])
    if match["cent"]:
        value = _cent(match["cent"])
        last = Decimal(5).scaleb(-places_of(value) - 1)
        rough = bool(_ROUGH_BEFORE.search(text[max(0, match.start() - 3) : match.start()]))
        return Figure(PERCENT, value, "%", last, rough, start, end, str(value))
    raw = match["number"].replace(",", "")
    unit = match["unit"] or ""
    exact = unit.replace("余", "").replace("多", "")
    rough = bool(
        match["more"]
        or exact != unit
        or _ROUGH_BEFORE.search(text[max(0, match.start() - 3) : match.start()])
        or _ROUGH_AFTER.match(text, match.end())
    )
    mark, value, unit, half = _measure(raw, exact)
    return Figure(mark, value, unit, half, rough, start, end, raw)


def _cent(words: str) -> Decimal:
    """九十五点五 is 95.5."""
    if words[0].isdecimal():
        return Decimal(words)
    rest, _, part = words.replace("两", "二").replace("〇", "零").partition("点")
    value = 0
    for sign, worth in (("百", 100), ("十", 10)):
        many, found, rest = rest.rpartition(sign)
        value += worth * _DIGITS.index(many or "一") if found else 0
    value += _DIGITS.index(rest.strip("零") or "零")
    return Decimal(f"{value}.{''.join(str(_DIGITS.index(sign)) for sign in part)}".rstrip("."))


@functools.lru_cache(maxsize=8192)
def _measure(raw: str, unit: str) -> tuple[str, Decimal, str, Decimal]:
    """Mark, value, unit and half of the last digit of a number and its unit as written."""
    value = Decimal(raw)
    last = Decimal(5).scaleb(-places_of(value) - 1)
    if unit in _WAN:
        shift = _WAN[unit]
        return MONEY, value.scaleb(shift), "万元", _CENT if unit == "万元" else last.scaleb(shift)
    return PERCENT if unit == "%" else COUNT, value, unit, last

"""Reads 年度指标值 and 实际完成值: 「≥60次」, 「600次以上」, 「年底前」, 「是」, prose.

A cell is a number with its operator and unit, a range, a day to finish by, yes or no, or words.
The grammar, on text without blanks and in half-width forms:

    cell   := number | range | day | flag | words
    number := [lead] [op] amount [tail]          op    := ≥ ≤ > < = ≈ 不低于 不超过 控制在 约 …
    lead   := … [每季度]
    amount := ["百分之"] digits ["余"] [万|亿] [unit ["/" 月]] | fraction
    tail   := 以上 以下 以内 左右 …
    fraction := 三分之二 | op 2/3 | 2/3 tail     a bare 2/3 may be a day and is words
    range  := amount (- | ~ | 至) amount
    day    := [op] (Y年M月D日 | Y年M月底 | M月D日 | Y年底 | 年底 | 三季度 | 上半年 …) [前 | 完成 …]

Several numbers in one cell are words that contain numbers; none of them is ever chosen.
"""

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from core.number import read_number
from core.scoring.units import KNOWN
from core.text import squash

BLANK, NUMBER, RANGE, DAY, FLAG, WORDS = "blank", "number", "range", "day", "flag", "words"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written: face 1.5, scale 10000 and unit 元 for 「1.5万元」.

    A rate has the unit % (千分 converted). `change`: it tells of an increase or decrease.
    """

    face: Decimal
    scale: Decimal = Decimal(1)
    unit: str = ""
    change: bool = False

    @property
    def value(self) -> Decimal:
        return self.face * self.scale


@dataclass(frozen=True, slots=True)
class Day:
    """A day to the precision that was written: `first` to `last`."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says. `amounts`: every number in it, in order; one of a number, two of a range.

    `op` is one of ≥ ≤ > < = ≈ or empty; `lead` the words before the number. `per` is the span of
    time that a number counts for, 「每季度1次」 and 「1次/季度」, empty where none is written.
    """

    kind: str
    text: str
    op: str = ""
    amounts: tuple[Amount, ...] = ()
    day: Day | None = None
    flag: bool | None = None
    lead: str = ""
    per: str = ""

    @property
    def amount(self) -> Amount:
        """The one number of a number cell."""
        return self.amounts[0]


_OPS = {
    "≥": "≥", ">=": "≥", "=>": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "大于等于": "≥",
    "大于或等于": "≥", "至少": "≥", "最少": "≥", "达到": "≥", "达": "≥", ">": ">", "大于": ">",
    "高于": ">", "超过": ">", "多于": ">", "≤": "≤", "<=": "≤", "=<": "≤", "不超过": "≤",
    "不高于": "≤", "不大于": "≤", "不多于": "≤", "不超": "≤", "小于等于": "≤", "小于或等于": "≤",
    "控制在": "≤", "至多": "≤", "最多": "≤", "<": "<", "小于": "<", "低于": "<", "少于": "<",
    "=": "=", "等于": "=", "未超过": "≤", "没有超过": "≤", "没超过": "≤", "未超": "≤",
    "未达到": "<", "未达": "<", "没有达到": "<", "没达到": "<", "不足": "<", "不到": "<",
    "不满": "<", "约": "≈", "大约": "≈", "大概": "≈", "近": "≈", "将近": "≈", "接近": "≈",
}  # fmt: skip
_ABOUT = {"约": tuple("节集合预条签契违解制"), "近": tuple("附最邻就")}
"""Signs before which these are no 「about」: 节约5万元, 签约5家, 附近5个村."""
_TAILS = {
    "及以上": "≥", "以上": "≥", "或以上": "≥", "及以下": "≤", "以下": "≤", "以内": "≤",
    "之内": "≤", "内": "≤", "之下": "≤", "左右": "≈", "上下": "≈",
}  # fmt: skip
_SCALES = {"千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
_RATES = {
    "%": 0, "个百分点": 0, "百分点": 0, "百分比": 0, "‰": -1, "个千分点": -1, "千分点": -1,
}  # fmt: skip


def _any(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,8})?|[0-9]{1,15}(?:\.[0-9]{1,8})?"
_AMOUNT = (
    rf"(?P<cent>[百千]分之)?(?P<digits>-?(?:{_DIGITS}))[余多]?"
    rf"(?:(?P<scale>{_any(_SCALES)})(?!分点))?[余多]?"
)
_WORD = r"[^\d,;。!?:()≥≤<>=%‰~+*×±\-]"
_NUMBER = re.compile(
    rf"(?P<lead>{_WORD}{{0,14}}?)(?P<op>{_any(_OPS)})?{_AMOUNT}"
    rf"(?P<unit>{KNOWN}|)(?P<noun>{_WORD}{{0,8}}?)(?P<tail>{_any(_TAILS)})?"
    r"(?:\([^\d()]{1,12}\))?[。;.]?"
)
_FIND = re.compile(rf"(?<![\d.A-Za-z第\-]){_AMOUNT}(?![0-9])(?P<unit>{KNOWN})?")
_RANGE = re.compile(
    rf"({_DIGITS})(?P<unit1>[%‰]?|{KNOWN})(?:-|~|—+|至|到)({_DIGITS})(?P<unit2>{KNOWN}|)"
)
_SPAN_OF_TIME = "半年|年度?|季度?|月份?|周|天|日"
_PER = re.compile(rf"每个?({_SPAN_OF_TIME})$|/({_SPAN_OF_TIME})$")
_CHANGE = re.compile(r"增长|增加|提高|提升|上升|下降|降低|减少|压缩|节约|同比|环比|较上|比上")
_DOING = re.compile(r"并|实施|投入|开展|使用|推广|建设|组织|进行")
_NUMERAL = "[零〇一二两三四五六七八九十百千万]"
_FRACTION = re.compile(
    rf"(?P<op>{_any(_OPS)})?(?:(?P<of>{_NUMERAL}{{1,3}})分之(?P<part>{_NUMERAL}{{1,5}})"
    rf"|(?P<above>\d{{1,3}})/(?P<below>\d{{1,3}}))(?P<tail>{_any(_TAILS)})?"
)
_CHINESE = re.compile(
    rf"(?P<lead>每个?(?:{_SPAN_OF_TIME}))?(?P<op>{_any(_OPS)})?(?P<cent>百分之)?"
    rf"(?P<digits>[零〇一二两三四五六七八九十百千万]+)(?P<unit>{KNOWN}|)"
    rf"(?P<tail>{_any(_TAILS)})?"
)

_SEP = r"[年./、,\-]"
_YMD = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})(?:月|{_SEP})(\d{{1,2}})日?")
_YM = re.compile(r"(\d{4})年(\d{1,2})月(?:份|底|末)?")
_MD = re.compile(r"(\d{1,2})月(\d{1,2})日")
_M = re.compile(r"(\d{1,2})月(?:份|底|末)?")
_Q = re.compile(r"(?:(\d{4})年)?(?:第?([一二三四1-4])季度|([上下])半年)(?:末|底|内)?")
_Y = re.compile(r"(\d{4})年度?(?:全年|内|底|末|终)?(?!\d)")
_THIS = re.compile(r"(?:(?:当|本)年)?年(?:底|末|内|终)|(?:当|本|全)年(?:度|底|末|内)*")
_SPAN = re.compile(
    rf"(?:(\d{{4}}){_SEP})?(\d{{1,2}})(?:月|{_SEP})?(?:\d{{1,2}}日?)?(?:-|~|—+|至|到)"
    rf"(?:(\d{{4}}){_SEP})?(\d{{1,2}})(?:月|{_SEP})(?:(\d{{1,2}})日?)?"
)
_BEFORE_DAY = re.compile(
    r"(?:≤|=|<|于|在|截至|截止|截止到|截至到|计划|预计|已|已于|按时|不晚于|不迟于|完成时间为?|完成时限为?|[:(])*"
)
_AFTER_DAY = re.compile(
    r"(?:之?前|以前|底|止|内|全年|全部|按时|按期|及时|已|完成[\u4e00-\u9fff]{0,6}|\)|[。;])*"
)
WHOLE = frozenset({"百分百", "全覆盖", "全部覆盖", "全部"})
"""Words for 100 %."""
_FLAGS = {"是": True, "否": False, "√": True, "×": False, "不是": False}


_SQUARE = re.compile("㎡|[mM]²")


@functools.lru_cache(maxsize=4096)
def parse_value(text: str | None, year: int | None = None) -> Value:
    """What a cell says; `year` dates 「年底前」 and 「12月31日」. What it cannot read is words."""
    folded = squash(_SQUARE.sub("平方米", text or ""))
    if not folded:
        return Value(BLANK, folded)
    if folded in _FLAGS:
        return Value(FLAG, folded, flag=_FLAGS[folded])
    if folded in WHOLE:
        return Value(NUMBER, folded, amounts=(Amount(Decimal(100), unit="%"),))
    return (
        _day_cell(folded, year)
        or _range_cell(folded)
        or _fraction_cell(folded)
        or _number_cell(folded)
        or Value(WORDS, folded, amounts=numbers_in(folded))
    )


def leading_clause(value: Value) -> Value | None:
    """The first clause of a sentence when it is a bare number with its unit: 「45次，经费不足」."""
    clause, comma, _ = value.text.partition(",")
    if not comma:
        return None
    read = _number_cell(clause)
    known = read is not None and re.fullmatch(KNOWN, read.amount.unit)
    return read if read is not None and known and not read.lead else None


def numbers_in(folded: str) -> tuple[Amount, ...]:
    """Every number in a text that is not part of a date, in order."""
    rest = folded
    for pattern in (_YMD, _YM, _MD, _Y):
        rest = pattern.sub("。", rest)
    return tuple(_amount(match, rest[: match.start()]) for match in _FIND.finditer(rest))


def _number_cell(folded: str) -> Value | None:
    """A number with its unit; words behind it that tell what is done make the cell a sentence."""
    rest = _Y.sub("", folded, count=1) if _Y.match(folded) else folded
    match = _NUMBER.fullmatch(rest) or _CHINESE.fullmatch(rest)
    if match is None:
        return None
    groups = match.groupdict()
    if "第" in (groups.get("lead") or "")[-1:]:
        return None
    if not match.group("digits").lstrip("-")[0].isdigit() and not (
        groups["unit"] or groups["cent"]
    ):
        return None
    lead, sign = groups.get("lead") or "", groups["op"] or ""
    if sign in _ABOUT and lead[-1:] in _ABOUT[sign]:
        lead, sign = lead + sign, ""
    op = _OPS.get(sign, "") or _TAILS.get(groups["tail"] or "", "")
    amount = _amount(match, lead)
    noun = groups.get("noun") or ""
    if _DOING.search(noun):
        return None
    per = _PER.search(lead) or _PER.search(noun)
    noun = _PER.sub("", noun)
    if noun and amount.unit != "%":
        amount = Amount(amount.face, amount.scale, amount.unit + noun, amount.change)
    span = next(filter(None, per.groups())).rstrip("度份") if per else ""
    return Value(NUMBER, folded, op, (amount,), lead=lead, per=span)


def _fraction_cell(folded: str) -> Value | None:
    """Two thirds as 66.66… %; only where an operator or 以上 shows that `2/3` is no day."""
    match = _FRACTION.fullmatch(folded)
    if match is None or (match["above"] and not (match["op"] or match["tail"])):
        return None
    part, whole = (_digits(match[a] or match[b]) for a, b in (("part", "above"), ("of", "below")))
    if not 0 < part <= whole:
        return None
    op = _OPS.get(match["op"] or "", "") or _TAILS.get(match["tail"] or "", "")
    return Value(NUMBER, folded, op, (Amount(part / whole * 100, unit="%"),))


def _amount(match: re.Match[str], before: str) -> Amount:
    groups = match.groupdict()
    face = _digits(groups["digits"])
    unit = groups["unit"] or ""
    shift = _RATES.get(unit)
    if groups["cent"]:
        shift = 0 if groups["cent"].startswith("百") else -1
    change = bool(_CHANGE.search(before[-8:]))
    if shift is not None:
        return Amount(face.scaleb(shift), Decimal(1), "%", change)
    scale = _SCALES.get(groups.get("scale") or "", 0)
    return Amount(face, Decimal(10) ** scale, unit, change)


def _digits(text: str) -> Decimal:
    read = read_number(text)
    return read.value if read else Decimal(_chinese(text))


_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000


def _chinese(text: str) -> int:
    """一百二十 → 120, 十二 → 12."""
    total = section = digit = 0
    for char in text:
        if char in _NUMERALS:
            digit = _NUMERALS[char]
        elif char in _POWERS:
            section += (digit or 1) * _POWERS[char]
            digit = 0
        else:
            total += (section + digit or 1) * _MYRIAD
            section = digit = 0
    return total + section + digit


def _range_cell(folded: str) -> Value | None:
    match = _RANGE.fullmatch(folded)
    if match is None:
        return None
    unit = match.group("unit2") or match.group("unit1")
    shift = _RATES.get(unit)
    unit = "%" if shift is not None else unit
    low, high = (_digits(text).scaleb(shift or 0) for text in (match.group(1), match.group(3)))
    if low >= high:
        return None
    return Value(RANGE, folded, amounts=(Amount(low, unit=unit), Amount(high, unit=unit)))


def _day_cell(folded: str, year: int | None) -> Value | None:
    for pattern, read in _DAYS:
        for match in pattern.finditer(folded):
            before, after = folded[: match.start()], folded[match.end() :]
            if not _BEFORE_DAY.fullmatch(before) or not _AFTER_DAY.fullmatch(after):
                continue
            day = read(match, year)
            if day is not None:
                return Value(DAY, folded, day=day)
    return None


def _span(match: re.Match[str], year: int | None) -> Day | None:
    first_year, first_month, last_year, last_month, last_day = match.groups()
    end_year = last_year or first_year or year
    if end_year is None:
        return None
    begin = _month(int(first_year or end_year), int(first_month))
    end = _month(int(end_year), int(last_month))
    if last_day:
        end = _exact(int(end_year), int(last_month), int(last_day))
    return Day(begin.first, end.last) if begin and end and begin.first <= end.last else None


def _ymd(match: re.Match[str], year: int | None) -> Day | None:
    del year
    return _exact(*map(int, match.groups()))


def _md(match: re.Match[str], year: int | None) -> Day | None:
    return _exact(year, *map(int, match.groups())) if year else None


def _ym(match: re.Match[str], year: int | None) -> Day | None:
    del year
    return _month(int(match.group(1)), int(match.group(2)))


def _m(match: re.Match[str], year: int | None) -> Day | None:
    return _month(year, int(match.group(1))) if year else None


def _y(match: re.Match[str], year: int | None) -> Day | None:
    del year
    return _whole(int(match.group(1)))


def _q(match: re.Match[str], year: int | None) -> Day | None:
    """A quarter, or half of a year."""
    written, quarter, half = match.groups()
    in_year = int(written) if written else year
    if in_year is None:
        return None
    number = "一二三四1234".index(quarter) % 4 if quarter else "上下".index(half)
    months = 3 if quarter else 6
    begin, end = _month(in_year, number * months + 1), _month(in_year, (number + 1) * months)
    return Day(begin.first, end.last) if begin and end else None


def _this(match: re.Match[str], year: int | None) -> Day | None:
    del match
    return _whole(year) if year else None


_DAYS = (
    (_SPAN, _span),
    (_YMD, _ymd),
    (_YM, _ym),
    (_MD, _md),
    (_M, _m),
    (_Q, _q),
    (_Y, _y),
    (_THIS, _this),
)


def _exact(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(*(dt.date(year, month, day),) * 2)
    except ValueError:
        return None


def _month(year: int, month: int) -> Day | None:
    first = _exact(year, month, 1)
    if first is None:
        return None
    return Day(first.first, dt.date(year, month, calendar.monthrange(year, month)[1]))


def _whole(year: int) -> Day:
    return Day(dt.date(year, 1, 1), dt.date(year, 12, 31))

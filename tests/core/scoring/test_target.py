"""Reading of 年度指标值 and 实际完成值.

| text              | kind   | op | number     | unit |
|-------------------|--------|----|------------|------|
| ≥60次             | number | ≥  | 60         | 次   |
| 控制在10%以内     | number | ≤  | 10         | %    |
| 1.5万元           | number |    | 1.5 ×10000 | 元   |
| 2024年12月底前    | day    |    | 2024-12-31 |      |
| 举办5场，覆盖3村  | words  |    | two numbers, neither chosen |
"""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.number import round_to
from core.scoring.target import (
    BLANK,
    DAY,
    FLAG,
    NUMBER,
    RANGE,
    WORDS,
    Day,
    numbers_in,
    parse_value,
)

_NUMBERS = [
    ("≥60次", "≥", "60", "次"),
    ("≧95%", "≥", "95", "%"),
    (">=5", "≥", "5", ""),
    ("=100%", "=", "100", "%"),
    ("≤100%", "≤", "100", "%"),
    ("12次", "", "12", "次"),
    ("800篇、条", "", "800", "篇、条"),
    ("600次以上", "≥", "600", "次"),
    ("30场及以上", "≥", "30", "场"),
    ("5%以下", "≤", "5", "%"),
    ("3个工作日内", "≤", "3", "个工作日"),
    ("控制在10%以内", "≤", "10", "%"),
    ("不低于95%", "≥", "95", "%"),
    ("不少于12场次", "≥", "12", "场次"),
    ("不超过3次", "≤", "3", "次"),
    ("合格率≥98%", "≥", "98", "%"),
    ("达到95%以上", "≥", "95", "%"),
    ("约10次", "≈", "10", "次"),
    ("1,200人次", "", "1200", "人次"),
    ("１２次", "", "12", "次"),
    ("5个村", "", "5", "个村"),
    ("100百分比", "", "100", "%"),
    ("百分之95", "", "95", "%"),
    ("百分之九十五", "", "95", "%"),
    ("5‰", "", "0.5", "%"),
    ("十二次", "", "12", "次"),
    ("一百二十人", "", "120", "人"),
    ("2024年完成12次", "", "12", "次"),
    ("1100余条", "", "1100", "条"),
    ("-5%", "", "-5", "%"),
    ("满意度98%（抽样）", "", "98", "%"),
    ("0起", "", "0", "起"),
    ("98分", "", "98", "分"),
]


@pytest.mark.parametrize(("text", "op", "number", "unit"), _NUMBERS)
def test_a_number_with_its_operator_and_unit(text: str, op: str, number: str, unit: str) -> None:
    value = parse_value(text, 2024)
    assert (value.kind, value.op, value.amount.value, value.amount.unit) == (
        NUMBER, op, Decimal(number), unit,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "face", "value", "unit"),
    [
        ("187.98万元", "187.98", "1879800", "元"),
        ("1万", "1", "10000", ""),
        ("2亿元", "2", "200000000", "元"),
        ("3千册", "3", "3000", "册"),
        ("十二万元", "120000", "120000", "元"),
        ("两万人次", "20000", "20000", "人次"),
        ("500元", "500", "500", "元"),
    ],
)
def test_a_number_keeps_its_face_and_its_scale(text: str, face: str, value: str, unit: str) -> None:
    amount = parse_value(text).amount
    assert (amount.face, amount.value, amount.unit) == (Decimal(face), Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年12月31日前", "2024-12-31", "2024-12-31"),
        ("2023、12、31", "2023-12-31", "2023-12-31"),
        ("2023-12-31", "2023-12-31", "2023-12-31"),
        ("已于2024年11月30日完成", "2024-11-30", "2024-11-30"),
        ("2024年12月底前", "2024-12-01", "2024-12-31"),
        ("12月底前完成", "2024-12-01", "2024-12-31"),
        ("11月30日前", "2024-11-30", "2024-11-30"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2024年1-12月", "2024-01-01", "2024-12-31"),
        ("2024年1月至12月", "2024-01-01", "2024-12-31"),
        ("2023年3月至5月", "2023-03-01", "2023-05-31"),
        ("2023年11月至2024年2月", "2023-11-01", "2024-02-29"),
        ("2024年3月1日-2024年6月30日", "2024-03-01", "2024-06-30"),
        ("2024年全年", "2024-01-01", "2024-12-31"),
        ("2024年底", "2024-01-01", "2024-12-31"),
        ("年底前", "2024-01-01", "2024-12-31"),
        ("当年", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_day_to_the_precision_written(text: str, first: str, last: str) -> None:
    value = parse_value(text, 2024)
    assert value.kind == DAY
    assert value.day is not None
    assert (value.day.first.isoformat(), value.day.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["年底前", "12月底前", "11月30日前"])
def test_a_day_without_year_is_no_day_where_the_year_is_unknown(text: str) -> None:
    assert parse_value(text).kind != DAY


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("90%-95%", "90", "95", "%"), ("10~15次", "10", "15", "次"), ("3至5天", "3", "5", "天")],
)
def test_a_range(text: str, low: str, high: str, unit: str) -> None:
    value = parse_value(text)
    assert value.kind == RANGE
    assert [amount.face for amount in value.amounts] == [Decimal(low), Decimal(high)]
    assert {amount.unit for amount in value.amounts} == {unit}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("长期", 0),
        ("无", 0),
        ("效果明显", 0),
        ("一次性", 0),
        ("零投诉", 0),
        ("第3次", 0),
        ("一百", 0),
        ("95-90", 1),
        ("±5%", 1),
        ("7×24小时", 2),
        ("≥100人，≥5次", 2),
        ("举办6次读书会，取得不错的影响，获得一致好评。", 1),
        ("单位完成捐书1万元，职工完成捐书0.4万元。", 2),
        ("在7个乡镇（街道）设流通点，装配“书香”3.0版系统。", 2),
    ],
)
def test_words_keep_their_numbers_but_choose_none(text: str, numbers: int) -> None:
    value = parse_value(text, 2024)
    assert (value.kind, len(value.amounts)) == (WORDS, numbers)


def test_blank_and_flags() -> None:
    assert parse_value(None).kind == parse_value(" 　\n").kind == BLANK
    assert [parse_value(text).flag for text in ("是", "否")] == [True, False]
    assert parse_value("是").kind == FLAG
    assert parse_value("——").kind == WORDS


def test_dates_are_not_numbers_and_changes_are_marked() -> None:
    amounts = numbers_in("2024年较上年增长5%，12月1日起新增3处")
    assert [(amount.face, amount.unit, amount.change) for amount in amounts] == [
        (Decimal(5), "%", True),
        (Decimal(3), "处", False),
    ]


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert parse_value(text, 2024).kind in {BLANK, NUMBER, RANGE, DAY, FLAG, WORDS}


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_every_written_day_is_that_day(day: dt.date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日前", f"{day:%Y-%m-%d}", f"{day:%Y.%m.%d}"):
        read = parse_value(text).day
        assert read is not None
        assert read.first == read.last == day


@pytest.mark.parametrize(
    ("text", "op", "percent"),
    [
        ("三分之二以上", "≥", "66.67"),
        ("≥2/3", "≥", "66.67"),
        ("3/4以上", "≥", "75.00"),
        ("不低于五分之四", "≥", "80.00"),
        ("千分之三以内", "≤", "0.30"),
        ("百分之九十五", "", "95.00"),
    ],
)
def test_a_fraction_is_a_rate(text: str, op: str, percent: str) -> None:
    value = parse_value(text, 2024)
    assert (value.kind, value.op, value.amount.unit) == (NUMBER, op, "%")
    assert round_to(value.amount.face, 2) == Decimal(percent)


@pytest.mark.parametrize("text", ["2/3", "12/31", "≥3/0", "≥5/4", "三分之四"])
def test_what_may_be_a_day_or_makes_no_sense_is_no_fraction(text: str) -> None:
    assert parse_value(text, 2024).kind == WORDS


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("第三季度", (7, 1), (9, 30)),
        ("一季度末", (1, 1), (3, 31)),
        ("4季度前完成", (10, 1), (12, 31)),
        ("上半年", (1, 1), (6, 30)),
        ("2024年下半年", (7, 1), (12, 31)),
    ],
)
def test_quarters_and_halves(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    value = parse_value(text, 2024)
    assert value.kind == DAY
    assert value.day == Day(dt.date(2024, *first), dt.date(2024, *last))
    assert text[:4] == "2024" or parse_value(text, None).kind != DAY


_OPERATORS = {
    "": "", "≥": "≥", "≧": "≥", ">=": "≥", "不低于": "≥", "不少于": "≥", "至少": "≥", "≤": "≤",
    "≦": "≤", "不超过": "≤", "＜": "<", "=": "=", "＞": ">",
}  # fmt: skip
_TAILED = {"以上": "≥", "及以上": "≥", "以下": "≤", "以内": "≤", "": ""}
_UNITS = ("次", "家", "万元", "亿元", "人次", "万人次", "%", "‰", "个百分点", "个千分点", "")
_SIZES = {"万元": 4, "亿元": 8, "万人次": 4, "‰": -1, "个千分点": -1}
_FACES = st.decimals(0, 99999, places=2).map(lambda number: number.normalize())


def _plain(number: Decimal) -> str:
    return format(number, "f")


@given(st.sampled_from(sorted(_OPERATORS)), _FACES, st.sampled_from(_UNITS))
def test_any_operator_number_and_unit_are_read_back(op: str, face: Decimal, unit: str) -> None:
    """「不低于1.5万元」 is ≥ 15000元, 「≤3‰」 is ≤ 0.3 %."""
    value = parse_value(f"{op}{_plain(face)}{unit}", 2024)
    assert (value.kind, value.op) == (NUMBER, _OPERATORS[op])
    assert value.amount.value == face.scaleb(_SIZES.get(unit, 0))
    rate = unit in {"%", "‰", "个百分点", "个千分点"}
    assert value.amount.unit == ("%" if rate else unit.lstrip("万亿"))


@given(st.sampled_from(sorted(_TAILED)), _FACES, st.sampled_from(("次", "%", "万元")))
def test_what_stands_behind_a_number_is_its_operator(tail: str, face: Decimal, unit: str) -> None:
    value = parse_value(f"{_plain(face)}{unit}{tail}", 2024)
    assert (value.kind, value.op) == (NUMBER, _TAILED[tail])


@given(_FACES)
def test_percent_in_words(face: Decimal) -> None:
    worded, sign = (parse_value(text, 2024) for text in (f"百分之{_plain(face)}", f"{face:f}%"))
    assert worded.amounts == sign.amounts


@given(_FACES, _FACES, st.sampled_from(("-", "~", "—", "至", "到")), st.sampled_from(("次", "%")))
def test_any_range_is_read_back(one: Decimal, other: Decimal, to: str, unit: str) -> None:
    value = parse_value(f"{_plain(one)}{unit}{to}{_plain(other)}{unit}", 2024)
    if one < other:
        assert value.kind == RANGE
        assert [amount.face for amount in value.amounts] == [one, other]
    else:
        assert value.kind == WORDS


@given(
    st.lists(st.tuples(_FACES, st.sampled_from(("次", "人", "万元", "%"))), min_size=2, max_size=4),
    st.sampled_from(("，", "；", "、", "，其中", "和")),
)
def test_of_several_numbers_none_is_chosen(
    numbers: list[tuple[Decimal, str]], between: str
) -> None:
    """They are all kept, in their order, and the cell stays words."""
    value = parse_value(between.join(f"完成{_plain(n)}{unit}" for n, unit in numbers), 2024)
    assert value.kind == WORDS
    assert [amount.face for amount in value.amounts] == [number for number, _ in numbers]


@given(
    st.integers(1, 12),
    st.sampled_from(("{}月底前", "{}月底", "{}月", "于{}月份完成", "2024年{}月底前")),
)
def test_the_end_of_a_month(month: int, pattern: str) -> None:
    value = parse_value(pattern.format(month), 2024)
    assert value.day is not None
    assert (value.day.first.month, value.day.first.day) == (month, 1)
    assert value.day.last + dt.timedelta(days=1) == (
        dt.date(2025, 1, 1) if month == 12 else dt.date(2024, month + 1, 1)
    )


@given(st.integers(1990, 2099))
def test_before_the_end_of_the_year(year: int) -> None:
    for text in ("年底前", "年底前完成", "当年年底前", "本年度内", "全年"):
        value = parse_value(text, year)
        assert value.day == Day(dt.date(year, 1, 1), dt.date(year, 12, 31)), text


@pytest.mark.parametrize(
    ("text", "flag"), [("是", True), ("否", False), ("√", True), ("×", False), ("不是", False)]
)
def test_yes_and_no(text: str, flag: bool) -> None:
    value = parse_value(text, 2024)
    assert (value.kind, value.flag) == (FLAG, flag)

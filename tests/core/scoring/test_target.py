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

from core.scoring.target import BLANK, DAY, FLAG, NUMBER, RANGE, WORDS, numbers_in, parse_value

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
    ("约10次", "", "10", "次"),
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

"""Each kind reads what a unit may write, says what it repaired, and never guesses."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.schema import kinds
from core.schema.kinds import Kind


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.AMOUNT, "1.59", Decimal("1.59")),
        (kinds.AMOUNT, "187.98万元", Decimal("187.98")),
        (kinds.AMOUNT, "——", None),
        (kinds.PERCENT, "82.3%", Decimal("82.3")),
        (kinds.PERCENT, "100", Decimal(100)),
        (kinds.PERCENT, "８２．３％", Decimal("82.3")),
        (kinds.COUNT, "62人", Decimal(62)),
        (kinds.POINTS, "10分", Decimal(10)),
        (kinds.AREA, "120㎡", Decimal(120)),
        (kinds.DATE, "2025.9.17", dt.date(2025, 9, 17)),
        (kinds.DATE, "2025 年 9  月 17  日", dt.date(2025, 9, 17)),
        (kinds.DATE, "2023、12、31", dt.date(2023, 12, 31)),
        (kinds.DATE, "2024-12-31", dt.date(2024, 12, 31)),
        (kinds.DATE, "2025年4月18号", dt.date(2025, 4, 18)),
        (kinds.DATE, "2025—04—18", dt.date(2025, 4, 18)),
        (kinds.DATE, "2025/4/18 0:00:00", dt.date(2025, 4, 18)),
        (kinds.DATE, "2025-04-18T00:00:00", dt.date(2025, 4, 18)),
        (kinds.DATE, "二0二五年四月十八日", dt.date(2025, 4, 18)),
        (kinds.DATE, "二O二五年十月二十日", dt.date(2025, 10, 20)),
        (kinds.DATE, "   年   月    日", None),
        (kinds.YEAR, "2024年度", 2024),
        (kinds.TEXT, "　甲 ", "甲"),
        (kinds.TEXT, "  ", None),
        (kinds.FLAG, "是", True),
        (kinds.ORDINAL, "3", 3),
    ],
)
def test_read(kind: Kind, text: str, value: Any) -> None:
    parsed = kind.parse(text)
    assert parsed.why is None
    assert parsed.value == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kinds.AMOUNT, "约5"),
        (kinds.AMOUNT, "5兆"),
        (kinds.PERCENT, "不详"),
        (kinds.DATE, "2025年9月"),
        (kinds.DATE, "2025.2.30"),
        (kinds.YEAR, "今年"),
        (kinds.ORDINAL, "三"),
    ],
)
def test_unread_keeps_no_value_and_says_why(kind: Kind, text: str) -> None:
    parsed = kind.parse(text)
    assert parsed.value is None
    assert parsed.why


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.AMOUNT, "15900元", Decimal("1.5900")),
        (kinds.AMOUNT, "15901元", Decimal("1.5901")),
        (kinds.AMOUNT, "1.25亿元", Decimal(12500)),
        (kinds.AMOUNT, "5 亿", Decimal(50000)),
        (kinds.AMOUNT, "35千元", Decimal("3.5")),
        (kinds.AMOUNT, "1,234.5", Decimal("1234.5")),
        (kinds.COUNT, "６２", Decimal(62)),
    ],
)
def test_a_repaired_number_says_so(kind: Kind, text: str, value: Decimal) -> None:
    parsed = kind.parse(text)
    assert parsed.value == value
    assert parsed.doubt


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**8)
DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 1, 1))


@pytest.mark.parametrize("kind", [kind for kind in kinds.KINDS if kind.numeric])
@given(value=NUMBERS)
def test_numbers_survive_show_and_store(kind: Kind, value: Decimal) -> None:
    assert kind.parse(kind.show(value)).value == value
    assert str(kind.load(kind.dump(value))) == str(value)


@given(value=DAYS)
def test_dates_survive_show_and_store(value: dt.date) -> None:
    assert kinds.DATE.parse(kinds.DATE.show(value)).value == value
    assert kinds.DATE.load(kinds.DATE.dump(value)) == value


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_shows_nothing_for_nothing(kind: Kind) -> None:
    assert kind.show(None) == ""


@pytest.mark.parametrize(
    ("text", "shown"), [("652000元", "65.20"), ("0元", "0.00"), ("1元", "0.0001")]
)
def test_an_amount_in_yuan_gets_no_places_that_say_nothing(text: str, shown: str) -> None:
    assert kinds.AMOUNT.show(kinds.AMOUNT.parse(text).value) == shown

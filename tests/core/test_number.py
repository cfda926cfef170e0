"""Numbers: what is a number, what was repaired, how it is rounded and shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.number import is_blank, places_of, plain, read_number, round_to, short


@pytest.mark.parametrize(
    ("text", "value", "repaired"),
    [
        ("1.59", "1.59", False),
        ("　17", "17", False),
        ("100.00", "100.00", False),
        ("-3", "-3", False),
        (".5", "0.5", False),
        ("１２．５", "12.5", True),
        ("1,234.56", "1234.56", True),
        ("1，234", "1234", True),
        ("\u22123", "-3", True),
        ("1 481.00", "1481.00", True),
        ("1,\n481.00", "1481.00", True),
        ("481.\n05", "481.05", True),
        ("1,481\n.05", "1481.05", True),
    ],
)
def test_a_number_is_read_with_its_digits(text: str, value: str, repaired: bool) -> None:
    read = read_number(text)
    assert read is not None
    assert plain(read.value) == value
    assert (read.repair is not None) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "约5",
        "5次",
        "1.2.3",
        "12,34",
        "1e5",
        "",
        "５万",
        "NaN",
        "9" * 31,
        "10\n5",
        "1\n481",
        "1,\n48",
        "1,2\n345",
    ],
)
def test_nothing_else_is_a_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text", ["", " ", "　", "——", "-", "/", "无", "—", "—  —", "不涉及", "暂无"]
)
def test_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "0.00", "无锡"])
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("9.005", 2, "9.01"), ("9.0119", 2, "9.01"), ("0.285", 2, "0.29"), ("-0.125", 2, "-0.13")],
)
def test_halves_go_up(value: str, places: int, rounded: str) -> None:
    assert round_to(Decimal(value), places) == Decimal(rounded)


def test_short_and_places() -> None:
    assert short(Decimal("9.00")) == "9"
    assert short(Decimal("9.10")) == "9.1"
    assert short(Decimal("100")) == "100"
    assert places_of(Decimal("82.30")) == 2
    assert places_of(Decimal("1E+2")) == 0


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_shown_numbers_read_back(value: Decimal) -> None:
    read = read_number(plain(value))
    assert read is not None
    assert read.value == value
    assert read.repair is None

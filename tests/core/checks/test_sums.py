"""Tolerances: 尾差 of sums, printed percentages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.sums import add, excess, gap, nearest_gap, prints_as, rate_of

_ADDEND = Decimal("0.005")
_CENTS = st.integers(0, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))


def _d(*texts: str) -> list[Decimal | None]:
    return [Decimal(text) if text else None for text in texts]


@pytest.mark.parametrize(
    ("total", "parts", "severity"),
    [
        ("432.23", ("351.02", "81.22"), "提示"),
        ("432.25", ("351.02", "81.22"), "提示"),
        ("432.22", ("351.02", "81.22"), None),
        ("20", ("20.02",), None),
        ("20", ("20.01",), "提示"),
    ],
)
def test_a_gap_within_rounding_is_a_hint(
    total: str, parts: tuple[str, ...], severity: str | None
) -> None:
    found = gap(Decimal(total), _d(*parts), _ADDEND)
    assert found is not None
    assert found.severity == severity


def test_blanks_count_as_nothing_and_all_blank_is_not_compared() -> None:
    assert add(_d("", "1.5", "")) == Decimal("1.5")
    assert add(_d("", "")) is None
    assert gap(Decimal(5), _d("", ""), _ADDEND) is None
    assert gap(None, _d("5"), _ADDEND) is None
    assert gap(Decimal(5), _d("5", ""), _ADDEND) is None


def test_some_parts_may_fall_short_but_not_exceed() -> None:
    assert excess(Decimal(65), _d("7", "2"), _ADDEND) is None
    found = excess(Decimal(5), _d("7", "2"), _ADDEND)
    assert found is not None
    assert found.difference == 4


def test_one_of_several_totals_will_do() -> None:
    assert nearest_gap(_d("123.47", "111.27"), _d("111.27", "0"), _ADDEND) is None
    assert nearest_gap(_d("", ""), _d("1"), _ADDEND) is None
    found = nearest_gap(_d("100", "90"), _d("85"), _ADDEND)
    assert found is not None
    assert found.total == 90


@pytest.mark.parametrize(
    ("part", "whole", "printed", "fits"),
    [
        ("51", "62", "82.3", True),
        ("51", "62", "82.26", True),
        ("51", "62", "82.25", False),
        ("51", "62", "82", True),
        ("51", "62", "83", False),
        ("111.27", "123.47", "90.12", True),
        ("111.27", "123.47", "90.1", True),
        ("111.27", "123.47", "90.13", False),
        ("17", "16", "106.25", True),
        ("17", "16", "106.3", True),
    ],
)
def test_printed_percentages(part: str, whole: str, printed: str, fits: bool) -> None:
    assert prints_as(rate_of(Decimal(part), Decimal(whole)), Decimal(printed)) is fits


@given(st.lists(_CENTS, min_size=1, max_size=12))
def test_a_true_sum_has_no_gap(parts: list[Decimal]) -> None:
    assert gap(sum(parts, Decimal(0)), list(parts), _ADDEND) is None


@given(st.lists(_CENTS, min_size=1, max_size=12), st.integers(1, 10**6), st.booleans())
def test_a_gap_is_as_wide_as_the_error(parts: list[Decimal], cents: int, up: bool) -> None:
    error = Decimal(cents).scaleb(-2)
    total = sum(parts, Decimal(0)) + (error if up else -error)
    found = gap(total, list(parts), _ADDEND)
    assert found is not None
    assert found.difference == error
    assert (found.severity == "提示") is (error <= _ADDEND * (len(parts) + 1))

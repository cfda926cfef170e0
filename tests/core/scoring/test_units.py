"""Which units may stand against each other."""

import pytest

from core.scoring.units import comparable, convertible, same_unit


@pytest.mark.parametrize(
    ("one", "other", "whole_cell", "in_prose"),
    [
        ("次", "场次", True, True),
        ("次", "期", True, True),
        ("人", "人次", True, True),
        ("%", "%", True, True),
        ("元", "元", True, True),
        ("篇、条", "篇", True, False),
        ("个村", "家", True, False),
        ("包", "包", True, True),
        ("包", "册", True, False),
        ("%", "次", False, False),
        ("%", "", True, False),
        ("元", "人", False, False),
        ("次", "人", False, False),
        ("天", "小时", False, False),
        ("个", "场", True, False),
        ("项", "人", True, False),
        ("", "次", True, False),
    ],
)
def test_units(one: str, other: str, whole_cell: bool, in_prose: bool) -> None:
    assert comparable(one, other) is comparable(other, one) is whole_cell
    assert same_unit(one, other) is same_unit(other, one) is in_prose


def test_units_of_one_dimension_can_be_converted() -> None:
    assert convertible("天", "个工作日")
    assert convertible("公里", "米")
    assert not convertible("天", "次")


@pytest.mark.parametrize("known", ["%", "元"])
def test_an_unknown_unit_is_neither_rate_nor_money(known: str) -> None:
    assert not comparable(known, "㗎")
    assert not comparable("㗎", known)
    assert comparable("㗎", "个")

"""The county's list of units and the schemes of its years."""

import datetime as dt

import pytest

from core.editing import County, PutUnit, SetDeadline, SetScheme, SetUnits, apply_county
from core.unit import Unit


def test_units_are_listed_once_and_in_order() -> None:
    applied = apply_county(County(("甲局",)), SetUnits(("乙局", "甲局", "乙局")))
    assert applied.after.units == ("乙局", "甲局")
    assert applied.inverse == SetUnits(("甲局",))


def test_a_year_is_begun_and_taken_back() -> None:
    begun = apply_county(County(), SetScheme(2024, "甲"))
    assert begun.after.schemes == {2024: "甲"}
    assert begun.inverse == SetScheme(2024, None)
    assert apply_county(begun.after, begun.inverse).after == County()


def test_what_stands_there_changes_nothing() -> None:
    county = County(("甲局",), {2024: "甲"})
    assert apply_county(county, SetUnits(("甲局",))).inverse is None
    assert apply_county(county, SetScheme(2024, "甲")).inverse is None


def test_what_is_known_of_a_unit_is_put_and_taken_back() -> None:
    known = Unit("甲局", "101")
    applied = apply_county(County(("甲局",)), PutUnit("甲局", known))
    assert applied.after.known == {"甲局": known}
    assert applied.inverse == PutUnit("甲局", None)
    assert apply_county(applied.after, applied.inverse).after == County(("甲局",))
    assert apply_county(County(), PutUnit("甲局", Unit("甲局"))).inverse is None
    with pytest.raises(KeyError):
        apply_county(County(), PutUnit("乙局", known))


def test_a_deadline_is_set_and_taken_back() -> None:
    day = dt.date(2025, 3, 31)
    applied = apply_county(County(), SetDeadline(2024, day))
    assert applied.after.deadlines == {2024: day}
    assert applied.inverse == SetDeadline(2024, None)

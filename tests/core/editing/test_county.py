"""The county's list of units and the schemes of its years."""

from core.editing import County, SetScheme, SetUnits, apply_county


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

"""Places in a form."""

from core.address import At


def test_the_parts_of_a_place() -> None:
    at = At("indicators.3.actual")
    assert (at.field, at.row, at.column) == ("indicators", 3, "actual")
    at = At("tables.0.rows.2.budget")
    assert (at.field, at.row, at.column) == ("tables", 0, "rows.2.budget")
    at = At("fund.score")
    assert (at.field, at.row, at.column) == ("fund.score", None, None)
    assert At("indicators.3").column is None


def test_of_and_child_build_the_path() -> None:
    assert At.of("indicators", 3, "actual") == At("indicators.3.actual")
    assert At("indicators").child(3, "actual") == At("indicators.3.actual")
    assert At("indicators.3.actual").steps == ("indicators", 3, "actual")


def test_within_counts_whole_steps() -> None:
    assert At("indicators.3.actual").within(At("indicators.3"))
    assert At("indicators").within(At("indicators"))
    assert not At("indicators.30.actual").within(At("indicators.3"))

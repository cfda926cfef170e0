"""Which steps are one to the clerk, and what a step touches."""

import datetime as dt

import pytest

from core.address import At, Place
from core.editing import AddForm, Edit, Enter, Entry, InsertRow, MoveRow, SetUnits, Step
from core.editing.edits import SetCell
from core.editing.history import cell_of, merged, structural, touched

KEY = "2024/甲局"
SCORE = Place("f2", At("fund.score"))
NOON = dt.datetime(2025, 4, 10, 12, 0, tzinfo=dt.UTC)


def entry(text: str, old: str | None, seconds: int, place: Place = SCORE) -> Entry:
    at = NOON + dt.timedelta(seconds=seconds)
    return Entry(Step(f"填写{text}", (Enter(KEY, place, text),)), (SetCell(KEY, place, old),), at)


def test_entries_into_one_cell_are_one() -> None:
    both = merged(entry("9", None, 0), entry("9.5", "9", 60))
    assert both is not None
    assert both.step == Step("填写9.5", (Enter(KEY, SCORE, "9.5"),))
    assert both.inverses == (SetCell(KEY, SCORE, None),)
    assert both.at == NOON + dt.timedelta(seconds=60)


@pytest.mark.parametrize(
    "later",
    [
        entry("9.5", "9", 61),
        entry("9.5", "9", -1),
        entry("9.5", "9", 5, Place("f2", At("fund.rate"))),
        Entry(Step("行", (InsertRow(KEY, "f2", At("indicators"), 0),)), (), NOON),
    ],
)
def test_other_steps_stay_apart(later: Entry) -> None:
    assert merged(entry("9", None, 0), later) is None


def test_two_edits_fill_no_single_cell() -> None:
    assert cell_of(Step("两处", (Enter(KEY, SCORE, "2"), Enter(KEY, SCORE, "3")))) is None


@pytest.mark.parametrize(
    ("edit", "place", "shape"),
    [
        (Enter(KEY, SCORE, "1"), (KEY, SCORE), False),
        (MoveRow(KEY, "f2", At("indicators"), 0, 1), (KEY, Place("f2", At("indicators"))), True),
        (AddForm(KEY, "f1"), None, True),
        (SetUnits(("甲局",)), None, True),
    ],
)
def test_touched(edit: Edit, place: tuple[str, Place] | None, shape: bool) -> None:
    assert touched(edit) == place
    assert structural(edit) is shape

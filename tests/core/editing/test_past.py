"""What a cell held before, through rows that came, went and moved."""

import datetime as dt
from decimal import Decimal

import pytest

from core.address import At, Place
from core.editing import Edit, Enter, Entry, InsertRow, MoveRow, PutSubmission, RemoveRow, Step
from core.editing.apply import apply
from core.editing.past import Past, as_of, cell_pasts
from core.forms import Overall
from core.forms.parts import Indicator
from core.submission import FileInfo, Filled, Submission

KEY = "2024/甲局"
ROWS = At("indicators")
NOW = dt.datetime(2025, 4, 10, 9, 30, tzinfo=dt.UTC)


def weight(row: int) -> Place:
    return Place("f2", At.of("indicators", row, "weight"))


def submission() -> Submission:
    """Three indicators of 10, 20 and 30 points, from a file."""
    rows = tuple(Indicator(weight=Decimal(points)) for points in (10, 20, 30))
    filled = Filled("f2", Overall(indicators=rows), file="abc")
    return Submission("甲局", 2024, (filled,), (FileInfo("abc", "甲局.docx", "docx", 1),))


def made(*edits: Edit) -> tuple[Submission | None, tuple[Past, ...]]:
    """The submission after an import and these edits, and its history, the latest first."""
    state: Submission | None = None
    pasts: list[Past] = []
    for number, edit in enumerate((PutSubmission(KEY, submission()), *edits), 1):
        applied = apply(state, edit)  # type: ignore[arg-type]
        state = applied.after
        assert applied.inverse is not None
        pasts.insert(
            0, Past(number, Entry(Step(f"第{number}步", (edit,)), (applied.inverse,), NOW))
        )
    return state, tuple(pasts)


def test_a_cell_remembers_its_texts_and_its_file() -> None:
    now, pasts = made(Enter(KEY, weight(0), "11"), Enter(KEY, weight(0), "约十二"))
    found = cell_pasts(now, pasts, weight(0))
    assert [(item.number, item.text, item.file) for item in found] == [
        (3, "约十二", None), (2, "11", None), (1, "10", "甲局.docx"),
    ]  # fmt: skip
    assert [item.text for item in cell_pasts(now, pasts, weight(1))] == ["20"]


@pytest.mark.parametrize(
    ("edit", "row"),
    [
        (InsertRow(KEY, "f2", ROWS, 0), 2),
        (InsertRow(KEY, "f2", ROWS, 2), 1),
        (RemoveRow(KEY, "f2", ROWS, 0), 0),
        (RemoveRow(KEY, "f2", ROWS, 2), 1),
        (MoveRow(KEY, "f2", ROWS, 1, 0), 0),
        (MoveRow(KEY, "f2", ROWS, 1, 2), 2),
        (MoveRow(KEY, "f2", ROWS, 0, 2), 0),
        (MoveRow(KEY, "f2", ROWS, 2, 0), 2),
    ],
)
def test_a_cell_is_followed_when_its_row_moves(edit: Edit, row: int) -> None:
    now, pasts = made(Enter(KEY, weight(1), "21"), edit)
    assert [item.text for item in cell_pasts(now, pasts, weight(row))] == ["21", "20"]


def test_a_row_that_was_put_in_has_no_earlier_past() -> None:
    now, pasts = made(InsertRow(KEY, "f2", ROWS, 1), Enter(KEY, weight(1), "5"))
    assert [item.text for item in cell_pasts(now, pasts, weight(1))] == ["5", ""]


def test_a_submission_as_it_was() -> None:
    now, pasts = made(Enter(KEY, weight(0), "11"), RemoveRow(KEY, "f2", ROWS, 1))
    assert as_of(now, pasts, 3) == now
    earlier = as_of(now, pasts, 2)
    assert earlier is not None
    assert [earlier.text(weight(row)) for row in range(3)] == ["11", "20", "30"]
    assert as_of(now, pasts, 1) == submission()
    assert as_of(now, pasts, 0) is None


def test_a_place_that_is_not_there_has_no_past() -> None:
    now, pasts = made()
    assert cell_pasts(now, pasts, Place("f9", At("unit"))) == ()
    assert cell_pasts(None, pasts, weight(0)) == ()

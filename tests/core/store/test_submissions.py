"""Submissions through the database and back, touching as little as possible."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from core.address import At, Place
from core.editing import (
    Enter,
    InsertRow,
    MoveRow,
    RemoveRow,
    SetMark,
    SetReview,
    SetStatus,
    SubmissionEdit,
    apply,
)
from core.editing.codec import submission_json
from core.errors import UserError
from core.forms import FORMS
from core.judgement import RETURNED, Mark, Return, Review, Status
from core.store.database import connect
from core.store.schema import create_schema
from core.store.submissions import load_year, save_submission
from core.submission import Filled, Submission, numbered
from tests.core.store.samples import long_submission
from tests.core.strategies import edits, filled, submissions

RETURNED_MARK = Mark(
    "ZP-13", Place("f2", At("indicators.3.score")), "3", "2", RETURNED, "", dt.date(2025, 4, 10)
)


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        made = connect(Path(folder) / "new.db")
        with made.atomic():
            create_schema(made)
            made.table("years").insert({"year": 2024, "scheme": "甲", "scheme_text": ""})
        yield made
        made.close()


def save(db: Database, before: Submission | None, after: Submission | None) -> int:
    """How many rows were written."""
    start = db.conn.total_changes
    with db.atomic():
        save_submission(db, before, after)
    return db.conn.total_changes - start


def same(db: Database, *expected: Submission) -> None:
    found = load_year(db, 2024)
    assert [submission_json(item) for item in found] == [submission_json(item) for item in expected]


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(*map(filled, FORMS.values())).map(
        lambda forms: Submission("甲局", 2024, numbered(forms))
    )
)
def test_every_form_comes_back_as_it_was(db: Database, submission: Submission) -> None:
    save(db, None, submission)
    try:
        same(db, submission)
    finally:
        save(db, submission, None)
    same(db)


@settings(max_examples=25, deadline=None)
@given(st.lists(submissions("甲局", 2024), min_size=2, max_size=3))
def test_one_submission_in_place_of_another(db: Database, versions: list[Submission]) -> None:
    steps = (None, *versions, None)
    for before, after in itertools.pairwise(steps):
        save(db, before, after)
        same(db, *(item for item in (after,) if item))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_edit_is_saved_as_the_whole_would_be(db: Database, data: st.DataObject) -> None:
    before = data.draw(submissions("甲局", 2024))
    after = apply(before, data.draw(edits(before))).after
    save(db, None, before)
    save(db, before, after)
    try:
        same(db, *(item for item in (after,) if item))
    finally:
        save(db, after, None)


@pytest.mark.parametrize(
    ("edit", "rows"),
    [
        (Enter("2024/甲局", Place("f2", At("fund.score")), "9"), 1),
        (Enter("2024/甲局", Place("f2", At("indicators.150.score")), "3"), 1),
        (Enter("2024/甲局", Place("f2", At("indicators.150.score")), "约3"), 2),
        (SetReview("2024/甲局", Place("f2", At("indicators.150.score")), "2", "无佐证"), 1),
        (SetMark("2024/甲局", RETURNED_MARK), 1),
        (SetStatus("2024/甲局", "returned", "请更正", RETURNED_MARK.day, 1), 2),
        (InsertRow("2024/甲局", "f2", At("indicators"), 200), 1),
        (InsertRow("2024/甲局", "f2", At("indicators"), 190), 11 + 4 * 11),
        (MoveRow("2024/甲局", "f2", At("indicators"), 3, 4), 2 + 4),
        (RemoveRow("2024/甲局", "f2", At("indicators"), 199), 1 + 2),
    ],
)
def test_only_changed_rows_are_written(db: Database, edit: SubmissionEdit, rows: int) -> None:
    """A cell is one row, an unread one two, as is a return; rows below an inserted one move."""
    before = long_submission("甲局", indicators=200)
    after = apply(before, edit).after
    save(db, None, before)
    try:
        assert save(db, before, after) <= rows
        assert save(db, after, after) == 0
    finally:
        save(db, after, None)


def test_another_form_under_the_same_key(db: Database) -> None:
    before = Submission("甲局", 2024, (Filled("f2", FORMS["f2"]()),))
    after = Submission("甲局", 2024, (Filled("f2", FORMS["f3"]()),))
    save(db, None, before)
    save(db, before, after)
    same(db, after)
    save(db, after, None)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE f2 SET fund_score = '九'",
        "UPDATE f2 SET sign_date = '2024年'",
        "UPDATE forms SET code = 'f9'",
        "DELETE FROM f2_indicators WHERE indicators_no = 1",
        "UPDATE reviews SET score = '九'",
        "UPDATE marks SET day = '四月'",
        "UPDATE returns SET day = '四月'",
        "UPDATE submissions SET status_day = '四月'",
    ],
)
def test_damaged_rows_are_named(db: Database, damage: str) -> None:
    day = RETURNED_MARK.day
    submission = dataclasses.replace(
        long_submission("甲局", indicators=3),
        marks=(RETURNED_MARK,),
        status=Status(RETURNED, "请更正", day),
        returns=(Return(day, 1),),
    )
    reviewed = dataclasses.replace(
        submission.forms[0], reviews={At("indicators.0.score"): Review(Decimal(2), "无佐证")}
    )
    submission = submission.with_form(reviewed)
    save(db, None, submission)
    db.execute(damage)
    with pytest.raises(UserError):
        load_year(db, 2024)
    save(db, submission, None)

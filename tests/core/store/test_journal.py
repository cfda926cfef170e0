"""The history in the database."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.address import At, Place
from core.editing import AddForm, Edit, Enter, Entry, SetUnits, Step
from core.editing.edits import RemoveForm, SetCell
from core.errors import UserError
from core.store import journal
from core.store.store import Store, open_store

NOW = dt.datetime(2025, 4, 10, 9, 30, tzinfo=dt.UTC)
PLACE = Place("f2", At("fund.score"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def db(store: Store) -> Database:
    return store.db


def entry(label: str, *edits: tuple[Edit, Edit]) -> Entry:
    return Entry(
        Step(label, tuple(edit for edit, _ in edits)), tuple(inverse for _, inverse in edits), NOW
    )


TYPED = entry("填写", (Enter("2024/甲局", PLACE, "9"), SetCell("2024/甲局", PLACE, None)))
ADDED = entry("新表", (AddForm("2024/甲局", "f1"), RemoveForm("2024/甲局", "f1")))
LISTED = entry("单位", (SetUnits(("甲局",)), SetUnits(())))
BOTH = entry(
    "都做", (LISTED.step.edits[0], LISTED.inverses[0]), (ADDED.step.edits[0], ADDED.inverses[0])
)


def test_nothing_was_done(db: Database) -> None:
    assert journal.undoing(db) is None
    assert journal.redoing(db) is None
    assert journal.labels(db) == (None, None)


def test_steps_come_back_as_they_were(db: Database) -> None:
    for made in (TYPED, BOTH):
        journal.push(db, made)
        backwards = Step(made.step.label, tuple(reversed(made.inverses)))
        assert journal.undoing(db) == backwards
    rows = db.execute("SELECT step, position, submission FROM journal ORDER BY 1, 2").fetchall()
    assert rows == [(1, 0, "2024/甲局"), (2, 0, None), (2, 1, "2024/甲局")]


def test_undo_and_redo_move_between_the_steps(db: Database) -> None:
    journal.push(db, TYPED)
    journal.push(db, LISTED)
    journal.move(db, -1)
    assert journal.labels(db) == ("填写", "单位")
    assert journal.redoing(db) == LISTED.step
    journal.move(db, 1)
    assert journal.labels(db) == ("单位", None)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"edit": "Fly"}', '{"edit": "Enter", "place": 1}', "[" * 5_000],
)
def test_a_step_that_is_no_edit_is_one_sentence(db: Database, text: str) -> None:
    journal.push(db, TYPED)
    db.execute("UPDATE journal SET inverse = ?", [text])
    with pytest.raises(UserError):
        journal.undoing(db)


def test_a_new_step_forgets_the_undone_ones(db: Database) -> None:
    journal.push(db, TYPED)
    journal.push(db, LISTED)
    journal.move(db, -1)
    journal.push(db, ADDED)
    assert journal.labels(db) == ("新表", None)
    assert db.table("journal").count == 2


def test_dropping_the_last_forgets_the_undone_ones_too(db: Database) -> None:
    for made in (TYPED, LISTED, ADDED):
        journal.push(db, made)
    journal.move(db, -1)
    journal.drop_last(db)
    assert journal.labels(db) == ("填写", None)


def test_the_last_step_within_a_submission(db: Database) -> None:
    journal.push(db, TYPED)
    assert journal.last_within(db, "2024/甲局") == TYPED
    assert journal.last_within(db, "2024/乙局") is None
    journal.push(db, BOTH)
    assert journal.last_within(db, "2024/甲局") is None

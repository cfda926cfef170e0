"""Marks of findings, sign-off and returns of submissions in the database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.address import At, Place
from core.judgement import MARKS, STATUSES, Mark, Return, Status, in_order
from core.store.database import Rows
from core.store.rows import delete, upsert
from core.submission import Submission

if TYPE_CHECKING:
    from sqlite_utils import Database

_MARK_KEY = ("submission", "form_key", "path", "check_code", "found", "expected")
_MARK_COLUMNS = ("state", "words", "day")
_OF_YEAR = "submission IN (SELECT id FROM submissions WHERE year = ?)"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is kept of a submission beside its forms and files."""

    marks: tuple[Mark, ...] = ()
    status: Status | None = None
    returns: tuple[Return, ...] = ()


def load_judged(db: Rows, year: int) -> dict[int, Judged]:
    """The judgements of a year by the submission's id.

    ValueError or TypeError when a row is damaged.
    """
    marks: dict[int, list[Mark]] = defaultdict(list)
    for submission, form, path, check, found, expected, state, words, day in db.execute(
        f"""SELECT submission, form_key, path, check_code, found, expected, state, words, day
            FROM marks WHERE {_OF_YEAR}""",
        [year],
    ):
        place = Place(form, At(path))
        _require(state, MARKS)
        mark = Mark(check, place, found, expected, state, words, dt.date.fromisoformat(day))
        marks[submission].append(mark)
    returns: dict[int, list[Return]] = defaultdict(list)
    for submission, day, findings, number, last in db.execute(
        f"""SELECT submission, day, findings, number, deadline FROM returns WHERE {_OF_YEAR}
            ORDER BY submission, position""",
        [year],
    ):
        deadline = None if last is None else dt.date.fromisoformat(last)
        returned = Return(dt.date.fromisoformat(day), findings, number or "", deadline)
        returns[submission].append(returned)
    statuses = db.execute(
        "SELECT id, status, status_words, status_day FROM submissions WHERE year = ?", [year]
    )
    rows = statuses.fetchall()
    for _, state, _, _ in rows:
        _require(state, (None, *STATUSES))
    return {
        submission: Judged(
            in_order(marks[submission]),
            None if state is None else Status(state, words, dt.date.fromisoformat(day)),
            tuple(returns[submission]),
        )
        for submission, state, words, day in rows
    }


def _require(state: str | None, known: Sequence[str | None]) -> None:
    if state not in known:
        raise ValueError(state)


def save_judged(db: Database, submission: int, before: Submission, after: Submission) -> None:
    """Bring marks, sign-off and returns from `before` to `after`, touching what changed."""
    if before.marks != after.marks:
        kept = {mark.key for mark in after.marks}
        gone = ((submission, *mark.key) for mark in before.marks if mark.key not in kept)
        delete(db, "marks", _MARK_KEY, gone)
        changed = [
            (submission, *mark.key, mark.state, mark.words, mark.day.isoformat())
            for mark in after.marks
            if mark not in before.marks
        ]
        upsert(db, "marks", _MARK_KEY, _MARK_COLUMNS, changed)
    if before.status != after.status:
        status = after.status
        row = {
            "status": status and status.state,
            "status_words": status and status.words,
            "status_day": status and status.day.isoformat(),
        }
        db.table("submissions").update(submission, row)
    if before.returns != after.returns:
        db.table("returns").delete_where("submission = ?", [submission])
        db.table("returns").insert_all(
            {
                "submission": submission,
                "position": position,
                "day": item.day.isoformat(),
                "findings": item.findings,
                "number": item.number or None,
                "deadline": item.deadline and item.deadline.isoformat(),
            }
            for position, item in enumerate(after.returns)
        )

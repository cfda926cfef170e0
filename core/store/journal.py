"""The history in the database: steps numbered from 1, of which the first `done` are made.

Undo and redo move `done`; a new step takes the place of those that were undone. Each edit is a
row of `journal`, forward and inverse as JSON.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import TYPE_CHECKING

from core.editing import Edit, Entry, Step
from core.editing.codec import from_json, to_json
from core.editing.past import Past
from core.errors import UserError
from core.store.database import Rows
from core.store.rows import insert, upsert

if TYPE_CHECKING:
    from sqlite_utils import Database

_WRONG = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What a text in the journal that is no edit makes of its reading."""
_DAMAGED = "数据库中的历史记录已损坏，这一步不能撤销或重做；请用备份恢复。"


def push(db: Database, entry: Entry) -> None:
    """A new step that is done; undone ones are forgotten."""
    number = _done(db) + 1
    db.execute("DELETE FROM steps WHERE id >= ?", [number])
    insert(db, "steps", {"id": number, "at": entry.at.isoformat(), "label": entry.step.label})
    pairs = enumerate(zip(entry.step.edits, entry.inverses, strict=True))
    upsert(
        db,
        "journal",
        ("step", "position"),
        ("submission", "forward", "inverse"),
        [
            (number, position, getattr(edit, "submission", None), _dump(edit), _dump(inverse))
            for position, (edit, inverse) in pairs
        ],
    )
    move(db, 1)


def drop_last(db: Database) -> None:
    """Forget the last step that is done, and those that were undone."""
    db.execute("DELETE FROM steps WHERE id >= ?", [_done(db)])
    move(db, -1)


def move(db: Database, by: int) -> None:
    """One step more or less is done."""
    db.execute("UPDATE meta SET value = value + ? WHERE name = 'done'", [by])


def undoing(db: Rows) -> Step | None:
    """The step that takes the last one back: its inverses, last edit first."""
    return _step(db, _done(db), "inverse", "DESC")


def redoing(db: Rows) -> Step | None:
    """The step that was taken back last, to be made again."""
    return _step(db, _done(db) + 1, "forward", "ASC")


def last_within(db: Rows, submission: str) -> Entry | None:
    """The last step, when it is a single edit of this submission."""
    rows = db.execute(
        """SELECT label, at, submission, forward, inverse FROM steps
           JOIN journal ON journal.step = steps.id WHERE steps.id = ?""",
        [_done(db)],
    ).fetchall()
    if len(rows) != 1 or rows[0][2] != submission:
        return None
    label, at, _, forward, inverse = rows[0]
    edits, inverses = (_load(forward),), (_load(inverse),)
    return Entry(Step(label, edits), inverses, _moment(at))


def labels(db: Rows) -> tuple[str | None, str | None]:
    """What undo would take back and what redo would make again."""
    done = _done(db)
    found = dict(
        db.execute("SELECT id, label FROM steps WHERE id IN (?, ?)", [done, done + 1]).fetchall()
    )
    return found.get(done), found.get(done + 1)


def history(db: Rows, submission: str) -> tuple[Past, ...]:
    """The done steps that name a submission, the latest first, with those edits of theirs."""
    rows = db.execute(
        """SELECT steps.id, label, at, forward, inverse FROM steps
           JOIN journal ON journal.step = steps.id
           WHERE submission = ? AND steps.id <= ? ORDER BY steps.id DESC, position""",
        [submission, _done(db)],
    )
    return tuple(
        _past(number, tuple(group)) for number, group in itertools.groupby(rows, lambda row: row[0])
    )


def _past(number: int, rows: tuple[tuple[int, str, str, str, str], ...]) -> Past:
    _, label, at, _, _ = rows[0]
    edits = tuple(_load(forward) for *_, forward, _ in rows)
    inverses = tuple(_load(inverse) for *_, inverse in rows)
    return Past(number, Entry(Step(label, edits), inverses, _moment(at)))


def _done(db: Rows) -> int:
    return int(db.execute("SELECT value FROM meta WHERE name = 'done'").fetchone()[0])


def _step(db: Rows, number: int, column: str, order: str) -> Step | None:
    step = db.execute("SELECT label FROM steps WHERE id = ?", [number]).fetchone()
    if step is None:
        return None
    rows = db.execute(
        f"SELECT {column} FROM journal WHERE step = ? ORDER BY position {order}", [number]
    )
    return Step(step[0], tuple(_load(text) for (text,) in rows))


def _dump(edit: Edit) -> str:
    return json.dumps(to_json(edit), ensure_ascii=False, separators=(",", ":"))


def _load(text: str) -> Edit:
    try:
        return from_json(json.loads(text))
    except _WRONG as error:
        raise UserError(_DAMAGED) from error


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(_DAMAGED) from error

"""The year at one glance: the lines of the unit list from a few queries, without reading a form.

The window opens with it, before what reads, scores and checks submissions is loaded. It looks
through a connection of its own and leaves nothing behind; the folder is opened afterwards.
"""

import datetime as dt
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from core.errors import UserError
from core.store.database import DATABASE, Rows, connect_bare
from core.store.migrations import VERSION, version_of
from core.store.unit_list import load_known, received
from core.unit import Unit
from core.unit_state import UnitState, word_of


class Glance(NamedTuple):
    """A year as the unit list shows it before anything is checked; the states lack the findings.

    `years` are those that were begun, the latest first. `received` are the days of receipt by key.
    """

    folder: Path
    years: tuple[int, ...]
    year: int | None
    deadline: dt.date | None
    units: tuple[tuple[Unit, UnitState], ...]
    received: dict[str, dt.date]


def glance(folder: Path, year: int | None, today: dt.date) -> Glance | None:
    """The lines of a year, of the latest one if it was not begun.

    None when the folder cannot be shown as it stands: it is not there yet, of another edition of
    the program, in use just now, or damaged. Opening it tells.
    """
    path = folder / DATABASE
    if not path.is_file():
        return None
    try:
        with closing(connect_bare(path, read_only=True, patience=0)) as db:
            return _seen(db, folder, year, today) if version_of(db) == VERSION else None
    except (sqlite3.Error, UserError, ValueError, KeyError):
        return None


def _seen(db: Rows, folder: Path, wanted: int | None, today: dt.date) -> Glance:
    years = tuple(year for (year,) in db.execute("SELECT year FROM years ORDER BY year DESC"))
    listed = db.execute("SELECT name FROM units WHERE position IS NOT NULL ORDER BY position")
    names = [name for (name,) in listed]
    # Of a list without a year, the year that is due.
    latest = years[0] if years else today.year - 1 if names else None
    year = wanted if wanted in years else latest
    states = {} if year is None else _states(db, year)
    known = load_known(db)
    day = db.execute("SELECT day FROM deadlines WHERE year = ?", [year]).fetchone()
    return Glance(
        folder,
        years,
        year,
        dt.date.fromisoformat(day[0]) if day else None,
        tuple(
            (known.get(name) or Unit(name), states.get(name) or UnitState(name, year or 0))
            for name in (*names, *sorted(states.keys() - set(names)))
        ),
        {key: at.astimezone().date() for key, at in received(db).items()},
    )


def _states(db: Rows, year: int) -> dict[str, UnitState]:
    """What has come in of a year, by unit."""
    forms: dict[int, list[str]] = defaultdict(list)
    for submission, code in db.execute(
        """SELECT submission, code FROM forms
           WHERE submission IN (SELECT id FROM submissions WHERE year = ?)
           ORDER BY submission, position""",
        [year],
    ):
        forms[submission].append(code)
    rows = db.execute(
        """SELECT submissions.id, units.name, status,
               (SELECT count(*) FROM returns WHERE returns.submission = submissions.id)
           FROM submissions JOIN units ON units.id = submissions.unit WHERE year = ?""",
        [year],
    )
    return {
        name: UnitState(
            name,
            year,
            tuple(forms[number]),
            returns=returns,
            status=word_of(status, returned=bool(returns)),
        )
        for number, name, status, returns in rows
    }

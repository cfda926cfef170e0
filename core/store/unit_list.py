"""What the lines of the unit list need of the database beside the forms.

It imports little, because the window shows the list before the rest of the program is loaded.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from core.unit import Unit

if TYPE_CHECKING:
    from core.store.database import Rows

FACTS = ("code", "contact", "phone", "authority", "kind")
LISTS = (("unit_aliases", "alias", "aliases"), ("unit_exempt", "form", "exempt"))
"""Table of a unit's list, its column, and the attribute of `Unit`."""


def load_known(db: Rows) -> dict[str, Unit]:
    """What is known of the units, by name."""
    rows = db.execute(f"SELECT name, {', '.join(FACTS)} FROM unit_facts ORDER BY name")
    aliases, exempt = (
        _lists(db, f"SELECT name, {column} FROM {table} ORDER BY name, position")
        for table, column, _ in LISTS
    )
    known = (
        Unit(row[0], **dict(zip(FACTS, row[1:], strict=True)), aliases=aliases.get(row[0], ()),
             exempt=exempt.get(row[0], ()))
        for row in rows
    )  # fmt: skip
    return {unit.name: unit for unit in known}


def received(db: Rows) -> dict[str, dt.datetime]:
    """When each submission was begun, by key: the first done step that names it."""
    rows = db.execute(
        """SELECT journal.submission, min(steps.at) FROM journal
           JOIN steps ON steps.id = journal.step
           WHERE journal.step <= (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'done')
             AND journal.submission IS NOT NULL GROUP BY 1"""
    )
    return {key: dt.datetime.fromisoformat(at) for key, at in rows}


def _lists(db: Rows, sql: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, item in db.execute(sql):
        found[name] = (*found.get(name, ()), item)
    return found

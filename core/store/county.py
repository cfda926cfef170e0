"""The county's list of units and the years with their schemes, in the database."""

from __future__ import annotations

from sqlite_utils import Database

from core.editing import County
from core.scheme import parse_scheme


def load_county(db: Database) -> County:
    """The list of units and the scheme of each year."""
    units = db.execute("SELECT name FROM units WHERE position IS NOT NULL ORDER BY position")
    years = db.execute("SELECT year, scheme_text FROM years ORDER BY year")
    return County(tuple(name for (name,) in units), dict(years.fetchall()))


def save_years(db: Database, before: County, after: County) -> None:
    """Begin years and change their schemes; before the submissions, which refer to them."""
    for year, text in after.schemes.items():
        if before.schemes.get(year) != text:
            row = {"year": year, "scheme": parse_scheme(text).name, "scheme_text": text}
            db.table("years").upsert(row, pk="year")


def save_units(db: Database, before: County, after: County) -> None:
    """Bring the list of units from `before` to `after`."""
    if before.units == after.units:
        return
    db.execute("UPDATE units SET position = NULL")
    for position, name in enumerate(after.units):
        db.execute(
            """INSERT INTO units (name, position) VALUES (?, ?)
               ON CONFLICT (name) DO UPDATE SET position = excluded.position""",
            [name, position],
        )


def forget_unused(db: Database, before: County, after: County) -> None:
    """Drop years that were taken back, and units neither listed nor with a submission."""
    for year in before.schemes.keys() - after.schemes.keys():
        db.execute("DELETE FROM years WHERE year = ?", [year])
    db.execute(
        """DELETE FROM units WHERE position IS NULL
           AND id NOT IN (SELECT unit FROM submissions)"""
    )

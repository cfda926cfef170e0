"""The county's list of units and the years with their schemes, in the database."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from core.editing import County
from core.errors import UserError
from core.letterhead import Letterhead
from core.report_text import ReportText
from core.scheme import parse_scheme
from core.store.database import Rows
from core.store.unit_list import FACTS, LISTS, load_known
from core.submission import FileInfo
from core.unit import Unit

if TYPE_CHECKING:
    from sqlite_utils import Database


def load_county(db: Rows) -> County:
    """The list of units and what is known of them, the scheme and the deadline of each year.

    UserError when something stands there that the program has not written.
    """
    try:
        return _county(db)
    except (ValueError, TypeError, KeyError) as error:
        raise UserError("数据库中的单位名单或年度设置已损坏，请用备份恢复。") from error


def _county(db: Rows) -> County:
    units = db.execute("SELECT name FROM units WHERE position IS NOT NULL ORDER BY position")
    years = db.execute("SELECT year, scheme_text FROM years ORDER BY year")
    deadlines = db.execute("SELECT year, day FROM deadlines ORDER BY year")
    texts = db.execute("SELECT section, text, facts FROM report_texts ORDER BY section")
    layouts = db.execute("SELECT name, text FROM layouts ORDER BY name")
    letterhead = dict(db.execute("SELECT name, text FROM letterhead").fetchall())
    files = db.execute("SELECT form, sha256, name, format, size FROM templates ORDER BY form")
    return County(
        tuple(name for (name,) in units),
        dict(years.fetchall()),
        load_known(db),
        {year: dt.date.fromisoformat(day) for year, day in deadlines},
        {section: ReportText(text, facts) for section, text, facts in texts},
        dict(layouts.fetchall()),
        Letterhead(**letterhead),
        {form: FileInfo(*file) for form, *file in files},
    )


def save_years(db: Database, before: County, after: County) -> None:
    """Begin years and change their schemes; before the submissions, which refer to them."""
    for year, text in after.schemes.items():
        if before.schemes.get(year) != text:
            row = {"year": year, "scheme": parse_scheme(text).name, "scheme_text": text}
            db.table("years").upsert(row, pk="year")
    for year in before.deadlines.keys() - after.deadlines.keys():
        db.execute("DELETE FROM deadlines WHERE year = ?", [year])
    for year, day in after.deadlines.items():
        if before.deadlines.get(year) != day:
            db.table("deadlines").upsert({"year": year, "day": day.isoformat()}, pk="year")


def save_texts(db: Database, before: County, after: County) -> None:
    """Keep the rewritten sections of the report."""
    for section in before.texts.keys() - after.texts.keys():
        db.execute("DELETE FROM report_texts WHERE section = ?", [section])
    for section, text in after.texts.items():
        if before.texts.get(section) != text:
            row = {"section": section, "text": text.text, "facts": text.facts}
            db.table("report_texts").upsert(row, pk="section")


def save_layouts(db: Database, before: County, after: County) -> None:
    """Keep the layouts that the clerk has explained."""
    for name in before.layouts.keys() - after.layouts.keys():
        db.execute("DELETE FROM layouts WHERE name = ?", [name])
    for name, text in after.layouts.items():
        if before.layouts.get(name) != text:
            db.table("layouts").upsert({"name": name, "text": text}, pk="name")


def save_papers(db: Database, before: County, after: County) -> None:
    """Keep the letterhead and the county's own templates."""
    if before.letterhead != after.letterhead:
        for name, text in dataclasses.asdict(after.letterhead).items():
            db.table("letterhead").upsert({"name": name, "text": text}, pk="name")
    for form in before.templates.keys() - after.templates.keys():
        db.execute("DELETE FROM templates WHERE form = ?", [form])
    for form, file in after.templates.items():
        if before.templates.get(form) != file:
            db.table("templates").upsert({"form": form, **dataclasses.asdict(file)}, pk="form")


def save_units(db: Database, before: County, after: County) -> None:
    """Bring the list of units, and what is known of them, from `before` to `after`."""
    for name in before.known.keys() | after.known.keys():
        if before.known.get(name) != after.known.get(name):
            _save_known(db, name, after.known.get(name))
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


def _save_known(db: Database, name: str, unit: Unit | None) -> None:
    db.execute("DELETE FROM unit_facts WHERE name = ?", [name])
    if unit is None:
        return
    facts = {fact: getattr(unit, fact) for fact in FACTS}
    db.table("unit_facts").insert({"name": name, **facts}, pk="name")
    for table, column, attribute in LISTS:
        for position, item in enumerate(getattr(unit, attribute)):
            db.table(table).insert(
                {"name": name, "position": position, column: item}, pk=("name", "position")
            )

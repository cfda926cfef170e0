"""Submissions in the database: loaded whole, saved by touching only the rows that changed."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core.address import At, remembered
from core.errors import UserError
from core.forms import FORMS
from core.judgement import Review
from core.number import plain, stored
from core.schema.form import from_json
from core.source import Source, Unread
from core.store.database import Rows
from core.store.judgements import load_judged, save_judged
from core.store.rows import delete, insert, names, upsert
from core.store.schema import (
    REVIEW_COLUMNS,
    SOURCE_COLUMNS,
    UNREAD_COLUMNS,
    FormTable,
    form_tables,
)
from core.submission import FileInfo, Filled, Submission

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]
Known = Source | Unread | Review
_KNOWN = {"provenance": SOURCE_COLUMNS, "unread": UNREAD_COLUMNS, "reviews": REVIEW_COLUMNS}
_FILE_COLUMNS = tuple(field.name for field in dataclasses.fields(FileInfo))

_OF_YEAR = """
    FROM forms JOIN submissions ON submissions.id = forms.submission WHERE submissions.year = ?"""


def load_year(db: Rows, year: int) -> tuple[Submission, ...]:
    """All submissions of a year; UserError names a form whose rows are damaged."""
    try:
        judged = load_judged(db, year)
    except (ValueError, TypeError) as error:
        raise UserError(f"数据库中{year}年的审核记录已损坏，请用备份恢复。") from error
    units = db.execute(
        """SELECT submissions.id, units.name FROM submissions
           JOIN units ON units.id = submissions.unit WHERE submissions.year = ?
           ORDER BY submissions.id""",
        [year],
    ).fetchall()
    forms: dict[int, list[Filled]] = defaultdict(list)
    for submission, filled in _load_forms(db, year, dict(units)):
        forms[submission].append(filled)
    files: dict[int, list[FileInfo]] = defaultdict(list)
    for submission, *file in db.execute(
        """SELECT submission, sha256, name, format, size FROM files
           WHERE submission IN (SELECT id FROM submissions WHERE year = ?)
           ORDER BY submission, position""",
        [year],
    ):
        files[submission].append(FileInfo(*file))
    return tuple(
        Submission(
            unit,
            year,
            tuple(forms[key]),
            tuple(files[key]),
            judged[key].marks,
            judged[key].status,
            judged[key].returns,
        )
        for key, unit in units
    )


def _load_forms(db: Rows, year: int, units: Mapping[int, str]) -> Iterable[tuple[int, Filled]]:
    records = _load_records(db, year)
    sources: dict[int, dict[At, Source]] = defaultdict(dict)
    for form, path, *source in _rows_of_year(
        db, "provenance", ("path", *SOURCE_COLUMNS), ("rowid",), year
    ):
        sources[form][remembered(path)] = Source(*source)
    unread: dict[int, dict[At, Unread]] = defaultdict(dict)
    for form, path, text, why in _rows_of_year(
        db, "unread", ("path", *UNREAD_COLUMNS), ("rowid",), year
    ):
        unread[form][remembered(path)] = Unread(text, why)
    reviews: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for form, path, score, reason in _rows_of_year(
        db, "reviews", ("path", *REVIEW_COLUMNS), ("rowid",), year
    ):
        reviews[form].append((path, score, reason))
    for form, submission, key, code, file in db.execute(
        f"SELECT forms.id, submission, key, code, file {_OF_YEAR} ORDER BY submission, position",
        [year],
    ):
        try:
            record = from_json(FORMS[code], records[form])
            reviewed = {At(path): Review(stored(s), why) for path, s, why in reviews[form]}
        except (ValueError, ArithmeticError, TypeError, KeyError, AttributeError) as error:
            raise UserError(
                f"数据库中「{units[submission]}」{year}年的表 {key} 已损坏，请用备份恢复。"
            ) from error
        yield submission, Filled(key, record, sources[form], unread[form], file, reviewed)


def _load_records(db: Rows, year: int) -> dict[int, Row]:
    """The records' JSON by the form's id."""
    out: dict[int, Row] = {}
    for code in FORMS:
        rows: dict[tuple[At, ...], dict[tuple[int, ...], Row]] = {}
        for table in form_tables(code):
            here = rows[table.lists] = {}
            width = len(table.key)
            columns = (*table.numbers, *table.columns)
            for values in _rows_of_year(db, table.name, columns, table.key, year):
                key, singles = values[:width], values[width:]
                row = here[key] = _nested(table, singles)
                if table.lists:
                    _append(table, rows[table.lists[:-1]], key, row)
                else:
                    out[key[0]] = row
    return out


def _rows_of_year(
    db: Rows, table: str, columns: Sequence[str], order: Sequence[str], year: int
) -> Iterator[tuple[Any, ...]]:
    return iter(
        db.execute(
            f"""SELECT {names(("form", *columns))} FROM {table}
                WHERE form IN (SELECT forms.id {_OF_YEAR}) ORDER BY {names(order)}""",
            [year],
        )
    )


def _nested(table: FormTable, singles: Sequence[Any]) -> Row:
    row: Row = {}
    for (at, _), value in zip(table.columns.values(), singles, strict=True):
        *groups, name = at.path.split(".")
        here = row
        for group in groups:
            here = here.setdefault(group, {})
        here[name] = value
    return row


def _append(
    table: FormTable, parents: Mapping[tuple[int, ...], Row], key: tuple[int, ...], row: Row
) -> None:
    """Put a row into its list; a gap in the numbers means that rows were lost."""
    here = parents.get(key[:-1])
    *groups, name = table.lists[-1].path.split(".")
    for group in groups:
        here = here and here.setdefault(group, {})
    rows = None if here is None else here.setdefault(name, [])
    if rows is None or len(rows) != key[-1]:
        raise UserError(f"数据库的表 {table.name} 缺少行，请用备份恢复。")
    rows.append(row)


def save_submission(db: Database, before: Submission | None, after: Submission | None) -> None:
    """Bring the rows of a submission from `before` to `after`; to be called in a transaction."""
    if after is None:
        if before is not None:
            db.table("submissions").delete(_submission_id(db, before))
    elif before is None:
        _save_parts(db, _insert_submission(db, after), Submission(after.unit, after.year), after)
    else:
        _save_parts(db, _submission_id(db, before), before, after)


def _submission_id(db: Database, submission: Submission) -> int:
    found = db.execute(
        """SELECT submissions.id FROM submissions JOIN units ON units.id = submissions.unit
           WHERE units.name = ? AND submissions.year = ?""",
        [submission.unit, submission.year],
    ).fetchone()
    return int(found[0])


def _insert_submission(db: Database, submission: Submission) -> int:
    db.execute("INSERT INTO units (name) VALUES (?) ON CONFLICT DO NOTHING", [submission.unit])
    (unit,) = db.execute("SELECT id FROM units WHERE name = ?", [submission.unit]).fetchone()
    return insert(db, "submissions", {"unit": unit, "year": submission.year})


def _save_parts(db: Database, submission: int, before: Submission, after: Submission) -> None:
    save_judged(db, submission, before, after)
    if before.files != after.files:
        db.execute("DELETE FROM files WHERE submission = ?", [submission])
        rows = [
            (submission, position, *dataclasses.astuple(file))
            for position, file in enumerate(after.files)
        ]
        upsert(db, "files", ("submission", "position"), _FILE_COLUMNS, rows)
    old = {filled.key: (position, filled) for position, filled in enumerate(before.forms)}
    ids = dict(
        db.execute("SELECT key, id FROM forms WHERE submission = ?", [submission]).fetchall()
    )
    replaced = {
        filled.key
        for filled in after.forms
        if filled.key in old and old[filled.key][1].code != filled.code
    }
    gone = (old.keys() - {filled.key for filled in after.forms}) | replaced
    for key in gone:
        db.table("forms").delete(ids[key])
    for position, filled in enumerate(after.forms):
        row = {"position": position, "file": filled.file}
        if filled.key in old and filled.key not in gone:
            was, old_filled = old[filled.key]
            if (was, old_filled.file) != (position, filled.file):
                db.table("forms").update(ids[filled.key], row)
            _save_form(db, ids[filled.key], old_filled, filled)
        else:
            new = {"submission": submission, "key": filled.key, "code": filled.code, **row}
            _save_form(db, insert(db, "forms", new), None, filled)


def _save_form(db: Database, form: int, before: Filled | None, after: Filled) -> None:
    if before is after:
        return
    for table in form_tables(after.code):
        _save_rows(db, table, form, before, after)
    _save_known(db, "provenance", form, before.sources if before else {}, after.sources)
    _save_known(db, "unread", form, before.unread if before else {}, after.unread)
    _save_known(db, "reviews", form, before.reviews if before else {}, after.reviews)


def _save_rows(
    db: Database, table: FormTable, form: int, before: Filled | None, after: Filled
) -> None:
    old = table.rows(before.record) if before else {}
    new = table.rows(after.record)
    delete(db, table.name, table.key, ((form, *numbers) for numbers in old.keys() - new.keys()))
    changed: list[tuple[Any, ...]] = []
    for numbers, row in new.items():
        was = old.get(numbers)
        if row is was:
            continue
        values = table.values(row)
        if was is None or table.values(was) != values:
            changed.append((form, *numbers, *values))
    upsert(db, table.name, table.key, tuple(table.columns), changed)


def _save_known(
    db: Database, table: str, form: int, before: Mapping[At, Known], after: Mapping[At, Known]
) -> None:
    """Sources, unread texts or reviews by place."""
    if before is after:
        return
    key = ("form", "path")
    delete(db, table, key, ((form, at.path) for at in before if at not in after))
    changed = [
        (form, at.path, *_values(value))
        for at, value in after.items()
        if (was := before.get(at)) is not value and (was is None or _values(was) != _values(value))
    ]
    upsert(db, table, key, _KNOWN[table], changed)


def _values(known: Known) -> tuple[str | int | None, ...]:
    """A source, an unread text or a review as stored."""
    return (plain(known.score), known.reason) if isinstance(known, Review) else known

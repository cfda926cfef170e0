"""The tables: those of the forms are derived from their specs, the others stand here.

A form's single values are one row of a table named by its code, groups flattened
(`fund.score` → `f2.fund_score`); each of its lists is a table (`f2_indicators`), a list in a list
as well (`f4_tables_rows`), numbered from 0 as in places (`tables_no`, `rows_no`). Numbers are
TEXT, because SQLite's REAL would lose their digits; days are ISO TEXT; flags are 0 or 1.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from core.address import At
from core.forms import FORMS
from core.schema.form import Record, get, specs_of
from core.schema.kinds import Kind

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import ForeignKey

Stored = str | int | None
"""What a cell of the database holds."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table. `references`: columns → the table whose key they are."""

    name: str
    columns: Mapping[str, type]
    key: tuple[str, ...]
    references: Mapping[tuple[str, ...], str]
    optional: frozenset[str] = frozenset()
    unique: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTable:
    """The table of a form's single values, or of one of its lists.

    `lists` are the fields that lead to the list, empty for the form itself; `columns` are the
    single values of a row: column → its place in the row, and its kind.
    """

    name: str
    lists: tuple[At, ...]
    columns: Mapping[str, tuple[At, Kind]]
    numbers: tuple[str, ...] = field(init=False)
    """The columns that number the row, outermost list first."""
    cells: tuple[tuple[Callable[[Record], Any], Callable[[Any], Stored]], ...] = field(init=False)
    """How each single value is got from a row, and how it is stored."""

    def __post_init__(self) -> None:
        numbers = tuple(f"{_column(at)}_no" for at in self.lists)
        cells = tuple((attrgetter(at.path), kind.dump) for at, kind in self.columns.values())
        object.__setattr__(self, "numbers", numbers)
        object.__setattr__(self, "cells", cells)

    @property
    def key(self) -> tuple[str, ...]:
        return ("form", *self.numbers)

    def rows(self, record: Record) -> dict[tuple[int, ...], Record]:
        """The rows of a form by their numbers."""
        found: dict[tuple[int, ...], Record] = {(): record}
        for at in self.lists:
            found = {
                (*numbers, index): row
                for numbers, parent in found.items()
                for index, row in enumerate(get(parent, at))
            }
        return found

    def values(self, row: Record) -> tuple[Stored, ...]:
        """The single values of a row as stored, in the order of `columns`."""
        return tuple([dump(value(row)) for value, dump in self.cells])

    def spec(self, parent: str) -> TableSpec:
        """The table itself; a row goes when its parent row does."""
        types = {"TEXT": str, "INTEGER": int}
        columns = {name: types[kind.sql] for name, (_, kind) in self.columns.items()}
        numbers: dict[str, type] = dict.fromkeys(self.key, int)
        return TableSpec(
            self.name,
            {**numbers, **columns},
            self.key,
            {self.key[:-1] or self.key: parent},
            frozenset(columns),
        )


@functools.cache
def form_tables(code: str) -> tuple[FormTable, ...]:
    """The tables of a form, a list behind the one that holds it."""
    return tuple(_tables(FORMS[code], code, ()))


def _tables(cls: type[Record], name: str, lists: tuple[At, ...]) -> Iterator[FormTable]:
    yield FormTable(name, lists, {_column(at): (at, kind) for at, kind in _singles(cls)})
    for at, row in _lists(cls):
        yield from _tables(row, f"{name}_{_column(at)}", (*lists, at))


def _singles(cls: type[Record], within: At | None = None) -> Iterator[tuple[At, Kind]]:
    for name, spec in specs_of(cls).items():
        here = within.child(name) if within else At(name)
        if spec.group is not None:
            yield from _singles(spec.group, here)
        elif spec.kind is not None:
            yield here, spec.kind


def _lists(cls: type[Record], within: At | None = None) -> Iterator[tuple[At, type[Record]]]:
    for name, spec in specs_of(cls).items():
        here = within.child(name) if within else At(name)
        if spec.group is not None:
            yield from _lists(spec.group, here)
        elif spec.rows is not None:
            yield here, spec.rows


def _column(at: At) -> str:
    return at.path.replace(".", "_")


SOURCE_COLUMNS = ("text", "table_no", "row_no", "column_no", "paragraph_no", "sheet", "doubt")
"""The columns of a `Source`, in its order; the names that SQL reserves are avoided."""
UNREAD_COLUMNS = ("text", "why")
REVIEW_COLUMNS = ("score", "reason")

FIXED = (
    TableSpec("meta", {"name": str, "value": str}, ("name",), {}),
    TableSpec("years", {"year": int, "scheme": str, "scheme_text": str}, ("year",), {}),
    TableSpec(
        "units",
        {"id": int, "name": str, "position": int},
        ("id",),
        {},
        optional=frozenset({"position"}),
        unique=("name",),
    ),
    TableSpec(
        "unit_facts",
        {"name": str, "code": str, "contact": str, "phone": str, "authority": str, "kind": str},
        ("name",),
        {},
    ),
    TableSpec(
        "unit_aliases",
        {"name": str, "position": int, "alias": str},
        ("name", "position"),
        {("name",): "unit_facts"},
    ),
    TableSpec(
        "unit_exempt",
        {"name": str, "position": int, "form": str},
        ("name", "position"),
        {("name",): "unit_facts"},
    ),
    TableSpec("deadlines", {"year": int, "day": str}, ("year",), {}),
    TableSpec("layouts", {"name": str, "text": str}, ("name",), {}),
    TableSpec("letterhead", {"name": str, "text": str}, ("name",), {}),
    TableSpec(
        "templates",
        {"form": str, "sha256": str, "name": str, "format": str, "size": int},
        ("form",),
        {},
    ),
    TableSpec("report_texts", {"section": str, "text": str, "facts": str}, ("section",), {}),
    TableSpec(
        "submissions",
        {"id": int, "unit": int, "year": int, "status": str, "status_words": str,
         "status_day": str},
        ("id",),
        {("unit",): "units", ("year",): "years"},
        optional=frozenset({"status", "status_words", "status_day"}),
        unique=("unit", "year"),
    ),
    TableSpec(
        "returns",
        {"submission": int, "position": int, "day": str, "findings": int, "number": str,
         "deadline": str},
        ("submission", "position"),
        {("submission",): "submissions"},
        optional=frozenset({"number", "deadline"}),
    ),
    TableSpec(
        "marks",
        {"submission": int, "form_key": str, "path": str, "check_code": str, "found": str,
         "expected": str, "state": str, "words": str, "day": str},
        ("submission", "form_key", "path", "check_code", "found", "expected"),
        {("submission",): "submissions"},
    ),
    TableSpec(
        "files",
        {"submission": int, "position": int, "sha256": str, "name": str, "format": str,
         "size": int},
        ("submission", "position"),
        {("submission",): "submissions"},
    ),
    TableSpec(
        "forms",
        {"id": int, "submission": int, "position": int, "key": str, "code": str, "file": str},
        ("id",),
        {("submission",): "submissions"},
        optional=frozenset({"file"}),
        unique=("submission", "key"),
    ),
    TableSpec(
        "provenance",
        {"form": int, "path": str, "text": str, "table_no": int, "row_no": int,
         "column_no": int, "paragraph_no": int, "sheet": str, "doubt": str},
        ("form", "path"),
        {("form",): "forms"},
        optional=frozenset(SOURCE_COLUMNS) - {"text"},
    ),
    TableSpec(
        "unread",
        {"form": int, "path": str, "text": str, "why": str},
        ("form", "path"),
        {("form",): "forms"},
    ),
    TableSpec(
        "reviews",
        {"form": int, "path": str, "score": str, "reason": str},
        ("form", "path"),
        {("form",): "forms"},
    ),
    TableSpec("steps", {"id": int, "at": str, "label": str}, ("id",), {}),
    TableSpec(
        "journal",
        {"step": int, "position": int, "submission": str, "forward": str, "inverse": str},
        ("step", "position"),
        {("step",): "steps"},
        optional=frozenset({"submission"}),
    ),
)  # fmt: skip
"""What is stored beside the forms. `units.position` is empty for a unit not on the county's list;
`unit_facts` go by name, because they stay while a unit's listing is undone; `journal` has one row
an edit; `meta` holds the version and the last step that is done. A mark names its form by key and
not by number, because a finding may be that a form is missing."""

KEPT = frozenset({"units", "years"})
"""These cannot be deleted while they are referred to; with all others goes what belongs to them."""

VIEWS = {
    "submitted_forms": """
        SELECT submissions.year, units.name AS unit, forms.key AS form, forms.code, forms.file,
            (SELECT count(*) FROM provenance WHERE provenance.form = forms.id) AS sources,
            (SELECT count(*) FROM unread WHERE unread.form = forms.id) AS unread,
            (SELECT count(*) FROM reviews WHERE reviews.form = forms.id) AS reviews
        FROM forms JOIN submissions ON submissions.id = forms.submission
            JOIN units ON units.id = submissions.unit
        ORDER BY submissions.year, units.name, forms.position""",
    "submitted_scores": """
        SELECT submissions.year, units.name AS unit, forms.key AS form, f3.project,
            coalesce(f2.fund_annual_budget, f3_funds.annual_budget) AS annual_budget,
            coalesce(f2.fund_executed, f3_funds.executed) AS executed,
            coalesce(f2.fund_score, f3_funds.score) AS fund_score,
            coalesce(f2.total_score, f3.total_score) AS total_score
        FROM forms JOIN submissions ON submissions.id = forms.submission
            JOIN units ON units.id = submissions.unit
            LEFT JOIN f2 ON f2.form = forms.id LEFT JOIN f3 ON f3.form = forms.id
            LEFT JOIN f3_funds ON f3_funds.form = forms.id AND f3_funds.row = 'total'
        WHERE forms.code IN ('f2', 'f3')
        ORDER BY submissions.year, units.name, forms.position""",
}
"""For people who look into the database with another program."""


def all_tables() -> tuple[TableSpec, ...]:
    """Every table, what is referred to first."""
    return (*FIXED, *itertools.chain.from_iterable(map(_form_specs, FORMS)))


def _form_specs(code: str) -> Iterator[TableSpec]:
    names = {table.lists: table.name for table in form_tables(code)}
    for table in form_tables(code):
        yield table.spec(names[table.lists[:-1]] if table.lists else "forms")


def create_schema(db: Database) -> None:
    """Make the tables and views of the newest version in an empty database."""
    keys = {spec.name: spec.key for spec in all_tables()}
    for spec in all_tables():
        created = db.table(spec.name).create(
            dict(spec.columns),
            pk=spec.key if len(spec.key) > 1 else spec.key[0],
            foreign_keys=[
                _reference(spec.name, columns, other, keys[other])
                for columns, other in spec.references.items()
            ],
            not_null=set(spec.columns) - spec.optional - {"id"},
            strict=True,
        )
        if spec.unique:
            created.create_index(spec.unique, unique=True)
    for name, sql in VIEWS.items():
        db.create_view(name, sql)


def _reference(
    table: str, columns: tuple[str, ...], other: str, key: tuple[str, ...]
) -> ForeignKey:
    from sqlite_utils.db import ForeignKey  # noqa: PLC0415 — see core/store/database.py

    return ForeignKey(
        table,
        columns[0] if len(columns) == 1 else None,
        other,
        key[0] if len(key) == 1 else None,
        columns,
        key,
        len(columns) > 1,
        "NO ACTION" if other in KEPT else "CASCADE",
    )

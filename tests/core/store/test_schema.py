"""The tables that the specs make."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.address import At
from core.forms import FORMS, Overall, OverallReport
from core.forms.overall import Fund
from core.forms.report import Table, TableRow
from core.schema.form import leaves
from core.source import Source, Unread
from core.store.database import connect
from core.store.schema import (
    FIXED,
    SOURCE_COLUMNS,
    UNREAD_COLUMNS,
    all_tables,
    create_schema,
    form_tables,
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = connect(tmp_path / "new.db")
    with made.atomic():
        create_schema(made)
    yield made
    made.close()


def test_every_list_is_a_table() -> None:
    names = {table.name for code in FORMS for table in form_tables(code)}
    assert names >= {
        "f1", "f1_lines", "f1_buildings", "f2", "f2_indicators", "f3", "f3_funds",
        "f3_indicators", "f4", "f4_sections", "f4_tables", "f4_tables_rows", "f5",
    }  # fmt: skip


@pytest.mark.parametrize("code", list(FORMS))
def test_every_field_has_a_column_and_no_two_share_one(code: str) -> None:
    tables = form_tables(code)
    single = {at for at, _, _ in leaves(FORMS[code]())}
    assert {at for at, _ in tables[0].columns.values()} == single
    for table in tables:
        columns = (*table.key, *table.columns)
        assert len(set(columns)) == len(columns)


def test_rows_are_numbered_through_all_lists() -> None:
    report = OverallReport(
        tables=(Table(title="甲"), Table(rows=(TableRow(label="乙"), TableRow(label="丙"))))
    )
    table = next(table for table in form_tables("f4") if table.name == "f4_tables_rows")
    assert table.key == ("form", "tables_no", "rows_no")
    rows = table.rows(report)
    assert {numbers: table.values(row)[0] for numbers, row in rows.items()} == {
        (1, 0): "乙",
        (1, 1): "丙",
    }


def test_a_source_is_stored_as_it_is() -> None:
    """Its values go into the columns in their order."""
    assert tuple(name.removesuffix("_no") for name in SOURCE_COLUMNS) == Source._fields
    assert Unread._fields == UNREAD_COLUMNS


def test_numbers_keep_their_digits_as_text() -> None:
    record = Overall(fund=Fund(executed=Decimal("98.20")))
    table = form_tables("f2")[0]
    assert table.columns["fund_executed"][0] == At("fund.executed")
    assert "98.20" in table.values(record)


def test_all_tables_are_strict_and_refer_to_each_other(db: Database) -> None:
    for spec in all_tables():
        table = db.table(spec.name)
        assert table.strict
        assert set(table.columns_dict) == set(spec.columns)
        assert {key.other_table for key in table.foreign_keys} == set(spec.references.values())
    assert len(db.table_names()) == len(all_tables())


def test_a_row_goes_with_its_form(db: Database) -> None:
    with db.atomic():
        db.table("years").insert({"year": 2024, "scheme": "甲", "scheme_text": ""})
        db.table("units").insert({"name": "甲局"})
        db.table("submissions").insert({"unit": 1, "year": 2024})
        db.table("forms").insert({"submission": 1, "position": 0, "key": "f4", "code": "f4"})
        db.table("f4").insert({"form": 1})
        db.table("f4_tables").insert({"form": 1, "tables_no": 0})
        db.table("f4_tables_rows").insert({"form": 1, "tables_no": 0, "rows_no": 0})
        db.execute("DELETE FROM submissions")
    assert {spec.name: db.table(spec.name).count for spec in all_tables() if spec not in FIXED} == {
        spec.name: 0 for spec in all_tables() if spec not in FIXED
    }


def test_views_can_be_read(db: Database) -> None:
    for view in db.view_names():
        assert list(db.query(f"SELECT * FROM {view}")) == []

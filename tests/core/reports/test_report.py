"""How values are printed, and how tables and columns are found."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.reports.report import (
    AMOUNT,
    BAR,
    COUNT,
    PERCENT,
    POINTS,
    TEXT,
    Chart,
    Column,
    Report,
    Row,
    Table,
    Value,
    drawn,
    shown,
)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (Decimal("1234567.5"), AMOUNT, "1,234,567.50"),
        (Decimal("-1234.005"), AMOUNT, "-1,234.005"),
        (Decimal("-0.3"), AMOUNT, "-0.30"),
        (Decimal("96.15"), PERCENT, "96.15%"),
        (Decimal("99.525"), POINTS, "99.525"),
        (Decimal("9.100000"), POINTS, "9.10"),
        (Decimal("1.23456"), AMOUNT, "1.2346"),
        (Decimal("17.0"), COUNT, "17"),
        (17, COUNT, "17"),
        ("=1+1", TEXT, "=1+1"),
        (None, AMOUNT, ""),
    ],
)
def test_values_are_printed(value: Value, kind: str, text: str) -> None:
    assert shown(value, kind) == text


def test_a_table_is_found_by_its_key() -> None:
    table = Table("one", "一", (Column("a", "甲", group="组"), Column("b", "乙")), ())
    report = Report("题", (table,))
    assert report.table("one") is table
    assert (table.column("b"), table.grouped) == (1, True)
    with pytest.raises(KeyError):
        report.table("two")


def test_where_not_all_find_room_the_largest_are_drawn_and_told() -> None:
    columns = (Column("unit", "单位"), Column("a", "甲", AMOUNT))
    rows: tuple[Row, ...] = (
        ("小", Decimal(1)),
        ("大", Decimal(3)),
        ("中", None),
        ("次", Decimal(2)),
    )
    table = Table("t", "表", columns, rows)
    chart = Chart(BAR, "支出", "t", "unit", ("a",), rows=2, largest=True)
    assert drawn(chart, table) == ("支出，最多的2个单位", (rows[1], rows[3]))
    assert drawn(replace(chart, rows=4), table) == ("支出", rows)
    assert drawn(replace(chart, largest=False), table) == ("支出", rows[:2])

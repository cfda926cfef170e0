"""How values are printed, and how tables and columns are found."""

from decimal import Decimal

import pytest

from core.reports.report import (
    AMOUNT,
    COUNT,
    PERCENT,
    POINTS,
    TEXT,
    Column,
    Report,
    Table,
    Value,
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

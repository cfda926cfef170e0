"""汇总表, 排名, 等次分布: which total counts, who ranks where, what the sums are."""

import dataclasses
import datetime as dt
from decimal import Decimal

from core.checks.finding import ERROR
from core.judgement import Return
from core.reports.overview import grades_table, ranking_table, summary_table
from core.reports.report import Chart, Heading, Table, Value
from core.reports.summary import summary_report, with_tables
from tests.core.reports.made import COUNTY, GOOD, MARKED_DOWN, MISSING, SCHEME, YEAR


def cell(table: Table, row: int, key: str) -> Value:
    return table.rows[row][table.column(key)]


def test_the_reviewed_total_counts_before_the_computed() -> None:
    table = summary_table(COUNTY)
    assert cell(table, 0, "computed") == Decimal("99.53")
    assert cell(table, 0, "reviewed") == cell(table, 0, "final") == Decimal("79.53")
    assert cell(table, 0, "grade") == SCHEME.grade(Decimal("79.53"))
    assert cell(table, 1, "reviewed") is None
    assert cell(table, 1, "final") == Decimal("100.00")


def test_a_unit_that_has_not_handed_in_keeps_its_line() -> None:
    table = summary_table(COUNTY)
    empty = {"final", "grade", "rank", "annual", "errors"}
    assert [cell(table, 2, key) for key in empty] == [None] * len(empty)
    assert cell(table, 2, "remark") == MISSING.status == "未报送"


def test_the_rate_of_the_county_is_no_mean_of_rates() -> None:
    table = summary_table(COUNTY)
    assert table.total is not None
    total = dict(zip((column.key for column in table.columns), table.total, strict=True))
    assert (total["annual"], total["executed"]) == (Decimal(400), Decimal("390.5"))
    assert total["rate"] == Decimal("97.63")
    assert total["final"] == Decimal("89.77")
    assert total["errors"] == MARKED_DOWN.count(ERROR) + GOOD.count(ERROR)


def test_equal_totals_share_a_rank() -> None:
    twin = dataclasses.replace(GOOD, unit="某县另一局")
    table = ranking_table((GOOD, MARKED_DOWN, twin, MISSING))
    assert [cell(table, row, "rank") for row in range(len(table.rows))] == [1, 1, 3]
    assert cell(table, 2, "gap") == Decimal("79.53") - Decimal("99.525")


def test_the_grades_count_every_unit_once() -> None:
    table = grades_table(COUNTY)
    counts = {str(row[0]): row[table.column("count")] for row in table.rows}
    assert counts == {"优": 1, "良": 0, "中": 1, "差": 0, "未评等次": 1}
    assert table.total is not None
    assert table.total[table.column("count")] == len(COUNTY)


def test_no_unit_at_all() -> None:
    assert summary_table(()).rows == ranking_table(()).rows == ()


def test_some_tables_alone_keep_their_headings_and_charts() -> None:
    report = summary_report(COUNTY, YEAR)
    some = with_tables(report, {"ranking", "grades"})
    assert [table.key for table in some.tables] == ["ranking", "grades"]
    assert [type(part) for part in some.parts] == [Heading, Table, Chart] * 2
    assert with_tables(report, {table.key for table in report.tables}) == report


def test_a_unit_that_handed_in_again_is_remarked() -> None:
    assert GOOD.submission is not None
    again = (Return(dt.date(2025, 4, 20), 2),)
    unit = dataclasses.replace(GOOD, submission=dataclasses.replace(GOOD.submission, returns=again))
    assert cell(summary_table((unit,)), 0, "remark") == f"{unit.status}；缺附件4"
    assert (unit.status, GOOD.status) == ("已重报", "已报送")
    assert cell(summary_table((GOOD,)), 0, "remark") == "缺附件4"

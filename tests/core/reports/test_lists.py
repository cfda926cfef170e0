"""三公, 项目, 问题清单, 常见问题, 报送登记, 复核底稿."""

import dataclasses
from decimal import Decimal

from core.judgement import EXPLAINED
from core.reports.register import OPEN, findings_table, frequent_table, register_table
from core.reports.report import Row, Table, Value
from core.reports.spending import projects_table, three_public_table
from core.reports.unit_year import UnitYear
from core.reports.working_papers import working_papers_table
from core.standing import mark_of
from tests.core.reports.made import COUNTY, DAY, MARKED_DOWN


def named(table: Table, row: Row) -> dict[str, Value]:
    return dict(zip((column.key for column in table.columns), row, strict=True))


def explained(unit: UnitYear, check: str) -> UnitYear:
    """The unit after the finding of a check was explained."""
    assert unit.submission is not None
    finding = next(item.finding for item in unit.findings if item.finding.check == check)
    mark = mark_of(finding, EXPLAINED, "年中有外县考察", DAY)
    submission = dataclasses.replace(unit.submission, marks=(mark,))
    return dataclasses.replace(unit, submission=submission)


def test_three_public_tells_how_it_moved_and_what_the_parts_leave() -> None:
    table = three_public_table(COUNTY)
    first = named(table, table.rows[0])
    assert (first["change"], first["growth"]) == (Decimal("1.5"), Decimal("150.00"))
    assert first["rest"] == 0
    assert first["vehicle_final"] is None
    assert table.total is not None
    total = named(table, table.total)
    assert (total["three_public_final"], total["growth"]) == (Decimal("3.7"), Decimal("48.00"))


def test_a_project_tells_why_it_fell_short() -> None:
    table = projects_table(COUNTY)
    (row,) = (named(table, row) for row in table.rows)
    assert (row["unit"], row["project"], row["rate"]) == (
        "某县水田局",
        "水渠修缮",
        Decimal("80.00"),
    )
    assert "雨季停工" in str(row["reasons"])


def test_every_finding_is_listed_with_what_became_of_it() -> None:
    unit = explained(MARKED_DOWN, "BD-10")
    table = findings_table((unit,))
    assert len(table.rows) == len(unit.findings)
    states = {str(row[table.column("check")]): row[table.column("state")] for row in table.rows}
    assert states["BD-10"] == "已说明"
    assert states["CP-01"] == OPEN
    for row in (named(table, row) for row in table.rows):
        assert not str(row["fact"]).startswith("【")
        assert str(row["basis"]) not in str(row["fact"])


def test_frequent_findings_come_first_and_add_up() -> None:
    table = frequent_table(COUNTY)
    units = [row[table.column("units")] for row in table.rows]
    assert units == sorted(units, key=lambda count: -int(str(count)))
    assert table.total is not None
    assert table.total[table.column("times")] == len(findings_table(COUNTY).rows)


def test_the_register_knows_annexes_days_and_returns() -> None:
    table = register_table(COUNTY)
    first, second, third = (named(table, row) for row in table.rows)
    assert (first["f1"], first["f3"], first["f4"]) == (1, 1, 0)
    assert (first["contact"], first["phone"]) == ("孙某", "0700-1111111")
    assert first["signed"] == "2025年3月8日"
    assert (first["returns"], first["returned"], first["state"]) == (1, "2025年4月20日", "已退回")
    assert (second["returns"], second["state"]) == (0, "已报送")
    assert (third["f2"], third["state"]) == (0, "未报送")


def test_working_papers_show_three_scores_and_the_reviewer_s_reason() -> None:
    table = working_papers_table((MARKED_DOWN,))
    fund, row, *_ = (named(table, row) for row in table.rows)
    assert (fund["level1"], fund["actual"]) == ("预算执行", "95.25%")
    assert (fund["submitted"], fund["computed"]) == (Decimal("9.525"), Decimal("9.53"))
    assert (row["nature"], row["target"], row["measure"]) == ("≥", "12", "公里")
    assert (row["submitted"], row["reviewed"]) == (Decimal(90), Decimal(70))
    assert row["remark"] == "佐证材料不足"

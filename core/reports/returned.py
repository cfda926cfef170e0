"""退回登记: what went back to which unit on which day, under which number, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.judgement import Return
from core.reports.report import COUNT, Column, Heading, Paragraph, Report, Row, Table, day_words
from core.reports.unit_year import UnitYear


def returned_report(
    units: Sequence[UnitYear], year: int, today: dt.date, county: str = ""
) -> Report:
    """The register as a document of its own, as it stands today."""
    table = returned_table(units, today)
    counted = f"共退回{len(table.rows)}次，涉及{len({row[2] for row in table.rows})}个单位。"
    title = f"{county}{year}年度绩效自评材料退回登记"
    return Report(
        title,
        (Heading(f"{year}年度退回登记"), Paragraph(counted, "note"), table),
        landscape=True,
    )


def returned_table(units: Sequence[UnitYear], today: dt.date) -> Table:
    """Every return of the year by day and number, else in the county's order.

    Late answers are told.
    """
    found = [
        (item, unit, place + 1, len(unit.returns))
        for unit in units
        for place, item in enumerate(unit.returns)
    ]
    found.sort(key=_order)
    rows: tuple[Row, ...] = tuple(
        (
            number, item.number or "（没有通知）", unit.unit, day_words(item.day),
            day_words(item.deadline) if item.deadline else "", item.findings, f"第{time}次",
            _state(item, unit, today) if time == times else "已重报",
        )
        for number, (item, unit, time, times) in enumerate(found, 1)
    )  # fmt: skip
    columns = (
        Column("no", "序号", COUNT, 12),
        Column("number", "通知编号", width=46),
        Column("unit", "单位", width=60, left=True),
        Column("day", "退回日期", width=34),
        Column("deadline", "报回期限", width=34),
        Column("findings", "问题条数", COUNT, 20),
        Column("time", "次数", width=18),
        Column("state", "现在", width=24, left=True),
    )
    return Table("returned", "退回登记", columns, rows)


def _state(item: Return, unit: UnitYear, today: dt.date) -> str:
    """What came of the last return of a unit."""
    late = item.deadline is not None and item.deadline < today
    return "逾期未报" if late and unit.status == "已退回" else unit.status


def _order(found: tuple[Return, UnitYear, int, int]) -> tuple[object, ...]:
    item = found[0]
    return item.day, len(item.number), item.number

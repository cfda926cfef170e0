"""Execution rates, the lowest first, and 三公 over the years; for looking at, not for the books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.forms import BasicData
from core.forms.overall import Overall
from core.reports.overview import MONEY_UNIT
from core.reports.report import AMOUNT, COUNT, PERCENT, Column, Row, Table
from core.reports.unit_year import UnitYear, rate
from core.submission import Submission

_ITEMS = (
    ("three_public", "三公经费合计"),
    ("vehicle", "公务用车购置和维护"),
    ("abroad", "因公出国（境）"),
    ("reception", "公务接待"),
)


def rates_table(units: Sequence[UnitYear]) -> Table:
    """The execution rate of every unit that has one, the lowest first."""
    rows: list[Row] = []
    for unit in units:
        fund = (unit.overall[1] if unit.overall else Overall()).fund
        executed = rate(fund.executed, fund.annual_budget)
        if executed is not None:
            rows.append((unit.unit, fund.annual_budget, fund.executed, executed))
    rows.sort(key=lambda row: (row[3], row[0]))
    columns = (
        Column("unit", "单位", width=60, left=True),
        Column("annual", "全年预算", AMOUNT),
        Column("executed", "全年执行", AMOUNT),
        Column("rate", "执行率", PERCENT),
    )
    return Table("rates", "执行率", columns, tuple(rows), unit=MONEY_UNIT)


def three_public_years(submissions: Mapping[int, Sequence[Submission]]) -> Table:
    """The finals of 三公 by year, in 万元, over all units that handed in 附件1 that year.

    The year before the first is taken from its 上年决算数, as far as units gave it.
    """
    rows: list[Row] = []
    for year in sorted(submissions):
        forms = [
            filled.record
            for submission in submissions[year]
            for filled in submission.of_code("f1")
            if isinstance(filled.record, BasicData)
        ]
        if not rows and forms:
            rows.append(_year(year - 1, forms, "prior_final"))
        rows.append(_year(year, forms, "final"))
    columns = (
        Column("year", "年度"),
        Column("units", "单位数", COUNT),
        *(Column(item, title, AMOUNT) for item, title in _ITEMS),
    )
    return Table("three_public_years", "三公历年", columns, tuple(rows), unit=MONEY_UNIT)


def _year(year: int, forms: Sequence[BasicData], column: str) -> Row:
    sums: dict[str, Decimal] = {}
    count = 0
    for form in forms:
        said = {line.item: getattr(line, column) for line in form.lines}
        count += said.get("three_public") is not None
        for item, _ in _ITEMS:
            if said.get(item) is not None:
                sums[item] = sums.get(item, Decimal(0)) + said[item]
    return (f"{year}年度", count, *(sums.get(item) for item, _ in _ITEMS))

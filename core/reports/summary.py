"""The county's summary of a year: all its tables with the drawings that belong to them."""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from core.letterhead import NO_LETTERHEAD, Letterhead
from core.number import short
from core.reports.overview import grades_table, ranking_table, summary_table
from core.reports.register import findings_table, frequent_table, register_table
from core.reports.report import (
    AMOUNT,
    BAR,
    PIE,
    POINTS,
    Chart,
    Heading,
    Paragraph,
    Part,
    Report,
    Table,
    shown,
)
from core.reports.spending import projects_table, three_public_table
from core.reports.unit_year import UnitYear
from core.reports.working_papers import working_papers_table


def summary_report(
    units: Sequence[UnitYear], year: int, head: Letterhead = NO_LETTERHEAD
) -> Report:
    """The tables of the year in the order in which the county reads them."""
    county = head.county
    tables = (
        summary_table(units),
        ranking_table(units),
        grades_table(units),
        three_public_table(units),
        projects_table(units),
        frequent_table(units),
        findings_table(units),
        register_table(units),
        working_papers_table(units),
    )
    made = f"制表单位：{head.office}。" if head.office else ""
    overview = Paragraph(_overview(units, tables[0]) + made, "note")
    parts: list[Part] = []
    for table in tables:
        title = f"{county}{year}年度{_TITLES.get(table.key, table.name)}"
        parts += [Heading(title), *((overview,) if table.key == "summary" else ()), table]
        parts += [chart for chart in _CHARTS if chart.table == table.key and table.rows]
    return Report(f"{county}{year}年度部门整体支出绩效自评汇总", tuple(parts), landscape=True)


def with_tables(report: Report, keys: Collection[str]) -> Report:
    """The report with some of its tables only, each with its heading and its drawings."""
    groups: list[list[Part]] = []
    for part in report.parts:
        if isinstance(part, Heading):
            groups.append([])
        groups[-1].append(part)
    kept = [
        group
        for group in groups
        if any(isinstance(part, Table) and part.key in keys for part in group)
    ]
    return replace(report, parts=tuple(itertools.chain.from_iterable(kept)))


_TITLES = {
    "summary": "部门整体支出绩效自评汇总表",
    "ranking": "部门整体支出绩效自评得分排名",
    "grades": "部门整体支出绩效自评等次分布",
    "three_public": "“三公”经费情况表",
    "projects": "项目支出绩效自评汇总表",
    "frequent": "绩效自评常见问题",
    "findings": "绩效自评复核问题清单",
    "register": "绩效自评材料报送登记表",
    "working_papers": "绩效自评复核底稿",
}
_CHARTS = (
    Chart(BAR, "基本支出和项目支出（万元）", "summary", "unit", ("basic", "project"),
          largest=True),
    Chart(BAR, "认定得分（前二十名）", "ranking", "unit", ("final",)),
    Chart(PIE, "各等次单位数", "grades", "grade", ("count",)),
    Chart(
        BAR, "“三公”经费上年、预算、决算（万元）", "three_public", "unit",
        ("three_public_prior_final", "three_public_budget", "three_public_final"), largest=True,
    ),
    Chart(BAR, "涉及单位最多的问题（单位数）", "frequent", "title", ("units",), rows=10),
)  # fmt: skip


def _overview(units: Sequence[UnitYear], table: Table) -> str:
    """The year in a sentence, from the figures of the table below it."""
    total = table.total or ()
    missing = sum(unit.submission is None for unit in units)
    rate, mean = total[table.column("rate")], total[table.column("final")]
    said = [f"应报送单位{len(units)}个，已报送{len(units) - missing}个，未报送{missing}个"]
    for key, words in (("annual", "全年预算"), ("executed", "全年执行")):
        amount = total[table.column(key)]
        if isinstance(amount, Decimal):
            said.append(f"{words}{shown(amount, AMOUNT)}万元")
    if isinstance(rate, Decimal):
        said.append(f"执行率{short(rate)}%")
    if isinstance(mean, Decimal):
        said.append(f"平均认定得分{shown(mean, POINTS)}分")
    return "，".join(said) + "。"

"""三公 and 项目: what the units spent on travel, cars and guests, and on their projects."""

from collections.abc import Sequence
from decimal import Decimal

from core.forms.project import Project
from core.number import short
from core.reports.overview import MONEY_UNIT, TOTAL, column_sums
from core.reports.report import AMOUNT, COUNT, PERCENT, POINTS, Column, Row, Table
from core.reports.unit_year import UnitYear, rate

_GROUPS = (
    ("three_public", "三公经费合计"),
    ("vehicle", "公务用车购置和维护"),
    ("abroad", "因公出国（境）"),
    ("reception", "公务接待"),
)
_KINDS = (("prior_final", "上年"), ("budget", "预算"), ("final", "决算"))
_LONGEST = 120


def three_public_table(units: Sequence[UnitYear]) -> Table:
    """三公: each kind by last year, budget and final; how the whole moved; what the parts leave."""
    columns = (
        Column("no", "序号", COUNT, 8),
        Column("unit", "单位", width=40, left=True),
        *(
            Column(f"{item}_{key}", title, AMOUNT, 14.5, group, total=f"SUM([{item}_{key}:])")
            for item, group in _GROUPS
            for key, title in _KINDS
        ),
        Column("change", "比上年", AMOUNT, 14.5, "合计变动", _CHANGE, "SUM([change:])"),
        Column("growth", "增长率", PERCENT, 17, "合计变动", _GROWTH, _GROWTH),
        Column("rest", "合计减分项", AMOUNT, 16, formula=_REST, total="SUM([rest:])"),
    )
    rows = tuple(
        _three_public(number, unit)
        for number, unit in enumerate((unit for unit in units if unit.basic), 1)
    )
    sums = column_sums(columns, rows)
    sums["growth"] = rate(sums["change"], sums["three_public_prior_final"])
    total: Row = ("", TOTAL, *(sums.get(column.key) for column in columns[2:]))
    return Table("three_public", "三公", columns, rows, total, MONEY_UNIT)


_CHANGE = "[three_public_final]-[three_public_prior_final]"
_GROWTH = "ROUND([change]/[three_public_prior_final],4)"
_REST = "[three_public_final]-SUM([vehicle_final],[abroad_final],[reception_final])"


def _three_public(number: int, unit: UnitYear) -> Row:
    lines = {line.item: line for line in unit.basic.lines} if unit.basic else {}
    values: dict[tuple[str, str], Decimal | None] = {
        (item, key): getattr(lines.get(item), key, None) for item, _ in _GROUPS for key, _ in _KINDS
    }
    final, prior = values["three_public", "final"], values["three_public", "prior_final"]
    change = final - prior if final is not None and prior is not None else None
    parts = [values[item, "final"] for item, _ in _GROUPS[1:]]
    rest = None if final is None else final - sum((part or Decimal(0) for part in parts), Decimal())
    return (number, unit.unit, *values.values(), change, rate(change, prior), rest)


def projects_table(units: Sequence[UnitYear]) -> Table:
    """项目: every project evaluated, its money, its totals and why it fell short."""
    rows: list[Row] = []
    for unit in units:
        for filled, project in unit.projects:
            scores = unit.scores(filled)
            fund = project.fund
            gap = None
            if scores.final is not None and scores.submitted is not None:
                gap = scores.final - scores.submitted
            rows.append(
                (
                    len(rows) + 1, unit.unit, project.project or "（未填名称）",
                    fund.initial_budget, fund.annual_budget, fund.executed,
                    rate(fund.executed, fund.annual_budget),
                    scores.submitted, scores.computed, scores.reviewed, gap, scores.grade,
                    _reasons(project),
                )
            )  # fmt: skip
    columns = (
        Column("no", "序号", COUNT, 9),
        Column("unit", "单位", width=38, left=True),
        Column("project", "项目名称", width=44, left=True),
        *(
            Column(key, title, AMOUNT, 19, "资金", total=f"SUM([{key}:])")
            for key, title in (
                ("initial", "年初预算"), ("annual", "全年预算"), ("executed", "全年执行"),
            )
        ),
        Column("rate", "执行率", PERCENT, 17, "资金", _RATE, _RATE),
        Column("submitted", "自评", POINTS, 14, "得分"),
        Column("computed", "复算", POINTS, 14, "得分"),
        Column("reviewed", "复核", POINTS, 14, "得分"),
        Column("gap", "偏差", POINTS, 12, "得分"),
        Column("grade", "等次", width=10),
        Column("reasons", "主要偏差原因", width=50, left=True),
    )  # fmt: skip
    sums = column_sums(columns, rows)
    sums["rate"] = rate(sums["executed"], sums["annual"])
    total: Row = ("", TOTAL, "", *(sums.get(column.key) for column in columns[3:]))
    return Table("projects", "项目", columns, tuple(rows), total, MONEY_UNIT)


_RATE = "ROUND([executed]/[annual],4)"


def _reasons(project: Project) -> str:
    """What the unit wrote beside the rows that lost points, the points first."""
    said = [
        f"{row.level3 or row.level2 or ''}（-{short(row.weight - row.score)}分）：{row.deviation}"
        for row in project.indicators
        if row.weight is not None and row.score is not None and row.score < row.weight
        and row.deviation
    ]  # fmt: skip
    text = "；".join("".join(part.split()) for part in said)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

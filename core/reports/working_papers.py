"""复核底稿: every scored row of every f2 and f3, as submitted, recomputed and reviewed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.address import At
from core.checks.where import form_words
from core.forms import Evaluation, Overall, Project
from core.number import round_to, short
from core.reports.report import COUNT, PERCENT, POINTS, Column, Row, Table
from core.reports.unit_year import UnitYear, rate, scored_rows
from core.scoring.result import BLANK, NONE, Scored
from core.scoring.target import NUMBER, parse_value
from core.submission import Filled

_HUNDRED = Decimal(100)
_SCALES = {Decimal(1): "", Decimal(10**4): "万", Decimal(10**8): "亿"}


def working_papers_table(units: Sequence[UnitYear]) -> Table:
    """A row for 预算执行 and for each indicator; the reviewed columns wait for the reviewer."""
    rows: list[Row] = []
    for unit in units:
        for filled in unit.forms:
            score = unit.score(filled)
            if score is None or not isinstance(filled.record, Overall | Project):
                continue
            if isinstance(filled.record, Project) and filled.record.blank:
                continue
            head = (unit.unit, form_words(filled.record))
            found = _rows(filled, filled.record, scored_rows(filled.record, score))
            rows += [(number, *head, *row) for number, row in enumerate(found, len(rows) + 1)]
    columns = (
        Column("no", "序号", COUNT, 9),
        Column("unit", "单位", width=26, left=True),
        Column("form", "自评表", width=30, left=True),
        Column("level1", "一级指标", width=16),
        Column("level2", "二级指标", width=18),
        Column("level3", "三级指标", width=30, left=True),
        Column("nature", "指标性质", width=12),
        Column("target", "指标值", width=24, left=True),
        Column("measure", "度量单位", width=12),
        Column("weight", "权重", POINTS, 12),
        Column("actual", "自评完成值", width=26, left=True),
        Column("submitted", "自评得分", POINTS, 12),
        Column("computed", "复算得分", POINTS, 12),
        Column("reviewed_value", "复核完成值", width=14, left=True),
        Column("reviewed", "复核得分", POINTS, 12),
        Column("deviation", "偏离度", PERCENT, 17),
        Column("remark", "备注（扣分原因）", width=40, left=True),
    )
    return Table("working_papers", "复核底稿", columns, tuple(rows))


def _rows(filled: Filled, record: Evaluation, scored: Sequence[tuple[At, Scored]]) -> Iterator[Row]:
    for at, result in scored:
        review = filled.reviews.get(at)
        reviewed = review.score if review else None
        reason = review.reason if review else ""
        if at.row is None or at.field == "funds":
            fund = record.fund
            executed = rate(fund.executed, fund.annual_budget)
            actual = "" if executed is None else f"{short(executed)}%"
            yield (
                "预算执行", "", "预算执行率", "定量", "100", "%", fund.weight, actual,
                result.submitted, result.computed, None, reviewed,
                None if executed is None else executed - _HUNDRED, reason or _why(result),
            )  # fmt: skip
            continue
        indicator = record.indicators[at.row]
        nature, target, measure = _target(indicator.target, record.year)
        yield (
            indicator.level1, indicator.level2, indicator.level3, nature, target, measure,
            indicator.weight, indicator.actual, result.submitted, result.computed, None, reviewed,
            None if result.completion is None else round_to(result.completion - _HUNDRED, 2),
            reason or indicator.deviation or _why(result),
        )  # fmt: skip


def _target(text: str | None, year: int | None) -> tuple[str, str | None, str]:
    """指标性质, 指标值 and 度量单位: 「≥60次」 is ≥, 60, 次; anything else stays in one piece."""
    value = parse_value(text, year)
    if value.kind != NUMBER or value.lead:
        return "", text, ""
    amount = value.amount
    scale = _SCALES.get(amount.scale)
    if scale is None:
        return value.op or "=", short(amount.value), amount.unit
    return value.op or "=", short(amount.face), f"{scale}{amount.unit}"


def _why(result: Scored) -> str:
    """How the computed score came about, where it is not the submitted one."""
    if result.rule in {BLANK, NONE} or result.computed == result.submitted:
        return ""
    return result.why

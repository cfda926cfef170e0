"""The scores of one self-evaluation form: 预算执行, every indicator, total and grade."""

import dataclasses
import re
from decimal import Decimal

from core.forms import Evaluation
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.forms.project import ProjectFund
from core.number import round_to, short
from core.schema.remembered import by_identity
from core.scheme import Scheme
from core.scoring import result, rules
from core.scoring.indicator import score_indicator
from core.scoring.result import FormScore, Scored
from core.text import squash

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_EXECUTION = re.compile(
    r"(?:部门|整体|项目|资金|年度|全年)*预算(?:资金)?执行(?:率|情况|进度)?(?:指标)?(?:得分)?"
    r"(?:[(（].*[)）])?"
)
_SPREAD = "spread"


@by_identity(64)
def score(form: Evaluation, scheme: Scheme) -> FormScore:
    """Every score of an f2 or f3 by the scheme, each with its reason in words.

    A form in which nothing was done yet (no money spent, no actual value, no score) has no total
    and no grade.
    """
    if is_untouched(form):
        nothing = tuple(Scored(None, None, "未填写", result.NONE) for _ in form.indicators)
        empty = Scored(None, None, "未填写", result.NONE)
        return FormScore(empty, nothing, empty, None)
    weight = fund_weight(form)
    fund = score_fund(dataclasses.replace(form.fund, weight=weight), scheme)
    if form.fund.weight is None and weight is not None:
        why = f"表内未列分值，按100减各指标分值计{short(weight)}分：{fund.why}"
        fund = dataclasses.replace(fund, why=why)
    indicators = tuple(_score_row(form, row, scheme) for row in form.indicators)
    total = total_of(form, fund, indicators, scheme)
    grade = None if total.computed is None else scheme.grade(total.computed)
    return FormScore(fund, indicators, total, grade)


def _score_row(form: Evaluation, row: Indicator, scheme: Scheme) -> Scored:
    """A row with the points of 预算执行 is scored by the amounts above."""
    if not is_fund_row(form, row):
        return score_indicator(row, scheme, form.year)
    fund = dataclasses.replace(form.fund, weight=row.weight, score=row.score)
    return score_fund(fund, scheme)


def is_untouched(form: Evaluation) -> bool:
    """Whether the unit has filled in neither money nor results nor scores."""
    fund = form.fund
    return (
        fund.executed is None
        and fund.score is None
        and form.total.score is None
        and all(row.actual is None and row.score is None for row in form.indicators)
    )


def fund_weight(form: Evaluation) -> Decimal | None:
    """The points of 预算执行; where the form scores it without naming them, what is left of 100."""
    if form.fund.weight is not None or form.fund.score is None:
        return form.fund.weight
    weights = [row.weight for row in form.indicators if row.weight is not None]
    left = _HUNDRED - sum(weights, Decimal(0))
    return left if weights and form.fund.score <= left else None


def repeats_fund(form: Evaluation) -> bool:
    """Whether a row tells 预算执行 once more, so that the rows make 100 by themselves."""
    weight = form.fund.weight
    together = sum((row.weight or _ZERO for row in form.indicators), _ZERO)
    return (
        bool(weight)
        and together == _HUNDRED
        and any(row.weight == weight and _names_execution(row) for row in form.indicators)
    )


def is_fund_row(form: Evaluation, row: Indicator) -> bool:
    """Whether a row has the points of 预算执行 and nothing else: no target, no result."""
    alike = row.weight is not None and form.fund.weight in {None, row.weight}
    return alike and row.target is None and row.actual is None and _names_execution(row)


def _names_execution(row: Indicator) -> bool:
    names = (row.level1, row.level2, row.level3)
    return any(_EXECUTION.fullmatch(squash(name)) for name in names if name)


def budget_of(fund: Fund | ProjectFund, scheme: Scheme) -> Decimal | None:
    """The denominator of 执行率; 全年预算数 where the configured one is blank or zero."""
    initial, annual = fund.initial_budget, fund.annual_budget
    if scheme.execution.denominator == "initial":
        return initial or annual
    if scheme.execution.denominator == "larger":
        return max((value for value in (initial, annual) if value is not None), default=None)
    return annual


def score_fund(fund: Fund | ProjectFund, scheme: Scheme) -> Scored:
    """The score of 预算执行."""
    if fund.weight is None:
        return Scored(fund.score, None, "未列分值，不计分", result.NONE)
    if fund.executed is None:
        return Scored(fund.score, None, "全年执行数未填，无法计算", result.MANUAL)
    budget = budget_of(fund, scheme)
    if budget is None and fund.executed != 0:
        return Scored(fund.score, None, "全年预算数未填，无法计算", result.MANUAL)
    if not budget:
        return _zero_budget(fund, fund.weight, scheme)
    if budget < 0 or fund.executed < 0:
        return Scored(fund.score, None, "金额为负数，需人工判断", result.MANUAL)
    points = rules.execution(fund.executed, budget, fund.weight, fund.rate, scheme)
    return Scored(
        fund.score, points.value, points.why, points.rule, points.accepted, points.completion
    )


def _zero_budget(fund: Fund | ProjectFund, weight: Decimal, scheme: Scheme) -> Scored:
    choice = scheme.execution.zero_budget
    if choice == _SPREAD:
        why = f"预算为零，按设置将{short(weight)}分摊入各项指标"
        return Scored(fund.score, Decimal(0), why, _SPREAD)
    value = weight if choice == "full" else Decimal(0)
    why = f"预算为零，按设置得{short(value)}分"
    return Scored(fund.score, round_to(value, scheme.places), why, result.NONE)


def total_of(
    form: Evaluation, fund: Scored, indicators: tuple[Scored, ...], scheme: Scheme
) -> Scored:
    """The sum of the scores: computed where that was possible, else submitted."""
    first = _ZERO if repeats_fund(form) else _counted(fund)
    rows = sum((_counted(item) for item in indicators), _ZERO)
    if fund.rule == _SPREAD and form.fund.weight is not None and form.fund.weight < _HUNDRED:
        rows = rows * _HUNDRED / (_HUNDRED - form.fund.weight)
    value = round_to(first + rows, scheme.places)
    why = f"预算执行{short(first)}+指标{short(round_to(rows, scheme.places))}={short(value)}"
    if repeats_fund(form):
        why = f"各项指标（含预算执行）{short(value)}"
    manual = sum(item.computed is None and item.submitted is not None for item in indicators)
    if manual:
        why += f"（其中{manual}项按自评得分计入，待人工判断）"
    missing = sum(
        item.computed is None and item.submitted is None and item.rule != result.NONE
        for item in (fund, *indicators)
    )
    if missing:
        why += f"（{missing}项没有得分，按0分计）"
    return Scored(form.total.score, value, why, "sum")


def _counted(item: Scored) -> Decimal:
    if item.computed is not None:
        return item.computed
    return item.submitted or Decimal(0)

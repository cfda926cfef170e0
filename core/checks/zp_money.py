"""ZP-01 to ZP-05, ZP-20: the budget of the 自评表, how much of it was spent, and the score."""

from collections.abc import Iterator
from decimal import Decimal

from core.checks.evaluation import (
    Money,
    evaluation_rule,
    fund,
    money_rows,
    row,
    rows_of,
    scored_money,
    shown,
    to_one_place,
    unreadable,
)
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.rule import POINTS, PRINTED, SUM, Breach, Look, example
from core.checks.sums import add, gap, nearest_gap, prints_as, rate_of, tolerance
from core.forms import Evaluation, Overall
from core.forms.overall import Expenditure, Income
from core.number import round_to, short
from core.schema.form import specs_of
from core.scoring.result import RATIO
from core.scoring.score import budget_of

_HUNDRED = Decimal(100)
_MONEY = ("initial_budget", "annual_budget", "executed")


def _exact_rate(money: Money, look: Look) -> Decimal | None:
    """执行率 in %, unrounded; None when it cannot be computed."""
    budget = budget_of(money, look.scheme)
    if money.executed is None or budget is None or budget <= 0 or money.executed < 0:
        return None
    return rate_of(money.executed, budget)


@evaluation_rule(
    "ZP-01",
    title="执行率计算",
    severity=ERROR,
    basis="执行率=全年执行数÷全年预算数×100%",
    tolerance=PRINTED,
    passes=example(Overall(fund=fund("100", "123.47", "111.27", "90.12"))),
    breaks=example(Overall(fund=fund("100", "123.47", "111.27", "92"))),
)
def execution_rate(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A hint for a fraction in place of a percentage, or 100 % of an overspent budget (ZP-03).

    And where the rate fits a sum of parts that the amounts contradict (ZP-06 to 08).
    """
    for at, money in money_rows(form):
        yield from unreadable(look, [at.child(name) for name in (*_MONEY, "rate")])
        exact = _exact_rate(money, look)
        if exact is None or money.rate is None or prints_as(exact, money.rate):
            continue
        due = round_to(exact, 2)
        fraction = prints_as(exact, money.rate.scaleb(2))
        capped = money.rate == _HUNDRED and exact > _HUNDRED
        slipped = money == form.fund and _fits_parts(form, money.rate, look)
        yield Breach(
            at.child("rate"),
            f"应为{_quotient(money, look)}={short(due)}%，现为{short(money.rate)}%，"
            + ("疑百分数格式丢失" if fraction else f"差{short(abs(due - money.rate))}个百分点"),
            expected=due,
            found=money.rate,
            severity=HINT if fraction or capped or slipped else None,
        )


def _fits_parts(form: Evaluation, rate: Decimal, look: Look) -> bool:
    """Whether the rate holds once the amount that its parts contradict is what they sum to."""
    budget, spent, addend = form.fund.annual_budget, form.fund.executed, look.scheme.addend
    if isinstance(form, Overall):
        income = [getattr(form.income, name) for name in specs_of(Income)]
        outlay = [getattr(form.expenditure, name) for name in specs_of(Expenditure)]
        gaps = [nearest_gap((budget, spent), parts, addend) for parts in (income, outlay)]
    else:
        rows = [row for row in form.funds if row.row != "total"]
        gaps = [
            gap(budget, [row.annual_budget for row in rows], addend),
            gap(spent, [row.executed for row in rows], addend),
        ]
    sums = [found.sum for found in gaps if found is not None and found.severity is None]
    pairs = [(together, budget) for together in sums] + [(spent, together) for together in sums]
    return any(
        part is not None and whole and whole > 0 and prints_as(rate_of(part, whole), rate)
        for part, whole in pairs
    )


def _amounts_in_doubt(money: Money, look: Look) -> bool:
    """Whether the printed rate, below 100 %, speaks of other amounts (ZP-01)."""
    exact = _exact_rate(money, look)
    return (
        exact is not None
        and money.rate is not None
        and 1 < money.rate < _HUNDRED
        and not prints_as(exact, money.rate)
    )


def _quotient(money: Money, look: Look) -> str:
    budget = budget_of(money, look.scheme)
    return f"{short(money.executed or Decimal(0))}÷{short(budget or Decimal(0))}"


@evaluation_rule(
    "ZP-02",
    title="执行率得分",
    severity=ERROR,
    basis="得分=分值×执行率，执行率超过100%的按100%计",
    tolerance=POINTS,
    passes=example(Overall(fund=fund("100", "123.47", "111.27", "90.12", "9.01"))),
    breaks=example(Overall(fund=fund("100", "123.47", "111.27", "90.12", "9.2"))),
)
def execution_score(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A score that follows from a wrong rate (ZP-01) or misprinted points (ZP-10) is a hint.

    So is one to one place. One above the points is ZP-11's.
    """
    at, money = scored_money(form)
    scored = look.score.fund if look.score else None
    if scored is None or scored.rule != RATIO or scored.computed is None:
        return
    given, limit = scored.submitted, look.scheme.limits.score
    if given is None or money.weight is None or not 0 <= given <= money.weight:
        return
    if any(abs(given - due) <= limit for due in (scored.computed, *scored.accepted)):
        return
    rate = scored.completion if money.rate is None else money.rate
    rows = add(item.weight for item in form.indicators)
    weights = (money.weight,) if rows is None else (money.weight, _HUNDRED - rows)
    follows = rate is not None and any(
        weight > 0 and abs(given - weight * rate / _HUNDRED) <= limit for weight in weights
    )
    yield Breach(
        at.child("score"),
        f"应为{short(scored.computed)}（{scored.why}），现为{short(given)}，"
        f"差{short(abs(given - scored.computed))}",
        expected=scored.computed,
        found=given,
        severity=HINT if follows or to_one_place(given, scored.computed) else None,
    )


@evaluation_rule(
    "ZP-03",
    title="执行数超预算",
    severity=WARNING,
    basis="全年执行数不应超过全年预算数",
    tolerance=SUM,
    passes=example(Overall(fund=fund("100", "100", "100"))),
    breaks=example(Overall(fund=fund("100", "100", "110"))),
)
def over_budget(form: Evaluation, look: Look) -> Iterator[Breach]:
    at, money = scored_money(form)
    spent, budget = money.executed, money.annual_budget
    if spent is None or not budget or spent <= budget:
        return
    slight = spent - budget <= tolerance((budget,), look.scheme.addend)
    doubtful = slight or _amounts_in_doubt(money, look)
    yield Breach(
        at.child("executed"),
        f"应不超过全年预算数{short(budget)}万元，现为{short(spent)}万元，"
        f"超{short(spent - budget)}万元",
        expected=f"不超过{short(budget)}",
        found=spent,
        also=(at.child("annual_budget"),),
        severity=HINT if doubtful else None,
    )


@evaluation_rule(
    "ZP-04",
    title="预算为零",
    severity=HINT,
    basis="有支出应有预算；预算为零时执行率得分按设置",
    passes=example(Overall(fund=fund("100", "100", "100"))),
    breaks=example(Overall(fund=fund("0", "100", "100"))),
)
def zero_budget(form: Evaluation, look: Look) -> Iterator[Breach]:
    at, money = scored_money(form)
    if not money.executed or money.executed <= 0:
        return
    for name, words in (("initial_budget", "年初预算数"), ("annual_budget", "全年预算数")):
        value = getattr(money, name)
        if value or look.unread(at.child(name)):
            continue
        now = "空白" if value is None else "0"
        yield Breach(
            at.child(name),
            f"{words}应大于0，现为{now}，全年执行数为{short(money.executed)}",
            expected="大于0",
            found=now,
            also=(at.child("executed"),),
            severity=ERROR if name == "annual_budget" and value == 0 else None,
        )


@evaluation_rule(
    "ZP-05",
    title="年中调整幅度",
    severity=HINT,
    basis="全年预算数较年初预算数调整超过一定幅度的应说明",
    tolerance="调整超过年初预算的20%才报",
    passes=example(Overall(fund=fund("100", "110", "110"))),
    breaks=example(Overall(fund=fund("100", "150", "150"))),
)
def adjustment(form: Evaluation, look: Look) -> Iterator[Breach]:
    at, money = scored_money(form)
    initial, annual = money.initial_budget, money.annual_budget
    if not initial or initial < 0 or annual is None:
        return
    change, limit = rate_of(annual - initial, initial), look.scheme.limits.adjustment
    if abs(change) > limit:
        yield Breach(
            at.child("annual_budget"),
            f"较年初预算数应在±{short(limit)}%以内或说明，现由{short(initial)}调整为{short(annual)}，"
            f"{'增加' if change > 0 else '减少'}{short(round_to(abs(change), 2))}%",
            expected=f"±{short(limit)}%以内",
            found=annual,
            also=(at.child("initial_budget"),),
        )


@evaluation_rule(
    "ZP-20",
    title="执行率与绩效背离",
    severity=WARNING,
    basis="绩效得分率不应明显高于预算执行率：(绩效得分率-执行率)÷绩效得分率",
    tolerance="高出5%以上才报",
    passes=shown(row("10次", "10次"), fund=fund("", "100", "98", "98", "9.8")),
    breaks=shown(row("10次", "10次"), fund=fund("", "100", "60", "60", "6")),
)
def divergence(form: Evaluation, look: Look) -> Iterator[Breach]:
    at, money = scored_money(form)
    executed = _exact_rate(money, look)
    pairs = [
        (item.weight, item.score)
        for _, item in rows_of(form)
        if item.weight is not None and item.score is not None
    ]
    weights = add(weight for weight, _ in pairs)
    points = add(min(weight, score) for weight, score in pairs)
    if executed is None or not weights or points is None or points <= 0:
        return
    reached = rate_of(points, weights)
    apart, limit = rate_of(reached - executed, reached), look.scheme.limits.divergence
    if apart > limit:
        yield Breach(
            at.child("rate"),
            f"与绩效得分率的背离应不超过{short(limit)}%，现执行率{short(round_to(executed, 2))}%，"
            f"绩效得分率{short(round_to(reached, 2))}%，背离{short(round_to(apart, 2))}%",
            expected=f"背离不超过{short(limit)}%",
            found=f"{short(round_to(apart, 2))}%",
            severity=HINT if _amounts_in_doubt(money, look) else None,
        )


RULES = (
    execution_rate,
    execution_score,
    over_budget,
    zero_budget,
    adjustment,
    divergence,
)

"""ZP-06 to ZP-08: the money of the 自评表 by kind and by source against its totals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.address import At
from core.checks.cells import line_cell
from core.checks.disputes import disputes
from core.checks.evaluation import (
    any_unread,
    evaluation_rule,
    fund,
    money_rows,
    scored_money,
    stands_elsewhere,
    unreadable,
)
from core.checks.finding import ERROR, HINT
from core.checks.rule import SUM, Breach, Look, example
from core.checks.sums import add, gap, nearest_gap
from core.forms import Overall, Project
from core.forms.overall import Expenditure, Income
from core.forms.project import ProjectFund
from core.number import short
from core.schema.form import specs_of

_MONEY = ("initial_budget", "annual_budget", "executed")


def _either_total(form: Overall, look: Look, name: str, words: str) -> Iterator[Breach]:
    """Parts that must sum to 全年预算数 or 全年执行数, whichever the unit chose.

    A hint where another finding tells the amount that is wrong.
    """
    part = getattr(form, name)
    places = tuple(At(name).child(field) for field in specs_of(type(part)))
    yield from unreadable(look, places)
    whole = (At("fund.annual_budget"), At("fund.executed"))
    if any_unread(look, (*places, *whole)):
        return
    amounts = [getattr(part, field) for field in specs_of(type(part))]
    totals = (form.fund.annual_budget, form.fund.executed)
    found = nearest_gap(totals, amounts, look.scheme.addend)
    given = add(amounts) or Decimal(0)
    if found is None or any(stands_elsewhere(look, (t or given) - given) for t in totals):
        return
    no_budget = form.fund.annual_budget == 0 and bool(form.fund.executed)
    told_elsewhere = no_budget or _as_reported(form, look, amounts)
    each = [short(value) for value in amounts if value]
    addends = f"{'+'.join(each)}=" if len(each) > 1 else ""
    slight = "（尾差）" if found.severity == HINT else ""
    yield Breach(
        next(at for at, value in zip(places, amounts, strict=True) if value is not None),
        f"{words}合计应为{short(found.total)}万元（全年预算数或全年执行数），"
        f"现为{addends}{short(found.sum)}万元，差{short(found.difference)}万元{slight}",
        expected=found.total,
        found=found.sum,
        also=whole,
        severity=HINT if told_elsewhere else found.severity,
    )


def _as_reported(form: Overall, look: Look, amounts: Sequence[Decimal | None]) -> bool:
    """Whether the sum holds once one amount is what the report says, or f1 (CX-01, CX-05)."""
    pairs: list[tuple[Decimal | None, Decimal]] = []
    line = line_cell(look.case, "project", "final")
    if line is not None and not look.is_off("CX-01"):
        pairs.append((form.expenditure.project, line[1]))
    if not look.is_off("CX-05"):
        told = disputes(look.case, "CX-05")
        pairs += [(d.value, d.claim.value) for d in told if not (d.doubt or d.tail)]
    together = add(amounts)
    totals = (form.fund.annual_budget, form.fund.executed)
    return together is not None and any(
        (now in amounts and together - now + due in totals) or (now in totals and due == together)
        for now, due in pairs
        if now is not None
    )


@evaluation_rule(
    "ZP-06",
    title="按收入性质合计",
    severity=ERROR,
    basis="按收入性质分的各项之和=全年预算数或全年执行数",
    forms=(Overall,),
    tolerance=SUM,
    passes=example(Overall(fund=fund("", "100", "90"), income=Income(general_public=Decimal(100)))),
    breaks=example(Overall(fund=fund("", "100", "90"), income=Income(general_public=Decimal(80)))),
)
def income_sum(form: Overall, look: Look) -> Iterator[Breach]:
    yield from _either_total(form, look, "income", "按收入性质分")


@evaluation_rule(
    "ZP-07",
    title="按支出性质合计",
    severity=ERROR,
    basis="基本支出+项目支出=全年执行数或全年预算数",
    forms=(Overall,),
    tolerance=SUM,
    passes=example(
        Overall(
            fund=fund("", "100", "90"),
            expenditure=Expenditure(basic=Decimal(60), project=Decimal(30)),
        )
    ),
    breaks=example(
        Overall(
            fund=fund("", "100", "90"),
            expenditure=Expenditure(basic=Decimal(60), project=Decimal(20)),
        )
    ),
)
def expenditure_sum(form: Overall, look: Look) -> Iterator[Breach]:
    yield from _either_total(form, look, "expenditure", "按支出性质分")


def _money_row(kind: str, amount: int) -> ProjectFund:
    value = Decimal(amount)
    return ProjectFund(row=kind, initial_budget=value, annual_budget=value, executed=value)


@evaluation_rule(
    "ZP-08",
    title="项目资金来源合计",
    severity=ERROR,
    basis="当年财政拨款+上年结转资金+其他资金=年度资金总额",
    forms=(Project,),
    tolerance=SUM,
    passes=example(Project(funds=(_money_row("total", 50), _money_row("current", 50)))),
    breaks=example(Project(funds=(_money_row("total", 50), _money_row("current", 40)))),
)
def project_sources(form: Project, look: Look) -> Iterator[Breach]:
    """A total of nothing in every column is one fact."""
    total_at, total = scored_money(form)
    parts = [(at, money) for at, money in money_rows(form) if at != total_at]
    nothing = not any(getattr(total, name) for name in _MONEY)
    told = False
    for name in _MONEY:
        amounts = [getattr(money, name) for _, money in parts]
        found = gap(getattr(total, name), amounts, look.scheme.addend)
        if found and stands_elsewhere(look, found.total - found.sum):
            continue
        if found and not any_unread(look, (at.child(name) for at, _ in parts)):
            yield Breach(
                total_at.child(name),
                f"按资金来源合计{found.says}",
                expected=found.sum,
                found=found.total,
                also=tuple(at.child(name) for at, _ in parts),
                severity=HINT if nothing and told else found.severity,
            )
            told = True


RULES = (income_sum, expenditure_sum, project_sources)

"""NR-10: what a report says in words against what the tables say."""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.cells import THREE_PUBLIC
from core.checks.finding import HINT, WARNING
from core.checks.narrative.arithmetic import verdicts
from core.checks.narrative.claims import Claim, Trend, claims, is_own, sections, trends
from core.checks.narrative.denials import denied
from core.checks.narrative.facts import Comparison
from core.checks.narrative.story import tell
from core.checks.narrative.verdict import quotient
from core.checks.nr_projects import project_money_off
from core.checks.nr_rates import rates_off
from core.checks.rule import Breach, Case, Example, example, rule
from core.forms import BasicData, Overall, OverallReport
from core.forms.basic_data import Line
from core.forms.report import Section
from core.number import round_to, short
from core.submission import Filled
from core.text import squash

_HUNDRED = Decimal(100)
_CENT = Decimal("0.005")
_BASES = frozenset({"project", "public"})
"""Lines of f1 whose year before is compared; CX-03 compares that of 三公经费."""
_LESS_SURE = frozenset({"public"})
"""A line of f1 that a report may well mean otherwise: only hints."""


def _trend_example(words: str, prior: str | None, final: str | None) -> Example:
    lines = (
        Line(item="three_public", label="三公经费", prior_final=Decimal(5), final=Decimal(4)),
        Line(
            item="vehicle",
            label="公务用车购置和维护经费",
            prior_final=Decimal(prior) if prior else None,
            final=Decimal(final) if final else None,
        ),
    )
    return example(
        BasicData(lines=lines),
        OverallReport(sections=(Section(no=1, heading="绩效情况", text=words),)),
    )


@rule(
    "NR-10",
    title="声明与表矛盾",
    severity=WARNING,
    basis="报告文字应与基础数据表、自评表一致",
    passes=_trend_example("公务用车费用同比减少50%。", "2", "1"),
    breaks=_trend_example("公务用车费用同比减少50%。", None, None),
)
def claim_against_table(case: Case) -> Iterator[Breach]:
    """Rising and falling against f1; rates and 「无项目支出」, 「无政府性基金支出」 against f2.

    And the money of a project's report against its form.
    """
    year = case.submission.year
    for filled in case.filled(OverallReport):
        mine = claims(filled, year)
        for trend in trends(filled):
            yield from _trend(case, trend, mine)
            yield from _grown(case, trend)
            yield from _from(case, trend)
        yield from _flats(case, filled)
        yield from _denials(case, filled.key)
        yield from rates_off(case, filled)
    yield from project_money_off(case)


def _trend(case: Case, trend: Trend, mine: tuple[Claim, ...]) -> Iterator[Breach]:
    told = trend.comparison
    unit, year = squash(case.submission.unit), case.submission.year
    if trend.year not in {None, year} or not is_own(trend.whose, unit):
        return
    line = _line(case, trend.noun)
    size = told.rate or told.change
    up = told.rate_up if told.change_up is None else told.change_up
    if line is None or size is None or not size.value or told.change_up not in {None, up}:
        return
    if told.rate_up not in {None, up} or told.base is not None:
        return
    if trend.noun not in THREE_PUBLIC | _LESS_SURE or "合计" in trend.words:
        return
    severity = HINT if trend.noun in _LESS_SURE else None
    places, before, now = line
    if not before and not now:
        if severity is None and not any(claim.noun == trend.noun and claim.value for claim in mine):
            yield Breach(
                trend.place,
                f"文字称“{trend.words}”，而基础数据表该行"
                f"{'空白' if before is None and now is None else '为0'}",
                "基础数据表该行有相应的上年数和本年数",
                trend.words,
                also=places,
            )
        return
    if before is None or now is None or any(c.figure.value != now for c in told.candidates[-1:]):
        return
    if before != now and (now > before) != up:
        yield Breach(
            trend.place,
            f"文字称“{trend.words}”，而基础数据表由{short(before)}万元"
            f"{'增加' if now > before else '减少'}到{short(now)}万元",
            "增加" if now > before else "减少",
            "增加" if up else "减少",
            also=places,
            severity=severity,
        )
    elif not _broken(case, trend) and (off := _size_off(told, before, now)):
        expected, found = off
        yield Breach(
            trend.place,
            f"文字称“{trend.words}”，按基础数据表上年{short(before)}万元、本年{short(now)}万元，"
            f"增减{'率' if '%' in found else '额'}应为{expected}，现为{found}",
            expected,
            found,
            also=places,
            severity=severity,
        )


def _grown(case: Case, trend: Trend) -> Iterator[Breach]:
    """「基本支出较上年增加16万元，增长6.67%」 by what f2 says of this year's."""
    told, overall = trend.comparison, case.first(Overall)
    change, rate = told.change, told.rate
    if overall is None or change is None or rate is None or told.candidates or told.base:
        return
    spent = overall.expenditure
    now = {"basic": spent.basic, "project": spent.project, "spending": overall.fund.executed}
    value = now.get(trend.noun)
    if value is None or told.change_up != told.rate_up or change.rough or rate.rough:
        return
    if trend.year not in {None, case.submission.year} or trend.whose:
        return
    before = value - change.value if told.change_up else value + change.value
    if before <= 0:
        return
    found = quotient(change, dataclasses.replace(change, value=before), rate)
    if found is None or found[1] is not None:
        return
    yield Breach(
        trend.place,
        f"文字称“{trend.words}”，按自评表本年{short(value)}万元增减率应为{short(found[0])}%，"
        f"现为{short(abs(rate.value))}%",
        f"{short(found[0])}%",
        f"{short(abs(rate.value))}%",
        also=tuple(Place(table.key, At(_SPENT[trend.noun])) for table in case.filled(Overall)[:1]),
    )


def _from(case: Case, trend: Trend) -> Iterator[Breach]:
    """「与上年52万元相比，项目支出增加8万元」: the year before, where this year's is that of f1."""
    told, line = trend.comparison, _line(case, trend.noun)
    base, change = told.base, told.change
    if base is None or base.rough or line is None or trend.noun not in _BASES:
        return
    year, unit = case.submission.year, squash(case.submission.unit)
    if trend.year not in {None, year} or told.against != "last" or not is_own(trend.whose, unit):
        return
    places, before, now = line
    reached = {amount.figure.value for amount in told.candidates}
    if change is not None and not change.rough:
        reached.add(base.value + (change.value if told.change_up else -change.value))
    if not before or now not in reached or "预算" in trend.words or _broken(case, trend):
        return
    if abs(before - base.value) > max(base.half, _CENT):
        yield Breach(
            trend.place,
            f"文字称“{trend.words}”，上年应为基础数据表的{short(before)}万元，"
            f"现为{short(base.value)}万元，差{short(abs(before - base.value))}万元",
            before,
            base.value,
            also=places,
            severity=HINT if trend.noun in _LESS_SURE else None,
        )


_SPENT = {
    "basic": "expenditure.basic",
    "project": "expenditure.project",
    "spending": "fund.executed",
}


def _flats(case: Case, filled: Filled) -> Iterator[Breach]:
    """「与上年持平」 of a line whose two years differ in f1."""
    for place, _heading, text in sections(filled):
        for amount in (a for told in tell(text).told for a in told.flat):
            line = _line(case, amount.noun or "")
            if line is None or amount.noun not in THREE_PUBLIC or amount.figure.rough:
                continue
            places, before, now = line
            if before is not None and now == amount.figure.value and before != now:
                yield Breach(
                    place,
                    f"文字称{short(now)}万元与上年持平，而基础数据表上年为{short(before)}万元",
                    short(before),
                    "与上年持平",
                    also=places,
                )


def _broken(case: Case, trend: Trend) -> bool:
    """Whether the sentence contradicts itself already."""
    text = case.submission.text(trend.place)
    change, rate = trend.comparison.change, trend.comparison.rate
    figures = {figure.start for figure in (change, rate) if figure is not None}
    return any(figures & verdict.figures for verdict in verdicts(text) if not verdict.severity)


def _size_off(told: Comparison, before: Decimal, now: Decimal) -> tuple[str, str] | None:
    """Expected and found, when the change or the rate is not that of the table."""
    gap = abs(now - before)
    change, rate = told.change, told.rate
    if change is not None and not change.rough:
        off = abs(gap - abs(change.value))
        if off > Decimal("0.015"):
            return f"{short(gap)}万元", f"{short(abs(change.value))}万元"
    elif change is None and rate is not None and not rate.rough and before:
        low = (gap - Decimal("0.01")) / (before + Decimal("0.005")) * _HUNDRED - rate.half
        high = (gap + Decimal("0.01")) / (before - Decimal("0.0049")) * _HUNDRED + rate.half
        if not low <= abs(rate.value) <= high:
            return f"{short(round_to(gap / before * _HUNDRED, 2))}%", f"{short(abs(rate.value))}%"
    return None


def _line(
    case: Case, item: str
) -> tuple[tuple[Place, Place], Decimal | None, Decimal | None] | None:
    """This year's and last year's final of a line of f1; of 三公经费 only if some are filled in."""
    for filled in case.filled(BasicData):
        lines = filled.record.lines if isinstance(filled.record, BasicData) else ()
        if item in THREE_PUBLIC and not any(
            row.item in THREE_PUBLIC and row.final is not None for row in lines
        ):
            return None
        for index, row in enumerate(lines):
            if row.item == item:
                places = [At.of("lines", index, name) for name in ("prior_final", "final")]
                if any(at in filled.unread for at in places):
                    return None
                before, now = (Place(filled.key, at) for at in places)
                return (now, before), row.prior_final, row.final
    return None


def _denials(case: Case, key: str) -> Iterator[Breach]:
    filled = case.submission.form(key)
    overall = case.first(Overall)
    if filled is None or overall is None:
        return
    own: tuple[tuple[str, Decimal | None, str], ...] = (
        ("project", overall.expenditure.project, "expenditure.project"),
        ("fund", overall.income.government_fund, "income.government_fund"),
    )
    table = next(iter(case.filled(Overall))).key
    for noun, value, path in own:
        place = denied(filled, noun, case.submission.year)
        if place is not None and value:
            name = "项目支出" if noun == "project" else "政府性基金"
            yield Breach(
                place,
                f"文字称无{name}，而自评表{name}为{short(value)}万元",
                short(value),
                f"无{name}",
                also=(Place(table, At(path)),),
            )

"""Rates and shares whose other side stands in the tables: 「预算执行率97%」, 「占总支出的68%」."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.cells import first
from core.checks.disputes import disputed
from core.checks.finding import HINT
from core.checks.narrative.arithmetic import verdicts, wholes_of
from core.checks.narrative.claims import part_of_year, quote, sections, year_told
from core.checks.narrative.facts import Share
from core.checks.narrative.figures import PERCENT, Figure
from core.checks.narrative.nouns import is_bare, noun_in
from core.checks.narrative.sentences import Sentence, words_before
from core.checks.narrative.story import tell
from core.checks.narrative.verdict import quotient
from core.checks.rule import Breach, Case
from core.forms import Overall, OverallReport
from core.number import short
from core.submission import Filled

_EXECUTION = re.compile(
    r"^(?:部门|单位|整体|总体|全年|年度|@|年|本|我|局|财政|支出|预算|资金|的|综合)*(?:预算|支出)执行率"
    r"(?:为|是|达到?|:)*$"
)
_PROJECT = re.compile("项目|专项|三公|公用|采购|季度|上半年|月底|月末")
_FUTURE = re.compile("改进|措施|建议|问题|下一步|应用|公开")
_WHOLES = {
    "spending": ("executed", "支出总额"),
    "basic": ("basic", "基本支出"),
    "project": ("project", "项目支出"),
}


def rates_off(case: Case, filled: Filled) -> Iterator[Breach]:
    """NR-10: execution rates and shares of a report that the figures of f2 do not give."""
    table, form = first(case, Overall), case.first(Overall)
    if table is None or form is None or not isinstance(filled.record, OverallReport):
        return
    for place, heading, text in sections(filled):
        if not _FUTURE.search(heading):
            yield from _execution(place, text, case.submission.year, table.key, form)
            yield from _shares(case, place, text, form)


def _execution(place: Place, text: str, year: int, key: str, form: Overall) -> Iterator[Breach]:
    """A rate without amounts of its own against that of f2, by any of its budgets."""
    fund = form.fund
    if fund.executed is None or fund.rate is None:
        return
    budgets = [_exact(value) for value in (fund.annual_budget, fund.initial_budget) if value]
    for sentence, figure in _rates_told(text, year):
        fits = (quotient(_exact(fund.executed), budget, figure) is None for budget in budgets)
        if figure.value == fund.rate or any(fits):
            continue
        yield Breach(
            place,
            f"“{quote(text[sentence.start : sentence.end])}”执行率应为自评表的"
            f"{short(fund.rate)}%，现为{short(figure.value)}%",
            f"{short(fund.rate)}%",
            f"{short(figure.value)}%",
            also=(Place(key, At("fund.rate")),),
        )


@functools.lru_cache(maxsize=128)
def _rates_told(text: str, year: int) -> tuple[tuple[Sentence, Figure], ...]:
    """The unit's execution rates that a text gives without the amounts."""
    found = []
    story = tell(text)
    for told, heading in zip(story.told, story.headings, strict=True):
        skeleton = told.sentence.skeleton
        if "执行率" not in skeleton or _PROJECT.search(heading) or _PROJECT.search(skeleton):
            continue
        for at, figure in told.sentence.figures.items():
            if figure.mark != PERCENT or figure.rough or any(a.at < at for a in told.amounts):
                continue
            if part_of_year(told, at) or year_told(told, at) not in {None, year}:
                continue
            if _EXECUTION.search(words_before(skeleton, at)):
                found.append((told.sentence, figure))
    return tuple(found)


def _shares(case: Case, place: Place, text: str, form: Overall) -> Iterator[Breach]:
    """「人员经费215万元，占总支出的68%」 where no sentence gives the total."""
    fund, income = form.fund, form.income
    known = {
        "executed": fund.executed,
        "basic": form.expenditure.basic,
        "project": form.expenditure.project,
    }
    others = [*known.values(), fund.annual_budget, fund.initial_budget, income.general_public]
    figures = [_exact(other) for other in others if other]
    for noun, part, percent, lists in _shares_told(text):
        name, words = _WHOLES[noun]
        value = known[name]
        parts = (part, *lists)
        if not value or any(
            quotient(each, figure, percent) is None for each in parts for figure in figures
        ):
            continue
        if any((place, each.start) in disputed(case) for each in parts):
            continue
        right, severity = quotient(part, _exact(value), percent) or (percent.value, None)
        yield Breach(
            place,
            f"“{quote(text[part.start : percent.end])}”占自评表{words}{short(value)}万元的比例应为"
            f"{short(right)}%，现为{short(percent.value)}%",
            f"{short(right)}%",
            f"{short(percent.value)}%",
            also=tuple(Place(table.key, _AT[name]) for table in case.filled(Overall)[:1]),
            severity=severity,
        )


@functools.lru_cache(maxsize=128)
def _shares_told(text: str) -> tuple[tuple[str, Figure, Figure, tuple[Figure, ...]], ...]:
    """Noun of the whole, part and percentage of the shares whose whole the text does not give.

    Behind a list a share may be of what is listed: the totals of the lists that end with the part.
    """
    story = tell(text)
    wrong = {start for v in verdicts(text) if v.severity != HINT for start in v.figures}
    return tuple(
        (
            noun,
            share.part.figure,
            share.percent,
            tuple(tree.total.figure for tree in trees if share.part in tree.parts),
        )
        for told, trees in zip(story.told, story.trees, strict=True)
        for share in told.shares
        if (noun := noun_in(share.whole)) in _WHOLES
        and noun is not None
        and share.part is not None
        and _certain(share)
        and share.part.figure.start not in wrong
        and not wholes_of(share, share.part, told, trees, story)
    )


_AT = {
    "executed": At("fund.executed"),
    "basic": At("expenditure.basic"),
    "project": At("expenditure.project"),
}


def _certain(share: Share) -> bool:
    """Whether the part is exact, of this year, and the whole the unit's own."""
    part = share.part
    return (
        part is not None
        and not part.figure.rough
        and not share.percent.rough
        and bool(part.figure.value)
        and part.kind in {None, "final"}
        and part.year != -1
        and not share.plan
        and is_bare(share.whole)
    )


def _exact(value: Decimal) -> Figure:
    return Figure("¥", value, "万元", Decimal("0.005"), False, 0, 0, short(value))

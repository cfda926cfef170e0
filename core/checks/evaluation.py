"""What the rules of the 自评表 (f2, f3) share: the guard, money rows, groups of indicators."""

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.address import At
from core.checks.finding import WARNING
from core.checks.rule import Breach, Example, Look, Rule, example, rule
from core.checks.sums import add
from core.checks.where import cut
from core.forms import Evaluation, Overall, Project
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.forms.project import ProjectFund
from core.number import places_of, read_number
from core.schema.remembered import by_identity
from core.scoring.score import is_untouched

Money = Fund | ProjectFund
Check = Callable[[Any, Look], Iterator[Breach]]
_TENTH = Decimal("0.05")
_OUTSIDE = "cells"
_MOST, _TOGETHER = 40, 3
_BLANK_REASONS = frozenset({"", "无", "/", "-", "—", "——", "空", "无偏差"})


def evaluation_rule(
    code: str,
    *,
    title: str,
    severity: str,
    basis: str,
    passes: Example,
    breaks: Example,
    tolerance: str = "",
    forms: Sequence[type[Overall] | type[Project]] = (Overall, Project),
) -> Callable[[Check], Rule]:
    """A rule over f2 and f3 that is silent on a form in which nothing was filled in yet."""

    def build(run: Check) -> Rule:
        def guarded(form: Evaluation, look: Look) -> Iterator[Breach]:
            if not is_untouched(form):
                yield from run(form, look)

        guarded.__doc__ = run.__doc__
        guarded.__name__ = run.__name__
        return rule(
            code,
            *forms,
            title=title,
            severity=severity,
            basis=basis,
            tolerance=tolerance,
            passes=passes,
            breaks=breaks,
        )(guarded)

    return build


def money_rows(form: Evaluation) -> tuple[tuple[At, Money], ...]:
    """The rows of money with their places, the scored one first."""
    if isinstance(form, Overall):
        return ((At("fund"), form.fund),)
    rows = [(At.of("funds", index), row) for index, row in enumerate(form.funds)]
    return tuple(sorted(rows, key=lambda item: item[1].row != "total"))


def scored_money(form: Evaluation) -> tuple[At, Money]:
    """The row of 年度资金总额 with its place."""
    if isinstance(form, Overall):
        return At("fund"), form.fund
    totals = [index for index, row in enumerate(form.funds) if row.row == "total"]
    return (At.of("funds", totals[0]) if totals else At("funds")), form.fund


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows under one level-1 indicator; `name` None where its cell is empty."""

    name: str | None
    rows: tuple[tuple[At, Indicator], ...]

    @property
    def at(self) -> At:
        return self.rows[0][0]

    @property
    def label_weight(self) -> Decimal | None:
        """The points printed in the level-1 label."""
        return self.rows[0][1].level1_weight


@functools.cache
def _places(count: int) -> tuple[At, ...]:
    return tuple(At.of("indicators", index) for index in range(count))


@by_identity(16)
def rows_of(form: Evaluation) -> tuple[tuple[At, Indicator], ...]:
    """The indicators with their places."""
    return tuple(zip(_places(len(form.indicators)), form.indicators, strict=True))


@by_identity(16)
def groups(form: Evaluation) -> tuple[Group, ...]:
    """The indicators by level 1, in order."""
    together = itertools.groupby(rows_of(form), key=lambda pair: pair[1].level1)
    return tuple(Group(name, tuple(rows)) for name, rows in together)


def weights_of(group: Group) -> Decimal | None:
    """The points of the rows of a group together."""
    return add(item.weight for _, item in group.rows)


def label_gap(group: Group, form: Evaluation) -> Decimal:
    """By how much the rows of a group exceed the points in its label; 0 where not comparable.

    A group that is resumed further down, as after a page break, is measured as a whole as well,
    and rows without level 1 count where their level 2 belongs.
    """
    if group.label_weight is None or (together := weights_of(group)) is None:
        return Decimal(0)
    name = group.name or level1_of(group.rows[0][1])
    whole = add(i.weight for i in form.indicators if (i.level1 or level1_of(i)) == name)
    return Decimal(0) if whole == group.label_weight else together - group.label_weight


def misprinted_weights(form: Evaluation) -> frozenset[At]:
    """Rows whose points are off by just what their group misses its label, the score being right.

    10 points and a full score of 10, printed as 11 points, in a group that then sums to 31 of 30.
    """
    return frozenset(
        at
        for group in groups(form)
        if (apart := label_gap(group, form))
        for at, item in group.rows
        if item.weight is not None and item.score == item.weight - apart
    )


LEVEL1 = {
    "产出指标": ("产出", "数量", "质量", "时效"),
    "满意度指标": ("满意",),
    "成本指标": ("成本",),
    "效益指标": ("效益", "影响", "效果"),
}
"""Level-1 indicators and the words of the level-2 ones below them."""


def level1_of(row: Indicator) -> str | None:
    """The official level-1 name of a row, from its level-2 name where level 1 is empty."""
    for text in (row.level1, row.level2):
        for name, words in LEVEL1.items():
            if text and any(word in text for word in words):
                return name
    return None


def to_one_place(score: Decimal, due: Decimal) -> bool:
    """Whether a score was only reckoned to one place: 1.4 for 1.43."""
    return places_of(score) <= 1 and abs(score - due) <= _TENTH


def without_reason(row: Indicator) -> bool:
    """Whether 偏差原因分析及改进措施 says nothing."""
    return "".join((row.deviation or "").split()) in _BLANK_REASONS


def pair(row: Indicator) -> str:
    """Target and result of a row, for a sentence."""
    return f"指标值{cut(row.target or '空白')}、实际{cut(row.actual or '空白')}"


def any_unread(look: Look, places: Iterable[At]) -> bool:
    """Whether one of the cells holds text that is no number."""
    unread = look.filled.unread
    return bool(unread) and not unread.keys().isdisjoint(places)


def stands_elsewhere(look: Look, missing: Decimal) -> bool:
    """Whether what is missing of a sum stands in cells that have no place in the form.

    Other counties' papers have other sources of money: 中央财政资金, 地方资金.
    """
    if missing <= 0:
        return False
    texts = (u.text for at, u in look.filled.unread.items() if at.field == _OUTSIDE)
    read = (read_number(text) for text in texts)
    known = [number.value for number in read if number is not None and number.value][:_MOST]
    return any(
        sum(some) == missing
        for count in range(1, _TOGETHER + 1)
        for some in itertools.combinations(known, count)
    )


def unreadable(look: Look, places: Iterable[At]) -> Iterator[Breach]:
    """A number cell whose text is no number: the rule that needs it cannot be applied."""
    if not look.filled.unread:
        return
    for at in places:
        unread = look.unread(at)
        if unread is not None:
            yield Breach(
                at,
                f"应为数字，现为“{cut(unread.text)}”（{unread.why}），无法核对",
                expected="数字",
                found=unread.text,
                severity=WARNING,
            )


def number(text: str) -> Decimal | None:
    """A number of an example; an empty text is a blank cell."""
    return Decimal(text) if text else None


def fund(
    initial: str = "", annual: str = "", executed: str = "", rate: str = "", score: str = ""
) -> Fund:
    """A money row of an example, of 10 points."""
    return Fund(
        initial_budget=number(initial),
        annual_budget=number(annual),
        executed=number(executed),
        weight=Decimal(10),
        rate=number(rate),
        score=number(score),
    )


def row(target: str = "", actual: str = "", score: str = "10", **more: Any) -> Indicator:
    """An indicator of an example: 产出指标/数量指标 of 10 points unless told otherwise."""
    fields: dict[str, Any] = {
        "level1": "产出指标", "level2": "数量指标", "level3": "培训班期数",
        "target": target or None, "actual": actual or None,
        "weight": Decimal(10), "score": number(score),
    }  # fmt: skip
    return Indicator(**(fields | more))


def shown(*rows: Indicator, **more: Any) -> Example:
    """An example of one 自评表 with these indicators."""
    return example(Overall(year=2024, indicators=rows, **more))

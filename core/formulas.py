"""The sums and rates of the official forms as formulas, for sheets that recalculate.

Rules: 三公 = 公务用车 + 出国 + 接待 and so on down the tree of lines; 控制率 = 实有 ÷ 编制 and
实际 ÷ 批复; 执行率 = 执行 ÷ 全年预算; execution score = 分值 × rate, at most 分值; total = sum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.address import At
from core.forms import BasicData, Evaluation, Project
from core.forms.basic_data import ITEM, Line
from core.number import places_of, round_to
from core.schema.form import Form, get
from core.submission import Filled

_SCORE_PLACES = 2


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula for a cell: text and places in turn, and what it gives (a rate in %)."""

    parts: tuple[str | At, ...]
    value: Decimal


def formulas_of(filled: Filled) -> Mapping[At, Formula]:
    """A formula for every filled cell that the form itself computes.

    Cells whose operands are empty or unread have none. The value need not be the submitted one:
    that is for the caller to compare.
    """
    return {
        at: formula
        for at, formula in _formulas(filled.record)
        if get(filled.record, at) is not None
        and not any(part in filled.unread for part in formula.parts if isinstance(part, At))
    }


def _formulas(record: Form) -> Iterator[tuple[At, Formula]]:
    if isinstance(record, BasicData):
        yield from _staff(record)
        yield from _lines(record)
        yield from _buildings(record)
    elif isinstance(record, Project):
        for index in range(len(record.funds)):
            yield from _rate(record, At.of("funds", index))
        head = next((index for index, row in enumerate(record.funds) if row.row == "total"), None)
        if head is not None:
            yield from _sources(record, head)
            yield from _score(record, At.of("funds", head))
            yield from _total(record, At.of("funds", head))
    elif isinstance(record, Evaluation):
        yield from _rate(record, At("fund"))
        yield from _score(record, At("fund"))
        yield from _total(record, At("fund"))


def _staff(record: BasicData) -> Iterator[tuple[At, Formula]]:
    here = At("staff")
    yield from _ratio(
        record, here.child("control_rate"), here.child("actual"), here.child("authorized")
    )


def _buildings(record: BasicData) -> Iterator[tuple[At, Formula]]:
    for index in range(len(record.buildings)):
        here = At.of("buildings", index)
        for what in ("area", "investment"):
            over, under = here.child(f"actual_{what}"), here.child(f"approved_{what}")
            yield from _ratio(record, here.child(f"{what}_rate"), over, under)


def _lines(record: BasicData) -> Iterator[tuple[At, Formula]]:
    for index, line in enumerate(record.lines):
        parts = children(record.lines, line)
        for name in ("prior_final", "budget", "final") if parts else ():
            slots = [At.of("lines", part, name) for part in parts]
            yield from _sum(record, At.of("lines", index, name), slots)


def children(lines: tuple[Line, ...], parent: Line) -> list[int]:
    """The lines that a line is the sum of; 公用经费 names only some of its parts."""
    alone = sum(line.item == parent.item for line in lines) == 1
    if not alone or parent.item == "public":
        return []
    return [
        index
        for index, line in enumerate(lines)
        if (item := ITEM.get(line.item)) is not None and item.parent == parent.item
    ]


def _sources(record: Project, head: int) -> Iterator[tuple[At, Formula]]:
    """The total of the project's money over its sources."""
    parts = [index for index, row in enumerate(record.funds) if row.row != "total"]
    for name in ("initial_budget", "annual_budget", "executed"):
        slots = [At.of("funds", part, name) for part in parts]
        yield from _sum(record, At.of("funds", head, name), slots)


def _rate(record: Form, fund: At) -> Iterator[tuple[At, Formula]]:
    yield from _ratio(
        record, fund.child("rate"), fund.child("executed"), fund.child("annual_budget")
    )


def _score(record: Form, fund: At) -> Iterator[tuple[At, Formula]]:
    names = ("weight", "executed", "annual_budget")
    weight, executed, budget = (fund.child(name) for name in names)
    full, spent, planned = get(record, weight), get(record, executed), get(record, budget)
    if full is not None and spent is not None and planned:
        value = min(full, round_to(full * spent / planned, _SCORE_PLACES))
        parts = ("MIN(", weight, ",ROUND(", weight, "*", executed, "/", budget, ",2))")
        yield fund.child("score"), Formula(parts, value)


def _total(record: Evaluation, fund: At) -> Iterator[tuple[At, Formula]]:
    for name in ("weight", "score"):
        rows = [At.of("indicators", index, name) for index in range(len(record.indicators))]
        yield from _sum(record, At("total").child(name), [fund.child(name), *rows])


def _ratio(record: Form, at: At, over: At, under: At) -> Iterator[tuple[At, Formula]]:
    stored, top, bottom = get(record, at), get(record, over), get(record, under)
    if stored is None or top is None or not bottom:
        return
    places = places_of(stored)
    value = round_to(100 * top / bottom, places)
    yield at, Formula(("ROUND(", over, "/", under, f",{places + 2})"), value)


def _sum(record: Form, at: At, slots: list[At]) -> Iterator[tuple[At, Formula]]:
    values = [get(record, slot) for slot in slots]
    if any(value is not None for value in values):
        total = sum((value for value in values if value is not None), Decimal())
        commas = [part for slot in slots for part in (",", slot)][1:]
        yield at, Formula(("SUM(", *commas, ")"), total)

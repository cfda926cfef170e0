"""What an empty form computes and watches while it is filled in: formulas and self-checks.

Cells are named by their places; the sheet puts its coordinates in. Everything holds with empty
cells too: a sum of nothing is empty, and what is not filled in yet is not called wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.address import At
from core.forms import BasicData, Form, Overall, Project
from core.forms.basic_data import Line
from core.forms.parts import Indicator
from core.formulas import children
from core.schema.form import get

Parts = tuple[str | At, ...]
"""Text of a formula and the places of cells in turn."""
_SUM = "IF(COUNT("
_MONEY = ("initial_budget", "annual_budget", "executed")


@dataclass(frozen=True, slots=True)
class Watch:
    """Something that must hold: in words, as a condition, and the cell that turns red if not.

    `wrong` is true while it does not hold. Watches with the same words are told of as one.
    """

    words: str
    wrong: Parts
    at: At


def formulas(record: Form) -> Iterator[tuple[At, Parts]]:
    """The cells that fill themselves."""
    if isinstance(record, BasicData):
        yield _ratio(At("staff.control_rate"), At("staff.actual"), At("staff.authorized"))
        yield from _lines(record.lines)
        for index in range(len(record.buildings)):
            here = At.of("buildings", index)
            for what in ("area", "investment"):
                over, under = here.child(f"actual_{what}"), here.child(f"approved_{what}")
                yield _ratio(here.child(f"{what}_rate"), over, under)
    elif isinstance(record, Overall | Project):
        fund = _fund(record)
        if isinstance(record, Project):
            rest = [At.of("funds", n) for n, row in enumerate(record.funds) if row.row != "total"]
            for name in _MONEY:
                yield fund.child(name), _sum([row.child(name) for row in rest])
        yield _ratio(fund.child("rate"), fund.child("executed"), fund.child("annual_budget"))
        yield _score(fund)
        for name in ("weight", "score"):
            rows = [At.of("indicators", n, name) for n in range(len(record.indicators))]
            yield At("total").child(name), _sum([fund.child(name), *rows])


def watches(record: Form) -> Iterator[Watch]:
    """What the unit is told while it fills the form in."""
    if isinstance(record, BasicData):
        yield from _thrift(record.lines)
        staff = At("staff")
        yield Watch(
            "实际在职人数不超过编制数",
            ("N(", staff.child("actual"), ")>N(", staff.child("authorized"), ")"),
            staff.child("actual"),
        )
    elif isinstance(record, Overall | Project):
        yield from _scored(record)
    if isinstance(record, Overall):
        yield from _sides()


def _scored(record: Overall | Project) -> Iterator[Watch]:
    """Money, points and reasons of 附件2 and 附件3."""
    fund = _fund(record)
    weights = [At.of("indicators", n, "weight") for n in range(len(record.indicators))]
    if weights:
        slots = _joined([fund.child("weight"), *weights])
        yield Watch(
            "分值合计为100分",
            ("AND(COUNT(", *_joined(weights), ")>0,ROUND(SUM(", *slots, ")-100,2)<>0)"),
            At("total.weight"),
        )
    yield Watch(
        "全年执行数不超过全年预算数",
        ("N(", fund.child("executed"), ")>N(", fund.child("annual_budget"), ")"),
        fund.child("executed"),
    )
    yield from _groups(record.indicators)
    for index in range(len(record.indicators)):
        here = At.of("indicators", index)
        yield Watch(
            "各项指标得分不超过分值",
            ("N(", here.child("score"), ")>N(", here.child("weight"), ")"),
            here.child("score"),
        )
        yield Watch(
            "扣分的指标写明偏差原因",
            (
                "AND(ISNUMBER(", here.child("score"), "),N(", here.child("score"), ")<N(",
                here.child("weight"), "),LEN(", here.child("deviation"), ")=0)",
            ),
            here.child("deviation"),
        )  # fmt: skip


def project_total(record: Form) -> At | None:
    """The figure of 项目支出 that 附件1 and 附件2 must agree on."""
    if isinstance(record, Overall):
        return At("expenditure.project")
    if isinstance(record, BasicData):
        found = (n for n, line in enumerate(record.lines) if line.item == "project")
        return next((At.of("lines", n, "final") for n in found), None)
    return None


def sum_of(record: Form, parts: Parts) -> Decimal | None:
    """What a formula that sums gives for what is known beforehand; None when that is nothing."""
    if not isinstance(parts[0], str) or not parts[0].startswith(_SUM):
        return None
    values = {part: get(record, part) for part in parts if isinstance(part, At)}
    known = [value for value in values.values() if value is not None]
    return sum(known, Decimal(0)) if known else None


def _fund(record: Overall | Project) -> At:
    if isinstance(record, Overall):
        return At("fund")
    return At.of("funds", next(n for n, row in enumerate(record.funds) if row.row == "total"))


def _lines(lines: tuple[Line, ...]) -> Iterator[tuple[At, Parts]]:
    """The sums of the tree; last year's column stays as it was handed in, where it is known."""
    known = any(line.prior_final is not None for line in lines)
    for index, line in enumerate(lines):
        parts = children(lines, line)
        for name in ("budget", "final") if known else ("prior_final", "budget", "final"):
            if parts:
                yield At.of("lines", index, name), _sum([At.of("lines", n, name) for n in parts])


def _thrift(lines: Sequence[Line]) -> Iterator[Watch]:
    for index, line in enumerate(lines):
        if line.item in {"three_public", "vehicle", "abroad", "reception"}:
            here = At.of("lines", index)
            yield Watch(
                f"{line.label}决算数不超过预算数",
                ("N(", here.child("final"), ")>N(", here.child("budget"), ")"),
                here.child("final"),
            )
        if line.item == "public":
            here = At.of("lines", index)
            parts = [n for n, part in enumerate(lines) if part.item.startswith("public_")]
            slots = _joined([At.of("lines", n, "final") for n in parts])
            yield Watch(
                "公用经费不小于其中各项之和",
                ("ROUND(SUM(", *slots, ")-N(", here.child("final"), "),2)>0"),
                here.child("final"),
            )


def _groups(indicators: Sequence[Indicator]) -> Iterator[Watch]:
    """The points of each level-1 indicator against those of its rows."""
    names = dict.fromkeys(row.level1 for row in indicators if row.level1_weight is not None)
    for name in names:
        rows = [n for n, row in enumerate(indicators) if row.level1 == name]
        first = rows[0]
        slots = _joined([At.of("indicators", n, "weight") for n in rows])
        points = indicators[first].level1_weight
        yield Watch(
            f"{name}分值合计为{points}分",
            ("AND(COUNT(", *slots, ")>0,ROUND(SUM(", *slots, f")-{points},2)<>0)"),
            At.of("indicators", first, "weight"),
        )


def _sides() -> Iterator[Watch]:
    """Where the money came from and what it went to."""
    annual, executed = At("fund.annual_budget"), At("fund.executed")
    income = _joined(
        [At("income").child(name)
         for name in ("general_public", "government_fund", "special_account", "other")]
    )  # fmt: skip
    spent = _joined([At("expenditure.basic"), At("expenditure.project")])
    for words, slots in (("按收入性质分的合计", income), ("按支出性质分的合计", spent)):
        first = next(part for part in slots if isinstance(part, At))
        yield Watch(
            f"{words}等于全年预算数或全年执行数",
            (
                "AND(COUNT(", *slots, ")>0,ROUND(SUM(", *slots, ")-N(", executed, "),2)<>0,",
                "ROUND(SUM(", *slots, ")-N(", annual, "),2)<>0)",
            ),
            first,
        )  # fmt: skip


def _ratio(at: At, over: At, under: At) -> tuple[At, Parts]:
    return at, ("IF(AND(ISNUMBER(", over, "),N(", under, ")>0),ROUND(", over, "/", under, ',4),"")')


def _score(fund: At) -> tuple[At, Parts]:
    weight, spent, planned = (fund.child(name) for name in ("weight", "executed", "annual_budget"))
    return fund.child("score"), (
        "IF(AND(ISNUMBER(", spent, "),N(", planned, ")>0),ROUND(MIN(N(", weight, "),N(", weight,
        ")*", spent, "/", planned, '),2),"")',
    )  # fmt: skip


def _sum(slots: Sequence[At]) -> Parts:
    parts = _joined(slots)
    return (_SUM, *parts, ')=0,"",SUM(', *parts, "))")


def _joined(slots: Sequence[At]) -> Parts:
    return tuple(part for slot in slots for part in (",", slot))[1:]

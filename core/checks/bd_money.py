"""BD-10 to BD-14: spending against budget and last year in the 基础数据表."""

from collections.abc import Iterator
from decimal import Decimal

from core.address import At
from core.checks.finding import HINT, WARNING
from core.checks.lines import (
    Row,
    children,
    effective,
    from_parts,
    label_of,
    line,
    of_item,
    parents,
    rows_of,
    shown,
    values,
)
from core.checks.rule import Breach, Look, rule
from core.checks.sums import add, rate_of
from core.forms import BasicData
from core.number import round_to, short

_THREE_PUBLIC = ("three_public", "vehicle", "abroad", "reception")
_SAME_LINES = 3


def _over_budget(row: Row) -> bool:
    line = row.line
    return line.final is not None and line.budget is not None and line.final > line.budget


@rule(
    "BD-10",
    BasicData,
    title="三公决算超预算",
    severity=WARNING,
    basis="三公经费决算数不应超过预算数",
    passes=shown(line("reception", budget="0.5", final="0.23")),
    breaks=shown(line("reception", budget="0.5", final="0.73")),
)
def three_public_over(form: BasicData, look: Look) -> Iterator[Breach]:
    """The total with its items behind it; the items alone when the total keeps within budget.

    Where the parts of a line keep within their budgets its total is wrong (BD-03, BD-04), and
    what looks like an overrun is only a hint.
    """
    del look
    items = [row for row in rows_of(form) if row.line.item in _THREE_PUBLIC[1:]]
    over = [row for row in items if _over_budget(row)]
    totals = [row for row in of_item(form, "three_public") if _over_budget(row)]
    for row in totals or over:
        also = over if totals else []
        parts = "；其中" + "、".join(_named(part) for part in also) if also else ""
        yield Breach(
            row.at.child("final"),
            f"决算应不超过预算{_amount(row.line.budget)}万元，现为{_over_words(row)}{parts}",
            expected=f"不超过{_amount(row.line.budget)}",
            found=row.line.final,
            also=(row.at.child("budget"), *(part.at.child("final") for part in also)),
            severity=None if _parts_over_budget(form, row) else HINT,
        )


def _parts_over_budget(form: BasicData, row: Row) -> bool:
    spent, planned = (from_parts(form, row, column) for column in ("final", "budget"))
    if spent is None or planned is None or planned < 0:
        return False
    return spent > planned and not _in_doubt(form, row, spent, planned)


def _in_doubt(form: BasicData, row: Row, spent: Decimal, planned: Decimal) -> bool:
    """Whether the total above holds once the line keeps within its budget."""
    for total in parents(form, row):
        own, parts = total.line.final, from_parts(form, total, "final")
        if own is not None and parts is not None:
            return own < parts and 0 <= spent - (parts - own) <= planned
    return False


def _amount(value: Decimal | None) -> str:
    return "空白" if value is None else short(value)


def _over_words(row: Row) -> str:
    beyond = (row.line.final or Decimal(0)) - (row.line.budget or Decimal(0))
    return f"{_amount(row.line.final)}万元，超{short(beyond)}万元"


def _named(row: Row) -> str:
    return f"{label_of(row)}{_over_words(row)}"


@rule(
    "BD-11",
    BasicData,
    title="三公决算较上年增长",
    severity=HINT,
    basis="三公经费决算数一般不高于上年",
    passes=shown(line("three_public", "1.64", final="1.59")),
    breaks=shown(line("three_public", "1.5", final="1.59")),
)
def three_public_growth(form: BasicData, look: Look) -> Iterator[Breach]:
    del look
    for row in of_item(form, "three_public"):
        before, now = row.line.prior_final, row.line.final
        if before is not None and now is not None and now > before:
            grown = f"，增长{short(round_to(rate_of(now - before, before), 2))}%" if before else ""
            yield Breach(
                row.at.child("final"),
                f"应不高于上年{short(before)}万元，现为{short(now)}万元，"
                f"增加{short(now - before)}万元{grown}",
                expected=f"不高于{short(before)}",
                found=now,
                also=(row.at.child("prior_final"),),
            )


@rule(
    "BD-12",
    BasicData,
    title="公用经费决算超预算",
    severity=WARNING,
    basis="公用经费决算数超过预算数一定比例的应说明原因",
    tolerance="超过预算10%才报",
    passes=shown(line("public", budget="74.18", final="74.41")),
    breaks=shown(line("public", budget="74.18", final="94.41")),
)
def public_over(form: BasicData, look: Look) -> Iterator[Breach]:
    for total in of_item(form, "public"):
        for row in (total, *children(form, total)):
            planned, spent = row.line.budget, row.line.final
            if planned is None or spent is None or planned <= 0:
                continue
            over = rate_of(spent - planned, planned)
            if over > look.scheme.limits.overrun:
                yield Breach(
                    row.at.child("final"),
                    f"决算应不超过预算{short(planned)}万元，现为{short(spent)}万元，"
                    f"超{short(round_to(over, 2))}%",
                    expected=f"不超过{short(planned)}",
                    found=spent,
                    also=(row.at.child("budget"),),
                    severity=None if row is total else HINT,
                )


@rule(
    "BD-13",
    BasicData,
    title="无预算有决算",
    severity=HINT,
    basis="支出应有预算",
    passes=shown(line("public", budget="5", final="5")),
    breaks=shown(line("public", budget="0", final="5")),
)
def spent_without_budget(form: BasicData, look: Look) -> Iterator[Breach]:
    """Once for a total; its parts only where the total has a budget. 预算调整 is no budget line.

    三公 with a budget of 0 is over budget (BD-10).
    """
    reported: set[At] = set()
    for row in rows_of(form):
        if any(total.at in reported for total in parents(form, row)):
            reported.add(row.at)
            continue
        planned = row.line.budget
        unread, spent = look.unread(row.at.child("budget")), row.line.final
        if row.line.item == "basic_adjustment" or planned or unread or not spent or spent < 0:
            continue
        if row.line.item in _THREE_PUBLIC and planned is not None:
            continue
        if planned is not None or not _is_sum(form, row, "budget"):
            reported.add(row.at)
            yield Breach(
                row.at.child("budget"),
                f"{label_of(row)}应有预算数，现预算{_amount(planned)}，决算{short(spent)}",
                expected="预算数大于0或说明",
                found=spent,
                also=(row.at.child("final"),),
            )


def _is_sum(form: BasicData, row: Row, column: str) -> bool:
    """Whether the cell is a total left blank above filled parts (BD-08)."""
    return add(effective(form, part, column) for part in children(form, row)) is not None


@rule(
    "BD-14",
    BasicData,
    title="三列数字完全相同",
    severity=HINT,
    basis="上年决算、本年预算、本年决算三列一般不会完全相同",
    passes=shown(
        line("special_line", "6", "6", "6"),
        line("special_line", "20", "20", "20"),
        line("special_line", "14", "14", "13"),
    ),
    breaks=shown(
        line("special_line", "6", "6", "6"),
        line("special_line", "20", "20", "20"),
        line("special_line", "14", "14", "14"),
    ),
)
def same_columns(form: BasicData, look: Look) -> Iterator[Breach]:
    del look
    same = [
        row
        for row in of_item(form, "special_line")
        if row.line.final and len(set(values(row))) == 1
    ]
    if len(same) >= _SAME_LINES:
        figures = "、".join(_amount(row.line.final) for row in same)
        yield Breach(
            same[0].at.child("final"),
            f"{len(same)}个专项（{figures}）的三列数字完全相同，请核实是否照抄",
            found=figures,
            also=tuple(row.at.child("final") for row in same[1:]),
        )


RULES = (
    three_public_over,
    three_public_growth,
    public_over,
    spent_without_budget,
    same_columns,
)

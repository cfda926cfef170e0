"""BD-03 to BD-09: totals and their parts in the 基础数据表.

A total of 经费控制情况 may be blank while its parts are filled; its effective value is then their
sum, so that one blank total (BD-08) is not reported again by the sums above it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import ERROR, HINT, WARNING
from core.checks.lines import (
    COLUMNS,
    Row,
    all_parts,
    children,
    column_words,
    effective,
    from_parts,
    label_of,
    line,
    of_item,
    shown,
    values,
)
from core.checks.rule import SUM, Breach, Look, rule
from core.checks.sums import add, excess, gap
from core.forms import BasicData
from core.number import short

_NUMBERED = re.compile(r"[0-9一二三四五六七八九十]{1,2}[、.．]")
_TOTALS = ("three_public", "vehicle", "project", "special", "transfer", "public")


def _sum_breaches(form: BasicData, look: Look, item: str) -> Iterator[Breach]:
    """A total line against its parts, column by column; blank totals are BD-08's matter.

    A total that fits once a wrong total below it is put right is that one's matter: only a hint,
    as is a sum that holds an amount below zero (BD-16).
    """
    for total in of_item(form, item):
        parts = children(form, total)
        for column in COLUMNS:
            if _unread_below(form, look, total, column):
                continue
            amounts = [effective(form, part, column) for part in parts]
            found = gap(getattr(total.line, column), amounts, look.scheme.addend)
            if found and _otherwise(form, total, column):
                continue
            if found:
                printed = getattr(total.line, column)
                follows = printed == add(from_parts(form, part, column) for part in parts)
                follows = follows or _has_negative(form, total, column)
                yield Breach(
                    total.at.child(column),
                    f"{label_of(total)}{column_words(column)}按下级合计{found.says}",
                    expected=found.sum,
                    found=found.total,
                    also=tuple(part.at.child(column) for part in parts),
                    severity=HINT if follows else found.severity,
                )


def _has_negative(form: BasicData, total: Row, column: str) -> bool:
    amounts = (getattr(row.line, column) for row in (total, *all_parts(form, total)))
    return any(amount is not None and amount < 0 for amount in amounts)


def _unread_below(form: BasicData, look: Look, total: Row, column: str) -> bool:
    """Whether a part holds text that is no number, so that the sum is not known."""
    if not look.filled.unread:
        return False
    cells = (part.at.child(column) for part in all_parts(form, total))
    return not look.filled.unread.keys().isdisjoint(cells)


def _otherwise(form: BasicData, total: Row, column: str) -> bool:
    """Whether the total holds in another reading of its parts.

    Some forms list 上级转移支付 apart; 其中 behind a line may begin the parts of that line.
    """
    parts = children(form, total)
    own = [part for part in parts if part.line.item != "transfer"]
    readings = (own, *_without_nested(parts))
    printed: Decimal | None = getattr(total.line, column)
    return any(
        add(effective(form, part, column) for part in reading) == printed for reading in readings
    )


def _without_nested(parts: tuple[Row, ...]) -> Iterator[list[Row]]:
    """The parts without lines that begin with 其中, and without what follows them unnumbered."""
    first = {part for part in parts[1:] if (part.line.label or "").strip().startswith("其中")}
    if not first:
        return
    yield [part for part in parts if part not in first]
    kept: list[Row] = []
    inside = False
    for part in parts:
        numbered = _NUMBERED.match((part.line.label or "").strip()) is not None
        inside = part in first or (inside and not numbered)
        kept += [] if inside else [part]
    yield kept


@rule(
    "BD-03",
    BasicData,
    title="三公经费合计",
    severity=ERROR,
    basis="三公经费=公务用车购置和维护经费+出国经费+公务接待",
    tolerance=SUM,
    passes=shown(line("three_public", "1.64"), line("reception", "1.64")),
    breaks=shown(line("three_public", "1.94"), line("reception", "1.64")),
)
def three_public_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "three_public")


@rule(
    "BD-04",
    BasicData,
    title="公务用车合计",
    severity=ERROR,
    basis="公务用车购置和维护经费=公车购置+公车运行维护",
    tolerance=SUM,
    passes=shown(line("vehicle", "3"), line("vehicle_operation", "3")),
    breaks=shown(line("vehicle", "3"), line("vehicle_operation", "2")),
)
def vehicle_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "vehicle")


@rule(
    "BD-05",
    BasicData,
    title="项目支出合计",
    severity=ERROR,
    basis="项目支出=各编号行之和（业务工作经费、运行维护经费、自列项目、专项资金）",
    tolerance=SUM,
    passes=shown(
        line("project", final="20"),
        line("project_business", final="7"),
        line("project_line", final="13", label="2、某项经费"),
    ),
    breaks=shown(
        line("project", final="20"),
        line("project_business", final="7"),
        line("project_line", final="10", label="2、某项经费"),
    ),
)
def project_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "project")


@rule(
    "BD-06",
    BasicData,
    title="专项资金明细合计",
    severity=ERROR,
    basis="专项资金=各专项之和（一个专项一行）",
    tolerance=SUM,
    passes=shown(
        line("special", final="26"),
        line("special_line", final="6", label="甲专项"),
        line("special_line", final="20", label="乙专项"),
    ),
    breaks=shown(
        line("special", final="26"),
        line("special_line", final="6", label="甲专项"),
        line("special_line", final="10", label="乙专项"),
    ),
)
def special_sum(form: BasicData, look: Look) -> Iterator[Breach]:
    yield from _sum_breaches(form, look, "special")
    yield from _sum_breaches(form, look, "transfer")


@rule(
    "BD-07",
    BasicData,
    title="公用经费不小于其中",
    severity=ERROR,
    basis="公用经费不小于其中办公经费、水电差旅费、会议培训费之和",
    tolerance=SUM,
    passes=shown(line("public", final="65.82"), line("public_office", final="7.56")),
    breaks=shown(line("public", final="5.82"), line("public_office", final="7.56")),
)
def public_covers_parts(form: BasicData, look: Look) -> Iterator[Breach]:
    for total in of_item(form, "public"):
        parts = children(form, total)
        for column in COLUMNS:
            if _unread_below(form, look, total, column):
                continue
            amounts = [getattr(part.line, column) for part in parts]
            found = excess(getattr(total.line, column), amounts, look.scheme.addend)
            if found:
                yield Breach(
                    total.at.child(column),
                    f"公用经费{column_words(column)}应不小于其中三行之和"
                    f"{short(found.sum)}万元，现为{short(found.total)}万元，"
                    f"差{short(found.difference)}万元",
                    expected=f"不小于{short(found.sum)}",
                    found=found.total,
                    also=tuple(part.at.child(column) for part in parts),
                    severity=HINT if _has_negative(form, total, column) else found.severity,
                )


@rule(
    "BD-08",
    BasicData,
    title="合计行空白",
    severity=ERROR,
    basis="有下级数字的合计行应填写合计数",
    passes=shown(line("special", final="6"), line("special_line", final="6")),
    breaks=shown(line("special"), line("special_line", final="6")),
)
def blank_total(form: BasicData, look: Look) -> Iterator[Breach]:
    for item in _TOTALS:
        for total in of_item(form, item):
            parts = children(form, total)
            blank = [
                (column, together)
                for column in COLUMNS
                if getattr(total.line, column) is None
                and look.unread(total.at.child(column)) is None
                and (together := add(effective(form, part, column) for part in parts)) is not None
            ]
            if not blank:
                continue
            sums = "、".join(short(together) for _, together in blank)
            words = "、".join(column_words(column) for column, _ in blank)
            least = "不小于" if item == "public" else ""
            yield Breach(
                total.at.child(blank[0][0]),
                f"{label_of(total)}的{words}应为{least}{sums}（下级合计），现为空白",
                expected=f"{least}{sums}",
                found="空白",
                also=tuple(total.at.child(column) for column, _ in blank[1:]),
                severity=None if any(together for _, together in blank) else HINT,
            )


@rule(
    "BD-09",
    BasicData,
    title="合计有数、明细全空",
    severity=WARNING,
    basis="项目支出、专项资金应分项填列，一个专项一行",
    passes=shown(line("project", final="6"), line("project_business", final="6")),
    breaks=shown(line("project", final="6"), line("project_business")),
)
def total_without_parts(form: BasicData, look: Look) -> Iterator[Breach]:
    for item in ("project", "special"):
        for total in of_item(form, item):
            parts = children(form, total)
            unread = any(_unread_below(form, look, total, column) for column in COLUMNS)
            below = [effective(form, part, column) for part in parts for column in COLUMNS]
            filled = [value for value in values(total) if value]
            if filled and not unread and all(value is None for value in below):
                sums = "、".join(map(short, filled))
                yield Breach(
                    total.at.child("final"),
                    f"{label_of(total)}填{sums}，应分项填列，现下级各行均为空白",
                    expected="分项填列",
                    found=sums,
                    also=tuple(part.at.child("final") for part in parts),
                )


RULES = (
    three_public_sum,
    vehicle_sum,
    project_sum,
    special_sum,
    public_covers_parts,
    blank_total,
    total_without_parts,
)

"""The strips of paper that several forms share: titles, goals, indicators, total, signature."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from core.address import At
from core.forms.parts import Indicator
from core.schema.form import Form
from core.schema.paper import Bracketed, PaperCell, Part, Strip, across

SIGN = (
    ("填表人：", At("sign.filled_by")),
    ("填报日期：", At("sign.date")),
    ("联系电话：", At("sign.phone")),
    ("单位负责人签字：", At("sign.head")),
)
LEVELS = (
    ("产出指标", ("数量指标", "质量指标", "时效指标")),
    ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
    ("成本指标", ("经济成本指标", "社会成本指标", "生态环境成本指标")),
)
"""The rows of the official form before anything is filled in."""


class Levels(NamedTuple):
    """All of an indicator that tells how its row is laid out: what is merged, which columns."""

    level1: str | None
    level1_weight: Decimal | None
    level2: str | None
    standard: str | None


def levels(rows: Iterable[Indicator]) -> tuple[Levels, ...]:
    """What the layout of these rows depends on; of 评扣分标准 only whether there is one."""
    return tuple(
        Levels(row.level1, row.level1_weight, row.level2, None if row.standard is None else "")
        for row in rows
    )


def title_of(form: Form, title: str | None, year: int | None) -> str:
    """The title as submitted, else the official one with its year."""
    return title or (f"{year}年度{form.NAME}" if year else form.NAME)


def lead_of(title: str, year: int | None) -> tuple[tuple[str, At], ...]:
    """The year above the grid where the title does not tell it."""
    return () if year and str(year) in title else (("年度：", At("year")),)


def runs(values: Sequence[Any]) -> list[tuple[int, int]]:
    """Where equal values follow each other: (first index, how many)."""
    out, first = [], 0
    for _, members in groupby(values):
        count = len(list(members))
        out.append((first, count))
        first += count
    return out


def goal(columns: int) -> Strip:
    """年度总体目标: what was planned on the left, what came of it on the right."""
    left = (columns - 1) // 2
    right = columns - 1 - left
    return Strip(
        2,
        (
            PaperCell(0, 0, ("年度总体目标",), rows=2),
            PaperCell(0, 1, ("预期目标",), columns=left),
            PaperCell(0, 1 + left, ("实际完成情况",), columns=right),
            PaperCell(1, 1, (At("goal.expected"),), columns=left, align="left"),
            PaperCell(1, 1 + left, (At("goal.actual"),), columns=right, align="left"),
        ),
    )


def has_standard(indicators: Sequence[Indicator | Levels]) -> bool:
    """Whether the optional column 评扣分标准 is printed: some row has one."""
    return any(row.standard is not None for row in indicators)


def indicators(rows: Sequence[Indicator | Levels]) -> Strip:
    """绩效指标: level names merged over equal neighbours, one row for each indicator."""
    standard = ("standard",) if has_standard(rows) else ()
    names = ("level3", "target", "actual", *standard, "weight", "score", "deviation")
    heads = (
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值",
        *(("评扣分标准",) if standard else ()), "分值", "得分", "偏差原因分析及改进措施",
    )  # fmt: skip
    body = _filled(rows, names) if rows else _template(len(names))
    height = 1 + (len(rows) or sum(len(level2) for _, level2 in LEVELS))
    side = PaperCell(0, 0, ("绩效指标",), rows=height)
    return Strip(height, (side, *across(0, 1, *heads), *body), 1, At("indicators"))


def _filled(rows: Sequence[Indicator | Levels], names: Sequence[str]) -> list[PaperCell]:
    def place(index: int, name: str) -> At:
        return At.of("indicators", index, name)

    def level1(index: int) -> tuple[Part, ...]:
        weight = place(index, "level1_weight")
        return (place(index, "level1"), Bracketed("\n（", weight, "分）"))

    def level2(index: int) -> tuple[Part, ...]:
        return (place(index, "level2"),)

    def merged(
        column: int, keys: Sequence[Any], parts: Callable[[int], tuple[Part, ...]]
    ) -> list[PaperCell]:
        return [
            PaperCell(
                1 + first, column, parts(first), rows=count,
                also=tuple(
                    part.at if isinstance(part, Bracketed) else part
                    for index in range(first + 1, first + count)
                    for part in parts(index)
                    if not isinstance(part, str)
                ),
            )
            for first, count in runs(keys)
        ]  # fmt: skip

    groups = [(row.level1, row.level1_weight) for row in rows]
    starts = [first for first, count in runs(groups) for _ in range(count)]
    cells = merged(1, groups, level1)
    cells += merged(2, list(zip(starts, [row.level2 for row in rows], strict=True)), level2)
    for index in range(len(rows)):
        for column, name in enumerate(names, 3):
            align = "center" if name in {"weight", "score"} else "left"
            cells.append(PaperCell(1 + index, column, (place(index, name),), align=align))
    return cells


def _template(columns: int) -> list[PaperCell]:
    cells, row = [], 1
    for level1, parts in LEVELS:
        cells.append(PaperCell(row, 1, (level1,), rows=len(parts)))
        for level2 in parts:
            cells.append(PaperCell(row, 2, (level2,)))
            cells += across(row, 3, *[None] * columns)
            row += 1
    return cells


def total(columns: int) -> Strip:
    """总分: the sums under 分值 and 得分."""
    wording = PaperCell(0, 0, ("总分",), columns=columns - 3)
    sums = across(0, columns - 3, At("total.weight"), At("total.score"), None)
    return Strip(1, (wording, *sums))


def money_heads(row: int, columns: int) -> tuple[PaperCell, ...]:
    """年初预算数 … 得分 over the last six official columns."""
    heads = ("年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分")
    return _money(row, columns, heads)


def money_slots(row: int, columns: int, group: At) -> tuple[PaperCell, ...]:
    """The slots of a row of money below `money_heads`."""
    names = ("initial_budget", "annual_budget", "executed", "weight", "rate", "score")
    return _money(row, columns, tuple(group.child(name) for name in names))


def money_blanks(row: int, columns: int) -> tuple[PaperCell, ...]:
    """The same cells of a template row, empty."""
    return _money(row, columns, [None] * 6)


def _money(row: int, columns: int, parts: Sequence[Part | None]) -> tuple[PaperCell, ...]:
    # With the column 评扣分标准 the amounts executed stand over two columns.
    wide = columns - 8
    executed = across(row, 5, parts[2], columns=wide)
    return across(row, 3, *parts[:2]) + executed + across(row, 5 + wide, *parts[3:])


def widths(indicator_rows: Sequence[Indicator | Levels]) -> tuple[int, ...]:
    """The widths of the grid of f2 and f3 in millimetres of an upright A4 page."""
    if has_standard(indicator_rows):
        return (17, 21, 17, 21, 18, 21, 17, 13, 15, 16)
    return (17, 21, 17, 27, 24, 25, 13, 15, 17)

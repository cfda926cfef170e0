"""What the headings and rows of the money of f2 and f3 say, each by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from core.intake import labels
from core.intake.grid import Cell
from core.intake.rows import Column, Row
from core.intake.titles import is_lead
from core.intake.totals import JOINT
from core.number import is_blank, read_number
from core.schema.kinds import before_note
from core.text import label_key, squash

STAGES = frozenset({"initial_budget", "annual_budget", "executed", "rate"})
"""The fields of the funds that tell the course of a budget."""
_OTHER = label_key("其他")
_UNIT = re.compile("%$|[亿万千百]?元$")
_GROUPS = (
    ("executed", re.compile("执行|决算|实际支出")),
    ("initial_budget", re.compile("年初")),
    ("annual_budget", re.compile("预算")),
)
"""What the name of a stage over or before its sources says; the first that fits."""


@lru_cache(maxsize=8192)
def stage_of(text: str) -> str | None:
    """Which field of the funds a heading names, or which two: 分值/得分."""
    return labels.find(labels.FUND, text) or JOINT.join(labels.joint(labels.FUND, text)) or None


def stages_in(text: str) -> list[tuple[str, str]]:
    """The stages with their figures in the lines of one cell, if there are several."""
    found, before = labels.pairs(labels.FUND, text)
    found = [(name, value.rstrip("；;，,、 ")) for name, value in found] or labels.told(
        labels.FUND, text
    )
    several = len({name for name, _ in found} & STAGES) > 1
    return found if several and (is_lead(before) or before is text) else []


def begins_money(row: Row) -> bool:
    """Whether a row is the headings of the money, wherever in the form it stands."""
    if len(row.filled) <= len(STAGES):
        return False
    found = {labels.find(labels.FUND, cell.text) for cell in row.filled}
    return "executed" in found and len(found & STAGES) > 1


def heads_figures(row: Row) -> bool:
    """Whether a row has headings of the money over its figures, not beside them."""
    named = [cell for cell in row.filled if labels.find(labels.FUND, cell.text) in STAGES]
    beside = [value for cell in named if (value := row.right_of(cell)) is not None]
    return len(named) > 1 and not any(read_number(squash(v.text).rstrip("%")) for v in beside)


def beginning(row: Row) -> tuple[Cell, str | None]:
    """The stage that a row begins with, behind the name of all the rows if that is repeated."""
    for cell in row.filled[:2]:
        stage = stage_of(cell.text)
        if stage is not None:
            return cell, stage
    return row.filled[0], None


def overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.end and other.column < one.end


def is_other(text: str) -> bool:
    """Whether a name says nothing but 其他, of income or of expenditure."""
    return re.sub(r"^.{1,2}[、.．)]", "", label_key(text)) == _OTHER


def many_figures(row: Row) -> bool:
    """Whether the row has one money label and several figures under the headings of funds."""
    named = [cell for cell in row.filled if labels.find(labels.MONEY, cell.text) is not None]
    figures = [cell for cell in row.filled if not is_blank(cell.text) and read_number(cell.text)]
    return len(named) == 1 and len(figures) > 1


def budgets(columns: list[Column]) -> list[Column]:
    """预算数 beside 调整后预算数 is the budget at the start of the year."""
    annual = [column for column in columns if column.name == "annual_budget"]
    plain = [c for c in annual if not re.search("全年|调整", c.heading.text)]
    alone = not any(column.name == "initial_budget" for column in columns)
    if not alone or len(annual) <= len(plain) or len(plain) != 1:
        return columns
    return [replace(c, name="initial_budget") if c is plain[0] else c for c in columns]


def columns_of_stages(row: Row, totals: Sequence[Cell]) -> tuple[Column, ...]:
    """The columns of headings that are sources, each stage standing before its own; else none.

    年度预算 │ 资金总额 │ 财政拨款 │ 预算执行 │ 资金总额 │ 财政拨款: the totals count.
    """
    stages: dict[int, str] = {}
    groups: list[Cell] = []
    for total in totals:
        before = [cell for cell in row.filled if cell.end <= total.column]
        text = squash(before[-1].text) if before else ""
        stage = next((name for name, words in _GROUPS if words.search(text)), None)
        if stage is None or stage in stages.values():
            return ()
        stages[id(total)] = stage
        groups.append(before[-1])
    heads = [cell for cell in row.filled if cell not in groups]
    return tuple(Column(stages.get(id(cell)), cell) for cell in heads) if len(stages) > 1 else ()


def is_amount(text: str) -> bool:
    """Whether a cell holds a figure, a percentage or nothing that applies."""
    bare = _UNIT.sub("", squash(text[: before_note(text)]))
    return is_blank(text) or read_number(bare) is not None

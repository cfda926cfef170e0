"""f2 and f3 from the rows of their tables: money, goals, indicators, total, signature.

One walk from the first row to the last, in which each row is given its first fitting meaning. It is
long because these are many, and share what headings are in force.
"""

from __future__ import annotations

import re
from dataclasses import replace

from core.forms import FORMS
from core.intake import labels, titles
from core.intake.around import (
    orphans,
    set_out,
    take_after,
    take_before,
    take_inline,
    take_lone,
    take_pairs,
)
from core.intake.grid import Cell
from core.intake.indicators import Indicators
from core.intake.recognise import Recognition
from core.intake.rows import Column, Columns, Row, unique
from core.intake.taking import Taking, is_filler
from core.intake.totals import JOINT, is_total, take_joint
from core.number import is_blank, read_number
from core.schema.form import leaves
from core.text import clean, squash

_SUBTOTAL = re.compile(r".{0,8}(?:小计|分计)(?:\(.{0,8}\))?:?")
_GOALS = 2
"""Headings over the goals: what was planned, and what came of it."""


def take_evaluation(form: Recognition) -> Taking:
    """Walk the rows of an f2 or f3 and take every field."""
    taking = Taking(FORMS[form.code])
    set_out(taking, form)
    take_before(taking, form)
    walk = _Walk(taking, form.code)
    rows = form.rows
    totals = [row for row in rows if is_total(row)]
    if totals:
        walk.indicators.last = totals[-1]
    for position, row in enumerate(rows):
        walk.row(row, rows[position + 1] if position + 1 < len(rows) else None)
    take_after(taking, form)
    if form.code == "f3":
        _finish_project(taking)
    return taking


class _Walk:
    """Where in the form the walk is: the headings in force over the rows that come."""

    def __init__(self, taking: Taking, code: str) -> None:
        self.taking = taking
        self.project = code == "f3"
        self.indicators = Indicators(taking)
        self.funds: Columns | None = None
        self.goals: list[tuple[str, Cell, Row]] = []
        self.fund_rows: set[str] = set()
        self.heads = labels.PROJECT if self.project else labels.UNIT
        self.loose = labels.PROJECT_LINE if self.project else labels.OVERALL_LINE

    def row(self, row: Row, below: Row | None) -> None:
        """Take one row by the first meaning that fits it."""
        if not row.filled:
            self._empty(row)
            return
        taken = (
            take_lone(self.taking, row)
            or self._indicator_head(row)
            or self._after_indicators(row)
            or self._fund_head(row)
            or self._fund_row(row)
            or self._goal_head(row, below)
            or self._goal_text(row)
            or self._loose(row)
        )
        if not taken and self.goals:
            self.goals = []
        orphans(self.taking, row)

    def _empty(self, row: Row) -> None:
        if self.indicators.columns is not None and not self.indicators.ended:
            self.indicators.row(row)
        elif self.goals:
            self._goal_text(row)

    def _indicator_head(self, row: Row) -> bool:
        found = self.indicators.head(row)
        if found:
            self.funds, self.goals = None, []
            self.indicators.ended = False
        return found

    def _after_indicators(self, row: Row) -> bool:
        if self.indicators.columns is None:
            return False
        if self.indicators.total(row):
            return True
        if self._signed(row):
            return True
        if self.indicators.ended:
            return False
        if _SUBTOTAL.fullmatch(squash(row.filled[0].text)):
            orphans(self.taking, row, "小计没有对应的栏目")
            return True
        self.indicators.row(row)
        return True

    def _signed(self, row: Row) -> bool:
        """A signature row; an indicator whose name is such a label is not one."""
        first = row.filled[0]
        named = labels.find(labels.SIGN_PATHS, first.text) is not None
        paired = titles.is_sign(first.text)
        if not named and not paired:
            return False
        return take_pairs(self.taking, row, labels.SIGN_PATHS)

    def _fund_head(self, row: Row) -> bool:
        columns: list[Column] = []
        for ordinal, cell in enumerate(row.cells):
            name = _fund_name(cell.text) if cell.row == row.index else None
            if name is not None or (cell.row == row.index and cell.text.strip() and columns):
                columns.append(Column(name, cell, ordinal))
        seen = {part for column in columns for part in (column.name or "").split(JOINT)}
        if len(seen & {"initial_budget", "annual_budget", "executed", "rate"}) <= 1:
            return False
        kept = unique(_budgets(columns), lambda text: labels.rank(labels.FUND, text))
        self.funds = Columns(row, kept)
        for column in columns:
            if column.name is not None and JOINT in column.name:
                self.taking.wording(row.grid, column.heading)
            self.taking.heading(row.grid, column.heading)
        for cell in row.filled:
            if labels.is_wording(cell.text) or self._fund_label(cell.text) is not None:
                self.taking.wording(row.grid, cell)
        return True

    def _fund_label(self, text: str) -> str | None:
        table = labels.PROJECT_FUND if self.project else labels.OVERALL_FUND
        return labels.find(table, text)

    def _fund_row(self, row: Row) -> bool:
        if self.funds is None:
            return False
        label = next((cell for cell in row.filled if self._fund_label(cell.text) is not None), None)
        if label is None:
            return self._nameless_fund(row)
        name = self._fund_label(label.text)
        if name is None or name in self.fund_rows:
            return False
        self.fund_rows.add(name)
        self.taking.wording(row.grid, label)
        base = f"funds.{len(self.fund_rows) - 1}" if self.project else "fund"
        if self.project:
            self.taking.put(f"{base}.row", name, row.grid.source(label))
        self._fund_cells(row, base, label.end)
        return True

    def _nameless_fund(self, row: Row) -> bool:
        """Figures right under the headings, without a label, are those of the total."""
        if self.fund_rows or not all(_is_figure(cell.text) for cell in row.filled):
            return False
        self.fund_rows.add("total")
        if self.project:
            self.taking.put("funds.0.row", "total", row.grid.source(row.filled[0]))
        base = "funds.0" if self.project else "fund"
        self._fund_cells(row, base, 0)
        for at in [at for at in self.taking.sources if at.path.startswith(base)]:
            self.taking.doubt(at.path, "这一行没有名称，作为年度资金总额")
        return True

    def _fund_cells(self, row: Row, base: str, start: int) -> None:
        done: set[str] = set()
        for column, cell in self.funds.of(row) if self.funds is not None else ():
            if cell.row != row.index or cell.column < start:
                continue
            if column.name is None:
                heading = clean(column.heading.text).replace("\n", "")
                self.taking.orphan(row.grid, cell, f"不认识的栏目「{heading}」")
            elif JOINT in column.name:
                if cell.text.strip():
                    take_joint(self.taking, row, base, column.name, cell)
            elif column.name not in done or cell.text.strip():
                if column.name in done and f"{base}.{column.name}" in self.taking:
                    self.taking.orphan(row.grid, cell, "一栏里有几格，只取了第一格")
                    continue
                done.add(column.name)
                self.taking.cell(f"{base}.{column.name}", row.grid, cell, doubt=column.doubt)

    def _goal_head(self, row: Row, below: Row | None) -> bool:
        known = any(labels.find(labels.GOAL, cell.text) for cell in row.filled)
        waiting = any(f"goal.{name}" not in self.taking for name, _, _ in self.goals)
        found = [(_goal_name(row, cell), cell) for cell in row.filled]
        named = [(name, cell) for name, cell in found if name is not None]
        known = known or len({name for name, _ in named}) > 1
        if not known or waiting:
            return self._goal_inline(row) or self._goal_alone(row)
        for cell in _groups(named, below):
            self.taking.wording(row.grid, cell)
            named = [entry for entry in named if entry[1] is not cell]
        beside = [(name, cell, row.right_of(cell)) for name, cell in named]
        is_beside = any(
            value is not None
            and value.row == row.index
            and value.text.strip()
            and labels.goal_heading(value.text) is None
            for _, _, value in beside
        )
        for _, cell in named:
            self.taking.wording(row.grid, cell)
        if is_beside or below is None:
            for name, _, value in beside:
                if value is not None and labels.goal_heading(value.text) is None:
                    self.taking.cell(f"goal.{name}", row.grid, value)
            return True
        self.funds = None
        self.goals = [(name, cell, row) for name, cell in named]
        return True

    def _once(self) -> list[tuple[str | None, Cell, Row]]:
        """The goals waiting for their text; a second column of one goal is that of nobody."""
        names: set[str] = set()
        found: list[tuple[str | None, Cell, Row]] = []
        for name, cell, row in self.goals:
            found.append((None if name in names else name, cell, row))
            names.add(name)
        return found

    def _goal_inline(self, row: Row) -> bool:
        if self.goals:
            return False
        found = [take_inline(self.taking, row, cell, labels.GOAL_PATHS) for cell in row.filled]
        return any(found)

    def _goal_alone(self, row: Row) -> bool:
        """年度总体目标 with the goal beside it and no heading of its own."""
        if self.goals or "goal.expected" in self.taking:
            return False
        for cell in row.filled:
            right = row.right_of(cell)
            if labels.find(labels.GROUP_GOAL, cell.text) is None or right is None:
                continue
            if right.row == row.index and right.text.strip() and not labels.is_label(right.text):
                self.taking.wording(row.grid, cell)
                self.taking.cell("goal.expected", row.grid, right)
                return True
        return False

    def _goal_text(self, row: Row) -> bool:
        """A row under 预期目标 and 实际完成情况; several rows are joined."""
        if not self.goals:
            return False
        columns = Columns(
            self.goals[0][2],
            tuple(
                Column(name, cell, ordinal)
                for name, cell, head in self._once()
                for ordinal, other in enumerate(head.cells)
                if other is cell
            ),
        )
        if any(self._is_label(cell.text) for _, cell in columns.of(row)):
            return False
        if self._past_goals(row):
            self.goals = []
            return False
        taken = False
        for column, cell in columns.of(row):
            if cell.row != row.index or column.name is None:
                continue
            path = f"goal.{column.name}"
            if path not in self.taking:
                self.taking.cell(path, row.grid, cell)
            elif cell.text.strip() and not is_filler(cell.text):
                before = str(self.taking.values[path])
                first = self.taking.sources
                joined = f"{before}\n{clean(cell.text)}"
                source = next(found for at, found in first.items() if at.path == path)
                self.taking.put(path, joined, source)
                self.taking.wording(row.grid, cell)
            taken = True
        return taken

    def _past_goals(self, row: Row) -> bool:
        """Whether a row is none of the goals' any more: it has a label or figures of its own."""
        if not any(f"goal.{name}" in self.taking for name, _, _ in self.goals):
            return False
        first = min(cell.column for _, cell, _ in self.goals)
        return any(cell.column < first or _is_figure(cell.text) for cell in row.filled)

    def _is_label(self, text: str) -> bool:
        tables = (self.heads, labels.MONEY, labels.SIGN_PATHS)
        return labels.is_wording(text) or any(labels.find(table, text) for table in tables)

    def _loose(self, row: Row) -> bool:
        """Pairs of labels and values: the unit, the project, income and expenditure, signature."""
        if self.funds is not None and not self.project and self._many_figures(row):
            self._under_heads(self.funds, row)
            return True
        return take_pairs(self.taking, row, self.loose) or self._strange_fund(row)

    def _under_heads(self, funds: Columns, row: Row) -> None:
        """A source of money with a figure under each heading of funds: what was spent counts.

        The sources add up to what was spent, or to the budget where that column is empty.
        """
        under = {c.name: cell for c, cell in funds.of(row) if c.name and cell.row == row.index}
        label = next(cell for cell in row.filled if labels.find(labels.MONEY, cell.text))
        path = labels.find(labels.MONEY, label.text)
        for name, words in (("executed", "全年执行数"), ("annual_budget", "全年预算数")):
            cell = under.get(name)
            if cell is None or is_blank(cell.text) or path is None or path in self.taking:
                continue
            self.taking.wording(row.grid, label)
            self.taking.cell(path, row.grid, cell, doubt=f"一行几个数，取了{words}")
            orphans(self.taking, row, f"一行几个数，只取了{words}")
            return
        orphans(self.taking, row, "一行几个数，不能确定是预算数还是执行数")

    def _strange_fund(self, row: Row) -> bool:
        """A row of money under the headings of funds that the form does not have: 省级资金."""
        if self.funds is None:
            return False
        label = row.filled[0]
        figures = [
            cell
            for column, cell in self.funds.of(row)
            if column.name is not None and cell in row.filled and _is_figure(cell.text)
        ]
        foreign = self.project and labels.find(labels.MONEY, label.text) is not None
        if not figures or label in figures or (labels.is_label(label.text) and not foreign):
            return False
        if foreign:
            self.taking.orphan(row.grid, label, "这张表没有这一行")
        name = clean(label.said).replace("\n", "")
        orphans(self.taking, row, f"表中没有「{name}」这一行")
        return True

    def _many_figures(self, row: Row) -> bool:
        """Whether the row has one money label and several figures under the headings of funds."""
        named = [cell for cell in row.filled if labels.find(labels.MONEY, cell.text) is not None]
        figures = [
            cell for cell in row.filled if not is_blank(cell.text) and read_number(cell.text)
        ]
        return len(named) == 1 and len(figures) > 1


def _fund_name(text: str) -> str | None:
    """Which field of the funds a heading names, or which two: 分值/得分."""
    return labels.find(labels.FUND, text) or JOINT.join(labels.joint(labels.FUND, text)) or None


def _goal_name(row: Row, cell: Cell) -> str | None:
    """Which goal a heading names; beside 年度总体目标, 年度目标 is but the label of the rows."""
    if labels.find(labels.GROUP_GOAL, cell.text) is not None and cell is not row.filled[0]:
        return "expected"
    right = row.right_of(cell)
    if right is not None and labels.find(labels.GROUP_GOAL, right.text) is not None:
        return None
    return labels.goal_heading(cell.text)


def _groups(named: list[tuple[str, Cell]], below: Row | None) -> list[Cell]:
    """Headings that only name the rows: 年度目标完成情况 beside 年度目标 and 完成情况.

    Nothing stands under them, while another heading of the same goal has its text below.
    """
    if below is None or len(named) <= _GOALS:
        return []

    def has_text(cell: Cell) -> bool:
        return any(c.column < cell.end and cell.column < c.end for c in below.filled)

    return [
        cell
        for name, cell in named
        if not has_text(cell)
        and any(other is not cell and name == n and has_text(other) for n, other in named)
    ]


def _budgets(columns: list[Column]) -> list[Column]:
    """预算数 beside 调整后预算数 is the budget at the start of the year."""
    annual = [column for column in columns if column.name == "annual_budget"]
    plain = [c for c in annual if not re.search("全年|调整", c.heading.text)]
    alone = not any(column.name == "initial_budget" for column in columns)
    if not alone or len(annual) <= len(plain) or len(plain) != 1:
        return columns
    return [replace(c, name="initial_budget") if c is plain[0] else c for c in columns]


def _is_figure(text: str) -> bool:
    return is_blank(text) or read_number(squash(text).rstrip("%")) is not None


def _finish_project(taking: Taking) -> None:
    """The fund rows keep the official set; `blank` says that nothing was filled in."""
    record = taking.build()
    skipped = {"title", "year", "blank"}
    filled = any(
        value not in (None, False)
        for at, _, value in leaves(record)
        if at.field not in skipped
        and not at.path.startswith("sign.")
        and not (at.field == "funds" and at.column == "row")
    )
    unread = any(not at.path.startswith(("sign.", "paragraphs.")) for at in taking.unread)
    taking.values["blank"] = not filled and not unread

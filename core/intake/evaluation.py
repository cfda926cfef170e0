"""f2 and f3 from the rows of their tables: money, goals, indicators, total, signature.

One walk from the first row to the last, in which each row is given its first fitting meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.forms import FORMS
from core.intake import labels, titles
from core.intake.account import is_template
from core.intake.around import (
    orphans,
    set_out,
    take_after,
    take_before,
    take_inline,
    take_pairs,
)
from core.intake.funds import Funds
from core.intake.goal_years import GoalYears
from core.intake.grid import Cell
from core.intake.halves import one_after_the_other
from core.intake.indicators import SUM_OF_GROUP, Indicators
from core.intake.lone import take_lone
from core.intake.recognise import Recognition
from core.intake.rows import Column, Columns, Row, counts_columns
from core.intake.stages import begins_money, is_amount, stage_of
from core.intake.taking import STRANGE_HEADING, Taking, is_filler
from core.intake.totals import is_figure, is_score, is_total, leaves_out, take_total
from core.number import is_blank
from core.text import clean, squash

_GROUPS = "(?:产出|效益|成本|满意度)"
_SUBTOTAL = re.compile(
    rf"(?:.{{0,14}}(?:小计|分计)|(?:.{{1,8}}指标|{_GROUPS})(?:得分)?[合总]计|{_GROUPS}指标得分)"
    r"(?:\(.{0,8}\))?:?"
)
_LEADING = 3
"""小计 stands in one of so many cells, behind a number or the name of its group."""
_GIVEN = re.compile(r"title|year|blank|sign\..*|funds\.\d+\.row")
"""What is there without anything of the project being filled in."""
_BY_PLACE = "没有栏目名，按位置取作实际完成情况"
_PAIR = 2
_GOALS = 2
"""Headings over the goals: what was planned, and what came of it."""


def take_evaluation(form: Recognition) -> Taking:
    """Walk the rows of an f2 or f3 and take every field."""
    taking = Taking(FORMS[form.code])
    set_out(taking, form)
    take_before(taking, form)
    rows = one_after_the_other(form.rows, stage_of)
    walk = _Walk(taking, form.code, rows)
    scores = [row for row in rows if is_score(row)]
    own = [row for row in scores if "自评" in row.filled[0].text]
    totals = [row for row in rows if is_total(row)] or own or scores
    if totals:
        walk.indicators.last = totals[-1]
    # The rows between stray cells of a sheet are many: none of them is looked through twice.
    ahead = [*(row for row in rows if row.filled), None]
    passed = 0
    for row in rows:
        passed += bool(row.filled)
        walk.row(row, ahead[passed])
    take_after(taking, form)
    if form.code == "f3":
        _finish_project(taking)
    return taking


class _Walk:
    """Where in the form the walk is: the headings in force over the rows that come."""

    def __init__(self, taking: Taking, code: str, rows: Sequence[Row]) -> None:
        self.taking = taking
        self.indicators = Indicators(taking)
        self.funds = Funds(taking, code == "f3", rows)
        self.sources: Columns | None = None
        """Names of income or expenditure in the row above, over their figures."""
        self.goals: list[tuple[str, Cell, Row]] = []
        self.goal_years = GoalYears(taking)
        self.heads = labels.PROJECT if code == "f3" else labels.UNIT
        self.loose = labels.PROJECT_LINE if code == "f3" else labels.OVERALL_LINE

    def row(self, row: Row, below: Row | None) -> None:
        """Take one row by the first meaning that fits it; `below` is the next one not empty."""
        if not row.filled:
            self._empty(row)
            return
        if counts_columns(row):
            for cell in row.filled:
                self.taking.wording(row.grid, cell)
            return
        self.indicators.below = below
        if self._under_sources(row):
            return
        taken = (
            take_lone(self.taking, row)
            or self._indicator_head(row)
            or self._after_indicators(row)
            or self.funds.head(row)
            or self.funds.across(row, below)
            or self.funds.grouped(row)
            or self.funds.inline(row)
            or self.funds.row(row)
            or self.goal_years.row(row)
            or self._goal(row, below)
            or self._loose(row, below)
        )
        if not taken and self.goals:
            self.goals = []
        orphans(self.taking, row)

    def _over_sources(self, row: Row, below: Row | None) -> bool:
        """Names of income or expenditure side by side, over the row of their figures."""
        named = [(labels.find(labels.MONEY, cell.text), cell) for cell in row.filled]
        names = {name for name, _ in named}
        if self.funds.project or below is None or None in names or len(names) < _PAIR:
            return False
        columns = Columns(row, tuple(Column(name, cell) for name, cell in named))
        figures = [cell for _, cell in columns.of(below) if cell.text.strip()]
        if len(figures) != len(below.filled) or not all(is_amount(cell.text) for cell in figures):
            return False
        for _, cell in named:
            self.taking.wording(row.grid, cell)
        self.sources = columns
        return True

    def _under_sources(self, row: Row) -> bool:
        """The figures under such names."""
        columns, self.sources = self.sources, None
        for column, cell in columns.of(row) if columns is not None else ():
            self.taking.entry(str(column.name), row.grid, cell)
        return columns is not None

    def _empty(self, row: Row) -> None:
        if self.indicators.columns is not None and not self.indicators.ended:
            self.indicators.row(row)
        elif self.goals:
            self._goal_text(row)

    def _indicator_head(self, row: Row) -> bool:
        found = self.indicators.head(row)
        if found:
            self.funds.columns, self.goals = None, []
            self.indicators.ended = False
        return found

    def _after_indicators(self, row: Row) -> bool:
        if self.indicators.columns is None:
            return False
        if not self.funds.done and begins_money(row):
            self.indicators.ended = True
            return False
        if self.indicators.total(row) or self._signed(row):
            return True
        if self.indicators.ended:
            return False
        if any(_is_subtotal(cell.text) for cell in row.filled[:_LEADING]):
            orphans(self.taking, row, SUM_OF_GROUP)
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

    def _goal(self, row: Row, below: Row | None) -> bool:
        """A row of the goals, of figures beside the stages of the budget, or of both."""
        beside = self.funds.beside(row)
        return self._goal_head(row, below) or self._goal_text(row) or beside

    def _goal_head(self, row: Row, below: Row | None) -> bool:
        if self._both_inline(row):
            return True
        known = any(labels.find(labels.GOAL, cell.text) for cell in row.filled)
        waiting = any(f"goal.{name}" not in self.taking for name, _, _ in self.goals)
        if self._none_beside(row):
            self.goals, waiting = [], False
        found = [(_goal_name(row, cell), cell) for cell in row.filled]
        named = [(name, cell) for name, cell in found if name is not None]
        known = known or len({name for name, _ in named}) > 1
        if not known or waiting:
            return self._goal_inline(row) or self._goal_alone(row)
        for cell in _groups(named, below):
            self.taking.wording(row.grid, cell)
            named = [entry for entry in named if entry[1] is not cell]
        beside = [(name, cell, _beside(row, cell)) for name, cell in named]
        is_beside = any(
            value is not None
            and value.row == row.index
            and value.text.strip()
            and (labels.goal_heading(value.text) is None or _is_value(row, value))
            and not labels.is_label(value.text)
            for _, _, value in beside
        )
        for _, cell in named:
            self.taking.wording(row.grid, cell)
        if is_beside or below is None:
            for name, _, value in beside:
                if value is not None and (
                    labels.goal_heading(value.text) is None or _is_value(row, value)
                ):
                    self.taking.cell(f"goal.{name}", row.grid, value)
            self._goal_alone(row)
            return True
        self.funds.columns = None
        self.goals = [(name, cell, row) for name, cell in named]
        return True

    def _both_inline(self, row: Row) -> bool:
        """Both goals, each in the cell of its label, behind the name of the rows."""
        if self.goals:
            return False
        found = [labels.pairs(labels.GOAL_PATHS, cell.text) for cell in row.filled]
        said = [pair for pairs, before in found if titles.is_lead(before) for pair in pairs]
        names = {name for name, value in said if value}
        if len(names) < _GOALS or not self._goal_inline(row):
            return False
        for cell in row.filled:
            if labels.goal_heading(cell.text) is not None:
                self.taking.wording(row.grid, cell)
        return True

    def _none_beside(self, row: Row) -> bool:
        """Whether a row has the heading of the other goal right under one that waits for its text.

        The headings stand one under another then, and nothing was written beside the first.
        """
        return any(
            cell.column == head.column and labels.find(labels.GOAL, cell.text) not in (None, name)
            for name, head, _ in self.goals
            for cell in row.filled
        )

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
            if right is None:
                continue
            last = row.filled[-1] is right
            named = labels.find(labels.GROUP_GOAL, cell.text)
            if named is None and not (last and labels.goal_heading(cell.text) == "expected"):
                continue
            if right.row == row.index and right.text.strip() and not labels.is_label(right.text):
                self.taking.wording(row.grid, cell)
                self.taking.cell("goal.expected", row.grid, right)
                self._second_goal(row, right)
                return True
        return False

    def _second_goal(self, row: Row, expected: Cell) -> None:
        """What came of the goal, as the one other text behind it in a row without headings."""
        rest = [cell for cell in row.filled if cell.column >= expected.end]
        if len(rest) == 1 and "goal.actual" not in self.taking and _is_text(rest[0]):
            self.taking.cell("goal.actual", row.grid, rest[0], doubt=_BY_PLACE)

    def _goal_text(self, row: Row) -> bool:
        """A row under 预期目标 and 实际完成情况; several rows are joined."""
        if not self.goals:
            return False
        columns = Columns(
            self.goals[0][2],
            tuple(
                Column(name, cell)
                for name, cell, head in self._once()
                for other in head.cells
                if other is cell
            ),
        )
        if any(self._is_label(cell.text) for _, cell in columns.of(row)):
            return False
        counts = self._counts(row)
        if self._past_goals(row, counts):
            self.goals = []
            return False
        for cell in counts:
            self.taking.wording(row.grid, cell)
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

    def _counts(self, row: Row) -> list[Cell]:
        """The cells of a row under 序号, or that only say again what stands above them."""
        heads = self.goals[0][2].filled
        return [
            cell
            for cell in row.filled
            if any(
                cell.column == head.column
                and (squash(head.text) in labels.ORDINAL or head.text == cell.text)
                for head in heads
            )
        ]

    def _past_goals(self, row: Row, counts: Sequence[Cell]) -> bool:
        """Whether a row is none of the goals' any more: it has a label or figures of its own."""
        if not any(f"goal.{name}" in self.taking for name, _, _ in self.goals):
            return False
        first = min(cell.column for _, cell, _ in self.goals)
        return any(
            cell.column < first or (is_amount(cell.text) and not is_blank(cell.text))
            for cell in row.filled
            if cell not in counts
        )

    def _is_label(self, text: str) -> bool:
        tables = (self.heads, labels.MONEY, labels.SIGN_PATHS)
        return labels.is_wording(text) or any(labels.find(table, text) for table in tables)

    def _loose(self, row: Row, below: Row | None) -> bool:
        """Pairs of labels and values: the unit, the project, income and expenditure, signature."""
        return (
            self._total_above(row)
            or self._over_sources(row, below)
            or self.funds.source(row)
            or take_pairs(self.taking, row, self.loose)
            or self.funds.strange(row)
        )

    def _total_above(self, row: Row) -> bool:
        """总分 with weight and score over the indicators; beside one figure it is a pair."""
        label, *figures = [cell.text for cell in row.filled]
        named = labels.find(labels.HEAD_TOTAL, label) is not None and "得分" not in label
        if not named or len(figures) <= 1 or not all(map(is_figure, figures)):
            return False
        take_total(self.taking, None, row)
        return True


def _is_subtotal(text: str) -> bool:
    """Whether a text heads the sum of some of the indicators."""
    if "计" not in text and "分" not in text:
        return False
    return _SUBTOTAL.fullmatch(squash(text)) is not None or leaves_out(text)


def _is_text(cell: Cell) -> bool:
    """Whether a cell says something that is neither wording of a form nor a figure."""
    return not labels.is_label(cell.text) and not is_amount(cell.text)


def _beside(row: Row, cell: Cell) -> Cell | None:
    """The cell to the right of a heading, over the blanks that a lost merge left."""
    right = row.right_of(cell)
    return right if right is None or right.text.strip() else row.beside(cell) or right


def _is_value(row: Row, cell: Cell) -> bool:
    """Whether a text like a heading, 完成预期目标, stands last and beside a heading."""
    if cell is not row.filled[-1]:
        return False
    left = [other for other in row.filled if other.end <= cell.column][-1:]
    return any(labels.find(labels.GOAL, other.text) == "actual" for other in left)


def _goal_name(row: Row, cell: Cell) -> str | None:
    """Which goal a heading names; beside 年度总体目标, 年度目标 is but the label of the rows."""
    if labels.find(labels.GROUP_GOAL, cell.text) is not None and cell is not row.filled[0]:
        return "expected"
    if labels.find(labels.GOAL, cell.text) is None and _is_value(row, cell):
        return None
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
        return any(
            c.column < cell.end and cell.column < c.end and c.text != cell.text
            for c in below.filled
        )

    return [
        cell
        for name, cell in named
        if not has_text(cell)
        and any(other is not cell and name == n and has_text(other) for n, other in named)
    ]


def _finish_project(taking: Taking) -> None:
    """The fund rows keep the official set; `blank` says that nothing was filled in."""
    filled = any(
        value not in (None, False) and _GIVEN.fullmatch(path) is None
        for path, value in taking.values.items()
    )
    unread = any(
        not at.path.startswith(("sign.", "paragraphs."))
        and item.why != STRANGE_HEADING
        and not is_template(item.text)
        for at, item in taking.unread.items()
    )
    taking.values["blank"] = not filled and not unread

"""年度总体目标 of f2 and f3: what was planned and what came of it, beside or under the headings."""

from __future__ import annotations

from collections.abc import Sequence

from core.intake import labels, titles
from core.intake.around import take_inline
from core.intake.grid import Cell
from core.intake.rows import Column, Columns, Row
from core.intake.stages import is_amount
from core.intake.taking import Taking, is_filler
from core.number import is_blank
from core.text import clean, squash

_BY_PLACE = "没有栏目名，按位置取作实际完成情况"
_GOALS = 2
"""Headings over the goals: what was planned, and what came of it."""


class Goals:
    """The headings in force over the rows that come; `heads` are the labels of the form's head."""

    def __init__(self, taking: Taking, heads: labels.Lookup) -> None:
        self.taking = taking
        self.heads = heads
        self.waiting: list[tuple[str, Cell, Row]] = []
        """Headings whose texts stand under them, each with its row: one list a row of them."""

    def head(self, row: Row, below: Row | None) -> bool:
        """Take a row of headings with the goals beside them, or that wait for those below."""
        if self._both_inline(row):
            return True
        known = any(labels.find(labels.GOAL, cell.text) for cell in row.filled)
        waiting = any(f"goal.{name}" not in self.taking for name, _, _ in self.waiting)
        if self._none_beside(row):
            self.waiting.clear()
            waiting = False
        found = [(_goal_name(row, cell), cell) for cell in row.filled]
        named = [(name, cell) for name, cell in found if name is not None]
        known = known or len({name for name, _ in named}) > 1
        if not known or waiting:
            return self._inline(row) or self._alone(row)
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
            self._alone(row)
            return True
        self.waiting = [(name, cell, row) for name, cell in named]
        return True

    def _both_inline(self, row: Row) -> bool:
        """Both goals, each in the cell of its label, behind the name of the rows."""
        if self.waiting:
            return False
        found = [labels.pairs(labels.GOAL_PATHS, cell.text) for cell in row.filled]
        said = [pair for pairs, before in found if titles.is_lead(before) for pair in pairs]
        names = {name for name, value in said if value}
        if len(names) < _GOALS or not self._inline(row):
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
            for name, head, _ in self.waiting
            for cell in row.filled
        )

    def _once(self) -> list[tuple[str | None, Cell, Row]]:
        """The goals waiting for their text; a second column of one goal is that of nobody."""
        names: set[str] = set()
        found: list[tuple[str | None, Cell, Row]] = []
        for name, cell, row in self.waiting:
            found.append((None if name in names else name, cell, row))
            names.add(name)
        return found

    def _inline(self, row: Row) -> bool:
        if self.waiting:
            return False
        found = [take_inline(self.taking, row, cell, labels.GOAL_PATHS) for cell in row.filled]
        return any(found)

    def _alone(self, row: Row) -> bool:
        """年度总体目标 with the goal beside it and no heading of its own."""
        if self.waiting or "goal.expected" in self.taking:
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
                self._second(row, right)
                return True
        return False

    def _second(self, row: Row, expected: Cell) -> None:
        """What came of the goal, as the one other text behind it in a row without headings."""
        rest = [cell for cell in row.filled if cell.column >= expected.end]
        if len(rest) == 1 and "goal.actual" not in self.taking and _is_text(rest[0]):
            self.taking.cell("goal.actual", row.grid, rest[0], doubt=_BY_PLACE)

    def text(self, row: Row) -> bool:
        """A row under 预期目标 and 实际完成情况; several rows are joined."""
        if not self.waiting:
            return False
        columns = Columns(
            self.waiting[0][2],
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
        if self._past(row, counts):
            self.waiting = []
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
        heads = self.waiting[0][2].filled
        return [
            cell
            for cell in row.filled
            if any(
                cell.column == head.column
                and (squash(head.text) in labels.ORDINAL or head.text == cell.text)
                for head in heads
            )
        ]

    def _past(self, row: Row, counts: Sequence[Cell]) -> bool:
        """Whether a row is none of the goals' any more: it has a label or figures of its own."""
        if not any(f"goal.{name}" in self.taking for name, _, _ in self.waiting):
            return False
        first = min(cell.column for _, cell, _ in self.waiting)
        return any(
            cell.column < first or (is_amount(cell.text) and not is_blank(cell.text))
            for cell in row.filled
            if cell not in counts
        )

    def _is_label(self, text: str) -> bool:
        tables = (self.heads, labels.MONEY, labels.SIGN_PATHS)
        return labels.is_wording(text) or any(labels.find(table, text) for table in tables)


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
    heading = labels.goal_heading(cell.text)
    group = labels.find(labels.GROUP_GOAL, cell.text) is not None
    if heading is None and not group:
        return None
    if group and cell is not row.filled[0]:
        return "expected"
    if labels.find(labels.GOAL, cell.text) is None and _is_value(row, cell):
        return None
    right = row.right_of(cell)
    if right is not None and labels.find(labels.GROUP_GOAL, right.text) is not None:
        return None
    return heading


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

"""Goals that stand by year, 财年 │ 目标 │ 实际完成情况: the form takes those of its own year."""

from __future__ import annotations

from core.address import At
from core.intake import labels, titles
from core.intake.around import orphans
from core.intake.rows import Column, Columns, Row
from core.intake.taking import Taking
from core.text import squash

_YEAR = "year"
HEADS = frozenset({"财年", "财政年度", "年度", "年份", "预算年度"})
"""What heads the years."""
_PLANNED = frozenset({"目标", "目标内容"})
_OTHER_YEAR = "另一年度的目标，没有对应的栏目"
_BY_YEAR = "另有分年度的目标"
_FIRST = "表中没有写明年度，取自第一个财年"


class GoalYears:
    """The headings in force over the rows that come, each with a year and its goals."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        self.columns: Columns | None = None

    def row(self, row: Row) -> bool:
        """Take a row of the headings, or of a year under them."""
        return self._values(row) or self._head(row)

    def _head(self, row: Row) -> bool:
        dated = (cell for cell in row.filled if "年" in cell.text)
        year = next((cell for cell in dated if squash(cell.text) in HEADS), None)
        if year is None:
            return False
        columns = [Column(_YEAR, year)]
        for cell in row.filled:
            planned = "expected" if squash(cell.text) in _PLANNED else None
            name = planned or labels.goal_heading(cell.text)
            if cell.column >= year.end and name is not None:
                columns.append(Column(f"goal.{name}", cell))
        if {column.name for column in columns} != {_YEAR, "goal.expected", "goal.actual"}:
            return False
        self.columns = Columns(row, tuple(columns))
        for column in columns:
            self.taking.wording(row.grid, column.heading)
        for cell in row.filled:
            self.taking.heading(row.grid, cell)
        return True

    def _values(self, row: Row) -> bool:
        if self.columns is None:
            return False
        under = {
            column.name: cell for column, cell in self.columns.of(row) if cell.row == row.index
        }
        year = titles.only_year(under[_YEAR].text) if _YEAR in under else None
        if year is None:
            self.columns = None
            return False
        if "year" not in self.taking:
            self.taking.put("year", year, row.grid.source(under[_YEAR]))
            self.taking.doubt("year", _FIRST)
        if self.taking.values["year"] != year:
            orphans(self.taking, row, _OTHER_YEAR)
            return True
        self.taking.wording(row.grid, under.pop(_YEAR))
        for path, cell in under.items():
            if path is None:
                continue
            if path in self.taking:
                self.taking.left(self.taking.sources[At(path)], _BY_YEAR)
            self.taking.cell(path, row.grid, cell)
        return True

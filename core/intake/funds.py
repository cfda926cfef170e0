"""The money of f2 and f3: its headings, its rows, and the rows that the forms do not have.

The headings are the stages of a budget and the rows its sources, or the other way round; each
shape is a method, in the order in which they are tried. They share what was found so far.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, islice

from core.intake import labels
from core.intake.around import orphans
from core.intake.fund_figures import doubt_all, orphan, take_figures
from core.intake.grid import Cell
from core.intake.marks import heads_indicators
from core.intake.money_headings import is_other_year, of_this_year, parted
from core.intake.rows import Column, Columns, Row, unique
from core.intake.stages import (
    STAGES,
    beginning,
    budgets,
    columns_of_stages,
    heads_figures,
    is_amount,
    is_other,
    many_figures,
    overlap,
    stage_of,
    stages_in,
)
from core.intake.taking import Taking
from core.intake.totals import JOINT
from core.number import is_blank, read_number
from core.text import clean, squash

_OF_TOTAL = frozenset({"weight", "rate", "score"})
"""What stands once for all sources, beside them."""
_SUMMED = re.compile("预算|资金|支出|经费|总|合计|金额")
_LONGEST_NAME = 20
_ANOTHER_YEAR = "另一年度的资金，没有对应的栏目"
_POINTS = frozenset({"分值", "得分"})
"""What goes on with the stages when each has a row of its own."""


@dataclass(slots=True)
class Funds:
    """The rows of money while a form is walked; `rows` are all of the form."""

    taking: Taking
    project: bool
    rows: Sequence[Row]
    columns: Columns | None = None
    """The stages of the budget over the rows that come."""
    sources: Columns | None = None
    """The sources of the money, where they are the headings and the stages the rows."""
    done: set[str] = field(default_factory=set)
    best: dict[str, int] = field(default_factory=dict)
    """For each row that the form has, the rank of its best name among the rows that come."""
    paired: str | None = None
    """The path of the total whose stages stand each beside its figure."""
    spent: bool = False
    """Whether the last row was one of 按支出性质分."""

    def head(self, row: Row) -> bool:
        """Take the row as the headings if it is: at least two stages of a budget."""
        columns: list[Column] = []
        for cell in row.cells:
            name = stage_of(cell.text) if cell.row == row.index else None
            if name is not None or (cell.row == row.index and cell.text.strip() and columns):
                columns.append(Column(name, cell))
        seen = {part for column in columns for part in (column.name or "").split(JOINT)}
        if len(seen & STAGES) <= 1 or self._pairs(row):
            return False
        columns = [*self._upper(columns), *columns]
        kept = unique(budgets(of_this_year(columns)), lambda text: labels.rank(labels.FUND, text))
        self.columns, self.sources = Columns(row, kept), None
        for column in columns:
            if column.name is not None and JOINT in column.name:
                self.taking.wording(row.grid, column.heading)
            self.taking.heading(row.grid, column.heading)
        for cell in row.filled:
            if labels.is_wording(cell.text) or self._name(cell.text) is not None:
                self.taking.wording(row.grid, cell)
        self._survey(row)
        return True

    def _upper(self, columns: Sequence[Column]) -> list[Column]:
        """The headings in the row above that stand over none of these: 预算数 over 年初, 全年."""
        if self.columns is None or self.done:
            return []
        names = {column.name for column in columns}
        return [
            upper
            for upper in self.columns.columns
            if upper.name not in names
            and not any(overlap(upper.heading, column.heading) for column in columns)
        ]

    def beside(self, row: Row) -> bool:
        """The total with each stage beside its figure: 年初预算数 │ 120.5 │ 全年预算数 │ 150.25."""
        pairs = self._pairs(row)
        if not pairs:
            return False
        if self.paired is None:
            self.paired = self._opened("total", row, row.filled[0])
        for stage, label, value in pairs:
            self.taking.wording(row.grid, label)
            self.taking.entry(f"{self.paired}.{stage}", row.grid, value)
        return True

    def _pairs(self, row: Row) -> list[tuple[str, Cell, Cell]]:
        """The stages in a row and the figure to the right of each; none if one has no figure."""
        if "total" in self.done and self.paired is None:
            return []
        named = [(labels.find(labels.FUND, cell.text), cell) for cell in row.filled]
        pairs = [
            (stage, cell, value)
            for stage, cell in named
            if stage is not None
            and (value := row.right_of(cell)) is not None
            and value.row == row.index
            and not is_blank(value.text)
            and is_amount(value.text)
        ]
        stages = len({stage for stage, _, _ in pairs} & STAGES)
        whole = len(pairs) == sum(stage is not None for stage, _ in named)
        if not pairs:
            return []
        headed = self.columns is not None or self.sources is not None
        headed = headed or (stages == 1 and any(map(heads_figures, self.rows)))
        further = self.paired is not None and all(
            squash(cell.text) in _POINTS and f"{self.paired}.{stage}" not in self.taking
            for stage, cell, _ in pairs
        )
        return pairs if whole and (stages > headed or (further and not headed)) else []

    def inline(self, row: Row) -> bool:
        """The total with its stages in the lines of one cell: 年初预算数：150⏎全年预算数：168.5."""
        if self.columns is not None or self.sources is not None or "total" in self.done:
            return False
        for cell in row.filled:
            found = stages_in(cell.text) if "预算" in cell.text else []
            if found:
                base = self._opened("total", row, cell)
                for name, value in found:
                    self.taking.entry(f"{base}.{name}", row.grid, cell, value)
                return True
        return False

    def grouped(self, row: Row) -> bool:
        """Take the row as headings that are the sources of each stage, which stands before them.

        The total of each goes by the same name.
        """
        if self.done or len({cell.text for cell in row.filled}) == len(row.filled):
            return False
        totals = [cell for cell in row.filled if self._name(cell.text) == "total"]
        return self._headed(row, columns_of_stages(row, totals) if totals else ())

    def _headed(self, row: Row, columns: tuple[Column, ...]) -> bool:
        """Take a row as the headings of these columns, if there are any."""
        if columns:
            self.columns, self.sources = Columns(row, columns), None
            for cell in row.filled:
                self.taking.heading(row.grid, cell)
        return bool(columns)

    def across(self, row: Row, below: Row | None) -> bool:
        """Take the row as headings that are the sources, if the row below begins with a stage."""
        if below is None or beginning(below)[1] not in STAGES:
            return False
        found = [
            (self._name(cell.text) or labels.find(labels.MONEY, cell.text), cell)
            for cell in row.cells
            if cell.row == row.index and cell.text.strip()
        ]
        names = {name for name, _ in found} - {None}
        if len(names) <= 1 or "total" not in names or "total" in self.done:
            return False
        columns = []
        for name, cell in found:
            self.taking.heading(row.grid, cell)
            columns.append(Column(self._source(name, row, cell), cell))
        total = next(c.name for (name, _), c in zip(found, columns, strict=True) if name == "total")
        columns = [
            replace(column, name=f"{total}.{stage}")
            if column.name is None and (stage := stage_of(column.heading.text)) in _OF_TOTAL
            else column
            for column in columns
        ]
        self.columns, self.sources = None, Columns(row, tuple(columns))
        return True

    def _source(self, name: str | None, row: Row, cell: Cell) -> str | None:
        """The path of a source that is a heading; its row of the form begins here."""
        if name is None or not self.project:
            return "fund" if name == "total" else name
        return None if name in self.done else self._opened(name, row, cell)

    def row(self, row: Row) -> bool:
        """Take a row of figures under the headings, if it is one of the form's."""
        if self.sources is not None:
            return self._stage_row(row)
        if self.columns is None:
            return False
        if self._parted(row, self.columns) or self._of_another_year(row):
            return True
        label = next((cell for cell in row.filled if self._name(cell.text) is not None), None)
        if label is None:
            return self._nameless(row) or self._other_name(row)
        name = self._name(label.text)
        if name is None or name in self.done or self._rank(label) > self.best.get(name, 0):
            return False
        self.taking.wording(row.grid, label)
        self._take(row, name, label.end, label)
        return True

    def _parted(self, row: Row, columns: Columns) -> bool:
        """Sources as headings under the stages: 总额 and 财政拨款 under 全年预算数."""
        totals = [cell for cell in row.filled if self._name(cell.text) == "total"]
        wide = {
            id(column.heading): cell
            for column in columns.columns
            for cell in totals
            if column.name in STAGES and column.heading.column <= cell.column < column.heading.end
        }
        if not wide or any(is_amount(cell.text) for cell in row.filled):
            return self._headed(row, parted(columns, row) if not self.done else ())
        parts = [cell for cell in row.filled if cell not in totals]
        own = [
            replace(column, heading=wide.get(id(column.heading), column.heading))
            for column in columns.columns
        ]
        own += [Column(None, cell) for cell in parts]
        self.columns = Columns(row, tuple(sorted(own, key=lambda column: column.heading.column)))
        for cell in totals:
            self.taking.wording(row.grid, cell)
        for cell in parts:
            self.taking.heading(row.grid, cell)
        self._survey(row)
        return True

    def strange(self, row: Row) -> bool:
        """A row of money under the headings that the form does not have: 省级资金."""
        if self.columns is None:
            return False
        label = row.filled[0]
        figures = [
            cell
            for column, cell in self.columns.of(row)
            if column.name is not None and cell in row.filled and is_amount(cell.text)
        ]
        foreign = self.project and (
            labels.find(labels.MONEY, label.text) is not None or self._name(label.text) is not None
        )
        if not figures or label in figures or (labels.is_label(label.text) and not foreign):
            return False
        if foreign:
            self.taking.orphan(row.grid, label, "这张表没有这一行")
        name = clean(label.said).replace("\n", "")
        orphans(self.taking, row, f"表中没有「{name}」这一行")
        return True

    def source(self, row: Row) -> bool:
        """A source of money in f2 with a figure under each heading: what was spent counts.

        The sources add up to what was spent, or to the budget where that column is empty.
        """
        if self.columns is None or self.project or not many_figures(row):
            return False
        under = {c.name: x for c, x in self.columns.of(row) if c.name and x.row == row.index}
        label = next(cell for cell in row.filled if labels.find(labels.MONEY, cell.text))
        path = labels.find(labels.MONEY, label.text)
        if self.spent and path == "income.other" and is_other(label.text):
            orphans(self.taking, row, "不能确定是哪一种其他")
            return True
        self.spent = path is not None and path.startswith("expenditure.")
        for name, words in (("executed", "全年执行数"), ("annual_budget", "全年预算数")):
            cell = under.get(name)
            if cell is None or is_blank(cell.text) or path is None or path in self.taking:
                continue
            self.taking.wording(row.grid, label)
            self.taking.figure(path, row.grid, cell, [label], f"一行几个数，取了{words}")
            orphans(self.taking, row, f"一行几个数，只取了{words}")
            return True
        orphans(self.taking, row, "一行几个数，不能确定是预算数还是执行数")
        return True

    def _of_another_year(self, row: Row) -> bool:
        """A row with the total of another year than the form's."""
        year = self.taking.values.get("year")
        dated = [cell.text for cell in row.filled[:2] if "年" in cell.text]
        named = [text for text in dated if self._name(text) == "total"]
        if not any(is_other_year(text, year) for text in named):
            return False
        orphans(self.taking, row, _ANOTHER_YEAR)
        return True

    def _name(self, text: str) -> str | None:
        return labels.find(self._names, text)

    @property
    def _names(self) -> labels.Lookup:
        return labels.PROJECT_FUND if self.project else labels.OVERALL_FUND

    def _rank(self, label: Cell) -> int:
        return labels.rank(self._names, label.text)

    def _survey(self, head: Row) -> None:
        """Which rows come under the headings, up to the indicators, and by what names."""
        self.best = {}
        for row in islice(dropwhile(lambda row: row is not head, self.rows), 1, None):
            if heads_indicators(row):
                break
            for cell in row.filled:
                name = self._name(cell.text)
                if name is not None:
                    rank = self._rank(cell)
                    self.best[name] = min(rank, self.best.get(name, rank))

    def _take(self, row: Row, name: str, start: int, label: Cell) -> str:
        """Take the figures of a row of the form; returns its path."""
        base = self._opened(name, row, label)
        if self.columns is not None:
            take_figures(self.taking, self.columns, row, base, start)
        return base

    def _opened(self, name: str, row: Row, label: Cell) -> str:
        """The path of a row of the form that begins here."""
        base = f"funds.{len(self.done)}" if self.project else "fund"
        self.done.add(name)
        if self.project:
            self.taking.put(f"{base}.row", name, row.grid.source(label))
        return base

    def _nameless(self, row: Row) -> bool:
        """Figures right under the headings, without a label, are those of the total."""
        if self.done or not all(is_amount(cell.text) for cell in row.filled):
            return False
        base = self._take(row, "total", 0, row.filled[0])
        doubt_all(self.taking, base, "这一行没有名称，作为年度资金总额")
        return True

    def _other_name(self, row: Row) -> bool:
        """The only sum under the headings under a name of its own: 部门支出 is 年度资金总额."""
        label = row.filled[0]
        if (
            self.done
            or "total" in self.best
            or len(label.text) > _LONGEST_NAME
            or _SUMMED.search(squash(label.text)) is None
            or labels.find(labels.MONEY, label.text) is not None
            or is_amount(label.text)
        ):
            return False
        stages = [
            cell
            for column, cell in (self.columns.of(row) if self.columns is not None else ())
            if column.name in STAGES and cell in row.filled and read_number(cell.text)
        ]
        if len(stages) <= 1 or label in stages:
            return False
        self.taking.orphan(row.grid, label, "不认识的名称，作为年度资金总额")
        name = clean(label.said).replace("\n", "")
        base = self._take(row, "total", label.end, label)
        doubt_all(self.taking, base, f"「{name}」作为年度资金总额")
        return True

    def _stage_row(self, row: Row) -> bool:
        """A stage of the budget as a row, a figure under each source."""
        label, stage = beginning(row)
        if stage is None or JOINT in stage or self.sources is None:
            self.sources = None
            return False
        self.taking.wording(row.grid, label)
        for column, cell in self.sources.of(row):
            if cell.row != row.index or cell is label:
                continue
            if column.name is None:
                orphan(self.taking, row, column, cell)
            elif column.name.rpartition(".")[2] in _OF_TOTAL:
                self.taking.entry(column.name, row.grid, cell)
            elif column.name.startswith("fund"):
                self.taking.cell(f"{column.name}.{stage}", row.grid, cell)
            elif stage == "executed" and not is_blank(cell.text):
                self.taking.entry(column.name, row.grid, cell)
            else:
                self.taking.orphan(row.grid, cell, "一栏几个数，只取了全年执行数")
        return True

"""财政供养人员情况 of f1: figures beside their headings, or in the rows under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from core.intake import labels
from core.intake.around import orphans
from core.intake.grid import Cell
from core.intake.money_headings import is_money_heading, of_this_year
from core.intake.rows import Column, Columns, Row
from core.intake.taking import Taking

_SUM = re.compile(r"\s*(?:总|合)\s*(?:计|数|人数)\s*|\s*小\s*计\s*")
_DIGIT = re.compile("[0-9０-９]")
_PAIR = 2
"""Headings that it takes to tell a row of headings from a row of values."""
_LONGEST_FIGURE = 12
_MAY_TELL = re.compile(f"[:：∶]|.{{{_LONGEST_FIGURE + 1}}}", re.DOTALL)
"""A label with its figure: parted by a colon, or in a sentence that is longer than a figure."""
_BY_KIND = "按类别填写的人数，没有对应的栏目"


class Staff:
    """The headings in force, and the rows under them, of which one is taken."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        self.columns: Columns | None = None
        self.rows: list[Row] = []
        self.kinds: Columns | None = None
        """Kinds of staff and their sum, over rows each with its label: 行政 │ 事业 │ 合计."""

    def head(self, row: Row, *, early: bool) -> bool:
        """Take a row of headings; of one heading only `early`, before the lines of money."""
        if self._inline(row) or (early and self._kinds(row)):
            return True
        found = [(labels.find(labels.STAFF, cell.text), cell) for cell in row.filled]
        named = [(name, cell) for name, cell in found if name is not None]
        early = early or any("财政供养" in cell.text for cell in row.cells)
        if len(named) < _PAIR and not (named and early):
            return False
        for name, cell in found:
            if name is not None or "财政供养" in cell.text:
                self.taking.wording(row.grid, cell)
        beside = [(name, cell, row.beside(cell)) for name, cell in named]
        if any(is_figure_beside(value, row) for _, _, value in beside):
            for name, cell, value in beside:
                several = figures_behind(cell, row)
                if len(several) > 1:
                    self._by_kind(name, row, several)
                elif value is not None and labels.find(labels.STAFF, value.text) is None:
                    self.taking.cell(f"staff.{name}", row.grid, value)
            return True
        columns = [
            Column(labels.find(labels.STAFF, cell.text), cell)
            for cell in row.cells
            if cell.row == row.index and cell.text.strip() and "财政供养" not in cell.text
        ]
        self.columns = Columns(row, tuple(of_this_year(columns)))
        return True

    def _kinds(self, row: Row) -> bool:
        """Take a row of kinds of staff of which one is their sum."""
        if not any("行政" in cell.text for cell in row.filled):
            return False
        kinds = [cell for cell in row.filled if "财政供养" not in cell.text]
        sums = [cell for cell in kinds if _SUM.fullmatch(cell.text)]
        words = "".join(cell.text for cell in kinds)
        if len(sums) != 1 or len(kinds) < _PAIR or _DIGIT.search(words) or "行政" not in words:
            return False
        self.kinds = Columns(row, tuple(Column("sum" if c in sums else None, c) for c in kinds))
        for cell in row.filled:
            if cell in sums or cell not in kinds:
                self.taking.wording(row.grid, cell)
        orphans(self.taking, row, _BY_KIND)
        return True

    def _by_kind(self, name: str, row: Row, figures: Sequence[Cell]) -> None:
        """Of the figures of the kinds behind a label, take the one under their sum."""
        under = self.kinds.of(row) if self.kinds is not None else []
        for column, cell in under:
            if column.name is not None and cell in figures:
                self.taking.entry(f"staff.{name}", row.grid, cell)
        for cell in figures:
            self.taking.orphan(row.grid, cell, _BY_KIND)

    def _inline(self, row: Row) -> bool:
        """Figures each in the cell of its label: 编制数：21人 │ 实际在职人数：19人."""
        pairs = [
            (name, cell, value)
            for cell in row.filled
            if _MAY_TELL.search(cell.text)
            for name, value in (labels.pairs(labels.STAFF, cell.text)[0] or _told(cell.text))
            if value
        ]
        if len(pairs) < _PAIR:
            return False
        for name, cell, value in pairs:
            self.taking.entry(f"staff.{name}", row.grid, cell, value)
        return True

    def line(self, row: Row, label: Cell, values: Sequence[tuple[Column, Cell]]) -> bool:
        """Take a line of staff among those of money, 编制数（人） under 本年决算数."""
        name = labels.find(labels.STAFF, label.text)
        now = [cell for column, cell in values if column.name == "final" and cell.text.strip()]
        if name is None or not now:
            return False
        self.taking.wording(row.grid, label)
        self.taking.entry(f"staff.{name}", row.grid, now[0])
        return True

    def values(self, row: Row) -> bool:
        """Keep a row that stands under the headings; the first that does not ends them."""
        if self.columns is None or self._parts(self.columns, row):
            return self.columns is not None
        begun = any(above.filled for above in self.rows)
        headed = any(is_money_heading(cell.text) for cell in row.filled)
        first = not row.filled or not (begun or headed)
        if first or self._goes_on(self.columns, row):
            self.rows.append(row)
            return True
        self.close()
        return False

    def _parts(self, columns: Columns, row: Row) -> bool:
        """Kinds as headings under the headings, 合计 │ 行政 │ 事业: what is under 合计 counts."""
        if self.rows or _DIGIT.search("".join(cell.text for cell in row.filled)):
            return False
        sums = [cell for cell in row.filled if _SUM.fullmatch(cell.text)]
        parted = [
            column
            for column in columns.columns
            if column.name and any(cell.middle_in(column.heading) for cell in row.filled)
        ]
        over = {id(cell): c for c in parted for cell in sums if cell.middle_in(c.heading)}
        if not over or len(over) < len(parted):
            return False
        kinds = tuple(
            Column(over[id(cell)].name if id(cell) in over else None, cell) for cell in row.filled
        )
        other = tuple(column for column in columns.columns if column not in parted)
        self.columns = Columns(row, (*kinds, *other))
        for cell in sums:
            self.taking.wording(row.grid, cell)
        orphans(self.taking, row, _BY_KIND)
        return True

    def _goes_on(self, columns: Columns, row: Row) -> bool:
        """Whether a row goes on with figures of staff, of a kind or of all."""
        under = [cell for column, cell in columns.of(row) if column.name is not None]
        said = [cell for cell in under if cell.row == row.index and cell.text.strip()]
        return bool(said) and all(is_figure_beside(cell, row) for cell in said)

    def _says(self, columns: Columns | None, row: Row) -> bool:
        """Whether a row says anything under the headings, and not only beside them."""
        under = columns.of(row) if columns is not None and row.filled else ()
        return any(cell.row == row.index and cell.text.strip() for _, cell in under)

    def close(self) -> None:
        """Take the rows under the headings: of several, the one that is their sum."""
        columns, rows = self.columns, self.rows
        self.columns, self.rows = None, []
        rows = [row for row in rows if self._says(columns, row)] or rows[:1]
        if columns is None or not rows:
            return
        sums = [row for row in rows if any(_SUM.fullmatch(cell.text) for cell in row.filled)]
        chosen = (sums or rows)[0] if sums or len(rows) == 1 else None
        if chosen is not None:
            for column, cell in columns.of(chosen):
                path = f"staff.{column.name}"
                if cell.row == chosen.index and column.name and path not in self.taking:
                    self.taking.cell(path, chosen.grid, cell)
        for row in rows:
            orphans(self.taking, row, _BY_KIND)


def _told(text: str) -> list[tuple[str, str]]:
    """Figures in a sentence, which is longer than a label: 编制数21人，实际在职人数19人."""
    return labels.told(labels.STAFF, text) if len(text) > _LONGEST_FIGURE else []


def is_figure_beside(cell: Cell | None, row: Row) -> bool:
    """Whether the cell to the right of a heading is its figure, so that headings run downwards."""
    return (
        cell is not None
        and cell.row == row.index
        and bool(cell.text.strip())
        and labels.find(labels.STAFF, cell.text) is None
        and bool(re.search(r"[0-9０-９]", cell.text))
        and len(cell.text.strip()) <= _LONGEST_FIGURE
        and not re.search("[年决预]", cell.text)
    )


def figures_behind(label: Cell, row: Row) -> list[Cell]:
    """The figures to the right of a label up to the next words."""
    behind = [cell for cell in row.filled if cell.column >= label.end]
    return list(takewhile(lambda cell: is_figure_beside(cell, row), behind))

"""The level names of an indicator table: which 一级 and 二级指标 are in force over a row.

Names stand once in a merged cell, in every row, or only in the first row of their group; their
points stand behind the name, under it, or in a cell of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from core.intake.grid import Cell, Grid
from core.intake.rows import Row
from core.intake.taking import Taking, is_filler
from core.intake.totals import is_figure
from core.text import clean, nfkc, squash

_POINTS = re.compile(
    r"[(（\[【〔]\s*(?:权重|分值|共|计|满分)?[:：]?\s*([0-9０-９]+(?:[.．][0-9０-９]+)?)\s*(?:分|%|％)?\s*[)）\]】〕]"
    r"|[:：/／—-]?\s*(?:权重|分值|共|计)?[:：]?\s*([0-9０-９]+(?:[.．][0-9０-９]+)?)\s*分\s*$"
    r"|(?:(?<=指标)[:：/／—-]?|[:：]?(?:权重|分值)[:：]?)"
    r"\s*([0-9０-９]{1,3}(?:[.．][0-9０-９]+)?)\s*[%％]?\s*$"
)
_GOT = r"(?:自评|实际)?得分?\s*[:：]?\s*[0-9０-９]+(?:[.．][0-9０-９]+)?\s*分?\s*"
_OWN_SCORE = re.compile(rf"[(（\[【〔]\s*{_GOT}[)）\]】〕]|[,，、；;/／\s]*{_GOT}(?=[)）\]】〕]|$)")
"""What a group got, behind its points: 产出指标（50分，得49.7分）; no form has a place for it."""
_UPRIGHT = str.maketrans("︵︶﹙﹚", "（）（）")
"""Brackets as they stand in a line that runs from top to bottom."""
_GROUPS = {
    "数量指标": "产出", "质量指标": "产出", "时效指标": "产出", "进度指标": "产出",
    "经济效益指标": "效益", "社会效益指标": "效益", "生态效益指标": "效益",
    "可持续影响指标": "效益", "服务对象满意度指标": "满意度", "满意度指标": "满意度",
}  # fmt: skip
_LONGEST = 120


@dataclass(slots=True)
class _Level:
    """A level name in force, the cell it was read from, and the one that is over the rows now."""

    name: str | None
    points: str | None
    grid: Grid
    cell: Cell
    over: Cell
    beside: Cell | None = None
    """The cell of the points where they have a column of their own."""


@dataclass(slots=True)
class Levels:
    """The names in force while the rows are walked; writes them to each indicator."""

    taking: Taking
    level1: _Level | None = None
    level2: _Level | None = None
    group: list[int] = field(default_factory=list)
    """The indicators under the 一级指标 in force."""
    grid: Grid | None = None
    """The table of the last row; a level goes on where the table was cut under it."""

    gap: bool = False
    """Whether an empty row was passed: a table may have been cut there in a sheet."""

    def take(
        self, row: Row, first: Cell | None, second: Cell | None, points: Cell | None = None
    ) -> None:
        """Read the level cells over a row; `points` is the cell of the group's, if there is one."""
        cut = self.gap or (self.grid is not None and self.grid is not row.grid)
        cut = cut or _begin_blank(row, first, second)
        self.grid = row.grid
        self.gap = not row.filled and not any(cell.text.strip() for cell in row.cells)
        if first is not None:
            self._level1(row, first, second, cut=cut)
        if points is not None and points.text.strip():
            self._points(row, points)
        if second is not None and second is not first:
            self._level2(row, second, cut=cut)

    def _level1(self, row: Row, cell: Cell, second: Cell | None, *, cut: bool) -> None:
        now = self.level1
        if now is not None and now.over is cell:
            return
        name, points = split_points(cell.text)
        if name is None and points is None:
            if now is not None and cut and not self._other_group(second):
                now.over = cell
            elif now is None:
                self.level1 = _Level(None, None, row.grid, cell, cell)
            elif self._other_group(second):
                self._open(_Level(None, None, row.grid, cell, cell))
            elif self._same_group(second):
                now.over = cell
            elif cell.rows > 1:
                self._open(_Level(None, None, row.grid, cell, cell))
        elif name is None and now is not None and now.name is not None and now.points is None:
            now.points = points
            self._late_points(row, cell, points)
        elif now is not None and name == now.name and points in (None, now.points):
            now.over = cell
            self.taking.wording(row.grid, cell)
        else:
            self._open(_Level(name, points, row.grid, cell, cell))

    def over(self, row: Row, cell: Cell) -> bool:
        """Take a cell that stands over its whole group as the 一级指标, if it names one."""
        name, points = split_points(cell.text)
        if name is None or not name.endswith("指标"):
            return False
        self._open(_Level(name, points, row.grid, cell, cell))
        self.taking.wording(row.grid, cell)
        return True

    def _other_group(self, second: Cell | None) -> bool:
        """Whether a blank level-1 cell cannot go on with the name above it."""
        if second is None or self.level1 is None or self.level1.name is None:
            return False
        wanted = _GROUPS.get(squash(split_points(second.text)[0] or ""))
        return (
            wanted is not None
            and wanted not in self.level1.name
            and any(word in self.level1.name for word in _GROUPS.values())
        )

    def _same_group(self, second: Cell | None) -> bool:
        """Whether the 二级指标 beside a blank level-1 cell is one of the group above."""
        if second is None or self.level1 is None or self.level1.name is None:
            return False
        group = _GROUPS.get(squash(split_points(second.text)[0] or ""))
        return group is not None and group in self.level1.name

    def _open(self, level: _Level) -> None:
        self.level1, self.level2, self.group = level, None, []

    def _points(self, row: Row, cell: Cell) -> None:
        """Points in a column of their own: those of the group that begins here."""
        now = self.level1
        if now is not None and now.points is None and is_figure(cell.text):
            now.points, now.beside = cell.text, cell
        elif now is not None and now.beside is not None and now.points is not None:
            same = now.beside is cell or squash(cell.text) == squash(now.points)
            if not same:
                self.taking.orphan(row.grid, cell, "一级指标下不止一个分值")
                return
        else:
            self.taking.orphan(row.grid, cell, "一级指标的分值不是数字")
            return
        self.taking.wording(row.grid, cell)

    def _late_points(self, row: Row, cell: Cell, points: str | None) -> None:
        """Points that stand in a cell of their own below the name count for the whole group."""
        for index in self.group:
            self.taking.cell(f"indicators.{index}.level1_weight", row.grid, cell, points)
        self.taking.wording(row.grid, cell)

    def _level2(self, row: Row, cell: Cell, *, cut: bool) -> None:
        now = self.level2
        name, points = split_points(cell.text)
        if name is not None:
            self.level2 = _Level(name, points, row.grid, cell, cell)
        elif now is not None and cut:
            now.over = cell
        elif cell.rows > 1 and (now is None or now.over is not cell):
            self.level2 = _Level(None, None, row.grid, cell, cell)

    def place(self, index: int) -> None:
        """Write the names in force to an indicator."""
        path = f"indicators.{index}"
        self.group.append(index)
        one, two = self.level1, self.level2
        if one is not None:
            self.taking.cell(f"{path}.level1", one.grid, one.cell, one.name or "")
            if one.points is not None:
                place = one.beside or one.cell
                self.taking.cell(f"{path}.level1_weight", one.grid, place, one.points)
        if two is not None:
            self.taking.cell(f"{path}.level2", two.grid, two.cell, two.name or "")


def is_second(text: str) -> bool:
    """Whether a text is the name of a 二级指标 and of no group."""
    name = squash(split_points(text)[0] or "")
    return name in _GROUPS and name.removesuffix("指标") not in _GROUPS.values()


def _begin_blank(row: Row, first: Cell | None, second: Cell | None) -> bool:
    """Whether merged cells begin together and say nothing, as under the end of a page.

    They are those of both levels, or of the first one and of what stands before it.
    """
    if first is None or first is second or first.row != row.index or first.text.strip():
        return False
    before = [cell for cell in row.cells if cell.column < first.column and cell.rows > 1]
    other = before or ([second] if second is not None else [])
    cells = [first, *other]
    begin = all(cell.row == row.index and not cell.text.strip() for cell in cells)
    return bool(other) and begin and any(cell.rows > 1 for cell in cells)


def _without_score(text: str) -> str:
    """A level label without what the group got."""
    return _OWN_SCORE.sub("", text) if "得" in text else text


@lru_cache(maxsize=8192)
def split_points(text: str) -> tuple[str | None, str | None]:
    """A level label as name and points: 产出指标⏎（50分） → 产出指标, 50."""
    if is_filler(text):
        return None, None
    if len(text) > _LONGEST:
        return clean(text), None
    text = _without_score(text.translate(_UPRIGHT))
    whole = text if _POINTS.search(text) else re.sub(r"\s+", "", text)
    found = _POINTS.search(whole)
    bare = _POINTS.sub("", whole) if found else whole
    name = re.sub(r"\s+", "", bare)
    points = nfkc(found[1] or found[2] or found[3]) if found else None
    return name or None, points

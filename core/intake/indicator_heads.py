"""The headings of the indicator table, in one row or two, and which field stands under each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.intake import labels
from core.intake.grid import Cell
from core.intake.levels import split_points
from core.intake.marks import is_indicator_head
from core.intake.money_headings import of_this_year
from core.intake.rows import Column, Columns, Row, unique
from core.intake.taking import Taking
from core.intake.totals import JOINT
from core.text import clean, squash

LEVELS = ("level1", "level2")
POINTS = "points"
"""The column of a group's points, which are the field level1_weight of its rows."""
_TOGETHER = frozenset({f"weight{JOINT}score", f"score{JOINT}weight"})
"""The columns that may stand as one: 分值/得分."""
PAIRED = f"target{JOINT}actual"
"""The column whose rows have a cell for each: 年度指标值/实际完成值 over two columns."""
TICK = "tick"
"""A column that says, ticked, what came of an indicator."""
_GRADE = re.compile(
    "(?:全部|基本|部分|已|未|超额)?(?:达成|完成|达标|实现)(?:年度|预期)?(?:指标|目标)?"
)
_ASIDE = frozenset({"sign", "unit"})
"""What stands in columns of its own beside the figure of a target."""
_VALUES = frozenset({"target", "actual", "weight", "score"})
_MOST = 3
_INDICATOR = frozenset({"绩效指标", "考核指标", "评价指标", "指标"})
_LEVEL = re.compile("([一二三])级指标.{1,6}$")
_REMARK = "表中没有偏差原因一栏，取自「{}」"
_SEVERAL = 2
_PERIOD = re.compile("[上下]半年(?:度)?|第?[一二三四1-4]季度|[0-9]{1,2}[-—~至][0-9]{1,2}月")
_WHOLE = frozenset({"全年", "全年合计", "全年累计", "累计", "合计"})
"""The part of the year under a heading that is what the heading asks for."""
_LONGEST_PART = 8
"""What a heading under a heading may have of characters."""


@dataclass(slots=True)
class Heads:
    """The columns in force, and what may become a heading with the next row."""

    taking: Taking
    columns: Columns | None = None
    over: tuple[Column, ...] = ()
    """Headings in the row above, which may be the upper half of a heading in two rows."""

    def take(self, row: Row, *, begun: bool = False) -> bool:
        """Take the row as heading if it is one.

        Once the indicators have `begun` it is a new heading or none, never the lower half of one.
        """
        over, self.over = self.over, ()
        known = {labels.find(labels.INDICATOR, cell.text) for cell in row.cells} - {None}
        first = self.columns is not None and not begun
        if len(known) <= 1 and not first:
            return False
        columns = tuple(
            Column(_column(cell, row), cell)
            for cell in row.cells
            if cell.text.strip()
            and (
                cell.row == row.index
                or (cell.row + cell.rows - 1 == row.index and _column(cell, row) is not None)
                or labels.find(labels.INDICATOR, cell.text) is not None
            )
        )
        columns = _between(columns)
        if first:
            columns = tuple(
                Column(self._under(column), column.heading) if column.name is None else column
                for column in columns
            )
            own = [column for column in columns if column.heading.row == row.index]
            if _by_period(own):
                columns = tuple(
                    replace(column, name=self._whole(column)) if column in own else column
                    for column in columns
                )
        if len(known) <= 1:
            return self._second(row, columns)
        columns = _first_level(row, _only_names(columns, row))
        names = {
            part
            for column in columns
            if column.name is not None
            for part in column.name.split(JOINT)
        }
        if not is_indicator_head(names):
            if first and self._second(row, columns):
                return True
            self.over = columns
            return False
        both = sorted((*_upper(over, columns), *columns), key=_place)
        found = _with_points(of_this_year(both))
        kept = []
        one_each = unique(found, lambda text: labels.rank(labels.INDICATOR, text))
        for column in _with_reasons(one_each):
            joint = column.name is not None and (JOINT in column.name or column.doubt)
            if joint or is_period(column.heading.text):
                self.taking.wording(row.grid, column.heading)
            self.taking.heading(row.grid, column.heading)
            if column.name is not None or not labels.is_wording(column.heading.text):
                kept.append(column)
        self.columns = Columns(row, tuple(kept))
        return True

    def _second(self, row: Row, columns: tuple[Column, ...]) -> bool:
        """Headings under a heading: 指标值 over 年初目标值 and 实际完成值."""
        if self.columns is None or len(columns) <= 1:
            return False
        own = [column for column in columns if column.heading.row == row.index]
        if len(own) <= 1:
            return False
        by_period = _by_period(own)
        if not by_period and not any(column.name is not None for column in own):
            return False
        parts = any(column.name in _ASIDE for column in own) or self._parts(own)
        if any(column.name is None for column in own) and not parts and not by_period:
            return False
        kept = [
            old
            for old in self.columns.columns
            if not any(_overlap(old.heading, new.heading) for new in own)
            and old.name not in {new.name for new in own}
        ]
        for column in own:
            if column.name is not None or is_period(column.heading.text):
                self.taking.wording(row.grid, column.heading)
            else:
                self.taking.heading(row.grid, column.heading)
        found = sorted((*kept, *own), key=_place)
        self.columns = Columns(row, unique(found, lambda text: labels.rank(labels.INDICATOR, text)))
        return True

    def ticks(self, row: Row) -> bool:
        """Take what may have come of an indicator, a column to be ticked each: 达成 │ 未达成."""
        grades = row.filled
        if self.columns is None or len(grades) <= 1:
            return False
        if not all(is_grade(cell.text) for cell in grades):
            return False
        columns = self.columns.columns
        actual = next((column for column in columns if column.name == "actual"), None)
        if actual is None or actual.heading.column != grades[0].column:
            return False
        kept = [column for column in columns if column is not actual]
        kept += [Column(TICK, cell) for cell in grades]
        for cell in grades:
            self.taking.wording(row.grid, cell)
        self.columns = Columns(row, tuple(sorted(kept, key=_place)))
        return True

    def _over(self, column: Column) -> Column | None:
        """The heading over a part of it."""
        old = self.columns.columns if self.columns is not None else ()
        return next((upper for upper in old if _overlap(upper.heading, column.heading)), None)

    def _whole(self, column: Column) -> str | None:
        """The field of the heading over a part of the year, if that is the whole year.

        In a sheet without merged cells that heading stands over the first part alone.
        """
        if self.columns is None or squash(column.heading.text) not in _WHOLE:
            return None
        left = [c for c in self.columns.columns if c.heading.column <= column.heading.column]
        return left[-1].name if left else None

    def _under(self, column: Column) -> str | None:
        """Which field a heading names together with the one over it: 自评 under 得分."""
        upper = self._over(column)
        if upper is None or upper.name is None:
            return None
        part, whole = squash(column.heading.text), squash(upper.heading.text)
        joined = (part + whole, whole + part, part + whole.removeprefix("年度"))
        names = (labels.find(labels.INDICATOR, text) for text in joined)
        return upper.name if upper.name in names else None

    def _parts(self, own: Sequence[Column]) -> bool:
        """Whether all these are parts of the headings over them: 自评 and 复核 under 得分."""
        if not any(self._under(column) or column.name in _ASIDE for column in own):
            return False
        for column in own:
            upper = self._over(column)
            wide = upper is not None and upper.heading.columns > column.heading.columns
            known = upper is None or wide or self._under(column) is not None
            if not known or len(column.heading.text) > _LONGEST_PART:
                return False
        return True


def is_period(text: str) -> bool:
    """Whether a heading is a part of the year, or 全年 beside such parts."""
    folded = squash(text)
    return folded in _WHOLE or _PERIOD.fullmatch(folded) is not None


def _by_period(own: Sequence[Column]) -> bool:
    """Whether headings part what stands over them by the year's parts: 上半年, 下半年, 全年."""
    texts = [column.heading.text for column in own]
    return all(map(is_period, texts)) and any(squash(text) not in _WHOLE for text in texts)


def is_grade(text: str) -> bool:
    """Whether a heading says what may have come of an indicator: 部分达成."""
    return _GRADE.fullmatch(squash(text)) is not None


def _upper(over: tuple[Column, ...], columns: tuple[Column, ...]) -> list[Column]:
    """The headings of the row above that stand over no heading of this one.

    A sheet without merged cells shows 实际完成值 a row higher than the levels beside it.
    """
    cells = {id(column.heading) for column in columns}
    names = {column.name for column in columns}
    return [
        upper
        for upper in over
        if upper.name is not None
        and upper.name not in names
        and id(upper.heading) not in cells
        and not any(_overlap(upper.heading, column.heading) for column in columns)
    ]


def _place(column: Column) -> int:
    return column.heading.column


def _with_points(columns: Sequence[Column]) -> list[Column]:
    """Points in columns of their own: 一级指标, 分值, 二级指标, 分值, 三级指标, 分值.

    Behind 一级指标 they are the group's; the forms have no place for those of a 二级指标. Where
    every level has 得分 behind it, that of the 三级指标 is what it may get.
    """
    named = [column.name for column in columns]
    found = list(columns)
    for at, (before, column) in enumerate(pairwise(columns), 1):
        kind = column.name
        if kind not in {"weight", "score"} or named.count(kind) < _SEVERAL:
            continue
        if before.name in LEVELS:
            found[at] = replace(column, name=POINTS if before.name == "level1" else None)
        elif before.name == "level3" and kind == "score" and "weight" not in named:
            found[at] = replace(column, name="weight")
    return found


def _with_reasons(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """备注 behind all others, where no column is that of the reasons, is the place for them."""
    *before, last = columns
    named = {column.name for column in columns}
    remark = last.name is None and labels.find(labels.REMARK, last.heading.text) is not None
    if not remark or "deviation" in named or "score" not in named:
        return columns
    heading = clean(last.heading.text).replace("\n", "")
    return (*before, replace(last, name="deviation", doubt=_REMARK.format(heading)))


def _column(heading: Cell, row: Row) -> str | None:
    text = heading.text
    if labels.find(labels.TARGET_SIGN, text) is not None:
        return "sign"
    if squash(text) in labels.ORDINAL:
        return "ordinal"
    name = labels.find(labels.INDICATOR, text) or _level_of(text)
    both = JOINT.join(labels.joint(labels.INDICATOR, text)) if name is None else ""
    if both in _TOGETHER or both == PAIRED:
        return both
    if name is None and labels.find(labels.TARGET_UNIT, text) is not None:
        named = [(labels.find(labels.INDICATOR, cell.text), cell) for cell in row.cells]
        sign = any(labels.find(labels.TARGET_SIGN, cell.text) is not None for cell in row.cells)
        over = any(name in LEVELS and cell.column > heading.column for name, cell in named)
        beside = (sign or any(name == "target" for name, _ in named)) and not over
        return "unit" if beside else None
    return name


def _level_of(text: str) -> str | None:
    """The level of a heading that says more than that: 三级指标及分值."""
    found = _LEVEL.match(squash(text))
    return f"level{'一二三'.index(found[1]) + 1}" if found is not None else None


def _first_level(row: Row, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Headings that come again for each group, its name in place of the heading 一级指标."""
    names = {column.name for column in columns}
    first = columns[0]
    name = split_points(first.heading.text)[0] or ""
    named = first.name is None and name.endswith("指标") and not labels.is_wording(name)
    if not named or "level1" in names or "level2" not in names or first.heading.row != row.index:
        return columns
    return (replace(first, name="level1"), *columns[1:])


def _between(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """内容 between 运算符号 and 度量单位 is the target's figure."""
    names = [None, *[column.name for column in columns], None]
    if "sign" not in names:
        return columns
    return tuple(
        replace(column, name="target")
        if column.name is None and (names[at], names[at + 2]) == ("sign", "unit")
        else column
        for at, column in enumerate(columns)
    )


def _alone(cell: Cell, row: Row) -> bool:
    """Whether a cell says 绩效指标 over one column; over several it is that of the levels."""
    right = row.right_of(cell)
    if right is None or cell.columns > 1 or right.column > cell.end or not right.text.strip():
        return False
    return squash(cell.text) in _INDICATOR


def _only_names(columns: tuple[Column, ...], row: Row) -> tuple[Column, ...]:
    """Headings without levels: 绩效指标 beside 目标值 and 得分 heads what else is 三级指标."""
    names = {column.name for column in columns}
    if names & {*LEVELS, "level3"} or len(names & _VALUES) < _MOST:
        return columns
    return tuple(
        replace(column, name="level3")
        if column.name is None and _alone(column.heading, row)
        else column
        for column in columns
    )


def _overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.end and other.column < one.end

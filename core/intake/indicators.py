"""The rows of the indicator table of f2 and f3: an indicator, words between them, or the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.intake import labels, titles
from core.intake.around import orphans
from core.intake.grid import Cell
from core.intake.indicator_heads import LEVELS, PAIRED, POINTS, TICK, Heads
from core.intake.levels import Levels, is_second
from core.intake.rows import Column, Columns, Row
from core.intake.taking import Taking, is_filler
from core.intake.totals import (
    JOINT,
    is_figure,
    is_score,
    is_total,
    is_weight,
    take_joint,
    take_total,
)
from core.number import is_blank
from core.source import strange_column
from core.text import clean, nfkc, squash

_EMPTY_TEXT = re.compile(r"^(?:指标)?[0-9一二三四五六七八九十]{0,2}[:：.、]?(?:[.…·。\s]*)$")
_OPERATORS = {
    "≥": "≥", "≤": "≤", "=": "=", ">": ">", "<": "<", ">=": "≥", "<=": "≤", "＝": "=",
    "大于等于": "≥", "不低于": "≥", "小于等于": "≤", "不高于": "≤", "等于": "=", "大于": ">",
    "小于": "<",
}  # fmt: skip
KINDS = frozenset({"定性", "定性指标", "定量", "定量指标"})
"""What 指标性质 says where there is no operator to say."""
SIGNS = KINDS.union(_OPERATORS)
_NOTHING = frozenset({"/", "\\", "*", "-", "--", "—", "——", "―", "――", "－"})
"""What is written into cells that are not needed; a row of nothing else is no indicator."""
_TICKS = frozenset({"√", "✓", "✔", "☑", "V", "v"})
_SEVERAL = 2
_FIELDS = frozenset({"level3", "target", "actual", "standard", "weight", "score", "deviation"})
_POINTED = frozenset({"weight", "score"})
_UNIT = re.compile("[\u4e00-\u9fff%‰㎡]{1,4}")
_WIDE = 3
"""A cell over so many of the fields is none of them."""
_TEXTS = frozenset({"level3", "target", "actual", "standard", "deviation"})
SUM_OF_GROUP = "小计没有对应的栏目"
_JOINT = "合并单元格，下面几行共用这个数"
_SHARED = "合并单元格，与上一行共用"
_LINES = "一格里的两行，依次取作年度指标值、实际完成值"


@dataclass(slots=True)
class Indicators:
    """The indicator table while it is walked; fills `indicators.N` and `total` of a form."""

    taking: Taking
    count: int = 0
    ended: bool = False
    last: Row | None = None
    """The last row of the form that is 总分; None takes the first one met."""
    below: Row | None = None
    """The next row of the form that says anything."""
    heads: Heads = field(init=False)
    levels: Levels = field(init=False)

    def __post_init__(self) -> None:
        self.heads = Heads(self.taking)
        self.levels = Levels(self.taking)

    @property
    def columns(self) -> Columns | None:
        """The columns under the headings met last; None before the first."""
        return self.heads.columns

    def head(self, row: Row) -> bool:
        """Take the row as heading if it is one."""
        begun = bool(self.count)
        found = (not begun and self.heads.ticks(row)) or self.heads.take(row, begun=begun)
        if found and self.columns is not None:
            for column in self.columns.columns:
                named = labels.find(labels.INDICATOR, column.heading.text) is not None
                if column.name == "level1" and not named:
                    self.levels.over(row, column.heading)
        return found

    def row(self, row: Row) -> None:
        """Take one row under the heading."""
        if self.columns is None or self._group(row) or self._aside(row):
            return
        under, strange = _under(self.columns, row)
        for cell in under.pop("ordinal", []):
            self.taking.wording(row.grid, cell)
        strange = _signs(row, under, strange)
        _unit_beside(row, under, strange)
        strange += self._pair(row, under)
        if self._sum_above(row, under):
            return
        self._levels(row, under)
        filled = [
            cell
            for name, cells in under.items()
            if name not in LEVELS
            for cell in cells
            if cell.row == row.index and says(cell.text)
        ]
        if not filled:
            self._skip(row, under)
            self._unknown(row, strange)
            return
        self.levels.place(self.count)
        path = f"indicators.{self.count}"
        self._target(row, under, path)
        self._joint(row, under, path)
        for name, cells in under.items():
            if name not in LEVELS and name not in {"target", "sign", "unit"}:
                self._field(row, f"{path}.{name}", name, cells)
        self._unknown(row, strange)
        self.taking.values.setdefault(f"{path}.level3", None)
        self.count += 1

    def _group(self, row: Row) -> bool:
        """A row that only names the 一级指标 of those under it, which has no column then."""
        if self.columns is None or self.columns.has("level1"):
            return False
        said = [cell for cell in row.filled if not labels.is_wording(cell.text)]
        if len(said) != 1:
            return False
        cell = said[0]
        under = [c.name for c in self.columns.columns if c.heading.middle_in(cell)]
        if under == ["level2"] and is_second(cell.text):
            return False
        return self.levels.over(row, cell)

    def _aside(self, row: Row) -> bool:
        """A row among the indicators that is none: a label with words over most columns."""
        filled = row.filled
        few = 0 < len(filled) <= _SEVERAL and labels.is_aside(filled[0].text)
        if not few and not any(cell.columns >= _WIDE and self._wide(cell) for cell in filled):
            return False
        if any(self._in_place(cell, named=few) for cell in filled):
            return False
        for cell in filled:
            self.taking.orphan(row.grid, cell, "指标之间的一行，没有对应的栏目")
        return True

    def _sum_above(self, row: Row, under: dict[str, list[Cell]]) -> bool:
        """A row of the points of a group, over the rows of its own indicators."""
        if any(cell.text.strip() for cell in under.get("level3", ())):
            return False
        said = _names(row, under)
        level = next((name for name in reversed(LEVELS) if name in said), None)
        if level is None or not said & _POINTED or said - _POINTED - set(LEVELS):
            return False
        if self.columns is None or self.below is None:
            return False
        lower: dict[str, list[Cell]] = {}
        for column, cell in self.columns.of(self.below):
            lower.setdefault(column.name or "", []).append(cell)
        parts = _names(self.below, lower)
        upper = set(LEVELS[: LEVELS.index(level) + 1])
        if parts & upper or not parts & {"level2", "level3"} or not parts & _FIELDS:
            return False
        weight = _said(under.get("weight", [])) if level == "level1" else None
        self._levels(row, under, weight)
        for cell in (*under.get("level1", ()), *under.get("level2", ())):
            self.taking.wording(row.grid, cell)
        orphans(self.taking, row, SUM_OF_GROUP)
        return True

    def _wide(self, cell: Cell) -> bool:
        """Whether a cell stands under the headings of several fields."""
        columns = self.columns.columns if self.columns is not None else ()
        return sum(c.name in _FIELDS and c.heading.middle_in(cell) for c in columns) >= _WIDE

    def _in_place(self, cell: Cell, *, named: bool) -> bool:
        """Whether a cell is a figure under 分值 or 得分, or an indicator's name.

        Where the row is `named` as one of words, what stands under 三级指标 is no name.
        """
        columns = self.columns.columns if self.columns is not None else ()
        under = {column.name for column in columns if column.heading.middle_in(cell)}
        name = under == {"level3"} and not named
        return name or (bool(under & _POINTED) and is_figure(cell.text))

    def _joint(self, row: Row, under: dict[str, list[Cell]], path: str) -> None:
        """The columns that hold two fields: 分值/得分."""
        for name in [name for name in under if JOINT in name]:
            for cell in under.pop(name):
                if cell.row == row.index:
                    take_joint(self.taking, row, path, name, cell)

    def _pair(self, row: Row, under: dict[str, list[Cell]]) -> list[tuple[Column, Cell]]:
        """Set target and actual apart that stand side by side or in two lines under one heading.

        Returns the cells of such a column that are not two.
        """
        if PAIRED not in under:
            return []
        own = [cell for cell in under.pop(PAIRED) if cell.row == row.index]
        if len(own) == _SEVERAL and under.keys().isdisjoint({"target", "actual"}):
            under["target"], under["actual"] = own[:1], own[1:]
            return []
        lines = [line for line in own[0].text.split("\n") if line.strip()] if len(own) == 1 else []
        if len(lines) == _SEVERAL:
            both = [own[0]._replace(text=line, written=own[0].text, note=_LINES) for line in lines]
            under["target"], under["actual"] = both[:1], both[1:]
            return []
        columns = self.columns.columns if self.columns is not None else ()
        return [(c, cell) for c in columns if c.name == PAIRED for cell in own]

    def _unknown(self, row: Row, strange: Sequence[tuple[Column, Cell]]) -> None:
        """What stands in columns that no form has."""
        for column, cell in strange:
            heading = clean(column.heading.text).replace("\n", "")
            if is_filler(cell.text):
                self.taking.wording(row.grid, cell)
            else:
                self.taking.orphan(row.grid, cell, strange_column(heading))

    def _skip(self, row: Row, under: dict[str, list[Cell]]) -> None:
        """A template row: its level names stay in force, …… is wording."""
        for cells in under.values():
            for cell in cells:
                if cell.row == row.index:
                    self.taking.wording(row.grid, cell)

    def _field(self, row: Row, path: str, name: str, cells: list[Cell]) -> None:
        own = [cell for cell in cells if cell.row == row.index]
        if not own:
            shared = cells[0]
            if name in _TEXTS - {"deviation"} and shared.text.strip():
                self.taking.cell(path, row.grid, shared, doubt=_SHARED)
            return
        said = [cell for cell in own if cell.text.strip()] or own[:1]
        joint = name not in _TEXTS and said[0].rows > 1 and bool(said[0].text.strip())
        known = self.columns is not None and (name in _POINTED or bool(said[0].text.strip()))
        alike = self.columns.doubt(name) if self.columns is not None and known else None
        self.taking.cell(path, row.grid, said[0], doubt=_JOINT if joint else alike)
        if len(said) > 1 and name in _TEXTS:
            text = "\n".join(clean(cell.text) for cell in said)
            self.taking.cell(path, row.grid, said[0], text, doubt="合并了并列的几格")
            for cell in said[1:]:
                self.taking.wording(row.grid, cell)
        else:
            for cell in said[1:]:
                self.taking.orphan(row.grid, cell, "一栏里有几格，只取了第一格")

    def _target(self, row: Row, under: dict[str, list[Cell]], path: str) -> None:
        """The target, put together where operator, number and unit stand in three columns."""
        values = under.get("target", [])
        if "sign" not in under and "unit" not in under and len(values) <= 1:
            if values:
                self._field(row, f"{path}.target", "target", values)
            return
        order = sorted(
            (cell for name in ("sign", "target", "unit") for cell in under.get(name, [])),
            key=lambda cell: cell.column,
        )
        own = [cell for cell in order if cell.row == row.index and cell.text.strip()]
        sign, unit = "", ""
        amount: list[str] = []
        anchor: Cell | None = None
        for cell in own:
            folded = squash(cell.text)
            if not sign and folded in _OPERATORS:
                sign = _OPERATORS[folded]
                self.taking.wording(row.grid, cell)
            elif cell in under.get("sign", []):
                self._no_operator(row, cell)
            elif cell in under.get("unit", []) or (amount and len(values) > 1):
                unit = "" if is_blank(cell.text) else clean(cell.text)
                self.taking.wording(row.grid, cell)
            else:
                amount.append(clean(cell.text))
                anchor = anchor or cell
        number = "".join(amount)
        if unit and number.endswith(unit):
            unit = ""
        if nfkc(number)[:1] in {"≥", "≤", "=", ">", "<"}:
            sign = ""
        if anchor is None:
            anchor = own[0] if own else (values or order)[0]
        joined = f"{sign}{number}{unit}"
        doubt = "由并列的几格合成" if len(own) > 1 else None
        self.taking.cell(f"{path}.target", row.grid, anchor, joined, doubt)

    def _no_operator(self, row: Row, cell: Cell) -> None:
        """What stands under 指标性质 in place of an operator: 定性, or something unknown."""
        if squash(cell.text) in KINDS:
            self.taking.wording(row.grid, cell)
        else:
            self.taking.orphan(row.grid, cell, "指标性质不是比较符号")

    def _levels(self, row: Row, under: dict[str, list[Cell]], points: Cell | None = None) -> None:
        first, second = under.get("level1", []), under.get("level2", [])
        points = _said(under.pop(POINTS, [])) or points
        self.levels.take(row, _said(first), _said(second), points)

    def total(self, row: Row) -> bool:
        """Take the row as 总分 if it is one, which may stand over all indicators.

        合计 that further indicators follow is unread.
        """
        if is_weight(row):
            self.taking.wording(row.grid, row.filled[0])
            self.taking.cell("total.weight", row.grid, row.filled[1])
            return True
        if not is_total(row) and (self.ended or not is_score(row)):
            return False
        if self.last is not None and (self.last.grid, self.last.index) != (row.grid, row.index):
            for cell in row.filled:
                self.taking.orphan(row.grid, cell, "不是最后的合计，没有取作总分")
            return True
        take_total(self.taking, self.columns, row)
        last = self.below is None or titles.is_sign(self.below.filled[0].text)
        self.ended = last or self.count > 0
        return True


def _under(columns: Columns, row: Row) -> tuple[dict[str, list[Cell]], list[tuple[Column, Cell]]]:
    """The cells of a row by the fields they stand under, and those under headings of none."""
    under: dict[str, list[Cell]] = {}
    strange: list[tuple[Column, Cell]] = []
    for column, cell in columns.of(row):
        if column.name == TICK:
            under.setdefault("actual", []).append(_ticked(cell, column))
        elif column.name is not None:
            under.setdefault(column.name, []).append(cell)
        elif cell.row == row.index:
            strange.append((column, cell))
    return under, strange


def _ticked(cell: Cell, column: Column) -> Cell:
    """A cell that is ticked, as saying what stands over it."""
    ticked = squash(cell.text) in _TICKS
    return cell._replace(text=column.heading.text, written=cell.text) if ticked else cell


def _signs(
    row: Row, under: dict[str, list[Cell]], strange: list[tuple[Column, Cell]]
) -> list[tuple[Column, Cell]]:
    """The cells of unknown columns without ≥ or ≤ before the target, which belong to it."""
    if not strange:
        return strange
    starts = {cell.column for cell in under.get("target", []) if cell.row == row.index}
    left = []
    for column, cell in strange:
        if "sign" not in under and cell.end in starts and squash(cell.text) in _OPERATORS:
            under["sign"] = [cell]
        else:
            left.append((column, cell))
    return left


def _unit_beside(
    row: Row, under: dict[str, list[Cell]], strange: Sequence[tuple[Column, Cell]]
) -> None:
    """The unit of a target in the cell behind it, whose heading was lost with a merge."""
    if "target" not in under or "unit" in under:
        return
    own = [cell for cell in under["target"] if cell.row == row.index]
    if len(own) != 1 or not own[0].text.strip()[-1:].isdigit():
        return
    right = row.right_of(own[0])
    headed = [cell for cells in under.values() for cell in cells] + [cell for _, cell in strange]
    if right is None or right.row != row.index or any(cell is right for cell in headed):
        return
    if _UNIT.fullmatch(squash(right.text)):
        under["unit"] = [right]


def _names(row: Row, under: dict[str, list[Cell]]) -> set[str]:
    """The columns under which a row says something itself."""
    return {
        name
        for name, cells in under.items()
        if any(cell.row == row.index and says(cell.text) for cell in cells)
    }


def _said(cells: list[Cell]) -> Cell | None:
    """The cell of a level column; the one with a name where there are several."""
    return next((cell for cell in cells if cell.text.strip()), cells[0] if cells else None)


@lru_cache(maxsize=8192)
def says(text: str) -> bool:
    """Whether a cell under the headings says more than the template: 指标2： does not."""
    bare = text.strip()
    if squash(bare) in _NOTHING:
        return False
    return (bool(bare) and not _EMPTY_TEXT.match(bare)) or is_figure(text)

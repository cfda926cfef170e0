"""The indicator table of f2 and f3: headings, level names, rows, total."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.intake import labels, titles
from core.intake.grid import Cell, Grid
from core.intake.marks import is_indicator_head
from core.intake.rows import Column, Columns, Row, unique
from core.intake.taking import Taking, is_filler
from core.number import is_blank, read_number
from core.text import clean, nfkc, squash

_POINTS = re.compile(
    r"[(（\[【]\s*(?:权重|分值|共|计|满分)?[:：]?\s*([0-9０-９]+(?:[.．][0-9０-９]+)?)\s*(?:分|%|％)?\s*[)）\]】]"
    r"|[:：]?\s*([0-9０-９]+(?:[.．][0-9０-９]+)?)\s*分\s*$"
)
_EMPTY_TEXT = re.compile(r"^(?:指标)?[0-9一二三四五六七八九十]{0,2}[:：.、]?(?:[.…·。\s]*)$")
_OPERATORS = {
    "≥": "≥", "≤": "≤", "=": "=", ">": ">", "<": "<", ">=": "≥", "<=": "≤", "＝": "=",
    "大于等于": "≥", "不低于": "≥", "小于等于": "≤", "不高于": "≤", "等于": "=", "大于": ">",
    "小于": "<",
}  # fmt: skip
KINDS = frozenset({"定性", "定性指标", "定量", "定量指标"})
"""What 指标性质 says where there is no operator to say."""
_GROUPS = {
    "数量指标": "产出", "质量指标": "产出", "时效指标": "产出", "进度指标": "产出",
    "经济效益指标": "效益", "社会效益指标": "效益", "生态效益指标": "效益",
    "可持续影响指标": "效益", "服务对象满意度指标": "满意度", "满意度指标": "满意度",
}  # fmt: skip
_TOTAL = ("weight", "score")
_LONGEST_LEVEL = 120
_LEVELS = ("level1", "level2")
_TEXTS = frozenset({"level3", "target", "actual", "standard", "deviation"})
_JOINT = "合并单元格，下面几行共用这个数"
_SHARED = "合并单元格，与上一行共用"


@dataclass(slots=True)
class _Level:
    """A level name in force, the cell it was read from, and the one that is over the rows now."""

    name: str | None
    points: str | None
    grid: Grid
    cell: Cell
    over: Cell


@dataclass(slots=True)
class Indicators:
    """The indicator table while it is walked; fills `indicators.N` and `total` of a form."""

    taking: Taking
    columns: Columns | None = None
    count: int = 0
    level1: _Level | None = None
    level2: _Level | None = None
    group: list[int] = field(default_factory=list)
    ended: bool = False
    grid: Grid | None = None
    """The table of the last row; a level goes on where the table was cut under it."""
    last: tuple[Grid, int] | None = None
    """Grid and row of the last 总分; None takes the first one met."""

    def head(self, row: Row) -> bool:
        """Take the row as heading if it is one."""
        known = {labels.find(labels.INDICATOR, cell.text) for cell in row.cells} - {None}
        if len(known) <= 1:
            return False
        columns = tuple(
            Column(_column(cell.text, row), cell, ordinal)
            for ordinal, cell in enumerate(row.cells)
            if cell.text.strip()
            and (cell.row == row.index or labels.find(labels.INDICATOR, cell.text) is not None)
        )
        names = {column.name for column in columns if column.name is not None}
        if not is_indicator_head(names):
            return self._second_head(row, columns)
        kept = []
        for column in unique(columns, lambda text: labels.rank(labels.INDICATOR, text)):
            self.taking.heading(row.grid, column.heading)
            if column.name is not None or not labels.is_wording(column.heading.text):
                kept.append(column)
        self.columns = Columns(row, tuple(kept))
        return True

    def _second_head(self, row: Row, columns: tuple[Column, ...]) -> bool:
        """Headings under a heading: 指标值 over 年初目标值 and 实际完成值."""
        if self.columns is None or self.count or len(columns) <= 1:
            return False
        own = [column for column in columns if column.heading.row == row.index]
        if len(own) <= 1 or any(column.name is None for column in own):
            return False
        kept = [
            old
            for old in self.columns.columns
            if not any(_overlap(old.heading, new.heading) for new in own)
            and old.name not in {new.name for new in own}
        ]
        for column in own:
            self.taking.wording(row.grid, column.heading)
        self.columns = Columns(row, (*kept, *own))
        return True

    def row(self, row: Row) -> None:
        """Take one row under the heading."""
        if self.columns is None:
            return
        under: dict[str, list[Cell]] = {}
        strange: list[tuple[Column, Cell]] = []
        for column, cell in self.columns.of(row):
            if column.name is not None:
                under.setdefault(column.name, []).append(cell)
            elif cell.row == row.index:
                strange.append((column, cell))
        for cell in under.pop("ordinal", []):
            self.taking.wording(row.grid, cell)
        strange = _signs(row, under, strange)
        self._levels(row, under)
        filled = [
            cell
            for name, cells in under.items()
            if name not in _LEVELS
            for cell in cells
            if cell.row == row.index and _says(cell.text)
        ]
        filled += [cell for _, cell in strange if _says(cell.text)]
        if not filled:
            self._skip(row, under)
            return
        self._place_levels()
        path = f"indicators.{self.count}"
        self.group.append(self.count)
        self._target(row, under, path)
        for name, cells in under.items():
            if name not in _LEVELS and name not in {"target", "sign", "unit"}:
                self._field(row, f"{path}.{name}", name, cells)
        for column, cell in strange:
            heading = clean(column.heading.text).replace("\n", "")
            self.taking.orphan(row.grid, cell, f"不认识的栏目「{heading}」")
        self.taking.values.setdefault(f"{path}.level3", None)
        self.count += 1

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
        self.taking.cell(path, row.grid, said[0], doubt=_JOINT if joint else None)
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

    def _levels(self, row: Row, under: dict[str, list[Cell]]) -> None:
        first = _level_cell(under.get("level1", []), self.columns, "level1")
        second = _level_cell(under.get("level2", []), self.columns, "level2")
        cut = self.grid is not None and self.grid is not row.grid
        self.grid = row.grid
        if first is not None:
            self._level1(row, first, second, cut=cut)
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
            elif now is None or cell.rows > 1 or self._other_group(second):
                self._open(_Level(None, None, row.grid, cell, cell))
        elif name is None and now is not None and now.name is not None and now.points is None:
            now.points = points
            self._late_points(row, cell, points)
        elif now is not None and name == now.name and points in (None, now.points):
            now.over = cell
            self.taking.wording(row.grid, cell)
        else:
            self._open(_Level(name, points, row.grid, cell, cell))

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

    def _open(self, level: _Level) -> None:
        self.level1, self.level2, self.group = level, None, []

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

    def _place_levels(self) -> None:
        path = f"indicators.{self.count}"
        one, two = self.level1, self.level2
        if one is not None:
            self.taking.cell(f"{path}.level1", one.grid, one.cell, one.name or "")
            if one.points is not None:
                self.taking.cell(f"{path}.level1_weight", one.grid, one.cell, one.points)
        if two is not None:
            self.taking.cell(f"{path}.level2", two.grid, two.cell, two.name or "")

    def total(self, row: Row) -> bool:
        """Take the row as 总分 if it is one; 合计 that further indicators follow is unread."""
        filled = row.filled
        if not filled:
            return False
        if self.last is not None and not self._is_last(row) and is_total(row):
            for cell in filled:
                self.taking.orphan(row.grid, cell, "不是最后的合计，没有取作总分")
            return True
        label = filled[0]
        inline, before = labels.pairs(labels.TOTAL, label.text)
        single = _total_figures(label.text) if len(filled) == 1 else []
        if labels.find(labels.TOTAL, label.text) is None:
            if not (inline and titles.is_lead(before)) and not single:
                return False
            texts = [value for _, value in inline] or single
            figures = [part for text in texts for part in re.split(r"[/／\s]+", text) if part]
            self._total_values([(label, figure) for figure in figures], row)
        else:
            self.taking.wording(row.grid, label)
            self._total_cells(row, filled[1:], label)
        self.ended = True
        return True

    def _is_last(self, row: Row) -> bool:
        return self.last is not None and self.last[0] is row.grid and self.last[1] == row.index

    def _total_cells(self, row: Row, cells: tuple[Cell, ...], label: Cell) -> None:
        by_column = {}
        if self.columns is not None:
            for column, cell in self.columns.of(row):
                if column.name in _TOTAL and cell in cells:
                    by_column[column.name] = cell
        figures = [cell for cell in cells if _is_figure(cell.text)]
        spread = [(cell, part) for cell in figures for part in _parts(cell.text)]
        fits = len(figures) == len(by_column) == len(_TOTAL) and all(
            by_column[name] in figures for name in by_column
        )
        alone = len(spread) == 1 and len(by_column) == 1 and figures[0] in by_column.values()
        narrow = alone and figures[0].columns == 1
        if fits:
            for name, cell in by_column.items():
                self.taking.cell(f"total.{name}", row.grid, cell)
        elif narrow:
            name = next(iter(by_column))
            self.taking.cell(f"total.{name}", row.grid, figures[0])
        else:
            self._total_values(spread, row)
        for cell in cells:
            if labels.find(labels.TOTAL_FIELDS, cell.text) is not None:
                self.taking.wording(row.grid, cell)
            else:
                self.taking.orphan(row.grid, cell, "总分行里不认识的内容")

    def _total_values(self, found: list[tuple[Cell, str]], row: Row) -> None:
        names = _TOTAL if len(found) > 1 else ("score",)
        order = [column.name for column in self.columns.columns] if self.columns else []
        if "weight" in order and "score" in order and order.index("score") < order.index("weight"):
            names = names[::-1]
        for name, (cell, text) in zip(names, found, strict=False):
            doubt = "总分行只有一个数，作为得分" if len(found) == 1 else None
            self.taking.cell(f"total.{name}", row.grid, cell, text, doubt)


def is_total(row: Row) -> bool:
    """Whether a row is 总分, with its figures in cells of their own or in its only cell."""
    text = row.filled[0].text if row.filled else ""
    inline, before = labels.pairs(labels.TOTAL, text)
    return (
        labels.find(labels.TOTAL, text) is not None
        or (bool(inline) and titles.is_lead(before))
        or (len(row.filled) == 1 and bool(_total_figures(text)))
    )


def _column(text: str, row: Row) -> str | None:
    if labels.find(labels.TARGET_SIGN, text) is not None:
        return "sign"
    if squash(text) in labels.ORDINAL:
        return "ordinal"
    name = labels.find(labels.INDICATOR, text)
    if name is None and labels.find(labels.TARGET_UNIT, text) is not None:
        beside = any(labels.find(labels.INDICATOR, cell.text) == "target" for cell in row.own)
        return "unit" if beside else None
    return name


def _signs(
    row: Row, under: dict[str, list[Cell]], strange: list[tuple[Column, Cell]]
) -> list[tuple[Column, Cell]]:
    """The cells of unknown columns without ≥ or ≤ before the target, which belong to it."""
    starts = {cell.column for cell in under.get("target", []) if cell.row == row.index}
    left = []
    for column, cell in strange:
        if "sign" not in under and cell.end in starts and squash(cell.text) in _OPERATORS:
            under["sign"] = [cell]
        else:
            left.append((column, cell))
    return left


def _overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.end and other.column < one.end


def _level_cell(cells: list[Cell], columns: Columns | None, name: str) -> Cell | None:
    """The cell of a level column; a cell that also covers the column before is not it."""
    if columns is None or not cells:
        return None
    heading = next((c.heading for c in columns.columns if c.name == name), None)
    if heading is None:
        return cells[0]
    return next((cell for cell in cells if cell.text.strip()), cells[0])


def split_points(text: str) -> tuple[str | None, str | None]:
    """A level label as name and points: 产出指标⏎（50分） → 产出指标, 50."""
    if is_filler(text):
        return None, None
    if len(text) > _LONGEST_LEVEL:
        return clean(text), None
    found = _POINTS.search(text)
    bare = _POINTS.sub("", text) if found else text
    name = re.sub(r"\s+", "", bare)
    points = nfkc(found[1] or found[2]) if found else None
    return name or None, points


def _says(text: str) -> bool:
    return (bool(text.strip()) and not _EMPTY_TEXT.match(text.strip())) or _is_figure(text)


def _is_figure(text: str) -> bool:
    parts = _parts(text)
    return bool(parts) and all(read_number(part) is not None for part in parts)


def _parts(text: str) -> list[str]:
    return [part.removesuffix("分") for part in re.split(r"[/／\s]+", text.strip()) if part]


def _total_figures(text: str) -> list[str]:
    """总分 100 99 in one cell: its figures."""
    found = re.fullmatch(r"\s*(\D+?)\s*(\d[\d.．/／\s分]*)", text)
    if found is None or labels.find(labels.TOTAL, found[1]) is None:
        return []
    return [found[2].replace("分", " ")]

"""f1 from the rows of its table: staff, lines of 经费控制情况, buildings, thrift, signature.

One walk, in which each row is given its first fitting meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.forms import BasicData
from core.forms.basic_data import OPEN_ITEMS
from core.intake import labels, titles
from core.intake.around import orphans, set_out, take_after, take_before, take_pairs
from core.intake.buildings import Buildings
from core.intake.grid import Cell
from core.intake.halves import one_after_the_other
from core.intake.lone import take_lone
from core.intake.money_headings import (
    is_money_heading,
    is_past_heading,
    is_year_heading,
    money_columns,
    parted,
    slipped_columns,
    year_word,
)
from core.intake.recognise import Recognition
from core.intake.rows import Column, Columns, Row, counts_columns
from core.intake.staff import Staff
from core.intake.taking import Taking, is_filler
from core.intake.totals import is_figure
from core.number import is_blank
from core.source import columns_of, strange_column
from core.text import clean, label_key, nfkc, squash

_YEAR = re.compile(r"((?:19|20)\d\d)")
_PURCHASE = re.compile(r"(?:车辆|公车|用车)?购置(?:费|经费)?")
"""Under 公务用车, 购置费 and 运行维护费 are those of the cars."""
_OTHERS = re.compile("三公|公用|基本支出|人员经费|政府采购|预算调整")
_FINALS = ("prior_final", "final")
_SLIP = "两栏都写「{}」，按表的次序取作上年决算数、本年决算数"
_TWICE = "同一项前面已经填过"
_LIKE_ANOTHER = "名称像另一栏目，按本单位的项目读取"
_SUM = re.compile("(?:项目|专项|资金)*(?:合计|小计|总计)")
_PREFIX = re.compile(r"^\s*([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*[、.．]")
_PAIR = 2
"""Headings that it takes to tell a row of headings from a row of values."""
_COUNT = re.compile(
    r"[(（]?(?:\d{1,3}(?:[.．]\d{1,2})*|[一二三四五六七八九十]{1,3})[)）]?[、.．]?|合计|小计|总计"
    r"|(?:[亿万千百]?元|人|%|个|辆|㎡|平方米)"
)
"""What stands beside a label without being one: its number, its unit, or that it is the sum."""
_PROJECTS = frozenset({"project", "project_business", "project_operation", "project_line",
                       "special", "special_line", "transfer", "transfer_line"})  # fmt: skip

_REPEATED = frozenset({*OPEN_ITEMS, "special", "transfer"})
"""What may stand in several lines, as 专项资金 of the county and of the city."""


def take_basic_data(form: Recognition) -> Taking:
    """Walk the rows of an f1 and take every field."""
    taking = Taking(BasicData)
    set_out(taking, form)
    take_before(taking, form)
    walk = _Walk(taking)
    for row in one_after_the_other(form.rows, _money):
        walk.row(row)
    walk.close()
    take_after(taking, form)
    return taking


def _money(text: str) -> str | None:
    """What a heading of money says, None for other text."""
    return label_key(text) if is_money_heading(text) else None


class _Walk:
    """The headings in force over the rows that come, and the last line's kind."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        self.staff = Staff(taking)
        self.buildings = Buildings(taking)
        self.money: Columns | None = None
        self.years: list[Cell] = []
        """The years over headings that name none: 2024年 over 预算数 and 决算数."""
        self.under = 0
        """Rows under the headings of money."""
        self.slip = ""
        """What is to be said, once, of two headings that bear the same year."""
        self.lines = 0
        self.first: dict[str, str] = {}
        """By kind, the path of the first line of it."""
        self.item = ""
        self.group: tuple[int, str | None] = -1, None
        """Column and kind of the name beside several lines, which is that of their sum."""
        self.top = 0
        self.thrift = False
        """Whether 厉行节约保障措施 stood alone, so that its text is in the row below."""

    def row(self, row: Row) -> None:
        """Take one row by the first meaning that fits it."""
        if len(row.filled) == 1 and titles.is_continued(row.filled[0].text):
            self.taking.wording(row.grid, row.filled[0])
            return
        if self.staff.values(row):
            return
        if self.buildings.values(row):
            orphans(self.taking, row)
            return
        if not row.filled:
            return
        if counts_columns(row):
            for cell in row.filled:
                self.taking.wording(row.grid, cell)
            return
        self._meaning(row)
        orphans(self.taking, row)

    def _meaning(self, row: Row) -> bool:
        return (
            self._thrift(row)
            or take_lone(self.taking, row)
            or self._building_head(row)
            or self._staff_head(row)
            or self._years(row)
            or self._money_head(row)
            or self._parts(row)
            or self._line(row)
            or take_pairs(self.taking, row, labels.UNIT_LINE)
        )

    def _building_head(self, row: Row) -> bool:
        headed = self.buildings.head(row)
        if headed:
            self.money = None
        return headed

    def _staff_head(self, row: Row) -> bool:
        return self.staff.head(row, early=self.money is None and self.lines == 0)

    def _money_head(self, row: Row) -> bool:
        said = {id(cell): self._dated(cell) for cell in row.filled}
        found = [cell for cell in row.filled if is_money_heading(said[id(cell)])]
        if len(found) < _PAIR or any(labels.find(labels.ITEM, cell.text) for cell in found):
            return False
        names = self._money_names(found, [said[id(cell)] for cell in found])
        past = [cell for cell in row.filled if is_past_heading(said[id(cell)])]
        if "prior_final" not in names.values():
            both = money_columns([*found, *past], [said[id(cell)] for cell in (*found, *past)])
            before = [cell for cell in past if both.get(id(cell)) == "prior_final"]
            names.update((id(cell), "prior_final") for cell in before)
            found = sorted((*found, *before), key=lambda cell: cell.column)
        first = found[0].column
        self.money = Columns(
            row,
            tuple(
                Column(names.get(id(cell)), cell)
                for cell in row.cells
                if cell.row == row.index and cell.text.strip() and cell.column >= first
            ),
        )
        for cell in row.filled:
            if id(cell) in names or cell.column < first:
                self.taking.wording(row.grid, cell)
            else:
                self.taking.heading(row.grid, cell)
        self._year_of([*self.years, *found], row)
        self.years, self.under = [], 0
        return True

    def _parts(self, row: Row) -> bool:
        """Headings under those of the money: what counts is under their sum."""
        columns = parted(self.money, row) if self.money is not None and self.under == 0 else ()
        self.under += 1
        if not columns:
            return False
        self.money = Columns(row, columns)
        for cell in row.filled:
            self.taking.heading(row.grid, cell)
        return True

    def _money_names(self, found: list[Cell], texts: list[str]) -> dict[int, str]:
        slipped = slipped_columns(found, texts)
        self.slip = _SLIP.format(clean(found[0].text).replace("\n", "")) if slipped else ""
        return slipped or money_columns(found, texts)

    def _years(self, row: Row) -> bool:
        """A row of years over the headings."""
        found = [cell for cell in row.filled if is_year_heading(cell.text)]
        if len(found) < _PAIR or labels.find(labels.ITEM, row.filled[0].text) is not None:
            return False
        self.years = found
        for cell in found:
            self.taking.wording(row.grid, cell)
        return True

    def _dated(self, cell: Cell) -> str:
        """A heading with the year over it: the nearest that begins no farther to the right."""
        over = [year.text for year in self.years if year.column <= cell.column]
        alone = over and year_word(cell.text) is None
        return f"{over[-1]}{cell.text}" if alone else cell.text

    def _year_of(self, cells: list[Cell], row: Row) -> None:
        years = {
            int(found[1]): cell for cell in cells if (found := _YEAR.search(squash(cell.text)))
        }
        latest = max(years, default=None)
        if latest is None:
            return
        if "year" not in self.taking:
            self.taking.put("year", latest, row.grid.source(years[latest]))
        elif self.taking.values.get("year") not in {None, latest}:
            self.taking.doubt("year", columns_of(latest))

    def _line(self, row: Row) -> bool:
        if self.money is None:
            return False
        values = [(column, cell) for column, cell in self.money.of(row) if cell.row == row.index]
        under = {id(cell) for _, cell in values}
        words = [cell for cell in row.filled if id(cell) not in under]
        if not words:
            return False
        label = self._label(row, words)
        text = "".join(line.strip() for line in label.said.split("\n")).strip()
        if is_filler(label.text) and not any(
            column.name and _says(cell) for column, cell in values
        ):
            self.taking.wording(row.grid, label)
            return True
        sums = _SUM.fullmatch(squash(label.text)) is not None
        item = self._item(label.text) or (self.group[1] if sums else None)
        if item is None or self._again(row, item, values):
            return item is not None or self.staff.line(row, label, values)
        self.item = item
        path = f"lines.{self.lines}"
        self.first.setdefault(item, path)
        self.lines += 1
        self.taking.put(f"{path}.item", item, row.grid.source(label))
        strange = item in OPEN_ITEMS and _OTHERS.search(label.text) is not None
        self.taking.cell(f"{path}.label", row.grid, label, text, _LIKE_ANOTHER if strange else None)
        for column, cell in values:
            if column.name is None:
                heading = clean(column.heading.text).replace("\n", "")
                self.taking.orphan(row.grid, cell, strange_column(heading))
            elif f"{path}.{column.name}" in self.taking:
                self.taking.orphan(row.grid, cell, "一栏里有几格，只取了第一格")
            else:
                place = f"{path}.{column.name}"
                doubt = self.money.doubt_of(column, cell)
                self.taking.figure(place, row.grid, cell, (column.heading, label), doubt)
        self._slipped([f"{path}.{name}" for name in _FINALS])
        return True

    def _label(self, row: Row, words: Sequence[Cell]) -> Cell:
        """The name of a line among the words before its figures, beside those of its group."""
        counts = [cell for cell in words if _COUNT.fullmatch(squash(cell.text))]
        named = [cell for cell in words if cell not in counts]
        label = named[-1] if named else words[-1]
        for cell in counts:
            if cell is not label and (cell.column < label.column or not is_figure(cell.text)):
                self.taking.wording(row.grid, cell)
        if len(named) > 1:
            self.group = named[0].column, labels.find(labels.ITEM, named[0].text)
        elif label.column <= self.group[0]:
            self.group = -1, None
        return label

    def _again(self, row: Row, item: str, values: Sequence[tuple[Column, Cell]]) -> bool:
        """A second block of lines that the form has once, as for what the treasury paid of them."""
        first = self.first.get(item)
        if first is None or item in _REPEATED or not any(_says(cell) for _, cell in values):
            return False
        if not any(f"{first}.{name}" in self.taking for name in ("budget", *_FINALS)):
            return False
        for cell in row.filled:
            self.taking.orphan(row.grid, cell, _TWICE)
        return True

    def _slipped(self, paths: list[str]) -> None:
        """Tell at the first figure under them that two headings bear the same year."""
        found = next((path for path in paths if path in self.taking), None)
        if self.slip and found is not None:
            self.taking.doubt(found, self.slip)
            self.slip = ""

    def _item(self, text: str) -> str | None:
        """The kind of a line by its label and by the lines before it; None if there is none."""
        prefix = _PREFIX.match(nfkc(text))
        number = int(prefix[1]) if prefix and prefix[1].isdigit() else 0
        known = labels.find(labels.ITEM, text)
        if self.item in {"vehicle", "vehicle_purchase", "vehicle_operation"}:
            bare = label_key(_COUNT.sub("", squash(text), count=1))
            if known == "project_operation":
                return "vehicle_operation"
            if known is None and _PURCHASE.fullmatch(bare):
                return "vehicle_purchase"
        if known is not None:
            if known == "project":
                self.top = 0
            elif known in _PROJECTS and number:
                self.top = number
            return known
        if self.item not in _PROJECTS or _SUM.fullmatch(squash(text)):
            return None
        follows = number > 0 and number == self.top + 1
        if self.item in {"special", "special_line", "transfer", "transfer_line"} and not follows:
            return "special_line" if self.item.startswith("special") else "transfer_line"
        self.top = number or self.top
        return "project_line"

    def close(self) -> None:
        """The rows are at an end."""
        self.staff.close()
        self.buildings.close()

    def _thrift(self, row: Row) -> bool:
        label = row.filled[0]
        waiting, self.thrift = self.thrift, False
        if waiting and len(row.filled) == 1 and not _stands_alone(label.text):
            self.taking.entry("thrift", row.grid, label)
            return True
        self.thrift = len(row.filled) == 1 and label.end == row.cells[-1].end
        if labels.find(labels.THRIFT, label.text) is None:
            self.thrift = False
        else:
            return take_pairs(self.taking, row, labels.THRIFT)
        found, before = labels.pairs(labels.THRIFT, label.text)
        if found and not squash(before):
            self.taking.cell("thrift", row.grid, label, found[0][1])
            return True
        return False


def _stands_alone(text: str) -> bool:
    """Whether a text under a form says something of its own: a signature, a remark."""
    return titles.is_sign(text) or titles.is_note(text) or titles.is_annex(text)


def _says(cell: Cell) -> bool:
    return not is_blank(cell.text) and not is_filler(cell.text)

"""A form on its way into a template: its lists get their rows, its fields their text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.address import At
from core.filling.finding import form_in, labelled, probed_form
from core.filling.inline import changes_of, dated, titled
from core.filling.lists import (
    IndicatorRows,
    Plan,
    building_shape,
    indicator_plan,
    indicator_rows,
    indicator_shape,
    line_rows,
)
from core.filling.template import Ink, Spot, Template
from core.forms import BasicData, Overall, Project
from core.forms.basic_data import OPEN_ITEMS
from core.intake.extract import extract
from core.intake.grid import Cell
from core.intake.levels import split_points
from core.intake.recognise import Recognition
from core.intake.rows import Row
from core.intake.taking import is_filler
from core.schema.form import leaves, spec_at
from core.source import Source
from core.submission import Filled
from core.text import squash
from core.writers.shown import shown

_TEXTS = ("level3", "target", "actual", "standard", "weight", "score", "deviation")
NOT_SINGLE = frozenset({"title", "year", "blank"})
_INSIDE = frozenset({"income", "expenditure"})
"""Groups whose values the official form has behind the colon of the label."""
_ELSEWHERE = frozenset({"lines", "indicators", "total"})
"""Fields that are written with their lists."""
_MONEY = ("prior_final", "budget", "final")
_COMPLETED = re.compile(r"(?:\d{4}|[\s　_×]*)(?=年完工)")
_TOTALS = ("weight", "score")
_FIGURES = re.compile(r"[\s　:：]*\d[\d.．/／\s　分]*$")
_POINTS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?(?=\s*分)")


@dataclass(slots=True)
class Pen:
    """A form on its way into a template."""

    template: Template
    filled: Filled
    problems: list[str] = dataclasses.field(default_factory=list)
    told: set[At] = dataclasses.field(default_factory=set)

    def fill(self) -> None:
        """Give the lists their rows, then write every field."""
        record = self.filled.record
        form, blank = self._find()
        plan: Plan | None = None
        lines = None
        if isinstance(record, Overall | Project):
            rows = indicator_rows(form, record)
            if rows is not None and record.indicators:
                plan = indicator_plan(rows, record.indicators)
                self.template.reshape(indicator_shape(rows, plan, record.indicators))
        if isinstance(record, BasicData):
            lines = line_rows(form, blank, record)
            if lines is not None and lines.shape is not None:
                self.template.reshape(lines.shape)
            form, probed = self._find(probing=True)
            shape = building_shape(probed, record.buildings)
            if shape is not None:
                self.template.reshape(shape)
        form, after = self._find()
        _, probed = self._find(probing=True)
        self._headings(form, after)
        if lines is not None and isinstance(record, BasicData):
            self._lines(lines.table, lines.places, lines.rest, blank)
        if isinstance(record, Overall | Project):
            rows = indicator_rows(form, record)
            if rows is not None and plan is not None:
                self._indicators(rows, plan)
            if rows is not None and rows.total is not None:
                self._total(rows)
        self._singles(form, after, probed)

    def _find(self, *, probing: bool = False) -> tuple[Recognition, Filled]:
        """The template's form as it stands, and what is read from it.

        Probing, every empty cell is taken for a figure, which tells the places of fields whose
        label has its value beside it only when there is one.
        """
        document = self.template.document()
        form = form_in(document, self.filled.code)
        if not probing:
            return form, extract(document, form).filled
        document = probed_form(document, form)
        return form, extract(document, form_in(document, self.filled.code)).filled

    def _ink(self, at: At) -> Ink:
        text = shown(self.filled, at)
        spec = spec_at(type(self.filled.record), at)
        value = _value(self.filled, at)
        if isinstance(value, Decimal):
            return Ink(text, value, percent=spec.kind is not None and spec.kind.name == "percent")
        return Ink(text)

    def _write(self, at: At, table: int, cell: Cell | None, what: str = "") -> None:
        """Write a field into a cell; told when there is no cell and something to write."""
        if cell is None:
            self._told(at, what)
            return
        self.template.write(Spot(table, cell.row, cell.column), self._ink(at))

    def _told(self, at: At, what: str = "") -> None:
        text = shown(self.filled, at)
        if text:
            self.told.add(at)
            label = what or spec_at(type(self.filled.record), at).label
            self.problems.append(f"模板里没有“{label}”的位置，没有填入：{text}")

    def _headings(self, form: Recognition, blank: Filled) -> None:
        """The year in the title and over the columns."""
        year = getattr(self.filled.record, "year", None)
        if year is None:
            return
        old = getattr(blank.record, "year", None)
        title = blank.sources.get(At("title"))
        values = {
            (source.table, source.row, source.column)
            for at, source in blank.sources.items()
            if at.path not in NOT_SINGLE and at.column not in {"label", "item"}
        }
        spots = [Spot(paragraph=paragraph.index) for paragraph in form.before]
        for row in form.rows:
            spots += [
                Spot(row.grid.index, cell.row, cell.column)
                for cell in row.filled
                if (row.grid.index, cell.row, cell.column) not in values
            ]
        texts = [(spot, self.template.text(spot)) for spot in spots]
        if old:
            found = [(spot, dated(text, old, year)) for spot, text in texts]
        else:
            lines = [
                (spot, text)
                for spot, text in texts
                if title is not None and squash(text) and squash(text) in squash(title.text)
            ]
            found = [(spot, titled(text, year)) for spot, text in lines]
            if lines and not any(changes for _, changes in found):
                found = [(lines[0][0], ((0, 0, f"{year}年度"),))]
        named = [self.template.replace(spot, changes) for spot, changes in found if changes]
        if not any(named) and old != year:
            self.told.add(At("year"))
            self.problems.append(f"模板里没有写年度的位置，请在标题上写明{year}年度")

    def _lines(
        self,
        table: int,
        places: Sequence[tuple[int, int]],
        rest: Sequence[tuple[int, int]],
        blank: Filled,
    ) -> None:
        record = self.filled.record
        assert isinstance(record, BasicData), "only f1 has lines"
        for number, (row, like) in enumerate(places):
            here, model = At.of("lines", number), At.of("lines", like)
            line = record.lines[number]
            printed = blank.record.lines[like] if isinstance(blank.record, BasicData) else None
            if line.item in OPEN_ITEMS or printed is None or printed.item != line.item:
                self._at(here.child("label"), table, row, blank.sources.get(model.child("label")))
            for name in _MONEY:
                self._at(here.child(name), table, row, blank.sources.get(model.child(name)))
        for row, like in rest:
            for name in _MONEY:
                source = blank.sources.get(At.of("lines", like, name))
                if source is not None and source.column is not None:
                    self.template.write(Spot(table, row, source.column), Ink(""))

    def _at(self, at: At, table: int, row: int, model: Source | None) -> None:
        if model is None or model.column is None:
            self._told(at)
        else:
            self.template.write(Spot(table, row, model.column), self._ink(at))

    def _indicators(self, found: IndicatorRows, plan: Plan) -> None:
        record = self.filled.record
        assert isinstance(record, Overall | Project), "only f2 and f3 have indicators"
        numbers = [number for _, number in plan]
        for offset, (row, number) in enumerate(zip(found.rows, numbers, strict=False)):
            for name in (*_TEXTS, "ordinal", "sign", "unit"):
                cell = found.cell(row, name)
                if name in _TEXTS and number is not None:
                    at = At.of("indicators", number, name)
                    self._write(at, found.table, cell, f"指标{number + 1} {_label(record, name)}")
                elif cell is not None and cell.row == row.index:
                    self._blank(found.table, cell, offset, name)
            self._level_cell(found, row, "level1", _owner(found, numbers, row))
            self._level_cell(found, row, "level2", number)

    def _level_cell(self, found: IndicatorRows, row: Row, name: str, number: int | None) -> None:
        """A level name of an indicator, in the first of the rows that share it."""
        cell = found.cell(row, name)
        if number is None or (cell is not None and cell.row != row.index):
            return
        if cell is None:
            self._told(At.of("indicators", number, name))
        else:
            text = self._level(number, name, cell.text)
            self.template.write(Spot(found.table, cell.row, cell.column), Ink(text))

    def _blank(self, table: int, cell: Cell, offset: int, name: str) -> None:
        """Cells of the list that no field fills: the running number, what a row held before."""
        if is_filler(cell.text):
            return
        text = str(offset + 1) if name == "ordinal" else ""
        self.template.write(Spot(table, cell.row, cell.column), Ink(text))

    def _level(self, number: int, name: str, printed: str) -> str:
        """A level name with its points, as the template prints them where it prints this name."""
        at = At.of("indicators", number, name)
        text = shown(self.filled, at)
        weight = shown(self.filled, at := At.of("indicators", number, "level1_weight"))
        known, points = split_points(printed)
        same = squash(known or "") == squash(text)
        if name == "level2" or not weight:
            return printed if same else text
        if same and points is not None and _POINTS.search(printed):
            return _POINTS.sub(weight, printed, count=1)
        return f"{text}\n（{weight}分）"

    def _total(self, found: IndicatorRows) -> None:
        """总分: in cells of their own, both in one cell, or both behind the wording."""
        total = found.total
        assert total is not None, "asked only where there is one"
        table, label = total.grid.index, total.filled[0]
        cells = {
            name: cell
            for name in _TOTALS
            if (cell := found.cell(total, name)) not in {None, label} and cell.row == total.index
        }
        if len(cells) == len(_TOTALS):
            for name in _TOTALS:
                self._write(At.of("total", name), table, cells[name])
            return
        places = [At.of("total", name) for name in _order(found)]
        texts = [text for at in places if (text := shown(self.filled, at))]
        rest = [cell for cell in total.cells if cell is not label and cell.row == total.index]
        if len(texts) == 1 and not shown(self.filled, At("total.score")):
            self._told(At("total.weight"), "总分 分值")
        elif rest:
            self._say(table, cells.get("score", rest[0]), "/".join(texts))
        else:
            self._say(table, label, "　".join((_FIGURES.sub("", label.text), *texts)))

    def _say(self, table: int, cell: Cell, text: str) -> None:
        self.template.write(Spot(table, cell.row, cell.column), Ink(text))

    def _singles(self, form: Recognition, blank: Filled, probed: Filled) -> None:
        """Every field that stands once on the form."""
        inline: dict[Spot, dict[At, str]] = {}
        for at, there in self._places(blank):
            source = blank.sources.get(there) or probed.sources.get(there)
            spot = self._behind_label(form, at, None if source is None else _spot(source))
            if spot is None:
                self._told(at)
            elif spot.paragraph is not None or changes_of(
                self.template.text(spot), self.filled.code, {at: ""}
            ):
                inline.setdefault(spot, {})[at] = shown(self.filled, at)
            else:
                self.template.write(spot, self._ink(at))
        for spot, values in inline.items():
            found = changes_of(self.template.text(spot), self.filled.code, values)
            if len(found) < len(values) or not self.template.replace(spot, found):
                for at in values:
                    self._told(at)
        self._completed(form)

    def _behind_label(self, form: Recognition, at: At, spot: Spot | None) -> Spot | None:
        """The label's own cell where its value was not found, or stands behind its colon.

        「其他资金：」 is the official form's cell for both, though a blank one stands beside it.
        """
        label = labelled(form, self.filled.code, at)
        if label is None or spot is None:
            return spot or label
        inside = at.field.partition(".")[0] in _INSIDE
        ends = self.template.text(label).rstrip().endswith(("：", ":"))
        empty = spot.paragraph is None and not self.template.text(spot).strip()
        return label if inside and ends and empty else spot

    def _places(self, blank: Filled) -> Iterator[tuple[At, At]]:
        """The single fields of the record with their place in the template's own form."""
        funds = self._fund_rows(blank)
        for at, _, _ in leaves(self.filled.record):
            if at.field == "funds":
                place = funds.get(at.path.rpartition(".")[0])
                if place is not None and at.column != "row":
                    yield at, At(f"{place}.{at.column}")
            elif _is_single(at):
                yield at, at

    def _fund_rows(self, blank: Filled) -> dict[str, str]:
        """f3: the place of each fund row of the record in the template."""
        if not isinstance(self.filled.record, Project) or not isinstance(blank.record, Project):
            return {}
        printed = {row.row: f"funds.{n}" for n, row in enumerate(blank.record.funds)}
        return {
            f"funds.{n}": printed[row.row]
            for n, row in enumerate(self.filled.record.funds)
            if row.row in printed
        }

    def _completed(self, form: Recognition) -> None:
        """The year in 楼堂馆所控制情况（　　年完工项目）."""
        record = self.filled.record
        if not isinstance(record, BasicData) or not record.buildings:
            return
        year = record.buildings[0].completed_year
        spots = [
            Spot(row.grid.index, cell.row, cell.column)
            for row in form.rows
            for cell in row.filled
            if "楼堂馆所" in cell.text
        ]
        for spot in spots:
            match = _COMPLETED.search(self.template.text(spot))
            if match and year is not None:
                self.template.replace(spot, ((match.start(), match.end(), str(year)),))


def _is_single(at: At) -> bool:
    """Whether a field is found by its source; the year of a building stands in a label."""
    group = at.field.partition(".")[0]
    return group not in _ELSEWHERE and at.path not in NOT_SINGLE and at.column != "completed_year"


def _spot(source: Source) -> Spot:
    if source.paragraph is not None:
        return Spot(paragraph=source.paragraph)
    return Spot(source.table, source.row or 0, source.column or 0)


def _value(filled: Filled, at: At) -> object:
    if at in filled.unread:
        return None
    return next((value for place, _, value in leaves(filled.record) if place == at), None)


def _owner(found: IndicatorRows, numbers: Sequence[int | None], row: Row) -> int | None:
    """The first indicator under the 一级指标 of a row; the row itself may have none."""
    cell = found.cell(row, "level1")
    under = (
        number
        for other, number in zip(found.rows, numbers, strict=False)
        if number is not None
        and (other is row if cell is None else found.cell(other, "level1") is cell)
    )
    return next(under, None)


def _order(found: IndicatorRows) -> tuple[str, ...]:
    """The two fields of 总分 as their columns stand."""
    names = [column.name for column in found.columns.columns if column.name in _TOTALS]
    return tuple(name or "" for name in names) if len(names) == len(_TOTALS) else _TOTALS


def _label(record: Overall | Project, name: str) -> str:
    return spec_at(type(record), At.of("indicators", 0, name)).label

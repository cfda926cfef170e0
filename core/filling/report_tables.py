"""The tables of a report on their way into a template: rows, captions, figures."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.address import At
from core.filling.inline import dated
from core.filling.report_map import ReportMap, TablePlace
from core.filling.template import Ink, Shape, Spot
from core.filling.word import WordTemplate
from core.forms import Report
from core.forms.report import Table
from core.submission import Filled
from core.text import squash
from core.writers.shown import shown

_COLUMNS = ("label", "budget", "added", "final")
_YEAR = re.compile(r"^(?:19|20)\d\d年?度?")


@dataclass(slots=True)
class ReportTables:
    """The tables of a report; `pairs` are their places in the template, told in `problems`."""

    template: WordTemplate
    filled: Filled
    problems: list[str]
    pairs: dict[int, int] = dataclasses.field(default_factory=dict)

    @property
    def tables(self) -> Sequence[Table]:
        record = self.filled.record
        return record.tables if isinstance(record, Report) else ()

    @property
    def left(self) -> tuple[int, ...]:
        """The tables that the template has no place for."""
        return tuple(n for n in range(len(self.tables)) if n not in self.pairs)

    def reshape(self, places: Sequence[TablePlace], titles: Sequence[str]) -> None:
        """Find each table its place, by title and then in order, and give it its rows."""
        wanted = [_YEAR.sub("", squash(table.title or "")) for table in self.tables]
        there = [_YEAR.sub("", squash(title)) for title in titles]
        free = list(range(len(places)))
        for number, title in enumerate(wanted):
            named = next((n for n in free if title and there[n] == title), None)
            if named is not None:
                self.pairs[number] = named
                free.remove(named)
        for number in range(len(wanted)):
            if number not in self.pairs and free:
                self.pairs[number] = free.pop(0)
        for number, place in self.pairs.items():
            shape = _shape(places[place], len(self.tables[number].rows))
            if shape is not None:
                self.template.reshape(shape)

    def write(self, here: ReportMap, blank: Filled) -> None:
        """Every row; the figures of a table that the report does not have go."""
        old, new = (getattr(each.record, "year", None) for each in (blank, self.filled))
        for number, place in enumerate(here.tables):
            spots = [Spot(place.index, place.head, column) for column in place.columns.values()]
            caption = blank.sources.get(At.of("tables", number, "title"))
            if caption is not None and caption.paragraph is not None:
                spots.append(Spot(paragraph=caption.paragraph))
            for spot in spots:
                changes = dated(self.template.text(spot), old, new) if old and new else ()
                if changes:
                    self.template.replace(spot, changes)
        for number, place_number in self.pairs.items():
            title = shown(self.filled, At.of("tables", number, "title"))
            source = blank.sources.get(At.of("tables", place_number, "title"))
            if title and source is not None and source.paragraph is not None:
                self.template.retell(source.paragraph, title)
            self._rows(number, here.tables[place_number])
        for number, place in enumerate(here.tables):
            if number not in self.pairs.values():
                self._empty(place)

    def _rows(self, number: int, place: TablePlace) -> None:
        for row, line in enumerate(place.rows[: len(self.tables[number].rows)]):
            for name in _COLUMNS:
                text = shown(self.filled, At.of("tables", number, "rows", row, name))
                if name in place.columns:
                    spot = Spot(place.index, line, place.columns[name])
                    self.template.write(spot, Ink(text))
                elif text:
                    self.problems.append(f"模板的表格里没有这一栏，没有填入：{text}")
            for column in place.strange:
                self.template.write(Spot(place.index, line, column), Ink(""))

    def _empty(self, place: TablePlace) -> None:
        columns = [column for name, column in place.columns.items() if name != "label"]
        columns += place.strange
        spots = [Spot(place.index, row, column) for row in place.rows for column in columns]
        held = [spot for spot in spots if self.template.text(spot).strip()]
        for spot in held:
            self.template.write(spot, Ink(""))
        if held:
            self.problems.append("模板的报告里有一张表，本单位的报告没有，数字已清空，请核对")


def _shape(place: TablePlace, rows: int) -> Shape | None:
    """As many rows as the report has; a head without rows is copied for them."""
    if not rows or rows == len(place.rows):
        return None
    if not place.rows:
        return Shape(place.index, place.head, place.head, (place.head,) * (rows + 1))
    order = tuple(place.rows[min(n, len(place.rows) - 1)] for n in range(rows))
    return Shape(place.index, place.rows[0], place.rows[-1], order)

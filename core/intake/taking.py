"""Collecting the fields of one form while its cells are walked: values, sources, unread text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from core.address import At, remembered
from core.forms import FORMS
from core.intake import labels, titles
from core.intake.grid import Cell, Grid, Paragraph
from core.number import read_number, short
from core.schema.form import Form, spec_at, specs_of
from core.schema.kinds import KINDS, Parsed, before_note
from core.schema.specs import Spec
from core.source import Source, Unread
from core.text import clean

_BOTH = "表中的单位既有元也有万元，按万元读取"
STRANGE_HEADING = "不认识的栏目"
_TWICE = "同一项前面已经填过，两处不一致"
_FILLER = re.compile(r"[.…·。\s]+[:：]?")
_RATE_MOST = Decimal("1.5")
_LONGEST_FIGURE = 40
_NUMBERED = re.compile(r"\.(\d+)(?=\.)")
_NOTED = re.compile(
    r"([^()（）]*\d[^()（）]*)(?:[(（]([^()（）]*[\u4e00-\u9fff][^()（）]*)[)）]|([.,;，、。；]))\s*"
)
"""A figure with words in brackets behind it, 21（含工勤1人）, or with a stop, 7.50。"""
_NOTE = "括号里的「{}」没有读入"
_STOP = "数字后面的「{}」没有读入"
_KINDS = {kind.name: kind for kind in KINDS}


def is_filler(text: str) -> bool:
    """Whether a cell says 「and so on」: …… of the template."""
    return _FILLER.fullmatch(text) is not None and bool(text.strip())


@dataclass(slots=True)
class Taking:
    """The fields found so far. `form` gives the kinds; a place is filled by its path."""

    form: type[Form]
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[At, Source] = field(default_factory=dict)
    unread: dict[At, Unread] = field(default_factory=dict)
    done: set[tuple[int, int, int]] = field(default_factory=set)
    money: str | None = None
    """In what the form gives its money where it says nothing beside a figure; None is 万元."""
    over_title: tuple[str, Source] | None = None
    """A unit's name over the title, for a form in which no label names the unit."""
    notes: frozenset[tuple[int, int]] = frozenset()
    """Table and row of the official remarks."""
    both_units: bool = False
    """Whether its labels speak of several units, so that no bare figure is certain."""

    def cell(
        self, path: str, grid: Grid, cell: Cell, text: str | None = None, doubt: str | None = None
    ) -> None:
        """Fill a place from a cell, or from the part `text` of it."""
        written = cell.text if text is None else text
        source = grid.source(cell, doubt)
        self.done.add((grid.index, cell.row, cell.column))
        if cell.doubt and written.strip():
            self._put(path, written, source, Parsed(why=cell.doubt))
        else:
            self._put(path, written, source, None)

    def figure(
        self, path: str, grid: Grid, cell: Cell, heads: Sequence[Cell], doubt: str | None = None
    ) -> None:
        """Fill a place from a cell under and behind headings.

        Where the labels of the form name several units of money, an amount is in that of its own.
        """
        text = cell.text
        if self.both_units and _place(self.form.CODE, path)[1].unit == "万元" and _is_bare(text):
            units = titles.money_units([head.text for head in heads])
            text = "".join((text, *units)) if len(units) == 1 else text
        self.cell(path, grid, cell, text, doubt)

    def paragraph(self, path: str, paragraph: Paragraph, text: str) -> None:
        """Fill a place from a part of a paragraph."""
        self._put(path, text, paragraph.source, None)

    def put(self, path: str, value: Any, source: Source) -> None:
        """Fill a place with a value that needs no parsing."""
        at = remembered(path)
        self.values[path] = value
        self.sources[at] = source

    def entry(self, path: str, grid: Grid, cell: Cell, text: str | None = None) -> None:
        """Fill a place that the form may name twice: the first entry stays.

        A second one that says the same, or nothing, is wording; another is kept as unread.
        """
        written = cell.text if text is None else text
        if path not in self:
            self.cell(path, grid, cell, text)
        elif not written.strip() or self._says(path, written):
            self.wording(grid, cell)
        else:
            self.orphan(grid, cell, _TWICE)

    def line(self, path: str, paragraph: Paragraph, text: str) -> None:
        """Fill a place from a line beside the table; what contradicts the table is unread."""
        if path not in self or not text.strip():
            self.paragraph(path, paragraph, text)
        elif not self._says(path, text):
            self.stray(paragraph, _TWICE)

    def _says(self, path: str, written: str) -> bool:
        found = parse(_place(self.form.CODE, path)[1], written).value
        return found is not None and bool(found == self.values.get(path))

    def heading(self, grid: Grid, cell: Cell) -> None:
        """The cell is a heading; one that no form knows is kept as unread."""
        if (grid.index, cell.row, cell.column) in self.done:
            return
        if labels.is_label(cell.text):
            self.wording(grid, cell)
        else:
            self.orphan(grid, cell, STRANGE_HEADING)

    def wording(self, grid: Grid, cell: Cell) -> None:
        """The cell holds official wording."""
        self.done.add((grid.index, cell.row, cell.column))

    def orphan(self, grid: Grid, cell: Cell, why: str) -> None:
        """The cell belongs to the form, but no field is known for it."""
        place = (grid.index, cell.row, cell.column)
        if place in self.done or not cell.text.strip():
            return
        self.done.add(place)
        at = At.of("cells", *place)
        self.sources[at] = grid.source(cell)
        self.unread[at] = Unread(cell.text.strip(), why)

    def stray(self, paragraph: Paragraph, why: str) -> None:
        """The paragraph belongs to the form, but no field is known for it."""
        at = At.of("paragraphs", paragraph.index)
        self.sources[at] = paragraph.source
        self.unread[at] = Unread(paragraph.printed.strip(), why)

    def left(self, source: Source, why: str) -> None:
        """What stands there belongs to the form, but no field is known for it."""
        line = source.paragraph is not None
        place = (source.paragraph,) if line else (source.table, source.row, source.column)
        at = At.of("paragraphs" if line else "cells", *place)
        self.sources[at] = source
        self.unread[at] = Unread(source.text.strip(), why)

    def counts_in(self, units: frozenset[str]) -> None:
        """Take the units of money that the labels name; of several, bare figures are in 万元."""
        self.both_units = len(units) > 1
        self.money = None if self.both_units else next(iter(units - {"万元"}), None)

    def doubt(self, path: str, why: str) -> None:
        """Mark a place that was filled as doubtful."""
        at = remembered(path)
        source = self.sources[at]
        both = why if source.doubt is None else f"{source.doubt}；{why}"
        self.sources[at] = source._replace(doubt=both)

    def __contains__(self, path: str) -> bool:
        known = self.values.get(path) is not None
        return known or (bool(self.unread) and remembered(path) in self.unread)

    def build(self) -> Form:
        """The record of everything found."""
        return _build(self.form, self.values, "")  # type: ignore[no-any-return]

    def _put(self, path: str, written: str, source: Source, parsed: Parsed | None) -> None:
        at, spec = _place(self.form.CODE, path)
        end = _figure_end(written) if self.money or self.both_units else 0
        if end and spec.unit == "万元" and _is_bare(written[:end]):
            if self.money:
                written = f"{written[:end]}{self.money}{written[end:]}"
            else:
                source = source._replace(doubt="；".join(filter(None, (source.doubt, _BOTH))))
        share = path.endswith("weight") and written.rstrip().endswith(("%", "％"))
        found = parsed or (_share(written) if share else None) or parse(spec, written)
        if found.why is not None and parsed is None:
            found = _noted(spec, written) or found
        if found.why is not None:
            self.unread[at] = Unread(written.strip(), found.why)
            self.values[path] = None
        else:
            self.values[path] = found.value
            if self.unread:
                self.unread.pop(at, None)
        if found.doubt:
            joined = found.doubt if source.doubt is None else f"{source.doubt}；{found.doubt}"
            source = source._replace(doubt=joined)
        self.sources[at] = source


def _noted(spec: Spec, written: str) -> Parsed | None:
    """The figure of a text with words in brackets or a stop behind it, in doubt; or None."""
    numeric = spec.kind is not None and spec.kind.numeric and len(written) <= _LONGEST_FIGURE
    match = _NOTED.fullmatch(written) if numeric else None
    read = parse(spec, match[1]) if match is not None else Parsed()
    if match is None or read.value is None:
        return None
    behind = _NOTE.format(match[2]) if match[2] else _STOP.format(match[3])
    return Parsed(read.value, "；".join(filter(None, (read.doubt, behind))))


def _share(written: str) -> Parsed | None:
    """Points given as a share of 100: 10% are 10 points."""
    read = read_number(written.rstrip().rstrip("%％"))
    if read is None:
        return None
    return Parsed(read.value, doubt=f"「{clean(written)}」按百分制折算为分值")


def _figure_end(written: str) -> int:
    """Where a figure ends that a footnote's mark or words in brackets stand behind."""
    noted = _NOTED.fullmatch(written) if len(written) <= _LONGEST_FIGURE else None
    return noted.end(1) if noted is not None else before_note(written)


def _is_bare(written: str) -> bool:
    """Whether a text is a figure without its unit."""
    return read_number(written.lstrip("¥￥ ")) is not None


@lru_cache(maxsize=8192)
def _place(code: str, path: str) -> tuple[At, Spec]:
    """A place of a form and what stands there."""
    at = remembered(path)
    return at, spec_at(FORMS[code], at)


def parse(spec: Spec, text: str) -> Parsed:
    """What a text means in a field; a rate written as a fraction becomes percent, with a doubt."""
    if spec.kind is None:
        return Parsed(why="不是单个的值")
    if len(text) > _LONGEST_FIGURE:
        return spec.kind.parse(text)
    return _parsed(spec.kind.name, text)


@lru_cache(maxsize=8192)
def _parsed(kind: str, text: str) -> Parsed:
    found = _KINDS[kind].parse(text)
    bare = kind == "percent" and "%" not in text and "％" not in text
    if bare and isinstance(found.value, Decimal) and 0 < found.value <= _RATE_MOST:
        shown = short(found.value * 100)
        return Parsed(Decimal(shown), doubt=f"「{text.strip()}」按小数折算为{shown}%")
    return found


def _build(
    cls: type, values: dict[str, Any], prefix: str, counts: dict[str, int] | None = None
) -> Any:
    counts = _counts(values) if counts is None else counts
    singles, groups, lists = _parts(cls)
    filled = {name: found for name in singles if (found := values.get(prefix + name)) is not None}
    for name, of in groups:
        filled[name] = _build(of, values, f"{prefix}{name}.", counts)
    for name, of in lists:
        path = f"{prefix}{name}"
        rows = range(counts.get(path, 0))
        filled[name] = tuple([_build(of, values, f"{path}.{index}.", counts) for index in rows])
    return cls(**filled)


_Named = tuple[tuple[str, type], ...]


@cache
def _parts(cls: type) -> tuple[tuple[str, ...], _Named, _Named]:
    """The names of a record's single values, and its groups and lists with their classes."""
    specs = specs_of(cls).items()
    groups = tuple((name, spec.group) for name, spec in specs if spec.group is not None)
    lists = tuple((name, spec.rows) for name, spec in specs if spec.rows is not None)
    return tuple(name for name, spec in specs if spec.kind is not None), groups, lists


def _counts(values: dict[str, Any]) -> dict[str, int]:
    """How many rows each list has, by its path."""
    counts: dict[str, int] = {}
    for path, number in set().union(*map(_places, values)):
        if counts.get(path, 0) <= number:
            counts[path] = number + 1
    return counts


@lru_cache(maxsize=8192)
def _places(path: str) -> tuple[tuple[str, int], ...]:
    """The lists that a path goes through, each with the index in it."""
    return tuple((path[: found.start()], int(found[1])) for found in _NUMBERED.finditer(path))

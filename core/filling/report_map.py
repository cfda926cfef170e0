"""Where everything stands in a report that serves as a template.

The report falls into three zones: the head with cover and title, the sections, and the tail with
signature, day and list of annexes. What stands in the sections gives way, but for the tables and
the lines over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.filling.inline import is_day
from core.intake import labels, titles
from core.intake.grid import Grid, Paragraph
from core.intake.headings import find_headings, section_of
from core.intake.recognise import Recognition
from core.submission import Filled
from core.text import squash

_TAIL_LINE = re.compile(
    r"^附(?:件|表)|^[0-9]{1,2}[、.．]|[(（]?(?:盖|公|签)章[)）]?$|^[(（]此[页面].*封面[)）]$"
)
_LONGEST_TAIL = 60
_TITLE_LINES = 4
_NO_TITLE_LINE = re.compile(r"[。：:；]|^\s*[(（]")
_NUMBER = re.compile(r"^(?:第)?[一二三四五六七八九十\d]{1,3}(?:[、.．，,:：]|部分|章)\s*")
_KNOWN_HEADS = 2
_KINDS = (
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[.．、]|[(（]\d{1,2}[)）]"),
)
_SUBHEADING = 40
"""A longer line that begins with a number is text."""


def _kind(text: str) -> int | None:
    """Which level of headings a line is of; None for running text."""
    bare = text.strip()
    if len(bare) > _SUBHEADING or "。" in bare:
        return None
    return next((level for level, sign in enumerate(_KINDS) if sign.match(bare)), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the template: its heading, the heading's paragraph, those under it."""

    heading: str
    number: str
    paragraph: int
    body: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A table of the template: its head row, where the columns are, and the rows under it."""

    index: int
    head: int
    columns: dict[str, int]
    strange: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportMap:
    """The zones of a report: paragraphs by their index; `titles` are lines that make one each.

    `loose` is the text of a report without headings.
    """

    texts: dict[int, str]
    head: tuple[int, ...]
    titles: tuple[tuple[int, ...], ...]
    parts: tuple[Part, ...]
    loose: tuple[int, ...]
    tail: tuple[int, ...]
    tables: tuple[TablePlace, ...]
    unknown: tuple[int, ...]
    """Tables whose columns mean nothing to the program."""

    def behind(self, part: int) -> tuple[int, bool]:
        """Where to add what comes behind a part, -1 for over the first: a paragraph, and whether
        to stand before it.
        """
        if part + 1 < len(self.parts):
            return self.parts[part + 1].paragraph, True
        return (self.tail[0], True) if self.tail else (max(self.texts), False)

    def model(self, text: str, part: Part | None) -> int | None:
        """The paragraph of the template that a line should look like, None when there is none.

        One of its kind (（一）, 1., running text) in the same section, then anywhere, then text.
        """
        near = part.body if part is not None else ()
        every = tuple(index for each in self.parts for index in each.body)
        spoken = [index for index in (*near, *every) if self.texts[index].strip()]
        kind = _kind(text)
        alike = (index for index in spoken if _kind(self.texts[index]) == kind)
        plain = (index for index in spoken if _kind(self.texts[index]) is None)
        return next(alike, next(plain, None))


def report_map(form: Recognition, blank: Filled) -> ReportMap:
    """The map of a report, with what was read from it."""
    paragraphs = [block for block in form.body if isinstance(block, Paragraph)]
    lines = [line for paragraph in paragraphs for line in _lines(paragraph)]
    headings = find_headings(lines, form.code)
    starts = {lines[found.position].index: found.text for found in headings[::-1]}
    order = [paragraph.index for paragraph in paragraphs]
    first = next((n for n, index in enumerate(order) if index in starts), len(order))
    kept = _over_tables(form, blank)
    head = paragraphs[:first]
    named = tuple(_titles(head))
    if not starts:
        first = order.index(named[-1][-1]) + 1 if named else 0
        head = paragraphs[:first]
    end = _tail(paragraphs, first, blank)
    parts: list[Part] = []
    loose = [p.index for p in paragraphs[first:end] if not starts and p.index not in kept]
    for paragraph in paragraphs[first:end] if starts else ():
        if paragraph.index in starts:
            number = paragraph.heading or ""
            parts.append(Part(starts[paragraph.index], number, paragraph.index, ()))
        elif paragraph.index not in kept:
            last = parts.pop()
            body = (*last.body, paragraph.index)
            parts.append(Part(last.heading, last.number, last.paragraph, body))
    grids = [block for block in form.body if isinstance(block, Grid)]
    places = {grid.index: _table(grid) for grid in grids}
    return ReportMap(
        {paragraph.index: paragraph.text for paragraph in paragraphs},
        tuple(p.index for p in head),
        named,
        tuple(parts),
        tuple(loose),
        tuple(p.index for p in paragraphs[end:]),
        tuple(place for place in places.values() if place is not None),
        tuple(index for index, place in places.items() if place is None),
    )


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    first, *rest = paragraph.text.split("\n")
    yield Paragraph(paragraph.index, first, paragraph.heading)
    for text in rest:
        yield Paragraph(paragraph.index, text)


def _over_tables(form: Recognition, blank: Filled) -> set[int]:
    """The lines over tables: their titles, and in what money they are."""
    money = {
        block.index
        for block in form.body
        if isinstance(block, Paragraph) and titles.is_money_unit(block.text)
    }
    named = {
        source.paragraph
        for at, source in blank.sources.items()
        if at.field == "tables" and at.path.endswith(".title") and source.paragraph is not None
    }
    return money | named


def _tail(paragraphs: Sequence[Paragraph], first: int, blank: Filled) -> int:
    """Where the lines under the text begin: signature, day, annexes."""
    signed = {
        source.paragraph for at, source in blank.sources.items() if at.field.startswith("signature")
    }
    end = len(paragraphs)
    for place in range(len(paragraphs) - 1, first, -1):
        text = squash(paragraphs[place].printed)
        if not text:
            continue
        short = len(text) <= _LONGEST_TAIL and not text.endswith("。")
        if paragraphs[place].index not in signed and not (
            short and (_TAIL_LINE.search(text) or is_day(text))
        ):
            break
        end = place
    return end


def _titles(head: Sequence[Paragraph]) -> Iterator[tuple[int, ...]]:
    """The titles of the head, on the cover and over the text, with the lines of each."""
    spoken = [paragraph for paragraph in head if paragraph.text.strip()]
    for place, paragraph in enumerate(spoken):
        if titles.is_report_title(paragraph.printed):
            yield tuple(line.index for line in _upwards(spoken[: place + 1]))


def _upwards(lines: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The last line with those above that its title begins in, up to the year."""
    for count in range(1, min(_TITLE_LINES, len(lines)) + 1):
        top = lines[-count].printed
        if count > 1 and (_NO_TITLE_LINE.search(top) or titles.is_annex(top) or is_day(top)):
            break
        if titles.year_in(top) is not None or "年度" in top:
            return lines[-count:]
    return lines[-1:]


def _table(grid: Grid) -> TablePlace | None:
    for number, line in enumerate(grid.lines):
        own = [cell for cell in line if cell.row == number]
        names = [labels.find(labels.TABLE_ROW, cell.text) for cell in own]
        if len({name for name in names if name} - {"label"}) < _KNOWN_HEADS:
            continue
        known = {name: cell.column for name, cell in zip(names, own, strict=True) if name}
        columns = {"label": own[0].column, **known}
        strange = tuple(cell.column for cell in own if cell.column not in columns.values())
        rows = tuple(
            row
            for row in range(number + 1, grid.height)
            if not any(cell.columns == grid.width for cell in grid.lines[row])
        )
        return TablePlace(grid.index, number, columns, strange, rows)
    return None


def matched(headings: Sequence[str], parts: Sequence[Part], code: str) -> dict[int, int]:
    """Section of the report → part of the template: by wording, then by what it is about."""
    found: dict[int, int] = {}
    for same in (wording, lambda text: section_of(text, code)):
        for number, heading in enumerate(headings):
            key = same(heading)
            if number in found or key in (None, ""):
                continue
            place = next(
                (
                    n
                    for n, part in enumerate(parts)
                    if n not in found.values() and same(f"{part.number}{part.heading}") == key
                ),
                None,
            )
            if place is not None:
                found[number] = place
    return found


def wording(heading: str) -> str:
    """A heading without its number."""
    return _NUMBER.sub("", squash(heading))

"""What a report says, apart from how it is drawn: headings, paragraphs, tables, charts.

Values are those of the program (万元, 分, % without the sign); the writers format them. Formulas
are for Excel alone; the value beside a formula is the program's own, and the two must agree.

A formula names cells by the keys of columns: `[executed]` is the cell of the same row,
`[executed:]` the whole column without head and total, `[summary.executed:]` that of another table.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from core.number import places_of, plain, round_to, short

TEXT, COUNT, AMOUNT, POINTS, PERCENT = "text", "count", "amount", "points", "percent"
KINDS = (TEXT, COUNT, AMOUNT, POINTS, PERCENT)
PLACES = {AMOUNT: 2, POINTS: 2, PERCENT: 2}
"""The least decimals that are shown."""
_MOST_PLACES = 4
"""What a unit wrote with more decimals is not cut to look like something else."""
BAR, PIE = "bar", "pie"
Value = str | int | Decimal | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; the first table below it is told apart by it."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `role`: body (first line indented), left, note (small), right, or
    section (a heading within the text).
    """

    text: str
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in formulas, head, kind of values, and width in mm of the printed page.

    Neighbours of one `group` stand under a common head. `formula` computes each row, `total` the
    total row. `left` text is set from the left, which is for names and sentences.
    """

    key: str
    title: str
    kind: str = TEXT
    width: float = 18
    group: str = ""
    formula: str = ""
    total: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` is its sheet's, `key` its name in formulas, `unit` the line above it.

    `total` is the last row, set apart, or None.
    """

    key: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    unit: str = ""

    def column(self, key: str) -> int:
        """The place of a column; ValueError when there is none."""
        return [column.key for column in self.columns].index(key)

    def without(self, key: str) -> Table:
        """The table without one of its columns."""
        place = self.column(key)
        columns, *rows = (
            (*line[:place], *line[place + 1 :])
            for line in (self.columns, *self.rows, *(() if self.total is None else (self.total,)))
        )
        total = None if self.total is None else rows.pop()
        return replace(self, columns=columns, rows=tuple(rows), total=total)

    @property
    def grouped(self) -> bool:
        """Whether the head takes two rows."""
        return any(column.group for column in self.columns)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of columns of a table: `label` and the `values` beside it, of the first `rows`.

    Where the table has more, those with the `largest` values on request.
    """

    kind: str
    title: str
    table: str
    label: str
    values: tuple[str, ...]
    rows: int = 20
    largest: bool = False


def drawn(chart: Chart, table: Table) -> tuple[str, tuple[Row, ...]]:
    """The title of a chart and the rows it shows; that only the largest are shown is told."""
    if not chart.largest or len(table.rows) <= chart.rows:
        return chart.title, table.rows[: chart.rows]
    places = [table.column(key) for key in chart.values]

    def size(row: Row) -> Decimal:
        return sum(
            (Decimal(v) for p in places if isinstance(v := row[p], Decimal | int)), Decimal()
        )

    rows = sorted(table.rows, key=size, reverse=True)[: chart.rows]
    return f"{chart.title}，最多的{chart.rows}个单位", tuple(rows)


Part = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Report:
    """A document: its title, the lines under it, its parts in order, and who signs on which day.

    With `cover` lines, it has a first page of its own with the title and these. `head` is the
    sender's own line over the first page, in red with a rule below.
    """

    title: str
    parts: tuple[Part, ...]
    lead: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    landscape: bool = False
    cover: tuple[str, ...] = ()
    head: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.parts if isinstance(part, Table))

    def table(self, key: str) -> Table:
        """The table of this key; KeyError when there is none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)


def shown(value: Value, kind: str) -> str:
    """A value as it is printed: 1,234.50, 96.15%, 17."""
    if value is None:
        return ""
    if not isinstance(value, Decimal):
        return str(value)
    if kind == COUNT:
        return short(value)
    text = plain(value)
    if kind in PLACES:
        places = max(PLACES[kind], min(_MOST_PLACES, places_of(Decimal(short(value)))))
        text = plain(round_to(value, places))
    if kind == AMOUNT:
        whole, _, cents = text.partition(".")
        return f"{int(whole):,}.{cents}" if int(whole) else text
    return f"{text}%" if kind == PERCENT else text


def day_words(day: dt.date) -> str:
    """2025年4月10日."""
    return f"{day.year}年{day.month}月{day.day}日"

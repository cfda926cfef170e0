"""The lists of a form in a template: which rows they get when the record has more or fewer.

A list keeps the template's rows wherever the record's lines fit them; what is more gets copies of
the row that is most like it. Rows that the record has nothing for stay, empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.address import At
from core.filling.template import Shape, Span
from core.forms import BasicData, Evaluation
from core.forms.basic_data import OPEN_ITEMS, Building
from core.forms.parts import Indicator
from core.forms.parts_paper import runs
from core.intake.grid import Cell
from core.intake.indicator_heads import Heads
from core.intake.levels import split_points
from core.intake.recognise import Recognition
from core.intake.rows import Columns, Row
from core.intake.taking import Taking, is_filler
from core.intake.totals import is_total
from core.submission import Filled
from core.text import squash

LEVELS = ("level1", "level2")


@dataclass(frozen=True, slots=True)
class IndicatorRows:
    """The indicator table of a template: its headings, the rows under them, and 总分."""

    columns: Columns
    rows: tuple[Row, ...]
    total: Row | None

    @property
    def table(self) -> int:
        return self.rows[0].grid.index

    def cell(self, row: Row, name: str) -> Cell | None:
        """The cell of a row under the heading of a field."""
        found = (cell for column, cell in self.columns.of(row) if column.name == name)
        return next(found, None)

    def level(self, row: Row) -> tuple[str, str]:
        """The level names over a row."""
        one, two = (self.cell(row, name) for name in LEVELS)
        return _name(one), _name(two)


def indicator_rows(form: Recognition, record: Evaluation) -> IndicatorRows | None:
    """The indicator table, or None when the template has none or no row under its headings."""
    heads = Heads(Taking(type(record)))
    rows: list[Row] = []
    total: Row | None = None
    for row in form.rows:
        if heads.take(row):
            rows, total = [], None
        elif heads.columns is not None and total is None:
            if is_total(row):
                total = row
            elif rows and row.grid is not rows[0].grid:
                continue
            else:
                rows.append(row)
    if heads.columns is None or not rows:
        return None
    return IndicatorRows(heads.columns, _table_rows(rows, heads.columns), total)


def _table_rows(rows: Sequence[Row], columns: Columns) -> tuple[Row, ...]:
    """The rows up to the first that is not one of the table (signature, remarks)."""
    names = {column.name for column in columns.columns} - {None}
    kept: list[Row] = []
    for row in rows:
        under = {column.name for column, _ in columns.of(row)} & names
        if len(under) < len(names):
            break
        kept.append(row)
    return tuple(kept or rows[:1])


Plan = list[tuple[Row, int | None]]
"""The template's row for each row of the filled list, with its indicator, None for no one."""


def indicator_shape(found: IndicatorRows, plan: Plan, indicators: Sequence[Indicator]) -> Shape:
    """The rows that the indicators need, their level names merged over equal neighbours."""
    order = tuple(row.index for row, _ in plan)
    levels = [
        found.level(row) if number is None else _key(indicators[number]) for row, number in plan
    ]
    ones = runs([one for one, _ in levels])
    spans = _spans(found, "level1", ones) + _spans(found, "level2", runs(levels))
    columns = tuple(dict.fromkeys(span.column for span in spans))
    rows = [row.index for row in found.rows]
    return Shape(found.table, rows[0], rows[-1], order, columns, spans)


def indicator_plan(found: IndicatorRows, indicators: Sequence[Indicator]) -> Plan:
    """Where the record follows the template's levels, its rows without an indicator stay."""
    groups = runs([(squash(i.level1 or ""), squash(i.level2 or "")) for i in indicators])
    keys = [_key(indicators[first]) for first, _ in groups]
    names = [found.level(row) for row in found.rows]
    printed = [(names[first], first) for first, _ in runs(names)]
    places = _follows(keys, [name for name, _ in printed])
    plan: Plan = []
    if places is None:
        for (first, count), key in zip(groups, keys, strict=True):
            row = found.rows[_like(names, key)]
            plan += [(row, number) for number in range(first, first + count)]
        return plan
    group_at = dict(zip(places, groups, strict=True))
    for place, (_, start) in enumerate(printed):
        row = found.rows[start]
        if place in group_at:
            first, count = group_at[place]
            plan += [(row, number) for number in range(first, first + count)]
        else:
            plan.append((row, None))
    return plan


def _follows(keys: Sequence[tuple[str, str]], names: Sequence[tuple[str, str]]) -> list[int] | None:
    """Where each key stands among the names, in order; None when they do not follow them."""
    places: list[int] = []
    start = 0
    for key in keys:
        place = next((p for p in range(start, len(names)) if names[p] == key), None)
        if place is None:
            return None
        places.append(place)
        start = place + 1
    return places


def _like(names: Sequence[tuple[str, str]], key: tuple[str, str]) -> int:
    """The row that is most like a group: the same levels, the same second, the same first."""
    alike = [[name == key, name[1] == key[1], name[0] == key[0]] for name in names]
    return max(range(len(names)), key=lambda place: (alike[place], -place))


def _key(indicator: Indicator) -> tuple[str, str]:
    return squash(indicator.level1 or ""), squash(indicator.level2 or "")


def _name(cell: Cell | None) -> str:
    return squash(split_points(cell.text)[0] or "") if cell is not None else ""


def _spans(found: IndicatorRows, name: str, groups: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    cell = found.cell(found.rows[0], name)
    if cell is None:
        return ()
    return tuple(Span(cell.column, first, count) for first, count in groups)


@dataclass(frozen=True, slots=True)
class Lines:
    """经费控制情况 of the filled form: its shape if rows are added, and for each line of the record
    its row there and the template's line whose cells it has.
    """

    shape: Shape | None
    table: int
    places: tuple[tuple[int, int], ...]
    rest: tuple[tuple[int, int], ...]
    """Rows, with their template's line, that the record has nothing for."""


def line_rows(form: Recognition, blank: Filled, record: BasicData) -> Lines | None:
    """Where the lines of the record go; None when the template has no such lines."""
    printed = blank.record.lines if isinstance(blank.record, BasicData) else ()
    sources = [blank.sources[At.of("lines", n, "label")] for n in range(len(printed))]
    rows = [source.row for source in sources if source.row is not None]
    tables = {source.table for source in sources}
    table = tables.pop() if len(tables) == 1 else None
    if table is None or len(rows) != len(printed) or not rows:
        return None
    plan = line_plan([line.item for line in printed], [line.item for line in record.lines])
    own, extra = _homes(plan, rows)
    free = _free_rows(form, table, rows)
    order: list[int] = []
    places: dict[int, tuple[int, int]] = {}
    rest: list[tuple[int, int]] = []
    first, last = min(rows), max(rows)
    taken: set[int] = set()
    for row in range(first, last + 1):
        if row in taken:
            continue
        here = first + len(order)
        order.append(row)
        if row in own:
            places[own[row]] = here, rows.index(row)
        elif row in rows:
            rest.append((here, rows.index(row)))
        for number, like in extra.get(row, ()):
            following = order[-1] + 1
            fits = following in free and following not in taken and following <= last
            taken.update({following} if fits else ())
            places[number] = first + len(order), like
            order.append(following if fits else rows[like])
    shape = Shape(table, first, last, tuple(order))
    same = order == list(range(first, last + 1))
    return Lines(
        None if same else shape, table, tuple(places[n] for n in range(len(plan))), tuple(rest)
    )


def _homes(
    plan: Sequence[tuple[int | None, int]], rows: Sequence[int]
) -> tuple[dict[int, int], dict[int, list[tuple[int, int]]]]:
    """Row → the record's line that is printed there; row → the lines that come behind it, each
    with the template's line that it is like."""
    own: dict[int, int] = {}
    extra: dict[int, list[tuple[int, int]]] = {}
    above = rows[0]
    for number, (place, like) in enumerate(plan):
        if place is not None:
            above = rows[place]
            own[above] = number
        else:
            extra.setdefault(above, []).append((number, like))
    return own, extra


def line_plan(printed: Sequence[str], wanted: Sequence[str]) -> list[tuple[int | None, int]]:
    """For each line of the record, the template's line, None if there is none, and one to copy.

    A line goes to the first line of its kind that is still free; of the kinds that a unit may add
    lines to, the template may have too few.
    """
    free = dict(enumerate(printed))
    plan: list[tuple[int | None, int]] = []
    last = 0
    for item in wanted:
        place = next((n for n, known in free.items() if known == item), None)
        if place is not None:
            del free[place]
            last = place
            plan.append((place, place))
        else:
            kin = [n for n, known in enumerate(printed) if known in OPEN_ITEMS]
            plan.append((None, kin[0] if kin else last))
    return plan


def _free_rows(form: Recognition, table: int, taken: Sequence[int]) -> set[int]:
    """Rows of the template that say …… or nothing, and may take a line."""
    return {
        row.index
        for row in form.rows
        if row.grid.index == table
        and row.index not in taken
        and all(is_filler(cell.text) for cell in row.filled)
    }


def building_shape(blank: Filled, buildings: Sequence[Building]) -> Shape | None:
    """One row for each building; None when the template has them."""
    rows = sorted(
        {
            (source.table or 0, source.row)
            for at, source in blank.sources.items()
            if at.field == "buildings" and at.column != "completed_year" and source.row is not None
        }
    )
    if not rows or len(buildings) <= len(rows) or rows[0][0] != rows[-1][0]:
        return None
    table, last = rows[-1]
    first = rows[0][1]
    order = (*range(first, last + 1), *[last] * (len(buildings) - len(rows)))
    return Shape(table, first, last, order)

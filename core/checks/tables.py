"""Sums of a table inside a report, and the one cell behind sums that fail."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.forms.report import Table, TableRow
from core.text import label_key

COLUMNS = ("budget", "added", "final")
_WORDS = {"budget": "本年预算", "added": "年中追加", "final": "本年决算"}
_SUBTOTAL = ("其中",)


@dataclass(frozen=True, slots=True)
class Torn:
    """A cell that does not fit its sums. `column_fails`: its column's total fails too."""

    row: int
    column: str
    expected: Decimal
    found: Decimal
    says: str
    tail: bool
    column_fails: bool


def torn_cells(table: Table, addend: Decimal) -> Iterator[Torn]:
    """One cell for each cause; `addend` is the rounding of a number in a sum (万元).

    The total is the first row, or the last if it is called 合计. Where the row and the column of
    one cell fail by the same number, the cell is the cause; rows 其中 are not added up.
    """
    total, lines = _layout(table)
    rows = {index: gap for index in _indexes(table) if (gap := _row_gap(table.rows[index]))}
    columns = {
        name: gap for name in COLUMNS if (gap := _column_gap(table, total, lines, name)) is not None
    }
    if columns and not _adds_up(table, total, lines, columns):
        columns = {}
    row_slack, column_slack = addend * 3, addend * (len(lines) + 1)
    open_rows, open_columns = dict(rows), dict(columns)
    for name, gap in columns.items():
        for index, other in rows.items():
            cell = _value(table.rows[index], name)
            by_row = other if name == "final" else -other
            by_column = -gap if index == total else gap
            if abs(by_row + by_column) > max(row_slack, column_slack) or name not in open_columns:
                continue
            if index not in open_rows or (index != total and index not in lines):
                continue
            del open_rows[index], open_columns[name]
            yield Torn(
                index,
                name,
                cell - by_row,
                cell,
                f"{_name(table, index)}的{_WORDS[name]}与本行、本列都不符："
                f"{_row_words(table.rows[index])}，{_column_words(table, total, lines, name)}",
                abs(by_row) <= row_slack,
                True,
            )
    for index, gap in open_rows.items():
        final = _value(table.rows[index], "final")
        says = f"{_name(table, index)}{_row_words(table.rows[index])}"
        yield Torn(index, "final", final - gap, final, says, abs(gap) <= row_slack, False)
    for name, gap in open_columns.items():
        if _counted_twice(table, lines, name, -gap, column_slack):
            continue
        cell = _value(table.rows[total], name)
        says = f"{_WORDS[name]}列{_column_words(table, total, lines, name)}"
        yield Torn(total, name, cell - gap, cell, says, abs(gap) <= column_slack, True)


def _layout(table: Table) -> tuple[int, tuple[int, ...]]:
    """The index of the total and of the rows that make it up."""
    last = len(table.rows) - 1
    total = last if last > 0 and label_key(table.rows[last].label or "") in {"合计", "总计"} else 0
    lines = tuple(
        index
        for index, row in enumerate(table.rows)
        if index != total and not (row.label or "").strip().startswith(_SUBTOTAL)
    )
    return total, lines


def _indexes(table: Table) -> range:
    return range(len(table.rows))


def _value(row: TableRow, name: str) -> Decimal:
    value = getattr(row, name)
    return value if isinstance(value, Decimal) else Decimal(0)


def _row_gap(row: TableRow) -> Decimal | None:
    """决算 less 预算 and 追加; None when two of the three are not given."""
    if row.final is None or row.budget is None or row.added is None:
        return None
    return row.final - row.budget - row.added


def _column_gap(table: Table, total: int, lines: tuple[int, ...], name: str) -> Decimal | None:
    """The total less its lines; None when it fits or one side is blank."""
    if not table.rows or getattr(table.rows[total], name) is None:
        return None
    values = [getattr(table.rows[index], name) for index in lines]
    if not any(value is not None for value in values):
        return None
    total_value = _value(table.rows[total], name)
    return (total_value - sum((value or Decimal(0) for value in values), Decimal(0))) or None


def _adds_up(table: Table, total: int, lines: tuple[int, ...], failing: dict[str, Decimal]) -> bool:
    """Whether the rows are known to be the parts of the total: some other column adds up."""
    return any(
        name not in failing
        and _value(table.rows[total], name)
        and any(_value(table.rows[index], name) for index in lines)
        for name in COLUMNS
    )


def _counted_twice(
    table: Table, lines: tuple[int, ...], name: str, excess: Decimal, slack: Decimal
) -> bool:
    """Whether the lines exceed the total by some of themselves: parts of parts without 其中."""
    values = [_value(table.rows[index], name) for index in lines]
    runs = [*values, *map(sum, itertools.pairwise(values))]
    return any(value and abs(value - excess) <= slack for value in runs)


def _name(table: Table, index: int) -> str:
    return f"“{(table.rows[index].label or '').strip(' ：:')}”"


def _row_words(row: TableRow) -> str:
    start, more, final = (_value(row, name) for name in COLUMNS)
    return f"{start}+{more}={start + more}≠{final}"


def _column_words(table: Table, total: int, lines: tuple[int, ...], name: str) -> str:
    values = [v for i in lines if (v := getattr(table.rows[i], name)) is not None]
    words = "+".join(str(value) for value in values)
    return f"{words}={sum(values, Decimal(0))}≠{_value(table.rows[total], name)}"

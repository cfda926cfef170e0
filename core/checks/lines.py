"""The lines of 经费控制情况 as a tree: which line is the total of which."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.address import At
from core.checks.rule import Example, example
from core.checks.sums import add
from core.forms import BasicData
from core.forms.basic_data import ITEM, Line
from core.schema.form import specs_of

COLUMNS = ("prior_final", "budget", "final")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its place."""

    at: At
    line: Line


def rows_of(form: BasicData) -> tuple[Row, ...]:
    """All lines in order."""
    return tuple(Row(At.of("lines", index), line) for index, line in enumerate(form.lines))


def of_item(form: BasicData, item: str) -> tuple[Row, ...]:
    """The lines of a kind; one, except of the open kinds."""
    return _rows(form, frozenset({item}))


def children(form: BasicData, total: Row) -> tuple[Row, ...]:
    """The lines that are parts of a total; of a part that has no line itself, its own parts."""
    present = frozenset(line.item for line in form.lines)
    return _rows(form, _standing(total.line.item, present))


def parents(form: BasicData, part: Row) -> tuple[Row, ...]:
    """The line that is the total of a part; none for a total of its own."""
    item = ITEM.get(part.line.item)
    return _rows(form, frozenset({item.parent})) if item and item.parent else ()


def _rows(form: BasicData, items: frozenset[str]) -> tuple[Row, ...]:
    return tuple(
        Row(At.of("lines", index), line)
        for index, line in enumerate(form.lines)
        if line.item in items
    )


@lru_cache
def _parts(item: str) -> frozenset[str]:
    """The kinds of line that are parts of a total."""
    return frozenset(code for code, each in ITEM.items() if each.parent == item)


@lru_cache(maxsize=1024)
def _standing(item: str, present: frozenset[str]) -> frozenset[str]:
    """The kinds of line that are parts of a total, each absent one replaced by its parts."""
    parts = _parts(item)
    absent = parts - present
    return (parts & present).union(*(_standing(part, present) for part in absent))


def all_parts(form: BasicData, total: Row) -> tuple[Row, ...]:
    """The parts of a total and their parts."""
    parts = children(form, total)
    return (*parts, *(below for part in parts for below in all_parts(form, part)))


def effective(form: BasicData, row: Row, column: str) -> Decimal | None:
    """The amount of a line, or of its parts when it was left blank; None when all are blank.

    Not for 公用经费, of which the parts are only some.
    """
    own: Decimal | None = getattr(row.line, column)
    if own is not None:
        return own
    return add(effective(form, part, column) for part in children(form, row))


def from_parts(form: BasicData, row: Row, column: str) -> Decimal | None:
    """The sum of a line's parts where they say anything, else its own amount."""
    below = add(effective(form, part, column) for part in children(form, row))
    own: Decimal | None = getattr(row.line, column)
    return own if below is None else below


def values(row: Row) -> tuple[Decimal | None, ...]:
    """The three amounts of a line."""
    return tuple(getattr(row.line, column) for column in COLUMNS)


def label_of(row: Row) -> str:
    """The line's wording as submitted, else the official one, without number and colon."""
    item = ITEM.get(row.line.item)
    return plain_label(row.line.label or (item.label if item else ""))


def plain_label(words: str) -> str:
    """Without number, 其中 and colon."""
    return words.strip().lstrip("0123456789、.．其中：: ").rstrip("：: ")


def column_words(column: str) -> str:
    """上年决算数, 本年预算数 or 本年决算数."""
    return specs_of(Line)[column].label


def line(
    item: str, prior: str = "", budget: str = "", final: str = "", label: str | None = None
) -> Line:
    """A line of an example; an empty text is a blank cell."""
    return Line(
        item=item,
        label=label,
        prior_final=Decimal(prior) if prior else None,
        budget=Decimal(budget) if budget else None,
        final=Decimal(final) if final else None,
    )


def shown(*lines: Line) -> Example:
    """An example of one 基础数据表 with these lines."""
    return example(BasicData(lines=lines))

"""Where a table is cut: it may hold several forms one under another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.intake import labels, titles
from core.intake.grid import Grid
from core.intake.marks import heads_indicators, indicator_columns, is_indicator_head, opener_of
from core.intake.money_headings import is_money_heading
from core.intake.rows import Row, Slice, rows_of
from core.text import squash

_LONGEST_TITLE, _LONGEST_HEADING = 40, 14
_HEADINGS = 3
_OTHER_TITLE = re.compile(r"(?:表|清单|台账|指标体系)(?:\([^()]*\))?$")
_FIGURE = re.compile("[0-9]")
_LONGEST_COUNT = 5
_COUNT = re.compile(r"[(（]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．]?")
_STAGES = frozenset({"initial_budget", "annual_budget", "executed"})
_VALUES = frozenset({"target", "actual"})
_SEVERAL = 2


def parts_of(grid: Grid) -> list[Slice]:
    """The grid cut before each title row and where the first rows of a form come again."""
    cuts = [0]
    seen: set[str] = set()
    rows = rows_of(grid)
    above = _Above(rows)
    before = rows[0] if rows else None
    for index, row in enumerate(rows):
        filled = row.filled
        if not filled:
            continue
        above.end = index
        opener = opener_of(_first(row))
        if opener is not None and before is not None and before is not row:
            opener = None if _begins_alike(before, row) else opener
        before = row
        title = titles.title_in(filled[0].text) if len(filled) == 1 else None
        titled = title is not None and not titles.is_continued(title)
        again = opener in seen or (opener in {"project", "staff"} and "end" in seen)
        another = "end" in seen and _begins_another(row, above)
        if seen and (titled or again or another):
            first = index
            while first - 1 > cuts[-1] and _leads(rows[first - 1]):
                first -= 1
            cuts.append(first)
            seen, above = set(), _Above(rows, first, index)
        if opener is not None:
            seen.add(opener)
        elif len(filled) > 1:
            seen.add("end" if _ends(above, filled[0].text) else "")
    ends = [*cuts[1:], grid.height]
    return [Slice(grid, rows[first:last]) for first, last in zip(cuts, ends, strict=True)]


def _first(row: Row) -> str:
    """The text that a row begins with, behind the number of the form if it has one."""
    text = row.filled[0].text
    short = len(row.filled) > 1 and len(text) <= _LONGEST_COUNT
    return row.filled[1].text if short and _COUNT.fullmatch(text.strip()) else text


@dataclass(slots=True)
class _Above:
    """The rows of a part from `start` up to a row. What one of them bears is looked for once: a
    text with a thousand totals would take time by the square of its lines."""

    rows: Sequence[Row]
    start: int = 0
    end: int = 0
    places: dict[Callable[[Row], bool], int] = field(default_factory=dict)
    """By what is looked for: the first row that bears it, or the first not looked at."""

    def any(self, bears: Callable[[Row], bool]) -> bool:
        """Whether one of the rows bears something."""
        looked = range(self.places.get(bears, self.start), self.end)
        place = next((n for n in looked if bears(self.rows[n])), self.end)
        self.places[bears] = place
        return place < self.end


def _begins_alike(above: Row, row: Row) -> bool:
    """Whether a row only says again what the one above is called: a merged label, filled down."""
    return bool(above.filled) and squash(above.filled[0].text) == squash(row.filled[0].text)


def _leads(row: Row) -> bool:
    """Whether a row without values may stand before a title: an annex mark, an empty row."""
    return all(titles.is_annex(cell.text) for cell in row.filled)


def _begins_another(row: Row, above: _Above) -> bool:
    """Whether a row under the end of a form is the title or the headings of a table of its own.

    Headings of indicators are none: a sheet that is printed on two pages has them again, and so
    has the part of a form behind 小计. But points without a target and without what came of it
    are another table's than those with both.
    """
    texts = [squash(cell.text) for cell in row.filled]
    if len(texts) == 1:
        short = len(texts[0]) <= _LONGEST_TITLE
        return titles.is_annex(texts[0]) or (short and _OTHER_TITLE.search(texts[0]) is not None)
    if len(texts) < _HEADINGS or any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    if any(map(_FIGURE.search, texts)):
        return False
    columns = indicator_columns(row)
    if is_indicator_head(columns):
        return not columns & _VALUES and above.any(_heads_values)
    if sum(map(labels.is_label, texts)) <= 1 or any(map(titles.is_sign, texts)):
        return False
    return not _heads_part(row, above)


def _heads_part(row: Row, above: _Above) -> bool:
    """Whether a row is the headings of a part that the form above may have in its last rows."""
    parts = [_heads_money, _heads_goals]
    if above.any(_tells_staff):
        parts.append(_heads_spending)
        if _heads_buildings(row):
            return True
    return any(heads(row) and not above.any(heads) for heads in parts)


def _heads_money(row: Row) -> bool:
    """Whether a row has headings of the money of f2 or f3, which may stand under the indicators."""
    return len({labels.find(labels.FUND, cell.text) for cell in row.filled} & _STAGES) > 1


def _heads_goals(row: Row) -> bool:
    """Whether a row has the headings of the goals, which may stand under the indicators too."""
    return {labels.find(labels.GOAL, cell.text) for cell in row.filled} >= {"expected", "actual"}


def _tells_staff(row: Row) -> bool:
    """Whether a row is one of an f1: it has a heading of its staff."""
    return any(labels.find(labels.STAFF, cell.text) is not None for cell in row.filled)


def _heads_spending(row: Row) -> bool:
    """Whether a row is the headings of 经费控制情况."""
    return sum(is_money_heading(cell.text) for cell in row.filled) >= _SEVERAL


def _heads_buildings(row: Row) -> bool:
    """Whether a row has headings of 楼堂馆所控制情况, which may stand in two rows."""
    found = [labels.find(labels.BUILDING, cell.text) for cell in row.filled]
    return sum(name is not None for name in found) >= _SEVERAL


def _heads_values(row: Row) -> bool:
    """Whether a row names both the target of an indicator and what came of it."""
    return indicator_columns(row) >= _VALUES


def _ends(above: _Above, text: str) -> bool:
    """Whether a row is the last of its form but for the signature: 总分 counts under indicators."""
    if labels.find(labels.THRIFT, text) is not None:
        return True
    return labels.find(labels.TOTAL, text) is not None and above.any(heads_indicators)

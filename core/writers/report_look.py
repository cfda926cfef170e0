"""What the three drawings of a report share: sizes, the widths on the page, the head's cells."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.reports.report import TEXT, Column, Paragraph, Part, Report, Table, shown
from core.writers.measure import line_width

UPRIGHT_MARGINS, LANDSCAPE_MARGINS = (30, 24, 26, 26), (20, 15, 16, 15)
"""Top, right, bottom and left in mm."""
SHORT_SIDE, LONG_SIDE = 210, 297
"""A4 in mm."""
_SHORT = 200
"""A longer paragraph may break over pages."""
_LEADING = 3
"""So many short paragraphs stay with a signature below them."""
FEW = 8
"""A table of so few rows stands on one page."""
_PADDING = 1.6
"""The mm beside the text of a cell."""
_LEAST = 0.6
"""A column of names may shrink to this part of its width for figures that need the room."""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a table's head, which has two rows where columns are grouped."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def margins(report: Report) -> tuple[int, int, int, int]:
    return LANDSCAPE_MARGINS if report.landscape else UPRIGHT_MARGINS


def room(report: Report) -> int:
    """The mm between the margins."""
    _, right, _, left = margins(report)
    return (LONG_SIDE if report.landscape else SHORT_SIDE) - left - right


def widths(table: Table, across: float, size: float) -> tuple[float, ...]:
    """The columns in mm, together as wide as the page; no figure breaks while names can give way.

    A figure over two lines is misread, and Excel prints none that is too wide for its column.
    """
    share = across / sum(column.width for column in table.columns)
    wide = [column.width * share for column in table.columns]
    lacks = [
        max(0.0, _needed(table, place, size) - width) if not column.left else 0.0
        for place, (column, width) in enumerate(zip(table.columns, wide, strict=True))
    ]
    spare = [
        width * (1 - _LEAST) if column.left else 0.0
        for column, width in zip(table.columns, wide, strict=True)
    ]
    moved = min(sum(lacks), sum(spare))
    if not moved:
        return tuple(wide)
    got, given = moved / sum(lacks), moved / sum(spare)
    return tuple(
        width + lack * got - rest * given
        for width, lack, rest in zip(wide, lacks, spare, strict=True)
    )


def _needed(table: Table, place: int, size: float) -> float:
    """The mm of the largest and the smallest figure of a column."""
    lines = table.rows if table.total is None else (*table.rows, table.total)
    figures = [value for line in lines if isinstance(value := line[place], Decimal | int)]
    if not figures:
        return 0
    kind = table.columns[place].kind
    words = (shown(figure, kind) for figure in (max(figures), min(figures)))
    return max(line_width(word, size) for word in words) + _PADDING


def title_lines(title: str, most: int) -> str:
    """The title in two lines, parted behind 年度, if it is longer than `most` characters."""
    return title if len(title) <= most else title.replace("年度", "年度\n", 1)


def head_cells(columns: Sequence[Column]) -> Iterator[HeadCell]:
    """The head of a table: groups over their columns, the others as high as the head."""
    height = 2 if any(column.group for column in columns) else 1
    place = 0
    while place < len(columns):
        group = columns[place].group
        if not group:
            yield HeadCell(0, place, columns[place].title, rows=height)
            place += 1
            continue
        end = place
        while end < len(columns) and columns[end].group == group:
            yield HeadCell(1, end, columns[end].title)
            end += 1
        yield HeadCell(0, place, group, columns=end - place)
        place = end


def kept_with_closing(report: Report) -> int:
    """How many of the last parts stay on the page of the signature, which never stands alone."""
    return min(2, _short_before(report, len(report.parts))) if report.closing else 0


def kept_with_next(report: Report) -> frozenset[int]:
    """The parts that stand on the page of the next: what leads to a signature among the parts."""
    kept: set[int] = set()
    for place, part in enumerate(report.parts):
        before = report.parts[place - 1] if place else None
        if _signs(part) and before is not None:
            kept |= {place - 1} if _signs(before) else _leading(report, place)
    return frozenset(kept)


def _leading(report: Report, place: int) -> set[int]:
    """The list of annexes and the last sentence before a signature."""
    return set(range(place - min(_LEADING, _short_before(report, place)), place))


def _signs(part: Part) -> bool:
    return isinstance(part, Paragraph) and part.role == "right"


def _short_before(report: Report, place: int) -> int:
    """How many short paragraphs stand right before a place."""
    last = itertools.takewhile(
        lambda part: isinstance(part, Paragraph) and len(part.text) <= _SHORT,
        report.parts[:place][::-1],
    )
    return len(list(last))


def align(column: Column) -> str:
    """Figures from the right, names from the left, short words in the middle."""
    if column.left:
        return "left"
    return "center" if column.kind in {TEXT, "count"} else "right"

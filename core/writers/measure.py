"""How much room the text of a form takes, estimated, and what paper it wants for that.

The office program that opens a file decides in the end; the estimate is for row heights in Excel,
for the choice between upright and landscape, and for telling beforehand what will not fit.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from core.schema.paper import Block, Paper
from core.submission import Filled
from core.writers.shown import cell_text, is_tall

MM_PER_POINT = 0.3528
BODY_SIZE = 10.5
"""Points of the text in a grid."""
LOW, ROOMY, TALL = 20.0, 24.0, 48.0
"""The least height of a row in points: in a wide grid, in one of few columns, for paragraphs."""
UPRIGHT_WIDTH, LANDSCAPE_WIDTH = 176, 263
"""The mm of an A4 page between the margins of a form."""
PAGE_HEIGHTS = (240, 155)
"""The mm that a row may take of an upright and of a landscape page, below a repeated head."""
_OVER_GRID = 25
"""The mm that annex and title take of the first page."""
_FEW = 7
_BRIMS = (1.05, 1.35)
"""By the estimate, which is rough, the pages of a form that may be a row or two over one."""
_TOO_TALL = 100 / MM_PER_POINT
"""A row of an upright form that is higher than this many points wants a wider page."""
_NARROW = 0.56
"""The width of a Latin character against a Chinese one."""


def text_height(text: str, width: float, size: float) -> float:
    """The points that wrapped text needs in a column of `width` mm."""
    room = max(1, math.floor((width - 1.5) / (size * MM_PER_POINT)))
    lines = sum(max(1, math.ceil(_length(line) / room)) for line in text.split("\n"))
    return lines * size * 1.32 + 5


def line_width(text: str, size: float) -> float:
    """The mm that a text needs to stand on one line."""
    return _length(text) * size * MM_PER_POINT


def _length(line: str) -> float:
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else _NARROW for sign in line)


def column_widths(paper: Paper, across: float) -> tuple[float, ...]:
    """The columns of a grid in mm when it is as wide as this."""
    share = across / sum(paper.widths)
    return tuple(width * share for width in paper.widths)


def row_heights(filled: Filled, paper: Paper, widths: Sequence[float]) -> list[float]:
    """The rows of a grid in points."""
    heights = [LOW if len(widths) > _FEW else ROOMY] * paper.rows
    for cell in sorted(paper.cells, key=lambda cell: cell.rows):
        width = sum(widths[cell.column : cell.column + cell.columns])
        needed = text_height(cell_text(filled, cell), width - 3 * cell.indent, BODY_SIZE)
        if is_tall(filled, cell):
            needed = max(needed, TALL)
        last = cell.row + cell.rows - 1
        heights[last] += max(0.0, needed - sum(heights[cell.row : last + 1]))
    return heights


def tall_rows(filled: Filled, paper: Paper) -> set[int]:
    """The rows for paragraphs, which may go on over a page's end."""
    return {cell.row for cell in paper.cells if is_tall(filled, cell)}


@dataclass(frozen=True, slots=True)
class Measured:
    """A form with its paper, the columns in mm and the rows in points of the page it is put on."""

    filled: Filled
    paper: Paper
    landscape: bool
    widths: tuple[float, ...]
    heights: tuple[float, ...]

    @property
    def brims(self) -> bool:
        """Whether it may just fill its page, or just not find room on it."""
        pages = sum(self.heights) * MM_PER_POINT / PAGE_HEIGHTS[self.landscape]
        return _BRIMS[0] < pages < _BRIMS[1]

    @property
    def list_over_pages(self) -> Block | None:
        """The list that goes on on the second page, so that its head should stand there.

        None when the list ends on the first page, or begins only on a further one.
        """
        block = max((b for b in self.paper.blocks if b.items and b.head), key=lambda b: b.rows)
        page = (PAGE_HEIGHTS[self.landscape] - _OVER_GRID) / MM_PER_POINT
        begun = sum(self.heights[: block.first + block.head])
        return block if begun < page < sum(self.heights[: block.first + block.rows]) else None


def measured(filled: Filled, paper: Paper) -> Measured:
    """The form upright, or landscape where what stands in a row would fill half an upright page."""
    tall = tall_rows(filled, paper)
    widths = column_widths(paper, UPRIGHT_WIDTH)
    heights = row_heights(filled, paper, widths)
    wide = any(height > _TOO_TALL for row, height in enumerate(heights) if row not in tall)
    if wide:
        widths = column_widths(paper, LANDSCAPE_WIDTH)
        heights = row_heights(filled, paper, widths)
    return Measured(filled, paper, wide, widths, tuple(heights))

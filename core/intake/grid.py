"""What readers hand over: tables as grids of cells, and paragraphs, in document order."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from core.source import Source

_PAGES = frozenset({"html", "mht"})
"""Web pages; Calc names the sheets that it saves as one only where there are several."""


class Cell(NamedTuple):
    """A cell of a table with its span. `text` is as written; of a workbook, as shown there.

    `percent` tells that the cell is a number formatted as a percentage (its text bears the sign),
    `number` that it is a number and no text. `doubt` says in Chinese what the reader could not
    know, such as the result of a formula that was never calculated: such a cell is not read.
    `note` says how the text was put together: it is read, and marked as doubtful.
    `written` is what stands there where a remembered layout has put official wording in `text`.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    percent: bool = False
    number: bool = False
    doubt: str | None = None
    note: str | None = None
    written: str | None = None

    @property
    def said(self) -> str:
        """What the unit wrote, whatever `text` makes of it."""
        return self.text if self.written is None else self.written

    @property
    def end(self) -> int:
        """The first column behind the cell."""
        return self.column + self.columns

    def middle_in(self, other: Cell) -> bool:
        """Whether the middle of the cell stands over or under another, wherever edges are."""
        return 2 * other.column <= self.column + self.end < 2 * other.end


_COLUMN = itemgetter(Cell._fields.index("column"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables; `heading` is its automatic number as printed, if any."""

    index: int
    text: str
    heading: str | None = None

    @property
    def printed(self) -> str:
        """The text with its automatic number, as on paper."""
        return f"{self.heading}{self.text}" if self.heading else self.text

    @property
    def source(self) -> Source:
        return Source(text=self.printed, paragraph=self.index)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `index` counts from 0 in document order, of a workbook over its sheets.

    `layout` is the remembered layout that the table was read by, `form` the code of the form that
    it says the table is. `loose` tells that nothing but their order shows to which column cells
    belong, so that a row with fewer cells than its headings cannot be read.
    """

    index: int
    cells: tuple[Cell, ...]
    height: int
    width: int
    sheet: str | None = None
    form: str | None = None
    layout: str | None = None
    loose: bool = False
    lines: tuple[tuple[Cell, ...], ...] = field(default=(), init=False, compare=False, repr=False)
    """Per row, the cells that cover it, from left to right; a merged cell is in every row."""

    def __post_init__(self) -> None:
        lines: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            if cell.rows == 1:
                if cell.row < self.height:
                    lines[cell.row].append(cell)
                continue
            for row in range(cell.row, min(cell.row + cell.rows, self.height)):
                lines[row].append(cell)
        for line in lines:
            line.sort(key=_COLUMN)
        object.__setattr__(self, "lines", tuple(map(tuple, lines)))

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a position, or None."""
        line = self.lines[row] if 0 <= row < self.height else ()
        return next((cell for cell in line if cell.column <= column < cell.end), None)

    def source(self, cell: Cell, doubt: str | None = None) -> Source:
        """Where the cell stands, with the reader's doubt and the one given."""
        if cell.doubt or cell.note:
            doubt = "；".join(filter(None, (cell.doubt, cell.note, doubt)))
        text = cell.text if cell.written is None else cell.written
        return Source(text, self.index, cell.row, cell.column, None, self.sheet, doubt or None)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its format and its blocks in document order.

    `margins` are the lines at the head and foot of its pages, which belong to no form; a year may
    stand there and nowhere else. `damaged` says that parts of the file were read against their
    checksum.
    """

    format: str
    blocks: tuple[Grid | Paragraph, ...]
    margins: tuple[str, ...] = ()
    damaged: bool = False

    @property
    def has_sheets(self) -> bool:
        """Whether some of the blocks are sheets, or may be."""
        tables = [block for block in self.blocks if isinstance(block, Grid)]
        return self.format in _PAGES or any(table.sheet is not None for table in tables)

    def sheet(self, block: Grid | Paragraph) -> Grid | None:
        """The block if it is a sheet, or a table of a page, which may be a saved one."""
        if not isinstance(block, Grid):
            return None
        return block if block.sheet is not None or self.format in _PAGES else None

"""Sheets of running text: a report kept in a workbook, one paragraph a row, tables in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from core.intake import titles
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.headings import known_headings
from core.intake.rows import Row, rows_of
from core.source import Source

_LONGEST_LABEL = 30
_TEXT = itemgetter(Cell._fields.index("text"))
_PAIR = 2
"""The heading of a section with its text beside it."""


@dataclass(frozen=True, slots=True)
class SheetLine(Paragraph):
    """A line of text in a sheet; its source is the cell it stands in."""

    cell: Source | None = None

    @property
    def source(self) -> Source:
        return self.cell or Source(text=self.printed, paragraph=self.index)


def unfolded(document: Document) -> Document:
    """The document with its sheets of running text as paragraphs and tables."""
    if not document.has_sheets:
        return document
    blocks: list[Grid | Paragraph] = []
    for block in document.blocks:
        sheet = document.sheet(block)
        rows = rows_of(sheet) if sheet is not None and _reports(sheet) else ()
        if sheet is not None and _is_prose(rows):
            blocks += _blocks(sheet, rows, len(blocks))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _reports(grid: Grid) -> bool:
    """Whether some text may be a report's title, whatever blanks stand in it."""
    text = "".join(map(_TEXT, grid.cells))
    return "告" in text or "结" in text


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether a report's title stands alone in a row, and no form's title does."""
    lone = [row.filled[0].text for row in rows if len(row.filled) == 1]
    has_form = any(titles.is_form_title(line) for text in lone for line in text.split("\n"))
    return not has_form and any(titles.is_report_title(text) for text in lone)


def _blocks(grid: Grid, rows: Sequence[Row], index: int) -> Iterator[Grid | Paragraph]:
    """Lines and tables in their order; `index` numbers the lines from there."""
    table: list[Row] = []
    for row in rows:
        titled = len(row.filled) == _PAIR and _is_heading(row.filled[0].text)
        if (len(row.filled) > 1 and not titled) or (table and _goes_on(table, row)):
            table.append(row)
            continue
        if table:
            yield _table(grid, table)
            table = []
        if not row.filled:
            # The further rows of a merged cell are no lines of their own.
            if not any(cell.row < row.index for cell in row.cells):
                yield SheetLine(index, "")
                index += 1
            continue
        for cell in row.filled:
            for line in cell.text.split("\n"):
                yield SheetLine(index, line.strip(), cell=grid.source(cell))
                index += 1
    if table:
        yield _table(grid, table)


def _goes_on(table: Sequence[Row], row: Row) -> bool:
    """Whether a row with one filled cell is a row of the table above, its figures empty."""
    if len(row.filled) != 1:
        return False
    cell, head = row.filled[0], table[0].filled[0]
    narrow = cell.columns == head.columns or cell.column > head.column
    if not narrow or len(cell.text) > _LONGEST_LABEL or cell.text.endswith("。"):
        return False
    return not _is_heading(cell.text)


def _is_heading(text: str) -> bool:
    """Whether a text is the heading of a section that reports have."""
    return any(known_headings([Paragraph(0, text)], code) for code in ("f4", "f5"))


def _table(grid: Grid, rows: Sequence[Row]) -> Grid:
    """The part of the sheet that these rows are, its cells where they were."""
    cells = tuple(cell for row in rows for cell in row.own)
    return replace(grid, cells=cells)

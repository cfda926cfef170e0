"""Tables that were turned into text: a line a row, its cells parted by tabs.

Which cells were merged is lost, and a cell of two paragraphs has become two lines, so that
nothing read from such lines is certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.intake import titles
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.marks import marks_of
from core.intake.rows import Slice, rows_of
from core.source import Source

_FEWEST = 4
"""So many lines with tabs make a table."""
_GAP = 2
"""So many lines without one may stand between two with."""
_NOTE = "表格已变成用制表符隔开的文字，按先后认作栏目，请核对"


@dataclass(frozen=True, slots=True)
class TabbedGrid(Grid):
    """A table made of lines; a cell's source is the line that it stands in."""

    paragraphs: tuple[Paragraph, ...] = ()

    def source(self, cell: Cell, doubt: str | None = None) -> Source:
        """The line, and which of its parts the cell is."""
        why = "；".join(filter(None, (cell.doubt, cell.note, doubt)))
        line = self.paragraphs[cell.row].index
        return Source(cell.said, column=cell.column, paragraph=line, doubt=why or None)


def tabulated(document: Document) -> Document:
    """The document with those runs of tabbed lines as tables that hold the wording of a form."""
    blocks = document.blocks
    if sum(map(_is_tabbed, blocks)) < _FEWEST:
        return document
    index = sum(isinstance(block, Grid) for block in blocks)
    found: list[Grid | Paragraph] = []
    at = 0
    while at < len(blocks):
        lines = _run(blocks, at)
        grid = _grid(lines, index) if len(lines) >= _FEWEST else None
        if grid is None:
            found += blocks[at : at + max(1, len(lines))]
        else:
            found.append(grid)
            index += 1
        at += max(1, len(lines))
    return replace(document, blocks=tuple(found))


def _is_tabbed(block: Grid | Paragraph) -> bool:
    return isinstance(block, Paragraph) and "\t" in block.text.strip()


def _run(blocks: Sequence[Grid | Paragraph], start: int) -> list[Paragraph]:
    """The lines from here on that may be one table: tabbed ones, and few others in between."""
    lines: list[Paragraph] = []
    end = 0
    for block in blocks[start:]:
        if not isinstance(block, Paragraph) or len(lines) - end > _GAP:
            break
        if "\t" in block.text.strip():
            lines.append(block)
            end = len(lines)
        elif not lines or titles.is_form_title(block.text) or titles.is_sign(block.text):
            break
        else:
            lines.append(block)
    return lines[:end]


def _grid(lines: Sequence[Paragraph], index: int) -> Grid | None:
    """The lines as a table; None when they are not a form's."""
    cells = tuple(
        Cell(row, column, part.strip(), note=_NOTE)
        for row, line in enumerate(lines)
        for column, part in enumerate(line.text.split("\t"))
    )
    width = max(cell.end for cell in cells)
    grid = TabbedGrid(index, cells, len(lines), width, loose=True, paragraphs=tuple(lines))
    code, _ = marks_of(Slice(grid, rows_of(grid))).best(None)
    return grid if code is not None else None

"""The official look of a form, declared once and drawn by four hands.

The editor on screen, Word, Excel and PDF all draw the same `Paper`: a grid of cells with
spans, in which official wording and slots stand. A paper is a pure function of the record,
because the number of rows depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.address import At


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A slot printed with wording around it only when it is filled: （30分）."""

    before: str
    at: At
    after: str


Part = str | At | Bracketed


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell of the grid with its official wording and the slots in it.

    `parts` are strings (wording) and `At`s (slots) in the order they are printed; most cells
    are one of either. `prefix : slot` cells such as 「其中：基本支出：」 hold both. `also` names
    the same fields on the further rows that a merged cell stands for: an entry in a slot goes
    to those of `also` with the slot's column. A part that is a `Bracketed` slot disappears,
    brackets and all, while it is empty. A cell without parts stays empty: it belongs to the
    template row of a list that has no items yet.
    """

    row: int
    column: int
    parts: tuple[Part, ...] = ()
    rows: int = 1
    columns: int = 1
    align: str = "center"
    indent: int = 0
    also: tuple[At, ...] = ()

    @property
    def slots(self) -> tuple[At, ...]:
        return tuple(
            part.at if isinstance(part, Bracketed) else part
            for part in self.parts
            if not isinstance(part, str)
        )

    @property
    def is_label(self) -> bool:
        return not self.slots


@dataclass(frozen=True, slots=True)
class Block:
    """A run of grid rows that belong together.

    The first `head` rows are repeated where the block breaks over a page. `items` names the
    list whose items the rows after the head stand for, so that an editor can insert and
    remove them; where the list is empty those rows are its template, without slots.
    """

    first: int
    rows: int
    head: int = 0
    items: At | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A block on its own, its rows counted from 0, before it is laid under the others."""

    rows: int
    cells: tuple[PaperCell, ...]
    head: int = 0
    items: At | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A form on paper.

    `annex` is 附件1…, `title` the official title with its year, `widths` the relative widths
    of the grid columns, `notes` the wording below the grid, `sign` the signature line: pairs
    of wording and slot. `lead` are such pairs above the grid for what the official form has no
    cell for; Word, Excel and PDF print a pair of `lead` only when it is filled.
    """

    code: str
    annex: str
    title: str
    widths: tuple[int, ...]
    rows: int
    cells: tuple[PaperCell, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    lead: tuple[tuple[str, At], ...] = ()
    sign: tuple[tuple[str, At], ...] = ()

    def cell_at(self, row: int, column: int) -> PaperCell | None:
        """The cell that covers a grid position."""
        for cell in self.cells:
            inside_rows = cell.row <= row < cell.row + cell.rows
            if inside_rows and cell.column <= column < cell.column + cell.columns:
                return cell
        return None

    def cell_of(self, at: At) -> PaperCell | None:
        """The cell that shows a place, or None when the paper has no slot for it."""
        return next((cell for cell in self.cells if at in cell.slots or at in cell.also), None)


def stack(strips: Iterable[Strip]) -> tuple[int, tuple[PaperCell, ...], tuple[Block, ...]]:
    """Strips laid under each other: the height of the grid, its cells, its blocks."""
    height = 0
    cells: list[PaperCell] = []
    blocks: list[Block] = []
    for strip in strips:
        cells += [_lowered(cell, height) for cell in strip.cells]
        blocks.append(Block(height, strip.rows, strip.head, strip.items))
        height += strip.rows
    return height, tuple(cells), tuple(blocks)


def _lowered(cell: PaperCell, by: int) -> PaperCell:
    """The cell so many rows further down; written out, as `replace` takes five times as long."""
    return PaperCell(
        cell.row + by, cell.column, cell.parts, cell.rows, cell.columns, cell.align, cell.indent,
        cell.also,
    )  # fmt: skip


def across(row: int, column: int, *parts: Part | None, columns: int = 1) -> tuple[PaperCell, ...]:
    """Cells side by side, `columns` wide each, with one part each, None for an empty one."""
    return tuple(
        PaperCell(row, column + index * columns, () if part is None else (part,), columns=columns)
        for index, part in enumerate(parts)
    )

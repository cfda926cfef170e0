"""The official look of a form, declared once and drawn by four hands.

The editor on screen, Word, Excel and PDF all draw the same `Paper`: a grid of cells with
spans, in which official wording and slots stand. A paper is a pure function of the record,
because the number of rows depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.address import At


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell of the grid with its official wording and the slots in it.

    `parts` are strings (wording) and `At`s (slots) in the order they are printed; most cells
    are one of either. `prefix : slot` cells such as 「其中：基本支出：」 hold both. `also` names
    the same field on the further rows that a merged cell stands for: an entry goes to all.
    A part that is a `Bracketed` slot disappears, brackets and all, while it is empty.
    """

    row: int
    column: int
    parts: tuple[str | At | Bracketed, ...]
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
class Bracketed:
    """A slot printed with wording around it only when it is filled: （30分）."""

    before: str
    at: At
    after: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of grid rows that belong together.

    The first `head` rows are repeated where the block breaks over a page. `items` names the
    list whose items the rows after the head stand for, so that an editor can insert and
    remove them.
    """

    first: int
    rows: int
    head: int = 0
    items: At | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A form on paper.

    `annex` is 附件1…, `title` the official title with its year, `unit_line` what stands between
    title and grid, `widths` the relative widths of the grid columns, `notes` the wording below
    the grid, `sign` the signature line: pairs of wording and slot.
    """

    code: str
    annex: str
    title: str
    widths: tuple[int, ...]
    rows: int
    cells: tuple[PaperCell, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    sign: tuple[tuple[str, At], ...] = ()
    landscape: bool = False

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

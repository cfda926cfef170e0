"""What copying, pasting, filling down and clearing make of the cells of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.address import At
from core.schema.form import spec_at
from core.submission import Filled
from gui.sheets.blocks import Spot, block_of, targets, text_of
from gui.sheets.boxes import Key, Sheet
from gui.sheets.form import is_cell

Entries = tuple[tuple[At, str], ...]
"""Cells with the text that they are to hold."""
Block = Sequence[Sequence[Key | None]]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is put in, and the texts that found no cell, each with its row and column (from 1)."""

    entries: Entries
    left: tuple[tuple[int, int, str], ...] = ()


def copied(filled: Filled, block: Block) -> str:
    """The texts of a block as spreadsheets expect them; a single one plainly."""
    rows = [[_text(filled, key) for key in row] for row in block]
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return text_of(rows)


def cleared(filled: Filled, block: Block) -> Entries:
    """Every filled cell of a block emptied."""
    return tuple((at, "") for at in _cells(filled, block) if filled.text(at))


def filled_down(filled: Filled, sheet: Sheet, block: Block) -> Entries:
    """The first row of a block put into the others; a single row takes that of the cells above."""
    if not block:
        return ()
    below = block[1:]
    first = block[0]
    if not below:
        first, below = [_above(sheet, key) for key in first], block
    return tuple(
        (at, _text(filled, source))
        for row in below
        for source, at in zip(first, row, strict=False)
        if source is not None and isinstance(at, At) and is_cell(filled, at)
    )


def pasted(filled: Filled, sheet: Sheet, block: Block, text: str) -> Pasted:
    """A clipboard text put into a block, from its upper left cell on.

    A single text fills the whole block; in a cell of prose a text without tabs is one text.
    """
    cells = _cells(filled, block)
    if not cells:
        return Pasted(())
    rows = block_of(text)
    prose = "\t" not in text and spec_at(type(filled.record), cells[0]).multiline
    if prose or (len(rows) == 1 and len(rows[0]) == 1):
        whole = text.strip() if prose else rows[0][0].strip()
        return Pasted(tuple((at, whole) for at in cells))
    spots = targets(sheet, cells[0], len(rows), max(map(len, rows)))
    entries: list[tuple[At, str]] = []
    left: list[tuple[int, int, str]] = []
    given: dict[Key, str] = {}
    for y, values in enumerate(rows):
        line = spots[y] if y < len(spots) else []
        for x, value in enumerate(values):
            spot = line[x] if x < len(line) else None
            if _takes(filled, spot) and spot is not None and isinstance(spot.key, At):
                entries.append((spot.key, value))
                given[spot.key] = value
            elif value.strip() and not _repeats(spot, value, given):
                left.append((y + 1, x + 1, value))
    return Pasted(tuple(entries), tuple(left))


def _takes(filled: Filled, spot: Spot | None) -> bool:
    if spot is None or spot.merged or not isinstance(spot.key, At):
        return False
    return is_cell(filled, spot.key)


def _repeats(spot: Spot | None, value: str, given: dict[Key, str]) -> bool:
    """Whether a merged cell has this text from its first row."""
    return spot is not None and spot.merged and given.get(spot.key) == value


def _cells(filled: Filled, block: Block) -> tuple[At, ...]:
    return tuple(
        key for row in block for key in row if isinstance(key, At) and is_cell(filled, key)
    )


def _text(filled: Filled, key: Key | None) -> str:
    return filled.text(key) if isinstance(key, At) and is_cell(filled, key) else ""


def _above(sheet: Sheet, key: Key | None) -> Key | None:
    """The nearest cell above that begins at the same column."""
    found = sheet.find(key) if key is not None else None
    if found is None or found[0].row < 0:
        return None
    here = found[0]
    above = [
        box
        for box in sheet.boxes
        if box.slots and 0 <= box.row < here.row and box.column == here.column
    ]
    return max(above, key=lambda box: box.row).slots[0].key if above else None

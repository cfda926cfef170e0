"""Blocks of cells on a sheet: which slots lie between two, and which a block from elsewhere meets.

A grid has merged cells: a block is laid out by the columns at which cells begin, and a cell that
is merged over several rows belongs to the first of them.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from gui.sheets.boxes import Box, Key, Sheet


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell of a block falls: a slot, or within one that is merged with the rows above."""

    key: Key
    merged: bool = False


def block_of(text: str) -> list[list[str]]:
    """Rows of cells as Excel and WPS put them on the clipboard: tabs between, quotes round breaks.

    A text without tabs is one column; the line end that closes a copied cell counts for nothing.
    """
    body = text.replace("\r\n", "\n").removesuffix("\n")
    quoted = body.startswith('"') and body.endswith('"') and "\n" in body
    if "\t" not in body and not quoted:
        return [[line] for line in body.split("\n")]
    return [list(row) or [""] for row in csv.reader(io.StringIO(body), "excel-tab")] or [[""]]


def text_of(rows: list[list[str]]) -> str:
    """Rows of cells as spreadsheets expect them on the clipboard."""
    out = io.StringIO()
    csv.writer(out, "excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")


def between(sheet: Sheet, one: Key, other: Key) -> list[list[Key | None]]:
    """The slots of the smallest block that holds two, row by row; None where no cell begins.

    Outside the grid a slot is a block of its own.
    """
    first, second = sheet.find(one), sheet.find(other)
    if first is None or second is None:
        return []
    a, b = first[0], second[0]
    if one == other or a.row < 0 or b.row < 0:
        return [[other]]
    top, bottom = min(a.row, b.row), max(_bottom(a), _bottom(b))
    left, right = min(a.column, b.column), max(_right(a), _right(b))
    inside = {
        (box.row, box.column): box.slots[0].key
        for box in sheet.boxes
        if box.slots and top <= box.row <= bottom and left <= box.column <= right
    }
    rows = sorted({row for row, _ in inside})
    columns = sorted({column for _, column in inside})
    return [[inside.get((row, column)) for column in columns] for row in rows]


def targets(sheet: Sheet, key: Key, height: int, width: int) -> list[list[Spot | None]]:
    """The spots of a block whose upper left one is `key`; None and short rows do not fit.

    The rows are those that the first column's cells cover; the columns those at which cells of the
    first row begin, labels passed over.
    """
    found = sheet.find(key)
    if found is None:
        return []
    start, slot = found
    if start.row < 0:
        return [[Spot(slot.key)]]
    filled = [box for box in sheet.boxes if box.slots and box.row >= 0]
    rows = sorted({
        row
        for box in filled
        if box.column == start.column and box.row >= start.row
        for row in range(box.row, _bottom(box) + 1)
    })  # fmt: skip
    covered = {(row, box.column): box for box in filled for row in range(box.row, _bottom(box) + 1)}
    columns = sorted(c for row, c in covered if row == start.row and c >= start.column)[:width]
    out: list[list[Spot | None]] = []
    for row in rows[:height]:
        boxes = [covered.get((row, column)) for column in columns]
        out.append(
            [None if box is None else Spot(box.slots[0].key, box.row != row) for box in boxes]
        )
    if out and out[0]:
        out[0][0] = Spot(slot.key)
    return out


def _bottom(box: Box) -> int:
    return box.row + box.rows - 1


def _right(box: Box) -> int:
    return box.column + box.columns - 1

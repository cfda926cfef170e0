"""A block of cells from a spreadsheet, and which slots of a sheet it falls on."""

from __future__ import annotations

import csv
import io

from gui.sheets.boxes import Box, Key, Sheet


def block_of(text: str) -> list[list[str]]:
    """Rows of cells as Excel and WPS put them on the clipboard: tabs between, quotes round breaks.

    A text without tabs is one column; the line end that closes a copied cell counts for nothing.
    """
    body = text.replace("\r\n", "\n").removesuffix("\n")
    if "\t" not in body:
        return [[line] for line in body.split("\n")]
    return [list(row) for row in csv.reader(io.StringIO(body), "excel-tab")] or [[""]]


def targets(sheet: Sheet, key: Key, height: int, width: int) -> list[list[Key]]:
    """The slots of a block whose upper left one is `key`; rows that end early stay short.

    The rows are those in which a cell begins at the same column; within a row the cells follow
    each other from left to right, labels passed over.
    """
    found = sheet.find(key)
    if found is None:
        return []
    start, slot = found
    if start.row < 0:
        return [[slot.key]]
    below = sorted(
        box.row
        for box in sheet.boxes
        if box.slots and box.row >= start.row and box.column == start.column
    )
    rows = []
    for row in below[:height]:
        boxes = sorted(_in_row(sheet, row, start.column), key=lambda box: box.column)
        keys = [box.slots[0].key for box in boxes[:width]]
        rows.append([slot.key, *keys[1:]] if row == start.row else keys)
    return rows


def _in_row(sheet: Sheet, row: int, column: int) -> list[Box]:
    return [box for box in sheet.boxes if box.slots and box.row == row and box.column >= column]

"""A submitted file on a sheet: its paragraphs and tables in their order, drawn as they are."""

from __future__ import annotations

import itertools
import math

from PySide6.QtCore import QRectF, QSizeF

from core.intake.grid import Document, Grid
from core.source import Source
from gui import style
from gui.sheets.boxes import Box, Item, Key, Sheet, Slot, Texts, grid

_NARROW, _WIDE = 46.0, 190.0
_LEAST, _STEP = 480, 20
_MOST_BLANKS = 4000


def drawn_at(document: Document, source: Source) -> Key | None:
    """The drawn cell or paragraph that a source names."""
    if source.paragraph is not None:
        return ("paragraph", source.paragraph)
    if source.table is None or source.row is None or source.column is None:
        return None
    for block in document.blocks:
        if isinstance(block, Grid) and block.index == source.table:
            cell = block.at(source.row, source.column)
            return ("cell", block.index, cell.row, cell.column) if cell else None
    return None


def sheet_width(room: float) -> int:
    """How wide to lay a file out where so much is in sight; in steps, so that it seldom changes."""
    wanted = math.floor(room / style.FIT_SOURCE / _STEP) * _STEP
    return min(max(wanted, _LEAST), style.SOURCE_WIDTH)


def document_sheet(document: Document, texts: Texts, least: int = style.SOURCE_WIDTH) -> Sheet:
    """A submitted file as a sheet: paragraphs and tables in their order, as wide as its tables."""
    texts.turn()
    left = float(style.SHEET_GAP)
    width = float(least)
    boxes: list[Box] = []
    y = left
    for block in document.blocks:
        if isinstance(block, Grid):
            columns = _columns(block, least - 2 * left, texts)
            width = max(width, sum(columns) + 2 * left)
            laid = grid(_items(block), columns, left, y, texts)
            boxes += laid
            y = max((box.rect.bottom() for box in laid), default=y) + style.GAP
        elif block.text.strip():
            room = least - 2 * left - 2 * style.CELL_PAD
            layout = texts.lay(block.printed, room, "left")
            height = layout.boundingRect().height() + style.GAP / 2
            rect = QRectF(left, y, least - 2 * left, height)
            spot = Slot(("paragraph", block.index), 0, len(block.printed))
            boxes.append(Box(rect, block.printed, layout, (spot,), role="note"))
            y += height
    return Sheet(tuple(boxes), QSizeF(width, y + left))


def _items(block: Grid) -> list[Item]:
    positions = itertools.product(range(block.height), range(block.width))
    small = block.height * block.width <= _MOST_BLANKS
    blanks = [
        Item(row, column, "", role="blank")
        for row, column in (positions if small else ())
        if block.at(row, column) is None
    ]
    return blanks + [
        Item(
            cell.row,
            cell.column,
            cell.text.strip(),
            cell.rows,
            cell.columns,
            (Slot(("cell", block.index, cell.row, cell.column), 0, len(cell.text.strip())),),
            "center" if len(cell.text) <= style.CENTRED_CHARACTERS else "left",
        )
        for cell in block.cells
    ]


def _columns(block: Grid, room: float, texts: Texts) -> list[float]:
    """Column widths by what stands in them, squeezed into the room while they stay readable."""
    size = texts.font.pixelSize()
    wanted = [_NARROW] * block.width
    for cell in block.cells:
        if cell.columns == 1:
            longest = max((len(line) for line in cell.text.strip().split("\n")), default=0)
            need = min(longest * size + 3 * style.CELL_PAD, _WIDE)
            wanted[cell.column] = max(wanted[cell.column], need)
    whole = sum(wanted)
    if whole > room:
        spare = room - _NARROW * block.width
        if spare > 0:
            extra = whole - _NARROW * block.width
            return [_NARROW + (w - _NARROW) * spare / extra for w in wanted]
        return [_NARROW] * block.width
    return [w * room / whole for w in wanted]

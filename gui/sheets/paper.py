"""A filled form as a sheet: the editor's hand among the four that draw a `Paper`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

from core.address import At
from core.schema.form import get
from core.schema.paper import Bracketed, Paper, PaperCell, Part
from core.submission import Filled
from gui import style
from gui.sheets.again import Grid
from gui.sheets.boxes import Box, Item, Sheet, Slot, Texts
from gui.sheets.frozen import heads_of
from gui.sheets.official import official


def new_grid() -> Grid:
    """What lays out the cells of the forms that one canvas shows."""
    return Grid(Texts(style.paper_font()), _item)


def paper_sheet(filled: Filled, body: Grid, title: Texts) -> Sheet:
    """The sheet of an f1, f2 or f3; `body` and `title` remember what they laid out last."""
    paper = official(filled.record)
    if not body.knows(paper):
        body.texts.turn()
        title.turn()
    width = style.SHEET_WIDTH
    left = float(style.SHEET_MARGIN)
    room = width - 2 * left
    boxes: list[Box] = []
    y = left * 0.7

    def line(text: str, texts: Texts, role: str, align: str) -> None:
        nonlocal y
        layout = texts.lay(text, room - 2 * style.CELL_PAD, align)
        height = layout.boundingRect().height()
        boxes.append(Box(QRectF(left, y, room, height), text, layout, role=role))
        y += height + style.GAP

    line(paper.annex, body.texts, "note", "left")
    line(paper.title, title, "title", "center")
    y += style.GAP
    if paper.lead:
        fields = _fields(filled, paper.lead, left, y, room, body.texts)
        boxes += fields
        y = max(box.rect.bottom() for box in fields) + style.GAP / 2
    cells = body.boxes(filled, paper, _widths(paper, room), left, y)
    boxes += cells
    y = max((box.rect.bottom() for box in cells), default=y) + style.GAP
    for note in paper.notes:
        line(note, body.texts, "note", "left")
    if paper.sign:
        fields = _fields(filled, paper.sign, left, y + style.GAP / 2, room, body.texts)
        boxes += fields
        y = max(box.rect.bottom() for box in fields)
    return Sheet(tuple(boxes), QSizeF(width, y + left), heads_of(cells, paper.blocks))


def _widths(paper: Paper, room: float) -> list[float]:
    whole = sum(paper.widths)
    return [room * width / whole for width in paper.widths]


def _item(filled: Filled, paper: Paper, cell: PaperCell) -> Item:
    text, slots = printed(filled, cell.parts)
    if not cell.parts:
        slots = _template(filled, paper, cell)
    indent = cell.indent * style.WIDE_GAP
    return Item(cell.row, cell.column, text, cell.rows, cell.columns, slots, cell.align, indent)


def _template(filled: Filled, paper: Paper, cell: PaperCell) -> tuple[Slot, ...]:
    """The empty cells of an empty list are called by the list, so that it can be begun there."""
    for block in paper.blocks:
        inside = block.first + block.head <= cell.row < block.first + block.rows
        if inside and block.items is not None and not get(filled.record, block.items):
            return (Slot(block.items, 0, 0),)
    return ()


def printed(filled: Filled, parts: Sequence[Part]) -> tuple[str, tuple[Slot, ...]]:
    """The text of a cell and where its slots stand in it."""
    text, slots = "", []
    for part in parts:
        if isinstance(part, str):
            text += part
        elif isinstance(part, Bracketed):
            value = filled.text(part.at)
            before, after = (part.before, part.after) if value else ("", "")
            start = len(text) + len(before)
            text += before + value + after
            slots.append(Slot(part.at, start, start + len(value)))
        else:
            value = filled.text(part)
            slots.append(Slot(part, len(text), len(text) + len(value)))
            text += value
    return text, tuple(slots)


def _fields(
    filled: Filled,
    pairs: Sequence[tuple[str, At]],
    left: float,
    top: float,
    room: float,
    texts: Texts,
) -> list[Box]:
    """Wording and slot side by side, as many as there are, over the whole width."""
    width = room / max(len(pairs), 1)
    boxes = []
    height = float(style.CELL_HEIGHT)
    laid = []
    for wording, at in pairs:
        text, slots = printed(filled, (wording, at))
        layout = texts.lay(text, width - 2 * style.CELL_PAD - style.GAP, "left")
        laid.append((text, slots, layout))
        height = max(height, layout.boundingRect().height() + 2 * style.CELL_PAD)
    for index, (text, slots, layout) in enumerate(laid):
        rect = QRectF(left + index * width, top, width - style.GAP, height)
        boxes.append(Box(rect, text, layout, slots, role="field"))
    return boxes

"""The balance of a form's cells: each ended as a field, as unread, or is template wording."""

from __future__ import annotations

from core.intake import labels, titles
from core.intake.grid import Cell, Grid
from core.intake.indicators import KINDS
from core.intake.levels import split_points
from core.intake.recognise import Recognition
from core.intake.taking import is_filler
from core.number import is_blank, read_number
from core.schema.form import leaves
from core.submission import Filled
from core.text import squash


def account(recognition: Recognition, filled: Filled) -> tuple[tuple[Grid, Cell], ...]:
    """The cells of a form that were lost: no field or unread text has them, and they say something.

    Empty for every form that is read as it should be, whatever its layout. A figure must have
    been placed itself; words may also have gone into the text of a field that joins several cells.
    """
    placed = {
        (source.table, source.row, source.column)
        for source in filled.sources.values()
        if source.table is not None
    }
    said = [value for _, _, value in leaves(filled.record) if isinstance(value, str)]
    said += [source.text for source in filled.sources.values()]
    said += [f"{unread.why}{unread.text}" for unread in filled.unread.values()]
    texts = "\n".join(map(squash, said))
    inside = [(row.grid, cell) for row in recognition.rows for cell in row.own if cell.text.strip()]
    inside += [
        (block, cell)
        for block in recognition.body
        if isinstance(block, Grid)
        for cell in block.cells
        if cell.text.strip()
    ]
    counted = {
        (grid.index, cell.column) for grid, cell in inside if squash(cell.text) in labels.ORDINAL
    }
    return tuple(
        (grid, cell)
        for grid, cell in inside
        if (grid.index, cell.row, cell.column) not in placed
        and not _is_template(cell.text)
        and (grid.index, cell.column) not in counted
        and (read_number(cell.text) is not None or squash(cell.text) not in texts)
    )


def _is_template(text: str) -> bool:
    if (
        squash(text) in KINDS
        or is_filler(text)
        or is_blank(text)
        or labels.is_label(text)
        or labels.goal_heading(text)
    ):
        return True
    if titles.is_note(text) or titles.is_annex(text) or titles.is_money_unit(text):
        return True
    if (split_points(text)[0] or "").endswith("指标"):
        return True
    return "决算数" in text or "预算数" in text or "控制情况" in text

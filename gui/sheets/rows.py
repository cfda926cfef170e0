"""Rows of a form as the paper shows them: which one a cell is in, what a new one begins with."""

from __future__ import annotations

from core.address import At
from core.forms import BasicData, Project
from core.forms.basic_data import ITEM, OPEN_ITEMS
from core.forms.project import FUND_ROWS
from core.submission import Filled
from gui.sheets.official import cell_of, official


def also_filled(filled: Filled, at: At) -> tuple[At, ...]:
    """A place and the further ones that the merged cell on paper stands for."""
    cell = cell_of(filled.record, at)
    if cell is None:
        return (at,)
    return (at, *(other for other in cell.also if other.column == at.column))


def row_of(filled: Filled, at: At) -> tuple[At, int] | None:
    """The list and the index of the row that a place lies in; -1 for an empty list itself."""
    for block in official(filled.record).blocks:
        if block.items is not None and at.within(block.items):
            return block.items, -1 if at.row is None else at.row
    return None


def beginnings(filled: Filled, items: At, index: int) -> dict[str, str] | None:
    """What a row added beside row `index` says from the start; None where none can be added.

    An indicator belongs to the group of its neighbour, a line of 经费控制情况 to the kind that
    a unit may add there, a building to the year of its neighbour.
    """
    beside = items.child(index) if index >= 0 else None
    if items.path == "indicators" and beside is not None:
        return _same(filled, beside, "level1", "level1_weight", "level2")
    if items.path == "buildings" and beside is not None:
        return _same(filled, beside, "completed_year")
    if items.path == "lines" and isinstance(filled.record, BasicData):
        code = _line_kind(filled.record.lines[index].item) if beside is not None else None
        return {"item": code} if code else None
    if items.path == "funds" and isinstance(filled.record, Project):
        known = {row.row for row in filled.record.funds}
        missing = next((row for row in FUND_ROWS if row not in known), None)
        return {"row": missing} if missing else None
    return {}


def _same(filled: Filled, beside: At, *names: str) -> dict[str, str]:
    said = {name: filled.text(beside.child(name)) for name in names}
    return {name: text for name, text in said.items() if text}


def _line_kind(item: str) -> str | None:
    """The kind of line that a unit may add beside one of this kind: 专项 beside 专项资金."""
    if item in OPEN_ITEMS:
        return item
    parent = ITEM[item].parent if item in ITEM else None
    candidates = [f"{code}_line" for code in (item, parent) if code]
    return next((code for code in candidates if code in OPEN_ITEMS), None)

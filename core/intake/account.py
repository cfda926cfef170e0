"""The balance of a form's cells: each ended as a field, as unread, or is template wording."""

from __future__ import annotations

import re
from collections import Counter

from core.intake import labels, titles
from core.intake.around import notes_in
from core.intake.goal_years import HEADS
from core.intake.grid import Cell, Grid
from core.intake.indicator_heads import is_grade, is_period
from core.intake.indicators import SIGNS, says
from core.intake.levels import split_points
from core.intake.money_headings import is_money_heading, is_past_heading, is_year_heading
from core.intake.recognise import Recognition
from core.intake.rows import counts_columns
from core.intake.totals import names_score
from core.number import is_blank, read_number
from core.schema.form import leaves
from core.source import Source
from core.submission import Filled
from core.text import squash

_SUMS = frozenset({"小计", "合计", "总计", "万元", "元", "人", "%", "预算", "决算"})
"""What stands beside a label, that it is a sum, and its unit; and what stands under a year."""
_SECTION = re.compile(r"[^。]{0,16}控制情况(?:\(.{0,16}\))?")
"""楼堂馆所控制情况(2024年完工项目)."""


def account(recognition: Recognition, filled: Filled) -> tuple[tuple[Grid, Cell], ...]:
    """The cells of a form that were lost: no field or unread text has them, and they say something.

    Empty for every form that is read as it should be, whatever its layout. A figure must have
    been placed itself; words may also have gone into the text of a field that joins several cells.
    """
    placed = {_place(source) for source in filled.sources.values()}
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
    remarks = notes_in(recognition.rows)
    counted = {
        (grid.index, cell.column) for grid, cell in inside if squash(cell.text) in labels.ORDINAL
    }
    numbered = {(row.grid.index, row.index) for row in recognition.rows if counts_columns(row)}
    years = Counter((grid.index, cell.row) for grid, cell in inside if is_year_heading(cell.text))
    return tuple(
        (grid, cell)
        for grid, cell in inside
        if _place(grid.source(cell)) not in placed
        and not is_template(cell.text)
        and not _is_year(cell.text, filled)
        and not _is_blank_line(cell.text, filled)
        and not (is_year_heading(cell.text) and years[grid.index, cell.row] > 1)
        and not _is_total(cell.text, filled)
        and not _is_total(f"{_left(grid, cell)}：{cell.text}", filled)
        and (grid.index, cell.row) not in remarks
        and (grid.index, cell.column) not in counted
        and (grid.index, cell.row) not in numbered
        and (read_number(cell.text) is not None or squash(cell.text) not in texts)
    )


def _place(source: Source) -> tuple[int | None, ...]:
    return source.table, source.row, source.column, source.paragraph


def _is_year(text: str, filled: Filled) -> bool:
    """Whether a text says nothing but the year of the form."""
    year = titles.only_year(text)
    return year is not None and year == getattr(filled.record, "year", None)


def _is_blank_line(text: str, filled: Filled) -> bool:
    """Whether a text is a line of labels that nobody has filled in: 主管部门（盖章）：."""
    table = labels.PROJECT_LEAD if filled.code == "f3" else labels.OVERALL_LEAD
    found, before = labels.pairs(table, titles.without_money_unit(text))
    return bool(found) and titles.is_lead(before) and all(is_blank(value) for _, value in found)


def _is_total(text: str, filled: Filled) -> bool:
    """Whether a text over the table says again what the row 总分 says."""
    found, before = labels.pairs(labels.HEAD_TOTAL, text)
    total = getattr(filled.record, "total", None)
    read = read_number(found[0][1].removesuffix("分")) if len(found) == 1 and not before else None
    return read is not None and total is not None and read.value == total.score


def _left(grid: Grid, cell: Cell) -> str:
    """What the nearest cell to the left says that says anything."""
    before = [c.text for c in grid.lines[cell.row] if c.column < cell.column and c.text.strip()]
    return before[-1] if before else ""


def is_template(text: str) -> bool:
    """Whether a text is wording of the forms, and nothing that a unit has to say."""
    if (
        squash(text) in SIGNS
        or squash(text) in HEADS
        or is_grade(text)
        or squash(text) in _SUMS
        or not says(text)
        or is_blank(text)
        or is_period(text)
        or labels.is_label(text)
        or labels.goal_heading(text)
        or labels.joint(labels.INDICATOR, text)
        or labels.joint(labels.FUND, text)
        or names_score(text)
        or labels.find(labels.REMARK, text)
    ):
        return True
    if titles.is_note(text) or titles.is_annex(text) or titles.is_money_unit(text):
        return True
    if titles.is_continued(text):
        return True
    if (split_points(text)[0] or "").endswith("指标"):
        return True
    if is_past_heading(text):
        return True
    return is_money_heading(text) or _SECTION.fullmatch(squash(text)) is not None

"""A workbook is read as its cells are shown, and an uncalculated formula is not an empty cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.intake.grid import Cell, Grid
from core.intake.readers.workbook import NOT_CALCULATED
from core.intake.readers.xlsx import read_xlsx
from tests.variants import C, xlsx

D = Decimal


def grid(*rows: list[C]) -> Grid:
    (found,) = read_xlsx(xlsx({"表": [list(rows)]})).blocks
    assert isinstance(found, Grid)
    return found


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        ("0.9012", "0.00%", "90.12%"),
        ("1", "0%", "100%"),
        ("1.0625", "0.00%", "106.25%"),
        ("45.450000000000003", "", "45.45"),
        ("0.30000000000000004", "#,##0.00", "0.3"),
        ("318.4", "0.00", "318.4"),
        ("45657", "yyyy-m-d", "2024-12-31"),
        ("45657", 'yyyy"年"m"月"d"日"', "2024-12-31"),
        ("60", '"≥"0"次"', "≥60次"),
        ("1E+2", "", "100"),
    ],
)
def test_numbers_by_their_format(value: str, form: str, shown: str) -> None:
    (cell,) = grid([C(D(value), form=form)]).cells
    assert (cell.text, cell.doubt) == (shown, None)


def test_percentages_are_known() -> None:
    (cell,) = grid([C(D("0.5"), form="0%")]).cells
    assert cell == Cell(0, 0, "50%", percent=True, number=True)


def test_formula_without_result_is_doubtful() -> None:
    found = grid([C("=SUM(A1:B1)", form="formula"), C("合计")])
    assert found.cells[0] == Cell(0, 0, "=SUM(A1:B1)", doubt=NOT_CALCULATED)


def test_merged_ranges() -> None:
    found = grid([C("甲", 2, 2), C("乙")], [C("丙")])
    assert found.cells == (Cell(0, 0, "甲", 2, 2), Cell(0, 2, "乙"), Cell(1, 2, "丙"))
    assert found.at(1, 1) == found.cells[0]


def test_sheets_are_numbered_through() -> None:
    blocks = read_xlsx(xlsx({"一": ["甲"], "空": [""], "二": ["乙"]})).blocks
    assert [(b.index, b.sheet) for b in blocks if isinstance(b, Grid)] == [(0, "一"), (1, "二")]

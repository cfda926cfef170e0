"""A workbook is read as its cells are shown, and an uncalculated formula is not an empty cell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest

from core.intake.grid import Cell, Grid
from core.intake.readers import detect
from core.intake.readers.workbook import NOT_CALCULATED, smaller
from core.intake.readers.xlsx import read_xlsx
from tests.variants import C, xlsx

D = Decimal
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def grid(*rows: list[C]) -> Grid:
    (found,) = read_xlsx(xlsx({"表": [list(rows)]})).blocks
    assert isinstance(found, Grid)
    return found


def changed(part: str, data: bytes, change: Callable[[str], str]) -> bytes:
    """A package with one part changed."""
    old, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, change(held.decode()).encode() if name == part else held)
    return out.getvalue()


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
        ("0.9", '"≥"0%', "≥90%"),
        ("120000", '[>=1000000]0!.0,"万元";0"元"', "120000"),
    ],
)
def test_numbers_by_their_format(value: str, form: str, shown: str) -> None:
    (cell,) = grid([C(D(value), form=form)]).cells
    assert (cell.text, cell.doubt) == (shown, None)


@pytest.mark.parametrize(
    ("form", "shown"),
    [("0!.0,", "566.7"), ('0\\.0000"万元"', "566.7万元"), ("#,##0.00,", "5667"), ("0,,", "5.667")],
)
def test_a_number_shown_smaller_than_it_is(form: str, shown: str) -> None:
    (cell,) = grid([C(D(5667000), form=form)]).cells
    assert (cell.text, cell.note) == (shown, smaller("5667000", shown))


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


def test_names_of_windows_and_of_another_case_are_found() -> None:
    parts = zipfile.ZipFile(io.BytesIO(xlsx({"表": ["甲"]})))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        for name in parts.namelist():
            other.writestr(name.replace("/", "\\").replace("styles", "Styles"), parts.read(name))
    assert detect(out.getvalue()) == "xlsx"
    (found,) = read_xlsx(out.getvalue()).blocks
    assert isinstance(found, Grid)
    assert found.cells[0].text == "甲"


def test_a_row_without_a_number_stands_where_its_cells_say() -> None:
    data = changed(
        "xl/worksheets/sheet1.xml",
        xlsx({"表": [[[C("甲")], [C("")], [C("乙")]]]}),
        lambda text: re.sub(r'<row [^>]*r="\d+"[^>]*/>|<row [^>]*>\s*</row>', "", text).replace(
            "<row r=", "<row x="
        ),
    )
    (found,) = read_xlsx(data).blocks
    assert isinstance(found, Grid)
    assert [(cell.row, cell.text) for cell in found.cells] == [(0, "甲"), (2, "乙")]


def test_a_number_whose_format_is_lost_is_doubtful() -> None:
    data = changed(
        "xl/styles.xml", xlsx({"表": [[[C(D("0.9"), form="0%")]]]}), lambda _: f"<styleSheet {NS}/>"
    )
    (found,) = read_xlsx(data).blocks
    assert isinstance(found, Grid)
    assert found.cells[0].text == "0.9"
    assert found.cells[0].note is not None


def test_what_a_merged_range_covers_is_told_once() -> None:
    def under(text: str) -> Cell:
        filled = [[C("甲"), C(text), C(text)], [C("丙")]]
        data = changed(
            "xl/worksheets/sheet1.xml",
            xlsx({"表": [filled]}),
            lambda xml: xml.replace(
                "</sheetData>",
                '</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
            ),
        )
        (found,) = read_xlsx(data).blocks
        assert isinstance(found, Grid)
        return found.cells[0]

    assert under("甲") == Cell(0, 0, "甲", 1, 3)
    told = under("乙").note
    assert told is not None
    assert told.count("乙") == 1

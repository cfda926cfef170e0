"""The workbook holds real numbers as submitted, and formulas where they hold."""

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.address import At
from core.forms import BasicData
from core.forms.basic_data import Building, template_lines
from core.formulas import formulas_of
from core.intake.reading import read_file
from core.submission import Filled
from core.writers.measure import text_height
from core.writers.sheet import rows_for
from core.writers.xlsx import write_xlsx, xlsx_bytes
from tests.core.writers.made import BASIC, FORMS, OVERALL, PROJECT


def sheet(filled: Filled, values: bool = False) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([filled])), data_only=values)
    made = book.active
    assert isinstance(made, Worksheet)
    return made


def row_of(made: Worksheet, label: str) -> list[Any]:
    """The values behind a label in its row."""
    for row in made.iter_rows(values_only=True):
        filled = [value for value in row if value is not None]
        if filled and filled[0] == label:
            return filled[1:]
    raise AssertionError(label)


def cells(made: Worksheet) -> Iterator[Any]:
    return (cell for row in made.iter_rows() for cell in row if cell.value is not None)


def test_sums_that_hold_are_formulas_with_their_result_beside() -> None:
    made, valued = sheet(FORMS[0]), sheet(FORMS[0], values=True)
    assert row_of(made, "“三公”经费") == ["=SUM(F8,F10,F11)"]
    assert row_of(made, "1、公务用车购置和维护经费") == ["=SUM(F9)"]
    assert row_of(valued, "“三公”经费") == [pytest.approx(3.6)]
    assert made["F7"].number_format == "0.00"


def test_a_figure_that_the_formula_denies_stays_and_is_marked() -> None:
    made = sheet(FORMS[0])
    (special,) = [cell for cell in cells(made) if cell.value == 70]
    assert special.comment is not None
    assert "69.5" in special.comment.text


def test_rates_are_fractions_shown_as_percent() -> None:
    made, valued = sheet(FORMS[0]), sheet(FORMS[0], values=True)
    assert made["F5"].value == "=ROUND(D5/B5,3)"
    assert (valued["F5"].value, made["F5"].number_format) == (0.875, "0.0%")


def test_execution_score_and_total() -> None:
    found = formulas_of(FORMS[1])
    assert found[At("fund.rate")].value == Decimal("90.1")
    assert found[At("fund.score")].value == Decimal("9.01")
    assert found[At("total.score")].value == Decimal("98.7")
    made = sheet(FORMS[1])
    marked = {cell.value for cell in cells(made) if cell.comment is not None}
    assert marked == {9.2}
    assert any(str(cell.value).startswith("=SUM(") for cell in cells(made))


def test_total_of_a_project_is_compared_with_its_sources() -> None:
    found = formulas_of(Filled("f3", PROJECT))
    assert found[At("funds.0.annual_budget")].value == 50
    assert found[At("funds.0.executed")].value == 60
    assert At("funds.1.annual_budget") not in found


def test_nothing_is_computed_from_unread_or_missing_figures() -> None:
    unread = {At("fund.executed"): FORMS[1].unread[At("fund.initial_budget")]}
    found = formulas_of(Filled("f2", OVERALL, unread=unread))
    assert At("fund.rate") not in found
    assert formulas_of(Filled("f1", BasicData())) == {}


def test_text_is_never_a_formula() -> None:
    made = sheet(FORMS[0])
    (own,) = [cell for cell in cells(made) if cell.value == "=水渠修缮"]
    assert (own.data_type, own.quotePrefix) == ("s", True)
    target = sheet(FORMS[1])
    assert {"12", "@某", "+1 次"} <= {cell.value for cell in cells(target)}


def test_figures_are_exact_and_long_ones_are_text() -> None:
    """9.95 is no binary float; 16 digits do not fit into one."""
    long = Decimal("1234567890.123456")
    lines = (BASIC.lines[0], *BASIC.lines[1:])
    record = BasicData(
        year=2024,
        lines=tuple(
            type(line)(item=line.item, label=line.label, budget=value)
            for line, value in zip(lines, (Decimal("9.95"), long), strict=False)
        ),
    )
    data = xlsx_bytes([Filled("f1", record)])
    raw = openpyxl.load_workbook(io.BytesIO(data)).active
    assert isinstance(raw, Worksheet)
    found = {cell.value for cell in cells(raw)}
    assert {9.95, "1234567890.123456"} <= found


def test_prints_on_upright_a4_with_repeated_heads() -> None:
    made = sheet(FORMS[1])
    assert (made.page_setup.paperSize, made.page_setup.fitToHeight) == (9, 0)
    assert made.print_title_rows is not None
    first = int(made.print_title_rows.replace("$", "").split(":")[0])
    assert made.cell(first, 2).value == "一级指标"
    assert made.print_area.startswith("'附件2'!$A$1:$I$")


def test_a_sheet_for_each_form() -> None:
    forms = [*FORMS, Filled("f3#2", PROJECT)]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(forms)))
    assert book.sheetnames == ["附件1", "附件2", "附件3", "附件4", "附件5", "附件3（2）"]


def test_rows_grow_with_their_text() -> None:
    assert text_height("短", 40, 10.5) < text_height("长" * 40, 40, 10.5)
    assert [rows_for(height) for height in (20, 400, 401)] == [1, 1, 2]


@pytest.mark.parametrize("text", ["长" * 40_000, "😀" * 20_000], ids=["long", "two for one"])
def test_what_a_cell_cannot_hold_is_left_out_and_says_so(text: str) -> None:
    """One long text costs itself, not the export of a year."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([Filled("f1", BasicData(thrift=text))])))
    (said,) = (
        cell.value
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and text[:100] in cell.value
    )
    assert said.endswith("全文见 Word 或 PDF）")
    assert len(said.encode("utf-16-le")) <= 2 * 32_767


def test_buildings_that_fill_other_columns_stay_apart(tmp_path: Path) -> None:
    """A sheet leaves empty cells out; two rows that never meet are two buildings all the same."""
    buildings = (
        Building(completed_year=2021, approved_investment=Decimal("62.9")),
        Building(completed_year=2024, approved_area=Decimal("2.59")),
    )
    path = tmp_path / "表.xlsx"
    write_xlsx((Filled("f1", BasicData(lines=template_lines(), buildings=buildings)),), path)
    (form,) = read_file(path).forms
    assert isinstance(form.filled.record, BasicData)
    assert form.filled.record.buildings == buildings


def test_a_text_that_just_fits_is_whole() -> None:
    text = "长" * 32_700
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([Filled("f1", BasicData(thrift=text))])))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(isinstance(value, str) and text in value for value in cells)

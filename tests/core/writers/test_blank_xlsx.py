"""The blank workbook checks itself, and what is filled in by hand is read back."""

import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from core.forms import BasicData, Overall
from core.formulas import formulas_of
from core.intake.reading import read_file
from core.reports.blank import BlankUnit, blank_forms
from core.schema.form import get
from core.submission import Filled
from core.writers.blank_formulas import formulas
from core.writers.blank_xlsx import CHECKS, blank_xlsx
from core.writers.docx import docx_bytes
from tests.core.reports.made import MARKED_DOWN, SCHEME
from tests.core.writers.office import converted, needs_office, recalculated

FORMS = blank_forms(BlankUnit("某县水田局", MARKED_DOWN.submission), 2025, SCHEME)
EMPTY = blank_forms(BlankUnit(None), 2025, SCHEME)
BOOK = blank_xlsx(FORMS)
F2 = {
    "E5": 200, "F5": 190.5, "D5": 180, "D7": 190.5, "H7": 100, "H8": 90.5,
    "E14": "≥10公里", "F14": "12公里", "G14": 90, "H14": 88, "I14": "雨季停工",
}  # fmt: skip
"""What a unit types into 附件2: money by source and kind, the one indicator."""


def opened(data: bytes = BOOK) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    made = book[name]
    assert isinstance(made, Worksheet)
    return made


def filled_in(values: Mapping[str, object]) -> bytes:
    """The workbook with values typed into 附件2, saved by a program that computes nothing."""
    book = opened()
    for place, value in values.items():
        cell = sheet(book, "附件2")[place]
        assert not cell.protection.locked, place
        cell.value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_back(data: bytes, folder: Path, name: str = "空表.xlsx") -> dict[str, Filled]:
    path = folder / name
    path.write_bytes(data)
    reading = read_file(path)
    assert reading.problem is None
    return {form.filled.key: form.filled for form in reading.forms}


def test_wording_is_locked_and_cells_to_fill_in_are_open() -> None:
    made = sheet(opened(), "附件2")
    assert made.protection.sheet
    locked = {place: made[place].protection.locked for place in ("A4", "D4", "G5", *F2)}
    assert [place for place in ("A4", "D4") if not locked[place]] == []
    assert [place for place in F2 if locked[place]] == []


def test_figures_out_of_bounds_are_refused() -> None:
    made = sheet(opened(), "附件2")
    kinds = {
        str(place): (rule.type, rule.formula1, rule.formula2)
        for rule in made.data_validations.dataValidation
        for place in rule.sqref.ranges
    }
    assert kinds["G14"] == ("decimal", "0", "100")
    assert kinds["H14"] == ("decimal", "0", "G14")
    assert {rule.showErrorMessage for rule in made.data_validations.dataValidation} == {True}


def test_an_untouched_blank_computes_what_stands_in_it() -> None:
    made = openpyxl.load_workbook(io.BytesIO(blank_xlsx(EMPTY)), data_only=True)
    found = [row for row in sheet(made, "附件2").iter_rows(values_only=True) if row[0] == "总分"]
    assert [value for row in found for value in row if isinstance(value, int)] == [10]


@needs_office
@pytest.mark.slow
def test_an_untouched_blank_complains_of_nothing(tmp_path: Path) -> None:
    told = sheet(recalculated(blank_xlsx(EMPTY), tmp_path), CHECKS).iter_rows(values_only=True)
    assert "请核对" not in {row[2] for row in told}


def test_an_untouched_blank_is_read_without_a_trace(tmp_path: Path) -> None:
    for data, name in ((blank_xlsx(EMPTY), "空表.xlsx"), (docx_bytes(EMPTY), "空表.docx")):
        for form in read_back(data, tmp_path, name).values():
            assert form.unread == {}
            assert not getattr(form.record, "indicators", ())
            lines = getattr(form.record, "lines", ())
            assert {line.item for line in lines}.isdisjoint({"special_line", "project_line"})


def test_a_level_name_with_signs_of_an_old_binary_file() -> None:
    overall = FORMS[1].record
    assert isinstance(overall, Overall)
    rows = tuple(replace(row, level1="产出\x01指标") for row in overall.indicators)
    forms = (FORMS[0], Filled("f2", replace(overall, indicators=rows)))
    told = sheet(opened(blank_xlsx(forms)), CHECKS).iter_rows(values_only=True)
    assert any("产出 指标" in str(row[1]) for row in told)


def test_the_word_blank_carries_what_is_known(tmp_path: Path) -> None:
    forms = read_back(docx_bytes(FORMS), tmp_path, "空表.docx")
    basic, overall = forms["f1"].record, forms["f2"].record
    assert isinstance(basic, BasicData)
    assert isinstance(overall, Overall)
    assert basic.lines[0].prior_final == Decimal("2.5")
    assert [row.level3 for row in overall.indicators] == ["=修渠长度"]


def test_what_is_typed_in_is_read_back(tmp_path: Path) -> None:
    forms = read_back(filled_in(F2), tmp_path)
    overall, basic = forms["f2"].record, forms["f1"].record
    assert isinstance(overall, Overall)
    assert isinstance(basic, BasicData)
    assert (overall.fund.annual_budget, overall.fund.executed) == (Decimal(200), Decimal("190.5"))
    assert (overall.expenditure.basic, overall.expenditure.project) == (
        Decimal(100),
        Decimal("90.5"),
    )
    assert overall.income.general_public == Decimal("190.5")
    (row,) = overall.indicators
    assert (row.level3, row.target, row.actual) == ("=修渠长度", "≥10公里", "12公里")
    assert (row.weight, row.score, row.deviation) == (Decimal(90), Decimal(88), "雨季停工")
    assert (basic.unit, basic.lines[0].prior_final) == ("某县水田局", Decimal("2.5"))


@needs_office
@pytest.mark.slow
def test_an_office_program_computes_and_warns(tmp_path: Path) -> None:
    wrong = {**F2, "G14": 80, "H14": 70, "I14": None, "H8": 80}
    book = recalculated(filled_in(wrong), tmp_path)
    made = sheet(book, "附件2")
    assert (made["H5"].value, made["I5"].value) == (pytest.approx(0.9525), pytest.approx(9.53))
    told = sheet(book, CHECKS).iter_rows(values_only=True)
    asked = {row[1] for row in told if row[0] == "附件2" and row[2] == "请核对"}
    assert asked == {
        "分值合计为100分", "产出指标分值合计为30分", "扣分的指标写明偏差原因",
        "按支出性质分的合计等于全年预算数或全年执行数",
    }  # fmt: skip


@needs_office
@pytest.mark.slow
def test_what_an_office_program_saved_is_read_with_its_sums(tmp_path: Path) -> None:
    path = converted(filled_in(F2), "xlsx", "xlsx", tmp_path)
    reading = read_file(path)
    forms = {form.filled.key: form.filled for form in reading.forms}
    overall = forms["f2"].record
    assert isinstance(overall, Overall)
    assert (overall.fund.rate, overall.fund.score) == (Decimal("95.25"), Decimal("9.53"))
    assert (overall.total.weight, overall.total.score) == (Decimal(100), Decimal("97.53"))
    assert {key: dict(form.unread) for key, form in forms.items() if form.unread} == {}


def filled_everywhere() -> bytes:
    """Every open cell for a figure holds one, each another; points are those of a good form."""
    book = opened(blank_xlsx(EMPTY))
    number = 1
    for page in book.worksheets:
        weights = {
            str(place)
            for rule in page.data_validations.dataValidation
            if (rule.formula1, rule.formula2) == ("0", "100")
            for place in rule.sqref.ranges
        }
        for rule in page.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                for (place,) in area.rows:
                    cell = page.cell(*place)
                    if cell.data_type == "f" or cell.protection.locked:
                        continue
                    number += 7
                    whole = rule.type == "whole"
                    amount = Decimal(number) if whole else Decimal(number) / 8
                    cell.value = 4 if cell.coordinate in weights or rule.formula2 else amount
    for cell in (cell for (cell,) in sheet(book, "附件1").iter_rows(max_col=1, min_row=6)):
        if not cell.protection.locked and not cell.value and isinstance(cell, Cell):
            cell.value = f"第{cell.row}号专项"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@needs_office
@pytest.mark.slow
def test_an_office_program_computes_what_the_program_does(tmp_path: Path) -> None:
    """All that computes itself in the blank forms, computed by LibreOffice and read back."""
    path = converted(filled_everywhere(), "xlsx", "xlsx", tmp_path)
    compared = 0
    for form in read_file(path).forms:
        computed = {at for at, _ in formulas(form.filled.record)}
        known = formulas_of(form.filled)
        for at, formula in known.items():
            if at not in computed:
                continue
            assert get(form.filled.record, at) == formula.value, (form.filled.key, at)
            compared += 1
    assert compared > 20


@needs_office
@pytest.mark.slow
def test_rules_and_locks_outlive_an_office_program(tmp_path: Path) -> None:
    ours = opened(blank_xlsx(EMPTY))
    theirs = openpyxl.load_workbook(converted(blank_xlsx(EMPTY), "xlsx", "xlsx", tmp_path))
    for page in ours.worksheets:
        other = sheet(theirs, page.title)
        assert other.protection.sheet
        rules = [
            {str(area) for rule in each.data_validations.dataValidation for area in rule.sqref}
            for each in (page, other)
        ]
        assert bool(rules[0]) == bool(rules[1])
        assert len(page.conditional_formatting) == len(other.conditional_formatting)

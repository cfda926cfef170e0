"""What is filled into a template reads back as the record, whatever the template held before."""

import dataclasses
import io
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from core.address import At
from core.errors import UserError
from core.filling import fill_forms, fill_template
from core.forms import BasicData, Overall, Project
from core.forms.basic_data import template_lines
from core.forms.project import template_funds
from core.intake import collect, read_file
from core.number import short
from core.resources import resource
from core.schema.form import leaves
from core.submission import Filled
from core.writers import write_docx, write_xlsx
from tests.core.writers import made

FILES = resource("sample", "files")
BLANK = (
    Filled("f1", BasicData(lines=template_lines())),
    Filled("f2", Overall()),
    Filled("f3", Project(funds=template_funds())),
)
CODES = ("f1", "f2", "f3")


@cache
def submitted() -> dict[str, tuple[Filled, ...]]:
    """The sample county's grid forms by unit."""
    files = sorted(path for path in FILES.rglob("*") if path.is_file())
    readings = tuple(map(read_file, files))
    found = [proposal.submission for proposal in collect(readings, year=2024)]
    return {
        each.unit: tuple(form for form in each.forms if form.code in CODES)
        for each in found
        if each.year == 2024
    }


UNITS = sorted(submitted())


def template(folder: Path, kind: str) -> bytes:
    """The official forms, empty, as a Word or Excel file."""
    path = folder / f"blank.{kind}"
    (write_docx if kind == "docx" else write_xlsx)(BLANK, path)
    return path.read_bytes()


def told(filled: Filled) -> Iterator[tuple[str, str]]:
    """What a form says, in an order that template rows without figures do not change."""
    record = filled.record
    lines = iter(getattr(record, "lines", ()))
    for line in lines:
        said = [short(v) for v in (line.prior_final, line.budget, line.final) if v is not None]
        if said:
            yield line.item, " ".join(said)
    for at, _, value in leaves(record):
        skipped = at.field == "lines" or at.path in {"title", "blank"} or at.column == "row"
        if value is None or skipped or (at.field == "buildings" and at.column == "completed_year"):
            continue
        yield at.path, short(value) if isinstance(value, Decimal) else "".join(str(value).split())


def read_back(folder: Path, data: bytes, kind: str, code: str) -> Filled:
    path = folder / f"filled.{kind}"
    path.write_bytes(data)
    return next(form.filled for form in read_file(path).forms if form.filled.code == code)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("unit", UNITS)
def test_filled_reads_back_as_the_record(unit: str, kind: str, tmp_path: Path) -> None:
    blank = template(tmp_path, kind)
    for form in submitted()[unit][:3]:
        filling = fill_template(blank, form)
        back = read_back(tmp_path, filling.data, kind, form.code)
        missing = dict(told(form)).items() - dict(told(back)).items()
        unsaid = {path for path, _ in missing} - told_problems(filling.problems, form)
        assert unsaid == set()


def told_problems(problems: tuple[str, ...], form: Filled) -> set[str]:
    """The places that a filling says it had no room for (评扣分标准 in a form without)."""
    if not problems:
        return set()
    return {
        at.path for at, spec, _ in leaves(form.record) if any(spec.label in p for p in problems)
    }


@pytest.mark.parametrize("name", ["*档案馆*.docx", "文旅局*.xlsx"])
def test_another_units_figures_give_way(name: str, tmp_path: Path) -> None:
    """Last year's filled form as template: nothing of it stays."""
    path = next(FILES.rglob(name))
    unit = next(unit for unit in UNITS if "水利" in unit)
    old = {text for form in read_file(path).forms for where, text in told(form.filled)
           if "indicators" in where and len(text) > 8}  # fmt: skip
    for form in submitted()[unit][:2]:
        filling = fill_template(path.read_bytes(), form)
        back = read_back(tmp_path, filling.data, path.suffix[1:], form.code)
        own = {text for _, text in told(form)}
        assert not (old - own) & {text for _, text in told(back)}
        assert len(getattr(back.record, "indicators", ())) == len(
            getattr(form.record, "indicators", ())
        )


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_more_lines_than_the_template_has(kind: str, tmp_path: Path) -> None:
    """Two special lines where the form prints none; text that begins with = stays text."""
    form = Filled("f1", made.BASIC)
    filling = fill_template(template(tmp_path, kind), form)
    back = read_back(tmp_path, filling.data, kind, "f1")
    assert isinstance(back.record, BasicData)
    own = [line.label for line in back.record.lines if line.item == "special_line"]
    assert own == ["=水渠修缮", "林路灯"]


def test_the_year_of_title_and_headings_moves_on(tmp_path: Path) -> None:
    path = tmp_path / "2023.docx"
    write_docx((Filled("f1", BasicData(year=2023, lines=template_lines())),), path)
    filling = fill_template(path.read_bytes(), Filled("f1", made.BASIC))
    back = read_back(tmp_path, filling.data, "docx", "f1")
    assert back.record.year == 2024  # type: ignore[attr-defined]
    assert back.sources[At("year")].text.startswith("2024")


def test_a_file_for_each_project(tmp_path: Path) -> None:
    forms = next(f for f in submitted().values() if sum(x.code == "f3" for x in f) > 1)
    files = fill_forms(template(tmp_path, "docx"), forms)
    assert len(files) == sum(form.code == "f3" for form in forms)
    assert all(project is not None for project, _ in files)
    assert fill_forms(template(tmp_path, "docx"), ()) == ()


def test_what_the_template_lacks_is_told(tmp_path: Path) -> None:
    """The official form has no column 评扣分标准."""
    form = next(form for form in submitted()[UNITS[0]] if form.code == "f2")
    assert isinstance(form.record, Overall)
    first = dataclasses.replace(form.record.indicators[0], standard="每少一次扣1分")
    rows = (first, *form.record.indicators[1:])
    changed = dataclasses.replace(form, record=dataclasses.replace(form.record, indicators=rows))
    filling = fill_template(template(tmp_path, "docx"), changed)
    assert any("每少一次扣1分" in problem for problem in filling.problems)


def test_another_units_table_that_stays_is_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(tmp_path, "xlsx")))
    sheet = book.create_sheet("表1")
    for row in (("支出情况", "", ""), ("科目", "金额", "说明"), ("办公费", 3.5, "甲单位")):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    forms = next(iter(submitted().values()))
    for _, filling in fill_forms(stream.getvalue(), forms):
        assert [problem for problem in filling.problems if "表1" in problem]
    for _, filling in fill_forms(template(tmp_path, "xlsx"), forms):
        assert not [problem for problem in filling.problems if "不是附件的表" in problem]


def test_a_file_that_is_no_template_is_refused(tmp_path: Path) -> None:
    form = Filled("f1", made.BASIC)
    for data in (b"%PDF-1.7", b"", b"PK\x03\x04 broken"):
        with pytest.raises(UserError):
            fill_template(data, form)
    path = tmp_path / "f2.docx"
    write_docx((Filled("f2", Overall()),), path)
    with pytest.raises(UserError):
        fill_template(path.read_bytes(), form)


def test_money_stands_behind_the_colon_of_its_label(tmp_path: Path) -> None:
    """「其他资金：」 takes its figure, not the empty cell beside it."""
    form = next(form for form in submitted()[UNITS[0]] if form.code == "f2")
    assert isinstance(form.record, Overall)
    income = dataclasses.replace(form.record.income, other=Decimal("7.25"))
    changed = dataclasses.replace(form, record=dataclasses.replace(form.record, income=income))
    back = read_back(
        tmp_path, fill_template(template(tmp_path, "docx"), changed).data, "docx", "f2"
    )
    assert back.sources[At("income.other")].text == "其他资金：7.25"


def test_what_lies_below_a_list_follows_it(tmp_path: Path) -> None:
    """A logo, a county's own formula, a rule and a coloured rule under the indicators."""
    path = tmp_path / "own.xlsx"
    write_xlsx((BLANK[1],), path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (foot,) = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "总分"]
    sheet.add_image(Image(str(resource("help", "pictures", "report.png"))), f"B{foot + 4}")
    sheet[f"A{foot + 6}"] = f"=H{foot}*2"
    limit = DataValidation(type="list", formula1='"是,否"', sqref=f"C{foot + 6}")
    sheet.add_data_validation(limit)
    red = FormulaRule(formula=["TRUE"], fill=PatternFill("solid", bgColor="FF0000"))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"D{foot + 6}", red)
    book.save(path)
    form = next(form for form in submitted()[UNITS[1]] if form.code == "f2")
    filling = fill_template(path.read_bytes(), form)
    after = openpyxl.load_workbook(io.BytesIO(filling.data)).worksheets[0]
    (now,) = [cell.row for (cell,) in after.iter_rows(max_col=1) if cell.value == "总分"]
    moved = now - foot
    assert moved != 0
    assert after[f"A{now + 6}"].value == f"=H{now}*2"
    assert after._images[0].anchor._from.row == now + 3  # type: ignore[attr-defined]
    rules = {str(rule.sqref) for rule in after.data_validations.dataValidation}
    assert f"C{now + 6}" in rules
    assert f"D{now + 6}" in {str(each.sqref) for each in after.conditional_formatting}

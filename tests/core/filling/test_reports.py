"""A report's text goes under the headings of the county's own Word file."""

import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from core.errors import UserError
from core.filling import fill_forms, fill_template
from core.forms import OverallReport, ProjectReport
from core.forms.report import Seal, Section, Table, TableRow
from core.intake import read_file
from core.resources import resource
from core.submission import Filled
from core.text import squash
from core.writers import write_docx, write_xlsx
from tests.core.filling.test_clean import repacked
from tests.core.writers import made
from tests.core.writers.made import number

FILES = resource("sample", "files")
REPORT = Filled("f4", made.REPORT)
OLD = OverallReport(
    title="2021年度旧水利站部门整体支出绩效自评报告",
    year=2021,
    unit="旧水利站",
    cover=Seal(unit="旧水利站", date=dt.date(2022, 3, 1)),
    sections=(
        Section(no=1, heading="一、部门（单位）概况", text="旧站的职能。\n（一）机构\n旧站三人。"),
        Section(no=2, heading="二、一般公共预算支出情况", text="旧站支出7万元。"),
        Section(no=3, heading="三、存在的问题及原因分析", text="旧站没有问题。"),
    ),
    tables=(
        Table(
            title="2021年度部门基本支出情况",
            rows=(
                TableRow(label="旧合计", budget=number("7"), final=number("7")),
                TableRow(label="旧人员", budget=number("5"), final=number("5")),
            ),
        ),
        Table(title="2021年度旧项目情况", rows=(TableRow(label="旧项目", final=number("2")),)),
    ),
)


def as_file(record: OverallReport | ProjectReport, folder: Path) -> bytes:
    path = folder / "template.docx"
    write_docx((Filled(record.CODE, record),), path)
    return path.read_bytes()


def back(data: bytes, folder: Path, code: str) -> Filled:
    path = folder / "filled.docx"
    path.write_bytes(data)
    return next(form.filled for form in read_file(path).forms if form.filled.code == code)


def report(filled: Filled) -> OverallReport | ProjectReport:
    assert isinstance(filled.record, OverallReport | ProjectReport)
    return filled.record


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return squash("".join((*(p.text for p in document.paragraphs), *cells)))


@pytest.mark.parametrize("code", ["f4", "f5"])
def test_the_empty_report_of_the_program_is_filled(code: str, tmp_path: Path) -> None:
    """Sections, title, cover and signature read back; what has no heading there gets its own."""
    blank = OverallReport(year=2025) if code == "f4" else ProjectReport(year=2025)
    form = REPORT if code == "f4" else Filled("f5", made.PROJECT_REPORT)
    filling = fill_template(as_file(blank, tmp_path), form)
    found = report(back(filling.data, tmp_path, code))
    said = {s.heading: s.text for s in found.sections if s.text}
    assert list(said.values()) == [s.text for s in report(form).sections if s.text]
    assert (found.title, found.year) == (report(form).title, 2024)
    assert "某县水田局" in words(filling.data)


def test_nothing_of_the_old_report_stays(tmp_path: Path) -> None:
    filling = fill_forms(as_file(OLD, tmp_path), (REPORT,))[0][1]
    text = words(filling.data)
    assert "旧" not in text.replace("旧项目", "").replace("情况", "")
    assert "2021" not in text.replace("2021年度旧项目", "")
    found = report(back(filling.data, tmp_path, "f4"))
    assert found.cover.unit == "某县水田局"
    assert found.tables[0].rows == made.TABLES[0].rows
    assert [s.heading for s in found.sections][:2] == [
        "一、部门（单位）概况", "二、一般公共预算支出情况",
    ]  # fmt: skip
    assert "三、其他需要说明的情况" in text
    assert any("三、其他需要说明的情况" in problem for problem in filling.problems)
    assert any("存在的问题" in problem for problem in filling.problems)
    assert any("一张表" in problem for problem in filling.problems)


def test_tables_get_as_many_rows_as_the_report_has(tmp_path: Path) -> None:
    rows = tuple(TableRow(label=f"支出{n}", budget=number(str(n))) for n in range(5))
    record = dataclasses.replace(made.REPORT, tables=(Table(title="表", rows=rows),))
    found = report(
        back(fill_template(as_file(OLD, tmp_path), Filled("f4", record)).data, tmp_path, "f4")
    )
    assert found.tables[0].rows == rows


def test_a_report_without_tables_draws_those_it_needs(tmp_path: Path) -> None:
    filling = fill_template(as_file(OverallReport(year=2024), tmp_path), REPORT)
    assert report(back(filling.data, tmp_path, "f4")).tables == made.TABLES
    assert any("1张表" in problem for problem in filling.problems)


def test_lines_look_like_those_of_the_template(tmp_path: Path) -> None:
    """Running text like running text, a heading of the second level like one; no guidance's red."""
    data = as_file(OLD, tmp_path)
    red = '<w:color w:val="FF0000"/><w:i/><w:sz w:val="30"/>'

    def colour(name: str, part: bytes) -> bytes:
        text = part.decode("utf-8", "surrogateescape")
        if name == "word/document.xml":
            text = text.replace('<w:sz w:val="32"/>', red)
        return text.encode("utf-8", "surrogateescape")

    filled = fill_template(repacked(data, colour, {}), REPORT).data
    document = docx.Document(io.BytesIO(filled))
    line = next(p for p in document.paragraphs if "180.2万元" in p.text)
    look = line.runs[0]._r.rPr
    assert look is not None
    assert look.find(qn("w:color")) is None
    assert [size.get(qn("w:val")) for size in look.iter(qn("w:sz"))] == ["30"]
    second = next(p for p in document.paragraphs if p.text == "（一）职能")
    assert second.runs[0].font.name == "楷体_GB2312"


def test_header_logo_and_page_break_stay(tmp_path: Path) -> None:
    """A header with the old unit's name stays, and is told."""
    path = tmp_path / "own.docx"
    path.write_bytes(as_file(OLD, tmp_path))
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = "旧水利站 2021"
    document.add_picture(str(resource("help", "pictures", "report.png")))
    document.save(str(path))
    ((_, filling),) = fill_forms(path.read_bytes(), (REPORT,))
    with zipfile.ZipFile(io.BytesIO(filling.data)) as package:
        names = package.namelist()
    assert any(name.startswith("word/media/") for name in names)
    assert any("旧水利站" in problem for problem in filling.problems)


def test_a_workbook_is_no_template_for_a_report(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    write_xlsx((REPORT,), path)
    with pytest.raises(UserError, match="Word"):
        fill_template(path.read_bytes(), REPORT)
    assert fill_forms(path.read_bytes(), (REPORT,)) == ()


def test_table_and_report_of_a_project_go_into_one_file(tmp_path: Path) -> None:
    path = tmp_path / "both.docx"
    blanks = (Filled("f3", made.PROJECT), Filled("f5", ProjectReport(year=2024)))
    write_docx(blanks, path)
    other = dataclasses.replace(made.PROJECT, project="林路灯")
    forms = (
        Filled("f3", made.PROJECT),
        Filled(
            "f3",
            other,
        ),
        Filled("f5", made.PROJECT_REPORT),
    )
    files = fill_forms(path.read_bytes(), forms)
    assert [getattr(form and form.record, "project", None) for form, _ in files] == [
        "水渠修缮", "林路灯",
    ]  # fmt: skip
    assert "管水管田" in words(files[0][1].data)
    assert any("项目支出绩效自评报告" in problem for problem in files[1][1].problems)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["水利局附件4*.docx", "供销社*.docx", "科协*.docx"])
def test_reports_of_the_sample_county_change_places(name: str, tmp_path: Path) -> None:
    """Each as the template of the others: every section's text reads back under its heading."""
    files = [path for path in FILES.rglob("*.docx") if read_file(path).forms]
    template = next(FILES.rglob(name)).read_bytes()
    for path in sorted(files):
        for form in (f.filled for f in read_file(path).forms if f.filled.code == "f4"):
            filling = fill_template(template, form)
            found = report(back(filling.data, tmp_path, "f4"))
            texts = [squash(s.text) for s in report(form).sections if s.text]
            assert [squash(s.text) for s in found.sections if s.text] == texts, path.name
            assert (found.title, found.year) == (report(form).title, report(form).year)


def test_captions_and_the_list_of_annexes_move_on_with_the_year(tmp_path: Path) -> None:
    """A table that the report does not have stays as an empty one, of the report's year."""
    document = docx.Document(io.BytesIO(as_file(OLD, tmp_path)))
    document.add_paragraph("附件：1、2021年度部门整体支出绩效自评表")
    out = io.BytesIO()
    document.save(out)
    assert isinstance(REPORT.record, OverallReport)
    bare = Filled("f4", dataclasses.replace(REPORT.record, tables=()))
    said = words(fill_template(out.getvalue(), bare).data)
    assert "2021" not in said
    assert f"{REPORT.record.year}年度部门整体支出绩效自评表" in said

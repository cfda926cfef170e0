"""Reports as Word and PDF: the same tables, heads that repeat, one file for many slips."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from core.reports.report import Chart, Column, Heading, Paragraph, Report, Table, shown
from core.reports.return_slip import return_slip
from core.reports.summary import summary_report
from core.writers.measure import line_width
from core.writers.report_docx import report_docx, write_report_docx
from core.writers.report_look import widths
from core.writers.report_pdf import report_pdf, report_svg_pages, write_report_pdf
from tests.core.reports.made import COUNTY, MARKED_DOWN, YEAR
from tests.core.reports.test_return_slip import LETTER
from tests.core.writers.office import converted, needs_office

REPORT = summary_report(COUNTY, YEAR)
slip = return_slip(MARKED_DOWN, LETTER)
assert slip is not None
SLIP: Report = slip


def squashed(text: str) -> str:
    return "".join(text.split())


def pdf_pages(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pages:
        return [squashed(page.extract_text()) for page in pages.pages]


def pdf_text(data: bytes) -> str:
    return "".join(pdf_pages(data))


def test_word_holds_every_table_with_every_figure() -> None:
    document = docx.Document(io.BytesIO(report_docx([REPORT])))
    assert len(document.tables) == len(REPORT.tables)
    for made, table in zip(document.tables, REPORT.tables, strict=True):
        lines = [*table.rows, *([table.total] if table.total else [])]
        heads = 2 if table.grouped else 1
        assert len(made.rows) == heads + len(lines)
        for row, values in zip(made.rows[heads:], lines, strict=True):
            texts = [cell.text for cell in row.cells]
            assert texts == [
                shown(value, column.kind)
                for value, column in zip(values, table.columns, strict=True)
            ]


def test_lines_in_a_cell_stay_lines() -> None:
    columns = (Column("a", "甲"), Column("b", "乙", left=True))
    table = Table("t", "表", columns, (("一\n二\n三", "\t四"),))
    made = docx.Document(io.BytesIO(report_docx([Report("题", (table,))])))
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["一\n二\n三", " 四"]


def test_word_repeats_heads_and_lies_across() -> None:
    document = docx.Document(io.BytesIO(report_docx([REPORT])))
    for made, table in zip(document.tables, REPORT.tables, strict=True):
        heads = made._tbl.findall(f".//{qn('w:tblHeader')}")
        assert len(heads) == (2 if table.grouped else 1)
    assert [section.orientation for section in document.sections] == [WD_ORIENT.LANDSCAPE]


def test_slips_begin_on_pages_of_their_own() -> None:
    document = docx.Document(io.BytesIO(report_docx([SLIP, SLIP])))
    assert len(document.sections) == len(document.tables) == 2
    assert {section.orientation for section in document.sections} == {WD_ORIENT.PORTRAIT}


def test_pdf_holds_titles_words_and_charts() -> None:
    text = pdf_text(report_pdf([REPORT]))
    for part in REPORT.parts:
        if isinstance(part, Heading | Paragraph):
            assert squashed(part.text) in text
        if isinstance(part, Chart):
            assert squashed(part.title) in text


def test_a_slip_as_pdf_is_signed() -> None:
    text = pdf_text(report_pdf([SLIP]))
    for words in (*SLIP.closing, LETTER.number):
        assert squashed(words) in text


def test_each_slip_counts_its_own_pages() -> None:
    one = len(report_svg_pages([SLIP]))
    assert len(report_svg_pages([SLIP, SLIP])) == 2 * one
    assert pdf_text(report_pdf([SLIP, SLIP])).count(f"第1页共{one}页") == 2


def test_what_a_unit_wrote_is_no_command() -> None:
    tricky = Report("题", (Paragraph('#panic() $x$ \\ *a* "b"\x01'),))
    assert '#panic()$x$\\*a*"b"' in pdf_text(report_pdf([tricky])).replace("“", '"').replace(
        "”", '"'
    )
    assert "#panic()" in docx.Document(io.BytesIO(report_docx([tricky]))).paragraphs[1].text


SIGNED = (
    Paragraph("最后一段。"), Paragraph("附件：名单", "left"),
    Paragraph("某局", "right"), Paragraph("2025年4月10日", "right"),
)  # fmt: skip
"""How a report ends before its annexes."""
COUNTS = (Column("name", "甲"), Column("count", "乙"))


@pytest.mark.parametrize("lines", range(9, 13))
def test_a_signature_never_stands_alone_on_a_page(lines: int) -> None:
    """Whatever stands above it, the last sentence goes to its page."""
    said = tuple(Paragraph("一二三四五六七八九十。" * 3) for _ in range(lines))
    (*_, page) = pdf_pages(report_pdf([Report("题", (*said, *SIGNED))]))
    assert "最后一段" in page
    made = docx.Document(io.BytesIO(report_docx([Report("题", (*said, *SIGNED))])))
    kept = {p.text: bool(p.paragraph_format.keep_with_next) for p in made.paragraphs}
    assert [kept[part.text] for part in SIGNED] == [True, True, True, False]


@pytest.mark.parametrize("lines", range(6, 11))
def test_a_table_of_a_few_rows_is_not_broken(lines: int) -> None:
    said = tuple(Paragraph("一二三四五六七八九十。" * 3) for _ in range(lines))
    table = Table("t", "表", COUNTS, tuple((f"行{n}", str(n)) for n in range(6)), ("合计", "15"))
    pages = pdf_pages(report_pdf([Report("题", (*said, table))]))
    assert any("行0" in page and "合计" in page for page in pages)
    made = docx.Document(io.BytesIO(report_docx([Report("题", (table,))])))
    rows = made.tables[0].rows[1:]
    held = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert held == [True] * 6 + [False]


def test_files_are_written(tmp_path: Path) -> None:
    write_report_docx([SLIP], tmp_path / "通知.docx")
    write_report_pdf([SLIP], tmp_path / "通知.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["通知.docx", "通知.pdf"]


@needs_office
@pytest.mark.slow
def test_an_office_program_opens_the_word_file(tmp_path: Path) -> None:
    made = converted(report_docx([REPORT, SLIP]), "docx", "pdf", tmp_path)
    text = pdf_text(made.read_bytes())
    assert squashed(SLIP.title) in text


def test_a_figure_never_breaks_while_a_name_can_give_way() -> None:
    """A county's total has more digits than a unit's; Excel prints ### for one too wide."""
    names = Column("unit", "单位", width=42, left=True)
    money = tuple(Column(key, key, "amount", 17) for key in "abcdef")
    small, large = (Decimal("742.00"),) * 6, (Decimal("1234567.89"),) * 6
    narrow = widths(Table("t", "表", (names, *money), (("县水利局", *small),)), 267, 10)
    assert narrow[0] / narrow[1] == pytest.approx(42 / 17)
    total = ("合计", *large)
    wide = widths(Table("t", "表", (names, *money), (("县水利局", *small),), total), 200, 10)
    assert sum(wide) == pytest.approx(200)
    assert wide[1] >= line_width("1,234,567.89", 10) > 200 * 17 / 144
    assert wide[0] >= 200 * 42 / 144 * 0.6

"""The Word file has the grid of the paper: the same rows, spans and wording."""

import io
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from core.forms.papers import paper_of
from core.schema.paper import PaperCell
from core.submission import Filled
from core.writers.docx import docx_bytes
from core.writers.shown import cell_text
from tests.core.writers.made import FORMS

GRIDS, REPORTS = FORMS[:3], FORMS[3:]


def opened(*forms: Filled) -> Document:
    return docx.Document(io.BytesIO(docx_bytes(forms)))


def drawn(document: Document) -> Iterator[tuple[int, int, int, str, str]]:
    """Row, column, columns, merge and text of every cell of the first table."""
    for number, row in enumerate(document.tables[0]._tbl.tr_lst):
        column = 0
        for cell in row.tc_lst:
            look = cell.tcPr
            assert look is not None
            merge = look.find(qn("w:vMerge"))
            kind = "" if merge is None else merge.get(qn("w:val"), "")
            text = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.p_lst)
            yield number, column, cell.grid_span, kind, text
            column += cell.grid_span


def expected(filled: Filled) -> Iterator[tuple[int, int, int, str, str]]:
    paper = paper_of(filled.record)

    def kind(cell: PaperCell, row: int) -> str:
        return "" if cell.rows == 1 else "restart" if cell.row == row else "continue"

    for row in range(paper.rows):
        for column in range(len(paper.widths)):
            cell = paper.cell_at(row, column)
            assert cell is not None
            if cell.column == column:
                text = cell_text(filled, cell) if cell.row == row else ""
                yield row, column, cell.columns, kind(cell, row), text


@pytest.mark.parametrize("filled", GRIDS, ids=lambda filled: filled.code)
def test_the_table_is_the_paper(filled: Filled) -> None:
    assert list(drawn(opened(filled))) == list(expected(filled))


def test_unread_text_stands_in_its_cell() -> None:
    assert "约200" in {text for *_, text in drawn(opened(GRIDS[1]))}


def test_title_annex_and_signature_stand_around_the_table() -> None:
    lines = [paragraph.text for paragraph in opened(GRIDS[0]).paragraphs]
    assert lines[:3] == ["附件1", "2024年度部门整体支出绩效评价基础数据表", "填报单位：某县水田局"]
    assert lines[3].startswith("说明：")
    assert lines[4] == (
        "填表人：赵某　填报日期：2025年4月10日　联系电话：0700-1234567　单位负责人签字：钱某"
    )


def test_every_form_starts_a_section_with_its_own_page_numbers() -> None:
    document = opened(*FORMS)
    assert len(document.sections) == len(FORMS)
    numbers = [section._sectPr.find(qn("w:pgNumType")) for section in document.sections]
    assert [number.get(qn("w:start")) for number in numbers if number is not None] == ["1"] * 5
    assert all("PAGE" in section.footer._element.xml for section in document.sections)


def test_reports_have_cover_headings_and_tables() -> None:
    document = opened(*REPORTS)
    lines = [paragraph.text.replace("\n", "") for paragraph in document.paragraphs]
    assert lines.count("2024年度项目支出绩效自评报告") == 2, "on the cover and over the text"
    assert "部门（单位）名称：某县水田局（盖章）" in lines
    assert "项目名称：水渠修缮" in lines
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [
        ["预算项目", "本年预算", "年中追加", "本年决算金额"],
        ["基本支出", "100", "", "110.20"],
    ]
    outlines = document.element.body.findall(f".//{qn('w:outlineLvl')}")
    assert len(outlines) == 4


def test_the_file_says_what_it_is() -> None:
    properties = opened(*GRIDS[:2]).core_properties
    assert properties.title == "部门整体支出绩效评价基础数据表、部门整体支出绩效自评表"
    assert (properties.author, properties.comments) == ("绩效自评工作台", "")


def test_the_signature_of_a_report_never_stands_alone() -> None:
    *_, before, unit, day = (p for p in opened(REPORTS[0]).paragraphs if p.text.strip())
    assert [p.paragraph_format.keep_with_next for p in (before, unit, day)] == [True, True, None]


def test_a_heading_of_the_second_level_stays_with_its_text() -> None:
    kept = {p.text: p.paragraph_format.keep_with_next for p in opened(REPORTS[0]).paragraphs}
    assert kept["（一）职能"]
    assert not kept["管水管田。"]

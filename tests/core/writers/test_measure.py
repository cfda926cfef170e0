"""Upright or landscape, heads on further pages, and what a group's label says there."""

import dataclasses
import io
import unicodedata
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest

from core.forms.papers import paper_of
from core.submission import Filled
from core.writers.crowded import crowded
from core.writers.docx import docx_bytes
from core.writers.measure import Measured, measured
from core.writers.pdf import pdf_bytes
from core.writers.xlsx import xlsx_bytes
from tests.core.writers import made

SHORT = Filled("f2", made.OVERALL)
PROSE = "全域推广工作法，组织召开现场推进会，开展督导检查，化解信访积案。" * 8


def long(count: int, actual: str = "完成") -> Filled:
    """附件2 with so many indicators in two groups."""
    first, second = made.INDICATORS
    rows = tuple(
        dataclasses.replace(
            first if number < count // 2 else second,
            level1="产出指标" if number < count // 2 else "效益指标",
            level3=f"第{number}项",
            actual=actual,
        )
        for number in range(count)
    )
    return Filled("f2", dataclasses.replace(made.OVERALL, indicators=rows))


def laid(filled: Filled) -> Measured:
    return measured(filled, paper_of(filled.record))


def test_a_form_turns_only_when_its_rows_fill_half_a_page() -> None:
    for filled, wide in ((SHORT, False), (long(200), False), (long(4, PROSE), True)):
        assert laid(filled).landscape is wide


def test_no_second_page_holds_the_total_alone() -> None:
    for count, pages in ((20, 1), (24, 2)):
        with pdfplumber.open(io.BytesIO(pdf_bytes((long(count),)))) as document:
            assert len(document.pages) == pages


def test_long_goals_alone_turn_nothing() -> None:
    goal = dataclasses.replace(made.OVERALL.goal, actual=PROSE * 5)
    filled = Filled("f2", dataclasses.replace(made.OVERALL, goal=goal))
    assert not laid(filled).landscape


@pytest.mark.parametrize(("filled", "wide"), [(SHORT, False), (long(4, PROSE), True)])
def test_every_format_turns_alike(filled: Filled, wide: bool) -> None:
    section = docx.Document(io.BytesIO(docx_bytes((filled, SHORT)))).sections[0]
    assert (section.page_width > section.page_height) is wide  # type: ignore[operator]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes((filled,)))).worksheets[0]
    assert sheet.page_setup.orientation == ("landscape" if wide else "portrait")
    with pdfplumber.open(io.BytesIO(pdf_bytes((filled,)))) as pages:
        assert (pages.pages[0].width > pages.pages[0].height) is wide


def test_word_repeats_the_head_of_a_list_that_goes_on() -> None:
    document = docx.Document(io.BytesIO(docx_bytes((long(60), SHORT, made.FORMS[3]))))
    first, second, report = document.sections
    (table,) = first.header.tables
    assert [cell.text for cell in table.rows[0].cells][:3] == ["绩效指标", "一级指标", "二级指标"]
    assert "（续）" in first.header.paragraphs[0].text
    assert first.different_first_page_header_footer
    assert "第" in first.first_page_footer.paragraphs[0].text
    assert not second.header.tables
    assert [paragraph.text for paragraph in report.header.paragraphs] == [""]


def test_a_list_that_ends_on_its_page_or_begins_later_is_not_repeated() -> None:
    assert laid(SHORT).list_over_pages is None
    goal = dataclasses.replace(made.OVERALL.goal, actual=PROSE * 8)
    rows = tuple(dataclasses.replace(made.INDICATORS[0], level3=f"第{n}项") for n in range(60))
    late = Filled("f2", dataclasses.replace(made.OVERALL, goal=goal, indicators=rows))
    assert laid(late).list_over_pages is None
    assert laid(long(60)).list_over_pages is not None


def test_a_page_of_the_pdf_tells_which_group_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf_bytes((long(60),)))
    with pdfplumber.open(path) as document:
        texts = [unicodedata.normalize("NFKC", page.extract_text()) for page in document.pages]
    assert len(texts) > 2
    assert "产出指标(续)" not in texts[0]
    assert "产出指标(续)" in texts[1]
    assert "效益指标(续)" in texts[-1]


def test_what_does_not_fit_is_told_before() -> None:
    assert crowded((SHORT, long(60), long(4, PROSE), made.FORMS[3])) == ()
    (said,) = crowded((SHORT, long(2, PROSE * 20)))[:1]
    assert said.startswith("附件2")

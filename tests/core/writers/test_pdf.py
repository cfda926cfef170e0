"""PDF and preview: every value on the page, in the shipped fonts."""

import dataclasses
import datetime as dt
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdfplumber
import pytest
import typst

from core.address import At
from core.forms import FORMS as CLASSES
from core.forms import Overall, ProjectReport
from core.forms.report import Seal, Section
from core.resources import resource
from core.source import Unread
from core.submission import Filled
from core.writers.pdf import pdf_bytes, svg_pages, write_pdf
from tests.core.writers.made import FORMS, OVERALL

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


def text_of(*forms: Filled) -> list[str]:
    """The text of each page, blanks left out."""
    with pdfplumber.open(io.BytesIO(pdf_bytes(forms))) as document:
        return ["".join(page.extract_text().split()) for page in document.pages]


def test_values_and_unread_text_are_on_the_page() -> None:
    (page,) = text_of(FORMS[1])
    for value in (
        "某县水田局",
        "约200",
        "180.2",
        "90.1%",
        "≧12㎡",
        "已补修",
        "98.70",
        "填表人：赵某",
    ):
        assert value in page


def test_unread_text_without_a_place_is_printed_too() -> None:
    unread = {At.of("cells", 0, 3, 2): Unread("表外批注", "不认识的内容")}
    for filled in FORMS[1], FORMS[3]:
        loose = dataclasses.replace(filled, unread=unread)
        assert "表外批注" in "".join(text_of(loose))


def test_markup_in_values_is_printed_as_it_stands() -> None:
    nasty = '#panic("x") $x^2$ *b* @ref <l> \\ // #{1+1}'
    (page,) = text_of(Filled("f2", Overall(unit=nasty)))
    assert "".join(nasty.split()) in page


def test_pages_are_counted_for_each_form() -> None:
    pages = text_of(FORMS[0], FORMS[4])
    counts = ("第1页共1页", "第1页共2页", "第2页共2页")
    assert all(page.endswith(count) for page, count in zip(pages, counts, strict=True))


def test_the_head_of_the_indicators_and_the_unit_come_again() -> None:
    row = OVERALL.indicators[0]
    many = Overall(title=OVERALL.title, unit="某县水田局", indicators=(row,) * 120)
    first, *others = text_of(Filled("f2", many))
    assert len(others) > 1
    assert "（续）" not in first
    assert all("某县水田局" in page and "（续）" in page for page in others)
    assert all("三级指标" in page for page in others[:-1])
    assert "总分" in others[-1]


def test_blank_forms_fit_on_one_page_each() -> None:
    assert len(text_of(*(Filled(code, CLASSES[code]()) for code in ("f1", "f2", "f3")))) == 3


@pytest.mark.parametrize("lines", range(18, 26))
def test_the_signature_of_a_report_never_stands_alone(lines: int) -> None:
    section = Section(no=1, heading="一、概况", text="\n".join(["做好本职工作。"] * lines))
    end = Section(no=2, heading="二、其他需要说明的问题", text="无。")
    signed = Seal(unit="某县水田局", date=dt.date(2025, 3, 12))
    report = ProjectReport(title="自评报告", sections=(section, end), signature=signed)
    *_, last = text_of(Filled("f5", report))
    assert "二、其他需要说明的问题" in last
    assert "2025年3月12日" in last


def test_preview_has_the_pages_of_the_pdf() -> None:
    pages = svg_pages(FORMS[:2])
    assert len(pages) == len(text_of(*FORMS[:2]))
    assert all(page.startswith(b"<svg") for page in pages)


def test_preview_and_export_may_run_at_once() -> None:
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(pdf_bytes, [FORMS[:1]] * 6))
    assert all(data.startswith(b"%PDF") for data in made)


def test_write(tmp_path: Path) -> None:
    write_pdf(FORMS, tmp_path / "全部.pdf")
    assert (tmp_path / "全部.pdf").read_bytes().startswith(b"%PDF")


def warnings(*texts: str) -> list[str]:
    """What typst says of a report with these texts: unknown fonts, missing glyphs."""
    passages = [{"heading": texts[0], "paragraphs": texts, "tables": []}]
    paper = {
        "kind": "report", "annex": "附件4", "title": texts[0], "unit": "", "cover": [],
        "heading": texts[0], "cover-title": texts[0],
        "preamble": [], "passages": passages, "signature": [],
    }  # fmt: skip
    compiler = typst.Compiler(
        str(resource("papers", "papers.typ")),
        font_paths=[str(resource("fonts"))],
        ignore_system_fonts=True,
    )
    data = json.dumps({"title": "", "maker": "", "papers": [paper]})
    _, found = compiler.compile_with_warnings(format="pdf", sys_inputs={"data": data})
    return [warning.message for warning in found]


def test_rare_characters_fall_back_to_another_shipped_font() -> None:
    assert warnings("㛃龑㵲㎡≧≦²№①…囍") == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not here")
def test_the_shipped_fonts_have_every_character_of_the_seeds() -> None:
    lines = [line for seed in SEEDS.glob("*.txt") for line in seed.read_text("utf-8").split()]
    assert warnings(*lines) == []

"""Every kind of document that the program writes, of a small made-up county, and its text."""

import datetime as dt
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pdfplumber

from core.archive_index import Line, index_html
from core.filling import fill_template
from core.forms import BasicData
from core.forms.basic_data import template_lines
from core.intake.grid import Grid
from core.intake.readers import READERS
from core.letterhead import Letterhead
from core.reports.blank import BlankUnit, blank_forms
from core.reports.blank_notice import blank_notice
from core.reports.county_report import Sender, county_report
from core.reports.county_sections import Years
from core.reports.disclosure import published
from core.reports.report import Report
from core.reports.return_slip import Letter, return_slip
from core.reports.returned import returned_report
from core.reports.summary import summary_report
from core.scheme import load_scheme
from core.submission import Filled
from core.writers import write_docx, write_pdf, write_xlsx
from core.writers.blank_xlsx import write_blank_xlsx
from core.writers.report_docx import write_report_docx
from core.writers.report_pdf import write_report_pdf
from core.writers.report_xlsx import write_report_xlsx
from tests.core.reports.made import COUNTY, DAY, MARKED_DOWN, YEAR
from tests.core.writers.made import FORMS

HEAD = Letterhead("某县", "某县财政局文件", "某县财政局", "孙某 0700-1234567")
SENDER = Sender(dt.date(2025, 6, 30), "某县财政局", "某县人民政府")
Write = Callable[[Path], None]


def _summary() -> Report:
    return summary_report(COUNTY, YEAR)


def _county() -> Report:
    return county_report(Years(YEAR, COUNTY), SENDER, {})


def _slip() -> Report:
    slip = return_slip(MARKED_DOWN, Letter("绩退〔2025〕1号", DAY, DAY, "某县财政局", "孙某"))
    assert slip is not None, "the made-up unit has something to mend"
    return slip


def _headed() -> Report:
    letter = Letter("绩退〔2025〕1号", DAY, DAY, HEAD.office, HEAD.contact, HEAD.head)
    slip = return_slip(MARKED_DOWN, letter)
    assert slip is not None, "the made-up unit has something to mend"
    return slip


def _returned() -> Report:
    return returned_report(COUNTY, YEAR, DAY, HEAD.county)


def _notice() -> Report:
    return blank_notice(YEAR + 1, HEAD, DAY, DAY)


def _blank() -> tuple[Filled, ...]:
    return blank_forms(BlankUnit("某县水田局"), YEAR + 1, load_scheme(), indicators=True)


def _filled(path: Path) -> None:
    template = path.with_name("template.docx")
    write_docx((Filled("f1", BasicData(lines=template_lines())),), template)
    path.write_bytes(fill_template(template.read_bytes(), FORMS[0]).data)


def _index(path: Path) -> None:
    line = Line(
        MARKED_DOWN,
        ("单位/甲.docx", "单位/核对结果.xlsx"),
        (("单位/原件/01 甲.docx", "甲.docx"), ("单位/原件/02 乙_.xls", "乙?.xls")),
    )
    path.write_text(index_html(YEAR, SENDER, ("汇总/表.xlsx",), [line], COUNTY), "utf-8")


DOCUMENTS: Mapping[str, Write] = {
    "附件.docx": lambda path: write_docx(FORMS, path),
    "附件.xlsx": lambda path: write_xlsx(FORMS, path),
    "附件.pdf": lambda path: write_pdf(FORMS, path),
    "公开稿.pdf": lambda path: write_pdf([published(form) for form in FORMS], path),
    "空表.docx": lambda path: write_docx(_blank(), path),
    "空表.xlsx": lambda path: write_blank_xlsx(_blank(), path),
    "模板填表.docx": _filled,
    "退回修改通知.docx": lambda path: write_report_docx((_slip(),), path),
    "退回修改通知.pdf": lambda path: write_report_pdf((_slip(),), path),
    "退回修改通知（文头）.pdf": lambda path: write_report_pdf((_headed(),), path),
    "退回登记.docx": lambda path: write_report_docx((_returned(),), path),
    "填报说明.docx": lambda path: write_report_docx((_notice(),), path),
    "汇总.xlsx": lambda path: write_report_xlsx(_summary(), path),
    "汇总.docx": lambda path: write_report_docx((_summary(),), path),
    "汇总.pdf": lambda path: write_report_pdf((_summary(),), path),
    "情况报告.docx": lambda path: write_report_docx((_county(),), path),
    "情况报告.pdf": lambda path: write_report_pdf((_county(),), path),
    "归档索引.html": _index,
}
"""File name → how it is written."""


def text_of(name: str) -> str:
    """The text of a document, as it is kept in `<name>.txt`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        DOCUMENTS[name](path)
        if path.suffix == ".html":
            return path.read_text(encoding="utf-8")
        return _pages(path) if path.suffix == ".pdf" else _blocks(path)


def _pages(path: Path) -> str:
    """The lines of each page; folded, because a PDF tells some characters by their radicals."""
    with pdfplumber.open(path) as document:
        pages = [page.extract_text() for page in document.pages]
    return unicodedata.normalize("NFKC", "\n\f\n".join(pages)) + "\n"


def _blocks(path: Path) -> str:
    """Paragraphs as they stand, tables a row a line with bars between the cells."""
    lines: list[str] = []
    for block in READERS[path.suffix[1:]](path.read_bytes()).blocks:
        if not isinstance(block, Grid):
            lines.append(block.printed)
            continue
        lines.append(f"[{block.sheet or '表'}]")
        for number, cells in enumerate(block.lines):
            own = (cell.text.replace("\n", "⏎") for cell in cells if cell.row == number)
            lines.append(" | ".join(own))
    return "\n".join(line.rstrip() for line in lines) + "\n"

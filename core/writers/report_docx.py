"""Reports as Word: official fonts, tables with repeated heads.

Charts are pictures in upright reports; the landscape summary shows their tables only.
"""

import copy
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm, Pt

from core.reports.report import Chart, Column, Heading, Paragraph, Part, Report, Row, Table, shown
from core.writers.docx import (
    COVER_TITLE,
    HEADING,
    REPORT_TITLE,
    TEXT,
    add_footer,
    describe,
)
from core.writers.report_look import (
    FEW,
    LONG_SIDE,
    SHORT_SIDE,
    HeadCell,
    align,
    head_cells,
    kept_with_closing,
    kept_with_next,
    margins,
    room,
    title_lines,
    widths,
)
from core.writers.report_pdf import chart_png
from core.writers.shown import printable
from core.writers.target import save
from core.writers.wordml import Font, cell, el, paragraph, row, run, table, twips

PART_TITLE = Font("方正小标宋简体", 16)
LETTERHEAD = Font("方正小标宋简体", 28)
RED = "C00000"
NOTE = Font("仿宋_GB2312", 10.5)
DENSE = (Font("黑体", 8), Font("仿宋_GB2312", 8))
ROOMY = (Font("黑体", 10), Font("仿宋_GB2312", 10))
"""The fonts of heads and bodies of tables on landscape and on upright pages."""
_PICTURE = 156
"""The width of a chart in mm."""
LOW = 5.6
"""The least height of a row in mm."""


def write_report_docx(reports: Sequence[Report], target: Path) -> None:
    """Write the reports into one Word file, each from a new page; UserError if it cannot."""
    save(report_docx(reports), target)


def report_docx(reports: Sequence[Report]) -> bytes:
    """The Word file."""
    document = docx.Document()
    describe(document, "、".join(dict.fromkeys(report.title for report in reports)))
    add_footer(document)
    end = document.element.body.sectPr
    plain = copy.deepcopy(end)
    for number, report in enumerate(reports, 1):
        parts = list(_report(document, report))
        for part in parts:
            end.addprevious(part)
        if number == len(reports):
            _page(end, report)
        else:
            section = copy.deepcopy(plain)
            _page(section, report)
            # A section ends in the properties of its last paragraph.
            parts[-1][0].append(section)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section: CT_SectPr, report: Report) -> None:
    sides = (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = map(Mm, sides[::-1] if report.landscape else sides)
    if report.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(margin) for margin in margins(report)
    )
    section.footer = Mm(8)
    section.get_or_add_pgMar().addnext(el("pgNumType", start=1))


def _report(document: Document, report: Report) -> Iterator[Element]:
    yield from _front(report)
    begun = False
    end, kept = len(report.parts) - kept_with_closing(report), kept_with_next(report)
    for number, part in enumerate(report.parts):
        if isinstance(part, Chart):
            if not report.landscape:
                yield _picture(document, chart_png(part, {t.key: t for t in report.tables}))
        elif isinstance(part, Paragraph):
            yield _text(part, keep_next=number >= end or number in kept)
        else:
            yield from _part(part, report, new_page=begun)
        begun = True
    for number, text in enumerate(report.closing, 1):
        is_last = number == len(report.closing)
        yield paragraph(
            run(printable(text) + "　　", TEXT), align="right", before=10, keep_next=not is_last
        )
    if not report.closing:
        yield paragraph()


def _front(report: Report) -> Iterator[Element]:
    """What stands before the parts: letterhead, cover, title, addressee."""
    if report.head:
        yield _letterhead(report.head)
    if report.cover:
        yield from _cover(report)
    if not report.landscape:
        yield paragraph(
            run(printable(title_lines(report.title, 20)), REPORT_TITLE),
            align="center",
            after=16,
            keep_next=True,
            new_page=bool(report.cover),
        )
    for text in report.lead:
        yield _text(Paragraph(text, "left"))


def _letterhead(text: str) -> Element:
    """The sender's line in red, with a rule below."""
    words = run(printable(text), LETTERHEAD)
    look = words[0]
    look.insert(len(look) - 2, el("color", val=RED))
    made = paragraph(words, align="center", after=18)
    made[0].insert(0, el("pBdr", el("bottom", val="single", sz=12, space=6, color=RED)))
    return made


def _cover(report: Report) -> Iterator[Element]:
    title = run(printable(title_lines(report.title, 16)), COVER_TITLE)
    yield paragraph(title, align="center", before=50 if report.head else 110, after=240, line=1.3)
    for text in report.cover:
        yield paragraph(run(printable(text), TEXT), align="center", before=12)


def _picture(document: Document, png: bytes) -> Element:
    """A paragraph with the picture, as wide as the text."""
    holder = document.add_paragraph()
    holder.paragraph_format.space_before = Pt(8)
    holder.add_run().add_picture(io.BytesIO(png), width=Mm(_PICTURE))
    made = holder._p  # noqa: SLF001
    parent = made.getparent()
    assert parent is not None, "the paragraph was added to the body"
    parent.remove(made)
    return made


def _part(part: Part, report: Report, *, new_page: bool) -> Iterator[Element]:
    if isinstance(part, Heading):
        yield paragraph(
            run(printable(part.text), PART_TITLE),
            align="center",
            after=6,
            keep_next=True,
            new_page=new_page,
            outline=True,
        )
    elif isinstance(part, Table):
        if part.unit:
            yield paragraph(run(part.unit, NOTE), align="right", keep_next=True)
        yield _table(part, report)


def _text(part: Paragraph, *, keep_next: bool = False) -> Element:
    text = printable(part.text)
    if part.role == "note":
        return paragraph(run(text, NOTE), after=3, keep_next=True)
    if part.role == "section":
        return paragraph(
            run(text, HEADING),
            first_line=2,
            size=HEADING.size,
            line=1.4,
            before=8,
            after=3,
            keep_next=True,
            outline=True,
        )
    return paragraph(
        run(text, TEXT),
        first_line=2 if part.role == "body" else 0,
        size=TEXT.size,
        line=1.4,
        align="right" if part.role == "right" else "both",
        before=3,
        after=3,
        keep_next=keep_next,
    )


def _table(part: Table, report: Report) -> Element:
    head, body = DENSE if report.landscape else ROOMY
    across = [twips(width) for width in widths(part, room(report), body.size)]
    rows = list(_head(part, across, head))
    lines = [(body, values) for values in part.rows]
    lines += [] if part.total is None else [(head, part.total)]
    few = len(lines) <= FEW
    dressed = {
        (font, keep): _line(part.columns, across, font, keep=keep)
        for font in {body, head}
        for keep in (False, few)
    }
    for number, (font, values) in enumerate(lines, 1):
        empty = dressed[font, few and number < len(lines)]
        rows.append(_filled(empty, part.columns, values))
    return table(rows, across)


def _head(part: Table, across: Sequence[int], font: Font) -> Iterator[Element]:
    """One row, or two where columns are grouped; Word repeats them on each page."""
    heads = sorted(head_cells(part.columns), key=lambda head: head.column)
    for number in range(2 if part.grouped else 1):
        here = [head for head in heads if head.row <= number < head.row + head.rows]
        cells = [_head_cell(head, number, across, font) for head in here]
        yield row(cells, head=True, whole=True, height=twips(LOW))


def _head_cell(head: HeadCell, number: int, across: Sequence[int], font: Font) -> Element:
    merge = "" if head.rows == 1 else "restart" if number == head.row else "continue"
    words = [run(head.text, font)] if number == head.row else []
    width = sum(across[head.column : head.column + head.columns])
    return cell([paragraph(*words, align="center")], width=width, columns=head.columns, merge=merge)


def _line(columns: Sequence[Column], across: Sequence[int], font: Font, *, keep: bool) -> Element:
    """A row with a blank in each cell, dressed as its column is; `keep` it with the next one."""
    cells = [
        cell([paragraph(run("", font), align=align(column), keep_next=keep)], width=width)
        for column, width in zip(columns, across, strict=True)
    ]
    return row(cells, head=False, whole=True, height=twips(LOW))


def _filled(empty: Element, columns: Sequence[Column], values: Row) -> Element:
    """The row with its values: copies are made many times faster than rows built anew."""
    made = copy.deepcopy(empty)
    runs = list(made.iter(qn("w:r")))
    for column, value, words in zip(columns, values, runs, strict=True):
        text = printable(shown(value, column.kind)).replace("\t", " ")
        words[-1].text, *more = text.split("\n")
        for line in more:
            words.extend((el("br"), copy.deepcopy(words[-1])))
            words[-1].text = line
    return made

"""Word: the papers as tables with the official fonts, the reports as running text.

A form is one table, as the official file has it, so that it is read and mended like one.
"""

import copy
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm

from core.forms.papers import paper_of
from core.submission import Filled
from core.writers.docx_grid import (
    BODY,
    FORM_MARGINS,
    HEAD,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    grid,
    run_on,
)
from core.writers.measure import Measured, measured
from core.writers.prose import (
    TABLE_HEADS,
    TABLE_UNIT,
    Prose,
    ProseTable,
    is_prose,
    prose_of,
    title_lines,
)
from core.writers.shown import (
    MAKER,
    beside,
    lead,
    printable,
    shown,
    sign_line,
    titles_of,
)
from core.writers.target import save
from core.writers.wordml import Font, cell, el, field, paragraph, row, run, table, twips

ANNEX = Font("黑体", 14)
TITLE = Font("方正小标宋简体", 20)
LINE = Font("仿宋_GB2312", 11)
COVER_TITLE = Font("方正小标宋简体", 26)
REPORT_TITLE = Font("方正小标宋简体", 22)
HEADING = Font("黑体", 16)
SUBHEADING = Font("楷体_GB2312", 16)
TEXT = Font("仿宋_GB2312", 16)
_LONGEST_TITLE = 255
"""What the library takes of a property."""
_BROUGHT_ALONG = {"thumbnail", "extended-properties", "customXml", "stylesWithEffects"}
PAGE = Font("宋体", 10.5)
REPORT_MARGINS = (35, 26, 30, 28)
"""Top, right, bottom and left in mm, which leaves the 156 mm of official letters."""


def write_docx(forms: Sequence[Filled], target: Path) -> None:
    """Write the forms into one Word file, each from a new page; UserError if it cannot."""
    save(docx_bytes(forms), target)


def docx_bytes(forms: Sequence[Filled]) -> bytes:
    """The Word file."""
    document = docx.Document()
    describe(document, titles_of(forms))
    add_footer(document)
    end = document.element.body.sectPr
    plain = copy.deepcopy(end)
    for number, filled in enumerate(forms, 1):
        form = None if is_prose(filled) else measured(filled, paper_of(filled.record))
        parts = list(_report(filled) if form is None else _form(form))
        for part in parts:
            end.addprevious(part)
        section = end if number == len(forms) else copy.deepcopy(plain)
        if form is None:
            _page(section, REPORT_MARGINS, landscape=False)
        else:
            _page(section, FORM_MARGINS, landscape=form.landscape)
        run_on(document, section, form)
        if section is not end:
            # A section ends in the properties of its last paragraph.
            parts[-1][0].append(section)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def describe(document: Document, title: str) -> None:
    """The language, by which Word breaks lines, and who made the file when.

    What the library's own template brings along goes: its day, a picture of an empty page.
    """
    language = document.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties = document.core_properties
    properties.author = properties.last_modified_by = MAKER
    properties.title, properties.comments = printable(title)[:_LONGEST_TITLE], ""
    properties.created = properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    for relations in (document.part.package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _BROUGHT_ALONG:
                del relations[name]


def add_footer(document: Document) -> None:
    """第1页, at the foot of every page."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    numbers = paragraph(
        run("第 ", PAGE),
        field("PAGE", PAGE),
        run(" 页", PAGE),
        align="center",
    )
    old = footer.paragraphs[0]._p  # noqa: SLF001
    old.getparent().replace(old, numbers)


def _page(section: CT_SectPr, margins: tuple[int, int, int, int], *, landscape: bool) -> None:
    sides = (PAPER_WIDTH, PAPER_HEIGHT)
    section.page_width, section.page_height = map(Mm, sides[::-1] if landscape else sides)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(margin) for margin in margins
    )
    section.footer = Mm(9)
    numbers = el("pgNumType", start=1)
    section.get_or_add_pgMar().addnext(numbers)


def _form(form: Measured) -> Iterator[Element]:
    filled, paper = form.filled, form.paper
    title = run(printable(paper.title), TITLE)
    yield paragraph(run(paper.annex, ANNEX), pitch=20, keep_next=True)
    yield paragraph(title, align="center", pitch=30, after=4, keep_next=True)
    for text in lead(filled, paper.lead):
        yield paragraph(run(text, LINE), pitch=15, after=3, keep_next=True)
    yield grid(form)
    for note in paper.notes:
        yield paragraph(run(note, LINE), pitch=15, before=6, keep_next=True)
    yield paragraph(run(sign_line(filled, paper), LINE), pitch=15, before=8)
    for text in beside(filled, paper):
        yield paragraph(run(text, BODY), before=6)


def _report(filled: Filled) -> Iterator[Element]:
    prose = prose_of(filled)
    yield paragraph(run(prose.annex, HEADING))
    if prose.cover:
        yield from _cover(prose)
    yield paragraph(
        run(title_lines(prose.title, 19), REPORT_TITLE),
        align="center",
        before=10,
        after=20,
        new_page=bool(prose.cover),
    )
    for text in prose.preamble:
        yield paragraph(run(text, TEXT), first_line=2, size=TEXT.size, line=1.45, align="both")
    for number, passage in enumerate(prose.passages, 1):
        # The signature never stands alone on a page.
        signed = bool(prose.signature) and number == len(prose.passages) and not passage.tables
        yield paragraph(
            run(passage.heading, HEADING),
            first_line=2,
            size=TEXT.size,
            line=1.45,
            keep_next=bool(passage.paragraphs) or signed,
            outline=True,
        )
        for place, text in enumerate(passage.paragraphs, 1):
            heading = _is_subheading(text)
            last = signed and place == len(passage.paragraphs)
            yield paragraph(
                run(text, SUBHEADING if heading else TEXT),
                first_line=2,
                size=TEXT.size,
                line=1.45,
                align="both",
                keep_next=heading or last,
            )
        for inner in passage.tables:
            yield from inner_table(filled, inner)
    for place, text in enumerate(prose.signature, 1):
        is_last = place == len(prose.signature)
        words = run(text + "　　", TEXT)
        yield paragraph(words, align="right", before=12, keep_next=not is_last)


def _is_subheading(text: str) -> bool:
    """（一）… standing alone: the second level of headings in official letters."""
    return text.startswith("（") and text[2:3] == "）" and "。" not in text


def _cover(prose: Prose) -> Iterator[Element]:
    yield paragraph(
        run(title_lines(prose.title, 16), COVER_TITLE),
        align="center",
        before=110,
        after=220,
        line=1.3,
    )
    for text in prose.cover:
        yield paragraph(run(text, TEXT), align="center", before=12)


def inner_table(filled: Filled, inner: ProseTable) -> Iterator[Element]:
    """A table inside a report: its title, the measure, the rows, room below."""
    widths = [twips(width) for width in (63, 31, 31, 31)]
    if inner.title:
        yield paragraph(run(inner.title, SUBHEADING), align="center", before=8, keep_next=True)
    yield paragraph(run(TABLE_UNIT, LINE), align="right", keep_next=True)
    rows = [_line(TABLE_HEADS, widths, head=True)]
    rows += [
        _line([shown(filled, at) for at in places], widths, head=False) for places in inner.rows
    ]
    yield table(rows, widths)
    yield paragraph(after=4)


def _line(texts: Sequence[str], widths: Sequence[int], *, head: bool) -> Element:
    cells = []
    for column, text in enumerate(texts):
        align = "center" if head or column else "left"
        lines = [
            paragraph(run(line, HEAD if head else BODY), align=align) for line in text.split("\n")
        ]
        cells.append(cell(lines, width=widths[column]))
    return row(cells, head=head, whole=True, height=twips(8))

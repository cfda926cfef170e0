"""The grid of a form in Word, and the head that comes again over its further pages.

Word repeats only the first rows of a table; the head of the indicators stands in the middle. It is
therefore put into the head of the page, where readers of the table do not meet it.
"""

import dataclasses
from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_HEADER_FOOTER
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm

from core.schema.paper import Paper, PaperCell
from core.submission import Filled
from core.writers.measure import Measured
from core.writers.shown import cell_text, is_tall, printable, unit_of
from core.writers.wordml import Font, cell, hairline, paragraph, row, run, table, twips

HEAD = Font("黑体", 10.5)
BODY = Font("仿宋_GB2312", 10.5)
RUNNING = Font("仿宋_GB2312", 9)
FORM_MARGINS = (16, 17, 15, 17)
"""Top, right, bottom and left in mm."""
PAPER_WIDTH, PAPER_HEIGHT = 210, 297
LOW, ROOMY, TALL = 6.2, 8.4, 16
"""The least height of a row in mm: in a large grid, in a small one, for paragraphs."""
PITCH = 12.5
"""Points from line to line in a cell: the same in every office program, whatever its fonts."""
_FEW_COLUMNS, _FEW_ROWS = 7, 24
_BREAKABLE = 200
"""A row with a longer text may break over pages; shorter ones are kept whole."""
_HEADER = 8
"""The mm from the edge of the page to its head."""


def grid(form: Measured) -> Element:
    """The form's table."""
    filled, paper, widths = form.filled, form.paper, _widths(form)
    rows = []
    for number in range(paper.rows):
        found = _parts(paper, number)
        texts = [cell_text(filled, part) for part in found if part.row == number]
        cells = [
            _cell(filled, part, number, widths, keep=number >= paper.rows - 2) for part in found
        ]
        whole = all(len(text) < _BREAKABLE for text in texts)
        low = ROOMY if len(widths) <= _FEW_COLUMNS and paper.rows <= _FEW_ROWS else LOW
        height = TALL if any(is_tall(filled, part) for part in found) else low
        rows.append(row(cells, head=False, whole=whole, height=twips(height)))
    return table(rows, widths)


def _widths(form: Measured) -> list[int]:
    """The columns in twips."""
    return [twips(width) for width in form.widths]


def _parts(paper: Paper, number: int) -> list[PaperCell]:
    """The cells that cover a row, from left to right."""
    here = [paper.cell_at(number, column) for column in range(len(paper.widths))]
    return [part for column, part in enumerate(here) if part and part.column == column]


def _cell(
    filled: Filled, part: PaperCell, number: int, widths: Sequence[int], *, keep: bool
) -> Element:
    first = part.row == number
    lines = cell_text(filled, part).split("\n") if first else [""]
    font = HEAD if part.is_label and part.align == "center" else BODY
    paragraphs = [
        paragraph(
            *([run(line, font)] if line else []),
            align=part.align,
            indent=part.indent,
            pitch=PITCH,
            keep_next=keep,
        )
        for line in lines
    ]
    merge = "" if part.rows == 1 else "restart" if first else "continue"
    width = sum(widths[part.column : part.column + part.columns])
    return cell(paragraphs, width=width, columns=part.columns, merge=merge)


def run_on(document: Document, section: CT_SectPr, form: Measured | None) -> None:
    """From its second page on a form tells whose it is, and repeats the head of a long list.

    None is for a report, whose pages have no head.
    """
    part, name = document.part.add_header_part()  # type: ignore[no-untyped-call]
    header = part.element
    for old in list(header):
        header.remove(old)
    header.extend(_running(form) if form is not None else [paragraph()])
    section.header = Mm(_HEADER)
    section.add_headerReference(WD_HEADER_FOOTER.PRIMARY, name)
    if form is not None:
        (footer,) = [each.rId for each in document.element.body.sectPr.footerReference_lst[:1]]
        section.add_footerReference(WD_HEADER_FOOTER.FIRST_PAGE, footer)
        section.titlePg_val = True


def _running(form: Measured) -> list[Element]:
    filled, paper = form.filled, form.paper
    words = "　".join(filter(None, (unit_of(filled), f"{printable(paper.title)}（续）")))
    parts = [paragraph(run(words, RUNNING), align="right", after=2)]
    block = form.list_over_pages
    if block is not None:
        widths = _widths(form)
        rows = [
            row(
                [
                    _cell(filled, part, number, widths, keep=False)
                    for part in (
                        dataclasses.replace(each, row=number, rows=1)
                        for each in _parts(paper, number)
                    )
                ],
                head=False,
                whole=True,
                height=twips(LOW),
            )
            for number in range(block.first, block.first + block.head)
        ]
        # A table is followed by a paragraph.
        parts += [table(rows, widths), hairline()]
    return parts

"""Excel: one sheet for each form, with real numbers, and formulas where the form computes.

A formula is written only where its result is the submitted figure; elsewhere the figure stays
and a comment on the cell says what the formula would give, so that no figure changes silently.
"""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from core.address import At
from core.forms.papers import paper_of
from core.formulas import Formula, formulas_of
from core.number import short
from core.schema.form import get, spec_at
from core.schema.paper import Paper, PaperCell
from core.submission import Filled
from core.writers.measure import (
    LOW,
    Measured,
    column_widths,
    measured,
    row_heights,
    tall_rows,
    text_height,
)
from core.writers.prose import TABLE_HEADS, TABLE_UNIT, ProseTable, is_prose, prose_of
from core.writers.sheet import (
    BOX,
    TALLEST,
    Sheet,
    is_exact,
    look,
    put_figure,
    put_line,
    put_text,
    rows_for,
)
from core.writers.sheetml import with_figures
from core.writers.shown import (
    MAKER,
    beside,
    cell_text,
    lead,
    printable,
    shown,
    sign_line,
    titles_of,
)
from core.writers.target import save

ANNEX = Font(name="黑体", size=14)
TITLE = Font(name="方正小标宋简体", size=18)
HEAD = Font(name="黑体", size=10.5)
BODY = Font(name="仿宋_GB2312", size=10.5)
LINE = Font(name="仿宋_GB2312", size=11)
HEADING = Font(name="黑体", size=14)
TEXT = Font(name="仿宋_GB2312", size=14)
REPORT_WIDTHS = (72.0, 36.0, 36.0, 36.0)
_STRETCHES = (1.25, 1.6)
"""How much wider than the page a grid may be drawn so that its rows stay low enough."""


def write_xlsx(forms: Sequence[Filled], target: Path) -> None:
    """Write the forms into one workbook, a sheet for each; UserError if it cannot."""
    save(xlsx_bytes(forms), target)


def xlsx_bytes(forms: Sequence[Filled]) -> bytes:
    """The workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = MAKER, titles_of(forms)
    pages = [_report(book, filled) if is_prose(filled) else _form(book, filled) for filled in forms]
    for page in pages:
        print_setup(page)
    out = io.BytesIO()
    book.save(out)
    return with_figures(out.getvalue(), [page.figures for page in pages])


def _new(book: Workbook, annex: str, widths: tuple[float, ...]) -> Sheet:
    same = sum(name.split("（")[0] == annex for name in book.sheetnames)
    return Sheet(book.create_sheet(f"{annex}（{same + 1}）" if same else annex), widths)


def print_setup(page: Sheet) -> None:
    """How a sheet with a form or a report is printed."""
    sheet = page.sheet
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页　共 &N 页"
    sheet.HeaderFooter.oddFooter = footer
    sheet.sheet_view.showGridLines = False
    sheet.print_area = f"A1:{get_column_letter(len(page.widths))}{page.next - 1}"


def _form(book: Workbook, filled: Filled) -> Sheet:
    return draw_form(book, filled, paper_of(filled.record))[0]


def draw_form(book: Workbook, filled: Filled, paper: Paper) -> tuple[Sheet, list[int]]:
    """A form on a sheet of its own, and the sheet's row where each row of the grid begins."""
    form = measured(filled, paper)
    widths, heights = _measures(form)
    page = _new(book, paper.annex, widths)
    page.landscape = form.landscape
    put_line(page, paper.annex, ANNEX)
    put_line(page, printable(paper.title), TITLE, "center", above=6)
    for text in lead(filled, paper.lead):
        put_line(page, text, LINE)
    starts = _grid(page, filled, paper, heights)
    for note in paper.notes:
        put_line(page, note, LINE, above=4)
    put_line(page, sign_line(filled, paper), LINE, above=10)
    for text in beside(filled, paper):
        put_line(page, text, BODY, above=6)
    return page, starts


def _measures(form: Measured) -> tuple[tuple[float, ...], Sequence[float]]:
    """Column widths in mm and row heights in points: wider than the page if rows get too high.

    Rows for paragraphs do not count: they may take several rows of the sheet.
    """
    tall = tall_rows(form.filled, form.paper)
    widths, heights = form.widths, list(form.heights)
    for stretch in _STRETCHES:
        if all(height <= TALLEST for row, height in enumerate(heights) if row not in tall):
            break
        widths = column_widths(form.paper, sum(form.widths) * stretch)
        heights = row_heights(form.filled, form.paper, widths)
    return widths, heights


def _grid(page: Sheet, filled: Filled, paper: Paper, heights: Sequence[float]) -> list[int]:
    starts = []
    for height in heights:
        starts.append(page.next)
        for _ in range(rows_for(height)):
            page.sheet.row_dimensions[page.next].height = height / rows_for(height)
            page.next += 1
    starts.append(page.next)
    slots = _slots(filled, paper)
    places = {
        at: f"{get_column_letter(cell.column + 1)}{starts[cell.row]}" for cell, at in slots.items()
    }
    formulas = formulas_of(filled)
    for part in paper.cells:
        top, bottom = starts[part.row], starts[part.row + part.rows]
        area = (top, part.column + 1, bottom - top, part.columns)
        is_head = part.is_label and part.align == "center"
        # A box over several pages would show its text in the middle of nowhere.
        high = sum(heights[part.row : part.row + part.rows]) > TALLEST and not part.is_label
        upright = "top" if high else "center"
        font = HEAD if is_head else BODY
        at = slots.get(part)
        shrink = at is not None
        cell = look(page, area, font, part.align, part.indent, BOX, upright=upright, shrink=shrink)
        if at is None or get(filled.record, at) is None:
            put_text(cell, cell_text(filled, part))
        else:
            _figure(page, cell, filled, at, formulas.get(at), places)
    _repeat(page, paper, starts)
    return starts


def _slots(filled: Filled, paper: Paper) -> Mapping[PaperCell, At]:
    """The cells that are there for a number and nothing else, with its place."""
    record = filled.record
    found = {}
    for cell in paper.cells:
        at = cell.parts[0] if len(cell.parts) == 1 else None
        if not isinstance(at, At) or at in filled.unread:
            continue
        kind, value = spec_at(type(record), at).kind, get(record, at)
        if kind is not None and kind.numeric and (value is None or is_exact(value)):
            found[cell] = at
    return found


def _figure(
    page: Sheet,
    cell: Cell,
    filled: Filled,
    at: At,
    formula: Formula | None,
    places: Mapping[At, str],
) -> None:
    kind, value = spec_at(type(filled.record), at).kind, get(filled.record, at)
    is_percent = kind is not None and kind.name == "percent"
    written = _excel(formula, places) if formula else ""
    if formula and written and formula.value != value:
        sign = "%" if is_percent else ""
        cell.comment = Comment(f"按公式应为 {short(formula.value)}{sign}", MAKER)
        written = ""
    put_figure(page, cell, value, is_percent, written)


def _excel(formula: Formula, places: Mapping[At, str]) -> str:
    """The formula over cells; none when an operand is no figure on the sheet."""
    slots = {part for part in formula.parts if isinstance(part, At)}
    if not slots <= places.keys():
        return ""
    return "".join(part if isinstance(part, str) else places[part] for part in formula.parts)


def _repeat(page: Sheet, paper: Paper, starts: Sequence[int]) -> None:
    """The heads of the longest list come again on each page."""
    lists = [block for block in paper.blocks if block.items and block.head]
    longest = max(lists, key=lambda block: block.rows)
    first, end = starts[longest.first], starts[longest.first + longest.head]
    page.sheet.print_title_rows = f"{first}:{end - 1}"


def _report(book: Workbook, filled: Filled) -> Sheet:
    prose = prose_of(filled)
    page = _new(book, prose.annex, REPORT_WIDTHS)
    put_line(page, prose.annex, ANNEX)
    put_line(page, prose.title, TITLE, "center", above=14)
    for text in prose.cover:
        put_line(page, text, TEXT, "center", above=6)
    for text in prose.preamble:
        put_line(page, f"　　{text}", TEXT)
    for passage in prose.passages:
        put_line(page, f"　　{passage.heading}", HEADING, above=6)
        for text in passage.paragraphs:
            put_line(page, f"　　{text}", TEXT)
        for table in passage.tables:
            _table(page, filled, table)
    for text in prose.signature:
        put_line(page, text, TEXT, "right", above=6)
    return page


def _table(page: Sheet, filled: Filled, table: ProseTable) -> None:
    if table.title:
        put_line(page, table.title, HEADING, "center", above=6)
    put_line(page, TABLE_UNIT, LINE, "right")
    for column, head in enumerate(TABLE_HEADS, 1):
        put_text(look(page, (page.next, column, 1, 1), HEAD, "center", border=BOX), head)
    page.next += 1
    for places in table.rows:
        label = shown(filled, places[0])
        height = text_height(label, REPORT_WIDTHS[0], BODY.size)
        page.sheet.row_dimensions[page.next].height = max(LOW, height)
        for column, at in enumerate(places, 1):
            align = "center" if column > 1 else "left"
            area, shrink = (page.next, column, 1, 1), column > 1
            cell = look(page, area, BODY, align, border=BOX, shrink=shrink)
            value = get(filled.record, at)
            if isinstance(value, Decimal) and is_exact(value):
                put_figure(page, cell, value, percent=False)
            else:
                put_text(cell, shown(filled, at))
        page.next += 1

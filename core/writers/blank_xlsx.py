"""Blank forms as a workbook that checks itself while a unit fills it in.

Wording is locked, cells to fill in are open; sums, rates and scores compute themselves, figures
out of bounds are refused, and what does not agree turns red and stands on the sheet 填表自查.
There is no password: the lock keeps fingers off, not people out.
"""

import dataclasses
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.address import At
from core.forms.papers import paper_of
from core.number import plain
from core.schema.form import get, spec_at
from core.schema.paper import Paper, PaperCell
from core.submission import Filled
from core.writers.blank_formulas import Parts, formulas, project_total, sum_of, watches
from core.writers.measure import LOW
from core.writers.prose import is_prose
from core.writers.sheet import BOX, Sheet, look, put_line, put_text
from core.writers.sheetml import with_figures
from core.writers.shown import MAKER, printable, titles_of
from core.writers.target import save
from core.writers.xlsx import BODY, HEAD, LINE, TITLE, draw_form, print_setup

CHECKS = "填表自查"
OPEN = PatternFill("solid", fgColor="FFFBE6")
WRONG = PatternFill("solid", bgColor="F4B6B0")
_FORMATS = {"percent": "0.00%", "count": "0"}
_LOOK, _WELL = "请核对", "—"
_FIXED = frozenset({"level1", "level1_weight", "level2", "completed_year"})
"""What the bureau has set, once it is there."""
_CHECK_WIDTHS = (36.0, 100.0, 40.0)
_HOW = (
    "浅黄色的格子由单位填写，其余格子已锁定；合计、执行率、预算执行得分和总分自动计算。"
    "金额单位为万元。没有的填0，不设的指标留空。格子变红或下表写着“请核对”的，请更正后再报送。"
)


def write_blank_xlsx(forms: Sequence[Filled], target: Path) -> None:
    """Write the grids among the forms into one workbook; UserError if it cannot."""
    save(blank_xlsx(forms), target)


def blank_xlsx(forms: Sequence[Filled]) -> bytes:
    """The workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = MAKER, titles_of(forms)
    pages: list[Sheet] = []
    told: dict[tuple[str, str], list[str]] = {}
    projects: dict[str, str] = {}
    for filled in forms:
        if is_prose(filled):
            continue
        paper = _apart(paper_of(filled.record), filled)
        page, starts = draw_form(book, filled, paper)
        pages.append(page)
        places = _places(paper, starts)
        title = page.sheet.title
        _open(page, paper, starts, filled)
        _compute(page, filled, places)
        _refuse(page.sheet, filled, places)
        for watch in watches(filled.record):
            if watch.at in places:
                red = _red(_excel(watch.wrong, places))
                page.sheet.conditional_formatting.add(places[watch.at], red)
                wrong = _excel(watch.wrong, places, f"{quote_sheetname(title)}!")
                told.setdefault((title, watch.words), []).append(wrong)
        at = project_total(filled.record)
        if at is not None and at in places:
            projects[title] = f"{quote_sheetname(title)}!{places[at]}"
    if len(projects) > 1:
        one, other = projects.values()
        wrong = f"AND(N({one})<>0,N({other})<>0,ROUND(N({one})-N({other}),2)<>0)"
        told["、".join(projects), "项目支出的决算数与自评表相同"] = [wrong]
    pages.append(_checks(book, told))
    for page in pages:
        print_setup(page)
        _lock(page.sheet)
    out = io.BytesIO()
    book.save(out)
    return with_figures(out.getvalue(), [page.figures for page in pages])


def _apart(paper: Paper, filled: Filled) -> Paper:
    """The paper with wording and figure in cells of their own, so that the figure can be summed."""
    return dataclasses.replace(
        paper, cells=tuple(part for cell in paper.cells for part in _halves(cell, filled))
    )


def _halves(cell: PaperCell, filled: Filled) -> tuple[PaperCell, ...]:
    parts = cell.parts
    slots = cell.slots
    if cell.columns == 1 or len(slots) != 1 or parts[1:] != slots:
        return (cell,)
    kind = spec_at(type(filled.record), slots[0]).kind
    if kind is None or not kind.numeric:
        return (cell,)
    room = cell.columns // 2
    label = dataclasses.replace(cell, parts=parts[:1], columns=cell.columns - room)
    slot = dataclasses.replace(
        cell, parts=parts[1:], column=cell.column + label.columns, columns=room, align="center"
    )
    return (label, slot)


def _places(paper: Paper, starts: Sequence[int]) -> Mapping[At, str]:
    """The coordinates of the cells that hold one slot."""
    return {
        part: f"{get_column_letter(cell.column + 1)}{starts[cell.row]}"
        for cell in paper.cells
        for part in cell.parts
        if isinstance(part, At)
    }


def _open(page: Sheet, paper: Paper, starts: Sequence[int], filled: Filled) -> None:
    """Unlock and tint what is to be filled in: the grid's slots, the lines around it."""
    for part in paper.cells:
        if part.is_label or _is_fixed(part, filled):
            continue
        for row in range(starts[part.row], starts[part.row + part.rows]):
            for column in range(part.column + 1, part.column + 1 + part.columns):
                cell = page.sheet.cell(row, column)
                cell.protection, cell.fill = Protection(locked=False), OPEN
        _shape(page.sheet.cell(starts[part.row], part.column + 1), part, filled)
    for row in (*range(1, starts[0]), *range(starts[-1], page.next)):
        cell = page.sheet.cell(row, 1)
        if str(cell.value or "").startswith(("填报单位", "填表人")):
            cell.protection, cell.fill = Protection(locked=False), OPEN


def _is_fixed(part: PaperCell, filled: Filled) -> bool:
    names = {(at.column or "").rpartition(".")[2] for at in part.slots}
    return names <= _FIXED and any(get(filled.record, at) is not None for at in part.slots)


def _shape(cell: object, part: PaperCell, filled: Filled) -> None:
    """How figures are shown once they stand there."""
    at = part.parts[0]
    kind = spec_at(type(filled.record), at).kind if isinstance(at, At) else None
    if isinstance(cell, Cell) and len(part.parts) == 1 and kind is not None and kind.numeric:
        cell.number_format = _FORMATS.get(kind.name, "0.00##")


def _compute(page: Sheet, filled: Filled, places: Mapping[At, str]) -> None:
    """Formulas lie locked where the form computes; they are empty until there are figures.

    What is known beforehand stays a plain figure.
    """
    for place in places.values():
        if page.sheet[place].data_type == "f":
            page.sheet[place].value = 0
    for at, parts in formulas(filled.record):
        if at not in places:
            continue
        cell = page.sheet[places[at]]
        value = sum_of(filled.record, parts)
        cell.value = "=" + _excel(parts, places)
        cell.protection = Protection(locked=True)
        cell.fill = PatternFill()
        page.figures[cell.coordinate] = "" if value is None else plain(value)


def _excel(parts: Parts, places: Mapping[At, str], sheet: str = "") -> str:
    return "".join(part if isinstance(part, str) else f"{sheet}{places[part]}" for part in parts)


def _refuse(sheet: Worksheet, filled: Filled, places: Mapping[At, str]) -> None:
    """Figures where figures belong: amounts, whole persons, points up to their weight."""
    figures = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    figures.error = "请填不小于零的数字，不带单位；没有的填0。"
    whole = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    whole.error = "请填人数。"
    points = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
    points.error = "分值应在0至100之间。"
    every = [figures, whole, points]
    for at, place in places.items():
        kind = spec_at(type(filled.record), at).kind
        if kind is None or not kind.numeric:
            continue
        weight = places.get(At(at.path.removesuffix("score") + "weight"))
        if kind.name == "points" and at.path.endswith("score") and weight:
            most = DataValidation(type="decimal", operator="between", formula1="0", formula2=weight)
            most.error = "得分应在0至本行分值之间。"
            most.add(place)
            every.append(most)
        elif kind.name == "points":
            points.add(place)
        elif kind.name == "count":
            whole.add(place)
        else:
            figures.add(place)
    for validation in every:
        validation.errorTitle, validation.showErrorMessage = _LOOK, True
        if validation.sqref:
            sheet.add_data_validation(validation)


def _checks(book: Workbook, told: Mapping[tuple[str, str], Sequence[str]]) -> Sheet:
    """How to fill in, and everything that is watched with its result."""
    page = Sheet(book.create_sheet(CHECKS), _CHECK_WIDTHS)
    put_line(page, CHECKS, TITLE, "center", above=6)
    put_line(page, _HOW, LINE, above=4)
    for column, head in enumerate(("表", "应当", "结果"), 1):
        put_text(look(page, (page.next, column, 1, 1), HEAD, "center", border=BOX), head)
    page.next += 1
    for (title, words), wrong in told.items():
        page.sheet.row_dimensions[page.next].height = LOW
        for column, text in enumerate(map(printable, (title, words)), 1):
            put_text(look(page, (page.next, column, 1, 1), BODY, "left", border=BOX), text)
        cell = look(page, (page.next, 3, 1, 1), BODY, "center", border=BOX)
        cell.value = f'=IF(OR({",".join(wrong)}),"{_LOOK}","{_WELL}")'
        page.figures[cell.coordinate] = _WELL
        page.next += 1
    page.sheet.conditional_formatting.add(f"C1:C{page.next - 1}", _red(f'$C1="{_LOOK}"'))
    return page


def _red(formula: str) -> Rule:
    look = DifferentialStyle(fill=WRONG, font=Font(bold=True))
    return Rule("expression", dxf=look, formula=[formula])


def _lock(sheet: Worksheet) -> None:
    """Widths and heights stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False

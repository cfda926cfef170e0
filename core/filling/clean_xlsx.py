"""A workbook template without links, traces of its authors, and formulas that look elsewhere."""

from __future__ import annotations

import itertools
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.styles.numbers import is_builtin
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.writers.shown import MAKER

_FUNCTIONS = (
    "ABS AND AVERAGE AVERAGEIF AVERAGEIFS CEILING CHAR CHOOSE COLUMN COLUMNS CONCAT CONCATENATE "
    "COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF DATEVALUE DAY DAYS EDATE EOMONTH "
    "EXACT FALSE FIND FIXED FLOOR HLOOKUP IF IFERROR IFNA IFS INDEX INT ISBLANK ISERR ISERROR "
    "ISNA ISNUMBER ISTEXT LARGE LEFT LEN LOOKUP LOWER MATCH MAX MAXIFS MEDIAN MID MIN MINIFS "
    "MOD MONTH N NA NOT NOW NUMBERSTRING OFFSET OR POWER PRODUCT QUOTIENT RANK RANK.AVG RANK.EQ "
    "REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SIGN SMALL SQRT SUBSTITUTE "
    "SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SWITCH T TEXT TEXTJOIN TODAY TRIM TRUE TRUNC UPPER "
    "VALUE VLOOKUP WEEKDAY WORKDAY XLOOKUP XMATCH YEAR "
)
"""The functions that only reckon with what stands in the workbook. Whatever else there is may fetch
a page, call a program or tell where the file lies, and the next edition brings more of it."""
_RECKONING = frozenset(_FUNCTIONS.split())
_ELSEWHERE = frozenset("[|\\")
"""What a reference has that leads to another file, a program or a server."""


def clean(book: Workbook) -> tuple[str, ...]:
    """Take out of an open workbook what must not be carried over; the names of what is missed."""
    book.properties = DocumentProperties(creator=MAKER)
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    lost: set[str] = set()
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [n for n, item in names.items() if reaches(item.attr_text or "")]:
            del names[name]
    for sheet in book.worksheets:
        lost |= _clean_cells(sheet)
        _clean_rules(sheet)
    return tuple(sorted(lost))


def _clean_cells(sheet: Worksheet) -> set[str]:
    lost: set[str] = set()
    sheet.legacy_drawing = None
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell, MergedCell):
                continue
            cell.hyperlink = None
            cell.comment = None
            if cell.data_type == "f" and not isinstance(cell.value, str):
                # Its range would have to follow the rows that a list gets.
                lost.add("数组公式")
                cell.value = None
            elif cell.data_type == "f" and reaches(str(cell.value)):
                lost.add("可能连到别处的公式")
                cell.value = None
            if not is_builtin(cell.number_format) and "[$" in cell.number_format:
                cell.number_format = "General"
    return lost


def _clean_rules(sheet: Worksheet) -> None:
    rules = sheet.data_validations
    rules.dataValidation = [
        rule for rule in rules.dataValidation if not _any_reaches((rule.formula1, rule.formula2))
    ]
    kept = ConditionalFormattingList()
    for formatting in sheet.conditional_formatting:
        for each in formatting.rules:
            if not _any_reaches(each.formula):
                kept.add(str(formatting.sqref), each)
    sheet.conditional_formatting = kept
    for table in sheet.tables.values():
        for column in table.tableColumns:
            column.calculatedColumnFormula = column.totalsRowFormula = None
    # A pivot table keeps, unseen, all the figures that it was made from.
    page: Any = sheet
    page._pivots = []  # noqa: SLF001


def _any_reaches(formulas: Any) -> bool:
    return any(map(reaches, filter(None, formulas)))


def reaches(formula: str) -> bool:
    """Whether a formula may look or act outside the workbook."""
    try:
        found = Tokenizer(f"={formula.removeprefix('=')}").items
    except (TokenizerError, IndexError):
        return True
    items = [item for item in found if item.type != Token.WSPACE]
    return not all(map(_stays, items)) or any(itertools.starmap(_calls, itertools.pairwise(items)))


def _stays(item: Token) -> bool:
    if item.type == Token.FUNC and item.subtype == Token.OPEN:
        return item.value.rstrip("(").upper().removeprefix("_XLFN.") in _RECKONING
    named = item.type == Token.OPERAND and item.subtype == Token.RANGE
    return not named or _ELSEWHERE.isdisjoint(item.value)


def _calls(before: Token, item: Token) -> bool:
    """Whether a name is called with a blank before its bracket, or in brackets of its own."""
    opens = item.type == Token.PAREN and item.subtype == Token.OPEN
    return opens and (before.type == Token.OPERAND or before.subtype == Token.CLOSE)

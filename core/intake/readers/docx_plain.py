"""Plain tables of Word, read in one sweep.

Almost every table of a form holds nothing but rows, cells, paragraphs and text. Then it takes
half the time to let lxml look for these alone than to walk through all that stands between
them. A table with anything in it that changes what is read is left to the walk.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from core.intake.package import whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T, _P, _TC, _TR, _GRID_SPAN, _V_MERGE = (
    _W + name for name in ("t", "p", "tc", "tr", "gridSpan", "vMerge")
)
_SIGNS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "noBreakHyphen": "-"}
_NOT_PLAIN = (
    *(_W + name for name in ("tbl", "sdt", "customXml", "del", "moveFrom", "ruby", "tabs", "ptab")),
    *(_W + name for name in ("gridBefore", "hMerge", "vanish", "vertAlign", "sym", "tcPrChange")),
    *(_W + name for name in ("drawing", "pict", "object", "txbxContent")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}*",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}*",
)
"""What the walk has to look at; `tabs` because its tab stops are called like tabs."""
_SWEPT = (_T, _P, _TC, _TR, _GRID_SPAN, _V_MERGE, *_SIGNS, *_NOT_PLAIN)
_VAL = _W + "val"
_WIDEST = 1000


@dataclass(slots=True)
class PlainCell:
    """A cell: its grid columns, its part in a merge down, its paragraphs with their words."""

    columns: int
    merge: str | None
    paragraphs: list[tuple[etree._Element, list[str]]]


def swept(table: etree._Element) -> list[list[PlainCell]] | None:
    """The rows of a plain table; None for any other, and for a frame around something."""
    rows: list[list[PlainCell]] = []
    # What a damaged file has outside a row or a cell goes nowhere.
    line, cell, words = list[PlainCell](), PlainCell(1, None, []), list[str]()
    elements = table.iter(*_SWEPT)
    next(elements)  # The table itself, which is not plain inside another.
    for element in elements:
        tag = element.tag
        if tag == _T:
            words.append(element.text or "")
        elif tag == _P:
            words = []
            cell.paragraphs.append((element, words))
        elif tag == _TC:
            cell = PlainCell(1, None, [])
            line.append(cell)
        elif tag == _TR:
            line = []
            rows.append(line)
        elif tag == _V_MERGE:
            cell.merge = element.get(_VAL) or "continue"
        elif tag == _GRID_SPAN:
            cell.columns = max(1, min(whole(element.get(_VAL), 1), _WIDEST))
        elif tag in _SIGNS:
            words.append(_SIGNS[tag])
        else:
            return None
    return None if len(rows) == 1 and len(rows[0]) == 1 else rows

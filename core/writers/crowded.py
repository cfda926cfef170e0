"""Cells of the official forms with more text than a page holds, told before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.forms.papers import paper_of
from core.schema.paper import Paper, PaperCell
from core.submission import Filled
from core.writers.prose import is_prose
from core.writers.shown import cell_text

_ACROSS = 178
"""The mm between the margins of a form."""
_CHARACTER, _LINE = 3.6, 5.3
"""A Chinese character and a line of a form in mm."""
_PAGE = 225
"""The mm of a page below the head."""
_PLAIN = 0x2E80
"""Characters below take half the room."""
_NAME = 12


def crowded(forms: Sequence[Filled]) -> tuple[str, ...]:
    """A sentence for each cell that goes on over a page's end because no page could hold it."""
    return tuple(said for filled in forms if not is_prose(filled) for said in _of(filled))


def _of(filled: Filled) -> Iterator[str]:
    paper = paper_of(filled.record)
    for cell in paper.cells:
        text = cell_text(filled, cell)
        lines = _lines(text, _width(paper, cell))
        if lines * _LINE > _PAGE:
            begins = text.strip().replace("\n", "")[:_NAME]
            where = f"附件{filled.code[1:]}有一格文字约{lines}行（“{begins}…”）"
            yield f"{where}，一页放不下，会接到下一页。"


def _width(paper: Paper, cell: PaperCell) -> float:
    share = sum(paper.widths[cell.column : cell.column + cell.columns]) / sum(paper.widths)
    return share * _ACROSS


def _lines(text: str, width: float) -> int:
    fits = max(int(width / _CHARACTER), 1)
    return sum(-(-int(_length(line)) // fits) or 1 for line in text.split("\n")) if text else 0


def _length(line: str) -> float:
    return sum(1 if ord(sign) >= _PLAIN else 0.5 for sign in line) + 0.5

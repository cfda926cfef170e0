"""What does not fit, told before anything is printed or written.

A cell with more text than a page holds goes on over the page's end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.forms.papers import paper_of
from core.schema.paper import PaperCell
from core.submission import Filled
from core.writers.measure import (
    BODY_SIZE,
    MM_PER_POINT,
    PAGE_HEIGHTS,
    measured,
    text_height,
)
from core.writers.prose import is_prose
from core.writers.shown import cell_text

_NAME = 12


def crowded(forms: Sequence[Filled]) -> tuple[str, ...]:
    """A sentence for each cell that goes on over a page's end because no page could hold it."""
    return tuple(said for filled in forms if not is_prose(filled) for said in _of(filled))


def _of(filled: Filled) -> Iterator[str]:
    paper = paper_of(filled.record)
    form = measured(filled, paper)
    page = PAGE_HEIGHTS[form.landscape] / MM_PER_POINT
    for cell in paper.cells:
        text = cell_text(filled, cell)
        pages = _height(cell, text, form.widths) / page
        if pages > 1:
            yield f"{_where(filled, text)}约占{pages:.1f}页，一页放不下，会接到下一页。"


def _height(cell: PaperCell, text: str, widths: Sequence[float]) -> float:
    width = sum(widths[cell.column : cell.column + cell.columns]) - 3 * cell.indent
    return text_height(text, width, BODY_SIZE)


def _where(filled: Filled, text: str) -> str:
    begins = "".join(text.split())[:_NAME]
    return f"附件{filled.code[1:]}有一格文字（“{begins}…”）"

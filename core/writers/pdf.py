"""PDF, preview and print: typst sets the papers from templates in resources/papers."""

import re
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any, Literal

from core.forms.papers import paper_of
from core.schema.paper import Block, Paper, PaperCell
from core.submission import Filled
from core.writers.measure import measured
from core.writers.prose import TABLE_HEADS, TABLE_UNIT, ProseTable, is_prose, prose_of, title_lines
from core.writers.shown import (
    beside,
    cell_text,
    is_tall,
    lead,
    pairs,
    printable,
    shown,
    titles_of,
    unit_of,
)
from core.writers.target import save
from core.writers.typeset import typeset

_FIGURE = re.compile(r"-?[\d.,]{7,}%?")
"""A long figure is made narrower where it would run over its cell."""
_LONG = 200
"""A row with a cell of more characters may break over pages; others are kept whole."""


def write_pdf(forms: Sequence[Filled], target: Path) -> None:
    """Write the forms into one PDF, each from a new page; UserError if it cannot."""
    save(pdf_bytes(forms), target)


def pdf_bytes(forms: Sequence[Filled]) -> bytes:
    """The PDF."""
    (document,) = _compiled(forms, "pdf")
    return document


def svg_pages(forms: Sequence[Filled]) -> tuple[bytes, ...]:
    """The pages of the PDF as drawings, for preview and print."""
    return _compiled(forms, "svg")


def _compiled(forms: Sequence[Filled], form: Literal["pdf", "svg"]) -> tuple[bytes, ...]:
    papers = [_report(filled) if is_prose(filled) else _form(filled) for filled in forms]
    return typeset("papers.typ", titles_of(forms), {"papers": papers}, form)


def _form(filled: Filled) -> dict[str, Any]:
    paper = paper_of(filled.record)
    form = measured(filled, paper)
    return {
        "kind": "form",
        "annex": paper.annex,
        "title": printable(paper.title),
        "unit": unit_of(filled),
        "lead": lead(filled, paper.lead),
        "landscape": form.landscape,
        "brims": form.brims,
        "widths": paper.widths,
        "blocks": [_block(filled, paper, block) for block in paper.blocks],
        "notes": paper.notes,
        "sign": pairs(filled, paper.sign),
        "beside": beside(filled, paper),
    }


def _block(filled: Filled, paper: Paper, block: Block) -> dict[str, Any]:
    """A block of rows; a `long` one has a row that may break over pages.

    `side` is the label that stands beside all its rows, which the template draws on its own.
    """
    last = block.first + block.rows
    cells = [cell for cell in paper.cells if block.first <= cell.row < last]
    side = next((cell for cell in cells if 1 < cell.rows == block.rows), None)
    breaking = {cell.row for cell in cells if len(cell_text(filled, cell)) > _LONG}
    below = block.first + block.head
    is_torn = any(cell.row < below < cell.row + cell.rows for cell in cells if cell is not side)
    drawn = [_cell(filled, cell, block.first, breaking) for cell in cells if cell is not side]
    _mark_rows(drawn, block.head)
    return {
        "rows": block.rows,
        "head": 0 if is_torn else block.head,
        "side": cell_text(filled, side) if side else None,
        "long": bool(breaking),
        "cells": drawn,
    }


def _mark_rows(cells: Sequence[dict[str, Any]], head: int) -> None:
    """Tell in a cell of each row which labels beside it go on from above, by their columns.

    The template prints them in the head of a page that begins in the middle of a group.
    """
    merged = [cell for cell in cells if cell["h"] > 1 and cell["y"] >= head]
    for y in range(head, max((cell["y"] + 1 for cell in cells), default=0)):
        single = [cell for cell in cells if cell["y"] == y and cell["h"] == 1]
        if single:
            min(single, key=lambda cell: int(cell["x"]))["above"] = [
                {"x": cell["x"], "text": cell["text"].partition("\n")[0]}
                for cell in merged
                if cell["y"] < y < cell["y"] + cell["h"]
            ]


def _cell(filled: Filled, cell: PaperCell, first: int, breaking: Set[int]) -> dict[str, Any]:
    text = cell_text(filled, cell)
    return {
        "x": cell.column,
        "y": cell.row - first,
        "w": cell.columns,
        "h": cell.rows,
        "text": text,
        "figure": _FIGURE.fullmatch(text) is not None,
        "align": cell.align,
        "indent": cell.indent,
        "head": cell.is_label and cell.align == "center",
        "tall": is_tall(filled, cell),
        "whole": cell.rows == 1 and cell.row not in breaking,
    }


def _report(filled: Filled) -> dict[str, Any]:
    prose = prose_of(filled)
    return {
        "kind": "report",
        "annex": prose.annex,
        "title": prose.title,
        "unit": unit_of(filled),
        "heading": title_lines(prose.title, 19),
        "cover-title": title_lines(prose.title, 16),
        "cover": prose.cover,
        "preamble": prose.preamble,
        "passages": [
            {
                "heading": passage.heading,
                "paragraphs": passage.paragraphs,
                "tables": [_table(filled, table) for table in passage.tables],
            }
            for passage in prose.passages
        ],
        "signature": prose.signature,
    }


def _table(filled: Filled, table: ProseTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "measure": TABLE_UNIT,
        "heads": TABLE_HEADS,
        "rows": [[shown(filled, at) for at in row] for row in table.rows],
    }

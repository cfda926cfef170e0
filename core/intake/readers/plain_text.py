"""Plain text (.txt, .csv), also under the name of a workbook: lines, or columns parted by signs.

Many programs of offices give out tables as text and call them .xls. What was merged is lost.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.package import TOO_LARGE
from core.intake.readers.workbook import MAX_CELLS, MAX_WIDTH

_CODES = ("utf-8-sig", "gb18030")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MARKUP = re.compile(r"\s*<[?!/\w]")
_LARGEST = 2 * 2**20
"""Bytes; a report of 20,000 characters has 60 kB."""
_FEWEST = 3
"""So many lines make a table."""
_NOT_TEXT = "不是 Word 或 Excel 文件，不能读取；请用 WPS 打开后另存为 .docx 或 .xlsx 再导入。"


def read_text(data: bytes) -> Document:
    """The lines of a text, or its columns as one table; raises `Refused` for what is no text."""
    if len(data) > _LARGEST:
        raise Refused("too_large", TOO_LARGE)
    text = _decoded(data)
    rows = _rows(text)
    if rows is None:
        lines = text.splitlines()
        if len(lines) > MAX_CELLS:
            raise Refused("too_large", TOO_LARGE)
        return Document("text", tuple(Paragraph(n, line) for n, line in enumerate(lines)))
    width = max(map(len, rows))
    cells = tuple(
        Cell(row, column, said.strip())
        for row, line in enumerate(rows)
        for column, said in enumerate(line)
        if said.strip()
    )
    if len(cells) > MAX_CELLS or width > MAX_WIDTH:
        raise Refused("too_large", TOO_LARGE)
    return Document("text", (Grid(0, cells, len(rows), width),))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for name in _CODES:
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if not _CONTROL.search(text) and not _MARKUP.match(text):
            return text
    raise Refused("unsupported", _NOT_TEXT)


def _rows(text: str) -> Sequence[Sequence[str]] | None:
    """The lines cut at tabs or commas, as a workbook writes them: each with as many parts.

    None for prose, and for a table of Word turned into text, whose lines differ.
    """
    if sum(1 for line in text.splitlines() if line.strip()) < _FEWEST:
        return None
    for sign in "\t,":
        try:
            rows = list(csv.reader(text.splitlines(keepends=True), delimiter=sign))
        except csv.Error:
            continue
        widths = {len(row) for row in rows if row}
        if len(widths) == 1 and max(widths) > 1:
            return rows
    return None

"""Text PDFs with ruled tables, read by pdfplumber; a scan without text is refused.

A printed page has no paragraphs and no cells, only words and lines: lines that reach the right
margin are joined with the next, and a table's cells are what its ruling encloses.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.package import DAMAGED, TOO_LARGE
from core.text import nfkc

_MAX_PAGES = 200
_NEAR = 3.0
"""Points by which two edges of one ruling may differ."""
_EM = 1.6
"""A line whose end is nearer to the margin than so many characters goes on in the next."""
_THIN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9])|(?<=[0-9]) (?=[\u4e00-\u9fff])")
_GOES_ON = re.compile(r".{0,80}[(（]?续表?[)）]?")
_FIGURE = re.compile(r"[\d.,%]+")
_DOUBT = "PDF 中折成几行的数字，已连在一起"
_PAGE_NUMBER = re.compile(r"[-—第\s]*\d{1,3}[-—页\s]*(共\s*\d{1,3}\s*页)?")
_SCAN = "PDF 是扫描的图片，没有文字；请导入 Word 或 Excel 原件，或照着图片录入。"


@dataclass(frozen=True, slots=True)
class _Box:
    """A ruled cell: its edges in points and its text."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    wrapped: bool = False
    """Whether a figure was broken over lines and put together again."""


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table of one page, or of several joined: its cells, and where it stands."""

    boxes: tuple[_Box, ...]

    @property
    def sides(self) -> tuple[float, float]:
        return min(box.left for box in self.boxes), max(box.right for box in self.boxes)

    @property
    def bottom(self) -> float:
        return max(box.bottom for box in self.boxes)


def read_pdf(data: bytes) -> Document:
    """The tables and paragraphs of a text PDF; raises `Refused` for what cannot be read."""
    try:
        pages = _pages(data)
    except Refused:
        raise
    except Exception as error:
        if "Password" in repr(error):
            raise Refused("encrypted", "文件设有密码，打不开；请取消密码后再导入。") from error
        # A crafted file makes the parser fail with whatever it meets first.
        raise Refused("damaged", DAMAGED) from error
    joined: list[_Ruled | str] = []
    for page in _without_heads(pages):
        head, *following = page or [""]
        if following and isinstance(head, str) and _GOES_ON.fullmatch(head):
            head, *following = following
        if joined and _goes_on(joined[-1], head):
            joined[-1] = _below(joined[-1], head)
            joined += following
        else:
            joined += page
    if not joined:
        raise Refused("unsupported", _SCAN)
    return Document("pdf", tuple(_numbered(joined)))


def _pages(data: bytes) -> list[list[_Ruled | str]]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > _MAX_PAGES:
            raise Refused("too_large", TOO_LARGE)
        found = []
        for page in pdf.pages:
            found.append(_page(page))
            page.close()
        return found


def _without_heads(pages: list[list[_Ruled | str]]) -> Iterator[list[_Ruled | str]]:
    """The pages without the lines that stand at the head or foot of several."""
    ends = [page[at] for page in pages if page for at in {0, len(page) - 1}]
    running = {text for text in ends if isinstance(text, str) and ends.count(text) > 1}
    for page in pages:
        last = len(page) - 1
        yield [
            block for at, block in enumerate(page) if at not in {0, last} or block not in running
        ]


def _goes_on(above: _Ruled | str, here: _Ruled | str) -> bool:
    """Whether a table at the head of a page continues the one at the foot of the page before."""
    if isinstance(above, str) or isinstance(here, str):
        return False
    return all(abs(a - b) <= _NEAR for a, b in zip(above.sides, here.sides, strict=True))


def _below(above: _Ruled | str, here: _Ruled | str) -> _Ruled:
    if isinstance(above, str) or isinstance(here, str):
        raise TypeError("only tables continue each other")
    shift = above.bottom - min(box.top for box in here.boxes)
    moved = (replace(box, top=box.top + shift, bottom=box.bottom + shift) for box in here.boxes)
    return _Ruled((*above.boxes, *moved))


def _numbered(blocks: Sequence[_Ruled | str]) -> Iterator[Grid | Paragraph]:
    tables = paragraphs = 0
    for block in blocks:
        if isinstance(block, str):
            yield Paragraph(paragraphs, block)
            paragraphs += 1
        else:
            yield _grid(block, tables)
            tables += 1


def _page(page: Page) -> list[_Ruled | str]:
    """The page's tables and paragraphs from top to bottom; a page number is neither."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    words = page.extract_words(keep_blank_chars=True, use_text_flow=False, x_tolerance=2)
    placed: list[tuple[float, _Ruled | str]] = [
        (table.bbox[1], _ruled(table, words)) for table in tables
    ]
    outside = [word for word in words if not any(_inside(word, table.bbox) for table in tables)]
    breaks = [table.bbox[1] for table in tables]
    placed += [
        (top, text)
        for top, text in _paragraphs(outside, breaks)
        if not _PAGE_NUMBER.fullmatch(text)
    ]
    return [block for _, block in sorted(placed, key=_top)]


def _top(placed: tuple[float, _Ruled | str]) -> float:
    return placed[0]


def _inside(word: dict[str, Any], box: Sequence[float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _lines(words: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words by line, from top to bottom and left to right."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and lines[-1][0]["top"] <= middle <= lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def _joined(line: Sequence[dict[str, Any]]) -> str:
    """A line's text; the thin gap that typesetting puts between Han and digits is none."""
    text, end = "", 0.0
    for word in line:
        gap = text and word["x0"] - end > _EM * (word["bottom"] - word["top"])
        text += (" " if gap else "") + word["text"].strip()
        end = word["x1"]
    return _whole_characters(_THIN.sub("", text))


def _whole_characters(text: str) -> str:
    """Radicals that some fonts give for characters (⼯ for 工) put right; all else as it is."""
    return "".join(
        nfkc(char) if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" else char
        for char in text
    )


def _paragraphs(
    words: Sequence[dict[str, Any]], breaks: Sequence[float]
) -> Iterator[tuple[float, str]]:
    lines = _lines(words)
    right = max((line[-1]["x1"] for line in lines), default=0)
    text, top, full = "", 0.0, False
    for line in lines:
        here = line[0]["top"]
        parted = any(top < edge < here for edge in breaks)
        if text and (not full or parted):
            yield top, text
            text = ""
        if not text:
            top = here
        text += _joined(line)
        height = line[-1]["bottom"] - line[-1]["top"]
        full = right - line[-1]["x1"] < _EM * height
    if text:
        yield top, text


def _ruled(table: Table, words: Sequence[dict[str, Any]]) -> _Ruled:
    boxes = []
    for left, top, right, bottom in (box for box in table.cells if box is not None):
        inside = [word for word in words if _inside(word, (left, top, right, bottom))]
        text = "\n".join(text for _, text in _paragraphs(inside, ()))
        wrapped = len(_lines(inside)) > 1 and bool(_FIGURE.fullmatch(text))
        boxes.append(_Box(left, top, right, bottom, text, wrapped))
    return _Ruled(tuple(boxes))


def _grid(table: _Ruled, index: int) -> Grid:
    columns = _edges([x for box in table.boxes for x in (box.left, box.right)])
    rows = _edges([y for box in table.boxes for y in (box.top, box.bottom)])
    cells = []
    for box in table.boxes:
        left, right = _edge(columns, box.left), _edge(columns, box.right)
        upper, lower = _edge(rows, box.top), _edge(rows, box.bottom)
        span = max(1, lower - upper), max(1, right - left)
        cells.append(Cell(upper, left, box.text, *span, doubt=_DOUBT if box.wrapped else None))
    return Grid(index, tuple(cells), max(1, len(rows) - 1), max(1, len(columns) - 1))


def _edges(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _edge(edges: Sequence[float], value: float) -> int:
    return bisect_left(edges, value - _NEAR)

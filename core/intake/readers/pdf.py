"""Text PDFs with ruled tables, read by pdfplumber; a scan without text is refused.

A printed page has no paragraphs and no cells, only words and lines: lines that reach the right
margin are joined with the next, and a table's cells are what its ruling encloses.
"""

from __future__ import annotations

import io
import logging
import re
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer import pdftypes
from pdfminer.pdftypes import stream_value
from pdfplumber.page import Page

from core.errors import Refused
from core.intake.grid import Document, Grid, Paragraph
from core.intake.package import DAMAGED, TOO_LARGE
from core.intake.readers.pdf_aligned import aligned
from core.intake.readers.pdf_blocks import Rule, UnclearError
from core.intake.readers.pdf_lines import Text, line_end, paragraphs
from core.intake.readers.pdf_pages import below, beside, goes_on_below, widened
from core.intake.readers.pdf_regions import Around
from core.intake.readers.pdf_sides import Edge, sides
from core.intake.readers.pdf_tables import NEAR, Ruled, grid_of, inside, ruled

# Every oddity of a file is said aloud otherwise; what matters is a refusal.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
_MAX_PAGES = 200
_MAX_PAGE, _MAX_DRAWN = 150_000, 1_000_000
"""Bytes of drawing on a page and in a file; a dense page of tables has 30,000."""
_MAX_STREAM = 32 * 2**20
_DEFLATED, _HEAD_MULTIPLE = b"\x78", 31
"""How a packed stream begins: deflated, in a window of 32 kB, the first two bytes a multiple."""
_MAX_CROSSINGS, _MAX_PAIRS = 8_000, 2_000_000
"""Crossings of ruled lines on a page, and cells times words: what the time for it grows with. A
page of 60 rows in 12 columns has 800, and 500,000."""
_SECONDS = 5.0
"""Of the processor, after which no other page is begun; twelve pages of tables take half of one."""
_RING = re.compile(rb"(?<!\d)\d+ \d+ obj\s*\d+ \d+ R\s*endobj")
"""An object that is nothing but another's name: a chain of them may have no end."""
_GOES_ON = re.compile(r".{0,80}[(（]?续表?[)）]?")
_PAGE_NUMBER = re.compile(r"[-—第\s]*\d{1,3}[-—页\s]*(共\s*\d{1,3}\s*页)?")
_TOO_LONG = "PDF 页数太多或太复杂，读不完；请单位报送 Word 或 Excel 原件。"
_GARBLED = "PDF 表格中的文字超出格子、相互重叠，读不准；请导入 Word 或 Excel 原件。"
_SCAN = "PDF 是扫描的图片，没有文字；请导入 Word 或 Excel 原件，或照着图片录入。"


_against_sums: list[int] = []
"""Sizes of the streams of the file at hand that were read against their checksum."""


def _despite_its_sum(data: bytes) -> bytes:
    """A packed stream without regard to its checksum; zlib.error where more than that is wrong."""
    if int.from_bytes(data[:2], "big") % _HEAD_MULTIPLE or data[:1] != _DEFLATED:
        raise zlib.error
    _against_sums.append(len(data))
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[2:], _MAX_STREAM)


# The library's own way goes byte by byte, takes time by the square of the length, and tells nobody.
pdftypes.decompress_corrupted = _despite_its_sum


def read_pdf(data: bytes) -> Document:
    """The tables and paragraphs of a text PDF; raises `Refused` for what cannot be read."""
    _against_sums.clear()
    pages = _pages_of(data)
    joined: list[Ruled | Text] = []
    running = _running(pages)
    for page in _without_heads(pages, running):
        if not page:
            continue
        head, *following = page
        if following and isinstance(head, Text) and _GOES_ON.fullmatch(head.text):
            head, *following = following
        whole = _joins(joined[-1], head) if joined else None
        if whole is not None:
            joined[-1] = whole
            joined += following
        else:
            joined += page
    if not joined:
        raise Refused("unsupported", _SCAN)
    if any(isinstance(block, Ruled) and block.garbled for block in joined):
        raise Refused("unsupported", _GARBLED)
    margins = tuple(dict.fromkeys(text for text, _ in running))
    return Document("pdf", tuple(_numbered(joined)), margins, damaged=bool(_against_sums))


@contextmanager
def _parsing() -> Iterator[None]:
    """Around what the library does: a crafted file makes it fail with whatever it meets first."""
    try:
        yield
    except (Refused, RecursionError, MemoryError):
        raise
    except Exception as error:
        if "Password" in repr(error):
            raise Refused("encrypted", "文件设有密码，打不开；请取消密码后再导入。") from error
        raise Refused("damaged", DAMAGED) from error


def _pages_of(data: bytes) -> list[list[Ruled | Text]]:
    try:
        return _pages(data, unruled=True)
    except UnclearError:
        # Of tables that follow from alignment alone all are taken or none.
        return _pages(data, unruled=False)


def _pages(data: bytes, *, unruled: bool) -> list[list[Ruled | Text]]:
    if _RING.search(data):
        raise Refused("damaged", DAMAGED)
    with _parsing():
        pdf = pdfplumber.open(io.BytesIO(data))
        pages = pdf.pages
    with closing(pdf):
        if len(pages) > _MAX_PAGES:
            raise Refused("too_large", TOO_LARGE)
        found, drawn, rights = list[list[Ruled | Text]](), 0, dict[float, float]()
        began = time.process_time()
        for page in pages:
            if time.process_time() - began > _SECONDS:
                raise Refused("timeout", _TOO_LONG)
            with _parsing():
                streams = [stream_value(stream).get_data() for stream in page.page_obj.contents]
            size = sum(map(len, streams))
            drawn += size
            if size > _MAX_PAGE or drawn > _MAX_DRAWN:
                raise Refused("too_large", TOO_LARGE)
            last = _last_aligned(found)
            found.append(_page(page, rights, _after(last) if unruled else None))
            if last is None and found[-1] and _is_aligned(found[-1][0]) and len(found) > 1:
                # Its headings may have been left behind as lines of text.
                before = pages[len(found) - 2]
                leads = replace(_after(_last_aligned(found[:-2])), leads=True)
                found[-2] = _page(before, rights, leads)
                before.close()
            page.close()
        return found


def _running(pages: list[list[Ruled | Text]]) -> list[tuple[str, int]]:
    """The lines that stand at one height of half of the pages, first or last, with that height."""
    ends = [page[at] for page in pages if page for at in {0, len(page) - 1}]
    said = [_place(block) for block in ends if isinstance(block, Text)]
    return [place for place in said if said.count(place) >= max(2, len(pages) / 2)]


def _without_heads(
    pages: list[list[Ruled | Text]], running: Sequence[tuple[str, int]]
) -> Iterator[list[Ruled | Text]]:
    """The pages without those lines."""
    for page in pages:
        last = len(page) - 1
        yield [
            block
            for at, block in enumerate(page)
            if at not in {0, last} or isinstance(block, Ruled) or _place(block) not in running
        ]


def _place(text: Text) -> tuple[str, int]:
    return text.text, round(text.top / NEAR)


def _joins(above: Ruled | Text, here: Ruled | Text) -> Ruled | Text | None:
    """What stands at the foot of a page with what goes on from it at the head of the next."""
    if isinstance(above, Text) and isinstance(here, Text):
        whole = Text(above.top, above.text + here.text, here.full, above.flush)
        return whole if above.full and here.flush else None
    if isinstance(above, Text) or isinstance(here, Text):
        return None
    if goes_on_below(above, here):
        return below(above, here)
    return widened(above, here) if beside(above, here) else None


def _numbered(blocks: Sequence[Ruled | Text]) -> Iterator[Grid | Paragraph]:
    tables = texts = 0
    for block in blocks:
        if isinstance(block, Text):
            yield Paragraph(texts, block.text)
            texts += 1
        else:
            yield grid_of(block, tables)
            tables += 1


def _last_aligned(pages: Sequence[Sequence[Ruled | Text]]) -> Ruled | None:
    """The table without uprights with which the last of these pages ends."""
    block = pages[-1][-1] if pages and pages[-1] else None
    return block if isinstance(block, Ruled) and block.aligned else None


def _after(above: Ruled | None) -> Around:
    return Around(above is not None, names=above.names if above else None)


def _is_aligned(block: Ruled | Text) -> bool:
    return isinstance(block, Ruled) and block.aligned


def _page(page: Page, rights: dict[float, float], around: Around | None) -> list[Ruled | Text]:
    """The page's tables and paragraphs from top to bottom; a page number is neither.

    `rights` is where lines ended so far on paper of a width: a page of few lines does not tell.
    `around` tells of tables without uprights on the pages around; None that none is looked for.
    """
    with _parsing():
        plain = _without_grounds(page)
        edges, grounds = plain.edges, page.edges if plain is not page else ()
    if _crossings(edges) > _MAX_CROSSINGS:
        raise Refused("too_large", TOO_LARGE)
    settings = {"explicit_vertical_lines": sides(_across(edges, ground=False), edges)}
    with _parsing():
        tables = [table for table in plain.find_tables(settings) if len(table.cells) > 1]
        words = plain.extract_words(keep_blank_chars=True, use_text_flow=False, x_tolerance=2)
    if sum(len(table.cells) for table in tables) * len(words) > _MAX_PAIRS:
        raise Refused("too_large", TOO_LARGE)
    outside = [word for word in words if not any(inside(word, table.bbox) for table in tables)]
    left = min((word["x0"] for word in words), default=0.0)
    right = line_end(outside, page.width, rights.get(page.width))
    if right is not None:
        rights[page.width] = right
    placed: list[Ruled | Text] = [ruled(table, words) for table in tables]
    if around is not None:
        rules = partial(_rules, edges, grounds)
        for unruled, inner in aligned(outside, rules, page.width, around):
            placed.append(unruled)
            outside = [word for word in outside if id(word) not in inner and word["text"].strip()]
    breaks = [block.top for block in placed]
    texts = paragraphs(outside, breaks, left, page.width if right is None else right)
    placed += [text for text in texts if not _PAGE_NUMBER.fullmatch(text.text)]
    return sorted(placed, key=_top)


def _without_grounds(page: Page) -> Page:
    """The page without its coloured backgrounds, whose edges are no ruling: of rows in two colours
    every other one would be a table."""
    if not any(map(_is_ground, page.rects)):
        return page
    return page.filter(lambda drawn: not _is_ground(drawn))


def _is_ground(drawn: Mapping[str, Any]) -> bool:
    return bool(
        drawn["object_type"] == "rect"
        and drawn["fill"]
        and not drawn["stroke"]
        and min(drawn["width"], drawn["height"]) > NEAR
    )


def _rules(edges: Sequence[Edge], grounds: Sequence[Edge]) -> list[Rule]:
    """The lines that are drawn across, those at one height that meet put together, and the edges
    of the backgrounds."""
    return [*_across(edges, ground=False), *_across(grounds, ground=True)]


def _across(edges: Sequence[Edge], *, ground: bool) -> list[Rule]:
    drawn = [edge for edge in edges if edge["orientation"] == "h"]
    found: list[Rule] = []
    for edge in sorted(drawn, key=lambda edge: (round(edge["top"] / NEAR), edge["x0"])):
        last = found[-1] if found else None
        if last and abs(last.y - edge["top"]) < NEAR and edge["x0"] < last.right + NEAR:
            found[-1] = Rule(last.y, last.left, max(last.right, edge["x1"]), ground)
        else:
            found.append(Rule(edge["top"], edge["x0"], edge["x1"], ground))
    return found


def _crossings(edges: Sequence[Edge]) -> int:
    """How many crossings the ruled lines of a page have at most, near ones taken as one."""
    lines: dict[str, set[float]] = {"h": set(), "v": set()}
    for edge in edges:
        if edge["orientation"] in lines:
            place = edge["top"] if edge["orientation"] == "h" else edge["x0"]
            lines[edge["orientation"]].add(round(place, 1))
    across, down = (
        sum(1 for one, other in pairwise(sorted(places)) if other - one > NEAR) + bool(places)
        for places in lines.values()
    )
    return across * down


def _top(placed: Ruled | Text) -> float:
    return placed.top

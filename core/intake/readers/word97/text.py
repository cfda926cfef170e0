"""The main text of a Word 97-2003 file: its pieces, its paragraphs and what is hidden in it.

A fast-saved file keeps its text in many pieces in any order; the piece table gives the order.
Positions in the text (CP) and in the file (FC) differ, and formatting is kept by FC.
"""

from __future__ import annotations

import re
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from core.intake.readers.word97 import sprms
from core.intake.readers.word97.streams import Streams, damaged, i16, piece, u16, u32

_CLX, _CHPX, _PAPX = 33, 12, 13
_PAGE = 512
_NONE = (0, 0, b"")
"""A run that ends before it begins."""
_MAX_TEXT = 8_000_000
_MARKS = frozenset("\r\x07\x0c")
_FIELD_BEGINS, _FIELD_RESULT = "\x13", "\x14"
_FIELD_MARKS = frozenset("\x13\x14\x15")
_TOKENS = re.compile("([\r\x07\x0c\x13\x14\x15])")
_ODD = re.compile("[\x00-\x08\x0a-\x1f\xa0\ud800-\udfff]")
_SHOWN = {code: None for code in range(32) if code != 9} | {0x0B: "\n", 0x1E: "-", 0xA0: " "}
_TICKS = {0xFC: "√", 0xFE: "☑", 0x52: "☑", 0xA8: "□", 0x6F: "□", 0xA3: "□", 0xFB: "×"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its place in the text, in the file, and how it is coded."""

    start: int
    end: int
    offset: int
    wide: bool
    group: bytes

    def fc(self, cp: int) -> int:
        return self.offset + (cp - self.start) * (2 if self.wide else 1)


class Block(NamedTuple):
    """A paragraph as stored: its visible text, its end mark, style and formatting."""

    text: str
    mark: str
    style: int
    group: bytes


def blocks(streams: Streams) -> Iterator[Block]:
    """The paragraphs and cell ends of the main text, in order."""
    paragraphs = _Runs(streams, _PAPX)
    characters = _Runs(streams, _CHPX)
    collected = _Visible()
    for part in _pieces(streams):
        text = _decode(streams.main, part)
        for start, end, group in characters.over(part):
            hidden = sprms.hidden(group, part.group)
            at = start
            for token in _TOKENS.split(text[start - part.start : end - part.start]):
                if token in _MARKS:
                    style, formatting = paragraphs.paragraph(part.fc(at), streams)
                    yield Block(collected.take(), token, style, formatting + part.group)
                elif token and not hidden:
                    collected.add(_symbols(token, group))
                at += len(token)
    rest = collected.take()
    if rest:
        yield Block(rest, "\r", 0, b"")


class _Visible:
    """Collects a paragraph's text; what stands between a field's begin and its result is code."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._codes: list[bool] = []

    def add(self, token: str) -> None:
        if token not in _FIELD_MARKS:
            if not any(self._codes):
                self._parts.append(token)
        elif token == _FIELD_BEGINS:
            self._codes.append(True)
        elif token == _FIELD_RESULT:
            self._codes[-1:] = [False] if self._codes else []
        else:
            self._codes[-1:] = []

    def take(self) -> str:
        text = "".join(self._parts)
        self._parts.clear()
        if _ODD.search(text) is None:
            return text
        text = text.translate(_SHOWN)
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _decode(main: bytes, part: Piece) -> str:
    """The piece's text with one character for each stored one: pairs of halves stay apart."""
    length = part.end - part.start
    raw = piece(main, part.offset, length * (2 if part.wide else 1))
    if not part.wide:
        return raw.decode("cp1252", "replace")
    text = raw.decode("utf-16-le", "replace")
    return text if len(text) == length else "".join(map(chr, array("H", raw)))


def _pieces(streams: Streams) -> tuple[Piece, ...]:
    clx = streams.structure(_CLX)
    groups: list[bytes] = []
    at = 0
    while at < len(clx) and clx[at] == 1:
        size = i16(clx, at + 1)
        groups.append(piece(clx, at + 3, size))
        at += 3 + size
    if at >= len(clx) or clx[at] != 2:
        raise damaged()
    table = piece(clx, at + 5, u32(clx, at + 1))
    count = (len(table) - 4) // 12
    out = []
    for n in range(count):
        start, end = u32(table, 4 * n), u32(table, 4 * n + 4)
        end = min(end, streams.text_length)
        fc = u32(table, 4 * (count + 1) + 8 * n + 2)
        prm = u16(table, 4 * (count + 1) + 8 * n + 6)
        if end <= start or end > _MAX_TEXT:
            continue
        wide = not fc & 0x40000000
        offset = fc if wide else (fc & 0x3FFFFFFF) // 2
        number = prm >> 1
        group = groups[number] if prm & 1 and number < len(groups) else b""
        out.append(Piece(start, end, offset, wide, group))
    if sum(part.end - part.start for part in out) > _MAX_TEXT:
        raise damaged()
    return tuple(out)


class _Runs:
    """Formatting by file position, from the pages that the bin table lists."""

    def __init__(self, streams: Streams, number: int) -> None:
        table = streams.structure(number)
        count = max(0, (len(table) - 4) // 8)
        found: dict[int, tuple[int, int, bytes]] = {}
        for n in range(count):
            page = u32(table, 4 * (count + 1) + 4 * n) & 0x3FFFFF
            content = streams.main[page * _PAGE : (page + 1) * _PAGE]
            if len(content) == _PAGE:
                for start, end, style, group in _page(content, number == _PAPX):
                    found[start] = (end, style, group)
        self._starts = sorted(found)
        self._runs = [found[start] for start in self._starts]

    def paragraph(self, fc: int, streams: Streams) -> tuple[int, bytes]:
        """Style and formatting of the paragraph whose end mark stands at a file position."""
        n = bisect_right(self._starts, fc) - 1
        end, style, group = self._runs[n] if n >= 0 else _NONE
        if fc >= end:
            return 0, b""
        at = sprms.huge(group)
        if at is not None:
            group = piece(streams.data, at + 2, u16(streams.data, at))
        return style, group

    def over(self, part: Piece) -> Iterator[tuple[int, int, bytes]]:
        """The stretches of a piece (CP from, CP to) with one formatting each."""
        width = 2 if part.wide else 1
        starts, runs, last = self._starts, self._runs, len(self._starts) - 1
        cp, fc = part.start, part.offset
        n = bisect_right(starts, fc) - 1
        while cp < part.end:
            end, _, group = runs[n] if n >= 0 else _NONE
            if end <= fc:
                end, group = starts[n + 1] if n < last else part.fc(part.end), b""
            stop = min(part.end, cp + max(1, (end - fc + width - 1) // width))
            yield cp, stop, group
            fc += (stop - cp) * width
            cp = stop
            while n < last and starts[n + 1] <= fc:
                n += 1


def _page(content: bytes, paragraphs: bool) -> Iterator[tuple[int, int, int, bytes]]:
    count = content[-1]
    if 4 * (count + 1) > _PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", content)
    slots = range(4 * (count + 1), _PAGE, 13 if paragraphs else 1)
    for start, end, slot in zip(bounds, bounds[1:], slots, strict=False):
        if end <= start:
            continue
        at = 2 * content[slot]
        if not at:
            yield start, end, 0, b""
            continue
        size = content[at]
        if not paragraphs:
            yield start, end, 0, content[at + 1 : at + 1 + size]
            continue
        first, length = (at + 1, 2 * size - 1) if size else (at + 2, 2 * content[at + 1])
        whole = content[first : first + length]
        style = u16(whole, 0) if len(whole) >= 2 else 0
        yield start, end, style, whole[2:]


def _symbols(token: str, group: bytes) -> str:
    """A character of a symbol font is stored as a bracket with its code in the formatting."""
    if "(" not in token:
        return token
    for code, operand in sprms.sprms(group):
        if code == sprms.SYMBOL:
            point = u16(operand, 2)
            low = point - 0xF000 if point >= 0xF000 else point
            return token.replace("(", _TICKS.get(low, chr(low) if low >= 0x20 else ""))
    return token

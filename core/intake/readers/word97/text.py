"""The main text of a Word 97-2003 file: its pieces, its paragraphs and what is hidden in it.

A fast-saved file keeps its text in many pieces in any order; the piece table gives the order.
Positions in the text (CP) and in the file (FC) differ, and formatting is kept by FC. Therefore
what is not shown is blanked first, one character for one, and cleared away only when the
formatting at every end mark has been found.
"""

from __future__ import annotations

import re
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from core.intake.readers.raised import RAISED
from core.intake.readers.word97 import sprms
from core.intake.readers.word97.streams import Streams, damaged, i16, piece, u16, u32

_CLX, _CHPX, _PAPX = 33, 12, 13
_PAGE = 512
_NONE = (0, b"")
"""A run that ends before it begins."""
_MAX_TEXT = 8_000_000
_MARK = re.compile("[\r\x07\x0c]")
_FIELD_BEGINS, _FIELD_RESULT, _FIELD_ENDS = "\x13", "\x14", "\x15"
_FIELD_PARTS = re.compile("([\r\x07\x0c\x13\x14\x15])")
_SHOWN = re.compile("[^\r\x07\x0c]")
_BLANK, _OBJECT = "\0", "\ufdd0"
"""Signs that no text has: for what is not shown, and for an object."""
_UNSEEN = re.compile("[\x00-\x06\x08\x0a\x0e-\x1d\x1f]+")
_HALF = re.compile("[\ud800-\udfff]")
_TICKS = {0xFC: "√", 0xFE: "☑", 0x52: "☑", 0xA8: "□", 0x6F: "□", 0xA3: "□", 0xFB: "×"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its place in the text, in the file, and how it is coded."""

    start: int
    end: int
    offset: int
    wide: bool
    group: bytes

    @property
    def width(self) -> int:
        """Bytes of a character."""
        return 2 if self.wide else 1

    def fc(self, cp: int) -> int:
        return self.offset + (cp - self.start) * self.width


class Block(NamedTuple):
    """A paragraph as stored: its visible text, its end mark and its formatting, and the numbers of
    the objects that stand in it."""

    text: str
    mark: str
    group: bytes
    objects: tuple[int, ...] = ()


def blocks(streams: Streams) -> Iterator[Block]:
    """The paragraphs and cell ends of the main text, in order."""
    paragraphs = _Runs(streams, _PAPX)
    pieces = _pieces(streams, 0, streams.text_length)
    changed = any(part.group for part in pieces) or any(map(_changes_text, _formats(streams)))
    characters = _Runs(streams, _CHPX) if changed or streams.objects else None
    fields = _Fields()
    objects: list[int] = []
    shown: list[str] = []
    ends: list[tuple[str, bytes]] = []
    for part in pieces:
        text = _decode(streams.main, part)
        if characters is not None:
            text = _formatted(text, part, characters)
        text = fields.without_codes(text)
        if streams.objects and characters is not None:
            text = _with_objects(text, part, characters, streams, objects)
        shown.append(text)
        at, width, group = part.offset, part.width, part.group
        ends += [
            (mark[0], paragraphs.at(at + width * mark.start(), streams.data) + group)
            for mark in _MARK.finditer(text)
        ]
    texts = _MARK.split(_cleared("".join(shown)))
    named = iter(objects)
    for text, (mark, group) in zip(texts, ends, strict=False):
        if objects and _OBJECT in text:
            here = tuple(islice(named, text.count(_OBJECT)))
            yield Block(text.replace(_OBJECT, ""), mark, group, here)
        else:
            yield Block(text, mark, group)
    if texts[-1]:
        yield Block(texts[-1], "\r", b"")


def margins(streams: Streams) -> tuple[str, ...]:
    """The lines of the page headers and footers, each once; formatting is not looked at."""
    first, last = streams.heads
    if first == last:
        return ()
    fields = _Fields()
    pieces = _pieces(streams, first, last)
    text = "".join(fields.without_codes(_decode(streams.main, part)) for part in pieces)
    lines = (line.strip() for line in re.split(r"[\r\n\x07\x0c]", _cleared(text)))
    return tuple(dict.fromkeys(filter(None, lines)))


def _changes_text(group: bytes) -> bool:
    """Whether formatting hides characters or shows others in their place."""
    symbols = any(code == sprms.SYMBOL for code, _ in sprms.sprms(group))
    return symbols or sprms.hidden(group) or sprms.raised(group)


def _formatted(text: str, part: Piece, characters: _Runs) -> str:
    """A piece's text with hidden characters blanked and those of symbol fonts as they look."""
    found = []
    for start, end, group in characters.over(part):
        run = text[start - part.start : end - part.start]
        if sprms.hidden(group, part.group):
            run = _SHOWN.sub(_BLANK, run)
        elif sprms.raised(group):
            run = run.translate(RAISED)
        found.append(_symbols(run, group))
    return "".join(found)


def _with_objects(
    text: str, part: Piece, characters: _Runs, streams: Streams, found: list[int]
) -> str:
    """A piece's text with a sign for each object, the numbers of which are noted in `found`."""
    signs = list(text)
    for place in re.finditer(_FIELD_RESULT, text):
        group = characters.at(part.fc(part.start + place.start()), streams.data)
        number = sprms.object_number(group)
        if number is not None and number in streams.objects:
            signs[place.start()] = _OBJECT
            found.append(number)
    return "".join(signs)


class _Fields:
    """Which fields are open; what stands between a field's begin and its result is code.

    `_codes` tells of each whether its code still goes on, `_within` of how many it does.
    """

    def __init__(self) -> None:
        self._codes: list[bool] = []
        self._within = 0

    def without_codes(self, text: str) -> str:
        """The text that follows, what is code in it blanked."""
        if not self._codes and _FIELD_BEGINS not in text:
            return text
        parts = _FIELD_PARTS.split(text)
        for n, part in enumerate(parts):
            if part == _FIELD_BEGINS:
                self._codes.append(True)
                self._within += 1
            elif part == _FIELD_RESULT and self._codes:
                self._within -= self._codes[-1]
                self._codes[-1] = False
            elif part == _FIELD_ENDS and self._codes:
                self._within -= self._codes.pop()
            elif self._within:
                parts[n] = _SHOWN.sub(_BLANK, part)
        return "".join(parts)


def _cleared(text: str) -> str:
    """The text without what is not shown, its signs as they look; end marks stay."""
    text = _UNSEEN.sub("", text)
    text = text.replace("\x0b", "\n").replace("\x1e", "-").replace("\xa0", " ")
    if _HALF.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _decode(main: bytes, part: Piece) -> str:
    """The piece's text with one character for each stored one: pairs of halves stay apart."""
    length = part.end - part.start
    raw = piece(main, part.offset, length * part.width)
    if not part.wide:
        return raw.decode("cp1252", "replace")
    text = raw.decode("utf-16-le", "replace")
    return text if len(text) == length else "".join(map(chr, array("H", raw)))


def _pieces(streams: Streams, first: int, last: int) -> tuple[Piece, ...]:
    """The pieces of the text between two of its positions."""
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
        fc = u32(table, 4 * (count + 1) + 8 * n + 2)
        prm = u16(table, 4 * (count + 1) + 8 * n + 6)
        begins, end = max(start, first), min(end, last)
        if end <= begins or end > _MAX_TEXT:
            continue
        wide = not fc & 0x40000000
        offset = fc if wide else (fc & 0x3FFFFFFF) // 2
        offset += (begins - start) * (2 if wide else 1)
        number = prm >> 1
        group = groups[number] if prm & 1 and number < len(groups) else b""
        out.append(Piece(begins, end, offset, wide, group))
    if sum(part.end - part.start for part in out) > _MAX_TEXT:
        raise damaged()
    return tuple(out)


class _Runs:
    """Formatting by file position, from the pages that the bin table lists.

    `runs` are the formatted stretches, each to where it reaches with its modifiers, in the order
    of their `starts`.
    """

    def __init__(self, streams: Streams, number: int) -> None:
        found: dict[int, tuple[int, bytes]] = {}
        for content in _listed(streams, number):
            found.update(_page(content, paragraphs=number == _PAPX))
        self.starts = sorted(found)
        self.runs = [found[start] for start in self.starts]

    def at(self, fc: int, data: bytes) -> bytes:
        """The formatting at a file position; what is too long for its page is in the data."""
        n = bisect_right(self.starts, fc) - 1
        end, group = self.runs[n] if n >= 0 else _NONE
        if fc >= end:
            return b""
        elsewhere = sprms.huge(group)
        if elsewhere is None:
            return group
        return piece(data, elsewhere + 2, u16(data, elsewhere))

    def over(self, part: Piece) -> Iterator[tuple[int, int, bytes]]:
        """The stretches of a piece (CP from, CP to) with one formatting each."""
        starts, runs, last = self.starts, self.runs, len(self.starts) - 1
        cp, fc = part.start, part.offset
        n = bisect_right(starts, fc) - 1
        while cp < part.end:
            end, group = runs[n] if n >= 0 else _NONE
            if end <= fc:
                end, group = starts[n + 1] if n < last else part.fc(part.end), b""
            length = (end - fc + part.width - 1) // part.width
            stop = min(part.end, cp + max(1, length))
            yield cp, stop, group
            fc += (stop - cp) * part.width
            cp = stop
            while n < last and starts[n + 1] <= fc:
                n += 1


def _listed(streams: Streams, number: int) -> Iterator[bytes]:
    """The pages that a bin table lists, without those that are cut short."""
    table = streams.structure(number)
    count = max(0, (len(table) - 4) // 8)
    for (page,) in struct.iter_unpack("<I", table[4 * (count + 1) : 4 * (2 * count + 1)]):
        at = (page & 0x3FFFFF) * _PAGE
        content = streams.main[at : at + _PAGE]
        if len(content) == _PAGE:
            yield content


def _formats(streams: Streams) -> set[bytes]:
    """All modifiers of characters, which are few; the runs that have them are many."""
    pages = _listed(streams, _CHPX)
    return {group for page in pages for group in _groups(page, paragraphs=False)[1].values()}


def _groups(content: bytes, *, paragraphs: bool) -> tuple[bytes, dict[int, bytes]]:
    """Per run of a page, the slot of its modifiers; and the modifiers of each slot."""
    first, step = 4 * (content[-1] + 1), 13 if paragraphs else 1
    slots = content[first : first + step * content[-1] : step]
    return slots, {slot: _group(content, 2 * slot, paragraphs=paragraphs) for slot in set(slots)}


def _page(content: bytes, *, paragraphs: bool) -> dict[int, tuple[int, bytes]]:
    """The runs of a page by their starts: where each ends, and its modifiers."""
    count = content[-1]
    if 4 * (count + 1) > _PAGE:
        return {}
    bounds = struct.unpack_from(f"<{count + 1}I", content)
    slots, groups = _groups(content, paragraphs=paragraphs)
    return {
        start: (end, groups[slot])
        for start, end, slot in zip(bounds, bounds[1:], slots, strict=False)
        if start < end
    }


def _group(content: bytes, at: int, *, paragraphs: bool) -> bytes:
    """The modifiers that stand at a place of a page; those of a paragraph follow its style."""
    if not at:
        return b""
    size = content[at]
    if not paragraphs:
        return content[at + 1 : at + 1 + size]
    if size:
        return content[at + 3 : at + 2 * size]
    return content[at + 4 : at + 2 + 2 * content[at + 1]]


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

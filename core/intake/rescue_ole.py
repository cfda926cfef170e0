"""Word and Excel 97-2003 files whose end is missing: their streams found without the directory.

The directory and the table of sectors often stand last and are lost first. The main stream is
told by its first bytes; of Word, the table stream by the piece table at the place that the main
stream names. Chains of sectors are followed as far as the table of sectors is there, and taken
to lie one behind the other where it is not, as programs write them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import olefile

_HEADER, _FAT_PLACES, _ENTRY = 512, 109, 4
_END, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SMALLEST = 4096
"""Streams below lie inside another and cannot be found so."""
_WORD, _WORD_97 = b"\xec\xa5", 0x00C1
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_CLX, _PAPX, _PAGE, _PAGES = 33, 13, 512, 0x3FFFFF
_PIECES, _FORMATTING, _PIECE_TABLE = struct.Struct("<BI"), 1, 2
_TRIES = 8
_LARGE_SECTOR = 12
_EXCEL = struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x0005)
_BOF, _EOF, _SHEET, _LOCK = 0x0809, 0x000A, 0x0085, 0x002F
_EMPTY_SHEET = struct.pack("<HHHHHHII", _BOF, 16, 0x0600, 0x0010, 0, 0, 0, 0) + struct.pack(
    "<HH", _EOF, 0
)
_ROOT, _STREAM, _BLACK = 5, 2, 1


@dataclass(frozen=True, slots=True)
class MendedOle:
    """A file that can be read again; `cut` says that a part of it is missing."""

    format: str
    data: bytes
    cut: bool


def mended_ole(data: bytes) -> Iterator[MendedOle]:
    """The file with its streams in a new frame: each way to put it together, the likeliest first.

    Nothing comes where the streams are not found.
    """
    if len(data) < _HEADER or not data.startswith(olefile.MAGIC):
        return
    sectors = _Sectors(data)
    for start in range(sectors.count):
        head = sectors.at(start)[: len(_EXCEL)]
        if head == _EXCEL:
            yield from _workbook(sectors.chain(start))
            return
        if head.startswith(_WORD) and struct.unpack_from("<H", head, 2)[0] >= _WORD_97:
            yield from _document(sectors, start)
            return


@dataclass(slots=True)
class _Sectors:
    """The sectors of a file that are there, and what is left of the table that chains them."""

    data: bytes
    size: int = 512
    count: int = 0
    table: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shift = struct.unpack_from("<H", self.data, 30)[0]
        self.size = 4096 if shift == _LARGE_SECTOR else 512
        self.count = max(-(-len(self.data) // self.size) - 1, 0)
        each = self.size // _ENTRY
        for number, place in enumerate(struct.unpack_from(f"<{_FAT_PLACES}I", self.data, 76)):
            if place >= self.count:
                continue
            content = self.at(place).ljust(self.size, b"\xff")
            for index, following in enumerate(struct.unpack(f"<{each}I", content)):
                self.table[number * each + index] = following

    def at(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    def following(self, number: int) -> int:
        return self.table.get(number, number + 1)

    def chain(self, start: int) -> bytes:
        """The stream that begins with a sector, as far as its sectors are there."""
        found, seen, number = [], set[int](), start
        while 0 <= number < self.count and number not in seen:
            seen.add(number)
            found.append(self.at(number))
            number = self.following(number)
        return b"".join(found)

    def heads(self) -> Iterator[int]:
        """The sectors that may be the first of a stream."""
        inner = {follow for follow in self.table.values() if follow < self.count}
        yield from (
            number
            for number in range(self.count)
            if number not in inner and self.table.get(number, _END) not in {_FAT, _NONE}
        )
        # A part of the table is lost: any sector behind it may be one.
        yield from (number for number in range(self.count) if number not in self.table)


def _document(sectors: _Sectors, start: int) -> Iterator[MendedOle]:
    """The main stream with its table stream, and with each other that may hold long formatting."""
    main = sectors.chain(start)
    flags = struct.unpack_from("<H", main, 10)[0] if len(main) > _HEADER else _ENCRYPTED
    place = _structure(main, _CLX)
    if flags & _ENCRYPTED or place is None:
        return
    for head in sectors.heads():
        table = sectors.chain(head)
        if _begins_pieces(table, *place):
            break
    else:
        return
    name = "1Table" if flags & _WHICH_TABLE else "0Table"
    found = {"WordDocument": main, name: table}
    cut = _formatted(main, table) > len(main)
    yield MendedOle("doc", _compound(found), cut)
    rest = (other for other in sectors.heads() if other not in {start, head})
    streams = (stream for other in rest if len(stream := sectors.chain(other)) >= _SMALLEST)
    for stream in islice(streams, _TRIES):
        yield MendedOle("doc", _compound({**found, "Data": stream}), cut)


def _formatted(main: bytes, table: bytes) -> int:
    """Where the last page of paragraph formatting ends that the table stream names."""
    at, length = _structure(main, _PAPX) or (0, 0)
    count = max(length - _ENTRY, 0) // (2 * _ENTRY)
    numbers = table[at + _ENTRY * (count + 1) :][: _ENTRY * count]
    pages = struct.unpack(f"<{len(numbers) // _ENTRY}I", numbers[: len(numbers) // 4 * 4])
    return max((page & _PAGES for page in pages), default=0) * _PAGE + _PAGE


def _structure(main: bytes, number: int) -> tuple[int, int] | None:
    """Where in the table stream a structure stands and how long it is; None if it is not there."""
    try:
        words = 34 + 2 * struct.unpack_from("<H", main, 32)[0]
        pairs = words + 2 + 4 * struct.unpack_from("<H", main, words)[0]
        at, length = struct.unpack_from("<II", main, pairs + 2 + 8 * number)
    except struct.error:
        return None
    return (at, length) if length else None


def _begins_pieces(table: bytes, at: int, length: int) -> bool:
    """Whether a piece table of this length stands there, with the formatting before it, if any."""
    end = at + length
    while at + _PIECES.size <= min(end, len(table)):
        mark, size = _PIECES.unpack_from(table, at)
        if mark == _PIECE_TABLE:
            return bool(at + _PIECES.size + size == end)
        if mark != _FORMATTING:
            return False
        at += 3 + (size & 0xFFFF)
    return False


def _workbook(stream: bytes) -> Iterator[MendedOle]:
    """The stream of a workbook up to its last whole record, every sheet closed."""
    out = bytearray(stream)
    at, depth, sheets = 0, 0, []
    while at + 4 <= len(out):
        kind, size = struct.unpack_from("<HH", out, at)
        if at + 4 + size > len(out) or kind == 0:
            break
        if kind == _LOCK:
            return
        if kind == _SHEET and size >= _ENTRY:
            sheets.append(at + 4)
        depth += (kind == _BOF) - (kind == _EOF)
        at += 4 + size
        starts = [struct.unpack_from("<I", out, place)[0] for place in sheets]
        if depth == 0 and at > max(starts, default=0):
            yield MendedOle("xls", _compound({"Workbook": bytes(out[:at])}), cut=False)
            return
    del out[at:]
    out += struct.pack("<HH", _EOF, 0) * max(depth, 0)
    lost = [place for place in sheets if struct.unpack_from("<I", out, place)[0] >= at]
    if len(lost) == len(sheets):
        return
    for place in lost:
        struct.pack_into("<I", out, place, len(out))
    yield MendedOle("xls", _compound({"Workbook": bytes(out) + _EMPTY_SHEET}), cut=True)


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams, each at least so long that it has sectors of its own."""
    size = 512
    each = size // _ENTRY
    contents = [_filled(content.ljust(_SMALLEST, b"\0"), size) for content in streams.values()]
    used = sum(len(content) // size for content in contents)
    tables = 1
    while tables * each < used + tables + 1:
        tables += 1
    table: list[int] = [_FAT] * tables + [_END]
    entries = [_entry("Root Entry", _ROOT, 1 if streams else _NONE, _NONE, _END, 0)]
    at = tables + 1
    for number, (name, content) in enumerate(zip(streams, contents, strict=True), 1):
        length = len(content) // size
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, _STREAM, _NONE, right, at, len(content)))
        table += [*range(at + 1, at + length), _END]
        at += length
    table += [_NONE] * (tables * each - len(table))
    places = [*range(tables), *[_NONE] * (_FAT_PLACES - tables)]
    head = struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, _SMALLEST,
                       _END, 0, _END, 0)  # fmt: skip
    header = olefile.MAGIC + bytes(16) + head + struct.pack(f"<{_FAT_PLACES}I", *places)
    directory = _filled(b"".join(entries), size)
    return header + struct.pack(f"<{len(table)}I", *table) + directory + b"".join(contents)


def _entry(name: str, kind: int, child: int, right: int, start: int, length: int) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    head = spelt.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(spelt), kind, _BLACK, _NONE, right, child
    )
    return head + bytes(36) + struct.pack("<IQ", start, length)


def _filled(content: bytes, size: int) -> bytes:
    return content + bytes(-len(content) % size)

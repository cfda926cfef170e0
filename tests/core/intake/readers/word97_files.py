"""Word 97 structures written by hand, for tests: text in pieces, paragraphs, rows of tables."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from core.intake.readers.word97.streams import Streams

_PAGE = 512
_TEXT_AT = 4 * _PAGE
_CLX, _CHPX, _PAPX = 33, 12, 13

IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)
DELETED = struct.pack("<HB", 0x0800, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)
RAISED = struct.pack("<HB", 0x2A48, 1)


def symbol(code: int) -> bytes:
    """sprmCSymbol: the character of a symbol font that is shown for a bracket."""
    return struct.pack("<HHH", 0x6A09, 0, code)


def depth(level: int) -> bytes:
    return IN_TABLE + struct.pack("<HI", 0x6649, level)


def inner_cell(level: int) -> bytes:
    return depth(level) + struct.pack("<HB", 0x244B, 1)


def inner_row_end(level: int) -> bytes:
    return depth(level) + struct.pack("<HB", 0x244C, 1)


def row_definition(edges: Sequence[int], flags: Sequence[int]) -> bytes:
    """sprmTDefTable: the cells' edges in twips and their merge flags."""
    body = struct.pack("<B", len(flags)) + struct.pack(f"<{len(edges)}h", *edges)
    body += b"".join(struct.pack("<H", flag) + bytes(18) for flag in flags)
    return struct.pack("<HH", 0xD608, len(body) + 1) + body


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one character and one paragraph formatting, stored as one piece."""

    text: str
    paragraph: bytes = b""
    character: bytes = b""
    wide: bool = True

    @property
    def stored(self) -> bytes:
        return self.text.encode("utf-16-le" if self.wide else "cp1252")

    @property
    def length(self) -> int:
        """Stored characters; one outside the first plane counts two."""
        return len(self.stored) // (2 if self.wide else 1)


def streams_of(runs: Sequence[Run], backwards: bool = False, heads: int = 0) -> Streams:
    """The streams of a document; `backwards` stores the pieces last first, as a fast save may.

    The last `heads` characters belong to the heads and feet of its pages.
    """
    stored: dict[int, int] = {}
    body = b""
    order = list(enumerate(runs))
    for number, run in reversed(order) if backwards else order:
        body += bytes(len(body) % 2)
        stored[number] = _TEXT_AT + len(body)
        body += run.stored
    size = [len(run.stored) for run in runs]
    spans = sorted((stored[n], stored[n] + size[n], n) for n in range(len(runs)))
    papx = _page([(a, b, b"\0\0" + runs[n].paragraph) for a, b, n in spans], wide_slots=True)
    chpx = _page([(a, b, runs[n].character) for a, b, n in spans], wide_slots=False)
    main = bytes(_PAGE) + papx + chpx
    main += bytes(_TEXT_AT - len(main)) + body
    clx, papx_table, chpx_table = _clx(runs, stored), _bin_table(1), _bin_table(2)
    index = [(0, 0)] * 80
    index[_CLX] = (0, len(clx))
    index[_PAPX] = (len(clx), len(papx_table))
    index[_CHPX] = (len(clx) + len(papx_table), len(chpx_table))
    table = clx + papx_table + chpx_table
    length = sum(run.length for run in runs)
    return Streams(main, table, b"", length - heads, tuple(index), (length - heads, length))


def _clx(runs: Sequence[Run], stored: dict[int, int]) -> bytes:
    positions = [0]
    for run in runs:
        positions.append(positions[-1] + run.length)
    table = struct.pack(f"<{len(positions)}I", *positions)
    for number, run in enumerate(runs):
        fc = stored[number] if run.wide else stored[number] * 2 | 0x40000000
        table += struct.pack("<HIH", 0, fc, 0)
    return b"\x02" + struct.pack("<I", len(table)) + table


def _bin_table(page: int) -> bytes:
    return struct.pack("<III", 0, 0xFFFFFFF, page)


def _page(runs: Sequence[tuple[int, int, bytes]], wide_slots: bool) -> bytes:
    page = bytearray(_PAGE)
    page[-1] = len(runs)
    bounds = [runs[0][0], *(end for _, end, _ in runs)]
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    at = _PAGE - 2
    for n, (_, _, group) in enumerate(runs):
        body = group + bytes(len(group) % 2) if wide_slots else group
        prefix = bytes((0, len(body) // 2)) if wide_slots else bytes((len(body),))
        at = (at - len(prefix) - len(body)) & ~1
        page[at : at + len(prefix) + len(body)] = prefix + body
        page[4 * len(bounds) + n * (13 if wide_slots else 1)] = at // 2
    return bytes(page)

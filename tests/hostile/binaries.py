"""Hostile files that are no packages: compound files, Word, Excel, rich text, pages, PDF."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace

from core.intake.readers.word97.streams import Streams
from tests.core.intake.readers import word97_files as word
from tests.core.intake.readers.xlsb_files import book, record, wide
from tests.hostile import ole, valid
from tests.hostile.packages import MEGA, Make

_CLX, _PAPX, _LISTS, _OVERRIDES = 33, 13, 73, 74
_MINUS = 0xFFFFFFFF


def at(data: bytes, place: int, form: str, *values: int) -> bytes:
    """The file with numbers written at a place."""
    out = bytearray(data)
    struct.pack_into(form, out, place, *values)
    return bytes(out)


def fib(place: int, form: str, *values: int) -> bytes:
    """A Word file with numbers written into its first page."""
    data = valid.doc()
    start = data.index(b"\xec\xa5\xc1\x00")
    return at(data, start + place, form, *values)


def structure(number: int, start: int, length: int) -> bytes:
    """A Word file whose index of structures lies about one."""
    return fib(154 + 8 * number, "<II", start, length)


def with_table(content: bytes, number: int = _CLX) -> bytes:
    """A Word file with this in place of one of its structures."""
    made = valid.word_streams()
    index = list(made.index)
    index[number] = (len(made.table), len(content))
    return valid.doc(replace(made, table=made.table + content, index=tuple(index)))


def pieces(*spans: tuple[int, int]) -> bytes:
    """A piece table: from each position to the next, stored at an offset in the file."""
    ends = [start for start, _ in spans]
    table = struct.pack(f"<{len(ends) + 1}I", *ends, ends[-1] + 1)
    table += b"".join(struct.pack("<HIH", 0, offset, 0) for _, offset in spans)
    return b"\x02" + struct.pack("<I", len(table)) + table


def row_of(count: int) -> bytes:
    """A Word file whose row says that it has so many cells."""
    edges = word.row_definition(range(min(count, 12) + 1), [0x60] * min(count, 12))
    lying = edges[:4] + bytes((count & 0xFF,)) + edges[5:]
    return valid.doc(word.streams_of([
        word.Run("甲\x07", word.IN_TABLE), word.Run("\x07", word.ROW_END + lying),
    ]))  # fmt: skip


def deep_cells() -> bytes:
    runs = [word.Run("甲\x07", word.depth(_MINUS)), word.Run("乙\x07", word.inner_cell(9999))]
    return valid.doc(word.streams_of(runs))


def huge_properties() -> bytes:
    return valid.doc(word.streams_of([word.Run("甲\r", struct.pack("<HI", 0x6646, _MINUS))]))


def lists(count: int, levels: bytes) -> Streams:
    """A file with list definitions; its first page is too short for them, so streams only."""
    made = valid.word_streams()
    table = made.table + struct.pack("<H", count) + bytes(28 * min(count, 200)) + levels
    index = list(made.index)
    index[_LISTS] = (len(made.table), len(table) - len(made.table))
    return replace(made, table=table, index=tuple(index))


def books(records: bytes, height: int = 3, width: int = 2) -> bytes:
    return ole.compound({"Workbook": valid.biff_sheet(records, height, width)})


def number(row: int, column: int) -> bytes:
    return valid.biff(0x203, struct.pack("<HHHd", row, column, 0, 1.0))


def rich(text: str) -> bytes:
    return b"{\\rtf1\\ansi " + text.encode() + b"}"


def page(text: str) -> bytes:
    return f"<html><body>{text}</body></html>".encode()


def spanning(rows: int, down: int, across: int) -> bytes:
    row = f"<tr><td rowspan={down} colspan={across}>1</td></tr>"
    return page(f"<table>{row * rows}</table>")


def mail(levels: int) -> bytes:
    head = b"MIME-Version: 1.0\r\n"
    for n in range(levels):
        head += b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    return head + b"Content-Type: text/html\r\n\r\n<table><tr><td>1</td></tr></table>"


_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def pdf_with(pages: bytes, page: bytes = _PAGE, content: bytes = b"", keys: bytes = b"") -> bytes:
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), keys, content)
    return valid.pdf_of((_CATALOG, pages, page, stream))


def drawn(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return pdf_with(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>", content=packed, keys=b"/Filter/FlateDecode"
    )


def grid_of_lines(count: int) -> bytes:
    across = b"".join(b"0 %d 595 .1 re f " % (2 * n) for n in range(count))
    return across + b"".join(b"%d 0 .1 842 re f " % (2 * n) for n in range(count))


def self_drawing() -> bytes:
    """A form that draws itself."""
    return valid.pdf_of((
        _CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        _PAGE[:-2] + b"/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
        (b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
        b"/Length 11>>stream\n/X Do /X Do\nendstream"),
    ))  # fmt: skip


def chained_places() -> bytes:
    """A table of places that names itself as the one before."""
    data = valid.pdf()
    place = data.rindex(b"xref\n0")
    return data.replace(b"/Root", b"/Prev %d/Root" % place)


BINARIES: Mapping[str, Make] = {
    "sectors in a ring.doc": lambda: at(valid.doc(), ole.FAT_AT + 8, "<III", 2, 2, 3),
    "all sectors one.doc": lambda: at(valid.doc(), ole.FAT_AT, "<12I", *[2] * 12),
    "directory in a ring.doc": lambda: at(valid.doc(), ole.DIRECTORY_AT + 196, "<III", 1, 1, 1),
    "directory of itself.doc": lambda: at(valid.doc(), ole.DIRECTORY_AT + 76, "<I", 0),
    "sector table cut.doc": lambda: at(valid.doc(), 68, "<II", 0x00FFFFFF, 0x00FFFFFF),
    "sector tables in a ring.doc": lambda: at(valid.doc(), 68, "<II", 1, 0x7FFFFFFF),
    "many sector tables.doc": lambda: at(valid.doc(), 44, "<I", 0x7FFFFFFF),
    "huge sectors.doc": lambda: at(valid.doc(), 30, "<H", 31),
    "huge stream.doc": lambda: at(valid.doc(), ole.DIRECTORY_AT + 128 + 120, "<Q", 2**40),
    "all streams small.doc": lambda: at(valid.doc(), 56, "<I", 0x7FFFFFFF),
    "pieces outside.doc": lambda: structure(_CLX, 0xFFFFFFF0, 64),
    "pieces negative.doc": lambda: structure(_CLX, 0, _MINUS),
    "pieces empty.doc": lambda: with_table(b""),
    "pieces endless.doc": lambda: with_table(b"\x02" + struct.pack("<I", _MINUS) + bytes(64)),
    "pieces backward.doc": lambda: with_table(pieces((500, 2048), (0, 2048), (7, 2048))),
    "pieces overlapping.doc": lambda: with_table(pieces(*((n, 2048) for n in range(40)))),
    "pieces of the whole.doc": lambda: with_table(pieces((0, 0), (0x7FFFFFF0, 0))),
    "groups negative.doc": lambda: with_table(b"\x01\xfd\xff" * 20),
    "groups endless.doc": lambda: with_table(b"\x01\x00\x00" * 9_000),
    "text endless.doc": lambda: fib(76, "<I", _MINUS),
    "numbers negative.doc": lambda: fib(32, "<H", 0xFFFF),
    "index endless.doc": lambda: fib(152, "<H", 0xFFFF),
    "formatting outside.doc": lambda: with_table(struct.pack("<III", 0, _MINUS, 0x3FFFFF), _PAPX),
    "formatting pages.doc": lambda: with_table(
        struct.pack("<2001I", *range(2001)) + struct.pack("<2000I", *[1] * 2000), _PAPX
    ),
    "row of 255.doc": lambda: row_of(255),
    "row of 60.doc": lambda: row_of(60),
    "deep cells.doc": deep_cells,
    "properties outside.doc": huge_properties,
    "word 6.doc": lambda: fib(0, "<HH", 0xA5DC, 0x65),
    "encrypted.doc": lambda: fib(10, "<H", 0x0300),
    "record too long.xls": lambda: books(struct.pack("<HH", 0x204, 0xFFFF)),
    "records empty.xls": lambda: books(valid.biff(0x204) * 3_000),
    "far cell.xls": lambda: books(number(0, 0) + number(65535, 255), 65536, 256),
    "cells all over.xls": lambda: books(b"".join(number(n, 255) for n in range(0, 65536, 64))),
    "dimensions.xls": lambda: books(number(0, 0), 0x7FFFFFFF, 0xFFFF),
    "merged.xls": lambda: books(
        number(0, 0) + valid.biff(0xE5, struct.pack("<5H", 0xFFFF, 0, 65535, 0, 255))
    ),
    "shared strings.xls": lambda: ole.compound({
        "Workbook": valid.biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
        + valid.biff(0xFC, struct.pack("<II", _MINUS, _MINUS)) + valid.biff(0x0A)
    }),
    "sheet in itself.xls": lambda: ole.compound({
        "Workbook": valid.biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
        + valid.biff(0x85, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"A") * 300 + valid.biff(0x0A)
    }),
    "biff 2.xls": lambda: b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(600),
    "biff 4.xls": lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00" + number(9, 9) * 40,
    "far row.xlsb": lambda: book({"表": record(0, struct.pack("<I", _MINUS) + bytes(13))
                                  + record(5, struct.pack("<IId", _MINUS, 0, 1.0))}),
    "long text.xlsb": lambda: book({"表": record(6, bytes(8) + struct.pack("<I", _MINUS))}),
    "merged.xlsb": lambda: book({"表": record(6, bytes(8) + wide("甲"))
                                 + record(176, struct.pack("<4I", 0, _MINUS, 0, _MINUS)) * 900}),
    "depth.rtf": lambda: rich("{" * MEGA),
    "depth closed.rtf": lambda: rich("{\\b " * 390 + "}" * 390),
    "not closed.rtf": lambda: rich("{{{甲"),
    "closed too often.rtf": lambda: rich("甲}}}}}}"),
    "binary.rtf": lambda: rich("\\bin2147483647 x"),
    "negative binary.rtf": lambda: rich("\\bin-1 x"),
    "cells.rtf": lambda: rich("\\trowd" + "\\cellx9" * 300_000 + "\\intbl a\\cell\\row"),
    "nested tables.rtf": lambda: rich("\\intbl\\itap999999999 a\\nestcell" * 30_000),
    "numbers.rtf": lambda: rich("\\u-2147483648?\\u99999999?\\f9999999999 a\\uc99999 \\u1 a\\par"),
    "code page.rtf": lambda: b"{\\rtf1\\ansicpg99999 \\'ff\\'fe}",
    "deep.html": lambda: page("<div>" * 100_000),
    "deep tables.html": lambda: page("<table><tr><td>" * 3_000),
    "wide.html": lambda: spanning(300, 10**9, 10**9),
    "staircase.html": lambda: spanning(900, 900, 1),
    "cells.html": lambda: page("<table>" + "<tr><td>1" * 200_000),
    "no such charset.html": lambda: b"<html><meta charset=undefined><table><tr><td>\xff",
    "odd charset.html": lambda: b"<html><meta charset=idna><table><tr><td>\xff",
    "deep.mht": lambda: mail(3_000),
    "no parts.mht": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
    "pages in a ring.pdf": lambda: pdf_with(b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "million pages.pdf": lambda: pdf_with(
        b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 1000000>>"
    ),
    "places in a ring.pdf": chained_places,
    "no places.pdf": lambda: valid.pdf().replace(b"xref", b"xxxx"),
    "packed bomb.pdf": lambda: drawn(b" " * 300_000_000),
    "many lines.pdf": lambda: drawn(grid_of_lines(400)),
    "many words.pdf": lambda: drawn(b"BT /F 9 Tf " + b"1 1 Td (9) Tj " * 60_000 + b"ET"),
    "brackets.pdf": lambda: drawn(b"[" * 100_000),
    "length negative.pdf": lambda: valid.pdf().replace(b"/Length ", b"/Length -"),
    "draws itself.pdf": self_drawing,
    "objects in a ring.pdf": lambda: valid.pdf_of((b"1 0 R", b"1 0 R")),
    "paper of a light year.pdf": lambda: valid.pdf().replace(b"595 842", b"9e9 9e9"),
}  # fmt: skip

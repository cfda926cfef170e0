"""Compound files, written by hand: a header, one table of sectors, a directory, the streams."""

import struct
from collections.abc import Mapping

SECTOR = 512
FREE, END, FAT_MARK = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST = 4096
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
FAT_AT, DIRECTORY_AT = SECTOR, 2 * SECTOR
"""Where the table of sectors and the directory of a small file begin."""


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of at most 60 kB; streams are filled up so that none is a mini stream."""
    names = list(streams)
    padded = [content.ljust(max(_LEAST, -(-len(content) // SECTOR) * SECTOR), b"\0")
              for content in streams.values()]  # fmt: skip
    directory_size = -(-(len(names) + 1) // 4)
    fat = [FAT_MARK, *range(2, directory_size + 1), END]
    starts = []
    for content in padded:
        starts.append(len(fat))
        count = len(content) // SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), END]
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, content) in enumerate(zip(names, padded, strict=True), 1):
        right = number + 1 if number < len(names) else FREE
        entries.append(_entry(name, 2, starts[number - 1], len(content), right=right))
    directory = b"".join(entries).ljust(directory_size * SECTOR, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    return _header() + table[:SECTOR] + directory + b"".join(padded)


def _header(first_difat: int = END) -> bytes:
    head = _SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _LEAST, END, 0, first_difat, 0)
    return head + struct.pack("<I", 0) + b"\xff" * (SECTOR - len(head) - 4)


def _entry(
    name: str, kind: int, start: int, size: int, child: int = FREE, right: int = FREE
) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    body = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    body += struct.pack("<III", FREE, right, child) + bytes(36)
    return body + struct.pack("<IQ", start, size)

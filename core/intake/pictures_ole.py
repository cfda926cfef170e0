"""Pictures inside Word and Excel files of 1997 to 2003, as drawings keep them [MS-ODRAW].

Each stands behind a record's head, one or two checksums and a tag; of a workbook the records are
cut into pieces that follow each other.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

import olefile

_MAGIC = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff")
_HEAD = struct.Struct("<HHI")
_BEFORE = (8 + 17, 8 + 33)
"""Bytes from a record's head to the picture in it: with one checksum, or with two."""
_KINDS = range(0xF01D, 0xF02B)
"""Records that hold a picture as a file of its own; drawings made of commands are none."""
_STREAMS = ("Data", "WordDocument")
_GROUP, _CONTINUE = 0xEB, 0x3C
"""Records of a workbook: its drawings, and what goes on from the record before."""
_MOST_STREAM = 64 * 2**20


def embedded(data: bytes) -> Iterator[bytes]:
    """The pictures in a .doc or .xls, each a file of its own; none where it cannot be opened."""
    for stream in _drawings(data):
        at = 0
        while found := _MAGIC.search(stream, at):
            start = found.start()
            size = _size(stream, start)
            if size:
                yield stream[start : start + size]
            at = start + max(size, 1)


def _size(stream: bytes, start: int) -> int:
    """The length of the picture that begins at a place; 0 where no record says that it does."""
    for before in _BEFORE:
        if start < before:
            continue
        _, kind, length = _HEAD.unpack_from(stream, start - before)
        inside = length - (before - _HEAD.size)
        if kind in _KINDS and 0 < inside <= len(stream) - start:
            return int(inside)
    return 0


def _drawings(data: bytes) -> list[bytes]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            held = [
                ole.openstream(name).read()
                for name in _STREAMS
                if ole.exists(name) and ole.get_size(name) <= _MOST_STREAM
            ]
            if ole.exists("Workbook") and ole.get_size("Workbook") <= _MOST_STREAM:
                held.append(_joined(ole.openstream("Workbook").read()))
            return held
    except (OSError, ValueError, IndexError, AttributeError, TypeError):
        return []


def _joined(stream: bytes) -> bytes:
    """The drawings of a workbook, their pieces put together."""
    pieces: list[bytes] = []
    at, inside = 0, False
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        inside = kind == _GROUP or (inside and kind == _CONTINUE)
        if inside:
            pieces.append(stream[at + 4 : at + 4 + size])
        at += 4 + size
    return b"".join(pieces)

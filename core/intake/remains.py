"""What is left of a zip file: its entries from their own headers, whatever became of its index."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from core.intake.package import MAX_PART

_ENTRY, _MARK = b"PK\x03\x04", re.compile(rb"PK(?:\x07\x08|\x03\x04)")
_HEAD = struct.Struct("<4sHHHHHIIIHH")
_LATER, _LOCKED, _UTF8 = 0x08, 0x01, 0x800
"""Flags: the sizes come behind the content, the content is encrypted, the name is in UTF-8."""
_MOST, _TOTAL = 5_000, 128 * 2**20
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Remnant:
    """An entry: its name, its bytes as far as they go, and whether they are all there."""

    name: str
    content: bytes
    whole: bool


def remains(data: bytes, *, pictures: bool = True) -> Iterator[Remnant]:
    """The entries one after the other, up to a limit; of one that comes twice the first.

    `pictures` says whether images are wanted too, which may be large.
    """
    seen: set[str] = set()
    total, at = 0, data.find(_ENTRY)
    while at >= 0 and len(data) - at >= _HEAD.size and len(seen) < _MOST and total < _TOTAL:
        _, _, flags, method, _, _, check, packed, _, name_size, extra = _HEAD.unpack_from(data, at)
        start = at + _HEAD.size + name_size + extra
        name = _name(data[at + _HEAD.size : at + _HEAD.size + name_size], flags)
        known = packed if not flags & _LATER else None
        content, end, whole = _content(data, start, method, known)
        if not flags & _LATER and zlib.crc32(content) != check:
            whole = False
        wanted = pictures or not name.lower().endswith(_PICTURES)
        if name and not flags & _LOCKED and wanted and name not in seen and not name.endswith("/"):
            seen.add(name)
            total += len(content)
            yield Remnant(name, content, whole)
        at = data.find(_ENTRY, max(end, at + 4))


def _name(raw: bytes, flags: int) -> str:
    name = raw.decode("utf-8" if flags & _UTF8 else "gb18030", "replace")
    return name.partition("\0")[0].lstrip("/")


def _content(data: bytes, start: int, method: int, packed: int | None) -> tuple[bytes, int, bool]:
    """The bytes of an entry, where the next may begin, and whether they came to their end."""
    if method == zipfile.ZIP_STORED:
        end = _stored_end(data, start) if packed is None else start + packed
        return data[start : min(end, start + MAX_PART)], end, end <= len(data)
    if method != zipfile.ZIP_DEFLATED:
        return b"", start, False
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    stop = len(data) if packed is None else start + packed
    out = bytearray()
    at = start
    while at < stop and not inflate.eof and len(out) < MAX_PART:
        piece = data[at : min(at + 65536, stop)]
        try:
            out += inflate.decompress(piece, MAX_PART - len(out))
        except zlib.error:
            break
        at += len(piece)
        if not piece:
            break
    end = at - len(inflate.unused_data) if inflate.eof else start
    return bytes(out), end, inflate.eof


def _stored_end(data: bytes, start: int) -> int:
    """Where the content of an entry ends that is not compressed and does not tell its size."""
    found = _MARK.search(data, start)
    return found.start() if found is not None else len(data)

"""Mutations of a file that keep enough of its structure to reach the code behind the door.

Parts of a zip package are unpacked, changed and packed again; streams of a compound file are
changed in place; packed streams of a PDF are unpacked and packed; the rest is changed as bytes.
"""

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import olefile

Way = Callable[[bytearray, random.Random], None]
_INSIDE, _MISSING, _OUTSIDE = 0.8, 0.05, 0.4
_MINI = 4096
"""Streams from so many bytes on can be written in place."""
_DIGITS = re.compile(rb"\d+")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_WRITTEN = (b"-1", b"0", b"65536", b"1048577", b"16384", b"99999999", b"2147483648", b"9" * 30)
_TAG = re.compile(rb"<[^<>]{1,200}>")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with a few changes somewhere in it."""
    deep = chance.random() < _INSIDE
    if deep and data.startswith(b"PK"):
        return _in_zip(data, chance)
    if deep and data.startswith(olefile.MAGIC):
        return _in_streams(data, chance)
    if deep and data.startswith(b"%PDF"):
        return _in_pdf(data, chance)
    return changed(data, chance)


def changed(data: bytes, chance: random.Random, *, same_size: bool = False) -> bytes:
    """The bytes with a few changes, whatever they are."""
    out = bytearray(data)
    ways: tuple[Way, ...] = _KEEPING if same_size else _KEEPING + _MOVING
    if data.startswith(b"<") and chance.random() < _INSIDE / 2:
        ways = (_figure, _tags)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        if out:
            chance.choice(ways)(out, chance)
    return bytes(out)


def _bytes(out: bytearray, chance: random.Random) -> None:
    out[chance.randrange(len(out))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))


def _number(out: bytearray, chance: random.Random) -> None:
    form = chance.choice(("<H", "<I"))
    size = struct.calcsize(form)
    if len(out) > size:
        value = chance.choice(_NUMBERS) & (1 << 8 * size) - 1
        struct.pack_into(form, out, chance.randrange(len(out) - size), value)


def _near_head(out: bytearray, chance: random.Random) -> None:
    """A number among the first ones: headers and indices stand there."""
    at = 2 * chance.randrange(max(1, min(len(out) // 2 - 2, 500)))
    if at + 4 <= len(out):
        struct.pack_into("<I", out, at, chance.choice(_NUMBERS))


def _cut(out: bytearray, chance: random.Random) -> None:
    del out[chance.randrange(len(out)) :]


def _lose(out: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(out))
    del out[at : at + chance.choice((1, 2, 8, 64, 512))]


def _repeat(out: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(out))
    part = bytes(out[at : at + chance.choice((1, 8, 64, 512))])
    times = chance.choice((1, 2, 20, 300))
    out[at:at] = part * times


def _figure(out: bytearray, chance: random.Random) -> None:
    """A written number becomes another."""
    found = list(_DIGITS.finditer(out))
    if found:
        place = chance.choice(found)
        out[place.start() : place.end()] = chance.choice(_WRITTEN)


def _tags(out: bytearray, chance: random.Random) -> None:
    """A tag is left out, or begun very often."""
    found = list(_TAG.finditer(out))
    if found:
        place = chance.choice(found)
        out[place.start() : place.end()] = place[0] * chance.choice((0, 2, 50, 2000))


_KEEPING = (_bytes, _bytes, _number, _near_head)
_MOVING = (_cut, _lose, _repeat, _figure, _figure, _tags)


def _in_zip(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(list(parts))
        if chance.random() < _MISSING and len(parts) > 1:
            del parts[name]
        else:
            parts[name] = changed(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _in_streams(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO(data)
    with olefile.OleFileIO(out, write_mode=True) as ole:
        names = ["/".join(path) for path in ole.listdir()]
        large = [name for name in names if ole.get_size(name) >= _MINI]
        if not large:
            return changed(data, chance)
        name = chance.choice(large)
        content = ole.openstream(name).read()
        ole.write_stream(name, changed(content, chance, same_size=True))
    return out.getvalue()


def _in_pdf(data: bytes, chance: random.Random) -> bytes:
    found = list(_STREAM.finditer(data))
    if not found or chance.random() < _OUTSIDE:
        return changed(data, chance)
    place = chance.choice(found)
    try:
        content = zlib.compress(changed(zlib.decompress(place[1]), chance))
    except zlib.error:
        content = changed(place[1], chance)
    return data[: place.start(1)] + content + data[place.end(1) :]

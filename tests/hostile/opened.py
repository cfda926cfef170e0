"""Hostile files for what opens locked and damaged ones: passwords, remains, pictures."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

from tests.core.intake.locked import FOLDER
from tests.core.intake.locked.sealed import sealed
from tests.hostile import valid
from tests.hostile.packages import MEGA, Make

_ENTRY = b"PK\x03\x04"


def entry(
    name: str, packed: bytes, method: int = 8, flags: int = 0, size: int | None = None
) -> bytes:
    """The local header of a zip entry and its content, whatever it tells of its size."""
    told = len(packed) if size is None else size
    head = struct.pack("<4sHHHHHIIIHH", _ENTRY, 20, flags, method, 0, 0, 0, told, 0, len(name), 0)
    return head + name.encode() + packed


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def bomb_without_index() -> bytes:
    return entry("[Content_Types].xml", b"", 0) + entry(
        "word/document.xml", deflated(bytes(300 * MEGA))
    )


def many_bombs_without_index() -> bytes:
    one = deflated(bytes(60 * MEGA))
    return b"".join(entry(f"word/{number}.xml", one) for number in range(40))


def headers_only() -> bytes:
    return entry("word/a.xml", b"", 0) * 300_000


def descriptors() -> bytes:
    """Stored entries that do not tell their size: each search goes to the end of the file."""
    return b"".join(entry(f"xl/{n}.xml", b"x", 0, 8) for n in range(30_000))


def torn(name: str, share: float) -> bytes:
    data = (FOLDER / name).read_bytes()
    return data[: int(len(data) * share)]


def broken_xml(text: str) -> bytes:
    return entry("[Content_Types].xml", b"<x/>", 0) + entry("word/document.xml", text.encode(), 0)


def doctored_odt(old: bytes, new: bytes) -> bytes:
    """The locked text with another manifest."""
    with zipfile.ZipFile(FOLDER / "form.odt") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(old, new)
    return valid.packed(parts)


def patient_docx() -> bytes:
    """An encrypted document whose key wants four thousand million rounds."""
    data = (FOLDER / "form.docx").read_bytes()
    return data.replace(b'spinCount="100000"', b'spinCount="999999"')


def sectors_in_a_ring() -> bytes:
    data = bytearray(valid.doc()[: 512 * 20])
    for place in range(512, 1024, 4):
        struct.pack_into("<I", data, place, 2)
    struct.pack_into("<I", data, 48, 0xFFFF)
    return bytes(data)


def large_sectors_lost() -> bytes:
    """Forty megabytes of main streams without a directory."""
    head = bytearray(valid.doc()[:512])
    struct.pack_into("<I", head, 48, 0xFFFFFF)
    return bytes(head) + (b"\xec\xa5\xc1\x00" + bytes(508)) * 80_000


def swollen_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


def catalogues() -> bytes:
    return b"%PDF-1.4\n" + b"1 0 obj<<" * 200_000 + b"/Type/Catalog"


def aes_archive(strength: int) -> bytes:
    """An archive whose entry says that it is encrypted with AES of a strength that is none."""
    data = bytearray((FOLDER / "aes.zip").read_bytes())
    place = data.find(b"AE")
    while place >= 0:
        data[place + 2] = strength
        place = data.find(b"AE", place + 3)
    return bytes(data)


OPENED: Mapping[str, Make] = {
    "bomb without index.docx": bomb_without_index,
    "bombs without index.docx": many_bombs_without_index,
    "headers without index.docx": headers_only,
    "sizes to come.xlsx": descriptors,
    "size beyond.docx": lambda: entry("word/document.xml", b"x", 8, 0, 0xFFFFFFFF),
    "depth without index.docx": lambda: broken_xml("<a>" * MEGA),
    "entities without index.docx": lambda: broken_xml(
        "<!DOCTYPE a [<!ENTITY b 'b'>" + "".join(f"<!ENTITY b{n} '&b;&b;'>" for n in range(99))
        + "]><a>&b98;"
    ),
    "attributes without index.docx": lambda: broken_xml("<a " + "b='' " * 200_000),
    "half locked.docx": lambda: torn("form.docx", 0.5),
    "half locked.odt": lambda: torn("form.odt", 0.5),
    "half locked.pdf": lambda: torn("form.pdf", 0.5),
    "half locked.xls": lambda: torn("form.xls", 0.5),
    "half locked.zip": lambda: torn("aes.zip", 0.5),
    "patient.docx": patient_docx,
    "patient.odt": lambda: doctored_odt(b'iteration-count="100000"', b'iteration-count="499999"'),
    "very patient.odt": lambda: doctored_odt(b'count="100000"', b'count="999999999"'),
    "no salt.odt": lambda: doctored_odt(b"manifest:salt=", b"manifest:pepper="),
    "odd salt.odt": lambda: doctored_odt(b'salt="', b'salt="' + base64.b64encode(b"x")[:3]),
    "much memory.odt": lambda: sealed(valid.VALID["odt"](), told=262_144),
    "too much memory.odt": lambda: sealed(valid.VALID["odt"](), told=4_000_000),
    "bomb locked whole.odt": lambda: sealed(bytes(65 * 2**20)),
    "strength.zip": lambda: aes_archive(9),
    "sectors in a ring without directory.doc": sectors_in_a_ring,
    "sectors without directory.doc": large_sectors_lost,
    "picture.png": swollen_picture,
    "catalogues.pdf": catalogues,
}  # fmt: skip

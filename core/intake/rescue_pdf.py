"""PDF files that break off: what the last lines of a PDF say is found, or said, again."""

from __future__ import annotations

import re

_CATALOG, _NAME = re.compile(rb"/Type\s{0,9}/Catalog\b"), re.compile(rb"(\d{1,9}) (\d{1,5}) obj")
_LAST, _LONGEST = 2048, 4000
"""Bytes: of the end that is looked at, of a catalogue."""


def is_cut(data: bytes) -> bool:
    """Whether the end that every PDF has is missing."""
    return b"%%EOF" not in data.rstrip(b"\0\r\n ")[-_LAST:]


def mended_pdf(data: bytes) -> bytes | None:
    """The file with its catalogue named at the end; None when the catalogue itself is lost.

    Where the objects stand is then found by reading through the file, which readers do when there
    is no table of places.
    """
    catalog = next(_CATALOG.finditer(data), None) if is_cut(data) else None
    if catalog is None:
        return None
    before = data[max(catalog.start() - _LONGEST, 0) : catalog.start()]
    names = _NAME.findall(before)
    if not names:
        return None
    tail = b"\nendstream\nendobj\ntrailer\n<</Root %s %s R>>\nstartxref\n0\n%%%%EOF\n"
    number, generation = names[-1]
    return b"".join((data, tail % (number, generation)))

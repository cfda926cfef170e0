"""PDF files that break off: what the last lines of a PDF say is found, or said, again."""

from __future__ import annotations

import re
from itertools import islice

_CATALOG, _PAGE = (re.compile(rb"/Type\s{0,9}/%s\b" % name) for name in (b"Catalog", b"Page"))
_NAME = re.compile(rb"(\d{1,9}) (\d{1,5}) obj")
_LAST, _LONGEST, _MOST_PAGES = 2048, 4000, 201
"""Bytes of the end that is looked at and of a catalogue or page; one page more than is read."""
_PAGES, _ROOT = b"999999998 0", b"999999999 0"
"""Names of the objects that are said again, which no file of a unit has so many of."""


def is_cut(data: bytes) -> bool:
    """Whether the end that every PDF has is missing."""
    return b"%%EOF" not in data.rstrip(b"\0\r\n ")[-_LAST:]


def mended_pdf(data: bytes) -> bytes | None:
    """The file with its catalogue named at the end, or one made of the pages that are left.

    None when there are neither. Where the objects stand is then found by reading through the
    file, which readers do when there is no table of places.
    """
    if not is_cut(data):
        return None
    catalog = next(_CATALOG.finditer(data), None)
    root = _name(data, catalog.start()) if catalog is not None else None
    made = b""
    if root is None:
        starts = (page.start() for page in islice(_PAGE.finditer(data), _MOST_PAGES))
        pages = dict.fromkeys(name for name in (_name(data, at) for at in starts) if name)
        if not pages:
            return None
        root, kids = _ROOT, b" ".join(name + b" R" for name in pages)
        made = b"".join((
            b"%s obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n" % (_PAGES, len(pages), kids),
            b"%s obj\n<</Type/Catalog/Pages %s R>>\nendobj\n" % (_ROOT, _PAGES),
        ))  # fmt: skip
    tail = b"trailer\n<</Root %s R>>\nstartxref\nlost\n%%%%EOF\n" % root
    return b"".join((data, b"\nendstream\nendobj\n", made, tail))


def _name(data: bytes, at: int) -> bytes | None:
    """Number and generation of the object that stands around a place."""
    before = data[max(at - _LONGEST, 0) : at]
    names = _NAME.findall(before[before.rfind(b"endobj") + 1 :])
    return b" ".join(names[-1]) if names else None

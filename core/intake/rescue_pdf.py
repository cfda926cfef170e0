"""PDF files that break off: what the last lines of a PDF say is found, or said, again."""

from __future__ import annotations

import re

_CATALOG = re.compile(
    rb"(\d{1,9}) (\d{1,5}) obj\s*<<(?:(?!endobj).){0,4000}?/Type\s*/Catalog\b", re.DOTALL
)
_LAST = 2048


def is_cut(data: bytes) -> bool:
    """Whether the end that every PDF has is missing."""
    return b"%%EOF" not in data.rstrip(b"\0\r\n ")[-_LAST:]


def mended_pdf(data: bytes) -> bytes | None:
    """The file with its catalogue named at the end; None when the catalogue itself is lost.

    Where the objects stand is then found by reading through the file, which readers do when there
    is no table of places.
    """
    found = list(_CATALOG.finditer(data)) if is_cut(data) else []
    if not found:
        return None
    root = b"%s %s R" % (found[-1][1], found[-1][2])
    return data + b"\nendstream\nendobj\ntrailer\n<</Root %s>>\nstartxref\n0\n%%%%EOF\n" % root

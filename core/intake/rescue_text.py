"""Text formats that break off: whether they do, and where what was written last is whole."""

from __future__ import annotations

import re

from core.intake.rescue_pdf import is_cut

_TABLE = re.compile(rb"<(/?)table\b", re.IGNORECASE)
_PAGE, _PAGE_END = re.compile(rb"<html\b", re.IGNORECASE), re.compile(rb"</html\s*>", re.IGNORECASE)
_BOUNDARY = re.compile(rb'boundary="?([^"\r\n;]{1,70})', re.IGNORECASE)
_DEEPEST = 100
_ESCAPED = re.compile(rb"\\[\\{}]")


_ENDS = {
    "html": re.compile(rb".*>", re.DOTALL),
    "mht": re.compile(rb".*\n", re.DOTALL),
    "rtf": re.compile(rb".*\\(cell|par|row)\b", re.DOTALL),
}
"""Up to where what was written last is whole: half of a number is another number."""


def to_last_end(data: bytes, kind: str) -> bytes:
    """A file that breaks off, without the text that it breaks off in."""
    found = _ENDS[kind].match(data) if kind in _ENDS else None
    return found[0] if found is not None else data


def breaks_off(data: bytes, kind: str) -> bool:
    """Whether a file ends before its format says that it does, though its reader can read it."""
    match kind:
        case "pdf":
            return is_cut(data)
        case "mht":
            found = _BOUNDARY.search(data)
            return found is not None and b"--" + found[1] + b"--" not in data
        case "html":
            return _page_breaks_off(data)
    return False


def mended_rtf(data: bytes) -> bytes | None:
    """Rich text up to its last whole cell or paragraph, its groups closed; None if they are."""
    plain = _ESCAPED.sub(b"", to_last_end(data, "rtf"))
    missing = plain.count(b"{") - plain.count(b"}")
    if not 0 < missing <= _DEEPEST:
        return None
    return to_last_end(data, "rtf") + b"}" * missing


def _page_breaks_off(data: bytes) -> bool:
    """A table that is not closed, or a page; in two bytes a character it is looked at in one."""
    plain = data.replace(b"\0", b"") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else data
    closings = [bool(found[1]) for found in _TABLE.finditer(plain)]
    return closings.count(False) > closings.count(True) or (
        _PAGE.search(plain) is not None and _PAGE_END.search(plain) is None
    )

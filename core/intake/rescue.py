"""A damaged file mended as far as it goes, so that its reader can read what is left of it.

Nothing is invented but what only points to the rest: an index of parts, an end of a stream. What
comes out is a file of the same format; the caller says that it is not whole.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from core.intake.package import FAILURES
from core.intake.readers.detect import detect
from core.intake.remains import Remnant, remains
from core.intake.rescue_ole import mended_ole
from core.intake.rescue_pdf import mended_pdf
from core.intake.rescue_text import mended_rtf

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD_MAIN, _BOOK_MAIN = "word/document.xml", "xl/workbook.xml"
_BOOK_LINKS = "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(r"xl/worksheets/sheet(\d{1,4})\.xml")
_SENSE = re.compile(
    r"word/document\.xml|xl/(workbook|sharedStrings|worksheets/[^/]+)\.xml|content\.xml"
)
"""Parts whose loss is a loss of text."""
_STYLES = "xl/styles.xml"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that can be read again. `cut` says that text is missing, `plain` number formats."""

    format: str
    data: bytes
    cut: bool
    plain: bool = False


def mended(data: bytes, kind: str) -> Iterator[Mended]:
    """The ways to mend the file, the likeliest first; none when nothing can be made of it."""
    way = _WAYS.get(kind)
    if way is not None:
        yield from way(data)


def files_left(data: bytes) -> tuple[Remnant, ...]:
    """The files that are left of a zip archive without its index; none of a document's package."""
    left = tuple(remains(data)) if data.startswith(b"PK") else ()
    return () if _is_office(left) else left


def _is_office(parts: Sequence[Remnant]) -> bool:
    """Whether these entries of a zip are the parts of one document, and not files of their own."""
    return any(
        part.name in {"[Content_Types].xml", "content.xml", "mimetype"} for part in parts
    ) or any(part.name.startswith(("word/", "xl/", "_rels/")) for part in parts)


def _zip(data: bytes) -> Iterator[Mended]:
    left = tuple(remains(data, pictures=False))
    if not _is_office(left):
        return
    cut = {part.name for part in left if not part.whole}
    parts = {}
    for part in left:
        content = part.content
        if part.name.endswith((".xml", ".rels")):
            content, well = _well_formed(content if part.whole else _to_last_tag(content))
            if not well:
                cut.add(part.name)
        parts[part.name] = content
    plain = any(name.startswith("xl/") for name in parts) and (
        _STYLES not in parts or _STYLES in cut
    )
    short = any(_SENSE.fullmatch(name) for name in cut)
    missing = _linked(parts) - set(parts)
    parts.update(_made_up(parts))
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as whole:
            for name, content in parts.items():
                whole.writestr(name, content)
    except FAILURES:
        return
    kind = detect(out.getvalue())
    lost = any(_SENSE.fullmatch(name) for name in missing)
    yield Mended(kind, out.getvalue(), short or lost, plain)


def _well_formed(content: bytes) -> tuple[bytes, bool]:
    """A part as XML that ends where it was cut, and whether it was well-formed to begin with."""
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        etree.fromstring(content, strict)
    except (etree.XMLSyntaxError, ValueError):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=True
        )
        try:
            root: etree._Element | None = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        return (_written(root) if root is not None else b"<lost/>"), False
    return content, True


def _written(root: etree._Element) -> bytes:
    """The element as XML; a sign beyond the basic ones that was written as two halves is one."""
    try:
        return etree.tostring(root)
    except etree.SerialisationError:
        halves = etree.tostring(root, encoding="utf-8").decode("utf-8", "surrogatepass")
        whole = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return whole.encode()


def _to_last_tag(content: bytes) -> bytes:
    """Without the text that breaks off: half of a number is another number."""
    return content[: content.rfind(b">") + 1]


def _linked(parts: Mapping[str, bytes]) -> set[str]:
    """The parts that a workbook names."""
    found = re.findall(rb'Target="/?(?:xl/)?([^":]+\.xml)"', parts.get(_BOOK_LINKS, b""))
    return {f"xl/{target.decode('utf-8', 'replace')}" for target in found}


def _made_up(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that only point at others, where they are lost: package index, workbook."""
    made: dict[str, bytes] = {}
    main = _WORD_MAIN if _WORD_MAIN in parts else _BOOK_MAIN
    sheets = sorted(int(found[1]) for name in parts if (found := _SHEET.fullmatch(name)))
    if main not in parts and not sheets:
        return made
    if _relations(parts.get("_rels/.rels", b"")) == 0:
        made["_rels/.rels"] = _links([("officeDocument", main)])
    if main == _BOOK_MAIN and (main not in parts or _relations(parts.get(_BOOK_LINKS, b"")) == 0):
        named = "".join(
            f'<sheet name="表{number}" sheetId="{number}" r:id="rId{at}"/>'
            for at, number in enumerate(sheets, 1)
        )
        made[main] = (
            f'<workbook xmlns="{_BOOK}" xmlns:r="{_RELATION}"><sheets>{named}</sheets></workbook>'
        ).encode()
        links = [("worksheet", f"worksheets/sheet{number}.xml") for number in sheets]
        links += [
            (kind, f"{kind}.xml")
            for kind in ("sharedStrings", "styles")
            if f"xl/{kind}.xml" in parts
        ]
        made[_BOOK_LINKS] = _links(links)
    return made


def _relations(content: bytes) -> int:
    return content.count(b"<Relationship ")


def _links(targets: Sequence[tuple[str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'.encode()


def _flat(data: bytes) -> Iterator[Mended]:
    """A document in one XML file that breaks off."""
    content, well = _well_formed(_to_last_tag(data))
    kind = detect(content)
    if not well and kind == "xml":
        yield Mended(kind, content, cut=True)


def _ole(data: bytes) -> Iterator[Mended]:
    for found in mended_ole(data):
        yield Mended(found.format, found.data, found.cut)


def _package(data: bytes) -> Iterator[Mended]:
    yield from _zip(data) if data.startswith(b"PK") else _ole(data)


def _pdf(data: bytes) -> Iterator[Mended]:
    found = mended_pdf(data)
    if found is not None:
        yield Mended("pdf", found, cut=True)


def _rich(data: bytes) -> Iterator[Mended]:
    found = mended_rtf(data)
    if found is not None:
        yield Mended("rtf", found, cut=True)


_WAYS: Mapping[str, Callable[[bytes], Iterator[Mended]]] = MappingProxyType(
    {
        "damaged": _package,
        **dict.fromkeys(("docx", "xlsx", "odt", "ods"), _zip),
        **dict.fromkeys(("doc", "xls"), _ole),
        "xml": _flat,
        "pdf": _pdf,
        "rtf": _rich,
    }
)

"""A Word template without macros, links and traces of its authors.

Only the parts that make up the visible page are kept; whatever else the package holds, known or
not, stays behind. Changes that were tracked are accepted.
"""

from __future__ import annotations

import copy
import itertools
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from core.errors import Refused
from core.intake.package import UNSAFE, Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KEPT = {
    "styles": "wordprocessingml.styles", "numbering": "wordprocessingml.numbering",
    "fontTable": "wordprocessingml.fontTable", "theme": "theme",
    "header": "wordprocessingml.header", "footer": "wordprocessingml.footer",
    "footnotes": "wordprocessingml.footnotes", "endnotes": "wordprocessingml.endnotes",
    "image": "",
}  # fmt: skip
"""Kinds of related parts that stay, with their content types; empty: see `_content_type`."""
_LAYOUT = frozenset(
    W + name
    for name in (
        "mirrorMargins", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat",
    )
)  # fmt: skip
_MOST_ATTRIBUTES = 100
"""Elements with more of them take forever to copy."""
_MAIN = "wordprocessingml.document.main"
_PREFIX = "application/vnd.openxmlformats-officedocument."
_PICTURES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
}  # fmt: skip
_UNWRAPPED = frozenset(
    W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple")
)
_DROPPED = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference",
        "annotationRef", "proofErr", "permStart", "permEnd", "altChunk", "object", "control",
        "subDoc", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "sectPrChange", "tblGridChange", "bookmarkStart", "bookmarkEnd", "moveFromRangeStart",
        "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "dataBinding", "ffData",
        "fldData",
    )
)  # fmt: skip
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)(?:\s+\\[*#]\s*[\w-]+)*\s*")
_AUTHORS = re.compile(r"\}(?:rsid\w*|author|initials|date|paraId|textId)$")
_FETCHED = re.compile(r"(?:^|\})(?:src|href|althref|gfxdata)$")
"""Where an old drawing (VML) is fetched from, leads to, or has a second copy of itself."""


def clean_parts(package: Package) -> tuple[str, dict[str, bytes]]:
    """The path of the main part, and every part of the cleaned package but the main one's XML.

    The main part is among them as it is to be edited; raises `Refused` for a file that cannot be
    opened.
    """
    main = package.main()
    parts: dict[str, bytes] = {}
    types: dict[str, str] = {main: f"{_PREFIX}{_MAIN}+xml"}
    _part(package, main, parts, types)
    _settings(package, main, parts, types)
    parts["_rels/.rels"] = _root_relations(main)
    parts["[Content_Types].xml"] = _content_types(types)
    return main, parts


def _part(package: Package, path: str, parts: dict[str, bytes], types: dict[str, str]) -> None:
    """Clean a part and those it needs."""
    if path in parts:
        return
    if path.rpartition(".")[2].lower() in _PICTURES:
        parts[path] = package.read(path)
        return
    root = package.xml(path)
    if any(len(element.attrib) > _MOST_ATTRIBUTES for element in root.iter()):
        raise Refused("unsafe", UNSAFE)
    kept = {
        name: (kind, target)
        for name, (kind, target) in package.related(path).items()
        if kind in _KEPT and target in package and (kind != "image" or _is_picture(target))
    }
    clean(root, frozenset(kept))
    parts[path] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for kind, target in kept.values():
        if _KEPT[kind]:
            types[target] = f"{_PREFIX}{_KEPT[kind]}+xml"
        elif _is_picture(target):
            types[target] = _PICTURES[target.rpartition(".")[2].lower()]
        _part(package, target, parts, types)
    relations = [(name, *related) for name, related in kept.items()]
    if relations:
        folder, name = posixpath.split(path)
        parts[posixpath.join(folder, "_rels", f"{name}.rels")] = _relations(folder, relations)


def _settings(package: Package, main: str, parts: dict[str, bytes], types: dict[str, str]) -> None:
    """Only what decides how lines and pages break; the rest tells of authors and data sources."""
    there = (path for kind, path in package.related(main).values() if kind == "settings")
    path = next((path for path in there if path in package), None)
    if path is None:
        return
    old = package.xml(path)
    made = etree.Element(f"{W}settings", nsmap={"w": W[1:-1]})
    made.extend([copy.deepcopy(child) for child in old if child.tag in _LAYOUT])
    parts[path] = etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    types[path] = f"{_PREFIX}wordprocessingml.settings+xml"
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    root = etree.fromstring(parts.get(relations) or _relations(folder, []))
    etree.SubElement(
        root, f"{_REL}Relationship", Id="settings", Type=f"{_R[1:-1]}/settings",
        Target=posixpath.relpath(path, folder or "."),
    )  # fmt: skip
    parts[relations] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _is_picture(path: str) -> bool:
    return path.rpartition(".")[2].lower() in _PICTURES


def clean(root: etree._Element, relations: frozenset[str]) -> None:
    """Take out of a part what must not be carried over; `relations` are those that stay."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED or _lost(element, relations):
            _drop(element)
    _plain_fields(root)
    for element in list(root.iter(*_UNWRAPPED)):
        if not _is_page_number(element):
            _unwrap(element)
    for element in root.iter():
        names = [str(name) for name in element.attrib]
        for name in names:
            if _AUTHORS.search(name) or _FETCHED.search(name):
                del element.attrib[name]


def _lost(element: etree._Element, relations: frozenset[str]) -> bool:
    """Whether an element refers to a part that stays behind (hyperlinks are unwrapped instead)."""
    named = [str(v) for n, v in element.attrib.items() if str(n).startswith(_R)]
    return bool(named) and element.tag != W + "hyperlink" and not relations.issuperset(named)


def _is_page_number(element: etree._Element) -> bool:
    instruction = element.get(W + "instr", "")
    return element.tag == W + "fldSimple" and _PAGE_FIELD.fullmatch(instruction) is not None


def _plain_fields(root: etree._Element) -> None:
    """Fields become the text they show; page numbers stay fields."""
    kept: set[etree._Element] = set()
    for begin in _begins(root):
        pieces, code = _field(begin)
        if _PAGE_FIELD.fullmatch(code):
            kept.update(pieces)
    for piece in list(root.iter(f"{W}fldChar", f"{W}instrText")):
        if piece not in kept:
            _drop(piece)


def _begins(root: etree._Element) -> Iterator[etree._Element]:
    return (e for e in root.iter(W + "fldChar") if e.get(W + "fldCharType") == "begin")


def _field(begin: etree._Element) -> tuple[list[etree._Element], str]:
    """The marks and instructions of a field, and what it instructs."""
    pieces, code, depth = [begin], "", 1
    marks = begin.getroottree().iter(f"{W}fldChar", f"{W}instrText")
    for element in itertools.islice(
        itertools.dropwhile(lambda mark: mark is not begin, marks), 1, None
    ):
        if element.tag == W + "instrText":
            pieces.append(element)
            code += element.text or ""
            continue
        pieces.append(element)
        kind = element.get(W + "fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth == 0:
            break
    return pieces, code


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Put the contents in the element's place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    children = [
        child for child in element if child.tag not in {W + "customXmlPr", W + "smartTagPr"}
    ]
    parent[place : place + 1] = children


def _relations(folder: str, relations: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element(f"{_REL}Relationships", nsmap=_own(_REL[1:-1]))
    for name, kind, target in relations:
        etree.SubElement(
            root, f"{_REL}Relationship", Id=name, Type=f"{_R[1:-1]}/{kind}",
            Target=posixpath.relpath(target, folder or "."),
        )  # fmt: skip
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _own(namespace: str) -> Any:
    """The namespace without prefix; lxml's stubs do not know that None is allowed."""
    return {None: namespace}


def _root_relations(main: str) -> bytes:
    return _relations("", [("rId1", "officeDocument", main)])


def _content_types(types: dict[str, str]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap=_own(_TYPES))
    for ending, name in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=name)
    for path, name in sorted(types.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{path}", ContentType=name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

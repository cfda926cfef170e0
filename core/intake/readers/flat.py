"""Office files saved as one XML file: Word 2003, Excel 2003, OpenDocument, a package written flat.

Word 2003's names differ little from those of .docx, so its tree is renamed and walked as one.
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from core.errors import Refused
from core.intake.grid import Document
from core.intake.package import DAMAGED, parse_xml
from core.intake.readers.docx import lines_in, read_body, read_docx
from core.intake.readers.numbering import Numbering
from core.intake.readers.opendocument import FLAT, read_flat
from core.intake.readers.spreadsheetml import SPREADSHEET, read_workbook
from core.intake.readers.xlsx import read_xlsx

_W2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_W2003_TAG = f"{{{_W2003}}}"
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge"}
_OPENED = frozenset({_WX + "sect", _WX + "sub-section", _WX + "pBdrGroup", _AML + "content"})
_MERGES_LOST = (
    "这个 XML 文件由 LibreOffice 存成，丢失了合并单元格，读出的数会错位；请另存为 .docx 后再导入。"
)
_OTHER = "XML 文件不是 Word 或 Excel 保存的，不能读取；请导入 .docx 或 .xlsx 文件。"


def read_xml(data: bytes) -> Document:
    """The document or workbook in one XML file; raises `Refused` for any other XML."""
    root = parse_xml(data)
    if root.tag == _W2003_TAG + "wordDocument":
        if any("opendocument" in name for name in root.nsmap.values()):
            raise Refused("unsupported", _MERGES_LOST)
        renamed = _as_docx(root)
        document = read_body(renamed.find(_W + "body"), _Printed(), "xml")
        return replace(document, margins=lines_in(renamed.iter(_W + "hdr", _W + "ftr")))
    if root.tag == SPREADSHEET + "Workbook":
        return read_workbook(root)
    if root.tag == _PKG + "package":
        return _package(root)
    if root.tag == FLAT:
        return read_flat(root)
    raise Refused("unsupported", _OTHER)


class _Printed(Numbering):
    """Word 2003 writes the printed number beside each paragraph; nothing is to be counted."""

    def mark(self, paragraph: etree._Element) -> str | None:
        shown = paragraph.find(f"{_W}pPr/{_W}listPr/{_WX}t")
        return (shown.get(_WX + "val") or None) if shown is not None else None


def _as_docx(root: etree._Element) -> etree._Element:
    """The tree under the names of .docx; deletions and comments are taken out."""
    gone = []
    for element in root.iter(etree.Element):
        tag = element.tag
        if tag.startswith(_W2003_TAG):
            name = tag[len(_W2003_TAG) :]
            element.tag = _W + _RENAMED.get(name, name)
            for key, value in list(_attributes(element)):
                if key.startswith(_W2003_TAG):
                    element.set(_W + key[len(_W2003_TAG) :], value)
        elif tag in _OPENED:
            element.tag = _W + "customXml"
        elif tag == _AML + "annotation":
            inserted = element.get(_W2003_TAG + "type") == "Word.Insertion"
            element.tag = _W + ("ins" if inserted else "del")
            if not inserted:
                gone.append(element)
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return root


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    return ((str(key), str(value)) for key, value in element.attrib.items())


def _package(root: etree._Element) -> Document:
    """A package written flat, packed again and read as one."""
    out = io.BytesIO()
    names = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part in root.iterchildren(_PKG + "part"):
            name = part.get(_PKG + "name", "").lstrip("/")
            content = _content(part)
            if content is not None and name not in names:
                names.add(name)
                archive.writestr(name, content)
    inner = read_xlsx if any(name.startswith("xl/") for name in names) else read_docx
    return replace(inner(out.getvalue()), format="xml")


def _content(part: etree._Element) -> bytes | None:
    held = part.find(_PKG + "xmlData")
    if held is not None and len(held):
        return bytes(etree.tostring(held[0], encoding="utf-8", with_tail=False))
    try:
        return base64.b64decode(part.findtext(_PKG + "binaryData") or "")
    except binascii.Error as error:
        raise Refused("damaged", DAMAGED) from error

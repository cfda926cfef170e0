"""What stands in a Word document as a file of its own: an embedded sheet, a page put in whole.

Word keeps a sheet that was inserted as an object and shows a picture of it; reporting programs
put whole pages into a document without taking them apart. An object of any other program is a
picture to the reader.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import olefile
from lxml import etree

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.package import Package
from core.intake.readers.detect import detect
from core.intake.readers.html import read_html, read_mht
from core.intake.readers.plain_text import read_text
from core.intake.readers.rtf import read_rtf
from core.intake.readers.xls import read_xls
from core.intake.readers.xlsx import read_xlsx

CHUNK = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}altChunk"
OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_READERS: Mapping[str, Callable[[bytes], Document]] = {
    "html": read_html, "mht": read_mht, "rtf": read_rtf, "text": read_text, "xls": read_xls,
    "xlsx": read_xlsx,
}  # fmt: skip
_SHUT = frozenset({"damaged", "encrypted"})
_MOST = 20
"""So many are opened of a document; each may be as large as a file of its own."""
EMBEDDED = "取自文件里嵌入的表格，请核对"
CLOSED = "〔这里嵌入的内容打不开，没有读取〕"


class Inserts:
    """What the parts of a document name; `word` reads one that is a document itself."""

    def __init__(self, package: Package, part: str, word: Callable[[bytes], Document]) -> None:
        self._package, self._part = package, part
        self._readers = {**_READERS, "docx": word}
        self._opened = 0

    def blocks(self, element: etree._Element) -> tuple[Grid | Paragraph, ...]:
        """The blocks that an element puts in; of a sheet, which its picture may show otherwise,
        every cell is doubtful."""
        _, path = self._package.related(self._part).get(element.get(_ID, ""), ("", ""))
        if path not in self._package:
            return ()
        data = _unwrapped(self._package.read(path))
        kind = detect(data)
        if element.tag == OBJECT and kind not in {*self._readers, *_SHUT}:
            return ()
        self._opened += 1
        if self._opened > _MOST or kind not in self._readers:
            return (Paragraph(0, CLOSED),)
        try:
            found = self._readers[kind](data).blocks
        except Refused:
            return (Paragraph(0, CLOSED),)
        return tuple(map(_noted, found)) if element.tag == OBJECT else found


def _noted(block: Grid | Paragraph) -> Grid | Paragraph:
    if isinstance(block, Paragraph):
        return block
    return replace(block, cells=tuple(map(_doubtful, block.cells)))


def _doubtful(cell: Cell) -> Cell:
    return cell._replace(note="；".join(filter(None, (cell.note, EMBEDDED))))


def _unwrapped(data: bytes) -> bytes:
    """The file in an object's wrapping, or the object itself where it has none."""
    if not data.startswith(olefile.MAGIC):
        return data
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("Package"):
                inner: bytes = ole.openstream("Package").read()
                return inner
    except (OSError, ValueError, IndexError, AttributeError, TypeError):
        return data
    return data

"""What stands in a Word document as a file of its own: an embedded sheet, a page put in whole.

Word keeps a sheet that was inserted as an object and shows a picture of it; reporting programs
put whole pages into a document without taking them apart. An object of any other program is a
picture to the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from core.intake.grid import Document, Grid, Paragraph
from core.intake.package import Package
from core.intake.readers.html import read_html, read_mht
from core.intake.readers.opener import Opener
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


class Inserts:
    """What the parts of a package name."""

    def __init__(self, package: Package, part: str, word: Callable[[bytes], Document]) -> None:
        self._package, self._part = package, part
        self._opener = Opener({**_READERS, "docx": word})

    def blocks(self, element: etree._Element) -> tuple[Grid | Paragraph, ...]:
        """The blocks that an element puts in."""
        _, path = self._package.related(self._part).get(element.get(_ID, ""), ("", ""))
        if path not in self._package:
            return ()
        return self._opener.blocks(self._package.read(path), embedded=element.tag == OBJECT)

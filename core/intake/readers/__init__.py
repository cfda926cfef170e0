"""One module and one line in `READERS` per format; a file's format is told by its content."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.intake.grid import Document
from core.intake.readers.detect import detect
from core.intake.readers.docx import read_docx
from core.intake.readers.flat import read_xml
from core.intake.readers.html import read_html, read_mht
from core.intake.readers.ofd import read_ofd
from core.intake.readers.opendocument import read_ods, read_odt
from core.intake.readers.pdf import read_pdf
from core.intake.readers.plain_text import read_text
from core.intake.readers.rtf import read_rtf
from core.intake.readers.word97 import read_doc
from core.intake.readers.xls import read_xls
from core.intake.readers.xlsb import read_xlsb
from core.intake.readers.xlsx import read_xlsx

READERS: Mapping[str, Callable[[bytes], Document]] = MappingProxyType(
    {
        "docx": read_docx,
        "doc": read_doc,
        "odt": read_odt,
        "xlsx": read_xlsx,
        "xlsb": read_xlsb,
        "xls": read_xls,
        "ods": read_ods,
        "rtf": read_rtf,
        "xml": read_xml,
        "html": read_html,
        "mht": read_mht,
        "pdf": read_pdf,
        "ofd": read_ofd,
        "text": read_text,
    }
)
"""Format → reader. A reader raises `Refused` for a file it will not open."""

__all__ = ["READERS", "detect"]

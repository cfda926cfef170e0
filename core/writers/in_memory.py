"""A workbook's bytes without a file on the way: openpyxl puts each sheet into a temporary one.

A confined child may not write, and no draft of a unit's figures should lie about on a disk.
"""

import io
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class _Writer(ExcelWriter):
    _archive: zipfile.ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """As openpyxl's own, but the sheet is written into memory."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        out = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def book_bytes(book: Workbook, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook as a file."""
    out = io.BytesIO()
    _Writer(book, zipfile.ZipFile(out, "w", compression, allowZip64=True)).save()
    return out.getvalue()

"""What openpyxl cannot write: exact figures, and the results of formulas beside them.

openpyxl passes numbers through binary floats and leaves formulas without a result, which other
programs, ours among them, then read as empty until the file has been opened in an office program.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

from core.writers.shown import MAKER

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_APP = "docProps/app.xml"
_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas'
    '.openxmlformats.org/officeDocument/2006/extended-properties"><Application>'
    f"{MAKER}</Application></Properties>"
).encode()
"""By which program the file was made, instead of openpyxl's name and version."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BEHIND = ("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "tableParts", "extLst")
"""The elements that come after `ignoredErrors`."""
_ERRORS = b'<ignoredErrors><ignoredError sqref="%s" numberStoredAsText="1"/></ignoredErrors>'


def with_figures(book: bytes, sheets: Sequence[Mapping[str, str]]) -> bytes:
    """The workbook with these texts as the figures of its sheets' cells, by coordinate."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        parts = {f"xl/worksheets/sheet{number}.xml": part for number, part in enumerate(sheets, 1)}
        for item in old.infolist():
            data = old.read(item)
            figures = parts.get(item.filename)
            if figures is not None:
                data = _sheet(data, figures) if figures else _plain(data)
            new.writestr(item, _PROGRAM if item.filename == _APP else data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheet(data: bytes, figures: Mapping[str, str]) -> bytes:
    root = etree.fromstring(data)
    for cell in root.iter(f"{_S}c"):
        figure = figures.get(cell.get("r", ""))
        if figure is not None:
            value = cell.find(f"{_S}v")
            if value is None:
                value = etree.SubElement(cell, f"{_S}v")
            value.text = figure
            if not _NUMBER.fullmatch(figure):
                cell.set("t", "str")
    _accept_text(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _plain(data: bytes) -> bytes:
    """A sheet without formulas: long tables need not be taken apart."""
    where = data.index(b"</sheetData>")
    found = (data.find(f"<{name}".encode(), where) for name in _BEHIND)
    behind = min(
        (place for place in found if place > 0), default=data.index(b"</worksheet>", where)
    )
    ref = re.search(rb'<dimension ref="([^"]*)"', data)
    errors = _ERRORS % (ref[1] if ref else b"A1")
    return data[:behind] + errors + data[behind:]


def _accept_text(root: etree._Element) -> None:
    """Targets such as 12 are text: no green triangle in every one of their cells."""
    dimension = root.find(f"{_S}dimension")
    errors = etree.Element(f"{_S}ignoredErrors")
    where = "A1" if dimension is None else dimension.get("ref", "A1")
    etree.SubElement(errors, f"{_S}ignoredError", sqref=where, numberStoredAsText="1")
    behind = next((child for child in root if etree.QName(child).localname in _BEHIND), None)
    if behind is None:
        root.append(errors)
    else:
        behind.addprevious(errors)

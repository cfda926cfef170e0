"""Sheets embedded in a Word document, and pages put into it whole."""

from __future__ import annotations

import pytest

from core.intake.grid import Cell, Grid, Paragraph
from core.intake.readers.docx import read_docx
from core.intake.readers.opener import CLOSED, EMBEDDED
from tests import variants as v
from tests.hostile import valid

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_O = "urn:schemas-microsoft-com:office:office"
OBJECT = f'<w:p><w:r><w:object><o:OLEObject xmlns:o="{_O}" r:id="i"/></w:object></w:r></w:p>'
CHUNK = '<w:altChunk r:id="i"/>'
CELL = f"<w:tbl><w:tr><w:tc>{OBJECT}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def holding(body: str, data: bytes) -> bytes:
    """A document with a part that its body names."""
    text = f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'
    relation = f'<Relationship Id="i" Type="{_R}/package" Target="embeddings/a.bin"/>'
    parts: dict[str, str | bytes] = {
        "word/document.xml": text,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relation}'
        "</Relationships>",
        "word/embeddings/a.bin": data,
    }
    return v.package(parts, "word/document.xml")


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_an_embedded_sheet_is_a_doubtful_table(kind: str) -> None:
    blocks = read_docx(holding(OBJECT + v.paragraph_xml("后"), valid.VALID[kind]())).blocks
    grid = next(block for block in blocks if isinstance(block, Grid))
    assert {cell.note for cell in grid.cells} == {EMBEDDED}
    assert isinstance(blocks[-1], Paragraph)
    assert (blocks[-1].index, blocks[-1].text) == (1, "后")


def test_an_embedded_sheet_in_a_cell_is_its_text() -> None:
    (grid,) = read_docx(holding(CELL, v.xlsx({"表": [[[v.C("甲"), v.C("乙")]]]}))).blocks
    assert isinstance(grid, Grid)
    assert grid.cells[0].text.strip() == "甲\t乙"


@pytest.mark.parametrize("kind", ["docx", "html", "mht", "rtf"])
def test_a_page_put_in_whole_is_read_in_its_place(kind: str) -> None:
    plain = read_docx(holding(CHUNK, valid.VALID[kind]())).blocks
    grids = [block for block in plain if isinstance(block, Grid)]
    assert grids
    assert all(isinstance(cell, Cell) and cell.note is None for cell in grids[0].cells)


def test_what_will_not_open_is_told() -> None:
    for body, data in ((CHUNK, b"\0\1"), (OBJECT, v.docx(["甲"])[:200])):
        blocks = read_docx(holding(body, data)).blocks
        assert CLOSED in [block.text for block in blocks if isinstance(block, Paragraph)]


def test_a_document_in_itself_ends() -> None:
    inner = holding(CHUNK, holding(CHUNK, v.docx(["甲"])))
    assert read_docx(inner).blocks == ()

"""Office files of one XML: Word 2003, Excel 2003, flat packages; and binary workbooks."""

import base64
import io
import re
import struct
import zipfile

import pytest

from core.errors import Refused
from core.intake.grid import Grid, Paragraph
from core.intake.readers import READERS, detect
from core.intake.readers.flat import read_xml
from core.intake.readers.xlsb import read_xlsb
from tests import variants as v
from tests.core.intake.readers.flat_files import HEAD, excel, word
from tests.core.intake.readers.xlsb_files import book, record, sheet, wide
from tests.hostile.valid import flat, open_document, open_table

_OFFICE = "http://schemas.openxmlformats.org"
HEADER = (
    f'<w:hdr xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:p><w:r><w:t>2024年度</w:t></w:r>'
    "</w:p></w:hdr>"
)
RELATION = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="h" '
    f'Target="header1.xml" Type="{_OFFICE}/officeDocument/2006/relationships/header"/>'
    "</Relationships>"
)


def only_grid(data: bytes) -> Grid:
    (grid,) = READERS[detect(data)](data).blocks
    assert isinstance(grid, Grid)
    return grid


def places(grid: Grid) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in grid.cells}


def test_word_2003_is_walked_like_docx() -> None:
    _, table, _ = v.overall(v.OVERALL)
    assert isinstance(table, list)
    modern = v.docx([table])
    body = v.table_xml(table).replace("w:vMerge", "w:vmerge")
    assert detect(word(body)) == "xml"
    first, *_ = READERS["docx"](modern).blocks
    second, *_ = read_xml(word(body)).blocks
    assert first == second


def test_word_2003_changes_and_printed_numbers() -> None:
    change = (
        '<aml:annotation aml:id="0" w:type="Word.{}"><aml:content>{}</aml:content></aml:annotation>'
    )
    run = "<w:r><w:t>{}</w:t></w:r>"
    inserted = change.format("Insertion", run.format("新"))
    deleted = change.format("Deletion", run.format("旧"))
    number = '<w:pPr><w:listPr><wx:t wx:val="一、"/></w:listPr></w:pPr>'
    data = word(f"<w:p>{number}{inserted}{deleted}{run.format('情况')}</w:p>")
    assert read_xml(data).blocks == (Paragraph(0, "新情况", "一、"),)


def test_a_package_written_flat() -> None:
    parts = []
    head = {"word/header1.xml": HEADER, "word/_rels/document.xml.rels": RELATION}
    with zipfile.ZipFile(io.BytesIO(v.docx([[[v.C("甲"), v.C("1")]] * 2], head))) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            held = (
                f"<pkg:binaryData>{base64.b64encode(content).decode()}</pkg:binaryData>"
                if name.startswith("_")
                else f"<pkg:xmlData>{content.decode()}</pkg:xmlData>"
            )
            parts.append(f'<pkg:part pkg:name="/{name}">{held}</pkg:part>')
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    data = f"{HEAD}<pkg:package {space}>{''.join(parts)}</pkg:package>".encode()
    document = read_xml(data)
    assert (document.format, document.margins) == ("xml", ("2024年度",))
    first, *_ = document.blocks
    assert isinstance(first, Grid)
    assert places(first) == {(0, 0): "甲", (0, 1): "1", (1, 0): "甲", (1, 1): "1"}


def test_excel_2003_places_merges_and_formats() -> None:
    grid = only_grid(
        excel(
            '<Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1">'
            '<Data ss:Type="String">合并</Data></Cell>'
            '<Cell ss:StyleID="p"><Data ss:Type="Number">0.9012</Data></Cell>'
            '<Cell ss:StyleID="q"><Data ss:Type="Number">1</Data></Cell></Row>'
            '<Row><Cell ss:Index="4"><Data ss:Type="Number">123.47000000000001</Data></Cell>'
            '<Cell ss:StyleID="m"><Data ss:Type="DateTime">2024-06-01T00:00:00.000</Data></Cell>'
            '<Cell ss:Formula="=RC[-1]"/></Row>'
        )
    )
    assert places(grid) == {
        (1, 1): "合并", (1, 3): "90.12%", (1, 4): "100%",
        (2, 3): "123.47", (2, 4): "2024年06月", (2, 5): "=RC[-1]",
    }  # fmt: skip
    merged = grid.at(2, 2)
    assert merged is not None
    assert (merged.rows, merged.columns) == (2, 2)
    assert grid.cells[-1].doubt is not None


def test_hidden_sheets_are_left_out() -> None:
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    row = '<Row><Cell><Data ss:Type="String">甲</Data></Cell></Row>'
    assert read_xml(excel(row)).blocks
    assert not read_xml(excel(row, options)).blocks


def test_other_xml_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_xml(b"<?xml version='1.0'?><feed/>")
    assert refused.value.code == "unsupported"


def test_binary_workbook() -> None:
    rows: list[list[str | float | None]] = [["执行率", 123.47, -7], ["全年", None, 5.0]]
    rate = sheet([[0.9012, 1]], style=1)
    data = book({"自评表": sheet(rows, [(0, 0, 1, 0)]), "空": sheet([]), "率": rate})
    assert detect(data) == "xlsb"
    first, second = READERS["xlsb"](data).blocks
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert (first.sheet, first.cells[0].rows) == ("自评表", 2)
    assert places(first) == {(0, 0): "执行率", (0, 1): "123.47", (0, 2): "-7", (1, 2): "5"}
    assert places(second) == {(0, 0): "90.12%", (0, 1): "100%"}


def test_binary_workbook_that_is_cut_off() -> None:
    data = book({"表": sheet([["甲", 1.0]])})
    assert re.search(rb"workbook\.bin", data)
    with pytest.raises(Refused):
        read_xlsb(data[: len(data) // 2])


@pytest.mark.parametrize("kind", ["xlsb", "ods"])
def test_a_cell_in_a_column_that_no_sheet_has_is_refused(kind: str) -> None:
    if kind == "xlsb":
        near, away = (record(6, struct.pack("<II", at, 0) + wide("甲")) for at in (0, 2**31))
        data = book({"表": sheet([["甲"]]).replace(near, away)})
    else:
        gap = '<table:covered-table-cell table:number-columns-repeated="9999999"/>'
        far = f"{gap}<table:table-cell><text:p>甲</text:p></table:table-cell>"
        row = f"<table:table-row>{far}</table:table-row>"
        data = open_document("spreadsheet", f"<table:table>{row}</table:table>")
    with pytest.raises(Refused) as refused:
        READERS[kind](data)
    assert refused.value.code == "too_large"


def test_a_program_that_loses_merged_cells_is_not_believed() -> None:
    """LibreOffice writes Word 2003 XML without a single vertical merge."""
    page = (
        '<?xml version="1.0"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">'
        "<w:body><w:p/></w:body></w:wordDocument>"
    )
    with pytest.raises(Refused) as refusal:
        read_xml(page.encode())
    assert refusal.value.code == "unsupported"


def test_the_heads_of_pages_and_sheets() -> None:
    head = (
        "<w:sectPr><w:hdr w:type='odd'><w:p><w:r><w:t>2024年度</w:t></w:r></w:p></w:hdr></w:sectPr>"
    )
    document = read_xml(word(f"<w:p><w:r><w:t>甲</w:t></w:r></w:p>{head}"))
    assert document.margins == ("2024年度",)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["甲"]
    shown = '<x:Header x:Data="&amp;C&amp;12 2024年度&amp;R第&amp;P页"/>'
    options = f"<x:WorksheetOptions><x:PageSetup>{shown}</x:PageSetup></x:WorksheetOptions>"
    assert read_xml(excel("", options)).margins == ("2024年度", "第", "页")


@pytest.mark.parametrize(("kind", "of"), [("text", "odt"), ("spreadsheet", "ods")])
def test_open_document_in_one_file_reads_like_its_package(kind: str, of: str) -> None:
    head = "<style:header><text:p>2024年度</text:p></style:header>"
    one, package = flat(kind, open_table(), head), open_document(kind, open_table(), head)
    assert detect(one) == "xml"
    found, twin = read_xml(one), READERS[of](package)
    assert (found.blocks, found.margins) == (twin.blocks, twin.margins)
    assert found.margins == ("2024年度",)


def test_a_drawing_in_one_file_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_xml(flat("drawing", "<text:p/>"))
    assert refused.value.code == "unsupported"

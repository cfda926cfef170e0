"""Hostile zip packages and the XML in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests import variants as v
from tests.core.intake.readers.flat_files import excel
from tests.hostile import valid

_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MEGA = 10**6


def document(xml: str | bytes) -> bytes:
    """A Word file with this as its main part."""
    return remade(
        v.docx([]), {"word/document.xml": xml if isinstance(xml, bytes) else xml.encode()}
    )


def body(xml: str) -> bytes:
    return v.docx_xml(xml)


def sheet(xml: str, **parts: str) -> bytes:
    """A workbook with this as its sheet."""
    made = {"xl/worksheets/sheet1.xml": f"<worksheet {_S}>{xml}</worksheet>".encode()}
    made |= {f"xl/{name}.xml": text.encode() for name, text in parts.items()}
    return remade(v.xlsx({"表": [[[v.C("甲")]]]}), made)


def remade(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with these parts put in, or left out where None."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept.update({name: content for name, content in parts.items() if content is not None})
    return valid.packed({name: kept[name] for name in kept if parts.get(name, b"") is not None})


def patched(data: bytes, signature: bytes, at: int, form: str, *values: int) -> bytes:
    """Numbers written into every header of a zip that begins with a signature."""
    out, place = bytearray(data), data.find(signature)
    while place >= 0:
        struct.pack_into(form, out, place + at, *values)
        place = data.find(signature, place + 4)
    return bytes(out)


def flat_bomb() -> bytes:
    return document("<a>" + " " * 60_000_000 + "</a>")


def nested_bomb() -> bytes:
    inner = valid.packed({"0": bytes(20_000_000)})
    for _ in range(6):
        inner = valid.packed({str(n): inner for n in range(10)})
    return inner


def overlapping() -> bytes:
    """One stored entry that the directory names 3,000 times."""
    data = valid.packed({"甲.docx": bytes(900_000)})
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    listed = data[at:end] * 3_000
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 3_000, 3_000, len(listed), at, 0)
    return data[:at] + listed + tail


def many_entries() -> bytes:
    return valid.packed({f"{n}.docx": b"x" for n in range(6_000)})


def slipping() -> bytes:
    return valid.packed({"../../../../tmp/x.docx": valid.docx(), "C:\\x.docx": valid.docx()})


def nameless() -> bytes:
    """The name of the first entry counts as what is extra to it."""
    data = bytearray(valid.packed({"x": b"x", "a.docx": valid.docx()}))
    for place in (26, data.find(b"PK\x01\x02") + 28):
        struct.pack_into("<HH", data, place, 0, 1)
    return bytes(data)


def long_names() -> bytes:
    return valid.packed({"长" * 20_000 + ".docx": b"x", "\x1b[31m.docx": b"x"})


def wrong_sum() -> bytes:
    return patched(valid.docx(), b"PK\1\2", 16, "<I", 0x12345678)


def lying_small() -> bytes:
    return patched(valid.docx(), b"PK\1\2", 24, "<I", 10)


def lying_large() -> bytes:
    return patched(valid.docx(), b"PK\1\2", 24, "<I", 0xFFFFFFF0)


def encrypted_entries() -> bytes:
    data = patched(valid.docx(), b"PK\1\2", 8, "<H", 1)
    return patched(data, b"PK\3\4", 6, "<H", 1)


def unknown_packing() -> bytes:
    return patched(valid.docx(), b"PK\1\2", 10, "<H", 99)


def far_offset() -> bytes:
    return patched(valid.docx(), b"PK\1\2", 42, "<I", 0x7FFFFFFF)


def relations(target: str) -> bytes:
    """A package whose main part stands elsewhere."""
    return remade(
        valid.docx(),
        {
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships"><Relationship Id="r" Type="x/officeDocument" Target="{target}"/>'
                "</Relationships>"
            ).encode()
        },
    )


def laughs() -> str:
    """Entities that grow tenfold nine times."""
    more = "".join(f"<!ENTITY l{n} '{10 * ('&l' + str(n - 1) + ';')}'>" for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "哈哈">{more}]><a>&l9;</a>'


def external() -> str:
    return '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def late_type() -> str:
    return f"<!--{'x' * 5_000}-->{laughs()}"


def attributes() -> str:
    named = " ".join(f'a{n}="{n}"' for n in range(100_000))
    return f"<w:document {_W}><w:body {named}/></w:document>"


def far_row(count: int) -> str:
    cells = "".join("<w:tc><w:p/></w:tc>" for _ in range(count))
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


def spans() -> str:
    """Cells as wide as can be written, merged downward from nowhere."""
    cell = (
        '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge/></w:tcPr><w:p/></w:tc>'
        '<w:tc><w:tcPr><w:gridSpan w:val="-5"/><w:hMerge/></w:tcPr><w:p/></w:tc>'
    )
    row = f'<w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr>{cell * 50}</w:tr>'
    return f"<w:tbl>{row * 200}</w:tbl>"


def nested_tables() -> str:
    return "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60


def controls() -> str:
    deep = 240
    return (
        "<w:sdt><w:sdtContent>" * (deep // 2) + "<w:p/>" + "</w:sdtContent></w:sdt>" * (deep // 2)
    )


def far_cell() -> bytes:
    return sheet('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def cells(*places: str) -> str:
    lines = "".join(f'<row><c r="{place}"><v>1</v></c></row>' for place in places)
    return f"<sheetData>{lines}</sheetData>"


def merges(*ranges: str) -> str:
    found = "".join(f'<mergeCell ref="{place}"/>' for place in ranges)
    return f"<mergeCells>{found}</mergeCells>"


def long_strings() -> bytes:
    """One text of 30,000 signs in 20,000 cells."""
    shared = f"<sst {_S}><si><t>{'长' * 30_000}</t></si></sst>"
    row = '<row><c t="s"><v>0</v></c></row>' * 20_000
    data = sheet(f"<sheetData>{row}</sheetData>", sharedStrings=shared)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = archive.read("xl/_rels/workbook.xml.rels").decode()
    more = f'<Relationship Id="s" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
    return remade(
        data,
        {
            "xl/_rels/workbook.xml.rels": found.replace(
                "</Relationships>", f"{more}</Relationships>"
            ).encode()
        },
    )


def open_rows(rows: int, columns: int) -> str:
    return (
        f'<table:table table:name="表"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>1</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )


def open_spans() -> str:
    cell = (
        '<table:table-cell table:number-rows-spanned="99999999" '
        'table:number-columns-spanned="99999999"><text:p>1<text:s text:c="99999999"/></text:p>'
        "</table:table-cell>"
    )
    return (
        f'<table:table table:name="表"><table:table-row>{cell * 90}</table:table-row></table:table>'
    )


def flat_package() -> bytes:
    """A flat package with a part that is a packed bomb, and one that is no base 64."""
    bomb = zlib.compress(bytes(MEGA))
    part = f'<pkg:part pkg:name="/x"><pkg:binaryData>{bomb.hex()}=</pkg:binaryData></pkg:part>'
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f"<?xml version='1.0'?><pkg:package {space}>{part * 900}</pkg:package>".encode()


Make = Callable[[], bytes]
PACKAGES: Mapping[str, Make] = {
    "flat bomb.docx": flat_bomb,
    "nested bomb.zip": nested_bomb,
    "overlapping entries.zip": overlapping,
    "many entries.zip": many_entries,
    "slipping names.zip": slipping,
    "long names.zip": long_names,
    "no name.zip": nameless,
    "rooted names.docx": lambda: valid.packed({"/mimetype": b"text", "\\mimetype": b"x"}),
    "wrong sum.docx": wrong_sum,
    "size too small.docx": lying_small,
    "size too large.docx": lying_large,
    "encrypted entries.docx": encrypted_entries,
    "encrypted entries.zip": lambda: encrypted_entries().replace(b"word/", b"text/"),
    "unknown packing.docx": unknown_packing,
    "offset outside.docx": far_offset,
    "main part missing.docx": lambda: remade(valid.docx(), {"word/document.xml": None}),
    "relations missing.docx": lambda: remade(valid.docx(), {"_rels/.rels": None}),
    "sheet missing.xlsx": lambda: remade(valid.xlsx(), {"xl/worksheets/sheet1.xml": None}),
    "relations loop.docx": lambda: relations("_rels/.rels"),
    "relations out.docx": lambda: relations("../../../../etc/passwd"),
    "entity bomb.docx": lambda: document(laughs()),
    "external entity.docx": lambda: document(external()),
    "late document type.docx": lambda: document(late_type()),
    "utf-16 entity bomb.docx": lambda: document(laughs().encode("utf-16")),
    "entity bomb.xlsx": lambda: remade(
        valid.xlsx(), {"xl/worksheets/sheet1.xml": laughs().encode()}
    ),
    "entity bomb.odt": lambda: remade(valid.odt(), {"content.xml": laughs().encode()}),
    "deep.docx": lambda: document("<a>" * 100_000 + "</a>" * 100_000),
    "attributes.docx": lambda: document(attributes()),
    "long attribute.docx": lambda: document(f'<a b="{"x" * 20_000_000}"/>'),
    "columns.docx": lambda: body(far_row(MEGA)),
    "spans.docx": lambda: body(spans()),
    "nested tables.docx": lambda: body(nested_tables()),
    "deep controls.docx": lambda: body(controls()),
    "paragraphs.docx": lambda: body("<w:p><w:r><w:t>一、情况</w:t></w:r></w:p>" * 200_000),
    "far cell.xlsx": far_cell,
    "far cells.xlsx": lambda: sheet(cells("A1", "XFD1", "A1048576", "XFD1048576")),
    "no such places.xlsx": lambda: sheet(cells("ZZZ9999999", "A0", "", "1A", "A-1")),
    "merged sheet.xlsx": lambda: sheet(cells("A1") + merges("A1:XFD1048576")),
    "merged over.xlsx": lambda: sheet(cells("A1", "CV500") + merges(*["A1:CV500"] * 9_000)),
    "merged apart.xlsx": lambda: sheet(
        cells("A1", "CV9000") + merges(*(f"A{n}:CV{n + 400}" for n in range(1, 9_000)))
    ),
    "long strings.xlsx": long_strings,
    "rows.xlsx": lambda: sheet(f"<sheetData>{'<row><c><v>1</v></c></row>' * 400_000}</sheetData>"),
    "rows repeated.ods": lambda: valid.open_document("spreadsheet", open_rows(1048576, 16384)),
    "rows repeated.odt": lambda: valid.open_document("text", open_rows(10**9, 10**9)),
    "rows repeated.fods": lambda: valid.flat("spreadsheet", open_rows(1048576, 16384)),
    "spans.fodt": lambda: valid.flat("text", open_spans()),
    "entity bomb.fodt": lambda: valid.flat("text", "").replace(
        b"?><off", b"?>" + laughs().encode() + b"<off", 1
    ),
    "long header.mht": lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html;" + b" a=b;" * 40_000,
    "spans.ods": lambda: valid.open_document("spreadsheet", open_spans()),
    "spans.odt": lambda: valid.open_document("text", open_spans()),
    "deep lists.odt": lambda: valid.open_document(
        "text", "<text:list><text:list-item>" * 120 + "</text:list-item></text:list>" * 120
    ),
    "far row.xml": lambda: excel('<Row ss:Index="999999999"><Cell ss:Index="999999999">'
                                      '<Data ss:Type="Number">1</Data></Cell></Row>'),
    "merged.xml": lambda: excel('<Row><Cell ss:MergeAcross="999999999" '
                                     'ss:MergeDown="999999999"><Data>1</Data></Cell></Row>' * 99),
    "columns.xml": lambda: excel('<Column ss:Span="999999999" ss:StyleID="p"/>' * 900),
    "flat package.xml": flat_package,
    "entity bomb.xml": lambda: excel("").replace(b"?><Work", b"?>" + laughs().encode(), 1),
}  # fmt: skip

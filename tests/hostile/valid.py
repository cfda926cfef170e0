"""One small valid file of every format, written by hand: what hostile ones are made from."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence

from core.intake.readers.word97.streams import Streams
from tests import variants as v
from tests.core.intake.readers import word97_files as word
from tests.core.intake.readers.flat_files import excel
from tests.core.intake.readers.xlsb_files import book, sheet
from tests.hostile.ole import compound

ROWS = (
    ("预算部门名称", "云岭县测量局"),
    ("年度资金总额", "432.23"),
    ("总分", "99.8"),
)
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_OPEN = (
    f'xmlns:office="{_NS}office:1.0" xmlns:text="{_NS}text:1.0" xmlns:table="{_NS}table:1.0" '
    f'xmlns:style="{_NS}style:1.0"'
)
_FIB_PAIRS, _FIB_AT = 40, 154


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx() -> bytes:
    return v.docx(v.overall(v.OVERALL))


def xlsx() -> bytes:
    return v.xlsx({"自评表": v.overall(v.OVERALL)})


def open_document(kind: str, body: str, head: str = "") -> bytes:
    """An OpenDocument file with this body, `text` or `spreadsheet`, and header of its pages."""
    content = (
        f"<office:document-content {_OPEN}><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {_OPEN}><office:master-styles><style:master-page>{head}"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    mime = f"application/vnd.oasis.opendocument.{kind}"
    parts = {"mimetype": mime, "content.xml": content, "styles.xml": styles}
    return packed({name: part.encode() for name, part in parts.items()})


def flat(kind: str, body: str, head: str = "") -> bytes:
    """The same in one XML file."""
    return (
        f'<?xml version="1.0"?><office:document {_OPEN}><office:master-styles>'
        f"<style:master-page>{head}</style:master-page></office:master-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def open_table(rows: Sequence[Sequence[str]] = ROWS) -> str:
    cells = (
        "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        for row in rows
    )
    lines = "".join(f"<table:table-row>{line}</table:table-row>" for line in cells)
    return f'<table:table table:name="表">{lines}</table:table>'


def odt() -> bytes:
    return open_document("text", f"<text:p>部门整体支出绩效自评表</text:p>{open_table()}")


def ods() -> bytes:
    return open_document("spreadsheet", open_table((("部门整体支出绩效自评表",), *ROWS)))


def xlsb() -> bytes:
    return book({"表": sheet([["部门整体支出绩效自评表"], *map(list, ROWS)], [(0, 0, 0, 1)])})


def xml() -> bytes:
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{t}</Data></Cell>' for t in row) + "</Row>"
        for row in ROWS
    )
    return excel(lines)


def html() -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{t}</td>' for t in row)}</tr>" for row in ROWS)
    page = f"<html><meta charset=utf-8><h1>部门整体支出绩效自评表</h1><table>{lines}</table></html>"
    return page.encode()


def mht() -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return head + part + html() + b"\r\n--b--\r\n"


def rtf() -> bytes:
    def shown(text: str) -> str:
        return "".join(f"\\u{ord(char)}?" for char in text)

    lines = "".join(
        "\\trowd\\cellx2000\\cellx6000"
        + "".join(f"\\intbl {shown(t)}\\cell" for t in row)
        + "\\row"
        for row in ROWS
    )
    title = shown("部门整体支出绩效自评表")
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 \\pard {title}\\par{lines}\\pard\\par}}".encode()


def word_streams() -> Streams:
    """The streams of a Word 97 file with a title and a table."""
    runs = [word.Run("部门整体支出绩效自评表\r")]
    for row in ROWS:
        runs += [word.Run(f"{text}\x07", word.IN_TABLE) for text in row]
        edges = word.row_definition((0, 2000, 6000), (0, 0))
        runs.append(word.Run("\x07", word.ROW_END + edges))
    return word.streams_of(runs)


def doc(streams: Streams | None = None) -> bytes:
    """The streams as a compound file, the index of structures in the first page."""
    made = streams or word_streams()
    fib = bytearray(made.main[:512])
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 10, 0x0200)
    struct.pack_into("<H", fib, 32, 14)
    struct.pack_into("<H", fib, 62, 22)
    struct.pack_into("<I", fib, 76, made.text_length)
    struct.pack_into("<H", fib, _FIB_AT - 2, _FIB_PAIRS)
    for number, pair in enumerate(made.index[:_FIB_PAIRS]):
        struct.pack_into("<II", fib, _FIB_AT + 8 * number, *pair)
    return compound({"WordDocument": bytes(fib) + made.main[512:], "1Table": made.table})


def biff(kind: int, body: bytes = b"") -> bytes:
    """A record of a workbook of Excel 97."""
    return struct.pack("<HH", kind, len(body)) + body


def biff_sheet(records: bytes, height: int = 3, width: int = 2) -> bytes:
    """A workbook stream with one sheet of these records."""
    start = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = "表".encode("utf-16-le")
    bound = struct.pack("<IBBBB", 0, 0, 0, 1, 1) + name
    at = len(start) + len(biff(0x85, bound)) + len(biff(0x0A))
    bound = struct.pack("<I", at) + bound[4:]
    begin = biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    size = biff(0x200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    return start + biff(0x85, bound) + biff(0x0A) + begin + size + records + biff(0x0A)


def label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return biff(0x204, head + text.encode("utf-16-le"))


def xls() -> bytes:
    cells = (label(r, c, text) for r, row in enumerate(ROWS) for c, text in enumerate(row))
    return compound({"Workbook": biff_sheet(b"".join(cells))})


def text() -> bytes:
    return "\n".join("\t".join(row) for row in ROWS).encode("gb18030")


def pdf() -> bytes:
    """Two ruled boxes with a word each on one page, without a table of places."""
    drawn = b"0 0 m 72 700 200 40 re S 272 700 200 40 re S BT /F 12 Tf 80 710 Td (Total) Tj ET"
    drawn += b" BT /F 12 Tf 280 710 Td (432.23) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R]"
            b"/Resources<</Font<</F 5 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    return pdf_of(objects)


def ofd(content: str | None = None) -> bytes:
    """Pages of an OFD of this content; two ruled boxes with a word each without one."""
    boxes = "".join(
        f'<o:PathObject ID="{x}" Boundary="{x} 40 40 10"><o:AbbreviatedData>M 0 0 L 40 0 L 40 10 '
        "L 0 10 C</o:AbbreviatedData></o:PathObject>"
        for x in (20, 60)
    )
    words = "".join(
        f'<o:TextObject ID="{x + 1}" Boundary="{x + 2} 42 30 5" Size="4"><o:TextCode X="0" Y="4" '
        f'DeltaX="{delta}">{word}</o:TextCode></o:TextObject>'
        for x, word, delta in ((20, "资金总额", "g 3 4"), (60, "432.23", "2 2 2 2 2"))
    )
    held = boxes + words if content is None else content
    space = 'xmlns:o="http://www.ofdspec.org/2016"'
    area = "<o:PhysicalBox>0 0 210 297</o:PhysicalBox>"
    parts = {
        "OFD.xml": f"<o:OFD {space}><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot>"
        "</o:DocBody></o:OFD>",
        "Doc_0/Document.xml": f"<o:Document {space}><o:CommonData><o:PageArea>{area}"
        "</o:PageArea><o:TemplatePage ID='9' BaseLoc='Tpl.xml'/></o:CommonData><o:Pages>"
        '<o:Page ID="1" BaseLoc="Pages/1.xml"/></o:Pages></o:Document>',
        "Doc_0/Tpl.xml": f"<o:Page {space}><o:Content/></o:Page>",
        "Doc_0/Pages/1.xml": f"<o:Page {space}><o:Template TemplateID='9'/><o:Content>"
        f"<o:Layer>{held}</o:Layer></o:Content></o:Page>",
    }
    return packed({name: part.encode() for name, part in parts.items()})


def pdf_of(objects: Sequence[bytes], root: bytes = b"1 0 R") -> bytes:
    """A PDF of these objects with a true table of places."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, root, len(out),
    )  # fmt: skip
    return out + head + table + tail


VALID: Mapping[str, Callable[[], bytes]] = {
    "docx": docx, "doc": doc, "odt": odt, "xlsx": xlsx, "xlsb": xlsb, "xls": xls, "ods": ods,
    "rtf": rtf, "xml": xml, "html": html, "mht": mht, "pdf": pdf,
    "text": text, "ofd": ofd,
}  # fmt: skip

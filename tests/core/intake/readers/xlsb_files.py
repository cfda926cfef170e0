"""Smallest binary workbooks, written by hand for tests: texts, numbers and merged ranges."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
Value = str | float | None
Rows = Sequence[Sequence[Value]]


def record(kind: int, body: bytes = b"") -> bytes:
    return _packed(kind) + _packed(len(body)) + body


def _packed(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def sheet(rows: Rows, merged: Sequence[tuple[int, int, int, int]] = (), style: int = 0) -> bytes:
    """BrtWsDim, a row header and its cells each, merged ranges as top, left, bottom, right."""
    height, width = max(len(rows), 1), max(map(len, rows), default=1)
    out = record(129) + record(148, struct.pack("<4I", 0, height - 1, 0, width - 1)) + record(145)
    for number, row in enumerate(rows):
        out += record(0, struct.pack("<I", number) + bytes(13))
        for column, value in enumerate(row):
            head = struct.pack("<II", column, style)
            if isinstance(value, str):
                out += record(6, head + wide(value))
            elif isinstance(value, int):
                out += record(2, head + struct.pack("<i", value << 2 | 2))
            elif value is not None:
                out += record(5, head + struct.pack("<d", value))
    out += record(146) + record(177, struct.pack("<I", len(merged)))
    for top, left, bottom, right in merged:
        out += record(176, struct.pack("<4I", top, bottom, left, right))
    return out + record(178) + record(130)


_STYLES = (
    record(44, struct.pack("<H", 200) + wide("0.00%"))
    + record(617, struct.pack("<I", 2))
    + record(47, struct.pack("<HH", 0, 0) + bytes(12))
    + record(47, struct.pack("<HH", 0, 200) + bytes(12))
    + record(618)
)
"""Two formats of cells: 0 as it is, 1 as a percentage."""


def book(sheets: Mapping[str, bytes]) -> bytes:
    """A workbook of sheets as `sheet` writes them."""
    names, rels = b"", f'<Relationship Id="s" Type="{_R}/styles" Target="styles.bin"/>'
    for number, name in enumerate(sheets, 1):
        names += record(156, struct.pack("<II", 0, number) + wide(f"r{number}") + wide(name))
        rels += (
            f'<Relationship Id="r{number}" Type="{_R}/worksheet" '
            f'Target="worksheets/sheet{number}.bin"/>'
        )
    out = io.BytesIO()
    head = f'<Relationships xmlns="{_P}">'
    main = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.bin"/>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", f"{head}{main}</Relationships>")
        archive.writestr("xl/_rels/workbook.bin.rels", f"{head}{rels}</Relationships>")
        archive.writestr(
            "xl/workbook.bin", record(131) + record(143) + names + record(144) + record(132)
        )
        archive.writestr("xl/styles.bin", _STYLES)
        for number, content in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", content)
    return out.getvalue()

"""Excel 97-2003: what is printed at the head of its pages."""

import struct

import pytest

from core.intake.readers.xls import read_xls
from tests.hostile.valid import biff, biff_sheet, compound, label


@pytest.mark.parametrize("code", ["cp1252", "utf-16-le"])
def test_lines_at_the_head_of_the_pages_are_margins(code: str) -> None:
    text = "&L2024 &RP&P" if code == "cp1252" else "&L2024 &R第&P"
    head = struct.pack("<HB", len(text), code != "cp1252") + text.encode(code)
    records = biff(0x14, head) + biff(0x15, b"") + label(0, 0, "甲")
    document = read_xls(compound({"Workbook": biff_sheet(records)}))
    assert document.margins == ("2024", text[7])

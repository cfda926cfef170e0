"""Excel 97-2003: what is printed at the head of its pages."""

import struct

import pytest

from core.intake.readers.xls import read_xls
from tests.hostile.ole import compound
from tests.hostile.valid import biff, biff_sheet, label


@pytest.mark.parametrize(("code", "right"), [("cp1252", "P"), ("utf-16-le", "第")])
def test_lines_at_the_head_of_the_pages_are_margins(code: str, right: str) -> None:
    text = f"&L2024 &R{right}&P"
    head = struct.pack("<HB", len(text), code != "cp1252") + text.encode(code)
    records = biff(0x14, head) + biff(0x15, b"") + label(0, 0, "甲")
    document = read_xls(compound({"Workbook": biff_sheet(records)}))
    assert document.margins == ("2024", right)


def test_a_merged_range_that_ends_before_it_begins_is_none() -> None:
    merged = biff(0xE5, struct.pack("<5H", 1, 2, 0, 1, 1)) + label(3, 3, "乙")
    document = read_xls(compound({"Workbook": biff_sheet(label(0, 0, "甲") + merged, 4, 4)}))
    assert len(document.blocks) == 1

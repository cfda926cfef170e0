"""Excel 95-2003: what is printed at the head of its pages, merged ranges, letters."""

import struct

import pytest

from core.intake.grid import Grid
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


def excel_95(text: str, page: bytes) -> bytes:
    """A sheet with one cell as Excel 95 writes it, without a compound file around it."""
    begin = struct.pack("<HHHH", 0x500, 5, 0, 0)
    name = "表".encode("gbk")
    start = biff(0x809, begin) + page
    at = len(start) + 4 + 7 + len(name) + 4
    bound = struct.pack("<IHB", at, 0, len(name)) + name
    cell = struct.pack("<4H", 0, 0, 0, len(text.encode("gbk"))) + text.encode("gbk")
    size = biff(0x200, struct.pack("<5H", 0, 1, 0, 1, 0))
    sheet = biff(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + size + biff(0x204, cell)
    return start + biff(0x85, bound) + biff(0x0A) + sheet + biff(0x0A)


@pytest.mark.parametrize("page", [936, 1252, None])
def test_letters_of_excel_95_are_chinese_whatever_it_says(page: int | None) -> None:
    record = biff(0x42, struct.pack("<H", page)) if page else b""
    (grid,) = read_xls(excel_95("绩效自评表", record)).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["绩效自评表"]

"""Rich text: codings, tables with merges, what is hidden."""

import pytest

from core.errors import Refused
from core.intake.grid import Cell, Grid, Paragraph
from core.intake.readers.merges import MERGE_LOST, MERGE_SPLIT
from core.intake.readers.rtf import read_rtf

HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}"
    rb"{\stylesheet{\s0 Normal;}}{\info{\title secret}}"
)


def read(body: bytes) -> list[Grid | Paragraph]:
    return list(read_rtf(HEAD + body + b"}").blocks)


def gbk(text: str) -> bytes:
    return b"".join(rb"\'%02x" % byte for byte in text.encode("gb18030"))


def test_chinese_in_code_page_and_in_unicode() -> None:
    blocks = read(gbk("绩效") + rb"\u33258?\u-29756?\par " + rb"\f1 " + gbk("县") + rb"\par")
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["绩效自评", "县"]


def test_hidden_deleted_and_field_codes_are_left_out() -> None:
    body = (
        rb"a{\v hidden}{\deleted gone}{\field{\*\fldinst PAGE}{\fldrslt 3}}{\*\unknown x}"
        rb"{\pict 0102}\par"
    )
    assert [block.text for block in read(body) if isinstance(block, Paragraph)] == ["a3"]


def test_the_printed_number_of_a_list_item_is_read() -> None:
    body = rb"{\listtext " + gbk("一、") + rb"}" + gbk("概况") + rb"\par"
    (block,) = read(body)
    assert isinstance(block, Paragraph)
    assert block.printed == "一、概况"


def test_merged_cells() -> None:
    r"""
    ┌───┬───────┐
    │ a │ b     │
    │   ├───┬───┤
    │   │ 1 │ 2 │
    └───┴───┴───┘
    """
    body = (
        rb"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000"
        rb"\pard\intbl a\cell b\cell\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx2000\cellx3000"
        rb"\pard\intbl\cell 1\cell 2\cell\row\pard end\par"
    )
    grid, end = read(body)
    assert isinstance(grid, Grid)
    assert grid.cells == (
        Cell(0, 0, "a", 2, 1), Cell(0, 1, "b", 1, 2), Cell(1, 1, "1"), Cell(1, 2, "2"),
    )  # fmt: skip
    assert isinstance(end, Paragraph)


def test_what_stands_in_a_merged_cell_is_a_cell_of_its_own() -> None:
    r"""
    ┌───┬───────┐
    │ a │ b ╎ c │
    │╌╌╌├───┬───┤
    │ d │ 1 │   │
    │   │ 2 │   │
    └───┴───┴───┘
    """
    below = rb"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl"
    body = (
        rb"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell b\cell"
        rb" c\cell\row" + below + rb" d\cell 1\cell\cell\row" + below + rb"\cell 2\cell\cell\row"
    )
    (grid,) = read(body)
    assert isinstance(grid, Grid)
    assert [cell for cell in grid.cells if cell.column == 0] == [
        Cell(0, 0, "a"), Cell(1, 0, "d", 2, note=MERGE_SPLIT)
    ]  # fmt: skip
    assert grid.at(0, 2) == Cell(0, 2, "c", note=MERGE_SPLIT)


def test_a_merge_whose_start_is_lost_goes_on_with_the_cell_above() -> None:
    row = rb"\trowd%s\cellx1000\cellx2000\pard\intbl %s\cell 1\cell\row"
    (grid,) = read(row % (b"", b"a") + row % (rb"\clvmrg", b""))
    assert isinstance(grid, Grid)
    assert grid.at(1, 0) == Cell(0, 0, "a", 2, note=MERGE_LOST)


def test_a_number_before_a_cell_does_not_leave_the_table() -> None:
    body = rb"\trowd\cellx1000\pard\intbl {\listtext\pard 1.\tab}x\par y\cell\row\pard"
    (grid,) = read(body)
    assert isinstance(grid, Grid)
    assert grid.cells[0].text == "1.\tx\ny"


@pytest.mark.parametrize(
    "data", [b"", b"{\\rtf1 open", b"{" * 1000 + b"}" * 1000, b"{\\rtf1 \\bin9 123456789}"]
)
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_rtf(data)


def test_the_head_of_the_pages_is_no_part_of_the_text() -> None:
    head = rb"{\header\trowd\cellx9\pard\intbl 2024" + gbk("年度") + rb"\cell\row\pard{\b a}\par}"
    data = rb"{\rtf1\ansi\ansicpg936 x" + head + rb"{\footerr\pard\f1 a{\*\x b}\par}y\par}"
    document = read_rtf(data)
    assert document.margins == ("2024年度", "a")
    assert document.blocks == (Paragraph(0, "xy"),)

"""OpenDocument text: what is at the head and foot of its pages, and inside merged cells."""

import pytest

from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.readers.merges import MERGE_SPLIT
from core.intake.readers.opendocument import read_ods, read_odt
from tests.hostile.valid import open_document


def test_lines_at_the_head_and_foot_of_the_pages_are_margins() -> None:
    head = (
        "<style:header><text:p>清江县<text:s/>2024年度绩效自评</text:p></style:header>"
        '<style:header-left style:display="false"><text:p>不显示</text:p></style:header-left>'
        "<style:footer><text:p>第1页</text:p><text:p/></style:footer>"
        "<style:footer-first><text:p>第1页</text:p></style:footer-first>"
    )
    document = read_odt(open_document("text", "<text:p>正文</text:p>", head))
    assert document.margins == ("清江县 2024年度绩效自评", "第1页")
    assert document.blocks == (Paragraph(0, "正文"),)


def test_a_text_in_a_cell_that_a_merge_covers_is_read_with_a_note() -> None:
    body = (
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="3">'
        "<text:p>甲</text:p></table:table-cell><table:covered-table-cell/>"
        "<table:covered-table-cell><text:p>乙</text:p></table:covered-table-cell>"
        "</table:table-row></table:table>"
    )
    (grid,) = read_odt(open_document("text", body)).blocks
    assert isinstance(grid, Grid)
    assert grid.cells == (Cell(0, 0, "甲", columns=3), Cell(0, 2, "乙", note=MERGE_SPLIT))


def sheet(cells: str, head: str = "") -> Document:
    row = f"<table:table-row>{cells}</table:table-row>"
    return read_ods(
        open_document("spreadsheet", f'<table:table table:name="表">{row}</table:table>', head)
    )


def test_lines_at_the_head_of_a_sheet_are_margins() -> None:
    head = "<style:header><text:p>2024年度绩效自评</text:p></style:header>"
    cell = "<table:table-cell><text:p>甲</text:p></table:table-cell>"
    assert sheet(cell, head).margins == ("2024年度绩效自评",)


@pytest.mark.parametrize(
    ("shown", "under", "read"),
    [("甲", "甲", "甲"), ("甲", "乙", "甲"), ("", "乙", "乙"), ("", "", None)],
)
def test_what_a_merge_of_a_sheet_covers_is_told(shown: str, under: str, read: str | None) -> None:
    (grid,) = sheet(
        f'<table:table-cell table:number-columns-spanned="2"><text:p>{shown}</text:p>'
        f"</table:table-cell><table:covered-table-cell><text:p>{under}</text:p>"
        "</table:covered-table-cell>"
        "<table:table-cell><text:p>丙</text:p></table:table-cell>"
    ).blocks
    assert isinstance(grid, Grid)
    first = grid.cells[0]
    assert (first.text or None, first.columns) == (read, 2)
    assert (first.doubt is not None) == (not shown and bool(under))
    assert (first.note is not None) == (shown != under and bool(shown))

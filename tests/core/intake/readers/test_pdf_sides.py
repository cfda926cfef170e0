"""Tables of a PDF that are drawn open at the sides."""

from __future__ import annotations

import pytest
import typst

from core.intake.grid import Grid, Paragraph
from core.intake.readers.pdf import read_pdf

INNER = "(x,y)=>(top:0.5pt,bottom:0.5pt,left:if x>0{0.5pt})"
HEAVY = "(x,y)=>(top:1pt,bottom:0.5pt,right:if x!=2{0.5pt})"
ROWS = "[项目],[预算],[决算],[甲],[0.5],[1],[乙],[1.5],[2]"


def read(*parts: str) -> tuple[Grid | Paragraph, ...]:
    source = "#set page(width:15cm,height:12cm)\n" + "\n\n".join(parts)
    return read_pdf(bytes(typst.compile(source.encode()))).blocks


def table(stroke: str, cells: str = ROWS) -> str:
    return f"#table(columns:(4cm,3cm,3cm),stroke:{stroke},{cells})"


def texts(grid: Grid | Paragraph) -> list[list[str]]:
    assert isinstance(grid, Grid)
    return [[cell.text for cell in line] for line in grid.lines]


@pytest.mark.parametrize("stroke", [INNER, HEAVY, "0.5pt"])
def test_the_outer_columns_are_read_and_sure(stroke: str) -> None:
    (grid,) = read(table(stroke))
    assert texts(grid) == [["项目", "预算", "决算"], ["甲", "0.5", "1"], ["乙", "1.5", "2"]]
    assert isinstance(grid, Grid)
    assert not any(cell.note or cell.doubt for cell in grid.cells)


def test_a_name_for_several_rows_and_a_line_over_all_columns() -> None:
    cells = "[项目],[预算],[决算],table.cell(rowspan:2)[甲],[0.5],[1],[1.5],[2],table.cell(colspan:3)[合计如下],[丙],[3],[4]"  # noqa: E501
    (grid,) = read(table(INNER, cells))
    assert texts(grid)[3:] == [["合计如下"], ["丙", "3", "4"]]
    assert isinstance(grid, Grid)
    assert [cell.rows for cell in grid.cells if cell.text == "甲"] == [2]


def test_words_between_two_tables_are_in_neither() -> None:
    words = "第一段的文字说明。\n\n第二段的文字说明。\n\n第三段的文字说明。"
    first, *paragraphs, last = read(table(INNER), words, table(INNER))
    assert texts(first) == texts(last)
    assert all(isinstance(block, Paragraph) for block in paragraphs)
    assert len(paragraphs) > 0


def test_rules_without_uprights_are_no_drawn_table() -> None:
    (grid,) = read(table("(x,y)=>(bottom:0.5pt)"))
    assert isinstance(grid, Grid)
    assert all(cell.note for cell in grid.cells)

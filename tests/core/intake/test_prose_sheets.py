"""A report kept in a workbook: lone rows are paragraphs, the others a table.

附件4
2024年度某县水田局部门整体支出绩效自评报告
一、部门（单位）基本情况
管水管田。⏎修渠护林。
预算项目 | 本年预算
基本支出 | 100
其他支出 |
二、其他需要说明的情况
"""

from dataclasses import replace

from core.address import At
from core.forms import OverallReport
from core.intake.extract import extract
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.prose_sheets import unfolded
from core.intake.recognise import recognise

ROWS = (
    ("附件4",),
    ("2024年度某县水田局部门整体支出绩效自评报告",),
    ("　　一、部门（单位）基本情况",),
    ("管水管田。\n修渠护林。",),
    ("预算项目", "本年预算", "本年决算金额"),
    ("基本支出", "100", "110"),
    ("其他支出",),
    ("　　二、其他需要说明的情况",),
)
CELLS = tuple(
    Cell(row, column, text, columns=1 if len(texts) > 1 or text == "其他支出" else 3)
    for row, texts in enumerate(ROWS)
    for column, text in enumerate(texts)
)
SHEET = Grid(0, CELLS, len(ROWS), 3, sheet="附件4")


def test_lines_and_tables_in_their_order() -> None:
    blocks = unfolded(Document("xlsx", (SHEET,))).blocks
    lines = [block.text if isinstance(block, Paragraph) else "table" for block in blocks]
    assert lines[2:] == [
        "一、部门（单位）基本情况", "管水管田。", "修渠护林。", "table", "二、其他需要说明的情况",
    ]  # fmt: skip
    assert [cell.row for block in blocks if isinstance(block, Grid) for cell in block.cells] == [
        4, 4, 4, 5, 5, 5, 6,
    ]  # fmt: skip


def test_the_report_is_read_with_the_cells_as_sources() -> None:
    document = Document("xlsx", (SHEET,))
    (recognition,) = recognise(document)
    filled = extract(document, recognition).filled
    assert isinstance(filled.record, OverallReport)
    assert filled.record.sections[0].text == "管水管田。\n修渠护林。"
    assert [row.label for row in filled.record.tables[0].rows] == ["基本支出", "其他支出"]
    source = filled.sources[At("sections.0.heading")]
    assert (source.sheet, source.row, source.column) == ("附件4", 2, 0)


def test_a_heading_under_a_table_is_none_of_its_rows_where_nothing_is_merged() -> None:
    cells = tuple(cell._replace(columns=1) for cell in CELLS)
    blocks = unfolded(Document("xlsx", (Grid(0, cells, len(ROWS), 3, sheet="附件4"),))).blocks
    assert isinstance(blocks[-1], Paragraph)
    assert blocks[-1].text == "二、其他需要说明的情况"


def test_a_sheet_saved_as_a_page() -> None:
    page = replace(SHEET, sheet=None)
    assert len(recognise(Document("html", (page,)))) == 1
    assert recognise(Document("docx", (page,))) == ()


def test_a_sheet_with_a_form_stays_a_table() -> None:
    cells = (Cell(0, 0, "2024年度部门整体支出绩效自评表"), Cell(1, 0, "某某自评报告"))
    document = Document("xlsx", (Grid(0, cells, 2, 1, sheet="表"),))
    assert unfolded(document) == document


def test_headings_with_their_text_beside_them() -> None:
    rows = (ROWS[1], (ROWS[2][0], "管水。"), (ROWS[-1][0], "无。"))
    cells = [
        Cell(row, column, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    document = Document("xlsx", (Grid(0, tuple(cells), 3, 2, sheet="附件4"),))
    (recognition,) = recognise(document)
    record = extract(document, recognition).filled.record
    assert isinstance(record, OverallReport)
    assert [section.text for section in record.sections] == ["管水。", "无。"]

"""The same document saved by an office program in another format reads the same."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from openpyxl.styles import numbers

from core.intake.grid import Document, Grid, Paragraph
from core.intake.readers import READERS, detect

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="no LibreOffice to save with"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word and an Excel file with merged cells, percentages and days, in every format."""
    place = tmp_path_factory.mktemp("twins")
    word = docx.Document()
    word.add_paragraph("2024年度部门整体支出绩效自评表")
    table = word.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "绩效指标"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "年度资金总额"
    for row in (1, 2):
        for column in (1, 2, 3):
            table.cell(row, column).text = f"≥{row}{column}次"
    table.cell(2, 3).text = "第一行\n第二行"
    word.add_paragraph("填表人：　　　填报日期：2025.3.1")
    word.save(str(place / "word.docx"))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "附件2"
    sheet.append(["年度资金总额", 123.47, 111.27, 0.9012])
    sheet.append(["合计", None, None, "=B1+C1"])
    sheet["D1"].number_format = numbers.FORMAT_PERCENTAGE_00
    sheet.merge_cells("A2:C2")
    book.save(place / "book.xlsx")
    for source, kinds in (("word.docx", ("doc", "odt")), ("book.xlsx", ("xls", "ods"))):
        for kind in kinds:
            profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
            convert = ("--convert-to", kind, "--outdir", str(place), str(place / source))
            command = [str(OFFICE), "--headless", profile, *convert]
            subprocess.run(command, check=True, capture_output=True, timeout=100)
    return place


def read(path: Path) -> Document:
    data = path.read_bytes()
    kind = detect(data)
    assert kind == path.suffix[1:]
    return READERS[kind](data)


def shape(document: Document) -> list[object]:
    out: list[object] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            cells = ((c.row, c.column, c.rows, c.columns, c.text.strip()) for c in block.cells)
            out.append(sorted(cell for cell in cells if cell[4]))
        elif isinstance(block, Paragraph) and block.text.strip():
            out.append(block.printed.strip())
    return out


@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_word(folder: Path, kind: str) -> None:
    assert shape(read(folder / f"word.{kind}")) == shape(read(folder / "word.docx"))


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_workbooks_keep_percentages_and_merged_ranges(folder: Path, kind: str) -> None:
    (grid,) = read(folder / f"book.{kind}").blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.lines[0]] == ["年度资金总额", "123.47", "111.27", "90.12%"]
    assert [(cell.text, cell.columns) for cell in grid.lines[1]] == [("合计", 3), ("234.74", 1)]


def test_a_formula_that_was_never_calculated_is_doubtful(folder: Path) -> None:
    (grid,) = read(folder / "book.xlsx").blocks
    assert isinstance(grid, Grid)
    cell = grid.at(1, 3)
    assert cell is not None
    assert cell.doubt

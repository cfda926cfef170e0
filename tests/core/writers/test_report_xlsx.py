"""The summary workbook: formulas that agree, text that stays text, heads, filters, charts."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import UserError
from core.reports.report import BAR, Chart, Report
from core.reports.summary import summary_report
from core.writers.report_charts import excel_chart
from core.writers.report_xlsx import report_xlsx, write_report_xlsx
from tests.core.reports.made import COUNTY, YEAR
from tests.core.writers.office import needs_office, recalculated

REPORT = summary_report(COUNTY, YEAR)
BOOK = report_xlsx(REPORT)
SHEETS = [
    "汇总表", "排名", "等次分布", "三公", "项目", "常见问题", "问题清单", "报送登记", "复核底稿",
]  # fmt: skip


def opened(values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(BOOK), data_only=values)


def sheet(name: str, values: bool = False) -> Worksheet:
    made = opened(values)[name]
    assert isinstance(made, Worksheet)
    return made


def row_of(made: Worksheet, text: str) -> tuple[object, ...]:
    for row in made.iter_rows(values_only=True):
        if text in row:
            return row
    raise AssertionError(text)


def test_a_sheet_for_each_table() -> None:
    assert opened().sheetnames == SHEETS


def test_formulas_stand_beside_the_program_s_figures() -> None:
    formulas, values = (
        row_of(sheet("汇总表"), "某县水田局"),
        row_of(sheet("汇总表", values=True), "某县水田局"),
    )
    pairs = {
        str(formula): value
        for formula, value in zip(formulas, values, strict=True)
        if str(formula).startswith("=")
    }
    rate, final, grade, rank = pairs
    assert (pairs[rate], pairs[final], pairs[grade], pairs[rank]) == (0.9525, 79.53, "中", 2)
    assert "ROUND(E" in rate
    assert rank.startswith("=RANK(")


def test_totals_are_sums() -> None:
    total = row_of(sheet("汇总表"), "合计（得分为平均）")
    assert sum(str(cell).startswith("=SUM(") for cell in total) >= 10


def test_text_that_begins_like_a_formula_stays_text() -> None:
    for row in sheet("复核底稿").iter_rows():
        for cell in row:
            if cell.value == "=修渠长度":
                assert cell.data_type == "s"
                return
    pytest.fail("the indicator is not there")


def test_head_filter_and_print() -> None:
    for name in SHEETS:
        made = sheet(name)
        assert made.freeze_panes is not None
        assert made.auto_filter.ref
        assert made.print_title_rows
        assert made.page_setup.orientation == "landscape"
        assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (None, 0)


def test_charts_are_excel_s_own() -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == sum(isinstance(part, Chart) for part in REPORT.parts)


def test_a_chart_of_the_largest_holds_its_own_figures() -> None:
    (table,) = (part for part in REPORT.tables if part.key == "summary")
    rows = tuple((*row[:6], Decimal(number), *row[7:]) for number, row in enumerate(table.rows))
    chart = Chart(BAR, "基本支出", "summary", "unit", ("basic",), rows=1, largest=True)
    made = excel_chart(openpyxl.Workbook().create_sheet(), replace(table, rows=rows), 5, chart)
    (series,) = made.series
    assert [point.v for point in series.cat.strLit.pt] == [rows[-1][1]]
    assert [Decimal(point.v) for point in series.val.numLit.pt] == [rows[-1][6]]


@needs_office
@pytest.mark.slow
def test_an_office_program_computes_the_same(tmp_path: Path) -> None:
    ours, theirs = opened(values=True), recalculated(BOOK, tmp_path)
    formulas = opened()
    compared = 0
    for name in SHEETS:
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    mine = ours[name][cell.coordinate].value
                    other = theirs[name][cell.coordinate].value
                    if isinstance(mine, str):
                        assert other == mine, (name, cell.coordinate)
                    else:
                        assert other == pytest.approx(mine, abs=1e-9), (name, cell.coordinate)
                    compared += 1
    assert compared > 80


def test_the_total_of_an_empty_table_does_not_count_itself() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(summary_report((), YEAR))))
    assert book.sheetnames == SHEETS
    made = book["报送登记"]
    assert isinstance(made, Worksheet)
    (total,) = [row for row in made.iter_rows() if row[1].value == "合计"]
    formulas = [str(cell.value) for cell in total if cell.data_type == "f"]
    assert formulas
    assert not [formula for formula in formulas if f"${total[0].row})" in formula]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_report_xlsx(Report("题", REPORT.parts), tmp_path / "没有" / "表.xlsx")

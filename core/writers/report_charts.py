"""Charts of a report as Excel draws them itself, over the cells of their table."""

from openpyxl.chart import BarChart, PieChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Paragraph as Lines
from openpyxl.worksheet.worksheet import Worksheet

from core.reports.report import BAR, PIE, Chart, Table

_PALETTE = ("2F5D8A", "C98B2B", "6B8E5A", "A85B4B", "7A6A9B", "8A8A8A")


def excel_chart(sheet: Worksheet, table: Table, first: int, chart: Chart) -> BarChart | PieChart:
    """The chart over a table whose values begin in the row `first`."""
    drawn = _bars() if chart.kind == BAR else PieChart()
    drawn.title = _chart_title(chart.title)
    drawn.width, drawn.height = 24, 10
    last = first + max(1, min(len(table.rows), chart.rows)) - 1
    for number, key in enumerate(chart.values):
        place = table.column(key)
        values = Reference(sheet, place + 1, first, place + 1, last)
        series = Series(values, title=table.columns[place].title)
        series.graphicalProperties.solidFill = _colour(number)
        if chart.kind == PIE:
            series.data_points = [
                DataPoint(
                    idx=row, spPr=GraphicalProperties(solidFill=_PALETTE[row % len(_PALETTE)])
                )
                for row in range(last - first + 1)
            ]
        drawn.series.append(series)
    place = table.column(chart.label) + 1
    drawn.set_categories(Reference(sheet, place, first, place, last))
    drawn.dataLabels = DataLabelList(
        showVal=True, showPercent=chart.kind == PIE,
        showSerName=False, showCatName=False, showLegendKey=False, showLeaderLines=False,
    )  # fmt: skip
    if chart.kind == BAR and len(chart.values) == 1:
        drawn.legend = None
    return drawn


def _colour(number: int) -> str:
    return _PALETTE[number % len(_PALETTE)]


def _bars() -> BarChart:
    """Bars from zero, so that their lengths tell the truth."""
    drawn = BarChart()
    drawn.gapWidth = 60
    drawn.y_axis.scaling.min = 0
    # Newer versions of Excel leave out axes that do not say they are there.
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines = None
    return drawn


def _chart_title(text: str) -> Title:
    look = CharacterProperties(sz=1200, b=True)
    words = Lines(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)])
    return Title(tx=Text(rich=RichText(p=[words])), overlay=False)

"""Charts of a report as Excel draws them itself, over the cells of their table."""

import math
from collections.abc import Sequence
from decimal import Decimal

from openpyxl.chart import BarChart, PieChart, Reference, Series
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumVal,
    StrData,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Paragraph as Lines
from openpyxl.worksheet.worksheet import Worksheet

from core.number import plain
from core.reports.report import AMOUNT, BAR, COUNT, PIE, POINTS, Chart, Table, Value
from core.reports.report import drawn as chosen

WIDTH = 30
"""The cm of every chart: nearly as wide as its table."""
_PIE, _AROUND, _NAME, _BAR = 10, 3.0, 0.2, 0.28
"""The cm of a pie, of title and axis, and of the room and each bar of a name."""
_HIGHEST = 21
"""What a landscape page holds."""
_SMALL, _LABEL, _TINY = 900, 800, 700
"""Hundredths of points of the text along an axis, and of the figures at the bars."""
_MANY = 3
_MEASURES = {AMOUNT: "万元", POINTS: "分", COUNT: "个"}
_PALETTE = ("2F5D8A", "C98B2B", "6B8E5A", "A85B4B", "7A6A9B", "8A8A8A")


def excel_chart(sheet: Worksheet, table: Table, first: int, chart: Chart) -> BarChart | PieChart:
    """The chart over a table whose values begin in the row `first`.

    It speaks of the cells; a choice of the rows, which stand apart, holds its own figures.
    """
    drawn = _bars(table, chart) if chart.kind == BAR else PieChart()
    title, rows = chosen(chart, table)
    drawn.title = _title(title, 1200)
    drawn.width, drawn.height = WIDTH, height(table, chart)
    last = first + _count(table, chart) - 1
    apart = rows != table.rows[: len(rows)]
    for number, key in enumerate(chart.values):
        place = table.column(key)
        values = Reference(sheet, place + 1, first, place + 1, last)
        series = Series(values, title=table.columns[place].title)
        if apart:
            series.val = NumDataSource(numLit=_figures([row[place] for row in rows]))
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
    if apart:
        names = AxDataSource(strLit=_names([str(row[place - 1]) for row in rows]))
        for series in drawn.series:
            series.cat = names
    drawn.dataLabels = DataLabelList(
        showVal=True, showPercent=chart.kind == PIE,
        showSerName=False, showCatName=False, showLegendKey=False, showLeaderLines=False,
        txPr=_text(_LABEL if len(chart.values) < _MANY else _TINY),
    )  # fmt: skip
    if chart.kind == BAR and len(chart.values) == 1:
        drawn.legend = None
    elif drawn.legend is not None:
        drawn.legend.position = "t" if chart.kind == BAR else "r"
    return drawn


def _figures(values: Sequence[Value]) -> NumData:
    points = [
        NumVal(idx=at, v=plain(Decimal(value)))
        for at, value in enumerate(values)
        if isinstance(value, Decimal | int)
    ]
    return NumData(formatCode="#,##0.00", ptCount=len(values), pt=points)


def _names(names: Sequence[str]) -> StrData:
    return StrData(ptCount=len(names), pt=[StrVal(idx=at, v=name) for at, name in enumerate(names)])


def height(table: Table, chart: Chart) -> int:
    """The cm of a chart: as many as its bars need so that names and figures stay apart."""
    if chart.kind == PIE:
        return _PIE
    needed = _AROUND + _count(table, chart) * (_NAME + _BAR * len(chart.values))
    return min(_HIGHEST, math.ceil(needed))


def _count(table: Table, chart: Chart) -> int:
    return max(1, min(len(table.rows), chart.rows))


def _colour(number: int) -> str:
    return _PALETTE[number % len(_PALETTE)]


def _bars(table: Table, chart: Chart) -> BarChart:
    """Lying bars, the first on top, from zero, so that their lengths tell the truth."""
    drawn = BarChart()
    drawn.type, drawn.gapWidth = "bar", 60
    drawn.x_axis.scaling.orientation, drawn.y_axis.scaling.min = "maxMin", 0
    drawn.y_axis.crosses = "max"
    # Newer versions of Excel leave out axes that do not say they are there.
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines = None
    drawn.x_axis.txPr = drawn.y_axis.txPr = _text(_LABEL)
    values = table.columns[table.column(chart.values[0])]
    drawn.x_axis.title = _title(table.columns[table.column(chart.label)].title, _SMALL)
    drawn.y_axis.title = _title(_MEASURES.get(values.kind, values.title), _SMALL)
    return drawn


def _text(size: int) -> RichText:
    """The look of small text: names along the axis, figures at the bars."""
    look = ParagraphProperties(defRPr=CharacterProperties(sz=size))
    return RichText(p=[Lines(pPr=look, endParaRPr=CharacterProperties(sz=size))])


def _title(text: str, size: int) -> Title:
    """A title in hundredths of points."""
    look = CharacterProperties(sz=size, b=size > _SMALL)
    words = Lines(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)])
    return Title(tx=Text(rich=RichText(p=[words])), overlay=False)

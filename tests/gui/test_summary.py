"""The county's year: tables, drawings, and the way from both to the units."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.reports.report import BAR, PIE, Chart
from gui.charts import ChartView
from gui.models.summary import SheetModel
from gui.views.summary import SummaryView
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, YEAR, submission
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import click, press

OTHER = "青石县水利局"


@pytest.fixture
def summary(window: Window, qtbot: QtBot) -> SummaryView:
    """The summary of two units that have handed in and one that has not."""
    window.bridge.workspace.add_units(["青石县文化馆"])
    put(window.bridge.workspace, dataclasses.replace(submission(), unit=OTHER))
    window.actions_by_name["summary"].trigger()
    shown = window.panes.pages.summary
    qtbot.waitUntil(shown.isVisible)
    return shown


def turn(summary: SummaryView, name: str) -> None:
    names = [summary.tabs.tabText(index) for index in range(summary.tabs.count())]
    summary.tabs.setCurrentIndex(names.index(name))


def test_every_table_keeps_the_rules(summary: SummaryView) -> None:
    for sheet in summary.sheets:
        model = SheetModel()
        model.show(sheet.table)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert [sheet.table.name for sheet in summary.sheets] == [
        "排名", "等次分布", "执行率", "三公历年", "三公", "常见问题", "项目", "汇总表",
    ]  # fmt: skip


def test_on_a_narrow_screen_the_table_has_more_room_than_the_drawing(
    window: Window, summary: SummaryView, qtbot: QtBot
) -> None:
    """
    ┌ 排名 ─────────┬ 认定得分 ┐   1366×768 at 200 %
    """
    window.resize(683, 384)
    qtbot.waitUntil(lambda: summary.width() < 700)
    assert summary.table.width() > summary.right.width()
    window.resize(1500, 930)
    qtbot.waitUntil(lambda: summary.width() > 1400)
    assert summary.table.width() > 2 * summary.right.width()


@pytest.mark.parametrize("size", [QSize(911, 512), QSize(683, 384)], ids=["150 %", "200 %"])
def test_nothing_lies_over_another_on_a_low_screen(
    window: Window, summary: SummaryView, qtbot: QtBot, size: QSize
) -> None:
    """
    ┌ 等次 分数段 … ┬ ◔ 优 5   ┐   1366×768: the ring is as large as its words leave it, and
    │             ├ 优：5 个 ┤   where it has no room at all, its units have it.
    """
    window.resize(size)
    for name in ("等次分布", "常见问题"):
        turn(summary, name)
        qtbot.waitUntil(lambda: apart(summary))
        if summary.area.isVisible():
            assert summary.chart.width() == summary.area.viewport().width()


def apart(summary: SummaryView) -> bool:
    """Whether the drawing, if it is seen, ends where its units begin."""
    area, inner = summary.area, summary.inner
    return (
        not summary.behind_title.visibleRegion().isEmpty()
        and inner.geometry().bottom() <= summary.right.height()
        and not (area.isVisible() and area.geometry().intersects(inner.geometry()))
    )


def test_the_page_has_its_papers(summary: SummaryView) -> None:
    given: list[str] = []
    summary.given.connect(given.append)
    for button in summary.papers:
        button.click()
    assert given == ["export_summary", "print_summary"]


def test_a_row_opens_its_unit(window: Window, summary: SummaryView) -> None:
    press(summary.table, Qt.Key.Key_Down)
    name = summary.table.currentIndex().siblingAtColumn(1).data()
    press(summary.table, Qt.Key.Key_Return)
    assert window.panes.pages.on_desk
    assert window.bridge.key == f"{YEAR}/{name}"


def test_a_typical_problem_leads_to_its_cell(window: Window, summary: SummaryView) -> None:
    turn(summary, "常见问题")
    press(summary.table, Qt.Key.Key_Return)
    assert summary.behind.hasFocus()
    assert summary.behind.count() >= 2
    press(summary.behind, Qt.Key.Key_Down)
    press(summary.behind, Qt.Key.Key_Return)
    assert window.panes.pages.on_desk
    assert window.bridge.key in {KEY, f"{YEAR}/{OTHER}"}


def test_table_and_drawing_go_together(window: Window, summary: SummaryView) -> None:
    assert summary.chart.current == 0
    press(summary.chart, Qt.Key.Key_Down)
    assert summary.table.currentIndex().row() == 1
    press(summary.chart, Qt.Key.Key_Return)
    assert window.panes.pages.on_desk


def test_grades_list_their_units(summary: SummaryView) -> None:
    turn(summary, "等次分布")
    rows = summary.sheet.table.rows
    for row in range(len(rows)):
        summary.table.setCurrentIndex(summary.order.index(row, 0))
        assert summary.behind.count() == rows[row][2]


def test_columns_sort_by_value(summary: SummaryView) -> None:
    turn(summary, "汇总表")
    place = summary.sheet.table.column("final")
    summary.table.sortByColumn(place, Qt.SortOrder.AscendingOrder)
    assert summary.order.index(summary.order.rowCount() - 1, place).data() == ""


def test_a_change_makes_it_anew(window: Window, summary: SummaryView) -> None:
    before = summary.sheets
    window.bridge.workspace.sign_off(KEY, "returned")
    assert summary.sheets is not before


@pytest.mark.parametrize("kind", [BAR, PIE])
def test_a_drawing_is_clicked(kind: str, summary: SummaryView, qtbot: QtBot) -> None:
    sheet = next(sheet for sheet in summary.sheets if sheet.table.key == "rates")
    chart = ChartView()
    qtbot.addWidget(chart)
    chart.resize(500, 400)
    chart.show_chart(Chart(kind, "执行率", "rates", "unit", ("rate",)), sheet.table)
    chart.show()
    moved: list[int] = []
    chosen: list[int] = []
    chart.moved.connect(moved.append)
    chart.chosen.connect(chosen.append)
    spots = [QPointF(x, y) for x in range(0, 500, 7) for y in range(0, 400, 7)]
    found = {chart.row_at(spot): spot.toPoint() for spot in spots}
    assert found.keys() == {-1, 0, 1}
    click(chart, found[1])
    click(chart, found[1], twice=True)
    assert moved[0] == 1
    assert chosen == [1]
    assert chart.grab().width() > 0


def test_the_summary_is_exported(
    window: Window, summary: SummaryView, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.answers["open_folder"] = tmp_path
    window.actions_by_name["export_summary"].trigger()
    qtbot.waitUntil(lambda: window.rooms.exporting.task is None, timeout=60_000)
    assert sorted(path.suffix for path in tmp_path.glob("*汇总*")) == [".docx", ".pdf", ".xlsx"]

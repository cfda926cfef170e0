"""The year by keyboard: board, next thing to do, list of units, deadline, files for a unit."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.unit import REQUIRED, Unit
from gui import style
from gui.models.board import CODE, CONTACT, PHONE
from gui.models.unit_list import HEADS, NAME, UnitListModel
from gui.views.board import BoardView
from gui.views.units_import import UnitListDialog
from gui.window import Window
from tests.gui.county import KEY, UNIT, YEAR, submitted
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import focused, press, type_text

CULTURE = "青石县文化馆"


@pytest.fixture
def board(window: Window, qtbot: QtBot) -> BoardView:
    """The board of a county in which one unit has handed in and one has not."""
    window.bridge.workspace.set_units([Unit(CULTURE, "101"), Unit(UNIT, "102")])
    window.actions_by_name["board"].trigger()
    found = window.panes.pages.board
    qtbot.waitUntil(found.isVisible)
    return found


def list_dialog(window: Window) -> UnitListDialog:
    window.actions_by_name["unit_list"].trigger()
    assert window.rooms.yearly.list_dialog is not None
    return window.rooms.yearly.list_dialog


def test_the_board_opens_units_by_keyboard(window: Window, board: BoardView) -> None:
    assert board.current is not None
    assert board.current.key == KEY
    assert "应报 2" in board.counts.text()
    press(board.table, Qt.Key.Key_Up)
    press(board.table, Qt.Key.Key_Return)
    assert window.panes.pages.on_desk
    assert window.bridge.key == f"{YEAR}/{CULTURE}"


def test_the_hidden_desk_is_not_changed(window: Window, board: BoardView) -> None:
    assert not window.actions_by_name["remove_form"].isEnabled()
    assert window.actions_by_name["board"].isEnabled()
    window.actions_by_name["next_pane"].trigger()
    window.actions_by_name["desk"].trigger()
    assert window.actions_by_name["remove_form"].isEnabled()


def test_columns_in_which_nobody_has_anything_are_not_shown(
    window: Window, board: BoardView
) -> None:
    """There are codes, but no contacts and no telephone numbers."""
    header = board.table.horizontalHeader()
    assert [header.isSectionHidden(column) for column in (CODE, CONTACT, PHONE)] == [
        False, True, True,
    ]  # fmt: skip
    window.bridge.workspace.set_units([Unit(UNIT, "102", phone="0731")])
    assert not header.isSectionHidden(PHONE)


def test_what_is_dropped_on_the_board_is_told_under_the_rows(
    window: Window, board: BoardView, open_window: Callable[[], Window], qtbot: QtBot
) -> None:
    assert board.table.acceptDrops()
    assert board.table.blank.top() >= 2 * style.ROW_HEIGHT
    window.resize(683, 384)
    qtbot.waitUntil(lambda: not board.table.blank.height())
    looking = open_window().panes.pages.board
    assert not looking.table.acceptDrops(), "nothing is imported where one only looks"


def test_ctrl_1_marks_no_second_row(window: Window, board: BoardView, qtbot: QtBot) -> None:
    """What is marked is what slips are written for."""
    board.go_to(f"{YEAR}/{CULTURE}")
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_Control, held)
    assert QGuiApplication.keyboardModifiers() == held
    board.go_to(KEY)
    board.go_to(KEY)
    QTest.keyRelease(window.windowHandle(), Qt.Key.Key_Control)
    assert board.marked == (KEY,)


def test_search_on_the_board(window: Window, board: BoardView) -> None:
    window.actions_by_name["find_unit"].trigger()
    board.search.setText("whg")
    assert board.model.rowCount() == 1
    press(board.search, Qt.Key.Key_Return)
    assert board.current is not None
    assert board.current.state.name == CULTURE
    board.search.setText("没有")
    assert board.none.isVisible()


def test_next_task_opens_the_first_open_error(window: Window, board: BoardView) -> None:
    window.actions_by_name["next_task"].trigger()
    assert window.panes.pages.on_desk
    assert window.bridge.key == KEY
    assert window.bridge.place is not None
    chosen = window.panes.findings.current
    assert chosen is not None, "the keys that explain and return are for it"
    assert chosen.finding.place == window.bridge.place
    window.bridge.workspace.sign_off(KEY, "returned")
    window.actions_by_name["next_task"].trigger()
    assert "还有 1 个单位没有报送" in window.saved.text()
    workspace = window.bridge.workspace
    excused = [unit._replace(exempt=REQUIRED) for unit in workspace.county_units()]
    workspace.set_units(excused)
    window.actions_by_name["next_task"].trigger()
    assert "各单位都已报送" in window.saved.text(), "of who is excused nothing is missing"


def test_a_deadline_makes_units_late(
    window: Window, board: BoardView, dialogs: FakeDialogs
) -> None:
    dialogs.answers["line"] = "2025年3月31日"
    window.actions_by_name["deadline"].trigger()
    assert window.bridge.workspace.deadline(YEAR) == dt.date(2025, 3, 31)
    assert "逾期 1" in board.counts.text()
    assert "已过" in board.deadline.text()
    dialogs.answers["line"] = "月底"
    window.actions_by_name["deadline"].trigger()
    assert window.bridge.workspace.deadline(YEAR) == dt.date(2025, 3, 31)
    dialogs.answers["line"] = ""
    window.actions_by_name["deadline"].trigger()
    assert window.bridge.workspace.deadline(YEAR) is None


def test_the_list_is_pasted_changed_and_saved(window: Window) -> None:
    dialog = list_dialog(window)
    QGuiApplication.clipboard().setText(f"单位代码\t单位名称\n101\t{CULTURE}\n102\t{UNIT}")
    dialog.paste()
    model = dialog.model
    assert model.setData(model.index(0, HEADS.index("别名")), "文化站、群艺馆")
    assert model.setData(model.index(0, HEADS.index("免报")), "附件3、5")
    assert model.setData(model.index(2, NAME), "青石县档案馆")
    assert not model.setData(model.index(2, NAME), UNIT)
    dialog.accept()
    units = window.bridge.workspace.county_units()
    assert units[0] == Unit(CULTURE, "101", aliases=("文化站", "群艺馆"), exempt=("f3", "f5"))
    assert [unit.name for unit in units] == [CULTURE, UNIT, "青石县档案馆"]
    window.bridge.undo()
    assert window.bridge.workspace.county_units() == ()


def test_an_empty_list_says_what_to_do_and_takes_those_who_handed_in(window: Window) -> None:
    """
    （新单位）
    [从文件读入…] [粘贴] [加入报来的 1 个] …  [保存 0 个单位]
    """
    dialog = list_dialog(window)
    assert dialog.told.text()
    assert dialog.unlisted_button.isVisible()
    dialog.unlisted_button.click()
    assert [unit.name for unit in dialog.model.units] == [UNIT]
    assert not dialog.unlisted_button.isVisible()
    dialog.accept()
    assert window.bridge.workspace.unit_names() == (UNIT,)
    again = list_dialog(window)
    assert not again.told.text()
    assert not again.unlisted_button.isVisible()


def test_the_list_is_read_from_a_workbook(
    window: Window, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["单位", "联系人"])
    sheet.append([CULTURE, "张三"])
    book.save(tmp_path / "名单.xlsx")
    dialogs.answers["open_list"] = tmp_path / "名单.xlsx"
    dialog = list_dialog(window)
    dialog.read_file()
    assert dialog.model.units == (Unit(CULTURE, contact="张三"),)
    dialogs.answers["open_list"] = tmp_path / "没有.xlsx"
    dialog.read_file()
    assert dialogs.asked[-1][0] == "tell"
    dialog.table.selectRow(0)
    dialog.remove()
    assert not dialog.model.units
    dialog.reject()


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_saves_the_list_with_what_is_just_typed(
    window: Window, qtbot: QtBot, enter: Qt.Key
) -> None:
    window.bridge.workspace.set_units([Unit(CULTURE)])
    dialog = list_dialog(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    index = dialog.model.index(0, HEADS.index("代码"))
    dialog.table.setCurrentIndex(index)
    dialog.table.edit(index)
    typing = focused()
    assert typing is not None
    type_text(typing, "101")
    press(typing, enter, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert window.bridge.workspace.unit(CULTURE) == Unit(CULTURE, "101")


def test_the_list_model_shows_what_is_known(window: Window) -> None:
    model = UnitListModel([Unit("甲局", exempt=("f1", "f2", "f3", "f4", "f5"))])
    assert model.index(0, HEADS.index("免报")).data() == "全部"
    assert model.merge([Unit("甲局", "101"), Unit("乙局")]) == 1
    assert model.units[0].code == "101"


def test_files_dropped_on_a_unit_are_for_it(
    window: Window, board: BoardView, qtbot: QtBot, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(submitted(tmp_path)))])
    place = board.table.visualRect(board.model.index(0, 0)).center()
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    target = board.table.viewport()
    for event in (
        QDragEnterEvent(QPoint(place), copy, data, button, keys),
        QDragMoveEvent(QPoint(place), copy, data, button, keys),
        QDropEvent(QPointF(place), copy, data, button, keys),
    ):
        QApplication.sendEvent(target, event)
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None)
    dialog = window.rooms.importing.dialog
    assert dialog is not None
    assert dialog.model.lines[0].unit == CULTURE
    assert UNIT in dialog.model.lines[0].says
    dialog.reject()


def test_files_for_the_unit_by_key(
    window: Window, board: BoardView, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.answers["open_files"] = [submitted(tmp_path)]
    press(board.table, Qt.Key.Key_Up)
    window.actions_by_name["import_unit"].trigger()
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None)
    assert window.rooms.importing.dialog is not None
    assert window.rooms.importing.dialog.model.lines[0].unit == CULTURE
    window.rooms.importing.dialog.reject()


def test_findings_of_the_year_by_rule_from_the_board(window: Window, board: BoardView) -> None:
    """A unit without a submission is looked at; the desk turns to one that has findings."""
    window.bridge.open(f"{YEAR}/{CULTURE}")
    board.table.setFocus()
    window.actions_by_name["by_rule"].trigger()
    assert window.panes.pages.on_desk
    assert window.panes.findings.by_rule.isChecked()
    assert window.panes.findings.list.isVisible()
    window.actions_by_name["board"].trigger()
    window.actions_by_name["by_rule"].trigger()
    assert window.panes.findings.by_rule.isChecked(), "it is shown, not turned off unseen"
    window.actions_by_name["by_rule"].trigger()
    assert not window.panes.findings.by_rule.isChecked()


def test_the_columns_of_the_board_are_remembered(
    window: Window, board: BoardView, open_window: Callable[[], Window]
) -> None:
    board.table.setColumnWidth(1, 133)
    board.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    window.close()
    again = open_window().panes.pages.board
    assert again.table.columnWidth(1) == 133
    assert again.table.horizontalHeader().sortIndicatorSection() == 0

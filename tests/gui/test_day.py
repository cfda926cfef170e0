"""A whole day by keyboard alone: import, correct, explain, review, return, print, sum up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.judgement import PASSED, RETURNED
from core.submission import Submission
from gui.window import Window
from tests.gui.county import KEY, UNIT, submitted
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import commit, focused, press, type_text

NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
EXECUTED = Place("f2", At("fund.executed"))


@pytest.fixture
def desk(open_window: Callable[[], Window], qtbot: QtBot) -> Window:
    window = open_window()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is, as the clerk does."""
    widget = focused()
    assert isinstance(widget, QWidget)
    press(widget, code, modifiers)


def typed(text: str) -> None:
    widget = focused()
    assert widget is not None
    commit(widget, text)
    key(Qt.Key.Key_Return)


def unit(window: Window) -> Submission:
    found = window.bridge.submission
    assert found is not None
    return found


def at_dialog(desk: Window, qtbot: QtBot, found: Callable[[], QDialog | None]) -> QDialog:
    """The dialog that has come up, once keys go to it."""
    qtbot.waitUntil(lambda: found() is not None)
    dialog = found()
    assert dialog is not None
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def back(desk: Window, qtbot: QtBot) -> None:
    """The window has the keys again."""
    with qtbot.waitActive(desk):
        desk.activateWindow()


def walk_to(desk: Window, place: Place) -> None:
    """F6 until the form has the focus, then from its first cell on by Tab."""
    for _ in range(6):
        if focused() is desk.panes.paper.canvas.editor:
            break
        key(Qt.Key.Key_F6)
    key(Qt.Key.Key_Home, CONTROL)
    for _ in desk.panes.paper.canvas.sheet.boxes:
        if desk.bridge.place == place:
            return
        key(Qt.Key.Key_Tab)
    raise AssertionError(place)


def by_menu(desk: Window, qtbot: QtBot, letter: Qt.Key, text: str) -> None:
    """Alt and the menu's letter, Down to the line, Enter."""
    key(letter, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while menu.activeAction() is None or menu.activeAction().text() != text:
        press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)
    back(desk, qtbot)


def receive(desk: Window, dialogs: FakeDialogs, qtbot: QtBot, folder: Path) -> None:
    """The files of a unit are chosen and looked through; Ctrl+Enter stores them."""
    dialogs.answers["open_files"] = [submitted(folder)]
    desk.setFocus()
    key(Qt.Key.Key_I, CONTROL)
    dialog = at_dialog(desk, qtbot, lambda: desk.rooms.importing.dialog)
    assert desk.bridge.submission is None
    widget = focused()
    assert widget is not None
    assert dialog.isAncestorOf(widget)
    key(Qt.Key.Key_Return, CONTROL)
    back(desk, qtbot)
    qtbot.waitUntil(lambda: desk.bridge.submission is not None)


def correct(desk: Window) -> None:
    """A cell typed over, undone, done again, and the submitted text taken back."""
    key(Qt.Key.Key_PageDown, CONTROL)
    assert desk.bridge.form == "f2"
    walk_to(desk, EXECUTED)
    type_text(desk.panes.paper.canvas.editor, "50")
    key(Qt.Key.Key_Return)
    assert unit(desk).text(EXECUTED) == "50"
    key(Qt.Key.Key_Z, CONTROL)
    assert unit(desk).text(EXECUTED) == "90"
    key(Qt.Key.Key_Y, CONTROL)
    assert unit(desk).text(EXECUTED) == "50"
    walk_to(desk, EXECUTED)
    key(Qt.Key.Key_R, CONTROL)
    assert unit(desk).text(EXECUTED) == "90"


def judge(desk: Window, qtbot: QtBot) -> None:
    """A finding explained, a score given, the unit returned and then passed."""
    key(Qt.Key.Key_F8)
    key(Qt.Key.Key_1, ALT)
    typed("单位已书面说明")
    assert [mark.words for mark in unit(desk).marks] == ["单位已书面说明"]
    while desk.bridge.form != "f2":
        key(Qt.Key.Key_PageDown, CONTROL)
    walk_to(desk, Place("f2", At("indicators.0.score")))
    key(Qt.Key.Key_F4)
    typed("28")
    typed("佐证不足")
    assert unit(desk).forms[1].reviews
    key(Qt.Key.Key_F12, SHIFT)
    typed("请改正后重报")
    status = unit(desk).status
    assert status is not None
    assert status.state == RETURNED
    by_menu(desk, qtbot, Qt.Key.Key_R, "撤回审核结论")
    assert unit(desk).status is None
    key(Qt.Key.Key_F12)
    typed("县里已同意")
    status = unit(desk).status
    assert status is not None
    assert status.state == PASSED


def hand_out(desk: Window, dialogs: FakeDialogs, qtbot: QtBot, folder: Path) -> None:
    target, printed = folder / "out.docx", folder / "print.pdf"
    dialogs.answers["save_file"] = target
    key(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: desk.rooms.exporting.task is None)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    dialogs.answers["printer"] = printer
    key(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(printed.exists)
    qtbot.waitUntil(lambda: desk.rooms.exporting.task is None)


def sum_up(desk: Window, qtbot: QtBot) -> None:
    """The county's year, its tables turned over, and back to the unit of a row by Enter."""
    key(Qt.Key.Key_3, CONTROL)
    summary = desk.panes.pages.summary
    qtbot.waitUntil(lambda: desk.panes.pages.currentWidget() is summary)
    ranked = [row for row in summary.sheet.table.rows if UNIT in row]
    assert len(ranked) == 1
    key(Qt.Key.Key_Return)
    assert desk.panes.pages.on_desk
    assert desk.bridge.key == KEY


# A popup off screen has no other window to be raised above, and nobody to take keys from.
@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_day(desk: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path) -> None:
    receive(desk, dialogs, qtbot, tmp_path)
    assert unit(desk).unit == UNIT
    correct(desk)
    judge(desk, qtbot)
    hand_out(desk, dialogs, qtbot, tmp_path)
    sum_up(desk, qtbot)

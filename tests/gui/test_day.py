"""A clerk's whole day by keyboard alone: import, correct, explain, review, return, print."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.judgement import PASSED, RETURNED
from core.submission import Submission
from gui.actions import COMMANDS
from gui.window import Window
from tests.gui.county import UNIT, submitted
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


def receive(desk: Window, dialogs: FakeDialogs, qtbot: QtBot, folder: Path) -> None:
    dialogs.answers["open_files"] = [submitted(folder)]
    desk.setFocus()
    key(Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: desk.rooms.importing.dialog is not None)
    assert desk.rooms.importing.dialog is not None
    desk.rooms.importing.dialog.accept()
    with qtbot.waitActive(desk):
        desk.activateWindow()


def correct(desk: Window) -> None:
    """A cell typed over, undone, done again, and the submitted text taken back."""
    desk.actions_by_name["next_form"].trigger()
    desk.bridge.locate(EXECUTED)
    desk.panes.paper.canvas.setFocus()
    type_text(desk.panes.paper.canvas.editor, "50")
    key(Qt.Key.Key_Return)
    assert unit(desk).text(EXECUTED) == "50"
    key(Qt.Key.Key_Z, CONTROL)
    assert unit(desk).text(EXECUTED) == "90"
    key(Qt.Key.Key_Y, CONTROL)
    desk.bridge.locate(EXECUTED)
    key(Qt.Key.Key_R, CONTROL)
    assert unit(desk).text(EXECUTED) == "90"


def judge(desk: Window) -> None:
    """A finding explained, a score given, the unit returned and then passed."""
    key(Qt.Key.Key_F8)
    key(Qt.Key.Key_1, ALT)
    typed("单位已书面说明")
    assert [mark.words for mark in unit(desk).marks] == ["单位已书面说明"]
    desk.bridge.locate(Place("f2", At("indicators.0.score")))
    key(Qt.Key.Key_F4)
    typed("28")
    typed("佐证不足")
    assert unit(desk).forms[1].reviews
    key(Qt.Key.Key_F12, SHIFT)
    typed("请改正后重报")
    status = unit(desk).status
    assert status is not None
    assert status.state == RETURNED
    desk.actions_by_name["withdraw"].trigger()
    key(Qt.Key.Key_F12)
    if unit(desk).status is None:
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


def test_a_day(desk: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path) -> None:
    receive(desk, dialogs, qtbot, tmp_path)
    assert unit(desk).unit == UNIT
    correct(desk)
    judge(desk)
    hand_out(desk, dialogs, qtbot, tmp_path)


def test_every_command_is_reached_by_keyboard(desk: Window) -> None:
    """Each has a key, or stands in a menu that a letter opens; none fails with nothing open."""
    for command in COMMANDS:
        assert command.keys or command.menu, command.name
    letters = [action.text().partition("&")[2][:1] for action in desk.menuBar().actions()]
    assert all(letters)

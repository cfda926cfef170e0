"""Every command, given as the clerk gives it: by its key, or by a letter and arrows in a menu."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter
from gui.actions import COMMANDS, MENUS, Command
from gui.settings import Settings
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, submission
from tests.gui.keys import press

# A popup off screen has no other window to be raised above, and nobody to take keys from.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
SUBMENUS = [command for command in COMMANDS if command.submenu]
DIRECT = [command for command in COMMANDS if not command.submenu]
CELL = Place("f2", At("indicators.1.score"))


@pytest.fixture
def desk(open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path) -> Window:
    """A row of indicators is looked at, there is something to undo and something to redo."""
    settings = Settings(tmp_path / "settings.ini")
    settings.remember_folder(tmp_path / "other")
    settings.sync()
    window = open_window()
    put(window.bridge.workspace, submission())
    window.bridge.open(KEY)
    for text in ("28", "27"):
        window.bridge.submit(text, (Enter(KEY, CELL, text),))
        window.bridge.submit("别处", (Enter(KEY, Place("f2", At("unit")), text),))
    window.bridge.undo()
    window.bridge.locate(CELL)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.panes.paper.canvas.setFocus()
    return window


def press_keys(window: Window, keys: str) -> None:
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # missing in the stubs
    press(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def open_menu(window: Window, command: Command) -> QMenu:
    """Alt and the letter of the menu, then Down until the command is marked."""
    letter = MENUS[command.menu].partition("&")[2][0]
    press_keys(window, f"Alt+{letter}")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in menu.actions():
        if menu.activeAction() is not None and menu.activeAction().text() == command.text:
            break
        press(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == command.text
    return menu


def settle(window: Window, qtbot: QtBot) -> None:
    """Let go whatever was begun: workers, dialogs, menus."""
    qtbot.waitUntil(lambda: window.rooms.exporting.task is None)
    qtbot.waitUntil(lambda: window.rooms.importing.task is None)
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


@pytest.mark.parametrize("command", DIRECT, ids=lambda command: command.name)
def test_it_is_given_by_the_keyboard(desk: Window, qtbot: QtBot, command: Command) -> None:
    action = desk.actions_by_name[command.name]
    assert action.isEnabled()
    with qtbot.waitSignal(action.triggered):
        if command.keys:
            press_keys(desk, command.keys[0])
        else:
            press(open_menu(desk, command), Qt.Key.Key_Return)
    settle(desk, qtbot)


@pytest.mark.parametrize("command", SUBMENUS, ids=lambda command: command.name)
def test_its_lines_are_reached_by_the_keyboard(
    desk: Window, qtbot: QtBot, command: Command
) -> None:
    menu = open_menu(desk, command)
    inner = menu.activeAction().menu()
    assert isinstance(inner, QMenu)
    press(menu, Qt.Key.Key_Right)
    qtbot.waitUntil(inner.isVisible)
    with qtbot.waitSignal(inner.actions()[0].triggered):
        press(inner, Qt.Key.Key_Return)
    settle(desk, qtbot)

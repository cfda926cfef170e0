"""Each command is declared once and can be reached by keyboard."""

from collections import Counter

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.resources import resource
from gui.actions import COMMANDS, MENUS, TOOLS, keys_help
from gui.window import Window


def menu_actions(window: Window) -> set[str]:
    bar = window.menuBar()
    menus = bar.findChildren(QMenu)
    return {action.objectName() for menu in menus for action in menu.actions()}


def test_names_and_keys_are_given_once() -> None:
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    keys = Counter(key for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_command_stands_in_a_menu_with_a_meaning() -> None:
    assert all(command.menu in MENUS and command.help for command in COMMANDS)
    assert {name for name in TOOLS if name} <= {command.name for command in COMMANDS}
    assert len(keys_help()) == len(COMMANDS)
    assert all(where for _, where, _ in keys_help()), "keys, or the menu"


def test_every_command_has_its_action_in_a_menu(window: Window) -> None:
    direct = {command.name for command in COMMANDS if not command.submenu}
    assert direct <= menu_actions(window)
    assert set(window.actions_by_name) == direct
    assert all(isinstance(action, QAction) for action in window.actions_by_name.values())


def test_every_menu_can_be_opened_by_a_letter(window: Window) -> None:
    letters = [action.text().partition("&")[2][:1] for action in window.menuBar().actions()]
    assert len(set(letters)) == len(letters) == len(MENUS)


def test_icons_are_shipped() -> None:
    missing = [
        c.icon for c in COMMANDS if c.icon and not resource("icons", f"{c.icon}.svg").exists()
    ]
    assert missing == []

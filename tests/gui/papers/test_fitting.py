"""Every text of the dialogs fits on small screens and with large letters; controls have names."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog

from core.judgement import RETURNED
from gui import style
from gui.editors.errand import ErrandDialog
from gui.themes import LIGHT
from gui.views.settings import SettingsDialog
from gui.window import Window
from tests.gui.county import KEY
from tests.gui.papers.conftest import Opened
from tests.gui.test_layout import clipped, nameless, settle

COMMANDS = (
    "export_slips", "returns", "county_report", "templates", "blanks", "disclose", "print_units",
)  # fmt: skip
SMALL = QSize(1366, 768) * style.SCREEN_SHARE


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    yield
    style.wear()
    style.dress(qapp)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("text", [1.0, 1.5])
def test_it_fits_and_speaks(
    desk: Window, opened: Opened[ErrandDialog], qapp: QApplication, command: str, text: float
) -> None:
    style.wear(LIGHT, text)
    style.dress(qapp)
    desk.bridge.workspace.sign_off(KEY, RETURNED, "请改正")
    dialog = opened(command, ErrandDialog)
    room(dialog, qapp, SMALL)
    assert clipped(dialog) == []
    assert nameless(dialog) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_keyboard_begins_with_the_content(opened: Opened[ErrandDialog], command: str) -> None:
    """Enter at once would else press a button that nobody looked at."""
    dialog = opened(command, ErrandDialog)
    first = dialog.focusWidget()
    assert first is not None
    assert dialog.body.isAncestorOf(first)


@pytest.mark.parametrize("percent", [150, 200, 250])
@pytest.mark.parametrize("command", COMMANDS)
def test_it_fits_where_everything_is_larger(
    desk: Window, opened: Opened[ErrandDialog], qapp: QApplication, command: str, percent: int
) -> None:
    dialog = opened(command, ErrandDialog)
    room(dialog, qapp, SMALL * (100 / percent))
    assert clipped(dialog) == []
    assert percent == 250 or sideways(dialog) == []


def sideways(dialog: QDialog) -> list[str]:
    """What must be scrolled sideways to be read."""
    views = [view for view in dialog.findChildren(QAbstractScrollArea) if view.isVisible()]
    return [view.accessibleName() for view in views if view.horizontalScrollBar().maximum()]


def room(dialog: QDialog, qapp: QApplication, screen: QSize) -> None:
    """As large as the dialog wants to be where the screen has room for it."""
    dialog.resize(dialog.size().boundedTo(screen))
    settle(qapp)
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()


def test_the_settings_fit(desk: Window, qapp: QApplication, idle: Callable[[], None]) -> None:
    style.wear(LIGHT, 1.5)
    style.dress(qapp)
    desk.actions_by_name["settings"].trigger()
    dialog = desk.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    room(dialog, qapp, SMALL)
    assert clipped(dialog) == []
    assert nameless(dialog) == []

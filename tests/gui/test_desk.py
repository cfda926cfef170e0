"""The desk builds its window anew for another look; what was looked at stays."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.workspace import Workspace
from gui.app import start
from gui.settings import Settings
from tests.gui.conftest import put
from tests.gui.county import submission


def test_another_look_stays_on_the_cell(qtbot: QtBot, tmp_path: Path) -> None:
    opened = Workspace.open(tmp_path / "data")
    put(opened, submission())
    opened.close()
    desk = start(tmp_path / "data", Settings(tmp_path / "settings.ini"))
    assert desk is not None
    assert desk.window is not None
    before, place = desk.window, Place("f2", At.of("total", "score"))
    before.bridge.locate(place)
    desk.dress_again()
    assert desk.window is not before
    qtbot.addWidget(desk.window)
    assert desk.window.bridge.place == place
    tabs = desk.window.panes.tabs
    assert tabs.tabData(tabs.currentIndex()) == "f2"
    desk.window.close()
    assert desk.mishaps is not None
    desk.mishaps.uninstall()

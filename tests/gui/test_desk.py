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
    desk.enter()
    before, place = desk.window, Place("f2", At.of("total", "score"))
    before.panes.pages.open_unit(submission().key)
    before.bridge.locate(place)
    desk.open_again()
    assert desk.window is not before
    qtbot.addWidget(desk.window)
    assert desk.window.bridge.place == place
    tabs = desk.window.panes.tabs
    assert tabs.tabData(tabs.currentIndex()) == "f2"
    desk.window.close()
    assert desk.mishaps is not None
    desk.mishaps.uninstall()


def test_the_second_window_takes_over_when_the_first_is_closed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """
    ┃ 另一个窗口已经关闭，可以在这里修改了。 [重新打开] ┃
    """
    first = Workspace.open(tmp_path / "data")
    put(first, submission())
    desk = start(tmp_path / "data", Settings(tmp_path / "settings.ini"))
    assert desk is not None
    assert desk.window is not None
    desk.enter()
    looking = desk.window
    looking.panes.pages.open_unit(submission().key)
    assert not looking.bridge.writable
    looking.bridge.locate(Place("f2", At.of("total", "score")))
    looking.following.look()
    assert not looking.panes.banner.offer.isVisible()
    first.close()
    with qtbot.waitSignal(looking.following.released, timeout=50):
        looking.following.look()
    looking.panes.banner.offer.click()
    qtbot.waitUntil(lambda: desk.window is not looking)
    assert desk.window is not None
    qtbot.addWidget(desk.window)
    assert desk.window.bridge.writable
    assert not desk.window.panes.banner.isVisible()
    assert desk.window.bridge.place == Place("f2", At.of("total", "score"))
    desk.window.close()
    assert desk.mishaps is not None
    desk.mishaps.uninstall()

"""The first page: the board at a glance, with nothing behind it yet, and no key is lost on it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.errors import UserError
from core.resources import resource_dir
from core.submission import Submission
from core.workspace import Workspace
from gui.app import start
from gui.desk import Desk
from gui.models.units import unchecked_line
from gui.settings import Settings
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, UNIT, submission
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import press

FIRST_PAGE = {
    "core", "core.checks", "core.checks.severity", "core.errors", "core.initials", "core.progress",
    "core.resources", "core.store", "core.store.database", "core.store.glance",
    "core.store.migrations", "core.store.unit_list", "core.unit", "core.unit_state", "gui",
    "gui.actions", "gui.app", "gui.bars", "gui.desk", "gui.dialogs", "gui.editors",
    "gui.editors.combo", "gui.editors.elided", "gui.errors", "gui.flags", "gui.labels", "gui.looks",
    "gui.models", "gui.models.board", "gui.models.units", "gui.settings", "gui.sheets",
    "gui.sheets.board_table", "gui.sheets.mark", "gui.style", "gui.themes", "gui.views",
    "gui.views.board", "gui.window",
}  # fmt: skip
"""All that may be loaded before the year is seen; each takes a half to two hundredths as long as
an empty window of Qt, of which the whole start is to be one and a half."""
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def begin(tmp_path: Path, dialogs: FakeDialogs) -> Iterator[Callable[[], tuple[Desk, Window]]]:
    """Starts the program on the folder and leaves it at its first page."""
    desks: list[Desk] = []

    def make() -> tuple[Desk, Window]:
        desk = start(tmp_path / "data", Settings(tmp_path / "settings.ini"))
        assert desk is not None
        assert desk.window is not None
        desk.dialogs = desk.window.dialogs = dialogs
        desks.append(desk)
        return desk, desk.window

    yield make
    for desk in desks:
        if desk.window is not None:
            desk.window.close()
            desk.window.deleteLater()
        if desk.mishaps is not None:
            desk.mishaps.uninstall()


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A unit that has handed in, one that has not, and one whose name is searched."""
    workspace = Workspace.open(tmp_path / "data")
    put(workspace, submission(), Submission("某某县气象局", 2024, submission().forms))
    workspace.add_units([UNIT, "某某县档案馆"])
    workspace.close()
    return tmp_path / "data"


def test_nothing_else_is_loaded_before_the_year_is_seen(county: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from PySide6 import QtCore, QtWidgets
from gui.app import start
from gui.settings import Settings
desk = start(Path({str(county)!r}), Settings(Path({str(county)!r}) / "settings.ini"))
assert desk.window._board.model.rowCount() == 3
while not desk.window.windowHandle().isExposed():
    QtWidgets.QApplication.processEvents()
assert "Qt" not in vars(QtCore), "the twelve hundred names of Qt were made"
assert "QDial" not in vars(QtWidgets), "all kinds of widgets were made known"
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60,
        cwd=resource_dir().parent,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.split(".")[0] in {"core", "gui"}} <= FIRST_PAGE
    assert loaded.isdisjoint(
        {"dataclasses", "decimal", "sqlite_utils", "html", "tomllib", "PySide6.QtSvg"}
    )


def test_the_first_page_shows_what_the_furnished_window_shows(
    begin: Callable[[], tuple[Desk, Window]], county: Path
) -> None:
    """
    单位          附件1 附件2 … 状态
    某某县某某局   ✓     ✓       已报
    """
    desk, window = begin()
    assert not window.furnished
    board = window.centralWidget()
    lines = window._board.model.lines if window._board else ()
    assert [line.state.name for line in lines] == [UNIT, "某某县档案馆", "某某县气象局"]
    desk.enter()
    assert window.furnished
    assert window.panes.pages.currentWidget() is board
    workspace, calendar = window.bridge.workspace, window.panes.year._calendar
    assert calendar is not None
    assert lines == tuple(unchecked_line(workspace, line.key, calendar) for line in lines)


class Shown(QObject):
    """Collects the windows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        if event.type() == QEvent.Type.Show and isinstance(seen, QWidget) and seen.isWindow():
            self.windows.append(seen)
        return False


@pytest.mark.usefixtures("county")
def test_nothing_flashes_while_it_is_furnished(
    begin: Callable[[], tuple[Desk, Window]], qapp: QApplication
) -> None:
    desk, _ = begin()
    shown = Shown()
    qapp.installEventFilter(shown)
    desk.enter()
    qapp.removeEventFilter(shown)
    assert shown.windows == []


@pytest.mark.usefixtures("county")
def test_enter_pressed_at_once_opens_the_unit(begin: Callable[[], tuple[Desk, Window]]) -> None:
    _, window = begin()
    table = window.focusWidget()
    assert window._board is not None
    assert table is window._board.table
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Down)
    assert not window.furnished
    press(table, Qt.Key.Key_Return)
    assert window.furnished
    assert window.panes.pages.on_desk
    assert window.bridge.key == "2024/某某县气象局"
    focus = window.focusWidget()
    assert window.panes.paper.isAncestorOf(focus), focus


@pytest.mark.usefixtures("county")
def test_a_command_pressed_at_once_is_answered(
    begin: Callable[[], tuple[Desk, Window]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.desk._LOOK", 60_000)
    _, window = begin()
    with qtbot.waitActive(window):
        window.activateWindow()
    assert not window.furnished
    assert window._board is not None
    press(window._board.table, Qt.Key.Key_3, _CTRL)
    assert window.furnished
    qtbot.waitUntil(lambda: window.panes.pages.currentWidget() is window.panes.pages.summary)


@pytest.mark.usefixtures("county")
def test_the_tool_bar_and_the_menus_answer_at_once(
    begin: Callable[[], tuple[Desk, Window]], dialogs: FakeDialogs
) -> None:
    _, window = begin()
    assert not window.actions_by_name["export_form"].isEnabled()
    assert not window.actions_by_name["undo"].isEnabled()
    window._menus["view"].aboutToShow.emit()
    assert window.furnished
    assert len(window._menus["view"].actions()) > 5
    window.actions_by_name["import_files"].trigger()
    assert [method for method, _ in dialogs.asked] == ["open_files"]


@pytest.mark.usefixtures("county")
def test_what_was_typed_before_the_desk_stays(begin: Callable[[], tuple[Desk, Window]]) -> None:
    desk, window = begin()
    board = window._board
    assert board is not None
    board.search.setText("气象")
    board.table.selectRow(0)
    assert board.model.rowCount() == 1
    desk.enter()
    assert board.search.text() == "气象"
    assert board.current is not None
    assert board.current.key == "2024/某某县气象局"


@pytest.mark.usefixtures("county")
def test_the_desk_follows_by_itself_on_the_unit_of_last_time(
    begin: Callable[[], tuple[Desk, Window]], qtbot: QtBot, tmp_path: Path
) -> None:
    Settings(tmp_path / "settings.ini").put("last_submission", KEY)
    _, window = begin()
    assert window._board is not None
    assert window._board.current is not None
    assert window._board.current.key == KEY
    qtbot.waitUntil(lambda: window.furnished and window.bridge.key == KEY)
    assert not window.panes.pages.on_desk


@pytest.mark.usefixtures("county")
def test_a_folder_that_is_refused_after_all_ends_the_program(
    begin: Callable[[], tuple[Desk, Window]],
    dialogs: FakeDialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, window = begin()

    def refuse(folder: Path) -> Workspace:
        raise UserError(f"打不开{folder}")

    monkeypatch.setattr(Workspace, "open", refuse)
    left: list[int] = []
    monkeypatch.setattr(QApplication, "exit", left.append)
    desk.enter()
    desk.enter()
    assert left == [1]
    assert not window.isVisible()
    assert [method for method, _ in dialogs.asked] == ["tell"]


@pytest.mark.usefixtures("county")
def test_a_window_closed_at_once_leaves_the_folder_alone(
    begin: Callable[[], tuple[Desk, Window]], qtbot: QtBot
) -> None:
    _, window = begin()
    window.close()
    qtbot.wait(60)
    assert not window.furnished


def test_an_empty_folder_offers_to_begin(
    begin: Callable[[], tuple[Desk, Window]], tmp_path: Path
) -> None:
    Workspace.open(tmp_path / "data").close()
    desk, window = begin()
    welcome = window.centralWidget()
    assert not window.furnished
    desk.enter()
    assert window.panes.welcome is welcome
    assert window.panes.stack.currentWidget() is welcome
    assert [button.isVisible() for button in window.panes.welcome.buttons] == [True] * 3


def test_the_first_start_of_all_makes_the_folder_behind_a_sign(
    begin: Callable[[], tuple[Desk, Window]], tmp_path: Path
) -> None:
    _, window = begin()
    assert window.furnished
    assert (tmp_path / "data" / "jixiao.db").exists()

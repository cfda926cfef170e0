"""The year's pages and the dialogs of the desk: no text is clipped, on no screen, at no size."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.schema.form import put as set_at
from core.submission import Submission
from core.unit import Unit
from gui import style
from gui.themes import LIGHT
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, UNIT, submission, submitted
from tests.gui.test_layout import SCREENS, clipped, nameless, settle

SMALL = QSize(1366, 768)
ROOMS = {
    **{name: (size, 1.0) for name, size in SCREENS.items()},
    "letters half as large again": (SMALL, 1.5),
}
"""Room on the screen, and the size of letters."""


@pytest.fixture(params=ROOMS.values(), ids=list(ROOMS))
def room(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QSize]:
    size, text = request.param
    style.wear(LIGHT, text)
    style.dress(qapp)
    yield size
    style.wear()
    style.dress(qapp)


@pytest.fixture
def desk(room: QSize, open_window: Callable[[], Window]) -> Window:
    """A unit that has handed in twice, of a list whose names are long."""
    window = open_window()
    workspace = window.bridge.workspace
    put(workspace, submission())
    put(workspace, edited(submission()))
    long = "青石县机关事务服务中心和公共资源交易管理办公室"
    units = [Unit(UNIT, "101001", "县政府办公室"), Unit(long, "101002", contact="欧阳某某")]
    workspace.set_units(units)
    window.resize(room)
    window.bridge.open(KEY)
    window.bridge.locate(Place("f2", At("fund.score")))
    return window


def edited(unit: Submission) -> Submission:
    """The unit with another score."""
    forms = tuple(
        replace(form, record=set_at(form.record, At("fund.score"), Decimal("9.9")))
        if form.key == "f2"
        else form
        for form in unit.forms
    )
    return replace(unit, forms=forms)


def test_the_pages_fit(desk: Window, room: QSize, qapp: QApplication, qtbot: QtBot) -> None:
    desk.actions_by_name["board"].trigger()
    seen(desk, room, qapp)
    desk.actions_by_name["summary"].trigger()
    summary = desk.panes.pages.summary
    qtbot.waitUntil(lambda: desk.panes.pages.currentWidget() is summary)
    for number in range(summary.tabs.count()):
        summary.tabs.setCurrentIndex(number)
        seen(desk, room, qapp)
    desk.actions_by_name["desk"].trigger()
    desk.actions_by_name["by_rule"].trigger()
    desk.panes.findings.step(1)
    seen(desk, room, qapp)


def test_the_first_start_fits(
    room: QSize, open_window: Callable[[], Window], qapp: QApplication
) -> None:
    window = open_window()
    window.resize(room)
    seen(window, room, qapp)


def test_the_dialogs_fit(desk: Window, room: QSize, qapp: QApplication, qtbot: QtBot) -> None:
    for command in (
        "unit_list", "preview", "unit_history", "cell_history",
        "handbook", "help_keys", "settings", "scheme_options",
    ):  # fmt: skip
        desk.actions_by_name[command].trigger()
        qtbot.waitUntil(lambda: opened(desk) is not None)
        fits(opened(desk), room, qapp)


@pytest.mark.parametrize("command", ["settings", "scheme_options"])
def test_forms_are_not_scrolled_sideways(
    desk: Window, room: QSize, qapp: QApplication, command: str
) -> None:
    """A field of which only the left half is seen looks like another one."""
    desk.actions_by_name[command].trigger()
    dialog = opened(desk)
    assert dialog is not None
    dialog.resize(dialog.size().boundedTo(room * style.SCREEN_SHARE))
    settle(qapp)
    for area in dialog.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
    for field in dialog.findChildren(QLineEdit):
        words = field.fontMetrics().horizontalAdvance(field.text())
        parent = field.parentWidget()
        assert parent is not None
        whole = parent.width() - 2 * style.WIDE_GAP
        assert words < field.width() or field.width() >= whole, field.text()
    dialog.reject()


def test_the_review_of_files_fits(
    desk: Window, room: QSize, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.rooms.importing.start([submitted(tmp_path)])
    qtbot.waitUntil(lambda: opened(desk) is not None)
    fits(opened(desk), room, qapp)


def opened(window: Window) -> QDialog | None:
    return next((each for each in window.findChildren(QDialog) if each.isVisible()), None)


def seen(window: Window, room: QSize, qapp: QApplication) -> None:
    settle(qapp)
    assert clipped(window) == []
    assert nameless(window) == []
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def fits(dialog: QDialog | None, room: QSize, qapp: QApplication) -> None:
    """As large as the dialog wants to be where the screen has room for it."""
    assert dialog is not None
    screen = room * style.SCREEN_SHARE
    dialog.resize(dialog.size().boundedTo(screen))
    settle(qapp)
    assert clipped(dialog) == [], dialog
    assert nameless(dialog) == [], dialog
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()
    dialog.reject()

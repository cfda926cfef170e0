"""Settings that change how the program looks, and the scheme of a year."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.resources import resource
from core.scheme import load_scheme
from gui import looks, style
from gui.desk import Desk
from gui.settings import Settings
from gui.themes import DARK, LIGHT
from gui.views.scheme import SchemeDialog
from gui.views.settings import SettingsDialog
from gui.window import Window
from tests.gui.county import YEAR


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    yield
    style.wear()
    style.dress(qapp)


def test_the_scale_is_given_to_qt_before_it_starts(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    looks.scale(settings)
    assert "QT_SCALE_FACTOR" not in os.environ
    settings.put("scale", 150)
    looks.scale(settings)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    monkeypatch.delenv("QT_SCALE_FACTOR")


def test_theme_and_text_are_put_on(settings: Settings, qapp: QApplication) -> None:
    settings.put("theme", "dark")
    settings.put("text", 130)
    looks.wear(settings, qapp)
    assert style.THEME.theme is DARK
    assert style.THEME.text == 1.3
    settings.put("theme", "nonsense")
    settings.put("text", 999)
    looks.wear(settings, qapp)
    assert style.THEME.theme is LIGHT


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    combo = dialog.choices[name]
    combo.setCurrentIndex(combo.findData(value))


def test_another_look_builds_the_window_anew(
    settings: Settings, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    desk = Desk(settings, qapp)
    first = desk.open(tmp_path / "data")
    first.actions_by_name["settings"].trigger()
    dialog = first.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    choose(dialog, "theme", "dark")
    dialog.texts["office"].setText("青石县财政局")
    dialog.accept()
    qtbot.waitUntil(lambda: desk.window is not None and desk.window is not first)
    assert desk.window is not None
    qtbot.addWidget(desk.window)
    assert style.THEME.theme is DARK
    assert not desk.window.bridge.workspace.read_only
    assert desk.window.bridge.workspace.letterhead.office == "青石县财政局"
    desk.window.close()


def opened(window: Window) -> SchemeDialog:
    window.actions_by_name["scheme_options"].trigger()
    dialog = window.findChild(SchemeDialog)
    assert isinstance(dialog, SchemeDialog)
    return dialog


def put(dialog: SchemeDialog, path: str, text: str) -> None:
    field = next(f for line, f in dialog.fields if ".".join(map(str, line.path)) == path)
    field.setText(text) if hasattr(field, "setText") else field.setCurrentText(text)


def test_a_scheme_is_tried_before_it_is_taken(window: Window, qtbot: QtBot) -> None:
    dialog = opened(window)
    put(dialog, "grades", "优99.5、良80、中60、差0")
    dialog.try_out()
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0)
    assert window.bridge.workspace.scheme(YEAR) == load_scheme()
    cells = [dialog.table.model().index(0, column).data() for column in range(5)]
    assert "→" in cells[3]
    dialog.take()
    assert window.bridge.workspace.scheme(YEAR).grades[0].least == 99.5
    window.bridge.undo()
    assert window.bridge.workspace.scheme(YEAR) == load_scheme()


def test_a_wrong_option_is_named(window: Window) -> None:
    dialog = opened(window)
    put(dialog, "weights.execution", "十")
    dialog.take()
    assert "预算执行分值" in dialog.trouble.text()
    put(dialog, "weights.execution", "11")
    dialog.try_out()
    assert "100" in dialog.trouble.text()
    assert window.bridge.workspace.scheme(YEAR) == load_scheme()


def test_the_settings_lead_to_the_scheme(open_window: Callable[[], Window]) -> None:
    window = open_window()
    window.answers.settings()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    buttons = [b for b in dialog.findChildren(QPushButton) if "评分方案" in b.text()]
    assert [button.isEnabled() for button in buttons] == [False]
    assert resource("help").is_dir()
    dialog.reject()

"""Every text fits its widget on small and enlarged screens, and every control has a name."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter
from core.resources import resource
from gui import style
from gui.actions import keys_help
from gui.themes import DARK, LIGHT
from gui.views.handbook import HandbookDialog
from gui.views.history import Event, HistoryDialog
from gui.views.keys import KeysDialog
from gui.views.scheme import SchemeDialog
from gui.views.settings import SettingsDialog
from gui.window import Window
from tests.gui.county import KEY

SCREENS = {
    f"{width}x{height} at {percent}": QSize(width, height) * (100 / percent)
    for width, height in ((1366, 768), (1920, 1080))
    for percent in (100, 150, 200)
}
"""What a screen has room for at a scale, in the units of the layout."""

LEAST = QSize(1366, 740) * (100 / 250)
"""What a small screen leaves of a window at the largest scale, below a title bar."""


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    yield
    style.wear()
    style.dress(qapp)


def visible(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root)]


def clipped(root: QWidget) -> list[str]:
    """Labels, buttons and heads whose text is wider or higher than what is there for it."""
    found = []
    for widget in visible(root):
        name = f"{type(widget).__name__} {widget.accessibleName()}"
        if isinstance(widget, QLabel) and widget.text() and not widget.pixmap().width():
            if not _fits(widget):
                found.append(f"{name} “{widget.text()}” {widget.size().toTuple()}")
        elif isinstance(widget, QPushButton | QToolButton) and widget.text():
            need = widget.minimumSizeHint()
            if widget.width() < need.width() or widget.height() < need.height():
                size, least = widget.size().toTuple(), need.toTuple()
                found.append(f"{name} “{widget.text()}” {size} < {least}")
        elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
            found += _short_heads(widget)
    return found


def _fits(label: QLabel) -> bool:
    margins = label.contentsMargins()
    room = label.width() - margins.left() - margins.right()
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height() + 1
    if label.sizePolicy().horizontalPolicy() == label.sizePolicy().Policy.Ignored:
        return True
    return label.sizeHint().width() - margins.left() - margins.right() <= room + 1


def _short_heads(header: QHeaderView) -> list[str]:
    model = header.model()
    if model is None:
        return []
    out = []
    for section in range(header.count()):
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        need = max(header.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
        if not header.isSectionHidden(section) and header.sectionSize(section) < need:
            out.append(f"head “{text}” {header.sectionSize(section)} < {need}")
    return out


def nameless(root: QWidget) -> list[str]:
    """Controls that the keyboard reaches and of which a screen reader could say nothing, and
    whatever would have it read out markup."""
    out = []
    for widget in visible(root):
        told_of = QAccessible.queryAccessibleInterface(widget)
        if told_of is not None and "</" in told_of.text(QAccessible.Text.Description):
            out.append(f"markup in {type(widget).__name__} {widget.accessibleName()}")
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        kinds = (QLineEdit, QComboBox, QAbstractButton, QAbstractScrollArea, QTextEdit)
        if not isinstance(widget, kinds) or widget.parent() is None:
            continue
        inner = isinstance(widget.parent(), QComboBox | QTableView | QLineEdit)
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        told = (widget.accessibleName(), text, widget.toolTip())
        if not any(told) and not inner:
            out.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return out


def settle(app: QApplication) -> None:
    for _ in range(3):
        app.processEvents()


@pytest.mark.parametrize("screen", [*SCREENS.values(), LEAST], ids=[*SCREENS, "least"])
@pytest.mark.parametrize("form", ["f1", "f2", "f4"])
def test_nothing_is_clipped_in_the_window(
    window: Window, qapp: QApplication, screen: QSize, form: str
) -> None:
    window.bridge.submit("改", (Enter(KEY, Place("f2", At("fund.score")), "9.9"),))
    window.resize(screen)
    window.bridge.turn(form)
    window.panes.findings.step(1)
    settle(qapp)
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()
    assert clipped(window) == []


@pytest.mark.parametrize("screen", [*SCREENS.values(), LEAST], ids=[*SCREENS, "least"])
def test_nothing_is_clipped_while_judging(
    window: Window, qapp: QApplication, screen: QSize
) -> None:
    window.resize(screen)
    window.bridge.locate(Place("f2", At("indicators.1.score")))
    for name in ("explain", "score", "return_unit"):
        window.panes.findings.step(1)
        window.actions_by_name[name].trigger()
        settle(qapp)
        assert clipped(window) == []
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()


@pytest.mark.parametrize(("theme", "text"), [(LIGHT, 1.5), (DARK, 1.3)])
def test_larger_text_fits(
    qapp: QApplication, request: pytest.FixtureRequest, theme: object, text: float
) -> None:
    style.wear(DARK if theme is DARK else LIGHT, text)
    style.dress(qapp)
    window: Window = request.getfixturevalue("window")
    window.resize(1366, 768)
    settle(qapp)
    assert clipped(window) == []


def dialogs(window: Window, qtbot: QtBot) -> Iterator[QWidget]:
    window.answers.settings()
    window.rooms.scheme()
    for kind in (SettingsDialog, SchemeDialog):
        found = window.findChild(kind)
        assert isinstance(found, QWidget)
        yield found
    event = Event(1, window.bridge.workspace.history(KEY)[0].entry.at, "导入")
    for dialog in (
        HandbookDialog(resource("help"), window),
        KeysDialog(keys_help(), window),
        HistoryDialog("历史", (event, event), None, window),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        yield dialog


def test_dialogs_fit_and_speak(window: Window, qapp: QApplication, qtbot: QtBot) -> None:
    for dialog in dialogs(window, qtbot):
        settle(qapp)
        assert clipped(dialog) == [], dialog
        assert nameless(dialog) == [], dialog


@pytest.mark.parametrize("form", ["f1", "f2", "f4"])
def test_every_control_has_a_name(window: Window, qapp: QApplication, form: str) -> None:
    window.bridge.turn(form)
    settle(qapp)
    assert nameless(window) == []

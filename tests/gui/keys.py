"""Typing as an input method does: `keyClicks` with Chinese text ends the whole process."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def compose(widget: QWidget, preedit: str) -> None:
    """The input method shows what is being composed."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(preedit, []))


def commit(widget: QWidget, text: str) -> None:
    """The input method hands over a finished text."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def type_text(widget: QWidget, text: str) -> None:
    """Type ASCII text on the keyboard."""
    QTest.keyClicks(widget, text)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press one key."""
    QTest.keyClick(widget, key, modifiers)


def click(widget: QWidget, point: QPoint, *, twice: bool = False) -> None:
    """Click with the left button."""
    do = QTest.mouseDClick if twice else QTest.mouseClick
    do(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

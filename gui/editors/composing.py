"""What an input method is still composing when an editor is left by a click or a command."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QWidget


def end_composing(editor: QWidget, composed: str) -> None:
    """Type it as it is seen, or it would be lost: asked to commit, IBus drops it."""
    if composed:
        taken = QInputMethodEvent()
        taken.setCommitString(composed)
        QCoreApplication.sendEvent(editor, taken)
        QGuiApplication.inputMethod().reset()

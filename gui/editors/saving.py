"""Ctrl+Enter saves, from wherever the keys are in a dialog."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton

from gui import style


def save_by_keys(dialog: QDialog, button: QPushButton, what: str) -> None:
    """Press the button by Ctrl and either Enter; its tip tells `what` it does, and the keys.

    What is typed in an open cell is taken in first. The keys are no property of the button:
    setting its text would take them away.
    """
    style.give_tip(button, f"{what}（Ctrl+Enter）")
    shortcut = QShortcut(dialog)
    shortcut.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    shortcut.activated.connect(button.setFocus)
    shortcut.activated.connect(button.click)

"""A choice that the wheel does not change by passing over it."""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gui import flags


class QuietCombo(QComboBox):
    """Takes the wheel only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("focusPolicy", flags.STRONG_FOCUS)
        self._opened = False

    def showPopup(self) -> None:
        """With a list that takes the style sheet, made when it is first opened."""
        if not self._opened:
            self._opened = True
            self.setView(QtWidgets.QListView(self))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

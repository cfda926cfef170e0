"""A label that ends in … where its text does not fit, and tells the whole text on hover."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui import style
from gui.labels import Label


class ElidedLabel(Label):
    """Takes whatever width there is."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._placed = False
        self.say(text)

    @property
    def whole(self) -> str:
        """The text without regard to what is seen of it."""
        return self._whole

    def say(self, text: str) -> None:
        """Show a text, or as much of it as there is room for."""
        self._whole = text
        if self._placed:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How much room there is, is known from the first of these on."""
        super().resizeEvent(event)
        self._placed = True
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        seen = self._whole
        # Only what must be shortened asks for `Qt` (gui/flags.py).
        if metrics.horizontalAdvance(seen) > room:
            seen = metrics.elidedText(seen, QtCore.Qt.TextElideMode.ElideRight, room)
        if seen != self.text():
            self.setText(seen)
        style.give_tip(self, self._whole if seen != self._whole else "")

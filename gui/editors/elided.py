"""A label that ends in … where its text does not fit, and tells the whole text on hover."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import style
from gui.labels import Label


class ElidedLabel(Label):
    """Takes whatever width there is."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    @property
    def whole(self) -> str:
        """The text without regard to what is seen of it."""
        return self._whole

    def say(self, text: str) -> None:
        """Show a text, or as much of it as there is room for."""
        self._whole = text
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        seen = self.fontMetrics().elidedText(self._whole, style.ELIDE, self.contentsRect().width())
        if seen != self.text():
            self.setText(seen)
        style.give_tip(self, self._whole if seen != self._whole else "")

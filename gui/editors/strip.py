"""A sentence across the head or foot of a dialog; gone while there is nothing to say."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import style
from gui.labels import Label


class Strip(QFrame):
    """Says something, in another colour when it is trouble."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Label()
        self.label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.WIDE_GAP, style.GAP // 2)
        row.addWidget(self.label)
        self.hide()

    def tell(self, text: str, *, alarm: bool = False) -> None:
        """Say it; an empty text takes the strip away."""
        self.setProperty("role", "alarm" if alarm else "notice")
        self.style().unpolish(self)
        self.style().polish(self)
        self.label.setText(text)
        self.setVisible(bool(text))

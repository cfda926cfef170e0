"""Labels that show their text as it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from gui import flags


class Label(QLabel):
    """Takes no text for markup: a unit's name or words could otherwise load files and pictures."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", flags.PLAIN_TEXT)
        self.setText(text)

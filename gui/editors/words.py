"""One line for a few words, where other programs would open a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QWidget

from gui import style
from gui.labels import Label


class WordsLine(QFrame):
    """Hidden until something is asked; Enter answers, Esc steps back, the focus returns."""

    asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.prompt = Label()
        self.prompt.setProperty("role", "caption")
        self.line = QLineEdit()
        self.line.setAcceptDrops(False)
        self._done: Callable[[str], None] | None = None
        self._back: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.GAP, style.GAP // 2)
        row.addWidget(self.prompt)
        row.addWidget(self.line, 1)
        self.line.returnPressed.connect(self._answer)
        self.hide()

    def ask(self, prompt: str, hint: str, done: Callable[[str], None], text: str = "") -> None:
        """Ask for words; `done` is called with them, once, or never."""
        self.prompt.setText(prompt)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(f"{prompt}：{hint}")
        self._done, self._back = done, QApplication.focusWidget()
        self.line.setText(text)
        self.asked.emit()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    @Slot()
    def close_line(self) -> None:
        """Step back; nothing is answered."""
        self.put_away()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def put_away(self) -> None:
        """Step back because something else is asked, which has the focus."""
        self._done = None
        self.hide()
        self.closed.emit()

    @Slot()
    def _answer(self) -> None:
        done, words = self._done, self.line.text().strip()
        self.close_line()
        if done is not None:
            done(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

"""A line and a text that commit when they are left, and load without disturbing whoever types."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from core.address import At


class LineField(QLineEdit):
    """One line of a form. No validator: those swallow full-width digits while one types."""

    committed = Signal(object, str)

    def __init__(self, at: At, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = at
        self._loaded = ""
        self.setAcceptDrops(False)
        self.editingFinished.connect(self.finish)

    def load(self, text: str) -> None:
        """Show a text, unless the clerk is typing another one."""
        if self.hasFocus() and self.text() != self._loaded:
            return
        self._loaded = text
        if self.text() != text:
            self.setText(text)

    def refused(self, stored: str) -> None:
        """What was typed could not be stored: it stays, still to be committed."""
        self._loaded = stored

    @Slot()
    def finish(self) -> None:
        """Commit what was typed."""
        if self.text() != self._loaded:
            self._loaded = self.text()
            self.committed.emit(self.at, self._loaded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._loaded:
            self.setText(self._loaded)
        else:
            super().keyPressEvent(event)


class TextField(QPlainTextEdit):
    """Several lines; Ctrl+Enter commits as well as leaving does, Esc takes back."""

    committed = Signal(object, str)
    zoom_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at: At | None = None
        self._loaded = ""
        self.setTabChangesFocus(True)
        # Dropped files are for the window, not for the text.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self.at is not None and self.toPlainText() != self._loaded

    def load(self, at: At, text: str) -> None:
        """Show the text of a place, unless the clerk is typing there."""
        if at == self.at and self.pending:
            return
        self.at, self._loaded = at, text
        if self.toPlainText() != text:
            blocker = QSignalBlocker(self)
            self.setPlainText(text)
            blocker.unblock()

    def refused(self, stored: str) -> None:
        """What was typed could not be stored: it stays, still to be committed."""
        self._loaded = stored

    @Slot()
    def finish(self) -> None:
        """Commit what was typed."""
        if self.at is not None and self.pending:
            self._loaded = self.toPlainText()
            self.committed.emit(self.at, self._loaded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and self.pending:
            self.setPlainText(self._loaded)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

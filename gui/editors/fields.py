"""A line and a text that commit when they are left, and load without disturbing whoever types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from core.address import At
from core.checks.severity import ERROR, HINT, WARNING
from gui import style
from gui.editors.composing import end_composing
from gui.style import SEVERITY_INK, SEVERITY_SOFT, THEME


class Stretch(Protocol):
    """A part of a text with what there is to say of it; facts have no severity."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def tip(self) -> str: ...
    @property
    def severity(self) -> str | None: ...


class LineField(QLineEdit):
    """One line of a form. No validator: those swallow full-width digits while one types."""

    committed = Signal(object, str)

    def __init__(self, at: At, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = at
        self._loaded = self._composed = ""
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
        end_composing(self, self._composed)
        if self.text() != self._loaded:
            self._loaded = self.text()
            self.committed.emit(self.at, self._loaded)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._composed = event.preeditString()

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
        self._marked: list[tuple[QTextCursor, Stretch]] = []
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

    def mark(self, stretches: Sequence[Stretch]) -> None:
        """Underline parts of the text; what there is to say of them is told on hover."""
        self._marked = [(self._cursor(s.start, s.end), s) for s in stretches]
        selections = []
        for cursor, stretch in self._marked:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor  # type: ignore[attr-defined]
            selection.format = _underline(stretch)  # type: ignore[attr-defined]
            selections.append(selection)
        self.setExtraSelections(selections)

    def reveal(self, start: int, end: int) -> None:
        """Select a part of the text and bring it into sight."""
        cursor = self._cursor(start, end)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def told_at(self, position: int) -> str:
        """What there is to say of a place in the text, findings before facts."""
        told = [
            stretch
            for cursor, stretch in self._marked
            if cursor.selectionStart() <= position < cursor.selectionEnd()
        ]
        told.sort(key=lambda stretch: stretch.severity is None)
        return "\n".join(stretch.tip for stretch in told)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        # Qt counts UTF-16 units: a rare character beyond the first plane is two of them.
        text = self._loaded
        first, last = (len(text[:place].encode("utf-16-le")) // 2 for place in (start, end))
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(first, self.document().characterCount() - 1))
        cursor.setPosition(
            min(last, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor
        )
        return cursor

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.told_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), style.tip(text), self.viewport())
            return True
        return super().viewportEvent(event)

    def refused(self, stored: str) -> None:
        """What was typed could not be stored: it stays, still to be committed."""
        self._loaded = stored

    @Slot()
    def finish(self) -> None:
        """Commit what was typed."""
        end_composing(self, self.textCursor().block().layout().preeditAreaText())
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


_WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
_SHAPES = {
    ERROR: _WAVE,
    WARNING: QTextCharFormat.UnderlineStyle.DashUnderline,
    HINT: QTextCharFormat.UnderlineStyle.SingleUnderline,
}


def _underline(stretch: Stretch) -> QTextCharFormat:
    """Facts dotted and quiet, findings waved on their soft ground."""
    out = QTextCharFormat()
    if stretch.severity is None:
        out.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        out.setUnderlineColor(style.color(THEME.muted))
    else:
        line = _SHAPES[stretch.severity] if THEME.theme.shapes else _WAVE
        out.setUnderlineStyle(line)
        out.setUnderlineColor(style.color(SEVERITY_INK[stretch.severity]))
        out.setBackground(style.color(SEVERITY_SOFT[stretch.severity]))
    return out

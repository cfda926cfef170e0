"""The editor that lies over the current cell of a sheet.

It has the focus all the time, empty and unseen, so that the first key of an input method finds
it: were it created by that key, the change of focus would break the composition off. Typing,
F2 or a double click wake it; Enter, Tab, an arrow or leaving commit; Esc takes back.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from gui import style
from gui.editors.composing import end_composing
from gui.style import THEME

_MOVES = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
}  # fmt: skip
_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
_FRAME = 2
_KEEPS_OPEN = {
    Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason,
}  # fmt: skip


class CellEditor(QPlainTextEdit):
    """A plain text editor that sleeps over the current cell until something is typed."""

    committed = Signal(str)
    """The text as typed, once for each waking."""
    woken = Signal()
    """Before the first character: the text to begin with may be set by `begin`."""

    def __init__(self, parent: QWidget, walk: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(parent)
        self.editing = False
        self.writable = False
        self._walk = walk
        self._by_typing = False
        self._composed = ""
        self._cell = QRect()
        self._align = Qt.AlignmentFlag.AlignLeft
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With the frame the words begin where they stand on the sheet.
        self.document().setDocumentMargin(_FRAME)
        self.setTabChangesFocus(False)
        # Dropped files are for the window, not for the cell.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setObjectName("cell")
        self.setAccessibleName("单元格")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textChanged.connect(self._grow)
        self._sleep()

    def put_over(
        self,
        cell: QRect,
        pixels: int,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        writable: bool,
    ) -> None:
        """Lie over a cell, with text of this size where the cell has its own."""
        self.writable = writable
        if align != self._align:
            self._align = align
            option = self.document().defaultTextOption()
            option.setAlignment(align)
            self.document().setDefaultTextOption(option)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, writable)
        if cell != self._cell or self.font().pixelSize() != pixels:
            self._cell = cell
            self.setFont(style.paper_font(pixels))
        self._grow()

    def speak(self, name: str, more: str = "") -> None:
        """What a screen reader says of the cell that the editor has come to lie over.

        It is announced, because the focus stays in the editor from cell to cell. An accessible
        table with cells of its own would be better, but Qt keeps such objects longer than Python
        and ends the process.
        """
        if (name, more) == (self.accessibleName(), self.accessibleDescription()):
            return
        self.setAccessibleName(name)
        self.setAccessibleDescription(more)
        if self.hasFocus():
            words = "。".join(filter(None, (name, more)))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def begin(self, text: str, *, by_typing: bool = False) -> None:
        """Wake up with a text to go on with, or with nothing when the first key replaces it."""
        if not self.writable or self.editing:
            return
        self.woken.emit()
        self.editing = True
        self._by_typing = by_typing
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        self.setCursorWidth(1)
        frame = f"border-radius: 0; border: {_FRAME}px solid {THEME.accent};"
        self.setStyleSheet(f"#cell {{ background: {THEME.sheet}; {frame} }}")
        self.setPlainText("" if by_typing else text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._grow()
        self.raise_()
        self.viewport().update()

    def finish(self) -> None:
        """Commit what was typed and sleep again."""
        if not self.editing:
            return
        end_composing(self, self._composed)
        text = self.toPlainText()
        self._sleep()
        self.committed.emit(text)

    def cancel(self) -> None:
        """Sleep again; nothing happened."""
        if self.editing:
            self._sleep()

    def _sleep(self) -> None:
        self.editing = False
        self._by_typing = False
        if self.toPlainText():
            self.setPlainText("")
        self.setCursorWidth(0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet("#cell { background: transparent; border: 0; }")
        self._grow()
        self.viewport().update()

    def _grow(self) -> None:
        """As large as the cell, higher when the text needs it; else in the middle, as it stood."""
        if not self.editing:
            self._begin_at(0)
            self.setGeometry(self._cell)
            return
        margin = 2 * int(self.document().documentMargin())
        line = self.fontMetrics().lineSpacing()
        wanted = int(self.document().size().height() * line) + margin + 2 * self.frameWidth()
        self._begin_at(max(0, (self._cell.height() - wanted) // 2))
        around = self.parentWidget()
        room = around.height() if around is not None else wanted
        height = min(max(self._cell.height(), wanted), max(room, line))
        top = min(self._cell.top(), max(0, room - height))
        self.setGeometry(self._cell.left(), top, self._cell.width(), height)

    def _begin_at(self, top: int) -> None:
        """Leave so much free above the text."""
        if self.viewportMargins().top() != top:
            self.setViewportMargins(0, top, 0, 0)

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not self.editing:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.editing:
            self._key_while_editing(event)
        else:
            self._key_while_asleep(event)

    def _key_while_editing(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers()
            & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        ):
            self.insertPlainText("\n")
        elif key in _MOVES and (key not in _ARROWS or self._by_typing):
            self.finish()
            self._walk(event)
        else:
            super().keyPressEvent(event)

    def _key_while_asleep(self, event: QKeyEvent) -> None:
        control = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        typed = event.text()
        if typed and typed.isprintable() and not control and self.writable:
            self.begin("", by_typing=True)
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace and self.writable:
            self.begin("", by_typing=True)
        elif not self._walk(event):
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not self.editing:
            if not self.writable or not (event.preeditString() or event.commitString()):
                return
            self.begin("", by_typing=True)
        super().inputMethodEvent(event)
        self._composed = event.preeditString()
        broken_off = not event.preeditString() and not self.toPlainText()
        if broken_off and self._by_typing and not event.commitString():
            self.cancel()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _KEEPS_OPEN:
            self.finish()
        self._redraw_around()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._redraw_around()

    def _redraw_around(self) -> None:
        """The frame round the cell, painted by the sheet, tells who has the focus."""
        around = self.parentWidget()
        if around is not None:
            around.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.editing:
            super().paintEvent(event)

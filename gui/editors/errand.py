"""A dialog that prepares papers and stays open while they are made."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.editors.scrolled import Body, scrolled
from gui.editors.strip import Strip
from gui.labels import Label
from gui.tasks import Task, time_left

_AFTER = 600
"""Milliseconds after which work is shown."""


class ErrandDialog(QDialog):
    """`content` is the dialog's own; below stand what went wrong, the progress and the buttons."""

    def __init__(self, title: str, size: tuple[int, int], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, size)
        self._task: Task | None = None
        self._began = 0.0
        self.body = Body()
        self.content = QVBoxLayout(self.body)
        self.content.setContentsMargins(style.WIDE_GAP, style.WIDE_GAP, style.WIDE_GAP, style.GAP)
        self.content.setSpacing(style.GAP)
        self.strip = Strip()
        self.what, self.bar = Label(), QProgressBar()
        self.what.setProperty("role", "muted")
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(style.PANEL_LEFT // 2, style.PROGRESS_HEIGHT)
        self.bar.setAccessibleName("进度")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self._show_progress)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(style.WIDE_GAP, style.GAP, style.WIDE_GAP, style.WIDE_GAP)
        self._foot.setSpacing(style.GAP)
        self._foot.addWidget(self.bar)
        self._foot.addWidget(self.what, 1)
        self.closer = QPushButton("关闭")
        self.closer.setAutoDefault(False)
        self.closer.clicked.connect(self.reject)
        self._foot.addWidget(self.closer)
        self.verbs: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # However low the screen is, the buttons below stay on it.
        column.addWidget(scrolled(self.body, title), 1)
        column.addWidget(self.strip)
        column.addLayout(self._foot)
        self.bar.hide()

    def add_verb(self, text: str, do: Callable[[], None], *, primary: bool = False) -> QPushButton:
        """A button at the foot, before the one that closes."""
        button = QPushButton(text)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        button.clicked.connect(do)
        self._foot.insertWidget(self._foot.count() - 1, button)
        self.verbs.append(button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins with the content: Enter at once must not press a button."""
        super().showEvent(event)
        first = self.body.nextInFocusChain()
        while first is not None and first is not self.body and not event.spontaneous():
            tabbed = first.focusPolicy() & Qt.FocusPolicy.TabFocus
            if tabbed and first.isEnabled() and self.body.isAncestorOf(first):
                first.setFocus(Qt.FocusReason.TabFocusReason)
                break
            first = first.nextInFocusChain()

    def begin(self, task: Task) -> None:
        """Work for this dialog is under way: it can be stopped, and nothing else be done."""
        self._task, self._began = task, time.monotonic()
        self.strip.tell("")
        self.body.setEnabled(False)
        for button in self.verbs:
            button.setEnabled(False)
        self.closer.setText("停止")
        # The key that began the work must not stop it.
        self.setFocus()
        self.bar.setRange(0, 0)
        self.what.clear()
        task.progressed.connect(self._step)
        task.finished.connect(self._end)
        self._timer.start()

    def say(self, text: str) -> None:
        """Say that something was done."""
        self.strip.tell(text)

    def complain(self, text: str) -> None:
        """Say why something was not done."""
        self.strip.tell(text, alarm=True)

    def reject(self) -> None:
        """Stop what is under way, else close."""
        if self._task is not None:
            self._task.cancel()
            self.what.setText("正在停止…")
        else:
            super().reject()

    @Slot()
    def _show_progress(self) -> None:
        self.bar.show()

    @Slot(object)
    def _step(self, progress: tuple[int, int, str]) -> None:
        done, total, what = progress
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        left = time_left(done, total, time.monotonic() - self._began)
        self.what.setText(f"{what}　{done}/{total}{left}")

    @Slot()
    def _end(self) -> None:
        self._task = None
        self._timer.stop()
        self.bar.hide()
        self.what.clear()
        self.body.setEnabled(True)
        for button in self.verbs:
            button.setEnabled(True)
        self.closer.setText("关闭")
        self.ready()

    def ready(self) -> None:
        """Called when work has ended, for dialogs that switch their buttons themselves."""

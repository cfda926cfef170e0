"""Work under way, in the status bar: how far it is, how long it will take, how to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from gui import style
from gui.labels import Label
from gui.tasks import time_left

_AFTER = 600
"""Milliseconds after which work is shown: what is done sooner needs no word."""


class Work(Protocol):
    """What can be watched: a task on a worker, or work that is done bit by bit."""

    @property
    def progressed(self) -> SignalInstance: ...
    @property
    def finished(self) -> SignalInstance: ...
    def cancel(self) -> None: ...


class ProgressView(QWidget):
    """Hidden while nothing is under way; `clock` gives seconds."""

    def __init__(
        self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock, self._began = clock, 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.show)
        self.label = Label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(style.PANEL_LEFT // 2, style.PROGRESS_HEIGHT)
        self.stop = QToolButton()
        self.stop.setText("停止")
        self.bar.setAccessibleName("进度")
        self._task: Work | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self.stop.clicked.connect(self._stop)
        self.hide()

    def watch(self, task: Work, what: str) -> None:
        """Show the progress of a task until it ends, or until another one is watched."""
        self._let_go()
        self._task = task
        self.label.setText(what)
        self.bar.setRange(0, 0)
        task.progressed.connect(self._step)
        task.finished.connect(self._end)
        self._began = self._clock()
        self._timer.start()

    @Slot(object)
    def _step(self, progress: tuple[int, int, str]) -> None:
        done, total, what = progress
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        left = time_left(done, total, self._clock() - self._began)
        self.label.setText(f"{what}　{done}/{total}{left}")

    def _let_go(self) -> None:
        if self._task is not None:
            self._task.progressed.disconnect(self._step)
            self._task.finished.disconnect(self._end)
            self._task = None

    @Slot()
    def _end(self) -> None:
        self._let_go()
        self._timer.stop()
        self.hide()

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.label.setText("正在停止…")

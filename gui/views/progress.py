"""Work under way, in the status bar: how far it is, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from gui import style
from gui.tasks import Task


class ProgressView(QWidget):
    """Hidden while nothing is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(style.PANEL_LEFT // 2, style.PROGRESS_HEIGHT)
        self.stop = QToolButton()
        self.stop.setText("停止")
        self._task: Task | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.GAP)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self.stop.clicked.connect(self._stop)
        self.hide()

    def watch(self, task: Task, what: str) -> None:
        """Show the progress of a task until it ends."""
        self._task = task
        self.label.setText(what)
        self.bar.setRange(0, 0)
        task.progressed.connect(self._step)
        task.finished.connect(self._end)
        self.show()

    @Slot(object)
    def _step(self, progress: tuple[int, int, str]) -> None:
        done, total, what = progress
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.label.setText(f"{what}　{done}/{total}")

    @Slot()
    def _end(self) -> None:
        self._task = None
        self.hide()

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.label.setText("正在停止…")

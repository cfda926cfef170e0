"""Passwords of locked files: asked for, tried on a worker, known until the program ends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from core.errors import UserError
from core.intake import FileReading
from core.intake.mapping import Layout
from core.intake.unlocking import locked, unlock
from core.progress import Report
from gui.bridge import Bridge
from gui.tasks import Task
from gui.views.passwords import PasswordDialog
from gui.views.progress import ProgressView

Readings = tuple[FileReading, ...]


class Unlocking(QObject):
    """Opens what the clerk knows the password of; one question at a time."""

    def __init__(self, bridge: Bridge, progress: ProgressView, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._progress = progress
        self._readings: Readings = ()
        self._layouts: tuple[Layout, ...] = ()
        self._done: Callable[[Readings], None] | None = None
        self._password = ""
        self.task: Task | None = None
        self.dialog: PasswordDialog | None = None

    def ask(
        self,
        readings: Readings,
        layouts: tuple[Layout, ...],
        done: Callable[[Readings], None],
        window: QWidget | None,
    ) -> None:
        """Ask while files are locked; `done` is given all readings, those opened read anew."""
        self._readings, self._layouts, self._done = readings, layouts, done
        self.dialog = PasswordDialog(self._left(), window)
        self.dialog.tried.connect(self._try)
        self.dialog.finished.connect(self._end)
        self.dialog.open()

    def stop(self) -> None:
        """Stop what is under way, for closing."""
        if self.task is not None:
            self.task.abandon()
            self.task = None

    def _left(self) -> list[str]:
        """The files with their folder, which often says whom to ask for the password."""
        left = locked(self._readings)
        return [each.name if "/" in each.name else _with_folder(each) for each in left]

    @Slot(str)
    def _try(self, password: str) -> None:
        self._password = password
        readings, layouts = self._readings, self._layouts
        passwords = (*self._bridge.passwords, password)

        def work(report: Report) -> Readings:
            return unlock(readings, passwords, report, layouts)

        self.task = Task(work, self._opened, self._failed, self)
        self.task.finished.connect(self._over)
        self._progress.watch(self.task, "正在打开…")
        self.task.start()

    def _over(self) -> None:
        """Stopped or not, the clerk may go on; `_opened` says what came of it."""
        self.task = None
        if self.dialog is not None:
            self.dialog.show_left(self._left())

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._bridge.tell(str(error), alarm=True)

    def _opened(self, readings: Readings) -> None:
        before = self._left()
        self._readings = readings
        left = self._left()
        # An archive may be open now and what is in it still locked.
        opened = len(set(before) - set(left))
        if opened:
            self._bridge.passwords = (*self._bridge.passwords, self._password)
        if self.dialog is None:
            return
        if not left:
            self.dialog.accept()
        elif opened:
            self.dialog.show_left(left, f"打开了 {opened} 个，其余的密码不同。")
        else:
            self.dialog.show_left(left, "密码不对，文件没有打开；请核对后再输入。")

    @Slot()
    def _end(self) -> None:
        self.dialog = None
        self.stop()
        if self._done is not None:
            self._done(self._readings)


def _with_folder(reading: FileReading) -> str:
    return f"{reading.name}　在“{reading.path.parent.name}”里"

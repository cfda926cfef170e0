"""Runs a function of the core on a worker thread, with progress and cancel.

The three outcomes are callbacks given before the start, because a result is lost to whoever
connects after it. They are called in the thread of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from core.errors import Cancelled
from core.progress import Report

Work = Callable[[Report], Any]
_MINUTE = 60


_SURE = 2.0
"""Seconds after which the time that remains can be guessed."""


def time_left(done: int, total: int, spent: float) -> str:
    """How long work will still take, in words; empty while it cannot be said."""
    if not 0 < done < total or spent < _SURE:
        return ""
    seconds = round(spent * (total - done) / done)
    return f"　约剩{seconds}秒" if seconds < _MINUTE else f"　约剩{-(-seconds // _MINUTE)}分钟"


class _Worker(QThread):
    """One thread for one piece of work."""

    stepped = Signal(object)
    ended = Signal(object, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.stopped = False

    def run(self) -> None:
        try:
            result = self._work(self._report)
        except BaseException as error:
            self.ended.emit(None, error)
        else:
            self.ended.emit(result, None)

    def _report(self, done: int, total: int, what: str) -> bool:
        self.stepped.emit((done, total, what))
        return not self.stopped


class Task(QObject):
    """A piece of work under way; its parent keeps it alive."""

    progressed = Signal(object)
    """(done, total, what)"""
    finished = Signal()

    def __init__(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._failed = failed
        self._outcome: tuple[Any, BaseException | None] = (None, None)
        self._abandoned = False
        self._worker = _Worker(work, self)
        self._worker.stepped.connect(self._step)
        self._worker.ended.connect(self._keep)
        self._worker.finished.connect(self._finish)

    def start(self) -> Task:
        self._worker.start()
        return self

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._worker.stopped = True

    def abandon(self) -> None:
        """Stop, wait until the thread is over, and tell nobody; for closing the program."""
        self._abandoned = True
        self.cancel()
        self._worker.wait()

    @Slot(object)
    def _step(self, progress: object) -> None:
        self.progressed.emit(progress)

    @Slot(object, object)
    def _keep(self, result: object, error: BaseException | None) -> None:
        self._outcome = (result, error)

    @Slot()
    def _finish(self) -> None:
        result, error = self._outcome
        self.finished.emit()
        self.deleteLater()
        # An outcome that was under way when the work was abandoned arrives all the same.
        if self._abandoned:
            return
        if error is None:
            self._done(result)
        elif not isinstance(error, Cancelled):
            self._failed(error)

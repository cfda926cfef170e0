"""Tries a scheme on all units of a year without holding the window up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from core.progress import Report, step
from core.scheme import Scheme
from core.trial import Trial, try_scheme
from gui.bridge import Bridge
from gui.tasks import Task
from gui.views.progress import ProgressView

Tried = tuple[Trial, ...]


class Trials(QObject):
    """One trial at a time; a new one takes the place of the one under way."""

    def __init__(self, bridge: Bridge, progress: ProgressView, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._progress = progress
        self.task: Task | None = None

    def try_out(self, scheme: Scheme, done: Callable[[Tried], None]) -> None:
        """Score the year by a scheme on a worker; `done` gets what would change."""
        year, workspace = self._bridge.year, self._bridge.workspace
        if year is None:
            return
        self.stop()
        # The workspace belongs to this thread; its submissions are values and may go to another.
        submissions = workspace.submissions(year)
        previous = {sub.unit: sub for sub in workspace.submissions(year - 1)}
        before = workspace.scheme(year)

        def work(report: Report) -> Tried:
            found: Tried = ()
            for number, submission in enumerate(submissions):
                step(report, number, len(submissions), f"试算{submission.unit}")
                found += try_scheme((submission,), before, scheme, previous)
            return found

        self.task = Task(work, done, self._failed, self)
        self.task.finished.connect(self._over)
        self._progress.watch(self.task, "正在试算…")
        self.task.start()

    @Slot()
    def stop(self) -> None:
        """Stop what is under way; nobody is told."""
        if self.task is not None:
            self.task.abandon()
            self.task = None

    @Slot()
    def _over(self) -> None:
        self.task = None

    def _failed(self, error: BaseException) -> None:
        raise error

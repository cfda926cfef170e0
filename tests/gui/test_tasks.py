"""Work on a worker: result, failure, cancel, progress; nothing is left running."""

import threading
from typing import Any

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import UserError
from core.progress import Report, step
from gui.tasks import Task, Work


def run(qtbot: QtBot, app: QApplication, work: Work, *, cancel: bool = False) -> dict[str, Any]:
    """What came of some work, and where the callbacks ran."""
    out: dict[str, Any] = {"steps": []}
    parent = QObject()

    def done(result: Any) -> None:
        out["result"], out["thread"] = result, QThread.currentThread()

    def failed(error: BaseException) -> None:
        out["error"] = error

    task = Task(work, done, failed, parent)
    task.progressed.connect(out["steps"].append)
    with qtbot.waitSignal(task.finished):
        task.start()
        if cancel:
            task.cancel()
    app.processEvents()
    assert not any(thread.isRunning() for thread in parent.findChildren(QThread))
    return out


def test_a_result_comes_back_in_the_thread_of_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    out = run(qtbot, qapp, lambda report: threading.get_ident() if report(1, 2, "甲") else 0)
    assert out["result"] not in {0, threading.get_ident()}
    assert out["thread"] is qapp.thread()
    assert out["steps"] == [(1, 2, "甲")]


def test_a_refusal_comes_back_as_an_error(qtbot: QtBot, qapp: QApplication) -> None:
    def work(report: Report) -> None:
        del report
        raise UserError("磁盘已满")

    out = run(qtbot, qapp, work)
    assert str(out["error"]) == "磁盘已满"
    assert "result" not in out


def test_cancelled_work_says_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    def work(report: Report) -> None:
        for number in range(10_000_000):
            step(report, number, 10_000_000, "")

    out = run(qtbot, qapp, work, cancel=True)
    assert set(out) == {"steps"}


def test_abandoned_work_tells_nobody(qtbot: QtBot, qapp: QApplication) -> None:
    told: list[Any] = []
    parent = QObject()
    task = Task(lambda report: 1, told.append, told.append, parent)
    finished: list[int] = []
    task.finished.connect(lambda: finished.append(1))
    task.start()
    task.abandon()
    qtbot.waitUntil(lambda: finished == [1])
    qapp.processEvents()
    assert told == []

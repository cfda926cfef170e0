"""Work under way: silent when it is short, with the time that remains when it is long."""

import threading

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from core.progress import Report, step
from gui.tasks import Task
from gui.views.progress import ProgressView


def ignore(result: object) -> None:
    del result


def test_short_work_is_not_shown(qtbot: QtBot) -> None:
    view = ProgressView()
    qtbot.addWidget(view)
    parent = QObject()
    task = Task(lambda report: None, ignore, ignore, parent)
    view.watch(task, "读")
    with qtbot.waitSignal(task.finished):
        task.start()
    assert not view.isVisible()


def test_long_work_says_how_long_and_can_be_stopped(qtbot: QtBot) -> None:
    now = [0.0]
    view = ProgressView(clock=lambda: now[0])
    qtbot.addWidget(view)
    parent, go = QObject(), threading.Event()

    def work(report: Report) -> None:
        now[0] = 10.0
        step(report, 1, 4, "读取")
        go.wait(5)
        step(report, 2, 4, "读取")

    task = Task(work, ignore, ignore, parent)
    view.watch(task, "读")
    task.start()
    qtbot.waitUntil(lambda: view.isVisible() and "约剩30秒" in view.label.text())
    view.stop.click()
    assert "正在停止" in view.label.text()
    with qtbot.waitSignal(task.finished):
        go.set()
    qtbot.waitUntil(lambda: not view.isVisible())


class Bits(QObject):
    """Work that is done bit by bit, and more than once."""

    progressed = Signal(object)
    finished = Signal()

    def cancel(self) -> None:
        self.finished.emit()


def test_the_same_work_is_watched_again_and_only_the_last_one_counts(qtbot: QtBot) -> None:
    view = ProgressView()
    qtbot.addWidget(view)
    first, second = Bits(), Bits()
    for _ in range(2):
        view.watch(first, "核对")
        view.show()
        first.cancel()
        assert not view.isVisible()
    view.watch(first, "核对")
    view.watch(second, "导出")
    view.show()
    first.progressed.emit((1, 2, "核对"))
    assert view.label.text() == "导出"
    first.finished.emit()
    assert view.isVisible()
    view.stop.click()
    assert not view.isVisible()

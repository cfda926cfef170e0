"""What nobody caught is logged, numbered and announced, from whatever thread it came."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.errors import LOG, Mishap, Mishaps


@pytest.fixture
def mishaps(tmp_path: Path) -> Iterator[Mishaps]:
    hooks = sys.excepthook, threading.excepthook
    made = Mishaps(tmp_path)
    yield made
    sys.excepthook, threading.excepthook = hooks


def test_it_is_logged_and_told(mishaps: Mishaps, tmp_path: Path) -> None:
    told: list[Mishap] = []
    mishaps.happened.connect(told.append)
    mishap = mishaps.report(ZeroDivisionError("除以零"))
    log = (tmp_path / LOG).read_text("utf-8")
    assert told == [mishap]
    assert mishap.number in log
    assert "ZeroDivisionError" in log
    assert mishap.number in mishap.sentence


def test_threads_are_heard(mishaps: Mishaps, tmp_path: Path, qapp: QApplication) -> None:
    mishaps.install()

    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qapp.processEvents()
    assert "ZeroDivisionError" in (tmp_path / LOG).read_text("utf-8")


def test_the_hook_of_the_main_thread(mishaps: Mishaps, tmp_path: Path) -> None:
    mishaps.install()
    error = ValueError("甲")
    sys.excepthook(ValueError, error, None)
    mishaps.uninstall()
    assert "甲" in (tmp_path / LOG).read_text("utf-8")
    assert sys.excepthook is sys.__excepthook__


def test_a_log_that_cannot_be_written_is_no_second_error(tmp_path: Path) -> None:
    told: list[Mishap] = []
    lost = Mishaps(tmp_path / "nowhere")
    lost.happened.connect(told.append)
    lost.report(ValueError("甲"))
    assert len(told) == 1

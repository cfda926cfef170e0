"""A window on a small made-up county, and dialogs that answer by themselves."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.editing.edits import PutSubmission, Step
from core.submission import Submission
from core.workspace import Workspace
from gui import style
from gui.bridge import Bridge
from gui.settings import Settings
from gui.window import Window
from tests.gui.county import submission
from tests.gui.fakes import FakeDialogs


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["jixiao", "-style", "Fusion"]


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    style.dress(qapp)


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `workspace` begins with it; to make it takes far longer than to copy it."""
    folder = tmp_path_factory.mktemp("stored") / "data"
    made = Workspace.open(folder)
    put(made, submission())
    made.close()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, stored: Path) -> Iterator[Workspace]:
    """A data folder with one submission of five forms, typed in by hand."""
    shutil.copytree(stored, tmp_path / "data")
    opened = Workspace.open(tmp_path / "data")
    yield opened
    opened.close()


def put(workspace: Workspace, *subs: Submission) -> None:
    workspace.dispatch(Step("导入", tuple(PutSubmission(sub.key, sub) for sub in subs)))


@pytest.fixture
def bridge(workspace: Workspace, qapp: QApplication) -> Bridge:
    made = Bridge(workspace, qapp)
    made.open(submission().key)
    return made


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def open_window(
    tmp_path: Path, dialogs: FakeDialogs, qtbot: QtBot
) -> Iterator[Callable[[], Window]]:
    """Opens windows on the data folder; each is closed in the end and has left nothing running."""
    opened: list[Window] = []

    def make() -> Window:
        settings = Settings(tmp_path / "settings.ini")
        window = Window(Workspace.open(tmp_path / "data"), settings, dialogs)
        qtbot.addWidget(window)
        # The screen of the off-screen platform is smaller than a desk's.
        window.resize(*style.WINDOW)
        window.show()
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()
        assert window.rooms.importing.task is None
        assert window.rooms.exporting.task is None
        assert not any(timer.isActive() for timer in window.findChildren(QTimer))


@pytest.fixture
def window(open_window: Callable[[], Window]) -> Window:
    """A window on the small county."""
    made = open_window()
    put(made.bridge.workspace, submission())
    made.bridge.open(submission().key)
    return made

"""A window on a county of two units that handed in, one of them twice."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.letterhead import Letterhead
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import submission

D = TypeVar("D", bound=QDialog)
OTHER = "青石县水文站"
HEAD = Letterhead("青石县", "青石县财政局文件", "青石县财政局", "李四 0000-2")
Opened = Callable[[str, type[D]], D]


@pytest.fixture
def desk(window: Window) -> Window:
    """Two units; the letterhead is set."""
    workspace = window.bridge.workspace
    put(workspace, replace(submission(), unit=OTHER))
    workspace.set_letterhead(HEAD)
    return window


@pytest.fixture
def idle(desk: Window, qtbot: QtBot) -> Callable[[], None]:
    """Waits until the work under way is done."""
    return lambda: qtbot.waitUntil(lambda: desk.rooms.exporting.task is None, timeout=60_000)


@pytest.fixture
def opened(desk: Window, idle: Callable[[], None], qtbot: QtBot) -> Callable[[str, type[D]], D]:
    """Triggers a command and gives the dialog that it opens."""

    def open_dialog(command: str, kind: type[D]) -> D:
        desk.actions_by_name[command].trigger()
        idle()
        qtbot.waitUntil(lambda: any(d.isVisible() for d in desk.findChildren(kind)))
        return next(d for d in desk.findChildren(kind) if d.isVisible())

    return open_dialog


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A place where no folder can be."""
    (tmp_path / "文件").write_text("")
    return tmp_path / "文件" / "下"

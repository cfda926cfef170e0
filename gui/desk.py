"""Holds the window of the open data folder, and changes to another one.

When the program starts, the window is seen before its folder is opened; what it needs is loaded
step by step while the clerk looks round, or all at once as soon as a command is given.
"""

from __future__ import annotations

import datetime as dt
import gc
import importlib
from collections.abc import Iterator
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from core.errors import UserError
from core.store.glance import glance
from gui import looks, style
from gui.dialogs import Dialogs
from gui.errors import Mishaps
from gui.settings import Settings
from gui.window import Window

AHEAD = ("core.workspace", "gui.views.paper", "gui.panes", "gui.answers", "gui.rooms")
"""What the desk is made of, in pieces that a key does not have to wait for long."""
REST = ("core.across", "core.suggest", "gui.models.prose", "sqlite_utils")
"""What judges the first unit and stores the first change."""
_LOOK = 50
"""Milliseconds from the first page to the loading of the desk."""


class Desk(QObject):
    """Lives as long as the program."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.settings = settings
        self.dialogs = Dialogs()
        self.window: Window | None = None
        self.mishaps: Mishaps | None = None
        self._steps = self._rest()
        self._folder = Path()
        self._refused = False

    def begin(self, folder: Path) -> bool:
        """A window on a data folder, to be opened shortly after; whether there is one already.

        There is none of a folder that must be made or mended first, or is in use just now.
        """
        last: str = self.settings.get("last_submission")
        year = last.partition("/")[0]
        today = dt.datetime.now().astimezone().date()
        seen = glance(folder, int(year) if year.isdecimal() else None, today)
        if seen is None:
            return False
        self._folder = folder
        window = Window(seen, self.settings, self.dialogs)
        self._take(window, folder)
        window.entered.connect(self.enter)
        window.painted.connect(self.look_round)
        self._steps = self._furnishing()
        self._show(window)
        return True

    @Slot()
    def look_round(self) -> None:
        """Load what is still needed while the clerk looks round."""
        self._after(_LOOK)

    def _after(self, milliseconds: int) -> None:
        """Go on later, as long as there is the window."""
        if self.window is not None:
            QTimer.singleShot(milliseconds, self.window, self._go_on)

    @Slot()
    def _go_on(self) -> None:
        """The next step, then whatever the clerk has done meanwhile."""
        if self.window is None or not self.window.isVisible():
            return
        if next(self._steps, self) is None:
            self._after(0)

    def _furnishing(self) -> Iterator[None]:
        for name in AHEAD:
            importlib.import_module(name)
            yield
        self.enter()
        yield
        if self.window is not None and self.window.furnished:
            self.window.look_back()
        yield
        yield from self._rest()

    def _rest(self) -> Iterator[None]:
        for name in REST:
            importlib.import_module(name)
            yield
        self.settle()

    def settle(self) -> None:
        """What was loaded stays: nobody looks through it for rubbish."""
        gc.freeze()
        gc.enable()

    @Slot()
    def enter(self) -> None:
        """Open the folder behind the window that is seen; the program ends if that is refused."""
        window = self.window
        if window is None or window.furnished or self._refused:
            return
        from core.workspace import Workspace  # noqa: PLC0415 — as the docstring says

        try:
            workspace = Workspace.open(self._folder)
        except UserError as error:
            self._refused = True
            self.dialogs.tell("打不开数据文件夹", str(error))
            QApplication.exit(1)
            window.close()
            return
        window.furnish(workspace)
        self._connect(window)

    def open(self, folder: Path) -> Window:
        """A window on a data folder; UserError says why it cannot be opened."""
        from core.workspace import Workspace  # noqa: PLC0415 — as the docstring says

        workspace = Workspace.open(folder)
        old, old_mishaps = self.window, self.mishaps
        window = Window(workspace, self.settings, self.dialogs)
        self._take(window, folder)
        self._connect(window)
        self._show(window)
        if old is not None:
            old.close()
            old.deleteLater()
        if old_mishaps is not None:
            old_mishaps.deleteLater()
        return window

    def _take(self, window: Window, folder: Path) -> None:
        """Make a window on this folder the one that is seen."""
        self.settings.remember_folder(folder)
        self.mishaps = Mishaps(folder, self)
        self.mishaps.install()
        self.window = self.dialogs.parent = window
        self.mishaps.happened.connect(window.show_mishap)

    def _connect(self, window: Window) -> None:
        window.answers.folder_wanted.connect(self.change)
        queued = QtCore.Qt.ConnectionType.QueuedConnection
        window.answers.anew_wanted.connect(self.open_again, queued)

    def _show(self, window: Window) -> None:
        """As it was left; the first time on a small screen as large as that."""
        room = window.screen().availableSize()
        small = room.width() < style.WINDOW[0] or room.height() < style.WINDOW[1]
        if small and not self.settings.get("geometry"):
            window.showMaximized()
        else:
            window.show()

    @Slot(object)
    def change(self, folder: Path) -> None:
        """Go to another data folder; stay where we are if it cannot be opened."""
        if self.window is not None and folder == self.window.bridge.workspace.folder:
            return
        try:
            window = self.open(folder)
        except UserError as error:
            self.dialogs.tell("打不开数据文件夹", str(error))
        else:
            window.begin()

    @Slot()
    def open_again(self) -> None:
        """The same place in a window that is built anew, so that nothing keeps the old look."""
        app = QApplication.instance()
        if self.window is None or not isinstance(app, QApplication):
            return
        folder, old = self.window.bridge.workspace.folder, self.window
        key, form, place = old.bridge.key, old.bridge.form, old.bridge.place
        on_desk = old.panes.pages.on_desk
        self.window = None
        # Two windows on one folder would leave the second read-only, so the old one goes first;
        # that it is the last one for a moment must not end the program.
        app.setQuitOnLastWindowClosed(False)
        old.close()
        old.deleteLater()
        looks.wear(self.settings, app)
        window = self.open(folder)
        now = window.bridge
        if now.key == key:
            now.turn(form)
            now.locate(place)
        if not on_desk:
            window.begin()
        app.setQuitOnLastWindowClosed(True)

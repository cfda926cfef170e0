"""Holds the window of the open data folder, and changes to another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from core.errors import UserError
from core.workspace import Workspace
from gui import looks, style
from gui.dialogs import Dialogs
from gui.errors import Mishaps
from gui.settings import Settings
from gui.window import Window


class Desk(QObject):
    """Lives as long as the program."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.settings = settings
        self.dialogs = Dialogs()
        self.window: Window | None = None
        self.mishaps: Mishaps | None = None

    def open(self, folder: Path) -> Window:
        """A window on a data folder; UserError says why it cannot be opened."""
        workspace = Workspace.open(folder)
        old, old_mishaps = self.window, self.mishaps
        self.settings.remember_folder(folder)
        self.mishaps = Mishaps(folder, self)
        self.mishaps.install()
        self.window = Window(workspace, self.settings, self.dialogs)
        self.dialogs.parent = self.window
        self.mishaps.happened.connect(self.window.show_mishap)
        self.window.answers.folder_wanted.connect(self.change)
        self.window.answers.anew_wanted.connect(self.open_again, Qt.ConnectionType.QueuedConnection)
        self._show(self.window)
        if old is not None:
            old.close()
            old.deleteLater()
        if old_mishaps is not None:
            old_mishaps.deleteLater()
        return self.window

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
            self.open(folder)
        except UserError as error:
            self.dialogs.tell("打不开数据文件夹", str(error))

    @Slot()
    def open_again(self) -> None:
        """The same place in a window that is built anew, so that nothing keeps the old look."""
        app = QApplication.instance()
        if self.window is None or not isinstance(app, QApplication):
            return
        folder, old = self.window.bridge.workspace.folder, self.window
        key, form, place = old.bridge.key, old.bridge.form, old.bridge.place
        self.window = None
        # Two windows on one folder would leave the second read-only, so the old one goes first;
        # that it is the last one for a moment must not end the program.
        app.setQuitOnLastWindowClosed(False)
        old.close()
        old.deleteLater()
        looks.wear(self.settings, app)
        now = self.open(folder).bridge
        if now.key == key:
            now.turn(form)
            now.locate(place)
        app.setQuitOnLastWindowClosed(True)

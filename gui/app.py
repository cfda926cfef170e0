"""Composes the program: Qt, fonts, hooks, the data folder, the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core.errors import UserError
from core.workspace import Workspace
from gui import TITLE, looks, style
from gui.dialogs import Dialogs
from gui.errors import Mishaps
from gui.settings import Settings, default_data_folder
from gui.window import Window


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The QApplication, dressed; the one that exists if there is one."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        style.dress(running)
        return running
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(arguments or sys.argv[:1])
    app.setApplicationName("jixiao")
    app.setApplicationDisplayName(TITLE)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    style.dress(app)
    return app


class Desk(QObject):
    """Holds the window of the open data folder, and changes to another one."""

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
        self.window.answers.look_wanted.connect(
            self.dress_again, Qt.ConnectionType.QueuedConnection
        )
        self.window.show()
        if old is not None:
            old.close()
            old.deleteLater()
        if old_mishaps is not None:
            old_mishaps.deleteLater()
        return self.window

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
    def dress_again(self) -> None:
        """Put another look on: everything is built anew, so that nothing keeps the old one."""
        app = QApplication.instance()
        if self.window is None or not isinstance(app, QApplication):
            return
        folder, old = self.window.bridge.workspace.folder, self.window
        self.window = None
        # Two windows on one folder would leave the second read-only, so the old one goes first;
        # that it is the last one for a moment must not end the program.
        app.setQuitOnLastWindowClosed(False)
        old.close()
        old.deleteLater()
        looks.wear(self.settings, app)
        self.open(folder)
        app.setQuitOnLastWindowClosed(True)


def run(folder: Path | None) -> int:
    """The program on a data folder, or on the usual one, until its window is closed; its status."""
    settings = Settings()
    looks.scale(settings)
    app = make_application()
    looks.wear(settings, app)
    desk = Desk(settings, app)
    try:
        desk.open((folder or default_data_folder()).absolute())
    except UserError as error:
        desk.dialogs.tell("打不开数据文件夹", str(error))
        return 1
    return app.exec()

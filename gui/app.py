"""Starts the program: Qt and a word that it is coming, then the window.

What the window stands on takes several times as long to load as Qt alone, on an old machine some
seconds. So Qt comes first and says what is under way; nothing here imports the rest at its top.
"""

from __future__ import annotations

import gc
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLibraryInfo, QLocale, QRect, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from gui import TITLE, looks, style
from gui.labels import Label
from gui.settings import Settings, default_data_folder

if TYPE_CHECKING:
    from gui.desk import Desk


REST = ("core.across", "core.suggest", "gui.models.prose", "sqlite_utils")
"""What judges the first unit and stores the first change; an empty window needs none of it."""
_REST_AFTER = 400
"""Milliseconds from the window to the loading of that."""
_EXPOSED = 150
"""Milliseconds to wait until the sign is on the screen."""


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


def announce() -> Label:
    """A small sign that the program is coming, painted at once."""
    width, height = style.SPLASH
    picture = QPixmap(width, height)
    picture.fill(style.color(style.THEME.panel))
    painter = QPainter(picture)
    painter.setPen(style.color(style.THEME.line))
    painter.drawRect(0, 0, width - 1, height - 1)
    side = height // 2
    style.app_icon().paint(painter, QRect(side // 2, side // 2, side, side))
    words = QRect(2 * side, side // 2, width - 2 * side, side)
    painter.setPen(style.color(style.THEME.ink))
    painter.setFont(style.ui_font(style.BIG_POINTS))
    painter.drawText(words, Qt.AlignmentFlag.AlignTop, TITLE)
    painter.setPen(style.color(style.THEME.muted))
    painter.setFont(style.ui_font())
    painter.drawText(words, Qt.AlignmentFlag.AlignBottom, "正在打开…")
    painter.end()
    sign = Label()
    sign.setWindowFlags(Qt.WindowType.SplashScreen)
    sign.setPixmap(picture)
    sign.move(sign.screen().availableGeometry().center() - picture.rect().center())
    sign.show()
    # QSplashScreen waits up to a second for the screen; a short while is enough.
    patience = QDeadlineTimer(_EXPOSED)
    while not sign.windowHandle().isExposed() and not patience.hasExpired():
        QApplication.processEvents()
    sign.repaint()
    return sign


def start(folder: Path, settings: Settings) -> Desk | None:
    """The desk with its window open; None when the folder cannot be opened, which is told."""
    # Nothing that is loaded now is ever let go, so there is no rubbish to look for.
    gc.disable()
    looks.scale(settings)
    app = make_application()
    looks.wear(settings, app)
    sign = announce()
    from core.errors import UserError  # noqa: PLC0415 — after the sign, as the docstring says
    from gui.desk import Desk  # noqa: PLC0415

    desk = Desk(settings, app)
    try:
        desk.open(folder)
    except UserError as error:
        sign.close()
        desk.dialogs.tell("打不开数据文件夹", str(error))
        return None
    finally:
        sign.close()
        gc.freeze()
        gc.enable()
    return desk


def load_rest() -> None:
    """Load while the clerk looks round what the first unit would otherwise have to wait for."""
    for name in REST:
        importlib.import_module(name)
    gc.freeze()


def run(folder: Path | None) -> int:
    """The program on a data folder, or on the usual one, until its window is closed; its status."""
    desk = start((folder or default_data_folder()).absolute(), Settings())
    if desk is None:
        return 1
    QTimer.singleShot(_REST_AFTER, load_rest)
    return QApplication.exec()

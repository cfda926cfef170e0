"""Starts the program: Qt, then the window with its first page.

What the desk stands on takes several times as long to load as Qt alone, on an old machine some
seconds; nothing of it is imported before the window is seen. Where the data folder must be made or
mended first, a sign says what is under way.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QDeadlineTimer, QLibraryInfo, QRect, QTranslator
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from gui import TITLE, looks, style
from gui.labels import Label
from gui.settings import Settings

if TYPE_CHECKING:
    from gui.desk import Desk


_EXPOSED = 150
"""Milliseconds to wait until the sign is on the screen."""


def make_application(settings: Settings | None = None) -> QApplication:
    """The QApplication, dressed as it is set; the one that exists if there is one."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = _new_application()
    if settings is None:
        style.dress(app)
    else:
        looks.wear(settings, app)
    return app


def _new_application() -> QApplication:
    # Set by `setStyle`, the style would be given back with its six hundred names.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("jixiao")
    app.setApplicationDisplayName(TITLE)
    translator = QTranslator(app)
    if translator.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
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
    painter.drawText(words, QtCore.Qt.AlignmentFlag.AlignTop, TITLE)
    painter.setPen(style.color(style.THEME.muted))
    painter.setFont(style.ui_font())
    painter.drawText(words, QtCore.Qt.AlignmentFlag.AlignBottom, "正在打开…")
    painter.end()
    sign = Label()
    sign.setWindowFlags(QtCore.Qt.WindowType.SplashScreen)
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
    looks.scale(settings)
    app = make_application(settings)
    from gui.desk import Desk  # noqa: PLC0415 — after Qt's

    desk = Desk(settings, app)
    if desk.begin(folder):
        return desk
    sign = announce()
    from core.errors import UserError  # noqa: PLC0415 — after the sign, as the docstring says

    try:
        desk.open(folder).begin()
    except UserError as error:
        sign.close()
        desk.dialogs.tell("打不开数据文件夹", str(error))
        return None
    finally:
        sign.close()
        desk.settle()
    desk.look_round()
    return desk

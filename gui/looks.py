"""How the program looks, as the clerk has set it: theme, size of text, scale of everything."""

from __future__ import annotations

import os

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from gui import style
from gui.settings import Settings
from gui.themes import DARK, LIGHT, THEMES, Theme

SYSTEM = "system"
TEXTS = (100, 115, 130, 150)
SCALES = (100, 125, 150, 175, 200, 225, 250)
_FACTOR = "QT_SCALE_FACTOR"


def scale(settings: Settings) -> None:
    """Enlarge everything; Qt asks for it once, so it must be done before the QApplication."""
    percent = settings.get("scale")
    if percent != SCALES[0] and percent in SCALES:
        os.environ.setdefault(_FACTOR, str(percent / 100))


def wear(settings: Settings, app: QApplication) -> None:
    """Put on the theme and the size of text."""
    text = settings.get("text")
    style.wear(_theme(settings.get("theme"), app), (text if text in TEXTS else TEXTS[0]) / 100)
    style.dress(app)


def _theme(name: str, app: QApplication) -> Theme:
    if name != SYSTEM:
        return THEMES.get(name, LIGHT)
    # The computer's own colours, without what was put on before.
    app.setPalette(QPalette())
    own, role = app.palette(), QPalette.ColorRole
    dark = own.color(role.WindowText).lightness() > own.color(role.Window).lightness()
    return DARK if dark else LIGHT

"""The only place with a size, a font or a colour.

Whoever paints takes colours from `THEME`, which is the theme that is worn; the widgets of Qt take
them from the style sheet made here. Lengths are device-independent pixels at 100 %. It is long
because it is a list: every size by its name, then the one style sheet.
"""

import functools
import math
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.checks.severity import ERROR, HINT, WARNING
from core.resources import resource
from gui.themes import LIGHT, ColourOf, Theme, Worn

THEME = Worn()
"""The colours in use."""

UI_FAMILIES = (
    "Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "FandolHei",
)  # fmt: skip
_UI_FILE = "FandolHei-Regular.otf"
TITLE_FAMILIES = ("方正小标宋简体", "Noto Serif SC", "Noto Serif CJK SC", "SimSun", "FandolSong")
PAPER_FAMILIES = ("Noto Serif SC", "Noto Serif CJK SC", "SimSun", "FandolSong", "FandolFang R")
UI_POINTS = 9.75
SMALL_POINTS = 9.0
BADGE_POINTS = 7.5
BIG_POINTS = 15.0
PAPER_PIXELS = 14
PAPER_TITLE_PIXELS = 25
PROSE_PIXELS, PROSE_LEAST = 16, 14
SOURCE_PIXELS = 13

GAP = 8
WIDE_GAP = 14
CHIP_RADIUS = 3
CHIP_WIDTH, CHIP_HEIGHT = 30, 19
ROW_HEIGHT = 27
LINE_ROOM, CELL_LINE_ROOM = (10, 5), (6, 4)
UNIT_ROW_HEIGHT = 32
TWO_LINES = 56
TICK, HALF = 13, 128
SCORE_COLUMN = 54
WHY_HEIGHT = 58
BAR_HEIGHT = 40
BADGE = 16
PROGRESS_HEIGHT = 6
BADGE_GAP = 3
EDGE = 3
CORNER = 8
SAMPLE = 15
FRAME, FRAME_UNFOCUSED = 2.6, 1.6
VEIL = 38
ICON_SIZE = 18
SHEET_WIDTH = 860
SHEET_MARGIN = 56
SHEET_GAP = 22
CELL_PAD = 5
CELL_ROOM = GAP + 1
CELL_HEIGHT = 32
SOURCE_WIDTH = 900
SECTIONS_WIDTH = 250
CENTRED_CHARACTERS = 12
PANEL_LEFT = 292
PANEL_RIGHT = 366
PANEL_SOURCE = 232
ROOM_THREE, ROOM_TWO, ROOM_LOW = 1180, 720, 520
ROOM_TOOLS = 330
LEAST = (520, 140)
FORM_LEAST, FORM_WISH = 220, 390
LEGEND_LEAST = 260
ROOM_TOTALS, ROOM_SCORING = 210, 340
ROOM_WHY, ROOM_REVIEWED = 270, 350
SCREEN_SHARE = 0.94
WINDOW = (1500, 930)
SPLASH = (380, 112)
PREVIEW = (980, 860)
KEYS = (760, 640)
HISTORY = (860, 520)
LOCKED = (600, 380)
SETTINGS = 820
SLIPS = (860, 620)
SLIP_OPTIONS = 320
PICKED = (560, 640)
TABLES = (460, 460)
COUNTY_REPORT = (1180, 780)
TEMPLATES = (980, 640)
SCHEME = (980, 720)
FIELD_WIDTH = 180
OPTION_NAME, OPTION_WIDTH = 215, 150
HANDBOOK = (980, 720)
HANDBOOK_LINE = 120
FILE_COLUMN = 280
SAYS_LEAST = 80
ANNEX_COLUMN = 112
TALLEST_ROW = 150
UNIT_COLUMN = 180
UNIT_LIST_COLUMNS = (210, 84, 170, 80, 130, 90, 180, 180)
FORM_COLUMN = 48
BOARD_COLUMNS = (176, 88, 130, 50, 50, 50, 50, 50, 76, 48, 48, 48, 92, 62, 48, 72, 103)
BOARD_NAME, BOARD_AUTHORITY = 340, 240
SEARCH_WIDTH = 230
STRIP_HEIGHT = 6
SCROLLBAR = 11
DROP_ROOM = 90
CHART_WIDTH, CHART_NAMES = 470, 150
CHART_LEAST, CHART_SHARE = 250, 0.3
CHART_LOW, CHART_PART = 340, 200
BAR_THICK, RING = 16, 190
SUMMARY_LEAST, SUMMARY_MOST = 74, 220
REVIEW = (1180, 640)
FIT_LEAST, FIT_SOURCE, FIT_MOST = 0.6, 0.85, 1.3
ZOOMS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)

SEVERITY_INK = ColourOf(THEME, {ERROR: "error", WARNING: "warning", HINT: "hint"})
SEVERITY_SOFT = ColourOf(THEME, {ERROR: "error_soft", WARNING: "warning_soft", HINT: "hint_soft"})
SEVERITY_RANK = {ERROR: 3, WARNING: 2, HINT: 1}


def color(name: str) -> QColor:
    """A colour of the theme for painting."""
    return QColor(name)


def ui_font(points: float = UI_POINTS, *, bold: bool = False) -> QFont:
    """The font of menus, lists and panels."""
    font = QFont()
    font.setFamilies(_ui_families())
    font.setPointSizeF(points * THEME.text)
    font.setBold(bold)
    return font


def badge_font() -> QFont:
    """The font of the small numbered marks."""
    return ui_font(BADGE_POINTS)


def paper_font(pixels: int = PAPER_PIXELS, *, title: bool = False) -> QFont:
    """The font on the sheet. Unhinted, so that lines break alike at every zoom."""
    load_paper_fonts()
    font = QFont()
    font.setFamilies(list(TITLE_FAMILIES if title else PAPER_FAMILIES))
    font.setPixelSize(pixels)
    font.setBold(title)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def tip(text: str) -> str:
    """A tool tip whose long lines are broken: Qt breaks those of rich text only."""
    if not text:
        return ""
    from html import escape  # noqa: PLC0415 — not needed to open the window

    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>"


def give_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip; screen readers are told it without the markup."""
    widget.setToolTip(tip(text))
    widget.setAccessibleDescription(text)


def take_size(window: QWidget, size: tuple[int, int]) -> None:
    """Give a window its size at first, or less where the screen is small."""
    window.resize(QSize(*size).boundedTo(window.screen().availableSize() * SCREEN_SHARE))


@functools.cache
def _ui_families() -> list[str]:
    """The best family for menus and lists that the computer has; else the shipped one, made known.

    It is one alone: for those behind it Qt would ask the computer at once what replaces them, for
    every size; what it lacks a letter of, Qt asks then.
    """
    wanted = QFont()
    wanted.setFamilies(list(UI_FAMILIES))
    wanted.setPointSizeF(UI_POINTS * THEME.text)
    found = QFontInfo(wanted).family()
    if found in UI_FAMILIES[:-1]:
        return [found]
    QtGui.QFontDatabase.addApplicationFont(str(resource("fonts", _UI_FILE)))
    return list(UI_FAMILIES)


@functools.cache
def load_paper_fonts() -> None:
    """Make the shipped fonts of papers known; they are large, so only who draws papers does it."""
    for path in sorted(resource("fonts").glob("*.[ot]t[fc]")):
        if path.name != _UI_FILE:
            QtGui.QFontDatabase.addApplicationFont(str(path))


def icon(name: str) -> QIcon:
    """A shipped line drawing in a colour of the theme, drawn for the finest screen there is.

    Its lines are cut out of a ground of that colour; to draw it in colour, by a renderer of
    Python's, would load QtSvg before the first page.
    """
    out, side = QIcon(), ICON_SIZE * math.ceil(_finest())
    drawing = QIcon(str(resource("icons", f"{name}.svg")))
    for tone, mode in ((THEME.muted, QIcon.Mode.Normal), (THEME.off, QIcon.Mode.Disabled)):
        picture = QPixmap(side, side)
        picture.fill(QColor("transparent"))  # so that it holds transparency at all
        picture.fill(QColor(tone))
        painter = QPainter(picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        drawing.paint(painter, picture.rect())
        painter.end()
        picture.setDevicePixelRatio(side / ICON_SIZE)
        out.addPixmap(picture, mode)
    return out


def _finest() -> float:
    """Pixels for a length of one on the finest screen."""
    ratios = (screen.devicePixelRatio() for screen in QGuiApplication.screens())
    return max(ratios, default=1.0)


def app_icon() -> QIcon:
    """The icon of the program in the task bar."""
    return QIcon(str(resource("icons", "jixiao.svg")))


def palette() -> QPalette:
    """The theme as Qt's own palette, for what the style sheet does not reach."""
    theme = THEME.theme
    out = QPalette()
    role = QPalette.ColorRole
    for key, name in (
        (role.Window, theme.window), (role.WindowText, theme.ink), (role.Base, theme.panel),
        (role.AlternateBase, theme.hover), (role.Text, theme.ink), (role.Button, theme.panel),
        (role.ButtonText, theme.ink), (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent), (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.ink), (role.PlaceholderText, theme.muted),
        (role.Link, theme.accent), (role.Mid, theme.line),
    ):  # fmt: skip
        out.setColor(key, QColor(name))
    for key in (role.WindowText, role.Text, role.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.off))
    return out


def _tick() -> Path:
    """The tick that is seen on the accent."""
    dark = QColor(THEME.on_accent).lightness() < HALF
    return resource("icons", f"tick-{'black' if dark else 'white'}.svg")


def _arrow(name: str) -> str:
    """The arrow that is seen on the panels, as the style sheet wants its path."""
    dark = QColor(THEME.panel).lightness() < HALF
    return resource("icons", f"{name}{'-light' if dark else ''}.svg").as_posix()


def sheet() -> str:
    """The style sheet of the whole program."""
    t = THEME.theme
    small, big = SMALL_POINTS * THEME.text, BIG_POINTS * THEME.text
    return f"""
QMainWindow, QDialog {{ background: {t.window}; }}
QMenuBar {{ background: {t.panel}; padding: 1px 6px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu {{ background: {t.panel}; border: 1px solid {t.line}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.off}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 5px 8px; }}
QToolBar {{ background: {t.panel}; border: 0; border-bottom: 1px solid {t.line};
  padding: 3px 8px; spacing: 2px; }}
QToolBar::separator {{ width: 1px; background: {t.line}; margin: 5px 7px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 4px;
  padding: 4px 8px; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {t.accent_soft}; color: {t.accent}; }}
QToolButton:disabled {{ color: {t.off}; }}
QToolButton:focus {{ border-color: {t.accent}; }}
QToolButton[role="filter"] {{ padding: 4px 5px; }}
QToolButton[role="button"] {{ border-color: {t.line}; }}
QToolButton[role="button"]:checked, QToolButton[role="button"]:focus {{ border-color: {t.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
#qt_toolbar_ext_button, #qt_menubar_ext_button {{ padding: 0;
  qproperty-icon: url({_arrow("right")}); }}
QPushButton {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 4px;
  padding: 5px 14px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:focus {{ border-color: {t.accent}; }}
QPushButton:default, QPushButton[primary="true"] {{ background: {t.accent};
  border-color: {t.accent}; color: {t.on_accent}; }}
QPushButton:default:focus, QPushButton[primary="true"]:focus {{ border: 2px solid {t.ink};
  padding: 4px 13px; }}
QPushButton:disabled {{ background: {t.window}; border-color: {t.line}; color: {t.off}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ width: {TICK}px; height: {TICK}px;
  border: 1px solid {t.faint}; border-radius: 3px; background: {t.panel}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {t.accent};
  border-color: {t.accent}; image: url({_tick().as_posix()}); }}
QCheckBox::indicator:focus {{ border-color: {t.accent}; }}
QCheckBox::indicator:disabled {{ background: {t.window}; border-color: {t.line}; }}
QLineEdit, QComboBox, QSpinBox {{ background: {t.panel}; border: 1px solid {t.line};
  border-radius: 4px; padding: 4px 7px; selection-background-color: {t.accent}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border-color: {t.accent}; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: url({_arrow("down")}); width: 10px; }}
QComboBox QAbstractItemView {{ background: {t.panel}; border: 1px solid {t.line};
  selection-background-color: {t.accent_soft}; selection-color: {t.ink}; outline: 0; }}
QPlainTextEdit, QTextEdit {{ background: {t.panel}; border: 1px solid {t.line};
  border-radius: 4px; selection-background-color: {t.accent}; }}
QPlainTextEdit:focus {{ border-color: {t.accent}; }}
QAbstractItemView {{ background: {t.panel}; border: 0; outline: 0;
  selection-background-color: {t.accent_soft}; selection-color: {t.ink}; }}
QTableView {{ gridline-color: {t.line}; }}
QTableView::item {{ padding: 0 {CELL_LINE_ROOM[0]}px; }}
QTreeView::item {{ padding: {GAP // 2}px {GAP - 2}px; }}
QListWidget::item {{ padding: {LINE_ROOM[1]}px {LINE_ROOM[0]}px; }}
QListWidget::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QTableView QLineEdit, QTableView QPlainTextEdit {{ border-radius: 0; padding: 0 4px; }}
QHeaderView {{ background: {t.panel}; }}
QHeaderView::section {{ background: {t.panel}; color: {t.muted}; border: 0;
  border-bottom: 1px solid {t.line}; padding: 4px {GAP}px; }}
QTableCornerButton::section {{ background: {t.panel}; border: 0;
  border-bottom: 1px solid {t.line}; }}
QTabBar {{ background: {t.window}; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; padding: 7px 13px; border: 0;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {t.ink}; }}
QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; }}
QTabBar::tear {{ width: 0; image: none; }}
QTabBar::scroller {{ width: {2 * ROW_HEIGHT}px; }}
QTabBar QToolButton {{ background: {t.window}; padding: 0; border-radius: 0; }}
QTabBar QToolButton::left-arrow {{ image: url({_arrow("left")}); width: 10px; }}
QTabBar QToolButton::right-arrow {{ image: url({_arrow("right")}); width: 10px; }}
QTabBar::tab:focus {{ background: {t.accent_soft}; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: {SCROLLBAR}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {SCROLLBAR}px; margin: 0; }}
QScrollBar::handle {{ background: {t.handle}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QStatusBar {{ background: {t.panel}; padding: 0 {GAP}px;
  border-top: 1px solid {t.line}; color: {t.muted}; }}
QStatusBar::item {{ border: 0; }}
QProgressBar {{ background: {t.line}; border: 0; border-radius: 3px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QToolTip {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: 5px; }}
QStatusBar QLabel {{ padding: 2px {GAP}px; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="caption"] {{ color: {t.muted}; font-size: {small}pt; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="big"] {{ font-size: {big}pt; }}
QLabel[chip] {{ border-radius: {CHIP_RADIUS}px; padding: 0 {GAP}px; font-size: {small}pt; }}
QLabel[chip="ink"] {{ background: {t.hover}; color: {t.ink};
  border: 1px solid {t.line}; padding: 0 {GAP - 1}px; }}
QLabel[chip="good"] {{ background: {t.good_soft}; color: {t.good}; }}
QLabel[chip="hint"] {{ background: {t.hint_soft}; color: {t.hint}; }}
QLabel[chip="warning"] {{ background: {t.warning_soft}; color: {t.warning}; }}
QLabel[chip="error"] {{ background: {t.error_soft}; color: {t.error}; }}
QFrame[role="progress"] {{ background: {t.line}; }}
QFrame[done="good"] {{ background: {t.good}; }}
QFrame[done="accent"] {{ background: {t.accent}; }}
QFrame[done="warning"] {{ background: {t.warning}; }}
QFrame[role="panel"] {{ background: {t.panel}; border: 0; }}
QFrame[role="strip"] {{ background: {t.panel}; border: 0; border-bottom: 1px solid {t.line}; }}
QFrame[role="foot"] {{ background: {t.panel}; border: 0; border-top: 1px solid {t.line}; }}
QFrame[role="notice"] {{ background: {t.hint_soft}; border: 0;
  border-bottom: 1px solid {t.line}; }}
QFrame[role="alarm"] {{ background: {t.warning_soft}; border: 0;
  border-bottom: 1px solid {t.line}; }}
"""


def wear(theme: Theme = LIGHT, text: float = 1.0) -> None:
    """Choose the theme and the size of text (1.0 is the usual one); `dress` puts them on."""
    THEME.theme, THEME.text = theme, text


def dress(app: QApplication) -> None:
    """Give the whole program its fonts and colours."""
    app.setFont(ui_font())
    app.setPalette(palette())
    app.setStyleSheet(sheet())
    app.setWindowIcon(app_icon())

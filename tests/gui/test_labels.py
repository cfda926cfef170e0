"""What a unit wrote is shown as it stands, never read as markup."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import gui
from gui.labels import Label

MADE = re.compile(r"\bQLabel[(,)\n]")
HOSTILE = "<img src='file:///etc/hostname'>青溪县<b>档案馆</b>"


def test_a_label_shows_the_signs_of_markup(qtbot: QtBot) -> None:
    ours, qts = Label(HOSTILE), QLabel(HOSTILE)
    qtbot.addWidget(ours)
    qtbot.addWidget(qts)
    assert ours.textFormat() == Qt.TextFormat.PlainText
    assert ours.sizeHint().width() > qts.sizeHint().width()


def test_no_label_of_qt_is_made_elsewhere() -> None:
    source = Path(gui.__file__).parent
    makers = {path.name for path in source.rglob("*.py") if MADE.search(path.read_text("utf-8"))}
    assert makers == {"labels.py"}

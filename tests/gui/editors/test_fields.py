"""A line and a text commit once when they are left, and do not disturb whoever types."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.address import At
from gui.editors.fields import LineField, TextField
from tests.gui.keys import commit, compose, press, type_text

Form = tuple[LineField, TextField, list[tuple[At, str]]]


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    window = QWidget()
    box = QVBoxLayout(window)
    line, text = LineField(At("unit"), window), TextField(window)
    box.addWidget(line)
    box.addWidget(text)
    told: list[tuple[At, str]] = []
    for field in (line, text):
        field.committed.connect(lambda at, typed: told.append((at, typed)))
    line.load("甲")
    text.load(At("sections.0.text"), "乙")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    yield line, text, told
    window.close()


def test_a_line_commits_when_it_is_left(form: Form, qtbot: QtBot) -> None:
    line, text, told = form
    type_text(line, "1")
    text.setFocus()
    assert told == [(At("unit"), "甲1")]
    line.finish()
    assert len(told) == 1


def test_enter_and_leaving_commit_once(form: Form, qtbot: QtBot) -> None:
    line, text, told = form
    type_text(line, "1")
    press(line, Qt.Key.Key_Return)
    text.setFocus()
    assert len(told) == 1


def test_unchanged_text_is_not_committed(form: Form) -> None:
    _, text, told = form
    text.setFocus()
    assert told == []


def test_a_change_from_elsewhere_does_not_disturb_typing(form: Form, qtbot: QtBot) -> None:
    line, text, told = form
    type_text(line, "1")
    line.load("丙")
    assert line.text() == "甲1"
    text.setFocus()
    line.load("丙")
    assert line.text() == "丙"
    assert told == [(At("unit"), "甲1")]


def test_full_width_digits_can_be_typed(form: Form) -> None:
    line, _, _ = form
    line.clear()
    commit(line, "１２．５")
    assert line.text() == "１２．５"


def test_a_text_commits_with_control_enter(form: Form, qtbot: QtBot) -> None:
    _, text, told = form
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    commit(text, "二")
    press(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == [(At("sections.0.text"), "乙二")]
    assert text.hasFocus()


def test_composing_is_neither_committed_nor_destroyed(form: Form) -> None:
    _, text, told = form
    text.setFocus()
    compose(text, "bian")
    text.load(At("sections.0.text"), "乙")
    commit(text, "编")
    assert "编" in text.toPlainText()
    assert told == []


def test_escape_takes_back(form: Form, qtbot: QtBot) -> None:
    line, text, told = form
    type_text(line, "1")
    press(line, Qt.Key.Key_Escape)
    text.setFocus()
    commit(text, "二")
    press(text, Qt.Key.Key_Escape)
    line.setFocus()
    assert (line.text(), text.toPlainText(), told) == ("甲", "乙", [])


def test_a_command_given_while_composing_keeps_what_is_seen(form: Form) -> None:
    line, text, told = form
    compose(line, "农")
    line.finish()
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    compose(text, "业")
    text.finish()
    text.finish()
    assert told == [(At("unit"), "甲农"), (At("sections.0.text"), "乙业")]

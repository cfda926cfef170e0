"""The editor over the cell: it sleeps until something is typed, and loses no key of an IME."""

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.editors.cell import CellEditor
from tests.gui.keys import commit, compose, press, type_text


class Bench:
    """An editor in a window, what it committed, and the keys it passed on."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.other = QLineEdit(self.window)
        QVBoxLayout(self.window).addWidget(self.other)
        self.texts: list[str] = []
        self.walked: list[int] = []
        self.editor = CellEditor(self.window, self._walk)
        self.editor.committed.connect(self.texts.append)
        self.editor.put_over(QRect(10, 60, 120, 30), 14, writable=True)
        qtbot.addWidget(self.window)
        self.window.resize(300, 200)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.editor.setFocus()
        qtbot.waitUntil(self.editor.hasFocus)

    def _walk(self, event: QKeyEvent) -> bool:
        self.walked.append(event.key())
        return True


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_typing_wakes_it_and_enter_commits_and_moves(bench: Bench, qtbot: QtBot) -> None:
    assert not bench.editor.editing
    type_text(bench.editor, "12.5")
    assert bench.editor.editing
    assert bench.texts == []
    press(bench.editor, Qt.Key.Key_Return)
    assert (bench.texts, bench.walked) == (["12.5"], [Qt.Key.Key_Return])
    assert not bench.editor.editing


def test_the_first_key_of_an_input_method_is_not_lost(bench: Bench) -> None:
    compose(bench.editor, "j")
    assert bench.editor.editing
    assert bench.editor.toPlainText() == ""
    compose(bench.editor, "jixiao")
    commit(bench.editor, "绩效")
    assert bench.editor.toPlainText() == "绩效"
    bench.editor.finish()
    assert bench.texts == ["绩效"]


def test_a_sign_that_comes_without_composing(bench: Bench) -> None:
    commit(bench.editor, "≥")
    assert bench.editor.toPlainText() == "≥"


def test_composing_that_is_broken_off_empties_no_cell(bench: Bench) -> None:
    compose(bench.editor, "j")
    compose(bench.editor, "")
    assert not bench.editor.editing
    assert bench.texts == []


def test_a_cell_that_is_left_while_composing_keeps_what_is_seen(bench: Bench) -> None:
    compose(bench.editor, "n")
    compose(bench.editor, "农")
    bench.editor.finish()
    assert bench.texts == ["农"]
    assert not bench.editor.editing
    compose(bench.editor, "y")
    assert bench.editor.toPlainText() == ""
    commit(bench.editor, "业")
    bench.editor.finish()
    assert bench.texts == ["农", "业"]


def test_a_composition_after_some_text_goes_on(bench: Bench, qtbot: QtBot) -> None:
    type_text(bench.editor, "3")
    compose(bench.editor, "ci")
    compose(bench.editor, "")
    assert bench.editor.editing
    commit(bench.editor, "次")
    assert bench.editor.toPlainText() == "3次"


def test_escape_takes_back(bench: Bench, qtbot: QtBot) -> None:
    bench.editor.begin("90")
    type_text(bench.editor, "1")
    press(bench.editor, Qt.Key.Key_Escape)
    assert bench.texts == []
    assert not bench.editor.editing


def test_with_f2_the_arrows_stay_in_the_text(bench: Bench, qtbot: QtBot) -> None:
    bench.editor.begin("90")
    press(bench.editor, Qt.Key.Key_Left)
    type_text(bench.editor, "x")
    assert bench.editor.toPlainText() == "9x0"
    assert bench.walked == []


def test_after_typing_the_arrows_commit(bench: Bench, qtbot: QtBot) -> None:
    type_text(bench.editor, "7")
    press(bench.editor, Qt.Key.Key_Right)
    assert (bench.texts, bench.walked) == (["7"], [Qt.Key.Key_Right])


def test_tab_commits_and_moves(bench: Bench, qtbot: QtBot) -> None:
    type_text(bench.editor, "7")
    press(bench.editor, Qt.Key.Key_Tab)
    assert (bench.texts, bench.walked) == (["7"], [Qt.Key.Key_Tab])


def test_alt_enter_breaks_the_line(bench: Bench, qtbot: QtBot) -> None:
    type_text(bench.editor, "a")
    press(bench.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    type_text(bench.editor, "b")
    bench.editor.finish()
    assert bench.texts == ["a\nb"]


def test_leaving_commits(bench: Bench, qtbot: QtBot) -> None:
    type_text(bench.editor, "7")
    bench.other.setFocus()
    assert bench.texts == ["7"]


def test_a_cell_that_cannot_be_written(bench: Bench, qtbot: QtBot) -> None:
    bench.editor.put_over(QRect(10, 60, 120, 30), 14, writable=False)
    type_text(bench.editor, "7")
    compose(bench.editor, "j")
    bench.editor.begin("7")
    assert not bench.editor.editing
    assert bench.texts == []


def test_asleep_it_leaves_shortcuts_to_the_window(bench: Bench) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, control)
    event.setAccepted(False)
    bench.editor.event(event)
    assert not event.isAccepted()
    bench.editor.begin("a")
    bench.editor.event(event)
    assert event.isAccepted()


def test_it_grows_with_its_text(bench: Bench, qtbot: QtBot) -> None:
    small = bench.editor.height()
    type_text(bench.editor, "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 2)
    assert bench.editor.height() > small
    assert bench.editor.geometry().bottom() <= bench.window.height()

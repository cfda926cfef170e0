"""Findings decided, scores reviewed, the unit passed or returned: all by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.checks.finding import ERROR, SEVERITIES
from core.editing.edits import Enter, PutSubmission, SetReview, Step
from core.judgement import EXPLAINED, IGNORED, PASSED, RETURNED
from core.submission import Submission
from gui import style
from gui.models.findings import RuleLine
from gui.models.scores import REVIEWED
from gui.views.findings import FindingsView
from gui.window import Window
from tests.gui.county import KEY, submission
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import commit, focused, press, type_text

SCORE = Place("f2", At("fund.score"))
ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip


@pytest.fixture
def wrong(window: Window, qtbot: QtBot) -> Window:
    """The execution score is 9.9 where 9 is due: an error that a suggestion mends."""
    with qtbot.waitActive(window):
        window.activateWindow()
    window.bridge.submit("改", (Enter(KEY, SCORE, "9.9"),))
    return window


def stored(window: Window) -> Submission:
    found = window.bridge.workspace.submission(KEY)
    assert found is not None
    return found


def choose(window: Window, check: str) -> FindingsView:
    """Walk with F8 until a finding of this check is chosen."""
    view = window.panes.findings
    for _ in range(view.model.rowCount() + 1):
        press(window, Qt.Key.Key_F8)
        if view.current is not None and view.current.finding.check == check:
            return view
    raise AssertionError(check)


def answer(words: str) -> None:
    line = focused()
    assert line is not None
    if words:
        commit(line, words)
    press(line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("key", "state"),
    [(Qt.Key.Key_1, EXPLAINED), (Qt.Key.Key_2, IGNORED), (Qt.Key.Key_3, RETURNED)],
)
def test_a_finding_is_decided_in_a_line(wrong: Window, key: Qt.Key, state: str) -> None:
    view = choose(wrong, "ZP-02")
    press(wrong, key, ALT)
    assert view.words.isVisible()
    answer("已另行说明")
    assert [(mark.state, mark.words) for mark in stored(wrong).marks] == [(state, "已另行说明")]
    assert not view.words.isVisible()
    assert view.current is None or view.current.finding.check != "ZP-02"
    wrong.bridge.undo()
    assert stored(wrong).marks == ()


def test_an_ignored_finding_needs_words_and_can_be_opened_again(wrong: Window) -> None:
    view = choose(wrong, "ZP-02")
    press(wrong, Qt.Key.Key_2, ALT)
    answer("")
    assert stored(wrong).marks == ()
    assert wrong.panes.notice.isVisible()
    press(wrong, Qt.Key.Key_2, ALT)
    answer("金额很小")
    left = view.title.text()
    choose(wrong, "ZP-02")
    press(wrong, Qt.Key.Key_0, ALT)
    assert stored(wrong).marks == ()
    assert view.title.text() != left


def test_escape_steps_back_from_the_words(wrong: Window) -> None:
    view = choose(wrong, "ZP-02")
    press(wrong, Qt.Key.Key_1, ALT)
    press(view.words.line, Qt.Key.Key_Escape)
    assert not view.words.isVisible()
    assert stored(wrong).marks == ()


def test_a_suggestion_is_shown_and_taken_by_one_key(wrong: Window) -> None:
    view = choose(wrong, "ZP-02")
    assert view.suggestion is not None
    assert view.suggestion.text in view.foot.advice.text()
    press(wrong, Qt.Key.Key_F7)
    assert stored(wrong).text(SCORE) == "9.00"
    assert wrong.bridge.place == SCORE
    wrong.bridge.undo()
    assert stored(wrong).text(SCORE) != "9.00"


def test_all_suggestions_are_listed_before_they_are_taken(
    wrong: Window, dialogs: FakeDialogs
) -> None:
    press(wrong, Qt.Key.Key_F7, CONTROL)
    assert stored(wrong).text(SCORE) == "9.9"
    assert "填 9" in dialogs.asked[-1][1]
    dialogs.answers["confirm"] = True
    press(wrong, Qt.Key.Key_F7, CONTROL)
    assert stored(wrong).text(SCORE) == "9.00"


def test_both_sides_of_a_contradiction_are_visited(wrong: Window) -> None:
    view = wrong.panes.findings
    for _ in range(view.model.rowCount()):
        press(wrong, Qt.Key.Key_F8)
        if view.current is not None and len(view.current.finding.places) > 1:
            break
    assert view.current is not None
    places = view.current.finding.places
    press(wrong, Qt.Key.Key_F7, SHIFT)
    assert wrong.bridge.place == places[1]
    assert view.foot.places.text() == f"位置 2/{len(places)}"


def test_severities_are_filtered(wrong: Window) -> None:
    view = wrong.panes.findings
    view.filters.button(1 + SEVERITIES.index(ERROR)).click()
    assert {finding.severity for finding in view.model.findings} == {ERROR}
    view.filters.button(0).click()
    assert len(view.model.findings) > 1


def test_the_years_findings_by_rule(wrong: Window) -> None:
    other = Submission("青石县水利局", 2024, submission().forms)
    wrong.bridge.workspace.dispatch(Step("导入", (PutSubmission(other.key, other),)))
    press(wrong, Qt.Key.Key_F8, CONTROL)
    view = wrong.panes.findings
    assert all(isinstance(line, RuleLine) for line in view.model.lines)
    press(wrong, Qt.Key.Key_F8)
    assert view.current is not None
    units = {line.key for line in view.model.lines if not isinstance(line, RuleLine)}
    assert units == {KEY, other.key}
    while view.current is not None and view.current.key != other.key:
        press(wrong, Qt.Key.Key_F8)
    assert wrong.bridge.key == other.key
    press(wrong, Qt.Key.Key_F8, CONTROL)
    assert not view.by_rule.isChecked()


def test_a_score_is_reviewed_with_its_reason(wrong: Window) -> None:
    wrong.bridge.locate(Place("f2", At("indicators.1.score")))
    editor = wrong.panes.scores.editor
    press(wrong, Qt.Key.Key_F4)
    type_text(editor.score, "25")
    press(editor.score, Qt.Key.Key_Return)
    assert focused() is editor.reason
    answer("佐证不足")
    review = stored(wrong).forms[1].reviews[At("indicators.1.score")]
    assert (str(review.score), review.reason) == ("25", "佐证不足")
    assert wrong.panes.scores.reviewed.text() != "—"
    assert wrong.panes.scores.table.currentIndex().row() == 3
    wrong.panes.scores.table.selectRow(2)
    press(wrong, Qt.Key.Key_F4, SHIFT)
    assert stored(wrong).forms[1].reviews == {}


def test_a_usual_reason_fills_in_the_score(wrong: Window) -> None:
    wrong.bridge.locate(Place("f2", At("indicators.2.score")))
    press(wrong, Qt.Key.Key_F4)
    editor = wrong.panes.scores.editor
    editor.usual.setCurrentIndex(1)
    editor.usual.activated.emit(1)
    assert editor.score.text() == "0"
    answer("")
    assert stored(wrong).forms[1].reviews[At("indicators.2.score")].reason


def test_a_score_that_cannot_be_is_refused_and_stays(wrong: Window) -> None:
    wrong.bridge.locate(Place("f2", At("indicators.2.score")))
    press(wrong, Qt.Key.Key_F4)
    editor = wrong.panes.scores.editor
    editor.score.setText("31")
    editor.reason.setText("多给")
    press(editor.reason, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert wrong.panes.notice.isVisible()
    press(editor.reason, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert not wrong.panes.notice.isVisible()


def test_what_was_said_of_an_answer_goes_with_the_question(wrong: Window) -> None:
    press(wrong, Qt.Key.Key_F12)
    assert wrong.panes.notice.isVisible()
    press(wrong.panes.sign_off.words.line, Qt.Key.Key_Escape)
    assert not wrong.panes.notice.isVisible()
    wrong.bridge.tell("没有存下来。", alarm=True)
    press(wrong, Qt.Key.Key_F12, SHIFT)
    press(wrong.panes.sign_off.words.line, Qt.Key.Key_Escape)
    assert wrong.panes.notice.isVisible()


def test_with_open_errors_a_unit_passes_only_with_words(wrong: Window) -> None:
    press(wrong, Qt.Key.Key_F12)
    assert stored(wrong).status is None
    answer("")
    assert stored(wrong).status is None
    press(wrong, Qt.Key.Key_F12)
    answer("县政府已同意")
    status = stored(wrong).status
    assert status is not None
    assert (status.state, status.words) == (PASSED, "县政府已同意")
    assert wrong.panes.sign_off.back.isVisible()
    wrong.actions_by_name["withdraw"].trigger()
    assert stored(wrong).status is None


@pytest.mark.parametrize("shift", [False, True])
def test_in_a_small_window_the_line_for_the_words_is_seen(wrong: Window, shift: bool) -> None:
    wrong.resize(546, 300)
    assert not wrong.panes.right.isVisible()
    press(wrong, Qt.Key.Key_F12, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
    assert wrong.panes.sign_off.words.line.isVisible()
    answer("请改正")
    assert stored(wrong).status is not None


def test_words_asked_for_one_unit_are_not_those_of_the_next(wrong: Window) -> None:
    press(wrong, Qt.Key.Key_F12)
    words = wrong.panes.sign_off.words
    assert words.isVisible()
    wrong.bridge.open(None)
    assert not words.isVisible()


def test_a_unit_is_returned_with_what_is_open(wrong: Window) -> None:
    press(wrong, Qt.Key.Key_F12, SHIFT)
    answer("请一周内改正")
    status = stored(wrong).status
    assert status is not None
    assert status.state == RETURNED
    assert {mark.state for mark in stored(wrong).marks} == {RETURNED}
    assert "退回" in wrong.panes.sign_off.state.text()


def test_a_read_only_window_decides_nothing(open_window: Callable[[], Window]) -> None:
    first = open_window()
    first.bridge.workspace.dispatch(Step("导入", (PutSubmission(KEY, submission()),)))
    second = open_window()
    second.bridge.open(KEY)
    assert second.bridge.workspace.read_only
    assert not second.actions_by_name["explain"].isEnabled()
    assert not second.panes.sign_off.passer.isEnabled()


def test_in_a_narrow_panel_names_have_the_room_of_an_empty_column(window: Window) -> None:
    scores = window.panes.scores
    scores.resize(style.ROOM_REVIEWED - 1, 400)
    assert scores.table.isColumnHidden(REVIEWED)
    given = SetReview(KEY, Place("f2", At("indicators.0.score")), "8", "证明材料不全")
    assert window.bridge.submit("复核", (given,))
    assert not scores.table.isColumnHidden(REVIEWED)

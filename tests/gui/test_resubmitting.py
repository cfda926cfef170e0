"""A unit hands in again: compared before it is stored, and later with what was before."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter
from core.unit import Unit
from gui.models.difference import AFTER, BEFORE, FORM
from gui.models.review import UNIT_COLUMN
from gui.views.resubmission import ResubmissionDialog
from gui.views.review import ReviewDialog
from gui.window import Window
from tests.gui.county import KEY, UNIT, submitted
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import press

EXECUTED = Place("f2", At("fund.executed"))
GOAL = Place("f2", At("goal.actual"))


def text(window: Window, place: Place) -> str:
    submission = window.bridge.workspace.submission(KEY)
    assert submission is not None
    return submission.text(place)


@pytest.fixture
def review(window: Window, qtbot: QtBot, tmp_path: Path) -> ReviewDialog:
    """The review list of a file whose f2 differs in two cells from what is stored."""
    edits = (Enter(KEY, EXECUTED, "80"), Enter(KEY, GOAL, "没有完成"))
    window.bridge.submit("改", edits)
    window.rooms.importing.start([submitted(tmp_path)])
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None)
    dialog = window.rooms.importing.dialog
    assert dialog is not None
    return dialog


def compared(window: Window, review: ReviewDialog) -> ResubmissionDialog:
    """The comparison that Enter opens on the first line."""
    review.table.setCurrentIndex(review.model.index(0, 0))
    press(review.table, Qt.Key.Key_Return)
    dialog = window.rooms.importing.comparing
    assert dialog is not None
    return dialog


def row_of(dialog: ResubmissionDialog, path: str) -> int:
    paths = [line.difference.at.path for line in dialog.model.lines]
    return paths.index(path)


def test_a_comparison_shows_both_versions(window: Window, review: ReviewDialog) -> None:
    assert "处不同" in review.model.lines[0].says
    dialog = compared(window, review)
    model = dialog.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    row = row_of(dialog, "fund.executed")
    assert (model.index(row, BEFORE).data(), model.index(row, AFTER).data()) == ("80", "90")
    dialog.reject()
    assert review.isVisible()


def test_a_part_is_accepted_with_the_space_bar(window: Window, review: ReviewDialog) -> None:
    dialog = compared(window, review)
    dialog.table.selectRow(row_of(dialog, "goal.actual"))
    press(dialog.table, Qt.Key.Key_Space)
    total = len(dialog.model.lines)
    dialog.accept()
    assert f"接受 {total - 1}/{total} 处" in review.model.lines[0].says
    review.accept()
    assert text(window, EXECUTED) == "90"
    assert text(window, GOAL) == "没有完成"


def test_the_findings_follow_what_is_accepted(window: Window, review: ReviewDialog) -> None:
    """80 executed is wrong beside the rate and the score; 90 cures it."""
    dialog = compared(window, review)
    cured = dialog.cured.names.count()
    assert cured
    dialog.table.selectRow(row_of(dialog, "fund.executed"))
    press(dialog.table, Qt.Key.Key_Space)
    assert dialog.cured.names.count() < cured
    press(dialog.table, Qt.Key.Key_Space)
    assert dialog.cured.names.count() == cured
    dialog.none_button.click()
    assert dialog.cured.names.count() == 0
    assert dialog.brought.names.count() == 0


def test_all_or_nothing_by_button(window: Window, review: ReviewDialog) -> None:
    dialog = compared(window, review)
    dialog.none_button.click()
    assert dialog.model.count == 0
    index = dialog.model.index(0, FORM)
    checked = Qt.CheckState.Checked.value
    assert dialog.model.setData(index, checked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.model.count == 1
    dialog.all_button.click()
    dialog.accept()
    assert review.model.lines[0].forms == review.model.lines[0].as_read
    review.accept()
    assert text(window, GOAL) == "全部完成"


def test_what_was_before_is_looked_at_later(
    window: Window, review: ReviewDialog, dialogs: FakeDialogs
) -> None:
    review.accept()
    window.actions_by_name["versions"].trigger()
    dialog = window.rooms.yearly.version_dialog
    assert dialog is not None
    dialog.model.accept({row_of(dialog, "fund.executed")}, accepted=False)
    dialog.accept()
    assert text(window, EXECUTED) == "80"
    assert text(window, GOAL) == "全部完成"
    window.bridge.undo()
    assert text(window, EXECUTED) == "90"


def test_a_unit_that_handed_in_once_has_no_older_version(window: Window) -> None:
    window.actions_by_name["versions"].trigger()
    assert window.rooms.yearly.version_dialog is None
    assert "只报送过一次" in window.saved.text()


def test_the_name_in_the_file_is_learnt(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.bridge.workspace.set_units([Unit("青石县绿化委员会")])
    window.rooms.importing.start([submitted(tmp_path)])
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None)
    dialog = window.rooms.importing.dialog
    assert dialog is not None
    dialog.model.setData(dialog.model.index(0, UNIT_COLUMN), "青石县绿化委员会")
    dialog.accept()
    assert window.bridge.workspace.other_names() == {UNIT: "青石县绿化委员会"}
    assert UNIT in window.saved.text()
    window.bridge.undo()
    assert window.bridge.workspace.other_names() == {}

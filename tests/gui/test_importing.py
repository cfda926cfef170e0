"""Files are read on a worker, reviewed, and stored as one step; a bad file keeps none away."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter, SetReview
from gui.models.review import FILE, UNIT_COLUMN, YEAR_COLUMN
from gui.views.review import ReviewDialog
from gui.window import Window
from tests.gui.county import KEY, UNIT, YEAR, submitted
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import press

UNCHECKED = Qt.CheckState.Unchecked.value


def reviewed(window: Window, qtbot: QtBot) -> ReviewDialog:
    """The review list, once the files are read."""
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None, timeout=20_000)
    dialog = window.rooms.importing.dialog
    assert dialog is not None
    return dialog


def drop(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(window, event)


@pytest.mark.parametrize("url", ["http://example.org/a.docx", "text:a"])
def test_what_lies_elsewhere_is_not_taken(window: Window, url: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl(url)])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, button, keys)
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


def test_files_are_never_moved_away(window: Window, tmp_path: Path) -> None:
    """A file manager deletes what was taken as moved."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    event = QDragEnterEvent(QPoint(50, 50), both, data, button, keys)
    event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction


def test_dropped_files_are_reviewed_and_stored_as_one_step(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    bad = tmp_path / "坏文件.docx"
    bad.write_bytes(b"not a document")
    drop(window, submitted(tmp_path), bad)
    dialog = reviewed(window, qtbot)
    assert window.bridge.workspace.years() == ()
    lines = {line.reading.name: line for line in dialog.model.lines}
    assert dialog.focusWidget() is dialog.accept_button
    assert not lines["坏文件.docx"].take
    assert lines["坏文件.docx"].says
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    press(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    submission = window.bridge.workspace.submission(KEY)
    assert submission is not None
    assert [form.key for form in submission.forms] == ["f1", "f2"]
    assert window.bridge.key == KEY
    window.bridge.undo()
    assert window.bridge.workspace.submission(KEY) is None


def test_stepping_back_stores_nothing(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([submitted(tmp_path)])
    reviewed(window, qtbot).reject()
    assert window.bridge.workspace.years() == ()
    assert window.bridge.workspace.undo_label is None


def test_unit_and_year_are_corrected_before_storing(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([submitted(tmp_path)])
    model = reviewed(window, qtbot).model
    model.setData(model.index(0, UNIT_COLUMN), "青石县林业局")
    model.setData(model.index(0, YEAR_COLUMN), "2023")
    reviewed(window, qtbot).accept()
    assert window.bridge.workspace.submission("2023/青石县林业局") is not None
    assert window.bridge.workspace.submission(KEY) is None


def test_unticked_files_are_left_out(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([submitted(tmp_path)])
    dialog = reviewed(window, qtbot)
    index = dialog.model.index(0, FILE)
    dialog.model.setData(index, UNCHECKED, Qt.ItemDataRole.CheckStateRole)
    assert not dialog.accept_button.isEnabled()


def test_a_resubmission_takes_the_place_of_its_forms_only(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.bridge.submit("改", (Enter(KEY, Place("f2", At("fund.executed")), "1"),))
    window.rooms.importing.start([submitted(tmp_path)])
    dialog = reviewed(window, qtbot)
    assert "重新报送" in dialog.model.lines[0].says
    dialog.accept()
    submission = window.bridge.workspace.submission(KEY)
    assert submission is not None
    assert [form.key for form in submission.forms] == ["f1", "f2", "f3", "f4", "f5"]
    assert submission.text(Place("f2", At("fund.executed"))) == "90"
    assert [info.name for info in submission.files] == ["林草局自评.docx"]
    assert window.bridge.workspace.file_data(submission.files[0].sha256)


def test_a_reviewed_score_that_a_resubmission_takes_away_is_told(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """The row that it rested on says something else now."""
    given = SetReview(KEY, Place("f2", At("fund.score")), "8", "佐证不足")
    window.bridge.submit("改", (given, Enter(KEY, Place("f2", At("fund.executed")), "1")))
    window.rooms.importing.start([submitted(tmp_path)])
    reviewed(window, qtbot).accept()
    assert window.panes.notice.isVisible()
    assert "佐证不足" in window.panes.notice.label.text()
    assert not window.bridge.workspace.submissions(YEAR)[0].forms[1].reviews


def test_the_same_file_again_is_not_ticked(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    first = submitted(tmp_path)
    copy = first.with_name("复件.docx")
    os.link(first, copy)
    window.rooms.importing.start([first, copy])
    dialog = reviewed(window, qtbot)
    assert [line.take for line in dialog.model.lines] == [True, False]
    assert "同一个文件" in dialog.model.lines[1].says
    dialog.accept()
    window.rooms.importing.dialog = None
    window.rooms.importing.start([copy])
    again = reviewed(window, qtbot)
    assert not again.accept_button.isEnabled()
    assert UNIT in again.model.lines[0].says


def test_a_folder_by_menu(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    window = open_window()
    inside = tmp_path / "报送" / "林草局"
    inside.mkdir(parents=True)
    submitted(inside)
    dialogs.answers["open_folder"] = tmp_path / "报送"
    window.actions_by_name["import_folder"].trigger()
    reviewed(window, qtbot).accept()
    assert [state.name for state in window.bridge.workspace.units(2024)] == [UNIT]
    assert window.settings.get("recent_files_dir") == str(tmp_path / "报送")


def test_an_empty_folder_is_told(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    empty = tmp_path / "空"
    empty.mkdir()
    window.rooms.importing.start([empty])
    qtbot.waitUntil(lambda: window.rooms.importing.task is None)
    assert window.panes.notice.isVisible()
    assert window.rooms.importing.dialog is None


def test_work_under_way_can_be_stopped(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    first = submitted(tmp_path)
    copies = [tmp_path / f"{number}.docx" for number in range(60)]
    for copy in copies:
        os.link(first, copy)
    window.rooms.importing.start(copies)
    window.progress.stop.click()
    qtbot.waitUntil(lambda: window.rooms.importing.task is None)
    assert window.rooms.importing.dialog is None
    assert not window.progress.isVisible()


def test_closing_in_the_middle_of_an_import_stores_nothing(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([submitted(tmp_path)])
    window.close()
    assert window.rooms.importing.task is None
    assert window.rooms.importing.dialog is None
    again = open_window()
    assert again.bridge.workspace.years() == ()
    assert not again.bridge.workspace.read_only

"""Locked files: the password is asked for once, tried on all, and kept nowhere."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.views.passwords import PasswordDialog
from gui.window import Window
from tests.core.intake.locked import ARCHIVE_PASSWORD, FOLDER, PASSWORD
from tests.gui.test_importing import reviewed

Open = Callable[[], Window]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    folder.mkdir()
    for name in ("form.docx", "form.xls", "aes.zip"):
        shutil.copy(FOLDER / name, folder)
    return folder


def asked(window: Window, qtbot: QtBot) -> PasswordDialog:
    qtbot.waitUntil(lambda: window.rooms.importing.unlocking.dialog is not None, timeout=20_000)
    dialog = window.rooms.importing.unlocking.dialog
    assert dialog is not None
    return dialog


def give(dialog: PasswordDialog, password: str, qtbot: QtBot) -> None:
    dialog.password.setText(password)
    dialog.open_button.click()
    qtbot.waitUntil(dialog.isEnabled, timeout=15_000)


def listed(dialog: PasswordDialog) -> list[str]:
    """The files, without what is said of the folder that they lie in."""
    texts = [dialog.names.item(row).text() for row in range(dialog.names.count())]
    return [text.partition("　")[0] for text in texts]


def test_a_password_is_tried_on_all_and_the_rest_can_be_skipped(
    open_window: Open, qtbot: QtBot, files: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([files])
    dialog = asked(window, qtbot)
    assert listed(dialog) == ["aes.zip", "form.docx", "form.xls"]
    assert dialog.names.item(0).text().endswith("里")
    give(dialog, "1234", qtbot)
    assert len(listed(dialog)) == 3
    assert dialog.told.text()
    give(dialog, PASSWORD, qtbot)
    assert listed(dialog) == ["aes.zip"]
    dialog.reject()
    review = reviewed(window, qtbot)
    lines = {line.reading.name: line for line in review.model.lines}
    assert [bool(line.forms) for line in lines.values()] == [False, True, True]
    assert lines["aes.zip"].locked
    assert review.unlock_button.isVisibleTo(review)
    review.accept()
    kept = b"".join(path.read_bytes() for path in window.bridge.workspace.folder.rglob("*.db*"))
    assert PASSWORD.encode() not in kept


def test_what_was_skipped_is_opened_from_the_review_list(
    open_window: Open, qtbot: QtBot, files: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([files / "form.docx"])
    asked(window, qtbot).reject()
    review = reviewed(window, qtbot)
    assert not review.accept_button.isEnabled()
    review.unlock_button.click()
    dialog = asked(window, qtbot)
    dialog.password.setText(PASSWORD)
    dialog.open_button.click()
    qtbot.waitUntil(review.accept_button.isEnabled, timeout=15_000)
    assert not review.unlock_button.isVisibleTo(review)
    assert review.line is not None
    assert review.line.forms


def test_a_locked_file_in_a_locked_archive(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "双层.zip"
    shutil.copy(FOLDER / "double.zip", path)
    window = open_window()
    window.rooms.importing.start([path])
    dialog = asked(window, qtbot)
    give(dialog, ARCHIVE_PASSWORD, qtbot)
    assert listed(dialog) == ["双层.zip/form.xls"]
    dialog.password.setText(PASSWORD)
    dialog.open_button.click()
    (line,) = reviewed(window, qtbot).model.lines
    assert line.forms


def test_a_trial_can_be_stopped(open_window: Open, qtbot: QtBot, files: Path) -> None:
    window = open_window()
    window.rooms.importing.start([files])
    dialog = asked(window, qtbot)
    dialog.password.setText("1234")
    dialog.open_button.click()
    window.progress.stop.click()
    qtbot.waitUntil(dialog.isEnabled, timeout=15_000)
    assert len(listed(dialog)) == 3
    dialog.reject()


@pytest.mark.parametrize("trying", [False, True])
def test_closing_while_a_password_is_asked_for(
    trying: bool, open_window: Open, qtbot: QtBot, files: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([files])
    dialog = asked(window, qtbot)
    if trying:
        dialog.password.setText(PASSWORD)
        dialog.open_button.click()
    window.close()
    assert window.rooms.importing.unlocking.task is None
    again = open_window()
    assert again.bridge.workspace.years() == ()


def test_the_original_of_a_locked_file_asks_for_its_password_another_day(
    open_window: Open, qtbot: QtBot, files: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([files / "form.docx"])
    dialog = asked(window, qtbot)
    dialog.password.setText(PASSWORD)
    dialog.open_button.click()
    reviewed(window, qtbot).accept()
    assert window.panes.source.canvas.sheet.boxes
    key = window.bridge.key
    window.close()
    again = open_window()
    again.bridge.open(key)
    source = again.panes.source
    assert not source.canvas.sheet.boxes
    assert source.password.isVisibleTo(source)
    source.password.setText("1234")
    source.unlock_button.click()
    assert not source.canvas.sheet.boxes
    source.password.setText(PASSWORD)
    source.unlock_button.click()
    assert source.canvas.sheet.boxes
    assert not source.password.isVisibleTo(source)

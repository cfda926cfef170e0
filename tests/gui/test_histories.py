"""Histories are looked at, and one goes back in them by keyboard."""

from dataclasses import replace

from PySide6.QtCore import Qt

from core.address import At, Place
from core.editing.edits import Enter
from core.submission import FileInfo
from gui.histories import cell_history, unit_history
from gui.views.history import HistoryDialog
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, submission
from tests.gui.keys import press

EXECUTED, RATE = Place("f2", At("fund.executed")), Place("f2", At("fund.rate"))


def opened(window: Window) -> HistoryDialog:
    dialog = window.findChild(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    return dialog


def column(dialog: HistoryDialog, number: int) -> list[str]:
    table = dialog.table
    return [table.model().index(row, number).data() for row in range(table.rowCount())]


def stored(window: Window, place: Place) -> str:
    submission = window.bridge.submission
    assert submission is not None
    return submission.text(place)


def edit(window: Window) -> None:
    for place, text in ((EXECUTED, "80"), (RATE, "80%")):
        assert window.bridge.submit("改", (Enter(KEY, place, text),))


def test_a_cell_takes_an_earlier_text_again(window: Window) -> None:
    edit(window)
    window.bridge.locate(EXECUTED)
    press(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(window)
    assert column(dialog, 2) == ["80", "90"]
    dialog.table.selectRow(0)
    assert not dialog.button.isEnabled()
    dialog.table.selectRow(1)
    dialog.button.click()
    assert stored(window, EXECUTED) == "90"
    window.bridge.undo()
    assert stored(window, EXECUTED) == "80"


def test_a_unit_is_put_as_it_was(window: Window) -> None:
    edit(window)
    window.actions_by_name["unit_history"].trigger()
    dialog = opened(window)
    assert column(dialog, 1) == ["改", "改", "导入"]
    assert column(dialog, 2) == ["80%", "80", ""]
    dialog.table.selectRow(2)
    press(dialog.table, Qt.Key.Key_Return)
    assert (stored(window, EXECUTED), stored(window, RATE)) == ("90", "90%")
    window.bridge.undo()
    assert (stored(window, EXECUTED), stored(window, RATE)) == ("80", "80%")


def test_without_a_cell_or_a_unit_there_is_no_history(window: Window) -> None:
    window.bridge.locate(None)
    assert cell_history(window.bridge, window) is None
    window.bridge.open(None)
    assert unit_history(window.bridge, window) is None


def test_the_history_of_a_unit_names_the_files_that_came(window: Window) -> None:
    files = [FileInfo(sign * 64, f"{sign}.docx", "docx", 1) for sign in "ab"]
    put(window.bridge.workspace, replace(submission(), files=(files[0],)))
    put(window.bridge.workspace, replace(submission(), files=tuple(files)))
    window.actions_by_name["unit_history"].trigger()
    assert column(opened(window), 3)[:2] == ["b.docx", "a.docx"]

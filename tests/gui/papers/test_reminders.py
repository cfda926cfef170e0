"""Letters to units that have not handed in, from the window."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from core.unit import Unit
from gui.bridge import Notice
from gui.views.reminders import RemindersDialog
from gui.window import Window
from tests.gui.county import UNIT, YEAR
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import press
from tests.gui.papers.conftest import OTHER, Opened

FIRST, SECOND = "青石县气象站", "青石县气象台"


@pytest.fixture
def dialog(desk: Window, opened: Opened[RemindersDialog]) -> RemindersDialog:
    """Two units of the list have handed in nothing."""
    units = [Unit(FIRST, contact="王五", phone="0000-3"), Unit(SECOND), Unit(UNIT), Unit(OTHER)]
    desk.bridge.workspace.set_units(units)
    desk.bridge.workspace.set_deadline(YEAR, dt.date(2025, 3, 31))
    return opened("reminders", RemindersDialog)


def test_the_units_that_lack_something_are_offered_and_written(
    desk: Window, dialog: RemindersDialog, dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    lines = [dialog.picks.list.item(row).text() for row in range(dialog.picks.list.count())]
    assert lines[:2] == [f"{FIRST}　未报　王五　0000-3", f"{SECOND}　未报"]
    dialog.picks.tick([FIRST, SECOND])
    dialogs.answers["open_folder"] = tmp_path / "催报"
    dialog.exporter.click()
    idle()
    names = {path.stem for path in (tmp_path / "催报").glob("*.docx")}
    assert names == {f"{name}{YEAR}年度绩效自评催报函" for name in (FIRST, SECOND)}


def test_the_units_that_are_marked_on_the_board_are_ticked(
    desk: Window, opened: Opened[RemindersDialog]
) -> None:
    units = [Unit(name) for name in (FIRST, UNIT, "青石县气象局", SECOND)]
    desk.bridge.workspace.set_units(units)
    desk.actions_by_name["board"].trigger()
    table = desk.panes.pages.board.table
    table.setFocus()
    press(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialog = opened("reminders", RemindersDialog)
    assert set(dialog.picks.picked) <= {FIRST, UNIT}
    assert FIRST in dialog.picks.picked


def test_a_folder_that_cannot_be_is_told_and_the_dialog_stays(
    dialog: RemindersDialog, dialogs: FakeDialogs, idle: Callable[[], None], held: Path
) -> None:
    dialogs.answers["open_folder"] = held
    dialog.exporter.click()
    idle()
    assert dialog.isVisible()
    assert dialog.strip.isVisible()
    assert dialog.exporter.isEnabled()


def test_they_are_printed_in_one_go(
    desk: Window, dialog: RemindersDialog, dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    dialogs.answers["printer"] = printer
    dialog.previewer.click()
    idle()
    preview = desk.rooms.exporting.dialog
    assert preview is not None
    preview.print_button.click()
    assert (tmp_path / "打印.pdf").exists()


def test_a_wrong_day_or_nobody_writes_nothing(dialog: RemindersDialog) -> None:
    dialog.deadline.setText("月底")
    assert not dialog.exporter.isEnabled()
    dialog.deadline.setText("２０３０年１月３１日")
    assert dialog.wish is not None
    assert dialog.wish.dates.deadline == dt.date(2030, 1, 31)
    dialog.picks.tick([])
    assert not dialog.exporter.isEnabled()


def test_when_all_is_there_nobody_is_asked(desk: Window) -> None:
    workspace = desk.bridge.workspace
    workspace.set_units([Unit(name, exempt=("f1", "f2", "f4")) for name in (UNIT, OTHER)])
    told: list[Notice] = []
    desk.bridge.noticed.connect(told.append)
    desk.actions_by_name["reminders"].trigger()
    assert not desk.findChildren(RemindersDialog)
    assert [notice.alarm for notice in told] == [False]

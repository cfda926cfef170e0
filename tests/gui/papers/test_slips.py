"""Slips from the window: written or printed, then in the register; a failure enters nothing."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from core.judgement import RETURNED, Return
from core.progress import Report, step
from gui.views.returned import ReturnedDialog
from gui.views.slips import SlipsDialog
from gui.window import Window
from tests.gui.county import KEY, UNIT, YEAR
from tests.gui.fakes import FakeDialogs
from tests.gui.papers.conftest import OTHER, Opened

TODAY = dt.datetime.now().astimezone().date()
NUMBERS = [f"绩退〔{TODAY.year}〕{number}号" for number in (1, 2)]


def returns(window: Window) -> dict[str, tuple[Return, ...]]:
    found = window.bridge.workspace.submissions(YEAR)
    return {each.unit: each.returns for each in found}


@pytest.fixture
def dialog(opened: Opened[SlipsDialog]) -> SlipsDialog:
    return opened("export_slips", SlipsDialog)


def test_a_batch_is_written_and_entered(
    desk: Window, dialog: SlipsDialog, dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    dialogs.answers["open_folder"] = tmp_path / "通知"
    dialog.deadline.setText("２０３０年１月３１日")
    dialog.exporter.click()
    idle()
    assert len(list((tmp_path / "通知").glob("*.pdf"))) == 2
    found = returns(desk)
    assert sorted(item.number for (item,) in found.values()) == NUMBERS
    assert {item.deadline for (item,) in found.values()} == {dt.date(2030, 1, 31)}
    status = desk.bridge.workspace.submissions(YEAR)[0].status
    assert status is not None
    assert status.state == RETURNED
    desk.bridge.undo()
    assert returns(desk) == {UNIT: (), OTHER: ()}, "the whole batch is one step"


def test_what_was_returned_on_the_desk_is_ticked_alone(
    desk: Window, opened: Opened[SlipsDialog]
) -> None:
    """The other unit has slips to mend, too, but nobody has returned it."""
    desk.bridge.workspace.sign_off(KEY, RETURNED, "请补充")
    assert opened("export_slips", SlipsDialog).picks.picked == [KEY]


def test_a_slip_again_keeps_its_number(
    desk: Window, opened: Opened[SlipsDialog], dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    dialogs.answers["open_folder"] = tmp_path
    first = opened("export_slips", SlipsDialog)
    first.picks.tick([KEY])
    first.exporter.click()
    idle()
    before = returns(desk)
    second = opened("export_slips", SlipsDialog)
    assert second.first.text() == "2"
    assert "原来的编号" in second.numbers.text()
    second.exporter.click()
    idle()
    after = returns(desk)
    assert after[UNIT] == before[UNIT]
    assert [item.number for item in after[OTHER]] == [NUMBERS[1]]


def test_what_was_not_written_is_not_entered(
    desk: Window, dialog: SlipsDialog, dialogs: FakeDialogs, idle: Callable[[], None], held: Path
) -> None:
    dialogs.answers["open_folder"] = held
    dialog.exporter.click()
    idle()
    assert dialog.strip.isVisible()
    assert dialog.exporter.isEnabled()
    assert returns(desk) == {UNIT: (), OTHER: ()}


def test_cancelled_half_way_enters_nothing(
    desk: Window, dialog: SlipsDialog, dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def stopped(slips: object, folder: object, whole: object, report: Report) -> None:
        del slips, folder, whole
        while True:
            step(report, 0, 2, "写")

    monkeypatch.setattr("gui.papers.slips.write_letters", stopped)
    dialogs.answers["open_folder"] = tmp_path
    dialog.exporter.click()
    assert not dialog.body.isEnabled()
    dialog.closer.click()
    idle()
    assert dialog.isVisible()
    assert dialog.body.isEnabled()
    assert not dialog.strip.isVisible(), "who stops it knows"
    assert returns(desk) == {UNIT: (), OTHER: ()}


def test_only_written_when_nothing_is_to_be_entered(
    desk: Window, dialog: SlipsDialog, dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    dialogs.answers["open_folder"] = tmp_path / "通知"
    dialog.record.setChecked(False)
    dialog.together.setChecked(True)
    dialog.exporter.click()
    idle()
    assert len(list((tmp_path / "通知").iterdir())) == 2
    assert returns(desk) == {UNIT: (), OTHER: ()}


def test_printed_slips_are_entered(
    desk: Window, dialog: SlipsDialog, dialogs: FakeDialogs, idle: Callable[[], None],
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
    assert returns(desk) == {UNIT: (), OTHER: ()}, "looking is not sending"
    preview.print_button.click()
    assert (tmp_path / "打印.pdf").exists()
    assert all(returns(desk).values())


def test_without_a_printer_a_pdf_is_offered(
    desk: Window, dialog: SlipsDialog, dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    target = tmp_path / "通知.pdf"
    dialogs.answers |= {"has_printer": False, "confirm": True, "save_file": target}
    dialog.previewer.click()
    idle()
    preview = desk.rooms.exporting.dialog
    assert preview is not None
    preview.print_button.click()
    idle()
    assert target.exists()
    assert all(returns(desk).values())


def test_a_wrong_day_or_nobody_writes_nothing(dialog: SlipsDialog) -> None:
    dialog.day.setText("月底")
    assert not dialog.exporter.isEnabled()
    dialog.day.setText("2025-04-01")
    assert dialog.exporter.isEnabled()
    dialog.first.setText("一")
    assert not dialog.exporter.isEnabled()
    dialog.first.setText("７")
    assert dialog.wanted is not None
    assert dialog.wanted.first == 7
    dialog.picks.tick([])
    assert not dialog.exporter.isEnabled()


def test_the_register_shows_what_went_back(
    desk: Window, opened: Opened[ReturnedDialog], dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    desk.bridge.workspace.sign_off(KEY, RETURNED, "请改正")
    register = opened("returns", ReturnedDialog)
    assert register.table.rowCount() == 1
    dialogs.answers["open_folder"] = tmp_path / "登记"
    register.exporter.click()
    idle()
    kinds = {path.suffix for path in (tmp_path / "登记").iterdir()}
    assert kinds == {".xlsx", ".docx", ".pdf"}


def test_a_number_that_was_given_is_pointed_out(
    opened: Opened[SlipsDialog], dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path
) -> None:
    dialogs.answers["open_folder"] = tmp_path
    first = opened("export_slips", SlipsDialog)
    first.picks.tick([KEY])
    first.exporter.click()
    idle()
    second = opened("export_slips", SlipsDialog)
    assert "已经用过" not in second.numbers.text()
    second.first.setText("1")
    assert "已经用过" in second.numbers.text()

"""Files, preview and print: made on a worker, refusals told in a sentence."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.intake import read_file
from gui.window import Window
from tests.gui.county import KEY, UNIT
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import type_text


def idle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.rooms.exporting.task is None, timeout=20_000)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_form_as_a_file(
    window: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / f"表.{kind}"
    dialogs.answers["save_file"] = target
    window.bridge.turn("f2")
    window.actions_by_name["export_form"].trigger()
    idle(window, qtbot)
    assert target.stat().st_size > 0
    assert str(target) in window.saved.text()
    assert dialogs.asked[-1] == ("save_file", f"2024年{UNIT}附件2.docx")


def test_what_is_being_typed_is_exported(
    window: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "表.docx"
    dialogs.answers["save_file"] = target
    window.bridge.locate(Place("f2", At("fund.executed")))
    type_text(window.panes.paper.canvas.editor, "77")
    window.actions_by_name["export_form"].trigger()
    idle(window, qtbot)
    (form,) = read_file(target).forms
    assert form.filled.text(At("fund.executed")) == "77"


def test_a_whole_year(window: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path) -> None:
    dialogs.answers |= {"choose": "pdf", "open_folder": tmp_path}
    window.actions_by_name["export_year"].trigger()
    idle(window, qtbot)
    assert (tmp_path / f"2024年{UNIT}.pdf").exists()


def test_stepping_back_exports_nothing(window: Window, dialogs: FakeDialogs) -> None:
    for name in ("export_form", "export_unit", "export_year"):
        window.actions_by_name[name].trigger()
    assert window.rooms.exporting.task is None
    assert [method for method, _ in dialogs.asked] == ["save_file", "save_file", "choose"]


def test_a_refused_file_is_told(
    window: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.answers["save_file"] = tmp_path / "没有" / "表.docx"
    window.actions_by_name["export_unit"].trigger()
    idle(window, qtbot)
    qtbot.waitUntil(window.panes.notice.isVisible)


def test_preview_and_print(
    window: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    dialogs.answers["printer"] = printer
    window.actions_by_name["preview"].trigger()
    idle(window, qtbot)
    dialog = window.rooms.exporting.dialog
    assert dialog is not None
    assert len(dialog.pages.rects()) >= 3
    fitted = dialog.pages.zoom
    dialog.larger()
    assert fitted <= 1 < dialog.pages.zoom / fitted
    dialog.smaller()
    dialog.whole()
    assert not dialog.grab().isNull()
    dialog.print_button.click()
    data = (tmp_path / "打印.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Subtype /Image" not in data
    dialog.close()


def test_a_form_is_printed_by_itself(window: Window, dialogs: FakeDialogs, qtbot: QtBot) -> None:
    window.actions_by_name["print_form"].trigger()
    idle(window, qtbot)
    assert dialogs.asked[-1][0] == "printer"
    assert window.bridge.key == KEY

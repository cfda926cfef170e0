"""Pages onto paper: sizes, misfits told before, remembered printers, stopping."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from core.errors import Cancelled, UserError
from core.forms import Overall
from core.forms.parts import Goal
from gui.exporting import forms_to_print
from gui.printing import Setup, make_printer, misfits, print_pages, setup_of
from gui.spool import Spool
from gui.views.preview import PreviewDialog
from gui.window import Window
from tests.gui.county import submission
from tests.gui.fakes import FakeDialogs

A4, ACROSS = QSizeF(595.3, 841.9), QSizeF(841.9, 595.3)


def page(size: QSizeF) -> bytes:
    inside = f'viewBox="0 0 {size.width()} {size.height()}"'
    drawn = '<rect width="9" height="9"/>'
    return f'<svg {inside} xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'.encode()


def to_file(path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_pages_come_back_as_they_went(qtbot: QtBot) -> None:
    pages = [page(A4), page(ACROSS)] * 20
    spool = Spool(pages)
    assert list(spool) == pages
    assert spool.sizes[1] == ACROSS
    assert all(spool.renderer(number).isValid() for number in range(len(spool)))
    with pytest.raises(ValueError, match="size"):
        spool.add(b"<svg/>")


@pytest.mark.parametrize(
    ("setup", "sizes", "count"),
    [
        (Setup(), [A4, ACROSS], 0),
        (Setup(paper="A3"), [A4], 1),
        (Setup(paper="16K", margin=5), [A4], 1),
        (Setup(margin=10), [A4], 1),
        (Setup(sides="long"), [A4, ACROSS], 1),
        (Setup(sides="long"), [A4], 0),
        (Setup(printer="没有这台", sides="long"), [A4], 0),
        (Setup(paper="A3"), [], 0),
    ],
)
def test_what_does_not_fit_is_told(
    qtbot: QtBot, setup: Setup, sizes: list[QSizeF], count: int
) -> None:
    assert len(misfits(setup, sizes)) == count


def test_each_page_takes_its_own_direction(qtbot: QtBot, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "两页.pdf")
    print_pages(printer, Spool([page(A4), page(ACROSS)]), margin=5)
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    assert (tmp_path / "两页.pdf").read_bytes().count(b"/MediaBox") >= 2


def test_printing_can_be_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        print_pages(to_file(tmp_path / "两页.pdf"), Spool([page(A4)] * 2), 0, lambda *_: False)


def test_nothing_and_nowhere_are_sentences(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        print_pages(to_file(tmp_path / "空.pdf"), Spool())


def test_what_was_chosen_is_remembered(qtbot: QtBot) -> None:
    setup = Setup("没有这台", "A3", "long", 8)
    printer = make_printer(setup, "表")
    found = setup_of(printer, setup)
    assert (found.paper, found.margin) == ("A3", 8)
    assert found.printer != setup.printer, "a printer that is gone gives way to the system's"


def test_a_cell_that_no_page_holds_is_told(qtbot: QtBot) -> None:
    filled = submission().forms[1]
    assert isinstance(filled.record, Overall)
    assert forms_to_print([("", [filled])], "表").notes() == ()
    long = replace(filled, record=replace(filled.record, goal=Goal(expected="造林" * 900)))
    assert len(forms_to_print([("", [long])], "表").notes()) == 1


def test_the_clerk_can_step_back_from_a_misfit(
    window: Window, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    window.settings.put("paper", "16K")
    window.actions_by_name["print_unit"].trigger()
    qtbot.waitUntil(lambda: window.rooms.exporting.task is None, timeout=20_000)
    assert [method for method, _ in dialogs.asked] == ["confirm"]


def test_the_next_print_begins_with_the_last_choice(
    window: Window, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = to_file(tmp_path / "表.pdf")
    printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)
    dialogs.answers |= {"printer": printer, "confirm": True}
    window.actions_by_name["print_form"].trigger()
    qtbot.waitUntil(lambda: window.rooms.exporting.task is None, timeout=20_000)
    assert window.settings.get("sides") == setup_of(printer, Setup()).sides


def test_the_preview_says_which_page_is_seen(qtbot: QtBot) -> None:
    dialog = PreviewDialog("某局", Spool([page(A4)] * 3), (), lambda: None, lambda: None, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.pages.page == 1
    bar = dialog.pages.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert dialog.pages.page == 2
    bar.setValue(bar.maximum())
    assert dialog.pages.page == 3
    assert dialog._page.text().startswith("第 3 页")

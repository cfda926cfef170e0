"""A scan is kept as the original of an empty form, its pages beside it."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter
from gui.views.review import ReviewDialog
from gui.window import Window
from tests.gui.county import KEY, UNIT, YEAR
from tests.gui.test_importing import reviewed

Open = Callable[[], Window]


def scan(kind: str, pages: int = 2) -> bytes:
    """Pages without a word."""
    page = Image.new("L", (600, 800), "white")
    page.paste(0, (100, 100, 500, 140))
    out = io.BytesIO()
    if pages == 1:
        page.save(out, kind)
    else:
        page.save(out, kind, save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "林草局2024年自评表扫描件.pdf"
    path.write_bytes(scan("PDF"))
    return path


def begin(window: Window, review: ReviewDialog, codes: tuple[str, ...], unit: str = UNIT) -> None:
    """Have the first file typed as these forms of a unit."""
    review.table.setCurrentIndex(review.model.index(0, 0))
    review.type_button.click()
    dialog = window.rooms.importing.beside
    assert dialog is not None
    dialog.unit.setCurrentText(unit)
    dialog.year.setCurrentText(str(YEAR))
    for code, box in dialog.forms.items():
        box.setChecked(code in codes)
    dialog.take_button.click()


def test_a_scan_becomes_an_empty_form_with_its_pages_beside(
    open_window: Open, qtbot: QtBot, pdf: Path
) -> None:
    window = open_window()
    window.rooms.importing.start([pdf])
    review = reviewed(window, qtbot)
    assert not review.accept_button.isEnabled()
    assert review.model.lines[0].year == YEAR
    begin(window, review, ("f1", "f2"))
    review.accept()
    submission = window.bridge.workspace.submission(KEY)
    assert submission is not None
    assert [form.key for form in submission.forms] == ["f1", "f2"]
    assert [info.name for info in submission.files] == [pdf.name]
    assert {form.file for form in submission.forms} == {submission.files[0].sha256}
    assert window.bridge.workspace.file_data(submission.files[0].sha256) == pdf.read_bytes()
    source = window.panes.source
    qtbot.waitUntil(lambda: len(source.pages.pages) == 2, timeout=15_000)
    assert source.sheets.currentWidget() is source.pages
    window.bridge.submit("填", (Enter(KEY, Place("f2", At("fund.executed")), "12.5"),))
    assert len(source.pages.pages) == 2
    window.bridge.turn("f2")
    assert source.sheets.currentWidget() is source.pages


def test_typing_beside_replaces_no_form(window: Window, qtbot: QtBot, pdf: Path) -> None:
    before = window.bridge.workspace.submission(KEY)
    assert before is not None
    window.rooms.importing.start([pdf])
    review = reviewed(window, qtbot)
    begin(window, review, ("f2",), "别的单位")
    line = review.model.lines[0]
    assert line.ready
    # The clerk says afterwards whose it is: somebody who has that form.
    model = review.model
    model.setData(model.index(0, 1), UNIT)
    review.accept()
    after = window.bridge.workspace.submission(KEY)
    assert after is not None
    assert after.forms == before.forms


def test_forms_that_are_there_are_not_offered(window: Window, qtbot: QtBot, pdf: Path) -> None:
    window.rooms.importing.start([pdf])
    review = reviewed(window, qtbot)
    review.type_button.click()
    dialog = window.rooms.importing.beside
    assert dialog is not None
    dialog.unit.setCurrentText(UNIT)
    dialog.year.setCurrentText(str(YEAR))
    offered = {code for code, box in dialog.forms.items() if box.isEnabled()}
    assert offered == {"f3", "f5"}
    assert not dialog.take_button.isEnabled()


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_photograph_too(kind: str, open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "照片"
    path.write_bytes(scan(kind, 1))
    window = open_window()
    window.rooms.importing.start([path])
    review = reviewed(window, qtbot)
    begin(window, review, ("f2",))
    review.accept()
    qtbot.waitUntil(lambda: len(window.panes.source.pages.pages) == 1, timeout=15_000)


def test_closing_while_the_pages_are_drawn(open_window: Open, qtbot: QtBot, pdf: Path) -> None:
    window = open_window()
    window.rooms.importing.start([pdf])
    review = reviewed(window, qtbot)
    begin(window, review, ("f2",))
    review.accept()
    window.close()
    again = open_window()
    again.bridge.open(KEY)
    qtbot.waitUntil(lambda: bool(again.panes.source.pages.pages), timeout=15_000)

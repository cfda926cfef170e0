"""The clerk explains a layout by keyboard; the files under review are read by it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.forms import Overall
from core.intake.mapping import of_texts
from gui.models.cells import UNREAD
from gui.models.review import FILE
from gui.models.review import UNREAD as UNREAD_COLUMN
from gui.views.mapping import MappingDialog
from gui.views.review import ReviewDialog
from gui.window import Window
from tests import variants as v
from tests.variants import OVERALL

ODD = v.Layout(labels={"actual": "办成多少"})


@pytest.fixture
def window(open_window: Callable[[], Window]) -> Window:
    return open_window()


def imported(window: Window, qtbot: QtBot, folder: Path, layout: v.Layout = ODD) -> ReviewDialog:
    path = folder / "报送.docx"
    path.write_bytes(v.docx(v.overall(OVERALL, layout)))
    window.rooms.importing.dialog = None
    window.rooms.importing.start([path])
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None)
    dialog = window.rooms.importing.dialog
    assert dialog is not None
    return dialog


def pointing(window: Window, dialog: ReviewDialog) -> MappingDialog:
    dialog.explain_button.click()
    found = window.rooms.importing.mapping
    assert found is not None
    return found


def test_counts_jump_to_their_cells(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = imported(window, qtbot, tmp_path)
    dialog.table.setCurrentIndex(dialog.model.index(0, UNREAD_COLUMN))
    row = dialog.cells.currentIndex().row()
    assert dialog.cell_model.lines[row].kind == UNREAD
    assert dialog.explain_button.isEnabled()


def test_a_layout_is_explained_by_keyboard(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    review = imported(window, qtbot, tmp_path)
    assert review.model.lines[0].unread
    dialog = pointing(window, review)
    cell = next(c for c in dialog.explaining.grid.cells if c.text == "办成多少")
    dialog.canvas.select(("cell", 0, cell.row, cell.column - 1))
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Right)
    assert dialog.at == (cell.row, cell.column)
    assert not dialog.keep.isEnabled()
    QTest.keyClicks(dialog.canvas, "s")
    assert dialog.search.text() == "s"
    dialog.search.setText("实际完成值")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not any(line.kind == UNREAD for line in dialog.preview.lines)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Delete)
    assert not dialog.keep.isEnabled()
    dialog.search.setText("实际完成值")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.name.setText("改了列名")
    dialog.keep.click()
    (layout,) = of_texts(window.bridge.workspace.layouts().values())
    assert layout.name == "改了列名"
    (line,) = review.model.lines
    assert (line.unread, line.unit) == (0, OVERALL.unit)
    assert "改了列名" in line.says
    review.accept()
    record = window.bridge.workspace.submissions(2024)[0].forms[0].record
    assert isinstance(record, Overall)
    assert record.indicators == OVERALL.indicators


def test_the_next_file_is_read_by_it_and_undo_forgets(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = pointing(window, imported(window, qtbot, tmp_path))
    dialog.form.setCurrentIndex(dialog.form.findData("f2"))
    dialog.name.setText("只定种类")
    dialog.accept()
    assert window.rooms.importing.dialog is not None
    window.rooms.importing.dialog.reject()
    again = imported(window, qtbot, tmp_path)
    assert "只定种类" in again.model.lines[0].says
    again.reject()
    window.bridge.undo()
    assert not window.bridge.workspace.layouts()


def test_a_cell_that_is_the_content(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = pointing(window, imported(window, qtbot, tmp_path))
    dialog.canvas.select(("cell", 0, 0, 1), announce=True)
    dialog.content.setChecked(True)
    dialog.search.setText("预算部门名称")
    dialog.explain()
    assert dialog.explaining.pointed[0, 1].content
    dialog.canvas.select(("cell", 0, 0, 1), announce=True)
    assert dialog.content.isChecked()
    dialog.reject()
    assert not window.bridge.workspace.layouts()


def test_nothing_to_explain(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = imported(window, qtbot, tmp_path, v.Layout())
    dialog.table.setCurrentIndex(dialog.model.index(0, FILE))
    assert dialog.cell_model.rowCount() == 0
    assert not dialog.explain_button.isEnabled()

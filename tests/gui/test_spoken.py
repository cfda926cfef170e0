"""What a screen reader is told: cells with the heads of their columns, units as they stand."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter
from gui import style
from gui.bridge import Notice
from gui.spoken import describe, say_heads
from gui.window import Window
from tests.gui.county import KEY, UNIT, YEAR

TEXT = Qt.ItemDataRole.AccessibleTextRole


def row(model: QAbstractItemModel, number: int) -> list[str]:
    return [str(model.index(number, c).data(TEXT)) for c in range(model.columnCount())]


def test_cells_are_told_with_the_heads_of_their_columns(window: Window) -> None:
    assert row(window.panes.scores.model, 0)[:4] == [
        "指标 预算执行率", "自评 9", "复算 9", "复核 空",
    ]  # fmt: skip
    window.actions_by_name["board"].trigger()
    board = row(window.panes.pages.board.model, 0)
    assert board[0] == f"单位 {UNIT}"
    assert board[3].startswith("附件1 错")


def test_a_unit_of_the_list_is_told_with_its_open_errors(window: Window) -> None:
    window.bridge.submit("改", (Enter(KEY, Place("f2", At("fund.score")), "9.9"),))
    window.panes.year.reload()
    said = str(window.panes.units.model.index(0).data(TEXT))
    assert said.startswith(f"{UNIT}，已报，")
    assert "附件2 1个错误" in said


def test_a_filled_table_is_told_with_its_heads(qtbot: QtBot) -> None:
    table = QTableWidget(1, 2)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels(["时间", "改动\n（万元）"])
    table.setItem(0, 0, QTableWidgetItem("今天"))
    table.setItem(0, 1, QTableWidgetItem(""))
    say_heads(table)
    assert row(table.model(), 0) == ["时间 今天", "改动 （万元） 空"]


def test_an_old_reader_is_told_by_the_description_of_what_has_the_keys(qtbot: QtBot) -> None:
    """A widget without words of its own gets none; one with a tip has it again when it is left."""
    told: list[str] = []

    class Listened(QLineEdit):
        def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 — Qt's name
            told.append(description)
            super().setAccessibleDescription(description)

    both = QWidget()
    qtbot.addWidget(both)
    plain, tipped = Listened(both), Listened(both)
    style.give_tip(tipped, "名称或代码")
    both.show()
    told.clear()
    describe(plain, "撤销 改")
    assert told == ["撤销 改", ""]
    with qtbot.waitActive(both):
        both.activateWindow()
    tipped.setFocus()
    told.clear()
    describe(tipped, "撤销 改")
    describe(tipped, "撤销 改")
    assert told == ["撤销 改", "", "撤销 改"]
    assert tipped.accessibleDescription() == "撤销 改"
    plain.setFocus()
    assert tipped.accessibleDescription() == "名称或代码"


def test_an_undo_is_told_wherever_the_keys_are(window: Window) -> None:
    told: list[Notice] = []
    window.bridge.submit("改", (Enter(KEY, Place("f2", At("fund.score")), "9.9"),))
    window.bridge.noticed.connect(told.append)
    window.actions_by_name["undo"].trigger()
    assert [notice.text for notice in told] == ["撤销 改"]
    assert not told[0].alarm


def test_an_undo_that_takes_units_away_offers_the_way_back(window: Window) -> None:
    count = len(window.bridge.workspace.submissions(YEAR))
    window.actions_by_name["undo"].trigger()
    bar = window.panes.notice
    assert bar.isVisible()
    assert "1 个单位" in bar.label.text()
    bar.offer.click()
    assert len(window.bridge.workspace.submissions(YEAR)) == count
    assert not bar.isVisible()
    assert window.bridge.key is not None, "what came back is looked at, not the way to begin"
    assert window.panes.stack.currentWidget() is not window.panes.welcome


def test_the_keys_go_to_the_form_that_is_opened(window: Window, qapp: QApplication) -> None:
    panes = window.panes
    window.actions_by_name["board"].trigger()
    panes.pages.open_unit(KEY)
    qapp.processEvents()
    assert window.focusWidget() is panes.paper.canvas.editor

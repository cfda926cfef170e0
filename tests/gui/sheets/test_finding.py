"""The lines of the findings are as tall as their words, whether the scroll bar is there or not."""

from PySide6.QtCore import QAbstractItemModel, QSize
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from core.address import At, Place
from core.editing.edits import Enter
from gui.window import Window
from tests.gui.county import KEY


def test_words_have_room_beside_the_scroll_bar(window: Window) -> None:
    window.bridge.submit("改", (Enter(KEY, Place("f2", At("fund.score")), "9.9"),))
    view = window.panes.findings.list
    model: QAbstractItemModel = view.model()
    assert model.rowCount()
    sizes: set[tuple[int, int]] = set()
    for height in (4000, 60):
        view.resize(300, height)
        view.doItemsLayout()
        assert view.verticalScrollBar().isVisible() == (height < 100)
        hint: QSize = view.itemDelegate().sizeHint(QStyleOptionViewItem(), model.index(0, 0))
        assert hint.width() <= view.viewport().width()
        sizes.add((hint.width(), hint.height()))
    assert len(sizes) == 1


def test_the_current_finding_stays_in_sight_above_the_foot(
    window: Window, qapp: QApplication
) -> None:
    window.bridge.submit("改", (Enter(KEY, Place("f2", At("fund.score")), "9.9"),))
    findings = window.panes.findings
    window.resize(1366, 620)
    qapp.processEvents()
    for _ in range(4):
        findings.step(1)
        qapp.processEvents()
        seen = findings.list.visualRect(findings.list.currentIndex())
        assert seen.bottom() <= findings.list.viewport().height()

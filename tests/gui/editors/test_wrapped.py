"""Long lines are broken and shown to their end, however wide the list or the column is."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QListView,
    QListWidget,
    QStyle,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)
from pytestqt.qtbot import QtBot

from gui.editors.wrapped import WrappedList, wrap_cells

SAID = (
    "某表 第3行（一个专项一行） 本年决算数：按下级合计应为184.5万元，现为17.42万元，差167.08万元。"
)
LINES = [SAID[: 12 + 3 * n] for n in range(15)]
WIDTHS = range(180, 420, 20)


def cut(view: QAbstractItemView) -> list[str]:
    """The texts that are painted with dots, or behind the edge."""
    found, model = [], view.model()
    margin = view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
    flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
    for row in range(model.rowCount()):
        index = model.index(row, 1 if isinstance(view, QTableWidget) else 0)
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        view.itemDelegate().initStyleOption(option, index)  # type: ignore[attr-defined]
        option.rect = view.visualRect(index)  # type: ignore[attr-defined]
        part = QStyle.SubElement.SE_ItemViewItemText
        there = view.style().subElementRect(part, option, view).adjusted(margin, 0, -margin, 0)
        need = view.fontMetrics().boundingRect(
            QRect(0, 0, there.width(), 9999), flags, str(index.data())
        )
        behind = isinstance(view, QListView) and there.right() > view.viewport().width()
        if need.height() > there.height() or behind:
            found.append(str(index.data()))
    return found


def cuts(view: QAbstractItemView, qapp: QApplication) -> int:
    """How many texts are cut at all the widths together."""
    count = 0
    for width in WIDTHS:
        view.resize(width, 200)
        for _ in range(3):
            qapp.processEvents()
        count += len(cut(view))
    return count


@pytest.mark.parametrize(("kind", "whole"), [(WrappedList, True), (QListWidget, False)])
def test_a_list(kind: type[QListWidget], whole: bool, qtbot: QtBot, qapp: QApplication) -> None:
    """Qt's own list shows that the measure finds what it is for."""
    view = kind()
    view.setWordWrap(True)
    qtbot.addWidget(view)
    view.addItems(LINES)
    view.show()
    assert (cuts(view, qapp) == 0) is whole


def test_a_table(qtbot: QtBot, qapp: QApplication) -> None:
    table = QTableWidget(len(LINES), 2)
    qtbot.addWidget(table)
    for row, line in enumerate(LINES):
        table.setItem(row, 1, QTableWidgetItem(line))
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    wrap_cells(table)
    table.show()
    assert cuts(table, qapp) == 0

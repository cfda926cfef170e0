"""The year board: all columns in sight on a small screen, long names on a wide one; its rows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.unit import Unit
from gui import style
from gui.models.board import AUTHORITY, CODE, COLUMNS, GRADE, NAME
from gui.style import THEME
from gui.views.board import BoardView
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import UNIT, submission

LONG = "青石县机关事务服务中心和公共资源交易管理办公室"
NARROW, WIDE = 1280, 1900


@pytest.fixture
def board(open_window: Callable[[], Window], qtbot: QtBot) -> BoardView:
    """A county's list with all that a column is shown for, but no returns."""
    window = open_window()
    put(window.bridge.workspace, submission())
    office = "中共青石县委办公室"
    units = [
        Unit(UNIT, "101001001", "欧阳某某", "0000-0000101", authority=office),
        Unit(LONG, "101001002", authority=office),
    ]
    window.bridge.workspace.set_units(units)
    window.actions_by_name["board"].trigger()
    found = window.panes.pages.board
    qtbot.waitUntil(found.isVisible)
    return found


def width(board: BoardView, column: int) -> int:
    return board.table.horizontalHeader().sectionSize(column)


def test_all_columns_are_seen_at_150_percent_of_a_full_screen(
    board: BoardView, qapp: QApplication
) -> None:
    board.window().resize(NARROW, 720)
    qapp.processEvents()
    assert board.table.horizontalScrollBar().maximum() == 0
    metrics = board.table.fontMetrics()
    for column, head in enumerate(COLUMNS):
        shown = [head.title, *(head.shows(line) for line in board.model.lines if column != NAME)]
        if not board.table.isColumnHidden(column):
            assert max(map(metrics.horizontalAdvance, shown)) < width(board, column), head.title


def test_what_is_left_of_the_width_goes_to_the_names(board: BoardView, qapp: QApplication) -> None:
    board.window().resize(WIDE, 900)
    qapp.processEvents()
    assert width(board, NAME) > board.table.fontMetrics().horizontalAdvance(LONG)
    before = width(board, AUTHORITY)
    board.window().resize(NARROW, 900)
    qapp.processEvents()
    assert width(board, AUTHORITY) < before
    assert board.table.horizontalScrollBar().maximum() == 0


def test_what_the_clerk_divides_stays(board: BoardView, qapp: QApplication) -> None:
    header = board.table.horizontalHeader()
    header.resizeSection(CODE, 120)
    board.window().resize(WIDE, 900)
    qapp.processEvents()
    wide = width(board, NAME)
    kept = board.layout_of_columns()
    assert (width(board, CODE), width(board, NAME)) == (120, wide)
    again = BoardView()
    again.take_layout(kept)
    assert (width(again, CODE), width(again, NAME)) == (120, wide)


def test_the_width_of_one_day_does_not_bind_the_next(board: BoardView, qapp: QApplication) -> None:
    board.window().resize(WIDE, 900)
    qapp.processEvents()
    wide = width(board, NAME)
    kept = board.layout_of_columns()
    again = BoardView()
    again.take_layout(kept)
    assert width(again, NAME) < wide


def test_without_a_list_the_grade_stands_beside_the_score(
    window: Window, qapp: QApplication
) -> None:
    window.actions_by_name["board"].trigger()
    window.resize(WIDE, 900)
    qapp.processEvents()
    board = window.panes.pages.board
    assert board.table.isColumnHidden(CODE)
    assert width(board, GRADE) == style.BOARD_COLUMNS[GRADE]
    assert width(board, NAME) == style.BOARD_NAME


def cell(board: BoardView, row: int, column: int) -> QRect:
    return board.table.visualRect(board.model.index(row, column))


def grounds(board: BoardView) -> list[str]:
    """The colours at the left edges of the rows and of the room under them."""
    seen = board.table.viewport().grab().toImage()
    places = [cell(board, row, NAME) for row in range(board.model.rowCount())]
    places.append(places[-1].translated(0, places[-1].height()))
    return [picked(seen, place.topLeft() + QPoint(1, 1)) for place in places]


def picked(image: QImage, place: QPoint) -> str:
    return image.pixelColor(place * image.devicePixelRatio()).name()


def test_every_other_row_and_the_marked_ones_have_grounds(board: BoardView) -> None:
    board.table.clearSelection()
    plain = [THEME.panel, THEME.hover, THEME.panel]
    assert board.model.rowCount() == 2
    assert grounds(board) == plain
    board.table.selectRow(0)
    assert grounds(board) == [THEME.accent_soft, *plain[1:]]
    board.table.selectAll()
    assert grounds(board) == [THEME.accent_soft, THEME.accent_soft, THEME.panel]


def test_a_long_name_is_cut_before_the_next_cell(board: BoardView, qapp: QApplication) -> None:
    board.table.horizontalHeader().resizeSection(NAME, 120)
    board.table.clearSelection()
    row = board.model.row_of(f"{board.year}/{LONG}")
    edge = cell(board, row, NAME)
    edge.setLeft(edge.right() - 2)
    strip = board.table.viewport().grab(edge).toImage()
    ground = THEME.hover if row % 2 else THEME.panel
    seen = {strip.pixelColor(x, y).name() for x in range(3) for y in range(strip.height())}
    assert seen == {ground}

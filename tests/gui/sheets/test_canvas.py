"""Moving over a sheet as in a spreadsheet, zooming, picking with the mouse."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import style
from gui.sheets.boxes import Item, Sheet, Slot, Texts, grid
from gui.sheets.canvas import Canvas
from tests.gui.keys import click

NO, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    """
    | 标题        |   no slot
    | a  | b | c  |
    | d    | c  |     d spans two columns, c two rows
    | e  | f | g h |  two slots in one cell
    """

    def cell(row: int, column: int, keys: str, rows: int = 1, columns: int = 1) -> Item:
        slots = tuple(Slot(key, index, index + 1) for index, key in enumerate(keys))
        return Item(row, column, keys, rows, columns, slots)

    items = [
        Item(0, 0, "标题", columns=3), cell(1, 0, "a"), cell(1, 1, "b"), cell(1, 2, "c", rows=2),
        cell(2, 0, "d", columns=2), cell(3, 0, "e"), cell(3, 1, "f"), cell(3, 2, "gh"),
    ]  # fmt: skip
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(500, 300)
    boxes = grid(items, [80.0] * 3, 20, 20, Texts(style.paper_font()))
    made.show_sheet(Sheet(tuple(boxes), QSizeF(280, 200)))
    made.show()
    return made


def go(canvas: Canvas, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> object:
    canvas.walk(QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers))
    return canvas.current


def test_arrows(canvas: Canvas) -> None:
    canvas.select("a")
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert [go(canvas, key) for key in keys] == ["b", "c", "g", "f", "d"]
    assert go(canvas, Qt.Key.Key_Up) == "a"
    assert go(canvas, Qt.Key.Key_Up) == "a"


def test_arrows_walk_through_the_slots_of_a_cell(canvas: Canvas) -> None:
    canvas.select("f")
    right = [go(canvas, Qt.Key.Key_Right) for _ in range(3)]
    assert right == ["g", "h", "h"]
    assert go(canvas, Qt.Key.Key_Left) == "g"


def test_tab_reads_on_and_shift_tab_back(canvas: Canvas) -> None:
    canvas.select("c")
    assert [go(canvas, Qt.Key.Key_Tab) for _ in range(2)] == ["d", "e"]
    assert go(canvas, Qt.Key.Key_Backtab) == "d"
    assert go(canvas, Qt.Key.Key_Tab, SHIFT) == "c"


def test_enter_goes_down_and_shift_enter_up(canvas: Canvas) -> None:
    canvas.select("a")
    assert go(canvas, Qt.Key.Key_Return) == "d"
    assert go(canvas, Qt.Key.Key_Return, SHIFT) == "a"


def test_enter_after_tab_goes_on_below_where_the_line_was_begun(canvas: Canvas) -> None:
    canvas.select("a")
    assert [go(canvas, Qt.Key.Key_Tab) for _ in range(2)] == ["b", "c"]
    assert go(canvas, Qt.Key.Key_Return) == "d"
    assert [go(canvas, Qt.Key.Key_Tab) for _ in range(2)] == ["e", "f"]
    assert go(canvas, Qt.Key.Key_Return, SHIFT) == "d", "the line was begun at e"
    canvas.select("a")
    assert go(canvas, Qt.Key.Key_Tab) == "b"
    assert go(canvas, Qt.Key.Key_Left) == "a"
    assert go(canvas, Qt.Key.Key_Right) == "b"
    assert go(canvas, Qt.Key.Key_Return) == "d", "arrows begin anew"


def test_edges(canvas: Canvas) -> None:
    canvas.select("f")
    assert go(canvas, Qt.Key.Key_Home) == "e"
    assert go(canvas, Qt.Key.Key_End) == "h"
    assert go(canvas, Qt.Key.Key_Home, CTRL) == "a"
    assert go(canvas, Qt.Key.Key_End, CTRL) == "h"


def test_the_first_key_finds_the_first_slot(canvas: Canvas) -> None:
    assert go(canvas, Qt.Key.Key_Down) == "a"


def test_other_keys_are_not_taken(canvas: Canvas) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F5, NO)
    assert not canvas.walk(event)


def test_a_click_picks_a_slot_and_a_label_nothing(canvas: Canvas, qtbot: QtBot) -> None:
    picked: list[object] = []
    canvas.picked.connect(picked.append)
    for key in ("b", None):
        rect = canvas.sheet.find(key)[0].rect if key else canvas.sheet.boxes[0].rect  # type: ignore[index]
        click(canvas.viewport(), canvas.to_view(rect).center())
    assert picked == ["b"]


def wheel(canvas: Canvas, delta: int, modifiers: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(10, 10), QPointF(10, 10), QPoint(), QPoint(0, delta),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def test_the_wheel_zooms_with_control_only(canvas: Canvas) -> None:
    wheel(canvas, 120, NO)
    assert canvas.zoom == 1.0
    wheel(canvas, 120, CTRL)
    assert canvas.zoom == 1.1
    wheel(canvas, -60, CTRL)
    assert canvas.zoom == 1.1
    wheel(canvas, -60, CTRL)
    assert canvas.zoom == 1.0


def test_the_zoom_has_ends_and_fits(canvas: Canvas) -> None:
    canvas.set_zoom(99)
    assert canvas.zoom == style.ZOOMS[-1]
    canvas.fit_width()
    assert canvas.sheet.size.width() * canvas.zoom <= canvas.viewport().width()
    canvas.resize(300, 300)
    assert canvas.sheet.size.width() * canvas.zoom <= max(
        canvas.viewport().width(), style.FIT_LEAST * canvas.sheet.size.width()
    )


def test_for_the_desk_beside_the_sheet_nobody_scrolls(canvas: Canvas) -> None:
    canvas.set_zoom(1.0)
    bar, wide = canvas.verticalScrollBar().width(), round(canvas.sheet.size.width())
    canvas.resize(wide + style.SHEET_GAP + bar, 300)
    assert canvas.horizontalScrollBar().maximum() == 0
    assert canvas.origin().x() >= 0
    canvas.resize(wide - style.SHEET_GAP, 300)
    assert canvas.horizontalScrollBar().maximum() > 0


def test_the_current_cell_stays_in_sight_when_there_is_less_room(canvas: Canvas) -> None:
    canvas.select("g")
    canvas.resize(120, 90)
    found = canvas.sheet.find("g")
    assert found is not None
    seen = canvas.to_view(found[0].rect)
    assert canvas.viewport().rect().contains(seen.center())


def test_a_far_cell_is_brought_into_sight(canvas: Canvas) -> None:
    canvas.resize(200, 120)
    canvas.set_zoom(2.0)
    canvas.select("h")
    found = canvas.sheet.find("h")
    assert found is not None
    assert canvas.viewport().rect().contains(canvas.to_view(found[0].rect).bottomRight())

"""The head of a long table stays in sight, and so do the words of cells higher than the view."""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from core.address import At
from core.schema.paper import Block
from gui import style
from gui.sheets.boxes import Item, Sheet, Slot, Texts, grid
from gui.sheets.canvas import Canvas
from gui.sheets.frozen import Kept, heads_of, kept

ROWS, WIDTH = 40, 80.0
ROW, HEAD = style.CELL_HEIGHT, style.CELL_HEIGHT


def cell(row: int, column: int, name: str, rows: int = 1) -> Item:
    return Item(row, column, name, rows, slots=(Slot(name, 0, len(name)),))


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    """
    | side | level | name |   the head; `side` stands beside all rows
    |      | first | 1    |   `first` is merged over all rows but two
    |      |       | …    |
    |      | last  | 39   |
    |      |       | 40   |
    | foot                |   below what the head is for
    """
    items = [
        Item(0, 0, "side", rows=1 + ROWS), Item(0, 1, "level"), Item(0, 2, "name"),
        cell(1, 1, "first", ROWS - 2), cell(ROWS - 1, 1, "last", 2),
        *(cell(row, 2, str(row)) for row in range(1, ROWS + 1)),
        Item(ROWS + 1, 0, "foot", columns=3),
    ]  # fmt: skip
    boxes = tuple(grid(items, [WIDTH] * 3, 0, 0, Texts(style.paper_font())))
    heads = heads_of(boxes, (Block(0, ROWS + 1, 1), Block(ROWS + 1, 1)))
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_sheet(Sheet(boxes, QSizeF(3 * WIDTH, ROW * (ROWS + 2)), heads))
    made.show()
    return made


def seen(canvas: Canvas, top: float, height: float = 300) -> Kept:
    return kept(canvas.sheet, QRectF(0, top, 400, height))


def go(canvas: Canvas, *keys: Qt.Key) -> object:
    for key in keys:
        canvas.walk(QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
    return canvas.current


def test_the_head_goes_along_until_the_end_of_its_rows_pushes_it_out(canvas: Canvas) -> None:
    assert seen(canvas, 0).head is None
    view = seen(canvas, 500)
    assert view.head is not None
    assert [box.text for box in view.head.boxes] == ["level", "name"]
    assert view.lower == 500
    end = ROW * (ROWS + 1)
    assert seen(canvas, end - ROW / 2).lower == end - ROW
    assert seen(canvas, end + 1).head is None


def test_a_low_view_is_left_to_the_rows(canvas: Canvas) -> None:
    assert seen(canvas, 500, height=2 * ROW).head is None


def test_words_of_high_cells_stand_in_what_is_seen_of_them(canvas: Canvas) -> None:
    view = seen(canvas, 500)
    for name in ("side", "first"):
        box = next(box for box in canvas.sheet.boxes if box.text == name)
        assert 500 < view.shown(box).text_top.y() < 800
    last = next(box for box in canvas.sheet.boxes if box.text == "last")
    assert seen(canvas, last.rect.top() - 100).shown(last) is last
    # Their last row takes the words along.
    first = canvas.sheet.find("first")
    assert first is not None
    leaving = seen(canvas, first[0].rect.bottom() - 4).shown(first[0])
    assert leaving.rect.bottom() == first[0].rect.bottom()
    assert leaving.rect.height() >= leaving.layout.boundingRect().height()


def test_the_head_hides_no_cell_that_is_gone_to(canvas: Canvas) -> None:
    canvas.select("39")
    for row in range(38, 0, -1):
        assert go(canvas, Qt.Key.Key_Up) == str(row)
        found = canvas.sheet.find(str(row))
        assert found is not None
        assert canvas.to_view(found[0].rect).top() >= HEAD or row == 1


def test_a_page_further_on_leaves_out_no_row(canvas: Canvas) -> None:
    bar = canvas.verticalScrollBar()
    before = bar.value()
    go(canvas, Qt.Key.Key_PageDown)
    assert 0 < bar.value() - before <= canvas.viewport().height() - HEAD


def test_a_click_on_the_head_picks_nothing(canvas: Canvas) -> None:
    canvas.verticalScrollBar().setValue(500)
    corner = canvas.origin()
    head = canvas.slot_at(corner + QPointF(2.5 * WIDTH, 500 - style.SHEET_GAP + 5))
    assert head is not None
    assert (head[0].text, head[1]) == ("name", None)
    below = canvas.slot_at(corner + QPointF(2.5 * WIDTH, 500 - style.SHEET_GAP + HEAD + 5))
    assert below is not None
    assert below[1] is not None


def test_sideways_through_a_merged_cell_leads_back_to_the_same_row(canvas: Canvas) -> None:
    canvas.select("30")
    assert go(canvas, Qt.Key.Key_Left) == "first"
    assert go(canvas, Qt.Key.Key_Right) == "30"
    assert go(canvas, Qt.Key.Key_Home) == "first"
    assert go(canvas, Qt.Key.Key_End) == "30"


def test_a_merged_cell_that_fills_the_view_does_not_scroll_it(canvas: Canvas) -> None:
    canvas.select("20")
    before = canvas.verticalScrollBar().value()
    assert go(canvas, Qt.Key.Key_Left) == "first"
    assert canvas.verticalScrollBar().value() == before


def test_the_names_of_rows_stay_in_sight_right_of_them(qtbot: QtBot) -> None:
    """
    | item | a | b |   …   the names stand in the first column of a list of lines
    | 1    |   |   |   …
    """
    items = [Item(0, column, f"head {column}") for column in range(6)]
    items += [cell(row, column, f"{row}.{column}") for row in (1, 2) for column in range(6)]
    boxes = tuple(grid(items, [WIDTH] * 6, 0, 0, Texts(style.paper_font())))
    heads = heads_of(boxes, (Block(0, 3, 1, At("lines")),))
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show_sheet(Sheet(boxes, QSizeF(6 * WIDTH, 3 * ROW), heads))
    made.show()
    assert not kept(made.sheet, QRectF(0, 0, 300, 300)).layers
    ((names, right, below),) = kept(made.sheet, QRectF(100, 0, 300, 300)).layers
    assert [box.text for box in names] == ["head 0", "1.0", "2.0"]
    assert (right, below) == (100, 0)
    assert not kept(made.sheet, QRectF(100, 0, 140, 300)).layers
    made.select("1.5")
    for column in range(4, 0, -1):
        go(made, Qt.Key.Key_Left)
        assert made.current == f"1.{column}"
        found = made.sheet.find(made.current)
        assert found is not None
        assert made.to_view(found[0].rect).left() >= WIDTH or column == 1

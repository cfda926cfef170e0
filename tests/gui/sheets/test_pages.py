"""Pages of a scan: as wide as the view, larger by key and wheel, never all in memory at once."""

import io

from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.sheets.pages import PagesView


def page(height: int = 800) -> bytes:
    out = io.BytesIO()
    Image.new("L", (600, height), "white").save(out, "JPEG")
    return out.getvalue()


def shown(qtbot: QtBot, *pages: bytes) -> PagesView:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_pages(pages)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_as_wide_as_the_view_and_larger_by_key(qtbot: QtBot) -> None:
    view = shown(qtbot, page(), page())
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    assert across.maximum() == 0
    before = down.maximum()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert across.maximum() > 0
    assert down.maximum() > before
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert across.maximum() == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert down.value() == down.maximum()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert down.value() == 0


def test_what_lies_under_the_wheel_stays_there(qtbot: QtBot) -> None:
    view = shown(qtbot, page(3000))
    view.verticalScrollBar().setValue(500)
    view.zoom_by(2, QPoint(0, 100))
    assert abs(view.verticalScrollBar().value() - (600 * 1.15**2 - 100)) < 2


def test_few_pages_are_decoded_at_once(qtbot: QtBot) -> None:
    view = shown(qtbot, *[page()] * 30)
    for value in range(0, view.verticalScrollBar().maximum(), 200):
        view.verticalScrollBar().setValue(value)
        view.grab()
    assert len(view._drawn) <= 4


def test_no_pages(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.grab()
    assert view.verticalScrollBar().maximum() == 0

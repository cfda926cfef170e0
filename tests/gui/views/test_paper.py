"""Text in, edit out; change in, text shown: the form as it looks on paper."""

import pytest
from PySide6.QtCore import QDate, QEvent, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QMouseEvent, QPainter, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter
from core.forms import BasicData, Overall
from core.submission import Filled
from core.workspace import Change, Workspace
from gui import style
from gui.bridge import Bridge, Notice
from gui.editors.pick import PickDay, PickList
from gui.originals import Originals
from gui.sheets.painting import Corners, paint_marks
from gui.style import SEVERITY_INK, THEME
from gui.themes import CONTRAST, LIGHT
from gui.views.paper import PaperView
from tests.gui.county import KEY
from tests.gui.keys import click, commit, compose, press, type_text

EXECUTED = At("fund.executed")
_POPUP = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
"""A popup off screen has no other window to be raised above, and nobody to take keys from."""


@pytest.fixture
def view(bridge: Bridge, workspace: Workspace, qtbot: QtBot) -> PaperView:
    made = PaperView(bridge, Originals(bridge))
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
    bridge.turn("f2")
    made.canvas.setFocus()
    return made


def text_at(view: PaperView, at: At) -> str:
    """What stands in the slot on the sheet."""
    found = view.canvas.sheet.find(at)
    assert found is not None, at
    box, slot = found
    return box.text[slot.start : slot.end]


def stored(bridge: Bridge) -> Filled:
    assert bridge.filled is not None
    return bridge.filled


def test_the_sheet_shows_the_official_wording_and_the_values(view: PaperView) -> None:
    texts = {box.text.replace("\n", "") for box in view.canvas.sheet.boxes}
    assert {"附件2", "年度资金总额", "其中：基本支出：60", "产出指标（60分）"} <= texts
    assert text_at(view, EXECUTED) == "90"
    assert text_at(view, At("fund.rate")) == "90%"


def test_what_is_typed_becomes_an_edit(view: PaperView, bridge: Bridge, qtbot: QtBot) -> None:
    told: list[Change] = []
    bridge.changed.connect(told.append)
    bridge.locate(Place("f2", EXECUTED))
    type_text(view.canvas.editor, "80")
    press(view.canvas.editor, Qt.Key.Key_Return)
    assert [change.places for change in told] == [frozenset({(KEY, Place("f2", EXECUTED))})]
    assert text_at(view, EXECUTED) == "80"
    assert bridge.at == At("expenditure.basic")


def test_a_walk_by_keyboard_fills_a_row(view: PaperView, bridge: Bridge, qtbot: QtBot) -> None:
    editor = view.canvas.editor
    bridge.locate(Place("f2", At("indicators.0.target")))
    for text in ("≥１００亩", "110亩"):
        commit(editor, text)
        press(editor, Qt.Key.Key_Tab)
    type_text(editor, "25.5")
    press(editor, Qt.Key.Key_Return)
    record = stored(bridge).record
    assert isinstance(record, Overall)
    row = record.indicators[0]
    assert (row.target, row.actual, str(row.weight)) == ("≥１００亩", "110亩", "25.5")
    assert bridge.at == At("indicators.1.target")


def test_a_change_from_elsewhere_is_shown(view: PaperView, bridge: Bridge) -> None:
    bridge.submit("改", (Enter(KEY, Place("f2", EXECUTED), "70"),))
    assert text_at(view, EXECUTED) == "70"


def test_a_change_does_not_touch_an_open_editor(
    view: PaperView, bridge: Bridge, qtbot: QtBot
) -> None:
    editor = view.canvas.editor
    bridge.locate(Place("f2", EXECUTED))
    type_text(editor, "8")
    bridge.submit("改", (Enter(KEY, Place("f2", At("fund.rate")), "80"),))
    type_text(editor, "5")
    press(editor, Qt.Key.Key_Return)
    assert text_at(view, EXECUTED) == "85"
    assert text_at(view, At("fund.rate")) == "80%"


def test_full_width_digits_are_understood(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", EXECUTED))
    commit(view.canvas.editor, "１２．５")
    bridge.commit_pending()
    assert text_at(view, EXECUTED) == "12.5"


def test_what_cannot_be_understood_stays_and_is_marked(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", EXECUTED))
    compose(view.canvas.editor, "yue")
    commit(view.canvas.editor, "约九十")
    bridge.commit_pending()
    assert text_at(view, EXECUTED) == "约九十"
    assert EXECUTED in stored(bridge).unread
    found = view.canvas.sheet.find(EXECUTED)
    assert found is not None
    assert view.canvas.tint(*found) == THEME.unread_soft
    assert "不是数字" in view.canvas.tip(*found)


def test_equal_text_is_no_edit(view: PaperView, bridge: Bridge) -> None:
    told: list[Change] = []
    bridge.changed.connect(told.append)
    bridge.locate(Place("f2", EXECUTED))
    view.canvas.activate()
    bridge.commit_pending()
    assert told == []


def test_a_merged_cell_speaks_for_all_its_rows(view: PaperView, bridge: Bridge) -> None:
    view.enter(At("indicators.0.level1"), "履职效能")
    record = stored(bridge).record
    assert isinstance(record, Overall)
    assert [row.level1 for row in record.indicators] == ["履职效能", "履职效能", "满意度指标"]
    bridge.undo()
    record = stored(bridge).record
    assert isinstance(record, Overall)
    assert record.indicators[1].level1 == "产出指标"


def test_a_place_inside_a_merged_cell_is_shown_by_it(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", At("indicators.1.level1")))
    assert view.canvas.current == At("indicators.0.level1")


def test_findings_mark_their_cells(view: PaperView, bridge: Bridge) -> None:
    view.enter(At("fund.score"), "9.9")
    found = view.canvas.sheet.find(At("fund.score"))
    assert found is not None
    assert view.canvas.corners(found[0])[1] in SEVERITY_INK.values()


def levels(bridge: Bridge) -> list[str | None]:
    record = stored(bridge).record
    assert isinstance(record, Overall)
    return [row.level3 for row in record.indicators]


def test_rows_come_and_go(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", At("indicators.0.actual")))
    view.insert_row(below=True)
    assert levels(bridge) == ["造林面积", None, "成活率", "群众满意度"]
    assert bridge.at == At("indicators.1.actual")
    view.move_row(1)
    assert levels(bridge) == ["造林面积", "成活率", None, "群众满意度"]
    assert bridge.at == At("indicators.2.actual")
    view.remove_row()
    assert levels(bridge) == ["造林面积", "成活率", "群众满意度"]
    for _ in range(3):
        bridge.undo()
    assert levels(bridge) == ["造林面积", "成活率", "群众满意度"]


def test_rows_only_where_the_form_has_a_list(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", EXECUTED))
    assert not view.has_row()
    view.insert_row(below=True)
    assert len(levels(bridge)) == 3


def test_an_empty_list_is_begun_where_its_rows_stand(view: PaperView, bridge: Bridge) -> None:
    bridge.turn("f1")
    bridge.locate(Place("f1", At("buildings")))
    assert view.canvas.current == At("buildings")
    view.canvas.activate()
    record = stored(bridge).record
    assert isinstance(record, BasicData)
    assert len(record.buildings) == 1
    assert bridge.at is not None
    assert bridge.at.within(At("buildings.0"))


@_POPUP
def test_a_name_is_picked_from_the_official_ones(view: PaperView, bridge: Bridge) -> None:
    """
    | 产出指标 | 数量指标 ▾ |   数量指标, 质量指标, 时效指标, then those of other groups, 群众满意
    """
    at = At("indicators.0.level2")
    bridge.locate(Place("f2", at))
    view.pick_value()
    offers = view.findChild(PickList)
    assert offers is not None
    texts = [offers.item(row).text() for row in range(offers.count())]
    assert texts[:3] == ["数量指标", "质量指标", "时效指标"]
    assert texts[-1] == "群众满意"
    assert offers.currentRow() == 0
    press(offers, Qt.Key.Key_Down)
    press(offers, Qt.Key.Key_Down)
    press(offers, Qt.Key.Key_Return)
    assert text_at(view, at) == "时效指标"
    bridge.undo()
    assert text_at(view, at) == "数量指标"


@_POPUP
def test_a_day_is_picked_from_a_calendar(view: PaperView, bridge: Bridge) -> None:
    at = At("sign.date")
    bridge.locate(Place("f2", at))
    view.pick_value()
    calendar = view.findChild(PickDay)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2025, 4, 1)
    table = calendar.findChild(QTableView)
    assert table is not None
    press(table, Qt.Key.Key_Right)
    press(table, Qt.Key.Key_Return)
    assert text_at(view, at) == "2025-04-02"


@_POPUP
def test_picking_is_called_off_or_has_nothing_to_offer(
    view: PaperView, bridge: Bridge, qtbot: QtBot
) -> None:
    bridge.locate(Place("f2", At("indicators.0.level1")))
    view.pick_value()
    offers = view.findChild(PickList)
    assert offers is not None
    press(offers, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not view.findChildren(PickList))
    bridge.locate(Place("f2", EXECUTED))
    with qtbot.waitSignal(bridge.noticed):
        view.pick_value()
    assert not view.findChildren(PickList)


def test_copy_paste_and_clear(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", EXECUTED))
    view.copy_cell()
    assert QGuiApplication.clipboard().text() == "90"
    view.clear_cell()
    assert text_at(view, EXECUTED) == ""
    view.paste_cell()
    assert text_at(view, EXECUTED) == "90"


def test_every_form_with_a_paper_is_drawn(view: PaperView, bridge: Bridge) -> None:
    for key, annex in (("f1", "附件1"), ("f3", "附件3"), ("f2", "附件2")):
        bridge.turn(key)
        assert view.canvas.sheet.boxes[0].text == annex
        assert not view.canvas.sheet.size.isEmpty()
        assert view.canvas.grab().width() > 0


def test_clicking_another_cell_commits_where_it_was_typed(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", EXECUTED))
    type_text(view.canvas.editor, "77")
    found = view.canvas.sheet.find(At("fund.rate"))
    assert found is not None
    click(view.canvas.viewport(), view.canvas.to_view(found[0].rect).center())
    assert (text_at(view, EXECUTED), text_at(view, At("fund.rate"))) == ("77", "90%")
    assert bridge.at == At("fund.rate")
    assert not view.canvas.editor.editing


def test_a_finding_followed_while_typing_commits_first(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", EXECUTED))
    type_text(view.canvas.editor, "77")
    bridge.locate(Place("f2", At("total.score")))
    assert text_at(view, EXECUTED) == "77"
    assert text_at(view, At("total.score")) == "99"


def test_clicking_a_cell_looks_at_it(view: PaperView, bridge: Bridge, qtbot: QtBot) -> None:
    found = view.canvas.sheet.find(At("total.score"))
    assert found is not None
    view.canvas.select(At("total.score"))
    point = view.canvas.to_view(found[0].rect).center()
    click(view.canvas.viewport(), point)
    assert bridge.at == At("total.score")
    click(view.canvas.viewport(), point, twice=True)
    assert view.canvas.editor.editing
    assert view.canvas.editor.toPlainText() == "99"


def test_a_page_further_on_the_cell_goes_along_and_typing_is_seen(
    view: PaperView, bridge: Bridge
) -> None:
    view.resize(900, 320)
    canvas = view.canvas
    bridge.locate(Place("f2", At("unit")))
    press(canvas.editor, Qt.Key.Key_PageDown)
    assert bridge.at not in {None, At("unit")}
    canvas.verticalScrollBar().setValue(0)
    bridge.locate(Place("f2", At("total.score")))
    canvas.verticalScrollBar().setValue(0)
    type_text(canvas.editor, "8")
    found = canvas.shown(At("total.score"))
    assert found is not None
    assert canvas.viewport().rect().contains(canvas.to_view(found[0].rect))
    assert canvas.viewport().rect().contains(canvas.editor.geometry())


def test_a_page_further_on_from_no_cell_begins_with_the_first(
    view: PaperView, bridge: Bridge
) -> None:
    view.resize(900, 320)
    press(view.canvas.editor, Qt.Key.Key_PageDown)
    first = bridge.at
    assert first not in {None, At("unit")}
    press(view.canvas.editor, Qt.Key.Key_PageUp)
    assert bridge.at == At("unit")


def test_where_all_is_seen_a_page_leads_to_the_last_cell(view: PaperView, bridge: Bridge) -> None:
    view.resize(900, 2000)
    bridge.locate(Place("f2", At("indicators.0.score")))
    press(view.canvas.editor, Qt.Key.Key_PageDown)
    assert bridge.at == At("sign.head")


@pytest.mark.parametrize("at", ["total.score", "indicators.0.level3", "unit"])
def test_the_words_do_not_jump_when_a_cell_is_edited(
    view: PaperView, bridge: Bridge, at: str
) -> None:
    bridge.locate(Place("f2", At(at)))
    found = view.canvas.shown(At(at))
    assert found is not None
    box = found[0]
    line = box.layout.lineAt(0).naturalTextRect().translated(box.text_top)
    view.canvas.activate()
    editor = view.canvas.editor
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    place = editor.viewport().mapTo(view.canvas.viewport(), editor.cursorRect().topLeft())
    assert (place - view.canvas.to_view(line).topLeft()).manhattanLength() <= 4


def test_a_block_from_a_spreadsheet_is_one_step(view: PaperView, bridge: Bridge) -> None:
    """
    ≥1亩 | 1亩 | 10 | 9
    ≥2亩 | 2亩 | 20 | 19
    """
    bridge.locate(Place("f2", At("indicators.1.target")))
    QGuiApplication.clipboard().setText("≥1亩\t1亩\t10\t9\r\n≥2亩\t2亩\t20\t19\r\n")
    view.paste_cell()
    record = stored(bridge).record
    assert isinstance(record, Overall)
    assert [(r.target, r.actual, str(r.weight), str(r.score)) for r in record.indicators[1:]] == [
        ("≥1亩", "1亩", "10", "9"),
        ("≥2亩", "2亩", "20", "19"),
    ]
    bridge.undo()
    assert text_at(view, At("indicators.1.target")) == "≥90%"
    assert text_at(view, At("indicators.2.score")) == "30"


def test_what_does_not_fit_is_told(view: PaperView, bridge: Bridge) -> None:
    told: list[Notice] = []
    bridge.noticed.connect(told.append)
    bridge.locate(Place("f2", At("fund.rate")))
    QGuiApplication.clipboard().setText("80%\t8\t7\t6")
    view.paste_cell()
    assert (text_at(view, At("fund.rate")), text_at(view, At("fund.score"))) == ("80%", "8")
    assert ["2" in notice.text and notice.alarm for notice in told] == [True]


def test_several_lines_go_into_a_cell_of_prose(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", At("goal.expected")))
    QGuiApplication.clipboard().setText("一是造林。\n二是护林。\n")
    view.paste_cell()
    assert text_at(view, At("goal.expected")) == "一是造林。\n二是护林。"


def test_a_block_is_selected_by_keys_copied_and_cleared(view: PaperView, bridge: Bridge) -> None:
    editor = view.canvas.editor
    bridge.locate(Place("f2", At("indicators.0.actual")))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        press(editor, key, Qt.KeyboardModifier.ShiftModifier)
    assert bridge.at == At("indicators.0.actual")
    view.copy_cell()
    assert QGuiApplication.clipboard().text() == "70亩\t30\n95%\t30"
    view.clear_cell()
    assert [text_at(view, At.of("indicators", row, "weight")) for row in range(3)] == ["", "", "30"]
    bridge.undo()
    assert text_at(view, At("indicators.1.actual")) == "95%"
    press(editor, Qt.Key.Key_Down)
    assert len(view.canvas.selected()) == 1


def test_a_block_is_selected_with_the_mouse_and_filled_down(
    view: PaperView, bridge: Bridge
) -> None:
    first, last = (view.canvas.sheet.find(At.of("indicators", row, "actual")) for row in (0, 2))
    assert first is not None
    assert last is not None
    start, end = (view.canvas.to_view(found[0].rect).center() for found in (first, last))
    viewport = view.canvas.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    drag = QMouseEvent(
        QEvent.Type.MouseMove, end.toPointF(), viewport.mapToGlobal(end).toPointF(),
        Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QGuiApplication.sendEvent(viewport, drag)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert len(view.canvas.selected()) == 3
    view.fill_down()
    assert [text_at(view, At.of("indicators", row, "actual")) for row in range(3)] == ["70亩"] * 3
    bridge.undo()
    assert text_at(view, At("indicators.2.actual")) == "95%"


def test_everything_is_selected(view: PaperView, bridge: Bridge) -> None:
    view.select_all()
    view.copy_cell()
    text = QGuiApplication.clipboard().text()
    assert "造林面积\t≥60亩\t70亩\t30\t30" in text
    assert bridge.at is not None


def test_what_the_form_computes_is_grey_and_explained(view: PaperView, bridge: Bridge) -> None:
    bridge.turn("f2")
    found = view.canvas.sheet.find(At("fund.rate"))
    assert found is not None
    assert view.canvas.ink(found[0]) == THEME.muted
    assert "90÷100＝90%" in view.canvas.tip(*found)
    view.enter(At("fund.rate"), "80%")
    found = view.canvas.sheet.find(At("fund.rate"))
    assert found is not None
    assert view.canvas.ink(found[0]) == THEME.ink


def test_in_high_contrast_marks_differ_by_shape_too(view: PaperView, bridge: Bridge) -> None:
    found = view.canvas.sheet.find(At("fund.rate"))
    assert found is not None
    assert view.canvas.corners(found[0]).lower_left is None
    try:
        style.wear(CONTRAST)
        assert view.canvas.corners(found[0]).lower_left == THEME.muted
        bridge.turn("f1")
        unread = view.canvas.sheet.find(At("thrift"))
        assert unread is not None
        assert view.canvas.corners(unread[0]).hatch == THEME.error
        bare = Corners(upper_right=THEME.error)
        drawn = {_picture(bare._replace(severity=severity)) for severity in SEVERITY_INK}
        assert len(drawn) == 3
    finally:
        style.wear(LIGHT)


def _picture(marks: Corners) -> bytes:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_marks(painter, QRectF(0, 0, 20, 20), marks, style.CORNER)
    painter.end()
    return bytes(image.constBits())


def spoken(view: PaperView) -> tuple[str, str]:
    """What a screen reader is told of the widget that has the keys."""
    told = QAccessible.queryAccessibleInterface(view.canvas.editor)
    return told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Description)


def test_a_cell_is_spoken_with_what_is_known_of_it(view: PaperView, bridge: Bridge) -> None:
    bridge.locate(Place("f2", At("indicators.0.level3")))
    assert spoken(view) == ("指标1“造林面积” 三级指标：造林面积", "")
    bridge.locate(Place("f2", At("fund.score")))
    bridge.submit("改", (Enter(KEY, Place("f2", At("fund.score")), "9.9"),))
    name, more = spoken(view)
    assert name.endswith("：9.9")
    assert "错误" in more
    bridge.locate(Place("f1", At("thrift")))
    assert "未能识读" in spoken(view)[1]
    bridge.locate(None)
    assert spoken(view)[0] == "表格，按方向键选择单元格"


def test_a_long_name_leaves_what_was_handed_in_its_room(view: PaperView, bridge: Bridge) -> None:
    name, origin = view._name, view._origin
    bridge.locate(Place("f2", At("indicators.0.level3")))
    bridge.submit("改", (Enter(KEY, Place("f2", At("indicators.0.level3")), "长" * 40),))
    view.resize(350, 400)
    bridge.locate(Place("f2", At("indicators.0.weight")))
    QApplication.processEvents()
    assert origin.text() == origin.whole
    assert name.text() != name.whole
    view.resize(1400, 400)
    QApplication.processEvents()
    assert name.text() == name.whole

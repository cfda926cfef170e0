"""The whole window: live scores, sources, undo across forms and restarts, a second window."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter, PutSubmission, Step
from core.errors import UserError
from core.forms.report import Section
from core.resources import resource
from core.submission import Filled
from core.workspace import Workspace
from core.writers import write_docx
from gui import TITLE, style
from gui.actions import keys_help
from gui.desk import Desk
from gui.errors import Mishap
from gui.settings import Settings
from gui.views.handbook import HandbookDialog
from gui.views.keys import KeysDialog
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, UNIT, report, submission, submitted
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import focused, press

EXECUTED = Place("f2", At("fund.executed"))


def enter(window: Window, text: str, place: Place = EXECUTED) -> None:
    assert window.bridge.submit("改", (Enter(KEY, place, text),))


def test_an_empty_folder_offers_to_begin(open_window: Callable[[], Window]) -> None:
    window = open_window()
    assert window.windowTitle() == TITLE
    assert window.panes.stack.currentWidget() is window.panes.welcome
    assert [button.isVisible() for button in window.panes.welcome.buttons] == [True] * 3
    assert not window.actions_by_name["export_form"].isEnabled()


def test_enter_begins_in_an_empty_folder(
    open_window: Callable[[], Window], dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    window = open_window()
    qtbot.waitUntil(window.panes.welcome.buttons[0].hasFocus)
    press(window.panes.welcome.buttons[0], Qt.Key.Key_Return)
    assert [asked[0] for asked in dialogs.asked] == ["open_files"]


def test_a_tab_for_each_form(window: Window) -> None:
    assert [window.panes.tabs.tabText(i).split()[0] for i in range(5)] == [
        "附件1", "附件2", "附件3", "附件4", "附件5",
    ]  # fmt: skip
    window.panes.tabs.setCurrentIndex(3)
    assert window.bridge.form == "f4"
    assert window.panes.stack.currentWidget() is window.panes.report
    window.actions_by_name["previous_form"].trigger()
    assert window.bridge.form == "f3"
    assert window.panes.stack.currentWidget() is window.panes.paper


def test_scores_and_findings_follow_every_edit(window: Window) -> None:
    window.bridge.turn("f2")
    before = window.panes.scores.computed.text(), window.panes.findings.model.lines
    enter(window, "50")
    assert window.panes.scores.computed.text() != before[0]
    assert window.panes.findings.model.lines != before[1]
    window.bridge.undo()
    assert (window.panes.scores.computed.text(), window.panes.findings.model.lines) == before


def test_the_score_panel_says_why(window: Window) -> None:
    window.bridge.locate(EXECUTED)
    assert window.panes.scores.table.currentIndex().row() == 0
    assert "90" in window.panes.scores.why.text()
    window.panes.scores.table.clicked.emit(window.panes.scores.model.index(1, 0))
    assert window.bridge.at == At("indicators.0.score")


def test_findings_are_walked_by_key(window: Window, qtbot: QtBot) -> None:
    enter(window, "9.9", Place("f2", At("fund.score")))
    count = len(window.panes.findings.model.findings)
    assert count > 1
    seen = []
    for _ in range(count):
        press(window, Qt.Key.Key_F8)
        seen.append(window.panes.findings.list.currentIndex().row())
    assert seen == list(range(count))
    first = window.panes.findings.model.findings[-1]
    assert window.bridge.form == first.place.form
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.panes.findings.list.currentIndex().row() == count - 2


def test_the_walk_goes_on_behind_a_finding_that_was_mended(window: Window) -> None:
    """
    … BD-09 [ZP-02] ZP-12 …   becomes   … BD-09 [ZP-20] …
    """
    score = Place("f2", At("fund.score"))
    findings = window.panes.findings
    for step, found in ((1, 0), (-1, -1)):
        enter(window, "9.9", score)
        row = [finding.place for finding in findings.model.findings].index(score)
        findings.list.setCurrentIndex(findings.model.index(row))
        enter(window, "9", score)
        findings.step(step)
        assert findings.list.currentIndex().row() == row + found


def test_a_finding_is_mended_at_once_from_the_list_of_units(window: Window, qtbot: QtBot) -> None:
    """Also where there is room for the scores or the findings only."""
    enter(window, "9.9", Place("f2", At("fund.score")))
    window.resize(683, 384)
    window.panes.show_judging(scoring=True)
    qtbot.waitUntil(window.panes.findings.isHidden)
    window.resize(1366, 768)
    qtbot.waitUntil(window.panes.units.isVisible)
    window.panes.units.setFocus()
    press(window, Qt.Key.Key_F8)
    assert window.panes.findings.isVisible()
    assert window.panes.paper.canvas.editor.hasFocus()
    window.resize(683, 384)
    window.panes.show_judging(scoring=True)
    qtbot.waitUntil(window.panes.findings.isHidden)
    press(window, Qt.Key.Key_F8)
    assert window.panes.findings.isVisible()


def test_undo_reaches_across_forms_and_restarts(
    window: Window, open_window: Callable[[], Window]
) -> None:
    enter(window, "80")
    enter(window, "5", Place("f1", At("staff.actual")))
    window.close()
    again = open_window()
    assert again.bridge.key == KEY
    assert again.actions_by_name["undo"].isEnabled()
    again.actions_by_name["undo"].trigger()
    assert (again.bridge.form, again.bridge.at) == ("f1", At("staff.actual"))
    again.actions_by_name["undo"].trigger()
    assert again.bridge.form == "f2"
    found = again.bridge.submission
    assert found is not None
    assert found.text(EXECUTED) == "90"
    again.actions_by_name["redo"].trigger()
    found = again.bridge.submission
    assert found is not None
    assert found.text(EXECUTED) == "80"


def test_menus_say_what_is_undone(window: Window) -> None:
    enter(window, "80")
    assert window.actions_by_name["undo"].text() == "撤销 改"
    assert not window.actions_by_name["redo"].isEnabled()
    window.bridge.undo()
    assert window.actions_by_name["redo"].text() == "重做 改"
    assert "撤销" in window.saved.text()


def bring_in(window: Window, qtbot: QtBot, file: Path) -> None:
    window.rooms.importing.start([file])
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None)
    assert window.rooms.importing.dialog is not None
    window.rooms.importing.dialog.accept()


def test_the_source_of_a_cell_and_the_cell_of_a_source(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    bring_in(window, qtbot, submitted(tmp_path))
    window.bridge.locate(EXECUTED)
    canvas = window.panes.source.canvas
    found = canvas.sheet.find(canvas.current)
    assert found is not None
    assert found[0].text == "90"
    window.bridge.locate(Place("f1", At("staff.actual")))
    canvas.select(found[1].key, announce=True)
    assert window.bridge.place == EXECUTED


def test_a_narrow_view_gets_short_lines(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    bring_in(window, qtbot, submitted(tmp_path))
    window.bridge.locate(EXECUTED)
    canvas = window.panes.source.canvas
    for width in (1900, 1300):
        window.resize(width, 900)
        qtbot.wait(1)
        assert canvas.sheet.size.width() * canvas.zoom <= canvas.viewport().width()
        assert canvas.horizontalScrollBar().maximum() == 0
        assert canvas.shown(canvas.current) is not None
    assert canvas.sheet.size.width() < style.SOURCE_WIDTH


def test_the_submitted_text_is_taken_again(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    bring_in(window, qtbot, submitted(tmp_path))
    weight = Place("f2", At("indicators.0.level1_weight"))
    enter(window, "55", weight)
    window.bridge.locate(weight)
    assert window.bridge.at in window.panes.paper.canvas.marks.edited
    assert window.panes.paper.accept.isVisible()
    window.actions_by_name["accept_source"].trigger()
    found = window.bridge.submission
    assert found is not None
    assert found.text(weight) == "60"
    assert not window.panes.paper.canvas.marks.edited


def test_a_section_takes_its_submitted_text_again(
    open_window: Callable[[], Window], qtbot: QtBot, tmp_path: Path
) -> None:
    """A section's source is its first paragraph; its text is all of them."""
    target = tmp_path / "报告.docx"
    text = "第一段。\n第二段。"
    section = Section(no=1, heading="一、部门（单位）基本情况", text=text)
    filled = Filled("f4", dataclasses.replace(report(), sections=(section,)))
    write_docx((filled,), target)
    window = open_window()
    window.rooms.importing.start([target])
    qtbot.waitUntil(lambda: window.rooms.importing.dialog is not None)
    assert window.rooms.importing.dialog is not None
    window.rooms.importing.dialog.accept()
    place = Place("f4", At("sections.0.text"))
    key = window.bridge.key
    assert key is not None
    window.bridge.submit("改", (Enter(key, place, "改过"),))
    window.bridge.locate(place)
    assert "接受原值" in window.panes.report.hint.text()
    window.actions_by_name["accept_source"].trigger()
    assert window.panes.report.text.toPlainText() == text
    assert "接受原值" not in window.panes.report.hint.text()


def test_the_panes_are_walked_by_key(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    seen = []
    for _ in range(4):
        window.actions_by_name["next_pane"].trigger()
        seen.append(focused())
    # A source with nothing to show takes no keys.
    assert len(set(map(id, seen))) == 4
    assert window.panes.paper.canvas.editor in seen


def test_units_are_searched_and_walked(window: Window) -> None:
    other = submission()
    put(window.bridge.workspace, type(other)("青石县文化馆", 2024, other.forms))
    assert window.panes.units.model.rowCount() == 2
    window.panes.units.search.setText("文化")
    assert window.panes.units.list.model().rowCount() == 1
    assert window.bridge.key == KEY
    window.panes.units.search.clear()
    window.panes.units.step(-1)
    assert window.bridge.key == "2024/青石县文化馆"
    window.panes.units.step(1)
    assert window.bridge.key == KEY


def test_forms_are_added_and_removed(window: Window) -> None:
    window.bridge.turn("f4")
    window.actions_by_name["remove_form"].trigger()
    assert window.panes.tabs.count() == 4
    window.answers.add_form("f4")
    assert window.bridge.form == "f4"
    assert window.panes.tabs.count() == 5


def test_a_unit_is_removed_only_when_confirmed(window: Window, dialogs: FakeDialogs) -> None:
    window.actions_by_name["remove_unit"].trigger()
    assert window.bridge.submission is not None
    dialogs.answers["confirm"] = True
    window.actions_by_name["remove_unit"].trigger()
    assert window.bridge.submission is None
    assert window.panes.stack.currentWidget() is window.panes.welcome
    window.bridge.undo()
    assert window.bridge.key == KEY


def test_another_scheme_scores_the_year_again(window: Window) -> None:
    window.answers.set_scheme("10-50-30-10")
    assert window.bridge.workspace.scheme(2024).name == "10-50-30-10"
    assert window.bridge.workspace.undo_label is not None


def test_a_cell_is_cut_by_key_and_the_letters_of_an_open_editor_by_the_editor(
    window: Window,
) -> None:
    def said() -> str:
        submission = window.bridge.submission
        assert submission is not None
        return submission.text(EXECUTED)

    window.bridge.locate(EXECUTED)
    window.panes.paper.canvas.setFocus()
    editor = window.panes.paper.canvas.editor
    press(editor, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "90"
    assert said() == ""
    window.bridge.undo()
    assert said() == "90"
    editor.begin("1234")
    editor.selectAll()
    press(editor, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "1234"
    editor.cancel()
    assert said() == "90"


def test_a_second_window_is_read_only_and_says_so(
    window: Window, open_window: Callable[[], Window]
) -> None:
    second = open_window()
    assert second.panes.banner.isVisible()
    assert second.panes.banner.label.text()
    assert not second.actions_by_name["import_files"].isEnabled()
    second.bridge.open(KEY)
    second.bridge.locate(EXECUTED)
    assert not second.panes.paper.canvas.editor.writable
    assert not window.panes.banner.isVisible()


def test_a_window_that_only_looks_follows_the_other(
    window: Window, open_window: Callable[[], Window]
) -> None:
    """What did not change is neither read nor checked again."""
    other = dataclasses.replace(submission(), unit="青石县文化馆")
    put(window.bridge.workspace, other)
    second = open_window()
    second.bridge.open(KEY)
    before = second.bridge.workspace.assessment(other.key)
    enter(window, "55")
    second.following.look()
    found = second.bridge.submission
    assert found is not None
    assert found.text(EXECUTED) == "55"
    assert second.bridge.workspace.assessment(other.key) is before
    window.bridge.workspace.dispatch(Step("移除", (PutSubmission(KEY, None),)))
    second.following.look()
    assert second.bridge.submission is None
    assert [line.key for line in second.panes.units.model.lines] == [other.key]


def test_a_mishap_is_one_sentence_with_details(window: Window) -> None:
    window.show_mishap(Mishap("1120-0101", "Traceback …"))
    assert "1120-0101" in window.panes.notice.label.text()
    window.panes.notice.copy.click()
    window.panes.notice.closer.click()
    assert not window.panes.notice.isVisible()


def test_zoom_by_key(window: Window, qtbot: QtBot) -> None:
    canvas = window.panes.paper.canvas
    canvas.set_zoom(1.0)
    press(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == 1.1
    press(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == 0.9
    press(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == 1.0


def test_help_and_about(window: Window, dialogs: FakeDialogs, qtbot: QtBot) -> None:
    window.actions_by_name["about"].trigger()
    window.actions_by_name["open_log"].trigger()
    assert str(window.bridge.workspace.folder) in dialogs.asked[-1][1]
    window.actions_by_name["toggle_source"].trigger()
    assert not window.panes.source.isVisible()
    window.actions_by_name["toggle_source"].trigger()
    assert window.panes.source.isVisible()


def test_the_desk_changes_folders(tmp_path: Path, qtbot: QtBot, window: Window) -> None:
    desk = Desk(Settings(tmp_path / "desk.ini"), window)
    desk.dialogs = dialogs = FakeDialogs()
    first = desk.open(tmp_path / "eins")
    qtbot.addWidget(first)
    put(first.bridge.workspace, submission())
    first.answers.folder_wanted.emit(tmp_path / "zwei")
    second = desk.window
    assert second is not None
    assert second is not first
    qtbot.addWidget(second)
    assert second.bridge.workspace.folder == tmp_path / "zwei"
    blocked = tmp_path / "file"
    blocked.write_text("")
    second.answers.folder_wanted.emit(blocked)
    assert desk.window is second
    assert [method for method, _ in dialogs.asked] == ["tell"]
    third = Workspace.open(tmp_path / "eins")
    assert not third.read_only
    assert UNIT in {state.name for state in third.units(2024)}
    third.close()
    second.close()
    assert desk.mishaps is not None
    desk.mishaps.uninstall()


def test_a_folder_that_cannot_be_opened(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(UserError):
        Workspace.open(blocked)


def test_the_handbook_follows_its_links(window: Window, qtbot: QtBot) -> None:
    dialog = HandbookDialog(resource("help"), window)
    qtbot.addWidget(dialog)
    assert dialog.list.item(0).text() == "目录"
    assert len(dialog.page.toPlainText()) > 50
    dialog.page.setSource(QUrl("导入.md"))
    assert dialog.list.currentItem().text() == "导入"


def test_reports_are_zoomed_with_the_papers(window: Window) -> None:
    window.bridge.turn("f4")
    window.panes.paper.canvas.set_zoom(1.0)
    before = window.panes.report.text.font().pixelSize()
    window.actions_by_name["zoom_in"].trigger()
    assert window.panes.report.text.font().pixelSize() > before


def test_files_dropped_on_an_editor_are_for_the_window(window: Window) -> None:
    editors = (
        window.panes.report.text,
        window.panes.paper.canvas.editor,
        window.panes.units.search,
    )
    assert not any(editor.acceptDrops() for editor in editors)


def test_a_unit_that_has_not_handed_in_is_begun_by_hand(
    open_window: Callable[[], Window], dialogs: FakeDialogs
) -> None:
    window = open_window()
    dialogs.answers["lines"] = "青石县文化馆\n\n  青石县档案馆 \n"
    window.actions_by_name["add_units"].trigger()
    assert window.bridge.workspace.unit_names() == ("青石县文化馆", "青石县档案馆")
    assert window.panes.units.model.rowCount() == 2
    window.panes.units.list.setCurrentIndex(window.panes.units.list.model().index(0, 0))
    assert window.bridge.submission is None
    assert "青石县文化馆" in window.panes.welcome.title.text()
    window.answers.add_form("f2")
    submission = window.bridge.submission
    assert submission is not None
    assert submission.text(Place("f2", At("unit"))) == "青石县文化馆"
    window.bridge.undo()
    assert window.bridge.submission is None
    assert window.bridge.key is not None


def test_the_keys_are_listed(window: Window, qtbot: QtBot) -> None:
    dialog = KeysDialog(keys_help(), window)
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    keys = {table.model().index(row, 1).data() for row in range(table.rowCount())}
    assert {"F8", "Ctrl+Z", "Alt+Ins"} <= keys

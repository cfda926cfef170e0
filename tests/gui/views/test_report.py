"""A report: sections and tables are edited where they are shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.checks.finding import ERROR, Finding
from core.editing.edits import Enter
from core.errors import UserError
from core.forms import OverallReport
from core.workspace import Change, Workspace
from gui import style
from gui.bridge import Bridge
from gui.originals import Originals
from gui.views.report import ReportView
from tests.gui.county import KEY
from tests.gui.keys import commit, press

TEXT = At("sections.0.text")


@pytest.fixture
def view(bridge: Bridge, qtbot: QtBot) -> Iterator[ReportView]:
    made = ReportView(bridge, Originals(bridge))
    qtbot.addWidget(made)
    made.resize(900, 700)
    bridge.turn("f4")
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close()


def record(bridge: Bridge) -> OverallReport:
    filled = bridge.filled
    assert filled is not None
    assert isinstance(filled.record, OverallReport)
    return filled.record


def entries(view: ReportView) -> list[str]:
    return [view.list.item(row).text() for row in range(view.list.count())]


def test_sections_and_tables_are_listed(view: ReportView) -> None:
    assert entries(view) == [
        "封面与落款",
        "一、部门（单位）基本情况",
        "二、一般公共预算支出情况",
        "表：部门基本支出情况",
    ]
    assert view.text.toPlainText() == "本单位编制10人。"
    assert "9 字" in view.hint.text()


def test_a_narrow_paper_does_not_make_the_text_small(view: ReportView) -> None:
    view.set_zoom(0.6)
    assert view.text.font().pixelSize() == style.PROSE_LEAST
    view.set_zoom(1.5)
    assert view.text.font().pixelSize() == round(1.5 * style.PROSE_PIXELS)


def test_text_is_committed_when_it_is_left(view: ReportView, bridge: Bridge) -> None:
    told: list[Change] = []
    bridge.changed.connect(told.append)
    view.text.setFocus()
    view.text.moveCursor(view.text.textCursor().MoveOperation.End)
    commit(view.text, "在职9人。")
    assert told == []
    view.list.setFocus()
    assert record(bridge).sections[0].text == "本单位编制10人。在职9人。"
    assert len(told) == 1


def test_open_text_is_committed_before_another_form(view: ReportView, bridge: Bridge) -> None:
    view.text.setFocus()
    commit(view.text, "补充。")
    bridge.turn("f2")
    bridge.turn("f4")
    assert "补充。" in (record(bridge).sections[0].text or "")


def test_a_change_from_elsewhere_is_shown(view: ReportView, bridge: Bridge) -> None:
    bridge.submit("改", (Enter(KEY, Place("f4", TEXT), "新的正文"),))
    assert view.text.toPlainText() == "新的正文"


def test_a_finding_leads_to_its_section(view: ReportView, bridge: Bridge) -> None:
    bridge.locate(Place("f4", At("sections.1.text")))
    assert view.text.toPlainText() == "全年支出90万元。"
    bridge.locate(Place("f4", At("tables.0.rows.1.budget")))
    assert view.list.currentRow() == 3
    bridge.locate(Place("f4", At("year")))
    assert view.list.currentRow() == 0


def test_headings_are_edited(view: ReportView, bridge: Bridge, qtbot: QtBot) -> None:
    view.heading.setText("一、单位概况")
    press(view.heading, Qt.Key.Key_Return)
    assert record(bridge).sections[0].heading == "一、单位概况"
    assert entries(view)[1] == "一、单位概况"


def test_the_cover_is_a_form_of_lines(view: ReportView, bridge: Bridge) -> None:
    view.list.setCurrentRow(0)
    fields = {field.at.path: field for field in view._cover.fields}
    assert fields["unit"].text() == "青石县林草局"
    fields["cover.date"].setText("2025年4月1日")
    fields["cover.date"].finish()
    assert str(record(bridge).cover.date) == "2025-04-01"
    assert fields["cover.date"].text() == "2025-04-01"


def test_sections_come_and_go(view: ReportView, bridge: Bridge) -> None:
    view.insert_row(below=True)
    assert entries(view)[2] == "（第2节）"
    view.move_row(1)
    assert [section.heading for section in record(bridge).sections][2] is None
    view.remove_row()
    assert len(record(bridge).sections) == 2


def test_rows_of_a_table_come_and_go(view: ReportView, bridge: Bridge) -> None:
    bridge.locate(Place("f4", At("tables.0.rows.0.label")))
    view.insert_row(below=True)
    assert [row.label for row in record(bridge).tables[0].rows] == ["合计", None, "人员经费"]
    view.remove_row()
    assert [row.label for row in record(bridge).tables[0].rows] == ["合计", "人员经费"]


def test_table_cells_are_edited(view: ReportView, bridge: Bridge) -> None:
    view.list.setCurrentRow(3)
    model = view.table.model()
    model.setData(model.index(1, 1), "12.5")
    assert str(record(bridge).tables[0].rows[1].budget) == "12.5"
    bridge.locate(Place("f4", At("tables.0.rows.1.budget")))
    view.clear_cell()
    assert record(bridge).tables[0].rows[1].budget is None


def test_a_text_that_is_refused_stays_to_be_committed_again(
    view: ReportView, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> Change:
        raise UserError("磁盘已满，没有保存。")

    view.text.setPlainText("一段很长的话。")
    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "dispatch", full)
        bridge.commit_pending()
    assert view.text.toPlainText() == "一段很长的话。"
    assert record(bridge).sections[0].text == "本单位编制10人。"
    bridge.commit_pending()
    assert record(bridge).sections[0].text == "一段很长的话。"


def test_figures_and_findings_are_underlined_and_told_on_hover(
    view: ReportView, bridge: Bridge
) -> None:
    bridge.locate(Place("f4", At("sections.1.text")))
    assert view.text.extraSelections()
    position = view.text.toPlainText().index("90")
    assert "90万元" in view.text.told_at(position)
    assert view.text.told_at(0) == ""


def test_a_finding_selects_its_sentence(view: ReportView, bridge: Bridge) -> None:
    place = Place("f4", At("sections.1.text"))
    finding = Finding("CX-03", ERROR, "支出", (place,), "“全年支出90万元”应为100万元")
    bridge.locate(place, finding)
    assert view.text.textCursor().selectedText() == "全年支出90万元"

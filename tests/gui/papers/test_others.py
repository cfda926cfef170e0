"""Templates, blank forms, disclosure, archive, summary and several units at once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from core.editing import blank_form
from core.forms import OverallReport
from core.forms.report import Section
from core.intake import read_file
from core.submission import FileInfo, Filled
from core.writers import write_docx, write_xlsx
from gui.actions import PAPERS
from gui.printing import Setup
from gui.views.blanks import BlanksDialog
from gui.views.disclosure import DisclosureDialog
from gui.views.print_tables import PrintTablesDialog
from gui.views.print_units import PrintUnitsDialog
from gui.views.settings import SettingsDialog
from gui.views.slips import SlipsDialog
from gui.views.templates import TemplatesDialog
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, UNIT, YEAR, submission
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import press
from tests.gui.papers.conftest import HEAD, OTHER, Opened

BLANKS = [Filled(code, blank_form(code, "某单位", 2020)) for code in ("f1", "f2")]


# Templates


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A workbook with f1 and f2."""
    target = tmp_path / "县里的表.xlsx"
    write_xlsx(BLANKS, target)
    return target


def test_a_template_is_looked_through_and_kept(
    desk: Window, opened: Opened[TemplatesDialog], dialogs: FakeDialogs, idle: Callable[[], None],
    template: Path,
) -> None:  # fmt: skip
    dialog = opened("templates", TemplatesDialog)
    assert not dialog.all.isEnabled()
    dialogs.answers["open_template"] = template
    dialog.chooser.click()
    idle()
    kept = desk.bridge.workspace.templates()
    assert {code: file.name for code, file in kept.items()} == dict.fromkeys(
        ("f1", "f2"), template.name
    )
    assert "没有找到 0 处" in dialog.counts.text()
    dialog.list.setCurrentRow(1)
    assert "绩效指标的评扣分标准" in dialog.text.toPlainText()
    dialog.dropper.click()
    assert desk.bridge.workspace.templates().keys() == {"f1"}
    desk.bridge.undo()
    assert desk.bridge.workspace.templates().keys() == {"f1", "f2"}


def test_it_is_there_next_time_and_filled(
    desk: Window, opened: Opened[TemplatesDialog], dialogs: FakeDialogs, idle: Callable[[], None],
    template: Path, tmp_path: Path,
) -> None:  # fmt: skip
    dialogs.answers |= {"open_template": template, "open_folder": tmp_path / "填好"}
    first = opened("templates", TemplatesDialog)
    first.chooser.click()
    idle()
    first.reject()
    template.unlink()
    dialog = opened("templates", TemplatesDialog)
    dialog.all.click()
    idle()
    paths = sorted((tmp_path / "填好").iterdir())
    assert [path.suffix for path in paths] == [".xlsx", ".xlsx"]
    units = {form.unit for path in paths for form in read_file(path).forms if form.unit}
    assert UNIT in units
    assert OTHER not in units, "its form says the other name, which stays as it was typed"


def test_a_file_without_the_form_is_not_taken(
    desk: Window, opened: Opened[TemplatesDialog], dialogs: FakeDialogs, idle: Callable[[], None],
    template: Path, tmp_path: Path,
) -> None:  # fmt: skip
    dialog = opened("templates", TemplatesDialog)
    dialog.list.setCurrentRow(2)
    dialogs.answers["open_template"] = template
    dialog.chooser.click()
    idle()
    assert dialog.strip.isVisible()
    (tmp_path / "坏.docx").write_bytes(b"nothing")
    dialogs.answers["open_template"] = tmp_path / "坏.docx"
    dialog.chooser.click()
    idle()
    assert dialog.strip.isVisible()
    dialogs.answers["open_template"] = tmp_path / "没有.docx"
    dialog.chooser.click()
    idle()
    assert dialog.strip.isVisible()
    assert desk.bridge.workspace.templates() == {}


# Blank forms


def test_blank_forms_for_some_units(
    opened: Opened[BlanksDialog], dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path
) -> None:
    dialog = opened("blanks", BlanksDialog)
    assert dialog.year.text() == str(YEAR + 1)
    dialogs.answers["open_folder"] = tmp_path / "空表"
    dialog.picks.tick([UNIT])
    dialog.indicators.setChecked(False)
    dialog.exporter.click()
    idle()
    names = {path.name for path in (tmp_path / "空表").iterdir()}
    assert names == {
        f"{UNIT}{YEAR + 1}年度绩效自评空表.docx",
        f"{UNIT}{YEAR + 1}年度绩效自评空表.xlsx",
        f"青石县{YEAR + 1}年度部门整体支出绩效自评空表填报说明.docx",
    }


def test_blank_forms_want_a_year_and_somebody(opened: Opened[BlanksDialog]) -> None:
    dialog = opened("blanks", BlanksDialog)
    dialog.year.setText("明年")
    assert not dialog.exporter.isEnabled()
    dialog.year.setText("２０２６")
    assert dialog.exporter.isEnabled()
    dialog.picks.tick([])
    assert not dialog.exporter.isEnabled()


def test_units_are_found_by_initials(opened: Opened[BlanksDialog]) -> None:
    picks = opened("blanks", BlanksDialog).picks
    picks.search.setText("swz")
    shown = [row for row in range(picks.list.count()) if not picks.list.item(row).isHidden()]
    assert [picks.list.item(row).text()[: len(OTHER)] for row in shown] == [OTHER]
    before = picks.picked
    press(picks.search, Qt.Key.Key_Return)
    press(picks.list, Qt.Key.Key_Space)
    assert set(before) - set(picks.picked) == {OTHER}, "ticked by keyboard alone"


# Disclosure and archive


@pytest.fixture
def doubtful(desk: Window) -> Window:
    """One of the units writes of secrets."""
    text = Section(no=1, heading="一、概况", text="本项目涉密，电话13900000000。")
    report = Filled("f4", OverallReport(year=YEAR, unit=UNIT, sections=(text,)))
    found = submission()
    put(desk.bridge.workspace, replace(found, forms=(*found.forms[:3], report)))
    return desk


def test_words_hold_a_unit_back_until_they_are_judged(
    doubtful: Window, opened: Opened[DisclosureDialog], dialogs: FakeDialogs,
    idle: Callable[[], None], tmp_path: Path,
) -> None:  # fmt: skip
    dialog = opened("disclose", DisclosureDialog)
    assert dialog.units == [OTHER]
    top = next(top for top in dialog._tops() if top.text(0) == UNIT)
    last = dialog.tree.columnCount() - 1
    assert [each.text(last) != "" for each in dialog._tops()] == [
        each is top for each in dialog._tops()
    ], "only the unit that is held back says so"
    children = [top.child(row) for row in range(top.childCount())]
    judged = [each for each in children if each.flags() & Qt.ItemFlag.ItemIsUserCheckable]
    assert len(judged) == 1
    assert len(children) > 1, "what is hidden is told as well"
    dialogs.answers["open_folder"] = tmp_path / "公开"
    judged[0].setCheckState(0, Qt.CheckState.Checked)
    assert set(dialog.units) == {UNIT, OTHER}
    assert not any(each.text(last) for each in dialog._tops())
    dialog.exporter.click()
    idle()
    assert len(list((tmp_path / "公开").glob("*.pdf"))) == 2


def test_a_word_that_comes_again_is_judged_once_for_all_units(
    doubtful: Window, opened: Opened[DisclosureDialog]
) -> None:
    again = Section(no=1, heading="一、概况", text="涉密设备一台，涉密人员二人，密件一份。")
    report = Filled("f4", OverallReport(year=YEAR, unit=OTHER, sections=(again,)))
    put(doubtful.bridge.workspace, replace(submission(), unit=OTHER, forms=(report,)))
    dialog = opened("disclose", DisclosureDialog)
    assert not dialog.alike.isEnabled(), "a unit is no word"
    first = next(
        top.child(0) for top in dialog._tops() if top.child(0).text(1).endswith("「涉密」")
    )
    dialog.tree.setCurrentItem(first)
    dialog.alike.click()
    ticked = [line for line in dialog._repeated if line.checkState(0) == Qt.CheckState.Checked]
    assert len(ticked) == 3
    assert dialog.units == [UNIT], "the other unit has another word to judge"
    dialog.alike.click()
    assert dialog.units == []


def test_a_unit_can_be_left_out(opened: Opened[DisclosureDialog]) -> None:
    dialog = opened("disclose", DisclosureDialog)
    for top in dialog._tops():
        top.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.units == []
    assert not dialog.exporter.isEnabled()


def test_the_year_is_archived(
    desk: Window, dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path
) -> None:
    dialogs.answers["open_folder"] = tmp_path / "归档"
    desk.actions_by_name["archive"].trigger()
    idle()
    (made,) = (tmp_path / "归档").iterdir()
    assert (made / "index.html").exists()
    assert HEAD.office in (made / "index.html").read_text(encoding="utf-8")


def test_an_archive_that_is_stopped_leaves_nothing(
    desk: Window, dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path
) -> None:
    dialogs.answers["open_folder"] = tmp_path / "归档"
    desk.actions_by_name["archive"].trigger()
    task = desk.rooms.exporting.task
    assert task is not None
    task.cancel()
    idle()
    assert not (tmp_path / "归档").exists() or not list((tmp_path / "归档").iterdir())


# Printing


def test_marked_units_are_printed_together(
    desk: Window, opened: Opened[PrintUnitsDialog], dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    desk.actions_by_name["board"].trigger()
    desk.panes.pages.board.table.selectAll()
    dialog = opened("print_units", PrintUnitsDialog)
    assert dialog.wish is not None
    assert set(dialog.wish.keys) == {KEY, f"{YEAR}/{OTHER}"}
    for code in ("f1", "f3", "f4", "f5"):
        dialog.kinds[code].setChecked(False)
    dialog.previewer.click()
    idle()
    preview = desk.rooms.exporting.dialog
    assert preview is not None
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "全部.pdf"))
    dialogs.answers["printer"] = printer
    preview.print_button.click()
    assert (tmp_path / "全部.pdf").exists()


def test_on_the_desk_its_own_unit_is_ticked(desk: Window, opened: Opened[PrintUnitsDialog]) -> None:
    dialog = opened("print_units", PrintUnitsDialog)
    assert dialog.picks.picked == [KEY]
    dialog.picks.tick([])
    assert not dialog.previewer.isEnabled()


def test_tables_of_the_summary_are_looked_at(
    desk: Window, opened: Opened[PrintTablesDialog], idle: Callable[[], None]
) -> None:
    dialog = opened("print_summary", PrintTablesDialog)
    assert not dialog.boxes["working_papers"].isChecked()
    for key, box in dialog.boxes.items():
        box.setChecked(key == "ranking")
    dialog.previewer.click()
    idle()
    preview = desk.rooms.exporting.dialog
    assert preview is not None
    assert "青石县2024年度" in preview.windowTitle()


# Nothing to put out


@pytest.mark.parametrize("name", [each for each in PAPERS if each not in {"blanks", "templates"}])
def test_an_empty_year_is_told(open_window: Callable[[], Window], name: str) -> None:
    window = open_window()
    window.actions_by_name[name].trigger()
    assert window.rooms.exporting.task is None
    assert window.panes.notice.isVisible()


def test_a_template_may_be_a_report(
    desk: Window, opened: Opened[TemplatesDialog], dialogs: FakeDialogs, idle: Callable[[], None],
    tmp_path: Path,
) -> None:  # fmt: skip
    target = tmp_path / "报告.docx"
    write_docx([Filled("f4", blank_form("f4", "某单位", 2020))], target)
    dialogs.answers["open_template"] = target
    dialog = opened("templates", TemplatesDialog)
    dialog.list.setCurrentRow(3)
    dialog.chooser.click()
    idle()
    assert desk.bridge.workspace.templates().keys() == {"f4"}
    assert "一节一节" in dialog.counts.text()


# Names and settings


def test_units_whose_names_become_equal_keep_a_file_each(
    desk: Window, dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path
) -> None:
    found = submission()
    for unit in ("青石县：一所", "青石县/一所", "青石县:一所"):
        put(desk.bridge.workspace, replace(found, unit=unit))
    dialogs.answers |= {"choose": "pdf", "open_folder": tmp_path / "全年"}
    desk.actions_by_name["export_year"].trigger()
    idle()
    assert len(list((tmp_path / "全年").iterdir())) == 5
    method, said = dialogs.asked[-1]
    assert method == "tell"
    assert "（2）" in said, "once for the whole batch"


def test_a_whole_year_in_every_format(
    desk: Window, dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path
) -> None:
    dialogs.answers |= {"choose": "都要", "open_folder": tmp_path / "全年"}
    desk.actions_by_name["export_year"].trigger()
    idle()
    kinds = [path.suffix for path in (tmp_path / "全年").iterdir()]
    assert sorted(kinds) == [".docx", ".docx", ".pdf", ".pdf", ".xlsx", ".xlsx"]


def settings_of(desk: Window) -> SettingsDialog:
    desk.actions_by_name["settings"].trigger()
    dialog = desk.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    return dialog


def test_the_letterhead_is_kept_with_the_data(desk: Window) -> None:
    dialog = settings_of(desk)
    assert dialog.texts["office"].text() == HEAD.office
    dialog.texts["to"].setText("　青石县委、县人民政府 ")
    dialog.accept()
    kept = desk.bridge.workspace.letterhead
    assert kept == replace(HEAD, to="青石县委、县人民政府")
    desk.bridge.undo()
    assert desk.bridge.workspace.letterhead == HEAD


def test_the_usual_printing_is_set(desk: Window) -> None:
    dialog = settings_of(desk)
    for name, value in (("paper", "16K"), ("sides", "long"), ("margin", 5)):
        combo = dialog.choices[name]
        combo.setCurrentIndex(combo.findData(value))
    dialog.accept()
    assert desk.rooms.exporting.setup == Setup("", "16K", "long", 5)


def test_a_window_that_only_looks_changes_nothing(
    desk: Window, open_window: Callable[[], Window], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    """A second window on the folder writes papers, but neither register nor letterhead."""
    second = open_window()
    assert second.bridge.workspace.read_only
    assert not settings_of(second).texts["office"].isEnabled()
    second.actions_by_name["export_slips"].trigger()
    until_idle(second)
    slips = second.findChild(SlipsDialog)
    assert isinstance(slips, SlipsDialog)
    assert not slips.record.isEnabled()
    dialogs.answers["open_folder"] = tmp_path / "通知"
    slips.exporter.click()
    until_idle(second)
    assert list((tmp_path / "通知").iterdir())
    assert not second.panes.notice.isVisible()


def until_idle(window: Window) -> None:
    while window.rooms.exporting.task is not None:
        QApplication.processEvents()


def test_a_template_that_is_lost_can_be_dropped(
    desk: Window, opened: Opened[TemplatesDialog]
) -> None:
    workspace = desk.bridge.workspace
    workspace.set_template("f2", FileInfo("0" * 64, "表.docx", "docx", 9), "附件2")
    dialog = opened("templates", TemplatesDialog)
    dialog.list.setCurrentRow(1)
    assert "重新选择" in dialog.counts.text()
    dialog.dropper.click()
    assert workspace.templates() == {}

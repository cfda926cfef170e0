"""The county's report in the window: read, rewritten, taken back, checked again, exported."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt

from core.address import At, Place
from core.editing import Enter
from core.errors import InUse
from gui.views.county_report import CountyReportDialog
from gui.window import Window
from tests.gui.county import KEY, YEAR
from tests.gui.fakes import FakeDialogs
from tests.gui.keys import commit, press
from tests.gui.papers.conftest import HEAD, Opened

OURS = "全县一盘棋，逐级落实。"


@pytest.fixture
def dialog(opened: Opened[CountyReportDialog]) -> CountyReportDialog:
    return opened("county_report", CountyReportDialog)


def rewrite(dialog: CountyReportDialog, row: int, text: str) -> None:
    dialog.list.setCurrentRow(row)
    dialog.text.selectAll()
    commit(dialog.text, text)


def test_every_section_is_shown_with_its_figures(dialog: CountyReportDialog) -> None:
    assert dialog.list.count() == 7
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        assert dialog.text.toPlainText() == "\n".join(dialog.section.paragraphs)
        assert dialog.facts.rowCount() == len(dialog.section.facts)
    assert HEAD.county in dialog.windowTitle()


def test_what_is_typed_is_kept_on_the_way_to_another_section(
    desk: Window, dialog: CountyReportDialog
) -> None:
    rewrite(dialog, 0, OURS)
    press(dialog.list, Qt.Key.Key_Down)
    texts = desk.bridge.workspace.report_texts(YEAR)
    assert {key: text.text for key, text in texts.items()} == {"overview": OURS}
    desk.bridge.undo()
    assert desk.bridge.workspace.report_texts(YEAR) == {}


def test_the_programs_words_come_back(desk: Window, dialog: CountyReportDialog) -> None:
    rewrite(dialog, 0, OURS)
    dialog.list.setCurrentRow(1)
    dialog.list.setCurrentRow(0)
    dialog.reset.click()
    assert dialog.text.toPlainText() == "\n".join(dialog.section.paragraphs)
    assert desk.bridge.workspace.report_texts(YEAR) == {}
    assert not dialog.reset.isEnabled()


def test_an_untouched_section_is_not_stored(desk: Window, dialog: CountyReportDialog) -> None:
    rewrite(dialog, 0, "\n\n".join(dialog.section.paragraphs) + "\n")
    dialog.reject()
    assert desk.bridge.workspace.report_texts(YEAR) == {}


def test_changed_figures_are_told(
    desk: Window, dialog: CountyReportDialog, opened: Opened[CountyReportDialog],
    dialogs: FakeDialogs,
) -> None:  # fmt: skip
    """The money has changed since the clerk wrote of it."""
    rewrite(dialog, 1, "全年执行情况良好。")
    dialog.reject()
    executed = Enter(KEY, Place("f2", At("fund.executed")), "80")
    desk.bridge.submit("执行数", (executed,))
    again = opened("county_report", CountyReportDialog)
    assert again.section.key == "money", "it opens where there is something to look at"
    assert again.banner.isVisible()
    assert "全年执行由180.00万元变为170.00万元" in again.banner.label.text()
    assert "数字有变" in again.list.item(1).text()
    again.exporter.click()
    assert [method for method, _ in dialogs.asked] == ["confirm"], "asked before it goes out"
    again.confirm.click()
    assert not again.banner.isVisible()
    assert again.text.toPlainText() == "全年执行情况良好。"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_it_is_exported(
    dialog: CountyReportDialog, dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path,
    kind: str,
) -> None:  # fmt: skip
    target = tmp_path / f"报告.{kind}"
    dialogs.answers["save_file"] = target
    rewrite(dialog, 0, OURS)
    dialog.exporter.click()
    idle()
    assert str(target) in dialog.strip.label.text()
    if kind == "docx":
        text = "\n".join(each.text for each in docx.Document(str(target)).paragraphs)
        assert OURS in text
        assert HEAD.head in text
        assert HEAD.office in text
        assert "青石县人民政府：" in text


def test_a_file_that_is_open_is_written_beside(
    dialog: CountyReportDialog, dialogs: FakeDialogs, idle: Callable[[], None], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target, free = tmp_path / "报告.docx", tmp_path / "报告（2）.docx"
    written: list[Path] = []

    def writer(reports: object, path: Path) -> None:
        del reports
        if path == target:
            raise InUse("正在其他程序中打开", free)
        written.append(path)

    monkeypatch.setattr("gui.papers.report.WRITERS", {"docx": writer, "pdf": writer})
    dialogs.answers["save_file"] = target
    dialog.exporter.click()
    idle()
    assert written == []
    assert dialog.strip.isVisible(), "the clerk did not want another name"
    dialogs.answers["confirm"] = True
    dialog.exporter.click()
    idle()
    assert written == [free]


def test_a_wrong_day_is_refused(dialog: CountyReportDialog, dialogs: FakeDialogs) -> None:
    dialog.day.setText("六月底")
    dialog.exporter.click()
    assert dialog.strip.isVisible()
    assert dialogs.asked == []


def test_it_is_looked_at_and_printed(
    desk: Window, dialog: CountyReportDialog, idle: Callable[[], None]
) -> None:
    dialog.verbs[0].click()
    idle()
    preview = desk.rooms.exporting.dialog
    assert preview is not None
    assert len(preview.pages.rects()) > 2

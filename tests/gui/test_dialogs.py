"""The questions themselves: what the clerk's answer becomes."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QPlainTextEdit,
)

from core.resources import resource
from gui.dialogs import OPENABLE, Dialogs, documents


@pytest.fixture
def dialogs(qapp: QApplication) -> Dialogs:
    del qapp
    return Dialogs()


def answer(word: str) -> None:
    """Press a button of the message box that is about to open."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == word).click()

    QTimer.singleShot(0, press)


def test_a_sentence_is_read(dialogs: Dialogs) -> None:
    answer("知道了")
    dialogs.tell("标题", "一句话。")


def test_details_are_copied(dialogs: Dialogs) -> None:
    answer("复制详情")
    dialogs.tell("标题", "一句话。", "Traceback")
    assert QApplication.clipboard().text() == "Traceback"


@pytest.mark.parametrize(("word", "meant"), [("移除", True), ("取消", False)])
def test_a_question_is_answered(dialogs: Dialogs, word: str, *, meant: bool) -> None:
    answer(word)
    assert dialogs.confirm("标题", "移除？", "移除") is meant


def test_a_line_of_several_is_chosen(dialogs: Dialogs) -> None:
    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        box = dialog.findChild(QComboBox)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(1)
        dialog.accept()

    QTimer.singleShot(0, choose)
    assert dialogs.choose("标题", "格式", ["甲", "乙"]) == "乙"


def test_several_lines_are_typed(dialogs: Dialogs) -> None:
    def type_them() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        box = dialog.findChild(QPlainTextEdit)
        assert isinstance(box, QPlainTextEdit)
        box.setPlainText("甲\n乙")
        dialog.accept()

    QTimer.singleShot(0, type_them)
    assert dialogs.lines("标题", "单位") == "甲\n乙"


@pytest.mark.parametrize(
    ("name", "taken", "path"),
    [
        ("表.xlsx", "Word 文档 (*.docx)", "表.xlsx"),
        ("表", "PDF 文件 (*.pdf)", "表.pdf"),
        ("2024.表", "Excel 工作簿 (*.xlsx)", "2024.表.xlsx"),
    ],
)
def test_the_suffix_tells_the_format(
    dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, name: str, taken: str, path: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, taken))
    found = dialogs.save_file("导出", Path("表.docx"), ("docx", "xlsx", "pdf"))
    assert found == Path(path)


def test_stepping_back(dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    assert dialogs.save_file("导出", Path("表.docx"), ("docx",)) is None
    assert dialogs.open_folder("打开", "") is None
    assert dialogs.open_files("打开", "") == []
    assert documents()


def test_what_the_handbook_says_can_be_read_is_offered() -> None:
    """「纯文本的 .txt、.csv」: a file that the filter hides would be thought to be none."""
    page = resource("help", "导入.md").read_text(encoding="utf-8")
    told = page.partition("## 能读什么")[2].partition("\n程序看")[0]
    endings = {f"*{ending}" for ending in re.findall(r"\.[a-z]{2,5}\b", told)}
    assert len(endings) > 10
    assert endings <= {*OPENABLE.split()}

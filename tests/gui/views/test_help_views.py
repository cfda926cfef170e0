"""The handbook and the list of keys are searched while one types."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.actions import keys_help
from gui.views.handbook import HandbookDialog
from gui.views.keys import KeysDialog
from tests.gui.keys import press


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("index", "# 手册"), ("导入", "# 导入\n拖进来"), ("打印", "# 打印\n纸张")):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    return tmp_path


def shown(dialog: HandbookDialog) -> list[str]:
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_pages_stand_as_the_index_links_them(folder: Path, qtbot: QtBot) -> None:
    (folder / "index.md").write_text("[一](打印.md#a)、[二](打印.md)、[三](没有.md)", "utf-8")
    dialog = HandbookDialog(folder, None)
    qtbot.addWidget(dialog)
    assert shown(dialog) == ["目录", "打印", "导入"]


def test_pages_are_found_by_their_words(folder: Path, qtbot: QtBot) -> None:
    dialog = HandbookDialog(folder, None)
    qtbot.addWidget(dialog)
    assert shown(dialog)[0] == "目录"
    dialog.search.setText("纸张")
    assert shown(dialog) == ["打印"]
    assert dialog.list.currentItem().text() == "打印"
    assert len(dialog.page.extraSelections()) == 1
    press(dialog.search, Qt.Key.Key_Return)
    assert dialog.page.textCursor().selectedText() == "纸张"
    dialog.search.setText("没有这个词")
    assert shown(dialog) == []
    assert not dialog.none.isHidden()
    dialog.search.clear()
    assert len(shown(dialog)) == 3
    assert dialog.page.extraSelections() == []


def test_commands_are_found_by_key_and_by_name(qtbot: QtBot) -> None:
    dialog = KeysDialog(keys_help(), None)
    qtbot.addWidget(dialog)

    def rows() -> list[str]:
        model = dialog.table.model()
        return [
            str(model.index(row, 0).data())
            for row in range(dialog.table.rowCount())
            if not dialog.table.isRowHidden(row)
        ]

    every = len(rows())
    dialog.search.setText("ctrl+d")
    assert rows() == ["向下填充"]
    dialog.search.setText("复核")
    assert {"复核打分", "取消复核分"} <= set(rows())
    dialog.search.clear()
    assert len(rows()) == every

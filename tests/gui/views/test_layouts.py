"""Remembered layouts are forgotten, written to one file and taken in from it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.editing import SetLayout, Step
from core.intake.mapping import Layout, to_text
from gui.bridge import Bridge
from gui.views.layouts import LayoutsDialog
from gui.window import Window
from tests.gui.fakes import FakeDialogs

LAYOUT = Layout("改了列名", ("分值", "得分"), (), "f2")


def names(dialog: LayoutsDialog) -> list[str]:
    return [dialog.names.item(row).text() for row in range(dialog.names.count())]


def test_out_forgotten_in_again(
    bridge: Bridge, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    bridge.workspace.dispatch(Step("版式", (SetLayout(LAYOUT.name, to_text(LAYOUT)),)))
    dialog = LayoutsDialog(bridge, dialogs, None)
    qtbot.addWidget(dialog)
    assert names(dialog) == [LAYOUT.name]
    dialogs.answers = dict.fromkeys(("save_file", "open_layouts"), tmp_path / "版式.json")
    dialog.export_layouts()
    dialog.forget()
    assert names(dialog) == []
    assert not dialog.give_out.isEnabled()
    dialog.import_layouts()
    assert bridge.workspace.layouts() == {LAYOUT.name: to_text(LAYOUT)}
    bridge.undo()
    bridge.undo()
    assert list(bridge.workspace.layouts()) == [LAYOUT.name]


def test_another_file_is_refused_with_a_sentence(
    bridge: Bridge, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = LayoutsDialog(bridge, dialogs, None)
    qtbot.addWidget(dialog)
    for data in (b"{}", b"\xff\xfe\x00"):
        (tmp_path / "甲.json").write_bytes(data)
        dialogs.answers["open_layouts"] = tmp_path / "甲.json"
        dialog.import_layouts()
    assert [method for method, _ in dialogs.asked].count("tell") == 2
    assert not bridge.workspace.layouts()


def test_by_menu(window: Window) -> None:
    window.actions_by_name["layouts"].trigger()
    assert window.rooms.importing.layouts is not None
    window.rooms.importing.layouts.accept()

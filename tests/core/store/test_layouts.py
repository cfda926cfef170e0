"""Layouts that the clerk has explained stay in the data folder, and go as they came."""

from pathlib import Path

from core.editing import SetLayout, Step
from core.workspace import Workspace


def test_a_layout_is_remembered_changed_and_forgotten(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.dispatch(Step("版式", (SetLayout("三列改名", "{}"),)))
    workspace.dispatch(Step("版式", (SetLayout("三列改名", "[]"),)))
    workspace.close()
    again = Workspace.open(tmp_path)
    assert again.layouts() == {"三列改名": "[]"}
    again.dispatch(Step("版式", (SetLayout("三列改名", None),)))
    assert again.layouts() == {}
    again.undo()
    again.undo()
    assert again.layouts() == {"三列改名": "{}"}
    again.undo()
    assert again.layouts() == {}
    again.redo()
    again.close()
    last = Workspace.open(tmp_path)
    assert last.layouts() == {"三列改名": "{}"}
    last.close()

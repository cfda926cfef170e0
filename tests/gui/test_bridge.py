"""One announcement for a change; looking at things; refusals are notices."""

import sqlite3

import pytest

from core.address import At, Place
from core.editing.edits import Enter, RemoveForm
from core.errors import UserError
from core.workspace import Change, Workspace
from gui.bridge import Bridge, Notice
from tests.gui.county import KEY

EXECUTED = Place("f2", At("fund.executed"))


def test_a_change_is_announced_once_with_its_places(bridge: Bridge) -> None:
    told: list[Change] = []
    bridge.changed.connect(told.append)
    assert bridge.submit("改", (Enter(KEY, EXECUTED, "80"),), origin="甲")
    assert [(c.places, c.origin) for c in told] == [(frozenset({(KEY, EXECUTED)}), "甲")]


def test_undo_goes_to_the_cell_it_restored(bridge: Bridge) -> None:
    bridge.submit("改", (Enter(KEY, EXECUTED, "80"),))
    bridge.turn("f4")
    bridge.undo()
    assert (bridge.form, bridge.at) == ("f2", EXECUTED.at)
    submission = bridge.submission
    assert submission is not None
    assert submission.text(EXECUTED) == "90"
    bridge.redo()
    submission = bridge.submission
    assert submission is not None
    assert submission.text(EXECUTED) == "80"


def test_open_editors_are_committed_before_anything_else(bridge: Bridge) -> None:
    told: list[str] = []
    bridge.flushing.connect(lambda: told.append("flush"))
    bridge.undo()
    bridge.open(None)
    assert told == ["flush", "flush"]


def test_a_removed_form_is_not_looked_at_any_more(bridge: Bridge) -> None:
    bridge.turn("f4")
    bridge.submit("移除", (RemoveForm(KEY, "f4"),))
    assert bridge.form == "f1"


def test_a_refused_edit_is_a_notice_and_changes_nothing(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Notice] = []
    bridge.noticed.connect(told.append)

    def full(*args: object) -> Change:
        raise UserError("磁盘已满，没有保存。") from sqlite3.OperationalError()

    monkeypatch.setattr(Workspace, "dispatch", full)
    assert not bridge.submit("改", (Enter(KEY, EXECUTED, "80"),))
    assert told == [Notice("磁盘已满，没有保存。", alarm=True)]
    submission = bridge.submission
    assert submission is not None
    assert submission.text(EXECUTED) == "90"


def test_a_submission_that_is_undone_is_let_go(workspace: Workspace, bridge: Bridge) -> None:
    bridge.undo()
    assert workspace.submission(KEY) is None
    assert (bridge.key, bridge.form, bridge.filled) == (None, None, None)
    bridge.redo()
    assert bridge.key == KEY

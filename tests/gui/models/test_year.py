"""The lines of a year: checked bit by bit, and again only where something was touched."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.address import At, Place
from core.editing.edits import Enter, PutSubmission, Step
from core.unit import Unit
from core.workspace import Workspace
from gui.bridge import Bridge
from gui.models import year as module
from gui.models.units import EXCUSED, EXEMPT, MISSING, OVERDUE, WAITING, Calendar, unit_line
from gui.models.year import Year
from tests.gui.conftest import put
from tests.gui.county import KEY, UNIT, YEAR, submission

OTHERS = tuple(f"青石县第{number}小学" for number in range(15))


@pytest.fixture
def year(bridge: Bridge, qapp: QApplication) -> Iterator[Year]:
    bridge.year = YEAR
    made = Year(bridge, qapp)
    yield made
    made.stop()


def many(workspace: Workspace) -> None:
    put(workspace, *(dataclasses.replace(submission(), unit=name) for name in OTHERS))


def marks(year: Year, name: str) -> set[str]:
    line = year.line(f"{YEAR}/{name}")
    assert line is not None
    return {mark for _, mark in line.marks}


def test_only_the_touched_unit_is_made_anew(year: Year, workspace: Workspace, qtbot: QtBot) -> None:
    many(workspace)
    qtbot.waitUntil(lambda: not year.checking)
    before = {line.key: line for line in year.lines}
    with qtbot.waitSignal(year.updated):
        workspace.dispatch(Step("改", (Enter(KEY, Place("f2", At("fund.executed")), "1"),)))
    same = {line.key for line in year.lines if line is before[line.key]}
    assert same == before.keys() - {KEY}


def test_many_units_are_checked_bit_by_bit(year: Year, workspace: Workspace, qtbot: QtBot) -> None:
    many(workspace)
    assert len(year.lines) == len(OTHERS) + 1
    waiting = sum(WAITING in marks(year, line.state.name) for line in year.lines)
    assert waiting == len(OTHERS) - module.AT_ONCE
    qtbot.waitUntil(lambda: not year.checking)
    assert all(line.checked for line in year.lines)


def test_who_waits_is_told_how_far_it_is(year: Year, workspace: Workspace, qtbot: QtBot) -> None:
    said: list[object] = []
    year.progressed.connect(said.append)
    done: list[int] = []
    year.when_checked(lambda: done.append(0))
    qtbot.waitUntil(lambda: done == [0])
    many(workspace)
    with qtbot.waitSignal(year.awaited):
        year.when_checked(lambda: done.append(len(year.lines)))
    assert done == [0]
    with qtbot.waitSignal(year.finished):
        pass
    assert done == [0, len(OTHERS) + 1]
    assert said[-1] == (16, 16, "正在核对各单位")


def test_who_waits_can_stop_waiting(year: Year, workspace: Workspace, qtbot: QtBot) -> None:
    many(workspace)
    said: list[str] = []
    year.when_checked(lambda: said.append("done"), lambda: said.append("cancelled"))
    year.cancel()
    qtbot.waitUntil(lambda: not year.checking)
    assert said == ["cancelled"]


def test_units_come_and_go(year: Year, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(year.renewed):
        workspace.add_units(["青石县文化馆"])
    assert [line.state.name for line in year.lines] == ["青石县文化馆", UNIT]
    with qtbot.waitSignal(year.renewed):
        workspace.dispatch(Step("移除", (PutSubmission(KEY, None),)))
    assert [line.state.name for line in year.lines] == ["青石县文化馆"]


def test_units_that_need_no_form(year: Year, workspace: Workspace) -> None:
    workspace.set_units(
        [Unit("甲局", exempt=("f1", "f2", "f3", "f4", "f5")), Unit("乙局", exempt=("f4",))]
    )
    assert marks(year, "甲局") == {EXEMPT}
    assert marks(year, "乙局") == {EXEMPT, MISSING}
    assert [line.status for line in year.lines[:2]] == [EXCUSED, "未报"]


def test_who_is_late(year: Year, workspace: Workspace) -> None:
    workspace.add_units(["青石县文化馆"])
    workspace.set_deadline(YEAR, dt.date(2025, 3, 31))
    assert [line.status for line in year.lines] == [OVERDUE, "已报"]
    assert all(line.late for line in year.lines)
    in_time = Calendar(dt.date(2025, 3, 31), {KEY: dt.date(2025, 3, 31)}, dt.date(2025, 3, 31))
    assert not unit_line(workspace, KEY, in_time).late
    assert not unit_line(workspace, f"{YEAR}/青石县文化馆", in_time).late


@pytest.mark.parametrize("text", ["林草", "LCJ", "lcj", "101", "护林站", " 林 草 ", ""])
def test_a_unit_is_found(year: Year, workspace: Workspace, text: str) -> None:
    workspace.set_units([Unit(UNIT, "101002", aliases=("护林站",))])
    line = year.line(KEY)
    assert line is not None
    assert line.found(text)
    assert not line.found("slj")
    assert not line.found("水利")

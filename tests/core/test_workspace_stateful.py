"""Random steps, undos, redos and restarts against a model that keeps every state as a snapshot."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from core.address import Place
from core.editing import Edit, Enter, PutSubmission, SetUnits, Step
from core.editing.codec import submission_json
from core.scheme import scheme_names
from core.store.verify import verify
from core.workspace import Workspace
from tests.core.strategies import edits, entries, lines, submissions

UNITS = ("甲局", "乙局", "丙局")
YEARS = (2023, 2024)


@dataclass(frozen=True)
class Done:
    """A step of the model: the state before it and, if it filled one cell, which and when."""

    before: str
    label: str
    cell: tuple[str, Place] | None
    at: dt.datetime


class Desk(RuleBasedStateMachine):
    """The clerk at work; `state` is what the folder must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = dt.datetime(2025, 4, 10, tzinfo=dt.UTC)
        self.workspace = Workspace.open(self.folder, clock=lambda: self.now)
        self.done: list[Done] = []
        self.undone: list[tuple[str, Done]] = []
        self.empty = self.state = self.found()

    def found(self) -> str:
        """Everything that the workspace knows, as text."""
        years = self.workspace.years()
        state = {
            "units": self.workspace.unit_names(),
            "schemes": {year: self.workspace.scheme(year).name for year in years},
            "submissions": [
                submission_json(submission)
                for year in years
                for submission in self.workspace.submissions(year)
            ],
        }
        return json.dumps(state, ensure_ascii=False, sort_keys=True)

    def dispatch(self, label: str, *made: Edit) -> None:
        before = self.state
        change = self.workspace.dispatch(Step(label, made))
        self.state = self.found()
        if not change.submissions and not change.structural:
            assert self.state == before
            return
        one_cell = len(made) == 1 and isinstance(made[0], Enter)
        new = Done(before, label, next(iter(change.places)) if one_cell else None, self.now)
        self.undone.clear()
        last = self.done[-1] if self.done else None
        joins = last and last.cell == new.cell is not None
        if last and joins and self.now - last.at <= dt.timedelta(minutes=1):
            self.done.pop()
            new = Done(last.before, label, new.cell, self.now)
        if new.before != self.state or not joins:
            self.done.append(new)

    @initialize(data=st.data())
    def hand_in(self, data: st.DataObject) -> None:
        handed_in = data.draw(submissions(UNITS[0], YEARS[0]))
        self.dispatch("导入", PutSubmission(handed_in.key, handed_in))

    @rule(data=st.data(), unit=st.sampled_from(UNITS), year=st.sampled_from(YEARS))
    def hand_in_again(self, data: st.DataObject, unit: str, year: int) -> None:
        handed_in = data.draw(submissions(unit, year))
        self.dispatch("导入", PutSubmission(handed_in.key, handed_in))

    @rule(data=st.data(), count=st.integers(1, 3), seconds=st.sampled_from([5, 90]))
    def edit(self, data: st.DataObject, count: int, seconds: int) -> None:
        """Up to three edits in a step, each possible on what the one before has left."""
        self.now += dt.timedelta(seconds=seconds)
        known = [found for year in YEARS for found in self.workspace.submissions(year)]
        if not known:
            return
        chosen = data.draw(st.permutations(known))[:count]
        self.dispatch("修改", *(data.draw(edits(submission)) for submission in chosen))

    @rule(data=st.data(), seconds=st.sampled_from([5, 90]))
    def type_on(self, data: st.DataObject, seconds: int) -> None:
        """Into the cell that was filled last, or into another."""
        self.now += dt.timedelta(seconds=seconds)
        cell = self.done[-1].cell if self.done else None
        if cell is not None:
            self.dispatch("填写", Enter(*cell, data.draw(st.sampled_from(["", "1", "约2", "甲"]))))
            return
        for year in YEARS:
            for submission in self.workspace.submissions(year):
                for form in submission.forms[:1]:
                    self.dispatch("填写", data.draw(entries(submission.key, form)))
                    return

    @rule(units=st.lists(st.sampled_from(UNITS) | lines(3), max_size=4))
    def list_units(self, units: list[str]) -> None:
        self.dispatch("单位", SetUnits(tuple(units)))

    @precondition(lambda self: self.workspace.years())
    @rule(data=st.data(), name=st.sampled_from(scheme_names()))
    def change_scheme(self, data: st.DataObject, name: str) -> None:
        year = data.draw(st.sampled_from(self.workspace.years()))
        before = self.state
        change = self.workspace.set_scheme(year, name)
        self.state = self.found()
        if change.structural:
            self.done.append(Done(before, change.label, None, self.now))
            self.undone.clear()

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            change = self.workspace.undo()
            assert (change is None) == (not self.done)
            if change is not None:
                last = self.done.pop()
                self.undone.append((self.state, last))
                self.state = last.before

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            change = self.workspace.redo()
            assert (change is None) == (not self.undone)
            if change is not None:
                self.state, step = self.undone.pop()
                self.done.append(step)

    @rule()
    def restart(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.folder, clock=lambda: self.now)

    @invariant()
    def as_the_model_says(self) -> None:
        assert self.found() == self.state
        assert self.workspace.undo_label == (self.done[-1].label if self.done else None)
        assert self.workspace.redo_label == (self.undone[-1][1].label if self.undone else None)

    def teardown(self) -> None:
        try:
            self.restart()
            self.as_the_model_says()
            assert [text for text in verify(self.folder) if "原始文件" not in text] == []
            while self.workspace.undo():
                pass
            assert self.found() == self.empty
            assert verify(self.folder) == ()
        finally:
            self.workspace.close()
            shutil.rmtree(self.folder)


TestDesk = Desk.TestCase
TestDesk.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

"""The one object between the core and the views.

It turns the callbacks of the workspace into one signal, sends edits the other way, and holds
what the clerk is looking at: a submission, a form of it, a cell. Views listen to it and never
to each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.address import At, Place
from core.checks.finding import Finding
from core.editing.edits import Edit, Step
from core.errors import UserError
from core.standing import Standing
from core.submission import Filled, Submission
from core.workspace import Change, Workspace

if TYPE_CHECKING:
    from core.assess import Assessment


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the strip above the desk; `alarm` when something was refused.

    `command` names the command that a button beside the sentence gives.
    """

    text: str
    alarm: bool = False
    details: str = ""
    command: str = ""


class Bridge(QObject):
    """Lives as long as the window; one for each open data folder."""

    changed = Signal(object)
    """A `Change` of the workspace."""
    opened = Signal()
    """Another submission, or none, is looked at."""
    turned = Signal()
    """Another form of it is looked at."""
    located = Signal()
    """Another cell is looked at."""
    noticed = Signal(object)
    saved = Signal(object)
    """(what was done, when)"""
    flushing = Signal()
    """Whoever has an open editor commits it now."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.year: int | None = None
        self.key: str | None = None
        self.form: str | None = None
        self.at: At | None = None
        self.finding: Finding | None = None
        self.passwords: tuple[str, ...] = ()
        """Of locked files, as the clerk gave them since the program began; never stored."""
        self._unsubscribe: Callable[[], None] = workspace.subscribe(self._announce)

    def close(self) -> None:
        """Let go of the workspace, and close it; views that are taken down say nothing more."""
        self.blockSignals(True)
        self._unsubscribe()
        self.workspace.close()

    # What is looked at

    @property
    def submission(self) -> Submission | None:
        return self.workspace.submission(self.key) if self.key else None

    @property
    def assessment(self) -> Assessment | None:
        return self.workspace.assessment(self.key) if self.key and self.submission else None

    @property
    def standing(self) -> tuple[Standing, ...]:
        """The findings of the submission, with what has become of each."""
        return self.workspace.standing(self.key) if self.key and self.submission else ()

    @property
    def filled(self) -> Filled | None:
        submission = self.submission
        return submission.form(self.form) if submission and self.form else None

    @property
    def place(self) -> Place | None:
        return Place(self.form, self.at) if self.form and self.at else None

    @property
    def writable(self) -> bool:
        return not self.workspace.read_only

    def open(self, key: str | None) -> None:
        """Look at a submission, at its first form; of a unit that has not handed in, at none."""
        if self.signalsBlocked():
            return
        self.commit_pending()
        if key == self.key:
            return
        self.key, self.at = key, None
        submission = self.submission
        self.form = submission.forms[0].key if submission and submission.forms else None
        self.opened.emit()
        self.turned.emit()
        self.located.emit()

    def turn(self, form: str | None) -> None:
        """Look at another form of the submission."""
        if form != self.form:
            self.commit_pending()
            self.form, self.at = form, None
            self.turned.emit()
            self.located.emit()

    def locate(self, place: Place | None, finding: Finding | None = None) -> None:
        """Look at a cell, turning to its form; because of a finding, if one is given."""
        self.finding = finding
        if place is not None and place.form != self.form:
            self.turn(place.form)
        at = place.at if place else None
        if at != self.at or finding is not None:
            self.at = at
            self.located.emit()

    # Changing

    def submit(self, label: str, edits: tuple[Edit, ...], origin: object = None) -> bool:
        """Dispatch one step; whether it was taken. A refusal becomes a notice."""
        return self.attempt(lambda: self.workspace.dispatch(Step(label, edits), origin))

    def attempt(self, change: Callable[[], object]) -> bool:
        """Make a change; a refusal of the world becomes a notice."""
        try:
            change()
        except UserError as error:
            self.tell(str(error), alarm=True)
            return False
        return True

    def undo(self) -> None:
        self._back(self.workspace.undo, "撤销")

    def redo(self) -> None:
        self._back(self.workspace.redo, "重做")

    def commit_pending(self) -> None:
        """Commit every open editor: before undo, export, print, switching, closing."""
        self.flushing.emit()

    def tell(self, text: str, *, alarm: bool = False) -> None:
        self.noticed.emit(Notice(text, alarm))

    def _back(self, move: Callable[[], Change | None], word: str) -> None:
        self.commit_pending()
        try:
            change = move()
        except UserError as error:
            self.tell(str(error), alarm=True)
            return
        if change is not None:
            self._follow(change)
            self.saved.emit((f"{word} {change.label}", dt.datetime.now().astimezone()))
            self.noticed.emit(self._taken_back(change, word))

    def _taken_back(self, change: Change, word: str) -> Notice:
        """What an undo or redo has done; if units went with it, the way back is offered."""
        said = f"{word} {change.label}"
        gone = [key for key in change.submissions if self.workspace.submission(key) is None]
        if not gone:
            return Notice(said)
        back, key = ("redo", "Ctrl+Y") if word == "撤销" else ("undo", "Ctrl+Z")
        said = f"{said}：{len(gone)} 个单位的报送已经移出，按 {key} 恢复。"
        return Notice(said, alarm=True, command=back)

    def _follow(self, change: Change) -> None:
        """Look at what an undo or redo has changed."""
        there = sorted(key for key in change.submissions if self.workspace.submission(key))
        elsewhere = self.key not in change.submissions and len(there) == 1
        if there and (elsewhere or self.key is None):
            self.open(there[0])
        places = sorted(place for key, place in change.places if key == self.key)
        if places:
            self.locate(places[0])

    def _announce(self, change: Change) -> None:
        submission = self.submission
        if self.key is not None and submission is None:
            listed = self.key.partition("/")[2] in self.workspace.unit_names()
            self.key = self.key if listed else None
            self.form = self.at = None
            self.opened.emit()
        elif submission is not None and (self.form is None or submission.form(self.form) is None):
            self.form = submission.forms[0].key if submission.forms else None
            self.at = None
        self.changed.emit(change)
        self.saved.emit((change.label, dt.datetime.now().astimezone()))

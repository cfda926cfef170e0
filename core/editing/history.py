"""What the journal keeps of a step, and when two steps are one to the clerk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.address import Place
from core.editing.edits import (
    CellEdit,
    CountyEdit,
    Edit,
    FormEdit,
    MarkEdit,
    PutSubmission,
    ReviewEdit,
    RowEdit,
    Step,
)

MERGE_WITHIN = dt.timedelta(minutes=1)
"""Entries into the same cell within this time are undone together."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A step that was made: `inverses[i]` takes back `step.edits[i]`; `at` is UTC."""

    step: Step
    inverses: tuple[Edit, ...]
    at: dt.datetime


def merged(last: Entry, new: Entry) -> Entry | None:
    """Both entries as one, when they are entries into the same cell shortly after each other."""
    if cell_of(last.step) is None or cell_of(last.step) != cell_of(new.step):
        return None
    if not dt.timedelta(0) <= new.at - last.at <= MERGE_WITHIN:
        return None
    return Entry(new.step, last.inverses, new.at)


def cell_of(step: Step) -> tuple[str, Place] | None:
    """The cell, with its submission, that the step does nothing but fill."""
    if len(step.edits) != 1 or not isinstance(step.edits[0], CellEdit):
        return None
    return touched(step.edits[0])


def touched(edit: Edit) -> tuple[str, Place] | None:
    """The cell or list that the edit changes or judges, None when it is more than that."""
    if isinstance(edit, CellEdit | ReviewEdit):
        return edit.submission, edit.place
    if isinstance(edit, MarkEdit):
        return edit.submission, edit.mark.place
    if isinstance(edit, RowEdit):
        return edit.submission, Place(edit.form, edit.items)
    return None


def structural(edit: Edit) -> bool:
    """Whether rows, forms, submissions or the list of units come or go."""
    return isinstance(edit, RowEdit | FormEdit | PutSubmission | CountyEdit)

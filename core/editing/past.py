"""The history looked at: what a submission was before, and what a cell held when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.address import At, Place
from core.editing.apply import apply
from core.editing.edits import (
    CountyEdit,
    Edit,
    InsertRow,
    MoveRow,
    PutSubmission,
    RemoveRow,
    RestoreRow,
)
from core.editing.history import Entry
from core.submission import Submission


@dataclass(frozen=True, slots=True)
class Past:
    """A step that was made and not taken back, with those of its edits that name a submission."""

    number: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class CellPast:
    """A step after which a cell held `text`; `file` is the submitted file that it came from."""

    number: int
    at: dt.datetime
    label: str
    text: str
    file: str | None = None


def before(submission: Submission | None, past: Past) -> Submission | None:
    """A submission as it was before the step, which must be the last that changed it."""
    for inverse in reversed(past.entry.inverses):
        if not isinstance(inverse, CountyEdit):
            submission = apply(submission, inverse).after
    return submission


def as_of(submission: Submission | None, pasts: Iterable[Past], number: int) -> Submission | None:
    """A submission as it was after step `number`; `pasts` are its steps, the latest first."""
    for past in pasts:
        if past.number <= number:
            break
        submission = before(submission, past)
    return submission


def cell_pasts(
    submission: Submission | None, pasts: Iterable[Past], place: Place
) -> tuple[CellPast, ...]:
    """What a cell held, the latest first, whatever row it stood in at the time."""
    found: list[CellPast] = []
    here: Place | None = place
    for past in pasts:
        if here is None or submission is None:
            break
        earlier = before(submission, past)
        there = _place_before(here, past)
        text = _text(submission, here)
        if text is not None and text != _text(earlier, there):
            step = past.entry.step
            put = any(isinstance(edit, PutSubmission) for edit in step.edits)
            file = _file(submission, here) if put else None
            found.append(CellPast(past.number, past.entry.at, step.label, text, file))
        submission, here = earlier, there
    return tuple(found)


def _place_before(place: Place, past: Past) -> Place | None:
    """Where a cell stood before the step; None when its row came with it."""
    here: Place | None = place
    for edit in reversed(past.entry.step.edits):
        here = _moved(here, edit) if here is not None else None
    return here


def _moved(place: Place, edit: Edit) -> Place | None:
    if not isinstance(edit, InsertRow | RestoreRow | RemoveRow | MoveRow):
        return place
    if edit.form != place.form or not place.at.within(edit.items):
        return place
    head, rest = edit.items.steps, place.at.steps[len(edit.items.steps) :]
    if not rest or not isinstance(rest[0], int):
        return place
    row: int | None = rest[0]
    if isinstance(edit, MoveRow):
        row = _row_before_move(rest[0], edit)
    elif isinstance(edit, RemoveRow):
        row = rest[0] + (rest[0] >= edit.index)
    else:
        row = None if rest[0] == edit.index else rest[0] - (rest[0] > edit.index)
    return None if row is None else Place(place.form, At.of(*head, row, *rest[1:]))


def _row_before_move(row: int, edit: MoveRow) -> int:
    if row == edit.to:
        return edit.index
    without = row - (row > edit.to)
    return without + (without >= edit.index)


def _text(submission: Submission | None, place: Place | None) -> str | None:
    """What a cell holds; None when there is no such cell."""
    if submission is None or place is None:
        return None
    try:
        return submission.text(place) if submission.form(place.form) else None
    except (LookupError, AttributeError):
        return None


def _file(submission: Submission, place: Place) -> str | None:
    filled = submission.form(place.form)
    return next((f.name for f in submission.files if filled and f.sha256 == filled.file), None)

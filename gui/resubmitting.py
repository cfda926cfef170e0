"""What was handed in again beside what was there: in the review list, and later from the history.

Also what the clerk's corrections in the review list teach about the names of units.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.editing.edits import PutSubmission, PutUnit
from core.intake.collect import match_unit
from core.resubmission import Comparison, accepting, compare, counterpart
from core.submission import Submission, numbered
from core.unit import Unit, with_alias
from core.workspace import Workspace
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.models.review import ReviewLine, ReviewModel
from gui.views.resubmission import Accepted, ResubmissionDialog


def stored(workspace: Workspace, line: ReviewLine) -> Submission | None:
    """The submission that a line of the review list would change, if it is there."""
    if not line.forms or line.year is None:
        return None
    return workspace.submission(f"{line.year}/{line.unit}")


def again(workspace: Workspace, line: ReviewLine) -> bool:
    """Whether a form of the line is stored already."""
    old = stored(workspace, line)
    return old is not None and any(counterpart(form, old) for form in line.forms)


def compare_line(
    workspace: Workspace, model: ReviewModel, row: int, window: QWidget
) -> ResubmissionDialog | None:
    """A line of the review list beside what is stored; what is accepted of it stays in the line."""
    line = model.lines[row]
    old = stored(workspace, line)
    if old is None:
        return None
    new = Submission(old.unit, old.year, numbered(line.as_read))
    found = _compared(workspace, old, new)

    def take(accepted: Accepted) -> None:
        count = sum(map(len, accepted.values()))
        part = accepting(old, new, accepted).forms if count < found.count else ()
        says = f"重新报送，接受 {count}/{found.count} 处"
        forms, offered = (part, line.as_read) if part else (line.as_read, ())
        after = dataclasses.replace(line, forms=forms, offered=offered, says=says, take=True)
        model.replace(row, after)

    def judge(accepted: Accepted) -> Comparison:
        return _compared(workspace, old, accepting(old, new, accepted))

    title = f"重报对照：{old.unit} {old.year}年度　{line.reading.name}"
    return ResubmissionDialog(title, found, judge, take, window)


def compare_versions(
    bridge: Bridge, dialogs: Dialogs, window: QWidget
) -> ResubmissionDialog | None:
    """The unit as it is beside what it was before an import; what is refused goes back to that."""
    now, key = bridge.submission, bridge.key
    if now is None or key is None:
        return None
    bridge.commit_pending()
    versions = _versions(bridge.workspace, key)
    if not versions:
        bridge.tell(f"{now.unit}只报送过一次，没有可对照的旧版。")
        return None
    titles = list(versions)
    title = (
        dialogs.choose("与旧版对照", "和哪一次导入之前比：", titles) if titles[1:] else titles[0]
    )
    if title is None:
        return None
    then = versions[title]
    found = _compared(bridge.workspace, then, now)

    def put(accepted: Accepted) -> None:
        after = accepting(then, now, accepted)
        bridge.submit(f"按旧版恢复{now.unit}的部分内容", (PutSubmission(key, after),))

    def judge(accepted: Accepted) -> Comparison:
        return _compared(bridge.workspace, then, accepting(then, now, accepted))

    heading = f"与旧版对照：{now.unit} {now.year}年度　{title}"
    return ResubmissionDialog(heading, found, judge, put if bridge.writable else None, window)


def learnt(workspace: Workspace, lines: Sequence[ReviewLine]) -> tuple[PutUnit, ...]:
    """What files call units otherwise than the clerk has said, for the next time."""
    listed = workspace.unit_names()
    units: dict[str, Unit] = {}
    for line in lines:
        names = (*listed, line.unit)
        meant = match_unit(line.named, names, workspace.other_names(), guess=not line.guessed)
        if line.named and meant != line.unit and line.named not in listed:
            unit = units.get(line.unit) or workspace.unit(line.unit)
            units[line.unit] = with_alias(unit, line.named)
    return tuple(PutUnit(name, unit) for name, unit in units.items())


def _compared(workspace: Workspace, old: Submission, new: Submission) -> Comparison:
    previous = workspace.submission(f"{old.year - 1}/{old.unit}")
    return compare(old, new, workspace.scheme(old.year), previous)


def _versions(workspace: Workspace, key: str) -> dict[str, Submission]:
    """What the submission was before each import, the latest first, by when and what that was."""
    history = sorted(workspace.history(key), key=lambda past: past.number)
    found: dict[str, Submission] = {}
    for before, past in itertools.pairwise(history):
        edits = past.entry.step.edits
        puts = any(isinstance(edit, PutSubmission) and edit.submission == key for edit in edits)
        then = workspace.as_of(key, before.number) if puts else None
        if then is not None:
            when = f"{past.entry.at.astimezone():%Y-%m-%d %H:%M}"
            found[f"{when}　{past.entry.step.label}"] = then
    return dict(reversed(found.items()))

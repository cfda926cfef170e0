"""A batch of return slips: which number each gets, and what the register says afterwards.

Numbers run through the calendar year: 绩退〔2025〕1号, 2号, … A slip that is written again while
its unit has not handed in anew keeps its number, day and deadline.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.checks.finding import ERROR, WARNING
from core.editing import Edit, Step
from core.editing.edits import PutStatus
from core.judgement import RETURNED, Return
from core.letterhead import PREFIX, Letterhead
from core.reports.report import Report
from core.reports.return_slip import Letter, return_slip
from core.reports.unit_year import UnitYear
from core.standing import sign_off
from core.submission import Submission

DAYS = 10
"""How long a unit has to answer when nobody says otherwise."""
_SPEAKS_OF = 3
"""Slips of a calendar year are about forms of this many years before it, at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What the slips of a batch share: their day, the deadline, the number of the first new one."""

    day: dt.date
    deadline: dt.date
    first: int
    severities: tuple[str, ...] = (ERROR, WARNING)


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip ready to be written; `again` when the unit has it already."""

    unit: UnitYear
    letter: Letter
    report: Report
    again: bool = False

    @property
    def name(self) -> str:
        """What its file is called, without an ending; each return of a unit has its own."""
        return f"{self.unit.unit}{self.unit.year}年度退回修改通知（{self.letter.number}）"


def slip_number(prefix: str, year: int, number: int) -> str:
    """绩退〔2025〕3号."""
    return f"{prefix or PREFIX}〔{year}〕{number}号"


def next_number(returns: Iterable[Return], prefix: str, year: int) -> int:
    """The first number behind all that were given in a calendar year."""
    pattern = re.compile(rf"{re.escape(prefix or PREFIX)}〔{year}〕(\d+)号")
    given = (pattern.fullmatch(item.number) for item in returns)
    return 1 + max((int(match[1]) for match in given if match), default=0)


def standing_return(unit: UnitYear) -> Return | None:
    """The return that the unit has not answered yet."""
    status = unit.submission.status if unit.submission else None
    back = status is not None and status.state == RETURNED
    return unit.returns[-1] if back and unit.returns else None


class Folder(Protocol):
    """What is asked of an open data folder; `Workspace` has it."""

    def years(self) -> Sequence[int]: ...
    def submissions(self, year: int) -> Sequence[Submission]: ...


def given(folder: Folder, day: dt.date) -> Iterator[Return]:
    """The returns of the years that a slip of this day may speak of."""
    for year in folder.years():
        if abs(year - day.year) <= _SPEAKS_OF:
            for submission in folder.submissions(year):
                yield from submission.returns


def slips_of(units: Sequence[UnitYear], head: Letterhead, batch: Batch) -> tuple[Slip, ...]:
    """A slip for each unit that has something to mend, numbered in their order."""
    slips: list[Slip] = []
    number = batch.first
    for unit in units:
        known = standing_return(unit)
        again = known is not None and bool(known.number)
        if known is not None and again:
            deadline = known.deadline or batch.deadline
            letter = Letter(known.number, known.day, deadline, head.office, head.contact)
        else:
            mark = slip_number(head.prefix, batch.day.year, number)
            letter = Letter(mark, batch.day, batch.deadline, head.office, head.contact)
        letter = dataclasses.replace(letter, head=head.head)
        report = return_slip(unit, letter, batch.severities)
        if report is not None:
            slips.append(Slip(unit, letter, report, again))
            number += not again
    return tuple(slips)


def recorded(slips: Iterable[Slip]) -> Step | None:
    """The step that enters new slips in the register; None when all were there already.

    A unit that was sent back without a slip gets the number on that return; the others are sent
    back by it.
    """
    new = [slip for slip in slips if not slip.again]
    edits = tuple(edit for slip in new for edit in _entered(slip))
    return Step(f"退回{len(new)}个单位", edits) if edits else None


def _entered(slip: Slip) -> tuple[Edit, ...]:
    submission, letter = slip.unit.submission, slip.letter
    if submission is None:
        return ()
    known = standing_return(slip.unit)
    if known is not None:
        item = dataclasses.replace(known, number=letter.number, deadline=letter.deadline)
        returns = (*submission.returns[:-1], item)
        return (PutStatus(submission.key, submission.status, returns),)
    findings = [item.finding for item in slip.unit.findings]
    return sign_off(
        submission, findings, RETURNED, letter.number, letter.day, letter.number, letter.deadline
    ).edits

"""What the bureau says of a submission: reviewed scores, states of findings, sign-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.address import Place

EXPLAINED, IGNORED, RETURNED = "explained", "ignored", "returned"
MARKS = (EXPLAINED, IGNORED, RETURNED)
"""What becomes of a finding: the unit explained it, the clerk ignores it, it went back."""

PASSED = "passed"
STATUSES = (PASSED, RETURNED)
"""The states of a submission beside handed in."""


@dataclass(frozen=True, slots=True)
class Review:
    """The score that the reviewer gives a row (复核得分, in 分), and the reason for it."""

    score: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What was decided about a finding, in whose words, on which day.

    It speaks of the finding of `check` at `place` with these very figures (empty where the
    finding has none); with other figures it is another finding.
    """

    check: str
    place: Place
    found: str
    expected: str
    state: str
    words: str
    day: dt.date

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What tells a submission's marks apart, and their order."""
        return self.place.form, self.place.at.path, self.check, self.found, self.expected


@dataclass(frozen=True, slots=True)
class Status:
    """The sign-off of a submission: passed or returned, in the clerk's words, on which day."""

    state: str
    words: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Return:
    """A submission went back to its unit on a day with so many findings.

    `number` is that of the slip that went with it (绩退〔2025〕3号), empty when none did;
    `deadline` the last day to answer.
    """

    day: dt.date
    findings: int
    number: str = ""
    deadline: dt.date | None = None


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks as a submission keeps them, one of a key; the order never tells when they were set."""
    return tuple(sorted({mark.key: mark for mark in marks}.values(), key=lambda mark: mark.key))

"""What has become of each finding: open, explained, ignored, returned, or cured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.checks.finding import ERROR, WARNING, Finding
from core.editing import SetMark, SetStatus, Step
from core.judgement import EXPLAINED, IGNORED, PASSED, RETURNED, Mark
from core.submission import Submission


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding with the mark that was set on it, None while it is open."""

    finding: Finding
    mark: Mark | None = None

    @property
    def settled(self) -> bool:
        """Whether it needs no more work: explained or ignored. A returned one is still wrong."""
        return self.mark is not None and self.mark.state in {EXPLAINED, IGNORED}

    @property
    def returned(self) -> bool:
        """Whether the unit was told of it and has not mended it yet."""
        return self.mark is not None and self.mark.state == RETURNED

    @property
    def asked(self) -> str:
        """What the unit was asked to do about it, if it was returned."""
        return self.mark.words if self.mark is not None and self.returned else ""


def mark_of(finding: Finding, state: str, words: str, day: dt.date) -> Mark:
    """The mark that holds while this finding is found with the figures that it has now."""
    return Mark(
        finding.check, finding.place, finding.found or "", finding.expected or "", state, words, day
    )


def standing(findings: Iterable[Finding], marks: Iterable[Mark]) -> tuple[Standing, ...]:
    """Every finding, in its order, with its mark."""
    known = {mark.key: mark for mark in marks}
    return tuple(Standing(finding, known.get(_key(finding))) for finding in findings)


def cured(marks: Iterable[Mark], findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """The marks whose finding is not found any more: its cell was mended or has other figures."""
    found = set(map(_key, findings))
    return tuple(mark for mark in marks if mark.key not in found)


def sign_off(
    submission: Submission,
    findings: Iterable[Finding],
    state: str | None,
    words: str,
    day: dt.date,
    number: str = "",
    deadline: dt.date | None = None,
) -> Step:
    """The step that passes a submission, returns it to the unit, or takes that back (None).

    Returning marks every open 错误 and 警告 as returned, each with the words that were
    said of it alone, if any; `number` and `deadline` are those of the
    slip that goes with it. Making the step raises UserError when it
    passes with open 错误 and no words say why.
    """
    unsettled = [item for item in standing(findings, submission.marks) if not item.settled]
    errors = [item for item in unsettled if item.finding.severity == ERROR]
    going = [item for item in unsettled if item.finding.severity in {ERROR, WARNING}]
    counted = len(going if state == RETURNED else errors)
    before = submission.status.words if submission.status else ""
    marks = [
        mark_of(item.finding, RETURNED, (item.asked != before and item.asked) or words, day)
        for item in going
        if state == RETURNED
    ]
    key = submission.key
    word = {PASSED: "通过", RETURNED: "退回"}.get(state or "", "撤销审核结论")
    return Step(
        f"{word}：{submission.unit}",
        (
            SetStatus(key, state, words, day, counted, number, deadline),
            *(SetMark(key, mark) for mark in marks),
        ),
    )


def _key(finding: Finding) -> tuple[str, str, str, str, str]:
    place = finding.place
    figures = finding.found or "", finding.expected or ""
    return place.form, place.at.path, finding.check, *figures

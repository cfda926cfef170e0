"""A scheme tried on submissions before it is taken into use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.assess import Assessment, assess
from core.scheme import Scheme
from core.submission import Submission


@dataclass(frozen=True, slots=True)
class Trial:
    """What another scheme changes for one scored form of a unit.

    Totals are computed, in 分; None where nothing was filled in. `findings` count those with a
    place in the form first, of every severity.
    """

    unit: str
    form: str
    total_before: Decimal | None
    total_after: Decimal | None
    grade_before: str | None
    grade_after: str | None
    findings_before: int
    findings_after: int

    @property
    def changed(self) -> bool:
        return (self.total_before, self.grade_before, self.findings_before) != (
            self.total_after,
            self.grade_after,
            self.findings_after,
        )


def try_scheme(
    submissions: Iterable[Submission],
    before: Scheme,
    after: Scheme,
    previous: Mapping[str, Submission] | None = None,
) -> tuple[Trial, ...]:
    """The scored forms for which `after` gives another total, grade or number of findings.

    `previous` are the units' submissions of the year before by unit, for the checks across years.
    """
    if before == after:
        return ()
    found = (
        trial
        for submission in submissions
        for trial in _tried(submission, before, after, (previous or {}).get(submission.unit))
    )
    return tuple(trial for trial in found if trial.changed)


def _tried(
    submission: Submission, before: Scheme, after: Scheme, previous: Submission | None
) -> Iterable[Trial]:
    old, new = (assess(submission, scheme, previous) for scheme in (before, after))
    for form, score in old.scores.items():
        yield Trial(
            submission.unit,
            form,
            score.total.computed,
            new.scores[form].total.computed,
            score.grade,
            new.scores[form].grade,
            _count(old, form),
            _count(new, form),
        )


def _count(assessment: Assessment, form: str) -> int:
    return sum(finding.place.form == form for finding in assessment.findings)

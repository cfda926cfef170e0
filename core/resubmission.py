"""A new version of a submission beside the stored one: what differs, what it cures and brings."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.assess import assess
from core.checks.finding import ERROR, WARNING, Finding
from core.checks.where import where
from core.differ import Difference, differences, merged
from core.number import short
from core.scheme import Scheme
from core.submission import Filled, Submission, dropped_reviews, renewed

_NUMBERED = re.compile(r"指标\d+")


@dataclass(frozen=True, slots=True)
class FormPair:
    """A form of the new version with the stored one that it takes the place of, if there is one."""

    new: Filled
    old: Filled | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a new version would change: its forms, and the 错误 and 警告 that go, stay and come."""

    before: Submission
    forms: tuple[FormPair, ...]
    cured: tuple[Finding, ...]
    kept: tuple[Finding, ...]
    brought: tuple[Finding, ...]
    after: Submission

    @property
    def count(self) -> int:
        """How many cells and rows differ."""
        return sum(len(pair.differences) for pair in self.forms)


def lost_reviews(before: Submission | None, new: Submission) -> tuple[str, ...]:
    """The reviewed scores that accepting `new` takes away, each in a sentence."""
    if before is None:
        return ()
    return tuple(
        f"{before.unit} {where(before, place)}：复核得分{short(review.score)}"
        f"（{review.reason}）不再保留，这一行已改动"
        for place, review in dropped_reviews(before, new)
    )


def compare(
    before: Submission, new: Submission, scheme: Scheme, previous: Submission | None = None
) -> Comparison:
    """The new forms against those stored; `previous` is the unit's year before, for the checks."""
    pairs = tuple(_pair(form, before) for form in new.forms)
    after = renewed(before, new)
    old = _findings(before, scheme, previous)
    found = _findings(after, scheme, previous)
    return Comparison(
        before,
        pairs,
        tuple(finding for key, finding in old.items() if key not in found),
        tuple(finding for key, finding in found.items() if key in old),
        tuple(finding for key, finding in found.items() if key not in old),
        after,
    )


def accepting(
    before: Submission, new: Submission, accepted: Mapping[str, Collection[Difference]]
) -> Submission:
    """The new version with only the accepted differences, by the key of the new form.

    A form without a stored one, or that `accepted` does not name, is taken as it is.
    """
    forms = []
    for form in new.forms:
        old = counterpart(form, before)
        chosen = accepted.get(form.key)
        forms.append(form if old is None or chosen is None else merged(old, form, chosen))
    return dataclasses.replace(new, forms=tuple(forms))


def counterpart(form: Filled, before: Submission) -> Filled | None:
    """The stored form of the same kind, of f3 and f5 for the same project."""
    return next((old for old in before.forms if same_form(old, form)), None)


def same_form(one: Filled, other: Filled) -> bool:
    """Whether two forms are versions of one: of the same kind, of f3 and f5 of the same project."""
    return _answers(one) == _answers(other)


def _pair(form: Filled, before: Submission) -> FormPair:
    old = counterpart(form, before)
    return FormPair(form, old, differences(old, form) if old else ())


def _answers(filled: Filled) -> tuple[str, str | None]:
    return filled.code, getattr(filled.record, "project", None)


def _findings(
    submission: Submission, scheme: Scheme, previous: Submission | None
) -> dict[tuple[str, str], Finding]:
    """The 错误 and 警告 by check and place in words, in which rows do not count."""
    found = assess(submission, scheme, previous).findings
    return {
        (finding.check, _NUMBERED.sub("指标", where(submission, finding.place))): finding
        for finding in found
        if finding.severity in {ERROR, WARNING}
    }

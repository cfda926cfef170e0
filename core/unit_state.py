"""A line of the unit list: what has come in, what came of it, how far the desk has got.

The window shows lines before there is anything to judge by: what judges is imported where it is
asked for.
"""

# ruff: noqa: PLC0415 — as the docstring says

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.checks.severity import ERROR, WARNING

if TYPE_CHECKING:
    from decimal import Decimal

    from core.assess import Assessment
    from core.scheme import Scheme
    from core.submission import Submission

MISSING, HANDED_IN, SENT_BACK, AGAIN, THROUGH = "未报", "已报", "退回", "重报", "通过"


class UnitState(NamedTuple):
    """A line of the unit list. `submitted`, `computed` and `reviewed` are totals of f2 in 分.

    `forms` are the codes of the forms that came in, in order (several f3 are usual); empty for a
    unit of the county's list that has not handed in. `reviewed` and `reviewed_grade` are None
    until a reviewer has scored a row. `errors` and `warnings` count all findings, the `open` ones
    those that were neither explained nor ignored, `returned` those that the unit was told of and
    has not mended. `returns`: how often it went back. `status` is 未报, 已报, 退回, 重报 (handed in
    again after a return) or 通过.
    """

    name: str
    year: int
    forms: tuple[str, ...] = ()
    files: int = 0
    submitted: Decimal | None = None
    computed: Decimal | None = None
    grade: str | None = None
    errors: int = 0
    warnings: int = 0
    reviewed: Decimal | None = None
    reviewed_grade: str | None = None
    open_errors: int = 0
    open_warnings: int = 0
    returned: int = 0
    returns: int = 0
    status: str = MISSING

    @property
    def key(self) -> str:
        return f"{self.year}/{self.name}"

    @property
    def score(self) -> Decimal | None:
        """The total that counts: reviewed, else recomputed, else submitted."""
        known = (self.reviewed, self.computed, self.submitted)
        return next((total for total in known if total is not None), None)


def unit_state(submission: Submission, assessment: Assessment, scheme: Scheme) -> UnitState:
    """The line of a unit that has handed in."""
    from core.reviewed import reviewed_total
    from core.standing import standing

    overall = next(iter(submission.of_code("f2")), None)
    score = assessment.scores[overall.key] if overall else None
    reviewed = reviewed_total(overall, score, scheme) if overall and score else None
    if reviewed is not None and not reviewed.count:
        reviewed = None
    held = standing(assessment.findings, submission.marks)
    severities = [item.finding.severity for item in held]
    unsettled = [item.finding.severity for item in held if not item.settled]
    return UnitState(
        name=submission.unit,
        year=submission.year,
        forms=tuple(form.code for form in submission.forms),
        files=len(submission.files),
        submitted=score.total.submitted if score else None,
        computed=score.total.computed if score else None,
        grade=score.grade if score else None,
        errors=severities.count(ERROR),
        warnings=severities.count(WARNING),
        reviewed=reviewed.total if reviewed else None,
        reviewed_grade=reviewed.grade if reviewed else None,
        open_errors=unsettled.count(ERROR),
        open_warnings=unsettled.count(WARNING),
        returned=sum(item.returned for item in held),
        returns=len(submission.returns),
        status=status_word(submission),
    )


def status_word(submission: Submission) -> str:
    """已报, 退回, 重报 or 通过."""
    state = None if submission.status is None else submission.status.state
    return word_of(state, returned=bool(submission.returns))


def word_of(state: str | None, *, returned: bool) -> str:
    """The word for a sign-off (`core.judgement.STATUSES`, None without one) after a return or not.

    KeyError when there is no such sign-off.
    """
    if state is not None:
        return {"passed": THROUGH, "returned": SENT_BACK}[state]
    return AGAIN if returned else HANDED_IN

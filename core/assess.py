"""Scoring and checks of one submission, together: what every edit recomputes."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.checks.catalogue import check
from core.checks.finding import Finding
from core.forms import Overall, Project
from core.scheme import Scheme
from core.scoring.result import FormScore
from core.scoring.score import score
from core.submission import Submission


@dataclass(frozen=True, slots=True)
class Assessment:
    """The scores by form key (`f2`, `f3`, `f3#2`) and all findings in the catalogue's order."""

    scores: Mapping[str, FormScore]
    findings: tuple[Finding, ...]


def assess(
    submission: Submission,
    scheme: Scheme,
    previous: Submission | None = None,
    others: tuple[Submission, ...] = (),
) -> Assessment:
    """Score and check a submission; a pure function of its arguments.

    `previous` (the unit's submission of the year before) and `others` (other units' of this year)
    are for the checks across years and units, which are silent without them.
    """
    scores = {
        filled.key: score(filled.record, scheme)
        for filled in submission.forms
        if isinstance(filled.record, Overall | Project)
    }
    return Assessment(scores, check(submission, scheme, scores, previous, others))

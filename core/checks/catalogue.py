"""All checks, group after group, and the check of a whole submission."""

from collections.abc import Mapping

from core.checks import bd, cp, cx, nr, wf, xy, zp
from core.checks.causes import one_fact_each
from core.checks.finding import Finding
from core.checks.rule import Case, Rule
from core.checks.rule import check as run
from core.scheme import Scheme
from core.scoring.result import FormScore
from core.submission import Submission

CATALOGUE: tuple[Rule, ...] = (
    *bd.RULES,
    *zp.RULES,
    *cx.RULES,
    *xy.RULES,
    *cp.RULES,
    *wf.RULES,
    *nr.RULES,
)


def check(
    submission: Submission,
    scheme: Scheme,
    scores: Mapping[str, FormScore],
    previous: Submission | None = None,
    others: tuple[Submission, ...] = (),
) -> tuple[Finding, ...]:
    """Every finding of a submission, in the order of the catalogue.

    `previous` is the unit's submission of the year before, `others` are other units' of this year;
    without them the checks across years and units are silent. One slip gives one finding.
    """
    return one_fact_each(run(Case(submission, scheme, scores, previous, others), CATALOGUE))

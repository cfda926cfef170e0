"""The scores of one self-evaluation form."""

from core.forms import Evaluation
from core.scheme import Scheme
from core.scoring.result import FormScore, Scored


def score(form: Evaluation, scheme: Scheme) -> FormScore:
    """Every score of an f2 or f3 by the scheme, each with its reason in words."""
    del scheme
    manual = tuple(Scored(row.score, None, "需人工判断") for row in form.indicators)
    return FormScore(
        fund=Scored(form.fund.score, None, "需人工判断"),
        indicators=manual,
        total=Scored(form.total.score, None, "需人工判断"),
        grade=None,
    )

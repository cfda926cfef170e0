"""The third column: reviewed scores beside the submitted and the computed ones."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal

from core.address import At
from core.editing import scored_cells
from core.forms import Overall, Project
from core.scheme import Scheme
from core.scoring.result import FormScore, Scored
from core.submission import Filled

REVIEWED = "reviewed"
"""The rule of a score that a reviewer has given."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The scores of one f2 or f3 that count: reviewed, else computed, else submitted, in 分.

    `total` and `grade` are None for a form in which nothing was done and nothing reviewed.
    `count` is how many rows a reviewer has scored; `why` shows the sum.
    """

    fund: Decimal | None
    indicators: tuple[Decimal | None, ...]
    total: Decimal | None
    grade: str | None
    count: int
    why: str


def reviewed_total(filled: Filled, score: FormScore, scheme: Scheme) -> Reviewed:
    """What the reviews of a scored form make of its scores, total and grade."""
    from core.scoring.score import total_of  # noqa: PLC0415 — not needed to open a window

    form = filled.record
    if not isinstance(form, Overall | Project):
        raise TypeError(filled.code)
    cells = scored_cells(form)
    indicators = cells[len(cells) - len(form.indicators) :]
    fund = cells[0] if len(cells) > len(form.indicators) else None
    first = _given(filled, fund, score.fund)
    rows = tuple(
        _given(filled, at, scored) for at, scored in zip(indicators, score.indicators, strict=True)
    )
    count = sum(item.rule == REVIEWED for item in (first, *rows))
    total = total_of(form, first, rows, scheme) if count else score.total
    return Reviewed(
        _counted(first),
        tuple(map(_counted, rows)),
        total.computed,
        None if total.computed is None else scheme.grade(total.computed),
        count,
        total.why,
    )


def _given(filled: Filled, at: At | None, scored: Scored) -> Scored:
    """The score with the reviewer's in place of the computed one."""
    review = None if at is None else filled.reviews.get(at)
    if review is None:
        return scored
    return dataclasses.replace(scored, computed=review.score, why=review.reason, rule=REVIEWED)


def _counted(item: Scored) -> Decimal | None:
    return item.submitted if item.computed is None else item.computed

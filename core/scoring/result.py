"""What scoring says of a form."""

from dataclasses import dataclass
from decimal import Decimal

RATIO, REVERSE, STEPS, DATE, YES_NO, GRADE, SAME = (
    "ratio", "reverse", "steps", "date", "yes_no", "grade", "same",
)  # fmt: skip
PROSE, BLANK, INCOMPARABLE, SEVERAL, MANUAL, NONE = (
    "prose", "blank", "incomparable", "several", "manual", "none",
)  # fmt: skip
EXACT = frozenset({RATIO, REVERSE, STEPS, DATE, YES_NO})
"""The rules whose result follows from numbers or days alone, so that a difference is an error."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One score: as submitted, as computed by the scheme, and why.

    `computed` is None where only a person can judge; `why` says so in words. `rule` names the
    rule that was applied. `accepted` holds further results that a configured alternative of the
    rule allows. `completion` is actual ÷ target in %, where both are comparable numbers.
    """

    submitted: Decimal | None
    computed: Decimal | None
    why: str
    rule: str = MANUAL
    accepted: tuple[Decimal, ...] = ()
    completion: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FormScore:
    """The scores of one f2 or f3. `total` takes the submitted score where none was computed."""

    fund: Scored
    indicators: tuple[Scored, ...]
    total: Scored
    grade: str | None

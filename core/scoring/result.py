"""What scoring says of a form."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scored:
    """One score: as submitted, as computed by the scheme, and why.

    `computed` is None where only a person can judge; `why` says so in words. `rule` names the
    rule that was applied (`ratio`, `reverse`, `date`, `grade`, `manual`…). `accepted` holds
    further results that a configured alternative of the rule allows.
    """

    submitted: Decimal | None
    computed: Decimal | None
    why: str
    rule: str = "manual"
    accepted: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class FormScore:
    """The scores of one f2 or f3. `total` takes the submitted score where none was computed."""

    fund: Scored
    indicators: tuple[Scored, ...]
    total: Scored
    grade: str | None

"""What the arithmetic of a sentence says: verdicts, and the relations that they come from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.checks.finding import HINT
from core.checks.narrative.facts import Amount
from core.checks.narrative.figures import Figure
from core.number import places_of, round_to, short

_HUNDRED = Decimal(100)
_YUAN = 4
"""Decimal places between 元 and 万元."""
_ACCOUNTS = re.compile(
    "支出|收入|预算|决算|经费|总计|合计|总额|费|保险|薪|工资|补助|采购|资金|拨款|收支"
)
"""Words of accounts; in other prose (产值, 税收) figures follow rules of their own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure of a text that the other figures contradict; `code` is the check it belongs to.

    `figures` are the places of all figures that take part.
    """

    code: str
    says: str
    expected: str
    found: str
    start: int
    end: int
    severity: str | None = None
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """What the figures at these places say together: a contradiction, or nothing when it holds."""

    figures: frozenset[int]
    verdict: Verdict | None

    @property
    def fails(self) -> bool:
        return self.verdict is not None and self.verdict.severity != HINT


def yuan(value: Decimal) -> str:
    return f"{short(value)}万元"


def numbers(*figures: Figure) -> list[str]:
    """Amounts as text: in 元 where all of them were written so, else in 万元."""
    in_yuan = all(Decimal(f.written or 0) == f.value.scaleb(_YUAN) for f in figures)
    return [short(abs(f.value.scaleb(_YUAN) if in_yuan else f.value)) for f in figures]


def accounts(amounts: Sequence[Amount]) -> bool:
    return any(a.noun is not None or _ACCOUNTS.search(a.label) for a in amounts)


def quotient(part: Figure, whole: Figure, percent: Figure) -> tuple[Decimal, str | None] | None:
    """What the percentage should be and how grave that is; None when it is right.

    One that was cut off or rounded up is no more than a hint: 98.75 % as 98 %, not as 100 %.
    """
    places = places_of(Decimal(percent.written))
    printed = abs(percent.value)
    value = abs(part.value) / whole.value * _HUNDRED
    right = round_to(value, places)
    if right == printed or whole.value <= whole.half:
        return None
    low = max(Decimal(0), abs(part.value) - part.half) / (whole.value + whole.half) * _HUNDRED
    high = (abs(part.value) + part.half) / (whole.value - whole.half) * _HUNDRED
    unit = Decimal(1).scaleb(-places)
    if low - percent.half <= printed <= high + percent.half or abs(value - printed) < unit:
        return right, HINT
    return right, None

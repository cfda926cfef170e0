"""The usual reasons for taking points off in a review, from `resources/words/deductions.toml`."""

import functools
import tomllib
from dataclasses import dataclass
from decimal import Decimal

from core.number import round_to
from core.resources import resource

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Deduction:
    """A usual reason: its short name, the rule as the reviewer quotes it, what is left.

    `share` is the part of the row's points that is left, in %; `base` says of what: the points of
    the row (分值) or the score that the unit gave itself (得分).
    """

    name: str
    rule: str
    share: Decimal
    base: str

    def score(self, weight: Decimal, submitted: Decimal | None, places: int) -> Decimal:
        """The reviewed score to propose, in 分, with so many decimals, never above the points."""
        whole = weight if self.base == "分值" or submitted is None else min(submitted, weight)
        return round_to(whole * self.share / _HUNDRED, places)


@functools.cache
def deductions() -> tuple[Deduction, ...]:
    """The list, in the order in which it is offered."""
    text = resource("words", "deductions.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text, parse_float=Decimal)
    return tuple(
        Deduction(item["name"], item["rule"], Decimal(item["share"]), item["base"])
        for item in data["deductions"]
    )

"""The tolerances of checks.md §0: sums of rounded amounts, printed percentages, scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.checks.finding import HINT
from core.number import places_of, short

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")

Amounts = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Gap:
    """A total that is not the sum of its parts. `severity` is 提示 for a mere rounding gap."""

    total: Decimal
    sum: Decimal
    severity: str | None

    @property
    def difference(self) -> Decimal:
        return abs(self.total - self.sum)

    @property
    def says(self) -> str:
        """「应为10万元，现为12万元，差2万元」, with 尾差 where it is one."""
        words = (
            f"应为{short(self.sum)}万元，现为{short(self.total)}万元，"
            f"差{short(self.difference)}万元"
        )
        return f"{words}（尾差）" if self.severity == HINT else words


def add(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, blanks as nothing; None when all are blank."""
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known else None


def tolerance(parts: Amounts, addend: Decimal) -> Decimal:
    """How far n rounded addends may miss their rounded total: addend × (n + 1)."""
    return addend * (sum(part is not None for part in parts) + 1)


def gap(total: Decimal | None, parts: Amounts, addend: Decimal) -> Gap | None:
    """The gap between a total and its parts; None when equal or not comparable."""
    together = add(parts)
    if total is None or together is None or total == together:
        return None
    slight = abs(total - together) <= tolerance(parts, addend)
    return Gap(total, together, HINT if slight else None)


def excess(total: Decimal | None, parts: Amounts, addend: Decimal) -> Gap | None:
    """As `gap`, for parts that are only some of the total: silent while they do not exceed it."""
    found = gap(total, parts, addend)
    return found if found and found.sum > found.total else None


def nearest_gap(totals: Amounts, parts: Amounts, addend: Decimal) -> Gap | None:
    """The gap to the nearest of several totals, any of which would do."""
    known = [total for total in totals if total is not None]
    gaps = [gap(total, parts, addend) for total in known]
    found = [item for item in gaps if item is not None]
    if not found or len(found) < len(known):
        return None
    return min(found, key=lambda item: item.difference)


def rate_of(part: Decimal, whole: Decimal) -> Decimal:
    """part ÷ whole in %, unrounded."""
    return part / whole * _HUNDRED


def prints_as(exact: Decimal, printed: Decimal) -> bool:
    """Whether a rate rounds to what is printed, with the decimals that are printed."""
    return abs(exact - printed) <= _HALF.scaleb(-places_of(printed))

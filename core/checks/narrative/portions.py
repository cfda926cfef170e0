"""Shares of one whole that a sentence tells side by side, where the whole itself is not told."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import HINT, WARNING
from core.checks.narrative.facts import Share, Told
from core.checks.narrative.figures import PERCENT, Figure
from core.checks.narrative.nouns import WHOLES, noun_in
from core.checks.narrative.sentences import words_before
from core.checks.narrative.verdict import Relation, Verdict, quotient
from core.number import short

_HUNDRED = Decimal(100)
_NESTED = re.compile(r"其中|包括|含|[()]")
_EACH_ITS_OWN = re.compile("同类|同期|各|该|其|所在")
_FEWEST = 3


def portions(told: Told, unknown: list[Share]) -> Iterator[Relation]:
    """NR-05 on shares whose whole no amount tells: `unknown` of all those of the sentence.

    Together they are no more than 100 %, and one that does not go with the amounts of the others
    is wrong.
    """
    exact = [s for s in unknown if not s.plan and not s.percent.rough and s.of is None]
    for whole in dict.fromkeys(share.whole for share in exact):
        together = [share for share in exact if share.whole == whole]
        if _EACH_ITS_OWN.search(whole):
            continue
        if len(together) > 1 and _side_by_side(told, together):
            yield from _together(together)


def _side_by_side(told: Told, shares: list[Share]) -> bool:
    """Whether none of the shares is told within another."""
    skeleton, figures = told.sentence.skeleton, told.sentence.figures
    starts = {share.percent.start for share in shares}
    places = [at for at, figure in figures.items() if figure.start in starts]
    if _NESTED.search(skeleton[places[0] : places[-1]]):
        return False
    others = [f for at, f in figures.items() if places[0] <= at <= places[-1] and f.mark == PERCENT]
    nouns = [noun_in(words_before(skeleton, at, "，;。()").partition("占")[0]) for at in places]
    nouns += [share.part.noun for share in shares if share.part is not None]
    inner = {outer for noun in nouns if noun for outer in WHOLES.get(noun, ())}
    return inner.isdisjoint(nouns) and len(others) == len(shares)


def _together(shares: list[Share]) -> Iterator[Relation]:
    total = sum((share.percent.value for share in shares), Decimal(0))
    slack = sum((share.percent.half for share in shares), Decimal(0))
    odd = _odd_one(shares)
    if odd is not None:
        yield odd
        return
    if total <= _HUNDRED + slack:
        return
    words = "+".join(f"{short(share.percent.value)}%" for share in shares)
    yield Relation(
        frozenset(share.percent.start for share in shares),
        Verdict(
            "NR-05",
            f"各占比之和应不超过100%，现为{words}={short(total)}%",
            "100%",
            f"{short(total)}%",
            min(share.percent.start for share in shares),
            max(share.percent.end for share in shares),
            WARNING if noun_in(shares[0].whole) or len(shares) >= _FEWEST else HINT,
        ),
    )


def _odd_one(shares: list[Share]) -> Relation | None:
    """The one share that the sum of all amounts does not give, while it gives the others."""
    pairs = [(share.part.figure, share.percent) for share in shares if share.part is not None]
    if len(pairs) < len(shares) or any(part.rough or not part.value for part, _ in pairs):
        return None
    if len({part.start for part, _ in pairs}) < len(pairs):
        return None
    first = pairs[0][0]
    together = sum((part.value for part, _ in pairs), Decimal(0))
    half = sum((part.half for part, _ in pairs), Decimal(0))
    whole = Figure(first.mark, together, first.unit, half, False, 0, 0, short(together))
    off = [(p, q, r) for p, q in pairs if (r := quotient(p, whole, q)) is not None]
    beyond = sum((q.value for _, q in pairs), Decimal(0)) > _HUNDRED
    if len(off) != 1 or off[0][2][1] is not None or (len(pairs) < _FEWEST and not beyond):
        return None
    part, percent, (right, _) = off[0]
    return Relation(
        frozenset({part.start, percent.start}),
        Verdict(
            "NR-05",
            f"{short(part.value)}÷{short(together)}（各项之和），占比应为{short(right)}%，"
            f"现为{short(percent.value)}%，差{short(abs(right - percent.value))}个百分点",
            f"{short(right)}%",
            f"{short(percent.value)}%",
            part.start,
            percent.end,
            WARNING,
        ),
    )

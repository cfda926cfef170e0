"""Comparisons judged: direction, amount of change, rate, and changes that add up."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.checks.finding import HINT
from core.checks.narrative.facts import Amount, Comparison
from core.checks.narrative.figures import Figure
from core.checks.narrative.trees import CENT, Tree
from core.checks.narrative.verdict import Relation, Verdict, accounts, numbers, quotient, yuan
from core.number import short
from core.schema.remembered import by_identity

_THIS_YEAR = re.compile("本年|今年|当年|@")
_WORDS = {True: "增加", False: "减少"}


@by_identity(1024)
def comparison_relation(told: Comparison) -> Relation:
    """NR-02, 03, 04: a comparison with the figures that take part."""
    base, _ = _sides(told)
    figures = [base, told.change, told.rate, *(a.figure for a in told.candidates[-1:])]
    starts = frozenset(figure.start for figure in figures if figure is not None)
    return Relation(starts, _compare(told))


def _compare(told: Comparison) -> Verdict | None:
    """As `_judge`; outside of accounts no more than a hint."""
    verdict = _judge(told)
    known = accounts(told.candidates) or told.noun is not None or told.booked
    if verdict is None or known:
        return verdict
    return dataclasses.replace(verdict, severity=HINT)


def _judge(told: Comparison) -> Verdict | None:
    """NR-02 direction, NR-03 amount of change, NR-04 rate; the first that fails."""
    figures = [x for x in (told.base, told.change, told.rate) if x is not None]
    base, nows = _sides(told)
    plain = told.near and told.change is not None and told.rate is not None
    unsaid = told.against is None and base is None and not plain
    if unsaid or any(figure.rough for figure in (*figures, *nows)):
        return None
    if told.change and told.rate and told.change_up != told.rate_up:
        return _clash(told, told.change, told.rate, base, nows)
    up = bool(told.rate_up if told.change_up is None else told.change_up)
    if base is None:
        return _derived_rate(told, nows, up)
    if not nows:
        return _of_last(told, told.change, base, up) if told.change else None
    return _mildest([_against(told, base, now, up) for now in nows])


def _of_last(told: Comparison, change: Figure, base: Figure, up: bool) -> Verdict | None:
    """「去年收入¥，同比增加¥」 may also speak of last year against the one before."""
    as_base = _rate(told, change, base, None)
    return (
        as_base if told.base is not None else _mildest([as_base, _derived_rate(told, [base], up)])
    )


def _mildest(results: Sequence[Verdict | None]) -> Verdict | None:
    """What holds in every reading: nothing when one reading is right, else the mildest."""
    graded = [result for result in results if result is not None]
    if not graded or len(graded) < len(results):
        return None
    return next((result for result in graded if result.severity), graded[0])


def _sides(told: Comparison) -> tuple[Figure | None, list[Figure]]:
    """What is compared with (if it stands there) and what may be compared, the likeliest first.

    That is the nearest, and of the sentence before what it begins with.
    """
    others = list(told.candidates)
    base = told.base
    if told.against is None:
        last = _year_before(others)
        others = [amount for amount in others if amount not in last]
        others = others if last else others[-1:] if told.near else []
    elif told.against == "last":
        last = [amount for amount in others if amount.year == -1] or _year_before(others)
        others = [amount for amount in others if amount not in last]
    elif told.against == "former":
        last = []
    else:
        last = [a for a in others if a.kind in {"initial", "budget", "adjusted"}]
        others = [a for a in others if a not in last]
    if base is None and len(last) == 1:
        base = last[0].figure
    carried = all(amount.figure.start < told.start for amount in others)
    way = 1 if carried else -1
    nearest = sorted(others, key=lambda a: (a.kind in {"initial", "budget"}, way * a.at))
    return base, [amount.figure for amount in nearest]


def _year_before(amounts: list[Amount]) -> list[Amount]:
    """Of two amounts of two years running, that of the earlier: 「2023年…¥，2024年…¥，增加¥」."""
    years = [amount.year or 0 for amount in amounts]
    if sorted(years)[:1] == [-1] and len(amounts) == 2:  # noqa: PLR2004
        now = amounts[1 - years.index(-1)]
        return [amounts[years.index(-1)]] if _THIS_YEAR.search(now.label) else []
    if len(amounts) != 2 or "@" not in amounts[0].label or min(years) <= 0:  # noqa: PLR2004
        return []
    return [amounts[years.index(min(years))]] if abs(years[0] - years[1]) == 1 else []


def _clash(
    told: Comparison, change: Figure, rate: Figure, base: Figure | None, nows: list[Figure]
) -> Verdict | None:
    """Two direction words that disagree: 「增加0.25万元，降低52.08%」."""
    if not change.value or not rate.value:
        return None
    up = told.rate_up
    if base is not None and nows:
        up = nows[0].value >= base.value
    right = f"{_WORDS[bool(up)]}{yuan(abs(change.value))}"
    wrong = f"{_WORDS[bool(told.change_up)]}{yuan(abs(change.value))}"
    words = "增长" if told.rate_up else "下降"
    return Verdict(
        "NR-02",
        f"应为“{right}”，现为“{wrong}”而“{words}{short(abs(rate.value))}%”，增减方向自相矛盾",
        right,
        wrong,
        told.start,
        told.end,
    )


def _against(told: Comparison, base: Figure, now: Figure, up: bool) -> Verdict | None:
    """The comparison with a base that is written in the sentence."""
    gap = now.value - base.value
    change = told.change
    width = now.half + base.half
    wrong_way = abs(gap) > width and (gap > 0) != up
    if change is not None:
        slack = width + change.half
        off = abs(abs(gap) - abs(change.value))
        if off > slack:
            return _change(told, change, base, now, up)
        if wrong_way:
            return _direction(told, base, now, up)
        if off:
            return _change(told, change, base, now, up, HINT)
        return _rate(told, change, base, None)
    if wrong_way and told.rate is not None and told.rate.value:
        return _direction(told, base, now, up)
    difference = Figure(
        now.mark, abs(gap), now.unit, width, False, now.start, now.end, short(abs(gap))
    )
    return _rate(told, difference, base, None)


def _change(
    told: Comparison,
    change: Figure,
    base: Figure,
    now: Figure,
    up: bool,
    severity: str | None = None,
) -> Verdict:
    gap = now.value - base.value
    right = f"{_WORDS[gap >= 0] if gap else _WORDS[up]}{yuan(abs(gap))}"
    off = abs(abs(gap) - abs(change.value))
    return Verdict(
        "NR-03",
        f"{short(now.value)}与{short(base.value)}相比应为“{right}”，"
        f"现为“{_WORDS[up]}{yuan(abs(change.value))}”，"
        f"{'尾差' if severity else '差'}{short(off)}万元",
        short(abs(gap)),
        short(abs(change.value)),
        told.start,
        told.end,
        severity,
    )


def _direction(told: Comparison, base: Figure, now: Figure, up: bool) -> Verdict:
    gap = now.value - base.value
    return Verdict(
        "NR-02",
        f"{short(now.value)}与{short(base.value)}相比应为“{_WORDS[gap > 0]}”，现为“{_WORDS[up]}”",
        f"{_WORDS[gap > 0]}{yuan(abs(gap))}",
        _WORDS[up] + (yuan(abs(told.change.value)) if told.change else ""),
        told.start,
        told.end,
    )


def _derived_rate(told: Comparison, nows: list[Figure], up: bool) -> Verdict | None:
    """The base follows from the present amount and the change."""
    if told.change is None or told.rate is None:
        return None
    change = abs(told.change.value)
    results: list[Verdict | None] = []
    for now in nows:
        value = now.value - change if up else now.value + change
        if value <= 0:
            if not value and up and told.rate.value:
                results.append(_of_nothing(told, told.rate))
            continue
        half = now.half + told.change.half
        derived = Figure(now.mark, value, now.unit, half, False, now.start, now.end, short(value))
        results.append(_rate(told, told.change, derived, now))
    return _mildest(results)


def _of_nothing(told: Comparison, rate: Figure) -> Verdict:
    """「支出0.4万元，比上年增加0.4万元，增长100%」: nothing was spent the year before."""
    return Verdict(
        "NR-04",
        f"增加额与本年数相同，上年为0，不应有增减率，现为{short(abs(rate.value))}%",
        "不填增减率",
        f"{short(abs(rate.value))}%",
        told.start,
        told.end,
        HINT,
    )


def _rate(told: Comparison, change: Figure, base: Figure, now: Figure | None) -> Verdict | None:
    rate = told.rate
    if rate is None or base.value <= 0:
        return None
    found = quotient(change, base, rate)
    if found is None:
        return None
    right, severity = found
    sign = "-" if (told.rate_up if told.change_up is None else told.change_up) else "+"
    first, second = numbers(change, now or base)
    of = f"（{second}{sign}{first}）" if now else second
    return Verdict(
        "NR-04",
        f"{first}÷{of}，增减率应为{short(right)}%，"
        f"现为{short(abs(rate.value))}%，差{short(abs(right - abs(rate.value)))}个百分点",
        f"{short(right)}%",
        f"{short(abs(rate.value))}%",
        told.start,
        told.end,
        severity,
    )


def change_relations(trees: tuple[Tree, ...], told: tuple[Comparison, ...]) -> Iterator[Relation]:
    """NR-03: where all parts of a whole give their change, these make up the whole's change."""
    by_amount = {c.candidates[-1].figure.start: c for c in told if c.candidates and c.change}
    for tree in trees:
        whole = next((w for w in tree.wholes if w.figure.value == tree.sum), None)
        if whole is None or len(tree.parts) == 1:
            continue
        found = [by_amount.get(amount.figure.start) for amount in (whole, *tree.parts)]
        changes = [_signed(comparison) for comparison in found]
        known = [change for change in changes if change is not None]
        if len(known) < len(changes):
            continue
        total, parts = known[0], sum(known[1:], Decimal(0))
        figures = frozenset(c.change.start for c in found if c and c.change)
        off = abs(total - parts)
        verdict = None
        if off > CENT * len(known):
            verdict = Verdict(
                "NR-03",
                f"各项增减之和应为{yuan(parts)}，现总额增减为{yuan(total)}，差{short(off)}万元",
                short(parts),
                short(total),
                whole.figure.start,
                tree.parts[-1].figure.end,
            )
        yield Relation(figures, verdict)


def _signed(told: Comparison | None) -> Decimal | None:
    """The exact change against last year with its sign."""
    if told is None or told.against != "last" or told.change is None or told.change.rough:
        return None
    return abs(told.change.value) * (1 if told.change_up else -1)

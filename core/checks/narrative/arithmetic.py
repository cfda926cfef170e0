"""Arithmetic inside a text: comparisons, shares, trees, each judged by what is written there.

All inputs are rounded numbers; a result is wrong only when no unrounded inputs could give it.
What could, but does not follow from the printed figures themselves, is a rounding gap (提示).
"""

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.checks.finding import HINT
from core.checks.narrative.facts import Amount, Comparison, Share, Told
from core.checks.narrative.figures import Figure
from core.checks.narrative.nouns import noun_in
from core.checks.narrative.story import Story, tell
from core.checks.narrative.trees import CENT, Tree
from core.number import places_of, round_to, short

_HUNDRED = Decimal(100)
_SLIP = Decimal("0.01")
_ACCOUNTS = re.compile(
    "支出|收入|预算|决算|经费|总计|合计|总额|费|保险|薪|工资|补助|采购|资金|拨款|收支"
)
"""Words of accounts; in other prose (产值, 税收) figures follow rules of their own."""
_WORDS = {True: "增加", False: "减少"}


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
class _Relation:
    """What the figures at these places say together: a contradiction, or nothing when it holds."""

    figures: frozenset[int]
    verdict: Verdict | None

    @property
    def fails(self) -> bool:
        return self.verdict is not None and self.verdict.severity is None


@functools.lru_cache(maxsize=2048)
def verdicts(text: str) -> tuple[Verdict, ...]:
    """All contradictions inside the sentences of a text, in its order; one for one fact."""
    story = tell(text)
    relations: list[_Relation] = []
    before: tuple[Comparison, ...] = ()
    for told, trees in zip(story.told, story.trees, strict=True):
        relations += [_Relation(_of_comparison(c), _compare(c)) for c in told.comparisons]
        relations += [_Relation(_of_tree(tree), _tree(tree)) for tree in trees]
        relations += _shares(told, trees, story)
        relations += _changes(trees, (*before, *told.comparisons))
        before = told.comparisons
    return tuple(
        dataclasses.replace(r.verdict, figures=r.figures)
        for r in _roots(relations)
        if r.verdict is not None
    )


def _roots(relations: list[_Relation]) -> list[_Relation]:
    """One wrong number breaks each relation that it stands in: only the first is kept.

    A number is the cause when it stands in several that fail and in none that holds.
    """
    failing = [relation for relation in relations if relation.fails]
    sound = {place for r in relations if r.verdict is None for place in r.figures}
    counts = Counter(place for r in failing for place in r.figures - sound)
    dropped: set[int] = set()
    for place, count in counts.most_common():
        mine = [r for r in failing if place in r.figures and id(r) not in dropped]
        if count > 1 and len(mine) > 1:
            dropped |= {id(relation) for relation in mine[1:]}
    return [relation for relation in relations if id(relation) not in dropped]


def _of_comparison(told: Comparison) -> frozenset[int]:
    figures = [told.base, told.change, told.rate, *(a.figure for a in told.candidates[-1:])]
    return frozenset(figure.start for figure in figures if figure is not None)


def _of_tree(tree: Tree) -> frozenset[int]:
    """A list that need not be complete holds by no more than accident: it proves nothing sound."""
    if not tree.exact and not tree.broken:
        return frozenset()
    fits = [whole for whole in tree.wholes if whole.figure.value == tree.sum]
    return frozenset(amount.figure.start for amount in (*(fits or tree.wholes), *tree.parts))


def _yuan(value: Decimal) -> str:
    return f"{short(value)}万元"


def _tree(tree: Tree) -> Verdict | None:
    """NR-01: the parts are more than the whole, or miss it by no more than 1 %."""
    if any(amount.figure.rough for amount in (*tree.wholes, *tree.parts)) or tree.exact:
        return None
    gap, total = tree.excess, tree.total
    tail = abs(gap) <= tree.tolerance
    slip = gap < 0 and len(tree.parts) > 1 and not tree.open and -gap <= total.figure.value * _SLIP
    if not (tree.broken or slip or (tail and (gap > 0 or len(tree.parts) > 1))):
        return None
    parts = "+".join(short(part.figure.value) for part in tree.parts)
    words = "尾差" if tail else "差"
    certain = tree.broken and not tree.use and not tree.open and _of_accounts(tree)
    return Verdict(
        "NR-01",
        f"各项之和应为{_yuan(total.figure.value)}，现为{parts}={_yuan(tree.sum)}，"
        f"{words}{short(abs(gap))}万元",
        short(total.figure.value),
        short(tree.sum),
        total.figure.start,
        tree.parts[-1].figure.end,
        None if certain else HINT,
    )


def _accounts(amounts: Sequence[Amount]) -> bool:
    return any(a.noun is not None or _ACCOUNTS.search(a.label) for a in amounts)


def _of_accounts(tree: Tree) -> bool:
    return _accounts(tree.wholes) or any(part.noun is not None for part in tree.parts)


def _compare(told: Comparison) -> Verdict | None:
    """As `_judge`; outside of accounts no more than a hint."""
    verdict = _judge(told)
    if verdict is None or _accounts(told.candidates) or told.noun is not None:
        return verdict
    return dataclasses.replace(verdict, severity=HINT)


def _judge(told: Comparison) -> Verdict | None:
    """NR-02 direction, NR-03 amount of change, NR-04 rate; the first that fails."""
    figures = [x for x in (told.base, told.change, told.rate) if x is not None]
    base, nows = _sides(told)
    unsaid = told.against is None and base is None
    if unsaid or any(figure.rough for figure in (*figures, *nows)):
        return None
    if told.change_up is not None and told.rate_up not in {None, told.change_up}:
        return _clash(told, base, nows)
    up = bool(told.rate_up if told.change_up is None else told.change_up)
    if base is None:
        return _derived_rate(told, nows, up)
    if not nows:
        return _rate(told, told.change, base, None) if told.change else None
    return _mildest([_against(told, base, now, up) for now in nows])


def _mildest(results: Sequence[Verdict | None]) -> Verdict | None:
    """What holds in every reading: nothing when one reading is right, else the mildest."""
    graded = [result for result in results if result is not None]
    if not graded or len(graded) < len(results):
        return None
    return next((result for result in graded if result.severity), graded[0])


def _sides(told: Comparison) -> tuple[Figure | None, list[Figure]]:
    """What is compared with (if it stands there) and what may be compared, the nearest first."""
    others = list(told.candidates)
    base = told.base
    if told.against is None:
        last = _year_before(others)
        others = [amount for amount in others if amount not in last] if last else []
    elif told.against == "last":
        last = [amount for amount in others if amount.year == -1]
        others = [amount for amount in others if amount.year != -1]
    else:
        last = [a for a in others if a.kind in {"initial", "budget", "adjusted"}]
        others = [a for a in others if a not in last]
    if base is None and len(last) == 1:
        base = last[0].figure
    nearest = sorted(others, key=lambda a: (a.kind in {"initial", "budget"}, -a.at))
    return base, [amount.figure for amount in nearest]


def _year_before(amounts: list[Amount]) -> list[Amount]:
    """Of two amounts of two years running, that of the earlier: 「2023年…¥，2024年…¥，增加¥」."""
    years = [amount.year for amount in amounts]
    if len(amounts) == 2 and None not in years and "@" in amounts[0].label:  # noqa: PLR2004
        first, second = (year or 0 for year in years)
        return amounts[:1] if second - first == 1 and first > 0 else []
    return []


def _clash(told: Comparison, base: Figure | None, nows: list[Figure]) -> Verdict | None:
    """Two direction words that disagree: 「增加0.25万元，降低52.08%」."""
    change, rate = told.change, told.rate
    if change is None or rate is None or not change.value or not rate.value:
        return None
    up = told.rate_up
    if base is not None and nows:
        up = nows[0].value >= base.value
    right = f"{_WORDS[bool(up)]}{_yuan(abs(change.value))}"
    wrong = f"{_WORDS[bool(told.change_up)]}{_yuan(abs(change.value))}"
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
    right = f"{_WORDS[gap >= 0] if gap else _WORDS[up]}{_yuan(abs(gap))}"
    off = abs(abs(gap) - abs(change.value))
    return Verdict(
        "NR-03",
        f"{short(now.value)}与{short(base.value)}相比应为“{right}”，"
        f"现为“{_WORDS[up]}{_yuan(abs(change.value))}”，"
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
        f"{_WORDS[gap > 0]}{_yuan(abs(gap))}",
        _WORDS[up] + (_yuan(abs(told.change.value)) if told.change else ""),
        told.start,
        told.end,
    )


def _derived_rate(told: Comparison, nows: list[Figure], up: bool) -> Verdict | None:
    """The base follows from the present amount and the change."""
    if told.change is None or told.rate is None:
        return None
    change = abs(told.change.value)
    results = []
    for now in nows:
        value = now.value - change if up else now.value + change
        if value <= 0:
            continue
        half = now.half + told.change.half
        derived = Figure(now.mark, value, now.unit, half, False, now.start, now.end, short(value))
        results.append(_rate(told, told.change, derived, now))
    return _mildest(results)


def _rate(told: Comparison, change: Figure, base: Figure, now: Figure | None) -> Verdict | None:
    rate = told.rate
    if rate is None or base.value <= 0:
        return None
    quotient = _quotient(change, base, rate)
    if quotient is None:
        return None
    right, severity = quotient
    sign = "-" if (told.rate_up if told.change_up is None else told.change_up) else "+"
    of = f"（{short(now.value)}{sign}{short(abs(change.value))}）" if now else short(base.value)
    return Verdict(
        "NR-04",
        f"{short(abs(change.value))}÷{of}，增减率应为{short(right)}%，"
        f"现为{short(abs(rate.value))}%，差{short(abs(right - abs(rate.value)))}个百分点",
        f"{short(right)}%",
        f"{short(abs(rate.value))}%",
        told.start,
        told.end,
        severity,
    )


def _quotient(part: Figure, whole: Figure, percent: Figure) -> tuple[Decimal, str | None] | None:
    """What the percentage should be and how grave that is; None when it is right."""
    places = places_of(Decimal(percent.written))
    printed = abs(percent.value)
    value = abs(part.value) / whole.value * _HUNDRED
    right = round_to(value, places)
    if right == printed or whole.value <= whole.half:
        return None
    low = max(Decimal(0), abs(part.value) - part.half) / (whole.value + whole.half) * _HUNDRED
    high = (abs(part.value) + part.half) / (whole.value - whole.half) * _HUNDRED
    unit = Decimal(1).scaleb(-places)
    if low - percent.half <= printed <= high + percent.half or abs(right - printed) <= unit:
        return right, HINT
    return right, None


def _changes(trees: tuple[Tree, ...], told: tuple[Comparison, ...]) -> Iterator[_Relation]:
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
                f"各项增减之和应为{_yuan(parts)}，现总额增减为{_yuan(total)}，差{short(off)}万元",
                short(parts),
                short(total),
                whole.figure.start,
                tree.parts[-1].figure.end,
            )
        yield _Relation(figures, verdict)


def _signed(told: Comparison | None) -> Decimal | None:
    """The exact change against last year with its sign."""
    if told is None or told.against != "last" or told.change is None or told.change.rough:
        return None
    return abs(told.change.value) * (1 if told.change_up else -1)


def _shares(told: Told, trees: tuple[Tree, ...], story: Story) -> Iterator[_Relation]:
    """NR-05: 占…的p%, 完成预算的p%, where the whole is written and certain."""
    for share in told.shares:
        part = share.part
        if part is None or part.figure.rough or share.percent.rough:
            continue
        wholes = _wholes(share, part, told, trees, story)
        if wholes:
            figures = (part.figure, share.percent, wholes[0]) if part.figure.value else ()
            yield _Relation(
                frozenset(figure.start for figure in figures), _share(share, part, wholes, story)
            )


def _share(share: Share, part: Amount, wholes: list[Figure], story: Story) -> Verdict | None:
    results = [_quotient(part.figure, whole, share.percent) for whole in wholes]
    graded = [result for result in results if result is not None]
    if len(graded) < len(results) or _fits_elsewhere(share, part, story):
        return None
    right, severity = next((result for result in graded if result[1]), graded[0])
    words = f"完成{share.whole}" if share.plan else f"占{share.whole or '总额'}"
    printed = short(share.percent.value)
    return Verdict(
        "NR-05",
        f"{short(part.figure.value)}÷{short(wholes[0].value)}，{words}的比例应为{short(right)}%，"
        f"现为{printed}%，差{short(abs(right - share.percent.value))}个百分点",
        f"{short(right)}%",
        f"{printed}%",
        part.figure.start,
        share.percent.end,
        severity,
    )


def _wholes(
    share: Share, part: Amount, told: Told, trees: tuple[Tree, ...], story: Story
) -> list[Figure]:
    """The amounts that the share can be of, the nearest first; empty when that is not certain."""
    if share.plan:
        budgets = [a for a in told.amounts if a.kind in _named(share.whole)]
        same = [a for a in budgets if a.noun == part.noun and a is not part and a.at < part.at]
        return [a.figure for a in reversed(same) if not a.figure.rough and a.figure.value]
    noun = noun_in(share.whole)
    if noun is not None:
        mine = [a for a in story.amounts if a.noun == noun and a.own and a is not part]
        near = sorted(mine, key=lambda a: abs(a.figure.start - part.figure.start))
        return [a.figure for a in near if not a.figure.rough and a.figure.value]
    if share.whole:
        mine = [a for a in story.amounts if a.label.endswith(share.whole) and a is not part]
        return [a.figure for a in reversed(mine) if not a.figure.rough and a.figure.value]
    own = next((tree for tree in trees if part in tree.parts), None)
    return [whole.figure for whole in own.wholes if whole.figure.value] if own else []


def _named(plan: str) -> frozenset[str]:
    """The kinds of budget that 「完成…预算的p%」 may mean."""
    if "年初" in plan:
        return frozenset({"initial"})
    if "全年" in plan or "调整" in plan:
        return frozenset({"adjusted"})
    return frozenset({"initial", "budget", "adjusted"})


def _fits_elsewhere(share: Share, part: Amount, story: Story) -> bool:
    """Whether another amount of the text gives just this percentage: then the whole is in doubt."""
    places = places_of(Decimal(share.percent.written))
    return any(
        other.figure.value > CENT
        and other is not part
        and round_to(part.figure.value / other.figure.value * _HUNDRED, places)
        == share.percent.value
        for other in story.amounts
    )

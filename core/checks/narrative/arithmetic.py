"""Arithmetic inside a text: comparisons, shares, trees, each judged by what is written there.

All inputs are rounded numbers; a result is wrong only when no unrounded inputs could give it.
What could, but does not follow from the printed figures themselves, is a rounding gap (提示).
"""

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import HINT, WARNING
from core.checks.narrative.balances import balances
from core.checks.narrative.comparing import change_relations, comparison_relation
from core.checks.narrative.facts import Amount, Comparison, Share, Told
from core.checks.narrative.figures import Figure
from core.checks.narrative.formulas import formulas
from core.checks.narrative.moves import moves
from core.checks.narrative.nouns import WHOLES, noun_in
from core.checks.narrative.portions import portions
from core.checks.narrative.rates import fits_changed, rates
from core.checks.narrative.story import Story, tell
from core.checks.narrative.tallies import tallies
from core.checks.narrative.totals import totals
from core.checks.narrative.trees import CENT, Tree
from core.checks.narrative.verdict import Relation, Verdict, accounts, numbers, quotient, yuan
from core.checks.narrative.wholes import wholes
from core.number import places_of, round_to, short
from core.schema.remembered import by_identity

_HUNDRED = Decimal(100)
_LINK = "为是共计达到约:"
_SLIP = Decimal("0.01")
_ALIKE = 2
"""The last signs of a name: 支出 of 一类支出."""
_COMMON = re.compile("[@#预决算支出收入为是共计合总数金额的年初度全完成实际调整后安排本]")
"""Signs of which the labels of any amount are made."""


@functools.lru_cache(maxsize=128)
def verdicts(text: str) -> tuple[Verdict, ...]:
    """All contradictions inside the sentences of a text, in its order; one for one fact."""
    story = tell(text)
    relations: list[Relation] = []
    relations += formulas(text)
    before: tuple[Comparison, ...] = ()
    previous: Told | None = None
    for told, trees in zip(story.told, story.trees, strict=True):
        relations += map(comparison_relation, told.comparisons)
        relations += [Relation(_of_tree(tree), _tree(tree)) for tree in trees]
        relations += _shares(told, trees, story)
        relations += _by_itself(told, previous)
        if len(told.shares) > 1:
            relations += portions(
                told, [s for s in told.shares if not _known_whole(s, told, trees, story)]
            )
        relations += change_relations(trees, (*before, *told.comparisons))
        before, previous = told.comparisons, told
    return tuple(
        dataclasses.replace(r.verdict, figures=r.figures)
        for r in _roots(relations)
        if r.verdict is not None
    )


@by_identity(1024)
def _by_itself(told: Told, before: Told | None) -> tuple[Relation, ...]:
    """What a sentence and the one before it say, whatever else the text tells."""
    if not told.sentence.figures:
        return tuple(moves(told, before))
    return (
        *rates(told, before),
        *moves(told, before),
        *balances(told),
        *tallies(told.sentence),
        *wholes(told.sentence),
        *totals(told),
    )


def _roots(relations: list[Relation]) -> list[Relation]:
    """One wrong number breaks each relation that it stands in: only the first is kept.

    A number is the cause when it stands in several that fail and in none that holds. The same
    figures are told once, and not hinted at besides.
    """
    failing = [relation for relation in relations if relation.fails]
    sound = {place for r in relations if r.verdict is None for place in r.figures}
    counts = Counter(place for r in failing for place in r.figures - sound)
    dropped: set[int] = set()
    for place, _ in counts.most_common():
        mine = [r for r in failing if place in r.figures and id(r) not in dropped]
        dropped |= {id(relation) for relation in mine[1:]}
    told: set[frozenset[int]] = set()
    kept = []
    for relation in relations:
        if id(relation) in dropped or (relation.fails and relation.figures in told):
            continue
        kept.append(relation)
        if relation.fails:
            told.add(relation.figures)
    return [r for r in kept if r.fails or not any(_hints_at(r, figures) for figures in told)]


def _hints_at(relation: Relation, figures: frozenset[int]) -> bool:
    """Whether a relation only hints at what is told of these figures for certain."""
    return relation.verdict is not None and bool(relation.figures) and relation.figures <= figures


def _of_tree(tree: Tree) -> frozenset[int]:
    """A list that need not be complete holds by no more than accident: it proves nothing sound."""
    if not (tree.exact or tree.broken or tree.overspent or _all_of_it(tree)):
        return frozenset()
    fits = [whole for whole in tree.wholes if whole.figure.value == tree.sum]
    return frozenset(amount.figure.start for amount in (*(fits or tree.wholes), *tree.parts))


def _tree(tree: Tree) -> Verdict | None:
    """NR-01: the parts are more than the whole, or miss it by no more than 1 %."""
    if any(amount.figure.rough for amount in (*tree.wholes, *tree.parts)) or tree.exact:
        return None
    gap, total = tree.gap, tree.total
    tail = abs(gap) <= tree.tolerance
    slip = gap < 0 and len(tree.parts) > 1 and not tree.open
    slip = slip and (-gap <= total.figure.value * _SLIP or _all_of_it(tree))
    if not (tree.broken or tree.overspent or slip or (tail and (gap > 0 or len(tree.parts) > 1))):
        return None
    parts = "+".join(short(part.figure.value) for part in tree.parts)
    words = "尾差" if tail else "差"
    led_in = not tree.use and not tree.open and _of_accounts(tree)
    known = _known(tree) and gap > _printed(tree)
    certain = known if tree.overspent else tree.broken and (led_in or known) and not _beside(tree)
    says = f"各项之和应为{yuan(total.figure.value)}，现为{parts}={yuan(tree.sum)}"
    if len(tree.parts) == 1:
        says = f"其中的数应不大于{yuan(total.figure.value)}，现为{yuan(tree.sum)}"
    return Verdict(
        "NR-01",
        f"{says}，{words}{short(abs(gap))}万元",
        short(total.figure.value),
        short(tree.sum),
        total.figure.start,
        tree.parts[-1].figure.end,
        WARNING if tree.of_assets and tree.broken else None if certain else HINT,
    )


def _beside(tree: Tree) -> bool:
    """Whether the last part may be told beside its whole: 「一类支出¥，其中甲¥，二类支出¥」.

    It is more than the whole and named like it.
    """
    last, label = tree.parts[-1], tree.total.label.rstrip(_LINK)
    alike = len(label) > _ALIKE and last.label.rstrip(_LINK).endswith(label[-_ALIKE:])
    rest = tree.sum - last.figure.value
    return alike and 0 < rest <= tree.total.figure.value < last.figure.value and not _known(tree)


def _all_of_it(tree: Tree) -> bool:
    """Whether the parts are all that 三公经费 can be of."""
    nouns = {part.noun for part in tree.parts}
    vehicle = "vehicle" in nouns or nouns >= {"vehicle_purchase", "vehicle_operation"}
    return tree.total.noun == "three_public" and vehicle and nouns >= {"reception", "abroad"}


def _printed(tree: Tree) -> Decimal:
    """How far a sum may be off when its figures were rounded as they are printed."""
    figures = [amount.figure for amount in (tree.total, *tree.parts)]
    return sum((max(f.half, Decimal(5).scaleb(-places_of(f.value) - 1)) for f in figures), CENT)


def _known(tree: Tree) -> bool:
    """Whether each part is one of the whole by its very name, however the list is led in."""
    whole = tree.total.noun
    return whole is not None and all(whole in WHOLES.get(p.noun or "", ()) for p in tree.parts)


def _of_accounts(tree: Tree) -> bool:
    return accounts(tree.wholes) or any(part.noun is not None for part in tree.parts)


def _shares(told: Told, trees: tuple[Tree, ...], story: Story) -> Iterator[Relation]:
    """NR-05: 占…的p%, 完成预算的p%, where the whole is written and certain."""
    for share in told.shares:
        part = share.part
        if part is None or part.figure.rough or share.percent.rough:
            continue
        wholes = wholes_of(share, part, told, trees, story)
        if wholes:
            part = _subject(share, part, wholes, trees)
            yield _share(share, part, wholes, told, trees, story)


def _subject(share: Share, part: Amount, wholes: list[Figure], trees: tuple[Tree, ...]) -> Amount:
    """What a share is of: the amount before it, or the total of the list that ends there.

    「项目支出20万元，其中办案8万元、运维12万元，占总支出的20%」.
    """
    heads = (
        tree.total
        for tree in trees
        if len(tree.parts) > 1 and tree.parts[-1] == part and tree.total.figure not in wholes
    )

    def fits(amount: Amount) -> bool:
        return any(quotient(amount.figure, whole, share.percent) is None for whole in wholes)

    return part if fits(part) else next((head for head in heads if fits(head)), part)


def _known_whole(share: Share, told: Told, trees: tuple[Tree, ...], story: Story) -> bool:
    return share.part is not None and bool(wholes_of(share, share.part, told, trees, story))


def _share(
    share: Share,
    part: Amount,
    wholes: list[Figure],
    told: Told,
    trees: tuple[Tree, ...],
    story: Story,
) -> Relation:
    """A share that fits no whole may be wrong by each of them; one that is nil proves nothing."""
    wholes = sorted(wholes, key=lambda whole: not _holds(whole, part.figure, share.percent))
    results = [(whole, quotient(part.figure, whole, share.percent)) for whole in wholes]
    fits = next((whole for whole, result in results if result is None), None)
    if fits is not None:
        taking_part = (part.figure, share.percent, fits) if part.figure.value else ()
        return Relation(frozenset(figure.start for figure in taking_part), None)
    if _fits_elsewhere(share, part, trees, story) or _other_part(share, told):
        return Relation(frozenset(), None)
    starts = frozenset(figure.start for figure in (part.figure, share.percent, *wholes))
    return Relation(starts, _share_verdict(share, part, [(w, r) for w, r in results if r]))


def _holds(whole: Figure, part: Figure, percent: Figure) -> bool:
    """Whether a whole can have the part, as far as the share itself is of no more than all."""
    return percent.value > _HUNDRED or part.value <= whole.value


def _share_verdict(
    share: Share, part: Amount, graded: list[tuple[Figure, tuple[Decimal, str | None]]]
) -> Verdict:
    """By the likeliest whole, or the one that the share misses by no more than rounding."""
    whole, (right, severity) = next((each for each in graded if each[1][1]), graded[0])
    part_of = numbers(part.figure, whole)
    done = share.plan or (share.of is not None and "预算" in share.whole)
    words = f"完成{share.whole}" if done else f"占{share.whole or '总额'}"
    printed = short(share.percent.value)
    return Verdict(
        "NR-05",
        f"{part_of[0]}÷{part_of[1]}，{words}的比例应为{short(right)}%，"
        f"现为{printed}%，差{short(abs(right - share.percent.value))}个百分点",
        f"{short(right)}%",
        f"{printed}%",
        part.figure.start,
        share.percent.end,
        severity,
    )


def wholes_of(
    share: Share, part: Amount, told: Told, trees: tuple[Tree, ...], story: Story
) -> list[Figure]:
    """The amounts that the share can be of, the nearest first; empty when that is not certain."""
    if share.of is not None:
        return [] if share.of.figure.rough or not share.of.figure.value else [share.of.figure]
    if share.plan:
        budgets = [a for a in told.amounts if a.kind in _named(share.whole)]
        if "年初" not in share.whole and fits_changed(
            part.figure, budgets, share.percent, told.amounts
        ):
            return []
        same = [
            a
            for a in budgets
            if a.noun == part.noun
            and a.figure != part.figure
            and a.at < part.at
            and _same_matter(a.label, part.label)
        ]
        return [a.figure for a in reversed(same) if not a.figure.rough and a.figure.value]
    noun = noun_in(share.whole)
    if noun is not None:
        mine = [a for a in story.amounts if a.noun == noun and a.own and a.figure != part.figure]
        near = sorted(mine, key=lambda a: abs(a.figure.start - part.figure.start))
        return [a.figure for a in near if not a.figure.rough and a.figure.value]
    if share.whole:
        mine = [
            a
            for a in story.amounts
            if a.label.rstrip(_LINK).endswith(share.whole) and a.figure != part.figure
        ]
        return [a.figure for a in reversed(mine) if not a.figure.rough and a.figure.value]
    own = next((tree for tree in trees if part in tree.parts), None)
    return [whole.figure for whole in own.wholes if whole.figure.value] if own else []


def _same_matter(one: str, other: str) -> bool:
    """Whether two labels may name one thing: 养护支出 of 道路养护年初预算, not 会议费 of 培训费."""
    mine, theirs = (_COMMON.sub("", label) for label in (one, other))
    return not mine or not theirs or any(mine[i : i + 2] in theirs for i in range(len(mine) - 1))


def _other_part(share: Share, told: Told) -> bool:
    """Whether another amount of the sentence is just this share of the amount that it names."""
    whole = share.of
    return whole is not None and any(
        quotient(amount.figure, whole.figure, share.percent) is None
        for amount in told.amounts
        if amount.figure.value
    )


def _named(plan: str) -> frozenset[str]:
    """The kinds of budget that 「完成…预算的p%」 may mean."""
    if "年初" in plan:
        return frozenset({"initial"})
    if "全年" in plan or "调整" in plan:
        return frozenset({"adjusted"})
    return frozenset({"initial", "budget", "adjusted"})


def _fits_elsewhere(share: Share, part: Amount, trees: tuple[Tree, ...], story: Story) -> bool:
    """Whether another amount of the text gives just this percentage: then the whole is in doubt.

    None that is a part of the same whole.
    """
    places = places_of(Decimal(share.percent.written))
    beside = {p.figure.start for tree in trees if part in tree.parts for p in tree.parts}
    return any(
        other.figure.value > CENT
        and other.figure.start not in beside
        and other.figure != part.figure
        and round_to(part.figure.value / other.figure.value * _HUNDRED, places)
        == share.percent.value
        for other in story.amounts
    )

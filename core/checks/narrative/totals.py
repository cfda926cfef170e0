"""Sums told without 其中: 「甲3万元，乙2万元，合计5万元」, 「年初8万元，追加2万元，全年10万元」."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import HINT, WARNING
from core.checks.narrative.facts import Amount, Share, Told
from core.checks.narrative.nouns import TOTALS, is_bare, noun_in
from core.checks.narrative.sentences import words_before
from core.checks.narrative.trees import CENT
from core.checks.narrative.verdict import Relation, Verdict, yuan
from core.number import short

_CLOSING = re.compile(
    r"^(?:[两二三四五六七八九十以上述各几#]*[项类笔批]?(?:资金|经费|费用)?)?(?:合计|共计|总计|共)(?:为|支出|投入|使用|是|:)*$"
)
_SUMMED = re.compile("合计|共计|总计|总支出|总额|支出总")
_MIXED = re.compile("其中|每|单价|比|较|同比|结余|结转|收入|上年|去年|预算|人均|标准|调整|追加")
_OTHER_MONEY = re.compile("结转|结余|收回|调减|核减|压减|上缴|上年|盘活|其他")
_YEARS_MONEY = re.compile("(?:全年|预算)总?收入(?:总额|合计)?$|总收入$")
_BRACKET = re.compile(r"\([^()]*\)")
_DONE = re.compile("执行|(?<!项目)(?<!基本)支出|决算|完成|支付")
_HUNDRED = Decimal(100)
_ALL = frozenset({None, "general", *TOTALS})
"""Nouns of all the unit's money."""
_PAIRS = (("basic", "project"), ("personnel", "public"))
_WHOLES = {"basic": frozenset({"spending", "general"}), "personnel": frozenset({"basic"})}
_CAME_IN = re.compile("收入|拨款|到位|下达")
_COMPLETE = re.compile("分别|组成|构成|(?<!主要)包括")
_PLANNED = frozenset({"initial", "budget", "adjusted"})
_OTHER_WHOLE = re.compile("比|较|同比|结转|追加|占(?=[^%]*支出¥)")
_MORE_PARTS = re.compile("经营|上缴|附属|结转|结余|其他|资本性|补助|离退休|等")


def totals(told: Told) -> Iterator[Relation]:
    """NR-01, NR-03 and NR-05 of a sentence's amounts side by side."""
    yield from _closing(told)
    yield from _budgets(told)
    yield from _pairs(told)
    yield from _halves(told)


def _closing(told: Told) -> Iterator[Relation]:
    """A bare 合计 at the end of amounts that are told one after the other."""
    skeleton = told.sentence.skeleton
    for index, total in enumerate(told.amounts):
        scope = _BRACKET.sub("", skeleton[: total.at])
        items = [a for a in told.amounts[:index] if not _bracketed(skeleton, a.at)]
        closes = _CLOSING.match(total.label) or _is_of_pair(items, total)
        if len(items) < 2 or not closes or _MIXED.search(scope):  # noqa: PLR2004
            continue
        if any(item.figure.rough for item in (*items, total)):
            continue
        yield _summed(items, total)


def _is_of_pair(items: list[Amount], total: Amount) -> bool:
    """「基本支出420万元，项目支出150万元，支出合计570万元」."""
    nouns = {item.noun for item in items if item.own}
    whole = next((_WHOLES[pair[0]] for pair in _PAIRS if nouns == set(pair)), frozenset())
    same = len({item.kind for item in (*items, total)} - {None}) <= 1
    return (
        len(items) == len(nouns)
        and total.noun in whole
        and same
        and _SUMMED.search(total.label) is not None
    )


def _bracketed(skeleton: str, at: int) -> bool:
    return skeleton.rfind("(", 0, at) > skeleton.rfind(")", 0, at)


def _summed(items: list[Amount], total: Amount) -> Relation:
    """Sound where the last ones, or all, make up the total."""
    halves = sum((max(item.figure.half, CENT) for item in (*items, total)), Decimal(0))
    so_far = Decimal(0)
    for count, item in enumerate(reversed(items), 1):
        so_far += item.figure.value
        if count > 1 and abs(so_far - total.figure.value) <= halves:
            starts = frozenset(i.figure.start for i in (*items[-count:], total))
            return Relation(starts, None)
    words = "+".join(short(item.figure.value) for item in items)
    return Relation(
        frozenset(item.figure.start for item in (*items, total)),
        Verdict(
            "NR-01",
            f"合计应为{words}={yuan(so_far)}，现为{yuan(total.figure.value)}，"
            f"差{short(abs(so_far - total.figure.value))}万元",
            short(so_far),
            short(total.figure.value),
            items[0].figure.start,
            total.figure.end,
            WARNING,
        ),
    )


def _budgets(told: Told) -> Iterator[Relation]:
    """年初预算 and what was added make up 全年预算, where nothing else is told."""
    if _OTHER_MONEY.search(told.sentence.skeleton):
        return
    own = [a for a in told.amounts if not _bracketed(told.sentence.skeleton, a.at)]
    found = {kind: [a for a in own if a.kind == kind] for kind in ("initial", "added", "adjusted")}
    if not found["adjusted"]:
        found["adjusted"] = [a for a in own if a.kind is None and _YEARS_MONEY.search(a.label)]
    if any(len(amounts) != 1 for amounts in found.values()):
        return
    initial, added, adjusted = (amounts[0] for amounts in found.values())
    same = initial.noun == adjusted.noun or {initial.noun, adjusted.noun} <= _ALL
    alike = added.noun in {None, initial.noun} and _follows(initial, adjusted)
    if not same and not alike:
        return
    if any(a.figure.rough or _DONE.search(a.label) for a in (initial, added, adjusted)):
        return
    right = initial.figure.value + added.figure.value
    off = abs(right - adjusted.figure.value)
    starts = frozenset(a.figure.start for a in (initial, added, adjusted))
    if not off:
        yield Relation(starts, None)
        return
    tail = off <= initial.figure.half + added.figure.half + adjusted.figure.half
    yield Relation(
        starts,
        Verdict(
            "NR-03",
            f"年初{short(initial.figure.value)}加追加{short(added.figure.value)}，全年预算应为"
            f"{yuan(right)}，现为{yuan(adjusted.figure.value)}，差{short(off)}万元",
            short(right),
            short(adjusted.figure.value),
            initial.figure.start,
            adjusted.figure.end,
            HINT if tail else WARNING,
        ),
    )


def _follows(first: Amount, amount: Amount) -> bool:
    """Whether an amount speaks of what the first one named: a bare 「全年预算数」."""
    return amount.noun in {None, first.noun} and is_bare(amount.label)


def _pairs(told: Told) -> Iterator[Relation]:
    """基本支出 and 项目支出, 人员经费 and 公用经费 share one whole; where no amounts tell more."""
    named = [(_noun(told, share), share) for share in told.shares]
    for one, other in _PAIRS:
        both = [share for noun, share in named if noun in {one, other} and not share.plan]
        nouns = {noun for noun, _ in named if noun in {one, other}}
        if len(both) != len(nouns) or len(nouns) < 2 or len({s.whole for s in both}) > 1:  # noqa: PLR2004
            continue
        if any(share.percent.rough or share.part is not None for share in both):
            continue
        total = sum((share.percent.value for share in both), Decimal(0))
        slack = sum((share.percent.half for share in both), Decimal(0))
        starts = frozenset(share.percent.start for share in both)
        if total <= _HUNDRED + slack:
            yield Relation(starts if abs(total - _HUNDRED) <= slack else frozenset(), None)
            continue
        words = "+".join(f"{short(share.percent.value)}%" for share in both)
        yield Relation(
            starts,
            Verdict(
                "NR-05",
                f"各占比之和应为100%，现为{words}={short(total)}%",
                "100%",
                f"{short(total)}%",
                min(starts),
                max(share.percent.end for share in both),
            ),
        )


def _halves(told: Told) -> Iterator[Relation]:
    """基本支出 and 项目支出 are all of 支出, 人员经费 and 公用经费 all of 基本支出.

    Without 其中 they are told side by side; less than the whole is a hint, for other kinds of
    spending may be left out, unless the words say that this is all.
    """
    skeleton = told.sentence.skeleton
    own = [a for a in told.amounts if not _bracketed(skeleton, a.at)]
    for one, other in _PAIRS:
        both = [a for a in own if a.own and a.noun in {one, other}]
        if [a.noun for a in both] not in ([one, other], [other, one]):
            continue
        whole = _whole_of([a for a in own if a.at < both[0].at], one)
        if whole is None or any(a.figure.rough or a.year == -1 for a in (whole, *both)):
            continue
        kinds = {a.kind for a in (whole, *both)} - {None}
        between = skeleton[whole.at : both[1].at]
        if len(kinds) > 1 or not both[1].figure.value or _OTHER_WHOLE.search(between):
            continue
        if whole.year == both[0].year:
            yield from _halved(whole, both, between, skeleton[both[1].at + 1 :])


def _whole_of(before: list[Amount], part: str) -> Amount | None:
    """总支出 of 基本支出, 基本支出 of 人员经费; without a name it is what stands just before."""
    before = [amount for amount in before if not _CAME_IN.search(amount.label)]
    named = [amount for amount in before if amount.noun in _WHOLES[part]]
    if named or not before:
        return named[-1] if named else None
    last = before[-1]
    plain = last.noun is None and last.kind in _PLANNED and is_bare(last.label)
    return last if part == "basic" and plain else None


def _halved(whole: Amount, both: list[Amount], between: str, after: str) -> Iterator[Relation]:
    gap = sum((a.figure.value for a in both), Decimal(0)) - whole.figure.value
    figures = [a.figure for a in (whole, *both)]
    starts = frozenset(figure.start for figure in figures)
    if abs(gap) <= sum((max(figure.half, CENT) for figure in figures), Decimal(0)):
        yield Relation(starts, None)
        return
    if gap < 0 and (_MORE_PARTS.search(between + after.partition(";")[0]) or "¥" in after):
        return
    words = "+".join(short(a.figure.value) for a in both)
    total = sum((a.figure.value for a in both), Decimal(0))
    yield Relation(
        starts,
        Verdict(
            "NR-01",
            f"各项之和应为{yuan(whole.figure.value)}，现为{words}={yuan(total)}，"
            f"差{short(abs(gap))}万元",
            short(whole.figure.value),
            short(total),
            whole.figure.start,
            both[1].figure.end,
            WARNING if gap > 0 or _COMPLETE.search(between) else HINT,
        ),
    )


def _noun(told: Told, share: Share) -> str | None:
    """What a share is of: the noun before 占, else that of its amount."""
    at = next(p for p, f in told.sentence.figures.items() if f.start == share.percent.start)
    return noun_in(words_before(told.sentence.skeleton, at, "，;。()").partition("占")[0])

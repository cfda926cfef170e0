"""From one figure to another: 「由2.5万元降到1.8万元」, 「决算数大于预算数」, 「与上年¥持平」.

What the words say of two figures that both stand there.
"""

import dataclasses
import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import HINT, WARNING
from core.checks.narrative.facts import Amount, Told
from core.checks.narrative.figures import Figure
from core.checks.narrative.sentences import Sentence
from core.checks.narrative.verdict import Relation, Verdict
from core.checks.narrative.versus import DOWN, UP
from core.number import short

_IN = "[^，;:()¥%#]"
_CHANGED = rf"(?:(?P<up{{0}}>{UP})|(?P<down{{0}}>{DOWN}))"
_MOVE = re.compile(
    rf"(?:{_CHANGED.format(0)}了?(?P<before>[¥#])，)?"
    rf"(?<![自原缘理])(?:由|从){_IN}{{0,12}}(?P<a>[¥#]){_IN}{{0,8}}?{_CHANGED.format(1)}[到至为]"
    rf"{_IN}{{0,8}}(?P<b>[¥#])(?:，{_IN}{{0,6}}?{_CHANGED.format(2)}了?(?P<after>[¥#]))?"
)
_BOOKED = re.compile(
    r"(?:决算|支出|执行|完成)数?(?P<way>大于|高于|多于|超过|小于|低于|少于|等于)(?:年初|全年|调整后?)?预算数?(?![^，;¥]{0,4}¥)"
)
_WITHIN = re.compile(
    r"¥，(?:支出|决算|实际)?数?(?:小于|低于|少于|未超过|没有超过|未超出|不超)(?:年初|全年)?预算数?(?P<most>¥)"
)
_SAME = re.compile(r"(?P<now>¥)，?(?:与|同|和|较|比)(?:上一?年|去年)[^，;¥%#]{0,6}(?P<last>¥)持平")
_WISH = re.compile("力争|争取|目标|计划|拟|确保|要求|应当|必须|原则")
_LEADS = re.compile(
    r"[由从][^，;:()¥%#]{0,12}[¥#]|于(?:年初|全年|调整后?)?预算|超[过出]?[^，]{0,4}预算|持平"
)
_MORE = frozenset({"大于", "高于", "多于", "超过"})
_BUDGETS = frozenset({"initial", "budget", "adjusted"})


def moves(told: Told, before: Told | None) -> Iterator[Relation]:
    """NR-02 and NR-03 of the figures that a sentence leads from and to."""
    sentence, text = told.sentence, told.sentence.skeleton
    if not _LEADS.search(text) or _WISH.search(text):
        return
    yield from _moved(sentence)
    yield from _booked(told, before)
    for match in _WITHIN.finditer(text):
        now, most = sentence.figures[match.start()], sentence.figures[match.start("most")]
        if not now.rough:
            yield _ordered(now, most, now.value <= most.value, "不大于", "大于")
    for match in _SAME.finditer(text):
        now, last = (sentence.figures[match.start(name)] for name in ("now", "last"))
        if not now.rough and not last.rough:
            close = abs(now.value - last.value) <= now.half + last.half
            yield _ordered(now, last, close, "等于", "持平")


def _moved(sentence: Sentence) -> Iterator[Relation]:
    for match in _MOVE.finditer(sentence.skeleton):
        first, last = (sentence.figures[match.start(name)] for name in "ab")
        if first.rough or last.rough or first.unit != last.unit or not first.unit:
            continue
        gap = last.value - first.value
        yield _ordered(first, last, not gap or (gap > 0) == bool(match["up1"]), *_way(match, gap))
        for name, number in (("before", "0"), ("after", "2")):
            if not match[name]:
                continue
            change = sentence.figures[match.start(name)]
            if change.unit == first.unit and not change.rough:
                yield _changed(first, last, change, up=bool(match[f"up{number}"]))


def _way(match: re.Match[str], gap: Decimal) -> tuple[str, str]:
    said = match["up1"] or match["down1"]
    return ("增加" if gap > 0 else "减少"), said


def _ordered(one: Figure, other: Figure, holds: bool, right: str, said: str) -> Relation:
    first, last = sorted((one, other), key=lambda figure: figure.start)
    starts = frozenset({one.start, other.start})
    if holds:
        return Relation(starts, None)
    return Relation(
        starts,
        Verdict(
            "NR-02",
            f"{short(one.value)}与{short(other.value)}应为“{right}”，现为“{said}”",
            right,
            said,
            first.start,
            last.end,
            WARNING,
        ),
    )


def _changed(first: Figure, last: Figure, change: Figure, *, up: bool) -> Relation:
    gap = last.value - first.value
    slack = first.half + last.half + change.half if change.mark == "¥" else Decimal(0)
    figures = sorted((first, last, change), key=lambda figure: figure.start)
    starts = frozenset(figure.start for figure in figures)
    if abs(abs(gap) - change.value) <= slack:
        return Relation(starts, None)
    way = "增加" if gap > 0 else "减少"
    return Relation(
        starts,
        Verdict(
            "NR-03",
            f"{short(first.value)}到{short(last.value)}应为“{way}{short(abs(gap))}”，"
            f"现为“{'增加' if up else '减少'}{short(change.value)}”",
            short(abs(gap)),
            short(change.value),
            figures[0].start,
            figures[-1].end,
        ),
    )


def _booked(told: Told, before: Told | None) -> Iterator[Relation]:
    """「决算数小于预算数」 by the budget and the outcome told last; equality is only a hint."""
    skeleton = told.sentence.skeleton
    for match in _BOOKED.finditer(skeleton):
        scope = skeleton.rfind(";", 0, match.start()) + 1
        amounts: tuple[Amount, ...] = tuple(
            a for a in told.amounts if scope <= a.at < match.start()
        )
        if not amounts and not scope and before is not None and not match.start():
            amounts = before.amounts
        plans = [a for a in amounts if a.kind in _BUDGETS]
        done = [a for a in amounts if a.kind == "final"]
        if len(plans) != 1 or len(done) != 1 or plans[0].noun != done[0].noun:
            continue
        plan, spent = plans[0].figure, done[0].figure
        if plan.rough or spent.rough or {plans[0].year, done[0].year} & {-1}:
            continue
        gap = spent.value - plan.value
        right = "大于" if gap > 0 else "小于" if gap < 0 else "等于"
        said = "大于" if match["way"] in _MORE else "小于"
        said = "等于" if match["way"] == "等于" else said
        relation = _ordered(spent, plan, right == said, right, said)
        if relation.verdict is not None and right == "等于":
            mild = dataclasses.replace(relation.verdict, severity=HINT)
            yield Relation(frozenset(), mild)
        else:
            yield relation

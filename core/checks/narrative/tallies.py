"""Counts that must agree: groups of staff, posts and vacancies, scores, changes since last year."""

import dataclasses
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import WARNING
from core.checks.narrative.figures import COUNT, Figure
from core.checks.narrative.sentences import Sentence
from core.checks.narrative.verdict import Relation, Verdict, quotient
from core.checks.narrative.versus import DOWN, UP
from core.number import short

_PEOPLE = frozenset({"人", "名", "个"})
_GROUPS = (
    ("行政|公务员", "事业", "工勤|后勤"),
    ("离休", "(?<!离)退休"),
    ("管理", "专业技术|专技", "工勤"),
)
"""Of the kinds in one group nobody belongs to two."""
_STAFF = re.compile(r"(?:编制|职工|人员|人数|干部|在职|在编|实有|离退休)[^#，;:()]{0,8}$")
_LIST = re.compile(
    r"#(?:[，(]?其中[:，]?|\()(?P<items>[^#;()]{2,14}#(?:[、，和及;]?[^#;()，、:]{2,12}#)+)"
)
_ITEM = re.compile(r"(?:^|(?<=#))[、，和及;]?(?P<label>[^#]+)#")
_VACANT = re.compile(
    r"编制[^#，;]{0,8}(?P<posts>#)[^#¥%;]{0,8}?(?:在职|实有|在编|在岗)[^#¥%，;]{0,10}(?P<staff>#)"
    r"[^#¥%;]{0,6}?(?P<way>空编|缺编|空缺|超编)[^#¥%，;]{0,4}(?P<gap>#)"
)
_SCORE = re.compile(r"(?:得分|总分|评分)[^#，;:()]{0,4}$")
_ASPECT = re.compile("指标|执行|投入|过程|产出|效益|效果|满意|成本|管理|决策|履职")
_WEIGHT = re.compile("分值|满分|权重|扣")
_SHARE = re.compile(
    r"(?P<n>#)[^#¥%;]{0,4}，?(?:完成|占|为|是|达到?)[^#¥%;，]{0,10}(?P<of>#)的(?P<p>%)"
)
_CHANGE = re.compile(
    rf"(?P<now>#)，?同?(?:比|较|与)(?:上一?年|去年|@)[^#¥%，;]{{0,8}}?(?P<base>#)?(?:相比)?，?"
    rf"(?:同比)?净?(?:(?P<up>{UP})|(?P<down>{DOWN}))了?(?P<change>#)"
    rf"(?:，(?:同比)?(?:{UP}|{DOWN})[^#¥%，;]{{0,4}}(?P<rate>%))?"
)


def tallies(sentence: Sentence) -> Iterator[Relation]:
    """NR-12, NR-01, NR-03, NR-04, NR-05 on the counts of a sentence."""
    if COUNT not in sentence.skeleton:
        return
    yield from _lists(sentence)
    yield from _vacancies(sentence)
    yield from _changes(sentence)
    yield from _shares(sentence)


def _lists(sentence: Sentence) -> Iterator[Relation]:
    """「编制65名，其中行政编制30名，事业编制35名」, 「得分96分，其中产出指标40分，…」."""
    for match in _LIST.finditer(sentence.skeleton):
        before = sentence.skeleton[: match.start()]
        start = match.start("items")
        items = list(_ITEM.finditer(match["items"]))
        labels = [item["label"] for item in items]
        whole = sentence.figures[match.start()]
        parts = [sentence.figures[start + item.end() - 1] for item in items]
        if any(figure.rough for figure in (whole, *parts)):
            continue
        if _STAFF.search(before) and {f.unit for f in (whole, *parts)} <= _PEOPLE:
            count = _disjoint(labels)
            if count > 1:
                both = "离退休" in before[-8:] and count == len(_GROUPS[1])
                yield _sum("NR-12", whole, parts[:count], "人", exact=both)
        elif (
            _SCORE.search(before)
            and {f.unit for f in (whole, *parts)} == {"分"}
            and all(_ASPECT.search(label) and not _WEIGHT.search(label) for label in labels)
        ):
            yield _sum("NR-01", whole, parts, "分", exact=False)


def _disjoint(labels: list[str]) -> int:
    """How many of the first items are of kinds that exclude each other."""
    best = 0
    for group in _GROUPS:
        used: set[str] = set()
        for label in labels:
            kinds = [kind for kind in group if re.search(kind, label)]
            if len(kinds) != 1 or kinds[0] in used:
                break
            used.add(kinds[0])
        best = max(best, len(used))
    return best


def _sum(code: str, whole: Figure, parts: list[Figure], unit: str, *, exact: bool) -> Relation:
    """A list may be incomplete, with `exact` not; what follows a complete one is part of a part."""
    sums = list(itertools.accumulate(part.value for part in parts))
    total = sums[-1]
    starts = frozenset(figure.start for figure in (whole, *parts))
    if whole.value in sums[1:]:
        return Relation(starts, None)
    if total < whole.value and not exact:
        return Relation(frozenset(), None)
    words = "+".join(short(part.value) for part in parts)
    return Relation(
        starts,
        Verdict(
            code,
            f"各项之和应为{short(whole.value)}{unit}，现为{words}={short(total)}{unit}，"
            f"差{short(abs(total - whole.value))}{unit}",
            short(whole.value),
            short(total),
            whole.start,
            parts[-1].end,
        ),
    )


def _vacancies(sentence: Sentence) -> Iterator[Relation]:
    """「编制65名，实有62名，空编3名」."""
    for match in _VACANT.finditer(sentence.skeleton):
        posts, staff, gap = (sentence.figures[match.start(n)] for n in ("posts", "staff", "gap"))
        figures = (posts, staff, gap)
        if any(f.rough or f.unit not in _PEOPLE for f in figures):
            continue
        right = staff.value - posts.value if match["way"] == "超编" else posts.value - staff.value
        verdict = None
        if right != gap.value:
            verdict = Verdict(
                "NR-12",
                f"编制{short(posts.value)}、实有{short(staff.value)}，{match['way']}应为"
                f"{short(right)}{gap.unit}，现为{short(gap.value)}{gap.unit}",
                short(right),
                short(gap.value),
                posts.start,
                gap.end,
            )
        yield Relation(frozenset(figure.start for figure in figures), verdict)


def _shares(sentence: Sentence) -> Iterator[Relation]:
    """「建设23.5公里，占计划25公里的94%」."""
    for match in _SHARE.finditer(sentence.skeleton):
        part, whole, percent = (sentence.figures[match.start(n)] for n in ("n", "of", "p"))
        if part.unit != whole.unit or not part.unit or not whole.value:
            continue
        if any(figure.rough for figure in (part, whole, percent)):
            continue
        exact = [dataclasses.replace(figure, half=Decimal(0)) for figure in (part, whole)]
        result = quotient(exact[0], exact[1], percent)
        verdict = None
        if result is not None:
            right, severity = result
            verdict = Verdict(
                "NR-05",
                f"{short(part.value)}÷{short(whole.value)}={short(right)}%，"
                f"现为{short(percent.value)}%",
                f"{short(right)}%",
                f"{short(percent.value)}%",
                part.start,
                percent.end,
                severity or WARNING,
            )
        yield Relation(frozenset(figure.start for figure in (part, whole, percent)), verdict)


def _changes(sentence: Sentence) -> Iterator[Relation]:
    """「接待325批次，较上年370批次减少45批次，下降12.16%」."""
    for match in _CHANGE.finditer(sentence.skeleton):
        found = {
            n: sentence.figures[match.start(n)]
            for n in ("now", "base", "change", "rate")
            if match[n]
        }
        now, change, base, rate = (found.get(n) for n in ("now", "change", "base", "rate"))
        counts = {figure.unit for name, figure in found.items() if name != "rate"}
        if now is None or change is None or len(counts) > 1 or counts & {"", "年", "月", "日"}:
            continue
        if any(figure.rough for figure in found.values()):
            continue
        starts = frozenset(figure.start for figure in found.values())
        place = (now.start, max(figure.end for figure in found.values()))
        yield Relation(starts, _change(now, base, change, rate, bool(match["up"]), place))


def _change(
    now: Figure,
    base: Figure | None,
    change: Figure,
    rate: Figure | None,
    up: bool,
    place: tuple[int, int],
) -> Verdict | None:
    signed = change.value if up else -change.value
    before = base.value if base else now.value - signed
    unit = now.unit
    if before + signed != now.value:
        gap = now.value - before
        way, said = ("增加" if gap > 0 else "减少"), ("增加" if up else "减少")
        code = "NR-03" if abs(gap) != change.value else "NR-02"
        return Verdict(
            code,
            f"{short(now.value)}与{short(before)}相比应为“{way}{short(abs(gap))}{unit}”，"
            f"现为“{said}{short(change.value)}{unit}”",
            f"{way}{short(abs(gap))}",
            f"{said}{short(change.value)}",
            *place,
        )
    if rate is None or before <= 0:
        return None
    whole = Figure(COUNT, before, unit, Decimal(0), False, now.start, now.end, short(before))
    exact = Figure(COUNT, change.value, unit, Decimal(0), False, change.start, change.end, "")
    result = quotient(exact, whole, rate)
    if result is None:
        return None
    right, severity = result
    return Verdict(
        "NR-04",
        f"{short(change.value)}÷{short(before)}，增减率应为{short(right)}%，现为"
        f"{short(abs(rate.value))}%，差{short(abs(right - abs(rate.value)))}个百分点",
        f"{short(right)}%",
        f"{short(abs(rate.value))}%",
        *place,
        severity,
    )

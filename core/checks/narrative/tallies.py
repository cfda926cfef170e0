"""Counts that must agree: groups of staff, posts and vacancies, scores, changes since last year."""

import dataclasses
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import HINT, WARNING
from core.checks.narrative.figures import COUNT, Figure
from core.checks.narrative.sentences import Sentence
from core.checks.narrative.verdict import Relation, Verdict, quotient
from core.checks.narrative.versus import DOWN, UP
from core.number import short

_PEOPLE = frozenset({"人", "名", "个"})
_TEMPORARY = "临聘|编外|劳务派遣|临时"
_GROUPS = (
    ("行政|公务员", "事业", "工勤|后勤"),
    ("离休", "(?<!离)退休"),
    ("管理", "专业技术|专技", "工勤"),
    ("^[，、和及;]?男", "^[，、和及;]?女"),
    ("在编", _TEMPORARY, "退休|离休"),
)
"""Of the kinds in one group nobody belongs to two."""
_KINDS = frozenset(
    {"份", "人", "名", "人次", "批次", "期", "场", "场次", "件", "户", "辆", "篇", "起"}
)
"""Units of one kind of thing; 个, 项 and 家 may count villages of towns."""
_STAFF = re.compile(r"(?:编制|职工|人员|人数|干部|在职|在编|实有|离退休)[^#，;:()]{0,8}$")
_LIST = re.compile(
    r"#(?:[，(]?其中[:，]?|\()(?P<items>[^#;()]{1,14}#(?:[、，和及;]?[^#;()，、:]{1,12}#)*)"
)
_ITEM = re.compile(r"(?:^|(?<=#))[、，和及;]?(?P<label>[^#]+)#")
_VACANT = re.compile(
    r"编制[^#，;]{0,8}(?P<posts>#)[^#¥%;]{0,8}?(?:在职|实有|在编|在岗)[^#¥%，;]{0,10}(?P<staff>#)"
    r"[^#¥%;]{0,6}?(?P<way>空编|缺编|空缺|超编)[^#¥%，;]{0,4}(?P<gap>#)"
)
_APART = (
    ("(?<!未)完成|已办结", "未完成|未办结|正在办理"),
    ("新建", "改建|扩建|改扩建", "维修|养护"),
    ("中央|国家级", "省级", "市级", "县级|区级|本级"),
    ("刑事", "民事", "行政", "治安"),
)
"""Kinds of things of which none is of two; so are names that end alike: 行政单位, 事业单位."""
_RATE = re.compile(
    r"编制[^#，;]{0,8}(?P<posts>#)[^#¥%;]{0,8}?(?:在职|实有|在编|在岗)[^#¥%，;]{0,10}(?P<staff>#)"
    r"[^#¥%;]{0,12}?控制率(?:为|是|达|:)*(?P<p>%)"
)
_COUNTED = re.compile(
    r"(?P<items>(?:[^#，;:。]{0,8}(?:在职|在编|退休|离休|编外|临聘)[^#，;]{0,8}#[，、和]){2,4})"
    r"(?:合计|共计|总计|共)(?:有|为)?(?P<n>#)"
)
_BESIDE = re.compile("另|还|此外|其余")
_ALL_ASPECTS = ("执行|预算", "产出", "效益|效果", "满意")
_SCORE = re.compile(r"(?:得分|总分|评分)[^#，;:()]{0,4}$")
_ASPECT = re.compile("指标|执行|投入|过程|产出|效益|效果|满意|成本|管理|决策|履职")
_WEIGHT = re.compile("分值|满分|权重|扣")
_SHARE = re.compile(
    r"(?P<n>#)[^#¥%;]{0,4}，?(?<!超额)(?:完成|占|为|是|达到?)[^#¥%;，]{0,10}(?P<of>#)的(?P<p>%)"
)
_PLANNED = re.compile(
    r"(?P<now>#)，?(?:比|较)[^#¥%，;]{0,6}(?:目标|计划|任务|预期)[^#¥%，;]{0,4}(?P<base>#)"
    r"(?:(?P<up>多|超出?|超额|增加)|(?P<down>少|减少|差))了?(?:完成)?(?P<change>#)"
    r"(?:，(?:完成|达到?|占)[^#¥%，;]{0,8}(?:目标|计划|任务|预期)[^#¥%，;]{0,4}(?P<rate>%))?"
)
_CHANGE = re.compile(
    rf"(?<![多少加减超])(?P<now>#)，?同?(?:比|较|与)(?:上一?年|去年|@)[^#¥%，;]{{0,8}}?(?P<base>#)?(?:相比)?，?"
    rf"(?:同比)?净?(?:(?P<up>{UP})|(?P<down>{DOWN}))了?(?P<change>#)"
    rf"(?:，(?:同比)?(?:{UP}|{DOWN})[^#¥%，;]{{0,4}}(?P<rate>%))?"
)


def tallies(sentence: Sentence) -> Iterator[Relation]:
    """NR-12, NR-01, NR-03, NR-04, NR-05 on the counts of a sentence."""
    if COUNT not in sentence.skeleton:
        return
    yield from _lists(sentence)
    yield from _vacancies(sentence)
    yield from _controlled(sentence)
    yield from _counted(sentence)
    yield from _changes(sentence)
    yield from _shares(sentence)
    yield from _planned(sentence)


def _lists(sentence: Sentence) -> Iterator[Relation]:
    """「编制65名，其中行政编制30名，事业编制35名」, 「得分96分，其中产出指标40分，…」."""
    for match in _LIST.finditer(sentence.skeleton):
        before = sentence.skeleton[: match.start()]
        start = match.start("items")
        whole = sentence.figures[match.start()]
        items = [
            (item, sentence.figures[start + item.end() - 1])
            for item in _ITEM.finditer(match["items"])
        ]
        items = items[: _own_items(whole, items)]
        labels = [item["label"] for item, _ in items]
        parts = [figure for _, figure in items]
        if not parts or any(figure.rough for figure in (whole, *parts)):
            continue
        if len(parts) == 1:
            yield from _within(whole, parts[0], match[0])
        elif _STAFF.search(before) and {f.unit for f in (whole, *parts)} <= _PEOPLE:
            count = _disjoint(labels)
            if count > 1:
                both = "离退休" in before[-8:] and count == len(_GROUPS[1])
                yield _sum("NR-12", whole, parts[:count], "人", exact=both)
        elif (
            _SCORE.search(before)
            and whole.unit == "分"
            and all(_ASPECT.search(label) and not _WEIGHT.search(label) for label in labels)
        ):
            complete = all(any(re.search(a, label) for label in labels) for a in _ALL_ASPECTS)
            found = _sum("NR-01", whole, parts, "分", exact=complete)
            total = sum((part.value for part in parts), Decimal(0))
            every = complete and any("成本" in label for label in labels)
            yield _mildly(found) if total < whole.value and not every else found
        elif whole.unit and _apart(labels):
            yield _mildly(_sum("NR-01", whole, parts, whole.unit, exact=False))


def _own_items(whole: Figure, items: list[tuple[re.Match[str], Figure]]) -> int:
    """How many of the first items are counted like the whole and not behind the list's end.

    「培训班4期，其中技术3期、管理1期，培训180人」; a semicolon ends a list that commas divide.
    """
    people = whole.unit in _PEOPLE
    marks = [item[0][0] for item, _ in items]
    for index, (_, figure) in enumerate(items):
        alike = figure.unit == whole.unit or (people and figure.unit in _PEOPLE)
        if not alike or (marks[index] == ";" and ";" not in marks[:index] and index > 1):
            return index
    return len(items)


def _within(whole: Figure, part: Figure, words: str) -> Iterator[Relation]:
    """「收回200份，其中满意194份」: things of one kind are no more than all of them."""
    if "其中" in words and part.unit in _KINDS and part.value > whole.value:
        yield _sum("NR-01", whole, [part], whole.unit, exact=False)


def _mildly(relation: Relation) -> Relation:
    if relation.verdict is None:
        return relation
    return Relation(relation.figures, dataclasses.replace(relation.verdict, severity=HINT))


def _apart(labels: list[str]) -> bool:
    """Whether the things of a list are of different kinds, as far as their names show."""
    if any(_BESIDE.search(label) for label in labels):
        return False
    ends = {label.rstrip("为有是共计约:")[-2:] for label in labels}
    if len(ends) == 1 and len(set(labels)) == len(labels) and len(labels) > 1:
        return True
    for group in _APART:
        kinds = [[kind for kind in group if re.search(kind, label)] for label in labels]
        if all(len(kind) == 1 for kind in kinds) and len({k[0] for k in kinds}) == len(kinds):
            return len(labels) > 1
    return False


def _controlled(sentence: Sentence) -> Iterator[Relation]:
    """「编制30人，实有28人，控制率93.33%」."""
    for match in _RATE.finditer(sentence.skeleton):
        posts, staff, percent = (sentence.figures[match.start(n)] for n in ("posts", "staff", "p"))
        if any(f.rough for f in (posts, staff, percent)) or {posts.unit, staff.unit} - _PEOPLE:
            continue
        if not posts.value:
            continue
        yield _rate(staff, posts, percent, "控制率应为")


def _rate(
    part: Figure, whole: Figure, percent: Figure, name: str = "", usual: str | None = None
) -> Relation:
    """`percent` is `part` of `whole`, both counted; `usual` is the severity of a plain mistake."""
    counted = [dataclasses.replace(figure, half=Decimal(0)) for figure in (part, whole)]
    result = quotient(counted[0], counted[1], percent)
    verdict = None
    if result is not None:
        right, severity = result
        verdict = Verdict(
            "NR-05",
            f"{name}{short(part.value)}÷{short(whole.value)}={short(right)}%，"
            f"现为{short(percent.value)}%，差{short(abs(right - percent.value))}个百分点",
            f"{short(right)}%",
            f"{short(percent.value)}%",
            min(part.start, whole.start),
            percent.end,
            severity or usual,
        )
    return Relation(frozenset(figure.start for figure in (part, whole, percent)), verdict)


def _counted(sentence: Sentence) -> Iterator[Relation]:
    """「在职28人，退休12人，共计40人」."""
    for match in _COUNTED.finditer(sentence.skeleton):
        begins, ends = match.span("items")
        parts = [f for at, f in sentence.figures.items() if begins <= at < ends]
        whole = sentence.figures[match.start("n")]
        if any(f.rough or f.unit not in {"人", "名"} for f in (whole, *parts)):
            continue
        total = sum((part.value for part in parts), Decimal(0))
        starts = frozenset(f.start for f in (whole, *parts))
        verdict = None
        if total != whole.value:
            words = "+".join(short(part.value) for part in parts)
            verdict = Verdict(
                "NR-12",
                f"合计应为{words}={short(total)}人，现为{short(whole.value)}人，"
                f"差{short(abs(total - whole.value))}人",
                short(total),
                short(whole.value),
                parts[0].start,
                whole.end,
                WARNING,
            )
        yield Relation(starts, verdict)


def _disjoint(labels: list[str]) -> int:
    """How many of the first items are of kinds that exclude each other."""
    best = 0
    for group in _GROUPS:
        if _TEMPORARY in group and not any(re.search(_TEMPORARY, label) for label in labels):
            continue
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
    if whole.value in (sums if len(parts) > 2 else sums[1:]):  # noqa: PLR2004
        return Relation(starts, None)
    if total < whole.value and not exact:
        return Relation(frozenset(), None)
    words = "+".join(short(part.value) for part in parts)
    says = f"各项之和应为{short(whole.value)}{unit}，现为{words}={short(total)}{unit}"
    if len(parts) == 1:
        says = f"其中的数应不大于{short(whole.value)}{unit}，现为{short(total)}{unit}"
    return Relation(
        starts,
        Verdict(
            code,
            f"{says}，差{short(abs(total - whole.value))}{unit}",
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
    """「建设23.5公里，占计划25公里的94%」; of several counts before it, one must fit."""
    for match in _SHARE.finditer(sentence.skeleton):
        part, whole, percent = (sentence.figures[match.start(n)] for n in ("n", "of", "p"))
        if part.unit != whole.unit or not part.unit or not whole.value:
            continue
        if any(figure.rough for figure in (part, whole, percent)):
            continue
        clause = sentence.skeleton.rfind(";", 0, match.start()) + 1
        others = [
            figure
            for at, figure in sentence.figures.items()
            if clause <= at < match.start() and figure.unit == part.unit
        ]
        relations = [_rate(figure, whole, percent, usual=WARNING) for figure in (*others, part)]
        yield next((r for r in relations if r.verdict is None), relations[-1])


def _planned(sentence: Sentence) -> Iterator[Relation]:
    """「扫描640册，比目标600册多40册，完成目标的106.67%」."""
    for match in _PLANNED.finditer(sentence.skeleton):
        found = {
            name: sentence.figures[match.start(name)]
            for name in ("now", "base", "change", "rate")
            if match[name]
        }
        now, base, change, rate = (found.get(n) for n in ("now", "base", "change", "rate"))
        if now is None or base is None or change is None or not base.value:
            continue
        units = {now.unit, base.unit, change.unit}
        if len(units) > 1 or not now.unit or any(f.rough for f in found.values()):
            continue
        signed = change.value if match["up"] else -change.value
        if base.value + signed != now.value:
            gap = now.value - base.value
            way, said = ("多" if gap > 0 else "少"), ("多" if match["up"] else "少")
            yield Relation(
                frozenset(figure.start for figure in (now, base, change)),
                Verdict(
                    "NR-03",
                    f"{short(now.value)}与{short(base.value)}相比应为“{way}{short(abs(gap))}"
                    f"{now.unit}”，现为“{said}{short(change.value)}{now.unit}”",
                    f"{way}{short(abs(gap))}",
                    f"{said}{short(change.value)}",
                    now.start,
                    change.end,
                    WARNING,
                ),
            )
        elif rate is not None:
            yield _rate(now, base, rate, usual=WARNING)


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

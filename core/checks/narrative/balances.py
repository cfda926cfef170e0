"""Balances of a sentence: what came in, what was spent and what is left; averages.

Each amount is known by the words before it. An account is wrong only where no way to close it
fits: 收入总计 may hold what was carried over, and 支出总计 what is carried on.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.checks.finding import HINT, WARNING
from core.checks.narrative.facts import Amount, Told
from core.checks.narrative.figures import COUNT, MONEY, Figure
from core.checks.narrative.sentences import Sentence, words_before
from core.checks.narrative.trees import CENT
from core.checks.narrative.verdict import Relation, Verdict
from core.number import places_of, short

_LEFT_OVER = "结转和?结余|结余结转|结转|结余|滚存"
_ROLES = (
    ("opening", re.compile(rf"(?:上年|年初|期初)[^，;¥]{{0,8}}(?:{_LEFT_OVER})[^，;¥]{{0,6}}$")),
    ("closing", re.compile(
        rf"(?:(?:年末|期末|累计)[^，;¥]{{0,8}}(?:{_LEFT_OVER})|结转下年)[^，;¥]{{0,6}}$")),
    ("all_in", re.compile("(?:收入总计|总收入|收入总额)[^，;¥]{0,4}$")),
    ("all_out", re.compile("(?:支出总计|总支出|支出总额)[^，;¥]{0,4}$")),
    ("came", re.compile("(?:本年|当年)[^，;¥]{0,8}收入[^，;¥]{0,6}$|收入合计[^，;¥]{0,4}$")),
    ("spent", re.compile("(?:本年|当年)[^，;¥]{0,8}(?<!基本)(?<!项目)支出[^，;¥]{0,6}$"
                         "|支出合计[^，;¥]{0,4}$")),
)  # fmt: skip
_OTHER = re.compile("其他|事业|经营|专用|非财政|分配|上缴|收回|调出|调入|借|预算数|比|较|同比")
_LEAVES = re.compile("结余|节余|剩余|未支出|未使用|节约")
_REST = re.compile(rf"(?:{_LEAVES.pattern})(?:资金|数|额|金额|指标|经费)?(?:为|是|共|了)*$")
_MIXED = re.compile("追加|调增|调减|收回|上年|结转|其他|其中|上缴|自筹|累计|率")
_RATE = re.compile("(?:预算|资金|支出)?(?:执行|支付|完成)率[^，;¥%#]{0,4}%")
_CARRIED_ON = re.compile("^(?:年[末底]|当年)?(?:财政|拨款|资金)*(?:结转和?结余|结余结转)[^¥]{0,4}$")
_NOTHING = re.compile(
    "(?:年[末底]|全年)?(?:无|没有)(?:任何)?(?:资金)?(?:结转和?结余|结转|结余|节余|剩余)"
)
_NET = (
    (re.compile(r"(?<!固定)(?<!流动)(?<!无形)(?<!公共)资产(?:总额|总计|合计)?[^，;¥%#]{0,4}(?P<a>¥)"
                r"(?:[，(]?其中[^;()]{0,60}\)?)?[，、;]?[^，;¥%#]{0,2}负债(?:总额|总计|合计)?"
                r"[^，;¥%#]{0,4}(?P<b>¥)[，、;]?净资产[^，;¥%#]{0,6}(?P<c>¥)"), "净资产"),
    (re.compile(r"原值[^，;¥%#]{0,4}(?P<a>¥)[，、;]?(?:累计)?折旧[^，;¥%#]{0,4}(?P<b>¥)[，、;]?"
                r"净值[^，;¥%#]{0,4}(?P<c>¥)"), "净值"),
)  # fmt: skip
_AVERAGE = re.compile(r"(?:人均|平均每人|户均|批均|平均每[辆次批户场期])[^，;¥%#月年天日]{0,8}$")
_UNITS = {"人": ("人", "人次"), "户": ("户",), "批": ("批次", "批"), "辆": ("辆",), "次": ("次",),
          "场": ("场", "场次"), "期": ("期",)}  # fmt: skip
_STANDARD = re.compile("标准|定额|以内|最高|每[人月天]|补差|不超|限额|预算|工资|收入")
_BUDGETS = frozenset({"initial", "budget", "adjusted"})


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to close an account: the sums of both sides."""

    left: tuple[str, ...]
    right: tuple[str, ...]


_CLOSINGS = (
    (_Way(("opening", "came"), ("all_in",)),),
    (_Way(("spent", "closing"), ("all_out",)),),
    (_Way(("opening", "came"), ("spent", "closing")),),
    (_Way(("all_in",), ("all_out",)), _Way(("all_in",), ("all_out", "closing"))),
    (_Way(("all_in",), ("spent", "closing")), _Way(("all_in",), ("all_out",))),
)
"""Accounts that a sentence may tell, each with all ways in which it may be meant."""


def balances(told: Told) -> Iterator[Relation]:
    """NR-03 and NR-05 on what is left over and on averages."""
    sentence, text = told.sentence, told.sentence.skeleton
    if MONEY not in text:
        return
    if "总" in text or "结转" in text or "结余" in text:
        yield from _accounts(sentence)
    if _LEAVES.search(text):
        yield from _rests(told)
    if "净" in text:
        yield from _nets(sentence)
    if "均" in text:
        yield from _averages(told)


def _accounts(sentence: Sentence) -> Iterator[Relation]:
    known = _roles(sentence)
    if len(known) < 3 or _OTHER.search(sentence.skeleton):  # noqa: PLR2004
        return
    for ways in _CLOSINGS:
        if not all({*way.left, *way.right} <= known.keys() for way in ways):
            continue
        gaps = [_side(known, way.left) - _side(known, way.right) for way in ways]
        figures = [known[name] for name in {n for way in ways for n in (*way.left, *way.right)}]
        slack = sum((max(figure.half, CENT) for figure in figures), Decimal(0))
        starts = frozenset(figure.start for figure in figures)
        if any(abs(gap) <= slack for gap in gaps):
            yield Relation(starts, None)
            continue
        way = ways[-1]
        yield _off(starts, known, way, figures)


def _roles(sentence: Sentence) -> Mapping[str, Figure]:
    """The amounts of a sentence by what they are; none that is rough or told twice."""
    found: dict[str, Figure] = {}
    twice: set[str] = set()
    for at, figure in sentence.figures.items():
        if figure.mark != MONEY:
            continue
        words = words_before(sentence.skeleton, at, "，;:。()")
        role = next((name for name, pattern in _ROLES if pattern.search(words)), None)
        if role is not None:
            twice |= {role} & found.keys()
            found[role] = figure
    return {name: f for name, f in found.items() if name not in twice and not f.rough}


def _side(known: Mapping[str, Figure], names: tuple[str, ...]) -> Decimal:
    return sum((known[name].value for name in names), Decimal(0))


def _off(
    starts: frozenset[int], known: Mapping[str, Figure], way: _Way, figures: list[Figure]
) -> Relation:
    """The last of the right side is what does not fit."""
    last = known[way.right[-1]]
    rest = _side(known, way.right[:-1])
    due = _side(known, way.left) - rest
    left = "+".join(short(known[name].value) for name in way.left)
    words = left + "".join(f"-{short(known[name].value)}" for name in way.right[:-1])
    return Relation(
        starts,
        Verdict(
            "NR-03",
            f"收支应平衡：{words}={short(due)}万元，现为{short(last.value)}万元，"
            f"差{short(abs(due - last.value))}万元",
            short(due),
            short(last.value),
            min(figure.start for figure in figures),
            max(figure.end for figure in figures),
            WARNING,
        ),
    )


def _rests(told: Told) -> Iterator[Relation]:
    """「预算100万元，支出90万元，结余10万元」: just these three in a clause.

    What was saved, other than by buying for less, need not be all that is left.
    """
    skeleton = told.sentence.skeleton
    for at, rest in told.sentence.figures.items():
        label = words_before(skeleton, at)
        if rest.mark != MONEY or rest.rough or not _REST.search(label):
            continue
        carried = bool(_CARRIED_ON.match(label))
        pair = _planned_and_spent(told, at, at - len(label) if carried else at)
        if pair is None or (carried and pair[0].kind != "adjusted"):
            continue
        plan, spent = pair[0].figure, pair[1].figure
        saved = "节约" in label and "采购" not in skeleton[skeleton.rfind(";", 0, at) + 1 : at]
        yield _difference("结余", plan, spent, rest, HINT if saved else WARNING)
    nothing = _NOTHING.search(skeleton)
    pair = _planned_and_spent(told, nothing.start(), nothing.start()) if nothing else None
    if nothing and pair and pair[0].kind == "adjusted":
        yield from _left(told, pair[0].figure, pair[1].figure, nothing)


def _planned_and_spent(told: Told, at: int, end: int) -> tuple[Amount, Amount] | None:
    """The budget and what was spent of it, where a clause before `at` tells just these two.

    `end`: where the words end that must not speak of other money.
    """
    skeleton = told.sentence.skeleton
    scope = skeleton.rfind(";", 0, at) + 1
    amounts = [a for a in told.amounts if scope <= a.at < at]
    plans = [a for a in amounts if a.kind in _BUDGETS]
    done = [a for a in amounts if a.kind == "final"]
    if len(plans) != 1 or len(done) != 1 or len(amounts) != 2:  # noqa: PLR2004
        return None
    if plans[0].noun not in {None, done[0].noun} and done[0].noun is not None:
        return None
    rough = plans[0].figure.rough or done[0].figure.rough
    if rough or _MIXED.search(_RATE.sub("", skeleton[scope:end])):
        return None
    return plans[0], done[0]


def _left(told: Told, plan: Figure, spent: Figure, said: re.Match[str]) -> Iterator[Relation]:
    """「全年预算320万元，支出316万元，年末无结余」."""
    due = plan.value - spent.value
    starts = frozenset({plan.start, spent.start})
    if due <= plan.half + spent.half:
        return
    yield Relation(
        starts,
        Verdict(
            "NR-03",
            f"结余应为{short(plan.value)}-{short(spent.value)}={short(due)}万元，现称“{said[0]}”",
            short(due),
            said[0],
            plan.start,
            told.sentence.end,
            WARNING,
        ),
    )


def _nets(sentence: Sentence) -> Iterator[Relation]:
    for pattern, name in _NET:
        for match in pattern.finditer(sentence.skeleton):
            whole, less, rest = (sentence.figures[match.start(part)] for part in "abc")
            if not any(figure.rough for figure in (whole, less, rest)):
                yield _difference(name, whole, less, rest)


def _difference(
    name: str, whole: Figure, less: Figure, rest: Figure, severity: str = WARNING
) -> Relation:
    due = whole.value - less.value
    figures = (whole, less, rest)
    starts = frozenset(figure.start for figure in figures)
    if abs(due - rest.value) <= sum((figure.half for figure in figures), Decimal(0)):
        return Relation(starts, None)
    expected = short(due)
    says = f"{name}应为{short(whole.value)}-{short(less.value)}={expected}万元，"
    if due < 0:
        expected = f"无{name}"
        says = f"{short(less.value)}万元已大于{short(whole.value)}万元，不应再有{name}，"
    return Relation(
        starts,
        Verdict(
            "NR-03",
            f"{says}现为{short(rest.value)}万元，差{short(abs(due - rest.value))}万元",
            expected,
            short(rest.value),
            whole.start,
            rest.end,
            severity,
        ),
    )


def _averages(told: Told) -> Iterator[Relation]:
    """「接待200人次，支出1万元，人均50元」: only a hint, for who was counted may differ."""
    skeleton, figures = told.sentence.skeleton, told.sentence.figures
    for at, figure in figures.items():
        words = words_before(skeleton, at)
        match = _AVERAGE.search(words) if figure.mark == MONEY and not figure.rough else None
        if match is None or _STANDARD.search(words):
            continue
        unit = match[0][-1:] if match[0].startswith("平均每") else match[0][0]
        unit = next((key for key in _UNITS if key in match[0]), unit)
        counts = [
            f for p, f in figures.items()
            if p < at and skeleton[p] == COUNT and f.unit in _UNITS.get(unit, ())
        ]  # fmt: skip
        money = [a.figure for a in told.amounts if a.at < at]
        if not counts or not money or any(f.rough for f in (*counts, *money)):
            continue
        pairs = [(m, c) for m in money for c in counts if c.value]
        if any(_is_average(figure, m, c) for m, c in pairs):
            continue
        sum_of, count = money[-1], counts[-1]
        if len(pairs) != 1 or not count.value:
            continue
        due = (sum_of.value / count.value).quantize(Decimal("0.000001"))
        yield Relation(
            frozenset(),
            Verdict(
                "NR-05",
                f"{short(sum_of.value)}万元÷{short(count.value)}{count.unit}="
                f"{short((due * 10000).quantize(Decimal('0.01')))}元，"
                f"现为{short((figure.value * 10000).quantize(Decimal('0.01')))}元",
                short(due),
                short(figure.value),
                min(sum_of.start, count.start),
                figure.end,
                HINT,
            ),
        )


def _is_average(average: Figure, money: Figure, count: Figure) -> bool:
    """As printed, or within 2 %: the money itself was rounded."""
    exact = money.value / count.value
    step = Decimal(1).scaleb(-places_of(average.value))
    return abs(exact - average.value) <= max(step, exact * Decimal("0.02"))

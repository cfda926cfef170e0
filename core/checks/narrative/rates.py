"""Rates by name: 「预算860万元，支出832.5万元，执行率96.8%」, 到位率, 支付率, 完成率.

A rate is wrong only when no whole of the sentence, or of the one before, gives it.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.checks.finding import HINT, WARNING
from core.checks.narrative.facts import Amount, Told
from core.checks.narrative.figures import COUNT, PERCENT, Figure
from core.checks.narrative.nouns import noun_in
from core.checks.narrative.sentences import words_before
from core.checks.narrative.verdict import Relation, Verdict, numbers, quotient
from core.number import short

_NAME = re.compile(
    "(?:(?P<kind>到位|执行|支出|支付|拨付|使用|完成|办结|审结|结案|整改|化解|达标|开工|覆盖|回收|收回|合格|及格|通过|出勤|入住|签约)率|(?P<pleased>满意)[率度])"
    "(?:为|是|达到?|:|=)*$"
)
_PLAIN = re.compile(
    "服务|对象|群众|读者|问卷|产品|样品|抽[查检样]|考试|考核|培训|工程|受益|学员|家长|患者|公众|社会|调查|综合|总体|预算|项目|资金|整体|部门|财政|专项|总体|全年|年初|年度|本年|实际|投资|经费|支出|调整后?|其中|该|其|"
    "政府|采购|本|单位|我|局|目标|任务|指标|的|总"
)
_SPENT = re.compile("实际采购|采购金额|支出|执行|支付|拨付|使用|完成|决算|报账|列支")
_COUNTED = frozenset(
    {"达标", "开工", "覆盖", "回收", "收回", "合格", "及格", "通过", "出勤", "入住", "签约"}
)
"""Rates of things, never of money."""
_SAYS = dict.fromkeys(("回收", "收回"), ("回收", "收回"))
_NOT = re.compile("[未不没]|逾期|正在")
_UNPAID = re.compile("未(?:支付|支出|拨付|使用|支|付|拨)")
_ARRIVED = re.compile("到位|收到|拨入")
_TOGETHER = re.compile("^(?:共计?|合计)$")
_PLANNED = re.compile("预算|计划|安排|批复|概算|投资|总额|指标|下达|资金|拨款")
_PLAN = re.compile("计划|目标|任务|应")
_REAL = re.compile("实际|完成|实")
_ADDED = re.compile("追加|调增|增加预算|结转|结余")
_CUT = re.compile("调减|核减|压减|收回")
_AHEAD = frozenset({"initial", "adjusted"})
_FEW = 2
_FAR = 2
"""What was spent twice over is not what a rate up to 100 % is of."""
_HUNDRED = Decimal(100)
_YUAN = 4
"""Decimal places between 元 and 万元."""


def rates(told: Told, before: Told | None) -> Iterator[Relation]:
    """NR-05: each named rate of a sentence against the amounts or counts that stand before it."""
    skeleton = told.sentence.skeleton
    for at, figure in told.sentence.figures.items():
        if figure.mark != PERCENT or figure.rough:
            continue
        words = words_before(skeleton, at)
        match = _NAME.search(words)
        if match is None:
            continue
        about = words[: match.start()]
        noun = noun_in(about)
        if noun is None and _PLAIN.sub("", about):
            continue
        kind = match["kind"] or match["pleased"]
        counted = match["pleased"] or kind in _COUNTED
        relation = None if counted else _of_money(told, before, at, kind, noun)
        if relation is None and noun is None:
            relation = _of_counts(told, at, kind)
        if relation is not None:
            yield relation


def _of_money(
    told: Told, before: Told | None, at: int, kind: str, noun: str | None
) -> Relation | None:
    """None where it is not clear what the rate is of."""
    percent = told.sentence.figures[at]
    clause = told.sentence.skeleton.rfind(";", 0, at) + 1
    own = [a for a in told.amounts if a.at < at and (noun is None or a.noun == noun)]
    parts = [a for a in own if a.at >= clause and _is_part(a, kind)]
    earlier = (
        before.amounts if before and before.sentence.paragraph == told.sentence.paragraph else ()
    )
    wholes = _wholes(own, kind) or _wholes(earlier, kind)
    if parts and percent.value <= _HUNDRED:
        wholes = [a for a in wholes if _near(parts[-1].figure, a.figure, percent)]
    if parts and not wholes:
        return _of_all(percent, [*parts, *(a for a in own if _UNPAID.search(a.label))])
    if not parts or any(a.figure.rough for a in (*parts, *wholes)):
        return None
    if any(fits_changed(a.figure, wholes, percent, told.amounts) for a in parts):
        return Relation(frozenset(), None)
    whole_year = [a for a in wholes if a.kind == "adjusted"]
    return _judged(
        percent,
        [a.figure for a in parts],
        [a.figure for a in wholes],
        None,
        likely=[a.figure for a in whole_year],
    )


def _of_all(percent: Figure, amounts: Sequence[Amount]) -> Relation | None:
    """「支付80万元，未支付20万元，支付率80%」: what was and what was not paid is all there is."""
    if len(amounts) != _FEW or not _UNPAID.search(amounts[1].label):
        return None
    part, rest = (amount.figure for amount in amounts)
    if part.rough or rest.rough or _UNPAID.search(amounts[0].label):
        return None
    whole = dataclasses.replace(rest, value=part.value + rest.value, half=part.half + rest.half)
    return _judged(percent, [part], [whole], WARNING)


def _near(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Whether a rate can be of these two: not where more than twice the whole was spent.

    Where 万元 was written for 元 the rate is right but for this.
    """
    in_yuan = dataclasses.replace(part, value=part.value.scaleb(-_YUAN))
    return part.value < whole.value * _FAR or quotient(in_yuan, whole, percent) is None


def fits_changed(
    part: Figure, wholes: Sequence[Amount], percent: Figure, amounts: Sequence[Amount]
) -> bool:
    """Whether a rate is of the one budget told with what was added to it or cut.

    「年初预算¥，追加¥，支出¥，执行率%」: the budget of the whole year is not told.
    """
    if len(wholes) != 1:
        return False
    changes = [
        -a.figure.value if _CUT.search(a.label) else a.figure.value
        for a in amounts
        if _ADDED.search(a.label) or _CUT.search(a.label)
    ]
    sums = {*changes, sum(changes, Decimal(0))} - {Decimal(0)}
    whole = wholes[0].figure
    return any(
        quotient(part, dataclasses.replace(whole, value=value), percent) is None
        for change in sums
        if (value := whole.value + change) > 0
    )


def _is_part(amount: Amount, kind: str) -> bool:
    """到位率 is of what arrived, each other rate of what was spent, not of 支出 as planned."""
    if kind == "到位":
        return bool(_ARRIVED.search(amount.label))
    spent = _SPENT.search(_UNPAID.sub("", amount.label))
    return amount.kind not in _AHEAD and bool(spent)


def _wholes(amounts: Sequence[Amount], kind: str) -> list[Amount]:
    return [
        amount
        for amount in amounts
        if amount.figure.value
        and not _is_part(amount, kind)
        and (_PLANNED.search(amount.label) or (kind != "到位" and _came(amount.label)))
    ]


def _came(label: str) -> bool:
    """What arrived, or came together from several sources, may be what was there to spend."""
    return bool(_ARRIVED.search(label) or _TOGETHER.match(label))


def _of_counts(told: Told, at: int, kind: str) -> Relation | None:
    """「指标24个，其中22个完成，完成率91.67%」, 「受理80件，办结76件，办结率95%」.

    Only where the clause has just these two.
    """
    skeleton, figures = told.sentence.skeleton, told.sentence.figures
    clause = skeleton.rfind(";", 0, at) + 1
    places = [p for p in figures if clause <= p < at and skeleton[p] == COUNT]
    counts, says = [figures[p] for p in places], _SAYS.get(kind, (kind,))
    if len(counts) > _FEW and kind == "满意" and "其中" in skeleton[places[-2] : places[-1]]:
        places, counts = places[-2:], counts[-2:]
    elif len(counts) > _FEW and kind in _COUNTED:
        named = [words_before(skeleton, place).endswith(says) for place in places]
        if named[1] and sum(named) == 1:
            places, counts = places[:2], counts[:2]
    if len(counts) != _FEW or len({figure.unit for figure in counts}) > 1 or not counts[0].unit:
        return None
    whole, part = (dataclasses.replace(figure, half=Decimal(0)) for figure in counts)
    words = words_before(skeleton, places[1])
    within = "其中" in skeleton[clause:at] and whole.value >= part.value
    planned = _PLAN.search(skeleton, clause, places[0]) and _REAL.search(skeleton, *places)
    done = words.endswith(says) and whole.value >= part.value
    if _NOT.search(words) and whole.value > part.value:
        left = whole.value - part.value
        part = dataclasses.replace(part, value=left, written=short(left))
    if not (within or planned or done) or not part.value:
        return None
    return _judged(figures[at], [part], [whole], WARNING)


def _judged(
    percent: Figure,
    parts: list[Figure],
    wholes: list[Figure],
    severity: str | None,
    likely: Sequence[Figure] = (),
) -> Relation:
    """Sound with the first pair that fits; certain only when there is one part and few wholes.

    `likely`: those of the wholes that the rate must be of, such as the budget of the whole year.
    """
    for part in reversed(parts):
        for whole in reversed(wholes):
            if quotient(part, whole, percent) is None:
                return Relation(frozenset({part.start, whole.start, percent.start}), None)
    wholes = list(likely) or wholes
    part = parts[-1]
    results = [(w, result) for w in wholes if (result := quotient(part, w, percent))]
    whole, (right, hint) = next((each for each in results if each[1][1]), results[-1])
    doubtful = len({p.value for p in parts}) > 1 or len({w.value for w in wholes}) > _FEW
    starts = frozenset(figure.start for figure in (part, percent, *wholes))
    of = numbers(part, whole)
    return Relation(
        starts,
        Verdict(
            "NR-05",
            f"{of[0]}÷{of[1]}={short(right)}%，现为{short(percent.value)}%，"
            f"差{short(abs(right - percent.value))}个百分点",
            f"{short(right)}%",
            f"{short(percent.value)}%",
            min(part.start, whole.start) if len(wholes) == 1 else part.start,
            percent.end,
            HINT if doubtful else hint or severity,
        ),
    )

"""One indicator row: compare 实际完成值 with 年度指标值 where that is possible at all."""

import dataclasses
import re
from decimal import Decimal

from core.forms.parts import Indicator
from core.number import round_to, short
from core.schema.remembered import by_identity
from core.scheme import Scheme
from core.scoring import result, rules, target
from core.scoring.result import Scored
from core.scoring.rules import Points
from core.scoring.target import WHOLE, Amount, Value, leading_clause, parse_value
from core.scoring.units import DURATIONS, MONEY, classes_of, comparable, convertible, same_unit
from core.text import squash

_LOW_IS_GOOD = re.compile(
    r"成本|三公|投诉|事故|差错|失误|违规|违纪|负面|死亡|发案|逾期|误差|超支|不超|控制|"
    r"下降|降低|减少|压缩|支出|费用"
)
_IN_TIME = re.compile(
    r"(?:均|全部|都|已|已经)*(?:按时|按期|如期|及时|准时|提前)(?:全部|全面)?(?:完成|办结|完工|到位)?[。]?"
)
_NOTHING = re.compile(
    r"(?:无|零|没有|未发生|未出现|无发生)"
    r"(?!法|数据|统计|完成|开展|实施|实现|达|变化|资料|调查|记录|填)[\u4e00-\u9fff]{0,6}"
)
_SHORT_OF = re.compile(
    r"(?:不足|不到|不满|未达到?|没达到|没有达到|低于|少于"
    r"|(?<![附最邻就])近|(?<![节集合预条签契违解制])约)\d"
)
_MISHAP = re.compile(r"投诉|事故|差错|失误|违规|违纪|负面|死亡|发案|逾期|超支|案件")
_CHANGES = re.compile("变动|变化|增减|增长|增幅|降幅|率")
"""A name of what may be less than nothing: 三公经费变动率."""
_RISE = re.compile(r"增长|增加|提高|提升|上升")
_FALL = re.compile(r"下降|降低|减少|压缩|节约|节省")
_UP, _DOWN, _UNKNOWN = "up", "down", "unknown"
_NEAR = Decimal(100)
_A_YEAR = {"年": 1, "半年": 2, "季": 4, "月": 12}
"""How often a span of time comes in a year."""


@by_identity(4096)
def score_indicator(row: Indicator, scheme: Scheme, year: int | None) -> Scored:
    """The score of a row, with its reason; `computed` None where only a person can judge."""
    if row.weight is None:
        return Scored(row.score, None, "未列分值，不计分", result.NONE)
    points = _points(row, row.weight, scheme, year)
    return Scored(
        row.score, points.value, points.why, points.rule, points.accepted, points.completion
    )


def _points(row: Indicator, weight: Decimal, scheme: Scheme, year: int | None) -> Points:
    goal, done = parse_value(row.target, year), parse_value(row.actual, year)
    if done.kind == target.BLANK:
        return Points(Decimal(0), "实际完成值空白，填写前按0分计", result.BLANK)
    if goal.text == done.text:
        full = round_to(weight, scheme.places)
        exact = {target.NUMBER: result.RATIO, target.RANGE: result.RATIO, target.DAY: result.DATE}
        kind = exact.get(goal.kind, result.SAME)
        return Points(full, f"实际完成值与指标值一致，得{short(weight)}分", kind)
    judge = {target.NUMBER: _number, target.RANGE: _range, target.DAY: _day}.get(goal.kind, _words)
    return judge(row, goal, done, weight, scheme)


def _words(row: Indicator, goal: Value, done: Value, weight: Decimal, scheme: Scheme) -> Points:
    del row
    if goal.kind == target.FLAG and done.kind == target.FLAG:
        value = round_to(weight, scheme.places) if goal.flag == done.flag else Decimal(0)
        why = f"指标值“{goal.text}”，实际“{done.text}”，得{short(value)}分"
        return Points(value, why, result.YES_NO)
    if _NOTHING.fullmatch(goal.text) and done.kind == target.NUMBER and done.amount.face == 0:
        return rules.stay_below(Decimal(0), Decimal(0), weight, scheme)
    band = rules.band_of(done.text, scheme)
    if band is not None:
        return rules.qualitative(band, weight, scheme)
    if is_in_time(goal.text) and is_in_time(done.text):
        return Points(round_to(weight, scheme.places), f"自述{done.text}，得{short(weight)}分",
                      result.GRADE)  # fmt: skip
    return Points(None, _unlike_numbers(goal), result.MANUAL)


def _unlike_numbers(goal: Value) -> str:
    if goal.kind == target.BLANK:
        return "年度指标值空白，需人工判断"
    if len(goal.amounts) > 1:
        return "指标值中有几个数，需人工判断"
    return "定性指标，需人工判断"


def _day(row: Indicator, goal: Value, done: Value, weight: Decimal, scheme: Scheme) -> Points:
    del row
    if goal.day and done.day:
        return rules.in_time(done.day, goal.day, weight, scheme)
    if is_in_time(done.text):
        return Points(round_to(weight, scheme.places), f"自述{done.text}，得{short(weight)}分",
                      result.GRADE)  # fmt: skip
    return Points(None, "指标值是日期，实际完成值不是日期，需人工判断", result.INCOMPARABLE)


def _range(row: Indicator, goal: Value, done: Value, weight: Decimal, scheme: Scheme) -> Points:
    del row
    low, high = goal.amounts
    if done.kind != target.NUMBER or not comparable(low.unit, done.amount.unit):
        return Points(None, "指标值是区间，实际完成值不可比，需人工判断", result.INCOMPARABLE)
    pair = align(done.amount, low)
    if pair is None or done.amount.value > high.value:
        return Points(None, "实际完成值超出区间，需人工判断", result.MANUAL)
    return rules.reach(*pair, weight, scheme, rate=low.unit == "%")


def _number(row: Indicator, goal: Value, done: Value, weight: Decimal, scheme: Scheme) -> Points:
    want = goal.amount
    if done.kind == target.NUMBER:
        have = done.amount
        if goal.text in WHOLE and not comparable(want.unit, have.unit):
            return Points(None, f"指标值为“{goal.text}”，需人工判断", result.MANUAL)
        if not comparable(want.unit, have.unit) and convertible(want.unit, have.unit):
            return Points(None, "计量单位不同，折算后由人工判断", result.SEVERAL)
        aim, way = _trend(goal.lead) or _trend(row.level3 or ""), _trend(done.lead)
        if not comparable(want.unit, have.unit) or (way and not aim):
            return Points(None, "与指标值口径不同，需人工判断", result.INCOMPARABLE)
        if way and aim and way != aim:
            return Points(None, "增减方向与指标值相反，需人工判断", result.SEVERAL)
        return _sure(goal, done, weight, _in_a_year(row, goal, done, weight, scheme), scheme)
    words = _none if _NOTHING.fullmatch(done.text) else _prose
    return words(row, goal, done, weight, scheme)


def _in_a_year(row: Indicator, goal: Value, done: Value, weight: Decimal, scheme: Scheme) -> Points:
    """「每季度1次」 against 「每月1次」 or 「5次」: both are reckoned for the year.

    A result that does not say for what time it counts may be the quarter's or the year's; it
    serves only to show that the target was met either way.
    """
    if goal.per == done.per:
        return _compare(row, goal, done.amount, weight, scheme)
    times, made = (_A_YEAR.get(value.per or "年") for value in (goal, done))
    why = f"指标值“{goal.text}”与实际“{done.text}”所指的时间不同，需人工判断"
    if times is None or made is None:
        return Points(None, why, result.MANUAL)
    want, have = (
        dataclasses.replace(value.amount, face=value.amount.face * often)
        for value, often in ((goal, times), (done, made))
    )
    points = _compare(row, dataclasses.replace(goal, amounts=(want,)), have, weight, scheme)
    met = points.rule == result.RATIO and _is_full(points, weight, scheme)
    if times > 1 and not done.per and not met:
        return Points(None, why, result.MANUAL)
    return points if times == made else dataclasses.replace(points, why=f"按全年计，{points.why}")


def _is_full(points: Points, weight: Decimal, scheme: Scheme) -> bool:
    return points.value == round_to(weight, scheme.places)


def _sure(goal: Value, done: Value, weight: Decimal, points: Points, scheme: Scheme) -> Points:
    """The points, unless the result is only a bound or roughly so much and that leaves them open.

    「不足5次」 tells nothing against ≥4次, nor does 「45次以上」 against ≥60次.
    """
    if points.value is None:
        return points
    full = _is_full(points, weight, scheme)
    far = {"<", "≤"} if points.rule == result.REVERSE else {">", "≥"}
    bound = done.op in {"<", "≤", ">"} or (done.op == "≥" and "达" not in done.text)
    if done.op == "≈" or (goal.op == "≈" and not full) or (bound and not (full and done.op in far)):
        words = goal.text if goal.op == "≈" else done.text
        return Points(None, f"“{words}”不是确数，需人工判断", result.MANUAL)
    return points


def _none(row: Indicator, goal: Value, done: Value, weight: Decimal, scheme: Scheme) -> Points:
    """「无」 stands for 0 where less is better or nothing at all was the target."""
    if goal.amount.face == 0 or direction_of(row, goal) == _DOWN:
        return rules.stay_below(Decimal(0), goal.amount.face, weight, scheme)
    return Points(None, f"实际完成值为“{done.text}”，需人工判断", result.MANUAL)


def _prose(row: Indicator, goal: Value, done: Value, weight: Decimal, scheme: Scheme) -> Points:
    """A number in the midst of words serves only where it is the one in the target's unit.

    And, unless it begins the sentence, only to show that the target was met: what falls short may
    be another number's matter.
    """
    want = goal.amount
    there = [amount for amount in done.amounts if want.change or not amount.change]
    fitting = [amount for amount in there if same_unit(want.unit, amount.unit)]
    if not fitting and any(comparable(want.unit, amount.unit) for amount in there):
        return Points(None, "文字中的数是否为完成值，需人工判断", result.SEVERAL)
    if not fitting:
        return Points(None, "实际完成值中没有与指标值可比的数，需人工判断", result.INCOMPARABLE)
    if len(fitting) > 1:
        return Points(None, "实际完成值中有几个数，需人工判断", result.SEVERAL)
    points = _compare(row, goal, fitting[0], weight, scheme)
    first = leading_clause(done)
    if first is not None:
        return _sure(goal, first, weight, points, scheme)
    if not _is_full(points, weight, scheme) or _SHORT_OF.search(done.text):
        why = f"文字中的{short(fitting[0].face)}是否为完成值，需人工判断"
        return Points(None, why, result.SEVERAL)
    return Points(points.value, points.why, result.PROSE)


def _compare(row: Indicator, goal: Value, have: Amount, weight: Decimal, scheme: Scheme) -> Points:
    want = goal.amount
    pair = align(have, want)
    if pair is None:
        return Points(None, "数字与指标值相差悬殊，计量单位不明，需人工判断", result.SEVERAL)
    actual, aim = pair
    if aim < 0:
        return Points(None, "指标值为负数，需人工判断", result.MANUAL)
    if direction_of(row, goal) == _DOWN:
        if (
            actual < 0
            and "%" not in {want.unit, have.unit}
            and not _CHANGES.search(row.level3 or "")
        ):
            return Points(Decimal(0), f"{short(actual)}小于零，得0分", result.REVERSE)
        if {"", "%"} == {want.unit, have.unit} and have.face <= 1 and aim:
            return Points(None, "百分数格式不明，需人工判断", result.SEVERAL)
        return rules.stay_below(actual, aim, weight, scheme)
    return _reach(row, goal, have.unit, actual, aim, weight, scheme)


def _reach(
    row: Indicator,
    goal: Value,
    unit: str,
    actual: Decimal,
    aim: Decimal,
    weight: Decimal,
    scheme: Scheme,
) -> Points:
    if aim == 0:
        if actual == 0 or goal.op == "=" or _MISHAP.search(row.level3 or ""):
            return rules.stay_below(actual, aim, weight, scheme)
        return Points(None, "指标值为0，需人工判断", result.MANUAL)
    if actual != aim and direction_of(row, goal) == _UNKNOWN:
        return Points(None, "指标方向不明，需人工判断", result.MANUAL)
    rate = "%" in {goal.amount.unit, unit}
    if is_satisfaction(row) and (rate or (not goal.amount.unit and not unit and aim > 1)):
        return rules.satisfaction(actual, aim, weight, scheme)
    return rules.reach(actual, aim, weight, scheme, rate=rate)


def direction_of(row: Indicator, goal: Value) -> str:
    """Whether more is better, less is better, or only equality is sure.

    The operator decides; without one (or with =) money under 成本 must not be exceeded, while a
    length of time, or a name that speaks of something to be kept low, leaves the direction open.
    Of a rise or fall that the target itself demands (下降10%) more is better.
    """
    if goal.op in {"≤", "<"}:
        return _DOWN
    if goal.op in {"≥", ">"}:
        return _UNKNOWN if is_cost(row) and MONEY in classes_of(goal.amount.unit) else _UP
    if classes_of(goal.amount.unit) & DURATIONS:
        return _UNKNOWN
    if goal.amount.unit == "%" and _trend(goal.lead):
        return _UP
    names = f"{row.level1 or ''}{row.level2 or ''}{row.level3 or ''}{goal.lead}"
    if is_cost(row) or "三公" in names:
        return _DOWN if MONEY in classes_of(goal.amount.unit) else _UNKNOWN
    return _UNKNOWN if _LOW_IS_GOOD.search(names) else _UP


def _trend(text: str) -> str | None:
    """Whether the words speak of a rise or a fall; None when of neither or of both."""
    rise, fall = bool(_RISE.search(text)), bool(_FALL.search(text))
    if rise == fall:
        return None
    return _UP if rise else _DOWN


def is_in_time(text: str) -> bool:
    """Whether an entry says no more than that the work was done in time."""
    return _IN_TIME.fullmatch(squash(text)) is not None


def is_cost(row: Indicator) -> bool:
    """Whether the row stands under 成本指标, at either level."""
    return "成本" in (row.level1 or "") or "成本" in (row.level2 or "")


def asks_for_more(row: Indicator, year: int | None) -> bool:
    """Whether the target is to be reached or passed: ≥, >."""
    return parse_value(row.target, year).op in {"≥", ">"}


def is_satisfaction(row: Indicator) -> bool:
    """Whether the row stands under 满意度指标, at either level."""
    return "满意" in (row.level1 or "") or "满意" in (row.level2 or "")


def align(have: Amount, want: Amount) -> tuple[Decimal, Decimal] | None:
    """Actual and target in one measure, or None when their measure is in doubt.

    A bare number beside a percentage may be a fraction (1 for 100 %, as a copied percent cell);
    a bare number beside 万元 is taken in 万元 unless that makes them differ a hundredfold.
    """
    if "%" in {have.unit, want.unit} and have.unit != want.unit:
        scale = [
            amount.face * _NEAR if amount.unit != "%" and amount.face <= 1 else amount.face
            for amount in (have, want)
        ]
        return scale[0], scale[1]
    bare = [amount.unit == "" and amount.scale == 1 for amount in (have, want)]
    if any(bare) and have.scale != want.scale:
        small, large = sorted((abs(have.face), abs(want.face)))
        if small and large / small > _NEAR:
            return None
        return have.face, want.face
    if have.scale == want.scale:
        return have.face, want.face
    return have.value, want.value

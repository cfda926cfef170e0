"""The rules by which a row is scored: each takes numbers or days and tells points and reason."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from core.number import round_to, short
from core.scheme import Band, Scheme
from core.scoring.result import DATE, GRADE, RATIO, REVERSE, STEPS
from core.scoring.target import Day
from core.text import squash

_HUNDRED = Decimal(100)
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Points:
    """What a rule yields; `value` None: a person must judge. See `Scored` for the rest."""

    value: Decimal | None
    why: str
    rule: str
    accepted: tuple[Decimal, ...] = ()
    completion: Decimal | None = None


def percent(ratio: Decimal) -> Decimal:
    """A ratio in %, as it is printed: two decimals, half-up."""
    return round_to(ratio * _HUNDRED, _SHOWN)


def execution(
    executed: Decimal, budget: Decimal, weight: Decimal, printed: Decimal | None, scheme: Scheme
) -> Points:
    """得分 = 分值 × 执行率 for a budget above zero; `printed` is the rate as submitted, in %.

    Also allowed: the score from the rate as printed, or as rounded to two decimals.
    """
    exact = executed / budget
    shown = percent(exact)
    why = f"{short(executed)}÷{short(budget)}={short(shown)}%"
    rates = [exact, shown / _HUNDRED]
    if printed is not None and abs(printed - exact * _HUNDRED) < 1:
        rates.append(printed / _HUNDRED)
    if scheme.execution.cap and exact > 1:
        rates = [Decimal(1)]
        why += "，按100%计"
        shown = _HUNDRED
    results = [round_to(weight * rate, scheme.places) for rate in rates]
    why += f"，{short(weight)}×{short(shown)}%={short(results[0])}"
    return Points(results[0], why, RATIO, tuple(results[1:]), percent(exact))


def reach(
    actual: Decimal, target: Decimal, weight: Decimal, scheme: Scheme, *, rate: bool = False
) -> Points:
    """A number that should reach a target above zero: full, or 实际 ÷ 指标值 × 分值.

    `rate`: both are percentages, to which no overshoot applies.
    """
    ratio = actual / target
    shown = percent(ratio)
    if actual >= target:
        limit = scheme.overshoot.percent
        if scheme.overshoot.rule == "deduct" and not rate and shown >= limit:
            left = max(Decimal(0), 1 - (ratio - limit / _HUNDRED))
            value = round_to(weight * left, scheme.places)
            why = (
                f"完成率{short(shown)}%，超过{short(limit)}%的部分扣减，"
                f"{short(weight)}×{short(percent(left))}%={short(value)}"
            )
            return Points(value, why, RATIO, completion=shown)
        why = f"{short(actual)}≥{short(target)}，达到指标值，得{short(weight)}分"
        return Points(round_to(weight, scheme.places), why, RATIO, completion=shown)
    if actual < 0:
        return Points(Decimal(0), f"{short(actual)}小于零，得0分", RATIO, completion=shown)
    if shown < scheme.quantity.pass_below:
        least = short(scheme.quantity.pass_below)
        return Points(
            Decimal(0), f"完成率{short(shown)}%，低于{least}%，得0分", RATIO, completion=shown
        )
    value = round_to(weight * ratio, scheme.places)
    why = (
        f"{short(actual)}÷{short(target)}={short(shown)}%，"
        f"{short(weight)}×{short(shown)}%={short(value)}"
    )
    return Points(value, why, RATIO, (round_to(weight * shown / _HUNDRED, scheme.places),), shown)


def stay_below(actual: Decimal, target: Decimal, weight: Decimal, scheme: Scheme) -> Points:
    """A number that should not exceed a target (成本): full, or by the scheme's reverse rule."""
    shown = percent(actual / target) if target else None
    full = round_to(weight, scheme.places)
    if actual <= target:
        why = f"{short(actual)}≤{short(target)}，未超出指标值，得{short(weight)}分"
        return Points(full, why, REVERSE, completion=shown)
    if target == 0:
        return Points(Decimal(0), f"指标值为0，实际{short(actual)}，得0分", REVERSE)
    over = (actual - target) / target
    results = {
        "linear": round_to(weight * max(Decimal(0), 1 - over), scheme.places),
        "ratio": round_to(weight * target / actual, scheme.places),
        "strict": Decimal(0),
    }
    value = results[scheme.reverse.rule]
    over_words = f"{short(actual)}超出{short(target)}的{short(percent(over))}%"
    why = {
        "linear": f"{over_words}，{short(weight)}×(1-{short(percent(over))}%)={short(value)}",
        "ratio": f"{over_words}，{short(weight)}×{short(target)}÷{short(actual)}={short(value)}",
        "strict": f"{over_words}，超出即得0分",
    }[scheme.reverse.rule]
    if scheme.reverse.rule == "linear" and over > 1:
        why = f"{over_words}，得0分"
    accepted = tuple(results[name] for name in scheme.reverse.accepted)
    return Points(value, why, REVERSE, accepted, shown)


def satisfaction(actual: Decimal, target: Decimal, weight: Decimal, scheme: Scheme) -> Points:
    """满意度 in %: in proportion to the target, or by steps; the other way is allowed too."""
    share = next(
        (step.share for step in scheme.satisfaction.steps if actual >= step.least), Decimal(0)
    )
    stepped = round_to(weight * share / _HUNDRED, scheme.places)
    plain = reach(actual, target, weight, scheme, rate=True)
    if scheme.satisfaction.rule == "ratio":
        accepted = (*plain.accepted, stepped)
        return Points(plain.value, plain.why, plain.rule, accepted, plain.completion)
    why = f"满意度{short(actual)}%，按分档得{short(weight)}×{short(share)}%={short(stepped)}"
    accepted = () if plain.value is None else (plain.value,)
    return Points(stepped, why, STEPS, accepted, plain.completion)


def in_time(actual: Day, target: Day, weight: Decimal, scheme: Scheme) -> Points:
    """Finished by the day: full; late: by the scheme's rule; a month alone may be unclear."""
    if actual.last <= target.last:
        why = f"{_date(actual.last)}不晚于{_date(target.last)}，按期完成，得{short(weight)}分"
        return Points(round_to(weight, scheme.places), why, DATE)
    if actual.first <= target.last:
        return Points(None, "实际完成时间未写到日，需人工判断", DATE)
    late = (actual.first - target.last).days
    words = f"{_date(actual.first)}晚于{_date(target.last)}，逾期{late}天"
    if actual.first != actual.last:
        words = f"实际完成时间晚于{_date(target.last)}"
    unclear = scheme.quantity.late == "daily" and actual.first != actual.last
    if scheme.quantity.late == "manual" or unclear:
        return Points(None, f"{words}，需人工判断", DATE)
    if scheme.quantity.late == "zero":
        return Points(Decimal(0), f"{words}，得0分", DATE)
    share = max(Decimal(0), 1 - late * scheme.quantity.late_percent / _HUNDRED)
    value = round_to(weight * share, scheme.places)
    why = f"{words}，每天扣{short(scheme.quantity.late_percent)}%，得{short(value)}分"
    return Points(value, why, DATE)


def _date(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_OUTER = re.compile(r"^[“\"'《]+|[。.;,”\"'》]+$")


def band_of(text: str, scheme: Scheme) -> Band | None:
    """The grade that an entry names when it is nothing but one of the grade's words."""
    word = _OUTER.sub("", squash(text))
    return next((band for band in scheme.quality.bands if word in band.words), None)


def qualitative(band: Band, weight: Decimal, scheme: Scheme) -> Points:
    """The points that a grade proposes, by the scheme's place in its band."""
    share = {
        "top": band.top,
        "middle": (band.top + band.low) / 2,
        "low": band.low,
    }[scheme.quality.default]
    value = round_to(weight * share / _HUNDRED, scheme.places)
    why = (
        f"{band.name}（{short(band.top)}—{short(band.low)}%），按{short(share)}%得{short(value)}分"
    )
    return Points(value, why, GRADE)

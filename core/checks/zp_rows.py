"""ZP-13 to ZP-18: scores and results of the indicators of the 自评表, row by row."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At
from core.checks.evaluation import (
    evaluation_rule,
    misprinted_weights,
    pair,
    row,
    rows_of,
    scored_money,
    shown,
    to_one_place,
    without_reason,
)
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.claims import sections
from core.checks.rule import POINTS, Breach, Look
from core.checks.where import cut
from core.forms import Evaluation, OverallReport, ProjectReport
from core.forms.parts import Indicator
from core.number import short
from core.scoring import target
from core.scoring.indicator import asks_for_more, is_cost, is_in_time, is_satisfaction
from core.scoring.result import EXACT, GRADE, INCOMPARABLE, MANUAL, RATIO, SAME, Scored
from core.scoring.rules import band_of
from core.scoring.score import is_fund_row
from core.scoring.target import parse_value
from core.text import squash

_HUNDRED = Decimal(100)
_FAILED = re.compile(
    "[尚暂]?未(?:能)?(?:完成|建立|达到|达成|达标|开展|实施|实现|落实|启动|建成|健全|形成|制定|改善)"
)


_DEGREE = re.compile("^(?:明显|显著|有所|进一步|不断|持续|逐步|基本|较为?)+")
_DENIED = re.compile("^(?:不够|不太|不|尚未|未能|未|没有|没|无)(?:明显|显著|有所)?")


def _failed(item: Indicator) -> bool:
    """Whether the result says that the work was not done, or denies the target: 健全, 不健全."""
    done = squash(item.actual or "").rstrip("。")
    aim = _DEGREE.sub("", squash(item.target or "").rstrip("。"))
    denied = _DENIED.sub("", done)
    return bool(_FAILED.match(done)) or (denied != done and bool(aim) and denied == aim)


def _scored(form: Evaluation, look: Look) -> Iterator[tuple[At, Indicator, Scored]]:
    """Every row with its place and recomputed score."""
    if look.score is not None:
        for (at, item), scored in zip(rows_of(form), look.score.indicators, strict=True):
            yield at, item, scored


@evaluation_rule(
    "ZP-13",
    title="定量指标得分复算",
    severity=ERROR,
    basis="定量指标达到指标值得满分，未达到的按完成比例（成本指标按超出比例）计分",
    tolerance=POINTS,
    passes=shown(row("≤17万元", "20万元", "8.24", level2="成本指标", deviation="追加经费")),
    breaks=shown(row("≤17万元", "20万元", "9.9", level2="成本指标", deviation="追加经费")),
)
def recomputed(form: Evaluation, look: Look) -> Iterator[Breach]:
    """Any configured alternative will do; a unit that deducts more and says why gets a hint.

    As do scores to one place, a cost that was to be as high as possible (ZP-24), and 满意度 below
    its target with the full score of its step.
    """
    limit, misprinted = look.scheme.limits.score, misprinted_weights(form)
    for at, item, scored in _scored(form, look):
        given, due = item.score, scored.computed
        if given is None or due is None or item.weight is None or scored.rule not in EXACT:
            continue
        if not 0 <= given <= item.weight:
            continue
        if given == due or any(abs(given - value) <= limit for value in (due, *scored.accepted)):
            proportion = min((due, *scored.accepted))
            if is_satisfaction(item) and proportion < given == item.weight:
                yield _short_of_target(at, item, proportion)
            continue
        modest = given < due and not without_reason(item)
        upside_down = is_cost(item) and asks_for_more(item, form.year)
        yield Breach(
            at.child("score"),
            f"{pair(item)}，按规则应得{short(due)}（{scored.why}），现为{short(given)}，"
            f"差{short(abs(given - due))}",
            expected=due,
            found=given,
            also=(at.child("target"), at.child("actual")),
            severity=HINT
            if modest or upside_down or at in misprinted or to_one_place(given, due)
            else None,
        )


def _short_of_target(at: At, item: Indicator, proportion: Decimal) -> Breach:
    """「≥95%」 with 92 % earns the full score of its step, in proportion it does not."""
    return Breach(
        at.child("score"),
        f"{pair(item)}，未达到指标值，按分档可得满分，按比例应得{short(proportion)}",
        expected=proportion,
        found=item.score,
        also=(at.child("target"), at.child("actual")),
        severity=HINT,
    )


@evaluation_rule(
    "ZP-14",
    title="定性得分档",
    severity=HINT,
    basis="定性指标按达成、部分达成、未达成三档计分",
    passes=shown(row("效果明显", "效果明显", "9", deviation="仍需加强")),
    breaks=shown(row("效果明显", "效果明显", "6", deviation="仍需加强")),
)
def outside_band(form: Evaluation, look: Look) -> Iterator[Breach]:
    """By the grade that the result names, or by 未建立, 不健全 and the like."""
    for at, item, scored in _scored(form, look):
        if item.score is None or not item.weight:
            continue
        bands = look.scheme.quality.bands
        if scored.rule == MANUAL and _failed(item):
            band = bands[-1]
        elif scored.rule in {SAME, GRADE}:
            named = band_of(item.actual or "", look.scheme) if scored.rule == GRADE else None
            band = named or bands[0]
        else:
            continue
        share = item.score / item.weight * _HUNDRED
        if 0 <= share <= _HUNDRED and not band.low <= share <= band.top:
            yield Breach(
                at.child("score"),
                f"{band.name}应得{short(band.low)}%至{short(band.top)}%，"
                f"现为{short(item.score)}/{short(item.weight)}分",
                expected=f"{short(band.low)}%至{short(band.top)}%",
                found=item.score,
            )


@evaluation_rule(
    "ZP-15",
    title="扣分未说明原因",
    severity=ERROR,
    basis="得分低于分值的，应填写偏差原因分析及改进措施",
    passes=shown(row("效果明显", "效果明显", "9", deviation="宣传面不够广，下年增加场次")),
    breaks=shown(row("效果明显", "效果明显", "9")),
)
def deducted_without_reason(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A low 执行率 has no cell for a reason: a hint when the reports do not speak of it either."""
    yield from _low_rate_without_reason(form, look)
    misprinted, share = misprinted_weights(form), look.scheme.reasons.score / _HUNDRED
    for at, item in rows_of(form):
        if item.weight is None or item.score is None or not 0 <= item.score < item.weight:
            continue
        if is_fund_row(form, item):
            continue
        if without_reason(item) and item.score < item.weight * share:
            yield Breach(
                at.child("deviation"),
                f"应填写偏差原因分析及改进措施，现得{short(item.score)}/{short(item.weight)}分，"
                f"扣{short(item.weight - item.score)}分未说明",
                expected="填写偏差原因",
                found=item.deviation or "空白",
                also=(at.child("score"),),
                severity=HINT if at in misprinted else None,
            )


_ON_SPENDING = re.compile("执行率|预算执行|支出进度|支付进度|未支|未付|结转|结余|指标收回|压减")


def _low_rate_without_reason(form: Evaluation, look: Look) -> Iterator[Breach]:
    rate = look.score.fund.completion if look.score else None
    least = look.scheme.reasons.rate
    if rate is None or rate >= least:
        return
    reports = (*look.case.filled(OverallReport), *look.case.filled(ProjectReport))
    texts = [text for filled in reports for _, _, text in sections(filled)]
    if texts and not any(_ON_SPENDING.search(text) for text in texts):
        yield Breach(
            scored_money(form)[0].child("rate"),
            f"执行率{short(rate)}%低于{short(least)}%，报告中应说明原因，现未提及",
            expected="报告中说明原因",
            found="未提及",
            severity=HINT,
        )


@evaluation_rule(
    "ZP-16",
    title="实际完成值空白却得分",
    severity=ERROR,
    basis="得分应有实际完成值",
    passes=shown(row("10次", "", "0", deviation="未开展")),
    breaks=shown(row("10次", "", "10")),
)
def scored_without_result(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A table that scores by criteria, without targets, has no cell for what was done."""
    del look
    if all(i.standard and i.target is None and i.actual is None for i in form.indicators):
        return
    for at, item in rows_of(form):
        if is_fund_row(form, item):
            continue
        if item.weight is not None and item.actual is None and item.score and item.score > 0:
            yield Breach(
                at.child("actual"),
                f"应有实际完成值，现为空白，却得{short(item.score)}/{short(item.weight)}分",
                expected="有实际完成值",
                found=f"空白（得{short(item.score)}/{short(item.weight)}分）",
                also=(at.child("score"),),
            )


@evaluation_rule(
    "ZP-17",
    title="超额完成未说明",
    severity=HINT,
    basis="实际完成值明显高于指标值的，应说明原因，并核实指标值是否偏低",
    tolerance="完成率达到130%才报",
    passes=shown(row("≥10次", "12次")),
    breaks=shown(row("≥10次", "20次")),
)
def overshoot(form: Evaluation, look: Look) -> Iterator[Breach]:
    rule = look.scheme.overshoot
    for at, item, scored in _scored(form, look):
        if scored.rule != RATIO or scored.completion is None or scored.completion < rule.percent:
            continue
        goal = parse_value(item.target, form.year)
        rate = any(amount.unit == "%" for amount in goal.amounts)
        if rate or rule.rule == "ignore" or not without_reason(item):
            continue
        yield Breach(
            at.child("actual"),
            f"完成率应低于{short(rule.percent)}%或说明原因，现{pair(item)}，"
            f"完成率{short(scored.completion)}%，疑指标值偏低",
            expected=f"低于{short(rule.percent)}%",
            found=f"{short(scored.completion)}%",
            also=(at.child("target"),),
        )


@evaluation_rule(
    "ZP-18",
    title="指标值与实际值不可比",
    severity=WARNING,
    basis="实际完成值应与年度指标值同口径",
    passes=shown(row("≥95%", "96%")),
    breaks=shown(row("≥95%", "群众一致好评")),
)
def incomparable(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A hint against a day or words that only contain a number, or where 已完成 is claimed."""
    for at, item, scored in _scored(form, look):
        if item.actual is None or item.target is None:
            continue
        goal, done = parse_value(item.target, form.year), parse_value(item.actual, form.year)
        worded = goal.kind == target.WORDS and bool(goal.amounts) and goal.text != done.text
        wordless = worded and not done.amounts and done.day is None
        if scored.rule != INCOMPARABLE and not wordless:
            continue
        claimed = is_in_time(item.actual) or band_of(item.actual, look.scheme) is not None
        yield Breach(
            at.child("actual"),
            f"应填与指标值“{cut(item.target)}”同口径的完成值，现为“{cut(item.actual)}”",
            expected=f"与“{cut(item.target)}”同口径",
            found=cut(item.actual),
            also=(at.child("target"),),
            severity=HINT if wordless or goal.kind == target.DAY or claimed else None,
        )


RULES = (
    recomputed,
    outside_band,
    deducted_without_reason,
    scored_without_result,
    overshoot,
    incomparable,
)

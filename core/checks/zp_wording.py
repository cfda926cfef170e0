"""ZP-19, ZP-22 to ZP-24, ZP-26, ZP-28: how the indicators of the 自评表 are worded."""

import re
from collections.abc import Iterator

from core.address import At
from core.checks.evaluation import (
    evaluation_rule,
    groups,
    level1_of,
    pair,
    row,
    rows_of,
    shown,
)
from core.checks.finding import HINT, WARNING
from core.checks.rule import Breach, Look, example
from core.checks.where import cut
from core.forms import Evaluation, Overall
from core.forms.parts import Goal, Indicator
from core.number import short
from core.schema.remembered import by_identity
from core.scoring import target
from core.scoring.indicator import asks_for_more, is_cost
from core.scoring.score import is_fund_row
from core.scoring.target import numbers_in, parse_value
from core.scoring.units import classes_of
from core.text import squash

_SHORT_TEXT = 20
_REPEATED = 6
_OWN_NAME = 5
_ADJECTIVES = frozenset(
    {"满意", "良好", "优秀", "优", "好", "明显", "显著", "合格", "较好", "很好", "有效", "稳定",
     "及时", "提高", "提升", "改善", "完成"}
)  # fmt: skip
_NOT_QUANTITIES = frozenset({"版", "年", "分"})


@evaluation_rule(
    "ZP-19",
    title="指标值不可衡量",
    severity=WARNING,
    basis="三级指标应细化、可衡量，数量写在年度指标值内",
    passes=shown(row("≥10次", "12次", level3="培训次数")),
    breaks=shown(row("100%", "100%", level3="开展培训10次以上，印发简报20期")),
)
def not_measurable(form: Evaluation, look: Look) -> Iterator[Breach]:
    """Quantities hidden in the name, blank names and blank targets warn; a name that is no
    indicator hints.
    """
    del look
    named = any(item.level3 for _, item in rows_of(form))
    for at, item in rows_of(form):
        if item.weight is None or is_fund_row(form, item):
            continue
        if named and _nameless(item):
            yield Breach(
                at.child("level3"),
                f"应填写三级指标名称，现为空白，{pair(item)}",
                expected="三级指标名称",
                found="空白",
            )
            continue
        hidden = _hidden_quantities(item, form.year)
        if hidden:
            yield Breach(
                at.child("target"),
                f"应逐项设三级指标并填数量（{hidden}），现数量写在指标名称中，{pair(item)}",
                expected=f"逐项填数量（{hidden}）",
                found=item.target,
                also=(at.child("level3"),),
            )
        elif item.target is None:
            yield Breach(
                at.child("target"),
                "应填可衡量的年度指标值，现为空白",
                expected="可衡量的年度指标值",
                found="空白",
                severity=HINT if item.actual is None else None,
            )
        elif (why := _no_indicator(item, form.year)) is not None:
            yield Breach(
                at.child("level3"),
                f"应为可衡量的三级指标，现为“{cut(item.level3 or '')}”，{why}",
                expected="可衡量的三级指标",
                found=cut(item.level3 or ""),
                severity=HINT,
            )


def _nameless(item: Indicator) -> bool:
    """A row with points and a target under a level-2 name, and no name of its own."""
    levels = item.level1 or item.level2
    return bool(levels and item.level3 is None and item.target is not None and item.weight)


@by_identity(4096)
def _hidden_quantities(item: Indicator, year: int | None) -> str:
    """The quantities in the name of a 数量指标 whose target has none."""
    goal = parse_value(item.target, year)
    bare = goal.kind == target.NUMBER and goal.amount.unit == "%"
    if "数量" not in (item.level2 or "") or not (bare or _is_wordy(goal)):
        return ""
    amounts = [
        amount
        for amount in numbers_in(squash(item.level3 or ""))
        if amount.unit not in {"", "%"} and not classes_of(amount.unit) & _NOT_QUANTITIES
    ]
    return "、".join(f"{short(amount.face)}{amount.unit}" for amount in amounts)


def _is_wordy(goal: target.Value) -> bool:
    return goal.kind == target.WORDS and not goal.amounts


@by_identity(4096)
def _no_indicator(item: Indicator, year: int | None) -> str | None:
    """Why a level-3 name is no indicator, or None."""
    name, above = squash(item.level3 or ""), squash(item.level2 or "")
    if not name:
        return None
    if name == above or (
        name.removesuffix("指标") == above.removesuffix("指标") and "满意" not in name
    ):
        return "与二级指标同名"
    if parse_value(name, year).kind == target.DAY:
        return "只是一个日期"
    if name in _ADJECTIVES:
        return "只是一个形容词"
    aim = squash(item.target or "")
    goal = parse_value(item.target, year)
    if _is_wordy(goal) and len(aim) >= _REPEATED and aim in name:
        return "年度指标值只是重复指标名称"
    return None


_STANDARD = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
}


@evaluation_rule(
    "ZP-22",
    title="二级指标未设置",
    severity=HINT,
    basis="自评表样式所列二级指标，允许不设",
    passes=shown(
        row("10次", "10次"), row("95%", "95%", level2="质量指标"), row("12月", level2="时效指标")
    ),
    breaks=shown(row("10次", "10次"), row("95%", "95%", level2="质量指标")),
)
def level2_missing(form: Evaluation, look: Look) -> Iterator[Breach]:
    """One hint a level-1 group: level-2 names that have no row with content.

    On the form of the whole department also the official names that have no row at all; projects
    need not set them.
    """
    del look
    for group in groups(form):
        names = [squash(item.level2 or "") for _, item in group.rows if not _is_bare(item)]
        bare = {item.level2: None for _, item in group.rows if item.level2 and _is_bare(item)}
        standard = _STANDARD.get(level1_of(group.rows[0][1]) or "", ())
        stems = {name: name.removesuffix("指标") for name in standard}
        missing = [n for n, stem in stems.items() if not any(stem in have for have in names)]
        if not isinstance(form, Overall) or len(missing) == len(standard):
            missing = [name for name in bare if squash(name) not in names]
        if missing:
            words = "、".join(missing)
            yield Breach(group.at.child("level2"), f"{words}未设置（允许）", found=words)


def _is_bare(item: Indicator) -> bool:
    return item.level3 is None and item.weight is None


_SIGNS = frozenset("≥≤=><")


@evaluation_rule(
    "ZP-23",
    title="实际值带比较符",
    severity=HINT,
    basis="实际完成值应为具体数值",
    passes=shown(row("≥95%", "96%")),
    breaks=shown(row("≥95%", "≥95%")),
)
def result_with_operator(form: Evaluation, look: Look) -> Iterator[Breach]:
    del look
    for at, item in rows_of(form):
        if squash(item.actual or "")[:1] in _SIGNS:
            yield Breach(
                at.child("actual"),
                f"应填具体完成值，现为“{cut(item.actual or '')}”",
                expected="具体完成值",
                found=item.actual,
            )


_GOOD_WHEN_HIGH = re.compile(r"节约|降低|下降|减少|压缩|节省")


@evaluation_rule(
    "ZP-24",
    title="成本指标方向错误",
    severity=WARNING,
    basis="成本指标应为不超过（≤）",
    passes=shown(row("≤17万元", "16万元", level2="经济成本指标", level3="项目成本")),
    breaks=shown(row("≥17万元", "17万元", level2="经济成本指标", level3="项目成本")),
)
def cost_direction(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A saving or a fall under 成本 may well have to be reached, hence only a hint there."""
    del look
    for at, item in rows_of(form):
        if not is_cost(item) or not asks_for_more(item, form.year):
            continue
        lead = parse_value(item.target, form.year).lead
        doubtful = _GOOD_WHEN_HIGH.search((item.level3 or "") + lead)
        yield Breach(
            at.child("target"),
            f"成本指标应为≤，现为“{cut(item.target or '')}”",
            expected="≤",
            found=item.target,
            severity=HINT if doubtful else None,
        )


_EMPTY_PHRASES = re.compile(
    r"(?:已|均|全部|全面|圆满|高质量|按时|按期)*完成(?:预期|全部|各项)*[^,;。]{0,12}。?"
)


@evaluation_rule(
    "ZP-26",
    title="总体目标完成情况空泛",
    severity=HINT,
    basis="实际完成情况应对应预期目标逐项说明",
    tolerance="少于20字或只有套话才报",
    passes=example(
        Overall(
            goal=Goal(actual="举办培训班6期，培训520人次；编印简报12期，全部按月报送。"),
            indicators=(row("10次", "10次"),),
        )
    ),
    breaks=example(
        Overall(goal=Goal(actual="圆满完成各项任务"), indicators=(row("10次", "10次"),))
    ),
)
def empty_goal(form: Evaluation, look: Look) -> Iterator[Breach]:
    del look
    words = squash(form.goal.actual or "")
    if len(words) < _SHORT_TEXT or _EMPTY_PHRASES.fullmatch(words):
        now = f"“{cut(form.goal.actual)}”" if form.goal.actual else "空白"
        yield Breach(
            At("goal.actual"),
            f"应对应预期目标逐项说明，现为{now}",
            expected="逐项说明",
            found=form.goal.actual or "空白",
        )


@evaluation_rule(
    "ZP-28",
    title="指标重复",
    severity=HINT,
    basis="重复的指标复核时只计一次",
    passes=shown(row("10次", "10次"), row("10次", "10次", level3="简报期数")),
    breaks=shown(row("10次", "10次"), row("10次", "10次")),
)
def repeated(form: Evaluation, look: Look) -> Iterator[Breach]:
    """A short name, such as 合格率, may serve twice for different targets."""
    del look
    first: dict[tuple[str, str | None], At] = {}
    for at, item in rows_of(form):
        name = squash(item.level3 or "")
        key = (name, None if len(name) >= _OWN_NAME else squash(item.target or ""))
        if not name:
            continue
        if key in first:
            yield Breach(
                at.child("level3"),
                f"与指标{(first[key].row or 0) + 1}重复，复核时只计一次",
                found=cut(item.level3 or ""),
                also=(first[key].child("level3"),),
            )
        first.setdefault(key, at)


RULES = (
    not_measurable,
    level2_missing,
    result_with_operator,
    cost_direction,
    empty_goal,
    repeated,
)

"""Scoring of one row: 指标值, 实际完成值, 分值 → 得分 and the rule behind it.

| target   | actual   | points | score | rule    |
|----------|----------|--------|-------|---------|
| ≥60次    | 45次     | 10     | 7.50  | ratio   |
| ≤17万元  | 20万元   | 5      | 4.12  | reverse |
| 长期     | 长期     | 5      | 5     | same    |
| 95%      | 好评如潮 | 10     |       | a person judges |
"""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms.parts import Indicator
from core.scheme import (
    Overshoot,
    Quality,
    Quantity,
    Reverse,
    ReverseRule,
    Satisfaction,
    Scheme,
    load_scheme,
)
from core.scoring.indicator import direction_of, score_indicator
from core.scoring.result import Scored
from core.scoring.target import parse_value


def _row(target: str | None, actual: str | None, points: str = "10", **more: Any) -> Indicator:
    fields: dict[str, Any] = {"level1": "产出指标", "level2": "数量指标", "level3": "讲座场次"}
    return Indicator(
        **(fields | more), target=target, actual=actual, weight=Decimal(points), score=None
    )


def _score(row: Indicator, **changes: Any) -> Scored:
    scheme: Scheme = dataclasses.replace(load_scheme(), **changes)
    return score_indicator(row, scheme, 2024)


@pytest.mark.parametrize(
    ("target", "actual", "points", "due", "rule"),
    [
        ("≥60次", "45次", "10", "7.5", "ratio"),
        ("≥60次", "60场次", "10", "10", "ratio"),
        ("12次", "20次", "5", "5", "ratio"),
        ("10个", "12场", "5", "5", "ratio"),
        ("12月", "11月", "5", "5", "date"),
        ("≥98%", "95%", "10", "9.69", "ratio"),
        ("≥95%", "95%", "10", "10", "ratio"),
        ("≥95%", "0.95", "10", "10", "ratio"),
        ("100%", "1", "10", "10", "ratio"),
        ("800篇、条", "850篇", "5", "5", "ratio"),
        ("=100%", "=100%", "10", "10", "ratio"),
        ("1万", "1.2万元", "5", "5", "ratio"),
        ("≥1000人", "0.12万人次", "5", "5", "ratio"),
        ("≥10次", "-1次", "5", "0", "ratio"),
        ("≤17万元", "20万元", "5", "4.12", "reverse"),
        ("≤17万元", "17万元", "5", "5", "reverse"),
        ("≤17万元", "40万元", "5", "0", "reverse"),
        ("≤3天", "4天", "6", "4", "reverse"),
        ("=0起", "0起", "5", "5", "reverse"),
        ("=0起", "2起", "5", "0", "reverse"),
        ("10-15次", "12次", "5", "5", "ratio"),
        ("10-15次", "8次", "5", "4", "ratio"),
        ("2024年12月31日前", "2024年11月2日", "5", "5", "date"),
        ("2024年12月31日前", "2025年1月8日", "5", "0", "date"),
        ("2023、12、31", "2023、12、31", "10", "10", "date"),
        ("年底前", "按期完成", "5", "5", "grade"),
        ("是", "是", "5", "5", "same"),
        ("是", "否", "5", "0", "yes_no"),
        ("长期", "长期", "5", "5", "same"),
        ("无", "无", "5", "5", "same"),
        ("有所改善", " 有所\n改善 ", "5", "5", "same"),
        ("有效促进", "部分达成", "5", "4", "grade"),
        ("有效促进", "全部完成。", "5", "5", "grade"),
        ("600次以上", "组织“书香进村”活动，带动各支部开展学习675场次。", "10", "10", "prose"),
        ("≥60次", None, "10", "0", "blank"),
        ("≥60次", "45次，因场地维修少办", "10", "7.5", "ratio"),
        ("100%", "全覆盖", "10", "10", "ratio"),
        ("≤3次", "无", "5", "5", "reverse"),
        ("0起", "无", "5", "5", "reverse"),
        ("无", "0起", "5", "5", "reverse"),
        ("≤2%", "无投诉", "5", "5", "reverse"),
        ("下降10%", "下降12%", "5", "5", "ratio"),
        ("下降10%", "下降5%", "5", "2.5", "ratio"),
    ],
)
def test_computed(target: str, actual: str | None, points: str, due: str, rule: str) -> None:
    scored = _score(_row(target, actual, points))
    assert (scored.computed, scored.rule) == (Decimal(due), rule)


@pytest.mark.parametrize(
    ("target", "actual", "rule"),
    [
        ("90%", "6次读书会等活动取得了不错的影响，获得读者的一致好评。", "incomparable"),
        ("90%", "12次", "incomparable"),
        ("≥8次", "5次培训，3次会议", "several"),
        ("≥8次", "5次，其中线上2次", "several"),
        ("≥8次", "无", "manual"),
        ("≥90%", "较上年提高5%", "incomparable"),
        ("2024年12月31日前", "100%", "incomparable"),
        ("≥60次", "圆满完成", "incomparable"),
        ("1万", "单位完成捐书1万元，职工完成捐书0.4万元。", "several"),
        ("600次以上", "开展学习活动，各支部合计575场次，比上年略少。", "several"),
        ("7个村", "指导7个村和2个社区建成流通点，读者满意。", "several"),
        ("≥1000", "0.5万元", "several"),
        ("10-15次", "18次", "manual"),
        ("12个月", "10个月", "manual"),
        ("下降10%", "增长3%", "several"),
        ("90%-95%", "读者满意", "incomparable"),
        ("≤5%", "0.5", "several"),
        ("≥8次", "场次较多，读者踊跃", "incomparable"),
        ("5公里", "4800米", "several"),
        ("合规开展", "开展巡讲3场，覆盖读者500人。", "manual"),
        (None, "12次", "manual"),
        ("-5%", "3%", "manual"),
    ],
)
def test_left_to_a_person(target: str | None, actual: str, rule: str) -> None:
    scored = _score(_row(target, actual))
    assert (scored.computed, scored.rule) == (None, rule)
    assert scored.why.endswith("人工判断")


def test_a_row_without_points_is_not_scored() -> None:
    row = dataclasses.replace(_row("12次", "12次"), weight=None)
    assert _score(row).computed is None


@pytest.mark.parametrize(("rule", "due"), [("linear", "3.74"), ("ratio", "4.00"), ("strict", "0")])
def test_reverse_rules_and_their_alternatives(rule: ReverseRule, due: str) -> None:
    row = _row("≤329.47万元", "412.23万元", "5", level2="成本指标")
    scored = _score(row, reverse=Reverse(rule=rule))
    assert scored.computed == Decimal(due)
    assert set(scored.accepted) == {Decimal("3.74"), Decimal("4.00"), Decimal(0)}


def test_a_name_that_speaks_of_a_fall_makes_a_fall_comparable() -> None:
    row = _row("≥10%", "下降12%", level3="信访下降率")
    assert _score(row).computed == 10


def test_the_reason_shows_the_arithmetic() -> None:
    short = _score(_row("≥60次", "45次"))
    over = _score(_row("≤17万元", "20万元", "5"))
    assert short.why == "45÷60=75%，10×75%=7.5"
    assert over.why == "20超出17的17.65%，5×(1-17.65%)=4.12"


def test_cost_without_an_operator_must_not_be_exceeded() -> None:
    cost = {"level1": "成本指标", "level2": "经济成本指标", "level3": "项目成本"}
    assert _score(_row("187.98万元", "180万元", **cost)).computed == 10
    assert _score(_row("100万元", "110万元", **cost)).computed == 9
    assert _score(_row("100%", "98%", **cost)).computed is None


@pytest.mark.parametrize(
    ("target", "more", "direction"),
    [
        ("≥5次", {}, "up"),
        ("5次", {}, "up"),
        ("≤5次", {}, "down"),
        ("5次", {"level3": "群众投诉次数"}, "unknown"),
        ("5万元", {"level3": "三公经费"}, "down"),
        ("≥5万元", {"level1": "成本指标"}, "unknown"),
    ],
)
def test_direction(target: str, more: dict[str, str], direction: str) -> None:
    assert direction_of(_row(target, "1", **more), parse_value(target)) == direction


def test_satisfaction_by_steps_or_in_proportion() -> None:
    row = _row("≥95%", "92%", level1="满意度指标", level2="服务对象满意度指标")
    plain, steps = _score(row), _score(row, satisfaction=Satisfaction(rule="steps"))
    assert (plain.computed, steps.computed) == (Decimal("9.68"), Decimal(10))
    assert Decimal(10) in plain.accepted
    assert Decimal("9.68") in steps.accepted


def test_options_of_quantity() -> None:
    row = _row("≥10次", "4次")
    assert _score(row, quantity=Quantity(pass_below=Decimal(60))).computed == 0
    late = _row("2024年12月31日前", "2025年1月10日")
    assert _score(late, quantity=Quantity(late="daily")).computed == Decimal("9.0")
    assert _score(late, quantity=Quantity(late="manual")).computed is None
    assert _score(_row("2024年12月20日前", "2024年12月")).computed is None


def test_overshoot_is_deducted_only_where_the_scheme_says_so() -> None:
    row = _row("≥10次", "15次")
    assert _score(row).computed == 10
    assert _score(row, overshoot=Overshoot(rule="deduct")).computed == 8
    assert _score(row).completion == 150


def test_place_in_the_band() -> None:
    row = _row("有效促进", "达成预期指标")
    scores = [_score(row, quality=Quality(default=d)).computed for d in ("top", "middle", "low")]
    assert scores == [10, 9, 8]


_COUNTS = st.integers(1, 100_000)


@given(target=_COUNTS, actual=_COUNTS, points=st.integers(1, 40), text=st.sampled_from("≥≤"))
def test_a_score_lies_between_nothing_and_the_points(
    target: int, actual: int, points: int, text: str
) -> None:
    scored = _score(_row(f"{text}{target}次", f"{actual}次", str(points)))
    assert scored.computed is not None
    assert 0 <= scored.computed <= points
    met = actual >= target if text == "≥" else actual <= target
    assert (scored.computed == points) >= met


@pytest.mark.parametrize("level", ["level1", "level2"])
def test_satisfaction_is_known_by_either_level(level: str) -> None:
    """By steps 85 % of a target of 90 % is worth 8 of 10, in proportion 9.44."""
    steps = Satisfaction(rule="steps")
    row = _row("≥90%", "85%", **{level: "服务对象满意度指标"})
    assert _score(row, satisfaction=steps).computed == Decimal(8)
    assert _score(_row("≥90%", "85%"), satisfaction=steps).computed == Decimal("9.44")
    blank = _row("≥90%", "85%", level1=None, level2=None)
    assert _score(blank, satisfaction=steps).computed == Decimal("9.44")


def test_nothing_against_nothing_is_0_of_0() -> None:
    scored = _score(_row("无", "0起"))
    assert scored.computed == Decimal(10)
    assert scored.why.startswith("0≤0")


def test_a_bare_nought_beside_money_is_nought() -> None:
    cost = {"level1": "成本指标", "level2": "经济成本指标"}
    assert _score(_row("≤17万元", "0", **cost)).computed == Decimal(10)
    assert _score(_row("≤17万元", "16", **cost)).computed == Decimal(10)
    assert _score(_row("≤17万元", "160000", **cost)).computed is None

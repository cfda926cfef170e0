"""Scores at the edges of each rule, and the words that explain them."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from core.forms import Overall, Project
from core.forms.overall import Fund
from core.forms.parts import Indicator, Total
from core.scheme import (
    Execution,
    Overshoot,
    Quality,
    Quantity,
    Reverse,
    Satisfaction,
    Scheme,
    Step,
    load_scheme,
)
from core.scoring import rules
from core.scoring.indicator import align, direction_of, is_in_time, score_indicator
from core.scoring.result import MANUAL, Scored
from core.scoring.score import budget_of, fund_weight, score
from core.scoring.target import Amount, Day, leading_clause, numbers_in, parse_value
from core.scoring.units import classes_of, comparable, convertible, same_unit

D = Decimal
TEN = D(10)


def scheme(**changes: Any) -> Scheme:
    return dataclasses.replace(load_scheme(), **changes)


def scored(target: str | None, actual: str | None, points: str = "10", **more: Any) -> Scored:
    fields: dict[str, Any] = {"level1": "产出指标", "level2": "数量指标", "level3": "讲座场次"}
    options = more.pop("options", {})
    row = Indicator(**(fields | more), target=target, actual=actual, weight=D(points), score=None)
    return score_indicator(row, scheme(**options), 2024)


COST = {"level1": "成本指标", "level2": "经济成本指标", "level3": "项目支出"}
PLEASED = {"level1": "满意度指标", "level2": "服务对象满意度指标", "level3": "读者满意度"}


@pytest.mark.parametrize(
    ("target", "actual", "more", "due", "why"),
    [
        ("≥60次", "60次", {}, "10", "60≥60，达到指标值，得10分"),
        ("≥60次", "45次", {}, "7.5", "45÷60=75%，10×75%=7.5"),
        ("≥60次", "-1次", {}, "0", "-1小于零，得0分"),
        ("≤17万元", "17万元", COST, "10", "17≤17，未超出指标值，得10分"),
        ("≤17万元", "20万元", COST, "8.24", "20超出17的17.65%，10×(1-17.65%)=8.24"),
        ("≤17万元", "34万元", COST, "0", "34超出17的100%，10×(1-100%)=0"),
        ("≤17万元", "34.1万元", COST, "0", "34.1超出17的100.59%，得0分"),
        ("=0起", "2起", {}, "0", "指标值为0，实际2，得0分"),
        ("0起", "2起", {"level3": "安全事故"}, "0", "指标值为0，实际2，得0分"),
        ("0起", "2起", {}, None, "指标值为0，需人工判断"),
        ("0起", "0件", {}, "10", "0≤0，未超出指标值，得10分"),
        ("≥60次", "超过60次", {}, "10", "60≥60，达到指标值，得10分"),
        ("≤10次", "少于10次", {}, "10", "10≤10，未超出指标值，得10分"),
        ("≥90%", "三分之三", {}, "10", "100≥90，达到指标值，得10分"),
        ("是", "否", {}, "0", "指标值“是”，实际“否”，得0分"),
        ("是", "√", {}, "10", "指标值“是”，实际“√”，得10分"),
        ("健全", "健全", {}, "10", "实际完成值与指标值一致，得10分"),
        ("健全", "达成", {}, "10", "达成年度指标（100—80%），按100%得10分"),
        ("健全", "基本完成", {}, "8", "部分达成年度指标并具有一定效果（80—60%），按80%得8分"),
        ("健全", "做了一些", {}, None, "定性指标，需人工判断"),
        ("健全", "按时完成", {}, None, "定性指标，需人工判断"),
        ("每年5次", "3次", {}, "6", "3÷5=60%，10×60%=6"),
        ("", "5次", {}, None, "年度指标值空白，需人工判断"),
        ("甲2次、乙3次", "5次", {}, None, "指标值中有几个数，需人工判断"),
        ("甲班2次左右，其他若干", "5次", {}, None, "定性指标，需人工判断"),
        ("≥60次", None, {}, "0", "实际完成值空白，填写前按0分计"),
        ("12月底前", "12月20日", {}, "10",
         "2024年12月20日不晚于2024年12月31日，按期完成，得10分"),
        ("11月30日前", "12月3日", {}, "0", "2024年12月3日晚于2024年11月30日，逾期3天，得0分"),
        ("11月30日前", "12月", {}, "0", "实际完成时间晚于2024年11月30日，得0分"),
        ("12月15日前", "12月", {}, None, "实际完成时间未写到日，需人工判断"),
        ("12月15日前", "已按时完成", {}, "10", "自述已按时完成，得10分"),
        ("12月15日前", "已完成", {}, None, "指标值是日期，实际完成值不是日期，需人工判断"),
        ("10-15次", "12次", {}, "10", "12≥10，达到指标值，得10分"),
        ("10-15次", "15次", {}, "10", "15≥10，达到指标值，得10分"),
        ("10-15次", "16次", {}, None, "实际完成值超出区间，需人工判断"),
        ("10-15次", "几次", {}, None, "指标值是区间，实际完成值不可比，需人工判断"),
        ("10-15次", "12%", {}, None, "指标值是区间，实际完成值不可比，需人工判断"),
        ("≤3个工作日", "20小时", {}, None, "计量单位不同，折算后由人工判断"),
        ("10亩", "1公顷", {}, None, "计量单位不同，折算后由人工判断"),
        ("5%", "增长6%", {}, None, "与指标值口径不同，需人工判断"),
        ("增长5%", "6%", {}, "10", "6≥5，达到指标值，得10分"),
        ("增长5%", "下降6%", {}, None, "增减方向与指标值相反，需人工判断"),
        ("5%", "下降6%", {"level3": "投诉降低率"}, None, "指标方向不明，需人工判断"),
        ("5%", "增长6%", {"level3": "投诉降低率"}, None, "增减方向与指标值相反，需人工判断"),
        ("全部", "3个村", {}, None, "指标值为“全部”，需人工判断"),
        ("全部", "98%", {}, "9.8", "98÷100=98%，10×98%=9.8"),
        ("≥3次", "无", {}, None, "实际完成值为“无”，需人工判断"),
        ("≤3次", "无", {}, "10", "0≤3，未超出指标值，得10分"),
        ("0次", "没有发生", {}, "10", "0≤0，未超出指标值，得10分"),
        ("无", "0件", {}, "10", "0≤0，未超出指标值，得10分"),
        ("无", "1件", {}, None, "定性指标，需人工判断"),
        ("≥8次", "举办8次，群众欢迎", {}, "10", "8≥8，达到指标值，得10分"),
        ("≥8次", "举办7次，群众欢迎", {}, None, "文字中的7是否为完成值，需人工判断"),
        ("≥8次", "7次，群众欢迎", {}, "8.75", "7÷8=87.5%，10×87.5%=8.75"),
        ("≥8次", "举办7次，参加9次", {}, None, "实际完成值中有几个数，需人工判断"),
        ("≥8个", "做了8件，群众欢迎", {}, None, "文字中的数是否为完成值，需人工判断"),
        ("≥8次", "群众欢迎，来了80人", {}, None, "实际完成值中没有与指标值可比的数，需人工判断"),
        ("≥90%", "满意度92%，较上年提高3%。", {}, "10", "92≥90，达到指标值，得10分"),
        ("增长3%", "实现增长3.5%，好于预期。", {}, "10", "3.5≥3，达到指标值，得10分"),
        ("-3%", "-4%", {}, None, "指标值为负数，需人工判断"),
        ("≤5%", "1", {}, None, "百分数格式不明，需人工判断"),
        ("≤5%", "1.01", {}, "10", "1.01≤5，未超出指标值，得10分"),
        ("≤1万元", "100", COST, "0", "100超出1的9900%，得0分"),
        ("≤1万元", "101", COST, None, "数字与指标值相差悬殊，计量单位不明，需人工判断"),
        ("17万元", "16万元", COST, "10", "16≤17，未超出指标值，得10分"),
        ("≥17万元", "18万元", COST, None, "指标方向不明，需人工判断"),
        ("≥17万元", "17万元", COST, "10", "17≥17，达到指标值，得10分"),
        ("95%", "94%", COST, None, "指标方向不明，需人工判断"),
        ("30天", "28天", {}, None, "指标方向不明，需人工判断"),
        ("10件", "8件", {"level3": "投诉件数"}, None, "指标方向不明，需人工判断"),
        ("5万元", "4万元", {"level3": "三公经费"}, "10", "4≤5，未超出指标值，得10分"),
        ("5次", "4次", {"level3": "三公检查"}, None, "指标方向不明，需人工判断"),
        ("每季度1次", "4次", {}, "10", "按全年计，4≥4，达到指标值，得10分"),
        ("每季度1次", "3次", {}, None, "指标值“每季度1次”与实际“3次”所指的时间不同，需人工判断"),
        ("每半年1次", "2次", {}, "10", "按全年计，2≥2，达到指标值，得10分"),
        ("每季1次", "每月1次", {}, "10", "按全年计，12≥4，达到指标值，得10分"),
        ("每月1次", "每季度1次", {}, "3.33", "按全年计，4÷12=33.33%，10×33.33%=3.33"),
        ("5次", "1次/季度", {}, "8", "按全年计，4÷5=80%，10×80%=8"),
        ("每周1次", "每周2次", {}, "10", "2≥1，达到指标值，得10分"),
        ("每周1次", "60次", {}, None, "指标值“每周1次”与实际“60次”所指的时间不同，需人工判断"),
        ("节约5万元", "全年节约5.2万元，好于上年", {}, "10", "5.2≥5，达到指标值，得10分"),
        ("≥5家", "共签约6家，好于上年", {}, "10", "6≥5，达到指标值，得10分"),
        ("≥5次", "培训约6次，好于上年", {}, None, "文字中的6是否为完成值，需人工判断"),
        ("60次", "近60次", {}, None, "“近60次”不是确数，需人工判断"),
        ("约60次", "58次", {}, None, "“约60次”不是确数，需人工判断"),
        ("约60次", "61次", {}, "10", "61≥60，达到指标值，得10分"),
        ("≥60次", "55次以上", {}, None, "“55次以上”不是确数，需人工判断"),
        ("≥60次", "60次以上", {}, "10", "60≥60，达到指标值，得10分"),
        ("≥60次", "60次以内", {}, None, "“60次以内”不是确数，需人工判断"),
        ("≥60次", "达到55次", {}, "9.17", "55÷60=91.67%，10×91.67%=9.17"),
        ("≤17万元", "16万元以内", COST, "10", "16≤17，未超出指标值，得10分"),
        ("≤17万元", "18万元以内", COST, None, "“18万元以内”不是确数，需人工判断"),
        ("≤17万元", "超过16万元", COST, None, "“超过16万元”不是确数，需人工判断"),
        ("≤17万元", "-3万元", COST, "0", "-3小于零，得0分"),
        ("≤17%", "-3%", {}, "10", "-3≤17，未超出指标值，得10分"),
    ],
)  # fmt: skip
def test_a_score_and_why(
    target: str, actual: str | None, more: dict[str, Any], due: str | None, why: str
) -> None:
    found = scored(target or None, actual, **more)
    assert (found.computed, found.why) == (None if due is None else D(due), why)


def test_a_row_without_points_is_not_scored() -> None:
    row = Indicator(target="≥60次", actual="60次", weight=None, score=TEN)
    found = score_indicator(row, load_scheme(), 2024)
    assert (found.submitted, found.computed, found.rule) == (TEN, None, "none")


def test_what_is_told_with_a_score() -> None:
    found = scored("≥60次", "45次")
    assert (found.completion, found.accepted) == (D("75.00"), (D("7.50"),))
    found = scored("≤17万元", "20万元", "5", **COST)
    assert found.accepted == (D("4.12"), D("4.25"), D(0))
    assert found.completion == D("117.65")
    assert scored("≤17万元", "16万元", **COST).completion == D("94.12")
    assert scored("=0起", "0件").completion is None


# ---- the rules and their options


@pytest.mark.parametrize(
    ("actual", "options", "due"),
    [
        ("59次", {"quantity": Quantity(pass_below=D(60))}, "0"),
        ("60次", {"quantity": Quantity(pass_below=D(60))}, "6"),
        ("130次", {"overshoot": Overshoot("deduct", D(130))}, "10"),
        ("131次", {"overshoot": Overshoot("deduct", D(130))}, "9.9"),
        ("129.99次", {"overshoot": Overshoot("deduct", D(130))}, "10"),
        ("400次", {"overshoot": Overshoot("deduct", D(130))}, "0"),
        ("400次", {"overshoot": Overshoot("ignore", D(130))}, "10"),
        ("0次", {}, "0"),
    ],
)
def test_numbers_to_be_reached(actual: str, options: dict[str, Any], due: str) -> None:
    assert scored("≥100次", actual, options=options).computed == D(due)


def test_rates_are_not_overshot() -> None:
    options = {"overshoot": Overshoot("deduct", D(130))}
    assert scored("≥50%", "100%", options=options).computed == TEN
    assert scored("50%", "0.9", options=options).computed == TEN
    assert scored("50%-90%", "80%", options=options).computed == TEN


@pytest.mark.parametrize(
    ("rule", "due", "words"),
    [
        ("linear", "8.24", "20超出17的17.65%，10×(1-17.65%)=8.24"),
        ("ratio", "8.5", "20超出17的17.65%，10×17÷20=8.5"),
        ("strict", "0", "20超出17的17.65%，超出即得0分"),
    ],
)
def test_reverse_rules(rule: Any, due: str, words: str) -> None:
    found = scored("≤17万元", "20万元", options={"reverse": Reverse(rule, ("ratio",))}, **COST)
    assert (found.computed, found.why) == (D(due), words)
    assert found.accepted == (D("8.50"),)
    far = scored("≤17万元", "40万元", options={"reverse": Reverse(rule)}, **COST)
    assert far.computed == (D("4.25") if rule == "ratio" else D(0))


@pytest.mark.parametrize(
    ("actual", "due"),
    [("90%", "10"), ("89.99%", "8"), ("80%", "8"), ("79%", "5"), ("60%", "5"), ("59%", "0")],
)
def test_satisfaction_by_steps(actual: str, due: str) -> None:
    options = {"satisfaction": Satisfaction(rule="steps")}
    found = scored("≥95%", actual, options=options, **PLEASED)
    assert (found.computed, found.rule) == (D(due), "steps")
    assert f"满意度{actual}" in found.why
    bare = scored("95", actual.rstrip("%"), options=options, **PLEASED)
    assert bare.computed == D(due)


def test_satisfaction_in_proportion_takes_the_steps_too() -> None:
    found = scored("≥95%", "85%", **PLEASED)
    assert (found.computed, found.rule) == (D("8.95"), "ratio")
    assert D("8.00") in found.accepted
    assert scored("≥95%", "85%").accepted == (D("8.95"),)
    one = scored("1", "0.9", **PLEASED)
    assert (one.computed, one.accepted) == (D("9.00"), (D("9.00"),))
    few = {"satisfaction": Satisfaction("steps", (Step(D(90), D(70)),))}
    assert scored("≥95%", "92%", options=few, **PLEASED).computed == 7


@pytest.mark.parametrize(
    ("place", "due"),
    [("top", ("10", "8", "6")), ("middle", ("9", "7", "3")), ("low", ("8", "6", "0"))],
)
def test_qualitative_places(place: Any, due: tuple[str, ...]) -> None:
    options = {"quality": Quality(default=place)}
    found = [scored("健全", word, options=options) for word in ("达成", "部分达成", "未达成")]
    assert [each.computed for each in found] == [D(text) for text in due]
    assert {each.rule for each in found} == {"grade"}


@pytest.mark.parametrize("words", ["“达成”", "达成。", "《达成》", " 达 成 "])
def test_a_grade_may_be_quoted(words: str) -> None:
    band = rules.band_of(words, load_scheme())
    assert band is not None
    assert band.top == 100
    assert rules.band_of(f"未必{words}", load_scheme()) is None


def day(first: str, last: str | None = None) -> Day:
    return Day(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("actual", "late", "due"),
    [
        (day("2024-11-30"), "zero", "10"),
        (day("2024-12-01"), "zero", "0"),
        (day("2024-12-01"), "daily", "9.8"),
        (day("2024-12-30"), "daily", "4"),
        (day("2025-03-30"), "daily", "0"),
        (day("2024-12-01"), "manual", None),
        (day("2024-12-01", "2024-12-31"), "zero", "0"),
        (day("2024-12-01", "2024-12-31"), "daily", None),
        (day("2024-11-01", "2024-12-31"), "zero", None),
        (day("2024-11-01", "2024-11-30"), "zero", "10"),
    ],
)
def test_late(actual: Day, late: Any, due: str | None) -> None:
    rule = scheme(quantity=Quantity(late=late, late_percent=D(2)))
    points = rules.in_time(actual, day("2024-11-30"), TEN, rule)
    assert points.value == (None if due is None else D(due))
    assert points.rule == "date"


def test_late_by_the_day_says_how_it_came_about() -> None:
    rule = scheme(quantity=Quantity(late="daily", late_percent=D(2)))
    points = rules.in_time(day("2024-12-03"), day("2024-11-30"), TEN, rule)
    assert points.why == "2024年12月3日晚于2024年11月30日，逾期3天，每天扣2%，得9.4分"


# ---- 预算执行 and the whole form


def fund(initial: str, annual: str, done: str, given: str = "", **more: Any) -> Fund:
    values = [D(text) if text else None for text in (initial, annual, done, given)]
    names = ("initial_budget", "annual_budget", "executed", "score")
    return Fund(**(dict(zip(names, values, strict=True)) | {"weight": TEN} | more))


@pytest.mark.parametrize(
    ("money", "due", "why"),
    [
        (fund("", "100", "90"), "9", "90÷100=90%，10×90%=9"),
        (fund("", "100", "100"), "10", "100÷100=100%，10×100%=10"),
        (fund("", "100", "100.01"), "10", "100.01÷100=100.01%，按100%计，10×100%=10"),
        (fund("", "0", "5"), "0", "预算为零，按设置得0分"),
        (fund("", "0", "0"), "0", "预算为零，按设置得0分"),
        (fund("", "", "0"), "0", "预算为零，按设置得0分"),
        (fund("", "", "5"), None, "全年预算数未填，无法计算"),
        (fund("", "100", "", "5"), None, "全年执行数未填，无法计算"),
        (fund("", "-100", "5"), None, "金额为负数，需人工判断"),
        (fund("", "100", "-5"), None, "金额为负数，需人工判断"),
        (fund("", "100", "5", weight=None), None, "未列分值，不计分"),
    ],
)
def test_the_execution(money: Fund, due: str | None, why: str) -> None:
    found = score(Overall(fund=money), load_scheme()).fund
    assert (found.computed, found.why) == (None if due is None else D(due), why)
    assert (found.rule == MANUAL) is (due is None and money.weight is not None)


def test_what_the_execution_accepts() -> None:
    """The rate as printed, if it is near; else what is rounded to two decimals."""
    near = score(Overall(fund=fund("", "300", "200", rate=D("66.7"))), scheme(places=3)).fund
    assert (near.computed, near.accepted) == (D("6.667"), (D("6.667"), D("6.670")))
    far = score(Overall(fund=fund("", "300", "200", rate=D("70"))), scheme(places=3)).fund
    assert far.accepted == (D("6.667"),)
    edge = score(Overall(fund=fund("", "100", "50", rate=D("51"))), load_scheme()).fund
    assert edge.accepted == (D("5.00"),)
    capped = score(Overall(fund=fund("", "100", "150", rate=D("150"))), load_scheme()).fund
    assert (capped.computed, capped.accepted, capped.completion) == (D("10.00"), (), D("150.00"))
    free = scheme(execution=Execution(cap=False))
    assert score(Overall(fund=fund("", "100", "150")), free).fund.computed == 15


@pytest.mark.parametrize(
    ("denominator", "initial", "annual", "due"),
    [
        ("annual", "80", "100", "100"),
        ("initial", "80", "100", "80"),
        ("initial", "0", "100", "100"),
        ("initial", "", "100", "100"),
        ("larger", "80", "100", "100"),
        ("larger", "120", "100", "120"),
        ("larger", "", "100", "100"),
        ("larger", "", "", None),
        ("annual", "80", "", None),
    ],
)
def test_the_denominator(denominator: Any, initial: str, annual: str, due: str | None) -> None:
    rule = scheme(execution=Execution(denominator=denominator))
    assert budget_of(fund(initial, annual, ""), rule) == (None if due is None else D(due))


def rows(*pairs: tuple[str, str | None]) -> tuple[Indicator, ...]:
    """Points and submitted score of rows that say nothing comparable."""
    return tuple(
        Indicator(target="健全机制", actual="正在推进", weight=D(points),
                  score=None if given is None else D(given))
        for points, given in pairs
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "total", "why"),
    [
        ((("90", "90"),), "99", "预算执行9+指标90=99（其中1项按自评得分计入，待人工判断）"),
        ((("50", "45"), ("40", None)), "54",
         "预算执行9+指标45=54（其中1项按自评得分计入，待人工判断）（1项没有得分，按0分计）"),
        ((), "9", "预算执行9+指标0=9"),
    ],
)  # fmt: skip
def test_the_total(pairs: tuple[tuple[str, str | None], ...], total: str, why: str) -> None:
    found = score(Overall(fund=fund("", "100", "90"), indicators=rows(*pairs)), load_scheme())
    assert (found.total.computed, found.total.why, found.total.rule) == (D(total), why, "sum")


def test_rows_without_points_are_not_missing() -> None:
    bare = Indicator(target="健全机制", actual="正在推进")
    found = score(Overall(fund=fund("", "100", "90"), indicators=(bare,)), load_scheme())
    assert found.total.why == "预算执行9+指标0=9"


@pytest.mark.parametrize(
    ("weight", "given", "total"), [("10", "45", "50"), ("50", "45", "90"), ("100", "45", "45")]
)
def test_points_of_a_zero_budget_are_spread(weight: str, given: str, total: str) -> None:
    rule = scheme(execution=Execution(zero_budget="spread"))
    money = fund("", "0", "0", weight=D(weight))
    found = score(Overall(fund=money, indicators=rows(("90", given))), rule)
    assert found.total.computed == D(total)
    assert found.fund.why == f"预算为零，按设置将{weight}分摊入各项指标"


def test_a_zero_budget_may_earn_all_points() -> None:
    rule = scheme(execution=Execution(zero_budget="full"))
    found = score(Overall(fund=fund("", "0", "0", weight=D("10.005"))), rule).fund
    assert (found.computed, found.rule) == (D("10.01"), "none")


@pytest.mark.parametrize(
    ("total", "grade"), [("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差")]
)
def test_grades(total: str, grade: str) -> None:
    form = Overall(fund=fund("", "100", "0"), indicators=rows(("100", total)))
    assert score(form, load_scheme()).grade == grade


@pytest.mark.parametrize(
    ("printed", "given", "points", "due"),
    [
        ("10", "9", ["90"], "10"),
        (None, None, ["90"], None),
        (None, "9", ["90"], "10"),
        (None, "10", ["90"], "10"),
        (None, "10.01", ["90"], None),
        (None, "9", [], None),
        (None, "0", ["60", "30"], "10"),
    ],
)
def test_the_points_of_the_execution(
    printed: str | None, given: str | None, points: list[str], due: str | None
) -> None:
    money = fund("", "100", "90", given or "", weight=None if printed is None else D(printed))
    form = Overall(fund=money, indicators=rows(*((text, text) for text in points)))
    assert fund_weight(form) == (None if due is None else D(due))


def test_points_that_are_not_printed_are_explained() -> None:
    form = Overall(fund=fund("", "100", "90", "9", weight=None), indicators=rows(("90", "90")))
    assert score(form, load_scheme()).fund.why == (
        "表内未列分值，按100减各指标分值计10分：90÷100=90%，10×90%=9"
    )


@pytest.mark.parametrize(
    "form",
    [
        Overall(fund=fund("", "", "5")),
        Overall(fund=fund("", "", "", "5")),
        Overall(total=Total(score=TEN)),
        Overall(indicators=(Indicator(actual="5次"),)),
        Overall(indicators=(Indicator(target="5次"), Indicator(score=TEN))),
        Project(total=Total(score=TEN)),
    ],
)
def test_whatever_was_done_makes_a_total(form: Overall | Project) -> None:
    assert score(form, load_scheme()).total.computed is not None


# ---- the grammar


@pytest.mark.parametrize(
    ("text", "number", "unit", "per"),
    [
        ("每月2次", "2", "次", "月"), ("2次/月", "2", "次", "月"), ("每季度2次", "2", "次", "季"),
        ("每季2次", "2", "次", "季"),
        ("每年度2次", "2", "次", "年"),
        ("每半年1期", "1", "期", "半年"),
        ("每个月2次", "2", "次", "月"), ("2次/年", "2", "次", "年"), ("每周一次", "1", "次", "周"),
        ("每人2次", "2", "次", ""), ("480元/人", "480", "元/人", ""), ("2次", "2", "次", ""),
        ("12㎡", "12", "平方米", ""),
        ("12m²", "12", "平方米", ""),
        ("12平方米", "12", "平方米", ""),
        ("5个百分点", "5", "%", ""), ("5百分点", "5", "%", ""), ("95百分比", "95", "%", ""),
        ("5‰", "0.5", "%", ""), ("5千分点", "0.5", "%", ""), ("5个千分点", "0.5", "%", ""),
        ("百分之五", "5", "%", ""), ("千分之五", "0.5", "%", ""), ("百分之5", "5", "%", ""),
        ("万人次", "10000", "人次", ""),
        ("十万人", "100000", "人", ""),
        ("一百零五人", "105", "人", ""),
        ("十二人", "12", "人", ""), ("二十人", "20", "人", ""), ("两千三百人", "2300", "人", ""),
        ("三万五千人", "35000", "人", ""), ("1,234,567元", "1234567", "元", ""),
        ("1.5千人", "1500", "人", ""),
        ("2百万元", "2000000", "元", ""),
        ("3千万元", "30000000", "元", ""),
        ("2024年共5次", "5", "次", ""), ("2024年度5次", "5", "次", ""),
    ],
)  # fmt: skip
def test_numbers(text: str, number: str, unit: str, per: str) -> None:
    value = parse_value(text, 2024)
    assert (value.kind, value.amount.value, value.amount.unit, value.per) == (
        "number", D(number), unit, per,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("不足5次", "<"),
        ("不到5次", "<"),
        ("未达到5次", "<"),
        ("未达5次", "<"),
        ("没有达到5次", "<"),
        ("未超过5次", "≤"),
        ("没有超过5次", "≤"),
        ("不超5次", "≤"),
        ("约5次", "≈"),
        ("5次左右", "≈"),
        ("近5次", "≈"), ("接近5次", "≈"), ("大约5次", "≈"), ("5次上下", "≈"), ("达5次", "≥"),
        ("5次及以上", "≥"),
        ("5次以下", "≤"),
        ("5次之内", "≤"),
        ("控制在5次以内", "≤"),
        ("=5次", "="),
        ("等于5次", "="), (">5次", ">"), ("多于5次", ">"), ("少于5次", "<"), ("不少于5次", "≥"),
        ("至少5次", "≥"), ("最多5次", "≤"), ("≥5次以上", "≥"), ("5次", ""), ("共5次", ""),
    ],
)  # fmt: skip
def test_operators(text: str, op: str) -> None:
    value = parse_value(text, 2024)
    assert (value.kind, value.op, value.amount.value) == ("number", op, D(5))


@pytest.mark.parametrize(
    ("text", "lead", "change"),
    [
        ("节约5万元", "节约", True), ("签约5家", "签约", False), ("预约5人次", "预约", False),
        ("附近5个村", "附近", False), ("最近5次", "最近", False),
    ],
)  # fmt: skip
def test_words_that_only_end_like_about(text: str, lead: str, change: bool) -> None:
    value = parse_value(text, 2024)
    assert (value.op, value.lead, value.amount.change) == ("", lead, change)


@pytest.mark.parametrize(
    "text",
    ["第5次", "5并实施3", "培训", "百", "一体化", "2/3", "3/2以上", "0/3以上", "9-5次", "5-5次",
     "5次开展", "2024年", "12月", "5月1日", "2024年13月", "2月30日", "2024-02-30"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert parse_value(text, 2024).kind != "number"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("一季度", "2024-01-01", "2024-03-31"), ("第2季度", "2024-04-01", "2024-06-30"),
        ("三季度末", "2024-07-01", "2024-09-30"), ("2023年4季度", "2023-10-01", "2023-12-31"),
        ("四季度", "2024-10-01", "2024-12-31"), ("上半年", "2024-01-01", "2024-06-30"),
        ("2023年下半年", "2023-07-01", "2023-12-31"), ("2023年", "2023-01-01", "2023-12-31"),
        ("2月", "2024-02-01", "2024-02-29"), ("2023年2月", "2023-02-01", "2023-02-28"),
        ("3-5月", "2024-03-01", "2024-05-31"), ("2023年3月-2024年2月", "2023-03-01", "2024-02-29"),
        ("3月1日-5月10日", "2024-03-01", "2024-05-10"), ("全年", "2024-01-01", "2024-12-31"),
        ("完成时间为6月30日", "2024-06-30", "2024-06-30"),
        ("(2024年6月30日)", "2024-06-30", "2024-06-30"),
        ("截至6月30日止", "2024-06-30", "2024-06-30"),
        ("不晚于2024.6.30", "2024-06-30", "2024-06-30"),
    ],
)  # fmt: skip
def test_days(text: str, first: str, last: str) -> None:
    found = parse_value(text, 2024).day
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["5-3月", "13月", "2月30日", "6月开展培训，7月验收", "一季度"])
def test_what_is_no_day(text: str) -> None:
    assert parse_value(text, None if text == "一季度" else 2024).day is None


def test_the_first_clause() -> None:
    for text, number in (("45次，经费不足", D(45)), ("92%，较上年提高", D(92))):
        clause = leading_clause(parse_value(text, 2024))
        assert clause is not None
        assert clause.amount.value == number
    for text in ("45次", "培训45次，经费不足", "45，经费不足", "很多，经费不足"):
        assert leading_clause(parse_value(text, 2024)) is None


def test_numbers_in_words() -> None:
    found = numbers_in(
        "2024年6月1日起，第3期培训200人，较上年增长5%；其他方面，A4纸共用去了12包，3月起停用。"
    )
    assert [(amount.face, amount.unit, amount.change) for amount in found][:3] == [
        (D(200), "人", False), (D(5), "%", True), (D(12), "", False),
    ]  # fmt: skip


# ---- units, measures, directions


@pytest.mark.parametrize(
    ("one", "other", "may", "into", "same"),
    [
        ("次", "场次", True, False, True),
        ("次", "次", True, False, True),
        ("", "", True, False, False),
        ("", "次", True, False, False),
        ("次", "人", False, False, False),
        ("人次", "人", True, False, True),
        ("%", "次", False, False, False),
        ("%", "‰", True, False, True),
        ("元", "次", False, False, False),
        ("次", "元", False, False, False),
        ("怪", "元", False, False, False),
        ("元", "元/人", True, False, True),
        ("%", "奇", False, False, False),
        ("奇", "怪", True, False, False),
        ("次", "怪", True, False, False),
        ("天", "小时", False, True, False),
        ("亩", "公顷", False, True, False),
        ("公里", "米", False, True, False),
        ("吨", "公斤", False, True, False),
        ("天", "亩", False, False, False),
        ("家", "户", True, False, False),
        ("个", "件", True, False, False),
        ("户", "人", False, False, False),
        ("篇、条", "条", True, False, False), ("平方米", "亩", False, True, False),
    ],
)  # fmt: skip
def test_units(one: str, other: str, may: bool, into: bool, same: bool) -> None:
    assert (comparable(one, other), convertible(one, other), same_unit(one, other)) == (
        may, into, same,
    )  # fmt: skip


def test_what_a_unit_counts() -> None:
    assert classes_of("篇、条") == classes_of("条")
    assert classes_of("个村和社区") >= classes_of("社区")
    assert classes_of("") == classes_of("怪") == frozenset()


@pytest.mark.parametrize(
    ("have", "want", "pair"),
    [
        (Amount(D(5)), Amount(D(6)), ("5", "6")),
        (Amount(D(5), D(10000), "元"), Amount(D(6), D(10000), "元"), ("5", "6")),
        (Amount(D(50000), D(1), "元"), Amount(D(6), D(10000), "元"), ("50000", "60000")),
        (Amount(D(5)), Amount(D(6), D(10000), "元"), ("5", "6")),
        (Amount(D(600)), Amount(D(6), D(10000), "元"), ("600", "6")),
        (Amount(D(601)), Amount(D(6), D(10000), "元"), None),
        (Amount(D(0)), Amount(D(6), D(10000), "元"), ("0", "6")),
        (Amount(D("0.9")), Amount(D(95), D(1), "%"), ("90", "95")),
        (Amount(D(1)), Amount(D(95), D(1), "%"), ("100", "95")),
        (Amount(D("1.1")), Amount(D(95), D(1), "%"), ("1.1", "95")),
        (Amount(D(96), D(1), "%"), Amount(D("0.95")), ("96", "95")),
        (Amount(D(96), D(1), "%"), Amount(D("0.5"), D(1), "%"), ("96", "0.5")),
    ],
)
def test_one_measure(have: Amount, want: Amount, pair: tuple[str, str] | None) -> None:
    assert align(have, want) == (None if pair is None else tuple(map(D, pair)))


@pytest.mark.parametrize(
    ("target", "more", "way"),
    [
        ("≥5次", {}, "up"),
        (">5次", {}, "up"),
        ("5次", {}, "up"),
        ("≤5次", {}, "down"),
        ("<5次", {}, "down"),
        ("≥5万元", COST, "unknown"),
        ("≥5%", COST, "up"),
        ("5万元", COST, "down"),
        ("5%", COST, "unknown"),
        ("5天", {}, "unknown"), ("≥5天", {}, "up"), ("5件", {"level3": "差错件数"}, "unknown"),
        ("下降5%", {"level3": "差错率"}, "up"), ("控制5次", {}, "unknown"),
        ("5万元", {"level3": "三公经费"}, "down"), ("5%", {"level3": "三公经费"}, "unknown"),
        ("5万元", {"level1": None, "level2": None, "level3": None}, "up"),
        ("5万元", {"level2": "社会成本指标"}, "down"),
    ],
)  # fmt: skip
def test_directions(target: str, more: dict[str, Any], way: str) -> None:
    fields: dict[str, Any] = {"level1": "产出指标", "level2": "数量指标", "level3": "讲座场次"}
    row = Indicator(**(fields | more))
    assert direction_of(row, parse_value(target, 2024)) == way


@pytest.mark.parametrize(
    ("text", "yes"),
    [("按时完成", True), ("已按期全部完成。", True), ("及时", True), ("均按时办结", True),
     ("未按时完成", False), ("完成", False), ("按时完成率100%", False)],
)  # fmt: skip
def test_in_time(text: str, yes: bool) -> None:
    assert is_in_time(text) == yes

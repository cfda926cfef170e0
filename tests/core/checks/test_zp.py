"""ZP: the 自评表.

| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |                        |
|----------|------------|------------|------|------|----------|------------------------|
| 讲座场次 | ≥10次      |            | 10   | 10   |          | ← ZP-16 no result      |
| 扫描册数 | ≥60册      | 45册       | 10   | 9    | 设备少   | ← ZP-13 due 7.50       |
| 部门支出 | ≤20万元    | 18万元     | 10   | 9    |          | ← ZP-13, ZP-15 no need |
| 满意度   | ≥95%       | 好评如潮   | 10   | 10   |          | ← ZP-18 no number      |
"""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.forms import Overall, Project
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Total
from core.forms.project import ProjectFund
from core.scheme import Group, Limits, Overshoot, Weights
from tests.core.checks.look import codes, findings, hints
from tests.core.clean import LAYOUTS, overall, project

_GOAL = Goal(actual="举办讲座十二场，扫描善本六百四十册，编印目录两种，按月报送。")


def _n(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _money(
    initial: str, annual: str, executed: str, rate: str | None = None, score: str | None = None
) -> Overall:
    """A table of nothing but its money row; `.` for a blank cell."""
    initial_budget, annual_budget, done = (
        None if text == "." else Decimal(text) for text in (initial, annual, executed)
    )
    fund = Fund(
        initial_budget=initial_budget,
        annual_budget=annual_budget,
        executed=done,
        weight=Decimal(10),
        rate=_n(rate),
        score=_n(score),
    )
    return Overall(fund=fund, goal=_GOAL)


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (_money("100", "123.47", "111.27", "90.12", "9.01"), []),
        (_money("100", "123.47", "111.27", "90.1", "9.01"), []),
        (_money("100", "123.47", "111.27", "92", "9.01"), [("ZP-01", "fund.rate")]),
        (_money("100", "123.47", "111.27", "92", "9.2"), [("ZP-01", "fund.rate")]),
        (_money("100", "123.47", "111.27", "90.12", "9.2"), [("ZP-02", "fund.score")]),
        (_money("100", "123.47", "111.27", "90.12", "10"), [("ZP-02", "fund.score")]),
        (_money("100", "123.47", "111.27", "90.12", "12"), [("ZP-11", "fund.score")]),
        (_money("100", "100", "110", "110", "10"), [("ZP-03", "fund.executed")]),
        (_money("100", "100", "110", "100", "10"), [("ZP-03", "fund.executed")]),
        (_money("100", "100", "960", "96", "9.6"), [("ZP-01", "fund.rate")]),
        (_money("100", "0", "50", None, "0"), [("ZP-04", "fund.annual_budget")]),
        (_money("0", "50", "50", "100", "10"), []),
        (_money("0", "0", "0"), []),
        (_money(".", ".", "."), []),
    ],
)
def test_money(form: Overall, found: list[tuple[str, str]]) -> None:
    assert [pair for pair in codes(form, group="ZP") if pair[0] != "ZP-12"] == found


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (_money("100", "123.47", "111.27", "0.9012", "9.01"), ("ZP-01", "fund.rate")),
        (_money("100", "123.47", "111.27", "92", "9.2"), ("ZP-02", "fund.score")),
        (_money("100", "100", "100.01", "100", "10"), ("ZP-03", "fund.executed")),
        (_money("0", "50", "50", "100", "10"), ("ZP-04", "fund.initial_budget")),
        (_money("50", ".", "50"), ("ZP-04", "fund.annual_budget")),
        (_money("100", "121", "121", "100", "10"), ("ZP-05", "fund.annual_budget")),
        (_money("100", "79", "79", "100", "10"), ("ZP-05", "fund.annual_budget")),
    ],
)
def test_money_hints(form: Overall, found: tuple[str, str]) -> None:
    assert found in hints(form, group="ZP")


def test_thresholds_are_options() -> None:
    form = _money("100", "121", "121", "100", "10")
    assert hints(form, group="ZP-05", changes={"limits": Limits(adjustment=Decimal(30))}) == []


@pytest.mark.parametrize(
    ("income", "found"),
    [
        (("123.47", "0"), []),
        (("111.27", None), []),
        (("100", "11.27"), []),
        (("100", "20"), [("ZP-06", "income.general_public")]),
        ((None, "90"), [("ZP-06", "income.government_fund")]),
        ((None, None), []),
    ],
)
def test_income(income: tuple[str | None, str | None], found: list[tuple[str, str]]) -> None:
    form = dataclasses.replace(
        _money("100", "123.47", "111.27"),
        income=Income(general_public=_n(income[0]), government_fund=_n(income[1])),
    )
    assert codes(form, group="ZP-06") == found


def test_a_gap_of_a_cent_is_a_hint() -> None:
    form = dataclasses.replace(
        _money("346.47", "432.23", "432.23"),
        income=Income(general_public=Decimal("351.02"), other=Decimal("81.22")),
    )
    (found,) = findings(form, group="ZP-06")
    assert (found.severity, found.expected, found.found) == ("提示", "432.23", "432.24")


def test_expenditure() -> None:
    form = _money("100", "123.47", "111.27")
    good = dataclasses.replace(form, expenditure=Expenditure(basic=Decimal("111.27")))
    bad = dataclasses.replace(form, expenditure=Expenditure(basic=Decimal(100), project=Decimal(2)))
    assert codes(good, group="ZP-07") == []
    assert codes(bad, group="ZP-07") == [("ZP-07", "expenditure.basic")]


def _project(total: str, current: str, carried: str | None) -> Project:
    rows = [("total", total), ("current", current), ("carried", carried), ("other", None)]
    return Project(
        funds=tuple(
            ProjectFund(row=kind, annual_budget=_n(amount), executed=_n(amount))
            for kind, amount in rows
        ),
        goal=_GOAL,
    )


def test_sources_of_a_project() -> None:
    assert codes(_project("50", "40", "10"), group="ZP-08") == []
    assert codes(_project("50", "40", None), group="ZP-08") == [
        ("ZP-08", "funds.0.annual_budget"),
        ("ZP-08", "funds.0.executed"),
    ]


def test_of_a_project_every_printed_rate_is_computed_but_one_score_counts() -> None:
    row = ProjectFund(
        row="total", annual_budget=Decimal(50), executed=Decimal(50), weight=Decimal(10),
        rate=Decimal(100), score=Decimal(10),
    )  # fmt: skip
    second = dataclasses.replace(row, row="current", rate=Decimal(98))
    form = Project(funds=(row, second), goal=_GOAL, total=Total(score=Decimal(10)))
    assert codes(form, group="ZP") == [("ZP-01", "funds.1.rate")]


def _row(target: str | None, actual: str | None, score: str | None, **more: Any) -> Indicator:
    fields: dict[str, Any] = {"level1": "产出指标", "level2": "数量指标", "level3": "讲座场次"}
    return Indicator(
        **({"weight": Decimal(10)} | fields | more), target=target, actual=actual, score=_n(score)
    )


_COST = {"level1": "成本指标", "level2": "经济成本指标", "level3": "部门支出"}
_WHY = {"deviation": "设备不足，来年添置"}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (_row("≥10次", "12次", "10"), []),
        (_row("≥10次", None, "10"), ["ZP-16"]),
        (_row("≥10次", None, "0", **_WHY), []),
        (_row("≥60册", "45册", "7.5", **_WHY), []),
        (_row("≥60册", "45册", "9", **_WHY), ["ZP-13"]),
        (_row("≥60册", "45册", "10"), ["ZP-13"]),
        (_row("≤20万元", "18万元", "9", **_COST), ["ZP-13", "ZP-15"]),
        (_row("≤20万元", "22万元", "9", **_COST, **_WHY), []),
        (_row("≤20万元", "22万元", "9.09", **_COST, **_WHY), []),
        (_row("≤20万元", "22万元", "0", **_COST, **_WHY), []),
        (_row("≤20万元", "22万元", "9.8", **_COST, **_WHY), ["ZP-13"]),
        (_row("效果明显", "效果明显", "9"), ["ZP-15"]),
        (_row("效果明显", "效果明显", "9", deviation="无"), ["ZP-15"]),
        (_row("长期", "长期", "10"), []),
        (_row("无", "无", "10"), []),
        (_row("600次以上", "全年组织读书活动，各支部开展学习675场次。", "10"), []),
        (_row("≥95%", "6次读书会获得读者好评。", "10"), ["ZP-18"]),
        (_row("≥95%", "12次", "10"), ["ZP-18"]),
        (_row("≥12次", "100%", "10"), ["ZP-18"]),
        (_row("1万", "单位捐书1万元，职工捐书0.4万元。", "10"), []),
        (_row("合规开展", "编印简报12期，覆盖读者500人。", "10"), []),
        (_row("100%", "100%", "10", level3="举办讲座12场以上，编印简报20期"), ["ZP-19"]),
        (_row("100%", "100%", "10", level3="2024年培训计划完成率"), []),
        (_row(None, "12次", "10"), ["ZP-19"]),
        (_row("≥20万元", "20万元", "10", **_COST), ["ZP-24"]),
        (_row("≥20万元", "20万元", "10", **(_COST | {"level3": "支出控制数"})), ["ZP-24"]),
        (_row("≥10次", "12次", "11"), ["ZP-11"]),
        (_row("≥10次", "12次", "-1"), ["ZP-11"]),
        (_row(None, None, None, weight=None), []),
    ],
)
def test_rows(row: Indicator, found: list[str]) -> None:
    form = Overall(year=2024, indicators=(row, _row("健全", "健全", "80", weight=Decimal(80))))
    quiet = {"ZP-10", "ZP-12"}
    assert [code for code, _ in codes(form, group="ZP") if code not in quiet] == found


def test_a_table_that_scores_by_criteria_has_no_cell_for_results() -> None:
    """Unlike one with targets, where a blank result is missed."""
    by_criteria = _row(None, None, "10", standard="每超一个百分点扣1分")
    for rows, found in (((by_criteria,), False), ((by_criteria, _row("10次", None, "10")), True)):
        told = codes(Overall(year=2024, indicators=rows), group="ZP")
        assert ("ZP-16" in {code for code, _ in told}) is found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (_row("≥60册", "45册", "5", **_WHY), ("ZP-13", "indicators.0.score")),
        (_row("效果明显", "效果明显", "6", **_WHY), ("ZP-14", "indicators.0.score")),
        (_row("服务读者", "部分达成", "9", **_WHY), ("ZP-14", "indicators.0.score")),
        (_row("12次", "20次", "10"), ("ZP-17", "indicators.0.actual")),
        (_row("2024年12月31日前", "100%", "10"), ("ZP-18", "indicators.0.actual")),
        (_row("100%", "按期完成", "10"), ("ZP-18", "indicators.0.actual")),
        (_row("建成7个流通点并投入使用", "超预期完成", "10"), ("ZP-18", "indicators.0.actual")),
        (_row("98%", "98%", "10", level3="数量"), ("ZP-19", "indicators.0.level3")),
        (_row("98%", "98%", "10", level3="满意"), ("ZP-19", "indicators.0.level3")),
        (_row("98%", "98%", "10", level3="2024年"), ("ZP-19", "indicators.0.level3")),
        (
            _row("促进阅读推广", "良好", "10", level3="促进阅读推广及服务工作"),
            ("ZP-19", "indicators.0.level3"),
        ),
        (_row("≤100%", "≤100%", "10"), ("ZP-23", "indicators.0.actual")),
        (
            _row("≥5%", "6%", "10", **(_COST | {"level3": "成本节约率"})),
            ("ZP-24", "indicators.0.target"),
        ),
        (_row("≥10次", "12次", "10", level1=None), ("ZP-25", "indicators.0.level1")),
    ],
)
def test_row_hints(row: Indicator, found: tuple[str, str]) -> None:
    form = Overall(year=2024, indicators=(row,), goal=_GOAL)
    assert found in hints(form, group=found[0])
    assert found not in codes(form, group=found[0])


@pytest.mark.parametrize(
    "row",
    [
        _row("≥10次", "12次", "10"),
        _row("≥70%", "100%", "10"),
        _row("12次", "20次", "10", **_WHY),
        _row("≤20次", "30次", "5", **_WHY),
    ],
)
def test_no_overshoot(row: Indicator) -> None:
    assert hints(Overall(indicators=(row,)), group="ZP-17") == []


def test_overshoot_may_be_ignored() -> None:
    form = Overall(indicators=(_row("12次", "20次", "10"),))
    assert hints(form, group="ZP-17", changes={"overshoot": Overshoot(rule="ignore")}) == []


def test_points_of_groups_and_of_all() -> None:
    """A wrong row is reported by its group; the sum of all, off by as much, only hints at it."""
    form = overall()
    first = dataclasses.replace(form.indicators[0], weight=Decimal(11))
    wrong = dataclasses.replace(form, indicators=(first, *form.indicators[1:]))
    found = findings(wrong, group="ZP")
    pairs = [(item.check, item.severity) for item in found if item.check in {"ZP-09", "ZP-10"}]
    assert pairs == [("ZP-09", "错误"), ("ZP-10", "提示")]


@pytest.mark.parametrize("points", [9, 11, 100])
def test_a_misprinted_weight_is_the_groups_matter_alone(points: int) -> None:
    form = overall()
    first = dataclasses.replace(form.indicators[0], weight=Decimal(points))
    wrong = dataclasses.replace(form, indicators=(first, *form.indicators[1:]))
    assert codes(wrong, group="ZP") == [("ZP-09", "indicators.0.level1_weight")]


def test_a_group_resumed_further_down_is_one_group() -> None:
    """产出 10 + 满意度 10 + 产出 20, the label 产出指标（30分） standing on both parts."""
    label = {"level1_weight": Decimal(30)}
    form = Overall(
        indicators=(
            _row("10次", "10次", "10", **label),
            _row("95%", "95%", "10", level1="满意度指标", level1_weight=Decimal(10)),
            _row("20次", "20次", "20", **label, weight=Decimal(20)),
        )
    )
    assert codes(form, group="ZP-09") == []


def test_points_without_labels() -> None:
    form = Overall(
        fund=Fund(executed=Decimal(1), weight=Decimal(10)),
        indicators=(_row("10次", "10次", "10", weight=Decimal(80)),),
        total=Total(weight=Decimal(100)),
    )
    assert codes(form, group="ZP-10") == [("ZP-10", "total.weight")]
    whole = dataclasses.replace(form, fund=Fund(executed=Decimal(1), weight=Decimal(20)))
    assert codes(whole, group="ZP-10") == []
    misprinted = dataclasses.replace(whole, total=Total(weight=Decimal(90)))
    assert codes(misprinted, group="ZP-10") == [("ZP-10", "total.weight")]


def test_the_total_follows_the_submitted_scores() -> None:
    form = overall()
    wrong_row = dataclasses.replace(form, fund=dataclasses.replace(form.fund, score=Decimal("9.5")))
    follows = dataclasses.replace(
        wrong_row, total=Total(weight=Decimal(100), score=Decimal("99.5"))
    )
    assert [code for code, _ in codes(follows, group="ZP")] == ["ZP-02"]
    assert [code for code, _ in codes(wrong_row, group="ZP")] == ["ZP-02"]
    assert ("ZP-12", "total.score") in hints(wrong_row, group="ZP-12")
    total = Total(weight=Decimal(100), score=Decimal(98))
    neither = dataclasses.replace(wrong_row, total=total)
    assert [code for code, _ in codes(neither, group="ZP")] == ["ZP-02", "ZP-12"]


def test_a_total_may_hold_a_score_that_was_left_out() -> None:
    form = overall()
    first = dataclasses.replace(form.indicators[0], score=None)
    gap = dataclasses.replace(form, indicators=(first, *form.indicators[1:]))
    assert codes(gap, group="ZP-12") == []


def test_a_blank_total() -> None:
    form = dataclasses.replace(overall(), total=Total())
    assert codes(form, group="ZP-12") == [("ZP-12", "total.score")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("fund.rate", "ZP-01"),
        ("fund.executed", "ZP-01"),
        ("income.other", "ZP-06"),
        ("expenditure.project", "ZP-07"),
        ("fund.score", "ZP-11"),
        ("indicators.0.score", "ZP-11"),
        ("indicators.0.weight", "ZP-11"),
        ("indicators.0.level1_weight", "ZP-09"),
        ("total.weight", "ZP-10"),
        ("total.score", "ZP-12"),
    ],
)
def test_a_cell_that_is_no_number_is_said_once_and_not_summed_over(path: str, code: str) -> None:
    blank = overall()
    steps = path.split(".")
    if steps[0] == "indicators":
        row = dataclasses.replace(blank.indicators[0], **{steps[2]: None})
        form = dataclasses.replace(blank, indicators=(row, *blank.indicators[1:]))
    else:
        part = dataclasses.replace(getattr(blank, steps[0]), **{steps[1]: None})
        form = dataclasses.replace(blank, **{steps[0]: part})
    found = codes(form, group="ZP", unread={path: "见附表"})
    assert (code, path) in found
    assert [pair for pair in found if pair != (code, path)] == []
    told = findings(form, group="ZP", unread={path: "25\n25"})
    assert any("现为“25 25”" in finding.message for finding in told)


def test_execution_far_below_the_results() -> None:
    form = dataclasses.replace(
        _money("100", "100", "90", "90", "9"), indicators=(_row("10次", "10次", "10"),)
    )
    assert ("ZP-20", "fund.rate") in codes(form, group="ZP-20")
    mild = dataclasses.replace(form, fund=_money("100", "100", "96", "96", "9.6").fund)
    assert codes(mild, group="ZP-20") == []


def test_one_hint_for_the_level2_indicators_that_a_group_lacks() -> None:
    form = Overall(
        indicators=(
            _row("10次", "10次", "10"),
            _row("95%", "95%", "10", level1="效益指标", level2="社会效益指标"),
        )
    )
    found = [(item.place.at.path, item.found) for item in findings(form, group="ZP-22")]
    assert found == [
        ("indicators.0.level2", "质量指标、时效指标"),
        ("indicators.1.level2", "经济效益指标、生态效益指标、可持续影响指标"),
    ]


def test_a_project_need_not_set_every_level2_indicator_but_an_empty_row_is_seen() -> None:
    rows = (
        _row("10次", "10次", "10"),
        _row(None, None, None, level2="质量指标", level3=None, weight=None),
    )
    assert hints(Project(indicators=rows[:1]), group="ZP-22") == []
    (found,) = findings(Project(indicators=rows), group="ZP-22")
    assert found.found == "质量指标"


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("全面高质量完成各项工作任务", True),
        ("圆满完成", True),
        (None, True),
        ("举办讲座12场，扫描善本640册，编印目录2种，按月报送。", False),
    ],
)
def test_vague_goals(text: str | None, vague: bool) -> None:
    form = Overall(goal=Goal(actual=text), indicators=(_row("10次", "10次", "10"),))
    assert bool(hints(form, group="ZP-26")) is vague


def test_the_layout_is_compared_only_once_the_bureau_has_set_it() -> None:
    groups = tuple(
        Group(name, Decimal(points))
        for name, points in (
            ("产出指标", 30),
            ("效益指标", 30),
            ("满意度指标", 10),
            ("成本指标", 20),
        )
    )
    asked = {"weights": Weights(Decimal(10), groups, enforce=True)}
    assert codes(overall(LAYOUTS[0]), group="ZP-27", changes=asked) == []
    assert codes(overall(LAYOUTS[1]), group="ZP-27") == []
    assert codes(overall(LAYOUTS[1]), group="ZP-27", changes=asked) == [("ZP-27", "fund.weight")]


def test_a_row_that_names_no_level_is_left_out_of_the_layout() -> None:
    asked = {"weights": Weights(Decimal(10), (Group("产出指标", Decimal(90)),), enforce=True)}
    nameless = _row("健全", "健全", "10", level1=None, level2=None, level3=None)
    form = Overall(
        fund=Fund(executed=Decimal(1), weight=Decimal(10)),
        indicators=(_row("10次", "10次", "90", weight=Decimal(90)), nameless),
    )
    assert codes(form, group="ZP-27", changes=asked) == []
    assert codes(form, group="ZP-19") == []


def test_a_row_with_points_and_no_name_of_its_own() -> None:
    """Not where no row has a name: there the names stand in another column."""
    named, nameless = _row("10次", "10次", "90"), _row("健全", "健全", "10", level3=None)
    assert codes(Overall(indicators=(named, nameless)), group="ZP-19") == [
        ("ZP-19", "indicators.1.level3")
    ]
    assert codes(Overall(indicators=(nameless, nameless)), group="ZP-19") == []
    blank = _row(None, "健全", "10", level3=None)
    assert codes(Overall(indicators=(named, blank)), group="ZP-19") == [
        ("ZP-19", "indicators.1.target")
    ]


@pytest.mark.parametrize(
    ("target", "actual", "told"),
    [
        ("健全", "不健全", 1),
        ("明显减少", "未减少", 1),
        ("有所提升。", "没有明显提升", 1),
        ("提升", "没有提升。", 1),
        ("健全", "尚未建立", 1),
        ("健全", "较健全", 0),
        ("无", "无", 0),
        ("没有", "没有投诉", 0),
        ("健全", "不断健全", 0),
    ],
)
def test_full_points_for_what_the_result_denies(target: str, actual: str, told: int) -> None:
    form = Overall(indicators=(_row(target, actual, "10", weight=Decimal(10)),))
    assert hints(form, group="ZP-14") == [("ZP-14", "indicators.0.score")] * told


def test_repeated_indicators() -> None:
    form = Overall(
        indicators=(
            _row("10次", "10次", "10"),
            _row("20次", "20次", "10"),
            _row("10次", "12次", "10"),
        )
    )
    assert hints(form, group="ZP-28") == [("ZP-28", "indicators.2.level3")]


@pytest.mark.parametrize("form", [Overall(), Project(blank=True), Project()])
def test_an_untouched_form_is_left_alone(form: Overall | Project) -> None:
    assert findings(form, group="ZP") == ()


_CENTS = st.integers(1, 10**8)


@settings(max_examples=50)
@given(basic=_CENTS, project_cents=_CENTS, error=st.integers(-500, 500))
def test_the_parts_of_spending(basic: int, project_cents: int, error: int) -> None:
    """Equal sums are silent, up to 1.5 cents hints, beyond exactly one error."""
    parts = [Decimal(cents).scaleb(-2) for cents in (basic, project_cents)]
    total = sum(parts, Decimal(0)) + Decimal(error).scaleb(-2)
    form = Overall(
        fund=Fund(annual_budget=total, executed=total),
        expenditure=Expenditure(basic=parts[0], project=parts[1]),
    )
    found = [item.severity for item in findings(form, group="ZP-07")]
    assert found == ([] if error == 0 else ["提示"] if abs(error) <= 1 else ["错误"])


@settings(max_examples=50)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(-300, 300))
def test_the_total_of_scores(points: list[int], error: int) -> None:
    rows = tuple(_row("健全", "健全", str(p), weight=Decimal(p)) for p in points)
    total = Decimal(sum(points)) + Decimal(error).scaleb(-2)
    form = Overall(indicators=rows, total=Total(score=total))
    assert len(findings(form, group="ZP-12")) == (error != 0)


@settings(max_examples=30)
@given(layout=st.sampled_from(LAYOUTS), index=st.integers(0, 8), cents=st.integers(1, 499))
def test_one_deduction_is_said_where_it_stands(layout: str, index: int, cents: int) -> None:
    """A clean form with one score lowered (and the total with it): only that row is reported."""
    form = project(layout)
    cut = Decimal(cents).scaleb(-2)
    row = form.indicators[index]
    lowered = dataclasses.replace(row, score=(row.score or Decimal(0)) - cut)
    rows = (*form.indicators[:index], lowered, *form.indicators[index + 1 :])
    less = dataclasses.replace(form, indicators=rows, total=Total(score=100 - cut))
    found = codes(less, group="ZP")
    assert ("ZP-15", f"indicators.{index}.deviation") in found
    assert {pair for pair in found if pair[0] != "ZP-15"} <= {
        ("ZP-13", f"indicators.{index}.score")
    }


def test_what_is_found_in_a_name_is_quoted() -> None:
    """A target that only repeats its name, a name that is its level's, a name that stands twice."""
    repeats = _row("建立健全工作机制", "已建立", "10", level3="建立健全工作机制情况")
    (found,) = findings(Overall(indicators=(repeats,)), group="ZP-19")
    assert found.found == "建立健全工作机制情况"
    other = _row("机制运行顺畅有效", "有效", "10", level3="建立健全工作机制情况")
    assert findings(Overall(indicators=(other,)), group="ZP-19") == ()
    twice = _row("10次", "10次", "10", level3="巡查次数")
    (again,) = findings(Overall(indicators=(twice, twice)), group="ZP-28")
    assert again.found == "巡查次数"


def test_both_sides_of_a_group_are_told() -> None:
    rows = (_row("10次", "10次", "10", level1_weight=Decimal(30)),) * 2
    (found,) = findings(Overall(indicators=rows), group="ZP-09")
    assert (found.expected, found.found) == ("30", "20")


@pytest.mark.parametrize(("score", "apart"), [("11", "差1"), ("-2", "差2")])
def test_how_far_a_score_lies_outside(score: str, apart: str) -> None:
    (found,) = findings(Overall(indicators=(_row("10次", "10次", score),)), group="ZP-11")
    assert apart in found.message


@pytest.mark.parametrize(
    ("score", "total", "found"),
    [
        ("10", "101", [("提示", "total.score")]),
        ("11", "101", [("错误", "indicators.0.score")]),
        ("10", "100", []),
    ],
)
def test_a_total_beyond_100_counts_only_where_no_row_explains_it(
    score: str, total: str, found: list[tuple[str, str]]
) -> None:
    form = Overall(indicators=(_row("10次", "10次", score),), total=Total(score=Decimal(total)))
    seen = [(f.severity, f.place.at.path) for f in findings(form, group="ZP-11")]
    assert seen == found


def test_a_layout_may_have_names_of_its_own() -> None:
    """履职效能 is no official level-1 name, but the county's."""
    weights = Weights(Decimal(10), (Group("履职效能", Decimal(90)),), enforce=True)
    fund = Fund(annual_budget=Decimal(1), executed=Decimal(1), weight=Decimal(10))
    rows = (_row("10次", "10次", "90", level1="履职效能", weight=Decimal(90)),)
    form = Overall(fund=fund, indicators=rows)
    assert findings(form, group="ZP-27", changes={"weights": weights}) == ()
    other = dataclasses.replace(rows[0], level1="部门决策")
    unlike = Overall(fund=fund, indicators=(other,))
    assert len(findings(unlike, group="ZP-27", changes={"weights": weights})) == 1


def test_a_row_that_says_nothing_hides_no_wrong_one_behind_it() -> None:
    """No points, a score beyond the points, a right one, one that is not computed: then a slip."""
    rows = (
        _row("≥10次", "5次", "9", weight=None),
        _row("≥10次", "5次", "11"),
        _row("≥10次", "5次", "5", deviation="场地未落实"),
        _row("效果明显", "效果一般", "8", deviation="宣传不够"),
        _row("≥10次", "5次", "9", deviation="场地未落实"),
    )
    assert codes(Overall(indicators=rows), group="ZP-13") == [("ZP-13", "indicators.4.score")]
    texts = [f.place.at.path for f in findings(Overall(indicators=rows), group="ZP-1")]
    assert "indicators.1.score" in texts


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("升级业务系统2版", False),
        ("2024年修订5年规划", False),
        ("举办讲座2场", True),
        ("推进365工程", False),
        ("提高5%", False),
    ],
)
def test_versions_years_and_rates_are_no_hidden_quantities(name: str, hidden: bool) -> None:
    form = Overall(indicators=(_row("100%", "100%", "10", level3=name),))
    assert bool(codes(form, group="ZP-19")) == hidden


def test_a_cell_that_cannot_be_read_silences_only_its_own_group() -> None:
    rows = (_row("10次", "10次", "10", level1_weight=Decimal(30)),) * 2
    form = Overall(indicators=rows)
    assert codes(form, group="ZP-09", unread={"goal.actual": "？"}) != []
    within = findings(form, group="ZP-09", unread={"indicators.1.weight": "十分"})
    assert [f for f in within if f.severity == "错误"] == []


def test_small_amounts_have_rates_too() -> None:
    fund = Fund(
        annual_budget=Decimal("0.8"), executed=Decimal("0.5"), weight=Decimal(10), rate=Decimal(70)
    )
    (found,) = findings(Overall(fund=fund), group="ZP-01")
    assert found.expected is not None
    assert Decimal(found.expected) == Decimal("62.5")
    none = dataclasses.replace(fund, annual_budget=Decimal(0))
    assert findings(Overall(fund=none), group="ZP-01") == ()


def test_a_negative_amount_has_no_rate() -> None:
    fund = Fund(annual_budget=Decimal(10), executed=Decimal(-5), rate=Decimal(50))
    assert findings(Overall(fund=fund), group="ZP-01") == ()


def test_a_group_with_names_of_its_own_lacks_no_official_ones() -> None:
    own = (_row("10次", "10次", "10", level1="产出指标", level2="巡查指标"),)
    assert findings(Overall(indicators=own), group="ZP-22") == ()
    part = (*own, _row("10次", "10次", "10", level1="产出指标", level2="数量指标"))
    assert len(findings(Overall(indicators=part), group="ZP-22")) == 1


@pytest.mark.parametrize(
    ("name", "target", "grave"),
    [
        ("项目成本", "≥17万元", True),
        ("节约办公经费", "≥17万元", False),
        ("成本节约率", "≥5%", False),
        ("成本控制率", "≥95%", True),
    ],
)
def test_a_saving_may_well_be_reached(name: str, target: str, grave: bool) -> None:
    item = _row(target, target, "10", level2="经济成本指标", level3=name)
    (found,) = findings(Overall(indicators=(item,)), group="ZP-24")
    assert (found.severity == "警告") == grave

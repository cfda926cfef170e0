"""Money in odd places: under the indicators, beside other things, under tasks, in typed lines."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.address import At
from core.forms import BasicData, Overall, Project
from core.forms.overall import Fund
from tests.core.intake.drawn import read, table, unread

D = Decimal
TITLE = "2024年度部门整体支出绩效自评表"
KINDS = pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
FUND = Fund(
    initial_budget=D("43.5"),
    annual_budget=D("46.2"),
    executed=D("45.1"),
    weight=D(10),
    rate=D("97.62"),
    score=D("9.76"),
)
HEAD = "年度预算（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分"
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 90 | 88 |
"""


def overall(text: str, kind: str = "docx") -> Overall:
    (form,) = read([TITLE, table(text)], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert len(record.indicators) == 1
    return record


@KINDS
def test_under_the_indicators(kind: str) -> None:
    record = overall(
        f"""
单位名称 | < | 青溪县应急局 | < | < | < | 自评总分 | 97.76
{INDICATORS.strip()}
{HEAD}
^ | 年度资金总额 | 43.5 | 46.2 | 45.1 | 10 | 97.62% | 9.76
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | 管好。 | < | < | 管好了。 | < | < | <
""",
        kind,
    )
    assert (record.fund, record.goal.actual) == (FUND, "管好了。")
    assert record.total.score == D("97.76")


@KINDS
def test_beside_the_goals(kind: str) -> None:
    record = overall(
        f"""
单位名称 | 青溪县应急局 | < | < | 年度总体目标 | < | < | <
年初预算数 | 43.5 | 分值 | 10 | 预期目标 | 管好。 | < | <
全年预算数 | 46.2 | 执行率 | 97.62% | 实际完成情况 | 管好了。 | < | <
全年执行数 | 45.1 | 得分 | 9.76 | | | |
{INDICATORS.strip()}
""",
        kind,
    )
    assert (record.fund, record.goal.expected) == (FUND, "管好。")


@KINDS
def test_sum_of_the_tasks(kind: str) -> None:
    record = overall(
        f"""
单位名称 | 青溪县应急局 | < | < | < | < | < | <
年度主要任务 | 任务名称 | 全年预算数（万元） | < | 全年执行数（万元） | < | 执行率 | 得分
^ | ^ | 总额 | 财政拨款 | 总额 | 财政拨款 | ^ | ^
^ | 检查 | 30.2 | 30 | 29.1 | 29 | 96% | -
^ | 演练 | 16 | 16 | 16 | 16 | 100% | -
^ | 金额合计 | 46.2 | 46 | 45.1 | 45 | 97.62% | 9.76
{INDICATORS.strip()}
""",
        kind,
    )
    assert record.fund == replace(FUND, initial_budget=None, weight=None)


@KINDS
def test_points_beside_sources_that_are_headings(kind: str) -> None:
    record = overall(
        f"""
单位名称 | 青溪县应急局 | < | < | < | < | <
整体预算（万元） | 资金总额 | 财政拨款 | 其他资金 | 分值 | 执行率 | 得分
年初预算数 | 43.5 | 43.5 | 0 | 10 | 97.62% | 9.76
全年预算数 | 46.2 | 44.2 | 2 | ^ | ^ | ^
全年执行数 | 45.1 | 43.2 | 1.9 | ^ | ^ | ^
{INDICATORS.strip()}
""",
        kind,
    )
    assert (record.fund, record.income.other) == (FUND, D("1.9"))


def test_typed_over_the_table() -> None:
    lines = [
        "单位名称：青溪县应急局",
        "年初预算数：43.5万元\t全年预算数：46.2万元\t全年执行数：45.1万元",
        "分值：10分\t执行率：97.62%\t得分：9.76分",
        "年度总体目标",
        "预期目标：管好。管严。",
        "实际完成情况：管好了。",
    ]
    (form,) = read([TITLE, *lines, table(INDICATORS)])
    record = form.filled.record
    assert isinstance(record, Overall)
    assert (record.fund, record.goal.expected) == (FUND, "管好。管严。")
    assert record.total.score is None, "得分 beside 执行率 is not the form's"
    assert not form.filled.unread


def test_score_alone_over_the_table_is_not_that_of_the_money() -> None:
    (form,) = read([TITLE, "得分：97分", table(INDICATORS)])
    assert isinstance(form.filled.record, Overall)
    assert form.filled.record.fund == Fund()
    assert unread(form) == {"得分：97分"}


@KINDS
def test_one_row_over_each_group_in_place_of_a_column(kind: str) -> None:
    record = overall(
        """
单位名称 | < | 青溪县应急局 | < | < | <
二级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分
一、产出指标（90分） | < | < | < | < | <
数量指标 | 检查 | ≥13家 | 14家 | 90 | 88
""",
        kind,
    )
    (first,) = record.indicators
    assert (first.level1, first.level2) == ("一、产出指标", "数量指标")
    assert first.level1_weight == D(90)


@KINDS
def test_rows_of_dashes_are_no_indicators(kind: str) -> None:
    dashes = "成本指标 | 经济成本指标 | — | / | —— | / | - |"
    assert overall(f"单位名称 | 青溪县应急局 |\n{INDICATORS.strip()}\n{dashes}", kind)


@KINDS
def test_staff_each_in_the_cell_of_its_label(kind: str) -> None:
    text = """
财政供养人员情况（人） | 编制数：21人 | 实际在职人数：19人 | 控制率：90.48%
经费控制情况 | 上年决算数 | 本年预算数 | 本年决算数
三公经费 | 7.7 | 8.2 | 6.9
公用经费 | 52 | 55 | 53
"""
    (form,) = read(["基础数据表", table(text)], kind)
    assert isinstance(form.filled.record, BasicData)
    staff = form.filled.record.staff
    assert [staff.authorized, staff.actual, staff.control_rate] == [D(21), D(19), D("90.48")]


def test_day_beside_the_unit_over_a_project() -> None:
    line = "单位名称：青溪县水保站    填报日期：2025年3月10日"
    text = f"项目名称 | 监测 |\n实施单位 | 水保站 |\n{INDICATORS.strip()}"
    (form,) = read(["2024年度项目支出绩效自评表", line, table(text)])
    assert isinstance(form.filled.record, Project)
    assert str(form.filled.record.sign.date) == "2025-03-10"
    assert unread(form) == {line}, "an f3 has no field for the unit"


@KINDS
def test_each_stage_in_a_row_of_its_own(kind: str) -> None:
    record = overall(
        f"""
单位名称 | < | 青溪县应急局 | < | < | < | < | <
预算执行 | 年初预算数（万元） | 43.5 | < | < | < | < | <
^ | 全年预算数（万元） | 46.2 | < | < | < | < | <
^ | 全年执行数（万元） | 45.1 | < | < | < | < | <
^ | 执行率 | 97.62% | < | < | < | < | <
^ | 分值 | 10 | < | < | < | < | <
^ | 得分 | 9.76 | < | < | < | < | <
自评得分 | 97.76 | < | < | < | < | < | <
{INDICATORS.strip()}
""",
        kind,
    )
    assert (record.fund, record.total.score) == (FUND, D("97.76"))


@KINDS
def test_total_with_its_points_over_the_indicators(kind: str) -> None:
    record = overall(
        f"单位名称 | 青溪县应急局 |\n总分 | < | < | < | < | 100 | 97.76 |\n{INDICATORS.strip()}",
        kind,
    )
    assert [record.total.weight, record.total.score] == [D(100), D("97.76")]


@KINDS
def test_sum_of_sources_whose_name_is_spread(kind: str) -> None:
    record = overall(
        f"""
单位名称 | < | 青溪县应急局 | < | < | < | < | <
{HEAD}
^ | 一般公共预算 | 43.5 | 44.2 | 43.2 | | 97.74% |
^ | 其他资金 | 0 | 2 | 1.9 | | 95% |
^ | 合　计 | 43.5 | 46.2 | 45.1 | 10 | 97.62% | 9.76
{INDICATORS.strip()}
""",
        kind,
    )
    assert (record.fund, record.income.other) == (FUND, D("1.9"))


@KINDS
@pytest.mark.parametrize(
    "name", ["产出指标合计", "产出指标（90分）小计", "产出指标得分", "产出合计"]
)
def test_sum_of_a_group_is_no_indicator(kind: str, name: str) -> None:
    rest = f"{name} | < | < | < | < | 90 | 88 |\n综合评分 | < | < | < | < | 100 | 97.76 |"
    record = overall(f"单位名称 | 青溪县应急局 |\n{INDICATORS.strip()}\n{rest}", kind)
    assert [record.total.weight, record.total.score] == [D(100), D("97.76")]


@KINDS
def test_units_in_a_column_of_their_own(kind: str) -> None:
    text = """
财政供养人员情况 | 计量单位 | 编制数 | 实际在职人数 | 控制率
^ | 人 | 21 | 19 | 90.48%
经费控制情况 | 计量单位 | 上年决算数 | 本年预算数 | 本年决算数
三公经费 | 万元 | 7.7 | 8.2 | 6.9
公用经费 | 万元 | 52 | 55 | 53
"""
    (form,) = read(["基础数据表", table(text)], kind)
    assert isinstance(form.filled.record, BasicData)
    assert [(line.item, str(line.final)) for line in form.filled.record.lines] == [
        ("three_public", "6.9"),
        ("public", "53"),
    ]


def test_a_score_beside_another_over_the_indicators_is_no_weight() -> None:
    record = overall(
        f"单位名称 | 青溪县应急局 |\n自评得分 | 97.76 | 财政审核得分 | 95\n{INDICATORS.strip()}"
    )
    assert (record.total.weight, record.total.score) == (None, D("97.76"))


def test_an_amount_among_other_things_does_not_stand_for_the_table() -> None:
    record = overall(
        f"""
单位名称 | < | 青溪县应急局 | < | < | < | < | <
预算金额 | < | 99 | < | < | < | < | <
{HEAD}
^ | 年度资金总额 | 43.5 | 46.2 | 45.1 | 10 | 97.62% | 9.76
{INDICATORS.strip()}
"""
    )
    assert record.fund == FUND


def test_a_line_over_the_table_that_contradicts_it_is_told() -> None:
    text = f"单位名称 | 青溪县应急局 |\n{HEAD}\n^ | 年度资金总额 | 43.5 | 46.2 | 45.1 | 10 | |"
    line = "年初预算数：50万元   全年执行数：45.1万元"
    (form,) = read([TITLE, line, table(f"{text}\n{INDICATORS.strip()}")])
    assert isinstance(form.filled.record, Overall)
    assert form.filled.record.fund.initial_budget == D("43.5")
    assert form.filled.sources[At("fund.initial_budget")].doubt
    assert not form.filled.sources[At("fund.executed")].doubt

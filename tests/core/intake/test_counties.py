"""Tables as other counties and provinces draw them, in small."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.address import At
from core.forms import BasicData, Overall, Project
from core.forms.basic_data import Building
from core.forms.overall import Expenditure, Fund
from core.forms.parts import Goal, Total
from core.forms.project import ProjectFund
from core.intake.extract import ReadForm
from core.intake.readers import READERS
from core.intake.recognise import survey
from tests import variants as v
from tests.core.intake.drawn import read, table, unread

D = Decimal
KINDS = ("docx", "xlsx", "unmerged")
every_kind = pytest.mark.parametrize("kind", KINDS)
merged_kind = pytest.mark.parametrize("kind", KINDS[:2])
TITLE = "2023年度部门整体支出绩效自评表"
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 修渠 | ≥5公里 | 6公里 | 50 | 50 |
满意度指标 | 满意度 | 村民 | ≥90% | 95% | 40 | 39 |
"""
TOTAL = "总分 | < | < | < | < | 100 | 99 |"


def overall(form: ReadForm) -> Overall:
    assert isinstance(form.filled.record, Overall)
    return form.filled.record


def project(form: ReadForm) -> Project:
    assert isinstance(form.filled.record, Project)
    return form.filled.record


STAGES = ("initial_budget", "annual_budget", "executed", "weight", "rate", "score")


def stages(*values: str | None) -> dict[str, Any]:
    return {n: v and D(v) for n, v in zip(STAGES, values, strict=False)}


def fund(*values: str | None) -> Fund:
    return Fund(**stages(*values))


def source(row: str, *values: str | None) -> ProjectFund:
    return ProjectFund(row=row, **stages(*values))


@pytest.mark.parametrize(
    ("line", "label", "written", "amount"),
    [
        ("单位：亿元", "年度预算申请（亿元）", "0.015", "150"),
        ("单位：千元", "年度预算申请", "1500", "150"),
        ("", "年度预算申请（元）", "1,500,000.00", "150"),
    ],
)
def test_other_units_of_money(line: str, label: str, written: str, amount: str) -> None:
    drawn = f"""
    {label} | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | {written} | {written} | {written} | 10 | 100% | 10
    {INDICATORS.strip()}
    """
    (form,) = read([TITLE, line, table(drawn)])
    assert overall(form).fund == fund(amount, amount, amount, "10", "100", "10")
    assert form.filled.sources[At("fund.executed")].doubt


@every_kind
def test_headings_of_buildings_in_two_parts(kind: str) -> None:
    drawn = """
    财政供养人员情况 | 编制数 | 实际在职人数 | 控制率
    ^ | 10 | 9 | 90%
    经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数
    三公经费 | 1 | 2 | 3
    公用经费 | 4 | 5 | 6
    楼堂馆所控制情况（2023年完工项目） | 批复规模 | 实际规模 | 规模控制率
    ^ | 80 | 60 | 75%
    ^ | 预算投资 | 实际投资 | 投资概算控制率
    ^ | 50 | 25 | 50%
    厉行节约保障措施 | 有 | |
    """
    (form,) = read(["部门整体支出绩效评价基础数据表", table(drawn)], kind)
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert record.buildings == (
        Building(
            completed_year=2023, approved_area=D("80"), actual_area=D("60"), area_rate=D("75"),
            approved_investment=D("50"), actual_investment=D("25"), investment_rate=D("50"),
        ),
    )  # fmt: skip


@merged_kind
def test_sources_of_money_as_columns(kind: str) -> None:
    drawn = """
    项目名称 | 渠道维修 | < | < | < | < | < | <
    项目资金（万元） | | 年度资金总额 | 其中：当年财政拨款 | 上年结转资金 | 其他资金 | < | <
    ^ | 年初预算数 | 100 | 80 | 15 | 5 | < | <
    ^ | 全年预算数 | 110 | 90 | 15 | 5 | < | <
    ^ | 全年执行数 | 105 | 88 | 12 | 5 | < | <
    """
    (form,) = read(
        ["2023年度项目支出绩效自评表", table(drawn + INDICATORS.strip() + "\n" + TOTAL)], kind
    )
    assert project(form).funds == (
        source("total", "100", "110", "105"),
        source("current", "80", "90", "88"),
        source("carried", "15", "15", "12"),
        source("other", "5", "5", "5"),
    )
    assert len(project(form).indicators) == 2


@every_kind
def test_a_source_under_a_worse_name_leaves_its_row_to_the_better(kind: str) -> None:
    drawn = """
    项目名称 | 渠道维修 | < | < | < | < | < | <
    项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分
    ^ | 年度资金总额 | 3 | 4 | 4 | 100% | 10 | 10
    ^ | 单位资金 | 1 | 2 | 2 | 100% | / | /
    ^ | 其他资金 | | | | | / | /
    """
    (form,) = read(["项目支出绩效自评表", table(drawn + INDICATORS.strip() + "\n" + TOTAL)], kind)
    assert project(form).funds == (
        source("total", "3", "4", "4", "10", "100", "10"),
        source("other"),
    )
    assert {"单位资金", "1", "2"} <= unread(form)


@every_kind
def test_the_only_sum_has_a_name_of_its_own(kind: str) -> None:
    drawn = """
    预算执行情况 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 部门预算 | 3 | 4 | 2 | 10 | 50% | 5
    ^ | 一、基本支出 | 1 | 2 | 1 | | |
    ^ | 二、项目支出 | 2 | 2 | 1 | | |
    ^ | 三、其他 | 0 | 0 | 0 | | |
    """
    (form,) = read([TITLE, table(drawn + INDICATORS.strip() + "\n" + TOTAL)], kind)
    record = overall(form)
    assert record.fund == fund("3", "4", "2", "10", "50", "5")
    assert form.filled.sources[At("fund.executed")].doubt
    assert record.expenditure == Expenditure(basic=D("1"), project=D("1"))
    assert record.income.other is None
    assert "0" in unread(form)


@merged_kind
def test_points_for_what_was_spent_among_indicators(kind: str) -> None:
    head, *rows = INDICATORS.strip().split("\n")
    drawn = "\n".join((head, *rows, "预算执行率 | < | < | < | < | 10 | 9.5 |", TOTAL))
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)], kind)
    last = overall(form).indicators[-1]
    assert (last.level1, last.weight, last.score) == ("预算执行率", D("10"), D("9.5"))


@every_kind
@pytest.mark.parametrize(
    "row",
    [
        "其他需要说明的事项 | < | < | 无 | < | < | < | <",
        "评价结论 | 良好 | < | < | < | < | < | <",
        "年度目标2：（40分） | 管好市场。 | < | < | < | < | < | <",
    ],
)
def test_rows_of_words_among_indicators(row: str, kind: str) -> None:
    head, *rows = INDICATORS.strip().split("\n")
    drawn = "\n".join((head, rows[0], row, rows[1], TOTAL))
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)], kind)
    record = overall(form)
    assert [item.level3 for item in record.indicators] == ["修渠", "村民"]
    assert {cell.strip() for cell in row.split("|")} - {"<"} <= unread(form)


def test_a_total_over_the_table() -> None:
    lines = "单位名称：青溪县水利局  填报日期：2024年3月5日  总分：99分"
    (form,) = read([TITLE, lines, table(INDICATORS)])
    record = overall(form)
    assert record.total == Total(score=D("99"))
    assert record.unit == "青溪县水利局"
    (form,) = read([TITLE, lines.replace("99", "97"), table(INDICATORS + TOTAL)])
    assert overall(form).total == Total(weight=D("100"), score=D("99"))
    assert "97" in (form.filled.sources[At("total.score")].doubt or "")


@every_kind
def test_a_total_in_the_first_rows(kind: str) -> None:
    drawn = "主管单位 | 水利局 | < | 自评总分（分） | 97.6 | < | < | <" + INDICATORS.rstrip()
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)], kind)
    assert overall(form).total == Total(score=D("97.6"))


def test_a_year_behind_the_unit() -> None:
    lines = "填报单位（盖章）：青溪县水利局 2023年度     单位：万元"
    (form,) = read(["部门整体支出绩效自评表", lines, table(INDICATORS + TOTAL)])
    record = overall(form)
    assert (record.unit, record.year) == ("青溪县水利局", 2023)
    (form,) = read([TITLE.replace("2023", "2022"), lines, table(INDICATORS + TOTAL)])
    assert overall(form).year == 2022
    assert "2023" in (form.filled.sources[At("unit")].doubt or "")


def test_weights_as_shares_of_100() -> None:
    drawn = INDICATORS.replace("| 50 | 50", "| 50% | 50").replace("| 40 | 39", "| 40% | 39%")
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)])
    record = overall(form)
    assert [item.weight for item in record.indicators] == [D("50"), D("40")]
    assert [item.score for item in record.indicators] == [D("50"), None]
    assert form.filled.sources[At("indicators.0.weight")].doubt
    assert unread(form) == {"39%"}


@every_kind
@pytest.mark.parametrize("level", ["市、县级", "省市县级", "旗本级", "县（市、区）级", "县级"])
def test_special_funds_of_any_level(level: str, kind: str) -> None:
    drawn = f"""
    经费控制情况（万元） | 上年决算数 | 本年预算数 | 本年决算数
    “三公”经费 | 5 | 6 | 4
    项目支出： | 1 | 2 | 3
    3、{level}专项资金（一个专项一行） | 1 | 2 | 3
    公用经费 | 5 | 6 | 4
    """
    (form,) = read(["部门整体支出绩效评价基础数据表", table(drawn)], kind)
    record = form.filled.record
    assert isinstance(record, BasicData)
    items = [line.item for line in record.lines]
    assert items == ["three_public", "project", "special", "public"]


@every_kind
def test_goals_summed_up(kind: str) -> None:
    drawn = """
    部门名称 | 青溪县水利局 | < | < | < | < | < | <
    年度总体目标 | 年初设定目标 | < | < | 年度总体目标完成情况综述 | < | < | <
    ^ | 修好渠。 | < | < | 修好了。 | < | < | <
    """
    (form,) = read([TITLE, table(drawn.rstrip() + INDICATORS + TOTAL)], kind)
    assert overall(form).goal == Goal(expected="修好渠。", actual="修好了。")


@every_kind
def test_a_project_called_by_its_special_fund(kind: str) -> None:
    drawn = """
    专项资金名称 | < | 渠道维修 | < | < | 负责人及电话 | 甲 | <
    县级主管部门 | < | 青溪县水利局 | < | < | 实施单位 | 水利站 | <
    项目资金（万元） | < | | 全年预算数（A） | < | 全年执行数（B） | 执行率（B/A） | <
    ^ | < | 年度资金总额 | 9 | < | 9 | 100% | <
    """
    heads = INDICATORS.replace("| 分值 | 得分 |", "|").replace(
        " 偏差原因分析及改进措施", "原因分析 | |"
    )
    heads = heads.replace("| 50 | 50", "").replace("| 40 | 39", "")
    (form,) = read(["2023年度县级专项资金绩效目标自评表", table(drawn.rstrip() + heads)], kind)
    record = project(form)
    assert (record.project, record.implementer) == ("渠道维修", "水利站")
    assert record.authority == "青溪县水利局"
    assert record.fund == source("total", None, "9", "9", None, "100")
    assert len(record.indicators) == 2


@every_kind
def test_scores_of_several_under_one_heading(kind: str) -> None:
    drawn = """
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | < | 偏差原因
    ^ | ^ | ^ | ^ | ^ | ^ | 自评 | 复核 | ^
    产出指标 | 数量指标 | 修渠 | ≥5公里 | 6公里 | 50 | 50 | 48 |
    满意度指标 | 满意度 | 村民 | ≥90% | 95% | 40 | 39 | 37 |
    总分 | < | < | < | < | 100 | 99 | 95 |
    """
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)], kind)
    record = overall(form)
    assert [(item.weight, item.score) for item in record.indicators] == [
        (D("50"), D("50")),
        (D("40"), D("39")),
    ]
    assert record.total == Total(weight=D("100"), score=D("99"))
    assert {"复核", "48", "37", "95"} <= unread(form)


STAFF = {
    "all": "合计 | 30 | 27 | 90%",
    "civil": "行政 | 10 | 9 | 90%",
    "other": "事业 | 20 | 18 | 90%",
}


@every_kind
@pytest.mark.parametrize(
    ("rows", "authorized"),
    [
        (("all", "civil", "other"), "30"),
        (("civil", "other", "all"), "30"),
        (("civil", "other"), None),
    ],
)
def test_staff_by_kind(rows: tuple[str, ...], authorized: str | None, kind: str) -> None:
    drawn = """
    财政供养人员情况（人） | | 编制数 | 实际在职人数 | 控制率
    {}
    经费控制情况（万元） | < | 2023年决算数 | 2024年预算数 | 2024年决算数
    三公经费 | < | 5.5 | 5 | 4.2
    公用经费 | < | 38 | 39 | 37
    """.format("\n".join(f"^ | {STAFF[row]}" for row in rows))
    (form,) = read(["部门整体支出绩效评价基础数据表", table(drawn)], kind)
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert record.staff.authorized == (authorized and D(authorized))
    assert record.staff.control_rate == (authorized and D("90"))
    assert {"20", "18"} <= unread(form)
    assert len(record.lines) == 2


@every_kind
def test_goals_with_their_number_beside(kind: str) -> None:
    drawn = """
    部门名称 | 青溪县水利局 | < | < | < | < | < | <
    年度总体目标 | 序号 | 预期目标 | < | < | 实际完成情况 | < | <
    ^ | 1 | 修渠。 | < | < | 修好了渠。 | < | <
    ^ | 2 | 筑坝。 | < | < | 筑好了坝。 | < | <
    """
    (form,) = read([TITLE, table(drawn.rstrip() + INDICATORS + TOTAL)], kind)
    assert overall(form).goal == Goal(expected="修渠。\n筑坝。", actual="修好了渠。\n筑好了坝。")


@every_kind
def test_headings_of_money_in_two_rows(kind: str) -> None:
    drawn = """
    项目名称 | 渠道维修 | < | < | < | < | < | <
    项目资金（万元） | | 预算数 | < | 全年执行数 | 分值 | 执行率 | 得分
    ^ | | 年初预算 | 全年预算 | ^ | ^ | ^ | ^
    ^ | 年度资金总额 | 10 | 12 | 6 | 10 | 50% | 5
    ^ | 其他资金 | 1 | 2 | 3 | | |
    """
    (form,) = read(["项目支出绩效自评表", table(drawn.rstrip() + INDICATORS + TOTAL)], kind)
    assert project(form).funds == (
        source("total", "10", "12", "6", "10", "50", "5"),
        source("other", "1", "2", "3"),
    )


@every_kind
def test_stages_of_money_beside_their_figures(kind: str) -> None:
    drawn = """
    部门名称 | 青溪县水利局 | < | < | < | < | < | <
    预算情况（万元） | 年度资金总额 | 年初预算数 | 10 | 全年预算数 | 12 | 全年执行数 | 6
    """
    (form,) = read([TITLE, table(drawn.rstrip() + INDICATORS + TOTAL)], kind)
    assert overall(form).fund == fund("10", "12", "6")


POINTS = """
一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 评价标准 | 自评得分
投入 | 20 | 预算配置 | 20 | 在职人员控制率 | 20 | 不超编 | 19
过程 | 80 | 预算执行 | 80 | 预算完成率 | 80 | 完成 | 79
合计 | 100 | | 100 | | 100 | | 98
"""


def test_points_behind_a_report_are_no_second_form() -> None:
    title = "附件：部门整体支出绩效评价指标评分表"
    report = [
        "青溪县水利局部门整体支出绩效自评报告",
        "一、基本情况",
        "管水。",
        "二、存在的问题",
        "无。",
    ]
    data = READERS["docx"](v.docx([*report, title, table(POINTS)]))
    found = survey(data)
    assert [form.code for form in found.forms] == ["f4"]
    assert {(item.kind, item.text[:4]) for item in found.leftovers} == {
        ("text", "附件：部"),
        ("table", "一级指标"),
    }
    (form,) = read([title, table(POINTS)])
    assert [item.level3 for item in overall(form).indicators] == ["在职人员控制率", "预算完成率"]


def test_an_account_with_travel_is_no_basic_data() -> None:
    drawn = """
    科目名称 | 本年支出合计 | 基本支出 | 项目支出
    一般公共服务支出 | 148.1 | 108.1 | 40
    “三公”经费支出 | 4.2 | 因公出国（境）费 | 0
    公务用车购置费 | 0 | 公务接待费 | 1.4
    """
    assert read(["部门决算", table(drawn)]) == []


@every_kind
@pytest.mark.parametrize(
    ("row", "weight", "score"),
    [
        ("总分：100 | < | < | < | < | 得分：99 | < | <", "100", "99"),
        ("总分 | < | < | 100 | 自评得分 | < | 99 |", "100", "99"),
        ("自评得分：99分     自评等级：优 | < | < | < | < | < | < | <", None, "99"),
        ("自评得分 | < | < | < | < | < | 99 |", None, "99"),
    ],
)
def test_totals_in_other_words(row: str, weight: str | None, score: str, kind: str) -> None:
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(INDICATORS + row)], kind)
    record = overall(form)
    assert record.total == Total(weight=D(weight) if weight else None, score=D(score))
    assert len(record.indicators) == 2
    if "优" in row:
        assert "优" in (form.filled.sources[At("total.score")].doubt or "")


def test_a_total_under_the_table() -> None:
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(INDICATORS), "总分：99分", "填表人：甲"])
    assert overall(form).total == Total(score=D("99"))
    assert overall(form).sign.filled_by == "甲"


@merged_kind
@pytest.mark.parametrize(
    "points", ["\\n50", "\\n50分", "（5\\n0分）", " 50", "/50分", "（分值：50）", "(50％)"]
)
def test_points_behind_the_name_of_a_level(points: str, kind: str) -> None:
    drawn = INDICATORS.replace("产出指标", f"产出指标{points}") + TOTAL
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)], kind)
    first = overall(form).indicators[0]
    assert (first.level1, first.level1_weight) == ("产出指标", D("50"))


@every_kind
def test_years_and_days_in_chinese_figures(kind: str) -> None:
    lines = ["二〇二三年度部门整体支出绩效自评表", "填报单位：青溪县水利局"]
    blocks: list[v.Block] = [*lines, table(INDICATORS + TOTAL), "填报日期：二〇二四年三月二十一日"]
    (form,) = read(blocks, kind)
    record = overall(form)
    assert (record.year, str(record.sign.date)) == (2023, "2024-03-21")


@every_kind
def test_the_year_in_a_cell_of_its_own(kind: str) -> None:
    drawn = "部门名称 | 青溪县水利局 | < | 预算年度 | 2023 | < | < | <" + INDICATORS + TOTAL
    (form,) = read(["部门整体支出绩效自评表", table(drawn)], kind)
    assert overall(form).year == 2023


@every_kind
def test_amounts_and_goals_within_one_cell(kind: str) -> None:
    drawn = """
    单位名称：青溪县水利局（盖章） | < | < | < | < | < | < | <
    年度预算（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 10 | 12 | 6 | 10 | 50% | 5
    ^ | 其中：一般公共预算4万元，其他资金2万元 | < | < | 基本支出5万元；项目支出1万元 | < | < | <
    年度总体目标 | 预期目标：修好渠。 | < | < | 实际完成情况：修好了。 | < | < | <
    """
    (form,) = read([TITLE, table(drawn.rstrip() + INDICATORS + TOTAL)], kind)
    record = overall(form)
    assert record.unit == "青溪县水利局"
    assert (record.income.general_public, record.income.other) == (D("4"), D("2"))
    assert record.expenditure == Expenditure(basic=D("5"), project=D("1"))
    assert record.goal == Goal(expected="修好渠。", actual="修好了。")


@merged_kind
def test_what_stands_in_unknown_columns_alone_is_no_indicator(kind: str) -> None:
    drawn = """
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 数据来源 | 得分
    产出指标 | 数量指标 | 修渠 | ≥5公里 | 6公里 | 50 | 台账 | 50
    ^ | ^ | …… | | | | 台账 |
    满意度指标 | 满意度 | 村民 | ≥90% | 95% | 40 | …… | 39
    总分 | < | < | < | < | 100 | < |
    """
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)], kind)
    record = overall(form)
    assert [item.level3 for item in record.indicators] == ["修渠", "村民"]
    assert record.total == Total(weight=D("100"))
    assert unread(form) == {"数据来源", "台账"}


BASIC = """
财政供养人员情况（人） | 编制数 | 实际在职人数 | 控制率
^ | 10 | 9 | 90%
经费控制情况（万元） | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 5.5 | 5 | 4.2
公用经费 | 38 | 39 | 37
厉行节约保障措施 | 有制度。 | < | <
"""


@merged_kind
@pytest.mark.parametrize("at", [1, 3, 4])
def test_an_empty_row_says_nothing(at: int, kind: str) -> None:
    lines = BASIC.strip().split("\n")
    whole = read(["部门整体支出绩效评价基础数据表", table(BASIC)], kind)[0].filled.record
    gap = "^ | | |" if at == 1 else "| | |"
    lines.insert(at, gap)
    (form,) = read(["部门整体支出绩效评价基础数据表", table("\n".join(lines))], kind)
    assert form.filled.record == whole


GOALS = """
部门名称 | 青溪县水利局 | < | < | < | < | < | <
{label} | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | | < | < | | < | < | <
{again} | 修好渠。 | < | < | 修好了。 | < | < | <
"""


@every_kind
@pytest.mark.parametrize("again", ["^", "", "年度总体目标完成情况"])
def test_a_label_over_the_goals_that_is_repeated_or_lost(again: str, kind: str) -> None:
    drawn = GOALS.format(label="年度总体目标完成情况", again=again)
    (form,) = read([TITLE, table(drawn.rstrip() + INDICATORS + TOTAL)], kind)
    assert overall(form).goal == Goal(expected="修好渠。", actual="修好了。")


def test_labels_filled_down_open_no_further_form() -> None:
    drawn = BASIC.replace("^ | 10", "财政供养人员情况（人） | 10")
    (form,) = read(["部门整体支出绩效评价基础数据表", table(drawn)])
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert (record.staff.authorized, len(record.lines)) == (D("10"), 2)


def test_values_behind_the_empty_cells_of_a_lost_merge() -> None:
    drawn = """
    预算部门名称 | | 青溪县水利局 | | | | |
    年度预算（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
     | 年度资金总额 | 10 | 12 | 6 | 10 | 50% | 5
     | 其中：一般公共预算： | | 6 | 其中：基本支出： | | 4 |
     | 政府性基金拨款： | | | 项目支出： | | 2 |
    """
    (form,) = read([TITLE, table(drawn.rstrip() + INDICATORS + TOTAL)])
    record = overall(form)
    assert record.unit == "青溪县水利局"
    assert form.filled.sources[At("unit")].doubt
    assert (record.income.general_public, record.income.government_fund) == (D("6"), None)
    assert record.expenditure == Expenditure(basic=D("4"), project=D("2"))


def test_a_form_in_three_tables() -> None:
    head = table("单位名称：青溪县水利局 | < | 填报日期：2024年3月1日 | <")
    sums = """
    年度主要任务 | 任务名称 | 预算数 | 执行数
    ^ | 修渠 | 5 | 4
    ^ | 合计 | 5 | 4
    """
    sign = table("填表人 | 甲 | 单位负责人 | 乙\n2.得分不超过分值。 | < | < | <")
    blocks: list[v.Block] = [TITLE, head, "", table(sums), "", table(INDICATORS + TOTAL), "", sign]
    (form,) = read(blocks)
    record = overall(form)
    assert (record.unit, record.sign.filled_by, record.sign.head) == ("青溪县水利局", "甲", "乙")
    assert len(record.indicators) == 2
    assert record.total.score == D("99")


def _dragged(row: list[v.C], by: int) -> list[v.C]:
    """A row whose inner edges somebody moved by a fifth of a column, this way or that."""
    wide = [v.C(cell.text, 5 * cell.columns, cell.rows) for cell in row]
    moves = [by if n % 2 else -by for n in range(len(wide) - 1)]
    starts = [0, *moves]
    ends = [*moves, 0]
    return [
        v.C(cell.text, cell.columns - start + end, cell.rows)
        for cell, start, end in zip(wide, starts, ends, strict=True)
    ]


@pytest.mark.parametrize("by", [-1, 1])
def test_rows_whose_edges_were_dragged(by: int) -> None:
    drawn = """
    部门名称 | < | 青溪县水利局 | < | < | < | < | <
    年度预算（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    资金 | 年度资金总额 | 10 | 12 | 6 | 10 | 50% | 5
    """
    rows = table(drawn.rstrip() + INDICATORS + TOTAL)
    straight = overall(read([TITLE, rows])[0])
    moved = [_dragged(row, by if n % 2 else -by) for n, row in enumerate(rows)]
    (form,) = read([TITLE, moved])
    assert overall(form) == straight
    assert straight.fund == fund("10", "12", "6", "10", "50", "5")
    assert straight.total == Total(weight=D("100"), score=D("99"))


@every_kind
@pytest.mark.parametrize("years", [("2023年", "2024年"), ("上年", "本年"), ("2023", "2024")])
def test_years_over_the_headings_of_basic_data(years: tuple[str, str], kind: str) -> None:
    drawn = f"""
    经费控制情况（万元） | {years[0]} | {years[1]} | <
    ^ | 决算数 | 预算数 | 决算数
    三公经费 | 5.5 | 5 | 4.2
    公用经费 | 38 | 39 | 37
    """
    (form,) = read(["2024年度部门整体支出绩效评价基础数据表", table(drawn)], kind)
    record = form.filled.record
    assert isinstance(record, BasicData)
    first = record.lines[0]
    assert (first.prior_final, first.budget, first.final) == (D("5.5"), D("5"), D("4.2"))


@every_kind
def test_headings_alike_without_a_year_are_nobodys(kind: str) -> None:
    drawn = """
    经费控制情况（万元） | 决算数 | 预算数 | 决算数
    三公经费 | 5.5 | 5 | 4.2
    公用经费 | 38 | 39 | 37
    """
    (form,) = read(["2024年度部门整体支出绩效评价基础数据表", table(drawn)], kind)
    record = form.filled.record
    assert isinstance(record, BasicData)
    first = record.lines[0]
    assert (first.prior_final, first.budget, first.final) == (None, D("5"), None)
    assert {"5.5", "4.2", "38", "37"} <= unread(form)


@merged_kind
def test_a_target_set_anew_during_the_year(kind: str) -> None:
    drawn = """
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | 实际完成值 | 分值 | 得分
    ^ | ^ | ^ | 年初 | 调整后 | ^ | ^ | ^
    产出指标 | 数量指标 | 修渠 | ≥5公里 | ≥6公里 | 6公里 | 50 | 50
    """
    (form,) = read([TITLE, "单位名称：青溪县水利局", table(drawn)], kind)
    (item,) = overall(form).indicators
    assert (item.target, item.actual, item.score) == ("≥5公里", "6公里", D("50"))
    assert unread(form) == {"年初", "调整后", "≥6公里"}


@pytest.mark.parametrize("label", ["项目名称", "专项资金名称", "转移支付（项目）名称"])
def test_the_name_of_a_project_begins_its_form(label: str) -> None:
    drawn = """
    {} | {} | < | < | < | < | < | <
    主管部门 | 水利局 | < | < | 实施单位 | 水利站 | < | <
    项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 10 | 12 | 6 | 10 | 50% | 5
    """
    tables = [table(drawn.format(label, name).rstrip() + INDICATORS) for name in ("修渠", "筑坝")]
    forms = read(["项目支出绩效自评表", tables[0], "", tables[1]])
    assert [project(form).project for form in forms] == ["修渠", "筑坝"]


def test_sources_of_money_behind_a_page_are_no_project() -> None:
    first = """
    预算部门名称 | 青溪县水利局 | < | < | < | < | <
    年度预算（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    年度资金总额 | 10 | 12 | 6 | 10 | 50% | 5
    """
    rest = (
        "其中：财政拨款 | 9 | 11 | 5 | | | |\n上年结转资金 | 1 | 1 | 1 | | | |" + INDICATORS + TOTAL
    )
    (form,) = read([TITLE, table(first), "", table(rest)])
    record = overall(form)
    assert record.fund.executed == D("6")
    assert len(record.indicators) == 2

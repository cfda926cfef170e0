"""Headings and groups of indicators as other provinces and offices have them."""

from decimal import Decimal

import pytest

from core.forms import BasicData, Overall, Project
from tests.core.intake.drawn import read, table, unread

D = Decimal
TITLE = "2024年度部门整体支出绩效自评表"
UNIT = "单位名称 | 青溪县应急局 |\n"
KINDS = pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])


def overall(text: str, kind: str = "docx") -> Overall:
    (form,) = read([TITLE, table(UNIT + text.strip())], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    return record


@KINDS
def test_points_of_a_group_in_a_row_over_its_indicators(kind: str) -> None:
    record = overall(
        """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | | | | | 60 | 58
 | 数量指标 | 检查 | ≥13家 | 14家 | 35 | 35
 | 质量指标 | 整改率 | ≥97% | 95% | 25 | 23
效益指标 | | | | | 40 | 40
 | 社会效益指标 | 事故 | ≤3起 | 2起 | 40 | 40
总分 | | | | | 100 | 98
""",
        kind,
    )
    assert [f"{i.level1} {i.level1_weight} {i.score}" for i in record.indicators] == [
        "产出指标 60 35",
        "产出指标 60 23",
        "效益指标 40 40",
    ]


def test_a_group_with_points_and_nothing_under_it_is_an_indicator() -> None:
    record = overall(
        """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 90 | 89
预算执行率 | | | | | 10 | 9.6
总分 | | | | | 100 | 98.6
"""
    )
    assert [item.score for item in record.indicators] == [89, D("9.6")]


@KINDS
def test_headings_that_come_again_for_each_group(kind: str) -> None:
    record = overall(
        """
产出指标（60分） | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
^ | 数量指标 | 检查 | ≥13家 | 14家 | 60 | 58
效益指标（40分） | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
^ | 社会效益指标 | 事故 | ≤3起 | 2起 | 40 | 40
""",
        kind,
    )
    first, second = record.indicators
    assert (first.level1, second.level1, second.level2) == ("产出指标", "效益指标", "社会效益指标")
    assert second.level1_weight == D(40)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_target_and_reasons_in_columns_under_one_heading(kind: str) -> None:
    record = overall(
        """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | 分值 | 得分 | 偏差原因分析 | <
^ | ^ | ^ | 运算符号 | 内容 | 度量单位 | ^ | ^ | ^ | 人员保障 | 原因说明
产出指标 | 数量指标 | 检查 | ≥ | 13 | 家 | 12 | 90 | 83 | √ | 停业一家
""",
        kind,
    )
    (item,) = record.indicators
    assert (item.target, item.actual, item.deviation) == ("≥13家", "12", "停业一家")


@KINDS
def test_headings_without_levels(kind: str) -> None:
    record = overall(
        """
绩效指标 | 目标值 | 实际完成值 | 分值 | 自评得分
检查 | ≥13家 | 14家 | 60 | 58
事故 | ≤3起 | 2起 | 40 | 40
合计 | | | 100 | 98
""",
        kind,
    )
    assert [f"{item.level3} {item.score}" for item in record.indicators] == ["检查 58", "事故 40"]
    assert record.total.score == D(98)


@KINDS
def test_numbers_of_columns_are_nothing(kind: str) -> None:
    record = overall(
        """
年度预算 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 栏次 | 1 | 2 | 3 | 4 | 5=3/2 | 6
^ | 年度资金总额 | 43.5 | 46.2 | 45.1 | 10 | 97.62% | 9.76
一级指标 | 二级指标 | 三级指标及分值 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 90 | 89 |
总分值 | | | | | 100 | |
自评总得分 | | | | | | 98.76 |
""",
        kind,
    )
    assert record.fund.initial_budget == D("43.5")
    assert [item.level3 for item in record.indicators] == ["检查"]
    assert [record.total.weight, record.total.score] == [D(100), D("98.76")]


@KINDS
def test_staff_by_kind_in_columns(kind: str) -> None:
    text = """
财政供养人员情况 | 编制数 | < | < | 实际在职人数 | < | < | 控制率
^ | 合计 | 行政 | 事业 | 合计 | 行政 | 事业 | ^
^ | 21 | 6 | 15 | 19 | 5 | 14 | 90.48%
经费控制情况 | 上年决算数 | < | 本年预算数 | < | 本年决算数 | < | <
三公经费 | 7.7 | < | 8.2 | < | 6.9 | < | <
公用经费 | 52 | < | 55 | < | 53 | < | <
"""
    (form,) = read(["基础数据表", table(text)], kind)
    assert isinstance(form.filled.record, BasicData)
    staff = form.filled.record.staff
    assert [staff.authorized, staff.actual, staff.control_rate] == [D(21), D(19), D("90.48")]
    assert {"行政", "事业", "6", "14"} <= unread(form)


@KINDS
@pytest.mark.parametrize("years", [("2023年", "2023年"), ("2023年", "2024年"), ("本年", "本年")])
def test_one_year_over_both_columns_of_what_was_spent(years: tuple[str, str], kind: str) -> None:
    spent, planned = years
    text = f"""
填报单位 | 青溪县应急局 | |
经费控制情况 | {spent}决算数 | {planned}预算数 | {spent}决算数
三公经费 | 7.7 | 8.2 | 6.9
公用经费 | 52 | 55 | 53
"""
    (form,) = read(["2024年度部门整体支出绩效评价基础数据表", table(text)], kind)
    assert isinstance(form.filled.record, BasicData)
    assert [(x.prior_final, x.budget, x.final) for x in form.filled.record.lines] == [
        (D("7.7"), D("8.2"), D("6.9")),
        (D(52), D(55), D(53)),
    ]
    doubts = {at.path for at, source in form.filled.sources.items() if source.doubt}
    assert doubts - {"year"} == {"lines.0.prior_final"}
    assert not form.filled.unread


@KINDS
@pytest.mark.parametrize("heading", ["上年数", "2023年", "2023年度支出"])
def test_a_heading_that_says_last_year_alone_is_that_of_what_was_spent(
    heading: str, kind: str
) -> None:
    record, _ = spent(heading, kind)
    assert [x.prior_final for x in record.lines] == [D("7.7"), D("52.1")]


@KINDS
def test_figures_under_a_heading_of_no_field_are_no_numbers_of_lines(kind: str) -> None:
    record, left = spent("2024年", kind)
    assert [x.prior_final for x in record.lines] == [None, None]
    assert {"7.7", "52.1"} <= left


def spent(heading: str, kind: str) -> tuple[BasicData, set[str]]:
    text = f"""
填报单位 | 青溪县应急局 | |
经费控制情况 | {heading} | 2024年预算数 | 2024年决算数
三公经费 | 7.7 | 8.2 | 6.9
公用经费 | 52.1 | 55 | 53
"""
    (form,) = read(["2024年度部门整体支出绩效评价基础数据表", table(text)], kind)
    assert isinstance(form.filled.record, BasicData)
    assert [x.final for x in form.filled.record.lines] == [D("6.9"), D(53)]
    return form.filled.record, unread(form)


@KINDS
def test_goals_with_a_column_of_reasons(kind: str) -> None:
    record = overall(
        """
年度绩效目标 | 年度绩效目标 | < | 实际完成情况 | < | 偏差原因分析及改进措施 | <
^ | 目标一：查。 | < | 查了。 | < | 无 | <
^ | 目标二：防。 | < | 防了。 | < | 无 | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 90 | 89
""",
        kind,
    )
    assert (record.goal.expected, record.goal.actual) == (
        "目标一：查。\n目标二：防。",
        "查了。\n防了。",
    )


def test_name_behind_its_label_and_a_blank() -> None:
    text = """
项目名称 | 检查
实施单位　青溪县应急局 | <
项目年度总目标 | 查隐患。
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 90
"""
    (form,) = read(["2024年度项目支出绩效自评表", table(text)])
    assert isinstance(form.filled.record, Project)
    assert form.filled.record.implementer == "青溪县应急局"
    assert form.filled.record.goal.expected == "查隐患。"


def test_two_forms_side_by_side_on_a_sheet() -> None:
    left = """
2024年度部门整体支出绩效评价基础数据表 | < | < | <
财政供养人员情况 | 编制数 | 实际在职人数 | 控制率
^ | 21 | 19 | 90.48%
经费控制情况 | 上年决算数 | 本年预算数 | 本年决算数
三公经费 | 7.7 | 8.2 | 6.9
公用经费 | 52 | 55 | 53
"""
    right = f"""
{TITLE} | < | < | < | < | <
单位名称 | < | 青溪县应急局 | < | < | <
年度资金总额 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
^ | 43.5 | 46.2 | 45.1 | 97.62% | 9.76
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 89
"""
    pairs = zip(left.strip().split("\n"), right.strip().split("\n"), strict=True)
    drawn = table("\n".join(f"{one} | | {other}" for one, other in pairs))
    first, second = read([drawn], "xlsx")
    assert isinstance(first.filled.record, BasicData)
    assert [line.final for line in first.filled.record.lines] == [D("6.9"), D(53)]
    assert isinstance(second.filled.record, Overall)
    assert len(second.filled.record.indicators) == 1


SCORED = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 50 | 50
效益指标 | 社会效益指标 | 事故 | ≤3起 | 2起 | 50 | 45
"""


@KINDS
@pytest.mark.parametrize(
    ("row", "weight"),
    [
        ("评价得分 | < | < | < | < | < | 95", None),
        ("本项目自评得分（分） | < | < | < | < | 100 | 95", 100),
        ("部门自评得分 | 95 | < | < | < | < | <", None),
        ("自评得分 | | | | | 100 | 95", 100),
        ("自评得分 | 95 | < | 自评等级 | 优 | < | <", None),
        ("本单位自评得分：95分 | < | < | < | < | < | <", None),
    ],
)
def test_the_total_under_the_name_of_its_column(row: str, weight: int | None, kind: str) -> None:
    record = overall(SCORED + row, kind)
    assert (len(record.indicators), record.total.score) == (2, D(95))
    assert record.total.weight == weight


@pytest.mark.parametrize(
    "row", ["评价得分 | < | < | < | < | 20 | 15", "预算执行率得分 | | | | | 10 | 9"]
)
def test_few_points_under_such_a_name_are_those_of_an_indicator(row: str) -> None:
    record = overall(SCORED + row)
    assert (len(record.indicators), record.total.score) == (3, None)


@pytest.mark.parametrize("other", ["评价得分", "部门评价得分", "主管部门评分"])
def test_what_others_gave_is_not_the_total(other: str) -> None:
    rows = "自评得分 | < | < | < | < | 100 | 95\n" + other + " | < | < | < | < | 100 | 91"
    assert overall(SCORED + rows).total.score == D(95)


def test_the_total_by_its_own_name_goes_before_one_by_that_of_its_column() -> None:
    record = overall(SCORED + "评价得分 | < | < | < | < | 90 | 86\n总分 | < | < | < | < | 100 | 95")
    assert (len(record.indicators), record.total.score) == (2, D(95))


REASONS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | {}
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 50 | 50 | |
效益指标 | 社会效益指标 | 事故 | ≤3起 | 4起 | 50 | 45 | 台风 | 另记
总分 | < | < | < | < | 100 | 95 | |
"""


@KINDS
@pytest.mark.parametrize("heading", ["备注", "说明", "备注（未完成原因）"])
def test_remarks_in_place_of_the_reasons(heading: str, kind: str) -> None:
    (form,) = read([TITLE, table(UNIT + REASONS.format(heading).replace(" | 另记", ""))], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert [item.deviation for item in record.indicators] == [None, "台风"]
    doubts = {at.path for at, source in form.filled.sources.items() if source.doubt}
    assert doubts == {"indicators.1.deviation"}


@KINDS
def test_remarks_beside_the_reasons_are_unread(kind: str) -> None:
    (form,) = read([TITLE, table(UNIT + REASONS.format("偏差原因分析 | 备注"))], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert [item.deviation for item in record.indicators] == [None, "台风"]
    assert "另记" in unread(form)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_target_and_actual_side_by_side_under_one_heading(kind: str) -> None:
    text = """
一级指标 | 二级指标 | 三级指标 | 年度指标值/实际完成值 | < | 分值 | 得分
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 60 | 60
效益指标 | 社会效益指标 | 事故 | ≤3起、2起 | < | 40 | 40
总分 | < | < | < | < | 100 | 100
"""
    (form,) = read([TITLE, table(UNIT + text)], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert [(x.target, x.actual) for x in record.indicators] == [("≥13家", "14家"), (None, None)]
    assert unread(form) == {"≤3起、2起"}

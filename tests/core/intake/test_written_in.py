"""What units write into the cells and lines of a form beside the figure or the name, in small."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.address import At
from core.forms import BasicData, Overall, Project
from tests import variants as v
from tests.core.intake.drawn import read, table, unread

D = Decimal
HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因"
ROW = "产出指标 | 数量指标 | 修渠 | ≥5公里 | 6公里 | 50 | 50 |"


def overall(*lines: str, before: str = "预算部门名称 | < | 青溪县档案馆 | < |") -> Overall:
    (form,) = read(["2023年度部门整体支出绩效自评表", table("\n".join((before, *lines)))])
    assert isinstance(form.filled.record, Overall)
    return form.filled.record


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("169（其中行政31）", D(169)),
        ("169人(含工勤2人)", D(169)),
        ("169（31）", None),
        ("行政31（事业12）", None),
        ("169.0.", D(169)),
        ("169，", D(169)),
        ("169。5。", None),
    ],
)
def test_words_in_brackets_behind_a_figure_leave_it_in_doubt(written: str, value: D | None) -> None:
    rows = f"""财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率
^ | {written} | 128 | 75.74%
经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数
三公经费 | 3 | 4 | 3.5"""
    (form,) = read(["2023年度部门整体支出绩效评价基础数据表", table(rows)])
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert record.staff.authorized == value
    at = At("staff.authorized")
    assert (form.filled.sources[at].doubt is not None) == (value is not None)
    assert (at in form.filled.unread) == (value is None)


@pytest.mark.parametrize("label", ["级预算单位名称", "＿＿级预算部门名称", "区级预算单位名称"])
def test_a_level_that_was_not_filled_in(label: str) -> None:
    assert overall(HEAD, ROW, before=f"{label} | < | 青溪县档案馆 | < |").unit == "青溪县档案馆"


def test_the_units_own_score_of_the_money_beside_the_reviewed_one() -> None:
    record = overall(
        "年度预算 | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 单位自评得分 | 复核",
        "^ | 年度资金总额 | 40 | 50 | 49 | 98% | 10 | 9.8 |",
        HEAD,
        ROW,
    )
    assert record.fund.score == D("9.8")


def test_people_whom_no_form_asks_for_end_a_name() -> None:
    blocks: list[v.Block] = [
        "2023年度项目支出绩效自评表",
        "项目单位（盖章）：青溪县图书馆        主要领导签字：",
        table(f"项目名称 | < | 送书下乡 | < |\n{HEAD}\n{ROW}"),
        "填报人：何某    审核人：曹某   填报日期：2024-03-20",
    ]
    (form,) = read(blocks)
    record = form.filled.record
    assert isinstance(record, Project)
    assert (record.implementer, record.sign.filled_by) == ("青溪县图书馆", "何某")


def test_goals_without_headings_of_their_own() -> None:
    record = overall("年度总体目标 | 修好渠道。 | < | 修了六公里。 | <", HEAD, ROW)
    assert (record.goal.expected, record.goal.actual) == ("修好渠道。", "修了六公里。")


def test_the_unit_of_a_target_under_a_heading_that_lost_its_merge() -> None:
    rows = """一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 修渠 | ≥5 | 公里 | 6公里 | 50 | 50
^ | 质量指标 | 合格率 | 100% | | 100% | 40 | 40"""
    (form,) = read(["2023年度部门整体支出绩效自评表", table(rows)], "unmerged")
    record = form.filled.record
    assert isinstance(record, Overall)
    assert [row.target for row in record.indicators] == ["≥5公里", "100%"]
    assert unread(form) == set()


def test_labels_that_nobody_filled_in_and_empty_indicators_are_template() -> None:
    blocks: list[v.Block] = [
        "2023年度项目支出绩效自评表",
        "主管部门（盖章）：            单位：万元",
        table(f"项目名称 | < | 送书下乡 | < |\n{HEAD}\n{ROW}\n^ | ^ | 指标2： | | | | |"),
    ]
    (form,) = read(blocks, "xlsx")
    assert unread(form) == set()


@pytest.mark.parametrize("kind", ["docx", "unmerged"])
def test_parts_of_the_year_under_what_was_done(kind: str) -> None:
    rows = """一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | < | < | 分值 | 得分
^ | ^ | ^ | ^ | 上半年 | 下半年 | 全年 | ^ | ^
产出指标 | 数量指标 | 发布预警 | ≥80条 | 46条 | 51条 | 97条 | 50 | 50"""
    (form,) = read(["2023年度部门整体支出绩效自评表", table(rows)], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert [(row.level3, row.actual, row.score) for row in record.indicators] == [
        ("发布预警", "97条", D(50))
    ]
    assert unread(form) == {"46条", "51条"}


def test_money_by_source_and_by_structure_in_one_list() -> None:
    record = overall(
        "预算情况 | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率",
        "^ | 部门预算总额 | 80 | 80 | 78 | 97.5%",
        "^ | 资金来源：（1）财政拨款 | 75 | 75 | 74 | 98.67%",
        "^ | （2）其他资金 | 5 | 5 | 4 | 80%",
        "^ | 资金结构：（1）基本支出 | 50 | 50 | 49 | 98%",
        "^ | （2）项目支出 | 30 | 30 | 29 | 96.67%",
        HEAD,
        ROW,
    )
    assert (record.income.other, record.expenditure.basic) == (D(4), D(49))


def test_a_sum_beside_a_kind_of_money_is_the_next_heading() -> None:
    rows = f"""任务名称 | 预算数（万元） | < | < | 执行数（万元） | < | < | 执行率
^ | 小计 | 财政拨款 | 其他资金 | 小计 | 财政拨款 | 其他资金 | ^
人员经费 | 31 | 31 | 0 | 30 | 30 | 0 | 96.77%
{HEAD}
{ROW}"""
    (form,) = read(["2023年度部门整体支出绩效自评表", table(rows)])
    assert At("income.other") not in form.filled.unread


FUND = """年度预算 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 40 | 50 | 49 | 10 | 98% | 9.8"""


@pytest.mark.parametrize(
    ("rows", "total", "left"),
    [
        ("合计（不含预算执行率） | < | < | < | < | 50 | 50 |", (None, None), {"50"}),
        (
            """指标合计（不含预算执行率10分） | < | < | < | < | 50 | 50 |
总分 | < | < | < | < | 60 | 59.8 |""",
            (D(60), D("59.8")),
            {"指标合计（不含预算执行率10分）", "50"},
        ),
        ("总分 | < | 60 | < | 自评得分 | 59.8 | 等级 | 优", (D(60), D("59.8")), {"等级", "优"}),
        ("总分 | < | 自评得分 | 59.8 | 分值 | 60 | |", (D(60), D("59.8")), set()),
    ],
)
@pytest.mark.parametrize("kind", ["docx", "unmerged"])
def test_which_sum_is_the_total(
    rows: str, total: tuple[D | None, D | None], left: set[str], kind: str
) -> None:
    text = f"预算部门名称 | < | 青溪县档案馆 | <\n{FUND}\n{HEAD}\n{ROW}\n{rows}"
    (form,) = read(["2023年度部门整体支出绩效自评表", table(text)], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert len(record.indicators) == 1
    assert (record.total.weight, record.total.score) == total
    assert unread(form) == left


def test_a_second_block_of_what_the_form_has_once() -> None:
    rows = """财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率
^ | 42 | 40 | 95.24%
经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数
三公经费 | 12 | 14 | 10
3、公务接待 | 12 | 14 | 10
其中：财政拨款三公经费 | 11 | 12 | 9
3、公务接待 | 11 | 12 | 9
3、市级专项资金 | 1 | 1 | 1
4、县级专项资金 | 2 | 2 | 2"""
    (form,) = read(["2023年度部门整体支出绩效评价基础数据表", table(rows)])
    record = form.filled.record
    assert isinstance(record, BasicData)
    found = [(line.item, line.final) for line in record.lines]
    assert found == [
        ("three_public", D(10)),
        ("reception", D(10)),
        ("special", D(1)),
        ("special", D(2)),
    ]
    assert {"11", "12", "9"} <= unread(form)


def test_a_figure_over_several_columns_is_in_doubt() -> None:
    rows = """财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率
^ | 42 | 40 | 95.24%
经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数
三公经费 | 12 | 14 | 10
公用经费 | 80 | < | 76"""
    (form,) = read(["2023年度部门整体支出绩效评价基础数据表", table(rows)])
    doubts = {at.path for at, source in form.filled.sources.items() if source.doubt}
    assert doubts == {"lines.1.prior_final"}


def test_points_taken_off_are_no_score() -> None:
    rows = """一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 扣分 | 偏差原因
产出指标 | 数量指标 | 修渠 | ≥5公里 | 4公里 | 50 | 10 |
总分 | < | < | < | < | 50 | 10 |"""
    (form,) = read(["2023年度部门整体支出绩效自评表", table(rows)])
    record = form.filled.record
    assert isinstance(record, Overall)
    assert record.indicators[0].score is None
    assert (record.total.weight, record.total.score) == (D(50), None)


def test_the_staff_of_two_years() -> None:
    rows = """财政供养人员情况（人） | 编制数 | 2022年实际在职人数 | 2023年实际在职人数 | 控制率
^ | 42 | 41 | 40 | 95.24%
经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数 | 备注
三公经费 | 12 | 14 | 10 |"""
    (form,) = read(["2023年度部门整体支出绩效评价基础数据表", table(rows)])
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert (record.staff.authorized, record.staff.actual) == (D(42), D(40))
    assert "41" in unread(form)

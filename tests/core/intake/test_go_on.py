"""What goes on after a break, and what is another thing: titles, points, buildings, signatures."""

from decimal import Decimal

import pytest

from core.forms import BasicData, Overall
from core.forms.report import OverallReport
from tests import variants as v
from tests.core.intake.drawn import read, table, unread

HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因\n"
FIRST = f"""
单位名称 | 青溪县档案馆 | < | < | < | < | < | <
年度预算 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 12 | 13 | 12.5 | 10 | 96.15% | 9.62
{HEAD}产出指标 | 数量指标 | 入库 | ≥50卷 | 52卷 | 50 | 50 |
"""
REST = """
效益指标 | 社会效益指标 | 利用 | ≥8次 | 9次 | 40 | 39 |
总分 | < | < | < | < | 100 | 98.62 |
"""
TITLE = "2024年度部门整体支出绩效自评表"
POINTS = """
一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 评价标准 | 得分
投入 | 100 | 配置 | 100 | 控制率 | 100 | 不超编 | 91
合计 | 100 | | 100 | | 100 | | 91
"""
KINDS = pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])


@KINDS
@pytest.mark.parametrize("mark", ["（续）", "（续表）", "续表", "（续上表）"])
def test_title_that_comes_again(kind: str, mark: str) -> None:
    whole = f"{FIRST.strip()}\n{TITLE}{mark} | < | < | < | < | < | < | <\n{REST.strip()}"
    halves: list[v.Block] = [TITLE, table(FIRST), TITLE + mark, table(REST)]
    joined: list[v.Block] = [TITLE, table(whole)]
    for blocks in (halves, joined):
        (form,) = read(blocks, kind)
        assert isinstance(form.filled.record, Overall)
        assert len(form.filled.record.indicators) == 2
        assert form.filled.record.total.score == Decimal("98.62")


@KINDS
@pytest.mark.parametrize("between", [[], [""], ["附件4"], ["部门整体支出绩效评价指标体系"]])
def test_table_of_points_under_a_form_is_not_its_rest(kind: str, between: list[str]) -> None:
    (form,) = read([TITLE, table(FIRST + REST.strip()), *between, table(POINTS)], kind)
    assert isinstance(form.filled.record, Overall)
    assert len(form.filled.record.indicators) == 2
    assert form.filled.record.total.score == Decimal("98.62")


BUILDINGS = """
经费控制情况 | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 7 | 8 | 6
公用经费 | 52 | 55 | 53
楼堂馆所控制情况（2024年完工项目） | 批复规模（㎡） | 实际规模（㎡） | 规模控制率
综合楼 | 5200 | 5188.5 | 99.78%
食堂 | 800 | 801 | 100.13%
 | 预算投资（万元） | 实际投资（万元） | 投资概算控制率
{} | 1560 | 1551.2 | 99.44%
{} | 210 | 214 | 101.90%
厉行节约保障措施 | 从严。 | < | <
"""


@pytest.mark.parametrize("order", [("综合楼", "食堂"), ("食堂", "综合楼"), ("", "")])
def test_money_of_buildings_goes_to_their_floor_space(order: tuple[str, str]) -> None:
    (form,) = read(["基础数据表", table(BUILDINGS.format(*order))])
    assert isinstance(form.filled.record, BasicData)
    first, second = form.filled.record.buildings
    assert [first.approved_area, second.approved_area] == [Decimal(5200), Decimal(800)]
    money = [Decimal(210), Decimal(1560)]
    wanted = money if order[0] == "食堂" else money[::-1]
    assert [first.approved_investment, second.approved_investment] == wanted


def test_signature_above_a_list_of_annexes() -> None:
    said = [
        "一、部门基本情况",
        "管档案。",
        "二、存在的问题及原因分析",
        "无。",
        "三、下一步改进措施",
        "无。",
    ]
    signed = ["青溪县档案馆", "2025年3月10日", "附件：1.基础数据表  2.自评表"]
    (form,) = read(["2024年度部门整体支出绩效自评报告", *said, *signed])
    assert isinstance(form.filled.record, OverallReport)
    assert form.filled.record.signature.unit == "青溪县档案馆"
    assert form.filled.record.sections[-1].text == "无。"


def test_table_of_money_in_a_report_is_no_project() -> None:
    money = table("预算项目 | 年初预算 | 年中追加 | 本年决算\n项目支出 | 250.2 | 47.7 | 297.9")
    said = [
        "（一）部门基本情况",
        "管档案。",
        "（二）一般公共预算支出情况",
        "有支出。",
        "部门项目支出情况表",
    ]
    rest = ["（三）部门整体支出绩效情况", "好。", "（四）存在的问题及原因分析", "无。"]
    (form,) = read(["2024年度部门整体支出绩效自评报告", *said, money, *rest])
    assert isinstance(form.filled.record, OverallReport)
    assert len(form.filled.record.sections) == 4
    assert form.filled.record.tables[0].rows[0].final == Decimal("297.9")


def test_unit_and_day_in_a_line_over_the_table() -> None:
    line = "编制单位：青溪县党校          2025年2月18日          单位：万元"
    (form,) = read([TITLE, line, table(FIRST.replace("单位名称", "备查") + REST.strip())])
    assert isinstance(form.filled.record, Overall)
    assert (form.filled.record.unit, str(form.filled.record.sign.date)) == (
        "青溪县党校",
        "2025-02-18",
    )
    assert line not in unread(form)


@KINDS
def test_name_of_the_unit_over_the_title(kind: str) -> None:
    rows = FIRST.strip().split("\n")
    bare = table("\n".join([*rows[1:], REST.strip()]))
    (form,) = read(["青溪县党校", "附件2", TITLE, bare], kind)
    assert isinstance(form.filled.record, Overall)
    assert form.filled.record.unit == "青溪县党校"
    (form,) = read(["青溪县党校", TITLE, table(FIRST + REST.strip())], kind)
    assert isinstance(form.filled.record, Overall)
    assert form.filled.record.unit == "青溪县档案馆", "what a label says counts"
    assert unread(form) == {"青溪县党校"}

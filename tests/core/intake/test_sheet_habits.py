"""What offices do to a form in a sheet: numbered columns, forms beside each other, and so on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.address import At
from core.forms import BasicData, Overall, Project
from core.intake.extract import ReadForm
from core.intake.grid import Document, Grid
from core.intake.readers import READERS
from core.intake.recognise import recognise
from tests import variants as v
from tests.core.intake.drawn import read, table, unread
from tests.variants import Block

D = Decimal
TITLE = "2024年度部门整体支出绩效自评表"
UNIT = "单位名称 | 青溪县应急局 | < | < | < | < | <\n"
HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
ROWS = """\
产出指标 | 数量指标 | 检查 | ≥13家 | 14家 | 60 | 58
效益指标 | 社会效益指标 | 事故 | ≤3起 | 2起 | 40 | 40
总分 | < | < | < | < | 100 | 98
"""
MONEY = """\
预算资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分
年度资金总额 | 12 | 13.5 | 13 | 96.3% | 10 | 9.63
"""
SHEETS = pytest.mark.parametrize("kind", ["xlsx", "unmerged"])


def one(blocks: list[Block], kind: str = "xlsx") -> ReadForm:
    (form,) = read(blocks, kind)
    return form


def overall(text: str, kind: str = "xlsx") -> Overall:
    record = one([TITLE, table(text)], kind).filled.record
    assert isinstance(record, Overall)
    return record


@SHEETS
def test_numbers_of_columns_that_go_on_from_another_table(kind: str) -> None:
    counted = "栏次 | < | < | 7 | 8 | 9 | 10=9×8\n"
    record = overall(UNIT + HEAD + counted + ROWS, kind)
    assert [item.weight for item in record.indicators] == [60, 40]
    in_words = "甲 | 乙 | 丙 | 1 | 2 | 3 | 4\n"
    assert overall(UNIT + HEAD + in_words + ROWS, kind) == record


@SHEETS
def test_forms_beside_each_other_under_one_title(kind: str) -> None:
    form = """
项目名称 | {} | < | < | | 项目名称 | {} | < | <
主管部门 | 青溪县文旅局 | 实施单位 | 文化馆 | | 主管部门 | 青溪县文旅局 | 实施单位 | 图书馆
一级指标 | 二级指标 | 三级指标 | 得分 | | 一级指标 | 二级指标 | 三级指标 | 得分
产出指标 | 数量指标 | 演出 | 50 | | 产出指标 | 数量指标 | 借阅 | 49
总分 | < | < | 50 | | 总分 | < | < | 49
""".format("送戏下乡", "送书下乡")
    first, second = (
        form.filled.record for form in read(["2024年度项目支出绩效自评表", table(form)], kind)
    )
    assert isinstance(first, Project)
    assert isinstance(second, Project)
    assert (first.project, first.total.score) == ("送戏下乡", D(50))
    assert (second.project, second.year, second.total.score) == ("送书下乡", 2024, D(49))


def test_forms_beside_each_other_in_a_page() -> None:
    form = """
项目名称 | 送戏 | < | < | | 项目名称 | 送书 | < | <
一级指标 | 二级指标 | 三级指标 | 得分 | | 一级指标 | 二级指标 | 三级指标 | 得分
产出指标 | 数量指标 | 演出 | 50 | | 产出指标 | 数量指标 | 借阅 | 49
"""
    data = v.xlsx({"表": ["2024年度项目支出绩效自评表", table(form)]})
    (sheet,) = READERS["xlsx"](data).blocks
    assert isinstance(sheet, Grid)
    assert len(recognise(Document("html", (replace(sheet, sheet=None),)))) == len(["送戏", "送书"])


@SHEETS
def test_goals_by_year(kind: str) -> None:
    goals = """\
总体目标 | 财年 | 目标 | < | 实际完成情况 | < | <
^ | 2024 | 查13家。 | < | 查了14家。 | < | <
^ | 2025 | 查15家。 | < | --- | < | <
"""
    form = one([TITLE, table(UNIT + goals + HEAD + ROWS)], kind)
    assert isinstance(form.filled.record, Overall)
    assert form.filled.record.goal.expected == "查13家。"
    assert form.filled.record.goal.actual == "查了14家。"
    assert "查15家。" in unread(form)


@SHEETS
@pytest.mark.parametrize(
    ("unit", "budget"), [("单位 | 万元", "13.5"), ("金额单位： | 元", "0.00135")]
)
def test_year_and_unit_of_money_in_cells_of_their_own(unit: str, budget: str, kind: str) -> None:
    lead = f"单位名称 | 青溪县应急局 | 年度 | 2024 | < | {unit}\n"
    record = one(["部门整体支出绩效自评表", table(lead + MONEY + HEAD + ROWS)], kind).filled.record
    assert isinstance(record, Overall)
    assert (record.year, record.fund.annual_budget) == (2024, D(budget))


@SHEETS
def test_a_heading_over_all_papers_of_a_unit(kind: str) -> None:
    lines = """
经费控制情况 | 上年决算数 | 本年预算数 | 本年决算数
三公经费 | 14.2 | 15 | 13.6
公用经费 | 86.4 | 90 | 87.3
项目支出 | 118 | 130 | 126.5
"""
    record = one(["青溪县应急局2024年度部门整体支出绩效自评资料", table(lines)], kind).filled.record
    assert isinstance(record, BasicData)
    assert (record.year, record.unit) == (2024, "青溪县应急局")


@SHEETS
def test_headings_broken_over_two_rows(kind: str) -> None:
    money = """\
项目 | 年初 | 全年 | 全年 | 执行率 | | 得分
 | 预算数 | 预算数 | 执行数 | （%） | 分值 |
年度资金总额 | 12 | 13.5 | 13 | 96.3% | 10 | 9.63
"""
    heads = """\
一级 | 二级 | 三级 | 年度 | 全年 | 标准 | 自评
指标 | 指标 | 指标 | 指标值 | 完成值 | 分值 | 得分
"""
    plain = overall(UNIT + MONEY + HEAD + ROWS, kind)
    assert overall(UNIT + money + heads + ROWS, kind) == plain
    assert (plain.fund.annual_budget, plain.indicators[0].level3) == (D("13.5"), "检查")


@SHEETS
def test_money_in_the_lines_of_one_cell(kind: str) -> None:
    line = (
        "年初预算数：12\\n全年预算数：13.5\\n全年执行数：13\\n执行率：96.3%\\n分值：10\\n得分：9.63"
    )
    said = f"项目资金（万元） | {line} | < | < | < | < | <\n"
    assert overall(UNIT + said + HEAD + ROWS, kind) == overall(UNIT + MONEY + HEAD + ROWS, kind)


def test_columns_in_units_of_their_own() -> None:
    money = MONEY.replace("年初预算数", "年初预算数（元）").replace("| 12 |", "| 120000 |")
    record = overall(UNIT + money.replace("全年预算数", "全年预算数（万元）") + HEAD + ROWS)
    assert (record.fund.initial_budget, record.fund.annual_budget) == (D(12), D("13.5"))


def test_staff_and_buildings_each_in_a_line_of_its_own() -> None:
    lines = """
部门：青溪县应急局 | | | 单位：万元
项目 | 上年决算数 | 本年预算数 | 本年决算数
编制数（人） | | | 32
实际在职人数（人） | | | 30
三公经费 | 14.2 | 15 | 13.6
公用经费 | 86.4 | 90 | （3.5）
批复规模（平方米） | 420 | |
实际规模（平方米） | 418 | |
"""
    title = "2024年度部门整体支出绩效评价基础数据表"
    form = one([title, table(lines)])
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert (record.unit, record.staff.authorized, record.staff.actual) == (
        "青溪县应急局",
        D(32),
        D(30),
    )
    assert record.lines[1].final == D("-3.5")
    assert form.filled.sources[At("lines.1.final")].doubt
    (building,) = record.buildings
    assert (building.approved_area, building.actual_area) == (D(420), D(418))


@SHEETS
def test_each_stage_with_its_sources_behind_it(kind: str) -> None:
    money = """\
年度预算（万元） | 资金总额 | 财政拨款 | 预算执行（万元） | 资金总额 | 财政拨款 |
^ | 13.5 | 12.5 | ^ | 13 | 12 |
"""
    form = one([TITLE, table(UNIT + money + HEAD + ROWS)], kind)
    assert isinstance(form.filled.record, Overall)
    fund = form.filled.record.fund
    assert (fund.annual_budget, fund.executed) == (D("13.5"), D(13))
    assert {"12.5", "12"} <= unread(form)


@SHEETS
def test_last_years_values_beside_this_years(kind: str) -> None:
    head = HEAD.replace("年度指标值 | 实际完成值", "2023年完成值 | 2024年目标值 | 2024年完成值")
    rows = ROWS.replace("≥13家", "11家 | ≥13家").replace("≤3起", "4起 | ≤3起")
    rows = rows.replace("总分 | <", "总分 | < | <")
    assert overall(UNIT + head + rows, kind) == overall(UNIT + HEAD + ROWS, kind)
    money = MONEY.replace("全年执行数", "2024年执行数").replace("年初", "2023年执行数 | 年初")
    money = money.replace("| 12 |", "| 11.5 | 12 |")
    fund = overall(UNIT + money + HEAD + ROWS, kind).fund
    assert (fund.initial_budget, fund.executed) == (D(12), D(13))


@SHEETS
def test_the_total_over_all_indicators(kind: str) -> None:
    *rows, total = ROWS.splitlines(keepends=True)
    above = overall(UNIT + HEAD + total + "".join(rows), kind)
    assert above == overall(UNIT + HEAD + ROWS, kind)


@SHEETS
def test_forms_with_numbers_before_them_under_one_title(kind: str) -> None:
    form = """\
{0} | 项目名称 | {1} | < | <
^ | 一级指标 | 二级指标 | 三级指标 | 得分
^ | 产出指标 | 数量指标 | 里程 | {2}
^ | 总分 | < | < | {2}
"""
    both = form.format(1, "日常养护", 50) + form.format(2, "安防工程", 49)
    first, second = read(["2024年度项目支出绩效自评表", table(both)], kind)
    for found, name, score in ((first, "日常养护", 50), (second, "安防工程", 49)):
        record = found.filled.record
        assert isinstance(record, Project)
        assert (record.project, record.total.score) == (name, D(score))


@SHEETS
def test_money_told_in_a_sentence(kind: str) -> None:
    told = "年初预算数12万元，全年预算数13.5万元，全年执行数13万元；执行率96.3%，分值10，得分9.63。"
    record = overall(UNIT + f"预算执行情况 | {told} | < | < | < | < | <\n" + HEAD + ROWS, kind)
    assert record == overall(UNIT + MONEY + HEAD + ROWS, kind)


@SHEETS
def test_what_came_of_it_ticked_in_columns(kind: str) -> None:
    head = """\
一级指标 | 二级指标 | 三级指标 | 完成情况 | < | < | 分值 | 得分
^ | ^ | ^ | 达成 | 部分达成 | 未达成 | ^ | ^
产出指标 | 数量指标 | 检查 | √ | | | 60 | 58
效益指标 | 社会效益指标 | 事故 | | √ | | 40 | 40
总分 | < | < | < | < | < | 100 | 98
"""
    record = overall(UNIT.replace("\n", " | <\n") + head, kind)
    assert [item.actual for item in record.indicators] == ["达成", "部分达成"]


@SHEETS
def test_the_unit_before_the_levels_is_not_that_of_a_target(kind: str) -> None:
    lines = [f"单位 | {HEAD}", *(f"青溪县应急局 | {line}\n" for line in ROWS.splitlines()[:2])]
    record = overall("".join(lines), kind)
    assert [item.target for item in record.indicators] == ["≥13家", "≤3起"]


def test_the_sum_of_all_buildings_is_none_of_them() -> None:
    lines = """
三公经费 | 上年决算数 | 本年预算数 | 本年决算数
公用经费 | 86.4 | 90 | 87
楼堂馆所控制情况 | 批复规模（㎡） | 实际规模（㎡） | 规模控制率
养护站 | 600 | 590 |
治超站 | 400 | 402 |
合计 | 1000 | 992 |
"""
    form = one(["2024年度部门整体支出绩效评价基础数据表", table(lines)])
    assert isinstance(form.filled.record, BasicData)
    assert [item.actual_area for item in form.filled.record.buildings] == [D(590), D(402)]
    assert {"1000", "992"} <= unread(form)


STAFF = """\
财政供养人员情况（人） | 行政 | 事业 | 合计
编制数 | 12 | 20 | 32
实际在职人数 | 11 | 19 | 30
"""
SPENT = """\
经费控制情况（万元） | 上年决算数 | 本年预算数 | 本年决算数
三公经费 | 14.2 | 15 | 13.6
公用经费 | 86.4 | 90 | 87
"""


@SHEETS
@pytest.mark.parametrize(
    ("staff", "authorized"),
    [
        (STAFF, D(32)),
        (STAFF.replace("合计", "工勤"), None),
        ("财政供养人员情况 | 编制数32人，实际在职人数30人 | < | <\n", D(32)),
    ],
)
def test_staff_by_kinds_and_in_a_sentence(
    staff: str, authorized: Decimal | None, kind: str
) -> None:
    form = one(["2024年度部门整体支出绩效评价基础数据表", table(staff + SPENT)], kind)
    assert isinstance(form.filled.record, BasicData)
    assert form.filled.record.staff.authorized == authorized


@SHEETS
def test_two_fields_in_two_lines_of_a_column(kind: str) -> None:
    stacked = """\
一级指标 | 二级指标 | 三级指标 | 年度指标值\\n实际完成值 | 分值\\n得分
产出指标 | 数量指标 | 检查 | ≥13家\\n14家 | 60\\n58
效益指标 | 社会效益指标 | 事故 | ≤3起\\n2起 | 40\\n40
总分 | < | < | | 100\\n98
"""
    form = one([TITLE, table("单位名称 | 青溪县应急局 | < | < | <\n" + stacked)], kind)
    assert form.filled.record == overall(UNIT + HEAD + ROWS, kind)
    assert form.filled.sources[At("indicators.0.actual")].doubt


@SHEETS
def test_parts_of_the_year_are_not_the_year(kind: str) -> None:
    lines = SPENT.replace("本年决算数", "上半年支出数 | 四季度支出数 | 本年决算数")
    lines = lines.replace("15 |", "15 | 6 | 3 |").replace("90 |", "90 | 40 | 22 |")
    form = one(["2024年度部门整体支出绩效评价基础数据表", table(lines)], kind)
    assert isinstance(form.filled.record, BasicData)
    assert [line.final for line in form.filled.record.lines] == [D("13.6"), D(87)]


@SHEETS
def test_own_and_reviewed_values_under_headings_of_their_own(kind: str) -> None:
    both = """\
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值 | 单位自评 | < | 财政复核 | <
^ | ^ | ^ | ^ | ^ | 完成值 | 得分 | 完成值 | 得分
产出指标 | 数量指标 | 检查 | ≥13家 | 60 | 14家 | 58 | 13家 | 50
效益指标 | 社会效益指标 | 事故 | ≤3起 | 40 | 2起 | 40 | 3起 | 30
总分 | < | < | < | 100 | | 98 | | 80
"""
    record = overall(UNIT.replace("\n", " | < | <\n") + both, kind)
    assert record == overall(UNIT + HEAD + ROWS, kind)


@SHEETS
def test_targets_of_the_next_year_beside_the_form(kind: str) -> None:
    both = """
项目名称 | 送戏下乡 | < | < | | 项目名称 | 送戏下乡 | <
一级指标 | 三级指标 | 完成值 | 得分 | | 一级指标 | 三级指标 | 指标值
产出指标 | 演出 | 52场 | 60 | | 产出指标 | 演出 | ≥60场
总分 | < | < | 60 | | | |
"""
    record = one(["2024年度项目支出绩效自评表", table(both)], kind).filled.record
    assert isinstance(record, Project)
    assert [item.actual for item in record.indicators] == ["52场"]


@SHEETS
def test_the_year_of_buildings_over_two_rows_of_headings(kind: str) -> None:
    lines = (
        SPENT.replace("\n", " | < | <\n").replace(" | < | <\n", " | | |\n")
        + """\
楼堂馆所控制情况（2024年完工项目） | 规模（㎡） | < | < | 投资（万元） | < | <
^ | 批复规模 | 实际规模 | 规模控制率 | 预算投资 | 实际投资 | 投资概算控制率
门诊楼 | 3000 | 3100 | 103.33% | 900 | 912.5 | 101.39%
"""
    )
    form = one(["部门整体支出绩效评价基础数据表", table(lines)], kind)
    assert isinstance(form.filled.record, BasicData)
    (building,) = form.filled.record.buildings
    assert (building.completed_year, building.actual_investment) == (2024, D("912.5"))


def spent(lines: str, kind: str) -> list[tuple[Decimal | None, Decimal | None]]:
    """What an f1 of these lines says of last year and of this."""
    form = one(["2024年度部门整体支出绩效评价基础数据表", table(lines)], kind)
    assert isinstance(form.filled.record, BasicData)
    return [(line.prior_final, line.final) for line in form.filled.record.lines]


@SHEETS
@pytest.mark.parametrize(("total", "found"), [("合计", True), ("自有资金", False)])
def test_a_column_of_money_in_parts(total: str, *, found: bool, kind: str) -> None:
    lines = f"""
经费控制情况 | 上年决算数 | 本年预算数 | 本年决算数 | < | <
^ | ^ | ^ | 财政拨款 | 其他资金 | {total}
三公经费 | 14 | 15 | 13 | 0.6 | 13.6
公用经费 | 86 | 90 | 80 | 7 | 87
"""
    finals = [D("13.6"), D(87)] if found else [None, None]
    assert spent(lines, kind) == list(zip([D(14), D(86)], finals, strict=True))


@SHEETS
def test_a_budget_in_parts_is_the_initial_one(kind: str) -> None:
    lines = """
经费控制情况 | 上年决算数 | 本年预算数 | < | 本年决算数 | <
^ | ^ | 年初 | 调整 | 财政拨款 | 合计
三公经费 | 14 | 15 | 16 | 13 | 13.6
"""
    form = one(["2024年度部门整体支出绩效评价基础数据表", table(lines)], kind)
    assert isinstance(form.filled.record, BasicData)
    (line,) = form.filled.record.lines
    assert (line.prior_final, line.budget, line.final) == (D(14), D(15), D("13.6"))


@SHEETS
def test_amounts_that_look_like_years(kind: str) -> None:
    lines = SPENT + "项目支出 | 1900 | 2000 | 2024\n"
    assert spent(lines, kind)[-1] == (D(1900), D(2024))


@SHEETS
def test_the_sum_of_a_group_beside_its_lines(kind: str) -> None:
    lines = """
项目 | < | 上年决算数 | 本年预算数 | 本年决算数
三公经费 | 公务用车运行维护 | 26 | 25 | 23
^ | 公务接待 | 7 | 7 | 6
^ | 小计 | 33 | 32 | 29
公用经费 | < | 120 | 118 | 115
合计 | < | 153 | 150 | 144
"""
    assert [final for _, final in spent(lines, kind)] == [D(23), D(6), D(29), D(115)]


@SHEETS
def test_the_total_of_another_year(kind: str) -> None:
    money = MONEY.replace("年度资金总额", "2024年度资金总额")
    before = "2023年度资金总额 | 10 | 11 | 10.5 | 95.5% | |\n"
    head, row = money.splitlines(keepends=True)
    record = overall(UNIT + head + before + row + HEAD + ROWS, kind)
    assert record == overall(UNIT + MONEY + HEAD + ROWS, kind)


@SHEETS
def test_a_stage_in_parts_without_their_sum_is_nobodys(kind: str) -> None:
    money = """\
预算资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | < | 分值 | 得分
^ | ^ | ^ | 财政拨款 | 其他资金 | ^ | ^
年度资金总额 | 12 | 13.5 | 12.4 | 0.6 | 10 | 9.63
"""
    form = one([TITLE, table(UNIT + money + HEAD + ROWS)], kind)
    assert isinstance(form.filled.record, Overall)
    fund = form.filled.record.fund
    assert (fund.annual_budget, fund.executed, fund.score) == (D("13.5"), None, D("9.63"))
    assert {"12.4", "0.6"} <= unread(form)


@SHEETS
def test_the_budget_is_not_what_it_was_adjusted_to(kind: str) -> None:
    lines = SPENT.replace("本年预算数", "本年调整预算数 | 本年预算数")
    lines = lines.replace("14.2 |", "14.2 | 14 |").replace("86.4 |", "86.4 | 99 |")
    form = one(["2024年度部门整体支出绩效评价基础数据表", table(lines)], kind)
    assert isinstance(form.filled.record, BasicData)
    assert [line.budget for line in form.filled.record.lines] == [D(15), D(90)]

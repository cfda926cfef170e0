"""One form as several hands write it: other words, places and marks, and the same figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.forms import BasicData, Overall, Project
from core.forms.basic_data import Building, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Total
from core.intake.extract import ReadForm
from tests.core.intake.drawn import read, table, unread
from tests.variants import Block

D = Decimal
TITLE = "2024年度部门整体支出绩效自评表"
BASIC_TITLE = "2024年度部门整体支出绩效评价基础数据表"
UNIT = "单位名称 | 青溪县档案馆"
MONEY = """
| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 100 | 120.5 | 110.25 | 10 | 91.49% | 9.15
"""
GOALS = """
年度总体目标 | 预期目标 | < | 实际完成情况 | <
^ | 修好库房。 | < | 修好了库房。 | <
"""
INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 修库房 | 3间 | 3间 | 60 | 60 |
效益指标 | 社会效益指标 | 查档 | 90% | 95% | 30 | 29 |
"""
TOTAL = "总分 | < | < | < | < | 100 | 98.15 |"
STAFF = """
财政供养人员情况(人) | 编制数 | 实际在职人数 | 控制率
^ | 20 | 19 | 95%
"""
SPENT = """
经费控制情况(万元) | 2023年决算数 | 2024年预算数 | 2024年决算数
“三公”经费 | 3.5 | 3 | 2.75
公用经费 | 30 | 31 | 30.5
"""
BUILDINGS = """
楼堂馆所控制情况\\n(2024年完工项目) | 批复规模(㎡) | 实际规模(㎡) | 规模控制率
^ | 200 | 190 | 95%
"""
THRIFT = "厉行节约保障措施 | 少用电 | < | <"


def form(text: str, title: str = TITLE, kind: str = "docx") -> ReadForm:
    (found,) = read([title, table(text.replace("\n\n", "\n"))], kind)
    return found


def overall(text: str, kind: str = "docx") -> Overall:
    record = form(text, kind=kind).filled.record
    assert isinstance(record, Overall)
    return record


def basic(text: str, kind: str = "docx") -> BasicData:
    record = form(text, BASIC_TITLE, kind).filled.record
    assert isinstance(record, BasicData)
    return record


def figures(record: BasicData) -> list[tuple[str, Decimal | None, Decimal | None, Decimal | None]]:
    return [(line.item, line.prior_final, line.budget, line.final) for line in record.lines]


FUND = Fund(
    initial_budget=D(100),
    annual_budget=D("120.5"),
    executed=D("110.25"),
    weight=D(10),
    rate=D("91.49"),
    score=D("9.15"),
)
TOTALS = Total(weight=D(100), score=D("98.15"))
PEOPLE = Staff(authorized=D(20), actual=D(19), control_rate=D(95))


def building(area: str | None) -> tuple[Building, ...]:
    return (
        Building(
            completed_year=2024,
            approved_area=D(area) if area else None,
            actual_area=D(190),
            area_rate=D(95),
        ),
    )


LINES = [("three_public", D("3.5"), D(3), D("2.75")), ("public", D(30), D(31), D("30.5"))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("全年预算数", "全年调整预算数"),
        ("执行率", "执行率=B/A"),
        ("分值", "指标分值"),
        ("年度资金总额", "年度资金总额合计"),
        ("总分 ", "总分值 "),
        ("三级指标", "具体指标"),
        ("| 100 | 98.15", "| 100 分 | 98.15分"),
        ("120.5 ", "120.5① "),
        ("120.5 ", "120.5[注1] "),
        ("120.5 ", "120.5 万元 "),
        ("98.15 ", "98.15注1 "),
    ],
)
def test_other_words_for_the_same(old: str, new: str) -> None:
    record = overall(f"{UNIT}{MONEY}{INDICATORS}{TOTAL}".replace(old, new))
    assert record.fund == FUND
    assert [item.level3 for item in record.indicators] == ["修库房", "查档"]
    assert record.total == TOTALS


@pytest.mark.parametrize(
    "row",
    [
        "公务用车购置与运行维护费", "部门基本支出预算调整情况", "水费、电费与差旅费",
    ],
)  # fmt: skip
def test_other_words_for_a_line_of_money(row: str) -> None:
    record = basic(f"{STAFF}{SPENT}{row} | 1 | 2 | 3\n{THRIFT}")
    *lines, (item, *values) = figures(record)
    assert lines == LINES
    assert item in {"vehicle", "basic_adjustment", "public_utilities_travel"}
    assert values == [1, 2, 3]


def test_blanks_and_breaks_inside_the_headings_of_money() -> None:
    text = SPENT.replace("2023年决算数", "20\\n23年决 算数").replace(
        "2024年预算数", "2024年预　算数"
    )
    assert figures(basic(f"{STAFF}{text}")) == LINES


def test_a_remark_or_a_dash_beside_dots_makes_no_line() -> None:
    dots = "…… | — | / | 无\n"
    assert figures(basic(f"{STAFF}{SPENT}项目支出 | 1 | 2 | 3\n{dots}"))[2:] == [
        ("project", D(1), D(2), D(3))
    ]


def test_the_parts_of_the_basic_data_in_any_order() -> None:
    for text in (
        f"{STAFF}{BUILDINGS}{SPENT}{THRIFT}",
        f"{STAFF}{SPENT}{THRIFT}\n{BUILDINGS}填表人 | | 填报日期 |",
        f"{STAFF}{THRIFT}\n{SPENT}{BUILDINGS}",
    ):
        record = basic(text)
        assert record.staff == PEOPLE
        assert figures(record) == LINES
        assert record.buildings == building("200")
        assert record.thrift == "少用电"


@pytest.mark.parametrize("value", ["200", ""])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
def test_the_figures_of_a_building_one_under_another(value: str, kind: str) -> None:
    text = f"""
楼堂馆所控制情况\\n(2024年完工项目) | 批复规模(㎡) | {value} | <
^ | 实际规模(m²) | 190 | <
^ | 规模控制率 | 95% | <
"""
    record = basic(f"{STAFF}{SPENT}{text}{THRIFT}", kind)
    assert record.buildings == building(value)


@pytest.mark.parametrize("between", ["续表", "—3—", "第3页"])
def test_a_line_of_the_page_between_headings_and_figures(between: str) -> None:
    staff = STAFF.replace("^", f"{between} | < | < | <\n")
    building = BUILDINGS.replace("^", f"{between} | < | < | <\n")
    record = basic(f"{staff}{SPENT}{building}{THRIFT}")
    assert record.staff == PEOPLE
    assert [item.actual_area for item in record.buildings] == [D(190)]


def test_a_title_of_money_in_two_rows_under_the_buildings() -> None:
    spent = """
经费控制情况(万元) | 2023年 | 2024年 | <
^ | 决算数 | 预算数 | 决算数
"""
    text = SPENT.strip().split("\n", 1)[1]
    assert figures(basic(f"{STAFF}{BUILDINGS}{spent}{text}")) == LINES


def test_lines_of_the_units_own_cut_off_with_nothing_known_beside_them() -> None:
    head = f"{STAFF}{SPENT}项目支出 | 5 | 5 | 5\n专项资金 | 5 | 5 | 5"
    blocks: list[Block] = [BASIC_TITLE, table(head.replace("\n\n", "\n")), ""]
    blocks += [
        table("修库房 | 2 | 2 | 2"),
        "",
        table("…… | | |"),
        "",
        table(f"理卷宗 | 3 | 3 | 3\n{THRIFT}"),
    ]
    (found,) = read(blocks)
    record = found.filled.record
    assert isinstance(record, BasicData)
    assert [line.item for line in record.lines][-3:] == ["special", "special_line", "special_line"]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_figures_behind_the_blanks_of_a_lost_merge(kind: str) -> None:
    staff = """
财政供养人员情况(人) | 编制数 | | 20
^ | 实际在职人数 | | 19
^ | 控制率 | | 95%
"""
    assert basic(f"{staff}{SPENT}{THRIFT}", kind).staff == PEOPLE


def test_the_name_of_a_group_is_told_from_a_level_under_it() -> None:
    text = """
二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标（50分） | < | < | < | < | <
数量指标 | 修库房 | 3间 | 3间 | 25 | 25
质量指标 | | | | |
质量指标 | 合格率 | 90% | 95% | 25 | 25
"""
    found = overall(f"{UNIT}{text}").indicators
    assert [(item.level1, item.level2) for item in found] == [
        ("产出指标", "数量指标"), ("产出指标", "质量指标"),
    ]  # fmt: skip


def test_a_blank_group_beside_a_level_of_the_group_above_is_the_same() -> None:
    text = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 修库房 | 3间 | 3间 | 20 | 20
 | 质量指标 | 合格率 | 90% | 95% | 20 | 20
^ | 时效指标 | 按时 | 12月 | 12月 | 20 | 20
 | 经济效益指标 | 节约 | 1万 | 1万 | 15 | 15
^ | 社会效益指标 | 查档 | 90% | 90% | 15 | 15
"""
    found = overall(f"{UNIT}{text}", "xlsx").indicators
    assert [item.level1 for item in found] == ["产出指标"] * 3 + [None] * 2


def test_columns_two_rows_high_beside_a_heading_in_two_rows() -> None:
    text = """
序号 | 一级指标 | 二级指标 | 三级指标 | 指标完成情况 | < | 计量单位 | 分值 | 得分
^ | ^ | ^ | ^ | 年度指标值 | 实际完成值 | ^ | ^ | ^
1 | 产出指标 | 数量指标 | 修库房 | 3 | 4 | 间 | 20 | 20
"""
    form_read = form(f"{UNIT}{text}")
    record = form_read.filled.record
    assert isinstance(record, Overall)
    assert record.indicators[0].target == "3间"
    assert unread(form_read) == set()


@pytest.mark.parametrize("lead", ["年度总体目标", "年度总体目标完成情况"])
def test_goals_each_in_the_cell_of_its_label(lead: str) -> None:
    text = f"{lead} | 预期目标：修好库房。 | < | 年度目标实际完成情况：修好了库房。 | <"
    found = overall(f"{UNIT}{MONEY}{text}{INDICATORS}").goal
    assert found == Goal(expected="修好库房。", actual="修好了库房。")


def test_goals_under_the_indicators() -> None:
    record = overall(f"{UNIT}{MONEY}{INDICATORS}{TOTAL}{GOALS}")
    assert record.goal == Goal(expected="修好库房。", actual="修好了库房。")
    assert record.total == TOTALS


def test_goals_beside_their_headings() -> None:
    text = """
年度总体目标 | 预期目标 | | <
^ | 实际完成情况 | 完成预期目标 | <
"""
    assert overall(f"{UNIT}{MONEY}{text}{INDICATORS}").goal == Goal(actual="完成预期目标")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_names_of_income_over_their_figures(kind: str) -> None:
    text = """
按收入性质分： | < | < | <
一般公共预算 | 政府性基金拨款 | 专户非税 | 其他资金
110.25 | | 0 |
按支出性质分： | < | < | <
基本支出 | < | 项目支出 | <
80.25 | < | 30 | <
"""
    record = overall(f"{UNIT}{MONEY}{text}{INDICATORS}", kind)
    assert record.income == Income(general_public=D("110.25"), special_account=D(0))
    assert record.expenditure == Expenditure(basic=D("80.25"), project=D(30))


def test_a_title_pasted_over_two_rows_of_a_sheet() -> None:
    text = (
        f"附件1\n2024年度部门整体支出绩效评价基础\n数据表\n{STAFF}{SPENT.replace('2024年', '本年')}"
    )
    (found,) = read([table(text.replace("\n\n", "\n").replace("2023年", "上年"))], "xlsx")
    record = found.filled.record
    assert isinstance(record, BasicData)
    assert (record.year, record.title) == (2024, BASIC_TITLE)
    assert figures(record) == LINES


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_blank_row_between_the_halves_of_a_repeated_label(first: int) -> None:
    rows = STAFF.replace("^", "财政供养人员情况(人)").strip().split("\n")
    rows.insert(first, "| | |")
    (found,) = read([BASIC_TITLE, table("\n".join([*rows, *SPENT.strip().split("\n")]))], "xlsx")
    record = found.filled.record
    assert isinstance(record, BasicData)
    assert record.staff == PEOPLE


def test_a_table_cut_between_the_staff_and_by_an_empty_one() -> None:
    head, figure = STAFF.strip().split("\n")
    rest = figure.replace("^", "财政供养人员情况(人)") + SPENT
    blocks: list[Block] = [
        BASIC_TITLE,
        table(head),
        "",
        table(rest),
        "",
        table(" | | | "),
        "",
        table(THRIFT),
    ]
    (found,) = read(blocks)
    record = found.filled.record
    assert isinstance(record, BasicData)
    assert (record.staff.actual, record.thrift) == (D(19), "少用电")


def test_levels_go_on_where_merged_cells_are_cut_in_a_sheet() -> None:
    text = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
^ | 产出指标 | 数量指标 | 修库房 | 3间 | 3间 | 20 | 20
 | | | 理卷宗 | 3件 | 3件 | 20 | 20
^ | ^ | 质量指标 | 合格率 | 90% | 95% | 20 | 20
^ | ^ | ^ | 完好率 | 90% | 95% | 30 | 29
"""
    found = overall(f"{UNIT}{text}", "xlsx").indicators
    assert [(item.level1, item.level2) for item in found] == [
        ("产出指标", "数量指标"), ("产出指标", "数量指标"),
        ("产出指标", "质量指标"), ("产出指标", "质量指标"),
    ]  # fmt: skip


def test_figures_in_yuan_with_the_mark_of_a_footnote() -> None:
    text = MONEY.replace("年度资金总额", "年度资金总额（元）").replace("120.5", "1205000①")
    found = form(f"{UNIT}{text}{INDICATORS}").filled
    record = found.record
    assert isinstance(record, Overall)
    assert record.fund.annual_budget == D("120.5")


def test_an_empty_project_form_with_a_further_column_is_empty() -> None:
    text = """
项目名称 | < | | < | < | <
项目资金 | | 年初预算数 | 全年预算数 | 全年执行数 | 结转数
^ | 年度资金总额 | | | |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | | | |
总分 | < | < | < | < | —
"""
    record = form(text, "2024年度项目支出绩效自评表").filled.record
    assert isinstance(record, Project)
    assert record.blank


def test_what_stands_under_a_table_of_two_forms_is_the_last_ones() -> None:
    both = f"{STAFF}{SPENT}{THRIFT}\n{TITLE} | < | < | <\n{UNIT}{MONEY}{INDICATORS}{TOTAL}"
    first, second = read(
        [BASIC_TITLE, table(both.replace("\n\n", "\n")), "填表人：李四  联系电话：5220000"]
    )
    assert isinstance(first.filled.record, BasicData)
    assert isinstance(second.filled.record, Overall)
    assert first.filled.record.sign.filled_by is None
    assert second.filled.record.sign.filled_by == "李四"


def test_what_is_not_of_the_usual_place_or_shape_in_the_basic_data() -> None:
    staff = "财政供养人员情况(人) | 编制数：20 | 实际在职人数：19 | 控制率：95%"
    record = basic(f"{SPENT}{staff}\n填表人 | | 李四 | \n")
    assert figures(record) == LINES
    assert record.staff == PEOPLE
    assert record.sign.filled_by == "李四"


def test_thrift_in_a_line_under_the_table() -> None:
    text = table(f"{STAFF}{SPENT}".replace("\n\n", "\n"))
    (found,) = read([BASIC_TITLE, text, "厉行节约保障措施：少用电"])
    record = found.filled.record
    assert isinstance(record, BasicData)
    assert record.thrift == "少用电"


def test_the_name_of_the_rows_again_beside_the_name_of_a_group() -> None:
    text = """
绩效指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
绩效指标 | 产出指标（50分） | < | < | < | < | <
绩效指标 | 数量指标 | 修库房 | 3间 | 3间 | 25 | 25
"""
    (item,) = overall(f"{UNIT}{text}").indicators
    assert (item.level1, item.level1_weight, item.level2) == ("产出指标", D(50), "数量指标")


def test_a_table_cut_between_the_headings_and_the_figures_of_the_staff() -> None:
    head, _ = STAFF.strip().split("\n")
    blocks: list[Block] = [BASIC_TITLE, table(head), "", table(" | 20 | 19 | 95%"), ""]
    blocks += [table(SPENT), "", table("厉行节约保障措施：少用电 | < | < | <")]
    (found,) = read(blocks)
    record = found.filled.record
    assert isinstance(record, BasicData)
    assert (record.staff, record.thrift) == (PEOPLE, "少用电")
    assert figures(record) == LINES


def test_goals_behind_the_blanks_of_a_lost_merge() -> None:
    text = "年度总体目标 | 预期目标 | | 修好库房。 |\n^ | 实际完成情况 | | 完成预期目标 |"
    found = overall(f"{UNIT}{MONEY}{text}{INDICATORS}").goal
    assert found == Goal(expected="修好库房。", actual="完成预期目标")


def test_the_staff_one_under_another_below_the_lines_of_money() -> None:
    staff = """
财政供养人员情况(人) | 编制数 | 20 | <
^ | 实际在职人数 | 19 | <
^ | 控制率 | 95% | <
"""
    assert basic(f"{SPENT}{staff}{THRIFT}", "xlsx").staff == PEOPLE


@pytest.mark.parametrize("kinds", ["分", "分类", "划分"])
def test_all_of_income_in_one_cell(kinds: str) -> None:
    income = f"按收入性质{kinds}：\\n一般公共预算：110.25\\n其他资金：0"
    text = f"{income} | < | 按支出性质{kinds}：\\n基本支出：80.25 | <"
    record = overall(f"{UNIT}{MONEY}{text}{INDICATORS}")
    assert record.income == Income(general_public=D("110.25"), other=D(0))
    assert record.expenditure == Expenditure(basic=D("80.25"))

"""Layouts off the official one: other orders, other words, cut, joined and nameless rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from core.address import At
from core.forms import BasicData, Overall, Project
from core.forms.parts import Sign
from core.intake.account import account
from core.intake.extract import ReadForm, extract
from core.intake.readers import READERS
from core.intake.recognise import recognise
from core.schema.form import to_json
from tests import variants as v
from tests.variants import BASIC, OVERALL, PROJECT, UNIT, C, Layout, Table

D = Decimal
Record = BasicData | Overall | Project


def read(blocks: Sequence[v.Block], kind: str = "docx") -> list[ReadForm]:
    data = v.docx(blocks) if kind == "docx" else v.xlsx({"表": blocks}, merged=kind == "xlsx")
    document = READERS["docx" if kind == "docx" else "xlsx"](data)
    found = []
    for recognition in recognise(document):
        form = extract(document, recognition)
        assert account(recognition, form.filled) == ()
        found.append(form)
    return found


def same(blocks: Sequence[v.Block], *wanted: Record, kind: str = "docx") -> None:
    forms = read(blocks, kind)
    assert len(forms) == len(wanted)
    for form, record in zip(forms, wanted, strict=True):
        assert form.filled.record == record, to_json(form.filled.record)


def parts(blocks: Sequence[v.Block]) -> tuple[str, Table, list[v.Block]]:
    title, table, *tail = blocks
    assert isinstance(title, str)
    assert isinstance(table, list)
    return title, table, tail


@pytest.mark.parametrize("caption", ["（续表）", "续表1", "接上表"])
@pytest.mark.parametrize("repeat", [None, 10])
def test_caption_of_the_second_half(caption: str, repeat: int | None) -> None:
    blocks = v.cut(v.overall(OVERALL), 13, repeat=repeat)
    blocks[2] = caption
    same(blocks, OVERALL)


def test_second_half_has_fewer_columns() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    narrow = v.indicator_rows(OVERALL.indicators, Layout(lead=False))
    total: Table = [[C("总分", columns=5), C("100"), C("94.16"), C("")]]
    same([title, table[:10], "", [*narrow, *total], *tail], OVERALL)


@pytest.mark.parametrize("at", [5, 9])
def test_project_cut_at_a_page(at: int) -> None:
    same(v.cut(v.project(PROJECT), at), PROJECT)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
def test_two_forms_in_one_table(kind: str) -> None:
    _, first, _ = parts(v.overall(OVERALL))
    _, second, _ = parts(v.project(PROJECT))
    bare: dict[str, object] = {"title": None, "year": None, "sign": Sign()}
    wanted = replace(OVERALL, **bare), replace(PROJECT, **bare)  # type: ignore[arg-type]
    same([[*first, *second]], *wanted, kind=kind)
    same([first, second], *wanted, kind=kind)


def test_goals_before_the_money() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    same([title, [*table[:1], *table[8:10], *table[1:8], *table[10:]], *tail], OVERALL)


def test_goals_in_several_rows() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    goals: Table = [
        [C("年度总体目标", rows=3), *table[8][1:]],
        [C("目标1：收好档案。", 4), C("两项目标都已完成。", 4)],
        [C("目标2：管好档案。", 4), C("", 4)],
    ]
    same([title, [*table[:8], *goals, *table[10:]], *tail], OVERALL)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
def test_any_order_of_columns(kind: str) -> None:
    layout = Layout(
        money=("weight", "score", "rate", "executed", "annual_budget", "initial_budget"),
        columns=("level1", "level2", "level3", "deviation", "weight", "score", "actual", "target"),
    )
    same(v.overall(OVERALL, layout), OVERALL, kind=kind)
    same(v.project(PROJECT, layout), PROJECT, kind=kind)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_labels_with_blanks_breaks_and_units(kind: str) -> None:
    layout = Layout(
        unit_label="部门（单位）名 称：",
        labels={"level1": "一 级\n指 标", "target": "年 度 指 标 值", "weight": "分 值（分）",
                "score": "自评得分（分）", "deviation": "未完成原因和改进措施"},
    )  # fmt: skip
    same(v.overall(OVERALL, layout), OVERALL, kind=kind)


def test_level_with_nothing_but_points() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    table[11][0] = C("(50分)", rows=4)
    named = tuple(
        replace(item, level1=None) if item.level1 == "产出指标" else item
        for item in OVERALL.indicators
    )
    same([title, table, *tail], replace(OVERALL, indicators=named))


def test_points_in_the_cell_below_the_name() -> None:
    title, table, tail = parts(v.overall(OVERALL, Layout(levels="blank", points="")))
    for row, points in ((12, "（50分）"), (16, "30分"), (17, "")):
        place = 0
        table[row][place] = C(points or table[row][place].text)
    wanted = tuple(
        replace(item, level1_weight=None) if item.level1 == "满意度指标" else item
        for item in OVERALL.indicators
    )
    same([title, table, *tail], replace(OVERALL, indicators=wanted))


def test_staff_beside_their_labels() -> None:
    title, table, tail = parts(v.basic(BASIC))
    row = [C("财政供养人员情况"), C("编制数"), C("21"), C("实际在职人数"), C("19"), C("控制率")]
    same([title, [[*row, C("90.48%")], *table[2:]], *tail], BASIC)


@pytest.mark.parametrize("kind", ["xlsx", "unmerged"])
def test_basic_data_as_numbers(kind: str) -> None:
    same(v.basic(BASIC, Layout(percent_cells=True)), BASIC, kind=kind)


def test_ordinals_and_remarks_around_the_lines() -> None:
    """序号 before and 备注 behind: the figures stay in their columns, the remark is unread."""
    title, table, tail = parts(v.basic(BASIC))
    for index in range(2, 3 + len(BASIC.lines)):
        left = "序号" if index == 2 else str(index - 2)
        right = "备注" if index == 2 else "比上年少" if index == 3 else ""
        table[index] = [C(left), *table[index], C(right)]
    (form,) = read([title, table, *tail])
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert record.lines == BASIC.lines
    assert [u.text for u in form.filled.unread.values()] == ["备注", "比上年少"]


def test_unit_in_the_line_over_the_table() -> None:
    title = f"2024年度{UNIT}部门整体支出绩效评价基础数据表"
    _, table, tail = parts(v.basic(BASIC))
    line = f"填报单位（盖章）：{UNIT}        单位：万元、人"
    same(["附件1", title, line, table, *tail], replace(BASIC, title=title, unit=UNIT))


def test_unit_only_in_the_title() -> None:
    title = f"{UNIT}2024年部门整体支出绩效评价基础数据表"
    _, table, tail = parts(v.basic(BASIC))
    (form,) = read([title, table, *tail])
    assert (form.unit, form.year) == (UNIT, 2024)


def test_money_in_yuan() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    table[1][0] = C("年度预算申请（元）", rows=7)
    table[2][1:4] = [C("3,184,000"), C("3521600.00"), C("3400700")]
    (form,) = read([title, table, *tail])
    record = form.filled.record
    assert isinstance(record, Overall)
    assert record.fund.initial_budget == D("318.4")
    assert record.fund.executed == D("340.07")
    assert form.filled.sources[At("fund.executed")].doubt is not None


def test_figures_without_a_row_name() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    table[2][0] = C("", columns=table[2][0].columns)
    (form,) = read([title, table, *tail])
    record = form.filled.record
    assert isinstance(record, Overall)
    assert record.fund == OVERALL.fund
    assert form.filled.sources[At("fund.score")].doubt is not None


def test_headings_in_two_rows() -> None:
    """指标值 over 性质, 目标值, 单位 and 完成值."""
    rows: Table = [
        [C("项目名称"), C("库房维修", 10)],
        [C("项目资金（万元）", rows=3), C("", 3), C("预算数（A）", 2), C("执行数（B）", 2),
         C("分值"), C("执行率（B/A）"), C("得分")],
        [C("年度资金总额", 3), C("120", 2), C("118.5", 2), C("10"), C("98.75%"), C("9.88")],
        [C("其中：财政拨款", 3), C("120", 2), C("118.5", 2), C("—"), C("98.75%"), C("—")],
        [C("绩效指标", rows=4), *[C(text, rows=2) for text in ("一级指标", "二级指标", "三级指标")],
         C("指标值", 4), *[C(text, rows=2) for text in ("权重", "自评得分", "未完成原因分析")]],
        [C("性质"), C("目标值"), C("单位"), C("完成值")],
        [C("产出指标(50)", rows=2), C("数量指标"), C("维修面积"), C("≥"), C("100"), C("㎡"),
         C("101"), C("25"), C("25"), C("")],
        [C("质量指标"), C("验收"), C("定性"), C("合格"), C(""), C("合格"), C("25"), C("25"), C("")],
        [C("小计", 8), C("50"), C("50"), C("")],
        [C("合计", 8), C("60"), C("59.88"), C("")],
    ]  # fmt: skip
    (form,) = read(["2024年度部门预算项目支出绩效自评表", rows])
    record = form.filled.record
    assert isinstance(record, Project)
    assert (record.project, record.fund.annual_budget) == ("库房维修", D("120"))
    assert [(i.target, i.actual, str(i.weight)) for i in record.indicators[:2]] == [
        ("≥100㎡", "101", "25"), ("合格", "合格", "25"),
    ]  # fmt: skip
    assert {i.level1_weight for i in record.indicators[:2]} == {D("50")}
    assert (record.total.weight, record.total.score) == (D("60"), D("59.88"))


def test_a_second_entry_is_not_taken_silently() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    (form,) = read(["填报单位：清江县供销社", title, table, *tail])[-1:]
    assert form.filled.record.title == OVERALL.title  # type: ignore[attr-defined]
    rows: Table = [[C("单位名称：清江县供销社", 9)], *table]
    (form,) = read([title, rows, *tail])
    assert form.unit == "清江县供销社"
    assert [u.text for u in form.filled.unread.values()] == [UNIT]


def test_money_rows_with_several_figures_give_what_was_spent() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    table[3] = [C("其他资金", 2), C("1"), C("2"), C("3"), C("", 3)]
    (form,) = read([title, table, *tail])
    texts = [u.text for u in form.filled.unread.values()]
    assert texts == ["1", "2", "其他资金：10"]
    assert form.filled.sources[At("income.other")].doubt


def test_budget_beside_the_adjusted_budget() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    table[1][2:4] = [C("预算数"), C("调整预算数")]
    same([title, table, *tail], OVERALL)


def test_the_nearest_prior_year_counts() -> None:
    names = ("经费控制情况", "2022年决算数", "2023年决算数", "2024年预算数")
    heads = [*[C(name) for name in names], C("2024年决算数", 3)]
    title, table, tail = parts(v.basic(BASIC))
    line = [C("三公经费"), C("9"), C("4.10"), C("4.00"), C("3.15", 3)]
    (form,) = read([title, [*table[:2], heads, line, *table[-3:]], *tail])
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert record.lines == (replace(BASIC.lines[0], label="三公经费"),)
    assert "9" in {u.text for u in form.filled.unread.values()}


def test_two_score_columns() -> None:
    """自评得分 is the score, wherever 评价得分 and 复核得分 stand."""
    layout = Layout(extra={"评价得分": "3", "复核得分": "4"})
    (form,) = read(v.overall(OVERALL, layout))
    record = form.filled.record
    assert isinstance(record, Overall)
    assert record.indicators == OVERALL.indicators


def test_one_figure_over_two_rows_is_doubtful() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    table[11][5] = C("25", rows=2)
    del table[12][3]
    (form,) = read([title, table, *tail])
    record = form.filled.record
    assert isinstance(record, Overall)
    assert [item.weight for item in record.indicators[:2]] == [D("25"), None]
    assert form.filled.sources[At("indicators.0.weight")].doubt is not None


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("order", [("（2024年度）", 1), ("2024 年度", 0)])
def test_year_on_a_line_of_its_own(order: tuple[str, int], kind: str) -> None:
    _, table, _ = parts(v.overall(OVERALL))
    lines = ["部门整体支出绩效自评表"]
    lines.insert(order[1], order[0])
    (form,) = read([*lines, table], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert (record.year, form.year) == (2024, 2024)
    assert not form.filled.unread


def test_annex_mark_on_the_line_of_the_title() -> None:
    title, table, tail = parts(v.overall(OVERALL))
    same([f"附件2：{title}", table, *tail], OVERALL)
    same([f"{title}附件2", table, *tail], OVERALL)

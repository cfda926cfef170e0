"""Labels as written are known by what they have in common with the forms' spellings."""

from __future__ import annotations

from collections import defaultdict

import pytest

from core.forms.basic_data import ITEMS, Building, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Sign, Total
from core.intake import labels, titles
from core.intake.levels import split_points
from core.schema.form import Record, specs_of
from core.text import label_key


@pytest.mark.parametrize(
    ("table", "text", "field"),
    [
        (labels.UNIT, "市级预算部门名称", "unit"),
        (labels.UNIT, "预算部门、单位\n名 称：", "unit"),
        (labels.UNIT, "填报单位（盖章）", "unit"),
        (labels.FUND, "全年\n预算数（A，万元）", "annual_budget"),
        (labels.FUND, "调整后预算数", "annual_budget"),
        (labels.ITEM, "4、区级专项资金（一个专项一行）", "special"),
        (labels.ITEM, "   “三公”经费", "three_public"),
        (labels.ITEM, "（1）其中：公车购置", "vehicle_purchase"),
        (labels.STAFF, "2024年实际在职\n人数", "actual"),
        (labels.PROJECT_FUND, "其中：本年财政拨款", "current"),
        (labels.INDICATOR, "偏差原因\n分析及\n改进措施", "deviation"),
        (labels.INDICATOR, "指标解释", None),
        (labels.FUND, "974.89", None),
    ],
)
def test_find(table: labels.Lookup, text: str, field: str | None) -> None:
    assert labels.find(table, text) == field


@pytest.mark.parametrize(
    "cls", [Staff, Building, Fund, Income, Expenditure, Goal, Indicator, Sign, Total]
)
def test_no_wording_means_two_fields(cls: type[Record]) -> None:
    """A second meaning would be passed over without a word."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for name, spec in specs_of(cls).items():
        for label in spec.labels:
            meanings[label_key(label)].add(name)
    assert {label: names for label, names in meanings.items() if len(names) > 1} == {}


def test_no_wording_means_two_kinds_of_lines() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for item in ITEMS:
        for label in item.labels:
            meanings[label_key(label)].add(item.code)
    assert {label: codes for label, codes in meanings.items() if len(codes) > 1} == {}


def test_pairs_on_one_line() -> None:
    found, before = labels.pairs(labels.SIGN, "填表人： 甲   填报日期：2025.9.17  单位负责人签字：")
    assert (found, before) == ([("filled_by", "甲"), ("date", "2025.9.17"), ("head", "")], "")
    found, before = labels.pairs(labels.MONEY, "  其中：  一般公共预算（万元）：974.89")
    assert (found, before) == ([("income.general_public", "974.89")], "  其中：  ")


@pytest.mark.parametrize(
    ("text", "name", "points"),
    [
        ("产出指标\n（50分）", "产出指标", "50"),
        ("产出指标\n\n(50分)\n　", "产出指标", "50"),
        ("效益指标（权重22.5）", "效益指标", "22.5"),
        ("满意度\n指标10分", "满意度指标", "10"),
        ("（３０分）", None, "30"),
        ("经济效\n益指标", "经济效益指标", None),
        ("……", None, None),
        ("产\n出\n指\n标\n︵\n50\n分\n︶", "产出指标", "50"),
        ("效益指标\n权重30%", "效益指标", "30"),
        ("产出指标（50分，得49.7分）", "产出指标", "50"),
        ("产出指标\n（50分）\n得分：49.7分", "产出指标", "50"),
        ("得分率指标", "得分率指标", None),
    ],
)
def test_split_points(text: str, name: str | None, points: str | None) -> None:
    assert split_points(text) == (name, points)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024年度部门整体支出绩效评价基础数据表附件1", "f1"),
        ("基础数据表", "f1"),
        ("2023年度部门整体支出绩效自评表", "f2"),
        ("自评表", "f2"),
        ("2024年度预算项目支出绩效自评表", "f3"),
        ("部门整体支出绩效目标申报表", "target"),
        ("项目支出绩效运行监控表", "monitor"),
        ("三公经费支出情况说明", None),
    ],
)
def test_titles(text: str, code: str | None) -> None:
    assert (titles.form_of(text) if titles.is_form_title(text) else None) == code


def test_broken_title() -> None:
    texts = ["附件1", "2024年度部门整体支出绩效评价基础", "数据表", "", "填报单位："]
    assert titles.find_title(texts) == range(1, 3)
    assert titles.find_title(["2025年4月25日", "2024年度部门整体支出绩效", "自评表"]) == range(1, 3)


def test_the_title_of_a_report_is_no_beginning_of_a_tables_title() -> None:
    texts = ["2024年度部门整体支出绩效自评报告", "一、基本情况", "2024年采购情况表"]
    assert titles.find_title(texts) is None


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("2024年度清江县档案馆部门整体支出绩效自评报告", "清江县档案馆"),
        ("清江县档案馆2024年度整体支出绩效自评报告", "清江县档案馆"),
        ("2024年度部门整体支出绩效自评表", None),
        ("2024年度项目支出绩效自评表", None),
    ],
)
def test_unit_in_title(title: str, unit: str | None) -> None:
    assert titles.unit_in(title) == unit

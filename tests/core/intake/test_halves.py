"""Headings of money that stand twice in a row: one block is read after the other."""

from decimal import Decimal

import pytest

from core.forms import BasicData, Overall
from tests.core.intake.drawn import read, table, unread

BASIC = """
财政供养人员情况（人） | 编制数 | 实际在职人数 | 控制率 | | | |
^ | 21 | 19 | 90.48% | | | |
经费控制情况 | 上年决算数 | 本年预算数 | 本年决算数 | 项目 | 上年决算数 | 本年预算数 | 本年决算数
三公经费 | 7.7 | 8.2 | 6.9 | 项目支出 | 71 | 83 | 79.5
3、公务接待 | 3.3 | — | 3.1 | 1、业务工作经费 | 41 | 46 | 44.5
政府采购金额 | 9.1 | 10.2 | 8.8 | 2、派驻组经费 | 30 | 37 | 35
厉行节约保障措施 | 从严。 | < | < | < | < | < | <
"""
OVERALL = """
单位名称 | 青溪县司法局 | < | < | < | < | < | <
收入 | 年初预算数 | 全年预算数 | 全年执行数 | 支出 | 年初预算数 | 全年预算数 | 全年执行数
一般公共预算 | 200 | 210.5 | 205.5 | 基本支出 | 150 | 155.5 | 152.25
其他资金 | 5 | 5 | 4.5 | 项目支出 | 55 | 60 | 57.75
合计 | 205 | 215.5 | 210 | 合计 | 205 | 215.5 | 210
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | 普法。 | < | < | 普了。 | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 普法 | ≥60场 | 62场 | 100 | 99 |
"""
KINDS = pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])


@KINDS
def test_lines_of_the_right_block_follow_those_of_the_left(kind: str) -> None:
    (form,) = read(["基础数据表", table(BASIC)], kind)
    record = form.filled.record
    assert isinstance(record, BasicData)
    assert [(line.item, line.final) for line in record.lines] == [
        ("three_public", Decimal("6.9")),
        ("reception", Decimal("3.1")),
        ("procurement", Decimal("8.8")),
        ("project", Decimal("79.5")),
        ("project_business", Decimal("44.5")),
        ("project_line", Decimal("35")),
    ]
    assert record.thrift == "从严。"
    assert not form.filled.unread


@KINDS
def test_income_beside_expenditure(kind: str) -> None:
    (form,) = read(["2024年度部门整体支出绩效自评表", table(OVERALL)], kind)
    record = form.filled.record
    assert isinstance(record, Overall)
    assert (record.income.general_public, record.income.other) == (Decimal("205.5"), Decimal("4.5"))
    assert record.expenditure.project == Decimal("57.75")
    assert record.fund.executed == Decimal(210)
    assert record.goal.actual == "普了。"
    assert {"200", "210.5"} <= unread(form), "what was not taken is told"

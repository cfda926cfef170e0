"""Sums without 其中: a closing 合计, budgets and what was added, two shares of one whole."""

import pytest

from core.checks.finding import HINT, WARNING
from core.checks.narrative.arithmetic import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "宣传6万元，维护4万元，采购20万元，合计30万元。",
        "一批投资33万元（其中建筑32万元），二批20万元（其中建筑19万元），合计53万元。",
        "基本支出2.5万元，宣传6万元、维护4万元，两项合计10万元。",
        "公务接待费1万元，公务用车费2万元，会议费1万元，三公经费合计3万元。",
        "收入100万元，支出90万元，合计结余10万元。",
        "甲项约30万元，乙项20万元，合计55万元。",
        "总投资50万元，合计50万元。",
        "年初预算80万元，年中追加20万元，全年预算100万元。",
        "年初预算80万元，年中追加20万元，上年结转5万元，全年预算105万元。",
        "年初预算80万元，年中追加20万元，全年预算执行95万元。",
        "基本支出年初预算80万元，追加20万元，项目支出全年预算30万元。",
        "基本支出占81.01%，项目支出占18.99%。",
        "人员经费占基本支出的60%，公用经费占总支出的50%。",
        "人员经费占总支出的60%，公用经费占总支出的20%。",
        "建设公路23.5公里，占计划25公里的94%。",
        "扫描640册，为目标600册的106.67%。",
        "完成培训30人，占计划5期的80%。",
    ],
)
def test_true_or_unknown_sums_are_silent(text: str) -> None:
    assert [v for v in verdicts(text) if v.severity != HINT] == []


@pytest.mark.parametrize(
    ("text", "code", "severity", "expected"),
    [
        ("宣传6万元，维护4万元，采购20万元，合计35万元。", "NR-01", WARNING, "30"),
        ("一批33万元（其中建筑32万元），二批20万元，合计63万元。", "NR-01", WARNING, "53"),
        ("年初预算80万元，年中追加20万元，全年预算110万元。", "NR-03", WARNING, "100"),
        ("项目支出年初预算80万元，上级追加20万元，全年预算数110万元。", "NR-03", WARNING, "100"),
        ("基本支出占81.01%，项目支出占28.99%。", "NR-05", None, "100%"),
        ("建设公路23.5公里，占计划25公里的84%。", "NR-05", WARNING, "94%"),
        ("计划扫描600册，实际扫描640册，完成率126.67%。", "NR-05", WARNING, "106.67%"),
    ],
)
def test_a_slip_in_a_sum_is_one_finding(
    text: str, code: str, severity: str | None, expected: str
) -> None:
    assert [(v.code, v.severity, v.expected) for v in verdicts(text)] == [
        (code, severity, expected)
    ]

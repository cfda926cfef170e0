"""Sentences in the manner of published accounts, judged by a person.

错 is wrong for certain, 警 very likely, 提 may be a matter of rounding or of an open list.
"""

import pytest

from core.forms import OverallReport
from core.forms.report import Section
from tests.core.checks.look import findings

SENTENCES: tuple[tuple[str, list[str]], ...] = (
    # What was already spent of a sum is no part of it beside what it was for.
    ("收到补助80万元，其中：设备补助80万元，已支付62万元，支付率77.5%。",
     []),
    ("收到补助80万元，其中：设备补助80万元，已支付62万元，支付率80%。",
     ["错 NR-05 78%→80%"]),
    ("收到补助80万元，其中：设备补助60万元、培训补助30万元，已支付62万元。",
     ["提 NR-01 80→90"]),
    # 同口径 may stand in brackets, where other words say nothing.
    ("一般公共预算收入（同口径）完成120万元，同比增长14%，增收30万元。",
     []),
    ("一般公共预算收入（不含结转）完成120万元，同比增长14%，增收30万元。",
     ["错 NR-04 33%→14%"]),
    # Last year may be the year that is told of.
    ("去年全年收入累计完成310万元，同比增加23万元，增长8%。",
     []),
    ("去年全年收入累计完成310万元，同比增加23万元，增长7.42%。",
     []),
    ("去年全年收入累计完成310万元，同比增加23万元，增长12%。",
     ["错 NR-04 7%→12%"]),
    # Last year's budget is neither this year's nor what was spent.
    ("2024年三公经费预算14万元，其中公务接待费0万元。与2023年预算相比增长16.75%。",
     []),
    ("2024年三公经费预算14万元，与2023年预算相比增加2万元，增长16.67%。",
     []),
    ("2024年三公经费预算14万元，与2023年预算相比增加2万元，增长19%。",
     ["错 NR-04 17%→19%"]),
    ("2024年三公经费预算14万元，与上年预算相比增加2万元，增长19%。",
     ["错 NR-04 17%→19%"]),
    ("2024年三公经费预算14万元，支出12万元，与2024年预算相比减少3万元。",
     ["错 NR-03 2→3"]),
    # The share of a part does not end the list of its own parts.
    (("基本支出256万元，其中：人员经费215万元，占基本支出的83.98%，主要包括：基本工资190万元、"
      "津贴补贴60万元；公用经费41万元，占基本支出的16.02%。"),
     ["错 NR-01 215→250"]),
    (("基本支出256万元，其中：人员经费215万元，占基本支出的83.98%，主要包括：基本工资150万元、"
      "津贴补贴60万元；公用经费41万元，占基本支出的16.02%。"),
     []),
    # Of the readings with one slip the one with the smallest is told.
    ("基本支出256万元，其中人员经费216万元，包括：基本工资190万元；公用经费41万元。",
     ["错 NR-01 256→257"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SENTENCES)
def test_a_sentence(text: str, told: list[str]) -> None:
    section = Section(no=2, heading="二、一般公共预算支出情况", text=text)
    found = findings(OverallReport(year=2024, sections=(section,)), group="NR")
    assert [f"{f.severity[0]} {f.check} {f.expected}→{f.found}" for f in found] == told

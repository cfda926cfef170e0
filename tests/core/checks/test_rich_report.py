"""A report in the prose of published accounts, true to its forms: silent; one slip, one finding.

The forms are those of the clean unit: 316 of 320万元 spent (256 basic, 60 projects), 三公 2.8 of
3.2万元, last year 3.
"""

import dataclasses
import re

import pytest

from core.assess import assess
from core.checks.finding import HINT
from core.forms import OverallReport
from core.scheme import load_scheme
from core.submission import Submission
from tests.core.clean import LAYOUTS, clean_submission

INCOME = (
    "2024年度收入总计320万元，比上年增加20万元，增长6.67%，主要原因是追加项目资金。"
    "本年支出合计316万元，其中：基本支出256万元，占81.01%；项目支出60万元，占18.99%。"
)
BASIC = (
    "2024年度一般公共预算财政拨款基本支出256万元，其中：人员经费215万元，占基本支出的83.98%，"
    "主要包括：基本工资90万元、津贴补贴60万元；公用经费41万元，占基本支出的16.02%，"
    "主要包括：办公费9.5万元、印刷费3万元、差旅费6万元。"
)
THREE_PUBLIC = (
    "2024年度“三公”经费财政拨款支出预算为3.2万元，支出决算为2.8万元，完成预算的87.5%，"
    "比上年减少0.2万元，下降6.67%。其中：因公出国（境）费支出决算为0万元，与上年持平；"
    "公务接待费支出预算为1.2万元，支出决算为1万元，完成预算的83.33%，与上年相比无增减；"
    "公务用车购置及运行维护费支出预算为2万元，支出决算为1.8万元，完成预算的90%，"
    "比上年2万元减少0.2万元，下降10%，其中：公务用车购置费0万元，公务用车运行维护费1.8万元。"
)
BUDGET = "2024年年初预算收入300万元，年中追加20万元，全年预算数320万元。"
PEOPLE = "人员编制20名，年末共有人员24人，其中：在职18人，离退休6人。"
OUTCOME = "部门整体支出绩效自评得分99.88分，评价等次为“优”。公务接待费同比持平。"
TEXTS = (PEOPLE, f"{BUDGET}\n{INCOME}\n{BASIC}\n{THREE_PUBLIC}", OUTCOME)


def submission(*texts: str) -> Submission:
    """The clean unit with the texts as sections one, two and six of its report."""
    clean = clean_submission(LAYOUTS[0])
    filled = next(form for form in clean.forms if isinstance(form.record, OverallReport))
    report = filled.record
    assert isinstance(report, OverallReport)
    sections = list(report.sections)
    for index, text in zip((0, 1, 5), texts, strict=True):
        sections[index] = dataclasses.replace(sections[index], text=text)
    record = dataclasses.replace(report, sections=tuple(sections))
    return clean.with_form(dataclasses.replace(filled, record=record))


def serious(*texts: str) -> list[str]:
    found = assess(submission(*texts), load_scheme(LAYOUTS[0])).findings
    return [finding.message for finding in found if finding.severity != HINT]


def test_the_true_report_is_silent() -> None:
    assert serious(*TEXTS) == []


def figures() -> list[tuple[int, int, int]]:
    """The money, persons and points of the texts: text, start, end."""
    return [
        (index, *match.span(1))
        for index, text in enumerate(TEXTS)
        for match in re.finditer(r"(\d+(?:\.\d+)?)(?=万元|人，|名，|分)", text)
    ]


FREE = frozenset({"256", "60", "90", "9.5", "3", "6", "20", "320", "24"})
"""In a list that need not be complete, told right elsewhere, or the same as another figure."""


@pytest.mark.parametrize("place", figures(), ids=lambda p: f"{p[0]}-{p[1]}")
def test_a_slip_is_at_most_one_finding(place: tuple[int, int, int]) -> None:
    index, start, end = place
    texts = list(TEXTS)
    old = texts[index][start:end]
    texts[index] = f"{texts[index][:start]}{float(old) + 37.5:g}{texts[index][end:]}"
    found = serious(*texts)
    assert len(found) <= 1, found
    assert found or old in FREE | {"0", "1.2", "1", "2", "300"}

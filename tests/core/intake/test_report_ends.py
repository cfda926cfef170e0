"""What stands under a report: signature, day, annexes, whom to ask, in the ways it is written."""

from __future__ import annotations

import datetime as dt

import pytest

from core.forms.report import OVERALL_SECTIONS, OverallReport
from core.intake.readers import READERS
from core.intake.reading import read_document
from tests import variants as v

UNIT = "青溪县供销合作联合社"
TITLE = "2024年度部门整体支出绩效自评报告"
NUMBERS = "一二三四五六七八九十"
BODY = [
    line
    for number, name in zip(NUMBERS, OVERALL_SECTIONS, strict=True)
    for line in (f"{number}、{name}", "无。")
]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "附件：1.基础数据表",
            "2.自评表",
            f"{UNIT}（盖章）",
            "2025年4月8日",
            "（联系人：刘某，电话：1）",
        ],
        [f"单位（盖章）：{UNIT}", "日期：2025 年 4 月 8 日"],
        [UNIT, "2025年4月8号", "联系人及电话：刘某 0737-1"],
        [UNIT, "2025年4月8日", "填表说明：1.执行率按决算填列。", "2.得分不超过分值。"],
    ],
)
def test_the_signature_is_found(lines: list[str]) -> None:
    (form,) = read_document(READERS["docx"](v.docx([TITLE, *BODY, *lines]))).forms
    record = form.filled.record
    assert isinstance(record, OverallReport)
    assert (record.signature.unit, record.signature.date) == (UNIT, dt.date(2025, 4, 8))
    assert record.sections[-1].text == "无。"
    beside = {line for line in lines if "联系人" in line or line.endswith("。")}
    assert {item.text for item in form.filled.unread.values()} == beside


def test_whom_to_ask_above_the_signature_is_text() -> None:
    lines = ["联系人：刘某", UNIT, "2025年4月8日"]
    (form,) = read_document(READERS["docx"](v.docx([TITLE, *BODY, *lines]))).forms
    record = form.filled.record
    assert isinstance(record, OverallReport)
    assert record.sections[-1].text == "无。\n联系人：刘某"


def test_remarks_without_a_signature_above_are_text() -> None:
    (form,) = read_document(READERS["docx"](v.docx([TITLE, *BODY, "注：1.另附表。"]))).forms
    record = form.filled.record
    assert isinstance(record, OverallReport)
    assert record.sections[-1].text == "无。\n注：1.另附表。"


def test_a_report_on_money_for_one_purpose_is_a_projects() -> None:
    lines = [
        "一、项目基本情况",
        "预算340万元。",
        "二、项目绩效情况",
        "良好。",
        "三、存在的问题",
        "无。",
    ]
    (form,) = read_document(
        READERS["docx"](v.docx(["青溪县2024年度辅警人员工资专项经费", "绩效评价报告", *lines]))
    ).forms
    assert form.filled.code == "f5"

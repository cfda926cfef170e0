"""Counts that must agree: groups of staff, vacancies, scores, changes since last year."""

import pytest

from core.checks.narrative.arithmetic import verdicts
from tests.core.checks.look import codes
from tests.core.checks.test_cx import report


def said(text: str) -> list[tuple[str, str]]:
    return [(v.code, v.expected) for v in verdicts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "编制65名，其中行政编制30名，事业编制35名。",
        "编制65名，其中行政编制30名，事业编制20名。",
        "在职62人，其中行政人员29人、事业人员33人、工勤人员3人。",
        "在职人员17人，其中党员15人，女性8人。",
        "在职人员17人，其中公务员12人，中级职称8人。",
        "在职72人，其中公务员17人、行政人员17人、事业人员55人。",
        "离退休人员31人，其中离休1人，退休30人。",
        "离退休人员31人，其中退休30人，党员12人。",
        "编制65名，实有62名，空编3名。",
        "编制65名，实有68人，超编3人。",
        "编制约65名，实有62名，空编2名。",
        "得分96.5分，其中：投入指标得分18分，产出指标得分49分，效果指标得分29.5分。",
        "得分96.5分，其中产出指标分值50分，得48分，满意度指标分值10分，得10分。",
        "接待325批次，较上年370批次减少45批次，下降12.16%。",
        "接待325批次，较上年减少45批次，下降12.16%。",
        "接待325批次1280人次，较上年减少45批次。",
        "接待325批次，较上年减少约50批次，下降12.16%。",
        "全年培训8期，比上年增加3次。",
    ],
)
def test_true_or_unknown_counts_are_silent(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("编制65名，其中行政编制30名，事业编制38名。", "NR-12", "65"),
        ("在职62人，其中：管理人员20人，专业技术人员40人，工勤人员5人。", "NR-12", "62"),
        ("离退休人员31人，其中离休1人，退休29人。", "NR-12", "31"),
        ("在职72人，其中公务员19人、事业人员55人。", "NR-12", "72"),
        ("编制65名，实有62名，空编2名。", "NR-12", "3"),
        ("编制65名，实有68人，超编2人。", "NR-12", "3"),
        (
            "得分96.5分，其中：投入指标得分18分，产出指标得分59分，效果指标得分29.5分。",
            "NR-01",
            "96.5",
        ),
        ("接待325批次，较上年370批次减少40批次。", "NR-03", "减少45"),
        ("接待325批次，较上年370批次增加45批次。", "NR-02", "减少45"),
        ("接待325批次，较上年减少45批次，下降15.16%。", "NR-04", "12.16%"),
    ],
)
def test_a_slip_in_a_count_is_one_finding(text: str, code: str, expected: str) -> None:
    assert said(text) == [(code, expected)]


def test_groups_that_are_too_many_are_a_rule_about_staff() -> None:
    text = "编制65名，其中行政编制30名，事业编制38名。"
    assert codes(report(text), group="NR") == [("NR-12", "sections.0.text")]

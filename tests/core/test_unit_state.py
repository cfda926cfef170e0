"""The line of a unit in the list."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from core.address import At, Place
from core.assess import Assessment, assess
from core.checks.finding import ERROR, HINT, SEVERITIES, WARNING, Finding
from core.forms import BasicData
from core.judgement import EXPLAINED, PASSED, RETURNED, Return, Review, Status
from core.scheme import load_scheme
from core.standing import mark_of
from core.submission import FileInfo, Filled, Submission
from core.unit_state import UnitState, status_word, unit_state
from tests.core.clean import clean_submission

SCHEME = load_scheme()
DAY = dt.date(2025, 4, 10)
FINDINGS = tuple(
    Finding("ZP-02", severity, "执行率得分", (Place("f2", At(f"indicators.{n}.score")),), "……")
    for n, severity in enumerate((*SEVERITIES, ERROR, WARNING))
)


def test_settled_findings_are_counted_but_not_open() -> None:
    marks = (
        mark_of(FINDINGS[0], EXPLAINED, "说明", DAY),
        mark_of(FINDINGS[1], RETURNED, "", DAY),
        mark_of(FINDINGS[2], RETURNED, "", DAY),
    )
    submission = Submission("甲局", 2024, (Filled("f1", BasicData()),), marks=marks)
    found = unit_state(submission, Assessment({}, FINDINGS), SCHEME)
    assert (found.errors, found.warnings) == (2, 2)
    assert (found.open_errors, found.open_warnings) == (1, 2)
    assert [FINDINGS[n].severity for n in (1, 2)] == [WARNING, HINT]
    assert found.returned == 2
    assert (found.submitted, found.computed, found.reviewed, found.score) == (None,) * 4


def test_totals_are_those_of_the_overall_form() -> None:
    clean = clean_submission()
    overall = clean.forms[1]
    reviews = {At("indicators.0.score"): Review(Decimal(0), "无佐证材料")}
    reviewed = clean.with_form(dataclasses.replace(overall, reviews=reviews))
    plain = unit_state(clean, assess(clean, SCHEME), SCHEME)
    found = unit_state(reviewed, assess(reviewed, SCHEME), SCHEME)
    assert plain.score == plain.submitted == plain.computed == Decimal("99.88")
    assert (plain.grade, plain.reviewed, plain.reviewed_grade) == ("优", None, None)
    assert (found.score, found.reviewed_grade) == (Decimal("89.88"), "良")
    assert found.forms == ("f1", "f2", "f3", "f4", "f5")


@pytest.mark.parametrize(
    ("state", "returns", "word"),
    [
        (None, 0, "已报"), (None, 1, "重报"), (RETURNED, 1, "退回"), (PASSED, 0, "通过"),
        (PASSED, 2, "通过"),
    ],
)  # fmt: skip
def test_how_far_the_desk_has_got(state: str | None, returns: int, word: str) -> None:
    status = Status(state, "", DAY) if state else None
    submission = Submission(
        "甲局", 2024, files=(FileInfo("0" * 64, "甲.docx", "docx", 1),),
        status=status, returns=(Return(DAY, 3),) * returns,
    )  # fmt: skip
    found = unit_state(submission, Assessment({}, ()), SCHEME)
    assert (found.status, found.returns, found.files) == (word, returns, 1)
    assert status_word(submission) == word
    assert UnitState("乙局", 2024).status == "未报"

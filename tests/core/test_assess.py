"""Scoring and checking a submission together, quickly enough to follow every edit."""

import dataclasses
import time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from core.address import At, Place
from core.assess import assess
from core.forms import Overall
from core.forms.parts import Indicator
from core.scheme import load_scheme
from core.submission import Filled, Submission
from tests.core.clean import clean_submission, overall
from tests.core.strategies import submissions

_NOTICEABLE = 0.05
"""Seconds: three frames of a screen, so that a busy machine does not fail the test."""


def test_scores_stand_under_the_keys_of_the_scored_forms() -> None:
    assessment = assess(clean_submission(), load_scheme())
    assert list(assessment.scores) == ["f2", "f3"]
    assert assessment.scores["f2"].total.computed == Decimal("99.88")


def test_an_edit_moves_score_and_findings() -> None:
    submission = clean_submission()
    form = submission.forms[1]
    fund = dataclasses.replace(overall().fund, score=Decimal("9.5"))
    edited = dataclasses.replace(form, record=dataclasses.replace(overall(), fund=fund))
    found = assess(submission.with_form(edited), load_scheme()).findings
    assert Place("f2", At("fund.score")) in [item.place for item in found if item.check == "ZP-02"]


def test_the_same_submission_is_always_assessed_alike() -> None:
    submission, scheme = clean_submission(), load_scheme()
    assert assess(submission, scheme) == assess(submission, scheme)


def test_nothing_is_required_to_be_there() -> None:
    assessment = assess(Submission("某局", 2024), load_scheme())
    assert assessment.scores == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(submissions())
def test_no_submission_is_too_odd_to_be_assessed(submission: Submission) -> None:
    for finding in assess(submission, load_scheme()).findings:
        assert finding.message.startswith(f"【{finding.check} ")


@pytest.mark.slow
def test_two_hundred_indicators_follow_the_typing() -> None:
    rows = tuple(
        Indicator(
            level1="产出指标",
            level2="数量指标",
            level3=f"第{number}类讲座场次",
            target=f"≥{number}场次",
            actual=f"全年在{number}个村开展讲座，共计{number + 1}场次，覆盖读者{number * 7}人",
            weight=Decimal("0.45"),
            score=Decimal("0.45"),
        )
        for number in range(200)
    )
    form = dataclasses.replace(overall(), indicators=rows)
    submission, scheme = Submission("某局", 2024, (Filled("f2", form),)), load_scheme()
    assert isinstance(submission.forms[0].record, Overall)
    assess(submission, scheme)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assess(submission, scheme)
        times.append(time.perf_counter() - start)
    assert min(times) < _NOTICEABLE

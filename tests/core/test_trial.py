"""Another scheme tried on a year."""

import dataclasses
from decimal import Decimal

from core.assess import assess
from core.forms import BasicData
from core.scheme import Grade, Limits, load_scheme
from core.submission import Filled, Submission
from core.trial import try_scheme
from tests.core.clean import UNIT, clean_submission

SCHEME = load_scheme()
BARE = Submission("甲局", 2024, (Filled("f1", BasicData()),))
YEAR = (clean_submission(), BARE)


def test_the_same_scheme_changes_nothing() -> None:
    assert try_scheme(YEAR, SCHEME, SCHEME) == ()
    assert try_scheme(YEAR, SCHEME, dataclasses.replace(SCHEME, title="又名")) == ()


def test_only_what_changes_is_told() -> None:
    """f2 has 9.88 for the money, f3 all points: with one decimal only f2 changes."""
    (trial,) = try_scheme(YEAR, SCHEME, dataclasses.replace(SCHEME, places=1))
    assert (trial.unit, trial.form) == (UNIT, "f2")
    assert (trial.total_before, trial.total_after) == (Decimal("99.88"), Decimal("99.9"))
    assert trial.grade_before == trial.grade_after == "优"


def test_grades_and_findings_change_alone() -> None:
    harsh = dataclasses.replace(SCHEME, grades=(Grade("优", Decimal(100)), Grade("差", Decimal(0))))
    grades = {trial.form: trial.grade_after for trial in try_scheme(YEAR, SCHEME, harsh)}
    assert grades["f2"] == "差"
    assert "f3" not in grades
    jumpy = dataclasses.replace(SCHEME, limits=Limits(adjustment=Decimal(1)))
    (trial,) = try_scheme(YEAR, SCHEME, jumpy)
    assert trial.total_before == trial.total_after
    assert trial.findings_after == trial.findings_before + 1


def test_the_year_before_is_compared() -> None:
    harsh = dataclasses.replace(SCHEME, places=1)
    before = {UNIT: dataclasses.replace(clean_submission(), year=2023)}
    (trial,) = try_scheme(YEAR, SCHEME, harsh, before)
    found = assess(YEAR[0], SCHEME, before[UNIT]).findings
    assert trial.findings_before == sum(finding.place.form == "f2" for finding in found)

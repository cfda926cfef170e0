"""Another scheme tried on a year; a scheme as one file."""

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from core.assess import assess
from core.errors import UserError
from core.forms import BasicData
from core.scheme import Grade, Limits, load_scheme
from core.submission import Filled, Submission
from core.trial import read_scheme, try_scheme, write_scheme
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


def test_a_scheme_is_one_file(tmp_path: Path) -> None:
    own = dataclasses.replace(SCHEME, name="本县", basis="县财绩〔2024〕3号", places=1)
    path = tmp_path / "方案.toml"
    write_scheme(own, path)
    assert read_scheme(path) == own
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_scheme(path) == own


def test_a_file_that_is_no_scheme_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "方案.toml"
    for data in (b"\xff\xfe\x00", b"places = 2", b"[", "name = '甲'".encode()):
        path.write_bytes(data)
        with pytest.raises(UserError):
            read_scheme(path)
    with pytest.raises(UserError):
        read_scheme(tmp_path / "没有.toml")
    with pytest.raises(UserError):
        write_scheme(SCHEME, tmp_path / "没有" / "方案.toml")

"""Ratios are taken the way their line says."""

import pytest
from benchmarks.made_up import submission, with_report
from benchmarks.ratio import Ratio, Target, timed

from core.assess import assess
from core.forms import Overall, OverallReport
from core.scheme import load_scheme


@pytest.mark.parametrize(
    ("faster", "ratio", "words"), [(True, 4.0, "x faster"), (False, 0.25, "x cost")]
)
def test_a_ratio_is_speed_or_cost(faster: bool, ratio: float, words: str) -> None:
    line = Ratio("read", 0.01, "the other way", 0.04, faster=faster)
    assert line.ratio == ratio
    assert line.met is None
    assert words in line.line()


@pytest.mark.parametrize(
    ("target", "met"),
    [
        (Target(at_least=4), True),
        (Target(at_least=5), False),
        (Target(at_most=4), True),
        (Target(at_most=3), False),
        (Target(at_least=4, within=0.005), False),
        (Target(at_least=4, within=0.01), True),
    ],
)
def test_a_target_is_met_or_not(target: Target, met: bool) -> None:
    line = Ratio("read", 0.01, "the other way", 0.04, target, faster=True)
    assert line.met is met
    assert ("NOT MET" in line.line()) is not met


def test_both_ways_are_timed_after_warming_up() -> None:
    calls: list[str] = []
    timed(lambda: calls.append("ours"), lambda: calls.append("theirs"), rounds=2)
    assert calls == ["ours", "theirs"] * 3


def test_a_made_up_unit_has_the_size_asked_for() -> None:
    (form,) = submission(7).forms
    assert isinstance(form.record, Overall)
    assert len(form.record.indicators) == 7


def test_a_made_up_report_agrees_with_itself() -> None:
    unit = with_report(10, 2000, 3)
    found = {finding.check for finding in assess(unit, load_scheme()).findings}
    assert not {code for code in found if code.startswith("NR")}
    report = unit.forms[-1].record
    assert isinstance(report, OverallReport)
    assert sum(len(section.text or "") for section in report.sections) >= 2000

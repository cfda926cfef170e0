"""What every single slip in a submission without fault brings up; see `slips`.

A cell of the clean unit is one too high, a cent too high, negative, blank or holds words; a figure
in its report is one too high. Hardly any slip may be told twice.
"""

import re

import pytest

from tests.core.checks.slips import FILE, KINDS, outcome

_SERIOUS = re.compile(r"(?<!消 )[A-Z]{2}-\d\d (?:错误|警告)")
LINES = FILE.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_slip_brings_up(kind: str) -> None:
    """Else read the difference, then: python -m tests.core.checks.slips"""
    known = [
        line for line in LINES if line.partition(" | ")[0].endswith(kind.removeprefix("报告数字"))
    ]
    if kind == "加一":
        known = [line for line in known if "“" not in line]
    elif kind == "报告数字加一":
        known = [line for line in known if "“" in line]
    for line, was in zip(outcome(kind), known, strict=True):
        assert line == was


def test_a_slip_is_told_once() -> None:
    """Twice only where two papers have the cell, or where a sign changes several rates at once."""
    told = [len(_SERIOUS.findall(line)) for line in LINES]
    assert sum(count > 1 for count in told) <= len(told) * 0.03
    assert sum(count > 0 for count in told) > 400

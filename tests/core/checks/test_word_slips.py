"""What a slip in a true sentence brings up; see `word_slips`. Most slips are found."""

import pytest

from tests.core.checks.test_true_prose import LINES
from tests.core.checks.word_slips import known, slips

KNOWN = known()
BLOCKS = [LINES[start : start + 25] for start in range(0, len(LINES), 25)]


@pytest.mark.parametrize("lines", BLOCKS, ids=range(len(BLOCKS)))
def test_what_a_slip_in_words_brings_up(lines: list[str]) -> None:
    """Else read the difference, then: python -m tests.core.checks.word_slips"""
    for line in lines:
        if line in KNOWN:
            assert list(slips(line)) == KNOWN[line], line


def test_most_lines_are_known() -> None:
    assert len(KNOWN.keys() & set(LINES)) > 0.8 * len(LINES)

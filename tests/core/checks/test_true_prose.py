"""What the clean unit may say of its year in `true_prose.txt`, a line at a time: nobody is accused.

All of it is true of the forms of `tests.core.clean`, or of something that these forms do not tell.
A `\\n` in a line begins a new paragraph.
"""

from pathlib import Path

import pytest

from core.assess import assess
from core.checks.finding import HINT
from core.scheme import load_scheme
from tests.core.checks.test_rich_report import submission
from tests.core.clean import LAYOUTS

LINES = Path(__file__).with_name("true_prose.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_nobody_is_accused_of_what_is_true(line: str) -> None:
    told = submission("负责古籍保护。", line.replace("\\n", "\n"), "见自评表。")
    found = assess(told, load_scheme(LAYOUTS[0])).findings
    assert [finding.message for finding in found if finding.severity != HINT] == []

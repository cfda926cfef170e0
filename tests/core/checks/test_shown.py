"""What the rules say of each rule's two examples; see `shown`."""

from core.checks.catalogue import CATALOGUE
from tests.core.checks.shown import FILE, lines

LINES = FILE.read_text(encoding="utf-8").splitlines()


def test_what_is_said_of_the_examples() -> None:
    """Else read the difference, then: python -m tests.core.checks.shown"""
    assert list(lines()) == LINES


def test_each_rule_speaks_of_its_own_breaching_example_only() -> None:
    spoken = {
        line.partition(" | ")[0] for line in LINES if line[:5] == line.partition(" | ")[2][:5]
    }
    assert spoken == {f"{rule.code} 不通过" for rule in CATALOGUE}

"""What the rules say of each rule's two examples, those on completeness (CP) only of their own.

`shown.txt` holds the outcome, a line a finding, so that a change of the checks shows as a change of
its lines: read the difference, then `python -m tests.core.checks.shown` writes it anew.

    ZP-13 不通过 | ZP-13 错误 f2 indicators.0.score、f2 indicators.0.target | 8.24 | 9.9

is a rule, which of its examples, and a finding: code, severity, all places, what is expected, what
was found.
"""

from collections.abc import Iterator
from pathlib import Path

from core.checks.catalogue import CATALOGUE
from core.checks.finding import Finding
from core.checks.rule import case_of, check
from core.scheme import load_scheme
from tests.core.checks.look import in_full, scored

FILE = Path(__file__).with_suffix(".txt")


def lines() -> Iterator[str]:
    """A line for every finding in the passing and the breaching example of each rule."""
    scheme = load_scheme()
    for rule in CATALOGUE:
        for name, example in (("通过", rule.passes), ("不通过", rule.breaks)):
            for finding in check(scored(case_of(example, scheme)), CATALOGUE):
                if finding.check == rule.code or not finding.check.startswith("CP"):
                    yield f"{rule.code} {name} | {_words(finding)}"


def _words(finding: Finding) -> str:
    in_full(finding)
    places = "、".join(f"{place.form} {place.at.path}".strip() for place in finding.places)
    figures = f"{finding.expected or ''} | {finding.found or ''}"
    return f"{finding.check} {finding.severity} {places} | {figures}".rstrip(" |")


if __name__ == "__main__":
    FILE.write_text("".join(f"{line}\n" for line in lines()), "utf-8")

"""Everything that is found in the sample county, place and figures, as in `sample_findings.txt`.

A change of the checks shows as a change of its lines: read the difference, then
`PYTHONPATH=build python -m tests.test_sample_findings` writes it anew.
"""

from collections.abc import Iterator
from pathlib import Path

from core.checks.finding import Finding
from tests.test_sample import EXPECTED, findings, folder_of

FILE = Path(__file__).with_name("sample_findings.txt")
_LONGEST = 60


def lines() -> Iterator[str]:
    """A line a finding: unit, code, severity, all its places, what is due, what stands there."""
    for entry in EXPECTED:
        for finding in findings(entry["unit"], entry["year"], folder_of(entry)):
            yield f"{entry['unit']} {entry['year']} {_words(finding)}"


def _words(finding: Finding) -> str:
    places = "、".join(f"{place.form} {place.at.path}".strip() for place in finding.places)
    figures = f"{_cut(finding.expected)} | {_cut(finding.found)}"
    return f"{finding.check} {finding.severity} {places} | {figures}"


def _cut(text: str | None) -> str:
    words = "".join((text or "").split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def test_what_the_sample_county_shows() -> None:
    """Else read the difference, then: PYTHONPATH=build python -m tests.test_sample_findings"""
    assert list(lines()) == FILE.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    FILE.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")

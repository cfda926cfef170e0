"""One slip, one finding: what an earlier finding of the same slip has told is only a hint.

Two findings speak of one slip when they share a cell and the same change of that cell cures both:
a total that is 1 too high against its parts and against the report.
"""

import dataclasses
import re
from collections.abc import Iterable
from decimal import Decimal

from core.checks.finding import HINT, Finding

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
Cure = tuple[str, str, Decimal]
"""A cell, by its form and path, and by how much it would have to change."""


def one_fact_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, the second of one slip and all after it as 提示."""
    told: set[Cure] = set()
    found: list[Finding] = []
    for finding in findings:
        if finding.severity == HINT:
            found.append(finding)
            continue
        cures = _cures(finding)
        again = not told.isdisjoint(cures)
        told |= cures
        found.append(dataclasses.replace(finding, severity=HINT) if again else finding)
    return tuple(found)


def _cures(finding: Finding) -> set[Cure]:
    """By how much each cell would have to change; nothing where a figure is not a number.

    A text holds many figures, so that two findings in it need not be of the same one.
    """
    due, now = _figure(finding.expected), _figure(finding.found)
    if due is None or now is None or due == now:
        return set()
    own, *others = finding.places
    change, opposite = due - now, now - due
    cells = [(own.form, own.at.path, change)]
    cells += [(place.form, place.at.path, opposite) for place in others]
    return {cell for cell in cells if not cell[1].endswith("text")}


def _figure(text: str | None) -> Decimal | None:
    """The one number in a figure: 「不超过50」 is 50, 「64.22、64.22」 is none."""
    numbers = _NUMBER.findall(text or "")
    return Decimal(numbers[0]) if len(numbers) == 1 else None

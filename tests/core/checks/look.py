"""Small helpers of the check tests: what a form breaks, as codes and places."""

import dataclasses
import re
from decimal import Decimal
from typing import Any

from core.checks.catalogue import CATALOGUE
from core.checks.finding import HINT, Finding
from core.checks.rule import Case, Rule, case_of, check, example
from core.forms import Form, Overall, OverallReport, Project
from core.forms.report import Section
from core.number import short
from core.scheme import load_scheme
from core.scoring.score import score

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def in_full(finding: Finding) -> Finding:
    """The finding, whose sentence must hold both its figures and no blank of the program's own.

    A hint may give them in another unit.
    """
    assert "None" not in finding.message
    assert "\n" not in finding.message
    for text in (finding.expected or "", finding.found or ""):
        if finding.severity != HINT and _NUMBER.fullmatch(text.rstrip("%")):
            assert short(Decimal(text.rstrip("%"))) in finding.message
    return finding


def scored(case: Case) -> Case:
    """The case with its scores computed."""
    scores = {
        filled.key: score(filled.record, case.scheme)
        for filled in case.submission.forms
        if isinstance(filled.record, Overall | Project)
    }
    return dataclasses.replace(case, scores=scores)


def findings(*forms: Form, group: str = "", **more: Any) -> tuple[Finding, ...]:
    """What the rules of a group (`BD`, `ZP-13`; all by default) find in bare records."""
    rules: list[Rule] = [rule for rule in CATALOGUE if rule.code.startswith(group)]
    found = check(scored(case_of(example(*forms, **more), load_scheme())), rules)
    return tuple(map(in_full, found))


def codes(*forms: Form, group: str = "", **more: Any) -> list[tuple[str, str]]:
    """The same as pairs of code and path, hints left out."""
    return [
        (finding.check, finding.place.at.path)
        for finding in findings(*forms, group=group, **more)
        if finding.severity != HINT
    ]


def hints(*forms: Form, group: str = "", **more: Any) -> list[tuple[str, str]]:
    """Only the hints, as pairs of code and path."""
    return [
        (finding.check, finding.place.at.path)
        for finding in findings(*forms, group=group, **more)
        if finding.severity == HINT
    ]


def said(text: str) -> list[str]:
    """What NR says of a text in the section on spending: 「错 NR-01 100→105」."""
    section = Section(no=2, heading="二、一般公共预算支出情况", text=text)
    found = findings(OverallReport(year=2024, sections=(section,)), group="NR")
    return [f"{f.severity[0]} {f.check} {f.expected}→{f.found}" for f in found]

"""Findings and scores in the shape that `check --json` and `score --json` print."""

from collections.abc import Iterable
from typing import Any

from core.address import Place
from core.checks.finding import Finding
from core.number import plain
from core.scoring.result import FormScore, Scored
from core.submission import Submission


def findings_json(submission: Submission, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding with the sources of all its places that were read from a file.

    `form` is the annex code and `key` the form in the submission (`f3#2`); `path` is null where
    the finding is about a whole form.
    """
    return [
        {
            "check": finding.check,
            "severity": finding.severity,
            "form": finding.place.form.partition("#")[0],
            "key": finding.place.form,
            "path": finding.place.at.path or None,
            "sources": [
                source
                for place in finding.places
                if (source := _source(submission, place)) is not None
            ],
            "message": finding.message,
            "expected": finding.expected,
            "found": finding.found,
        }
        for finding in findings
    ]


def _source(submission: Submission, place: Place) -> dict[str, Any] | None:
    filled = submission.form(place.form)
    if filled is None or place.at not in filled.sources:
        return None
    source = filled.sources[place.at]
    known = {name: value for name, value in source._asdict().items() if value is not None}
    file = next((file.name for file in submission.files if file.sha256 == filled.file), None)
    return {"form": place.form, "path": place.at.path, "file": file, **known}


def scores_json(score: FormScore) -> dict[str, Any]:
    """The `scores` of one form; `computed` null where only a person can judge."""
    return {
        "fund": _scored(score.fund),
        "indicators": [
            {"index": index, **_scored(scored)} for index, scored in enumerate(score.indicators)
        ],
        "total": _scored(score.total),
        "grade": score.grade,
    }


def _scored(scored: Scored) -> dict[str, Any]:
    return {
        "submitted": None if scored.submitted is None else plain(scored.submitted),
        "computed": None if scored.computed is None else plain(scored.computed),
        "rule": scored.rule,
        "why": scored.why,
    }

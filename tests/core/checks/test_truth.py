"""Real submissions, where their truths lie at hand: what must be said of one form, and no more.

Of the required findings of BD and ZP none may be missing; a finding that is 错误 or 警告 must
stand in the truth's list, under its code and with one of its figures.
"""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.assess import assess
from core.checks.finding import HINT, Finding
from core.forms import FORMS
from core.schema.form import from_json, specs_of
from core.scheme import load_scheme
from core.submission import Filled, Submission, numbered

_TRUTHS = Path(__file__).resolve().parents[4] / "shared" / "truth"
_FILES = sorted(_TRUTHS.glob("*.json")) if _TRUTHS.is_dir() else []
_GROUPS = ("BD", "ZP")

pytestmark = pytest.mark.skipif(not _FILES, reason="no truths at hand")


def _known(cls: type, data: dict[str, Any]) -> dict[str, Any]:
    """The keys that records have, with years as numbers."""
    out: dict[str, Any] = {}
    for name, value in data.items():
        spec = specs_of(cls).get(name)
        if spec is None:
            continue
        if spec.group is not None:
            out[name] = _known(spec.group, value or {})
        elif spec.rows is not None:
            out[name] = [_known(spec.rows, row) for row in value]
        elif spec.kind is not None and spec.kind.name == "year":
            out[name] = int(value) if value else None
        else:
            out[name] = value
    return out


def _submission(truth: dict[str, Any]) -> Submission:
    forms = tuple(
        Filled(
            form["form"],
            from_json(FORMS[form["form"]], _known(FORMS[form["form"]], form["record"])),
        )
        for form in truth["forms"]
    )
    return Submission(truth["unit"], int(truth["year"]), numbered(forms))


def _figures(*texts: str | None) -> set[Decimal]:
    return {
        Decimal(figure).normalize()
        for text in texts
        for figure in re.findall(r"\d+(?:\.\d+)?", text or "")
    }


def _is(found: Finding, want: dict[str, Any]) -> bool:
    """The same check on a common figure, or a wanted finding that has no figure."""
    if found.check not in {want["check"], *want.get("also_accept", [])}:
        return False
    figures = _figures(want.get("expected"), want.get("found"))
    return not figures or bool(figures & _figures(found.message, found.expected, found.found))


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_required_findings_and_no_false_alarm(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    found = [
        finding
        for finding in assess(_submission(truth), load_scheme()).findings
        if finding.check.startswith(_GROUPS)
    ]
    required = [w for w in truth["findings"] if w["required"] and w["check"].startswith(_GROUPS)]
    missed = [want for want in required if not any(_is(finding, want) for finding in found)]
    assert [want["id"] for want in missed] == []
    alarms = [
        finding.message
        for finding in found
        if finding.severity != HINT and not any(_is(finding, want) for want in truth["findings"])
    ]
    assert alarms == []


_TOTALS = {"000": ("80.00", "良"), "002": ("97.86", "优"), "004": ("99.01", "优")}


@pytest.mark.parametrize(
    "path", [p for p in _FILES if p.stem in _TOTALS], ids=lambda path: path.stem
)
def test_recomputed_totals(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    scored = assess(_submission(truth), load_scheme()).scores["f2"]
    total, grade = _TOTALS[path.stem]
    assert scored.total.computed == Decimal(total)
    assert scored.grade == grade

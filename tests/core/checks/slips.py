"""One slip after another in a submission without fault, and what each of them brings up.

`slips.txt` holds the outcome, a line a slip, so that a change of the checks shows as a change of
its lines: read the difference, then `python -m tests.core.checks.slips` writes it anew.

    f1 lines.9.final 加一 | BD-05 提示 lines.6.final …

is a cell, what befell it, and each finding that was not there before: code, severity, all places,
what is expected, what was found. `消` stands before what the slip made go.
"""

import dataclasses
import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from core.address import At
from core.assess import assess
from core.checks.finding import Finding
from core.forms import OverallReport
from core.schema.form import leaves, put
from core.schema.kinds import CHOICE
from core.scheme import load_scheme
from core.source import Unread
from core.submission import Filled, Submission
from tests.core.checks.look import in_full
from tests.core.checks.test_rich_report import TEXTS, submission
from tests.core.clean import clean_submission

FILE = Path(__file__).with_suffix(".txt")
KINDS = ("加一", "进分", "负数", "空白", "文字", "报告数字加一")
_SHOWN = 40
_CENT = Decimal("0.01")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?=万元|人|名|分|%)")
Slip = tuple[str, Submission]


@functools.cache
def base(kind: str) -> Submission:
    """Where the slips happen: the clean unit, for its sentences with a longer report."""
    return submission(*TEXTS) if kind == "报告数字加一" else clean_submission()


def slips(kind: str) -> Iterator[Slip]:
    """Every slip of a kind, with the cell's name."""
    for filled in base(kind).forms:
        for at, spec, value in leaves(filled.record):
            if kind != "报告数字加一":
                for changed in _changes(kind, filled, at, None if spec.kind is CHOICE else value):
                    yield f"{filled.key} {at.path} {kind}", changed
            elif isinstance(filled.record, OverallReport) and isinstance(value, str):
                yield from _in_words(filled, at, value)


def _changes(kind: str, filled: Filled, at: At, value: object) -> Iterator[Submission]:
    """The submission with the slip, where a value can suffer it."""
    if kind == "空白" and value is not None:
        yield _with(filled, at, None)
    elif kind == "文字" and isinstance(value, Decimal):
        yield _with(filled, at, None, {at: Unread("若干", "不是数字")})
    elif kind == "加一" and isinstance(value, Decimal):
        yield _with(filled, at, value + 1)
    elif kind in {"进分", "负数"} and isinstance(value, Decimal) and value:
        yield _with(filled, at, value + _CENT if kind == "进分" else -value)


def _in_words(filled: Filled, at: At, text: str) -> Iterator[Slip]:
    for match in _NUMBER.finditer(text):
        new = f"{text[: match.start()]}{Decimal(match[0]) + 1}{text[match.end() :]}"
        around = text[max(0, match.start() - 8) : match.end() + 2].replace("\n", "")
        record = put(filled.record, at, new)
        changed = base("报告数字加一").with_form(dataclasses.replace(filled, record=record))
        yield f"f4 {at.path} “{around}”加一", changed


def _with(
    filled: Filled, at: At, value: Decimal | None, unread: dict[At, Unread] | None = None
) -> Submission:
    record = put(filled.record, at, value)
    changed = dataclasses.replace(filled, record=record, unread=unread or {})
    return base("空白").with_form(changed)


def outcome(kind: str) -> Iterator[str]:
    """A line for every slip of a kind."""
    before = {_words(finding): None for finding in _findings(base(kind))}
    for name, changed in slips(kind):
        after = {_words(finding): None for finding in _findings(changed)}
        new = [words for words in after if words not in before]
        gone = [f"消 {words}" for words in before if words not in after]
        yield f"{name} | {'；'.join([*new, *gone]) or '无'}"


def _findings(changed: Submission) -> tuple[Finding, ...]:
    return tuple(map(in_full, assess(changed, load_scheme()).findings))


def _words(finding: Finding) -> str:
    figures = f"{_cut(finding.expected)}→{_cut(finding.found)}"
    places = "、".join(f"{place.form} {place.at.path}".strip() for place in finding.places)
    return f"{finding.check} {finding.severity} {places} {figures}"


def _cut(text: str | None) -> str:
    words = "".join((text or "").split())
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


if __name__ == "__main__":
    FILE.write_text("".join(f"{line}\n" for kind in KINDS for line in outcome(kind)), "utf-8")

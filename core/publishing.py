"""公开稿 into a folder: a unit's papers without personal numbers, once what was found is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.checks.where import where
from core.progress import Report, silent, step
from core.reports.disclosure import Warned, published, removed, warned
from core.submission import Submission
from core.writers.filing import Filing
from core.writers.pdf import write_pdf


@dataclass(frozen=True, slots=True)
class Concern:
    """Something in a unit's papers to be looked at before they are published.

    `place` is in words; `hidden` when it is taken out without asking.
    """

    unit: str
    place: str
    warned: Warned
    hidden: bool = False


def concerns(submissions: Sequence[Submission], report: Report = silent) -> tuple[Concern, ...]:
    """What must be judged, and what is taken out, unit by unit; raises `Cancelled`."""
    found: list[Concern] = []
    for done, submission in enumerate(submissions):
        step(report, done, len(submissions), f"检查{submission.unit}")
        for hidden, some in ((False, warned(submission.forms)), (True, removed(submission.forms))):
            found += [
                Concern(submission.unit, where(submission, each.place), each, hidden)
                for each in some
            ]
    return tuple(found)


def publish(submissions: Sequence[Submission], folder: Path, report: Report = silent) -> Filing:
    """Write a PDF for each unit; UserError for the first that cannot be written, `Cancelled`."""
    filing = Filing(folder)
    for done, submission in enumerate(submissions):
        step(report, done, len(submissions), f"公开稿：{submission.unit}")
        forms = [published(filled) for filled in submission.forms]
        base = filing.base(f"{submission.unit}{submission.year}年度绩效自评（公开稿）")
        filing.write(base, "pdf", partial(write_pdf, forms))
    return filing

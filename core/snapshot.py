"""A year of a data folder as values, for work that goes on beside the window.

The workspace belongs to its thread, and checking a county takes a second or two. What a worker
needs is taken over here, without checking anything; the worker checks what it comes to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.across import year_findings
from core.assess import Assessment, assess
from core.checks.finding import Finding
from core.letterhead import Letterhead
from core.progress import Report, silent
from core.report_text import ReportText
from core.scheme import Scheme
from core.submission import FileInfo, Submission
from core.unit import Unit

_BACK = 2
"""The year before is compared with the one before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the unit list."""

    name: str
    year: int

    @property
    def key(self) -> str:
        return f"{self.year}/{self.name}"


class Folder(Protocol):
    """What is asked of an open data folder; `Workspace` has it."""

    @property
    def letterhead(self) -> Letterhead: ...
    def unit_names(self) -> tuple[str, ...]: ...
    def unit(self, name: str) -> Unit: ...
    def submissions(self, year: int) -> tuple[Submission, ...]: ...
    def scheme(self, year: int) -> Scheme: ...
    def deadline(self, year: int) -> dt.date | None: ...
    def received(self) -> Mapping[str, dt.date]: ...
    def report_texts(self, year: int) -> Mapping[str, ReportText]: ...
    def templates(self) -> Mapping[str, FileInfo]: ...
    def file_data(self, sha256: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the county's papers of a year are made from; asked like a workspace."""

    year: int
    names: tuple[str, ...]
    letterhead: Letterhead
    file_data: Callable[[str], bytes]
    _submissions: Mapping[str, Submission]
    _schemes: Mapping[int, Scheme]
    _deadlines: Mapping[int, dt.date | None]
    _received: Mapping[str, dt.date]
    _units: Mapping[str, Unit]
    _texts: Mapping[int, Mapping[str, ReportText]]
    _templates: Mapping[str, FileInfo]
    _assessed: dict[str, Assessment] = field(default_factory=dict)

    def units(self, year: int) -> Sequence[Line]:
        """The county's units in its order, then others that handed in."""
        there = [each.unit for each in self.submissions(year)]
        others = sorted(name for name in there if name not in self.names)
        return [Line(name, year) for name in (*self.names, *others)]

    def submissions(self, year: int) -> tuple[Submission, ...]:
        return tuple(each for each in self._submissions.values() if each.year == year)

    def submission(self, key: str) -> Submission | None:
        return self._submissions.get(key)

    def assessment(self, key: str) -> Assessment:
        """Scores and findings, made once; KeyError when there is no submission."""
        if key not in self._assessed:
            submission = self._submissions[key]
            before = self.submission(f"{submission.year - 1}/{submission.unit}")
            self._assessed[key] = assess(submission, self.scheme(submission.year), before)
        return self._assessed[key]

    def year_findings(
        self, year: int, report: Report = silent
    ) -> Mapping[str, tuple[Finding, ...]]:
        """All findings of a year by key, with those across units."""
        submissions = self.submissions(year)
        kinds = {each.unit: self.unit(each.unit).kind for each in submissions}
        return year_findings(submissions, self.assessment, self.scheme(year), kinds, report)

    def scheme(self, year: int) -> Scheme:
        return self._schemes[year]

    def unit(self, name: str) -> Unit:
        return self._units.get(name) or Unit(name)

    def received(self) -> Mapping[str, dt.date]:
        return self._received

    def deadline(self, year: int) -> dt.date | None:
        return self._deadlines.get(year)

    def report_texts(self, year: int) -> Mapping[str, ReportText]:
        return self._texts.get(year, {})

    def templates(self) -> Mapping[str, FileInfo]:
        return self._templates


def snapshot(folder: Folder, year: int) -> Snapshot:
    """The year of a folder, and what it is compared with."""
    years = range(year - _BACK, year + 1)
    submissions = {each.key: each for some in years for each in folder.submissions(some)}
    named = {*folder.unit_names(), *(each.unit for each in submissions.values())}
    return Snapshot(
        year,
        folder.unit_names(),
        folder.letterhead,
        folder.file_data,
        submissions,
        {each: folder.scheme(each) for each in years},
        {each: folder.deadline(each) for each in years},
        folder.received(),
        {name: folder.unit(name) for name in named},
        {each: folder.report_texts(each) for each in years},
        folder.templates(),
    )

"""A unit's year as the county's tables see it: what came in, what it is worth, how it stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from core.address import At
from core.assess import Assessment
from core.checks.finding import Finding
from core.editing import scored_cells
from core.forms import BasicData, Evaluation, Overall, Project
from core.judgement import EXPLAINED, IGNORED, RETURNED, Return
from core.number import round_to
from core.progress import Report, silent
from core.reviewed import reviewed_total
from core.scheme import Scheme
from core.scoring.result import FormScore, Scored
from core.standing import Standing, standing
from core.submission import Filled, Submission
from core.unit import Unit
from core.unit_state import AGAIN, HANDED_IN, MISSING, SENT_BACK, THROUGH, status_word

STANDING = {EXPLAINED: "已说明", IGNORED: "不作处理", RETURNED: "已退回"}
"""The words for what was decided about a finding."""
_STATUS = {
    MISSING: "未报送", HANDED_IN: "已报送", SENT_BACK: "已退回", AGAIN: "已重报", THROUGH: "已通过",
}  # fmt: skip
"""The words of the window's list, as a document has them."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Scores:
    """The three totals of a form in 分, side by side, and its grade by the one that counts."""

    submitted: Decimal | None = None
    computed: Decimal | None = None
    reviewed: Decimal | None = None
    grade: str | None = None

    @property
    def final(self) -> Decimal | None:
        """The reviewed total, else the computed, else the submitted one."""
        known = (self.reviewed, self.computed, self.submitted)
        return next((total for total in known if total is not None), None)


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit of the county's list in a year; without a submission while it has not handed in.

    `about` is what the list says of the unit, `received` the day on which its forms came in.
    """

    unit: str
    year: int
    scheme: Scheme
    submission: Submission | None = None
    assessment: Assessment | None = None
    about: Unit | None = None
    received: dt.date | None = None
    late: bool = False

    @property
    def forms(self) -> tuple[Filled, ...]:
        return self.submission.forms if self.submission else ()

    @property
    def basic(self) -> BasicData | None:
        records = (filled.record for filled in self.forms)
        return next((record for record in records if isinstance(record, BasicData)), None)

    @property
    def overall(self) -> tuple[Filled, Overall] | None:
        """The f2, with its record."""
        for filled in self.forms:
            if isinstance(filled.record, Overall):
                return filled, filled.record
        return None

    @property
    def projects(self) -> Iterator[tuple[Filled, Project]]:
        """The f3 that were filled in, with their records."""
        for filled in self.forms:
            if isinstance(filled.record, Project) and not filled.record.blank:
                yield filled, filled.record

    @property
    def findings(self) -> tuple[Standing, ...]:
        """Everything that was found, in the catalogue's order, with what became of it."""
        if self.submission is None or self.assessment is None:
            return ()
        return standing(self.assessment.findings, self.submission.marks)

    @property
    def returns(self) -> tuple[Return, ...]:
        return self.submission.returns if self.submission else ()

    @property
    def status(self) -> str:
        """未报送, 已报送, 已退回, 已重报 or 已通过."""
        return _STATUS[MISSING if self.submission is None else status_word(self.submission)]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The codes of the forms that are required of the unit and have not come in."""
        return (self.about or Unit(self.unit)).lacks(filled.code for filled in self.forms)

    def count(self, severity: str) -> int:
        """How many findings of a severity there are."""
        return sum(item.finding.severity == severity for item in self.findings)

    def score(self, filled: Filled) -> FormScore | None:
        return self.assessment.scores.get(filled.key) if self.assessment else None

    def scores(self, filled: Filled | None = None) -> Scores:
        """The totals of a form, of f2 when none is named."""
        if filled is None:
            filled = self.overall[0] if self.overall else None
        score = self.score(filled) if filled else None
        if filled is None or score is None:
            return Scores()
        reviewed = reviewed_total(filled, score, self.scheme)
        grade = score.grade or _grade(score.total.submitted, self.scheme)
        if not reviewed.count:
            return Scores(score.total.submitted, score.total.computed, None, grade)
        total = score.total
        return Scores(total.submitted, total.computed, reviewed.total, reviewed.grade or grade)


def _grade(total: Decimal | None, scheme: Scheme) -> str | None:
    return None if total is None else scheme.grade(total)


def rate(over: Decimal | None, under: Decimal | None) -> Decimal | None:
    """over ÷ under in %, two decimals; None where it cannot be said."""
    if over is None or not under:
        return None
    return round_to(over * _HUNDRED / under, 2)


def scored_rows(form: Evaluation, score: FormScore) -> tuple[tuple[At, Scored], ...]:
    """Every row that is scored: 预算执行, then the indicators, each with the cell of its score."""
    cells = scored_cells(form)
    first = (score.fund,) if len(cells) > len(score.indicators) else ()
    return tuple(zip(cells, (*first, *score.indicators), strict=True))


def signed_on(forms: tuple[Filled, ...]) -> dt.date | None:
    """The latest day under any of the forms."""
    seals = (
        getattr(filled.record, name, None)
        for filled in forms
        for name in ("sign", "signature", "cover")
    )
    return max((seal.date for seal in seals if seal is not None and seal.date), default=None)


class County(Protocol):
    """What is asked of an open data folder; `Workspace` has it."""

    def units(self, year: int) -> Sequence[Named]: ...
    def submission(self, key: str) -> Submission | None: ...
    def assessment(self, key: str) -> Assessment: ...
    def year_findings(
        self, year: int, report: Report = silent
    ) -> Mapping[str, tuple[Finding, ...]]: ...
    def scheme(self, year: int) -> Scheme: ...
    def unit(self, name: str) -> Unit: ...
    def received(self) -> Mapping[str, dt.date]: ...
    def deadline(self, year: int) -> dt.date | None: ...


class Named(Protocol):
    """A line of the unit list."""

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str: ...


def county_year(county: County, year: int, report: Report = silent) -> tuple[UnitYear, ...]:
    """Every unit of a year, in the county's order, compared with each other as well.

    A unit of which nothing is expected is left out while it has handed in nothing.
    """
    findings = county.year_findings(year, report)
    received, deadline = county.received(), county.deadline(year)
    scheme = county.scheme(year)
    found = []
    for state in county.units(year):
        about, submission = county.unit(state.name), county.submission(state.key)
        if submission is None and about.excused:
            continue
        assessment = county.assessment(state.key) if submission else None
        if assessment is not None:
            every = findings.get(state.key, assessment.findings)
            assessment = dataclasses.replace(assessment, findings=every)
        day = received.get(state.key)
        late = bool(day and deadline and day > deadline)
        found.append(UnitYear(state.name, year, scheme, submission, assessment, about, day, late))
    return tuple(found)

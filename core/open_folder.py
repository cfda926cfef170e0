"""An open data folder to look at: what is in it, and what follows from that.

Long, because all that can be asked of a folder stands here, a few lines each. The rules of scoring
and checking take as long to load as all the rest of the core: they are imported where they are
first asked for, so that a window is open before.
"""

# ruff: noqa: PLC0415 — as the docstring says

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.address import Place
from core.checks.finding import Finding
from core.editing.past import CellPast, Past, as_of, cell_pasts
from core.judgement import Mark
from core.letterhead import Letterhead
from core.progress import Report, silent
from core.report_text import ReportText
from core.reviewed import Reviewed, reviewed_total
from core.scheme import DEFAULT_SCHEME, Scheme, load_scheme, parse_scheme
from core.standing import Standing, cured, standing
from core.store.lock import is_free
from core.store.store import LOCK, Store
from core.submission import FileInfo, Submission
from core.unit import Unit, called
from core.unit_state import UnitState, unit_state

if TYPE_CHECKING:
    from core.assess import Assessment
    from core.suggest import Suggestion
    from core.trial import Trial

_Given = tuple[Submission, Scheme, Submission | None]
"""What an assessment was made from; it holds for these very objects."""


class OpenFolder:
    """What can be asked of an open data folder; nothing here changes it.

    Years are loaded when they are first asked for, and an assessment is kept as long as what it
    was made from stands.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._county = store.county()
        self._loaded: dict[int, dict[str, Submission]] = {}
        self._assessed: dict[str, tuple[_Given, Assessment]] = {}

    @property
    def folder(self) -> Path:
        return self._store.folder

    @property
    def read_only(self) -> bool:
        """Whether the folder can only be looked at; `read_only_reason` is the sentence."""
        return self._store.read_only_reason is not None

    @property
    def released(self) -> bool:
        """Whether a folder that can only be looked at could be opened to be changed by now."""
        return self.read_only and is_free(self.folder / LOCK)

    @property
    def read_only_reason(self) -> str | None:
        return self._store.read_only_reason

    def years(self) -> tuple[int, ...]:
        """The years that were begun, the latest first."""
        return tuple(sorted(self._county.schemes, reverse=True))

    def unit_names(self) -> tuple[str, ...]:
        """The county's list of units, in its order."""
        return self._county.units

    def county_units(self) -> tuple[Unit, ...]:
        """The county's list with what is known of each unit."""
        return tuple(map(self.unit, self._county.units))

    def unit(self, name: str) -> Unit:
        """What is known of a unit, listed or not; its name alone if nothing is."""
        return self._county.known.get(name) or Unit(name)

    def other_names(self) -> Mapping[str, str]:
        """Other names and codes of units → the name that each means."""
        return called(self._county.known.values())

    def deadline(self, year: int) -> dt.date | None:
        """The last day on which the forms of a year may come in, if one was set."""
        return self._county.deadlines.get(year)

    def report_texts(self, year: int) -> Mapping[str, ReportText]:
        """The sections of a year's report that the clerk has rewritten, by the section's key."""
        head = f"{year}/"
        texts = self._county.texts.items()
        return {key.removeprefix(head): text for key, text in texts if key.startswith(head)}

    def layouts(self) -> Mapping[str, str]:
        """The layouts of tables that the clerk has explained, by name, as JSON."""
        return self._county.layouts

    @property
    def letterhead(self) -> Letterhead:
        """What the bureau writes at the head and foot of its papers."""
        return self._county.letterhead

    def templates(self) -> Mapping[str, FileInfo]:
        """The county's own files of the forms, by the form's code; `file_data` has their bytes."""
        return self._county.templates

    def received(self) -> dict[str, dt.date]:
        """The day on which each submission was begun, by key, as far as the history tells."""
        return {key: at.astimezone().date() for key, at in self._store.received().items()}

    def units(self, year: int) -> tuple[UnitState, ...]:
        """The county's units in its order, then those that handed in without being on the list."""
        found = self._year(year)
        listed = tuple(
            self._unit_state(found[f"{year}/{name}"])
            if f"{year}/{name}" in found
            else UnitState(name, year)
            for name in self._county.units
        )
        others = sorted(
            (sub for sub in found.values() if sub.unit not in self._county.units),
            key=lambda sub: sub.unit,
        )
        return (*listed, *map(self._unit_state, others))

    def unit_state(self, key: str) -> UnitState:
        """The line of one unit of `units`."""
        submission = self.submission(key)
        return (
            UnitState(unit_of(key), year_of(key))
            if submission is None
            else self._unit_state(submission)
        )

    def submissions(self, year: int) -> tuple[Submission, ...]:
        """What has come in for a year, in the order of `units`."""
        order = {name: index for index, name in enumerate(self._county.units)}
        return tuple(
            sorted(
                self._year(year).values(),
                key=lambda sub: (order.get(sub.unit, len(order)), sub.unit),
            )
        )

    def submission(self, key: str) -> Submission | None:
        """The submission `2024/某某局`, None when the unit has not handed in."""
        return self._year(year_of(key)).get(key)

    def assessment(self, key: str) -> Assessment:
        """Scores and findings of a submission as it stands; KeyError when there is none.

        Compared with the unit's submission of the year before, if that year is here.
        """
        submission = self._there(key)
        before = self.submission(f"{submission.year - 1}/{submission.unit}")
        given = (submission, self.scheme(submission.year), before)
        known = self._assessed.get(key)
        if known is None or any(a is not b for a, b in zip(known[0], given, strict=True)):
            from core.assess import assess

            known = given, assess(*given)
            self._assessed[key] = known
        return known[1]

    def standing(self, key: str) -> tuple[Standing, ...]:
        """The findings of a submission, each with its mark; KeyError when there is none."""
        return standing(self.assessment(key).findings, self._there(key).marks)

    def cured(self, key: str) -> tuple[Mark, ...]:
        """The marks of a submission whose findings are gone: its history."""
        return cured(self._there(key).marks, self.assessment(key).findings)

    def reviewed(self, key: str) -> dict[str, Reviewed]:
        """The scores that count by form key (`f2`, `f3#2`): reviewed, computed or submitted."""
        submission, scores = self._there(key), self.assessment(key).scores
        scheme = self.scheme(submission.year)
        return {
            filled.key: reviewed_total(filled, scores[filled.key], scheme)
            for filled in submission.forms
            if filled.key in scores
        }

    def suggestions(self, key: str) -> tuple[Suggestion, ...]:
        """What may be entered with certainty; `recalculation` makes the step."""
        from core.suggest import suggest

        submission, result = self._there(key), self.assessment(key)
        return suggest(submission, self.scheme(submission.year), result.scores, result.findings)

    def year_suggestions(self, year: int) -> dict[str, tuple[Suggestion, ...]]:
        """The same for all units of a year, by key."""
        from core.suggest import suggest_year

        assessed = ((sub, self.assessment(sub.key)) for sub in self.submissions(year))
        return suggest_year(assessed, self.scheme(year))

    def year_findings(self, year: int, report: Report = silent) -> dict[str, tuple[Finding, ...]]:
        """All findings of a year by key, with those across units, which `assessment` lacks."""
        from core.across import year_findings

        submissions = self.submissions(year)
        kinds = {each.unit: self.unit(each.unit).kind for each in submissions}
        return year_findings(submissions, self.assessment, self.scheme(year), kinds, report)

    def history(self, key: str) -> tuple[Past, ...]:
        """The steps that changed a submission and were not taken back, the latest first."""
        return self._store.history(key)

    def cell_history(self, key: str, place: Place) -> tuple[CellPast, ...]:
        """What a cell held, the latest first, also when its row has moved since."""
        return cell_pasts(self.submission(key), self._store.history(key), place)

    def as_of(self, key: str, number: int) -> Submission | None:
        """A submission as it was after the step of this number in `history`."""
        return as_of(self.submission(key), self._store.history(key), number)

    def try_scheme(self, year: int, scheme: Scheme) -> tuple[Trial, ...]:
        """What would change if the year were scored by another scheme."""
        from core.trial import try_scheme

        previous = {submission.unit: submission for submission in self.submissions(year - 1)}
        return try_scheme(self.submissions(year), self.scheme(year), scheme, previous)

    def scheme(self, year: int) -> Scheme:
        """The rules that the year is scored by; the default ones of a year not yet begun."""
        text = self._county.schemes.get(year)
        return load_scheme(DEFAULT_SCHEME) if text is None else _parsed(text)

    def file_data(self, sha256: str) -> bytes:
        """The bytes of a kept file; UserError when they are lost."""
        return self._store.file_data(sha256)

    def _there(self, key: str) -> Submission:
        submission = self.submission(key)
        if submission is None:
            raise KeyError(key)
        return submission

    def _year(self, year: int) -> dict[str, Submission]:
        if year not in self._loaded:
            self._loaded[year] = {found.key: found for found in self._store.submissions(year)}
        return self._loaded[year]

    def _unit_state(self, submission: Submission) -> UnitState:
        assessment = self.assessment(submission.key)
        return unit_state(submission, assessment, self.scheme(submission.year))


def year_of(key: str) -> int:
    """The year of a submission's key `2024/某某局`."""
    return int(key.partition("/")[0])


def unit_of(key: str) -> str:
    """The unit of a submission's key."""
    return key.partition("/")[2]


_parsed: Callable[[str], Scheme] = functools.cache(parse_scheme)

"""The only mutable object: an open data folder, changed by steps, announcing each change.

Bound to the thread that opened it. Files are read on worker threads; what came of them is
dispatched here. Long, because all that can be asked of a folder stands here, a few lines each.
"""

from __future__ import annotations

import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.across import with_across
from core.address import Place
from core.assess import Assessment, assess
from core.checks.finding import Finding
from core.editing import (
    County,
    Draft,
    Entry,
    PutUnit,
    SetDeadline,
    SetLayout,
    SetLetterhead,
    SetReportText,
    SetScheme,
    SetTemplate,
    SetUnits,
    Step,
    draft,
)
from core.editing.history import cell_of, merged, structural, touched
from core.editing.past import CellPast, Past, as_of, cell_pasts
from core.judgement import Mark
from core.letterhead import Letterhead
from core.progress import Report, silent, step
from core.report_text import ReportText
from core.reviewed import Reviewed, reviewed_total
from core.scheme import DEFAULT_SCHEME, Scheme, dump_scheme, load_scheme, parse_scheme
from core.standing import Standing, cured, sign_off, standing
from core.store.store import Saving, Store, open_store
from core.submission import FileInfo, Submission
from core.suggest import Suggestion, suggest, suggest_year
from core.text import clean
from core.trial import Trial, try_scheme
from core.unit import Unit, called
from core.unit_state import UnitState, unit_state

__all__ = ["Change", "ReadFile", "UnitState", "Workspace"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a step changed, told to every view.

    `submissions` are the keys of those that must be looked at again, `places` the single cells
    and lists among them; `structural` when rows, forms or submissions came or went. `origin` is
    whatever the caller of `dispatch` gave, so that an editor can skip its own echo.
    """

    label: str
    submissions: frozenset[str] = frozenset()
    places: frozenset[tuple[str, Place]] = frozenset()
    structural: bool = False
    origin: object = None


class ReadFile(Protocol):
    """What is needed of a file that was read in order to keep it (`FileReading` has it)."""

    @property
    def name(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def data(self) -> bytes: ...


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


_Given = tuple[Submission, Scheme, Submission | None]
"""What an assessment was made from; it holds for these very objects."""


class Workspace:
    """An open data folder."""

    def __init__(self, store: Store, clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._clock = clock
        self._county = store.county()
        self._loaded: dict[int, dict[str, Submission]] = {}
        self._assessed: dict[str, tuple[_Given, Assessment]] = {}
        self._callbacks: list[Callable[[Change], None]] = []

    @classmethod
    def open(
        cls, folder: Path, report: Report = silent, clock: Callable[[], dt.datetime] = _utc_now
    ) -> Workspace:
        """Open a data folder, made if it is not there; UserError says why it cannot be opened."""
        step(report, 0, 1, "打开数据文件夹")
        return cls(open_store(folder), clock)

    def close(self) -> None:
        """Let go of the folder; nothing is left to save."""
        self._store.close()

    @property
    def folder(self) -> Path:
        return self._store.folder

    @property
    def read_only(self) -> bool:
        """Whether the folder can only be looked at; `read_only_reason` is the sentence."""
        return self._store.read_only_reason is not None

    @property
    def read_only_reason(self) -> str | None:
        return self._store.read_only_reason

    # what is there

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
            UnitState(_unit_of(key), _year_of(key))
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
        return self._year(_year_of(key)).get(key)

    def assessment(self, key: str) -> Assessment:
        """Scores and findings of a submission as it stands; KeyError when there is none.

        Compared with the unit's submission of the year before, if that year is here.
        """
        submission = self._there(key)
        before = self.submission(f"{submission.year - 1}/{submission.unit}")
        given = (submission, self.scheme(submission.year), before)
        known = self._assessed.get(key)
        if known is None or any(a is not b for a, b in zip(known[0], given, strict=True)):
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
        submission, result = self._there(key), self.assessment(key)
        return suggest(submission, self.scheme(submission.year), result.scores, result.findings)

    def year_suggestions(self, year: int) -> dict[str, tuple[Suggestion, ...]]:
        """The same for all units of a year, by key."""
        assessed = ((sub, self.assessment(sub.key)) for sub in self.submissions(year))
        return suggest_year(assessed, self.scheme(year))

    def year_findings(self, year: int, report: Report = silent) -> dict[str, tuple[Finding, ...]]:
        """All findings of a year by key, with those across units, which `assessment` lacks."""
        submissions = self.submissions(year)
        own = {}
        for done, submission in enumerate(submissions):
            step(report, done, len(submissions), f"核对{submission.unit}")
            own[submission.key] = self.assessment(submission.key).findings
        kinds = {each.unit: self.unit(each.unit).kind for each in submissions}
        return with_across(submissions, own, self.scheme(year), kinds)

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
        previous = {submission.unit: submission for submission in self.submissions(year - 1)}
        return try_scheme(self.submissions(year), self.scheme(year), scheme, previous)

    def scheme(self, year: int) -> Scheme:
        """The rules that the year is scored by; the default ones of a year not yet begun."""
        text = self._county.schemes.get(year)
        return load_scheme(DEFAULT_SCHEME) if text is None else _parsed(text)

    # changing it

    def dispatch(self, step: Step, origin: object = None) -> Change:
        """Make a step, store it and announce it.

        UserError when it could not be stored, LookupError when it names what is not there;
        in both cases nothing has changed. A step that changes nothing leaves no trace.
        """
        made = self._draft(step)
        if not made.inverses:
            return Change(step.label, origin=origin)
        entry = Entry(Step(step.label, made.edits), made.inverses, self._clock())
        joined = self._joined(entry)
        if joined is None:
            self._store.push(self._saving(made), entry)
        else:
            void = all(map(made.stands, joined.inverses))
            self._store.replace_last(self._saving(made), None if void else joined)
        return self._committed(made, step.label, origin)

    def undo(self) -> Change | None:
        """Take the last step back; None when there is none."""
        back = self._store.undoing()
        if back is None:
            return None
        made = self._draft(back)
        self._store.step_back(self._saving(made))
        return self._committed(made, back.label, None)

    def redo(self) -> Change | None:
        """Make the step again that was taken back last; None when there is none."""
        again = self._store.redoing()
        if again is None:
            return None
        made = self._draft(again)
        self._store.step_forward(self._saving(made))
        return self._committed(made, again.label, None)

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        return self._store.labels()[0]

    @property
    def redo_label(self) -> str | None:
        """What `redo` would make again."""
        return self._store.labels()[1]

    def set_scheme(self, year: int, name: str, origin: object = None) -> Change:
        """Score a year by a shipped scheme; begins the year."""
        return self.set_scheme_text(year, dump_scheme(load_scheme(name)), origin)

    def set_scheme_text(self, year: int, text: str, origin: object = None) -> Change:
        """Score a year by a scheme of the bureau's own, as TOML; begins the year.

        UserError names the option that is wrong.
        """
        scheme = parse_scheme(text)
        edit = SetScheme(year, dump_scheme(scheme))
        return self.dispatch(Step(f"{year}年评分方案：{scheme.title}", (edit,)), origin)

    def sign_off(
        self, key: str, state: str | None, words: str = "", origin: object = None
    ) -> Change:
        """Pass a submission (`passed`), return it (`returned`), or take that back (None).

        See `core.standing.sign_off`; KeyError when there is no submission.
        """
        day = self._clock().astimezone().date()
        findings = self.assessment(key).findings
        return self.dispatch(sign_off(self._there(key), findings, state, words, day), origin)

    def add_units(self, names: Iterable[str], origin: object = None) -> Change:
        """Put units at the end of the county's list; those already on it stay where they are."""
        named = filter(None, map(clean, names))
        units = tuple(dict.fromkeys((*self._county.units, *named)))
        added = len(units) - len(self._county.units)
        return self.dispatch(Step(f"添加{added}个单位", (SetUnits(units),)), origin)

    def set_units(self, units: Iterable[Unit], origin: object = None) -> Change:
        """The county's whole list in its order, with what is known of each unit."""
        after = {unit.name: unit for unit in units}
        gone = (PutUnit(name, None) for name in self._county.units if name not in after)
        facts = (PutUnit(name, unit) for name, unit in after.items())
        step = Step(f"单位名单：{len(after)}个单位", (SetUnits(tuple(after)), *gone, *facts))
        return self.dispatch(step, origin)

    def set_deadline(self, year: int, day: dt.date | None, origin: object = None) -> Change:
        """Set the last day on which the forms of a year may come in; None takes it away."""
        label = f"{year}年度报送期限：{day or '不设'}"
        return self.dispatch(Step(label, (SetDeadline(year, day),)), origin)

    def set_report_text(
        self, year: int, section: str, after: ReportText | None, origin: object = None
    ) -> Change:
        """Put a section of the year's report in other words; None brings the program's back."""
        label = f"{year}年度报告：{'改写' if after else '恢复'}一节"
        return self.dispatch(Step(label, (SetReportText(f"{year}/{section}", after),)), origin)

    def set_letterhead(self, after: Letterhead, origin: object = None) -> Change:
        """Write another head and foot on the bureau's papers."""
        return self.dispatch(Step("文头和落款", (SetLetterhead(after),)), origin)

    def set_template(
        self, form: str, file: FileInfo | None, name: str, origin: object = None
    ) -> Change:
        """Use the county's own file for a form, kept by `keep_file`; None: the official form."""
        label = f"{name}：{'采用' if file else '不用'}县里的模板"
        return self.dispatch(Step(label, (SetTemplate(form, file),)), origin)

    def set_layout(self, name: str, text: str | None, origin: object = None) -> Change:
        """Remember a layout of tables, as JSON, under a name; None forgets it."""
        label = f"{'记住' if text is not None else '删除'}版式“{name}”"
        return self.dispatch(Step(label, (SetLayout(name, text),)), origin)

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call `callback` after each stored change; the result ends the subscription.

        What a callback raises goes to `sys.excepthook`: the change is stored by then, and the
        other views must still hear of it.
        """
        self._callbacks.append(callback)
        return functools.partial(self._unsubscribe, callback)

    # submitted files

    def keep_file(self, read: ReadFile) -> FileInfo:
        """Keep a submitted file's bytes under their SHA-256; to be called before the dispatch."""
        sha256 = self._store.keep(read.data)
        return FileInfo(sha256, read.name, read.format, len(read.data))

    def keep_files(self, read: Sequence[ReadFile]) -> None:
        """Keep several submitted files at once, which takes a fourth of the time."""
        self._store.keep_all([file.data for file in read])

    def file_data(self, sha256: str) -> bytes:
        """The bytes of a kept file; UserError when they are lost."""
        return self._store.file_data(sha256)

    # inside

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

    def _draft(self, step: Step) -> Draft:
        return draft(step, self._county, self.submission, _first_scheme())

    def _joined(self, entry: Entry) -> Entry | None:
        """The entry together with the one before, when both fill the same cell."""
        cell = cell_of(entry.step)
        last = self._store.last_within(cell[0]) if cell else None
        return merged(last, entry) if last else None

    def _saving(self, made: Draft) -> Saving:
        changed = {
            key: (before, after)
            for key, (before, after) in made.submissions.items()
            if before is not after
        }
        return Saving(changed, self._county, made.county)

    def _committed(self, made: Draft, label: str, origin: object) -> Change:
        before, self._county = self._county, made.county
        for key, (_, after) in made.submissions.items():
            year = self._year(_year_of(key))
            if after is None:
                year.pop(key, None)
            else:
                year[key] = after
        change = Change(
            label,
            self._affected(made, before),
            frozenset(place for place in map(touched, made.edits) if place is not None),
            any(map(structural, made.edits)),
            origin,
        )
        self._announce(change)
        return change

    def _affected(self, made: Draft, before: County) -> frozenset[str]:
        """What must be assessed again: the edited, their next year, the years with other rules.

        A year that was not looked at yet needs no second look.
        """
        keys = set(made.submissions)
        for key in made.submissions:
            following = f"{_year_of(key) + 1}/{_unit_of(key)}"
            keys |= {following} & self._loaded.get(_year_of(following), {}).keys()
        for year, text in made.county.schemes.items():
            if before.schemes.get(year, text) != text:
                keys |= self._loaded.get(year, {}).keys()
        return frozenset(keys)

    def _announce(self, change: Change) -> None:
        for callback in tuple(self._callbacks):
            try:
                callback(change)
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)

    def _unsubscribe(self, callback: Callable[[Change], None]) -> None:
        if callback in self._callbacks:
            self._callbacks.remove(callback)


def _year_of(key: str) -> int:
    return int(key.partition("/")[0])


def _unit_of(key: str) -> str:
    return key.partition("/")[2]


@functools.cache
def _first_scheme() -> str:
    return dump_scheme(load_scheme(DEFAULT_SCHEME))


_parsed: Callable[[str], Scheme] = functools.cache(parse_scheme)

"""The only mutable object: an open data folder, changed by steps, announcing each change.

Bound to the thread that opened it. Files are read on worker threads; what came of them is
dispatched here. What can be asked of a folder stands in `core.open_folder`.
"""

from __future__ import annotations

import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.address import Place
from core.editing import (
    County,
    Draft,
    Entry,
    PutUnit,
    SetDeadline,
    SetLetterhead,
    SetReportText,
    SetScheme,
    SetTemplate,
    SetUnits,
    Step,
    draft,
)
from core.editing.history import cell_of, merged, structural, touched
from core.letterhead import Letterhead
from core.open_folder import OpenFolder, unit_of, year_of
from core.progress import Report, silent, step
from core.report_text import ReportText
from core.scheme import DEFAULT_SCHEME, dump_scheme, load_scheme, parse_scheme
from core.standing import sign_off
from core.store.store import Saving, Store, open_store
from core.submission import FileInfo, Submission
from core.text import clean
from core.unit import Unit
from core.unit_state import UnitState

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


class Workspace(OpenFolder):
    """An open data folder that is changed by steps, each told to all who subscribe."""

    def __init__(self, store: Store, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store)
        self._clock = clock
        self._seen = store.version()
        self._callbacks: list[Callable[[Change], None]] = []

    @classmethod
    def open(
        cls, folder: Path, report: Report = silent, clock: Callable[[], dt.datetime] = _utc_now
    ) -> Workspace:
        """Open a data folder, made if it is not there; UserError says why it cannot be opened."""
        step(report, 0, 1, "打开数据文件夹")
        store = open_store(folder)
        try:
            return cls(store, clock)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Let go of the folder; nothing is left to save."""
        self._store.close()

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

    def catch_up(self) -> bool:
        """Take over and announce what another window has stored meanwhile; whether it has.

        For a window that only looks. What is as it was stays the same object, so that its
        assessment holds. UserError when the folder cannot be read just now.
        """
        version = self._store.version()
        if version == self._seen:
            return False
        county = self._store.county()
        loaded = {
            year: {each.key: each for each in self._store.submissions(year)}
            for year in self._loaded
        }
        changed: set[str] = set()
        for year, before in self._loaded.items():
            now = loaded[year]
            changed |= before.keys() ^ now.keys()
            for key in before.keys() & now.keys():
                if _as_it_was(before[key], now[key]):
                    now[key] = before[key]
                else:
                    changed.add(key)
        old, self._county, self._loaded, self._seen = self._county, county, loaded, version
        keys = self._touched_by(changed, old)
        self._announce(Change("另一个窗口的修改", keys, structural=True))
        return True

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
            year = self._year(year_of(key))
            if after is None:
                year.pop(key, None)
            else:
                year[key] = after
        change = Change(
            label,
            self._touched_by(made.submissions, before),
            frozenset(place for place in map(touched, made.edits) if place is not None),
            any(map(structural, made.edits)),
            origin,
        )
        self._announce(change)
        return change

    def _touched_by(self, changed: Iterable[str], before: County) -> frozenset[str]:
        """What must be assessed again: the changed, their next year, the years with other rules.

        A year that was not looked at yet needs no second look.
        """
        keys = set(changed)
        for key in tuple(keys):
            following = f"{year_of(key) + 1}/{unit_of(key)}"
            keys |= {following} & self._loaded.get(year_of(following), {}).keys()
        for year, text in self._county.schemes.items():
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


def _as_it_was(before: Submission, now: Submission) -> bool:
    """Whether nothing differs, not even 9.2 and 9.20, which are equal but were not written so."""
    return before == now and repr(before) == repr(now)


@functools.cache
def _first_scheme() -> str:
    return dump_scheme(load_scheme(DEFAULT_SCHEME))

"""What a unit handed in for a year: filled forms with their sources, and the files behind."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.address import At, Place, remembered
from core.judgement import Mark, Return, Review, Status, in_order
from core.schema.form import Form, Record, get, spec_at, specs_of
from core.source import Source, Unread


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled form: the typed record, where each field stood, and what could not be read.

    `key` names it inside its submission: its code, the second of a kind with `#2` (`f3#2`).
    A field is either in `record` or, with its text, in `unread`, never in both.
    `file` is the SHA-256 of the file it was read from, None when it was typed in. `reviews` are the
    reviewed scores by the cell of the submitted one (`indicators.3.score`).
    """

    key: str
    record: Form
    sources: Mapping[At, Source] = field(default_factory=dict)
    unread: Mapping[At, Unread] = field(default_factory=dict)
    file: str | None = None
    reviews: Mapping[At, Review] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Callable[..., Filled], tuple[Any, ...]]:
        sources = [at.path for at in self.sources], [*map(tuple, self.sources.values())]
        unread = [at.path for at in self.unread], [*map(tuple, self.unread.values())]
        return _rebuilt, (self.key, self.record, sources, unread, self.file, self.reviews)

    @property
    def code(self) -> str:
        return self.record.CODE

    def text(self, at: At) -> str:
        """What the cell shows: the unread text if there is one, else the value."""
        if at in self.unread:
            return self.unread[at].text
        kind = spec_at(type(self.record), at).kind
        return kind.show(get(self.record, at)) if kind else ""


def _rebuilt(
    key: str,
    record: Form,
    sources: tuple[list[str], list[tuple[Any, ...]]],
    unread: tuple[list[str], list[tuple[str, str]]],
    file: str | None,
    reviews: Mapping[At, Review],
) -> Filled:
    """A pickled form: an import sends some hundred sources a file from a child process."""
    known = dict(zip(map(remembered, sources[0]), map(Source._make, sources[1]), strict=True))
    doubtful = dict(zip(map(remembered, unread[0]), map(Unread._make, unread[1]), strict=True))
    return Filled(key, record, known, doubtful, file, reviews)


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A submitted file as kept in the data folder."""

    sha256: str
    name: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Submission:
    """All of one unit's forms of one year. `unit` is its name on the county's list.

    `marks` are what was decided about findings, one each and in the order of `in_order`; `status`
    is the sign-off, None while there is none; `returns` tell when it went back to the unit.
    """

    unit: str
    year: int
    forms: tuple[Filled, ...] = ()
    files: tuple[FileInfo, ...] = ()
    marks: tuple[Mark, ...] = ()
    status: Status | None = None
    returns: tuple[Return, ...] = ()

    @property
    def key(self) -> str:
        """What edits and the journal call it: `2024/某某局`."""
        return f"{self.year}/{self.unit}"

    def form(self, key: str) -> Filled | None:
        return next((form for form in self.forms if form.key == key), None)

    def of_code(self, code: str) -> tuple[Filled, ...]:
        """All forms of a kind, in order; several f3 are usual."""
        return tuple(form for form in self.forms if form.code == code)

    def with_form(self, filled: Filled) -> Submission:
        """The submission with this form put in place of the one with its key, or added."""
        if self.form(filled.key) is None:
            return dataclasses.replace(self, forms=(*self.forms, filled))
        forms = tuple(filled if form.key == filled.key else form for form in self.forms)
        return dataclasses.replace(self, forms=forms)

    def text(self, place: Place) -> str:
        filled = self.form(place.form)
        return filled.text(place.at) if filled else ""


def numbered(forms: tuple[Filled, ...]) -> tuple[Filled, ...]:
    """The forms in annex order with keys that tell them apart: f1, f2, f3, f3#2, f4."""
    seen: dict[str, int] = {}
    out = []
    for filled in sorted(forms, key=lambda form: form.code):
        seen[filled.code] = seen.get(filled.code, 0) + 1
        number = seen[filled.code]
        key = filled.code if number == 1 else f"{filled.code}#{number}"
        out.append(dataclasses.replace(filled, key=key))
    return tuple(out)


def renewed(before: Submission | None, new: Submission) -> Submission:
    """What a unit has handed in once `new` is accepted beside what was there.

    A form takes the place of the one that answers the same (f3 and f5: for the same project);
    all others stay, and so do the files they came from. Marks stay: their findings are still there
    or cured. A reviewed score stays where a row says what it said; `dropped_reviews` tells the
    others. The sign-off ends; the history of returns does not.
    """
    return new if before is None else _renewal(before, new)[0]


def dropped_reviews(before: Submission | None, new: Submission) -> tuple[tuple[Place, Review], ...]:
    """The reviewed scores of `before` that do not outlive `renewed`: their rows have changed."""
    return () if before is None else _renewal(before, new)[1]


def _renewal(
    before: Submission, new: Submission
) -> tuple[Submission, tuple[tuple[Place, Review], ...]]:
    replacing = {_answers(form) for form in new.forms}
    replaced = [form for form in before.forms if _answers(form) in replacing]
    pairs = [(form, form) for form in before.forms if form not in replaced]
    dropped: list[tuple[Place, Review]] = []
    for form in new.forms:
        old = next((old for old in replaced if _answers(old) == _answers(form)), None)
        if old is None:
            pairs.append((form, form))
            continue
        replaced.remove(old)
        kept, lost = _carried(old, form)
        pairs.append((old, dataclasses.replace(form, reviews=kept)))
        dropped += lost
    dropped += [(Place(old.key, at), r) for old in replaced for at, r in old.reviews.items()]
    pairs.sort(key=lambda pair: pair[1].code)
    forms = numbered(tuple(form for _, form in pairs))
    heirs = {
        old.key: (old, form)
        for (old, _), form in zip(pairs, forms, strict=True)
        if old in before.forms
    }
    names = {file.sha256 for file in new.files}
    after = dataclasses.replace(
        new,
        forms=forms,
        files=(*(file for file in before.files if file.sha256 not in names), *new.files),
        marks=in_order(_moved(mark, heirs) for mark in before.marks),
        returns=before.returns,
    )
    return after, tuple(dropped)


def _answers(filled: Filled) -> tuple[str, str | None]:
    return filled.code, getattr(filled.record, "project", None)


_SAYS = {
    "fund": ("initial_budget", "annual_budget", "executed", "weight", "score"),
    "funds": ("row", "initial_budget", "annual_budget", "executed", "weight", "score"),
    "indicators": ("level3", "target", "actual", "weight", "score"),
}
"""What a reviewed score rests on: it stays only while these cells of its row stay."""


def _carried(old: Filled, new: Filled) -> tuple[dict[At, Review], list[tuple[Place, Review]]]:
    """The reviews of a form for its next version, and those that its rows no longer support."""
    kept: dict[At, Review] = {}
    lost: list[tuple[Place, Review]] = []
    for at, review in old.reviews.items():
        says = _says(old, at)
        heir = next((place for place in _candidates(at, new) if _says(new, place) == says), None)
        if heir is None or heir in kept:
            lost.append((Place(old.key, at), review))
        else:
            kept[heir] = review
    return kept, lost


def _says(filled: Filled, at: At) -> tuple[str, ...]:
    row = At(at.path.rpartition(".")[0])
    return tuple(filled.text(row.child(name)) for name in _SAYS[at.field.partition(".")[0]])


def _candidates(at: At, form: Filled) -> list[At]:
    """The same place first, then the same column of all other rows."""
    if at.row is None:
        return [at]
    items = At(at.field)
    rows = range(len(get(form.record, items)))
    order = sorted(rows, key=lambda index: index != at.row)
    return [items.child(index, *([at.column] if at.column else [])) for index in order]


def _moved(mark: Mark, heirs: Mapping[str, tuple[Filled, Filled]]) -> Mark:
    """The mark where its row now stands; at its old place when the row has changed."""
    if mark.place.form not in heirs:
        return mark
    old, new = heirs[mark.place.form]
    at = mark.place.at
    was = _row(old, at)
    if was is not None:
        at = next((place for place in _candidates(at, new) if _row(new, place) == was), at)
    return dataclasses.replace(mark, place=Place(new.key, at))


def _row(filled: Filled, at: At) -> Record | None:
    """The row that a cell of a list stands in, None when it is not there any more.

    None as well for text that belongs to no field, which intake names `paragraphs.3`.
    """
    if at.row is None or at.field.partition(".")[0] not in specs_of(type(filled.record)):
        return None
    rows: tuple[Record, ...] = get(filled.record, At(at.field))
    return rows[at.row] if at.row < len(rows) else None

"""What a unit handed in for a year: filled forms with their sources, and the files behind."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.address import At, Place
from core.schema.form import Form, get, spec_at
from core.source import Source, Unread


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled form: the typed record, where each field stood, and what could not be read.

    `key` names it inside its submission: its code, the second of a kind with `#2` (`f3#2`).
    A field is either in `record` or, with its text, in `unread`, never in both.
    `file` is the SHA-256 of the file it was read from, None when it was typed in.
    """

    key: str
    record: Form
    sources: Mapping[At, Source] = field(default_factory=dict)
    unread: Mapping[At, Unread] = field(default_factory=dict)
    file: str | None = None

    @property
    def code(self) -> str:
        return self.record.CODE

    def text(self, at: At) -> str:
        """What the cell shows: the unread text if there is one, else the value."""
        if at in self.unread:
            return self.unread[at].text
        kind = spec_at(type(self.record), at).kind
        return kind.show(get(self.record, at)) if kind else ""


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A submitted file as kept in the data folder."""

    sha256: str
    name: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Submission:
    """All of one unit's forms of one year. `unit` is its name on the county's list."""

    unit: str
    year: int
    forms: tuple[Filled, ...] = ()
    files: tuple[FileInfo, ...] = ()

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
    all others stay, and so do the files they came from.
    """
    if before is None:
        return new
    replaced = {_answers(form) for form in new.forms}
    kept = tuple(form for form in before.forms if _answers(form) not in replaced)
    names = {file.sha256 for file in new.files}
    files = tuple(file for file in before.files if file.sha256 not in names)
    return dataclasses.replace(new, forms=numbered((*kept, *new.forms)), files=(*files, *new.files))


def _answers(filled: Filled) -> tuple[str, str | None]:
    return filled.code, getattr(filled.record, "project", None)

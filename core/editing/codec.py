"""Edits and submissions as JSON, for the journal. `from_json(to_json(edit)) == edit`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, get_type_hints

from core.address import At, Place
from core.editing.edits import EDITS, Edit
from core.forms import FORMS
from core.judgement import Mark, Return, Review, Status
from core.letterhead import Letterhead
from core.number import plain
from core.report_text import ReportText
from core.schema import form as schema
from core.source import Source, Unread
from core.submission import FileInfo, Filled, Submission
from core.unit import Unit

Json = Any
"""None, text, whole numbers, lists and dicts with text keys."""

_CLASSES = {cls.__name__: cls for cls in EDITS}


def to_json(edit: Edit) -> dict[str, Json]:
    """The edit as a dict; `edit` names its class."""
    fields = {item.name: getattr(edit, item.name) for item in dataclasses.fields(edit)}
    return {"edit": type(edit).__name__, **{name: _encode(v) for name, v in fields.items()}}


def from_json(data: Mapping[str, Json]) -> Edit:
    """The edit that `to_json` told of; KeyError for one that this program does not know.

    What an older program did not write yet has its default.
    """
    cls = _CLASSES[data["edit"]]
    hints = get_type_hints(cls)
    written = (name for name in hints if name in data)
    return cls(**{name: _DECODERS[hints[name]](data[name]) for name in written})


def submission_json(submission: Submission) -> dict[str, Json]:
    """Everything that is kept of a submission; equal exactly when nothing at all differs.

    `==` of submissions would call 9.2 and 9.20 equal, which are two different submitted texts.
    """
    return {
        "unit": submission.unit,
        "year": submission.year,
        "forms": [_filled_json(filled) for filled in submission.forms],
        "files": [list(dataclasses.astuple(file)) for file in submission.files],
        "marks": _encode(submission.marks),
        "status": _encode(submission.status),
        "returns": _encode(submission.returns),
    }


def _filled_json(filled: Filled) -> Json:
    return {
        "key": filled.key,
        "code": filled.code,
        "file": filled.file,
        "record": schema.to_json(filled.record),
        "sources": {at.path: list(source) for at, source in filled.sources.items()},
        "unread": {at.path: list(unread) for at, unread in filled.unread.items()},
        "reviews": _encode(filled.reviews),
    }


def _encode(value: Any) -> Json:
    encoder = _ENCODERS.get(type(value))
    if encoder is not None:
        return encoder(value)
    if isinstance(value, Mapping):
        return {
            key.path if isinstance(key, At) else key: _encode(item) for key, item in value.items()
        }
    return [_encode(item) for item in value] if isinstance(value, tuple) else value


def _same(data: Json) -> Any:
    return data


def _source_of(data: Json) -> Source:
    return Source(*data)


def _unread_of(data: Json) -> Unread:
    return Unread(*data)


def _sources_of(data: Json) -> dict[At, Source]:
    return {At(path): _source_of(item) for path, item in data.items()}


def _unreads_of(data: Json) -> dict[At, Unread]:
    return {At(path): _unread_of(item) for path, item in data.items()}


def _review_of(data: Json) -> Review:
    return Review(Decimal(data[0]), data[1])


def _reviews_of(data: Json) -> dict[At, Review]:
    return {At(path): _review_of(item) for path, item in data.items()}


def _mark_of(data: Json) -> Mark:
    check, form, path, found, expected, state, words, day = data
    place = Place(form, At(path))
    return Mark(check, place, found, expected, state, words, dt.date.fromisoformat(day))


def _mark_json(mark: Mark) -> Json:
    place = mark.place
    return [
        mark.check, place.form, place.at.path, mark.found, mark.expected, mark.state, mark.words,
        mark.day.isoformat(),
    ]  # fmt: skip


def _marks_of(data: Json) -> tuple[Mark, ...]:
    return tuple(map(_mark_of, data))


def _status_of(data: Json) -> Status | None:
    return None if data is None else Status(data[0], data[1], dt.date.fromisoformat(data[2]))


def _returns_of(data: Json) -> tuple[Return, ...]:
    return tuple(map(_return_of, data))


def _return_of(data: Json) -> Return:
    day, findings, *slip = data
    if not slip:
        return Return(dt.date.fromisoformat(day), findings)
    number, last = slip
    deadline = None if last is None else dt.date.fromisoformat(last)
    return Return(dt.date.fromisoformat(day), findings, number, deadline)


def _return_json(item: Return) -> Json:
    """Day and count, and the slip's number and deadline where there was one."""
    slip = [item.number, _encode(item.deadline)] if item.number or item.deadline else []
    return [item.day.isoformat(), item.findings, *slip]


def _filled_of(data: Json) -> Filled:
    return Filled(
        key=data["key"],
        record=schema.from_json(FORMS[data["code"]], data["record"]),
        sources=_sources_of(data["sources"]),
        unread=_unreads_of(data["unread"]),
        file=data["file"],
        reviews=_reviews_of(data["reviews"]),
    )


def _submission_of(data: Json) -> Submission | None:
    if data is None:
        return None
    return Submission(
        unit=data["unit"],
        year=data["year"],
        forms=tuple(_filled_of(item) for item in data["forms"]),
        files=tuple(FileInfo(*item) for item in data["files"]),
        marks=_marks_of(data["marks"]),
        status=_status_of(data["status"]),
        returns=_returns_of(data["returns"]),
    )


def _unit_of(data: Json) -> Unit | None:
    if data is None:
        return None
    lists = {"aliases": tuple(data["aliases"]), "exempt": tuple(data["exempt"])}
    return Unit(**{**data, **lists})


_ENCODERS: Mapping[type, Callable[[Any], Json]] = {
    At: lambda at: at.path,
    Place: lambda place: [place.form, place.at.path],
    Source: list,
    Unread: list,
    Filled: _filled_json,
    Submission: submission_json,
    Review: lambda review: [plain(review.score), review.reason],
    Mark: _mark_json,
    Status: lambda status: [status.state, status.words, status.day.isoformat()],
    Return: _return_json,
    FileInfo: lambda file: list(dataclasses.astuple(file)),
    Letterhead: dataclasses.asdict,
    dt.date: dt.date.isoformat,
    ReportText: lambda text: [text.text, text.facts],
    Unit: lambda unit: {name: _encode(item) for name, item in unit._asdict().items()},
}
_DECODERS: Mapping[Any, Callable[[Json], Any]] = {
    str: _same,
    int: _same,
    str | None: _same,
    str | int | None: _same,
    Mapping[str, Any]: _same,
    At: At,
    Place: lambda data: Place(data[0], At(data[1])),
    Unread | None: lambda data: None if data is None else _unread_of(data),
    Mapping[At, Source]: _sources_of,
    Mapping[At, Unread]: _unreads_of,
    Filled: _filled_of,
    Submission | None: _submission_of,
    tuple[str, ...]: tuple,
    dt.date: dt.date.fromisoformat,
    Review | None: lambda data: None if data is None else _review_of(data),
    Mapping[At, Review]: _reviews_of,
    Mark: _mark_of,
    tuple[Mark, ...]: _marks_of,
    Status | None: _status_of,
    tuple[Return, ...]: _returns_of,
    Unit | None: _unit_of,
    ReportText | None: lambda data: None if data is None else ReportText(*data),
    dt.date | None: lambda data: None if data is None else dt.date.fromisoformat(data),
    FileInfo | None: lambda data: None if data is None else FileInfo(*data),
    Letterhead: lambda data: Letterhead(**data),
}

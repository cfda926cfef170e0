"""Edits and submissions as JSON, for the journal. `from_json(to_json(edit)) == edit`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, get_type_hints

from core.address import At, Place
from core.editing.edits import EDITS, Edit
from core.forms import FORMS
from core.schema import form as schema
from core.source import Source, Unread
from core.submission import FileInfo, Filled, Submission

Json = Any
"""None, text, whole numbers, lists and dicts with text keys."""

_SOURCE = tuple(item.name for item in dataclasses.fields(Source))
_CLASSES = {cls.__name__: cls for cls in EDITS}


def to_json(edit: Edit) -> dict[str, Json]:
    """The edit as a dict; `edit` names its class."""
    fields = {item.name: getattr(edit, item.name) for item in dataclasses.fields(edit)}
    return {"edit": type(edit).__name__, **{name: _encode(v) for name, v in fields.items()}}


def from_json(data: Mapping[str, Json]) -> Edit:
    """The edit that `to_json` told of; KeyError for one that this program does not know."""
    cls = _CLASSES[data["edit"]]
    hints = get_type_hints(cls)
    return cls(**{name: _DECODERS[hints[name]](data[name]) for name in hints})


def submission_json(submission: Submission) -> dict[str, Json]:
    """Everything that is kept of a submission; equal exactly when nothing at all differs.

    `==` of submissions would call 9.2 and 9.20 equal, which are two different submitted texts.
    """
    return {
        "unit": submission.unit,
        "year": submission.year,
        "forms": [_filled_json(filled) for filled in submission.forms],
        "files": [list(dataclasses.astuple(file)) for file in submission.files],
    }


def _filled_json(filled: Filled) -> Json:
    return {
        "key": filled.key,
        "code": filled.code,
        "file": filled.file,
        "record": schema.to_json(filled.record),
        "sources": _encode(filled.sources),
        "unread": _encode(filled.unread),
    }


def _encode(value: Any) -> Json:
    if isinstance(value, Mapping):
        return {
            key.path if isinstance(key, At) else key: _encode(item) for key, item in value.items()
        }
    return _ENCODERS.get(type(value), _same)(value)


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


def _filled_of(data: Json) -> Filled:
    return Filled(
        key=data["key"],
        record=schema.from_json(FORMS[data["code"]], data["record"]),
        sources=_sources_of(data["sources"]),
        unread=_unreads_of(data["unread"]),
        file=data["file"],
    )


def _submission_of(data: Json) -> Submission | None:
    if data is None:
        return None
    return Submission(
        unit=data["unit"],
        year=data["year"],
        forms=tuple(_filled_of(item) for item in data["forms"]),
        files=tuple(FileInfo(*item) for item in data["files"]),
    )


_ENCODERS: Mapping[type, Callable[[Any], Json]] = {
    At: lambda at: at.path,
    Place: lambda place: [place.form, place.at.path],
    Source: lambda source: [getattr(source, name) for name in _SOURCE],
    Unread: lambda unread: [unread.text, unread.why],
    Filled: _filled_json,
    Submission: submission_json,
    tuple: list,
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
}

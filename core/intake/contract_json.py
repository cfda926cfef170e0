"""The document that `read --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.intake.extract import ReadForm
from core.intake.reading import FileReading
from core.schema.form import to_json
from core.source import Source


def readings_json(readings: Sequence[FileReading]) -> dict[str, Any]:
    """All files of one call, each with its problem or its forms, and what it holds beside them."""
    return {"files": [_file(reading) for reading in readings]}


def _file(reading: FileReading) -> dict[str, Any]:
    problem = reading.problem
    return {
        "file": reading.name,
        "sha256": reading.sha256,
        "format": reading.format,
        "problem": {"code": problem.code, "message": problem.message} if problem else None,
        "warning": reading.warning,
        "forms": [form_json(form) for form in reading.forms],
        "leftovers": [asdict(item) for item in reading.leftovers],
    }


def form_json(form: ReadForm) -> dict[str, Any]:
    """One form: its record, where each field stood, and what could not be read."""
    filled = form.filled
    return {
        "form": filled.code,
        "key": filled.key,
        "year": form.year,
        "unit": form.unit,
        "sure": form.sure,
        "record": to_json(filled.record),
        "sources": {at.path: source_json(source) for at, source in filled.sources.items()},
        "unread": [
            {"path": at.path, "text": unread.text, "why": unread.why}
            for at, unread in filled.unread.items()
        ],
    }


def source_json(source: Source) -> dict[str, Any]:
    """The known parts of a source."""
    parts = {
        "table": source.table,
        "row": source.row,
        "column": source.column,
        "paragraph": source.paragraph,
        "sheet": source.sheet,
        "doubt": source.doubt,
    }
    return {name: value for name, value in parts.items() if value is not None} | {
        "text": source.text
    }

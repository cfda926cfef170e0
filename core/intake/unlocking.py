"""Readings of files behind a password, read again with what the clerk has given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.intake.mapping import Layout
from core.intake.reading import FileReading
from core.intake.sandbox import read_paths
from core.progress import Report, silent


def locked(readings: Sequence[FileReading]) -> tuple[FileReading, ...]:
    """Those that a password would open."""
    return tuple(
        reading
        for reading in readings
        if reading.problem is not None and reading.problem.code == "encrypted"
    )


def unlock(
    readings: Sequence[FileReading],
    passwords: tuple[str, ...],
    report: Report = silent,
    layouts: tuple[Layout, ...] = (),
) -> tuple[FileReading, ...]:
    """All readings in their order, those of locked files (of their archive: all) read again.

    Each file is opened with the one of the `passwords` that fits. Raises `Cancelled`.
    """
    paths = tuple(dict.fromkeys(reading.path for reading in locked(readings)))
    return replaced(readings, read_paths(paths, report, passwords=passwords, layouts=layouts))


def replaced(
    readings: Sequence[FileReading], again: Sequence[FileReading]
) -> tuple[FileReading, ...]:
    """The readings in their order, those of files that were read again by what came of that."""
    paths = {reading.path for reading in again}
    out: list[FileReading] = []
    done: set[Path] = set()
    for reading in readings:
        if reading.path not in paths:
            out.append(reading)
        elif reading.path not in done:
            done.add(reading.path)
            # The folder that tells it from another file of its name.
            folder = reading.name.partition(reading.path.name)[0]
            same = (fresh for fresh in again if fresh.path == reading.path)
            out += [replace(fresh, name=f"{folder}{fresh.name}") for fresh in same]
    return tuple(out)

"""Many units' papers in one go, on all processors, with progress and cancel.

A unit takes some 0.3 s in three formats, almost all of it Python's own; threads would wait for
each other, so the units are shared out to child processes.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from core.errors import InUse
from core.progress import Report, silent, step
from core.submission import Filled
from core.writers import EXPORTERS

FEW = 8
"""So few units are done before children would have started."""


@dataclass(frozen=True, slots=True)
class Job:
    """A unit's forms, and the files to write, by their kind: docx, xlsx, pdf."""

    name: str
    forms: tuple[Filled, ...]
    targets: tuple[tuple[str, Path], ...]


def job(name: str, forms: Sequence[Filled], base: Path, kinds: Sequence[str]) -> Job:
    """The forms as `base.docx`, `base.xlsx`, …; the folder must be there."""
    targets = tuple((kind, base.with_name(f"{base.name}.{kind}")) for kind in kinds)
    return Job(name, tuple(forms), targets)


def export_all(jobs: Sequence[Job], report: Report = silent) -> tuple[Path, ...]:
    """Write every file; the files, in order. One that another program holds stays as it is, and
    the new one is put beside it.

    Raises `Cancelled`, or `UserError` for the first that cannot be written.
    """
    if len(jobs) <= FEW or (os.cpu_count() or 1) == 1:
        made = []
        for done, each in enumerate(jobs):
            step(report, done, len(jobs), each.name)
            made.append(write(each))
    else:
        made = _shared_out(jobs, report)
    step(report, len(jobs), len(jobs), "")
    return tuple(path for paths in made for path in paths)


def write(each: Job) -> tuple[Path, ...]:
    """Write a unit's files; where they are."""
    return tuple(_written(kind, each.forms, target) for kind, target in each.targets)


def _written(kind: str, forms: Sequence[Filled], target: Path) -> Path:
    try:
        EXPORTERS[kind](forms, target)
    except InUse as error:
        EXPORTERS[kind](forms, error.free)
        return error.free
    return target


def _shared_out(jobs: Sequence[Job], report: Report) -> list[tuple[Path, ...]]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        names = {pool.submit(write, each): each.name for each in jobs}
        try:
            step(report, 0, len(jobs), jobs[0].name)
            for done, future in enumerate(as_completed(names), 1):
                future.result()
                step(report, done, len(jobs), names[future])
            return [future.result() for future in names]
        finally:
            pool.shutdown(cancel_futures=True)

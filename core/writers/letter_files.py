"""Letters to units into a folder: a file for each in Word and PDF, or all in one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from core.progress import Report as Progress
from core.progress import silent, step
from core.reports.report import Report
from core.writers.filing import Filing
from core.writers.report_files import WRITERS

KINDS = ("docx", "pdf")


class Letter(Protocol):
    """A letter that is ready: what its file is called, without an ending, and what it says."""

    @property
    def name(self) -> str: ...
    @property
    def report(self) -> Report: ...


def write_letters(
    letters: Sequence[Letter],
    folder: Path,
    together: str | None = None,
    report: Progress = silent,
) -> Filing:
    """The files that were written; all letters in one file where it has a name for them `together`.

    UserError for the first file that cannot be written, raises `Cancelled`.
    """
    filing = Filing(folder)
    batches: list[tuple[str, Sequence[Letter]]] = [(each.name, (each,)) for each in letters]
    if together is not None and letters:
        batches = [(together, letters)]
    for done, (name, some) in enumerate(batches):
        step(report, done, len(batches), name)
        base = filing.base(name)
        for kind in KINDS:
            filing.write(base, kind, partial(WRITERS[kind], [each.report for each in some]))
    return filing

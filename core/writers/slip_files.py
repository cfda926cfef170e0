"""Return slips into a folder: a file for each unit in Word and PDF, or all in one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from core.progress import Report, silent, step
from core.reports.slips import Slip
from core.writers.filing import Filing
from core.writers.report_files import WRITERS

KINDS = ("docx", "pdf")


def write_slips(
    slips: Sequence[Slip],
    folder: Path,
    year: int,
    *,
    together: bool = False,
    report: Report = silent,
) -> Filing:
    """The files that were written; UserError for the first that cannot be, raises `Cancelled`."""
    filing = Filing(folder)
    batches: list[tuple[str, Sequence[Slip]]] = [(slip.name, (slip,)) for slip in slips]
    if together and slips:
        batches = [(f"{year}年度退回修改通知", slips)]
    for done, (name, some) in enumerate(batches):
        step(report, done, len(batches), name)
        base = filing.base(name)
        for kind in KINDS:
            filing.write(base, kind, partial(WRITERS[kind], [slip.report for slip in some]))
    return filing

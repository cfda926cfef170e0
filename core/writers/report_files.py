"""Reports into a folder, in several formats at once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from core.reports.report import Report
from core.writers.report_docx import write_report_docx
from core.writers.report_pdf import write_report_pdf
from core.writers.report_xlsx import write_report_xlsx
from core.writers.target import safe_name

WRITERS: Mapping[str, Callable[[Sequence[Report], Path], None]] = MappingProxyType(
    {
        "xlsx": lambda reports, target: write_report_xlsx(reports[0], target),
        "docx": write_report_docx,
        "pdf": write_report_pdf,
    }
)
"""File ending → writer; a workbook holds one report."""


def write_reports(
    reports: Sequence[Report], folder: Path, name: str, kinds: Sequence[str] = ("docx", "pdf")
) -> tuple[Path, ...]:
    """Write the reports together, a file for each kind; the files written.

    Characters of `name` that a file cannot have are replaced. UserError says which file could
    not be written; those before it are there.
    """
    paths = tuple(folder / f"{safe_name(name)}.{kind}" for kind in kinds)
    for kind, path in zip(kinds, paths, strict=True):
        WRITERS[kind](reports, path)
    return paths

"""The writers of reports by the ending of the file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from core.reports.report import Report
from core.writers.report_docx import write_report_docx
from core.writers.report_pdf import write_report_pdf
from core.writers.report_xlsx import write_report_xlsx

WRITERS: Mapping[str, Callable[[Sequence[Report], Path], None]] = MappingProxyType(
    {
        "xlsx": lambda reports, target: write_report_xlsx(reports[0], target),
        "docx": write_report_docx,
        "pdf": write_report_pdf,
    }
)
"""File ending → writer; a workbook holds one report."""

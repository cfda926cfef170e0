"""Drawing papers and reports as Word, Excel and PDF."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from core.submission import Filled
from core.writers.docx import write_docx
from core.writers.pdf import svg_pages, write_pdf
from core.writers.xlsx import write_xlsx

EXPORTERS: Mapping[str, Callable[[Sequence[Filled], Path], None]] = MappingProxyType(
    {"docx": write_docx, "xlsx": write_xlsx, "pdf": write_pdf}
)
"""Suffix → writer; a writer replaces the target whole or not at all (UserError)."""

__all__ = ["EXPORTERS", "svg_pages", "write_docx", "write_pdf", "write_xlsx"]

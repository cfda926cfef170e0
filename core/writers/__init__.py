"""Drawing papers and reports as Word, Excel and PDF.

Each writer puts all forms it is given into one file, whole or not at all; `UserError` says in a
sentence why it could not.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from core.submission import Filled
from core.writers.docx import write_docx
from core.writers.pdf import svg_pages, write_pdf
from core.writers.target import safe_name
from core.writers.xlsx import write_xlsx

Exporter = Callable[[Sequence[Filled], Path], None]
EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {"docx": write_docx, "xlsx": write_xlsx, "pdf": write_pdf}
)
"""File ending → writer."""

__all__ = [
    "EXPORTERS",
    "Exporter",
    "safe_name",
    "svg_pages",
    "write_docx",
    "write_pdf",
    "write_xlsx",
]

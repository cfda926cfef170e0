"""What a report gets in a template that has nothing like it: the look of official letters."""

from __future__ import annotations

from typing import Any

from core.submission import Filled
from core.writers.docx import TEXT, inner_table
from core.writers.prose import ProseTable
from core.writers.wordml import paragraph, run


def official_line(text: str) -> Any:
    """A paragraph of running text, as an element."""
    return paragraph(run(text, TEXT), first_line=2, size=TEXT.size, line=1.45, align="both")


def official_table(filled: Filled, table: ProseTable) -> list[Any]:
    """A table of the report with its title, as elements of a body."""
    return list(inner_table(filled, table))

"""Where a value stood in the submitted file.

Named tuples, because an import makes some hundred of them a file, sends them from a child process
and stores them as they are.
"""

import re
from typing import NamedTuple

_COLUMNS_OF = re.compile(r"栏目(?:写的是(\d{4})年|「((?:19|20)\d\d)年[^」]*决算)")


class Source(NamedTuple):
    """A cell of a table, or a paragraph, of a submitted file, with the text as written.

    `table` counts from 0 in document order (of a workbook: over its sheets, with `sheet` named);
    `row` and `column` are 0-based grid cells. `doubt` says, in Chinese, how the program repaired
    or guessed the value, or is None when it was read as it stands.
    """

    text: str
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    doubt: str | None = None


class Unread(NamedTuple):
    """Text that belongs to a field but could not be understood, and why (Chinese)."""

    text: str
    why: str


def columns_of(year: int) -> str:
    """The doubt of a form's year whose columns are headed with another one."""
    return f"栏目写的是{year}年"


def strange_column(heading: str) -> str:
    """Why the figures under a heading that no form has are unread."""
    return f"不认识的栏目「{heading}」"


def year_of_columns(note: str | None) -> int | None:
    """The year that such a note names: of all columns, or of a strange one of final accounts."""
    found = _COLUMNS_OF.search(note or "")
    return int(found[1] or found[2]) if found else None

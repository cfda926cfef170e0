"""Where a value stood in the submitted file.

Named tuples, because an import makes some hundred of them a file, sends them from a child process
and stores them as they are.
"""

from typing import NamedTuple


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

"""The two exceptions that reach the clerk as a sentence, or as nothing at all.

Wrong *data* is never an exception: it is kept as unread text and becomes a finding.
"""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """The world refused: one Chinese sentence saying what happened and what to do."""


class InUse(UserError):
    """A file could not be replaced, another program holds it; `free` is a name to take instead."""

    def __init__(self, message: str, free: Path) -> None:
        super().__init__(message)
        self.free = free

    def __reduce__(self) -> tuple[type[InUse], tuple[str, Path]]:
        """A child process hands it over whole."""
        return InUse, (str(self), self.free)


class Cancelled(Exception):
    """The clerk pressed cancel; nothing is shown."""


class Refused(UserError):
    """A file that was not read; `code` is one of the contract's problem codes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

"""A contradiction or gap that the clerk must see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.checks.severity import ERROR, HINT, SEVERITIES, WARNING

if TYPE_CHECKING:
    from core.address import Place

__all__ = ["ERROR", "HINT", "SEVERITIES", "WARNING", "Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact found wrong: where, what was expected, what stands there, and the slip's sentence.

    `places` begins with the cell to mend; further ones are the other side of a contradiction.
    `basis` quotes the rule. `title` is the check's short name.
    """

    check: str
    severity: str
    title: str
    places: tuple[Place, ...]
    message: str
    expected: str | None = None
    found: str | None = None
    basis: str = ""

    @property
    def place(self) -> Place:
        return self.places[0]

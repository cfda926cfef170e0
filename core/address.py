"""The one name of a cell, spoken by edits, findings, provenance, widgets and exports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_REMEMBERED = 2**14
"""Places that are put together once: those of a year's forms are the same few thousand."""


@dataclass(frozen=True, slots=True, order=True)
class At:
    """A place in one form: the record's path, list items by their index from 0.

    `At("fund.score")`, `At("indicators.3.actual")`, `At("tables.0.rows.2.budget")`.
    """

    path: str

    @classmethod
    def of(cls, *steps: str | int) -> At:
        """`At.of("indicators", 3, "actual")`."""
        return _joined(steps)

    def __hash__(self) -> int:
        return hash(self.path)

    def __reduce__(self) -> tuple[Callable[[str], At], tuple[str]]:
        return remembered, (self.path,)

    @property
    def steps(self) -> tuple[str | int, ...]:
        return _steps(self.path)

    @property
    def field(self) -> str:
        """The path up to the first list index: `indicators` of `indicators.3.actual`."""
        names: list[str] = []
        for step in self.steps:
            if isinstance(step, int):
                break
            names.append(step)
        return ".".join(names)

    @property
    def row(self) -> int | None:
        """The first list index, or None outside a list."""
        return next((step for step in self.steps if isinstance(step, int)), None)

    @property
    def column(self) -> str | None:
        """What stands behind the first list index, or None."""
        row = self.row
        if row is None:
            return None
        return self.path[len(self.field) + len(str(row)) + 2 :] or None

    def child(self, *steps: str | int) -> At:
        return At.of(self.path, *steps)

    def within(self, parent: At) -> bool:
        """Whether this place lies in `parent` or is it."""
        return self.path == parent.path or self.path.startswith(parent.path + ".")


@lru_cache(_REMEMBERED)
def remembered(path: str) -> At:
    """`At(path)`, made once."""
    return At(path)


@lru_cache(_REMEMBERED)
def _joined(steps: tuple[str | int, ...]) -> At:
    return At(".".join(map(str, steps)))


@lru_cache(_REMEMBERED)
def _steps(path: str) -> tuple[str | int, ...]:
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell of one form of a submission: `form` is the form's key (`f2`, `f3`, `f3#2`)."""

    form: str
    at: At

"""The paper of the record that is on the desk, laid out once however often it is asked for."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.address import At
from core.forms.papers import paper_of
from core.schema.form import Form
from core.schema.paper import Paper, PaperCell

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _This(Generic[T]):
    """A record or a paper as itself: equal to nothing but the very same object, so that it need
    not be read.

    Neither ever changes, so what was made of one holds as long as it does.
    """

    thing: T

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.thing is self.thing


def official(record: Form) -> Paper:
    """The paper of an f1, f2 or f3."""
    return _paper(_This(record))


def cell_of(record: Form, at: At) -> PaperCell | None:
    """The cell that shows a place, or None when the paper has no slot for it."""
    return _cells(_This(official(record))).get(at)


@functools.lru_cache(maxsize=4)
def _paper(this: _This[Form]) -> Paper:
    return paper_of(this.thing)


@functools.lru_cache(maxsize=4)
def _cells(this: _This[Paper]) -> dict[At, PaperCell]:
    found: dict[At, PaperCell] = {}
    for cell in this.thing.cells:
        for at in (*cell.slots, *cell.also):
            found.setdefault(at, cell)
    return found

"""The paper of the record that is on the desk, laid out once however often it is asked for."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from core.address import At
from core.forms.papers import paper_of
from core.schema.form import Form
from core.schema.paper import Paper, PaperCell


@dataclass(frozen=True, slots=True, eq=False)
class _This:
    """A record as itself: equal to nothing but the very same object, so that it need not be read.

    Records never change, so what was made of one holds as long as it does.
    """

    record: Form

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.record is self.record


def official(record: Form) -> Paper:
    """The paper of an f1, f2 or f3."""
    return _paper(_This(record))


def cell_of(record: Form, at: At) -> PaperCell | None:
    """The cell that shows a place, or None when the paper has no slot for it."""
    return _cells(_This(record)).get(at)


@functools.lru_cache(maxsize=4)
def _paper(this: _This) -> Paper:
    return paper_of(this.record)


@functools.lru_cache(maxsize=4)
def _cells(this: _This) -> dict[At, PaperCell]:
    found: dict[At, PaperCell] = {}
    for cell in _paper(this).cells:
        for at in (*cell.slots, *cell.also):
            found.setdefault(at, cell)
    return found

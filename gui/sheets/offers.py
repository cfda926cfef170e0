"""What may be picked for a cell instead of typed: official names, and what else its column says."""

from __future__ import annotations

from core.address import At
from core.forms.parts_paper import LEVELS
from core.schema.form import get, spec_at
from core.schema.kinds import TEXT
from core.submission import Filled


def offered(filled: Filled, at: At) -> tuple[str, ...]:
    """The texts for a cell of a list, each once; nothing for cells by themselves and long texts."""
    spec = spec_at(type(filled.record), at)
    if at.row is None or at.column is None or spec.kind is not TEXT or spec.multiline:
        return ()
    items = At(at.field)
    column = (
        filled.text(items.child(row, at.column)) for row in range(len(get(filled.record, items)))
    )
    return tuple(dict.fromkeys([*_official(filled, at), *filter(None, column)]))


def _official(filled: Filled, at: At) -> tuple[str, ...]:
    """The names of the official form for a level of indicators, those of its group first."""
    if at.field != "indicators" or at.row is None:
        return ()
    if at.column == "level1":
        return tuple(name for name, _ in LEVELS)
    if at.column != "level2":
        return ()
    group = filled.text(At(at.field).child(at.row, "level1"))
    ordered = sorted(LEVELS, key=lambda level: level[0] != group)
    return tuple(name for _, names in ordered for name in names)

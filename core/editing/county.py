"""What the county itself sets: its list of units and the scheme of each year."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.editing.edits import CountyEdit, SetScheme, SetUnits


@dataclass(frozen=True, slots=True)
class County:
    """The units that should hand in, in the county's order, and each year's scheme as TOML."""

    units: tuple[str, ...] = ()
    schemes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountyApplied:
    """The county after an edit; `inverse` is None when the edit changed nothing."""

    after: County
    inverse: CountyEdit | None


def apply_county(before: County, edit: CountyEdit) -> CountyApplied:
    """The county with the edit made."""
    if isinstance(edit, SetUnits):
        after = dataclasses.replace(before, units=tuple(dict.fromkeys(edit.units)))
        if after.units == before.units:
            return CountyApplied(before, None)
        return CountyApplied(after, SetUnits(before.units))
    old = before.schemes.get(edit.year)
    if edit.text == old:
        return CountyApplied(before, None)
    others = {year: text for year, text in before.schemes.items() if year != edit.year}
    schemes = others if edit.text is None else {**others, edit.year: edit.text}
    return CountyApplied(
        dataclasses.replace(before, schemes=dict(sorted(schemes.items()))),
        SetScheme(edit.year, old),
    )

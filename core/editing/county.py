"""What the county itself sets: its list of units, and the scheme and deadline of each year."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, assert_never

from core.editing.edits import (
    CountyEdit,
    PutUnit,
    SetDeadline,
    SetLayout,
    SetLetterhead,
    SetReportText,
    SetScheme,
    SetTemplate,
    SetUnits,
)
from core.letterhead import NO_LETTERHEAD, Letterhead
from core.report_text import ReportText
from core.submission import FileInfo
from core.unit import Unit

K = TypeVar("K", int, str)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class County:
    """The units that should hand in, in the county's order, and each year's scheme as TOML.

    `known` are the units of which more than the name is known, listed or not; `deadlines` the last
    days on which a year's forms may come in; `texts` are sections of the county's report that the
    clerk has rewritten, by year and key (`2024/overview`); `layouts` are the layouts of tables that
    the clerk has explained, by name, as JSON; `letterhead` is what stands on the bureau's papers;
    `templates` are the county's own files of the forms, by the form's code.
    """

    units: tuple[str, ...] = ()
    schemes: Mapping[int, str] = field(default_factory=dict)
    known: Mapping[str, Unit] = field(default_factory=dict)
    deadlines: Mapping[int, dt.date] = field(default_factory=dict)
    texts: Mapping[str, ReportText] = field(default_factory=dict)
    layouts: Mapping[str, str] = field(default_factory=dict)
    letterhead: Letterhead = NO_LETTERHEAD
    templates: Mapping[str, FileInfo] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountyApplied:
    """The county after an edit; `inverse` is None when the edit changed nothing."""

    after: County
    inverse: CountyEdit | None


def apply_county(before: County, edit: CountyEdit) -> CountyApplied:
    """The county with the edit made; KeyError for facts that name another unit."""
    after, inverse = _made(before, edit)
    return CountyApplied(before, None) if after == before else CountyApplied(after, inverse)


def _made(before: County, edit: CountyEdit) -> tuple[County, CountyEdit]:
    match edit:
        case SetUnits(units):
            listed = tuple(dict.fromkeys(units))
            return dataclasses.replace(before, units=listed), SetUnits(before.units)
        case PutUnit(name, unit):
            if unit is not None and unit.name != name:
                raise KeyError(name)
            known = _with(before.known, name, None if unit == Unit(name) else unit)
            return dataclasses.replace(before, known=known), PutUnit(name, before.known.get(name))
        case SetScheme(year, text):
            schemes = _with(before.schemes, year, text)
            inverse = SetScheme(year, before.schemes.get(year))
            return dataclasses.replace(before, schemes=schemes), inverse
        case SetDeadline(year, day):
            deadlines = _with(before.deadlines, year, day)
            back = SetDeadline(year, before.deadlines.get(year))
            return dataclasses.replace(before, deadlines=deadlines), back
        case _:
            return _papers(before, edit)


def _papers(
    before: County, edit: SetReportText | SetLayout | SetLetterhead | SetTemplate
) -> tuple[County, CountyEdit]:
    """What is kept for reading files and writing papers."""
    match edit:
        case SetReportText(section, text):
            texts = _with(before.texts, section, text)
            was = SetReportText(section, before.texts.get(section))
            return dataclasses.replace(before, texts=texts), was
        case SetLayout(name, text):
            layouts = _with(before.layouts, name, text)
            former = SetLayout(name, before.layouts.get(name))
            return dataclasses.replace(before, layouts=layouts), former
        case SetLetterhead(letterhead):
            return dataclasses.replace(before, letterhead=letterhead), SetLetterhead(
                before.letterhead
            )
        case SetTemplate(form, file):
            templates = _with(before.templates, form, file)
            earlier = SetTemplate(form, before.templates.get(form))
            return dataclasses.replace(before, templates=templates), earlier
        case _:
            assert_never(edit)


def _with(before: Mapping[K, V], key: K, value: V | None) -> Mapping[K, V]:
    """The mapping, in order, with the value; without the key for None."""
    others = {known: old for known, old in before.items() if known != key}
    return dict(sorted((others if value is None else {**others, key: value}).items()))

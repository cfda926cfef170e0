"""Files put together to submissions: one proposal per unit and year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from types import MappingProxyType

from rapidfuzz import fuzz, process

from core.initials import sounds_like
from core.intake.beside_files import Named, named_in_folders, says_no_unit, unit_beside
from core.intake.copies import by_year, without_repeats, without_templates
from core.intake.extract import ReadForm
from core.intake.leftover import sentences
from core.intake.reading import FileReading
from core.submission import FileInfo, Filled, Submission, numbered
from core.text import squash

_ALIKE = 88
_SHORTEST = 3
_INITIALS = 3
"""Fewer letters sound like too many names."""
_ENDING = 3
_NAME_NOISE = re.compile(
    r"附件?[0-9一二三四五]*|(?:19|20)\d\d年?度?|部门整体支出|整体支出|项目支出|绩效|自评|评价|报告|"
    r"基础数据|附表|[及和与]|[表书]|定稿|终稿|修改|盖章|电子版|扫描[件版]?|上报|最终版?|副本|全套|材料|新|[0-9]+|[^\w]|_|Word|Excel"
)
_DIGITS = re.compile(r"\d{3,}")
_NONE: Mapping[str, str] = MappingProxyType({})
_BEFORE = re.compile(r"^中共|^中国共产党")
_BESIDE = re.compile(
    r"^\s*[0-9]{3,}\s*[-—_:：]?\s*|\s*[(（]\s*(?:盖\s*章|公\s*章|签\s*章|[0-9]{3,})\s*[)）]\s*$"
)
"""A unit's code and the place of its seal, which stand beside its name in one file or another."""
_BY_WEIGHT = ("f2", "f4", "f1", "f5", "f3")
"""Whose word counts first when the forms of a file name their unit differently."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be stored for a unit and year if the clerk accepts.

    `doubts` are Chinese sentences on what was guessed; `readings` the files behind.
    """

    submission: Submission
    readings: tuple[FileReading, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _County:
    """The names of the list, the other names, whether a name may be guessed; what files name."""

    units: Sequence[str]
    called: Mapping[str, str]
    guess: bool
    beside: Named


@dataclass(frozen=True, slots=True)
class _Share:
    """The forms of one file that belong to one unit and year."""

    unit: str
    year: int
    reading: FileReading
    forms: tuple[ReadForm, ...]
    doubts: tuple[str, ...]


def collect(
    readings: Sequence[FileReading],
    units: Sequence[str] = (),
    year: int | None = None,
    called: Mapping[str, str] = _NONE,
    *,
    guess: bool = True,
    beside: Named | None = None,
) -> tuple[Proposal, ...]:
    """One proposal per unit and year, in the order in which the files name them.

    `units` is the county's list, whose spelling wins, and `called` the other names and the codes
    by which its units go; `year` stands in where a file names none.
    A file that does not name its unit goes by its own name, read in the light of the units that
    the other files name: 水利局附件1.docx belongs to 青溪县水利局. When its name says nothing
    either (附件1.docx), it belongs to the unit whose folder it lies in; `beside` says what the
    files of each folder name, for a caller who gives them one by one. A file given twice counts
    once.
    Without `guess` a name that is only like one of the list stays, for where nobody can be asked.
    """
    stated = tuple(dict.fromkeys(f.unit for r in readings for f in r.forms if f.unit))
    named = named_in_folders(readings) if beside is None else beside
    county = _County(units, called, guess, named)
    shares: dict[tuple[str, int], list[_Share]] = {}
    seen: set[str] = set()
    for reading in readings:
        if reading.sha256 in seen or not reading.forms:
            continue
        seen.add(reading.sha256)
        for share in _shares(reading, county, stated, year):
            shares.setdefault((_key(share.unit), share.year), []).append(share)
    return tuple(_proposal(group) for group in shares.values())


def _shares(
    reading: FileReading,
    county: _County,
    stated: Sequence[str],
    year: int | None,
) -> list[_Share]:
    forms, blank = without_templates(reading.forms)
    rest = (*_rest(reading), *(f"{reading.name}{words}。" for words in blank))
    overall = {_key(form.unit) for form in forms if form.filled.code == "f2" and form.unit}
    if len(overall) > 1:
        by_unit: dict[str, list[ReadForm]] = {}
        for form in forms:
            by_unit.setdefault(form.unit or "", []).append(form)
        groups = list(by_unit.values())
    else:
        groups = [list(forms)]
    groups = [group for forms in groups for group in by_year(forms)]
    shares = [_share(reading, group, county, stated, year) for group in groups]
    return [replace(shares[0], doubts=(*shares[0].doubts, *rest)), *shares[1:]]


def _rest(reading: FileReading) -> tuple[str, ...]:
    """What must be said of a file whoever it belongs to: remembered layouts, what is left over."""
    known = [f"按已记住的版式“{name}”识读" for name in reading.layouts]
    return tuple(f"{reading.name}{words}。" for words in (*known, *sentences(reading.leftovers)))


def _share(
    reading: FileReading,
    forms: list[ReadForm],
    county: _County,
    stated: Sequence[str],
    year: int | None,
) -> _Share:
    doubts: list[str] = []
    ordered = sorted(forms, key=lambda form: _BY_WEIGHT.index(form.filled.code))
    named = next((form.unit for form in ordered if form.unit), None)
    if named is None:
        named, how = _unnamed(reading, county, stated)
        doubts.append(f"{reading.name}没有写明单位，{how}认作「{named}」。")
    unit = match_unit(named, county.units, county.called, guess=county.guess)
    if unit is None:
        unit = _bare(named)
        like = match_unit(named, county.units, county.called)
        if like is not None:
            doubts.append(f"单位名单中没有「{named}」，像是「{like}」，没有合并。")
        elif county.units:
            doubts.append(f"单位名单中没有「{named}」。")
    elif _key(unit) != _key(named):
        doubts.append(f"{reading.name}中的「{named}」认作「{unit}」。")
    years = [form.year for form in forms if form.year is not None]
    chosen = max(years, key=years.count) if years else year
    if chosen is None:
        doubts.append(f"{reading.name}没有写明年度。")
    elif year is not None and chosen != year:
        doubts.append(f"{reading.name}写的是{chosen}年度。")
    return _Share(unit, chosen or 0, reading, tuple(forms), tuple(doubts))


def _unnamed(reading: FileReading, county: _County, stated: Sequence[str]) -> tuple[str, str]:
    """The unit of a file that names none, and what says so."""

    def meant(name: str) -> str | None:
        return match_unit(name, county.units, county.called) or match_unit(name, stated)

    of_name = _unit_of_name(reading.name, county.called)
    found = match_unit(of_name, stated)
    if found is None and meant(of_name) is None and says_no_unit(of_name):
        found = unit_beside(reading, county.beside, meant)
        if found is not None:
            return found, "按同一文件夹的材料"
    return found or of_name, "按文件名"


def named_unit(forms: Sequence[Filled], reading: FileReading) -> str:
    """What a file calls the unit of these forms; its own name when they say nothing."""
    said = {form.filled.key: form.unit for form in reading.forms if form.unit}
    of_forms = [said[form.key] for form in forms if form.key in said]
    return next(iter(of_forms), None) or _unit_of_name(reading.name)


def match_unit(
    name: str, units: Sequence[str], called: Mapping[str, str] = _NONE, *, guess: bool = True
) -> str | None:
    """The unit of the county's list that a name means: the same, a part of it, or much alike.

    `called` gives the names for other names and codes; what it says goes before what is alike.
    An abbreviation (发改局) or initials (slj) count where they fit one unit alone. Without `guess`
    only what can mean nothing else counts: the same, another name, a part of one name alone,
    initials. A longer name may be that of an office below, a name alike that of a neighbour.
    """
    by_key = {_key(other): unit for other, unit in called.items()}
    by_key.update((_key(unit), unit) for unit in units)
    key = _key(name)
    return _meant(key, units, by_key) or (_like(key, by_key) if guess else None)


def _meant(key: str, units: Sequence[str], by_key: Mapping[str, str]) -> str | None:
    """The unit that a name means and that no other can be meant by."""
    if key in by_key:
        return by_key[key]
    if key.isascii() and key.isalpha():
        found = {unit for unit in units if len(key) >= _INITIALS and sounds_like(unit, key)}
    else:
        found = {unit for other, unit in by_key.items() if _part(key, other)}
    return found.pop() if len(found) == 1 else None


def _like(key: str, by_key: Mapping[str, str]) -> str | None:
    """The unit that a name seems to mean."""
    if key.isascii() and key.isalpha():
        return None
    inside = {unit for other, unit in by_key.items() if _part(key, other) or _part(other, key)}
    if len(inside) == 1:
        return inside.pop()
    short = {unit for other, unit in by_key.items() if _short(key, other)}
    if not inside and len(short) == 1:
        return short.pop()
    best = process.extractOne(key, list(by_key), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return by_key[best[0]] if best is not None else None


def _part(short: str, long: str) -> bool:
    return len(short) >= _SHORTEST and short in long


def _short(short: str, long: str) -> bool:
    """Whether a name is made of characters of a longer one, ending alike: 发改局, 发展和改革局."""
    if len(short) < _SHORTEST or short[-1] not in long[-_ENDING:]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _key(name: str | None) -> str:
    return _BEFORE.sub("", squash(_bare(name or "")))


def _bare(name: str) -> str:
    """A unit's name without its code and its seal; a code alone stays."""
    return _BESIDE.sub("", name) or name


def _unit_of_name(name: str, called: Mapping[str, str] = _NONE) -> str:
    """What is left of a file name without the wording of forms; the whole stem if nothing is.

    The unit itself when the name bears its code.
    """
    stem = PurePath(name).stem
    for number in _DIGITS.findall(stem):
        if number in called:
            return called[number]
    return _NAME_NOISE.sub("", stem) or stem


def _proposal(shares: list[_Share]) -> Proposal:
    first = shares[0]
    forms: tuple[Filled, ...] = tuple(form.filled for share in shares for form in share.forms)
    files = tuple(
        FileInfo(r.sha256, r.name, r.format, len(r.data)) for r in (s.reading for s in shares)
    )
    kept, repeats = without_repeats(forms)
    doubts = (*(doubt for share in shares for doubt in share.doubts), *repeats)
    submission = Submission(first.unit, first.year, numbered(kept), files)
    return Proposal(submission, tuple(share.reading for share in shares), doubts)

"""Slots within a text: behind 「填表人：」, and the year in titles and headings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.address import At
from core.intake import labels
from core.text import label_key

Changes = tuple[tuple[int, int, str], ...]
"""Parts of a text (from, to) and what stands there afterwards."""
_SEAL = re.compile(r"[(（]\s*(?:盖|公|签)\s*章\s*[)）]|\s*(?:万元|元)\s*$")
_OTHER = re.compile(r"\s*(?:财务|项目|业务|分管|科室|股室|技术|主管部门)负责人")
_ROOM = " 　_\n\t"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_YEAR = re.compile(r"(?:(?<!\d)20)?[\s　_×X]*(?=年度)|^[\s　_]*(?=年)")
_PART = r"[0-9０-９〇○零一二三四五六七八九十Xx×_\s　]{0,8}"
_DAY = re.compile(rf"{_PART}[年./\-]{_PART}[月./\-]{_PART}日?")
_LEAST = 2
_TABLES = {
    "f1": labels.BASIC_LEAD,
    "f2": labels.Lookup({**labels.OVERALL_LINE, **labels.UNIT_LEAD, **labels.GOAL_PATHS}),
    "f3": labels.Lookup({**labels.PROJECT_LINE, **labels.PROJECT_LEAD, **labels.GOAL_PATHS}),
    "f4": labels.SEAL,
    "f5": labels.Lookup({**labels.PROJECT, **labels.SEAL}),
}


def changes_of(text: str, code: str, values: Mapping[At, str]) -> Changes:
    """What to change so that each value stands behind its label; a label not found is left out.

    Room that the template leaves for writing shrinks by what is written, down to two blanks.
    """
    table = _TABLES[code]
    found = list(table.pattern.finditer(text))
    made = []
    for number, match in enumerate(found):
        at = At(table[label_key(match[1])])
        if at not in values:
            continue
        start = match.end()
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        other = _OTHER.search(text, start, end)
        end = other.start() if other else end
        seal = _SEAL.search(text, start, end)
        written = text[start : seal.start() if seal else end]
        value = values[at]
        stripped = written.rstrip(_ROOM)
        room = written[len(stripped) :]
        lead = len(written) - len(written.lstrip(_ROOM)) if stripped else 0
        last = number + 1 == len(found) and not seal and other is None
        keep = 0 if last or not room else min(len(room), max(_LEAST, len(room) - len(value)))
        stop = start + len(written) - (keep if value else len(room))
        made.append((start + lead, max(stop, start + lead), value))
    return tuple(made)


def is_day(text: str) -> bool:
    """Whether a line is nothing but a day, or the blanks for one: 2025年4月1日, 　年　月　日."""
    return _DAY.fullmatch(text.strip()) is not None


def dated(text: str, old: int, new: int) -> Changes:
    """The years of a label moved on by as many as the form's year."""
    if old == new:
        return ()
    return tuple(
        (match.start(), match.end(), str(int(match[0]) + new - old))
        for match in _YEAR.finditer(text)
    )


def titled(text: str, year: int) -> Changes:
    """The year in a title that leaves it open, 「　　年度…」 or 「20　　年度…」."""
    match = _NO_YEAR.search(text)
    return () if match is None else ((match.start(), match.end(), str(year)),)

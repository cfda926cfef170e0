"""The same form several times: a blank template beside the filled one, last year's, a repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.intake.extract import ReadForm
from core.schema.form import leaves, to_json
from core.submission import Filled

ONCE = {"f1": "基础数据表", "f2": "整体支出绩效自评表", "f4": "整体支出绩效自评报告"}
"""The forms that a unit hands in once a year."""
_TEMPLATE = re.compile(
    r"title|year|unit|blank|sign\..*|cells\..*|paragraphs\..*|lines\.\d+\.(?:item|label)"
    r"|.*\.(?:level[123]|level1_weight|target|standard|weight|completed_year|no|heading)"
)
"""What a template may say before anybody has filled it in."""


def is_template(filled: Filled) -> bool:
    """Whether nothing of a form that is handed in once was filled in.

    The formulas of an empty sheet give 0, or #DIV/0!, which is nothing either.
    """
    said = [at.path for at, _, value in leaves(filled.record) if value not in (None, False, 0)]
    unread = [at.path for at, item in filled.unread.items() if not item.text.startswith("#")]
    return all(map(_TEMPLATE.fullmatch, [*said, *unread]))


def without_templates(
    forms: Sequence[ReadForm],
) -> tuple[tuple[ReadForm, ...], tuple[str, ...]]:
    """The forms of a file but for blank ones that stand there filled in too, and what was left."""
    blank = {id(form) for form in forms if form.filled.code in ONCE and is_template(form.filled)}
    filled = {form.filled.code for form in forms if id(form) not in blank}
    left = [form for form in forms if id(form) in blank and form.filled.code in filled]
    gone = {id(form) for form in left}
    names = dict.fromkeys(ONCE[form.filled.code] for form in left)
    sentences = tuple(f"另有空白的{name}，没有取用" for name in names)
    return tuple(form for form in forms if id(form) not in gone), sentences


def by_year(forms: Sequence[ReadForm]) -> list[list[ReadForm]]:
    """The forms of a file, each year's apart where one is there for several years.

    Otherwise a form that names another year than its neighbours has most likely a slip in its
    title. A form that names none is of the latest year.
    """
    years = {
        code: {form.year for form in forms if form.filled.code == code and form.year is not None}
        for code in ONCE
    }
    several = set[int]().union(*(found for found in years.values() if len(found) > 1))
    if not several:
        return [list(forms)]
    latest = max(several)
    groups: dict[int, list[ReadForm]] = {}
    for form in forms:
        groups.setdefault(form.year if form.year in several else latest, []).append(form)
    return list(groups.values())


def without_repeats(forms: Sequence[Filled]) -> tuple[tuple[Filled, ...], tuple[str, ...]]:
    """The forms but for those that say the same as one before them, and what is there twice."""
    kept: list[Filled] = []
    doubts: list[str] = []
    for code, name in ONCE.items():
        copies = [form for form in forms if form.code == code]
        different = [
            form
            for at, form in enumerate(copies)
            if all(_said(form) != _said(other) for other in copies[:at])
        ]
        kept += different
        if len(different) < len(copies):
            doubts.append(f"{name}有{len(copies)}份，内容相同的只取一份。")
        if len(different) > 1:
            doubts.append(f"{name}有{len(different)}份。")
    chosen = {id(form) for form in kept}
    rest = tuple(form for form in forms if form.code not in ONCE or id(form) in chosen)
    return rest, tuple(doubts)


def _said(form: Filled) -> object:
    """All that a form says but for its title, with what could not be read."""
    said = {**to_json(form.record), "title": None}
    return said, sorted((unread.text, unread.why) for unread in form.unread.values())

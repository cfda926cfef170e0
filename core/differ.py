"""Two versions of a form cell by cell, and the new version with only some of it accepted.

Rows are matched by what they are called (indicators by 三级指标, lines by their label), never by
their place: a row inserted above makes no difference of those below.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from core.address import At
from core.checks.where import cell_words
from core.editing.rows import insert_row, remove_row
from core.schema.form import Record, get, leaves, put, specs_of
from core.source import Unread
from core.submission import Filled
from core.text import squash

CHANGED, ADDED, REMOVED = "改", "增", "删"
_NAMES = ("level3", "row", "item", "label", "heading", "title", "name", "level2")
_ALIKE = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that says something else, or a row that came or went.

    `old` is the place in the old form and `new` that in the new one; a row that came has no `old`,
    one that went no `new`. `before` and `after` are the texts, of a row all its cells.
    """

    kind: str
    old: At | None
    new: At | None
    words: str
    before: str
    after: str

    @property
    def at(self) -> At:
        """The place in the new form, of a row that went in the old one."""
        place = self.new or self.old
        assert place is not None
        return place


def differences(before: Filled, after: Filled) -> tuple[Difference, ...]:
    """What differs between two versions of a form, in the order of the paper."""
    if before.code != after.code:
        raise TypeError(after.code)
    return tuple(_within(before, after, None, None))


def merged(before: Filled, after: Filled, accepted: Collection[Difference]) -> Filled:
    """The new version of a form with what was not accepted as it was before.

    What is kept of the old version has no source in the new file; it counts as typed in.
    """
    refused = [found for found in differences(before, after) if found not in accepted]
    filled = after
    for found in refused:
        if found.kind == CHANGED and found.old is not None and found.new is not None:
            filled = _put_back(filled, before, found.old, found.new)
    rows = [found for found in refused if found.kind != CHANGED]
    # Inner lists first and from below, so that the places of the others stay true.
    for found in sorted(rows, key=lambda found: (-len(found.at.steps), -_index(found.at))):
        if found.kind == ADDED:
            filled = remove_row(filled, _list(found.at), _index(found.at))
    for found in sorted(rows, key=lambda found: (-len(found.at.steps), _index(found.at))):
        if found.kind == REMOVED:
            items = _list(found.at)
            index = min(_index(found.at), len(get(filled.record, items)))
            row, here = get(before.record, found.at), items.child(index)
            unread = _moved(before.unread, found.at, here)
            filled = insert_row(filled, items, index, row, {}, unread, {})
    return filled


def _within(before: Filled, after: Filled, old: At | None, new: At | None) -> Iterator[Difference]:
    """The differences between a record of the one form and one of the other."""
    record = get(after.record, new) if new else after.record
    for name, spec in specs_of(type(record)).items():
        was, here = _child(old, name), _child(new, name)
        if spec.group is not None:
            yield from _within(before, after, was, here)
        elif spec.rows is not None:
            yield from _rows(before, after, was, here)
        elif _differ(before, was, after, here):
            words = cell_words(after.record, here)
            texts = before.text(was), after.text(here)
            yield Difference(CHANGED, was, here, words, *texts)


def _rows(before: Filled, after: Filled, old: At, new: At) -> Iterator[Difference]:
    olds, news = get(before.record, old), get(after.record, new)
    partner = matched(olds, news)
    for index in range(len(news)):
        here = new.child(index)
        if index in partner:
            yield from _within(before, after, old.child(partner[index]), here)
        else:
            words = cell_words(after.record, here)
            yield Difference(ADDED, None, here, words, "", _said(after, here))
    left = sorted(set(range(len(olds))) - set(partner.values()))
    for index in left:
        was = old.child(index)
        words = cell_words(before.record, was)
        yield Difference(REMOVED, was, None, words, _said(before, was), "")


def matched(olds: Sequence[Record], news: Sequence[Record]) -> dict[int, int]:
    """New row → old row: of the same name, else much alike in name, else nameless both."""
    partner: dict[int, int] = {}
    free = list(range(len(olds)))
    for index, row in enumerate(news):
        same = next((other for other in free if name_of(olds[other]) == name_of(row)), None)
        if same is not None:
            partner[index] = same
            free.remove(same)
    for index, row in enumerate(news):
        if index in partner or not name_of(row):
            continue
        ranked = sorted((-fuzz.ratio(name_of(row), name_of(olds[other])), other) for other in free)
        if ranked and -ranked[0][0] >= _ALIKE:
            partner[index] = ranked[0][1]
            free.remove(ranked[0][1])
    return partner


def name_of(row: Record) -> str:
    """What a row is called, without spaces; empty when it has no name."""
    fields = specs_of(type(row))
    if "item" in fields and get(row, At("item")) not in {None, "", "other"}:
        return f"{get(row, At('item'))} {squash(get(row, At('label')) or '')}"
    for name in _NAMES:
        if name in fields and get(row, At(name)):
            return squash(str(get(row, At(name))))
    return ""


def _differ(before: Filled, old: At, after: Filled, new: At) -> bool:
    """Whether two cells say something else; 9.2 and 9.20 do not."""
    if old in before.unread or new in after.unread:
        return squash(before.text(old)) != squash(after.text(new))
    one, other = get(before.record, old), get(after.record, new)
    if isinstance(one, str) or isinstance(other, str):
        return squash(one or "") != squash(other or "")
    return bool(one != other)


def _put_back(filled: Filled, before: Filled, old: At, new: At) -> Filled:
    record = put(filled.record, new, get(before.record, old))
    unread = {at: what for at, what in filled.unread.items() if at != new}
    if old in before.unread:
        unread[new] = before.unread[old]
    sources = {at: source for at, source in filled.sources.items() if at != new}
    return dataclasses.replace(filled, record=record, unread=unread, sources=sources)


def _moved(unread: Mapping[At, Unread], old: At, new: At) -> dict[At, Unread]:
    """What is unread in a row, at the row's new place."""
    return {
        At(f"{new.path}{at.path.removeprefix(old.path)}"): what
        for at, what in unread.items()
        if at.within(old)
    }


def _said(filled: Filled, at: At) -> str:
    """All that a row says, its cells apart by dots."""
    row: Any = get(filled.record, at)
    inner = (At(f"{at.path}.{leaf.path}") for leaf, spec, _ in leaves(row) if spec.label)
    return " · ".join(filter(None, map(filled.text, inner)))


def _child(at: At | None, name: str) -> At:
    return at.child(name) if at else At(name)


def _list(at: At) -> At:
    return At(at.path.rpartition(".")[0])


def _index(at: At) -> int:
    return int(at.path.rpartition(".")[2])

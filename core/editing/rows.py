"""Rows inserted into, taken out of and moved within a list, with what is known of their cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TypeVar

from core.address import At, Place
from core.judgement import Mark, Review, in_order
from core.schema.form import Record, get, put
from core.source import Source, Unread
from core.submission import Filled

V = TypeVar("V")
Renumber = Callable[[int], int | None]
"""The new index of a row, None when it is gone."""


def insert_row(
    filled: Filled,
    items: At,
    index: int,
    row: Record,
    sources: Mapping[At, Source],
    unread: Mapping[At, Unread],
    reviews: Mapping[At, Review],
) -> Filled:
    """The form with `row` before `index`; what is known of its cells is the row's own, if any."""
    rows = _rows(filled, items)
    if not 0 <= index <= len(rows):
        raise IndexError(f"{items.path}.{index}")
    shifted = _with_rows(filled, items, (*rows[:index], row, *rows[index:]), inserting(index))
    if not sources and not unread and not reviews:
        return shifted
    return dataclasses.replace(
        shifted,
        sources={**shifted.sources, **sources},
        unread={**shifted.unread, **unread},
        reviews={**shifted.reviews, **reviews},
    )


def remove_row(filled: Filled, items: At, index: int) -> Filled:
    """The form without the row."""
    rows = _rows(filled, items)
    check_index(rows, items, index)
    return _with_rows(filled, items, (*rows[:index], *rows[index + 1 :]), removing(index))


def move_row(filled: Filled, items: At, index: int, to: int) -> Filled:
    """The form with the row standing at `to`."""
    rows = _rows(filled, items)
    check_index(rows, items, index)
    check_index(rows, items, to)
    moved = list(rows)
    moved.insert(to, moved.pop(index))
    return _with_rows(filled, items, tuple(moved), moving(index, to))


def inserting(index: int) -> Renumber:
    """How rows are numbered once there is a new one before `index`."""
    return lambda old: old if old < index else old + 1


def removing(index: int) -> Renumber:
    """How rows are numbered once the one at `index` is gone."""
    return lambda old: None if old == index else old - (old > index)


def moving(index: int, to: int) -> Renumber:
    """How rows are numbered once the one at `index` stands at `to`."""

    def renumber(old: int) -> int:
        if old == index:
            return to
        without = old - (old > index)
        return without + (without >= to)

    return renumber


def renumber_marks(
    marks: tuple[Mark, ...], form: str, items: At, renumber: Renumber
) -> tuple[Mark, ...]:
    """The marks once rows of a form's list are renumbered; those of a row that is gone go too."""
    mine = {mark: mark.place.at for mark in marks if mark.place.form == form}
    if not any(at.within(items) for at in mine.values()):
        return marks
    places = {at: _renumbered_place(at, items, renumber) for at in mine.values()}
    moved = (
        dataclasses.replace(mark, place=Place(form, new))
        for mark, at in mine.items()
        if (new := places[at]) is not None
    )
    return in_order((*(mark for mark in marks if mark not in mine), *moved))


def of_row(found: Mapping[At, V], items: At, index: int) -> dict[At, V]:
    """What is known of the cells of one row."""
    row = items.child(index)
    return {at: value for at, value in found.items() if at.within(row)}


def check_index(rows: tuple[Record, ...], items: At, index: int) -> None:
    """IndexError when the list has no such row."""
    if not 0 <= index < len(rows):
        raise IndexError(f"{items.path}.{index}")


def _rows(filled: Filled, items: At) -> tuple[Record, ...]:
    rows: tuple[Record, ...] = get(filled.record, items)
    return rows


def _with_rows(filled: Filled, items: At, rows: tuple[Record, ...], renumber: Renumber) -> Filled:
    return dataclasses.replace(
        filled,
        record=put(filled.record, items, rows),
        sources=_renumbered(filled.sources, items, renumber),
        unread=_renumbered(filled.unread, items, renumber),
        reviews=_renumbered(filled.reviews, items, renumber),
    )


def _renumbered(found: Mapping[At, V], items: At, renumber: Renumber) -> Mapping[At, V]:
    out: dict[At, V] = {}
    for at, value in found.items():
        new = _renumbered_place(at, items, renumber)
        if new is not None:
            out[new] = value
    return out


def _renumbered_place(at: At, items: At, renumber: Renumber) -> At | None:
    prefix = items.path + "."
    if not at.path.startswith(prefix):
        return at
    number, _, rest = at.path[len(prefix) :].partition(".")
    new = renumber(int(number))
    if new is None:
        return None
    return At(f"{prefix}{new}.{rest}" if rest else f"{prefix}{new}")

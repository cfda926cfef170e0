"""Rows inserted into, taken out of and moved within a list, with what is known of their cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TypeVar

from core.address import At
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
) -> Filled:
    """The form with `row` before `index`; `sources` and `unread` are the row's own, if any."""
    rows = _rows(filled, items)
    if not 0 <= index <= len(rows):
        raise IndexError(f"{items.path}.{index}")
    shifted = _with_rows(
        filled,
        items,
        (*rows[:index], row, *rows[index:]),
        lambda old: old if old < index else old + 1,
    )
    if not sources and not unread:
        return shifted
    return dataclasses.replace(
        shifted,
        sources={**shifted.sources, **sources},
        unread={**shifted.unread, **unread},
    )


def remove_row(filled: Filled, items: At, index: int) -> Filled:
    """The form without the row."""
    rows = _rows(filled, items)
    check_index(rows, items, index)

    def renumber(old: int) -> int | None:
        if old == index:
            return None
        return old if old < index else old - 1

    return _with_rows(filled, items, (*rows[:index], *rows[index + 1 :]), renumber)


def move_row(filled: Filled, items: At, index: int, to: int) -> Filled:
    """The form with the row standing at `to`."""
    rows = _rows(filled, items)
    check_index(rows, items, index)
    check_index(rows, items, to)
    order = list(range(len(rows)))
    order.insert(to, order.pop(index))
    new = {old: place for place, old in enumerate(order)}
    return _with_rows(filled, items, tuple(rows[old] for old in order), new.get)


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
    )


def _renumbered(found: Mapping[At, V], items: At, renumber: Renumber) -> Mapping[At, V]:
    prefix = items.path + "."
    out: dict[At, V] = {}
    for at, value in found.items():
        if not at.path.startswith(prefix):
            out[at] = value
            continue
        number, _, rest = at.path[len(prefix) :].partition(".")
        new = renumber(int(number))
        if new is not None:
            out[At(f"{prefix}{new}.{rest}" if rest else f"{prefix}{new}")] = value
    return out

"""Property modifiers (sprms): a paragraph's, a run's and a table row's formatting."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.intake.readers.word97.streams import i16, u8, u16, u32

IN_TABLE, ROW_END, DEPTH = 0x2416, 0x2417, 0x6649
INNER_CELL, INNER_ROW_END = 0x244B, 0x244C
_HUGE = (0x6646, 0x6645)
LIST, LIST_LEVEL = 0x460B, 0x260A
DELETED, HIDDEN, SYMBOL, _OBJECT = 0x0800, 0x083C, 0x6A09, 0x6A03
_POSITION, _SUPER = 0x2A48, 1
_TABLE_DEFINITION, _MERGE, _SPLIT, _VERTICAL = 0xD608, 0x5624, 0x5625, 0xD62B
_WIDTH, _DELETE, _INSERT = 0x7623, 0x5622, 0x7621
_TABS = 0xC615
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TC = 20
MAX_COLUMNS = 64
"""Word's own limit of cells in a row is 63."""


@lru_cache(maxsize=4096)
def sprms(group: bytes) -> tuple[tuple[int, bytes], ...]:
    """The modifiers of a group with their operands, up to where the group is cut off.

    A document has few groups, and each stands at thousands of places.
    """
    return tuple(_sprms(group))


def object_number(group: bytes) -> int | None:
    """The number of the object that a character of this formatting stands for."""
    return next((u32(operand, 0) for code, operand in sprms(group) if code == _OBJECT), None)


@lru_cache(maxsize=4096)
def hidden(*groups: bytes) -> bool:
    """Whether text of these groups, the later going over the earlier, is deleted or hidden."""
    switched = {
        code: operand[0]
        for group in groups
        for code, operand in sprms(group)
        if code in {DELETED, HIDDEN}
    }
    return any(value == 1 for value in switched.values())


@lru_cache(maxsize=4096)
def raised(group: bytes) -> bool:
    """Whether text of a group stands above the line, as the mark of a footnote."""
    return any(code == _POSITION and operand[0] == _SUPER for code, operand in sprms(group))


@lru_cache(maxsize=4096)
def huge(group: bytes) -> int | None:
    """Where in the data stream the formatting stands that is too long for its page, if it is."""
    return next((u32(operand, 0) for code, operand in sprms(group) if code in _HUGE), None)


def _sprms(group: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 <= len(group):
        code = u16(group, at)
        at += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            if at >= len(group):
                return
            if code == _TABLE_DEFINITION:
                if at + 2 > len(group):
                    return
                size = u16(group, at) + 1
            else:
                size = group[at] + 1
                if code == _TABS and group[at] == 255:
                    return
        if size == 0 or at + size > len(group):
            return
        yield code, group[at : at + size]
        at += size


class RowCell(NamedTuple):
    """A cell of a row's definition: its edges in twips and its part in merges."""

    left: int
    right: int
    continues_left: bool = False
    vertical: bool = False
    restarts: bool = False


@lru_cache(maxsize=1024)
def row_cells(group: bytes) -> tuple[RowCell, ...]:
    """The cells of a row as its end mark defines them; empty when nothing is defined."""
    edges: list[int] = []
    flags: list[int] = []
    for code, operand in sprms(group):
        if code == _TABLE_DEFINITION:
            edges, flags = _definition(operand)
        elif code == _WIDTH:
            _resize(edges, operand[0], operand[1], i16(operand, 2))
        elif code == _DELETE and len(edges) > 1:
            first, last = operand[0], min(operand[1], len(flags))
            del edges[first:last], flags[first:last]
        elif code == _INSERT and edges and len(flags) < MAX_COLUMNS:
            _insert(edges, flags, operand)
        else:
            _merge(flags, code, operand)
    return tuple(
        RowCell(
            edges[n],
            edges[n + 1],
            continues_left=bool(flag & 0x02),
            vertical=bool(flag & 0x20),
            restarts=bool(flag & 0x40),
        )
        for n, flag in enumerate(flags)
        if n + 1 < len(edges)
    )


def _merge(flags: list[int], code: int, operand: bytes) -> None:
    if code == _MERGE:
        for column in range(operand[0] + 1, min(operand[1], len(flags))):
            flags[column] |= 0x02
    elif code == _SPLIT:
        for column in range(operand[0], min(operand[1], len(flags))):
            flags[column] &= ~0x03
    elif code == _VERTICAL and len(operand) == 3 and operand[1] < len(flags):
        flags[operand[1]] = flags[operand[1]] & ~0x60 | operand[2] << 5 & 0x60


def _definition(operand: bytes) -> tuple[list[int], list[int]]:
    count = u8(operand, 2)
    if count > MAX_COLUMNS or len(operand) < 3 + 2 * (count + 1):
        return [], []
    edges = [i16(operand, 3 + 2 * n) for n in range(count + 1)]
    start = 3 + 2 * (count + 1)
    starts = [start + _TC * n for n in range(count)]
    return edges, [u16(operand, at) if at + 2 <= len(operand) else 0 for at in starts]


def _resize(edges: list[int], first: int, last: int, width: int) -> None:
    for column in range(first, min(last, len(edges) - 1)):
        shift = width - (edges[column + 1] - edges[column])
        for n in range(column + 1, len(edges)):
            edges[n] += shift


def _insert(edges: list[int], flags: list[int], operand: bytes) -> None:
    first, count, width = min(operand[0], len(flags)), operand[1], i16(operand, 2)
    for _ in range(min(count, MAX_COLUMNS - len(flags))):
        for n in range(first, len(edges)):
            edges[n] += width
        edges.insert(first, edges[first] - width)
        flags.insert(first, 0)

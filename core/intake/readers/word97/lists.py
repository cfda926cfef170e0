"""List definitions of a Word 97-2003 file, as the counter of automatic numbers wants them."""

from core.intake.readers.numbering import Level, Numbering
from core.intake.readers.word97.streams import Streams, i32, piece, u16, u32

_LISTS, _OVERRIDES = 73, 74
_LSTF, _LVLF, _LFO = 28, 28, 16
_LEVELS = 9
_PLACES = {level: f"%{level + 1}" for level in range(_LEVELS)}
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    10: "japaneseCounting", 11: "japaneseCounting", 18: "decimalEnclosedCircle", 23: "bullet",
    28: "decimalEnclosedCircle", 35: "taiwaneseCounting", 37: "chineseCounting",
    38: "chineseCounting", 39: "chineseCounting", 255: "none",
}  # fmt: skip


def load_lists(streams: Streams) -> Numbering:
    """The counter of the file's automatic numbers; lists are named by their override's number."""
    found = Numbering()
    definitions = streams.structure(_LISTS)
    overrides = streams.structure(_OVERRIDES)
    if len(definitions) < 2 or len(overrides) < 4:
        return found
    start, length = streams.index[_LISTS]
    table, at = streams.table, start + length
    for n in range(min(u16(definitions, 0), 2000)):
        head = piece(definitions, 2 + _LSTF * n, _LSTF)
        name = str(i32(head, 0))
        levels = {}
        for level in range(1 if head[26] & 1 else _LEVELS):
            levels[level], at = _level(table, at)
        found.levels[name] = levels
    for n in range(min(u32(overrides, 0), (len(overrides) - 4) // _LFO)):
        found.lists[str(n + 1)] = str(i32(overrides, 4 + _LFO * n))
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    head = piece(table, at, _LVLF)
    at += _LVLF + head[25] + head[24]
    size = u16(table, at)
    text = piece(table, at + 2, 2 * size).decode("utf-16-le", "replace")
    level = Level(_FORMATS.get(head[4], "decimal"), text.translate(_PLACES), i32(head, 0))
    return level, at + 2 + 2 * size

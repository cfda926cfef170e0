"""What is printed in a place of a form: the value as text, or the unread text as it stands."""

import datetime as dt
import re
from collections.abc import Collection, Sequence

from core.address import At
from core.schema.form import get, spec_at
from core.schema.paper import Bracketed, Paper, PaperCell, Part
from core.submission import Filled

_UNPRINTABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold; old binary files may contain it."""


MAKER = "绩效自评工作台"
"""Who made a file, as its properties say."""


def titles_of(forms: Sequence[Filled]) -> str:
    """The title of a file with these forms, for its properties."""
    names = dict.fromkeys(filled.record.NAME for filled in forms)
    return "、".join(names)


def printable(text: str) -> str:
    """The text without characters that no file format can carry; old line breaks unified."""
    return _UNPRINTABLE.sub(" ", text.replace("\x0b", "\n").replace("\r\n", "\n")).replace(
        "\r", "\n"
    )


def shown(filled: Filled, at: At) -> str:
    """The text of a slot; days as 2025年9月17日."""
    if at not in filled.unread and spec_at(type(filled.record), at).kind is not None:
        value = get(filled.record, at)
        if isinstance(value, dt.date):
            return f"{value.year}年{value.month}月{value.day}日"
    return printable(filled.text(at))


def unit_of(filled: Filled) -> str:
    """The name of the unit that a form is of."""
    names = ("unit", "implementer", "authority")
    found = (getattr(filled.record, name, None) for name in names)
    return printable(next((name for name in found if name), ""))


def part_text(filled: Filled, part: Part) -> str:
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, Bracketed):
        text = shown(filled, part.at)
        return f"{part.before}{text}{part.after}" if text else ""
    return shown(filled, part)


def cell_text(filled: Filled, cell: PaperCell) -> str:
    """Wording and slots of a cell of the grid, one after the other."""
    return "".join(part_text(filled, part) for part in cell.parts)


def is_tall(filled: Filled, cell: PaperCell) -> bool:
    """Whether the official form leaves room for paragraphs here: goals, measures."""
    record = type(filled.record)
    return any(slot.row is None and spec_at(record, slot).multiline for slot in cell.slots)


def loose(filled: Filled, printed: Collection[At]) -> tuple[str, ...]:
    """Unread text that none of the `printed` places shows: it is not lost on paper either."""
    return tuple(printable(text.text) for at, text in filled.unread.items() if at not in printed)


def beside(filled: Filled, paper: Paper) -> tuple[str, ...]:
    """Unread text that the grid, the lead and the signature line have no place for."""
    slots = {at for cell in paper.cells for at in (*cell.slots, *cell.also)}
    return loose(filled, slots | {at for _, at in (*paper.lead, *paper.sign)})


def pairs(filled: Filled, line: tuple[tuple[str, At], ...]) -> tuple[tuple[str, str], ...]:
    """A signature line: wording and what is filled in behind it."""
    return tuple((wording, shown(filled, at)) for wording, at in line)


def sign_line(filled: Filled, paper: Paper) -> str:
    """The signature line in one, with room to write where nothing is filled in."""
    return "　".join(wording + (text or "　" * 5) for wording, text in pairs(filled, paper.sign))


def lead(filled: Filled, line: tuple[tuple[str, At], ...]) -> tuple[str, ...]:
    """What stands above the grid: only what is filled in."""
    return tuple(wording + text for wording, text in pairs(filled, line) if text)

"""A unit of the county's list: what the bureau knows of it beside its name."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

CODES = ("f1", "f2", "f3", "f4", "f5")
"""The five forms, by the codes of 附件1 to 附件5; their classes stand in `core.forms`."""
REQUIRED = ("f1", "f2", "f4")
"""The forms that every unit hands in (附件1、2、4必报); f3 and f5 depend on its projects."""


class Unit(NamedTuple):
    """What is known of a unit; empty where nothing was said.

    `authority` is its 主管部门, `kind` its 单位性质. `aliases` are other names that files call it
    by. `exempt` are the codes of the forms that it need not hand in.
    """

    name: str
    code: str = ""
    contact: str = ""
    phone: str = ""
    authority: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()

    @property
    def excused(self) -> bool:
        """Whether nothing at all is expected of it."""
        return all(code in self.exempt for code in REQUIRED)

    def lacks(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The required forms that are not among these codes."""
        there = set(codes) | set(self.exempt)
        return tuple(code for code in REQUIRED if code not in there)


def with_alias(unit: Unit, alias: str) -> Unit:
    """The unit that is known by one more name; itself when it was known by it already."""
    from core.text import clean  # noqa: PLC0415 — the unit list is shown without it

    name = clean(alias)
    if not name or name == unit.name or name in unit.aliases:
        return unit
    return unit._replace(aliases=(*unit.aliases, name))


def joined(old: Unit, new: Unit) -> Unit:
    """What a newer list says of a unit; where that is silent, what was known. Aliases add up."""
    aliases = tuple(dict.fromkeys((*old.aliases, *new.aliases)))
    said = Unit._make(newer or known for known, newer in zip(old, new, strict=True))
    return said._replace(aliases=aliases)


def called(units: Iterable[Unit]) -> Mapping[str, str]:
    """Other names and codes → the name of the unit that they mean."""
    known: dict[str, str] = {}
    for unit in units:
        for other in (*unit.aliases, unit.code):
            if other:
                known.setdefault(other, unit.name)
    return known

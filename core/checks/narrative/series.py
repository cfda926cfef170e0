"""Series: 「A、B分别为¥和¥，占W的%和%」 gives each name its own figure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SERIES = re.compile(r"(?P<mark>[¥%])(?:[、和及与](?P=mark))+")
_NAMED = re.compile(r"(?P<names>[^，。;:()¥%#]+?)分别[^，。;:()¥%#、]{0,8}$")
_AND = re.compile("[、和及与]")
_LEAD = re.compile("^.*(?:其中|从[^，]*看)")


@dataclass(frozen=True, slots=True)
class Member:
    """A figure of a series: its number in it, the places of all figures, and their names.

    The names are empty where those before the series are not as many as its figures.
    """

    index: int
    places: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[self.index]

    @property
    def first(self) -> int:
        return self.places[0]


def series_of(skeleton: str) -> Mapping[int, Member]:
    """The figures of a sentence that stand in series, by their place."""
    found: dict[int, Member] = {}
    for match in _SERIES.finditer(skeleton):
        places = tuple(range(match.start(), match.end(), 2))
        names = _names(skeleton[: match.start()], len(places))
        for index, place in enumerate(places):
            found[place] = Member(index, places, names)
    return found


def _names(before: str, count: int) -> tuple[str, ...]:
    match = _NAMED.search(before)
    names = tuple(_AND.split(_LEAD.sub("", match["names"]))) if match else ()
    return names if len(names) == count else ("",) * count

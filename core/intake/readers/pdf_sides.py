"""Tables of a PDF that are drawn open at the sides: rules across, uprights only between columns.

So do many papers print their tables. What the outer columns hold would stand in no cell, so that
the missing sides are drawn where the rules across end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

from core.intake.readers.pdf_blocks import Rule
from core.intake.readers.pdf_tables import NEAR

Edge = Mapping[str, Any]
"""A drawn line as pdfplumber gives it."""
_ONE_LINE = 40.0
"""A row without uprights, the words of which go over all columns, is no higher, in points; a wider
strip parts two tables."""


@dataclass(frozen=True, slots=True)
class _Upright:
    x: float
    top: float
    bottom: float


def sides(rules: Iterable[Rule], edges: Iterable[Edge]) -> list[dict[str, Any]]:
    """The uprights that nobody drew, as lines that pdfplumber can be given."""
    places = {
        (round(edge["x0"]), round(edge["top"]), round(edge["bottom"]))
        for edge in edges
        if edge["orientation"] == "v"
    }
    uprights = [_Upright(*place) for place in sorted(places)]
    if not uprights:
        return []
    drawn = tuple(rules)
    return [*_at(attrgetter("left"), drawn, uprights), *_at(attrgetter("right"), drawn, uprights)]


def _at(
    end: attrgetter[float], rules: Sequence[Rule], uprights: Sequence[_Upright]
) -> Iterator[dict[str, Any]]:
    """The sides where rules end at the left or at the right."""
    ending = defaultdict[int, dict[int, Rule]](dict)
    for rule in rules:
        ending[round(end(rule) / NEAR)][round(rule.y)] = rule
    for group in ending.values():
        down = sorted(group.values(), key=attrgetter("y"))
        for above, below in pairwise(down):
            if _is_open(above, below, end(above), uprights):
                yield _line(end(above), above.y, below.y)


def _is_open(above: Rule, below: Rule, x: float, uprights: Sequence[_Upright]) -> bool:
    """Whether a row stands between two rules whose side is not drawn."""
    left, right = max(above.left, below.left) + NEAR, min(above.right, below.right) - NEAR
    inner = [upright for upright in uprights if left < upright.x < right]
    if any(_runs(upright, above.y, below.y) for upright in uprights if abs(upright.x - x) <= NEAR):
        return False
    if any(_runs(upright, above.y, below.y) for upright in inner):
        return True
    ends = any(abs(upright.bottom - above.y) <= NEAR for upright in inner)
    begins = any(abs(upright.top - below.y) <= NEAR for upright in inner)
    return below.y - above.y < _ONE_LINE and ends and begins


def _runs(upright: _Upright, top: float, bottom: float) -> bool:
    return min(upright.bottom, bottom) - max(upright.top, top) > NEAR


def _line(x: float, top: float, bottom: float) -> dict[str, Any]:
    size = {"width": 0.0, "height": bottom - top}
    place = {"x0": x, "x1": x, "top": top, "bottom": bottom, "doctop": top}
    return {"object_type": "line", "orientation": "v", **size, **place}

"""Text as the sentence engine reads it: half-width, no blanks, no quotation marks.

Each folded character knows where it stood, so that a fact can be shown in the submitted text.
"""

import functools
import re
from dataclasses import dataclass

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("，")}
_SINGLE = {"﹪": "%", "．": ".", "\u2013": "-", "\u2212": "-", "～": "~", "∶": ":"}
_TABLE = str.maketrans({**{chr(a): chr(b) for a, b in _WIDE.items()}, **_SINGLE})
_WIDE_COMMA = re.compile(r"(?<=[\uff10-\uff19])，(?=[\uff10-\uff19]{3}(?![\uff10-\uff19]))")
_DROPPED = re.compile(r"[ \t\xa0\u3000\u200b\ufeff]+|[“”\"‘’「」『』]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `offsets[i]` is the place of its character i in the submitted text."""

    text: str
    offsets: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the submitted text of a piece of the folded one."""
        if start >= len(self.offsets):
            last = self.offsets[-1] + 1 if self.offsets else 0
            return last, last
        return self.offsets[start], self.offsets[max(start, end - 1)] + 1


@functools.lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Blanks between two digits stay, else `3 5` would become another number."""
    narrow = _WIDE_COMMA.sub(",", text).translate(_TABLE)
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _DROPPED.finditer(narrow):
        start, end = match.span()
        if _keeps(narrow, start, end):
            continue
        pieces.append(narrow[done:start])
        offsets.extend(range(done, start))
        done = end
    pieces.append(narrow[done:])
    offsets.extend(range(done, len(narrow)))
    return Folded("".join(pieces), tuple(offsets))


def _keeps(text: str, start: int, end: int) -> bool:
    if not 0 < start <= end < len(text):
        return False
    before, after = text[start - 1], text[end]
    return (before.isdigit() or before == ".") and after.isdigit()

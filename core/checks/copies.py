"""The same text in two reports, told by shingles instead of by eye.

A paragraph's sketch is a sample of the checksums of its pieces of eight characters: a copy with
a word changed still has most of them.
"""

import functools
import re
import zlib

from core.text import squash

SHORTEST = 60
_PIECE = 8
_SAMPLE = 8
_SAME = 0.8
_YEAR = re.compile(r"(?:19|20)\d\d年?")

Sketch = frozenset[int]


@functools.lru_cache(maxsize=4096)
def sketches(text: str) -> tuple[tuple[str, Sketch], ...]:
    """The long paragraphs of a text with their sketches; years do not count."""
    found = []
    for line in text.split("\n"):
        words = _YEAR.sub("", squash(line))
        if len(words) >= SHORTEST:
            found.append((line.strip(), _sketch(words)))
    return tuple(found)


def _sketch(words: str) -> Sketch:
    sums = (zlib.crc32(words[i : i + _PIECE].encode()) for i in range(len(words) - _PIECE + 1))
    return frozenset(number for number in sums if number % _SAMPLE == 0)


@functools.lru_cache(maxsize=4096)
def whole_sketch(texts: tuple[str, ...]) -> Sketch:
    """The sketches of all long paragraphs of a report together."""
    return frozenset().union(*(sketch for text in texts for _, sketch in sketches(text)))


def copied(sketch: Sketch, other: Sketch) -> bool:
    """Whether nearly all of a paragraph stands in the other report."""
    return bool(sketch) and len(sketch & other) >= _SAME * len(sketch)

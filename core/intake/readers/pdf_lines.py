"""The words of a PDF page put together to lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, TypeAlias

from core.text import nfkc

Word: TypeAlias = dict[str, Any]
"""A word as pdfplumber gives it: text, x0, x1, top, bottom in points."""
_EM = 1.6
"""A line whose end is nearer to the margin than so many characters goes on in the next."""
_NEAR = 3.0
"""Points by which the beginnings of two lines may differ."""
_INDENT, _APART = 4, 1.3
"""A paragraph is indented by fewer characters; its lines stand no farther apart than so."""
_ENOUGH = 5
"""So many lines tell where the lines of a page begin."""
_AS_MANY, _WIDE = 3, 2 / 3
"""So many lines that end at one place, behind this share of the page, tell where lines end."""
_BOTH = 4
"""The margins at the left and at the right differ by no more characters, where that is unknown."""
_ENDS = ("。", "；", "！", "？", "：", "…")
"""Behind these a sentence may end a paragraph: one torn apart is better than two made one."""
_MARKS, _HANGING = tuple("，。；"), tuple("，。、；：")
_WORD = re.compile(r"[A-Za-z0-9.,%]+")
_THIN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9])|(?<=[0-9]) (?=[\u4e00-\u9fff])")
_ANNEX = re.compile(r"附\s*[件表]\s*[0-9一二三四五六七八九十]{0,2}\s*[:：]?")
"""A line that begins a paper and goes on from nothing, whatever stands at the foot of a page."""


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words by line, from top to bottom and left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and lines[-1][0]["top"] <= middle <= lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def joined(line: Sequence[Word]) -> str:
    """A line's text; the thin gap that typesetting puts between Han and digits is none."""
    text, end = "", 0.0
    for word in line:
        gap = text and word["x0"] - end > _EM * (word["bottom"] - word["top"])
        text += (" " if gap else "") + word["text"].strip()
        end = word["x1"]
    return _whole_characters(_THIN.sub("", text))


def _whole_characters(text: str) -> str:
    """Radicals that some fonts give for characters (⼯ for 工) put right; all else as it is."""
    return "".join(
        nfkc(char) if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" else char
        for char in text
    )


def head(text: str, size: float) -> float:
    """The width of the number or word at the head of a line, which no line parts; else 0."""
    word = _WORD.match(text)
    return size / 2 * len(word[0]) if word else 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a page. `full` tells that its last line reaches the right margin, `flush`
    that its first begins at the left one, as a line that goes on does."""

    top: float
    text: str
    full: bool
    flush: bool


def paragraphs(
    words: Sequence[Word], breaks: Sequence[float], left: float, right: float
) -> Iterator[Text]:
    """The paragraphs: behind a line that reaches the margin, one that is not indented goes on,
    as does one whose first number had no room behind the line above.

    A line that stands farther below than lines of its size do begins another, and what is centred
    or set to the right does not go on at all. `breaks` are heights at which something else stands
    between two lines; `left` and `right` are where print begins and ends.
    """
    lines = lines_of(words)
    margin = _margin(lines, left)
    pitch = _pitches(lines)
    found: Text | None = None
    above = room = 0.0
    for line in lines:
        top, height = line[0]["top"], _height(line)
        indent = line[0]["x0"] - margin
        text = joined(line)
        flush = indent < height and not _ANNEX.fullmatch(text)
        # No mark begins a line either: it takes the character before it along.
        needed = _EM * height + head(text, height) + height * (text[1:2] in _MARKS)
        follows = flush and room < needed
        room = right - line[-1]["x1"]
        if indent >= _INDENT * height or text.endswith(_ENDS):
            room = right
        full = room < _EM * height
        parted = top - above > pitch.get(round(height), height) * _APART or any(
            above < edge < top for edge in breaks
        )
        above = top
        if found is not None and follows and not parted:
            found = Text(found.top, found.text + text, full, found.flush)
            continue
        if found is not None:
            yield found
        found = Text(top, text, full, flush)
    if found is not None:
        yield found


def line_end(words: Sequence[Word], width: float, known: float | None) -> float | None:
    """Where the lines of a page of such a width end; None where no line of it goes so far.

    That is where the longest ends, if others end there too or, as far as nothing is `known` of the
    pages before, if the margin at the right is then about that at the left: the longest of a few
    headings is not a full line.
    """
    lines = lines_of(words)
    right = max(map(_end, lines), default=0.0)
    em = median(map(_height, lines)) if lines else 0.0
    ending = sum(right - _end(line) < _EM * em for line in lines)
    if ending >= _AS_MANY and right > _WIDE * width:
        return right
    if known is not None:
        return max(right, known)
    left = min((line[0]["x0"] for line in lines), default=0.0)
    return right if width - left - right < _BOTH * em else None


def _end(line: Sequence[Word]) -> float:
    """Where a line ends, but for a mark that may hang over the margin."""
    hangs = str(line[-1]["text"]).rstrip().endswith(_HANGING)
    return float(line[-1]["x1"]) - (_height(line) if hangs else 0.0)


def _height(line: Sequence[Word]) -> float:
    return float(line[-1]["bottom"] - line[-1]["top"])


def _pitches(lines: Sequence[Sequence[Word]]) -> dict[int, float]:
    """The least distance between two lines of one size, by the size in points."""
    found: dict[int, float] = {}
    for upper, lower in pairwise(lines):
        sizes = {round(_height(line)) for line in (upper, lower)}
        apart = lower[0]["top"] - upper[0]["top"]
        for size in sizes if len(sizes) == 1 else ():
            found[size] = min(apart, found.get(size, apart))
    return found


def _margin(lines: Sequence[Sequence[Word]], left: float) -> float:
    """Where most lines of a page begin; of a page with few lines, where its print begins."""
    if len(lines) < _ENOUGH:
        return left
    starts = [round(line[0]["x0"] / _NEAR) for line in lines]
    first = min(set(starts), key=lambda start: (-starts.count(start), start))
    return float(first * _NEAR)

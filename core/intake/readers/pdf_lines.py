"""The words of a PDF page put together to lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from core.text import nfkc

Word: TypeAlias = dict[str, Any]
"""A word as pdfplumber gives it: text, x0, x1, top, bottom in points."""
_EM = 1.6
"""A line whose end is nearer to the margin than so many characters goes on in the next."""
_THIN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9])|(?<=[0-9]) (?=[\u4e00-\u9fff])")


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


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a page; `full` tells that its last line reaches the margin."""

    top: float
    text: str
    full: bool


def paragraphs(words: Sequence[Word], breaks: Sequence[float]) -> Iterator[Text]:
    """The paragraphs: a line that reaches the margin goes on in the next.

    `breaks` are heights at which something else stands between two lines.
    """
    lines = lines_of(words)
    right = max((line[-1]["x1"] for line in lines), default=0)
    text, top, full = "", 0.0, False
    for line in lines:
        here = line[0]["top"]
        parted = any(top < edge < here for edge in breaks)
        if text and (not full or parted):
            yield Text(top, text, full=False)
            text = ""
        if not text:
            top = here
        text += joined(line)
        height = line[-1]["bottom"] - line[-1]["top"]
        full = right - line[-1]["x1"] < _EM * height
    if text:
        yield Text(top, text, full)

"""Chinese names by the initials of their pinyin: 水利局 is found by slj."""

from __future__ import annotations

import functools
import os


@functools.cache
def initials(name: str) -> tuple[frozenset[str], ...]:
    """The initials of all readings of each character; what is not Chinese stands for itself."""
    # The tables of readings take long to load, those of phrases most of it; they are loaded when
    # somebody searches by initials, and phrases never: every reading of a character counts.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415

    return tuple(
        frozenset(
            letter.lower()
            for found in pinyin(character, style=Style.FIRST_LETTER, heteronym=True)
            for letter in found
        )
        for character in name
    )


def sounds_like(name: str, letters: str) -> bool:
    """Whether characters in a row of the name can begin with these letters."""
    wanted, known = letters.lower(), initials(name)
    return any(
        all(letter in known[start + place] for place, letter in enumerate(wanted))
        for start in range(len(known) - len(wanted) + 1)
    )

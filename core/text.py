"""Normalisation of text: labels are folded hard, values only trimmed."""

import functools
import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』")
_SHORT = 64
BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
"""Blanks, and the characters of no width that copying from a web page leaves behind."""
_FOLD = str.maketrans({"≧": "≥", "≦": "≤", "㎡": "m", "²": "", "﹪": "%", "∶": ":"})
_LEAD = re.compile(r"^(其中[:、,]?|序号)")


def nfkc(text: str) -> str:
    """Full-width forms to half-width ones; `㎡` and `²` lose their exponent."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_FOLD))


@functools.lru_cache(maxsize=8192)
def squash(text: str) -> str:
    """NFKC without any blank, for comparing."""
    return _squashed(text) if len(text) <= _SHORT else BLANK.sub("", nfkc(text))


@lru_cache(maxsize=8192)
def _squashed(text: str) -> str:
    """Labels and short values come again in every form, so they are folded once."""
    return BLANK.sub("", nfkc(text))


def label_key(text: str) -> str:
    """What two spellings of a label have in common: no blanks, quotes, leading 其中, colon."""
    folded = squash(text).translate(_QUOTES)
    return _LEAD.sub("", folded).rstrip(":")


def clean(text: str) -> str:
    """A value as submitted, without outer blanks; inner line breaks stay."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip()

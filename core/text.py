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
_FIGURES = "〇一二三四五六七八九"
_ZEROS = "〇○零0O"
"""What stands for a nought in a year: 二○二五, 二0二五."""
_CHINESE_DATE = re.compile(
    r"(?:[〇○零一二三四五六七八九][〇○零0O一二三四五六七八九]*|[二三]?十[一二三四五六七八九]?)"
    r"(?=\s*[年月日])"
)
_LEAD = re.compile(r"^(其中[:、,]?|序号)")
_OTHER = ("其它", "其他")


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


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """What two spellings of a label have in common: no blanks, quotes, leading 其中, colon."""
    folded = squash(text).translate(_QUOTES).replace(*_OTHER)
    return _LEAD.sub("", folded).rstrip(":")


def plain_date(text: str) -> str:
    """Days and years in Chinese figures with Arabic ones: 二〇二五年四月三日 → 2025年4月3日."""
    return text if text.isascii() else _CHINESE_DATE.sub(_arabic, text)


def _arabic(found: re.Match[str]) -> str:
    figures = found[0]
    if "十" not in figures:
        return "".join("0" if sign in _ZEROS else str(_FIGURES.index(sign)) for sign in figures)
    tens, _, ones = figures.partition("十")
    return str(10 * (_FIGURES.index(tens) if tens else 1) + (_FIGURES.index(ones) if ones else 0))


def clean(text: str) -> str:
    """A value as submitted, without outer blanks; inner line breaks stay."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip()

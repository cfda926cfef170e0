"""Decimal numbers: the only place where text becomes a number and where numbers are rounded."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from core.text import BLANK, nfkc, squash

NOT_APPLICABLE = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "———",
        "－",
        "―",
        "/",
        "\\",
        "*",
        "无",
        "暂无",
        "不涉及",
        "不适用",
        "未发生",
        "N/A",
    }
)
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_APART = re.compile(r"[\d.,]\s+[\d.,]")
"""Two figures in one cell, 10⏎5, are not 105."""
_BROKEN = re.compile(r"(?<=[0-9][,.])\s*\n\s*(?=[0-9])|(?<=[0-9])\s*\n\s*(?=\.[0-9])")
"""A number that a narrow cell breaks at its comma or point."""
_BY_BLANKS = re.compile(r"[+-]?\d{1,3}( \d{3})+(\.\d+)?")
_NO_DIGIT = re.compile("[¹²³⁰-⁹₀-₉①-⓿❶-➓]")
"""Footnote marks and exponents, which NFKC would make digits: 10① is not 101."""
_MINUS = str.maketrans({"\u2212": "-"})
_DIGITS = 30


_MOST_DIGITS = 60
"""More than any arithmetic of the program makes, before or behind the point."""


@dataclass(frozen=True, slots=True)
class Read:
    """A number read from text; `repair` says what had to be mended, or is None."""

    value: Decimal
    repair: str | None = None


def is_blank(text: str) -> bool:
    """Whether a number cell says nothing: empty, a dash, a slash, 无."""
    folded = squash(text)
    return folded in NOT_APPLICABLE or not folded.strip("-—―")


@lru_cache(maxsize=8192)
def read_number(text: str) -> Read | None:
    """The number that the text is, or None. Never a part of the text: 「约5」 is no number."""
    if not text.isascii() and _NO_DIGIT.search(text):
        return None
    written = nfkc(text).translate(_MINUS)
    spaced = _BROKEN.sub("", written)
    folded = BLANK.sub("", spaced)
    if _APART.search(spaced) and not _BY_BLANKS.fullmatch(spaced.strip()):
        return None
    repairs = ["全角数字"] if folded != BLANK.sub("", text) else []
    if spaced != written:
        repairs.append("折成几行的数字")
    if _APART.search(spaced):
        repairs.append("数字中的空格")
    if _GROUPED.fullmatch(folded):
        repairs.append("千分位逗号")
        folded = folded.replace(",", "")
    if not _PLAIN.fullmatch(folded) or len(folded) > _DIGITS:
        return None
    return Read(Decimal(folded), "、".join(repairs) or None)


def round_to(value: Decimal, places: int) -> Decimal:
    """Half-up rounding, the rule of every form: 9.005 → 9.01."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def places_of(value: Decimal) -> int:
    """How many decimals the number is written with: 82.30 → 2."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def stored(text: str) -> Decimal:
    """A number that `plain` wrote; ValueError or ArithmeticError for anything else, as NaN."""
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return number


def plain(value: Decimal) -> str:
    """The number as text, never with an exponent, trailing zeros kept as submitted."""
    return format(value, "f")


def short(value: Decimal) -> str:
    """The number as text without needless zeros: 9.00 → 9, 9.10 → 9.1."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text

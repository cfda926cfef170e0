"""公开: a unit's papers without personal numbers, and what should be looked at before.

Numbers of telephones, identity cards and bank cards are taken out without asking; words on the
list of resources/words/publishing.toml are only pointed out, because only a person can judge them.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.address import At, Place
from core.resources import resource
from core.schema.form import leaves, put
from core.submission import Filled

REMOVED = "（略）"
"""What stands in place of a number that was taken out."""
_DASH = "[-—]"
_HALF = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {"－": "-", "\u2013": "-", "（": "(", "）": ")", "：": ":", "\uff38": "X"}
)
"""Signs that are as long folded, so that a place in the folded text is one in the text."""
NUMBERS: Mapping[str, re.Pattern[str]] = {
    "身份证号": re.compile(r"(?<![\d.])\d{6}(?:19|20)\d{9}[\dXx](?!\d)"),
    "银行卡号": re.compile(
        r"(?<![\d.])(?:\d{16,19}|(?:62\d\d|[3459]\d{3})(?:[ 　-]\d{4}){2,3}[ 　-]\d{3,4})(?![\d.])"
    ),
    "手机号": re.compile(r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.]|万|元)"),
    "电话号码": re.compile(
        rf"(?<![\d.])[(（]?0\d{{2,3}}[)）]?\s*{_DASH}?\s*[1-9]\d{{6,7}}(?!\d)"
        rf"|(?<=电话)[:：]?\s*[2-8]\d{{6,7}}(?!\d)|(?<=手机)[:：]?\s*\d{{5,12}}(?!\d)"
        rf"|(?<=电话[:：])\s*[2-8]\d{{6,7}}(?!\d)"
    ),
    "电子邮箱": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
}
"""What is taken out of running text, by its name."""
PHONE = At("sign.phone")
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that should be looked at before it is published.

    `kind` is the list it stands on, `word` what was found, `around` the words about it, `why` what
    to do.
    """

    place: Place
    kind: str
    word: str
    around: str
    why: str


@dataclass(frozen=True, slots=True)
class _Words:
    name: str
    why: str
    words: tuple[str, ...]
    unless: tuple[str, ...]


def published(filled: Filled) -> Filled:
    """The form as it may be published: no telephone, no number of a person or an account."""
    record = filled.record
    for at, _, value in leaves(record):
        if at == PHONE:
            record = put(record, at, None)
        elif isinstance(value, str) and (text := without_numbers(value)) != value:
            record = put(record, at, text)
    unread = {
        at: cell._replace(text=without_numbers(cell.text))
        for at, cell in filled.unread.items()
        if at != PHONE
    }
    return dataclasses.replace(filled, record=record, unread=unread)


def without_numbers(text: str) -> str:
    """The text with every number of a person or an account taken out."""
    for _, start, end in sorted(_numbers(text), key=_start, reverse=True):
        text = f"{text[:start]}{REMOVED}{text[end:]}"
    return text


def removed(forms: Sequence[Filled]) -> tuple[Warned, ...]:
    """What `published` takes out, so that the clerk can be told."""
    return tuple(
        Warned(place, kind, text[start:end].strip(), _near(text, start, end), "公开稿中隐去")
        for place, text in _texts(forms)
        for kind, start, end in _numbers_at(place, text)
    )


def warned(forms: Sequence[Filled]) -> tuple[Warned, ...]:
    """What the clerk should look at before the forms are published."""
    return tuple(
        Warned(place, words.name, match[0], _near(text, *match.span()), words.why)
        for place, text in _texts(forms)
        for words, pattern in _lists()
        for match in pattern.finditer(text)
        if match[0] not in words.unless
    )


def _near(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())


def _texts(forms: Sequence[Filled]) -> Iterator[tuple[Place, str]]:
    """Every place with words in it, and the words."""
    for filled in forms:
        for at, _, value in leaves(filled.record):
            if isinstance(value, str) and value and at not in filled.unread:
                yield Place(filled.key, at), value
        for at, cell in filled.unread.items():
            yield Place(filled.key, at), cell.text


def _numbers(text: str) -> list[tuple[str, int, int]]:
    """The numbers of a text with their places: kind, start, end; none twice."""
    folded = text.translate(_HALF)
    found: list[tuple[str, int, int]] = []
    for name, pattern in NUMBERS.items():
        for match in pattern.finditer(folded):
            start, end = match.span()
            if all(end <= before or start >= behind for _, before, behind in found):
                found.append((name, start, end))
    return found


def _numbers_at(place: Place, text: str) -> list[tuple[str, int, int]]:
    """The numbers in a place; all of the telephone's own."""
    return [("电话号码", 0, len(text))] if place.at == PHONE else _numbers(text)


def _start(found: tuple[str, int, int]) -> int:
    return found[1]


@cache
def _lists() -> tuple[tuple[_Words, re.Pattern[str]], ...]:
    """The lists with the pattern of their words; the harmless longer ones are tried first."""
    data = tomllib.loads(resource("words", "publishing.toml").read_text(encoding="utf-8"))
    lists = [
        _Words(each["name"], each["why"], tuple(each["words"]), tuple(each["unless"]))
        for each in data.values()
    ]
    return tuple(
        (each, re.compile("|".join(map(re.escape, (*each.unless, *_longest_first(each.words))))))
        for each in lists
    )


def _longest_first(words: Sequence[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)

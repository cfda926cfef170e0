"""公开: a unit's papers without personal numbers, and what should be looked at before.

Numbers of telephones, identity cards and bank cards, and the names beside them, are taken out
without asking (`core.reports.private`); words on the list of resources/words/publishing.toml are
only pointed out, because only a person can judge them.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.address import At, Place
from core.reports.private import Found, private
from core.resources import resource
from core.schema.form import leaves, put
from core.submission import Filled
from core.text import squash

REMOVED = "（略）"
"""What stands in place of a number that was taken out."""
PHONE = At("sign.phone")
_AROUND = 12
_BLANKS = "[ \u3000]{0,2}"


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
    """The text with every number of a person or an account taken out, and the names beside them."""
    for _, start, end in private(text)[::-1]:
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
        if squash(match[0]) not in words.unless
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


def _numbers_at(place: Place, text: str) -> tuple[Found, ...]:
    """What is taken out of a place; all of the telephone's own."""
    return (Found("电话号码", 0, len(text)),) if place.at == PHONE else private(text)


@cache
def _lists() -> tuple[tuple[_Words, re.Pattern[str]], ...]:
    """The lists with the pattern of their words, which may be written with blanks between.

    Where a word and a harmless longer one begin together, the longer one is it.
    """
    data = tomllib.loads(resource("words", "publishing.toml").read_text(encoding="utf-8"))
    lists = [
        _Words(each["name"], each["why"], tuple(each["words"]), tuple(each["unless"]))
        for each in data.values()
    ]
    return tuple((each, re.compile(_pattern((*each.unless, *each.words)))) for each in lists)


def _pattern(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(_BLANKS.join(map(re.escape, word)) for word in ordered)

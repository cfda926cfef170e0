"""Numbers and names of persons in running text: where they stand, and of what kind they are.

What reveals a number is its shape (an identity card holds a birthday, a mobile number begins with
13 to 19) or the word before it (电话, 账号). Amounts, years, codes and numbers of letters have
neither, or say by the word behind or before them what they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from core.resources import resource

_HALF = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict.fromkeys("\uff0d\u2010\u2011\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u3000\xa0\t", " ")
    | {"（": "(", "）": ")", "：": ":", "\uff0b": "+", "\uff20": "@", "\uff38": "X", "\uff58": "x"}
)
"""Signs that are as long folded, so that a place in the folded text is one in the text."""
_NOT_IN = r"(?<!\d)(?<!\d[.,])"
_UNITS = (
    "万|亿|千|百|元|人|户|次|份|件|个|条|项|平方|㎡|亩|公里|千米|米|吨|公斤|字|株|只|台|部|套|张|页"
    "|%|％"
)
_END = rf"(?!\d)(?![.,]\d)(?! ?(?:{_UNITS}))"
"""What stands around a number that is whole, and no amount of anything."""
_ABROAD = r"(?:\(?(?:\+|00)?86\)?[ -]?)?"
_IDENTITY = re.compile(
    rf"{_NOT_IN}[1-9]\d{{5}}[ -]?(?:19|20)\d\d[ -]?(?:0[1-9]|1[0-2])[ -]?"
    rf"(?:0[1-9]|[12]\d|3[01])[ -]?\d{{3}} ?[\dXx](?!\d)"
)
_CARD = re.compile(
    rf"{_NOT_IN}(?:62\d\d(?:[ -]\d{{4}}){{2,3}}[ -]\d{{3,4}}|[3-69]\d{{15,18}}){_END}"
)
_MOBILE = re.compile(
    rf"{_NOT_IN}{_ABROAD}1[3-9]\d(?:\d{{8}}|([ -.])\d{{4}}\1\d{{4}}|[ -]\d{{8}}){_END}"
)
_EXTENSION = r"(?:(?: ?转 ?| ?- ?| ?分机 ?)\d{1,5})?"
_LINE = re.compile(
    rf"{_NOT_IN}{_ABROAD}\(?0(?:10|2\d|[3-9]\d\d)\)? ?-? ?[1-9]\d{{2,3}}[ -]?\d{{4}}"
    rf"{_EXTENSION}{_END}|{_NOT_IN}[48]00-\d{{3}}-?\d{{4}}{_END}"
)
_SPLIT = r"\d(?:[ -]{0,2}\d)"
_LISTED = rf"\+?{_SPLIT}{{6,14}}{_EXTENSION}"
_LABELLED = (
    ("银行账号", "(?:账号|帐号|账户|帐户|卡号|银行卡|存折)(?:号码|号)?", rf"{_SPLIT}{{7,29}}"),
    ("身份证号", "身份证(?:件)?(?:号码|号)?", rf"{_SPLIT}{{13,17}}[ -]?[Xx]?"),
    ("护照号", "护照(?:号码|号)?", r"[A-Za-z]{1,2}\d{7,8}"),
    ("社交账号", "(?:微信号?|QQ群?号?|qq号?)", r"(?=[\w-]*\d)[A-Za-z0-9][\w-]{4,19}"),
    (
        "电话号码", "(?:电话|手机|联系方式|热线|传真|座机|Tel|TEL|tel)(?:号码|号)?",
        rf"{_LISTED}(?: ?[/、,，;；或] ?{_LISTED})*",
    ),
)  # fmt: skip
"""A word, what may stand behind it within a few signs, and what it then is."""
_BETWEEN = r"(?:\([^()\d]{0,8}\))? ?[:是为]? ?"
_MAIL = re.compile(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CODE_BEFORE = re.compile(
    r"(?:编码|编号|代码|文号|合同号|单号|票号|序列号|档号|金额|合计|共计|共|约|达)[: ]?$"
)
_HAN = "[\u4e00-\u9fff]"
_CONTACT = re.compile(
    rf"(?:联系人|联络人|经办人)(?:姓名)?(?:\([^()]{{0,6}}\))?([: ]{{0,2}})({_HAN}{{2,4}}?)"
    rf"(?:同志|先生|女士)?(?=(?!{_HAN}).|$|联系|电话|手机|负责)"
)
_NO_NAME = re.compile("室|科|股|处|局|部|办|中心|单位|人员")
_BEFORE_NUMBER = re.compile(
    rf"(?<!{_HAN})({_HAN}{{2,3}})(?:同志|先生|女士)?"
    r"[ ,，:;；(]{0,2}(?:(?:联系)?(?:电话|手机)(?:号码?)?[: ]{0,2})?$"
)
_LUHN_LENGTHS = (16, 19)
_LEAST_CARD = 16


class Found(NamedTuple):
    """Something of a person's in a text, from `start` up to `end`."""

    kind: str
    start: int
    end: int


def private(text: str) -> tuple[Found, ...]:
    """What should not be published of persons, in the order of the text; nothing twice."""
    folded = text.translate(_HALF)
    found: list[Found] = []
    for each in (*_numbers(folded), *_contacts(folded)):
        _add(found, each)
    for each in tuple(found):
        _add(found, _named(folded, each))
    return tuple(sorted(found, key=_start))


def _add(found: list[Found], each: Found | None) -> None:
    if each and all(each.end <= other.start or each.start >= other.end for other in found):
        found.append(each)


def _numbers(text: str) -> Iterator[Found]:
    """The surest kinds first."""
    yield from (Found("身份证号", *match.span()) for match in _IDENTITY.finditer(text))
    *labelled, telephone = _labelled()
    for kind, pattern in labelled:
        yield from (Found(kind, *match.span(1)) for match in pattern.finditer(text))
    for kind, pattern in (("手机号", _MOBILE), ("电话号码", _LINE)):
        for match in pattern.finditer(text):
            if not _is_code(text, match.start()):
                yield Found(kind, *match.span())
    yield from (Found(telephone[0], *match.span(1)) for match in telephone[1].finditer(text))
    for match in _CARD.finditer(text):
        if _is_card(re.sub(r"\D", "", match[0])) and not _is_code(text, match.start()):
            yield Found("银行卡号", *match.span())
    yield from (Found("电子邮箱", *match.span()) for match in _MAIL.finditer(text))


def _is_code(text: str, start: int) -> bool:
    """Whether the word before a number says that it is none of a person's."""
    return _CODE_BEFORE.search(text[max(0, start - 8) : start]) is not None


def _is_card(digits: str) -> bool:
    """UnionPay's begin with 62; any other must bear out its check digit."""
    if len(digits) < _LEAST_CARD:
        return False
    if digits.startswith("62"):
        return True
    doubled = (
        int(sign) if place % 2 == 0 else sum(divmod(2 * int(sign), 10))
        for place, sign in enumerate(digits[::-1])
    )
    return len(digits) in _LUHN_LENGTHS and sum(doubled) % 10 == 0


def _contacts(text: str) -> Iterator[Found]:
    """The name behind 联系人."""
    for match in _CONTACT.finditer(text):
        told = bool(match[1]) or match[2][0] in _surnames()
        if told and not _NO_NAME.search(match[2]):
            yield Found("姓名", *match.span(2))


def _named(text: str, number: Found) -> Found | None:
    """The name right before a telephone number: 张三（13800000000）."""
    if number.kind not in {"手机号", "电话号码"}:
        return None
    match = _BEFORE_NUMBER.search(text[: number.start])
    if match is None or match[1][0] not in _surnames() or _NO_NAME.search(match[1]):
        return None
    return Found("姓名", *match.span(1))


def _start(found: Found) -> int:
    return found.start


@cache
def _labelled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"{word}{_BETWEEN}({number}){_END}")) for kind, word, number in _LABELLED
    )


@cache
def _surnames() -> frozenset[str]:
    data = tomllib.loads(resource("words", "surnames.toml").read_text(encoding="utf-8"))
    return frozenset(data["surnames"])

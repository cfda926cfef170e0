"""Misspelt and doubled words, and the order of inner headings."""

import functools
import re
import tomllib
from collections.abc import Iterator

from core.resources import resource
from core.schema.form import Record, specs_of
from core.schema.kinds import CHOICE, TEXT
from core.schema.remembered import by_identity

_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,6})\1")
_AGAIN = re.compile(
    r"(?P<verb>共?办理|召开|举办|印发|下发|发放|共计)"
    r"[^，。；、：！,;:\n“”《》（）()和及与并或]{2,16}?(?P=verb)"
)
_ALLOWED = frozenset(
    {"研究", "讨论", "商量", "交流", "工作", "服务", "项目", "管理", "部门", "单位", "会议"}
)
_COUNTING = re.compile("^[一每逐层步条户村家人年]")
_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    r"^[ \t\u3000]*(?:(?P<bracket>[（(](?P<a>[一二三四五六七八九十]{1,3})[）)])"
    r"|(?P<chinese>(?P<b>[一二三四五六七八九十]{1,3})、)"
    r"|(?P<dotted>(?P<c>\d{1,2})[.．、](?!\d))"
    r"|(?P<round>[（(](?P<d>\d{1,2})[）)]))"
)
_STYLES = {"bracket": "a", "chinese": "b", "dotted": "c", "round": "d"}


@functools.cache
def typos() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The shipped word list: wrong spelling and the right one."""
    data = tomllib.loads(resource("words", "typos.toml").read_text(encoding="utf-8"))
    return tuple((re.compile(wrong), right) for wrong, right in data["typos"].items())


@functools.cache
def _any_typo() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in typos()))


@functools.lru_cache(maxsize=4096)
def _has_typo(line: str) -> bool:
    """Most lines of a text stay as they are while one is written; no word goes on in the next."""
    return _any_typo().search(line) is not None


@functools.lru_cache(maxsize=4096)
def slips(text: str) -> tuple[tuple[str, str], ...]:
    """What is written and what it should be: misspelt and doubled words, each once."""
    found: dict[str, str] = {}
    if any(map(_has_typo, text.split("\n"))):
        for pattern, right in typos():
            found |= {match[0]: right for match in pattern.finditer(text)}
    for match in _DOUBLED.finditer(text):
        word = match[1]
        if word not in _ALLOWED and not _COUNTING.match(word) and len(set(word)) > 1:
            found[match[0]] = word
    for match in _AGAIN.finditer(text):
        found[match[0]] = match[0].replace(match["verb"], "", 1)
    return tuple(found.items())


@by_identity(16)
def texts_of(record: Record) -> tuple[tuple[str, str], ...]:
    """Path and text of every text of a record; `leaves` without what a long form needs not."""
    return tuple(_texts(record, ""))


def _texts(record: Record, path: str) -> Iterator[tuple[str, str]]:
    cls: type = type(record)
    texts, groups, lists = _fields(cls)
    for name in texts:
        value = getattr(record, name)
        if value is not None:
            yield path + name, value
    for name in groups:
        yield from _texts(getattr(record, name), f"{path}{name}.")
    for name in lists:
        for index, row in enumerate(getattr(record, name)):
            yield from _texts_of_row(row, _head(path, name, index))


@by_identity(4096)
def _texts_of_row(row: Record, head: str) -> tuple[tuple[str, str], ...]:
    """All rows but one are as they were before an edit."""
    return tuple(_texts(row, head))


@functools.lru_cache(maxsize=4096)
def _head(path: str, name: str, index: int) -> str:
    """The path of a row with its dot, the very same one each time."""
    return f"{path}{name}.{index}."


@functools.cache
def _fields(cls: type) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The names of a record's texts, groups and lists."""
    fields = specs_of(cls).items()
    return (
        tuple(name for name, spec in fields if spec.kind in {TEXT, CHOICE}),
        tuple(name for name, spec in fields if spec.group is not None),
        tuple(name for name, spec in fields if spec.rows is not None),
    )


def number_of(word: str) -> int:
    """A heading number, Chinese or Arabic: 十二 → 12."""
    if word.isdigit():
        return int(word)
    head, ten, tail = word.partition("十")
    ones = _DIGITS.index(tail) + 1 if tail else 0
    if not ten:
        return _DIGITS.index(head) + 1
    return (_DIGITS.index(head) + 1 if head else 1) * 10 + ones


def marks(text: str) -> Iterator[tuple[str, int, str]]:
    """Style, number and mark of the numbered paragraphs of a text: 「（四）」 is bracket, 4."""
    for line in text.split("\n"):
        match = _MARK.match(line)
        if match:
            style = next(name for name in _STYLES if match[name])
            yield style, number_of(match[_STYLES[style]]), match[0].strip()


@functools.lru_cache(maxsize=512)
def out_of_order(text: str) -> tuple[str, str] | None:
    """The first mark that breaks the order of its text, and what should stand there.

    A number may begin anew under another heading. It is out of order when it goes on counting in
    another style (1. 2. 3.（四）) or leaves a number out in its own (1. 2. 4.), unless that number
    stands within a paragraph. （3） after （二） is left alone: automatic numbers lose their style.
    """
    last: tuple[str, int] | None = None
    seen: dict[str, int] = {}
    for style, number, mark in marks(text):
        before = seen.get(style, 0)
        goes_on = not before and number > 1 and last is not None and last[1] + 1 == number
        if goes_on and last is not None and {last[0], style} != {"bracket", "round"}:
            return mark, f"{number}（与前面的序号同一体例）"
        if before and number > before + 1 and not _inline(text, before + 1):
            return mark, str(before + 1)
        seen[style] = number
        last = (style, number)
    return None


def _inline(text: str, number: int) -> bool:
    """Whether a mark with this number stands anywhere in the text, and not at a line's start."""
    words = [str(number)]
    if number <= len(_DIGITS):
        words.append(_DIGITS[number - 1])
    return bool(re.search(rf"(?<![\d.])(?:{'|'.join(words)})[、.．）)]", text))

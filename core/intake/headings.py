"""Headings of a report: which paragraphs open its top-level sections.

Numbers are an unsure guide: lists inside a section count 一、二、三 again, and automatic numbers
arrive changed. So a heading is taken when its wording is that of an official section, or when
its number is the next one and no later paragraph has a better claim to it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.forms.report import OVERALL_SECTIONS, PROJECT_SECTIONS
from core.intake.grid import Paragraph
from core.text import squash

_CHINESE = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
_TOP = re.compile(
    r"^\s*(?:第\s*)?([一二三四五六七八九十]{1,3})\s*(?:[、.．，,:：]|部分|章)\s*(.*)", re.DOTALL
)
_ARABIC = re.compile(r"^\s*(\d{1,2})\s*[、.．，,]\s*(.*)", re.DOTALL)
_LEADER = re.compile(
    r"(?:\t|…|\.{3}|·{3}|-{3}|_{3}|\s{3})[\s.…·\-_]*+(?:\d{1,3}|[IVXivx]{1,5})?\s*$"
)
"""Dots and a page number behind an entry of a table of contents."""
_PAGE = re.compile(r"(?<=[\u4e00-\u9fff）)])\s*\d{1,3}$")
"""The number alone, where the dots are lost."""
_NO_BLANKS = str.maketrans("", "", " \t\u3000")
_LONGEST_ENTRY = 120
_LIST_HEAD = 4
"""So many lines above its first entry 目录 may stand."""
_BRACKETED = re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]\s*(.*)", re.DOTALL)
_STOP = re.compile(r"[。：:；\n]")
_LONGEST = 45
_FEW = 2
_ALIKE = 0.85
_WORDS = {
    "f4": (
        "基本情况|概况", "一般公共预算|整体支出.*使用|支出.*使用情况", "政府性基金", "国有资本",
        "社会保险", "绩效情况|支出绩效$|绩效.*实现|绩效.*完成|专项.*实施", "问题",
        "改进|建议|整改", "结果.*(?:应用|公开)", "其他.*(?:说明|事项|情况)",
    ),
    "f5": (
        "基本情况|概况", "评价.*工作|工作情况", "主要绩效|评价结论", "指标分析", "经验|做法|问题",
        "建议|改进", "其他.*(?:说明|事项|问题)",
    ),
}  # fmt: skip
_KNOWN = {code: tuple(re.compile(words) for words in patterns) for code, patterns in _WORDS.items()}
_OFFICIAL = {
    "f4": tuple(map(squash, OVERALL_SECTIONS)),
    "f5": tuple(map(squash, PROJECT_SECTIONS)),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that opens a section: its place in the run, wording, and text on its line."""

    position: int
    text: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    position: int
    number: int | None
    text: str
    rest: str
    known: int | None


def numeral(text: str) -> int:
    """A Chinese numeral up to 99: 十二 → 12."""
    if "十" not in text:
        return _CHINESE.get(text[:1], 0)
    tens, _, ones = text.partition("十")
    return 10 * _CHINESE.get(tens, 1) + _CHINESE.get(ones, 0)


def contents_in(paragraphs: Sequence[Paragraph], code: str) -> frozenset[int]:
    """The positions of a table of contents: headings one under another that all come again."""
    candidates = {
        position: _wording(heading[1])
        for position, paragraph in enumerate(paragraphs)
        if (heading := _parsed(paragraph.printed.strip(), code)) is not None
    }
    last = {word: position for position, word in candidates.items()}
    if len(candidates) - len(last) <= _FEW:  # so few come again
        return frozenset()
    found: set[int] = set()
    run: dict[int, str | None] = {}
    """The lines that may be entries, with the wording of headings among them."""
    said: set[str | None] = set()
    for position in range(len(paragraphs) + 1):
        text = paragraphs[position].printed if position < len(paragraphs) else "。"
        word = candidates.get(position)
        short = len(text) <= _LONGEST_ENTRY
        entry = word is not None or (short and _LEADER.search(text) is not None)
        again = word is not None and word in said
        if text.strip() and (again or not entry):
            heads = {known for known in run.values() if known is not None}
            if len(heads) > _FEW and all(last[head] >= position for head in heads):
                found.update(run)
            run, said = {}, set()
        if entry:
            run[position] = word
            said.add(word)
    if found:
        before = range(min(found) - 1, max(-1, min(found) - _LIST_HEAD), -1)
        named = [at for at in before if squash(paragraphs[at].text) in {"目录", "目次"}]
        found.update(named[:1])
    return frozenset(found)


@lru_cache(maxsize=2048)
def _wording(heading: str) -> str:
    """A heading without the dots and the page number that a table of contents puts behind it."""
    if len(heading) > _LONGEST_ENTRY:
        return heading
    return _PAGE.sub("", _LEADER.sub("", heading.strip())).translate(_NO_BLANKS)


def find_headings(paragraphs: Sequence[Paragraph], code: str) -> tuple[Heading, ...]:
    """The top-level headings of a report's paragraphs, in order."""
    candidates = [
        found
        for position, paragraph in enumerate(paragraphs)
        if (found := _candidate(position, paragraph.printed, code)) is not None
    ]
    parts = [item for item in candidates if item.text.startswith("第")]
    candidates = parts if len(parts) >= _FEW else candidates
    chosen: list[_Candidate] = []
    reached = -1
    for index, item in enumerate(candidates):
        later = candidates[index + 1 :]
        if _known(item, reached, len(chosen) + 1, later):
            chosen.append(item)
            reached = item.known if item.known is not None else reached
        elif _next(item, chosen, later):
            chosen.append(item)
    if len(chosen) < _FEW:
        chosen = max(chosen, _counted(paragraphs), _bracketed(paragraphs, code), key=len)
    if all(item.number is None for item in chosen):
        chosen = max(chosen, _arabic(paragraphs, code), key=len)
    return tuple(Heading(item.position, item.text, item.rest) for item in chosen)


def _known(item: _Candidate, reached: int, due: int, later: list[_Candidate]) -> bool:
    """Whether the wording is that of a section still to come, and this is its best place."""
    if item.known is None or item.known <= reached:
        return False
    return item.number in (None, due) or all(other.known != item.known for other in later)


def _counted(paragraphs: Sequence[Paragraph]) -> list[_Candidate]:
    """Short lines counted 1、2、3、 in a report that has no other headings."""
    found: list[_Candidate] = []
    for position, paragraph in enumerate(paragraphs):
        match = _ARABIC.match(paragraph.printed)
        if match is None or int(match[1]) != len(found) + 1:
            continue
        body, rest = _split(match[2])
        if body and not rest:
            found.append(_Candidate(position, None, paragraph.printed.strip(), "", None))
    return found


def _arabic(paragraphs: Sequence[Paragraph], code: str) -> list[_Candidate]:
    """Lines counted 1. 2. 3. without a gap that are official sections in their order."""
    found: list[_Candidate] = []
    reached = -1
    for position, paragraph in enumerate(paragraphs):
        match = _ARABIC.match(paragraph.printed)
        body, rest = _split(match[2]) if match is not None else ("", "")
        known = _section(body, code, loose=True) if body else None
        if match is None or known is None or known <= reached or int(match[1]) != len(found) + 1:
            continue
        text = paragraph.printed.strip()
        head = text[: text.index(body) + len(body)]
        found.append(_Candidate(position, None, head, rest, known))
        reached = known
    return found


def _bracketed(paragraphs: Sequence[Paragraph], code: str) -> list[_Candidate]:
    """Lines counted (一)(二) that are official sections in their order."""
    found: list[_Candidate] = []
    reached = -1
    for position, paragraph in enumerate(paragraphs):
        match = _BRACKETED.match(paragraph.printed)
        body, rest = _split(match[1]) if match is not None else ("", "")
        known = _section(body, code, loose=True) if body else None
        if known is not None and known > reached:
            text = paragraph.printed.strip()
            head = text[: text.index(body) + len(body)]
            found.append(_Candidate(position, None, head, rest, known))
            reached = known
    return found


def _next(item: _Candidate, chosen: list[_Candidate], later: list[_Candidate]) -> bool:
    """Whether the number is the next one and nothing behind claims it with better right."""
    if item.number is None or item.number != len(chosen) + 1:
        return False
    return not any(other.number == item.number and other.known is not None for other in later)


def _candidate(position: int, text: str, code: str) -> _Candidate | None:
    """The paragraph as a heading, if it could be one."""
    found = _parsed(text.strip(), code)
    return _Candidate(position, *found) if found is not None else None


def section_of(heading: str, code: str) -> int | None:
    """The place in the official order of the section that a heading names, or None."""
    found = _parsed(heading.strip(), code)
    return None if found is None else found[3]


@lru_cache(maxsize=2048)
def _parsed(stripped: str, code: str) -> tuple[int | None, str, str, int | None] | None:
    """Number, wording, text on the line and known place of a heading; None for other text."""
    top = _TOP.match(stripped)
    if top is not None:
        body, rest = _split(top[2])
        if not body:
            return None
        head = stripped[: len(stripped) - len(top[2])] + body
        return numeral(top[1]), head, rest, _section(body, code, loose=True)
    arabic = _ARABIC.match(stripped)
    body = arabic[2].strip() if arabic is not None else stripped
    if len(body) > _LONGEST:
        return None
    if arabic is not None:
        known = _section(body, code, loose=False)
    else:
        folded = squash(body)
        known = _OFFICIAL[code].index(folded) if folded in _OFFICIAL[code] else None
    return (None, stripped, "", known) if known is not None else None


def _split(body: str) -> tuple[str, str]:
    """A heading and the text that goes on in its line; no heading if it is a sentence."""
    stripped = body.strip()
    stop = _STOP.search(stripped)
    if stop is None:
        return (stripped, "") if len(stripped) <= _LONGEST else ("", "")
    head, rest = stripped[: stop.start()], stripped[stop.end() :].strip()
    if len(head) > _LONGEST:
        return "", ""
    return head, rest


def _section(body: str, code: str, *, loose: bool) -> int | None:
    """The place of the section in the official order that a heading names."""
    folded = squash(body).rstrip(":。")
    for place, official in enumerate(_OFFICIAL[code]):
        if folded == official:
            return place
    if not loose:
        alike = [difflib.SequenceMatcher(None, folded, name).ratio() for name in _OFFICIAL[code]]
        best = max(alike)
        return alike.index(best) if best >= _ALIKE else None
    hits = [place for place, words in enumerate(_KNOWN[code]) if words.search(folded)]
    return hits[0] if hits and len(folded) <= _LONGEST else None


def known_headings(paragraphs: Sequence[Paragraph], code: str) -> int:
    """How many official sections of a report are opened by these paragraphs."""
    known = {section_of(paragraph.printed, code) for paragraph in paragraphs}
    return len(known - {None})

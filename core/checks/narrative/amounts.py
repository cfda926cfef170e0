"""Amounts of a sentence: of what, of which kind and year."""

import re

from core.checks.narrative.facts import Amount
from core.checks.narrative.figures import YEAR, Figure
from core.checks.narrative.nouns import kind_of, noun_in, planned, says_last_year
from core.checks.narrative.sentences import Sentence, words_before
from core.checks.narrative.series import Member

_HEADING = re.compile(r"(?:^|[，;:])(?P<words>[^，;:¥%#]+):(?=[^:]*$)")
_SIBLINGS = frozenset({"basic", "project", "personnel", "public"})
_EMPTY = re.compile("[@预决算支出为是共计合实际完成数金额的年度全]")
_SUMMED = re.compile("合计|总计|共计|总额")


def amount_of(
    sentence: Sentence, at: int, figure: Figure, earlier: list[Amount], member: Member | None
) -> Amount:
    """What the words before a sum of money make of it; `earlier` are the amounts before it."""
    text = sentence.skeleton
    if member is not None:
        return _of_series(sentence, at, figure, earlier, member)
    label = words_before(text, at, "，;:、。()")
    if not label and at and text[at - 1] == ":":
        label = words_before(text, at - 1, "，;、。()")
    noun = noun_in(label)
    own = noun is not None
    if noun is None and not _EMPTY.sub("", label) and not _SUMMED.search(label):
        noun = _heading_noun(text, at) or (earlier[-1].noun if earlier else None)
    year: int | None = -1 if says_last_year(label) else None
    marks = [place for place in sentence.figures if place < at]
    if year is None:
        year = _year(sentence, marks, label, at)
    kind = kind_of(label) or _heading_kind(text, at)
    if kind is None and own and earlier:
        kind = _sibling_kind(text, at, label, noun, earlier[-1])
    return Amount(figure, at, label, noun, own, kind, year)


def _sibling_kind(text: str, at: int, label: str, noun: str | None, before: Amount) -> str | None:
    """The kind of budget of the amount before: 「年初预算基本支出¥、项目支出¥」."""
    between = text[before.at + 1 : at].removesuffix(label.lstrip("和及与"))
    both = before.own and {noun, before.noun} <= _SIBLINGS and noun != before.noun
    return before.kind if both and between in {*"、，和及与"} and before.kind != "final" else None


def _heading_kind(text: str, at: int) -> str | None:
    """The kind of budget that the words before the colon name: 「年初预算安排：基本支出¥」."""
    heading = _HEADING.search(text, 0, at)
    return planned(heading["words"]) if heading else None


def _of_series(
    sentence: Sentence, at: int, figure: Figure, earlier: list[Amount], member: Member
) -> Amount:
    """「三公经费预算数、决算数分别为¥、¥」: what one name leaves out, the others say."""
    kinds = {kind for name in member.names if (kind := kind_of(name))}
    kind = kind_of(member.name) or (next(iter(kinds)) if len(kinds) == 1 else None)
    noun = noun_in(member.name)
    own = noun is not None
    if member.index and member.name and not _EMPTY.sub("", member.name):
        noun = earlier[-1].noun
    years = [p for p in sentence.figures if p < at and sentence.skeleton[p] == YEAR]
    said = any(re.search("@|本年|今年", name) for name in member.names)
    year: int | None = None
    if says_last_year(member.name) or (not said and any(map(says_last_year, member.names))):
        year = -1
    elif all("@" in name for name in member.names):
        year = int(sentence.figures[years[member.index - len(member.names)]].value)
    elif years:
        year = int(sentence.figures[years[-1]].value)
    return Amount(figure, at, member.name, noun, own, kind, year)


def _heading_noun(text: str, at: int) -> str | None:
    """The noun of the words before the clause, when no figure stands between."""
    words = words_before(text, at, ";。")
    return noun_in(words)


def _year(sentence: Sentence, marks: list[int], label: str, at: int) -> int | None:
    inside = [p for p in marks if p >= at - len(label) and sentence.skeleton[p] == YEAR]
    years = inside or [p for p in marks if sentence.skeleton[p] == YEAR]
    return int(sentence.figures[years[-1]].value) if years else None

"""From figures to facts: what each number of a sentence is said to be."""

import dataclasses
import functools
import re

from core.checks.narrative.amounts import amount_of
from core.checks.narrative.facts import Amount, Share, Told
from core.checks.narrative.figures import MONEY, PERCENT
from core.checks.narrative.sentences import Sentence, words_before
from core.checks.narrative.series import series_of
from core.checks.narrative.shares import is_done, is_share, names_whole, ratio_of, share_of
from core.checks.narrative.versus import Loose, comparisons_of, is_base, side_of

_FLAT = re.compile(
    r"¥[，(]?(?:比|较|与|同)(?:上一?年|去年|同期|@|前年)(?![^，;:、()¥%#]{0,4}(?:预算|基本|大致|大体))[^，;:、()¥%#]{0,6}[，]?"
    "(?:持平|无增减|无变化|没有变化|保持不变)"
)
_MOST = 300
_AVERAGE = re.compile("人均|每[人次月年天辆户]|均价|单价|标准|平均")


def read_sentence(sentence: Sentence, before: Told | None) -> Told:
    """The facts of a sentence; `before` is the sentence that stands before it in the section.

    What has more figures than any sentence is a table without lines: nothing is understood of it.
    """
    if len(sentence.figures) > _MOST:
        return Told(sentence, (), (), (), ())
    amounts: list[Amount] = []
    shares: list[Share] = []
    loose: list[Loose] = []
    series = series_of(sentence.skeleton)
    for at, figure in sentence.figures.items():
        if figure.mark not in {MONEY, PERCENT}:
            continue
        member = series.get(at)
        first = at if member is None else member.first
        role = _role(words_before(sentence.skeleton, first, "，;。()"), figure.mark)
        if figure.mark == PERCENT and member is None and names_whole(sentence.skeleton, at):
            shares += ratio_of(sentence.skeleton, at, figure, amounts)
        elif role == "amount":
            amount = amount_of(sentence, at, figure, amounts, member)
            base = {item.at for item in loose if item.role == "base"}
            last = _in_bracket_of(sentence.skeleton, at, base)
            amounts.append(dataclasses.replace(amount, year=-1) if last else amount)
        elif role in {"share", "plan"}:
            shares.append(share_of(sentence, at, amounts, series, plan=role == "plan"))
        elif role in {"base", "up", "down"} and member is None:
            loose.append(Loose(at, role, figure))
    comparisons = tuple(comparisons_of(sentence, loose, amounts, before))
    same = {match.start() for match in _FLAT.finditer(sentence.skeleton)} - series.keys()
    flat = tuple(amount for amount in amounts if amount.at in same)
    return Told(sentence, tuple(amounts), comparisons, tuple(shares), flat)


@functools.lru_cache(maxsize=8192)
def _role(words: str, mark: str) -> str:
    """What the words before a sum of money or a percentage make of it."""
    if mark == PERCENT and is_done(words):
        return "plan"
    if mark == PERCENT and is_share(words):
        return "share"
    side = side_of(words)
    if side or mark == PERCENT:
        return side or "other"
    if is_base(words):
        return "base"
    return "average" if _AVERAGE.search(words) else "amount"


def _in_bracket_of(text: str, at: int, bases: set[int]) -> bool:
    """Whether an amount stands in the bracket behind one of last year: 「比上年¥(接待费¥)」."""
    opens = text.rfind("(", 0, at)
    return opens > text.rfind(")", 0, at) and opens - 1 in bases

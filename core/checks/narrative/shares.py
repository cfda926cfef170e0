"""Shares of a sentence: 「占W的p%」, 「完成预算的p%」, 「完成预算¥的p%」."""

import dataclasses
import re
from collections.abc import Iterator, Mapping

from core.checks.narrative.facts import Amount, Share
from core.checks.narrative.figures import Figure
from core.checks.narrative.nouns import noun_in
from core.checks.narrative.sentences import Sentence, words_before
from core.checks.narrative.series import Member

_SHARE = re.compile(
    r"占到?(?:比例?|(?P<whole>[^，;:()¥%#]{1,24}?)(?:的比例|的比重|比例|比重|的)?)?(?:为|约|达到?|是)*$"
)
_DONE = re.compile(
    r"(?<!超额)(?:完成|占|达|达到|为)(?:了|到)?"
    r"(?P<plan>(?:全年|年初|调整后?|年度)?预算)数?的?(?:比例)?(?:为)?$"
)
_OF_AMOUNT = re.compile(r"(?<!超额)(?:完成|占|达到?)(?:了|到)?[^，;:()¥%#]{0,16}¥的$")
_ABOUT = "约|近|接近|超过?|逾|不足|不到|大概"
_OF = re.compile(f"^(?P<about>{_ABOUT})?(?:完成|占|达到?)(?:了|到)?")
_ROUGHLY = re.compile(f"(?:{_ABOUT})$")
_LINKS = re.compile(
    "其中|合计|分别|[其约共所各仅已均也则总:、@·]|决算|支出|金额|实际|完成|资金|数|额|比例"
)


def is_share(words: str) -> bool:
    """Whether the words before a percentage make it a share: 「占基本支出的」."""
    return bool(_SHARE.search(words))


def is_done(words: str) -> bool:
    """Whether they make it a part of a budget: 「完成年初预算的」."""
    return bool(_DONE.search(words))


def names_whole(text: str, at: int) -> bool:
    """Whether the amount of the whole stands directly before a percentage: 「完成预算¥的%」."""
    return bool(_OF_AMOUNT.search(text, 0, at))


def ratio_of(text: str, at: int, figure: Figure, amounts: list[Amount]) -> Iterator[Share]:
    """「支出¥，完成预算¥的%」: the amount before the last is the part of the last."""
    if len(amounts) > 1:
        part, whole = amounts[-2:]
        if whole.at == at - len("¥的") and ";" not in text[part.at : at]:
            leads = _OF.match(whole.label)
            if leads and leads["about"]:
                figure = dataclasses.replace(figure, rough=True)
            yield Share(figure, part, _OF.sub("", whole.label), False, whole)


def _part(
    amounts: list[Amount], series: Mapping[int, Member], member: Member | None
) -> Amount | None:
    """What a share is of: the amount before it, or that of the same number in the series before."""
    if member is None or not amounts:
        return amounts[-1] if amounts else None
    before = series.get(amounts[-1].at)
    if before is None or len(before.places) != len(member.places):
        return None
    place = before.places[member.index]
    return next((amount for amount in amounts if amount.at == place), None)


def share_of(
    sentence: Sentence,
    at: int,
    amounts: list[Amount],
    series: Mapping[int, Member],
    *,
    plan: bool,
) -> Share:
    """The share that a percentage tells; `amounts` are those before it."""
    member = series.get(at)
    words = words_before(sentence.skeleton, at if member is None else member.first, "，;。()")
    match = (_DONE if plan else _SHARE).search(words)
    whole = (match["plan"] if plan else match["whole"]) if match else ""
    part = _part(amounts, series, member)
    percent = sentence.figures[at]
    if match and _ROUGHLY.search(words[: match.start()]):
        percent = dataclasses.replace(percent, rough=True)
    share = Share(percent, part, whole or "", plan)
    return share if member else _of_subject(sentence, at, share, amounts)


def _of_subject(sentence: Sentence, at: int, share: Share, amounts: list[Amount]) -> Share:
    """The share with the amount that its own words name: 「三公经费¥，人员经费占基本支出的%」.

    Without words of its own it is of the amount before it.
    """
    words = words_before(sentence.skeleton, at, "，;。()")
    match = (_DONE if share.plan else _SHARE).search(words)
    subject = _LINKS.sub("", words[: match.start()] if match else "")
    if not subject:
        return share
    noun = noun_in(subject)
    same = [a for a in amounts if (a.noun == noun if noun else subject in a.label)]
    return dataclasses.replace(share, part=same[-1] if same else None)

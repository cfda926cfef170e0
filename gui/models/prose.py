"""What is marked in the text of a report: figures with what they are said to be, and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.checks.finding import Finding
from core.checks.narrative.counts import staff
from core.checks.narrative.facts import Amount, Comparison, Share
from core.checks.narrative.figures import Figure
from core.checks.narrative.sentences import split
from core.checks.narrative.story import tell
from core.standing import Standing
from gui.models.findings import verdict_of

_OPENING = "“「『《"
_QUOTED = re.compile("[“「『]([^“”「」『』]+)[”」』]")
_KINDS = {
    "initial": "年初预算", "adjusted": "调整后预算", "added": "追加", "budget": "预算",
    "final": "决算",
}  # fmt: skip
_NOUNS = {
    "vehicle": "公务用车购置和维护", "vehicle_purchase": "公务用车购置",
    "vehicle_operation": "公务用车运行维护", "abroad": "因公出国（境）", "reception": "公务接待",
    "three_public": "三公经费", "wages": "工资福利支出", "goods": "商品和服务支出",
    "family": "对个人和家庭的补助", "personnel": "人员经费", "public": "公用经费",
    "basic": "基本支出", "project": "项目支出", "fund": "政府性基金", "capital": "国有资本经营",
    "insurance": "社保基金", "general": "一般公共预算", "procurement": "政府采购",
    "balance": "结转结余", "income": "总收入", "spending": "总支出",
}  # fmt: skip
_AGAINST = {"last": "与上年相比", "plan": "与预算相比"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text and what there is to say of it; facts have no severity."""

    start: int
    end: int
    tip: str
    severity: str | None = None


def facts_in(text: str) -> tuple[Stretch, ...]:
    """Every figure that the program has understood, with its meaning."""
    story = tell(text)
    found: dict[tuple[int, int], str] = {}
    for amount in story.amounts:
        _say(found, amount.figure, _amount(amount))
    for told in story.told:
        for comparison in told.comparisons:
            for figure, words in _comparison(comparison):
                _say(found, figure, words)
        for share in told.shares:
            _say(found, share.percent, _share(share))
    for words, figure in staff(text):
        _say(found, figure, f"{words}　{figure.value}")
    return tuple(Stretch(start, end, tip) for (start, end), tip in sorted(found.items()))


def findings_in(text: str, found: Iterable[Standing]) -> tuple[Stretch, ...]:
    """The sentences that findings speak of; a finding about no sentence in particular has none.

    One that is settled has no severity any more, only what was said of it.
    """
    stretches = []
    for item in found:
        finding = item.finding
        where = span_of(text, finding)
        if where is not None:
            lines = (f"{finding.severity} {finding.message}", verdict_of(item))
            severity = None if item.settled else finding.severity
            stretches.append(Stretch(*where, "\n".join(filter(None, lines)), severity))
    return tuple(stretches)


def span_of(text: str, finding: Finding) -> tuple[int, int] | None:
    """The sentence that holds most of what a finding quotes."""
    # The figure found is worth less than a quotation, for it may stand in several sentences.
    pieces = [(_bare(piece), 2) for piece in _QUOTED.findall(finding.message)]
    if finding.found:
        pieces.append((_bare(finding.found), 1))
    best, most = None, 0
    for sentence in split(text):
        said = _bare(text[sentence.start : sentence.end])
        worth = sum(value for piece, value in pieces if piece and piece in said)
        if worth > most:
            quoted = sentence.start > 0 and text[sentence.start - 1] in _OPENING
            best, most = (sentence.start - quoted, sentence.end), worth
    return best or _paragraph(text, [piece for piece, _ in pieces])


def _paragraph(text: str, pieces: Iterable[str]) -> tuple[int, int] | None:
    """The first paragraph that holds a quoted piece which runs over several sentences."""
    start = 0
    for line in text.split("\n"):
        if any(piece and piece in _bare(line) for piece in pieces):
            return start, start + len(line)
        start += len(line) + 1
    return None


def _bare(text: str) -> str:
    return re.sub(r"[\s…]", "", text)


def _say(found: dict[tuple[int, int], str], figure: Figure, words: str) -> None:
    where = figure.start, figure.end
    known = found.get(where)
    found[where] = words if known is None or known == words else f"{known}\n{words}"


def _amount(amount: Amount) -> str:
    year = {None: "", -1: "上年"}.get(amount.year, f"{amount.year}年")
    words = (_noun(amount.noun) or amount.label, f"{year}{_KINDS.get(amount.kind or '', '金额')}")
    return f"{'　'.join(word for word in words if word)}　{amount.figure.value}万元"


def _comparison(comparison: Comparison) -> Iterator[tuple[Figure, str]]:
    head = _AGAINST.get(comparison.against or "", "相比")
    noun = f"{_noun(comparison.noun)}　" if comparison.noun else ""
    if comparison.base is not None:
        yield comparison.base, f"{noun}{head}的基数　{comparison.base.value}万元"
    if comparison.change is not None:
        way = "增加" if comparison.change_up else "减少"
        yield comparison.change, f"{noun}{head}{way}　{comparison.change.value}万元"
    if comparison.rate is not None:
        way = "增长" if comparison.rate_up else "下降"
        yield comparison.rate, f"{noun}{head}{way}　{comparison.rate.value}%"


def _noun(code: str | None) -> str:
    return _NOUNS.get(code or "", "")


def _share(share: Share) -> str:
    part = (_noun(share.part.noun) if share.part is not None else "") or "该项"
    whole = "预算" if share.plan else share.whole or "总数"
    return f"{part}占{whole}　{share.percent.value}%"

"""Counts that a sentence tells as the whole of others beside them, without 其中."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import WARNING
from core.checks.narrative.figures import COUNT, Figure
from core.checks.narrative.sentences import Sentence, words_before
from core.checks.narrative.verdict import Relation, Verdict
from core.number import short

_HALVES = re.compile(
    r"(?P<all>#)[^#¥%;]{0,3}，(?:其中[:，]?)?(?:已|全部|实际)?[^#，;不未没基部]{0,4}?"
    r"(?P<word>完成|办结|达标|实现|整改|合格)[^#，;]{0,4}(?P<done>#)[，、]?"
    r"[^#，;]{0,4}(?:未|尚未|没有|不)(?:全部|按期)?(?P=word)[^#，;]{0,4}(?P<rest>#)"
)
_POINTS = re.compile(
    r"(?P<items>(?:[^#¥%;]{2,16}#[，、;]){3,8})(?:[^#¥%;，]{0,8})(?:总分|总得分|合计|共计|综合得分)"
    r"[^#¥%;，]{0,6}(?P<all>#)"
)
_ASPECTS = ("执行|预算", "产出", "效益|效果", "满意")
_OTHER = re.compile("分值|满分|权重|扣|其中|标准")


def wholes(sentence: Sentence) -> Iterator[Relation]:
    """NR-01 on what was done and what was not, and on points whose sum stands behind them."""
    if COUNT not in sentence.skeleton:
        return
    skeleton, figures = sentence.skeleton, sentence.figures
    for match in _HALVES.finditer(skeleton):
        whole, *parts = (figures[match.start(name)] for name in ("all", "done", "rest"))
        more = skeleton[match.end() :].partition(";")[0]
        less = sum(part.value for part in parts) < whole.value
        again = match["word"] in words_before(skeleton, match.start("all"))
        if whole.unit and not again and not (less and COUNT in more):
            yield from _summed(whole, parts)
    for match in _POINTS.finditer(skeleton):
        begins, ends = match.span("items")
        parts = [figure for at, figure in figures.items() if begins <= at < ends]
        named = all(re.search(aspect, match["items"]) for aspect in _ASPECTS)
        whole = figures[match.start("all")]
        if named and whole.unit and not _OTHER.search(match[0]):
            yield from _summed(whole, parts)


def _summed(whole: Figure, parts: list[Figure]) -> Iterator[Relation]:
    figures = (whole, *parts)
    if len({figure.unit for figure in figures}) > 1 or any(figure.rough for figure in figures):
        return
    total = sum((part.value for part in parts), Decimal(0))
    verdict = None
    if total != whole.value:
        words = "+".join(short(part.value) for part in parts)
        verdict = Verdict(
            "NR-01",
            f"各项之和应为{short(whole.value)}{whole.unit}，现为{words}={short(total)}{whole.unit}，"
            f"差{short(abs(total - whole.value))}{whole.unit}",
            short(whole.value),
            short(total),
            min(figure.start for figure in figures),
            max(figure.end for figure in figures),
            WARNING,
        )
    yield Relation(frozenset(figure.start for figure in figures), verdict)

"""All facts of one text, remembered by the text."""

import dataclasses
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from core.checks.narrative.facts import Amount, Told
from core.checks.narrative.figures import MONEY, PERCENT
from core.checks.narrative.nouns import planned
from core.checks.narrative.reading import read_sentence
from core.checks.narrative.sentences import Sentence, split
from core.checks.narrative.trees import Tree, read_trees
from core.schema.remembered import by_identity

_HEADING = 24
"""Longer lines are sentences."""


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of a text in order, the 「其中」 trees and the inner heading above each.

    `amounts` are all amounts; a part without a kind or noun of its own has the kind of its whole:
    in 「预算数为7.5万元，其中接待费0.5万元」 the 0.5 is a budget, and so is all that stands under
    「（一）年初预算安排」 without another word.
    """

    told: tuple[Told, ...]
    trees: tuple[tuple[Tree, ...], ...]
    headings: tuple[str, ...]
    amounts: tuple[Amount, ...]

    @property
    def each(self) -> Iterator[tuple[Told, str, Amount]]:
        """All amounts with the sentence that each stands in and the heading above it."""
        above = zip(self.told, self.headings, strict=True)
        sentences = ((told, heading) for told, heading in above for _ in told.amounts)
        for (told, heading), amount in zip(sentences, self.amounts, strict=True):
            yield told, heading, amount


@functools.lru_cache(maxsize=128)
def tell(text: str) -> Story:
    """The facts of a text. Pure; remembered by the text, so an edit elsewhere costs nothing."""
    told: list[Told] = []
    trees: list[tuple[Tree, ...]] = []
    headings: list[str] = []
    amounts: list[Amount] = []
    heading = ""
    for sentence in split(text):
        before = told[-1] if told else None
        told.append(_told(sentence, before))
        trees.append(_trees(told[-1], before))
        opens = before is None or before.sentence.paragraph != sentence.paragraph
        heading = sentence.skeleton if opens and _is_heading(sentence) else heading
        headings.append(heading)
        kind = planned(heading)
        own = _inherit(told[-1].amounts, trees[-1])
        amounts += [dataclasses.replace(a, kind=a.kind or kind) for a in own] if kind else own
    return Story(tuple(told), tuple(trees), tuple(headings), tuple(amounts))


_told = by_identity(1024)(read_sentence)
_trees = by_identity(1024)(read_trees)
"""A sentence before the one that was typed is read no more."""


def _is_heading(sentence: Sentence) -> bool:
    return len(sentence.skeleton) <= _HEADING and not any(
        figure.mark in {MONEY, PERCENT} for figure in sentence.figures.values()
    )


def _inherit(amounts: tuple[Amount, ...], trees: tuple[Tree, ...]) -> list[Amount]:
    heirs: dict[int, Amount] = {amount.at: amount for amount in amounts}
    for tree in trees:
        kinds = {heirs.get(whole.at, whole).kind for whole in tree.wholes}
        years = {heirs.get(whole.at, whole).year for whole in tree.wholes}
        for part in tree.parts:
            old = heirs[part.at]
            heirs[part.at] = dataclasses.replace(
                old,
                kind=old.kind or (next(iter(kinds)) if len(kinds) == 1 else None),
                year=next(iter(years)) if old.year is None and len(years) == 1 else old.year,
            )
    return [heirs[amount.at] for amount in amounts]

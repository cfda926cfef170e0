"""All facts of one text, remembered by the text."""

import dataclasses
import functools
from dataclasses import dataclass

from core.checks.narrative.facts import Amount, Told, read_sentence
from core.checks.narrative.sentences import split
from core.checks.narrative.trees import Tree, read_trees


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of a text in order and the 「其中」 trees of each.

    `amounts` are all amounts; a part without a kind or noun of its own has the kind of its whole:
    in 「预算数为7.5万元，其中接待费0.5万元」 the 0.5 is a budget.
    """

    told: tuple[Told, ...]
    trees: tuple[tuple[Tree, ...], ...]
    amounts: tuple[Amount, ...]


@functools.lru_cache(maxsize=128)
def tell(text: str) -> Story:
    """The facts of a text. Pure; remembered by the text, so an edit elsewhere costs nothing."""
    told: list[Told] = []
    trees: list[tuple[Tree, ...]] = []
    amounts: list[Amount] = []
    for sentence in split(text):
        before = told[-1] if told else None
        told.append(read_sentence(sentence, before))
        trees.append(read_trees(told[-1], before))
        amounts += _inherit(told[-1].amounts, trees[-1])
    return Story(tuple(told), tuple(trees), tuple(amounts))


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

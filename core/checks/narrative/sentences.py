"""Sentences as skeletons: each figure is one character, so that patterns stay readable.

「公务接待费0.23万元，比上年减少0.25万元，下降52.08%」 has the skeleton
「公务接待费¥，比上年减少¥，下降%」. Brackets without a figure, as in 出国（境）费, are dots; of
（同口径） the words stay.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.checks.narrative.figures import MONEY, PERCENT, YEAR, Figure, find_figures
from core.checks.narrative.folding import Folded, fold

STRAY = str.maketrans({MONEY: "^", PERCENT: "^", "#": "^", YEAR: "^", "·": "^", ",": "，"})
_PLAIN_BRACKET = re.compile(r"\([^()¥%#。\n]*\)")
_PIECE = re.compile("[^。]+。?|。")
_SENTENCE = re.compile(r"(?:[^。!?\n]|(?<!如下:)(?<=[，、;:])\n+(?!(?<=，\n)\())+")
"""A line that ends with a comma or colon goes on in the next, except where a new list begins."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text.

    `figures` are keyed by their position in `skeleton`. `paragraph` counts the paragraphs of the
    text. `start` and `end` are the place in the submitted text.
    """

    skeleton: str
    figures: Mapping[int, Figure]
    paragraph: int
    start: int
    end: int


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order, those without a figure too.

    Nothing goes on behind a full stop; what stands before the stop that was typed at is known.
    """
    folded = fold(text)
    sentences: list[Sentence] = []
    paragraph = 0
    for match in _PIECE.finditer(folded.text):
        piece = Folded(match[0], folded.offsets[match.start() : match.end()])
        sentences += _sentences(piece, paragraph)
        paragraph += match[0].count("\n")
    return tuple(sentences)


@functools.lru_cache(maxsize=1024)
def _sentences(folded: Folded, paragraph: int) -> tuple[Sentence, ...]:
    """The sentences of a piece of a text; `paragraph` counts those that end before it."""
    plain = folded.text.translate(STRAY)
    pieces: list[str] = []
    offsets: list[int] = []
    figures: dict[int, Figure] = {}
    done = length = 0
    for start, end, figure in find_figures(folded):
        pieces += [plain[done:start], figure.mark]
        offsets += [*range(done, start), start]
        length += start - done + 1
        figures[length - 1] = figure
        done = end
    pieces.append(plain[done:])
    offsets.extend(range(done, len(folded.text)))
    whole = _PLAIN_BRACKET.sub(_dotted, "".join(pieces))
    sentences = []
    places = sorted(figures)
    next_figure = seen = 0
    for match in _SENTENCE.finditer(whole):
        paragraph += whole.count("\n", seen, match.start())
        seen = match.start()
        own: dict[int, Figure] = {}
        while next_figure < len(places) and places[next_figure] < match.end():
            own[places[next_figure] - match.start()] = figures[places[next_figure]]
            next_figure += 1
        begin = folded.place(offsets[match.start()], offsets[match.start()] + 1)[0]
        finish = folded.place(offsets[match.end() - 1], offsets[match.end() - 1] + 1)[1]
        if own:
            finish = max(finish, own[max(own)].end)
        skeleton = match[0].replace("\n", "·")
        sentences.append(Sentence(skeleton, own, paragraph, begin, finish))
    return tuple(sentences)


def _dotted(match: re.Match[str]) -> str:
    words = match[0][1:-1]
    return f"·{words}·" if "口径" in words else "·" * len(match[0])


def words_before(skeleton: str, at: int, stops: str = "，;。()") -> str:
    """The words directly before a figure, back to another figure or one of the stops."""
    start, marks = at, f"{MONEY}{PERCENT}#{stops}"
    while start and skeleton[start - 1] not in marks:
        start -= 1
    return skeleton[start:at]

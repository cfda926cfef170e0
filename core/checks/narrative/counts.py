"""Counted things in prose: staff, lists that say how many they are, damaged numbers."""

import dataclasses
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.checks.narrative.figures import COUNT, MONEY, PERCENT, Figure
from core.checks.narrative.folding import fold
from core.checks.narrative.sentences import Sentence, split
from core.checks.narrative.story import tell

_PEOPLE = frozenset({"人", "名", "个", ""})
_AUTHORIZED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[定有总位末现局委办部院校镇乡所站会心])|(?<=人员))"
    r"编制(?:人员|人数|数|总数|员额)?(?:总数)?(?:为|共有?|有|是|核定|:|共计)?(?P<n>#)"
)
_POSTS = re.compile("(?<![政业勤公员])编制[^#，;]{0,6}#")
_SEVERAL = 2
_ACTIVE = re.compile(
    r"(?:(?<!非)在职(?:在编|在岗)?|在编在职|在编在岗)(?:人员|干部职工|教职员?工|职工|干部|人数|数)*(?:为|共有?|有|是|:)?(?P<n>#)"
    r"(?!\([^()]*(?:临|聘|编外|合同|劳务|派遣|借))"
)
_RETIRED = re.compile(
    r"(?:离退休|退休|离休)(?:人员|干部|职工|人数|数)*(?:为|共有?|有|是|:)?(?P<n>#)"
)
_WHOLE = re.compile(
    r"(?:(?:人员|职工)总数|共有|总|实有|现有|在册|年末|单位)(?:在册)?(?:干部职工|职工|干部|人员|人数|总人数|总数)*"
    r"(?:为|共|共有|有|是|:)?(?P<n>#)(?=[，;:、]*其中|[(，:]\(?(?:在职|离退休|退休))"
)
SHORTEST_NAME = 4
"""Shorter names of indicators are too common to be looked for in a text."""
_LINK = re.compile("(?:数量?|共计?|总计|为|达到?|有|:)+$")
_LAST_WORDS = re.compile("[，;:、。()]")
_INNER = re.compile(r"\([^()]*\)")
_JOINED = re.compile("(?<=[\u4e00-\u9fff元个项])和(?=[\u4e00-\u9fff])")
_LIST_END = re.compile("另|还有|此外|[)]")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
           "十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15}  # fmt: skip
_LISTED = re.compile(
    r"(?P<n>\d{1,2}|十?[一二两三四五六七八九]|十)(?P<unit>个|项|家|类|大类|种|名|处|所|部分|方面)"
    r"(?P<noun>[^，。;:、()\d]{0,14}?)[，。:;]?分别(?:是|为|有|设|叫)?:?(?P<list>[^。;\n]+)"
)
_MONEY = r"(?:万元|亿元|元|%)"
_GAP = r"(?:[_×xX*□]+)?"
_DAMAGED = (
    re.compile(
        rf"(?:增加|减少|增长|下降|降低|上升|提高)(?:了|额为|率为|幅度为)?{_GAP}(?:万元|亿元|%)"
    ),
    re.compile(rf"占(?!比?\()[^，。;:()\d%]{{0,14}}?(?:的|比|比例为?|比重为?|为)?{_GAP}%"),
    re.compile(
        rf"(?:预算|决算|支出|收入|总计|合计|经费|总额|金额)(?:数|额)?(?:为|是|共|共计|合计|总计|计)"
        rf"{_GAP}{_MONEY}"
    ),
    re.compile(rf"(?:完成|达到)(?:[^，。;:()\d%]{{0,8}}预算)?的{_GAP}%"),
    re.compile(r"(?<=[为是计达共出入费算加少]),\d{3}(?:,\d{3})*(?:\.\d+)?(?:万元|元)"),
    re.compile(r"\d+(?:\.{2,}\d+|\.\d+\.\d+)(?:万元|亿元|元|%)"),
    re.compile(r"(?:为|计|共|支出|收入|预算|决算)[xX×*_]{1,6}(?:万元|亿元|元|%)"),
    re.compile(r"(?<![\d.])\d{1,6}\.(?:万元|亿元|%)"),
    re.compile(
        r"(?:为|是|共|计|支出|收入|预算|决算)\d+(?:\.\d*)?[ \t\xa0\u3000]+\d[\d.,]*(?:万元|亿元|%)"
    ),
    re.compile(
        r"(?<![A-Za-z])(?:[xX]{2,}|[×*□○]{2,})"
        r"(?:万元|亿元|元|%|年度?|月|日|人|名|个|项|辆|次|件|县|市|区|局|委|办|部门|单位|镇|乡|街道|项目|中心)"
    ),
)
_GAPS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![几数上十百千近逾超每约多亿位])[ \t\xa0\u3000_]+"
    r"(?:万元|亿元|元|[%％])(?=[，。；、,;)）])"
)
"""A blank where a number should stand, in the text as it was submitted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text with its place in it."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Staffing:
    """「共有N人，其中在职a、离退休b」: the whole, the two parts, all other numbers as `extra`."""

    whole: Decimal
    parts: tuple[Decimal, ...]
    extra: tuple[Decimal, ...]
    start: int
    end: int

    @property
    def agrees(self) -> bool:
        """Whether the parts, with or without the extra groups, make up the whole."""
        base = sum(self.parts, Decimal(0))
        sums = {base}
        for number in self.extra:
            sums |= {so_far + number for so_far in sums}
        return self.whole in sums


@dataclass(frozen=True, slots=True)
class Listed:
    """「N个，分别是a、b、c」."""

    said: int
    counted: int
    start: int
    end: int


def _figures(sentence: Sentence, pattern: re.Pattern[str], since: int = 0) -> list[Figure]:
    """The exact numbers of persons that a pattern leads to."""
    found = (
        sentence.figures[each.start("n")] for each in pattern.finditer(sentence.skeleton, since)
    )
    return [figure for figure in found if figure.unit in _PEOPLE and not figure.rough]


def _numbers(sentence: Sentence, pattern: re.Pattern[str], since: int = 0) -> list[Decimal]:
    return [figure.value for figure in _figures(sentence, pattern, since)]


def _people(sentence: Sentence, since: int) -> list[Decimal]:
    """All exact numbers of persons behind a place, whatever they are called."""
    return [
        figure.value
        for at, figure in sentence.figures.items()
        if since <= at < len(sentence.skeleton)
        and sentence.skeleton[at] == COUNT
        and figure.unit in _PEOPLE
    ]


@functools.lru_cache(maxsize=128)
def authorized(text: str) -> tuple[Decimal, ...]:
    """The 编制 numbers of a text that no word narrows to 行政编制, 事业编制…

    A sentence with several tells of several bodies.
    """
    return tuple(
        n
        for told in tell(text).told
        if len(_POSTS.findall(told.sentence.skeleton)) < _SEVERAL
        for n in _numbers(told.sentence, _AUTHORIZED)
    )


def staff(text: str) -> tuple[tuple[str, Figure], ...]:
    """Every number of staff that is understood in a text, with what it is of."""
    kinds = (
        ("编制数", _AUTHORIZED),
        ("在职人数", _ACTIVE),
        ("离退休人数", _RETIRED),
        ("总人数", _WHOLE),
    )
    return tuple(
        (word, figure)
        for told in tell(text).told
        for word, pattern in kinds
        for figure in _figures(told.sentence, pattern)
    )


@functools.lru_cache(maxsize=128)
def active(text: str) -> tuple[Decimal, ...]:
    """The 在职 numbers of a text."""
    return tuple(n for told in tell(text).told for n in _numbers(told.sentence, _ACTIVE))


@functools.lru_cache(maxsize=128)
def staffings(text: str) -> tuple[Staffing, ...]:
    """Sentences that give a whole number of staff with 在职 and 离退休 among its parts.

    In 「实有12人，其中在职12人；退休人员5人」 the retired are told of beside the whole.
    """
    found = []
    for told in tell(text).told:
        sentence = told.sentence
        head = _WHOLE.search(sentence.skeleton)
        if head is None:
            continue
        since = head.end()
        cut = dataclasses.replace(sentence, skeleton=_own_level(sentence.skeleton, since))
        figure = sentence.figures[head.start("n")]
        working, retired = _numbers(cut, _ACTIVE, since), _numbers(cut, _RETIRED, since)
        if figure.unit not in {"人", "名"} or figure.rough or len(working) != 1 or not retired:
            continue
        if working[0] == figure.value and ";" in cut.skeleton[since:]:
            continue
        parts = (working[0], retired[0])
        extra = _people(cut, since)
        for part in parts:
            extra.remove(part)
        found.append(Staffing(figure.value, parts, tuple(extra), figure.start, sentence.end))
    return tuple(found)


def plain_name(words: str) -> str:
    """Without what only leads to a number: 扫描册 of 「扫描册数为」."""
    return _LINK.sub("", words)


@functools.lru_cache(maxsize=128)
def named_counts(text: str) -> Mapping[str, tuple[tuple[str, Figure], ...]]:
    """Counts, amounts and percentages by the last four signs before them, with these words.

    「举办培训班共6期」 is found under 办培训班.
    """
    found: dict[str, list[tuple[str, Figure]]] = {}
    for told in tell(text).told:
        start = 0
        for at, figure in told.sentence.figures.items():
            words = plain_name(_LAST_WORDS.split(told.sentence.skeleton[start:at])[-1])
            start = at + 1
            if figure.mark in {COUNT, MONEY, PERCENT} and len(words) >= SHORTEST_NAME:
                found.setdefault(words[-SHORTEST_NAME:], []).append((words, figure))
    return {name: tuple(counts) for name, counts in found.items()}


@functools.lru_cache(maxsize=2048)
def single_figure(text: str) -> Figure | None:
    """The only figure of a text that is nothing else: 「6期」, not 「培训6期」 or 「约6期」."""
    sentences = split(text)
    if len(sentences) != 1 or len(sentences[0].skeleton) != 1:
        return None
    figure = sentences[0].figures.get(0)
    return None if figure is None or figure.rough else figure


def _own_level(skeleton: str, since: int) -> str:
    """The skeleton up to where the list behind `since` ends, its inner brackets blotted out."""
    head, tail = skeleton[:since], skeleton[since:]
    if tail.startswith("("):
        head, tail = head + "(", tail[1:]
    tail = _INNER.sub(lambda match: "·" * len(match[0]), tail)
    return head + _LIST_END.split(tail)[0]


@functools.lru_cache(maxsize=128)
def lists(text: str) -> tuple[Listed, ...]:
    """Lists whose items can be counted without doubt."""
    folded = fold(text)
    found = []
    for match in _LISTED.finditer(folded.text):
        said = _DIGITS.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else 0)
        items = _items(match["list"])
        if said and len(items) > 1:
            start, end = folded.place(*match.span())
            counted = len(items)
            last = re.search("和|及|与", _INNER.sub("", items[-1]))
            if counted != said and last and counted + 1 == said:
                counted += 1
            found.append(Listed(said, counted, start, end))
    return tuple(found)


def _items(listed: str) -> list[str]:
    """The enumerated names: up to the first comma outside brackets, parted by 、."""
    depth, names, name = 0, [], ""
    for char in listed:
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        if depth == 0 and char in "，,":
            break
        if depth == 0 and char == "、":
            names.append(name)
            name = ""
        else:
            name += char
    return [*names, name] if names else _JOINED.split(_INNER.sub("", name))


@functools.lru_cache(maxsize=128)
def damaged(text: str) -> tuple[Piece, ...]:
    """Places where a number is missing or torn: 「减少 万元」, 「占 %」, 「支出,867.48万元」.

    Or where the template was not filled in: 「XX县」.
    """
    folded = fold(text)
    found: dict[int, Piece] = {}
    for pattern in _DAMAGED:
        for match in pattern.finditer(folded.text):
            start, end = folded.place(*match.span())
            found.setdefault(end, Piece(text[start:end], start, end))
    for match in _GAPS.finditer(text):
        found.setdefault(match.end(), Piece(match[0], *match.span()))
    pieces = (p for p in found.values() if "单位" not in text[max(0, p.start - 4) : p.start])
    return tuple(sorted(pieces, key=lambda piece: piece.start))

"""Comparisons of a sentence: base, change and rate that belong together, and of what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.checks.narrative.facts import Amount, Comparison, Told
from core.checks.narrative.figures import MONEY, Figure
from core.checks.narrative.nouns import noun_in
from core.checks.narrative.sentences import Sentence, words_before

UP = "增加|增长|上升|提高|增多|上涨|增支|增收|增幅|多支出|多支|多收入"
DOWN = "减少|下降|降低|减幅|缩减|压减|压缩|下调|降幅|减支|减收|节约|回落|少支出|少支|少收入"
_TAIL = (
    "(?:了|额|幅度|幅|率|数|为|约|近|共|计|达|的|:|各|支出|收入|经费|资金|费用|比例|百分比|同比)*"
)
_CHANGE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?!到|至){_TAIL}$")
_IN = "[^，;:、()¥%#]"
_LAST = r"上一?年|去年|同期|@|前年"
_PLAN = r"预算|批复|计划|年初数"
_VERSUS = re.compile(
    rf"(?:比|较|与|同|和|由|从)(?P<what>{_IN}{{0,20}}?(?:(?P<last>(?:{_LAST})(?!{_IN}{{0,4}}(?:预算|计划)))|(?P<plan>{_PLAN})))"
    rf"|(?P<yoy>同比)"
)
_FORMER = re.compile("上一?年|去年|前年")
_LISTED = re.compile("其中|包括")
_NEAR = re.compile(rf"，(?:同比)?(?:{UP}|{DOWN})(?:了|额)?")
_BOOKED = re.compile("决算|预算")
_BASE = re.compile(rf"(?:比|较|与|同|由|从){_IN}{{0,20}}?(?:{_LAST}|{_PLAN}){_IN}{{0,14}}$")
_NEUTRAL = re.compile(
    "同期|收入|支出|收|支|总体|总计|合计|总额|金额|决算|预算|完成|执行|全年|本年|实际|分别|相比|对比|"
    "其中|因此|相应|各|均|共|总|数|额|度|则|即|的|和|及|、|，|:|[@()·]"
)
_ABOUT = re.compile("本年度?|全年|当年|[@总，,:]")
_INCOMPARABLE = re.compile("同口径|可比|扣除|剔除")
_OPENS = re.compile(rf"[^¥%#，]{{0,6}}?(?:{_VERSUS.pattern})".replace("(?P<", "(?P<o_"))
_FROM_TO = re.compile(rf"¥(?:{UP}|{DOWN}|调整|变)(?:到|至|为)¥[^¥;]{{0,12}}")
_REASON = re.compile("原因|主要是|主要为|由于|因(?!公)|系[因由]|其中")
_SIDES = {"支出": "spending", "收入": "income"}


@dataclass(frozen=True, slots=True)
class Loose:
    """A figure of a comparison before it is known which: role base, up or down."""

    at: int
    role: str
    figure: Figure

    @property
    def slot(self) -> str:
        if self.role == "base":
            return "base"
        return "change" if self.figure.mark == MONEY else "rate"

    @property
    def up(self) -> bool:
        return (self.role == "up") != (self.figure.value < 0)


def side_of(words: str) -> str | None:
    """up or down, where the words before a figure make it a change."""
    change = _CHANGE.search(words)
    if change:
        return "up" if change["up"] else "down"
    return None


def is_base(words: str) -> bool:
    """Whether a sum of money is what is compared with: 「比上年¥」."""
    return bool(_BASE.search(words))


def comparisons_of(
    sentence: Sentence,
    loose: list[Loose],
    amounts: list[Amount],
    before: Told | None,
) -> Iterator[Comparison]:
    """Base, change and rate that belong together, in the order of the sentence."""
    groups: list[list[Loose]] = []
    for item in loose:
        if groups and _joins(sentence.skeleton, groups[-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        found = _comparison(sentence, group, loose, amounts, before)
        if found is not None:
            yield found


def _carried(before: Told, words: str) -> tuple[Amount, ...]:
    """The amounts of the sentence before, if it is clear which of them the next one goes on with.

    `words` open the comparison: 「总支出较上年」 goes on with that one amount. Else several amounts
    are only then clear when they are equal, or the first is the whole of the rest.
    """
    topic = _VERSUS.sub("", words)
    noun = noun_in(topic) or _SIDES.get(_ABOUT.sub("", topic))
    if noun is not None:
        return tuple(amount for amount in before.amounts if amount.noun == noun)
    amounts, text = before.amounts, before.sentence.skeleton
    if len({amount.figure.value for amount in amounts}) < len(amounts[:2]) or len(amounts) == 1:
        return amounts
    whole = amounts and not text.startswith("其中") and _LISTED.search(text, amounts[0].at)
    return amounts if whole else ()


def _against(sentence: Sentence, versus: re.Match[str], amounts: tuple[Amount, ...]) -> str:
    """former: 「与上年预算相比」, 「与2023年预算相比」 behind a figure of 2024."""
    if not versus["plan"]:
        return "last"
    years = {amount.year for amount in amounts} - {None}
    named = {sentence.figures[at].value for at in sentence.figures if at in range(*versus.span())}
    former = bool(_FORMER.search(versus["what"])) or bool(
        named and years and named.isdisjoint(years)
    )
    return "former" if former else "plan"


def topic_of(words: str) -> str:
    """What a comparison says it is of, in the words before its first figure.

    Empty in 「支出¥，比上年增加¥」, 公务接待费 in 「三公经费¥，公务接待费比上年减少¥」.
    """
    rest = _CHANGE.sub("", _VERSUS.sub("", words))
    return rest if _NEUTRAL.sub("", rest) else ""


def _moves(text: str, base: int, at: int) -> bool:
    """Whether a base before a change is that of 「由上年的¥减少到¥，减少¥」."""
    return bool(_FROM_TO.fullmatch(text, base, at))


def _joins(text: str, group: list[Loose], item: Loose) -> bool:
    """Whether a figure continues the comparison: 「减少¥，下降%」."""
    gap = text[group[-1].at + 1 : item.at]
    if item.slot in {"base", *(entry.slot for entry in group)} or re.search("[¥%#;]", gap):
        return False
    if _REASON.search(gap):
        return False
    return not _VERSUS.search(gap) or ("同比" in gap and item.slot == "rate")


def _comparison(
    sentence: Sentence,
    group: list[Loose],
    loose: list[Loose],
    amounts: list[Amount],
    before: Told | None,
) -> Comparison | None:
    """None when the figures compare with nothing: 「工资增长5%」 as a reason, 「节约3万元」."""
    text, first = sentence.skeleton, group[0].at
    slots = {item.slot: item for item in group}
    change, rate, base = slots.get("change"), slots.get("rate"), slots.get("base")
    scope = text.rfind(";", 0, first) + 1
    earlier = tuple(amount for amount in amounts if scope <= amount.at < first)
    begins, closes = earlier[-1].at + 1 if earlier else scope, group[-1].at
    window = text[begins:closes]
    versus = list(_VERSUS.finditer(text, begins, closes))
    if (change is None and rate is None) or _REASON.search(
        text[versus[-1].end() : closes] if versus else window
    ):
        return None
    if earlier and _INCOMPARABLE.search(earlier[-1].label):
        return None
    if _INCOMPARABLE.search(window) or (len(earlier) > 1 and "分别" in window):
        return None
    topic = topic_of(words_before(text, first, ";"))
    versus = versus or list(_VERSUS.finditer(text, scope, first))
    if base is None:
        base = next((item for item in loose if _moves(text, item.at, first)), None)
    if not earlier:
        earlier = tuple(amount for amount in amounts if amount.at < first)
    if not earlier and before is not None and (opens := _OPENS.match(text)):
        earlier = _carried(before, opens[0])
    if earlier and topic and noun_in(topic) != earlier[-1].noun:
        noun, earlier = noun_in(topic), ()
    else:
        noun = (earlier[-1].noun if earlier else None) or noun_in(text[scope:closes])
    start = earlier[-1].figure.start if earlier else group[0].figure.start
    return Comparison(
        against=_against(sentence, versus[-1], earlier) if versus else None,
        noun=noun,
        candidates=earlier,
        base=base.figure if base else None,
        change=change.figure if change else None,
        change_up=change.up if change else None,
        rate=rate.figure if rate else None,
        rate_up=rate.up if rate else None,
        near=len(earlier) == 1 and bool(_NEAR.fullmatch(text, earlier[0].at + 1, first)),
        booked=bool(versus and _BOOKED.search(versus[-1]["what"] or "")),
        start=start if start >= sentence.start else group[0].figure.start,
        end=group[-1].figure.end,
    )

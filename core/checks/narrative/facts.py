"""From figures to facts: what each number of a sentence is said to be."""

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.checks.narrative.figures import MONEY, PERCENT, YEAR, Figure
from core.checks.narrative.nouns import kind_of, noun_in, planned, says_last_year
from core.checks.narrative.sentences import Sentence, words_before
from core.checks.narrative.series import Member, series_of

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
_NEAR = re.compile(rf"，(?:同比)?(?:{UP}|{DOWN})(?:了|额)?")
_OF_AMOUNT = re.compile(r"(?:完成|占|达到?)(?:了|到)?[^，;:()¥%#]{0,16}¥的$")
_OF = re.compile("^(?:完成|占|达到?)(?:了|到)?")
_BOOKED = re.compile("决算|预算")
_BASE = re.compile(rf"(?:比|较|与|同|由|从){_IN}{{0,20}}?(?:{_LAST}|{_PLAN}){_IN}{{0,14}}$")
_SHARE = re.compile(
    r"占到?(?:比例?|(?P<whole>[^，;:()¥%#]{1,24}?)(?:的比例|的比重|比例|比重|的)?)?(?:为|约|达到?|是)*$"
)
_DONE = re.compile(
    r"(?:完成|占|达|达到|为)(?:了|到)?(?P<plan>(?:全年|年初|调整后?|年度)?预算)数?的?(?:比例)?(?:为)?$"
)
_FLAT = re.compile(
    rf"¥[，(]?(?:比|较|与|同)(?:{_LAST})(?!{_IN}{{0,4}}(?:预算|基本|大致|大体)){_IN}{{0,6}}[，]?"
    "(?:持平|无增减|无变化|没有变化|保持不变)"
)
_NEUTRAL = re.compile(
    "同期|收入|支出|收|支|总体|总计|合计|总额|金额|决算|预算|完成|执行|全年|本年|实际|分别|相比|对比|"
    "其中|因此|相应|各|均|共|总|数|额|度|则|即|的|和|及|、|，|:|[@()·]"
)
_HEADING = re.compile(r"(?:^|[，;:])(?P<words>[^，;:¥%#]+):(?=[^:]*$)")
_LINKS = re.compile(
    "其中|合计|分别|[其约共所各仅已均也则总:、@·]|决算|支出|金额|实际|完成|资金|数|额|比例"
)
_ABOUT = re.compile("本年度?|全年|当年|[@总，,:]")
_INCOMPARABLE = re.compile("同口径|可比|扣除|剔除")
_OPENS = re.compile(rf"[^¥%#，]{{0,6}}?(?:{_VERSUS.pattern})".replace("(?P<", "(?P<o_"))
_FROM_TO = re.compile(rf"¥(?:{UP}|{DOWN}|调整|变)(?:到|至|为)¥[^¥;]{{0,12}}")
_EMPTY = re.compile("[@预决算支出为是共计合实际完成数金额的年度全]")
_SUMMED = re.compile("合计|总计|共计|总额")
_AVERAGE = re.compile("人均|每[人次月年天辆户]|均价|单价|标准|平均")
_REASON = re.compile("原因|主要是|主要为|由于|因(?!公)|系[因由]|其中")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money that something is, was or was planned to be.

    `label` are the words before the number in its clause; `noun` the known noun among them, or of
    the clause before when the label names none; `kind` initial, adjusted, added, budget, final or
    None; `year` as written, -1 for 上年, None when not said. `own`: the label names the noun.
    """

    figure: Figure
    at: int
    label: str
    noun: str | None
    own: bool
    kind: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """「比上年P增加D，增长r%」: `against` is last, plan or None (not said).

    `booked`: its own words speak of 决算 or 预算. `near`: the only amount stands before it.
    """

    against: str | None
    noun: str | None
    candidates: tuple[Amount, ...]
    base: Figure | None
    change: Figure | None
    change_up: bool | None
    rate: Figure | None
    rate_up: bool | None
    booked: bool
    near: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """「A万元，占W的p%」 or 「完成预算的p%」 (`plan`); `of`: W where its amount stands there."""

    percent: Figure
    part: Amount | None
    whole: str
    plan: bool
    of: Amount | None = None


@dataclass(frozen=True, slots=True)
class _Loose:
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


@dataclass(frozen=True, slots=True)
class Told:
    """All facts of one sentence; `flat` are amounts that are as last year (与上年持平)."""

    sentence: Sentence
    amounts: tuple[Amount, ...]
    comparisons: tuple[Comparison, ...]
    shares: tuple[Share, ...]
    flat: tuple[Amount, ...]


def read_sentence(sentence: Sentence, before: Told | None) -> Told:
    """The facts of a sentence; `before` is the sentence that stands before it in the section."""
    amounts: list[Amount] = []
    shares: list[Share] = []
    loose: list[_Loose] = []
    series = series_of(sentence.skeleton)
    for at, figure in sentence.figures.items():
        if figure.mark not in {MONEY, PERCENT}:
            continue
        member = series.get(at)
        first = at if member is None else member.first
        role = _role(words_before(sentence.skeleton, first, "，;。()"), figure.mark)
        if figure.mark == PERCENT and member is None and _of_amount(sentence.skeleton, at):
            shares += _ratio(sentence.skeleton, at, figure, amounts)
        elif role == "amount":
            amount = _amount(sentence, at, figure, amounts, member)
            base = {item.at for item in loose if item.role == "base"}
            last = _in_bracket_of(sentence.skeleton, at, base)
            amounts.append(dataclasses.replace(amount, year=-1) if last else amount)
        elif role in {"share", "plan"}:
            part = _part(amounts, series, member)
            share = _share(sentence, first, figure, part, role == "plan")
            shares.append(share if member else _of_subject(sentence, at, share, amounts))
        elif role in {"base", "up", "down"} and member is None:
            loose.append(_Loose(at, role, figure))
    comparisons = tuple(_comparisons(sentence, loose, amounts, before))
    same = {match.start() for match in _FLAT.finditer(sentence.skeleton)} - series.keys()
    flat = tuple(amount for amount in amounts if amount.at in same)
    return Told(sentence, tuple(amounts), comparisons, tuple(shares), flat)


@functools.lru_cache(maxsize=8192)
def _role(words: str, mark: str) -> str:
    """What the words before a sum of money or a percentage make of it."""
    if mark == PERCENT and _DONE.search(words):
        return "plan"
    if mark == PERCENT and _SHARE.search(words):
        return "share"
    change = _CHANGE.search(words)
    if change:
        return "up" if change["up"] else "down"
    if mark == PERCENT:
        return "other"
    if _BASE.search(words):
        return "base"
    return "average" if _AVERAGE.search(words) else "amount"


def _in_bracket_of(text: str, at: int, bases: set[int]) -> bool:
    """Whether an amount stands in the bracket behind one of last year: 「比上年¥(接待费¥)」."""
    opens = text.rfind("(", 0, at)
    return opens > text.rfind(")", 0, at) and opens - 1 in bases


def _of_amount(text: str, at: int) -> bool:
    return bool(_OF_AMOUNT.search(text, 0, at))


def _ratio(text: str, at: int, figure: Figure, amounts: list[Amount]) -> Iterator[Share]:
    """「支出¥，完成预算¥的%」: the amount before the last is the part of the last."""
    if len(amounts) > 1:
        part, whole = amounts[-2:]
        if whole.at == at - len("¥的") and ";" not in text[part.at : at]:
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


def _amount(
    sentence: Sentence, at: int, figure: Figure, earlier: list[Amount], member: Member | None
) -> Amount:
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
    return Amount(figure, at, label, noun, own, kind, year)


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


def _share(sentence: Sentence, at: int, figure: Figure, part: Amount | None, plan: bool) -> Share:
    words = words_before(sentence.skeleton, at, "，;。()")
    match = (_DONE if plan else _SHARE).search(words)
    whole = (match["plan"] if plan else match["whole"]) if match else ""
    return Share(figure, part, whole or "", plan)


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


def _comparisons(
    sentence: Sentence,
    loose: list[_Loose],
    amounts: list[Amount],
    before: Told | None,
) -> Iterator[Comparison]:
    """Base, change and rate that belong together, in the order of the sentence."""
    groups: list[list[_Loose]] = []
    for item in loose:
        if groups and _joins(sentence.skeleton, groups[-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        found = _comparison(sentence, group, loose, amounts, before)
        if found is not None:
            yield found


_SIDES = {"支出": "spending", "收入": "income"}


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
    whole = amounts and not text.startswith("其中") and "其中" in text[amounts[0].at :]
    return amounts if whole else ()


def topic_of(words: str) -> str:
    """What a comparison says it is of, in the words before its first figure.

    Empty in 「支出¥，比上年增加¥」, 公务接待费 in 「三公经费¥，公务接待费比上年减少¥」.
    """
    rest = _CHANGE.sub("", _VERSUS.sub("", words))
    return rest if _NEUTRAL.sub("", rest) else ""


def _moves(text: str, base: int, at: int) -> bool:
    """Whether a base before a change is that of 「由上年的¥减少到¥，减少¥」."""
    return bool(_FROM_TO.fullmatch(text, base, at))


def _joins(text: str, group: list[_Loose], item: _Loose) -> bool:
    """Whether a figure continues the comparison: 「减少¥，下降%」."""
    gap = text[group[-1].at + 1 : item.at]
    if item.slot in {"base", *(entry.slot for entry in group)} or re.search("[¥%#;]", gap):
        return False
    if _REASON.search(gap):
        return False
    return not _VERSUS.search(gap) or ("同比" in gap and item.slot == "rate")


def _comparison(
    sentence: Sentence,
    group: list[_Loose],
    loose: list[_Loose],
    amounts: list[Amount],
    before: Told | None,
) -> Comparison | None:
    """None when the figures compare with nothing: 「工资增长5%」 as a reason, 「节约3万元」."""
    text, first = sentence.skeleton, group[0].at
    slots = {item.slot: item for item in group}
    change, rate, base = slots.get("change"), slots.get("rate"), slots.get("base")
    scope = text.rfind(";", 0, first) + 1
    earlier = tuple(amount for amount in amounts if scope <= amount.at < first)
    window = text[earlier[-1].at + 1 if earlier else scope : group[-1].at]
    versus = list(_VERSUS.finditer(window))
    if (change is None and rate is None) or _REASON.search(
        window[versus[-1].end() :] if versus else window
    ):
        return None
    if _INCOMPARABLE.search(window) or (len(earlier) > 1 and "分别" in window):
        return None
    topic = topic_of(words_before(text, first, ";"))
    versus = versus or list(_VERSUS.finditer(text[scope:first]))
    if base is None:
        base = next((item for item in loose if _moves(text, item.at, first)), None)
    if not earlier:
        earlier = tuple(amount for amount in amounts if amount.at < first)
    if not earlier and before is not None and (opens := _OPENS.match(text)):
        earlier = _carried(before, opens[0])
    if earlier and topic and noun_in(topic) != earlier[-1].noun:
        noun, earlier = noun_in(topic), ()
    else:
        noun = (earlier[-1].noun if earlier else None) or noun_in(text[scope:first])
    start = earlier[-1].figure.start if earlier else group[0].figure.start
    return Comparison(
        against=("plan" if versus[-1]["plan"] else "last") if versus else None,
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

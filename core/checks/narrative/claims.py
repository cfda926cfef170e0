"""What a report says of the figures that other forms have too.

Remembered by section and text, so that a keystroke elsewhere reads no text again.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.address import At, Place
from core.checks.narrative.facts import Amount, Comparison, Told
from core.checks.narrative.figures import YEAR, Figure
from core.checks.narrative.nouns import TOTALS, is_bare, noun_in, owner_in
from core.checks.narrative.sentences import words_before
from core.checks.narrative.story import tell
from core.checks.narrative.versus import topic_of
from core.forms import OverallReport, ProjectReport
from core.forms.report import Section
from core.submission import Filled

_FUTURE = re.compile("改进|措施|建议|问题|下一步|应用|公开")
_OTHER_FUNDS = re.compile("政府性基金|国有资本|社会保险|社保基金")
_BUDGETS = frozenset({"initial", "budget", "adjusted"})
_GROUP = re.compile("基本支出|项目支出")
_ECONOMIC = frozenset({"wages", "goods", "family"})
"""Kinds of spending that 基本支出 and 项目支出 both have."""
_OWN = re.compile("@|本|我")
"""「2024年」 (written @ in labels), 本局, 我单位."""
_CLAUSE = re.compile("[，；：。,;:、]")
_ALL_SPENT = re.compile(
    r"(?:截至[^，]*，)?(?:@|本|我|局|单位|部门)*(?:全年|本年度?)(?:实际|财政|拨款|决算|总|共|累计)*"
    r"支出(?:决算|总额|合计|总计|数|共计|共|为|:)*"
)
_SOME_MONTHS = re.compile("[上下]半年|季度|月份")
_MONTHS = 12
_SELF = re.compile("[本我全级各]|汇总|合计")
_NARROWER = re.compile("项目|基本|人员|公用|三公|经费|专项|基金|采购|会议|培训|资本|保险")
_WISH = re.compile("力争|争取|目标|计划|拟|将|确保|要求|不超过|控制在")


@dataclass(frozen=True, slots=True)
class Claim:
    """An exact amount in 万元 that a report gives for the whole unit's `noun`.

    `kind` is initial, adjusted, added, budget, final, or None when the report does not say;
    `last`: of the year before; `whose`: the body that the label names, if it names one, for the
    report of a department may give the figures of each of its units; `group`: whether 基本支出 or
    项目支出 was spoken of last.
    """

    noun: str
    kind: str | None
    last: bool
    figure: Figure
    label: str
    whose: str
    place: Place
    group: str | None = None

    @property
    def value(self) -> Decimal:
        return self.figure.value

    @property
    def budget(self) -> bool:
        return self.kind in _BUDGETS


@dataclass(frozen=True, slots=True)
class Trend:
    """A comparison with the year before, of a known noun, with its section.

    `year` is the year that is compared, None where it is not said; `whose` the body that is named.
    """

    comparison: Comparison
    noun: str
    place: Place
    words: str
    year: int | None
    whose: str


def sections(filled: Filled) -> Iterator[tuple[Place, str, str]]:
    """Place, heading and text of the sections of a report that have text.

    What stands before the first section belongs to none and is kept as unread; it is read here
    with the title as its place.
    """
    report = filled.record
    if not isinstance(report, OverallReport | ProjectReport):
        return
    for at, unread in filled.unread.items():
        if at.field == "paragraphs":
            yield Place(filled.key, At("title")), "", unread.text
    yield from _texts(filled.key, report.sections)


@functools.lru_cache(maxsize=128)
def _texts(key: str, found: tuple[Section, ...]) -> tuple[tuple[Place, str, str], ...]:
    """Every rule on sentences asks for them, of reports that stay the same."""
    return tuple(
        (Place(key, At.of("sections", index, "text")), section.heading or "", section.text)
        for index, section in enumerate(found)
        if section.text
    )


def claims(filled: Filled, year: int) -> tuple[Claim, ...]:
    """All certain amounts of the report's past tense for this year and the one before.

    In a section on 政府性基金 and the like, 总支出 is not the whole unit's.
    """
    return tuple(
        claim
        for place, heading, text in sections(filled)
        if not _FUTURE.search(heading)
        for claim in _claims(place, text, year)
        if claim.noun not in TOTALS or not _OTHER_FUNDS.search(heading)
    )


@functools.lru_cache(maxsize=128)
def _claims(place: Place, text: str, year: int) -> tuple[Claim, ...]:
    found = []
    story = tell(text)
    narrowed = {
        part.figure.start
        for trees in story.trees
        for tree in trees
        if not any(map(_whole_units, tree.wholes))
        for part in tree.parts
    }
    group = sentence = None
    whose = ""
    previous = {id(b): a for a, b in itertools.pairwise(story.told)}
    for told, heading, amount in story.each:
        total = _is_total(told, previous.get(id(told)), heading, amount)
        noun = "spending" if total else amount.noun or _whole(amount)
        group = _group(told, heading, amount) or group
        if noun is None or amount.figure.rough or not is_bare(amount.label):
            continue
        whose = owner_in(amount.label) or ("" if told is not sentence else whose)
        sentence = told
        if amount.figure.start in narrowed or (noun in _ECONOMIC and group == "project"):
            continue
        if "全年" not in amount.label and part_of_year(told, amount.at):
            continue
        if amount.year in {None, year, -1, year - 1}:
            last = amount.year in {-1, year - 1}
            label = amount.label.strip(":")
            kind = None if total else amount.kind
            found.append(Claim(noun, kind, last, amount.figure, label, whose, place, group))
    for trend in _trends(place, text):
        base = trend.comparison.base
        if base is not None and not base.rough:
            noun = _compared(trend.comparison) or trend.noun
            found.append(Claim(noun, "final", True, base, "上年", "", place))
    return tuple(found)


def _group(told: Told, heading: str, amount: Amount) -> str | None:
    """basic or project, whichever the words before an amount name last."""
    before = told.sentence.skeleton[: amount.at]
    found = _GROUP.findall(before) or _GROUP.findall(heading)
    return noun_in(found[-1]) if found else None


def _whole_units(whole: Amount) -> bool:
    """Whether the parts of an amount may be the whole unit's.

    The 基本支出 of 「教育支出¥，其中基本支出¥」 is not, nor the 商品和服务支出 of 项目支出.
    """
    return is_bare(whole.label) and whole.noun != "project"


def _compared(told: Comparison) -> str | None:
    """The noun of the amount that base and change lead to: the whole, behind a list of its parts.

    「三公经费3万元，其中公务接待费1万元，较上年4万元减少1万元」 compares the 3万元.
    """
    if told.base is None or told.change is None:
        return None
    change = abs(told.change.value)
    now = told.base.value + (change if told.change_up else -change)
    return next((a.noun for a in reversed(told.candidates) if a.figure.value == now), None)


def _whole(amount: Amount) -> str | None:
    """年初预算, 全年预算 without a noun are the whole unit's where the year or unit is named."""
    told = amount.kind in {"initial", "adjusted"}
    return "income" if told and _OWN.search(amount.label) else None


def part_of_year(told: Told, at: int) -> bool:
    """Whether what stands at a place is of some months: 「截至6月底」, 「上半年」, 「1-9月」."""
    skeleton, figures = told.sentence.skeleton, told.sentence.figures
    scope = skeleton.rfind(";", 0, at) + 1
    months = [figures[p] for p in figures if scope <= p < at and figures[p].unit == "月"]
    if months and months[-1].value != _MONTHS:
        return True
    return bool(_SOME_MONTHS.search(skeleton, scope, at))


def is_own(whose: str, unit: str) -> bool:
    """Whether a body that a report names is the unit, perhaps by a short name: 教育局, 我局."""
    signs = iter(unit)
    return all(sign in signs for sign in _SELF.sub("", whose))


def _is_total(told: Told, before: Told | None, heading: str, amount: Amount) -> bool:
    """Whether 「全年支出¥」 opens a sentence and nothing before it is narrower."""
    if amount.noun is not None or amount.at != told.amounts[0].at:
        return False
    if not _ALL_SPENT.fullmatch(told.sentence.skeleton[: amount.at]) or _NARROWER.search(heading):
        return False
    if before is None or before.sentence.paragraph != told.sentence.paragraph:
        return True
    words = before.amounts[0].label if before.amounts else before.sentence.skeleton
    return is_bare(words) and not _NARROWER.search(words)


def trends(filled: Filled) -> tuple[Trend, ...]:
    """The comparisons with the year before, wishes and plans left out."""
    return tuple(
        trend
        for place, heading, text in sections(filled)
        if not _FUTURE.search(heading)
        for trend in _trends(place, text)
    )


@functools.lru_cache(maxsize=128)
def _trends(place: Place, text: str) -> tuple[Trend, ...]:
    found = []
    for told in tell(text).told:
        for comparison in told.comparisons:
            if comparison.against != "last" or comparison.noun is None:
                continue
            start, end = comparison.start, comparison.end
            at = next(p for p, figure in told.sentence.figures.items() if figure.start == start)
            before = text[max(told.sentence.start, start - 24) : start]
            if _WISH.search(before) or _of_budgets(comparison, text) or part_of_year(told, at):
                continue
            clause = words_before(told.sentence.skeleton, at, "，;:、。()")
            subject = clause if comparison.candidates else topic_of(clause)
            if is_bare(subject):
                words = quote(_CLAUSE.split(before)[-1] + text[start:end])
                year = year_told(told, at)
                whose = owner_in(subject)
                found.append(Trend(comparison, comparison.noun, place, words, year, whose))
    return tuple(found)


def year_told(told: Told, at: int) -> int | None:
    """The year that the words before a place speak of; not the one that is compared with."""
    skeleton, figures = told.sentence.skeleton, told.sentence.figures
    years = [
        int(figures[p].value)
        for p in figures
        if p < at and figures[p].mark == YEAR and skeleton[max(0, p - 1) : p] not in {*"与比较同"}
    ]
    return years[-1] if years else None


def _of_budgets(comparison: Comparison, text: str) -> bool:
    """Whether this year's budget is compared with last year's: 「预算¥，比上年减少¥」."""
    if comparison.candidates:
        return comparison.candidates[-1].kind in _BUDGETS
    return "预算" in text[max(0, comparison.start - 12) : comparison.end]


def quote(words: str, most: int = 60) -> str:
    """A piece of the report for a message: one line, not too long."""
    line = "".join(words.split())
    return line if len(line) <= most else line[:most] + "…"

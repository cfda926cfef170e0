"""CX: what a report says of the indicators, against those of f2."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.finding import HINT, WARNING
from core.checks.narrative.claims import quote, sections
from core.checks.narrative.counts import (
    SHORTEST_NAME,
    named_counts,
    plain_name,
    single_figure,
)
from core.checks.narrative.figures import Figure
from core.checks.narrative.story import tell
from core.checks.rule import Breach, Case, Rule, example, rule
from core.checks.said import key_of, pairs, reports, words
from core.forms import Overall, Project
from core.forms.parts import Indicator
from core.number import short
from core.scoring.result import Scored
from core.submission import Filled
from core.text import squash

_ALL_DONE = re.compile(
    r"(?:指标|绩效目标)[^。;]{0,12}?(?:均已?|全部|已全部)(?:[^，。;]{0,6})(?:完成|达成|实现|达到|达标)(?!率)"
)
_NARROWED = re.compile("项目|一级|二级|产出|效益|满意|成本|数量|质量|时效")
_GROUP = re.compile("(?:产出|成本|效益|满意度?|数量|质量|时效|部分|其他|项目)$")
_PARTIAL = re.compile("基本|大部分|除|未|部分|绝大多数")
_OTHERS = re.compile(
    r"其[余他它][^，。;]{0,6}$|除[^。;]{1,30}外|(?:确保|力争|保证|推动|促进|争取|保障|要求|是否|为)[^，。;]{0,16}$"
)
"""Before a claim: it speaks of the other indicators only, or of what is wished for."""
_COUNTED = re.compile(
    r"(?:设置|设定|设立|设有|设)(?:了)?(?P<what>[^，。;:#]{0,10}指标)(?:共|共计)?(?P<n>#)"
)
_UNMET = frozenset({"ratio", "reverse", "steps", "date", "yes_no"})


@rule(
    "CX-15",
    title="结论与表不符",
    severity=WARNING,
    basis="报告称指标全部完成，而自评表有指标未达到指标值",
    passes=example(
        Overall(indicators=(Indicator(level3="培训期数", target="≥6期", actual="6期"),)),
        words("各项绩效指标已全部完成。"),
    ),
    breaks=example(
        Overall(
            indicators=(
                Indicator(
                    level1="产出指标", level2="数量指标", level3="培训期数", target="≥6期",
                    actual="4期", weight=Decimal(10), score=Decimal("6.67"),
                ),
            )
        ),
        words("各项绩效指标已全部完成。"),
    ),
)  # fmt: skip
def all_done(case: Case) -> Iterator[Breach]:
    for table, report in pairs(case):
        scores = case.scores.get(table.key)
        form = table.record
        if scores is None or not isinstance(form, Overall | Project):
            continue
        rows = zip(form.indicators, scores.indicators, strict=False)
        unmet = [index for index, (row, scored) in enumerate(rows) if _is_unmet(row, scored)]
        if unmet:
            yield from _said_done(table.key, report, unmet)


def _is_unmet(row: Indicator, scored: Scored) -> bool:
    return (
        scored.rule in _UNMET
        and scored.computed is not None
        and row.weight is not None
        and scored.computed < row.weight
    )


def _said_done(key: str, report: Filled, unmet: list[int]) -> Iterator[Breach]:
    """The first sentence of a report that claims it."""
    name = "自评表" if key.startswith("f2") else "项目自评表"
    for place, _, text in sections(report):
        for told in tell(text).told:
            skeleton = told.sentence.skeleton
            match = _ALL_DONE.search(skeleton)
            if match is None or _OTHERS.search(skeleton[: match.start()]):
                continue
            if not _PARTIAL.search(match[0]) and not _GROUP.search(skeleton[: match.start()]):
                words = "、".join(f"指标{index + 1}" for index in unmet)
                said = text[told.sentence.start : told.sentence.end]
                yield Breach(
                    place,
                    f"报告称“{quote(said)}”，而{name}{words}未达到指标值",
                    f"{words}未完成",
                    "称全部完成",
                    also=tuple(Place(key, At.of("indicators", i, "actual")) for i in unmet),
                )
                return


@rule(
    "CX-16",
    title="指标完成值与报告文字",
    severity=HINT,
    basis="同一指标的完成值，自评表与报告应一致（约、余、以上除外）",
    passes=example(
        Overall(indicators=(Indicator(level3="举办培训班", actual="6期"),)),
        words("全年举办培训班6期。"),
    ),
    breaks=example(
        Overall(indicators=(Indicator(level3="举办培训班", actual="6期"),)),
        words("全年举办培训班5期。"),
    ),
)
def actual_in_words(case: Case) -> Iterator[Breach]:
    """Only where the indicator's own name stands directly before another exact number."""
    for table, report in pairs(case):
        form = table.record
        if isinstance(form, Overall | Project):
            yield from _other_actuals(table.key, form, report)


def _other_actuals(key: str, form: Overall | Project, report: Filled) -> Iterator[Breach]:
    counted: dict[str, list[tuple[Place, str, Figure]]] = {}
    for place, _, text in sections(report):
        for end, counts in named_counts(text).items():
            counted.setdefault(end, []).extend((place, *count) for count in counts)
    name_of = "自评表" if isinstance(form, Overall) else "项目自评表"
    for index, row in enumerate(form.indicators):
        name = plain_name(squash(row.level3 or ""))
        if len(name) < SHORTEST_NAME:
            continue
        found = [
            (place, figure)
            for place, label, figure in counted.get(name[-SHORTEST_NAME:], ())
            if label.endswith(name)
        ]
        actual = single_figure(row.actual or "") if found else None
        if actual is None:
            continue
        said = [(place, f) for place, f in found if f.unit == actual.unit and not f.rough]
        if said and all(figure.value != actual.value for _, figure in said):
            place, figure = said[0]
            yield Breach(
                place,
                f"“{quote(name)}”应为{name_of}的{short(actual.value)}{actual.unit}，"
                f"现为报告的{short(figure.value)}{figure.unit}",
                actual.value,
                figure.value,
                also=(Place(key, At.of("indicators", index, "actual")),),
            )


@rule(
    "CX-17",
    title="指标个数与报告",
    severity=WARNING,
    basis="报告所称绩效指标个数=自评表有内容的指标行数",
    passes=example(
        Overall(indicators=(Indicator(level3="甲", target="1个"),) * 3),
        words("共设置绩效指标3项。"),
    ),
    breaks=example(
        Overall(indicators=(Indicator(level3="甲", target="1个"),) * 3),
        words("共设置绩效指标5项。"),
    ),
)
def indicator_count(case: Case) -> Iterator[Breach]:
    """A number of level-1 or level-2 indicators is none of level-3 ones; 执行率 may be one more."""
    form = case.first(Overall)
    if form is None or not form.indicators:
        return
    rows = [row for row in form.indicators if row.level3 or row.target or row.weight is not None]
    projects = {len(project.indicators) for project in case.records(Project)}
    fits = {len(rows), len(form.indicators), *_level_counts(form), *projects}
    for place, _, text in reports(case):
        for told in tell(text).told:
            for match in _COUNTED.finditer(told.sentence.skeleton):
                figure = told.sentence.figures[match.start("n")]
                narrowed = _NARROWED.search(match["what"])
                if figure.unit not in {"个", "项", "条"} or figure.rough or narrowed:
                    continue
                with_rate = "执行率" in text and figure.value == len(rows) + 1
                if figure.value in fits or with_rate:
                    return
                yield Breach(
                    place,
                    f"绩效指标应为自评表的{len(rows)}项，现为报告的{short(figure.value)}项，"
                    f"差{short(abs(figure.value - len(rows)))}项",
                    str(len(rows)),
                    figure.value,
                    also=(Place(key_of(case, Overall), At("indicators")),),
                )
                return


def _level_counts(form: Overall) -> set[int]:
    ones = {row.level1 for row in form.indicators if row.level1}
    twos = {(row.level1, row.level2) for row in form.indicators if row.level2}
    return {len(ones), len(twos)}


RULES: tuple[Rule, ...] = (all_done, actual_in_words, indicator_count)

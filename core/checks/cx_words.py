"""CX: staff, scores, names, years and claims in words against the forms.

It is long because of its seven rules, each with two examples and the patterns it hears.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At, Place
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.claims import quote, sections
from core.checks.narrative.counts import (
    SHORTEST_NAME,
    active,
    authorized,
    named_counts,
    single_figure,
    staffings,
)
from core.checks.narrative.figures import Figure
from core.checks.narrative.story import tell
from core.checks.rule import Breach, Case, Rule, example, rule
from core.forms import BasicData, Overall, OverallReport, Project
from core.forms.basic_data import Staff
from core.forms.parts import Indicator, Total
from core.forms.report import Seal, Section
from core.number import short
from core.text import squash

_SCORE = re.compile(
    r"(?:自评|自我评价|绩效评价)(?:综合|最终|总)?(?:得分|评分|总分|分数|分值|结果|得)(?:为|是|:|共)*(?P<n>#)"
)
_GRADE = re.compile(
    r"(?:等级|等次|级别|档次|评定|评价结果|自评结果|自评结论|评价结论)(?:评定|确定)?(?:为|是|:)+"
    r"(?P<word>优|良|中|差)(?:秀|好|等)?(?=[，。;、)(]|等[级次]|$)"
)
_ALL_DONE = re.compile(
    r"指标[^。;]{0,12}?(?:均已?|全部|已全部)(?:[^，。;]{0,6})(?:完成|达成|实现|达到)(?!率)"
)
_NARROWED = re.compile("项目|一级|二级|产出|效益|满意|成本|数量|质量|时效")
_GROUP = re.compile("(?:产出|成本|效益|满意度?|数量|质量|时效|部分|其他|项目)$")
_PARTIAL = re.compile("基本|大部分|除|未|部分|绝大多数")
_OTHERS = re.compile(r"其[余他它][^，。;]{0,6}$|除[^。;]{1,30}外")
"""Before a claim: it speaks of the other indicators only."""
_COUNTED = re.compile(
    r"(?:设置|设定|设立|设有|设)(?:了)?(?P<what>[^，。;:#]{0,10}指标)(?:共|共计)?(?P<n>#)"
)
_UNMET = frozenset({"ratio", "reverse", "steps", "date", "yes_no"})
_PLACES = re.compile("^.*?(?:省|市|县|区|自治州)")
_PARTY = re.compile("中国共产党|中共")
_KIND = re.compile(
    "(?:委员会|办公室|人民政府|政府|委员|管理|中心|委|局|办|部|机关|单位|部门|[（(].*?[)）])"
)


def _words(text: str) -> OverallReport:
    return OverallReport(sections=(Section(no=1, heading="一、基本情况", text=text),))


def _reports(case: Case) -> Iterator[tuple[Place, str, str]]:
    for filled in case.filled(OverallReport):
        yield from sections(filled)


def _key(case: Case, cls: type[BasicData | Overall]) -> str:
    return next(filled.key for filled in case.filled(cls))


def _staff(actual: int) -> BasicData:
    return BasicData(staff=Staff(authorized=Decimal(50), actual=Decimal(actual)))


@rule(
    "CX-04",
    title="人员：基础数据表=报告",
    severity=WARNING,
    basis="基础数据表编制数、实际在职人数=报告的编制、在职人数",
    passes=example(_staff(48), _words("人员编制50名，在职人员48人。")),
    breaks=example(_staff(47), _words("人员编制50名，在职人员48人。")),
)
def staff(case: Case) -> Iterator[Breach]:
    """Silent on 在职 where the staff do not add up: that is NR-12."""
    form = case.first(BasicData)
    if form is None:
        return
    key = _key(case, BasicData)
    for name, read, value, path in (
        ("编制数", authorized, form.staff.authorized, "staff.authorized"),
        ("实际在职人数", active, form.staff.actual, "staff.actual"),
    ):
        said = [(place, n) for place, _, text in _reports(case) for n in read(text)]
        if value is None or not said or any(n == value for _, n in said):
            continue
        if read is active and any(not s.agrees for _, _, t in _reports(case) for s in staffings(t)):
            continue
        place, number = said[0]
        if sum((n for _, n in said), Decimal(0)) == value:
            continue
        yield Breach(
            place,
            f"{name}应为基础数据表的{short(value)}人，现为报告的{short(number)}人，"
            f"差{short(abs(number - value))}人",
            value,
            number,
            also=(Place(key, At(path)),),
        )


def _scored(score: str) -> Overall:
    return Overall(total=Total(weight=Decimal(100), score=Decimal(score)))


@rule(
    "CX-07",
    title="自评得分、等次：表=报告",
    severity=ERROR,
    basis="报告自评得分=自评表总分，等次与得分所在档次一致",
    passes=example(_scored("96"), _words("本单位自评得分96分，评价等级为优。")),
    breaks=example(_scored("96"), _words("本单位自评得分98分，评价等级为优。")),
)
def score_and_grade(case: Case) -> Iterator[Breach]:
    """The grade is compared only when the score is not already wrong."""
    form = case.first(Overall)
    if form is None or form.total.score is None:
        return
    value = form.total.score
    at = Place(_key(case, Overall), At("total.score"))
    said = [(place, n.value) for place, _, text in _reports(case) for n in _scores(text)]
    if said and all(number != value for _, number in said):
        place, number = said[0]
        yield Breach(
            place,
            f"自评得分应为自评表的{short(value)}分，现为报告的{short(number)}分，"
            f"差{short(abs(number - value))}分",
            value,
            number,
            also=(at,),
        )
        return
    right = case.scheme.grade(value)
    for place, _, text in _reports(case):
        for told in tell(text).told:
            match = _GRADE.search(told.sentence.skeleton)
            if match and right[:1] in {"优", "良", "中", "差"} and match["word"] != right[:1]:
                yield Breach(
                    place,
                    f"得分{short(value)}分，等次应为“{right}”，现为“{match['word']}”",
                    right,
                    match["word"],
                    also=(at,),
                )
                return


def _scores(text: str) -> list[Figure]:
    figures = []
    for told in tell(text).told:
        for match in _SCORE.finditer(told.sentence.skeleton):
            figure = told.sentence.figures[match.start("n")]
            before = told.sentence.skeleton[max(0, match.start() - 8) : match.start()]
            own = "项目" not in before or "整体" in before
            if figure.unit == "分" and not figure.rough and own:
                figures.append(figure)
    return figures


@rule(
    "CX-11",
    title="单位名称一致",
    severity=WARNING,
    basis="各表和报告应为同一单位（简称可以）",
    passes=example(Overall(unit="青溪县教育局"), OverallReport(unit="青溪县教育局")),
    breaks=example(Overall(unit="青溪县教育局"), OverallReport(cover=Seal(unit="青溪县水利局"))),
)
def one_unit(case: Case) -> Iterator[Breach]:
    """Names are of two units only when they have no characteristic sign in common."""
    names = list(_names(case))
    for place, name in names[1:]:
        first_place, first = names[0]
        if _two_units(first, name):
            yield Breach(
                place,
                f"单位名称应为“{quote(first)}”，现为“{quote(name)}”",
                first,
                name,
                also=(first_place,),
            )
            return


def _names(case: Case) -> Iterator[tuple[Place, str]]:
    for code, cls in (("unit", Overall), ("unit", BasicData)):
        for filled in case.filled(cls):
            name = getattr(filled.record, code)
            if name:
                yield Place(filled.key, At(code)), name
    for filled in case.filled(OverallReport):
        report = filled.record
        if not isinstance(report, OverallReport):
            continue
        for path, name in (
            ("unit", report.unit),
            ("cover.unit", report.cover.unit),
            ("signature.unit", report.signature.unit),
        ):
            if name:
                yield Place(filled.key, At(path)), name


def _two_units(one: str, other: str) -> bool:
    a, b = _core(one), _core(other)
    return bool(a and b) and not set(a) & set(b)


def _core(name: str) -> str:
    """What is characteristic of a unit's name: 青溪县教育局 → 教育."""
    return _KIND.sub("", _PLACES.sub("", _PARTY.sub("", squash(name))))


@rule(
    "CX-12",
    title="年度一致",
    severity=ERROR,
    basis="各表标题、栏目和报告的年度应一致",
    passes=example(Overall(year=2024), OverallReport(year=2024)),
    breaks=example(Overall(year=2024), OverallReport(year=2023)),
)
def one_year(case: Case) -> Iterator[Breach]:
    """Against the submission's year; one finding for each form that differs."""
    want = case.submission.year
    for filled in case.submission.forms:
        year = getattr(filled.record, "year", None)
        if year is not None and year != want:
            yield Breach(
                Place(filled.key, At("year")),
                f"年度应为{want}年，现为{year}年",
                str(want),
                str(year),
            )


@rule(
    "CX-15",
    title="结论与表不符",
    severity=WARNING,
    basis="报告称指标全部完成，而自评表有指标未达到指标值",
    passes=example(
        Overall(indicators=(Indicator(level3="培训期数", target="≥6期", actual="6期"),)),
        _words("各项绩效指标已全部完成。"),
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
        _words("各项绩效指标已全部完成。"),
    ),
)  # fmt: skip
def all_done(case: Case) -> Iterator[Breach]:
    form = case.first(Overall)
    if form is None:
        return
    key = _key(case, Overall)
    scores = case.scores.get(key)
    if scores is None:
        return
    unmet = [
        index
        for index, (row, scored) in enumerate(zip(form.indicators, scores.indicators, strict=False))
        if scored.rule in _UNMET
        and scored.computed is not None
        and row.weight is not None
        and scored.computed < row.weight
    ]
    if not unmet:
        return
    for place, _, text in _reports(case):
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
                    f"报告称“{quote(said)}”，而自评表{words}未达到指标值",
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
        _words("全年举办培训班6期。"),
    ),
    breaks=example(
        Overall(indicators=(Indicator(level3="举办培训班", actual="6期"),)),
        _words("全年举办培训班5期。"),
    ),
)
def actual_in_words(case: Case) -> Iterator[Breach]:
    """Only where the indicator's own name stands directly before another exact number."""
    form = case.first(Overall)
    if form is None:
        return
    key = _key(case, Overall)
    texts = [(place, named_counts(text)) for place, _, text in _reports(case)]
    for index, row in enumerate(form.indicators):
        name = squash(row.level3 or "")
        if len(name) < SHORTEST_NAME:
            continue
        found = [
            (place, figure)
            for place, counts in texts
            for label, figure in counts.get(name[-SHORTEST_NAME:], ())
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
                f"“{quote(name)}”应为自评表的{short(actual.value)}{actual.unit}，"
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
        _words("共设置绩效指标3项。"),
    ),
    breaks=example(
        Overall(indicators=(Indicator(level3="甲", target="1个"),) * 3),
        _words("共设置绩效指标5项。"),
    ),
)
def indicator_count(case: Case) -> Iterator[Breach]:
    """A number of level-1 or level-2 indicators is none of level-3 ones."""
    form = case.first(Overall)
    if form is None or not form.indicators:
        return
    rows = [row for row in form.indicators if row.level3 or row.target or row.weight is not None]
    projects = {len(project.indicators) for project in case.records(Project)}
    fits = {len(rows), len(form.indicators), *_level_counts(form), *projects}
    for place, _, text in _reports(case):
        for told in tell(text).told:
            for match in _COUNTED.finditer(told.sentence.skeleton):
                figure = told.sentence.figures[match.start("n")]
                narrowed = re.search(
                    "项目|一级|二级|产出|效益|满意|成本|数量|质量|时效", match["what"]
                )
                if figure.unit not in {"个", "项", "条"} or figure.rough or narrowed:
                    continue
                if figure.value in fits:
                    return
                yield Breach(
                    place,
                    f"绩效指标应为自评表的{len(rows)}项，现为报告的{short(figure.value)}项，"
                    f"差{short(abs(figure.value - len(rows)))}项",
                    str(len(rows)),
                    figure.value,
                    also=(Place(_key(case, Overall), At("indicators")),),
                )
                return


def _level_counts(form: Overall) -> set[int]:
    ones = {row.level1 for row in form.indicators if row.level1}
    twos = {(row.level1, row.level2) for row in form.indicators if row.level2}
    return {len(ones), len(twos)}


RULES: tuple[Rule, ...] = (
    staff,
    score_and_grade,
    one_unit,
    one_year,
    all_done,
    actual_in_words,
    indicator_count,
)

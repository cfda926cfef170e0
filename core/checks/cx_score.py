"""CX: the score and the grade that a report gives, against the tables."""

import functools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from core.address import At, Place
from core.checks.finding import ERROR
from core.checks.narrative.claims import sections
from core.checks.narrative.figures import YEAR, Figure
from core.checks.narrative.story import tell
from core.checks.rule import Breach, Case, Rule, example, rule
from core.checks.said import pairs, words
from core.forms import Overall, OverallReport, Project
from core.forms.parts import Total
from core.number import short
from core.submission import Filled

_SCORE = re.compile(
    r"(?:(?:自评|自我评价|绩效评价|综合评价)(?:综合|最终|最后|合计|自查|总)*"
    r"(?P<named>得分|评分|总分|分数|结果|得)?|(?:最终|最后|综合|总)(?:得分|评分))"
    r"(?:合计|总计)?(?:为|是|:|共|达)*(?P<n>#)"
)
_GRADE = re.compile(
    r"(?:等级|等次|级别|档次|评定|评价结果|自评结果|自评结论|评价结论)(?:评定|确定)?"
    r"(?:(?:为|是|:)+|(?=优|良))"
    r"(?P<word>优|良|中|差)(?:秀|好|等)?(?=[，。;、)(]|等[级次]|$)"
)
_ASPECT = re.compile("指标|产出|效益|效果|满意|执行|过程|投入|成本|决策|管理|履职")
_OTHERS = re.compile("财政局|财政部门|第三方|重点评价|复核|复评|抽查|上年|去年")
_ABOUT = re.compile("自评|评价|绩效")
_LIKELY = 60
"""A smaller number behind a bare 自评 may be the points of something."""
_BEFORE = 8


def _scored(score: str) -> Overall:
    return Overall(total=Total(weight=Decimal(100), score=Decimal(score)))


@rule(
    "CX-07",
    title="自评得分、等次：表=报告",
    severity=ERROR,
    basis="报告自评得分=自评表总分，等次与得分所在档次一致",
    passes=example(_scored("96"), words("本单位自评得分96分，评价等级为优。")),
    breaks=example(_scored("96"), words("本单位自评得分98分，评价等级为优。")),
)
def score_and_grade(case: Case) -> Iterator[Breach]:
    """f4 against f2, f5 against its f3; the grade only when the score is not already wrong."""
    for table, report in pairs(case):
        form = table.record
        value = form.total.score if isinstance(form, Overall | Project) else None
        if value is not None:
            yield from _compare(case, table, report, value)


def _compare(case: Case, table: Filled, report: Filled, value: Decimal) -> Iterator[Breach]:
    at = Place(table.key, At("total.score"))
    name = "自评表" if isinstance(table.record, Overall) else "项目自评表"
    whole = isinstance(report.record, OverallReport)
    texts = [(place, text) for place, _, text in sections(report)]
    wrong = _wrong(case, report, value)
    if wrong:
        place, number = wrong[0][0], wrong[0][1].value
        yield Breach(
            place,
            f"自评得分应为{name}的{short(value)}分，现为报告的{short(number)}分，"
            f"差{short(abs(number - value))}分",
            value,
            number,
            also=(at,),
        )
        return
    right = case.scheme.grade(value)
    for place, text in texts:
        for word in _grades(text, whole=whole):
            if right[:1] in {"优", "良", "中", "差"} and word != right[:1]:
                yield Breach(
                    place,
                    f"得分{short(value)}分，等次应为“{right}”，现为“{word}”",
                    right,
                    word,
                    also=(at,),
                )
                return


def _wrong(case: Case, report: Filled, value: Decimal) -> list[tuple[Place, Figure]]:
    """The scores of a report where none of them is that of its table."""
    whole = isinstance(report.record, OverallReport)
    year = case.submission.year
    said = [
        (place, figure)
        for place, _, text in sections(report)
        for figure in _scores(text, year, whole=whole)
    ]
    return [] if any(figure.value == value for _, figure in said) else said


def scores_disputed(case: Case) -> Mapping[tuple[Place, int], Decimal]:
    """The tables' scores by section and start of the figure that CX-07 reports."""
    found = {}
    for table, report in pairs(case):
        form = table.record
        value = form.total.score if isinstance(form, Overall | Project) else None
        if value is not None:
            wrong = _wrong(case, report, value)
            found.update({(place, figure.start): value for place, figure in wrong})
    return found


@functools.lru_cache(maxsize=128)
def _grades(text: str, *, whole: bool) -> tuple[str, ...]:
    """The grades that a report gives itself."""
    found = []
    for told in tell(text).told:
        match = _GRADE.search(told.sentence.skeleton)
        before = told.sentence.skeleton[: match.start()] if match else ""
        own = not whole or "项目" not in before or "整体" in before
        if match and own and not _OTHERS.search(before):
            found.append(match["word"])
    return tuple(found)


@functools.lru_cache(maxsize=128)
def _scores(text: str, year: int, *, whole: bool) -> tuple[Figure, ...]:
    """The scores that a report gives itself: no aspect's, no other year's, nobody else's."""
    found = []
    for told in tell(text).told:
        skeleton, figures = told.sentence.skeleton, told.sentence.figures
        for match in _SCORE.finditer(skeleton):
            figure = figures[match.start("n")]
            clause = skeleton[
                max(skeleton.rfind(s, 0, match.start()) for s in "，;") + 1 : match.start()
            ]
            before = clause[-_BEFORE:]
            years = [f.value for at, f in figures.items() if at < match.start() and f.mark == YEAR]
            own = not whole or "项目" not in before or "整体" in before
            own = own and not _ASPECT.search(before) and not _OTHERS.search(clause)
            other_year = years and years[-1] != year
            named = bool(match["named"]) or match[0].startswith(("最", "综合得", "综合评分", "总"))
            named = named or figure.value >= _LIKELY
            own = own and bool(_ABOUT.search(skeleton)) and named
            if figure.unit == "分" and not figure.rough and own and not other_year:
                found.append(figure)
    return tuple(found)


RULES: tuple[Rule, ...] = (score_and_grade,)

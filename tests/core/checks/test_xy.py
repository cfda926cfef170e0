"""XY: against last year and against the other units."""

from decimal import Decimal

import pytest

from core.checks.copies import copied, sketches, whole_sketch
from core.forms import BasicData, Overall, OverallReport
from core.forms.basic_data import Line, Staff
from core.forms.parts import Indicator, Total
from core.forms.report import Section
from core.scheme import Grade
from tests.core.checks.look import codes, findings, hints

D = Decimal
LONG = (
    "坚持把学习贯彻会议精神作为首要任务，组织干部职工分批次下乡走访，面对面听取群众意见，"
    "逐项建立台账，明确责任人和完成时限，定期通报进展，推动一批急难愁盼问题得到解决。"
)
OTHER = (
    "围绕全县重点水利工程建设，科学编制施工方案，严格工程质量监管，落实安全生产责任，"
    "统筹推进河道治理、水库除险加固和农村饮水安全，全年完成投资任务。"
)


def report(text: str) -> OverallReport:
    return OverallReport(sections=(Section(no=1, heading="六、绩效情况", text=text),))


def form(*rows: tuple[str, str, str | None, str | None]) -> BasicData:
    lines = (
        Line(
            item=item,
            label=label,
            prior_final=None if prior is None else D(prior),
            final=None if final is None else D(final),
        )
        for item, label, prior, final in rows
    )
    return BasicData(lines=tuple(lines))


BEFORE = form(
    ("reception", "3、公务接待", "3", "2.5"),
    ("special_line", "1、甲专项", "6", "7"),
    ("special_line", "2、乙专项", "6", "8"),
)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("reception", "3、公务接待", "2.5", "2"), ("special_line", "2、甲专项", "7", "7")), []),
        ((("reception", "3、公务接待", "2.8", "2"),), [("XY-01", "lines.0.prior_final")]),
        ((("special_line", "2、甲专项", "8", "7"),), [("XY-01", "lines.0.prior_final")]),
        ((("special_line", "丙专项", "8", "7"),), []),
        ((("reception", "3、公务接待", None, "2"),), []),
        ((("reception", "3、公务接待", "0", "2"),), []),
    ],
)
def test_last_years_finals_line_by_line(
    rows: tuple[tuple[str, str, str | None, str | None], ...], found: list[tuple[str, str]]
) -> None:
    """A line that was called the same is compared; a unit all of whose last year is 0 is new."""
    assert codes(form(*rows), group="XY-01", previous=(BEFORE,)) == found
    assert codes(form(*rows), group="XY-01") == []


@pytest.mark.parametrize(
    ("then", "now", "found"), [(95, 92, 0), (95, 84, 1), (92, 78, 1), (85, 76, 0), (84, 95, 1)]
)
def test_scores_that_jump(then: int, now: int, found: int) -> None:
    before, after = (Overall(total=Total(score=D(score))) for score in (then, now))
    assert len(hints(after, group="XY-02", previous=(before,))) == found


def test_a_score_that_is_missing_is_not_compared() -> None:
    scored = Overall(total=Total(score=D(95)))
    assert hints(Overall(), group="XY-02", previous=(scored,)) == []
    assert hints(scored, group="XY-02", previous=(Overall(),)) == []
    assert hints(scored, group="XY-02", previous=(BasicData(),)) == []


def test_posts_that_change() -> None:
    before, after = (BasicData(staff=Staff(authorized=D(n))) for n in (50, 52))
    assert hints(after, group="XY-03", previous=(before,)) == [("XY-03", "staff.authorized")]
    assert hints(after, group="XY-03", previous=(after,)) == []


def test_indicators_copied_from_last_year() -> None:
    def rows(year: int, target: str) -> Overall:
        names = (f"{year}年培训", "走访户数", "办结率")
        return Overall(
            year=year, indicators=tuple(Indicator(level3=n, target=target) for n in names)
        )

    now = rows(2024, "6次")
    assert hints(now, group="XY-04", previous=(rows(2023, "6次"),)) == [("XY-04", "indicators")]
    assert hints(now, group="XY-04", previous=(rows(2023, "5次"),)) == []
    other = Overall(indicators=tuple(Indicator(level3=n, target="6次") for n in "甲乙丙"))
    assert hints(now, group="XY-04", previous=(other,)) == []


def test_paragraphs_copied_from_last_year() -> None:
    now, before = report(f"2024年，{LONG}"), report(f"2023年，{LONG}")
    assert hints(now, group="XY-04", previous=(before,)) == [("XY-04", "sections.0.text")]
    assert hints(now, group="XY-04", previous=(report(OTHER),)) == []


def test_paragraphs_copied_from_another_unit() -> None:
    changed = LONG.replace("分批次", "分期")
    (found,) = findings(report(changed), group="XY-05", others=((report(OTHER + "\n" + LONG),),))
    assert "另一局" in found.message
    assert findings(report(LONG), group="XY-05", others=((report(OTHER),),)) == ()


def test_what_many_have_is_the_templates() -> None:
    others = tuple((report(LONG),) for _ in range(6))
    assert findings(report(LONG), group="XY-05", others=others) == ()
    assert len(findings(report(LONG), group="XY-05", others=others[:3])) == 3


def test_shingles() -> None:
    ((_, sketch),) = sketches(LONG)
    assert copied(sketch, whole_sketch((f"前言。\n{LONG}\n结尾。",)))
    assert not copied(sketch, whole_sketch((OTHER,)))
    assert sketches("短句。") == ()


@pytest.mark.parametrize(
    ("total", "graves"),
    [("5.5", ["lines.1.prior_final"]), ("6", ["lines.0.prior_final", "lines.1.prior_final"])],
)
def test_a_total_that_follows_its_part_is_a_hint(total: str, graves: list[str]) -> None:
    """三公 5 and 接待 2.5 last year; 接待 is now said to have been 3, and 三公 5.5 or 6."""
    before = form(
        ("three_public", "三公经费", None, "5"), ("reception", "3、公务接待", None, "2.5")
    )
    now = form(("three_public", "三公经费", total, "5"), ("reception", "3、公务接待", "3", "2.5"))
    found = findings(now, group="XY-01", previous=(before,))
    assert [f.place.at.path for f in found if f.severity != "提示"] == graves
    assert len(found) == 2


def test_two_grades_within_ten_points() -> None:
    """优 from 90, 良 from 85: 90 and 84 are two grades apart, but only 6 points."""
    grades = (Grade("优", D(90)), Grade("良", D(85)), Grade("中", D(0)))
    before, now = (Overall(total=Total(weight=D(100), score=D(n))) for n in (90, 84))
    assert hints(now, group="XY-02", previous=(before,)) == []
    found = hints(now, group="XY-02", previous=(before,), changes={"grades": grades})
    assert found == [("XY-02", "total.score")]


def test_a_report_among_other_forms_is_compared() -> None:
    forms = (BasicData(), report(LONG))
    assert hints(*forms, group="XY-04", previous=forms) == [("XY-04", "sections.0.text")]


def test_a_sketch_is_a_sample() -> None:
    """About one piece in eight is kept, so that a year of reports can be compared."""
    ((_, sketch),) = sketches(LONG)
    assert 0 < len(sketch) < len(LONG) // 4

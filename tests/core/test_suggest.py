"""Cures that are certain, and those that are not."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.address import At, Place
from core.assess import Assessment, assess
from core.checks.evaluation import fund, row
from core.checks.finding import ERROR, Finding
from core.checks.lines import line
from core.editing import Enter, apply
from core.forms import BasicData, Form, Overall, OverallReport, Project
from core.forms.basic_data import Building, Line, Staff
from core.forms.overall import Expenditure, Fund
from core.forms.parts import Total
from core.forms.project import ProjectFund
from core.forms.report import Section
from core.judgement import IGNORED
from core.scheme import Execution, Scheme, load_scheme
from core.source import Source, Unread
from core.standing import mark_of
from core.submission import Filled, Submission, numbered
from core.suggest import Suggestion, recalculation, suggest, suggest_year
from tests.core.clean import LAYOUTS, clean_submission

SCHEME = load_scheme()
KEY = "2024/甲局"


def case(*forms: Form, **first: Any) -> Submission:
    """A submission of bare forms; `first` are fields of the first filled form."""
    filled = numbered(tuple(Filled(form.CODE, form) for form in forms))
    return Submission("甲局", 2024, (dataclasses.replace(filled[0], **first), *filled[1:]))


def suggested(submission: Submission, scheme: Scheme = SCHEME) -> tuple[Suggestion, ...]:
    result = assess(submission, scheme)
    return suggest(submission, scheme, result.scores, result.findings)


def texts(submission: Submission, scheme: Scheme = SCHEME) -> dict[str, str]:
    """Suggested texts by place."""
    return {item.place.at.path: item.text for item in suggested(submission, scheme)}


def taken(submission: Submission, chosen: Sequence[Suggestion]) -> Submission:
    after: Submission | None = submission
    for edit in recalculation([(submission.key, item) for item in chosen]).edits:
        assert isinstance(edit, Enter)
        after = apply(after, edit).after
    assert after is not None
    return after


def errors(submission: Submission) -> set[str]:
    return {f.check for f in assess(submission, SCHEME).findings if f.severity == ERROR}


# rates


def staff(have: str, of: str, rate: str) -> BasicData:
    return BasicData(
        staff=Staff(actual=Decimal(have), authorized=Decimal(of), control_rate=Decimal(rate))
    )


def test_a_rate_is_its_quotient() -> None:
    assert texts(case(staff("51", "62", "85"))) == {"staff.control_rate": "82.26%"}
    assert texts(case(staff("51", "62", "0.8226"))) == {"staff.control_rate": "82.26%"}
    assert texts(case(staff("51", "62", "82.3"))) == {}


def test_a_rate_of_doubtful_numbers_is_not_certain() -> None:
    assert texts(case(staff("70", "62", "85"))) == {}, "BD-02: are there so many?"
    doubt = {At("staff.actual"): Source("5１", doubt="已规范全角数字")}
    assert texts(case(staff("51", "62", "85"), sources=doubt)) == {}
    read = {At("staff.actual"): Source("51")}
    assert texts(case(staff("51", "62", "85"), sources=read)) == {"staff.control_rate": "82.26%"}
    assert texts(case(staff("51", "0", "85"))) == {}


def test_rates_of_buildings() -> None:
    building = Building(
        approved_area=Decimal(500), actual_area=Decimal(450), area_rate=Decimal(95),
        approved_investment=Decimal(80), actual_investment=Decimal(60),
        investment_rate=Decimal(70),
    )  # fmt: skip
    assert texts(case(BasicData(buildings=(building,)))) == {
        "buildings.0.area_rate": "90.00%",
        "buildings.0.investment_rate": "75.00%",
    }
    above = Building(
        approved_area=Decimal(500), actual_area=Decimal(550), area_rate=Decimal(110)
    )  # fmt: skip
    assert texts(case(BasicData(buildings=(above,)))) == {}


def points(*scores: str, total: str | None, money: Fund | None = None) -> Overall:
    """Rows of 30 points whose targets were met, 10 for money that was all spent."""
    rows = tuple(
        row("10次", "10次", score, level3=f"第{n}项", weight=Decimal(30))
        for n, score in enumerate(scores)
    )
    return Overall(
        year=2024,
        fund=money or fund("100", "100", "100", "100", "10"),
        indicators=rows,
        total=Total(weight=Decimal(100), score=Decimal(total) if total else None),
    )


def test_the_execution_rate_and_its_score() -> None:
    money = fund("100", "123.47", "111.27", "92", "9.2")
    found = suggested(case(points("30", "30", "30", total="99.2", money=money)))
    assert [(item.check, item.place.at.path, item.text) for item in found] == [
        ("ZP-01", "fund.rate", "90.12%"),
        ("ZP-02", "fund.score", "9.01"),
    ]


def test_points_that_do_not_sum_to_100_put_the_score_in_doubt() -> None:
    money = fund("100", "123.47", "111.27", "92", "9.2")
    assert texts(case(points("30", "30", total="69.2", money=money))) == {"fund.rate": "90.12%"}


@pytest.mark.parametrize(("rate", "score"), [("100", "10"), ("90", "9.2"), ("130", "9")])
def test_overspent_money_is_not_certain(rate: str, score: str) -> None:
    """ZP-03 asks whether the amounts are right; 100 % for more is how some print it."""
    money = fund("100", "100", "110", rate, score)
    total = str(90 + Decimal(score))
    assert texts(case(points("30", "30", "30", total=total, money=money))) == {}


def test_the_configured_denominator_must_be_certain_too() -> None:
    initial = dataclasses.replace(SCHEME, execution=Execution(denominator="initial"))
    money = fund("100", "100", "90", "95", "9")
    form = points("30", "30", "30", total="99", money=money)
    assert texts(case(form), initial)["fund.rate"] == "90.00%"
    doubt = {At("fund.initial_budget"): Source("１００", doubt="已规范全角数字")}
    assert "fund.rate" not in texts(case(form, sources=doubt), initial)
    assert "fund.rate" in texts(case(form, sources=doubt))


def test_of_a_project_the_total_row_is_scored() -> None:
    rows = (
        ProjectFund(row="current", annual_budget=Decimal(100), executed=Decimal(90)),
        ProjectFund(row="total", annual_budget=Decimal(100), executed=Decimal(90),
                    weight=Decimal(10), rate=Decimal(90), score=Decimal(10)),
    )  # fmt: skip
    assert texts(case(Project(funds=rows)))["funds.1.score"] == "9.00"


# total score


def test_a_total_of_confirmed_scores_is_their_sum() -> None:
    assert texts(case(points("30", "30", "30", total="99"))) == {"total.score": "100"}
    assert texts(case(points("30", "30", "30", total="100"))) == {}
    assert texts(case(points("30", "30", "30", total=None))) == {"total.score": "100"}


def test_a_total_that_can_be_wrong_in_a_part_is_not_certain() -> None:
    assert texts(case(points("30", "28", "30", total="100"))) == {}, "ZP-13 disputes the 28"
    assert texts(case(points("30", "", "30", total=None))) == {}, "a score is missing"
    form = points("30", "30", "30", total="99")
    judged = dataclasses.replace(form.indicators[0], target="服务好", actual="服务更好了许多")
    rows = (judged, *form.indicators[1:])
    assert texts(case(dataclasses.replace(form, indicators=rows))) == {}, "nobody can confirm it"
    blank = dataclasses.replace(form, indicators=rows, total=Total())
    assert texts(case(blank)) == {"total.score": "100"}, "but nothing speaks against the sum"


def test_the_total_follows_the_execution_score() -> None:
    money = fund("100", "100", "90.1", "90.1", "9.2")
    before = case(points("30", "30", "30", total="99.2", money=money))
    (found,) = suggested(before)
    assert (found.place.at.path, found.text) == ("fund.score", "9.01")
    assert found.also == ((Place("f2", At("total.score")), "99.01"),)
    after = taken(before, [found])
    assert errors(before) - errors(after) == {"ZP-02"}
    assert errors(after) <= errors(before)
    assert after.text(Place("f2", At("total.score"))) == "99.01"


def test_a_total_that_was_no_sum_does_not_follow() -> None:
    money = fund("100", "100", "90.1", "90.1", "9.2")
    (found,) = suggested(case(points("30", "30", "30", total="98", money=money)))
    assert found.also == ()


# sums of amounts


def test_a_blank_total_is_the_sum_of_its_parts() -> None:
    lines = (
        line("special"),
        line("special_line", "1", "6", "5", label="甲专项"),
        line("special_line", "2", "20", "19.5", label="乙专项"),
    )
    assert texts(case(BasicData(lines=lines))) == {
        "lines.0.prior_final": "3", "lines.0.budget": "26", "lines.0.final": "24.5",
    }  # fmt: skip


def test_a_blank_total_above_a_blank_total() -> None:
    lines = (
        line("project"),
        line("project_business", final="7"),
        line("special"),
        line("special_line", final="6", label="甲专项"),
    )
    assert texts(case(BasicData(lines=lines))) == {"lines.0.final": "13", "lines.2.final": "6"}


def test_a_line_that_is_blank_in_one_column_may_have_been_left_out() -> None:
    lines = [
        line("special"),
        line("special_line", budget="6", final="5", label="甲专项"),
        line("special_line", budget="20", label="乙专项"),
    ]
    assert texts(case(BasicData(lines=tuple(lines)))) == {"lines.0.budget": "26"}
    lines[2] = line("special_line", label="乙专项")
    assert texts(case(BasicData(lines=tuple(lines)))) == {
        "lines.0.budget": "6", "lines.0.final": "5",
    }  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        (line("public"), line("public_office", final="5")),
        (line("project"), line("transfer", final="5"), line("project_business", final="3")),
        (line("project", final="9"), line("special"), line("special_line", final="6", label="甲")),
    ],
    ids=["parts are not all", "counted in or not", "the total above says otherwise"],
)
def test_a_blank_total_that_is_not_certain(lines: tuple[Line, ...]) -> None:
    assert texts(case(BasicData(lines=lines))) == {}


def test_a_blank_total_above_a_number_that_could_not_be_read() -> None:
    lines = (
        line("special"),
        line("special_line", label="甲"),
        line("special_line", final="6", label="乙"),
    )
    for path in ("lines.1.final", "lines.1.budget"):
        unread = {At(path): Unread("约5", "不是数字")}
        assert texts(case(BasicData(lines=lines), unread=unread)) == {}


SUMS = (line("project", final="31"), line("project_business", final="30"))


def test_a_filled_total_needs_a_second_witness() -> None:
    """f1 says 31, its only part 30; f2 says 30 as well."""
    alone = BasicData(lines=SUMS)
    assert texts(case(alone)) == {}
    overall = Overall(expenditure=Expenditure(basic=Decimal(9), project=Decimal(30)))
    assert texts(case(alone, overall)) == {"lines.0.final": "30"}
    against = Overall(expenditure=Expenditure(basic=Decimal(9), project=Decimal(29)))
    assert texts(case(alone, against)) == {}


def test_the_report_is_a_witness() -> None:
    lines = (
        line("three_public", budget="9", final="3.8"), line("reception", budget="9", final="2.8"),
    )  # fmt: skip
    said = OverallReport(
        sections=(Section(no=2, heading="二、一般公共预算支出情况",
                          text="2024年“三公”经费决算2.8万元。"),)
    )  # fmt: skip
    assert texts(case(BasicData(lines=lines))) == {}
    assert texts(case(BasicData(lines=lines), said)) == {"lines.0.final": "2.8"}


# spelling


def test_targets_are_written_alike() -> None:
    rows = (
        row("≧１２．５万元", "１３万元"), row("≦10%", "≥9"), row("第１期、第２期", "如期"),
    )  # fmt: skip
    assert texts(case(Overall(year=2024, indicators=rows)))["indicators.0.target"] == "≥12.5万元"
    assert texts(case(Overall(year=2024, indicators=rows)))["indicators.0.actual"] == "13万元"
    assert texts(case(Overall(year=2024, indicators=rows)))["indicators.1.target"] == "≤10%"
    assert "indicators.1.actual" not in texts(case(Overall(indicators=rows)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9。5", "9.5"), ("9..5", "9.5"), ("９·５", "9.5"), ("9.5。", "9.5"), ("1,200；", "1200")],
)
def test_numbers_that_slipped_are_mended(text: str, expected: str) -> None:
    form = Overall(fund=Fund(executed=Decimal(1)))
    unread = {At("fund.annual_budget"): Unread(text, "不是数字")}
    assert texts(case(form, unread=unread)) == {"fund.annual_budget": expected}


@pytest.mark.parametrize("text", ["约9", "9。5。1", "九", "9,5", "1O", "9-5", "见附件"])
def test_what_is_not_certainly_a_number_is_left_alone(text: str) -> None:
    form = Overall(fund=Fund(executed=Decimal(1)))
    unread = {At("fund.annual_budget"): Unread(text, "不是数字")}
    assert texts(case(form, unread=unread)) == {}


def test_text_that_belongs_to_no_field_is_left_alone() -> None:
    unread = {At("paragraphs.3"): Unread("9。5", "没有对应的栏目")}
    assert texts(case(Overall(), unread=unread)) == {}


# all together


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_clean_submission_has_no_suggestion(layout: str) -> None:
    assert suggested(clean_submission(layout), load_scheme(layout)) == ()


def test_a_finding_that_was_settled_has_none() -> None:
    submission = case(staff("51", "62", "85"))
    (finding,) = (f for f in assess(submission, SCHEME).findings if f.check == "BD-01")
    mark = mark_of(finding, IGNORED, "按月平均计算", dt.date(2025, 4, 10))
    assert texts(dataclasses.replace(submission, marks=(mark,))) == {}


def test_a_year_at_once() -> None:
    wrong, clean = case(staff("51", "62", "85")), clean_submission()
    year = [(item, assess(item, SCHEME)) for item in (wrong, clean)]
    found = suggest_year(year, SCHEME)
    assert {key: len(items) for key, items in found.items()} == {KEY: 1}
    step = recalculation((key, item) for key, items in found.items() for item in items)
    assert step.label == "复算：控制率计算 51÷62=82.26%"
    assert step.edits == (Enter(KEY, Place("f1", At("staff.control_rate")), "82.26%"),)
    two = recalculation([(KEY, found[KEY][0]), ("2024/乙局", found[KEY][0])])
    assert (two.label, len(two.edits)) == ("复算：2处", 2)


def test_findings_of_missing_forms_are_passed_over() -> None:
    gone = Finding("BD-01", ERROR, "控制率计算", (Place("f1", At("staff.control_rate")),), "……")
    submission = case(Overall())
    result = Assessment({}, (gone,))
    assert suggest(submission, SCHEME, result.scores, result.findings) == ()


@settings(max_examples=60, deadline=None)
@given(
    budget=st.integers(10_000, 99_999), spent=st.integers(5_000, 9_999),
    rate=st.integers(0, 100), score=st.integers(0, 1000),
)  # fmt: skip
def test_what_is_taken_cures_and_brings_nothing_new(
    budget: int, spent: int, rate: int, score: int
) -> None:
    """Whatever rate and score stand there: after the suggestions neither is contradicted."""
    money = Fund(
        initial_budget=Decimal(budget).scaleb(-2), annual_budget=Decimal(budget).scaleb(-2),
        executed=Decimal(spent).scaleb(-2), weight=Decimal(10), rate=Decimal(rate),
        score=Decimal(score).scaleb(-2),
    )  # fmt: skip
    total = str(Decimal(90) + Decimal(score).scaleb(-2))
    before = case(points("30", "30", "30", total=total, money=money))
    after = taken(before, suggested(before))
    assert errors(after) <= errors(before)
    assert not errors(after) & {"ZP-01", "ZP-02", "ZP-12"}
    assert suggested(after) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.none() | st.integers(0, 99_999)] * 3), min_size=1, max_size=5))
def test_blank_totals_are_filled_without_contradiction(
    parts: list[tuple[int | None, int | None, int | None]],
) -> None:
    amounts = [[None if n is None else Decimal(n).scaleb(-2) for n in part] for part in parts]
    lines = (
        Line(item="special"),
        *(
            Line(item="special_line", label=f"{n}号", prior_final=a, budget=b, final=c)
            for n, (a, b, c) in enumerate(amounts)
        ),
    )
    before = case(BasicData(lines=lines))
    after = taken(before, suggested(before))
    assert errors(after) <= errors(before)
    for number, column in enumerate(("prior_final", "budget", "final")):
        text = after.text(Place("f1", At.of("lines", 0, column)))
        known = [amount for row in amounts if (amount := row[number]) is not None]
        assert not text or Decimal(text) == sum(known)

"""A whole form: 预算执行, total, grade; and the figures of three real-looking tables."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from core.forms import Overall, Project
from core.forms.overall import Fund
from core.forms.parts import Indicator, Total
from core.forms.project import ProjectFund
from core.scheme import Execution, Reverse, Scheme, load_scheme
from core.scoring.result import FormScore
from core.scoring.score import fund_weight, score
from tests.core.clean import LAYOUTS, overall, project


def _fund(
    initial: str | None, annual: str | None, executed: str | None, score: str | None = None
) -> Fund:
    money = [Decimal(text) if text else None for text in (initial, annual, executed)]
    return Fund(
        initial_budget=money[0],
        annual_budget=money[1],
        executed=money[2],
        weight=Decimal(10),
        score=Decimal(score) if score else None,
    )


def _score(form: Overall | Project, **changes: Any) -> FormScore:
    scheme: Scheme = dataclasses.replace(load_scheme(), **changes)
    return score(form, scheme)


@pytest.mark.parametrize(
    ("annual", "executed", "due", "why"),
    [
        ("123.47", "111.27", "9.01", "111.27÷123.47=90.12%，10×90.12%=9.01"),
        ("432.23", "432.23", "10", "432.23÷432.23=100%，10×100%=10"),
        ("100", "120", "10", "120÷100=120%，按100%计，10×100%=10"),
        ("320", "316", "9.88", "316÷320=98.75%，10×98.75%=9.88"),
        ("100", "0", "0", "0÷100=0%，10×0%=0"),
    ],
)
def test_execution(annual: str, executed: str, due: str, why: str) -> None:
    fund = _score(Overall(fund=_fund("1", annual, executed))).fund
    assert (fund.computed, fund.why) == (Decimal(due), why)


@pytest.mark.parametrize(
    ("denominator", "due"), [("annual", "8"), ("initial", "10"), ("larger", "8")]
)
def test_denominators(denominator: Any, due: str) -> None:
    form = Overall(fund=_fund("80", "100", "80"))
    assert _score(form, execution=Execution(denominator=denominator)).fund.computed == Decimal(due)


def test_a_new_unit_without_initial_budget_is_scored_on_the_annual_one() -> None:
    form = Overall(fund=_fund("0", "100", "80"))
    assert _score(form, execution=Execution(denominator="initial")).fund.computed == 8


def test_without_a_cap_more_than_all_points() -> None:
    form = Overall(fund=_fund("1", "100", "120"))
    assert _score(form, execution=Execution(cap=False)).fund.computed == 12


def _rows(*points: str) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            level3=f"第{number}项",
            target="健全",
            actual="健全",
            weight=Decimal(p),
            score=Decimal(p),
        )
        for number, p in enumerate(points)
    )


@pytest.mark.parametrize(("choice", "total"), [("zero", "90"), ("full", "100"), ("spread", "100")])
def test_zero_budget(choice: Any, total: str) -> None:
    form = Overall(fund=_fund("0", "0", "0"), indicators=_rows("50", "40"))
    assert _score(form, execution=Execution(zero_budget=choice)).total.computed == Decimal(total)


@pytest.mark.parametrize(
    "fund", [_fund("1", None, "5", "9"), _fund("1", "5", None, "9"), _fund("1", "-5", "5", "9")]
)
def test_money_that_cannot_be_divided_leaves_the_submitted_score(fund: Fund) -> None:
    scored = _score(Overall(fund=fund))
    assert scored.fund.computed is None
    assert scored.total.computed == 9


def test_a_fund_row_without_points_is_not_scored() -> None:
    fund = dataclasses.replace(_fund("1", "100", "50"), weight=None)
    scored = _score(Overall(fund=fund, indicators=_rows("60", "40")))
    assert scored.fund.computed is None
    assert scored.total.computed == 100


def test_of_a_project_only_the_total_row_is_scored() -> None:
    row = ProjectFund(
        row="current", annual_budget=Decimal(50), executed=Decimal(50), weight=Decimal(10),
        score=Decimal(10),
    )  # fmt: skip
    form = Project(funds=(row, dataclasses.replace(row, row="total", executed=Decimal(40))))
    assert _score(form).fund.computed == 8
    assert _score(form).total.computed == 8


@pytest.mark.parametrize(
    "form",
    [
        Project(blank=True),
        Overall(),
        Overall(indicators=(Indicator(level3="讲座", target="≥5次", weight=Decimal(10)),)),
    ],
)
def test_an_untouched_form_has_no_total_and_no_grade(form: Overall | Project) -> None:
    scored = _score(form)
    assert (scored.total.computed, scored.grade) == (None, None)
    assert len(scored.indicators) == len(form.indicators)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_forms_earn_what_they_say(layout: str) -> None:
    for form in (overall(layout), project(layout)):
        scored = score(form, load_scheme(layout))
        pairs = (scored.fund, *scored.indicators, scored.total)
        assert all(pair.submitted == pair.computed for pair in pairs)
        assert scored.grade == "优"


def _row(target: str, actual: str | None, points: str, given: str, **more: Any) -> Indicator:
    return Indicator(
        target=target, actual=actual, weight=Decimal(points), score=Decimal(given), **more
    )


def test_over_cost_lowers_the_total_by_the_rule() -> None:
    """99.8 as submitted; 97.86 linear and 98.25 in proportion."""
    form = Overall(
        fund=_fund("346.47", "432.23", "432.23", "10"),
        indicators=(
            _row("≤329.47万元", "412.23万元", "5", "4.9", level2="成本指标"),
            _row("≤17万元", "20万元", "5", "4.9", level2="成本指标"),
            *_rows("40", "30"),
            _row("90%", "读者普遍给予好评。", "10", "10", level2="服务对象满意度指标"),
        ),
        total=Total(score=Decimal("99.8")),
    )
    assert _score(form).total.computed == Decimal("97.86")
    assert _score(form, reverse=Reverse(rule="ratio")).total.computed == Decimal("98.25")


def test_blank_results_score_nothing_until_filled() -> None:
    """100 as submitted; 80 while two results of 10 points are blank."""
    form = Overall(
        fund=_fund("702.86", "974.89", "974.89", "10"),
        indicators=(
            *_rows("70"),
            _row("100%", None, "10", "10"),
            _row("100%", None, "10", "10"),
        ),
        total=Total(score=Decimal(100)),
    )
    scored = _score(form)
    assert scored.total.computed == 80
    assert scored.grade == "良"


def test_wrong_execution_score_and_needless_deduction() -> None:
    """98.2 as submitted; 9.01 + 90 = 99.01."""
    form = Overall(
        fund=_fund("0", "123.47", "111.27", "9.2"),
        indicators=(
            *_rows("70"),
            _row("≤123.47万元", "111.27万元", "20", "19", level1="成本指标"),
        ),
        total=Total(score=Decimal("98.2")),
    )
    scored = _score(form)
    assert scored.fund.computed == Decimal("9.01")
    assert scored.indicators[1].computed == 20
    assert scored.total.computed == Decimal("99.01")


def test_the_total_says_what_a_person_must_still_judge() -> None:
    form = Overall(
        fund=_fund("1", "100", "100", "10"),
        indicators=(
            _row("服务群众", "开展义诊，群众欢迎", "50", "48"),
            Indicator(target="服务群众", actual="开展义诊，群众欢迎", weight=Decimal(40)),
        ),
    )
    total = _score(form).total
    assert total.computed == 58
    assert "1项按自评得分计入" in total.why
    assert "1项没有得分" in total.why


def test_scores_in_one_decimal() -> None:
    form = Overall(fund=_fund("1", "123.47", "111.27"))
    assert _score(form, places=1).fund.computed == Decimal("9.0")


@pytest.mark.parametrize(("submitted", "weight"), [("10", "10"), ("10.01", None), ("9", "10")])
def test_points_of_execution_that_are_not_printed(submitted: str, weight: str | None) -> None:
    """What is left of 100, unless the score is more than that."""
    fund = dataclasses.replace(_fund("100", "100", "100", submitted), weight=None)
    form = Overall(fund=fund, indicators=(Indicator(weight=Decimal(90), score=Decimal(90)),))
    assert fund_weight(form) == (None if weight is None else Decimal(weight))


def test_all_points_on_execution_cannot_be_spread() -> None:
    fund = dataclasses.replace(_fund("0", "0", "0"), weight=Decimal(100))
    assert _score(Overall(fund=fund), execution=Execution(zero_budget="spread")).total.computed == 0


def test_points_that_are_not_printed_cannot_be_spread() -> None:
    fund = dataclasses.replace(_fund("0", "0", "0", "0"), weight=None)
    form = Overall(fund=fund, indicators=(Indicator(weight=Decimal(90), score=Decimal(80)),))
    assert _score(form, execution=Execution(zero_budget="spread")).total.computed is not None

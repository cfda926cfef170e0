"""Reviewed beside computed and submitted scores; the usual deductions."""

import dataclasses
from decimal import Decimal

import pytest

from core.address import At
from core.deductions import Deduction, deductions
from core.forms import BasicData, Overall, Project
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.forms.project import ProjectFund
from core.judgement import Review
from core.reviewed import Reviewed, reviewed_total
from core.scheme import Execution, Scheme, load_scheme
from core.scoring.score import score
from core.submission import Filled

SCHEME = load_scheme()
ROWS = (
    Indicator(target="≥10次", actual="10次", weight=Decimal(50), score=Decimal(40)),
    Indicator(target="提升服务水平", actual="服务更好", weight=Decimal(40), score=Decimal(38)),
)
FUND = Fund(annual_budget=Decimal(100), executed=Decimal(90), weight=Decimal(10), score=Decimal(10))


def reviewed(form: Overall | Project, scheme: Scheme = SCHEME, **scores: str) -> Reviewed:
    reviews = {
        At(path.replace("__", ".")): Review(Decimal(text), "理由") for path, text in scores.items()
    }
    return reviewed_total(Filled(form.CODE, form, reviews=reviews), score(form, scheme), scheme)


def test_without_a_review_the_computed_scores_count() -> None:
    found = reviewed(Overall(fund=FUND, indicators=ROWS))
    assert (found.fund, found.indicators) == (Decimal(9), (Decimal(50), Decimal(38)))
    assert (found.total, found.grade, found.count) == (Decimal(97), "优", 0)


def test_a_review_counts_before_all_others() -> None:
    form = Overall(fund=FUND, indicators=ROWS)
    found = reviewed(form, indicators__0__score="20", indicators__1__score="30", fund__score="8")
    assert (found.fund, found.indicators) == (Decimal(8), (Decimal(20), Decimal(30)))
    assert (found.total, found.grade, found.count) == (Decimal(58), "差", 3)


def test_of_a_project_the_total_row_is_scored() -> None:
    funds = (
        ProjectFund(row="current", score=Decimal(1)),
        ProjectFund(row="total", annual_budget=Decimal(100), executed=Decimal(90),
                    weight=Decimal(10), score=Decimal(10)),
    )  # fmt: skip
    form = Project(funds=funds, indicators=ROWS)
    assert reviewed(form, funds__1__score="5").fund == 5
    assert reviewed(form, funds__0__score="5").fund == 9
    nothing = reviewed(Project(indicators=ROWS), indicators__0__score="50")
    assert (nothing.fund, nothing.total) == (None, Decimal(88))


def test_an_untouched_form_has_no_total_until_it_is_reviewed() -> None:
    form = Overall(fund=Fund(weight=Decimal(10)), indicators=(Indicator(weight=Decimal(90)),))
    assert reviewed(form).total is None
    assert reviewed(form).grade is None
    assert reviewed(form, indicators__0__score="0").total == 0


def test_a_reviewed_execution_score_is_not_spread() -> None:
    spread = dataclasses.replace(SCHEME, execution=Execution(zero_budget="spread"))
    fund = dataclasses.replace(FUND, annual_budget=Decimal(0), executed=Decimal(0))
    form = Overall(fund=fund, indicators=(dataclasses.replace(ROWS[0], weight=Decimal(90)),))
    assert reviewed(form, spread).total == 100
    assert reviewed(form, spread, fund__score="4").total == 94


def test_only_scored_forms_are_reviewed() -> None:
    form = Overall(fund=FUND)
    with pytest.raises(TypeError):
        reviewed_total(Filled("f1", BasicData()), score(form, SCHEME), SCHEME)


def test_the_usual_deductions_leave_a_score_between_nothing_and_all_points() -> None:
    assert len({item.name for item in deductions()}) == len(deductions()) > 8
    for item in deductions():
        assert item.rule
        assert item.base in {"分值", "得分"}
        assert 0 <= item.score(Decimal(10), Decimal(9), 2) <= 10
        assert 0 <= item.score(Decimal(10), None, 2) <= 10


@pytest.mark.parametrize(
    ("share", "base", "submitted", "expected"),
    [
        ("0", "分值", "9", "0"),
        ("70", "分值", "9", "5.25"),
        ("70", "得分", "7", "4.9"),
        ("70", "得分", "20", "5.25"),
        ("100", "得分", None, "7.5"),
        ("33.33", "分值", None, "2.5"),
    ],
)
def test_a_deduction_proposes_a_score(
    share: str, base: str, submitted: str | None, expected: str
) -> None:
    item = Deduction("甲", "乙", Decimal(share), base)
    given = None if submitted is None else Decimal(submitted)
    assert item.score(Decimal("7.5"), given, 2) == Decimal(expected)

"""A made-up county of three units: one right, one that reviews have marked down, one missing."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from core.address import At
from core.assess import assess
from core.forms import BasicData, Overall, Project
from core.forms.basic_data import Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Indicator, Sign, Total
from core.forms.project import ProjectFund
from core.judgement import RETURNED, Return, Review, Status
from core.reports.unit_year import UnitYear
from core.scheme import load_scheme
from core.submission import Filled, Submission

YEAR = 2024
SCHEME = load_scheme()
DAY = dt.date(2025, 4, 20)
SIGN = Sign(filled_by="孙某", date=dt.date(2025, 3, 8), phone="0700-1111111", head="李某")


def number(text: str) -> Decimal:
    return Decimal(text)


def overall(unit: str, executed: str, score: str, deviation: str | None = None) -> Overall:
    """200 planned, so many executed; one indicator of 90 points that scored so many."""
    rate = number(executed) / 2
    fund = rate / 10
    return Overall(
        title=f"{YEAR}年度部门整体支出绩效自评表",
        year=YEAR,
        unit=unit,
        fund=Fund(
            initial_budget=number("200"), annual_budget=number("200"), executed=number(executed),
            weight=number("10"), rate=rate, score=fund,
        ),
        income=Income(general_public=number(executed)),
        expenditure=Expenditure(basic=number("100"), project=number(executed) - 100),
        indicators=(
            Indicator(
                level1="产出指标", level1_weight=number("90"), level2="数量指标",
                level3="=修渠长度", target="≥12公里", actual="12公里", weight=number("90"),
                score=number(score), deviation=deviation,
            ),
        ),
        total=Total(weight=number("100"), score=fund + number(score)),
        sign=SIGN,
    )  # fmt: skip


def basic(unit: str, prior: str, final: str) -> BasicData:
    """All 三公 money went to guests."""
    lines = tuple(
        Line(item=item, label=label, prior_final=number(prior), budget=number("2"),
             final=number(final))
        for item, label in (("three_public", "“三公”经费"), ("reception", "3、公务接待"))
    )  # fmt: skip
    return BasicData(
        title=f"{YEAR}年度部门整体支出绩效评价基础数据表",
        year=YEAR,
        unit=unit,
        staff=Staff(authorized=number("40"), actual=number("30"), control_rate=number("75")),
        lines=lines,
        sign=SIGN,
    )


def project(name: str | None, executed: str) -> Project:
    return Project(
        title=f"{YEAR}年度项目支出绩效自评表",
        year=YEAR,
        project=name,
        funds=(
            ProjectFund(
                row="total", initial_budget=number("50"), annual_budget=number("50"),
                executed=number(executed), weight=number("10"), score=number("8"),
            ),
        ),
        indicators=overall("", "160", "88", "雨季停工").indicators,
        total=Total(weight=number("100"), score=number("96")),
    )  # fmt: skip


def unit_year(submission: Submission) -> UnitYear:
    made = assess(submission, SCHEME)
    return UnitYear(submission.unit, submission.year, SCHEME, submission, made)


GOOD = unit_year(
    Submission(
        "某县林草局",
        YEAR,
        (
            Filled("f1", basic("某县林草局", "1.5", "1.2")),
            Filled("f2", overall("某县林草局", "200", "90")),
        ),
    )
)
_f2 = Filled("f2", overall("某县水田局", "190.5", "90"))
MARKED_DOWN = unit_year(
    Submission(
        "某县水田局",
        YEAR,
        (
            Filled("f1", basic("某县水田局", "1", "2.5")),
            replace(_f2, reviews={At("indicators.0.score"): Review(number("70"), "佐证材料不足")}),
            Filled("f3", project("水渠修缮", "40")),
        ),
        status=Status(RETURNED, "", DAY),
        returns=(Return(DAY, 3),),
    )
)
MISSING = UnitYear("某县气象站", YEAR, SCHEME)
COUNTY = (MARKED_DOWN, GOOD, MISSING)

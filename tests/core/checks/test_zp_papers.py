"""ZP on papers of other counties: points told twice or nowhere, sources that the form lacks."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from core.address import At
from core.checks.catalogue import CATALOGUE
from core.checks.rule import case_of, check, example
from core.forms import Overall, Project
from core.forms.overall import Fund, Income
from core.forms.parts import Indicator, Total
from core.forms.project import ProjectFund
from core.scheme import load_scheme
from core.scoring.score import score
from core.source import Source
from tests.core.checks.look import codes, scored
from tests.core.checks.test_zp import _row as row


def _totalled(*rows: Indicator, fund: Fund, score: str) -> Overall:
    total = Total(weight=Decimal(100), score=Decimal(score))
    return Overall(fund=fund, indicators=rows, total=total)


TEN = Fund(annual_budget=Decimal(100), executed=Decimal(98), weight=Decimal(10),
           score=Decimal("9.8"))  # fmt: skip


@pytest.mark.parametrize(
    "name", ["预算执行率", "部门预算执行率（10分）", "预算执行情况", "资金预算执行率指标"]
)
def test_execution_that_a_row_tells_again_counts_once(name: str) -> None:
    again = row(None, None, "9.8", level1=name, level2=None, level3=None)
    rest = row("10次", "10次", "90", weight=Decimal(90))
    form = _totalled(rest, again, fund=TEN, score="99.8")
    assert codes(form, group="ZP") == []
    assert score(form, load_scheme()).total.computed == Decimal("99.80")


@pytest.mark.parametrize(
    "other",
    [
        {"level3": "预算执行率控制情况"},
        {"level3": "预算执行率", "weight": Decimal(5)},
    ],
)
def test_another_row_of_ten_is_ten_more(other: dict[str, Any]) -> None:
    more = row(None, None, "5", **{"level1": None, "level2": None, **other})
    rest = row("10次", "10次", "90", weight=Decimal(100) - (more.weight or 0))
    form = _totalled(rest, more, fund=TEN, score="99.8")
    assert codes(form, group="ZP-10") == [("ZP-10", "total.weight")]
    assert codes(form, group="ZP-12") == [("ZP-12", "total.score")]


@pytest.mark.parametrize(("sources", "told"), [({}, 1), ({"fund.rate": "98%"}, 0),
                         ({"fund.rate": "98%", "fund.weight": ""}, 1)])  # fmt: skip
def test_a_paper_without_a_cell_for_the_points_of_execution(
    sources: dict[str, str], told: int
) -> None:
    """The rest of 100 is for it, and the total may hold its score."""
    fund = Fund(annual_budget=Decimal(100), executed=Decimal(98), rate=Decimal(98))
    form = _totalled(row("10次", "10次", "90", weight=Decimal(90)), fund=fund, score="99.8")
    case = case_of(example(form), load_scheme())
    (filled,) = case.submission.forms
    there = {At(path): Source(text=text) for path, text in sources.items()}
    forms = case.submission.with_form(dataclasses.replace(filled, sources=there))
    found = check(scored(dataclasses.replace(case, submission=forms)), CATALOGUE)
    assert [f.check for f in found].count("ZP-10") == told
    assert [f.check for f in found].count("ZP-12") == told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"cells.0.5.3": "400", "cells.0.6.3": "80"}, 0),
        ({"cells.0.5.3": "480", "cells.0.6.3": "其他"}, 0),
        ({"cells.0.5.3": "400", "cells.0.6.3": "70"}, 1),
        ({"cells.0.5.3": "300", "cells.0.5.4": "100", "cells.0.6.3": "60", "cells.0.7.3": "20"}, 1),
        ({"paragraphs.3": "480"}, 1),
        ({}, 1),
    ],
)
def test_sources_of_money_that_the_form_has_no_row_for(texts: dict[str, str], told: int) -> None:
    funds = (
        ProjectFund(row="total", annual_budget=Decimal(500), score=Decimal(1)),
        ProjectFund(row="other", annual_budget=Decimal(20)),
    )
    form = Project(funds=funds)
    assert len(codes(form, group="ZP-08", unread=texts)) == told


def test_income_that_the_form_has_no_cell_for() -> None:
    form = Overall(
        fund=Fund(annual_budget=Decimal(150), executed=Decimal(148)),
        income=Income(other=Decimal(6)),
    )
    assert codes(form, group="ZP-06", unread={"cells.0.3.4": "142"}) == []
    assert codes(form, group="ZP-06", unread={"cells.0.3.4": "144"}) == []
    assert codes(form, group="ZP-06", unread={"cells.0.3.4": "140"}) == [("ZP-06", "income.other")]

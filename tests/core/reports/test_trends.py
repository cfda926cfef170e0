"""Execution rates and 三公 over the years."""

import dataclasses
from decimal import Decimal

from core.reports.trends import rates_table, three_public_years
from core.reports.unit_year import UnitYear
from core.scheme import DEFAULT_SCHEME, load_scheme
from core.submission import Submission
from tests.gui.county import UNIT, YEAR, submission

SCHEME = load_scheme(DEFAULT_SCHEME)


def test_the_rates_of_those_that_have_one() -> None:
    units = (UnitYear("甲局", YEAR, SCHEME), UnitYear(UNIT, YEAR, SCHEME, submission()))
    table = rates_table(units)
    assert table.rows == ((UNIT, Decimal(100), Decimal(90), Decimal("90.00")),)


def test_every_year_and_the_one_before() -> None:
    later = dataclasses.replace(submission(), year=YEAR + 1)
    two = {YEAR: (submission(), submission()), YEAR + 1: (later,)}
    rows = three_public_years(two).rows
    assert [row[:3] for row in rows] == [
        (f"{YEAR - 1}年度", 2, Decimal(2)),
        (f"{YEAR}年度", 2, Decimal(2)),
        (f"{YEAR + 1}年度", 1, Decimal(1)),
    ]
    assert three_public_years({YEAR: (Submission("甲局", YEAR),)}).rows[0][2] is None

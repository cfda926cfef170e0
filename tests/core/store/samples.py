"""Made-up submissions for the tests of the store and the workspace."""

from decimal import Decimal

from core.address import At
from core.forms import Overall
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.source import Source
from core.submission import Filled, Submission


def long_submission(unit: str, indicators: int = 20, year: int = 2024) -> Submission:
    """An f2 with many indicators, two sources each."""
    record = Overall(
        unit=unit,
        fund=Fund(annual_budget=Decimal("120.50"), executed=Decimal("118.00"), score=Decimal(10)),
        indicators=tuple(
            Indicator(
                level1="产出指标",
                level2="数量指标",
                level3=f"巡查{index}次",
                target=f"≥{index}次",
                actual=f"{index}次",
                weight=Decimal("2.50"),
                score=Decimal("2.5"),
            )
            for index in range(indicators)
        ),
    )
    sources = {
        At.of("indicators", index, column): Source(f"{index}", 0, index + 9, place)
        for index in range(indicators)
        for place, column in ((3, "level3"), (6, "score"))
    }
    return Submission(unit, year, (Filled("f2", record, sources),))

"""A made-up unit of any size, to measure with."""

import itertools
from decimal import Decimal

from core.forms import Overall
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Total
from core.submission import Filled, Submission

LEVELS = (
    ("产出指标", "数量指标", "开展下乡巡查次数", "≥60次", "72次"),
    ("产出指标", "质量指标", "抽检样品合格率", "≥98%", "98.6%"),
    ("产出指标", "时效指标", "年度任务按期办结率", "100%", "96.5%"),
    ("效益指标", "社会效益指标", "群众办事往返次数", "有所减少", "有所减少"),
    ("满意度指标", "服务对象满意度指标", "来访群众满意度", "≥90%", "93%"),
)


def indicator(index: int) -> Indicator:
    level1, level2, level3, target, actual = LEVELS[index % len(LEVELS)]
    return Indicator(
        level1=level1,
        level2=level2,
        level3=f"{level3}（第{index + 1}项）",
        target=target,
        actual=actual,
        weight=Decimal("0.45"),
        score=Decimal("0.45"),
    )


def submission(indicators: int) -> Submission:
    """A unit whose f2 has this many indicators."""
    record = Overall(
        year=2024,
        unit="云岭县测量局",
        fund=Fund(
            initial_budget=Decimal("1200.00"),
            annual_budget=Decimal("1384.62"),
            executed=Decimal("1301.07"),
            weight=Decimal(10),
            rate=Decimal("93.97"),
            score=Decimal("9.40"),
        ),
        income=Income(general_public=Decimal("1384.62")),
        expenditure=Expenditure(basic=Decimal("900.12"), project=Decimal("484.50")),
        goal=Goal(expected="完成全年巡查、抽检与测量任务。", actual="全年任务如期完成。"),
        indicators=tuple(itertools.islice(map(indicator, itertools.count()), indicators)),
        total=Total(weight=Decimal(100), score=Decimal("99.40")),
    )
    return Submission("云岭县测量局", 2024, (Filled("f2", record),))

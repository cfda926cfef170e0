"""Made-up units of any size, to measure with."""

import dataclasses
import itertools
from decimal import Decimal

from core.forms import BasicData, Overall, OverallReport
from core.forms.basic_data import Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Total
from core.forms.report import OVERALL_SECTIONS, Section
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


def with_report(indicators: int, characters: int, number: int = 0) -> Submission:
    """The unit with an f1 and a report of that length; `number` gives others figures of their own.

    The indicators stand in the order of their levels, as on paper.
    """
    (form,) = (f.record for f in submission(indicators).forms if isinstance(f.record, Overall))
    order = [level2 for _, level2, *_ in LEVELS]
    rows = sorted(form.indicators, key=lambda row: order.index(row.level2 or ""))
    lines = tuple(
        Line(item=item, prior_final=Decimal(6), budget=Decimal(6), final=Decimal("5.5"))
        for item in ("three_public", "reception", "project", "project_business", "public")
    )
    basic = BasicData(staff=Staff(authorized=Decimal(40), actual=Decimal(38)), lines=lines)
    records = (
        basic,
        dataclasses.replace(form, indicators=tuple(rows)),
        OverallReport(sections=_sections(characters, number)),
    )
    forms = tuple(Filled(record.CODE, record) for record in records)
    return Submission(f"云岭县第{number}测量局", 2024, forms)


def _sections(characters: int, number: int) -> tuple[Section, ...]:
    """Paragraphs of figures that agree with each other, spread over the ten sections."""
    each = characters // len(OVERALL_SECTIONS)
    texts = (_text(each, number + place * 1000) for place in range(len(OVERALL_SECTIONS)))
    return tuple(
        Section(no=no, heading=heading, text=text)
        for no, (heading, text) in enumerate(zip(OVERALL_SECTIONS, texts, strict=True), 1)
    )


def _text(characters: int, first: int) -> str:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < characters:
        n = first + len(paragraphs)
        paragraphs.append(
            f"第{n}号测区经费支出{n + 90}.50万元，其中：外业费{n + 40}万元，内业费50.50万元，"
            f"比上年{n + 100}.50万元减少10万元，组织开展下乡巡查{n + 3}次，"
            f"复测水准点{n * 7 + 2}个，全年任务按期办结，成果资料已经归档。"
        )
    return "\n".join(paragraphs)

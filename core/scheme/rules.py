"""The tree of a year's rules: weights, scoring options, grades, tolerances, severities.

Every option has the default written here. The rules themselves come from 财预〔2020〕10号 and
财预〔2021〕101号 and from what counties and provincial systems print in their forms; where these
differ, the difference is an option. `options` lists them all with their basis.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Severity = Literal["错误", "警告", "提示", "关"]
ReverseRule = Literal["linear", "ratio", "strict"]
FORMS = ("f1", "f2", "f3", "f4", "f5")


@dataclass(frozen=True, slots=True)
class Group:
    """A level-1 indicator (一级指标) and its points."""

    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Weights:
    """How 100 points are spread. `enforce`: the bureau has set this layout, so ZP-27 compares."""

    execution: Decimal = Decimal(10)
    groups: tuple[Group, ...] = ()
    enforce: bool = False

    @property
    def total(self) -> Decimal:
        return self.execution + sum((group.weight for group in self.groups), Decimal(0))


@dataclass(frozen=True, slots=True)
class Execution:
    """How 预算执行 is scored: 得分 = 分值 × 执行率.

    `denominator`: 全年预算数, 年初预算数 or the larger. `cap`: no more than 100 %.
    `zero_budget`: nothing, all points, or the points spread over the indicators.
    """

    denominator: Literal["annual", "initial", "larger"] = "annual"
    cap: bool = True
    zero_budget: Literal["zero", "full", "spread"] = "zero"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Indicators that should reach a number or a day.

    `pass_below`: a completion under so many % scores nothing; 0 means no such threshold.
    `late`: finished after the day scores nothing, loses `late_percent` % a day, or a person judges.
    """

    pass_below: Decimal = Decimal(0)
    late: Literal["zero", "daily", "manual"] = "zero"
    late_percent: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Reverse:
    """Indicators that should stay below a number (成本): how an overrun is scored.

    linear: (1 - overrun ÷ target) × 分值; ratio: target ÷ actual × 分值; strict: nothing.
    A submitted score that one of the `accepted` rules yields is not reported by ZP-13.
    """

    rule: ReverseRule = "linear"
    accepted: tuple[ReverseRule, ...] = ("linear", "ratio", "strict")


@dataclass(frozen=True, slots=True)
class Overshoot:
    """Completion far above the target: ask for a reason, ignore, or deduct the excess.

    `percent`: from which completion on, in %.
    """

    rule: Literal["reason", "ignore", "deduct"] = "reason"
    percent: Decimal = Decimal(130)


@dataclass(frozen=True, slots=True)
class Band:
    """A grade of a qualitative indicator: from `low` to `top` % of the points.

    `words` are entries that mean this grade when they stand alone in the cell.
    """

    name: str
    top: Decimal
    low: Decimal
    words: tuple[str, ...] = ()


BANDS = (
    Band(
        "达成年度指标",
        Decimal(100),
        Decimal(80),
        ("达成年度指标", "达成预期指标", "达成", "达成目标", "已达成", "全部完成", "已完成", "完成",
         "达到预期", "达到预期目标", "完成预期目标", "优", "优秀"),
    ),
    Band(
        "部分达成年度指标并具有一定效果",
        Decimal(80),
        Decimal(60),
        ("部分达成年度指标并具有一定效果", "部分达成", "部分完成", "基本达成", "基本完成",
         "基本达到预期"),
    ),
    Band(
        "未达成年度指标且效果较差",
        Decimal(60),
        Decimal(0),
        ("未达成年度指标且效果较差", "未达成", "未完成", "未达到预期", "没有完成", "未实现"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quality:
    """Qualitative indicators: bands, best first, and where in the band the proposal stands."""

    bands: tuple[Band, ...] = BANDS
    default: Literal["top", "middle", "low"] = "top"


@dataclass(frozen=True, slots=True)
class Step:
    """From `least` % satisfaction on, `share` % of the points."""

    least: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """满意度: in proportion to the target, or by steps (the example of 101号)."""

    rule: Literal["ratio", "steps"] = "ratio"
    steps: tuple[Step, ...] = (
        Step(Decimal(90), Decimal(100)),
        Step(Decimal(80), Decimal(80)),
        Step(Decimal(60), Decimal(50)),
    )


@dataclass(frozen=True, slots=True)
class Grade:
    """An overall grade and the least total that earns it."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """Tolerances and thresholds of the checks (checks.md §0).

    `addend`: 万元 of rounding per number in a sum. `score`: 分. `adjustment`, `overrun`,
    `divergence`: in %. `jump`: so many times last year looks like 元 entered as 万元.
    """

    addend: Decimal = Decimal("0.005")
    score: Decimal = Decimal("0.005")
    adjustment: Decimal = Decimal(20)
    overrun: Decimal = Decimal(10)
    divergence: Decimal = Decimal(5)
    jump: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True)
class Reasons:
    """When a reason must be given: under so many % of 执行率, under so many % of the points.

    ZP-15 asks a deduction of points in the row, a low 执行率 in the report.
    """

    rate: Decimal = Decimal(90)
    score: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True)
class Attachments:
    """The forms that must come (f1 to f5): from all, and besides from those with 项目支出."""

    always: tuple[str, ...] = ("f1", "f2", "f4")
    projects: tuple[str, ...] = ("f3", "f5")


@dataclass(frozen=True, slots=True)
class Labels:
    """The county's own words: the level of its 专项资金, and what a unit is called in the forms."""

    level: Literal["县级", "市级", "区级", "本级"] = "县级"
    unit: Literal["预算部门", "预算单位"] = "预算部门"

    def worded(self, label: str) -> str:
        """An official label in these words: 「县级专项资金」 becomes 「市级专项资金」."""
        special = label.replace("县级专项资金", f"{self.level}专项资金")
        return special.replace("预算部门名称", f"{self.unit}名称")


@dataclass(frozen=True, slots=True)
class Scheme:
    """All rules of a year. `places` are the decimals of scores; rounding is half-up.

    `money`: in which unit the county's forms are written; the program always reckons in 万元, and
    forms in 元 must add up to the cent. `adjustment`: whether 部门基本支出预算调整 holds the amount
    of the adjustment, the whole 基本支出, or either. `outline`: the sections a report must have.
    `severities` changes a check's severity by its code; 关 switches it off.
    """

    name: str
    title: str
    basis: str
    places: int = 2
    weights: Weights = Weights()
    execution: Execution = Execution()
    quantity: Quantity = Quantity()
    reverse: Reverse = Reverse()
    overshoot: Overshoot = Overshoot()
    quality: Quality = Quality()
    satisfaction: Satisfaction = Satisfaction()
    grades: tuple[Grade, ...] = (
        Grade("优", Decimal(90)),
        Grade("良", Decimal(80)),
        Grade("中", Decimal(60)),
        Grade("差", Decimal(0)),
    )
    limits: Limits = Limits()
    reasons: Reasons = Reasons()
    attachments: Attachments = Attachments()
    money: Literal["万元", "元"] = "万元"
    labels: Labels = Labels()
    adjustment: Literal["amount", "either", "whole"] = "amount"
    outline: Literal["either", "ten", "five"] = "either"
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def addend(self) -> Decimal:
        """万元 of rounding for each number in a sum, the unit of the forms considered."""
        return self.limits.addend.scaleb(-4) if self.money == "元" else self.limits.addend

    def grade(self, total: Decimal) -> str:
        """优, 良, 中 or 差 for a total score."""
        for grade in self.grades:
            if total >= grade.least:
                return grade.name
        return self.grades[-1].name

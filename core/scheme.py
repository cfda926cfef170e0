"""A year's rules as data: weights, scoring options, grades, tolerances, severities.

A scheme is a TOML text whose tables are the dataclasses below; every key but `name`, `title` and
`basis` may be left out and then has the default written here. The rules themselves come from
财预2020年10号 and 财预2021年101号 and from what counties and provincial systems print in their
forms; where these differ, the difference is an option.
"""

import dataclasses
import functools
import itertools
import re
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from core.errors import UserError
from core.number import plain
from core.resources import resource

SCHEMES = ("10-30-30-10-20", "10-50-30-10", "10-40-20-20-10")
DEFAULT_SCHEME = SCHEMES[0]

Severity = Literal["错误", "警告", "提示", "关"]
ReverseRule = Literal["linear", "ratio", "strict"]
_HUNDRED = Decimal(100)
_MOST_PLACES = 4


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
class Scheme:
    """All rules of a year. `places` are the decimals of scores; rounding is half-up.

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
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))

    def grade(self, total: Decimal) -> str:
        """优, 良, 中 or 差 for a total score."""
        for grade in self.grades:
            if total >= grade.least:
                return grade.name
        return self.grades[-1].name


def scheme_names() -> tuple[str, ...]:
    """The shipped schemes, the default first."""
    return SCHEMES


@functools.cache
def load_scheme(name: str = DEFAULT_SCHEME) -> Scheme:
    """A shipped scheme; UserError when there is none of that name."""
    if name not in SCHEMES:
        raise UserError(f"没有名为「{name}」的评分方案，可选：{'、'.join(SCHEMES)}。")
    return parse_scheme(resource("schemes", f"{name}.toml").read_text(encoding="utf-8"))


def parse_scheme(text: str) -> Scheme:
    """The scheme that a TOML text tells of; UserError names the key that is wrong."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"评分方案不是有效的 TOML 文本（{error}）。") from error
    scheme: Scheme = _read(Scheme, data, "")
    _validate(scheme)
    return scheme


def dump_scheme(scheme: Scheme) -> str:
    """The scheme as TOML with every option written out; `parse_scheme` reads it back equal."""
    return "\n".join(_dump_table(scheme, "")).strip() + "\n"


def _refuse(key: str, why: str) -> UserError:
    return UserError(f"评分方案的「{key}」{why}。")


def _read(want: Any, value: Any, key: str) -> Any:
    """The value as the type `want`, or UserError naming the key."""
    origin = typing.get_origin(want)
    if dataclasses.is_dataclass(want):
        return _read_table(want, value, key)
    if origin is tuple:
        if not isinstance(value, list):
            raise _refuse(key, "应为列表")
        inner = typing.get_args(want)[0]
        return tuple(_read(inner, item, f"{key}.{index}") for index, item in enumerate(value))
    if origin is Literal:
        if value not in typing.get_args(want):
            raise _refuse(key, f"应为{'、'.join(typing.get_args(want))}之一，现为「{value}」")
        return value
    if want == Mapping[str, Severity]:
        if not isinstance(value, dict):
            raise _refuse(key, "应为表")
        return MappingProxyType(
            {code: _read(Severity, item, f"{key}.{code}") for code, item in value.items()}
        )
    return _read_single(want, value, key)


def _read_single(want: Any, value: Any, key: str) -> Any:
    if want is Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise _refuse(key, f"应为数字，现为「{value}」")
        number = Decimal(value)
        if not number.is_finite() or number < 0:
            raise _refuse(key, f"应为不小于零的数字，现为「{value}」")
        return number
    words = {str: "文字", bool: "true 或 false", int: "整数"}
    if type(value) is not want:
        raise _refuse(key, f"应为{words[want]}，现为「{value}」")
    return value


def _read_table(want: Any, value: Any, key: str) -> Any:
    if not isinstance(value, dict):
        raise _refuse(key, "应为表")
    hints = typing.get_type_hints(want)
    unknown = next((name for name in value if name not in hints), None)
    if unknown is not None:
        raise _refuse(_join(key, unknown), "不是已知的选项")
    for item in dataclasses.fields(want):
        optional = (
            item.default is not dataclasses.MISSING
            or item.default_factory is not dataclasses.MISSING
        )
        if not optional and item.name not in value:
            raise _refuse(_join(key, item.name), "没有填写")
    read = {name: _read(hints[name], item, _join(key, name)) for name, item in value.items()}
    return want(**read)


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _validate(scheme: Scheme) -> None:
    for key, text in (("name", scheme.name), ("title", scheme.title), ("basis", scheme.basis)):
        if not text.strip():
            raise _refuse(key, "没有填写")
    if not 0 <= scheme.places <= _MOST_PLACES:
        raise _refuse("places", f"应为 0 至 {_MOST_PLACES} 的整数，现为「{scheme.places}」")
    weights = scheme.weights
    if weights.groups and weights.total != _HUNDRED:
        raise _refuse("weights", f"各项分值合计应为 100，现为 {plain(weights.total)}")
    _descending("grades", [grade.least for grade in scheme.grades])
    _descending("satisfaction.steps", [step.least for step in scheme.satisfaction.steps])
    _descending("quality.bands", [band.top for band in scheme.quality.bands])
    for index, band in enumerate(scheme.quality.bands):
        if not band.low < band.top <= _HUNDRED:
            raise _refuse(f"quality.bands.{index}", "下限应小于上限，上限不超过 100")
    for code in scheme.severities:
        if not re.fullmatch(r"[A-Z]{2}-\d{2}", code):
            raise _refuse(f"severities.{code}", "不是检查编号")


def _descending(key: str, values: list[Decimal]) -> None:
    if not values or any(a <= b for a, b in itertools.pairwise(values)):
        raise _refuse(key, "应从高到低排列，且不得为空")


def _dump_table(table: Any, key: str) -> list[str]:
    """A dataclass as TOML lines: its own values first, then its tables."""
    own: list[str] = []
    below: list[str] = []
    for item in dataclasses.fields(table):
        value = getattr(table, item.name)
        if dataclasses.is_dataclass(value):
            inner = _join(key, item.name)
            below += ["", f"[{inner}]", *_dump_table(value, inner)]
        elif isinstance(value, Mapping):
            below += ["", f"[{_join(key, item.name)}]"]
            below += [f"{_dump(code)} = {_dump(word)}" for code, word in value.items()]
        else:
            own.append(f"{item.name} = {_dump(value)}")
    return own + below


def _dump(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_dump, value)) + "]"
    if dataclasses.is_dataclass(value):
        pairs = (
            f"{item.name} = {_dump(getattr(value, item.name))}"
            for item in dataclasses.fields(value)
        )
        return "{ " + ", ".join(pairs) + " }"
    return _quote(value)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for raw, code in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(raw, code)
    return f'"{escaped}"'

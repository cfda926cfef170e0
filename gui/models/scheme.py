"""The options of a scheme as lines that can be edited as text, derived from its dataclasses."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.checks.catalogue import CATALOGUE
from core.errors import UserError
from core.number import plain, read_number, short
from core.scheme import OPTIONS, Grade, Group, Scheme, Step

Path = tuple[str | int, ...]
_BY_DEFAULT = "按默认"
_YES, _NO = "是", "否"
_NAMES = {
    "weights.execution": "预算执行分值（分）", "weights.enforce": "按此核对单位填的分值",
    "execution.denominator": "执行率的分母", "execution.cap": "超过100%按100%计",
    "execution.zero_budget": "预算为零时", "reverse.rule": "超出指标值时",
    "reverse.accepted": "单位按哪些算法填不算错",
    "quantity.pass_below": "完成率低于多少不得分（%）",
    "quantity.late": "逾期完成", "quantity.late_percent": "每逾期一日扣分值的（%）",
    "overshoot.rule": "大幅超额完成", "overshoot.percent": "完成率达到多少算大幅超额（%）",
    "quality.default": "复算取该档的", "satisfaction.rule": "满意度", "places": "小数位",
    "reasons.rate": "执行率低于多少须说明（%）", "reasons.score": "得分低于分值多少须说明（%）",
    "limits.addend": "合计每项允许的尾差（万元）", "limits.score": "得分允许的误差（分）",
    "limits.adjustment": "预算调整超过多少预警（%）", "limits.overrun": "支出超预算多少预警（%）",
    "limits.divergence": "得分率与执行率相差多少预警（%）", "limits.jump": "相差多少倍疑为单位错",
    "attachments.always": "各单位都报", "attachments.projects": "有项目支出的加报",
    "money": "金额单位", "labels.level": "表内级次", "labels.unit": "表内称单位为",
    "adjustment": "基本支出预算调整填的是", "outline": "报告应有的章节",
    "weights.groups": "一级指标及分值（分）", "grades": "等次及不低于的总分",
    "satisfaction.steps": "满意度达到（%）→得分值的（%）",
}  # fmt: skip
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "execution.denominator": {
        "annual": "全年预算数", "initial": "年初预算数", "larger": "两数中大的",
    },
    "execution.zero_budget": {"zero": "得0分", "full": "得满分", "spread": "分值摊到各项指标"},
    "reverse.rule": {
        "linear": "按超出的比例扣分", "ratio": "按指标值÷完成值", "strict": "超出即不得分",
    },
    "quantity.late": {"zero": "不得分", "daily": "按日扣分", "manual": "人工判断"},
    "overshoot.rule": {"reason": "要求说明，不扣分", "ignore": "不管", "deduct": "按偏离度扣分"},
    "quality.default": {"top": "上限", "middle": "中间", "low": "下限"},
    "satisfaction.rule": {"ratio": "按与指标值的比例", "steps": "分档计分"},
    "adjustment": {"either": "两种都认", "amount": "调整数", "whole": "全部基本支出"},
    "outline": {"either": "两种都认", "ten": "十节", "five": "五节"},
}  # fmt: skip
_BANDS = {"name": "名称", "top": "上限（%）", "low": "下限（%）", "words": "完成值写成这些算这一档"}
_PAIRS: Mapping[str, tuple[str, Callable[[str, Decimal], Any]]] = {
    "weights.groups": ("", Group),
    "grades": ("", Grade),
    "satisfaction.steps": ("→", lambda least, share: Step(_number(least), share)),
}
"""Lists of a name or number and a number, written 「优90、良80」, and what makes their items."""
_PAIR = re.compile(
    r"\s*(.+?)\s*(?:→|->|[：:＝=])?\s*([0-9０-９]+(?:[.．][0-9０-９]+)?)\s*(?:分|%)?\s*"
)


@dataclass(frozen=True, slots=True)
class OptionLine:
    """A value that can be set: under which heading, its name, where it stands in the scheme.

    `choices` are the texts to choose from; none where a number or words are typed.
    """

    title: str
    basis: str
    name: str
    path: Path
    choices: tuple[str, ...] = ()


def option_lines(scheme: Scheme) -> tuple[OptionLine, ...]:
    """Every option of a scheme, in the order in which counties speak of them."""
    return tuple(
        line
        for option in OPTIONS
        for key in option.keys
        for line in _lines(scheme, option.title, option.basis, key)
    )


def _lines(scheme: Scheme, title: str, basis: str, key: str) -> Iterator[OptionLine]:
    path: Path = tuple(key.split("."))
    if key == "severities":
        for rule in CATALOGUE:
            choices = (_BY_DEFAULT, *_literals(scheme, path))
            yield OptionLine(title, basis, f"{rule.code} {rule.title}", (*path, rule.code), choices)
    elif key == "quality.bands":
        for index in range(len(scheme.quality.bands)):
            for name, label in _BANDS.items():
                yield OptionLine(title, basis, f"第{index + 1}档 {label}", (*path, index, name))
    else:
        value = _get(scheme, path)
        choices = (_YES, _NO) if isinstance(value, bool) else ()
        if isinstance(value, str):
            known = _CHOICES.get(key, {})
            choices = tuple(known.get(word, word) for word in _literals(scheme, path))
        yield OptionLine(title, basis, _NAMES[key], path, choices)


def option_text(scheme: Scheme, line: OptionLine) -> str:
    """What an option says, in the words of the form."""
    key = ".".join(map(str, line.path))
    if line.path[0] == "severities":
        return scheme.severities.get(str(line.path[1]), _BY_DEFAULT)
    value = _get(scheme, line.path)
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, Decimal):
        return plain(value)
    if key in _PAIRS:
        between = _PAIRS[key][0]
        pairs = (dataclasses.astuple(item) for item in value)
        return "、".join(f"{_plain(head)}{between}{short(number)}" for head, number in pairs)
    if isinstance(value, tuple):
        return "、".join(_said(key, word) for word in value)
    return _CHOICES.get(key, {}).get(value, str(value))


def with_option(scheme: Scheme, line: OptionLine, text: str) -> Scheme:
    """The scheme with an option set; UserError when the text means nothing there."""
    key = ".".join(map(str, line.path))
    if line.path[0] == "severities":
        code = str(line.path[1])
        others = {known: word for known, word in scheme.severities.items() if known != code}
        severities: Any = others if text == _BY_DEFAULT else {**others, code: text}
        return dataclasses.replace(scheme, severities=severities)
    old = _get(scheme, line.path)
    new: Any
    if isinstance(old, bool):
        new = text == _YES
    elif isinstance(old, Decimal | int):
        read = read_number(text)
        if read is None:
            raise UserError(f"“{line.title}：{line.name}”应为数字，现为「{text}」。")
        new = read.value if isinstance(old, Decimal) else int(read.value)
    elif isinstance(old, tuple):
        words = [word.strip() for word in re.split("[、，,；;]", text) if word.strip()]
        new = tuple(
            _paired(line, key, word) if key in _PAIRS else _meant(key, word) for word in words
        )
    else:
        new = _meant(key, text)
    out: Scheme = _put(scheme, line.path, new)
    return out


def _paired(line: OptionLine, key: str, word: str) -> Any:
    """「优90」 as an item of its list; UserError when there is no number behind it."""
    match = _PAIR.fullmatch(word)
    number = read_number(match[2]) if match else None
    if match is None or number is None:
        raise UserError(f"“{line.title}”应写成「{_SHOWN[key]}」的样子，现为「{word}」。")
    return _PAIRS[key][1](match[1], number.value)


_SHOWN = {
    "weights.groups": "产出指标50、效益指标30", "grades": "优90、良80",
    "satisfaction.steps": "90→100、80→80",
}  # fmt: skip


def _number(text: str) -> Decimal:
    read = read_number(text)
    if read is None:
        raise UserError(f"满意度分档应为数字，现为「{text}」。")
    return read.value


def _plain(value: str | Decimal) -> str:
    return value if isinstance(value, str) else short(value)


def _said(key: str, word: str) -> str:
    known = _CHOICES["reverse.rule"] if key == "reverse.accepted" else _CHOICES.get(key, {})
    return known.get(word, f"附件{word[1:]}" if key.startswith("attachments") else word)


def _meant(key: str, text: str) -> str:
    known = _CHOICES["reverse.rule"] if key == "reverse.accepted" else _CHOICES.get(key, {})
    found = next((word for word, said in known.items() if said == text), text)
    return f"f{found.removeprefix('附件')}" if key.startswith("attachments") else found


def _get(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step] if isinstance(step, int) else getattr(tree, step)
    return tree


def _put(tree: Any, path: Path, value: Any) -> Any:
    """A frozen tree with another value at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*tree[:step], _put(tree[step], rest, value), *tree[step + 1 :])
    return dataclasses.replace(tree, **{step: _put(getattr(tree, step), rest, value)})


def _literals(scheme: Scheme, path: Path) -> tuple[str, ...]:
    """The words that the type of a field allows."""
    owner = _get(scheme, path[:-1])
    hint = typing.get_type_hints(type(owner))[str(path[-1])]
    inner = typing.get_args(hint)[-1] if path[-1] == "severities" else hint
    return typing.get_args(inner)

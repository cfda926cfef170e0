"""A scheme as a TOML text; every key but `name`, `title` and `basis` may be left out."""

import dataclasses
import functools
import itertools
import json
import re
import tomllib
import typing
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from core.errors import UserError, reason
from core.number import places_of, plain
from core.resources import resource
from core.scheme.rules import FORMS, Scheme, Severity

SCHEMES = ("10-30-30-10-20", "10-50-30-10", "10-40-20-20-10")
DEFAULT_SCHEME = SCHEMES[0]
_HUNDRED = Decimal(100)
_MOST_PLACES = 4
_LONGEST = 100_000
"""Characters of a scheme's text; the shipped ones have some two thousand."""
_LARGEST, _FINEST = Decimal(10) ** 6, 6
"""A number beyond these, 1e999999999, would take all memory to be written out."""


def scheme_names() -> tuple[str, ...]:
    """The shipped schemes, the default first."""
    return SCHEMES


def load_scheme(name: str = DEFAULT_SCHEME) -> Scheme:
    """A shipped scheme by its name, or the bureau's own by the path of its TOML file.

    UserError when there is none.
    """
    if name in SCHEMES:
        return _shipped(name)
    if name.endswith(".toml"):
        return read_scheme(Path(name))
    raise UserError(
        f"没有名为「{name}」的评分方案，可选：{'、'.join(SCHEMES)}，或写方案文件（.toml）的路径。"
    )


@functools.cache
def _shipped(name: str) -> Scheme:
    return parse_scheme(resource("schemes", f"{name}.toml").read_text(encoding="utf-8"))


def read_scheme(source: Path) -> Scheme:
    """The scheme in a file; UserError when it cannot be read or names an option wrongly."""
    try:
        with source.open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST + 1)
    except OSError as error:
        raise UserError(f"打不开评分方案「{source}」（{reason(error)}）。") from error
    except UnicodeDecodeError as error:
        raise UserError(f"「{source}」不是文本文件，不能作为评分方案。") from error
    return parse_scheme(text)


def parse_scheme(text: str) -> Scheme:
    """The scheme that a TOML text tells of; UserError names the key that is wrong."""
    if len(text) > _LONGEST:
        raise UserError(f"评分方案太长，超过 {_LONGEST} 字，没有读取。")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"评分方案不是有效的 TOML 文本（{error}）。") from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise UserError("评分方案里的数字太长或层次太深，没有读取。") from error
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
        if number > _LARGEST or places_of(number) > _FINEST:
            raise _refuse(key, f"应为不超过一百万、小数不超过六位的数字，现为「{value}」")
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
    _validate_forms(scheme)
    _descending("grades", [grade.least for grade in scheme.grades])
    _descending("satisfaction.steps", [step.least for step in scheme.satisfaction.steps])
    _descending("quality.bands", [band.top for band in scheme.quality.bands])
    for index, band in enumerate(scheme.quality.bands):
        if not band.low < band.top <= _HUNDRED:
            raise _refuse(f"quality.bands.{index}", "下限应小于上限，上限不超过 100")
    for code in scheme.severities:
        if not re.fullmatch(r"[A-Z]{2}-\d{2}", code):
            raise _refuse(f"severities.{code}", "不是检查编号")


def _validate_forms(scheme: Scheme) -> None:
    needed = scheme.attachments
    for key, codes in (("always", needed.always), ("projects", needed.projects)):
        if not set(codes) <= set(FORMS):
            raise _refuse(f"attachments.{key}", f"应为{'、'.join(FORMS)}中的几种")


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
    """A basic string of TOML: JSON's, but that DEL is written as an escape."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

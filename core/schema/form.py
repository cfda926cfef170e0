"""Records: frozen classes whose fields carry specs, and pure functions to walk and change them."""

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_type_hints

from core.address import At
from core.schema.specs import Spec


class Record:
    """What every form, group and row is: a frozen, slotted dataclass of specified fields."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        values = (getattr(self, name) for name in specs_of(type(self)))
        return _rebuilt, (type(self), *values)


class Form(Record):
    """A whole form; `CODE` is its annex code (f1…f5), `NAME` its official title."""

    __slots__ = ()
    CODE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""


T = TypeVar("T")
R = TypeVar("R", bound=Record)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class of specified fields a group or row record."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def form(code: str, name: str) -> Callable[[type[T]], type[T]]:
    """Make a class of specified fields a form."""

    def build(cls: type[T]) -> type[T]:
        cls.CODE, cls.NAME = code, name  # type: ignore[attr-defined]
        return dataclass(frozen=True, slots=True, kw_only=True)(cls)

    return build


def _rebuilt(cls: type[Record], *values: Any) -> Record:
    """A pickled record: an import sends some fifty of them a file from a child process."""
    return cls(**dict(zip(specs_of(cls), values, strict=True)))


_SPECS: dict[type, Mapping[str, Spec]] = {}


def specs_of(cls: type) -> Mapping[str, Spec]:
    """The fields of a record class in order, by name."""
    found = _SPECS.get(cls)
    if found is None:
        hints = get_type_hints(cls, include_extras=True)
        found = {item.name: hints[item.name].__metadata__[0] for item in dataclasses.fields(cls)}
        _SPECS[cls] = found
    return found


def spec_at(cls: type, at: At) -> Spec:
    """The spec of a place in a form class; KeyError when there is no such field."""
    return _spec_at(cls, at)


@functools.lru_cache(maxsize=1 << 14)
def _spec_at(cls: type, at: At) -> Spec:
    """Remembered, because drawing or checking a large form asks for some thousand places."""
    here: type | None = cls
    spec: Spec | None = None
    for step in at.steps:
        if isinstance(step, int):
            continue
        if here is None:
            raise KeyError(at.path)
        spec = specs_of(here)[step]
        here = spec.group or spec.rows
    if spec is None:
        raise KeyError(at.path)
    return spec


def get(rec: Record, at: At) -> Any:
    """The value at a place; KeyError or IndexError when there is none."""
    here: Any = rec
    for step in at.steps:
        if isinstance(step, int):
            here = here[step]
        elif step in specs_of(type(here)):
            here = getattr(here, step)
        else:
            raise KeyError(at.path)
    return here


def put(rec: R, at: At, value: Any) -> R:
    """The record with another value at a place."""
    return _put(rec, at.steps, value)  # type: ignore[no-any-return]


def _put(here: Any, steps: tuple[str | int, ...], value: Any) -> Any:
    if not steps:
        return value
    head, rest = steps[0], steps[1:]
    if isinstance(head, int):
        return (*here[:head], _put(here[head], rest, value), *here[head + 1 :])
    return dataclasses.replace(here, **{head: _put(getattr(here, head), rest, value)})


def leaves(rec: Record, at: At | None = None) -> Iterator[tuple[At, Spec, Any]]:
    """Every single value of a record with its place and spec, in the order of the form."""
    for name, spec in specs_of(type(rec)).items():
        here = at.child(name) if at else At(name)
        value = getattr(rec, name)
        if spec.group is not None:
            yield from leaves(value, here)
        elif spec.rows is not None:
            for index, row in enumerate(value):
                yield from leaves(row, here.child(index))
        else:
            yield here, spec, value


def to_json(rec: Record) -> dict[str, Any]:
    """The contract's shape: numbers as decimal strings, dates ISO, blanks null."""
    out: dict[str, Any] = {}
    for name, spec in specs_of(type(rec)).items():
        value = getattr(rec, name)
        if spec.group is not None:
            out[name] = None if spec.optional and is_empty(value) else to_json(value)
        elif spec.rows is not None:
            out[name] = [to_json(row) for row in value]
        elif spec.kind is not None:
            out[name] = value if isinstance(value, bool) else spec.kind.dump(value)
    return out


def from_json(cls: type[R], data: Mapping[str, Any]) -> R:
    """The record that `to_json` told of; unknown keys are refused with KeyError."""
    fields = specs_of(cls)
    values: dict[str, Any] = {}
    for name, value in data.items():
        spec = fields[name]
        if spec.group is not None:
            values[name] = from_json(spec.group, value or {})
        elif spec.rows is not None:
            values[name] = tuple(from_json(spec.rows, row) for row in value)
        elif spec.kind is not None:
            values[name] = spec.kind.load(value)
    return cls(**values)


def is_empty(rec: Record) -> bool:
    """Whether nothing at all was filled in."""
    return all(value in (None, False) for _, _, value in leaves(rec))

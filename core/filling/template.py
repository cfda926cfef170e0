"""What filling asks of a template, whatever its format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from core.intake.grid import Document


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a table (0-based grid place), or a paragraph, of a template."""

    table: int | None = None
    row: int = 0
    column: int = 0
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Ink:
    """What is written: text, and the number it is where a workbook should hold one."""

    text: str
    number: Decimal | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Rows of a reshaped list that share one merged cell, counted from the list's first row."""

    column: int
    first: int
    rows: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A list of a table with its rows in a new order: `order` names present rows, some twice.

    Rows `first` to `last` are replaced. `spans` are the vertical merges of the columns `levels`;
    any other column keeps a merge that went over the list.
    """

    table: int
    first: int
    last: int
    order: tuple[int, ...]
    levels: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()


class Template(Protocol):
    """An open template. `document` reads it as it stands; places are those it last told.

    `losses` tells what of it is not carried over, `around` is what its headers and footers say.
    """

    @property
    def losses(self) -> tuple[str, ...]: ...
    @property
    def around(self) -> str: ...
    def document(self) -> Document: ...
    def reshape(self, shape: Shape) -> None: ...
    def write(self, spot: Spot, ink: Ink) -> None: ...
    def replace(self, spot: Spot, changes: Sequence[tuple[int, int, str]]) -> bool: ...
    def text(self, spot: Spot) -> str: ...
    def data(self) -> bytes: ...

"""Cells of f1 that rules between forms look up, and the first form of a kind."""

from decimal import Decimal

from core.address import Place
from core.checks import lines as basic
from core.checks.rule import Case
from core.forms import BasicData, Form
from core.forms.basic_data import Line
from core.submission import Filled

COLUMNS = ("budget", "final", "prior_final")
THREE_PUBLIC = frozenset(
    {"three_public", "vehicle", "vehicle_purchase", "vehicle_operation", "abroad", "reception"}
)
PROJECTS = frozenset(
    {"project_business", "project_operation", "project_line", "special_line", "transfer_line"}
)
"""The lines that are one project each."""


def finals(*pairs: tuple[str, str, str]) -> BasicData:
    """An f1 of lines (item, label, this year's final), for examples."""
    rows = (Line(item=item, label=label, final=Decimal(final)) for item, label, final in pairs)
    return BasicData(lines=tuple(rows))


def first(case: Case, cls: type[Form]) -> Filled | None:
    return next(iter(case.filled(cls)), None)


def line_cell(case: Case, item: str, column: str) -> tuple[Place, Decimal] | None:
    """A filled cell of f1."""
    for key, form in case.keyed(BasicData):
        for row in basic.of_item(form, item):
            value = getattr(row.line, column)
            if value is not None:
                return Place(key, row.at.child(column)), value
    return None


def all_values(case: Case, item: str) -> list[Decimal]:
    cells = [line_cell(case, item, column) for column in COLUMNS]
    return [cell[1] for cell in cells if cell is not None]

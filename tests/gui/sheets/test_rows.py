"""A new row begins as its place asks for."""

import pytest

from core.address import At
from core.forms import BasicData, Project
from core.forms.basic_data import Building, Line, template_lines
from core.forms.project import ProjectFund, template_funds
from core.submission import Filled
from gui.sheets.rows import also_filled, beginnings, row_of
from tests.gui.county import overall

F2 = Filled("f2", overall())


def test_which_row_a_cell_is_in() -> None:
    assert row_of(F2, At("indicators.2.actual")) == (At("indicators"), 2)
    assert row_of(F2, At("indicators")) == (At("indicators"), -1)
    assert row_of(F2, At("fund.score")) is None


def test_a_merged_cell_stands_for_several_rows() -> None:
    first = At("indicators.0.level1_weight")
    assert also_filled(F2, first) == (first, At("indicators.1.level1_weight"))
    assert also_filled(F2, At("fund.score")) == (At("fund.score"),)


def test_an_indicator_belongs_to_the_group_of_its_neighbour() -> None:
    said = beginnings(F2, At("indicators"), 1)
    assert said == {"level1": "产出指标", "level1_weight": "60", "level2": "质量指标"}
    assert beginnings(F2, At("indicators"), -1) == {}


@pytest.mark.parametrize(
    ("item", "added"),
    [
        ("special", "special_line"),
        ("special_line", "special_line"),
        ("project_operation", "project_line"),
        ("project", "project_line"),
        ("transfer", "transfer_line"),
        ("reception", None),
        ("procurement", None),
    ],
)
def test_a_line_is_of_the_kind_that_may_be_added_there(item: str, added: str | None) -> None:
    filled = Filled("f1", BasicData(lines=(*template_lines(), Line(item=item))))
    index = len(template_lines())
    assert beginnings(filled, At("lines"), index) == ({"item": added} if added else None)


def test_a_building_of_the_same_year() -> None:
    filled = Filled("f1", BasicData(buildings=(Building(completed_year=2024),)))
    assert beginnings(filled, At("buildings"), 0) == {"completed_year": "2024"}
    assert beginnings(filled, At("buildings"), -1) == {}


def test_money_has_four_rows() -> None:
    full = Filled("f3", Project(funds=template_funds()))
    assert beginnings(full, At("funds"), 0) is None
    some = Filled("f3", Project(funds=(ProjectFund(row="total"), ProjectFund(row="carried"))))
    assert beginnings(some, At("funds"), 0) == {"row": "current"}
    assert beginnings(Filled("f3", Project()), At("funds"), -1) == {"row": "total"}

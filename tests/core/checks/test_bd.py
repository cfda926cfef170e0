"""BD: the 基础数据表.

| line                 | 上年 | 预算 | 决算 |
|----------------------|------|------|------|
| 项目支出             |      |      |      |  ← BD-08: blank above filled parts
| 3、县级专项资金      |   26 |   26 |   26 |
| 古籍专项             |   20 |   20 |   20 |
| 巡讲专项             |    6 |    6 |    6 |
"""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.forms import BasicData
from core.forms.basic_data import Building, Line, Staff
from tests.core.checks.look import codes, findings, hints
from tests.core.clean import basic_data


def _form(*rows: str) -> BasicData:
    """Lines as `item 上年 预算 决算`, `.` for a blank cell."""
    lines = []
    for row in rows:
        item, *amounts = row.split()
        prior, budget, final = (None if text == "." else Decimal(text) for text in amounts)
        lines.append(Line(item=item, prior_final=prior, budget=budget, final=final))
    return BasicData(lines=tuple(lines))


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("1、业务工作经费", "其中：办案经费", "2、党建经费"), 0),
        (("1、业务工作经费", "办案经费", "2、党建经费"), 1),
        (("其中：业务工作经费", "办案经费", "党建经费"), 1),
    ],
)
def test_the_parts_of_a_project_are_not_added_to_it(labels: tuple[str, ...], found: int) -> None:
    amounts = (Decimal(10), Decimal(6), Decimal(4))
    own = (
        Line(item="project_line", label=label, final=amount)
        for label, amount in zip(labels, amounts, strict=True)
    )
    form = BasicData(lines=(Line(item="project", final=Decimal(14)), *own))
    assert len(codes(form, group="BD-05")) == found


_SPECIALS = ("special_line 20 20 20", "special_line 6 6 6")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("three_public 3 3 2.5", "reception 3 3 2.4"), [("BD-03", "lines.0.final")]),
        (("three_public 3 3 2.5", "vehicle_operation 1 1 1", "reception 2 2 1.5"), []),
        (("three_public 3 3 3", "reception 3 3 2", "vehicle . . .", "vehicle_operation . . 1"),
         [("BD-08", "lines.2.final")]),
        (("vehicle 3 3 3", "vehicle_purchase 1 1 1", "vehicle_operation 2 2 1"),
         [("BD-04", "lines.0.final")]),
        (("vehicle 3 3 3", "vehicle_purchase . . .", "vehicle_operation . . ."), []),
        (("project 26 26 27", "special 26 26 26", *_SPECIALS), [("BD-05", "lines.0.final")]),
        (("project 26 26 26", "special . . .", *_SPECIALS), [("BD-08", "lines.1.prior_final")]),
        (("project . . .", "special 26 26 26", *_SPECIALS), [("BD-08", "lines.0.prior_final")]),
        (("project 9 9 9", "project_business 2 2 2", "project_line 7 7 7"), []),
        (("project 9 9 9", "project_business 2 2 2", "project_line 7 7 7", "transfer 5 5 5",
          "transfer_line 5 5 5"), []),
        (("project 14 14 14", "project_business 2 2 2", "project_line 7 7 7", "transfer 5 5 5",
          "transfer_line 5 5 5"), []),
        (("special 26 26 25", *_SPECIALS), [("BD-06", "lines.0.final")]),
        (("transfer 9 9 9", "transfer_line 9 9 8"), [("BD-06", "lines.0.final")]),
        (("public 65 65 65.82", "public_office . . 7.56", "public_meeting_training . . 1"), []),
        (("public 9 9 5", "public_office 4 4 4", "public_utilities_travel 3 3 3"),
         [("BD-07", "lines.0.final")]),
        (("public . . .", "public_office 4 4 4"), [("BD-08", "lines.0.prior_final")]),
        (("project 303 152 152", "project_business . . .", "special . . ."),
         [("BD-09", "lines.0.final")]),
        (("project 0 0 0", "project_business . . .", "special . . ."), []),
        (("three_public 0 0 0", "vehicle . . .", "reception . . ."), []),
        (("reception 2 0.5 0.73",), [("BD-10", "lines.0.final")]),
        (("abroad 0 0 0.73",), [("BD-10", "lines.0.final")]),
        (("three_public 3 2 2.5", "reception 3 2 2.5"), [("BD-10", "lines.0.final")]),
        (("three_public 3 3 3", "reception 1 1 1.5", "abroad 2 2 1.5"),
         [("BD-10", "lines.1.final")]),
        (("public 60 74.18 74.41",), []),
        (("public 60 74.18 84.41",), [("BD-12", "lines.0.final")]),
        (("reception 1.64 1.59 15900",), [("BD-10", "lines.0.final"), ("BD-16", "lines.0.final")]),
        (("project_line 0.05 6 6",), []),
        (("procurement -3 5 5",), [("BD-16", "lines.0.prior_final")]),
        (("basic_adjustment 0 0 -12",), []),
    ],
)  # fmt: skip
def test_lines(rows: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert codes(_form(*rows), group="BD") == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("three_public 3 3 2.51", "reception 3 3 2.5"), [("BD-03", "lines.0.final")]),
        (("three_public 1.5 3 1.59",), [("BD-11", "lines.0.final")]),
        (("three_public 0 3 1.59",), [("BD-11", "lines.0.final")]),
        (("public 60 74 74", "public_office 2 2 5"), [("BD-12", "lines.1.final")]),
        (("public 0 0 65", "public_office 0 0 7"), [("BD-13", "lines.0.budget")]),
        (("public 60 74 74", "public_meeting_training 3 . 1.26"), [("BD-13", "lines.1.budget")]),
        (("basic_adjustment . . 111",), []),
        (("special . . .", "special_line 0 0 0"), [("BD-08", "lines.0.prior_final")]),
        ((*_SPECIALS, "special_line 14 14 14"), [("BD-14", "lines.0.final")]),
        (_SPECIALS, []),
    ],
)
def test_hints(rows: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert hints(_form(*rows), group="BD") == found


def test_a_blank_total_tells_the_sums_of_all_three_columns_at_once() -> None:
    (found,) = findings(_form("special . . .", *_SPECIALS), group="BD-08")
    assert found.expected == "26、26、26"
    assert found.found == "空白"
    assert [place.at.path for place in found.places] == [
        "lines.0.prior_final", "lines.0.budget", "lines.0.final",
    ]  # fmt: skip


def test_the_overrun_of_the_total_names_its_item() -> None:
    (found,) = findings(_form("three_public 3 2 2.5", "reception 3 2 2.5"), group="BD-10")
    assert [place.at.path for place in found.places] == [
        "lines.0.final", "lines.0.budget", "lines.1.final",
    ]  # fmt: skip


def _staff(authorized: str, actual: str, rate: str | None) -> BasicData:
    printed = Decimal(rate) if rate else None
    return BasicData(
        staff=Staff(authorized=Decimal(authorized), actual=Decimal(actual), control_rate=printed)
    )


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (_staff("62", "51", "82.3"), []),
        (_staff("62", "51", "82.26"), []),
        (_staff("62", "51", "83"), ["BD-01"]),
        (_staff("62", "51", "0.823"), []),
        (_staff("16", "17", "106.25"), ["BD-02"]),
        (_staff("16", "17", "100"), ["BD-01", "BD-02"]),
        (_staff("0", "3", None), ["BD-02"]),
        (_staff("0", "0", None), []),
        (_staff("16", "15.5", None), ["BD-16"]),
    ],
)
def test_staff(form: BasicData, found: list[str]) -> None:
    assert [code for code, _ in codes(form, group="BD")] == found


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        (("0", "0", None), []),
        (("0", "0", "0"), []),
        (("0", "0", "35"), [("BD-15", "buildings.0.area_rate")]),
        (("500", "450", "90"), []),
        (("500", "450", "95"), [("BD-15", "buildings.0.area_rate")]),
        (("500", "550", "110"), [("BD-15", "buildings.0.area_rate")]),
        ((None, "450", "95"), []),
    ],
)
def test_buildings(
    amounts: tuple[str | None, str | None, str | None], found: list[tuple[str, str]]
) -> None:
    approved, actual, rate = (Decimal(text) if text else None for text in amounts)
    building = Building(approved_area=approved, actual_area=actual, area_rate=rate)
    assert codes(BasicData(buildings=(building,)), group="BD") == found


def test_a_cell_that_is_no_number_is_reported_and_not_summed_over() -> None:
    form = _form("project 9 9 .", "project_business 9 9 9")
    found = codes(form, group="BD", unread={"lines.0.final": "约9万", "sign.date": "三月"})
    assert found == [("BD-16", "lines.0.final")]


def test_text_outside_all_fields_is_a_hint() -> None:
    odd = {"cells.0.4.5": "详见附件", "paragraphs.3": "补充说明", "thrift": "见文件"}
    form = _form("project 9 9 9", "project_business 9 9 9")
    assert codes(form, group="BD", unread=odd) == []
    assert hints(form, group="BD", unread=odd) == [("BD-16", "cells.0.4.5")]


def test_a_part_that_is_no_number_leaves_the_sums_above_it_open() -> None:
    form = _form(
        "project 26 26 26", "special 26 26 26", "special_line 20 20 20", "special_line 6 6 ."
    )
    found = codes(form, group="BD", unread={"lines.3.final": "六万"})
    assert found == [("BD-16", "lines.3.final")]


_ITEMS = [
    ("three_public", "BD-03"),
    ("vehicle", "BD-04"),
    ("project", "BD-05"),
    ("special", "BD-06"),
]


@settings(max_examples=40)
@given(
    item=st.sampled_from(_ITEMS),
    column=st.sampled_from(["prior_final", "budget", "final"]),
    cents=st.integers(5, 3000),
)
def test_one_wrong_total_is_exactly_one_finding(
    item: tuple[str, str], column: str, cents: int
) -> None:
    """A clean form with one total raised beyond rounding: the sum above it only hints."""
    name, code = item
    form = basic_data()
    index = next(i for i, line in enumerate(form.lines) if line.item == name)
    line = form.lines[index]
    raised = dataclasses.replace(
        line, **{column: getattr(line, column) + Decimal(cents).scaleb(-2)}
    )
    lines = (*form.lines[:index], raised, *form.lines[index + 1 :])
    wrong = dataclasses.replace(form, lines=lines)
    sums = [pair for pair in codes(wrong, group="BD-0") if pair[0] <= "BD-09"]
    assert sums == [(code, f"lines.{index}.{column}")]


def test_an_overrun_that_only_a_wrong_total_makes_is_a_hint() -> None:
    form = _form("three_public 3 3 4", "reception 3 3 3")
    assert codes(form, group="BD") == [("BD-03", "lines.0.final")]
    assert ("BD-10", "lines.0.final") in hints(form, group="BD")


def test_the_clean_form_breaks_nothing() -> None:
    assert codes(basic_data(), group="BD") == []


@pytest.mark.parametrize(
    ("prior", "final", "found"),
    [
        ("0.5", "5000", [("BD-16", "lines.0.final")]),
        ("0", "5000", []),
        ("50", "5000", []),
        ("50", "5000.01", [("BD-16", "lines.0.final")]),
    ],
)
def test_a_jump_is_measured_even_from_less_than_one(
    prior: str, final: str, found: list[tuple[str, str]]
) -> None:
    row = Line(item="procurement", prior_final=Decimal(prior), final=Decimal(final))
    assert codes(BasicData(lines=(row,)), group="BD-16") == found


def test_a_small_amount_without_budget_is_seen() -> None:
    row = Line(item="public", budget=Decimal(0), final=Decimal("0.5"))
    assert hints(BasicData(lines=(row,)), group="BD-13") == [("BD-13", "lines.0.budget")]


@pytest.mark.parametrize(("printed", "count"), [("0", 0), ("100", 0), ("101", 1)])
def test_buildings_that_are_none_may_say_0_or_100(printed: str, count: int) -> None:
    none = Building(approved_area=Decimal(0), actual_area=Decimal(0), area_rate=Decimal(printed))
    assert len(findings(BasicData(buildings=(none,)), group="BD-15")) == count


def test_lines_copied_from_last_year_are_all_shown() -> None:
    rows = tuple(
        Line(item="special_line", prior_final=n, budget=n, final=n)
        for n in map(Decimal, (6, 20, 14))
    )
    (found,) = findings(BasicData(lines=rows), group="BD-14")
    assert [place.at.path for place in found.places] == [f"lines.{n}.final" for n in range(3)]

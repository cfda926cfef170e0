"""Where a check begins to speak: the last case that passes beside the first that does not.

A row is what stands in the form and, after each code, what is told of it: 错 警 提 and the place.
"""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from core.address import At, Place
from core.checks.causes import one_fact_each
from core.checks.copies import copied, sketches
from core.checks.evaluation import scored_money
from core.checks.finding import Finding
from core.checks.lines import line
from core.forms import BasicData, Form, Overall, OverallReport, Project
from core.forms.basic_data import Building, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Total
from core.forms.project import ProjectFund
from core.forms.report import Section
from core.scheme import Execution, Group, Limits, Weights
from tests.core.checks.look import findings

D = Decimal


def told(form: Form, code: str, **more: Any) -> list[str]:
    """What a check says of a form: 「错 lines.0.final」."""
    found = findings(form, group=code, **more)
    return [f"{finding.severity[0]} {finding.place.at.path}" for finding in found]


def lines(*rows: str) -> BasicData:
    """Lines as `item 上年 预算 决算`, `.` for a blank cell."""
    made = []
    for row in rows:
        item, *amounts = row.split()
        made.append(line(item, *("" if text == "." else text for text in amounts)))
    return BasicData(lines=tuple(made))


@pytest.mark.parametrize(
    ("code", "rows", "found"),
    [
        # an item over budget, told by itself, with its total, or where the total is blank
        ("BD-10", ("vehicle 3 3 3.1", "vehicle_operation 3 3 3.1"), ["警 lines.0.final"]),
        ("BD-10", ("three_public 3 . 9", "reception 3 3 3"), []),
        ("BD-10", ("reception . . 9",), []),
        ("BD-10", ("reception 3 3 .",), []),
        ("BD-10", ("three_public 3 3 3.5", "reception 3 3 3"), ["提 lines.0.final"]),
        ("BD-10", ("three_public 3 3 2.8", "vehicle 2 2 1.8", "reception 1 1.2 2"),
         ["提 lines.2.final"]),
        ("BD-10", ("three_public 3 3 4", "vehicle 2 2 1.8", "reception 1 1.2 2"),
         ["警 lines.0.final"]),
        ("BD-10", ("three_public 3 3.4 3.3", "vehicle 2 2 1.8", "reception 1 1.2 1.5"),
         ["警 lines.2.final"]),
        # growth of the total alone
        ("BD-11", ("three_public 2 3 2",), []),
        ("BD-11", ("three_public 2 3 2.01",), ["提 lines.0.final"]),
        ("BD-11", ("three_public . 3 2", "three_public 2 3 ."), []),
        ("BD-11", ("three_public 0 3 2",), ["提 lines.0.final"]),
        ("BD-11", ("reception 2 3 9",), []),
        # ten percent over, of any budget above zero
        ("BD-12", ("public 9 10 11",), []),
        ("BD-12", ("public 9 10 11.01",), ["警 lines.0.final"]),
        ("BD-12", ("public 9 0.5 5",), ["警 lines.0.final"]),
        ("BD-12", ("public 9 0 5", "public 9 -1 5", "public 9 . 5", "public 9 5 ."), []),
        ("BD-12", ("public 9 10 10", "public_office 3 3 3.5"), ["提 lines.1.final"]),
        ("BD-12", ("public . . .", "public_office . . .", "public_meeting_training 3 3 3.5"),
         ["提 lines.2.final"]),
        # spent without a budget
        ("BD-13", ("procurement 1 0 0.5",), ["提 lines.0.budget"]),
        ("BD-13", ("procurement 1 0 0", "procurement 1 . -2", "procurement 1 0.5 9"), []),
        ("BD-13", ("procurement 1 . 0.5",), ["提 lines.0.budget"]),
        ("BD-13", ("basic_adjustment 1 0 5",), []),
        ("BD-13", ("three_public 1 0 5",), []),
        ("BD-13", ("three_public 1 . 5",), ["提 lines.0.budget"]),
        ("BD-13", ("project . . 5", "project_business . 5 5"), []),
        ("BD-13", ("project . . 5", "project_business . . 5"), ["提 lines.0.budget"]),
        ("BD-13", ("project . 5 5", "project_business . . 5"), ["提 lines.1.budget"]),
        ("BD-13", ("special . 0 5", "special_line . 0 5", "public . 0 5"),
         ["提 lines.0.budget", "提 lines.2.budget"]),
        # three special lines with the same three figures
        ("BD-14", ("special_line 6 6 6", "special_line 7 7 7"), []),
        ("BD-14", ("special_line 6 6 6", "special_line 7 7 7", "special_line 0 0 0"), []),
        ("BD-14", ("special_line 6 6 6", "special_line 7 7 7", "special_line 8 8 9"), []),
        ("BD-14", ("special_line 6 6 6", "special_line 7 7 7", "special_line 8 8 8"),
         ["提 lines.0.final"]),
        # a hundred times last year, from 100万元 on
        ("BD-16", ("reception 1 100 99.99",), []),
        ("BD-16", ("reception 0.5 1 100",), ["警 lines.0.final"]),
        ("BD-16", ("reception 1 1 100",), []),
        ("BD-16", ("reception 1 1 100.01",), ["警 lines.0.final"]),
        ("BD-16", ("reception 1 900 1",), ["警 lines.0.budget"]),
        ("BD-16", ("reception 0 900 900", "reception . 900 900"), []),
        ("BD-16", ("reception 1 1 -0.01", "reception 1 1 0"), ["警 lines.0.final"]),
        # sums: each column by itself
        ("BD-03", ("three_public 5 5 5", "reception 5 5 5", "vehicle . 3 ."),
         ["错 lines.0.budget"]),
        ("BD-03", ("three_public 5 5 5", "reception 4 5 4"),
         ["错 lines.0.prior_final", "错 lines.0.final"]),
        ("BD-03", ("three_public 5 5 5.01", "reception 5 5 5"), ["提 lines.0.final"]),
        ("BD-03", ("three_public 5 5 5.02", "reception 5 5 5"), ["错 lines.0.final"]),
        ("BD-03", ("three_public 5 5 5", "reception 5 5 -5"), ["提 lines.0.final"]),
        ("BD-04", ("vehicle 5 5 5", "vehicle_purchase . . 0", "vehicle_operation . . 4"),
         ["错 lines.0.final"]),
        ("BD-05", ("project 10 10 10", "project_business 4 4 4", "transfer 6 6 5"),
         ["错 lines.0.final"]),
        ("BD-05", ("project 4 10 9", "project_business 4 4 4", "transfer 6 6 6"),
         ["错 lines.0.final"]),
        ("BD-07", ("public 5 5 5", "public_office 4 4 4", "public_meeting_training 1 1 1.02"),
         ["错 lines.0.final"]),
        ("BD-07", ("public 5 5 5", "public_office 4 4 4", "public_meeting_training 1 1 1.01"),
         ["提 lines.0.final"]),
        ("BD-07", ("public 5 5 -5", "public_office 4 4 4"), ["提 lines.0.final"]),
        ("BD-08", ("public . 5 5", "public_office 4 4 4"), ["错 lines.0.prior_final"]),
        ("BD-08", ("public . . .", "public_office 0 0 0"), ["提 lines.0.prior_final"]),
        ("BD-08", ("special 0 . 0", "special_line . . 4"), []),
        ("BD-09", ("special 0 0 6", "special_line . . ."), ["警 lines.0.final"]),
        ("BD-09", ("special 0 0 6", "special_line . . 0"), []),
        ("BD-09", ("project 6 . .",), ["警 lines.0.final"]),
        ("BD-09", ("three_public 6 6 6",), []),
    ],
)  # fmt: skip
def test_the_basic_data(code: str, rows: tuple[str, ...], found: list[str]) -> None:
    assert told(lines(*rows), code) == found


def test_a_sum_over_text_that_is_no_number_is_not_judged() -> None:
    """In the column of the text; the other columns are."""
    form = lines("special 6 6 7", "special_line 6 6 6")
    text = {"lines.1.prior_final": "六"}
    assert told(form, "BD-06", unread=text) == ["错 lines.0.final"]
    assert told(form, "BD-06", unread={"lines.1.final": "六"}) == []
    public = lines("public 1 9 1", "public_office 2 2 2")
    assert told(public, "BD-07", unread={"lines.1.prior_final": "二"}) == ["错 lines.0.final"]
    bare = lines("project 6 6 6", "project_business . . .")
    assert told(bare, "BD-09", unread={"lines.1.budget": "六"}) == []
    assert told(bare, "BD-09") == ["警 lines.0.final"]
    blank = lines("special . 6 6", "special_line 6 6 6")
    assert told(blank, "BD-08", unread={"lines.0.prior_final": "六"}) == []
    spent = lines("procurement 5 . 5")
    assert told(spent, "BD-13", unread={"lines.0.budget": "五"}) == []


def test_transfers_listed_apart_excuse_their_column_alone() -> None:
    form = lines("project 4 4 9", "project_business 4 4 4", "transfer 6 6 6")
    assert told(form, "BD-05") == ["错 lines.0.final"]


def test_what_is_told_of_a_blank_total() -> None:
    (found,) = findings(lines("public . . .", "public_office 4 5 6"), group="BD-08")
    assert found.expected == "不小于4、5、6"
    (found,) = findings(lines("special . 5 .", "special_line 4 5 6"), group="BD-08")
    assert found.expected == "4、6"
    assert [place.at.column for place in found.places] == ["prior_final", "final"]


@pytest.mark.parametrize(
    ("approved", "actual", "rate", "found"),
    [
        ("0.5", "0.8", None, ["警"]),
        ("0.5", "0.8", "160", ["警"]),
        ("0.5", "0.8", "150", ["错"]),
        ("0.8", "0.8", "100", []),
        ("0.8", "0.8", "1", ["提"]),
        ("0.8", "1.2", "1.5", ["提"]),
        ("0", "0.8", None, []),
        ("0", "0", "0", []),
        ("0", "0", "100", []),
        ("0", "0", "90", ["错"]),
        ("0.8", None, "90", []),
        (None, "0.8", "90", []),
    ],
)
def test_buildings(
    approved: str | None, actual: str | None, rate: str | None, found: list[str]
) -> None:
    three = (None if text is None else D(text) for text in (approved, actual, rate))
    area = dict(zip(("approved_area", "actual_area", "area_rate"), three, strict=True))
    told_of = told(BasicData(buildings=(Building(), Building(**area))), "BD-15")  # type: ignore[arg-type]
    assert told_of == [f"{severity} buildings.1.area_rate" for severity in found]


@pytest.mark.parametrize(
    ("authorized", "actual", "rate", "found"),
    [
        ("16", "16", "100", []),
        ("16", "17", "106.25", ["BD-02 警 staff.actual"]),
        ("0", "1", None, ["BD-02 警 staff.actual"]),
        ("16", "-1", None, ["BD-16 警 staff.actual"]),
        ("-1", "-1", None, ["BD-16 警 staff.authorized", "BD-16 警 staff.actual"]),
        ("1.5", "1", None, ["BD-16 警 staff.authorized"]),
        (None, "3", "100", []),
        ("3", None, "100", []),
    ],
)
def test_staff(
    authorized: str | None, actual: str | None, rate: str | None, found: list[str]
) -> None:
    three = (None if text is None else D(text) for text in (authorized, actual, rate))
    staff = Staff(**dict(zip(("authorized", "actual", "control_rate"), three, strict=True)))
    form = BasicData(staff=staff)
    assert [f"{f.check} {f.severity[0]} {f.place.at.path}" for f in findings(form, group="BD")] == (
        found
    )


def test_text_in_the_forms_cells() -> None:
    """Numbers only are missed; a label may say anything, a stray cell is a hint."""
    form = lines("special 6 6 6", "special_line 6 6 6")
    text = {"lines.0.final": "六", "lines.1.label": "某专项", "cells.0.1.2": "备注", "unit": "局"}
    assert told(form, "BD-16", unread=text) == ["警 lines.0.final", "提 cells.0.1.2"]


def money(initial: str, annual: str, done: str, rate: str = "", score: str = "") -> Fund:
    values = [
        None if text in {"", "."} else D(text) for text in (initial, annual, done, rate, score)
    ]
    names = ("initial_budget", "annual_budget", "executed", "rate", "score")
    return Fund(weight=D(10), **dict(zip(names, values, strict=True)))


@pytest.mark.parametrize(
    ("code", "fund", "found"),
    [
        ("ZP-01", money("", "100", "90", "89.99"), ["错 fund.rate"]),
        ("ZP-01", money("", "100", "89.5", "90"), []),
        ("ZP-01", money("", "100", "90", "0.9"), ["提 fund.rate"]),
        ("ZP-01", money("", "100", "150", "1.5"), ["提 fund.rate"]),
        ("ZP-01", money("", "100", "150", "100"), ["提 fund.rate"]),
        ("ZP-01", money("", "100", "99.5", "100"), []),
        ("ZP-01", money("", "100", "99.4", "100"), ["错 fund.rate"]),
        ("ZP-01", money("", "100", "99", "100.0"), ["错 fund.rate"]),
        ("ZP-01", money("", "0", "99", "100"), []),
        ("ZP-01", money("", "100", "-1", "100"), []),
        ("ZP-01", money("", "", "99", "100"), []),
        ("ZP-02", money("", "100", "90", "", "9.005"), []),
        ("ZP-02", money("", "100", "90", "", "9.006"), ["错 fund.score"]),
        ("ZP-02", money("", "100", "90", "95", "9.5"), ["提 fund.score"]),
        ("ZP-02", money("", "100", "90", "95", "9.51"), ["错 fund.score"]),
        ("ZP-02", money("", "100", "90", "", "-0.01"), []),
        ("ZP-02", money("", "100", "90", "", "0"), ["错 fund.score"]),
        ("ZP-02", money("", "100", "90", "", "10"), ["错 fund.score"]),
        ("ZP-02", money("", "100", "90", "", "10.01"), []),
        ("ZP-02", money("", "0", "90", "", "10"), []),
        ("ZP-03", money("", "100", "100.01"), ["提 fund.executed"]),
        ("ZP-03", money("", "100", "100.02"), ["警 fund.executed"]),
        ("ZP-03", money("", "100", "960", "96"), ["提 fund.executed"]),
        ("ZP-03", money("", "100", "960", "1"), ["警 fund.executed"]),
        ("ZP-03", money("", "0", "5"), []),
        ("ZP-04", money("100", "0", "5"), ["错 fund.annual_budget"]),
        ("ZP-04", money("", "5", "5"), ["提 fund.initial_budget"]),
        ("ZP-04", money("0", "5", "5"), ["提 fund.initial_budget"]),
        ("ZP-04", money("5", "", "5"), ["提 fund.annual_budget"]),
        ("ZP-04", money("0", "0", "0"), []),
        ("ZP-04", money("0", "0", "-5"), []),
        ("ZP-05", money("100", "120", "5"), []),
        ("ZP-05", money("100", "120.01", "5"), ["提 fund.annual_budget"]),
        ("ZP-05", money("100", "79.99", "5"), ["提 fund.annual_budget"]),
        ("ZP-05", money("0.5", "5", "5"), ["提 fund.annual_budget"]),
        ("ZP-05", money("0", "5", "5"), []),
        ("ZP-05", money("-5", "5", "5"), []),
        ("ZP-05", money("5", "", "5"), []),
    ],
)
def test_the_money_row(code: str, fund: Fund, found: list[str]) -> None:
    assert told(Overall(fund=fund), code) == found


def test_a_zero_budget_says_what_stands_there() -> None:
    for text, words in (("0", "0"), ("", "空白")):
        (found,) = findings(Overall(fund=money(text, "5", "5")), group="ZP-04")
        assert (found.found, len(found.places)) == (words, 2)


@pytest.mark.parametrize(
    ("budget", "done", "rate", "income", "outlay", "found"),
    [
        ("321", "316", "98.75", "320", "316", ["ZP-06 错", "ZP-01 提"]),
        ("320", "317", "98.75", "320", "316", ["ZP-01 提", "ZP-07 错"]),
        ("320", "316", "100", "316", "316", ["ZP-01 错"]),
        ("320", "316", "97", "320", "316", ["ZP-01 错"]),
        ("320.01", "316", "98.75", "320", "316", ["ZP-06 提"]),
        ("320", "316", "98.75", "320", "320", []),
        ("321", "316", "97", "320", "316", ["ZP-01 错", "ZP-06 错"]),
    ],
)
def test_which_amount_is_wrong(
    budget: str, done: str, rate: str, income: str, outlay: str, found: list[str]
) -> None:
    """A rate that holds with the sum of the parts is right: the amount is not."""
    form = Overall(
        fund=money("", budget, done, rate),
        income=Income(general_public=D(income)),
        expenditure=Expenditure(basic=D(outlay)),
    )
    seen = [f for f in findings(form, group="ZP") if f.check in {"ZP-01", "ZP-06", "ZP-07"}]
    assert sorted(f"{f.check} {f.severity[0]}" for f in seen) == sorted(found)


def test_the_same_of_a_project() -> None:
    def form(annual: str, done: str) -> Project:
        return Project(
            funds=(
                ProjectFund(row="current", annual_budget=D(40), executed=D(30)),
                ProjectFund(row="total", annual_budget=D(annual), executed=D(done), rate=D(75)),
            )
        )

    assert told(form("40", "30"), "ZP-01") == []
    assert told(form("41", "30"), "ZP-01") == ["提 funds.1.rate"]
    assert told(form("40", "31"), "ZP-01") == ["提 funds.1.rate"]
    assert told(form("40.01", "31.5"), "ZP-01") == ["提 funds.1.rate"]
    assert told(form("40", "20"), "ZP-08") == ["错 funds.1.executed"]
    assert told(form("40", "20"), "ZP-08", unread={"funds.0.executed": "三十"}) == []


def test_the_scored_row_of_a_project() -> None:
    total, other = ProjectFund(row="total", executed=D(5)), ProjectFund(row="current")
    assert scored_money(Project(funds=(other, total))) == (At("funds.1"), total)
    at, empty = scored_money(Project(funds=(other,)))
    assert (at, empty.executed) == (At("funds"), None)


def row(target: str = "10次", actual: str = "10次", score: str = "10", **more: Any) -> Indicator:
    fields: dict[str, Any] = {
        "level1": "产出指标", "level2": "数量指标", "level3": "培训班期数",
        "target": target or None, "actual": actual or None,
        "weight": D(10), "score": D(score) if score else None,
    }  # fmt: skip
    return Indicator(**(fields | more))


def table(*rows: Indicator, **more: Any) -> Overall:
    return Overall(year=2024, indicators=rows, **more)


FREE = {"target": "效果明显", "actual": "效果明显", "deviation": "尚有差距"}


@pytest.mark.parametrize(
    ("code", "rows", "found"),
    [
        ("ZP-11", [row(score="10.01")], ["错 indicators.0.score"]),
        ("ZP-11", [row(score="0"), row(score="10")], []),
        ("ZP-11", [row(score="-0.01")], ["错 indicators.0.score"]),
        ("ZP-11", [row(score="99", weight=None)], []),
        ("ZP-11", [row(score="-1", weight=None)], ["错 indicators.0.score"]),
        ("ZP-13", [row("≥10次", "5次", "5.005")], []),
        ("ZP-13", [row("≥10次", "5次", "5.01")], ["错 indicators.0.score"]),
        ("ZP-13", [row("≥10次", "5次", "4", deviation="场地不足")], ["提 indicators.0.score"]),
        ("ZP-13", [row("≥10次", "5次", "4", deviation="无")], ["错 indicators.0.score"]),
        ("ZP-13", [row("≥10次", "5次", "6", deviation="场地不足")], ["错 indicators.0.score"]),
        ("ZP-13", [row("≥10次", "5次", "11"), row("≥10次", "5次", "-1")], []),
        ("ZP-13", [row("≥10次", "5次", "0")], ["错 indicators.0.score"]),
        ("ZP-13", [row("≥10次", "5次", "10", weight=None)], []),
        ("ZP-13", [row("≥10次", "5次", "")], []),
        ("ZP-13", [row("12月15日前", "12月", "9")], []),
        ("ZP-14", [row(score="8", **FREE)], []),
        ("ZP-14", [row(score="7.99", **FREE)], ["提 indicators.0.score"]),
        ("ZP-14", [row(score="0", **FREE)], ["提 indicators.0.score"]),
        ("ZP-14", [row(score="-1", **FREE), row(score="11", **FREE)], []),
        ("ZP-14", [row(score="6", **(FREE | {"actual": "部分达成"}))], []),
        ("ZP-14", [row(score="9", **(FREE | {"actual": "部分达成"}))], ["提 indicators.0.score"]),
        ("ZP-14", [row(score="9", weight=D(0), **FREE)], []),
        ("ZP-15", [row(score="9.99")], ["错 indicators.0.deviation"]),
        ("ZP-15", [row(score="10"), row(score="-1"), row(score="")], []),
        ("ZP-15", [row(score="0")], ["错 indicators.0.deviation"]),
        ("ZP-15", [row(score="9", weight=None)], []),
        ("ZP-16", [row(actual="", score="0.5")], ["错 indicators.0.actual"]),
        ("ZP-16", [row(actual="", score="0"), row(actual="", score="")], []),
        ("ZP-16", [row(actual="", score="5", weight=None)], []),
        ("ZP-17", [row("≥10次", "13次")], ["提 indicators.0.actual"]),
        ("ZP-17", [row("≥10次", "12.99次"), row("≥10次", "20次", deviation="任务追加")], []),
        ("ZP-17", [row("≥50%", "100%")], []),
        ("ZP-17", [row("≤10次", "20次", "0")], []),
        ("ZP-18", [row("20个村", "超预期完成")], ["警 indicators.0.actual"]),
        ("ZP-18", [row("20个村", "已完成")], ["提 indicators.0.actual"]),
        ("ZP-18", [row("覆盖20个村、3个社区", "全部走到")], ["提 indicators.0.actual"]),
        ("ZP-18", [row("覆盖20个村、3个社区", "走访了22个村")], []),
        ("ZP-18", [row("覆盖20个村、3个社区", "2024年6月1日")], []),
        ("ZP-18", [row("覆盖20个村、3个社区", "覆盖20个村、3个社区")], []),
        ("ZP-18", [row("20个村", ""), row("", "已办"), row("覆盖20个村、3个社区", "")], []),
        ("ZP-19", [row("100%", "100%", level3="培训10次，下乡20人次")], ["警 indicators.0.target"]),
        ("ZP-19", [row("100%", "100%", level2="质量指标", level3="培训10次合格")], []),
        ("ZP-19", [row("100%", "100%", level3=None)], []),
        ("ZP-19", [row("100%", "100%", level3="2024年度培训完成率")], []),
        ("ZP-19", [row("30次", "30次", level3="培训10次，下乡20次")], []),
        ("ZP-19", [row("", "10次")], ["警 indicators.0.target"]),
        ("ZP-19", [row("", "")], ["提 indicators.0.target"]),
        ("ZP-19", [row("", "", weight=None)], []),
        ("ZP-19", [row(level3="数量指标")], ["提 indicators.0.level3"]),
        ("ZP-19", [row(level3="数量")], ["提 indicators.0.level3"]),
        ("ZP-19", [row(level2="满意度指标", level3="满意度")], []),
        ("ZP-19", [row(level3="2024年12月底前")], ["提 indicators.0.level3"]),
        ("ZP-19", [row("做好培训", "已做", level3="做好培训工作")], []),
        ("ZP-19", [row("做好培训工作", "已做", level3="做好培训工作")], ["提 indicators.0.level3"]),
        ("ZP-23", [row(actual="≥10次"), row(actual="10次以上"), row(actual="")],
         ["提 indicators.0.actual"]),
        ("ZP-24", [row("≥5万元", level1="成本指标"), row(">5万元", level2="经济成本指标"),
                   row("≤5万元", level1="成本指标"), row("=5万元", level1="成本指标")],
         ["警 indicators.0.target", "警 indicators.1.target"]),
        ("ZP-24", [row("降低≥5%", level1="成本指标", level3="运行费")], ["提 indicators.0.target"]),
        ("ZP-28", [row(), row(level3=None), row(level3=None)], []),
        ("ZP-28", [row(""), row("")], ["提 indicators.1.level3"]),
        ("ZP-28", [row("10次"), row("11次")], ["提 indicators.1.level3"]),
        ("ZP-28", [row("10次", level3="合格率"), row("11次", level3="合格率")], []),
    ],
)  # fmt: skip
def test_the_rows(code: str, rows: list[Indicator], found: list[str]) -> None:
    form = table(*rows, fund=Fund(executed=D(1)))
    assert told(form, code) == found


def test_a_repeated_indicator_names_the_first() -> None:
    (found,) = findings(table(row(level3="甲"), row(), row()), group="ZP-28")
    assert "指标2" in found.message
    assert [place.at.path for place in found.places] == [
        "indicators.2.level3",
        "indicators.1.level3",
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([row(level2="数量指标")], ["质量指标、时效指标"]),
        ([row(level2="数量指标"), row(level2="质量指标"), row(level2="时效")], []),
        ([row(level2="数量指标"), row(level2="质量指标"),
          row(level2="时效指标", level3=None, weight=None)], ["时效指标"]),
        ([row(level2="巡查指标"), row(level2="督办指标", level3=None, weight=None)], ["督办指标"]),
        ([row(level2="巡查指标"), row(level2="督办指标", level3=None)], []),
        ([row(level2="巡查指标"), row(level2="督办指标", weight=None)], []),
        ([row(level2="巡查指标"), row(level2=None, level3=None, weight=None)], []),
        ([row(level2="巡查指标"), row(level2="巡查指标", level3=None, weight=None)], []),
    ],
)  # fmt: skip
def test_level_two_that_is_missing(rows: list[Indicator], found: list[str]) -> None:
    assert [f.found for f in findings(table(*rows), group="ZP-22")] == found


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        (None, True),
        ("举办培训班六期，共五百二十人次。", True),
        ("举办培训班六期，共培训五百二十人次，编印简报十二期。", False),
        ("已全面圆满高质量按时按期完成预期全部各项工作任务目标。", True),
        ("已全面圆满完成预期全部各项工作任务目标，培训六期五百二十人次。", False),
    ],
)
def test_a_goal_that_says_nothing(words: str | None, empty: bool) -> None:
    form = table(row(), goal=Goal(actual=words))
    assert told(form, "ZP-26") == (["提 goal.actual"] if empty else [])


def group(level1: str | None, level1_weight: str, *points: str, **more: Any) -> list[Indicator]:
    return [
        row(level1=level1, level1_weight=D(level1_weight), weight=D(text), score=text, **more)
        for text in points
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (group("产出指标", "20", "10", "10"), []),
        (group("产出指标", "20", "10", "11"), ["错 indicators.0.level1_weight"]),
        ([*group("产出指标", "30", "10"), *group("效益指标", "5", "5", level2="社会效益指标"),
          *group("产出指标", "30", "20")], []),
        ([*group("产出指标", "30", "10"), *group(None, "30", "20")], []),
        ([*group("履职效能", "30", "10"), *group("产出指标", "5", "5"),
          *group("履职效能", "30", "20")], []),
        ([*group("履职效能", "30", "10"), *group("产出指标", "25", "20")],
         ["错 indicators.0.level1_weight", "错 indicators.1.level1_weight"]),
        ([*group("产出指标", "30", "10"), *group(None, "30", "20", level2="满意度")],
         ["错 indicators.0.level1_weight", "错 indicators.1.level1_weight"]),
        ([row(level1_weight=D(30), weight=None)], []),
    ],
)  # fmt: skip
def test_points_of_a_group(rows: list[Indicator], found: list[str]) -> None:
    assert told(table(*rows), "ZP-09") == found


def test_misprinted_points_excuse_the_score() -> None:
    """10 points and a full score, printed as 11 points in a group that says 20."""
    rows = [row(level1_weight=D(20), weight=D(11)), row(level1_weight=D(20), level3="篇数")]
    assert told(table(*rows), "ZP-15") == ["提 indicators.0.deviation"]
    assert told(table(*rows), "ZP-13") == ["提 indicators.0.score"]
    less = [row(level1_weight=D(20), weight=D(11), score="9"), rows[1]]
    assert told(table(*less), "ZP-15") == ["错 indicators.0.deviation"]
    beyond = [row(level1_weight=D(20), weight=D(9)), row(level1_weight=D(20), level3="篇数")]
    assert told(table(*beyond), "ZP-11") == ["提 indicators.0.score"]
    unscored = [row(level1_weight=D(20), weight=None, score=""), row(level1_weight=D(20))]
    assert told(table(*unscored), "ZP-15") == []


@pytest.mark.parametrize(
    ("fund", "rows", "total", "found"),
    [
        ("10", ["90"], None, []),
        ("10", ["89"], None, ["错 total.weight"]),
        (None, ["100"], None, []),
        ("10", ["90"], "99", ["错 total.weight"]),
        ("10", ["90"], "100", []),
        ("10", [], "100", []),
    ],
)
def test_all_the_points(
    fund: str | None, rows: list[str], total: str | None, found: list[str]
) -> None:
    form = table(
        *(row(weight=D(text), score=text) for text in rows),
        fund=Fund(weight=D(fund) if fund else None, executed=D(1)),
        total=Total(weight=D(total) if total else None),
    )
    assert told(form, "ZP-10") == found


def test_points_that_are_no_number() -> None:
    form = table(row(weight=D(89)), fund=Fund(weight=D(10), executed=D(1)))
    assert told(form, "ZP-10", unread={"indicators.0.weight": "九十"}) == []
    assert told(form, "ZP-10", unread={"total.weight": "一百"}) == [
        "警 total.weight",
        "错 total.weight",
    ]


@pytest.mark.parametrize(
    ("scores", "total", "found"),
    [
        (["10", "9"], "19", []),
        (["10", "9"], "19.005", []),
        (["10", "9"], "19.01", ["错 total.score"]),
        (["10", "9"], None, ["错 total.score"]),
        (["10", ""], "19", []),
        (["10", ""], "20", []),
        (["10", ""], "10", []),
        (["10", ""], "10.5", []),
        (["10", ""], "20.01", ["错 total.score"]),
        (["10", ""], "9.99", ["错 total.score"]),
        (["", ""], "19", []),
        (["12", "10"], "20", ["提 total.score"]),
        (["-1", "10"], "20", ["提 total.score"]),
    ],
)
def test_the_total(scores: list[str], total: str | None, found: list[str]) -> None:
    rows = [row(score=text, level3=f"培训{n}") for n, text in enumerate(scores)]
    form = table(*rows, total=Total(score=D(total) if total else None), fund=Fund(executed=D(1)))
    rows_due = told(form, "ZP-12")
    assert rows_due == found


def test_a_total_that_follows_the_scores_as_they_should_be() -> None:
    """9 for 5 of 10 should be 5: a total of 5 holds the right score, and says so as a hint."""

    def total(score: str) -> list[str]:
        return told(table(row("≥10次", "5次", "9"), total=Total(score=D(score))), "ZP-12")

    assert total("9") == []
    assert total("5") == ["提 total.score"]
    assert total("6") == ["错 total.score"]


def test_a_score_by_another_rule_is_no_wrong_score() -> None:
    """8.5 in proportion is as right as 8.24 by the overrun: the total must hold the 8.5."""
    cost = row("≤17万元", "20万元", "8.5", level1="成本指标")
    assert told(table(cost, total=Total(score=D("8.5"))), "ZP-12") == []
    assert told(table(cost, total=Total(score=D("8.24"))), "ZP-12") == ["错 total.score"]


def test_a_total_names_the_scores_that_it_sums() -> None:
    (found,) = findings(table(row(), row(score=""), row(), total=Total(score=D(9))), group="ZP-12")
    assert [place.at.path for place in found.places] == [
        "total.score", "indicators.0.score", "indicators.2.score",
    ]  # fmt: skip


def test_full_marks() -> None:
    assert told(table(row(), total=Total(score=D(100))), "ZP-21") == ["提 total.score"]
    assert told(table(row(), total=Total(score=D("99.99"))), "ZP-21") == []


@pytest.mark.parametrize(
    ("level1", "level2", "guess"),
    [
        (None, "数量指标", "产出指标"), (None, "社会效益", "效益指标"),
        (None, "经济成本", "成本指标"), (None, "服务对象满意度", "满意度指标"),
        (None, "巡查", None), (None, None, None),
    ],
)  # fmt: skip
def test_level_one_is_guessed(level1: str | None, level2: str | None, guess: str | None) -> None:
    (found,) = findings(table(row(level1=level1, level2=level2)), group="ZP-25")
    assert found.expected == guess


def test_the_countys_layout() -> None:
    want = Weights(D(10), (Group("产出指标", D(50)), Group("效益指标", D(40))), enforce=True)
    rows = [row(weight=D(50)), row(level1=None, level2="社会效益", weight=D(40))]
    form = table(*rows, fund=Fund(weight=D(10), executed=D(1)))
    assert told(form, "ZP-27", changes={"weights": want}) == []
    loose = dataclasses.replace(want, enforce=False, execution=D(20))
    assert told(form, "ZP-27", changes={"weights": loose}) == []
    other = dataclasses.replace(want, execution=D(20))
    assert told(form, "ZP-27", changes={"weights": other}) == ["警 fund.weight"]
    more = table(*rows, row(level1="满意度指标", weight=D(1)), fund=form.fund)
    (found,) = findings(more, group="ZP-27", changes={"weights": want})
    assert found.expected == "预算执行10、产出指标50、效益指标40、满意度指标0"
    assert found.found == "预算执行10、产出指标50、效益指标40、满意度指标1"
    none = table(
        *rows, row(level1=None, level2=None, weight=D(1)), row(weight=None), fund=form.fund
    )
    assert told(none, "ZP-27", changes={"weights": want}) == []
    text = {"indicators.0.weight": "五十"}
    assert told(more, "ZP-27", changes={"weights": want}, unread=text) == []


@pytest.mark.parametrize(
    ("scores", "done", "found"),
    [
        (["10"], "95", []),
        (["10"], "94.99", ["警 fund.rate"]),
        (["0"], "60", []),
        (["-1"], "60", []),
        ([""], "60", []),
        (["20"], "96", []),
    ],
)
def test_more_results_than_spending(scores: list[str], done: str, found: list[str]) -> None:
    """Scores above their points count as the points: 20 of 10 is 100 %."""
    rows = [row(score=text) for text in scores]
    assert told(table(*rows, fund=money("", "100", done)), "ZP-20") == found


def test_rows_without_points_do_not_count_for_results() -> None:
    rows = [row(score="10", weight=None), row(score="5")]
    assert told(table(*rows, fund=money("", "100", "50")), "ZP-20") == []


def test_tolerances_are_the_schemes() -> None:
    fund = money("100", "130", "90", "", "6.93")
    wide = {"limits": Limits(score=D("0.5"), adjustment=D(30))}
    assert told(Overall(fund=fund), "ZP-02", changes=wide) == []
    assert told(Overall(fund=fund), "ZP-05", changes=wide) == []
    first = {"execution": Execution(denominator="initial")}
    assert told(Overall(fund=fund), "ZP-02", changes=first) == ["错 fund.score"]


def finding(check: str, severity: str, due: str | None, now: str | None, *paths: str) -> Finding:
    places = tuple(_place(path) for path in paths)
    return Finding(check, severity, "", places, "", due, now)


def _place(path: str) -> Place:
    form, _, at = path.partition(" ")
    return Place(form, At(at))


@pytest.mark.parametrize(
    ("second", "again"),
    [
        (finding("CX-03", "错误", "3.8", "2.8", "f4 a", "f1 a"), True),
        (finding("CX-03", "错误", "不超过3.8", "2.8", "f4 a", "f1 a"), True),
        (finding("CX-03", "错误", "2.8", "3.8", "f4 a", "f1 a"), False),
        (finding("CX-03", "错误", "3.9", "2.8", "f4 a", "f1 a"), False),
        (finding("CX-03", "错误", "3.8", "2.8", "f4 a", "f1 c"), False),
        (finding("CX-03", "错误", "3.8、3", "2.8", "f4 a", "f1 a"), False),
        (finding("CX-03", "错误", None, "2.8", "f4 a", "f1 a"), False),
        (finding("CX-03", "错误", "1", "2", "f1 b"), False),
        (finding("CX-03", "错误", "2", "1", "f1 b"), True),
    ],
)
def test_one_slip_is_told_once(second: Finding, again: bool) -> None:
    """The total a is 3.8 and its part b asks for 2.8: it is 1 too high, or b 1 too low."""
    first = finding("BD-03", "错误", "2.8", "3.8", "f1 a", "f1 b")
    told_twice = one_fact_each((first, second))
    assert told_twice[0] == first
    assert (told_twice[1].severity == "提示") == again
    hint = dataclasses.replace(first, severity="提示")
    assert one_fact_each((hint, second))[1].severity == second.severity


def test_two_figures_of_a_text_are_two_facts() -> None:
    first = finding("CX-03", "错误", "2.8", "3.8", "f4 sections.1.text", "f1 a")
    second = finding("CX-05", "错误", "256", "257", "f4 sections.1.text", "f2 b")
    assert one_fact_each((first, second)) == (first, second)


def test_copies_from_sixty_characters_on() -> None:
    words = "".join(chr(0x4E00 + 7 * n) for n in range(61))
    assert sketches(words[:59]) == ()
    assert len(sketches(words[:60])) == 1
    assert not copied(frozenset(), frozenset({1}))
    assert copied(frozenset(range(5)), frozenset(range(4)))
    assert not copied(frozenset(range(5)), frozenset(range(3)))


def test_a_year_is_no_difference_between_copies() -> None:
    text = "坚持问题导向，逐项建立台账，明确责任人和完成时限，定期通报进展。" * 3
    ((_, now),), ((_, then),) = sketches(f"2024年，{text}"), sketches(f"2023年，{text}")
    assert now == then


def test_a_report_with_nothing_in_it() -> None:
    assert (
        findings(OverallReport(sections=(Section(no=1, heading=None, text=None),)), group="WF")
        == ()
    )

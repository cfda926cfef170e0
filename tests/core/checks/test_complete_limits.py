"""What must be there: the last form that is complete, the first that lacks something."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from core.address import At
from core.checks.cp import RULES
from core.checks.lines import line
from core.checks.rule import Case, Rule, check, submission_of
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Staff
from core.forms.overall import Expenditure, Fund
from core.forms.parts import Indicator, Sign
from core.forms.project import ProjectFund
from core.forms.report import OVERALL_SECTIONS, PROJECT_SECTIONS, Seal, Section, Table
from core.scheme import Attachments, load_scheme
from core.source import Source
from tests.core.checks.look import findings

D = Decimal
DAY = dt.date(2025, 3, 1)
SIGNED = Sign(filled_by="甲", date=DAY, phone="0730-1", head="乙")


def told(code: str, *forms: Form, **more: Any) -> list[str]:
    found = findings(*forms, group=code, **more)
    return [f"{f.severity[0]} {f.place.form} {f.place.at.path}".strip() for f in found]


def with_source(code: str, form: Form, path: str, text: str) -> list[str]:
    """The same where the file has a text in a cell that holds no value."""
    submission = submission_of((form,), "某局", 2024)
    (filled,) = submission.forms
    filled = dataclasses.replace(filled, sources={At(path): Source(text)})
    rules: list[Rule] = [rule for rule in RULES if rule.code == code]
    found = check(Case(submission.with_form(filled), load_scheme(), {}), rules)
    return [f.place.at.path for f in found]


@pytest.mark.parametrize(
    ("sign", "place", "words"),
    [
        (SIGNED, None, None),
        (Sign(), "sign.filled_by", "填表人、填报日期、联系电话、单位负责人签字空白"),
        (Sign(filled_by="甲", date=DAY, phone="1"), "sign.head",
         "单位负责人签字空白（已填填表人甲，填报日期2025-03-01，联系电话1）"),
        (Sign(filled_by="甲", phone="1", head="乙"), "sign.date",
         "填报日期空白（已填填表人甲，联系电话1，单位负责人签字乙）"),
    ],
)  # fmt: skip
def test_signatures(sign: Sign, place: str | None, words: str | None) -> None:
    for form in (BasicData(sign=sign), Overall(sign=sign), Project(sign=sign)):
        found = findings(form, group="CP-02")
        assert [(f.place.at.path, f.found) for f in found] == ([(place, words)] if place else [])
        assert {f.severity for f in found} <= {"警告"}
    blank = findings(Project(blank=True, sign=sign), group="CP-02")
    assert {f.severity for f in blank} <= {"提示"}


def test_a_signature_that_cannot_be_read_is_one() -> None:
    text = {"sign.date": "三月"}
    assert (
        told("CP-02", Overall(sign=Sign(filled_by="甲", phone="1", head="乙")), unread=text) == []
    )


@pytest.mark.parametrize(
    ("cover", "end", "unread", "found"),
    [
        (Seal(unit="局", date=DAY), Seal(), {}, []),
        (Seal(), Seal(unit="局", date=DAY), {}, []),
        (Seal(unit="局"), Seal(date=DAY), {}, []),
        (Seal(unit="局"), Seal(), {}, ["警 f4 cover.date"]),
        (Seal(date=DAY), Seal(), {}, ["警 f4 cover.unit"]),
        (Seal(), Seal(), {}, ["警 f4 cover.unit"]),
        (Seal(unit="局"), Seal(), {"cover.date": "三月"}, []),
        (Seal(unit="局"), Seal(), {"signature.date": "三月"}, []),
        (Seal(date=DAY), Seal(), {"signature.unit": "？"}, []),
    ],
)
def test_cover_and_end(cover: Seal, end: Seal, unread: dict[str, str], found: list[str]) -> None:
    assert told("CP-03", OverallReport(cover=cover, signature=end), unread=unread) == found
    assert told("CP-03", OverallReport(cover=cover, signature=end, blank=True)) == []


def sections(*texts: str | None, heads: tuple[str, ...] = OVERALL_SECTIONS) -> tuple[Section, ...]:
    return tuple(
        Section(no=n, heading=head, text=text)
        for n, (head, text) in enumerate(zip(heads, texts, strict=False), 1)
    )


def test_sections_with_nothing_under_them() -> None:
    assert told("CP-05", OverallReport(sections=sections("有。", " ", None, "无"))) == [
        "警 f4 sections.1.text", "警 f4 sections.2.text",
    ]  # fmt: skip
    assert told("CP-05", OverallReport(sections=sections(None, " "))) == []
    assert told("CP-05", OverallReport(sections=sections("有。", None), blank=True)) == []


def test_a_table_may_be_all_of_a_section() -> None:
    """Of one on money; 「三、」 and what follows are asked for their text all the same."""
    heads = ("一、基本情况", "二、支出情况", "七、存在的问题", "八、资金管理")
    parts = sections("有。", None, None, None, heads=heads)
    assert told("CP-05", OverallReport(sections=parts, tables=(Table(),))) == [
        "警 f4 sections.2.text"
    ]
    assert len(told("CP-05", OverallReport(sections=parts))) == 3


@pytest.mark.parametrize(
    ("left", "found"),
    [
        ((), []),
        ((9,), ["提 f4 sections.0.heading"]),
        ((6,), ["警 f4 sections.0.heading"]),
        ((6, 9), ["警 f4 sections.0.heading"]),
    ],
)
def test_sections_that_are_missing(left: tuple[int, ...], found: list[str]) -> None:
    heads = tuple(head for n, head in enumerate(OVERALL_SECTIONS) if n not in left)
    parts = sections(*["按计划完成。"] * 10, heads=heads)
    assert told("CP-04", OverallReport(sections=parts)) == found
    assert told("CP-04", OverallReport(sections=parts, blank=True)) == []
    assert told("CP-04", OverallReport()) == []


def test_a_projects_report_has_seven() -> None:
    parts = sections(*["按计划完成。"] * 7, heads=PROJECT_SECTIONS)
    assert told("CP-04", ProjectReport(sections=parts)) == []
    assert told("CP-04", ProjectReport(sections=parts[:-2])) == ["警 f5 sections.0.heading"]
    assert told("CP-04", OverallReport(sections=parts)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("无", True), ("暂无。", True), (None, True), (" 。", True), ("无公车，其余从严。", False)],
)
def test_thrift(text: str | None, found: bool) -> None:
    assert bool(told("CP-06", BasicData(thrift=text))) == found


@pytest.mark.parametrize(
    ("item", "cells", "found"),
    [
        ("reception", ("3", "2", "0"), None),
        ("reception", ("3", "2", ""), "final"),
        ("reception", ("3", "", "0"), "budget"),
        ("reception", ("3", "", "2"), None),
        ("reception", ("", "2", "1"), "prior_final"),
        ("reception", ("", "0", "0"), None),
        ("reception", ("", "", "1"), None),
        ("reception", ("", "", ""), None),
        ("procurement", ("", "2", "1"), None),
        ("basic_adjustment", ("", "2", "1"), None),
    ],
)
def test_one_blank_among_three(item: str, cells: tuple[str, str, str], found: str | None) -> None:
    form = BasicData(lines=(line(item, *cells),))
    assert told("CP-07", form) == ([f"提 f1 lines.0.{found}"] if found else [])
    if found:
        assert told("CP-07", form, unread={f"lines.0.{found}": "若干"}) == []
        assert with_source("CP-07", form, f"lines.0.{found}", "——") == []
        assert with_source("CP-07", form, f"lines.0.{found}", " ") == [f"lines.0.{found}"]


@pytest.mark.parametrize(
    ("staff", "found"),
    [
        (Staff(authorized=D(20), actual=D(18)), []),
        (Staff(actual=D(18)), ["提 f1 staff.authorized"]),
        (Staff(authorized=D(20)), ["提 f1 staff.actual"]),
        (Staff(), []),
    ],
)
def test_staff(staff: Staff, found: list[str]) -> None:
    assert told("CP-07", BasicData(staff=staff)) == found


def test_money_without_its_rate_and_scores() -> None:
    fund = Fund(annual_budget=D(9), executed=D(9), rate=D(100), score=D(10))
    assert told("CP-07", Overall(fund=fund)) == []
    assert told("CP-07", Overall(fund=Fund(executed=D(9)))) == [
        "提 f2 fund.annual_budget", "提 f2 fund.rate", "提 f2 fund.score",
    ]  # fmt: skip
    assert told("CP-07", Overall(fund=Fund(annual_budget=D(9)))) == []
    rows = (ProjectFund(row="current", executed=D(9)), ProjectFund(row="total", executed=D(9)))
    assert told("CP-07", Project(funds=rows))[0] == "提 f3 funds.1.annual_budget"
    text = {"fund.rate": "全部", "fund.score": "满分", "fund.annual_budget": "九"}
    assert told("CP-07", Overall(fund=Fund(executed=D(9))), unread=text) == []


def test_rows_without_a_score() -> None:
    rows = (
        Indicator(level3="甲", actual="5次", weight=D(10)),
        Indicator(level3="乙", actual="5次", weight=D(10), score=D(9)),
        Indicator(level3="丙", weight=D(10)),
        Indicator(level3="丁", actual="5次"),
    )
    assert told("CP-07", Overall(indicators=rows)) == ["提 f2 indicators.0.score"]
    assert told("CP-07", Overall(indicators=rows), unread={"indicators.0.score": "优"}) == []


def test_buildings() -> None:
    empty, some = Building(completed_year=2024), Building(area_rate=D(0))
    assert told("CP-08", BasicData(buildings=(some, empty))) == ["提 f1 buildings.1.approved_area"]
    assert (
        told("CP-08", BasicData(buildings=(empty,)), unread={"buildings.0.actual_area": "无"}) == []
    )
    assert with_source("CP-08", BasicData(buildings=(empty,)), "buildings.0.area_rate", "/") == []


def test_standards_of_scoring() -> None:
    row = {"level3": "甲", "weight": D(10)}
    some, none = Indicator(**row, standard="按比例"), Indicator(**row)  # type: ignore[arg-type]
    bare = Indicator(level3="乙")
    assert told("CP-10", Overall(indicators=(none, none))) == []
    assert told("CP-10", Overall(indicators=(some, some, bare))) == []
    (found,) = findings(Overall(indicators=(some, none, none)), group="CP-10")
    assert [place.at.path for place in found.places] == [
        "indicators.1.standard", "indicators.2.standard",
    ]  # fmt: skip
    assert found.found == "2项空白"
    only = Overall(indicators=(none,))
    assert told("CP-10", only, unread={"indicators.0.standard": "？"}) == []
    assert with_source("CP-10", only, "indicators.0.standard", "") == ["indicators.0.standard"]


def forms(project: str | None, *more: Form) -> tuple[Form, ...]:
    money = None if project is None else D(project)
    return (
        BasicData(unit="某局"),
        Overall(unit="某局", expenditure=Expenditure(project=money)),
        OverallReport(sections=sections(*["按计划完成。"] * 10)),
        *more,
    )


FULL = (Project(project="甲"), ProjectReport(sections=sections("有。")))


@pytest.mark.parametrize(
    ("handed_in", "place", "missing"),
    [
        (forms("0"), None, None),
        (forms(None), None, None),
        (forms("30", *FULL), None, None),
        (forms("30"), "f2 expenditure.project", "附件3 项目支出自评表、附件5 项目支出自评报告"),
        (forms("30", FULL[0]), "f2 expenditure.project", "附件5 项目支出自评报告"),
        (forms("30", FULL[1], Project(blank=True)), "f2 expenditure.project",
         "附件3 项目支出自评表"),
        (forms("0")[:2], "f1", "附件4 整体支出自评报告"),
        (forms("0")[1:], "f2", "附件1 基础数据表"),
        ((BasicData(lines=(line("project", final="9"),)), forms("0")[2]), "f1",
         "附件2 整体支出绩效自评表、附件3 项目支出自评表、附件5 项目支出自评报告"),
    ],
)  # fmt: skip
def test_annexes(handed_in: tuple[Form, ...], place: str | None, missing: str | None) -> None:
    found = findings(*handed_in, group="CP-01")
    assert [(str(f.place.form + " " + f.place.at.path).strip(), f.expected) for f in found] == (
        [(place, missing)] if place else []
    )
    assert {f.severity for f in found} <= {"错误"}


def test_annexes_by_the_notice() -> None:
    (found,) = findings(*forms("30")[:2], group="CP-01")
    assert found.message.count("项目支出30万元，应附") == 1
    only = {"attachments": Attachments(always=("f1",), projects=())}
    assert told("CP-01", *forms("30")[:1], changes=only) == []
    (first,) = findings(*forms("30")[1:2], group="CP-01", changes=only)
    assert (first.place.at.path, first.expected) == ("", "附件1 基础数据表")
    assert "万元" not in first.message


@pytest.mark.parametrize(
    ("handed_in", "found"),
    [
        (forms("0", Project(blank=True)), ["提 f3 title"]),
        (forms("0", Project(blank=True), ProjectReport(blank=True)), ["提 f3 title"]),
        (forms("30", Project(blank=True)), []),
        (forms("30", Project(project="甲"), Project(blank=True)), ["提 f3#2 title"]),
        (forms("0", Project(project="甲")), []),
        ((*forms("0")[:2], OverallReport(blank=True)), []),
    ],
)
def test_blank_forms(handed_in: tuple[Form, ...], found: list[str]) -> None:
    assert told("CP-09", *handed_in) == found


def test_a_blank_form_is_explained_by_the_report() -> None:
    said = OverallReport(sections=sections("有。", "2024年本单位无项目支出。"))
    assert told("CP-09", *forms("0")[:2], said, Project(blank=True)) == []

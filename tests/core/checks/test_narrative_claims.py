"""What a report says of the whole unit, and what it says of something else."""

from decimal import Decimal

import pytest

from core.checks.narrative.claims import claims
from core.forms import BasicData, OverallReport
from core.forms.basic_data import Staff
from core.forms.report import Section
from core.submission import Filled
from tests.core.checks.look import codes
from tests.core.checks.test_cx import line, money, report

D = Decimal


def said(text: str) -> list[tuple[str, str | None, str]]:
    """Noun, kind and amount of each claim."""
    form = OverallReport(sections=(Section(no=2, heading="二、支出情况", text=text),))
    return [(c.noun, c.kind, str(c.value)) for c in claims(Filled("f4", form), 2024)]


def test_the_parts_of_something_smaller_are_not_the_units() -> None:
    assert said("教育支出30万元，其中：基本支出20万元，项目支出10万元。") == []
    assert said("本局支出30万元，其中：基本支出20万元。") == [("basic", "final", "20")]
    assert said("项目支出30万元。其中：\n商品和服务支出12万元。") == [("project", None, "30")]


def test_economic_kinds_under_projects_are_not_those_of_basic_spending() -> None:
    text = (
        "1.基本支出60万元。\n商品和服务支出20万元。\n"
        "2.项目支出30万元，减少5万元。\n商品和服务支出12万元。"
    )
    assert [value for noun, _, value in said(text) if noun == "goods"] == ["20"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("年初预算安排：基本支出60万元。", "initial"),
        ("2024年预算总收入90万元，其中基本支出60万元。", "budget"),
        ("（一）年初预算安排\n2024年基本支出60万元。", "initial"),
        ("（一）年初预算安排\n年初90万元。\n（二）预算执行情况\n基本支出60万元。", None),
        ("预算执行情况：基本支出60万元。", None),
        ("年初预算安排基本支出、项目支出分别为60万元、30万元。", "initial"),
    ],
)
def test_a_heading_tells_the_kind_of_what_stands_below(text: str, kind: str | None) -> None:
    assert {k for noun, k, _ in said(text) if noun == "basic"} == {kind}


def test_figures_go_to_their_names_in_order() -> None:
    text = "公务接待费、公务用车运行维护费分别支出1.2万元和3.4万元。"
    assert said(text) == [("reception", None, "1.2"), ("vehicle_operation", None, "3.4")]
    text = "“三公”经费预算数、决算数分别为5万元、4万元。"
    assert said(text) == [("three_public", "budget", "5"), ("three_public", "final", "4")]
    text = "上年、本年三公经费分别为5万元、4万元。"
    assert said(text) == [("three_public", None, "4")]
    text = "接待费、用车费、会议费分别为5万元、4万元。"
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我局基本支出95万元。", 1),
        ("某局2024年基本支出95万元。", 1),
        ("下属修复站2024年基本支出95万元，项目支出5万元。", 0),
        ("年初预算安排：基本支出95万元，项目支出5万元。", 0),
        ("截至6月底，基本支出45万元。", 0),
        ("截至12月31日，基本支出95万元。", 1),
        ("2024年1-9月，基本支出45万元。", 0),
        ("上半年，基本支出45万元，项目支出5万元。", 0),
        ("（一）年初预算情况\n基本支出95万元。\n（二）执行情况\n基本支出80万元。", 0),
    ],
)
def test_only_the_units_own_money_is_compared(text: str, found: int) -> None:
    """f2 has 80 of basic and 20 of project spending."""
    assert len(codes(money(), report(text), group="CX-05")) == found


def test_reception_and_vehicles_told_together_agree_with_the_table() -> None:
    form = BasicData(lines=(line("vehicle_operation", final="3.4"), line("reception", final="1.2")))
    text = "公务接待费、公务用车运行维护费分别为{}万元和3.4万元。"
    assert codes(form, report(text.format("1.2")), group="CX-03") == []
    assert len(codes(form, report(text.format("1.9")), group="CX-03")) == 1


def test_goods_of_all_spending_are_more_than_those_of_basic_spending() -> None:
    """公用经费 of f1 is 18; without 基本支出 the 商品和服务支出 may include that of projects."""
    form = BasicData(lines=(line("public", final="18"),))
    doubtful = "按经济分类：工资福利支出60万元，商品和服务支出31万元。"
    certain = "基本支出中：工资福利支出60万元，商品和服务支出31万元。"
    assert codes(form, report(doubtful), group="CX-02") == []
    assert len(codes(form, report(certain), group="CX-02")) == 1


def test_posts_of_several_bodies_are_not_the_units() -> None:
    form = BasicData(staff=Staff(authorized=D(20)))
    text = "修复馆编制12名，实有11名；阅览中心编制{}名，实有7名。"
    assert codes(form, report(text.format(8)), group="CX-04") == []

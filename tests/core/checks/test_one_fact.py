"""One slip seen by two rules is one finding; the rules' limits that go with it."""

import dataclasses
from decimal import Decimal

import pytest

from core.address import At
from core.checks.catalogue import CATALOGUE
from core.checks.finding import Finding
from core.checks.rule import Case, check
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Indicator
from core.forms.project import ProjectFund
from core.forms.report import Section
from core.scheme import load_scheme
from core.source import Source, Unread, columns_of, strange_column
from core.submission import Filled, Submission, numbered
from tests.core.checks.look import findings

D = Decimal


def says(text: str) -> OverallReport:
    return OverallReport(sections=(Section(no=2, heading="二、支出情况", text=text),))


def shown(found: tuple[Finding, ...], *codes: str) -> list[str]:
    return [f"{f.severity[0]} {f.check} {f.expected}→{f.found}" for f in found if f.check in codes]


SPENT = "2024年全年支出316万元，其中：基本支出256万元、项目支出60万元。"


@pytest.mark.parametrize(
    ("basic", "project", "executed", "told"),
    [
        ("256", "60", "316", []),
        ("266", "60", "316", ["提 ZP-07 320→326", "错 CX-05 266→256"]),
        ("256", "60", "326", ["提 ZP-07 320→316", "错 CX-05 326→316"]),
        ("250", "50", "316", ["错 ZP-07 316→300", "错 CX-05 250→256", "错 CX-05 50→60"]),
    ],
)
def test_a_sum_that_the_report_explains(
    basic: str, project: str, executed: str, told: list[str]
) -> None:
    form = Overall(
        fund=Fund(annual_budget=D(320), executed=D(executed)),
        expenditure=Expenditure(basic=D(basic), project=D(project)),
    )
    assert shown(findings(form, says(SPENT)), "ZP-07", "CX-05") == told


def test_a_sum_that_f1_explains() -> None:
    """项目支出 of 50 in f2 and of 60 in f1: one cell of f2."""
    lines = (Line(item="project", label="项目支出", final=D(60)),)
    form = Overall(
        fund=Fund(annual_budget=D(320), executed=D(316)),
        expenditure=Expenditure(basic=D(256), project=D(50)),
    )
    found = findings(BasicData(lines=lines), form)
    assert shown(found, "ZP-07", "CX-01") == ["提 ZP-07 316→306", "错 CX-01 50→60"]
    off = {"severities": {"CX-01": "关"}}
    assert shown(findings(BasicData(lines=lines), form, changes=off), "ZP-07") == [
        "错 ZP-07 316→306"
    ]


def test_a_budget_of_nothing_is_told_once() -> None:
    form = Overall(
        fund=Fund(initial_budget=D(300), annual_budget=D(0), executed=D(316)),
        income=Income(general_public=D(320)),
    )
    assert shown(findings(form), "ZP-04", "ZP-06") == ["错 ZP-04 大于0→0", "提 ZP-06 316→320"]


@pytest.mark.parametrize(
    ("actual", "rate", "told"),
    [
        (18, "90", []),
        (19, "90", ["错 BD-01 95.00→90", "提 CX-04 19→18"]),
        (19, "95", ["警 CX-04 19→18"]),
        (19, None, ["警 CX-04 19→18"]),
    ],
)
def test_staff_that_the_printed_rate_explains(
    actual: int, rate: str | None, told: list[str]
) -> None:
    staff = Staff(
        authorized=D(20), actual=D(actual), control_rate=None if rate is None else D(rate)
    )
    found = findings(BasicData(staff=staff), says("编制20名，在职人员18人。"))
    assert shown(found, "BD-01", "CX-04") == told


def cost(target: str, actual: str, score: str) -> Overall:
    item = Indicator(
        level1="成本指标", level2="社会成本指标", level3="借阅中断", target=target,
        actual=actual, weight=D(10), score=D(score),
    )  # fmt: skip
    return Overall(fund=Fund(executed=D(1)), indicators=(item,))


def test_a_cost_that_was_to_be_high_is_told_once() -> None:
    assert shown(findings(cost("≥3次", "1次", "10")), "ZP-13", "ZP-24") == [
        "提 ZP-13 3.33→10",
        "警 ZP-24 ≤→≥3次",
    ]
    assert shown(findings(cost("≤3次", "4次", "10")), "ZP-13", "ZP-24") == ["错 ZP-13 6.67→10"]


@pytest.mark.parametrize(
    ("actual", "score", "told"),
    [
        ("95%", "10", []),
        ("92%", "10", ["提 ZP-13 9.68→10"]),
        ("92%", "9.68", []),
        ("92%", "9.8", ["错 ZP-13 9.68→9.8"]),
    ],
)
def test_satisfaction_below_its_target(actual: str, score: str, told: list[str]) -> None:
    item = Indicator(
        level1="满意度指标", level2="服务对象满意度指标", level3="读者满意度", target="≥95%",
        actual=actual, weight=D(10), score=D(score),
    )  # fmt: skip
    form = Overall(fund=Fund(executed=D(1)), indicators=(item,))
    assert shown(findings(form), "ZP-13") == told


@pytest.mark.parametrize(
    ("actual", "score", "told"),
    [
        ("尚未建立", "10", ["提 ZP-14 0%至60%→10"]),
        ("未完成", "5", []),
        ("未发生安全事故", "10", []),
        ("已建立", "10", []),
    ],
)
def test_what_was_not_done_scores_low(actual: str, score: str, told: list[str]) -> None:
    item = Indicator(
        level1="效益指标", level2="可持续影响指标", level3="长效机制", target="健全",
        actual=actual, weight=D(10), score=D(score), deviation="正在筹备",
    )  # fmt: skip
    form = Overall(fund=Fund(executed=D(1)), indicators=(item,))
    assert shown(findings(form), "ZP-14") == told


def test_a_name_that_ends_in_what_leads_to_a_number() -> None:
    """「古籍扫描册数620册」 beside 古籍扫描册数 640册."""
    form = Overall(indicators=(Indicator(level3="古籍扫描册数", actual="640册"),))
    assert shown(findings(form, says("古籍扫描册数620册。")), "CX-16") == ["提 CX-16 640→620"]
    assert not shown(findings(form, says("古籍扫描册数为640册。")), "CX-16")


def lent(before: str, now: str) -> BasicData:
    """Three lines of 三公经费; last year's sum is 3."""
    return BasicData(
        lines=(
            Line(item="three_public", label="三公经费", prior_final=D(before), final=D(now)),
            Line(item="vehicle", label="公务用车", prior_final=D(2), final=D("1.8")),
            Line(item="reception", label="公务接待", prior_final=D(1), final=D(1)),
        )
    )


def test_a_wrong_total_of_last_year_is_not_told_by_its_change_again() -> None:
    text = says("“三公”经费决算2.8万元，比上年减少0.2万元。")
    assert shown(findings(lent("3", "2.8"), text), "BD-03", "NR-10") == []
    assert {f.check for f in findings(lent("3.5", "2.8"), text) if f.severity != "提示"} >= {
        "BD-03",
        "NR-10",
    }
    places = [f.places for f in findings(lent("3.5", "2.8"), text) if f.check == "NR-10"]
    assert [place.at.path for place in places[0][1:]] == [
        "lines.0.final",
        "lines.0.prior_final",
    ], "so that `one_fact_each` sees the cell that BD-03 tells"


def test_columns_of_another_year() -> None:
    """Last year's template under this year's title; a head that no column of the form has."""
    record = BasicData(year=2024, lines=(Line(item="project", label="项目支出", final=D(1)),))

    def told(filled: Filled) -> list[str]:
        case = Case(Submission("某某局", 2024, numbered((filled,))), load_scheme(), {})
        rules = [rule for rule in CATALOGUE if rule.code == "CX-12"]
        return shown(check(case, rules), "CX-12")

    plain = Filled("f1", record, sources={At("year"): Source("2024年度基础数据表")})
    assert told(plain) == []
    doubted = Source("2024年度基础数据表", doubt=columns_of(2023))
    assert told(dataclasses.replace(plain, sources={At("year"): doubted})) == ["错 CX-12 2024→2023"]
    strange = {At("cells.0.3.1"): Unread("3", strange_column("2022年决算数"))}
    assert told(dataclasses.replace(plain, unread=strange)) == ["错 CX-12 2024→2022"]
    lines = (Line(item="project", label="项目支出", prior_final=D(1), final=D(1)),)
    more = dataclasses.replace(record, lines=lines)
    assert told(dataclasses.replace(plain, record=more, unread=strange)) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("我局2024年全年基本支出256万元。", []),
        ("我局2024年全年基本支出决算265万元。", ["警 NR-08 256→265"]),
        ("我局2024年全年基本支出265万元。", ["提 NR-08 256→265"]),
        ("2024年基本支出预算265万元。", []),
        ("2023年基本支出决算265万元。", []),
        ("基本支出决算265万元。", []),
    ],
)
def test_an_amount_that_the_report_has_twice(words: str, told: list[str]) -> None:
    form = Overall(
        fund=Fund(annual_budget=D(320), executed=D(316)),
        expenditure=Expenditure(basic=D(256), project=D(60)),
    )
    found = findings(form, says(f"{SPENT}\n{words}"))
    assert shown(found, "NR-08", "CX-05") == told


def test_a_list_is_told_beside_a_disputed_part_of_it() -> None:
    """公用经费 of 40 in f1: with it the list would be as wrong."""
    lines = (Line(item="public", label="公用经费", final=D(40)),)
    for personnel, told in (("230", ["错 CX-02 40→41", "错 NR-01 256→271"]),
                            ("215", ["错 CX-02 40→41"])):  # fmt: skip
        text = says(f"2024年基本支出256万元，其中人员经费{personnel}万元、公用经费41万元。")
        assert shown(findings(BasicData(lines=lines), text), "CX-02", "NR-01") == told


@pytest.mark.parametrize(
    ("unit", "told"),
    [("青溪县水利局", True), ("中共青溪县委办公室", False), ("县委办", False)],
)
def test_an_office_without_a_field_of_its_own(unit: str, told: bool) -> None:
    report = OverallReport(unit="中共青溪县委办公室")
    assert bool(shown(findings(Overall(unit=unit), report), "CX-11")) is told
    council = OverallReport(unit="政协青溪县委员会办公室")
    assert shown(findings(Overall(unit="青溪县政协"), council), "CX-11") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("在职人员18人，较上年增加2人，增长12.5%。", []),
        ("在职人员20人，较上年增加2人，增长12.5%。", ["提 CX-04 18→20", "错 NR-04 11.1%→12.5%"]),
        ("在职人员20人，较上年增加2人，增长11.1%。", ["警 CX-04 18→20"]),
        ("共有人员24人，其中在职20人，退休6人。", ["提 CX-04 18→20", "错 NR-12 26→24"]),
        ("共有人员26人，其中在职20人，退休6人。", ["警 CX-04 18→20"]),
    ],
)
def test_staff_that_the_sentence_contradicts(words: str, told: list[str]) -> None:
    found = findings(BasicData(staff=Staff(authorized=D(20), actual=D(18))), says(words))
    assert shown(found, "CX-04", "NR-04", "NR-12") == told


@pytest.mark.parametrize(
    ("score", "told"),
    [
        ("7.14", []),
        ("7.1", ["提 ZP-13 7.14→7.1"]),
        ("7", ["错 ZP-13 7.14→7"]),
        ("7.10", ["错 ZP-13 7.14→7.10"]),
        ("7.2", ["错 ZP-13 7.14→7.2"]),
    ],
)
def test_a_score_to_one_place(score: str, told: list[str]) -> None:
    item = Indicator(
        level1="产出指标", level2="数量指标", level3="巡查次数", target="≥1400次",
        actual="1000次", weight=D(10), score=D(score),
    )  # fmt: skip
    form = Overall(fund=Fund(executed=D(1)), indicators=(item,))
    assert shown(findings(form), "ZP-13") == told


@pytest.mark.parametrize(
    ("score", "told"), [("9.01", []), ("9", ["提 ZP-02 9.01→9"]), ("9.2", ["错 ZP-02 9.01→9.2"])]
)
def test_an_execution_score_to_one_place(score: str, told: list[str]) -> None:
    fund = Fund(annual_budget=D("123.47"), executed=D("111.27"), weight=D(10), score=D(score))
    assert shown(findings(Overall(fund=fund)), "ZP-02") == told


def test_a_project_without_a_total_is_told_once() -> None:
    def money(row: str, total: str, executed: str) -> ProjectFund:
        return ProjectFund(row=row, annual_budget=D(total), executed=D(executed))

    nothing = Project(project="甲", funds=(money("total", "0", "0"), money("current", "90", "89")))
    assert shown(findings(nothing), "ZP-08") == ["错 ZP-08 90→0", "提 ZP-08 89→0"]
    wrong = Project(project="甲", funds=(money("total", "80", "0"), money("current", "90", "89")))
    assert shown(findings(wrong), "ZP-08") == ["错 ZP-08 90→80", "错 ZP-08 89→0"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("公用经费较上年下降10%。", []),
        ("公用经费较上年增长10%。", ["提 NR-10 减少→增加"]),
        ("公用经费较上年下降20%。", ["提 NR-10 10%→20%"]),
        ("人员经费减少5万元，公用经费较上年减少10万元，合计减少15万元。", []),
        ("三公经费较上年下降20%。", ["警 NR-10 10%→20%"]),
    ],
)
def test_what_rises_and_falls_in_f1(words: str, told: list[str]) -> None:
    lines = (
        Line(item="three_public", label="三公经费", prior_final=D(10), final=D(9)),
        Line(item="public", label="公用经费", prior_final=D(100), final=D(90)),
        Line(item="project", label="项目支出"),
    )
    assert shown(findings(BasicData(lines=lines), says(words)), "NR-10") == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("年初设定的绩效目标全部完成。", True),
        ("绩效目标均已达标。", True),
        ("绩效目标基本完成。", False),
        ("下一步确保绩效目标全部完成。", False),
        ("加强监控，推动年度绩效目标全部实现。", False),
        ("产出指标全部完成。", False),
    ],
)
def test_all_is_said_to_be_done(words: str, told: bool) -> None:
    item = Indicator(
        level1="产出指标", level2="数量指标", level3="培训期数", target="≥6期",
        actual="4期", weight=D(10), score=D("6.67"), deviation="场地少",
    )  # fmt: skip
    found = findings(Overall(fund=Fund(executed=D(1)), indicators=(item,)), says(words))
    assert bool(shown(found, "CX-15")) is told


def test_a_project_and_its_report() -> None:
    """Of f3 and f5 what of f2 and f4: results in words, 全部完成."""
    item = Indicator(
        level1="产出指标", level2="数量指标", level3="巡查山塘座数", target="≥20座",
        actual="18座", weight=D(10), score=D(9), deviation="汛期",
    )  # fmt: skip
    project = Project(project="甲", indicators=(item,))

    def told(text: str) -> list[str]:
        part = Section(no=3, heading="三、项目主要绩效", text=text)
        found = findings(project, ProjectReport(sections=(part,)))
        return shown(found, "CX-15", "CX-16")

    assert told("巡查山塘座数18座。") == []
    assert told("巡查山塘座数21座。") == ["提 CX-16 18→21"]
    assert told("各项绩效指标均已完成。") == ["警 CX-15 指标1未完成→称全部完成"]

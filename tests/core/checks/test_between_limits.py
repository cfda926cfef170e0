"""Forms against each other and their reports: the last that passes, the first that fails."""

from decimal import Decimal
from typing import Any

import pytest

from core.checks.lines import line
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Indicator, Total
from core.forms.project import ProjectFund
from core.forms.report import Seal, Section
from core.scheme import Grade
from tests.core.checks.look import findings

D = Decimal


def told(code: str, *forms: Form, **more: Any) -> list[str]:
    """What a check says of forms: 「错 f1 lines.0.final」."""
    found = findings(*forms, group=code, **more)
    return [f"{f.severity[0]} {f.place.form} {f.place.at.path}".strip() for f in found]


def basic(*rows: str) -> BasicData:
    """Lines as `item 上年 预算 决算 [label]`, `.` for a blank cell."""
    made = []
    for row in rows:
        item, prior, budget, final, *label = row.split()
        first, second, third = ("" if text == "." else text for text in (prior, budget, final))
        made.append(line(item, first, second, third, label[0] if label else None))
    return BasicData(lines=tuple(made))


def spent(
    *, initial: str = "90", annual: str = "100", done: str = "100", own: str = "80",
    project: str = "20", score: str | None = None, rate: str | None = None, fund: str | None = None,
) -> Overall:  # fmt: skip
    """f2 of 100万元 spent, 80 of them basic; `.` for a blank cell."""
    cell = {name: None if text in {".", None} else D(text) for name, text in locals().items()}
    return Overall(
        fund=Fund(
            initial_budget=cell["initial"], annual_budget=cell["annual"],
            executed=cell["done"], rate=cell["rate"],
        ),
        income=Income(government_fund=cell["fund"]),
        expenditure=Expenditure(basic=cell["own"], project=cell["project"]),
        total=Total(score=cell["score"]),
    )  # fmt: skip


def project(done: str, name: str | None = "甲", *, row: str = "total", **more: Any) -> Project:
    executed = None if done == "." else D(done)
    return Project(project=name, funds=(ProjectFund(row=row, executed=executed),), **more)


def report(*texts: str, heading: str = "二、一般公共预算支出情况") -> OverallReport:
    return OverallReport(
        sections=tuple(Section(no=n, heading=heading, text=text) for n, text in enumerate(texts, 1))
    )


@pytest.mark.parametrize(
    ("rows", "form", "found"),
    [
        (("project . . 20",), spent(), []),
        (("project . . 20.01",), spent(), ["提 f1 lines.0.final"]),
        (("project . . 20.02",), spent(), ["错 f1 lines.0.final"]),
        (("project . . .", "project_line . . 20"), spent(), []),
        (("project . . .", "project_line . . 21"), spent(), ["错 f1 lines.0.final"]),
        (("project . . .",), spent(), []),
        (("project . . 21",), spent(project="."), []),
        (("project . . 21",), spent(annual="110", own="90"), []),
        (("project . . 21",), spent(annual="20", own="."), []),
        (("project . . 21",), spent(own="90"), ["错 f1 lines.0.final"]),
        (("project . . 21",), spent(annual="100", done="100"), ["错 f1 lines.0.final"]),
    ],
)  # fmt: skip
def test_the_projects_of_both_tables(
    rows: tuple[str, ...], form: Overall, found: list[str]
) -> None:
    assert told("CX-01", basic(*rows), form) == found
    assert told("CX-01", basic(*rows)) == told("CX-01", form) == []


def test_text_in_place_of_the_projects() -> None:
    form = basic("project . . .", "project_line . . 21")
    assert told("CX-01", form, spent(), unread={"lines.0.final": "见附件"}) == []


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        ((spent(), project("20")), []),
        ((spent(), project("20.01")), []),
        ((spent(), project("20.02")), ["错 f3 funds.0.executed"]),
        ((spent(), project("20.02"), project("30", "乙")),
         ["错 f3 funds.0.executed", "错 f3#2 funds.0.executed"]),
        ((spent(), project("10"), project("10.015", "乙")), []),
        ((spent(), project("10"), project("10.016", "乙")), ["错 f2 expenditure.project"]),
        ((spent(project="."), project("30")), []),
        ((project("30"),), []),
        ((spent(), project("."), project("5", "乙")), []),
        ((spent(), project("."), project("30", "乙")), ["错 f3#2 funds.0.executed"]),
        ((spent(), project("30", row="current")), []),
        ((basic("project_line . . 12 1、甲"), project("12")), []),
        ((basic("project_line . . 12 1、甲"), project("12.01")), ["提 f3 funds.0.executed"]),
        ((basic("project_line . . 12 1、甲"), project("13")), ["错 f3 funds.0.executed"]),
        ((basic("project_line . 13 12 1、甲"), project("13")), []),
        ((basic("project_line . . . 1、甲"), project("13")), []),
        ((basic("project_line . . 12 1、甲"), project("13", None)), []),
        ((basic("project_line . . 12 1、乙"), project("13")), []),
        ((basic("project_line . . 12 甲", "special_line . . 9 甲"), project("13")), []),
        ((basic("public . . 12 甲"), project("13")), []),
    ],
)  # fmt: skip
def test_project_forms(forms: tuple[Form, ...], found: list[str]) -> None:
    assert told("CX-08", *forms) == found


TWO = basic("project_line . . 12 甲", "special_line . . 8 乙", "transfer_line . . 0 丙")


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        ((TWO, project("12"), project("8", "乙")), []),
        ((TWO, project("12")), ["提 f1 lines.0"]),
        ((TWO, project("12"), project("8", "乙"), Project(blank=True)), []),
        ((TWO, Project(blank=True)), []),
        ((TWO,), []),
        ((basic("project . . 20"), project("12")), []),
        ((TWO, project("12"), project("8", "乙"), report("全年实施项目2个，进展顺利。")), []),
        ((TWO, project("12"), project("8", "乙"), report("全年实施项目3个，进展顺利。")),
         ["提 f4 sections.0.text"]),
        ((TWO, project("12"), project("8", "乙"), report("全年实施项目约3个，进展顺利。")), []),
        ((TWO, project("12"), project("8", "乙"), report("全年实施项目3类，进展顺利。")), []),
        ((TWO, project("12"), project("8", "乙"), report("全年实施项目30余个，进展顺利。")), []),
        ((TWO, project("12"), project("8", "乙"), report("实施项目3个。\n安排项目4个。")), []),
        ((TWO, project("12"), project("8", "乙"), report("实施项目3个。\n安排项目3个。")),
         ["提 f4 sections.0.text"]),
        ((basic("project . . 20"), project("12"), report("全年实施项目3个。")), []),
    ],
)  # fmt: skip
def test_the_number_of_projects(forms: tuple[Form, ...], found: list[str]) -> None:
    assert told("CX-09", *forms) == found


@pytest.mark.parametrize(
    ("row", "form", "option", "found"),
    [
        ("basic_adjustment . . .", spent(), "amount", ["提 f1 lines.0"]),
        ("basic_adjustment . . .", spent(initial="100"), "amount", []),
        ("basic_adjustment . . .", spent(initial="."), "amount", []),
        ("basic_adjustment . . .", spent(annual="."), "amount", []),
        ("basic_adjustment . . 10", spent(), "amount", []),
        ("basic_adjustment . . 80", spent(), "amount", ["提 f1 lines.0"]),
        ("basic_adjustment . 80 10", spent(), "amount", ["提 f1 lines.0"]),
        ("basic_adjustment . . 80", spent(), "either", []),
        ("basic_adjustment . . .", spent(), "either", ["提 f1 lines.0"]),
        ("basic_adjustment . . 80", spent(), "whole", []),
        ("basic_adjustment . . 10", spent(), "whole", ["提 f1 lines.0"]),
        ("basic_adjustment . . .", spent(), "whole", ["提 f1 lines.0"]),
        ("basic_adjustment . . .", spent(own="."), "whole", []),
        ("basic_adjustment . . 0", spent(own="0"), "amount", []),
    ],
)
def test_the_adjustment(row: str, form: Overall, option: str, found: list[str]) -> None:
    assert told("CX-10", basic(row), form, changes={"adjustment": option}) == found


def test_what_is_told_of_the_adjustment() -> None:
    more, less = (findings(basic("basic_adjustment . . ."), form, group="CX-10")[0]
                  for form in (spent(), spent(initial="130")))  # fmt: skip
    assert ("增加10万元" in more.message, more.expected) == (True, "10")
    assert ("减少30万元" in less.message, less.expected) == (True, "30")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("部门整体支出绩效自评得分95分，等级为优。", []),
        ("部门整体支出绩效自评得分96分。", ["错 f4 sections.0.text"]),
        ("部门整体支出绩效自评得分约96分。", []),
        ("部门整体支出绩效自评得分96%。", []),
        ("2023年绩效自评得分96分。", []),
        ("2024年绩效自评得分96分。", ["错 f4 sections.0.text"]),
        ("2023年绩效自评得分90分，2024年绩效自评得分96分。", ["错 f4 sections.0.text"]),
        ("上年绩效自评得分96分。", []),
        ("财政局复核绩效评价得分96分。", []),
        ("项目支出绩效自评得分96分。", []),
        ("部门整体和项目支出自评得分96分。", ["错 f4 sections.0.text"]),
        ("产出指标自评得分40分，效益指标自评得分30分。", []),
        ("自评得分96分，复查自评得分95分。", []),
        ("自评得分95分。等级为良。", ["错 f4 sections.0.text"]),
        ("自评得分95分。等级为优秀。", []),
        ("上年等级为良。", []),
        ("项目等级为良。", []),
        ("整体和项目等级为良。", ["错 f4 sections.0.text"]),
        ("等级为良好的单位有三个。", []),
        ("自评得分96分，等级为良。", ["错 f4 sections.0.text"]),
    ],
)
def test_the_score_in_the_report(text: str, found: list[str]) -> None:
    assert told("CX-07", spent(score="95"), report(text)) == found
    assert told("CX-07", spent(), report(text)) == []


def test_the_grade_in_other_words() -> None:
    names = (Grade("A", D(90)), Grade("B", D(0)))
    assert told("CX-07", spent(score="95"), report("等级为良。"), changes={"grades": names}) == []


def project_report(text: str, name: str | None, **more: Any) -> ProjectReport:
    return ProjectReport(
        project=name, sections=(Section(no=1, heading="三、主要绩效", text=text),), **more
    )


def scored(name: str | None, score: str, **more: Any) -> Project:
    return Project(project=name, total=Total(score=D(score)), **more)


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        ((scored("甲", "95"), project_report("自评得分95分。", "甲")), []),
        ((scored("甲", "95"), project_report("自评得分96分。", "甲")), ["错 f5 sections.0.text"]),
        ((scored("甲", "95"), project_report("自评得分96分。", None)), ["错 f5 sections.0.text"]),
        ((scored("甲", "95"), scored("乙", "90"), project_report("自评得分96分。", None)), []),
        ((scored("甲", "95"), scored("乙", "90"), project_report("自评得分95分。", "乙")),
         ["错 f5 sections.0.text"]),
        ((scored("甲", "95", blank=True), scored("乙", "90"),
          project_report("自评得分96分。", None)),
         ["错 f5 sections.0.text"]),
        ((scored("甲", "95"), project_report("自评得分96分。", "甲", blank=True)), []),
        ((scored("甲", "95"), project_report("", None, blank=True),
          project_report("自评得分96分。", None)), ["错 f5#2 sections.0.text"]),
        ((scored(None, "95"), scored(None, "90"), project_report("自评得分96分。", None)), []),
    ],
)  # fmt: skip
def test_the_score_of_a_project(forms: tuple[Form, ...], found: list[str]) -> None:
    assert told("CX-07", *forms) == found


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        ((Overall(unit="青溪县教育局"), BasicData(unit="青溪县水利局")), ["警 f1 unit"]),
        ((Overall(unit="青溪县教育局"), BasicData(unit="教育局")), []),
        ((Overall(unit="青溪县教育局"), BasicData(unit="县局")), []),
        ((Overall(unit="县局"), BasicData(unit="青溪县水利局")), []),
        ((Overall(unit="中共青溪县委组织部"), BasicData(unit="组织部")), []),
        ((Overall(unit="青溪县教育局"), OverallReport(signature=Seal(unit="青溪县水利局"))),
         ["警 f4 signature.unit"]),
        ((Overall(unit="青溪县教育局"),
          OverallReport(unit="青溪县水利局", cover=Seal(unit="水利局"))),
         ["警 f4 unit"]),
        ((Overall(unit="青溪县教育局"), ProjectReport(unit="青溪县水利局")), ["警 f5 unit"]),
        ((Overall(unit="青溪县教育局"), ProjectReport(unit="青溪县第一中学")), []),
        ((Overall(unit="青溪县教育局"), Project(authority="青溪县水利局"),
          ProjectReport(unit="青溪县水利局")), []),
        ((Overall(unit="青溪县教育局"), Project(implementer="青溪县水利局"),
          ProjectReport(unit="青溪县水利局")), []),
        ((BasicData(unit="青溪县水利局"),), []),
        ((), []),
    ],
)  # fmt: skip
def test_one_unit(forms: tuple[Form, ...], found: list[str]) -> None:
    assert told("CX-11", *(forms or (Overall(),))) == found


def test_one_year() -> None:
    forms = (BasicData(year=2024), Overall(year=2023), Project(), OverallReport(year=2025))
    assert told("CX-12", *forms) == ["错 f2 year", "错 f4 year"]


THREE = ("three_public 5 5 4", "reception 3 3 2", "vehicle 2 2 2")
SPENT = ("project 15 18 20", "public 40 42 41")


@pytest.mark.parametrize(
    ("rows", "text", "found"),
    [
        (THREE, "公务接待费同比下降33.33%。", []),
        (THREE, "公务接待费同比增长33.33%。", ["警 f4 sections.0.text"]),
        (THREE, "公务接待费同比下降50%。", ["警 f4 sections.0.text"]),
        (THREE, "公务接待费同比下降33%。", []),
        (THREE, "公务接待费同比减少1万元。", []),
        (THREE, "公务接待费同比减少1.02万元。", ["警 f4 sections.0.text"]),
        (THREE, "公务接待费同比减少1.01万元。", []),
        (THREE, "公务接待费同比减少约2万元。", []),
        (THREE, "2023年公务接待费同比增长33.33%。", []),
        (THREE, "全县公务接待费同比增长50%。", []),
        (THREE, "公务接待费2万元，与上年持平。", ["警 f4 sections.0.text"]),
        (THREE, "公务用车费2万元，与上年持平。", []),
        (THREE, "公务接待费3万元，与上年持平。", []),
        (THREE, "公务接待费约2万元，与上年持平。", []),
        (("three_public 5 5 4", "reception . . ."), "公务接待费同比下降50%。",
         ["警 f4 sections.0.text"]),
        (("three_public 5 5 4", "reception 0 0 0"), "公务接待费同比下降50%。",
         ["警 f4 sections.0.text"]),
        (("three_public 5 5 4", "reception . . 2"), "公务接待费同比下降50%。", []),
        (("three_public . . .", "reception . . ."), "公务接待费同比下降50%。", []),
        (("three_public 5 5 4",), "公务接待费同比下降50%。", []),
        (SPENT, "与上年15万元相比，项目支出增加5万元，增长33.33%。", []),
        (SPENT, "与上年10万元相比，项目支出增加10万元。", ["警 f4 sections.0.text"]),
        (SPENT, "项目支出20万元，比上年的10万元增长100%。", ["警 f4 sections.0.text"]),
        (SPENT, "项目支出20万元，比上年的25万元减少5万元。", ["警 f4 sections.0.text"]),
        (SPENT, "项目支出20万元，比上年的15.004万元增加4.996万元。", []),
        (SPENT, "项目支出20万元，比上年的15.006万元增加4.994万元。", ["警 f4 sections.0.text"]),
        (SPENT, "项目支出20万元，比上年预算10万元增加10万元。", []),
        (SPENT, "项目支出20万元，比年初预算10万元增加10万元。", []),
        (SPENT, "项目支出20万元，比上年约10万元增加10万元。", []),
        (SPENT, "项目支出20万元，比上年的10余万元增加10万元。", []),
        (SPENT, "与上年10万元相比，项目支出增加约10万元。", []),
        (SPENT, "项目支出20万元，比上年10万元增加8万元。", []),
        (SPENT, "项目支出30万元，比上年10万元增加20万元。", []),
        (SPENT, "全县项目支出20万元，比上年10万元增加10万元。", []),
        (SPENT, "2023年项目支出20万元，比上年10万元增加10万元。", []),
        (SPENT, "公用经费41万元，比上年45万元减少4万元。", ["提 f4 sections.0.text"]),
        (("project . 18 20",), "项目支出20万元，比上年10万元增加10万元。", []),
        (("project 0 18 20",), "项目支出20万元，比上年10万元增加10万元。", []),
    ],
)  # fmt: skip
def test_words_against_the_lines(rows: tuple[str, ...], text: str, found: list[str]) -> None:
    assert told("NR-10", basic(*rows), report(text)) == found


def test_a_line_that_is_no_number_is_no_witness() -> None:
    form = basic("three_public 5 5 4", "reception 3 . .")
    words = report("公务接待费同比下降50%。")
    assert told("NR-10", form, words, unread={"lines.1.final": "二"}) == []


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        (spent(), "基本支出较上年增加8万元，增长11.11%。", []),
        (spent(), "基本支出较上年增加8万元，增长15%。", ["警 f4 sections.0.text"]),
        (spent(), "基本支出较上年减少8万元，下降9.09%。", []),
        (spent(), "基本支出较上年减少8万元，下降11.11%。", ["警 f4 sections.0.text"]),
        (spent(), "项目支出较上年增加20万元，增长100%。", []),
        (spent(), "基本支出较上年增加约8万元，增长15%。", []),
        (spent(own="."), "基本支出较上年增加8万元，增长15%。", []),
        (spent(rate="100"), "全年预算执行率100%。", []),
        (spent(rate="100"), "全年预算执行率95%。", ["警 f4 sections.0.text"]),
        (spent(rate="100"), "全年预算执行率约95%。", []),
        (spent(rate="100"), "2023年预算执行率95%。", []),
        (spent(rate="100"), "全年预算执行率111.11%。", []),
        (spent(rate="100"), "项目预算执行率95%。", []),
        (spent(), "全年预算执行率95%。", []),
        (spent(rate="100", done="."), "全年预算执行率95%。", []),
        (spent(), "本年无项目支出。", ["警 f4 sections.0.text"]),
        (spent(project="0"), "本年无项目支出。", []),
        (spent(project="."), "本年无项目支出。", []),
        (spent(), "本年无政府性基金预算支出。", []),
        (spent(fund="3"), "本年无政府性基金预算支出。", ["警 f4 sections.0.text"]),
        (spent(), "人员经费68万元，占总支出的68%。", []),
        (spent(), "人员经费68万元，占总支出的78%。", ["警 f4 sections.0.text"]),
        (spent(), "人员经费68万元，占基本支出的85%。", []),
        (spent(), "人员经费68万元，占基本支出的95%。", ["警 f4 sections.0.text"]),
        (spent(), "人员经费68万元，占基本支出的约95%。", []),
        (spent(), "人员经费约68万元，占基本支出的95%。", []),
        (spent(), "上年人员经费68万元，占基本支出的95%。", []),
        (spent(own="."), "人员经费68万元，占基本支出的95%。", []),
    ],
)
def test_words_against_the_table(form: Overall, text: str, found: list[str]) -> None:
    assert told("NR-10", form, report(text)) == found
    assert told("NR-10", report(text)) == []


def test_what_is_hoped_for_is_no_claim() -> None:
    words = report("全年预算执行率95%。", heading="八、下一步改进措施")
    assert told("NR-10", spent(rate="100"), words) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("三公经费减少 万元，下降 %。", 1),
        ("三公经费减少 万元。公务接待费减少 万元。", 2),
        ("三公经费减少 万元\n公务接待费减少 万元", 2),
        ("三公经费减少 万元，公务接待费减少 万元；公务用车费减少 万元。", 1),
        ("三公经费减少3万元。", 0),
    ],
)
def test_one_torn_sentence_is_one_finding(text: str, count: int) -> None:
    assert len(told("NR-11", report(text))) == count


def test_staff_of_a_report() -> None:
    (found,) = findings(report("共有人员24人，其中在职18人，离退休5人，临聘2人。"), group="NR-12")
    assert (found.expected, found.found) == ("25", "24")
    assert "18+5+2=25人" in found.message


def rows(*more: dict[str, Any]) -> Overall:
    """Five rows of points in two groups of three kinds, one blank one, and what is given."""
    kinds = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"))
    made = [
        Indicator(level1=one, level2=two, level3=f"第{n}项", target="健全", weight=D(10))
        for n, (one, two) in enumerate([kinds[0], kinds[0], kinds[1], kinds[2], kinds[2]])
    ]
    blank = Indicator(level1="效益指标", level2="社会效益指标")
    return Overall(year=2024, indicators=(*made, blank, *(Indicator(**each) for each in more)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共设置绩效指标5项。", []),
        ("共设置绩效指标6项。", []),
        ("共设置绩效指标2项。", []),
        ("共设置绩效指标3项。", []),
        ("共设置绩效指标4项。", ["警 f4 sections.0.text"]),
        ("共设置绩效指标7项。", ["警 f4 sections.0.text"]),
        ("共设置绩效指标约7项。", []),
        ("含预算执行率共设置绩效指标6项。", []),
        ("含预算执行率共设置绩效指标7项。", ["警 f4 sections.0.text"]),
        ("共设置绩效指标5项。\n共设置绩效指标9项。", []),
        ("共设置绩效指标9项。\n共设置绩效指标8项。", ["警 f4 sections.0.text"]),
    ],
)
def test_the_number_of_indicators(text: str, found: list[str]) -> None:
    assert told("CX-17", rows(), report(text)) == found
    assert told("CX-17", Overall(), report(text)) == []


def test_the_indicators_of_a_project_may_be_meant() -> None:
    four = Project(project="甲", indicators=rows().indicators[:4])
    assert told("CX-17", rows(), four, report("共设置绩效指标4项。")) == []


@pytest.mark.parametrize(
    ("name", "actual", "text", "found"),
    [
        ("举办培训班", "6期", "全年举办培训班6期。", []),
        ("举办培训班", "6期", "全年举办培训班5期。", ["提 f4 sections.0.text"]),
        ("举办培训班", "6期", "全年举办培训班5场。", []),
        ("举办培训班", "6期", "全年举办培训班约5期。", []),
        ("举办培训班", "约6期", "全年举办培训班5期。", []),
        ("举办培训班", "线上2期、线下4期", "全年举办培训班5期。", []),
        ("举办培训班", None, "全年举办培训班5期。", []),
        ("培训班", "6期", "全年举办培训班5期。", []),
        ("乡村培训班", "6期", "全年举办培训班5期。", []),
        ("举办培训班", "6期", "上半年举办培训班2期。全年举办培训班6期。", []),
    ],
)
def test_a_result_in_words(name: str, actual: str | None, text: str, found: list[str]) -> None:
    form = rows({"level3": name, "actual": actual})
    assert told("CX-16", form, report(text)) == found
    assert told("CX-16", report(text)) == []


@pytest.mark.parametrize(
    ("actual", "weight", "text", "found"),
    [
        ("5次", "10", "各项绩效指标全部完成。", ["警 f4 sections.0.text"]),
        ("10次", "10", "各项绩效指标全部完成。", []),
        ("5次", None, "各项绩效指标全部完成。", []),
        ("没有做", "10", "各项绩效指标全部完成。", []),
        ("5次", "10", "各项绩效指标基本完成。", []),
        ("5次", "10", "质量指标全部完成。", []),
        ("5次", "10", "", []),
    ],
)
def test_all_is_done_they_say(actual: str, weight: str | None, text: str, found: list[str]) -> None:
    row = {"level3": "巡查", "target": "≥10次", "actual": actual, "score": D(10)}
    form = rows(row | {"weight": None if weight is None else D(weight)})
    assert told("CX-15", form, report(text)) == found


PEOPLE = BasicData(staff=Staff(authorized=D(20), actual=D(18)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("编制20名，在职18人。", []),
        ("编制21名，在职18人。", ["警 f4 sections.0.text"]),
        ("编制20名，在职17人。", ["警 f4 sections.0.text"]),
        ("编制21名，在职17人。", ["警 f4 sections.0.text"] * 2),
        ("编制12名。编制8名。", []),
        ("在职17人。年末在职18人。", []),
        ("共有人员24人，其中在职17人，离退休6人。", ["提 f4 sections.0.text"]),
        ("编制约21名。", []),
        ("编制宽裕。", []),
    ],
)
def test_the_staff_of_both(text: str, found: list[str]) -> None:
    assert told("CX-04", PEOPLE, report(text)) == found
    assert told("CX-04", BasicData(), report(text)) == told("CX-04", report(text)) == []


MONEY = basic(
    "three_public 3 3.2 2.8", "reception 1 1.2 1", "vehicle_operation 2 2 1.8", "public 40 42 41"
)


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("CX-02", "公用经费支出41万元。", []),
        ("CX-02", "公用经费支出41.005万元。", []),
        ("CX-02", "公用经费支出41.01万元。", ["提 f4 sections.0.text"]),
        ("CX-02", "公用经费支出43万元。", ["错 f4 sections.0.text"]),
        ("CX-02", "公用经费预算43万元。", []),
        ("CX-02", "上年公用经费43万元。", []),
        ("CX-02", "公用经费43万元，商品和服务支出41万元。", []),
        ("CX-02", "商品和服务支出43万元，公用经费43万元。", ["错 f4 sections.0.text"]),
        ("CX-02", "公用经费支出20万元。\n公用经费支出21万元。", []),
        ("CX-03", "三公经费决算2.8万元。", []),
        ("CX-03", "三公经费决算2.9万元。", ["错 f4 sections.0.text"]),
        ("CX-03", "三公经费预算3.2万元，决算2.8万元。", []),
        ("CX-03", "三公经费预算3.3万元，决算2.8万元。", ["错 f4 sections.0.text"]),
        ("CX-03", "2023年三公经费决算3万元。", []),
        ("CX-03", "2023年三公经费决算3.5万元。", ["错 f4 sections.0.text"]),
        ("CX-03", "公务接待费决算1.5万元。", ["错 f4 sections.0.text"]),
        ("CX-03", "公务接待费1.2万元。", []),
        ("CX-03", "公务用车购置费5万元。", []),
        ("CX-05", "全年支出100万元，其中基本支出80万元，项目支出20万元。", []),
        ("CX-05", "全年支出103万元。", ["错 f4 sections.0.text"]),
        ("CX-05", "基本支出83万元。", ["错 f4 sections.0.text"]),
        ("CX-05", "项目支出23万元。", ["错 f4 sections.0.text"]),
        ("CX-05", "上年项目支出23万元。", []),
        ("CX-05", "项目支出预算23万元。", []),
        ("CX-05", "年中追加项目支出23万元。", []),
        ("CX-06", "年初预算90万元。", []),
        ("CX-06", "年初预算收入95万元。", ["错 f4 sections.0.text"]),
        ("CX-06", "年初预算基本支出70万元，项目支出20万元。", []),
        ("CX-06", "年初基本支出预算90万元。", []),
        ("CX-06", "2023年年初预算收入95万元。", []),
    ],
)
def test_amounts_in_the_report(code: str, text: str, found: list[str]) -> None:
    assert told(code, MONEY, spent(), report(text)) == found
    assert told(code, report(text)) == []


def test_other_funds_may_explain_less() -> None:
    assert told("CX-05", spent(fund="3"), report("基本支出77万元。")) == ["提 f4 sections.0.text"]
    assert told("CX-05", spent(fund="3"), report("基本支出83万元。")) == ["错 f4 sections.0.text"]


def test_a_figure_that_the_tables_contradict_is_not_told_by_its_sentence_again() -> None:
    text = "全年支出100万元，其中基本支出83万元，项目支出20万元。"
    assert told("NR-01", spent(), report(text)) == []
    off = {"severities": {"CX-05": "关"}}
    assert told("NR-01", spent(), report(text), changes=off) == ["错 f4 sections.0.text"]


def test_a_grade_below_the_best() -> None:
    assert told("CX-07", spent(score="85"), report("等级为优。")) == ["错 f4 sections.0.text"]
    assert told("CX-07", spent(score="85"), report("等级为良。")) == []
    twice = (scored("甲", "95"), scored("甲", "90"), project_report("自评得分96分。", "甲"))
    assert told("CX-07", *twice) == ["错 f5 sections.0.text"]

"""CX: words of a report that belong to another year, another project or another unit."""

import datetime as dt

import pytest

from core.checks.finding import HINT, WARNING
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.parts import Indicator, Sign
from core.forms.report import Seal
from tests.core.checks.look import codes, findings, hints
from tests.core.checks.test_cx import line, money, project, report


@pytest.mark.parametrize(
    "text",
    [
        "2023年度基本支出75万元。",
        "2024年度基本支出80万元。",
        "2023年基本支出80万元，2024年基本支出80万元。",
        "2023年基本支出80万元，与2022年持平。",
        "2023年基本支出年初预算80万元。",
        "2023年甲项目基本支出80万元。",
        "2022年基本支出80万元。",
        "2023年基本支出约80万元。",
        "2023年其他支出80万元。",
    ],
)
def test_last_years_own_amounts_are_its_own(text: str) -> None:
    assert codes(report(text), money(), group="CX-12") == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年度基本支出80万元。",
        "2023年度项目支出20万元，其中甲项目20万元。",
        "2023年总支出100万元。",
        "2023年基本支出决算80万元。",
        "2023年度收入总计100万元，比上年增加8万元。",
    ],
)
def test_this_years_amount_told_as_last_years(text: str) -> None:
    assert codes(report(text), money(), group="CX-12") == [("CX-12", "sections.0.text")]


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        ("2023年收入总计103万元。", "fund.annual_budget", "全年预算数"),
        ("2023年总支出100万元。", "fund.executed", "全年执行数"),
        ("2023年基本支出80万元。", "expenditure.basic", "基本支出"),
        ("2023年项目支出20万元。", "expenditure.project", "项目支出"),
    ],
)
def test_the_cell_that_gives_the_year_away(text: str, path: str, name: str) -> None:
    (found,) = findings(report(text), money(annual="103"), group="CX-12")
    assert (found.severity, found.expected, found.found) == (WARNING, "2024", "2023")
    assert found.places[1].at.path == path
    assert f"的{name}。" in found.message


def test_a_report_of_the_wrong_year_says_so_once() -> None:
    wrong = OverallReport(year=2023, sections=report("2023年度基本支出80万元。").sections)
    assert codes(wrong, money(), group="CX-12") == [("CX-12", "year")]


@pytest.mark.parametrize(
    ("day", "told"),
    [(dt.date(2024, 11, 30), 1), (dt.date(2024, 12, 1), 0), (dt.date(2025, 3, 20), 0)],
)
def test_signed_before_the_year_was_over(day: dt.date, told: int) -> None:
    assert hints(Overall(sign=Sign(date=day)), group="CX-12") == [("CX-12", "sign.date")] * told
    seal = OverallReport(cover=Seal(date=day), signature=Seal(date=day))
    assert hints(seal, group="CX-12") == [("CX-12", "cover.date")] * told


LINES = BasicData(
    lines=(
        line("project_line", "1、业务经费", budget="9", final="8"),
        line("special_line", "丙专项", final="12"),
        line("special_line", "丁专项", final="5"),
        line("special_line", "丁专项", final="6"),
    )
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("项目支出20万元，其中：业务经费8万元、丙专项12万元。", 0),
        ("项目支出21万元，其中：业务经费9万元、丙专项12万元。", 0),
        ("项目支出20万元，其中：业务经费7万元、丙专项12万元、戊专项1万元。", 1),
        ("项目支出20万元，其中：业务经费7万元、丙专项12万元。", 0),
        ("项目支出20万元，其中：业务经费约7万元、丙专项12万元、戊专项1万元。", 0),
        ("上年项目支出20万元，其中：业务经费7万元、丙专项13万元。", 0),
        ("教育局项目支出20万元，其中：丁专项7万元、戊专项13万元。", 0),
        ("基本支出20万元，其中：业务经费7万元、差旅费13万元。", 0),
    ],
)
def test_projects_that_a_sentence_lists(text: str, told: int) -> None:
    assert codes(LINES, report(text), group="CX-14") == [("CX-14", "sections.0.text")] * told


def test_a_listed_project_in_words() -> None:
    text = "项目支出20万元，其中：业务经费7万元、丙专项12万元、戊专项1万元。"
    (found,) = findings(LINES, report(text), group="CX-14")
    assert "“业务经费”应为基础数据表的8万元，现为7万元，差1万元" in found.message
    assert (found.expected, found.found) == ("8", "7")
    assert found.places[1].at.path == "lines.0.final"


@pytest.mark.parametrize(
    ("name", "told"),
    [("甲项目", 0), ("甲项目经费", 0), ("丙专项", 0), ("图书购置", 1), (None, 0)],
)
def test_a_report_on_a_project_that_no_table_names(name: str | None, told: int) -> None:
    found = hints(LINES, project("8"), ProjectReport(project=name), group="CX-09")
    assert found.count(("CX-09", "project")) == told


def test_the_name_that_the_table_has() -> None:
    forms = (project("8"), project("9", "乙项目"), ProjectReport(project="图书购置"))
    (found,) = findings(*forms, group="CX-09")
    assert (found.expected, found.found) == ("甲项目、乙项目", "图书购置")


def test_without_a_table_there_is_no_name_to_compare() -> None:
    forms = (Project(blank=True, project="甲"), ProjectReport(project="图书购置"))
    assert hints(*forms, group="CX-09") == []


@pytest.mark.parametrize(
    ("unit", "text", "told"),
    [
        ("青溪县水利局", "我委加强管理。", 1),
        ("青溪县水利局", "今年以来，我镇加强管理。", 1),
        ("青溪县水利局", "我局加强管理。", 0),
        ("青溪县水利局", "自我院办理以来。", 0),
        ("青溪县水利局", "我委员会同意。", 0),
        ("青溪县政府办公室", "我办、我委加强管理。", 0),
        ("青溪县古籍中心", "我局加强管理。", 0),
    ],
)
def test_what_a_report_calls_itself(unit: str, text: str, told: int) -> None:
    found = findings(report(text), group="CX-11", unit=unit)
    assert [(f.severity, f.place.at.path, f.found) for f in found] == [
        (HINT, "sections.0.text", text[text.index("我") :][:2])
    ] * told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024年全年预算资金100万元。", 0),
        ("2024年全年预算资金103万元。", 1),
        ("我局全年预算103万元。", 1),
        ("全年预算数103万元。", 0),
        ("2023年全年预算资金103万元。", 0),
        ("2024年甲项目全年预算103万元。", 0),
        ("2024年全年预算资金103万元。2024年全年预算100万元。", 0),
    ],
)
def test_the_budget_of_the_whole_year(text: str, told: int) -> None:
    """Only a hint: it may be of some funds."""
    found = hints(report(text), money(), group="CX-06")
    assert found == [("CX-06", "sections.0.text")] * told
    assert codes(report(text), money(), group="CX-06") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("节约复制费用2.3万元。", 0), ("节约复制费用3.2万元。", 1), ("节约复制费用3.2%。", 0)],
)
def test_an_indicator_of_money_in_words(text: str, told: int) -> None:
    form = Overall(indicators=(Indicator(level3="节约复制费用", actual="2.3万元"),))
    assert len(hints(form, report(text), group="CX-16")) == told

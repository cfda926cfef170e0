"""NR as rules: places, severities, and what several sentences or forms say together."""

from decimal import Decimal

import pytest

from core.address import At
from core.checks.finding import ERROR, HINT, WARNING
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Line
from core.forms.overall import Expenditure, Fund, Income
from core.forms.project import ProjectFund
from core.forms.report import Section, Table, TableRow
from tests.core.checks.look import codes, findings, hints

D = Decimal


def report(*texts: str, heading: str = "支出情况") -> OverallReport:
    return OverallReport(
        sections=tuple(Section(no=n, heading=heading, text=t) for n, t in enumerate(texts, 1))
    )


def test_a_finding_names_section_figures_and_sentence() -> None:
    text = "总支出120万元，其中：基本支出90万元，项目支出36万元。"
    (found,) = findings(report("无。", text), group="NR-01")
    assert found.severity == ERROR
    assert found.place.at == At("sections.1.text")
    assert (found.expected, found.found) == ("120", "126")
    assert "“总支出120万元，其中：基本支出90万元，项目支出36万元”" in found.message


def test_project_reports_are_read_too() -> None:
    text = "公务接待费2.1万元，比上年2.5万元增加0.4万元。"
    form = ProjectReport(sections=(Section(no=1, heading="一、概况", text=text),))
    assert codes(form, group="NR") == [("NR-02", "sections.0.text")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年预算数100万元，全年执行数33.78万元。", []),
        ("全年预算数100元，全年执行数33.78元。", ["100万元"]),
        ("全年预算数120万元，全年执行数33.78万元。", ["100"]),
        ("项目全年执行数34万元。", ["33.78"]),
        ("甲子项目全年预算数60万元，乙子项目全年预算数40万元。", []),
        ("全年预算数约99万元。", []),
    ],
)
def test_the_money_of_a_project_by_the_names_of_its_form(text: str, expected: list[str]) -> None:
    fund = ProjectFund(row="total", annual_budget=D(100), executed=D("33.78"))
    table = Project(project="甲项目", funds=(fund,))
    form = ProjectReport(project="甲项目", sections=(Section(no=1, heading="一、概况", text=text),))
    found = findings(table, form, group="NR-10")
    assert [finding.expected for finding in found] == expected


def test_a_table_with_one_cause_is_one_finding() -> None:
    rows = (
        TableRow(label="基本支出", budget=D(80), added=D(7), final=D(90)),
        TableRow(label="工资福利支出", budget=D(60), added=D(8), final=D(68)),
        TableRow(label="商品和服务支出", budget=D(20), added=D(2), final=D(22)),
    )
    form = OverallReport(tables=(Table(title="基本支出", rows=rows),))
    (found,) = findings(form, group="NR-06")
    assert found.place.at == At("tables.0.rows.0.added")
    assert (found.expected, found.found) == ("10", "7")


def test_carried_money_may_explain_a_row() -> None:
    rows = (TableRow(label="项目支出", budget=D(80), added=D(0), final=D(90)),)
    table = Table(title="项目支出", rows=rows)
    text = Section(no=1, heading="支出情况", text="上年结转10万元。")
    assert codes(OverallReport(tables=(table,)), group="NR-06") != []
    form = OverallReport(tables=(table,), sections=(text,))
    assert codes(form, group="NR-06") == []
    assert hints(form, group="NR-06") != []


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("2024年基本支出决算90万元。", "2024年基本支出决算数95万元。", WARNING),
        ("2024年基本支出90万元。", "2024年基本支出95万元。", HINT),
        ("2024年基本支出决算90万元。", "2024年基本支出预算95万元。", None),
        ("2024年基本支出决算90万元。", "2023年基本支出决算95万元。", None),
        ("2024年项目支出决算90万元。", "道路项目支出决算95万元。", None),
        ("2024年基本支出决算90万元。", "2024年基本支出决算约95万元。", None),
    ],
)
def test_the_same_thing_twice(one: str, other: str, severity: str | None) -> None:
    found = findings(report(one, other), group="NR-08")
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_repeated_paragraphs() -> None:
    long = "组织干部深入村组走访群众，收集意见建议，逐项研究答复并公开办理结果。" * 2
    assert hints(report(f"{long}\n短句。", long), group="NR-09") == [("NR-09", "sections.1.text")]
    assert hints(report("短句。\n短句。"), group="NR-09") == []


def three_public(prior: str | None, final: str | None) -> BasicData:
    rows = (
        Line(item="three_public", prior_final=D(6), final=D(5)),
        Line(
            item="vehicle",
            prior_final=None if prior is None else D(prior),
            final=None if final is None else D(final),
        ),
    )
    return BasicData(lines=rows)


@pytest.mark.parametrize(
    ("text", "prior", "final", "found"),
    [
        ("公务用车费用同比下降50%。", None, None, 1),
        ("公务用车费用同比下降50%。", "0", "0", 1),
        ("公务用车费用同比下降50%。", "4", "2", 0),
        ("公务用车费用同比下降50%。", "2", "4", 1),
        ("公务用车费用同比下降50%。", "4", "3", 1),
        ("公务用车费用同比下降约50%。", "4", "2.1", 0),
        ("公务用车费用比上年减少0.5万元。", "4", "3.5", 0),
        ("公务用车费用比上年减少0.8万元。", "4", "3.5", 1),
        ("力争公务用车费用同比下降50%。", None, None, 0),
        ("公务用车费用预算同比下降50%。", "2", "4", 0),
        ("会议费同比下降50%。", None, None, 0),
        ("上半年公务用车费用同比下降50%。", "4", "3", 0),
        ("截至6月底，公务用车费用同比下降50%。", "4", "3", 0),
        ("2023年公务用车费用同比下降50%。", "4", "3", 0),
        ("与2023年相比，公务用车费用下降50%。", "4", "3", 1),
        ("全县公务用车费用同比下降50%。", "4", "3", 0),
        ("某局公务用车费用同比下降50%。", "4", "3", 1),
        ("下属修复站公务用车费用同比下降50%。", "4", "3", 0),
        ("公务接待费1万元。公务接待批次同比下降50%。", "4", "3", 0),
    ],
)
def test_rising_and_falling_against_the_table(
    text: str, prior: str | None, final: str | None, found: int
) -> None:
    assert len(codes(three_public(prior, final), report(text), group="NR-10")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务用车运行费2万元，与上年持平。公务用车费用3万元，与上年持平。", 1),
        ("公务用车费用3万元，与上年基本持平。", 0),
        ("公务用车费用3万元，与上年预算持平。", 0),
        ("公务用车费用2万元，与上年持平。", 0),
    ],
)
def test_as_last_year_in_words_but_not_in_the_table(text: str, found: int) -> None:
    assert len(codes(three_public("4", "3"), report(text), group="NR-10")) == found


def test_an_empty_table_proves_nothing() -> None:
    form = BasicData(lines=(Line(item="vehicle"),))
    assert codes(form, report("公务用车费用同比下降50%。"), group="NR-10") == []


def test_no_projects_in_words_but_in_the_table() -> None:
    form = Overall(expenditure=Expenditure(project=D(30)))
    (found,) = findings(form, report("2024年本单位无项目支出。"), group="NR-10")
    assert (found.expected, found.found) == ("30", "无项目支出")
    assert codes(form, report("无其他项目支出。"), group="NR-10") == []
    none = Overall(expenditure=Expenditure(project=D(0)))
    assert codes(none, report("2024年本单位无项目支出。"), group="NR-10") == []


def test_no_government_fund_in_words_but_in_the_table() -> None:
    form = Overall(income=Income(government_fund=D(12)))
    heading = "三、政府性基金预算支出情况"
    assert codes(form, report("无。", heading=heading), group="NR-10") != []
    assert codes(form, report("无。", heading="七、存在的问题"), group="NR-10") == []


@pytest.mark.parametrize(
    ("heading", "text", "found"),
    [
        ("二、支出情况", "2024年本单位无项目支出。", 1),
        ("二、支出情况", "2023年本单位无项目支出。", 0),
        ("二、支出情况", "上年无项目支出。", 0),
        ("二、支出情况", "下属单位无项目支出。", 0),
        ("二、支出情况", "政府性基金预算无项目支出。", 0),
        ("二、支出情况", "除上述外无项目支出。", 0),
        ("四、国有资本经营预算支出情况", "无项目支出。", 0),
    ],
)
def test_whose_projects_there_are_none_of(heading: str, text: str, found: int) -> None:
    form = Overall(expenditure=Expenditure(project=D(30)))
    assert len(codes(form, report(text, heading=heading), group="NR-10")) == found


def test_the_gaps_of_one_sentence_are_one_finding() -> None:
    text = "公务接待费 万元，比上年减少 万元，下降 %。\n公务用车费比上年增加 万元。"
    assert codes(report(text), group="NR-11") == [("NR-11", "sections.0.text")] * 2


def test_staff_that_do_not_add_up() -> None:
    (found,) = findings(report("共有48人，其中：在职40人，离退休9人。"), group="NR-12")
    assert (found.expected, found.found) == ("49", "48")


def test_a_list_that_says_another_number() -> None:
    assert hints(report("股室4个，分别是办公室、预算股、绩效股。"), group="NR-07") != []
    assert hints(report("股室3个，分别是办公室、预算股、绩效股。"), group="NR-07") == []


def test_two_sentences_with_gaps_are_two_findings() -> None:
    """Gaps of one sentence are one finding: it was never filled in."""
    one = "公务接待费比上年减少 万元，下降 %。"
    assert len(codes(report(one), group="NR-11")) == 1
    assert len(codes(report(one + "项目支出比上年增加 万元，增长 %。"), group="NR-11")) == 2
    assert len(codes(report(one.replace("。", "\n") + one), group="NR-11")) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务用车经费1万元，同比增长50%。", 1),
        ("公务用车经费1万元，同比下降50%。", 0),
        ("公务用车经费3万元，同比增长50%。", 0),
    ],
)
def test_a_trend_counts_where_its_amount_is_that_of_the_table(text: str, found: int) -> None:
    """f1: 2万元, then 1万元; of another amount nothing is known."""
    row = Line(item="vehicle", prior_final=D(2), final=D(1))
    assert len(codes(BasicData(lines=(row,)), report(text), group="NR-10")) == found


def test_the_section_of_one_kind_of_funds_speaks_of_these_alone() -> None:
    both = (
        Section(no=1, heading="二、一般公共预算支出情况", text="2024年项目支出1203.5万元。"),
        Section(no=2, heading="三、政府性基金预算支出情况", text="2024年项目支出209万元。"),
    )
    assert findings(OverallReport(sections=both), group="NR-08") == ()
    same = (both[0], Section(no=2, heading="六、绩效情况", text="2024年项目支出209万元。"))
    assert findings(OverallReport(sections=same), group="NR-08") != ()


def test_a_slip_elsewhere_in_the_text_does_not_hide_a_trend() -> None:
    """The wrong list is NR-01; that reception fell by another rate than f1 says is NR-10."""
    row = Line(item="reception", prior_final=D(2), final=D(1))
    text = "总支出120万元，其中：基本支出90万元，项目支出36万元。公务接待费同比下降30%。"
    found = codes(BasicData(lines=(row,)), report(text), group="NR")
    assert [code for code, _ in found] == ["NR-01", "NR-10"]


def spent(rate: str = "95", executed: str = "95") -> Overall:
    """f2 with 95 of 100 spent, at first 90; 75 basic and 20 projects."""
    return Overall(
        fund=Fund(initial_budget=D(90), annual_budget=D(100), executed=D(executed), rate=D(rate)),
        expenditure=Expenditure(basic=D(75), project=D(20)),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年预算执行率95%。", 0),
        ("2024年预算执行率98%。", 1),
        ("预算执行率为105.56%。", 0),
        ("项目预算执行率98%。", 0),
        ("上半年预算执行率48%。", 0),
        ("预算执行率约98%。", 0),
        ("2023年预算执行率98%。", 0),
        ("截至9月30日，预算执行率76%。", 0),
        ("（二）项目支出情况\n预算执行率98%。", 0),
        ("全年预算50万元，支出49万元，预算执行率98%。", 0),
        ("人员经费60万元，占总支出的63.16%。", 0),
        ("人员经费60万元，占总支出的73.16%。", 1),
        ("人员经费60万元，占基本支出的80%。", 0),
        ("人员经费60万元，占基本支出的90%。", 1),
        ("人员经费60万元，占总支出的60%。", 0),
        ("上年人员经费60万元，占总支出的73.16%。", 0),
        ("人员经费60万元，占全县总支出的7%。", 0),
    ],
)
def test_rates_against_the_table(text: str, found: int) -> None:
    assert len(codes(spent(), report(text), group="NR-10")) == found


def test_a_wrong_rate_in_the_table_does_not_accuse_the_report() -> None:
    assert codes(spent(rate="100"), report("2024年预算执行率95%。"), group="NR-10") == []


def test_what_a_sentence_contradicts_is_not_told_twice() -> None:
    """公务接待费 3.4 breaks its own list already; the later 2.4 would be NR-08 as well."""
    text = "三公经费2.4万元，其中公务接待费3.4万元。2024年公务接待费2.4万元。"
    assert [code for code, _ in codes(report(text), group="NR")] == ["NR-01"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("基本支出较上年增加15万元，增长25%。", 0),
        ("基本支出较上年增加15万元，增长35%。", 1),
        ("项目支出较上年减少5万元，下降20%；基本支出较上年增加15万元，增长25%。", 0),
        ("项目支出较上年减少5万元，下降25%。", 1),
        ("下属修复站基本支出较上年增加15万元，增长35%。", 0),
        ("上半年基本支出较上年增加15万元，增长35%。", 0),
        ("基本支出较上年增加约15万元，增长35%。", 0),
        ("2023年基本支出较上年增加15万元，增长35%。", 0),
        ("基本支出预算较上年增加15万元，增长35%。", 0),
    ],
)
def test_growth_by_what_the_table_has(text: str, found: int) -> None:
    """75 basic and 20 project spending in f2."""
    assert len(codes(spent(), report(text), group="NR-10")) == found

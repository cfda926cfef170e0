"""What stands beside the case that counts: a form before it, a bracket behind, a name left out.

What a rule passes over must not end its search, and what it needs must really be there.
"""

import dataclasses
from typing import Any

import pytest

from core.address import At, Place
from core.checks.cx_identity import one_year
from core.checks.evaluation import row
from core.checks.narrative.story import tell
from core.checks.rule import Case, submission_of
from core.checks.usual import Measure, Usual
from core.checks.xy import as_another_unit
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Staff
from core.forms.parts import Indicator
from core.forms.report import Section, Table, TableRow
from core.scheme import Attachments, load_scheme
from core.source import Source
from tests.core.checks.look import findings
from tests.core.checks.test_between_limits import D, basic, project, report, spent, told


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        ((project("12"), Project(blank=True)), ["提 f3#2 title"]),
        ((Project(blank=True), ProjectReport(blank=True)), ["提 f3 title"]),
        ((spent(), project("20"), ProjectReport(blank=True), Project(blank=True)),
         ["提 f3#2 title"]),
    ],
)  # fmt: skip
def test_the_first_blank_form_that_is_one_too_many(
    forms: tuple[Form, ...], found: list[str]
) -> None:
    assert told("CP-09", *forms) == found


@pytest.mark.parametrize(("always", "severity"), [(("f1", "f2", "f4"), "错"), (("f2", "f4"), "提")])
def test_small_projects_excuse_the_forms_of_projects_only(
    always: tuple[str, ...], severity: str
) -> None:
    forms = (spent(), report("本单位无重点项目支出。"))
    wanted = {"attachments": Attachments(always=always, projects=("f3",))}
    assert told("CP-01", *forms, changes=wanted) == [f"{severity} f2 expenditure.project"]


TOTAL = "三公经费3万元，其中公务接待费2万元，公务用车运行维护费2万元。"


@pytest.mark.parametrize(
    ("unread", "found"),
    [
        ({"paragraphs.0": TOTAL}, ["错 f4 title"]),
        ({"cells.0.1.1": TOTAL}, []),
    ],
)
def test_what_stands_before_the_sections_is_read_too(
    unread: dict[str, str], found: list[str]
) -> None:
    assert told("NR-01", report("见附表。"), unread=unread) == found


THREE = basic(
    "three_public 3 3.2 2.8", "reception 1 1.2 0.9", "vehicle_operation 2 2 1.9"
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三公经费2.8万元，比上年3万元（公务接待费1万元）减少0.2万元。", []),
        ("三公经费2.8万元（预算3.2万元），比上年3万元（公务接待费1万元），公务用车运行维护费1.9万元。",
         []),
        ("三公经费2.8万元，减少0.2万元（公务接待费0.9万元）。", []),
        ("三公经费2.8万元，减少0.2万元（公务接待费0.8万元）。", ["错 f4 sections.0.text"]),
    ],
)  # fmt: skip
def test_what_a_bracket_speaks_of(text: str, found: list[str]) -> None:
    """Behind last year's amount of last year, anywhere else of this."""
    assert told("CX-03", THREE, report(text)) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("基本支出90万元。", "本单位基本支出95万元。"), 1),
        (("基本支出90万元，其中人员经费72万元，公用经费18万元。", "基本支出95万元。"), 1),
        (("基本支出90万元，其中人员经费72万元，公用经费28万元。", "基本支出95万元。"), 0),
        (("基本支出90万元。", "基本支出95万元，其中人员经费72万元，公用经费28万元。"), 0),
    ],
)
def test_a_figure_that_its_own_sentence_contradicts_is_not_told_again(
    texts: tuple[str, ...], found: int
) -> None:
    assert len(told("NR-08", report(*texts))) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("三、政府性基金预算支出情况", 0),
        ("四、国有资本经营预算支出情况", 0),
        ("五、社会保险基金预算支出情况", 0),
        ("六、部门整体支出绩效情况", 1),
    ],
)
def test_sections_of_other_funds_are_apart(heading: str, found: int) -> None:
    said = (("二、一般公共预算支出情况", "90"), (heading, "20"))
    sections = tuple(
        Section(no=n, heading=head, text=f"2024年项目支出{amount}万元。")
        for n, (head, amount) in enumerate(said, 1)
    )
    assert len(told("NR-08", OverallReport(sections=sections))) == found


@pytest.mark.parametrize(
    ("total", "found"), [(None, []), ("10", []), ("11", ["错 f4 tables.0.rows.0.budget"])]
)
def test_a_total_that_is_not_given_is_not_wrong(total: str | None, found: list[str]) -> None:
    rows = (
        TableRow(label="基本支出", budget=None if total is None else D(total), final=D(12)),
        TableRow(label="工资福利支出", budget=D(6), final=D(7)),
        TableRow(label="商品和服务支出", budget=D(4), final=D(5)),
    )
    assert told("NR-06", OverallReport(tables=(Table(rows=rows),))) == found


def one(*rows: Indicator, **more: Any) -> Overall:
    return Overall(year=2024, indicators=rows, **more)


@pytest.mark.parametrize(
    ("code", "form", "found"),
    [
        ("ZP-16", one(row("10次", "", "-0.5")), []),
        ("ZP-16", one(row("10次", "", "0.5")), ["错 f2 indicators.0.actual"]),
        ("ZP-19", one(row("12次", "12次", level3="开展培训10次以上")), []),
        ("ZP-19", one(row("95%", "95%", level3="开展培训10次以上")), ["警 f2 indicators.0.target"]),
        ("ZP-25", one(row("10次", "10次", level1=None),
                      row("10次", "10次", level1=None, level2="满意度")),
         ["提 f2 indicators.0.level1"]),
    ],
)  # fmt: skip
def test_rows_beside_the_limit(code: str, form: Overall, found: list[str]) -> None:
    assert told(code, form) == found


def test_the_level_of_a_group_is_that_of_its_first_row() -> None:
    rows = [row("10次", "10次", level1=None, level2=name) for name in ("质量指标", "满意度")]
    (found,) = findings(one(*rows), group="ZP-25")
    assert found.expected == "产出指标"


@pytest.mark.parametrize(("theirs", "found"), [("水利工程巡查次数", 1), ("农田水利巡查次数", 0)])
def test_only_a_name_that_the_other_has_too_is_borrowed(theirs: str, found: int) -> None:
    mine, other = (
        submission_of((one(Indicator(level3=name, target="9次")),), unit, 2024)
        for name, unit in (("水利工程巡查次数", "青溪县教育局"), (theirs, "青溪县水利局"))
    )
    case = Case(mine, load_scheme(), {}, others=(other,))
    assert len(list(as_another_unit.run(case))) == found


def test_figures_in_the_sentence_for_the_slip() -> None:
    """Rates with two decimals; what is divided by what."""
    staff = BasicData(staff=Staff(authorized=D(15), actual=D(17)))
    (found,) = findings(staff, group="BD-02")
    assert "113.33%" in found.message
    building = Building(approved_area=D(300), actual_area=D(350), area_rate=D("116.67"))
    (found,) = findings(BasicData(buildings=(building,)), group="BD-15")
    assert (found.expected, found.found) == ("不超过100%", "350÷300")
    low = one(row("10次", "10次", "9.5"), fund=spent(done="60").fund)
    (found,) = findings(low, group="ZP-20")
    assert "绩效得分率95%" in found.message
    lines = basic("three_public 3 5 4")
    (found,) = findings(lines, group="BD-11")
    assert "33.33%" in found.message
    wrong = report("预算860万元，支出832.5万元，执行率97.8%。")
    (found,) = findings(wrong, group="NR-05")
    assert "差1个百分点" in found.message
    two = report("收入105万元，支出100万元，其中：甲项目60万元，乙项目50万元。")
    (found,) = findings(two, group="NR-01")
    assert "差10万元" in found.message


def test_what_a_series_leaves_to_its_names() -> None:
    """Only one of the names says the kind: it is that of all."""
    (told_,) = tell("三公经费、公务接待费预算数分别为3万元、1万元。").told
    assert [amount.kind for amount in told_.amounts] == ["budget", "budget"]


def test_the_share_of_an_amount_that_the_table_contradicts_is_passed_over() -> None:
    """公用经费 is 41 by f1, which CX-02 tells; what is wrong of 人员经费 is told all the same."""
    text = "公用经费支出43万元，占总支出的50%。人员经费68万元，占基本支出的95%。"
    (found,) = findings(basic("public 40 42 41"), spent(), report(text), group="NR-10")
    assert (found.expected, found.found) == ("85%", "95%")


@pytest.mark.parametrize(
    ("text", "off", "severity"),
    [
        ("基本支出80万元。", (), "提"),
        ("基本支出80万元。", ("CX-05",), "错"),
        ("基本支出85万元。", (), "错"),
    ],
)
def test_a_sum_that_holds_with_what_the_report_says(
    text: str, off: tuple[str, ...], severity: str
) -> None:
    changes = {"severities": dict.fromkeys(off, "关")}
    found = told("ZP-07", spent(own="85"), report(text), changes=changes)
    assert found == [f"{severity} f2 expenditure.basic"]


@pytest.mark.parametrize(
    ("value", "odd"), [("63", False), ("63.01", True), ("7", False), ("6.99", True)]
)
def test_three_times_as_much_or_as_little_as_the_median(value: str, odd: bool) -> None:
    usual = Usual("", {"人均": (D(21),) * 9}, 0, 0)
    measure = Measure("人均", D(value), Place("f1", At("lines.0.final")))
    assert usual.odd(measure) == ((D(21),) * 3 if odd else None)


def test_a_step_of_satisfaction_names_both_sides() -> None:
    pleased = {"level1": "满意度指标", "level2": "服务对象满意度指标", "level3": "读者满意度"}
    (found,) = findings(one(row("≥95%", "92%", **pleased)), group="ZP-13")
    cells = [place.at.path.partition("indicators.0.")[2] for place in found.places]
    assert cells == ["score", "target", "actual"]


def test_a_form_without_a_score_does_not_hide_the_next() -> None:
    forms = (Overall(), spent(score="82"))
    assert told("XY-02", *forms, previous=(spent(score="95"),)) == ["提 f2#2 total.score"]


def test_an_average_is_told_in_yuan() -> None:
    (found,) = findings(report("公务接待200人次，支出1万元，人均60元。"), group="NR-05")
    assert "=50元，现为60元" in found.message


@pytest.mark.parametrize(("year", "found"), [(2022, ["2022"]), (2024, [])])
def test_the_columns_of_another_year(year: int, found: list[str]) -> None:
    """What the reader noted of the heads of f1 beside the year of the submission."""
    submission = submission_of((BasicData(),), "某某局", 2024)
    (filled,) = submission.forms
    noted = {At("year"): Source("", doubt=f"栏目写的是{year}年")}
    filled = dataclasses.replace(filled, sources=noted)
    case = Case(submission.with_form(filled), load_scheme(), {})
    breaches = list(one_year.run(case))
    assert [breach.found for breach in breaches] == found
    assert all("2023年决算数和2024年预算数" in breach.says for breach in breaches)

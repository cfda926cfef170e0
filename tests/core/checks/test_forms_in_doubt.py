"""Rows that stand twice, blank cells and reports that repeat themselves: what is still told."""

from decimal import Decimal
from typing import Any

import pytest

from core.checks.copies import sketches
from core.checks.evaluation import money_rows
from core.checks.lines import line
from core.checks.tables import torn_cells
from core.checks.where import cut
from core.checks.wording import out_of_order
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Staff
from core.forms.overall import Expenditure, Fund
from core.forms.parts import Goal, Indicator, Total
from core.forms.project import ProjectFund
from core.forms.report import Section, Table, TableRow
from core.scoring.indicator import align
from core.scoring.target import Amount
from tests.core.checks.look import findings

D = Decimal


def told(code: str, *forms: Form, **more: Any) -> list[str]:
    """What a check says of forms: 「错 f1 lines.0.final」."""
    found = findings(*forms, group=code, **more)
    return [f"{f.severity[0]} {f.place.form} {f.place.at.path}" for f in found]


def report(*texts: str) -> OverallReport:
    heading = "二、一般公共预算支出情况"
    return OverallReport(
        sections=tuple(Section(no=n, heading=heading, text=text) for n, text in enumerate(texts, 1))
    )


def test_a_blank_project_row_hides_no_other() -> None:
    """Two rows 项目支出: the first is blank, the second is not what 自评表 says."""
    rows = (line("project", "", "", ""), line("project", "", "", "24"))
    spent = Overall(expenditure=Expenditure(basic=D(90), project=D(30)))
    assert told("CX-01", BasicData(lines=rows), spent) == ["错 f1 lines.1.final"]


def test_staff_told_twice_alike_are_right() -> None:
    text = "在职人员48人。"
    assert told("CX-11", BasicData(staff=Staff(actual=D(48))), report(text, text)) == []


def test_a_report_without_basic_data_is_not_compared_with_it() -> None:
    table = Table(rows=(TableRow(label="甲项目", final=D(5)),))
    assert told("CX", OverallReport(tables=(table,))) == []


def _marked(score: str, name: str = "甲项目") -> Project:
    return Project(project=name, total=Total(weight=D(100), score=D(score)))


def _claims(text: str, name: str = "甲项目") -> ProjectReport:
    return ProjectReport(project=name, sections=(Section(no=1, heading="一、结论", text=text),))


def test_of_two_tables_of_one_project_the_first_counts() -> None:
    tables = (_marked("90"), _marked("95"))
    assert told("CX-07", *tables, _claims("自评得分90分。")) == []


@pytest.mark.parametrize(
    ("score", "word", "wrong"),
    [("95", "优", 0), ("95", "良", 1), ("85", "良", 0), ("85", "优", 1), ("70", "中", 0),
     ("70", "良", 1), ("50", "差", 0), ("50", "中", 1)],
)  # fmt: skip
def test_the_grade_of_a_score(score: str, word: str, wrong: int) -> None:
    text = f"评价等次为“{word}”。"
    assert len(told("CX-07", _marked(score), _claims(text))) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("共设置绩效指标3个。", 0),
        ("共设置绩效指标4个。", 1),
        ("共设置绩效指标4条。", 1),
        ("共设置绩效指标4项。", 1),
        ("共设置绩效指标4类。", 0),
        ("共设置绩效指标约4个。", 0),
        ("共设置绩效指标4个，包括预算执行率。", 0),
        ("共设置绩效指标5个，包括预算执行率。", 1),
    ],
)
def test_the_execution_rate_may_count_as_an_indicator(text: str, wrong: int) -> None:
    names = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"))
    rows = tuple(Indicator(level1=a, level2=b, level3=b, weight=D(10)) for a, b in names * 2)
    assert len(told("CX-17", Overall(indicators=rows[:3]), report(text))) == wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我局2024年基本支出95万元。2024年基本支出95万元。", 1),
        ("公务用车改革至6月；2024年基本支出95万元。", 1),
        ("至6月基本支出95万元。", 0),
    ],
)
def test_which_sentences_speak_of_the_whole_year_of_the_unit(text: str, found: int) -> None:
    spent = Overall(
        year=2024, fund=Fund(executed=D(120)), expenditure=Expenditure(basic=D(90), project=D(30))
    )
    assert len(told("CX-05", spent, report(text))) == found


@pytest.mark.parametrize(("project", "found"), [("40", 0), ("40.01", 0), ("40.02", 1)])
def test_the_parts_of_the_initial_budget(project: str, found: int) -> None:
    text = f"2024年年初预算收入95万元。年初预算基本支出60万元、项目支出{project}万元。"
    assert len(told("CX-06", Overall(fund=Fund(initial_budget=D(100))), report(text))) == found


def test_one_column_is_torn_by_one_cell() -> None:
    """Two rows are off by the same 5万元 as the column: the first is its cause, once."""
    rows = (("合计", 30, 5, 35), ("甲", 15, 0, 10), ("乙", 20, 5, 20), ("丙", 0, 0, 5))
    made = Table(
        rows=tuple(
            TableRow(label=label, budget=D(b), added=D(a), final=D(f)) for label, b, a, f in rows
        )
    )
    assert [(cell.row, cell.column) for cell in torn_cells(made, D("0.005"))] == [
        (1, "budget"),
        (2, "final"),
        (3, "final"),
    ]


def test_a_second_point_in_another_style() -> None:
    assert out_of_order("1.甲\n（二）乙") == ("（二）", "2（与前面的序号同一体例）")
    assert out_of_order("1.甲\n2.乙") is None
    assert out_of_order("1.甲见 4.乙\n1.丙") is None  # a mark counts where its line begins


def test_unlike_paragraphs_have_nothing_in_common() -> None:
    one, other = "".join(map(chr, range(0x4E00, 0x4E80))), "".join(map(chr, range(0x5E00, 0x5E80)))
    ((_, first),), ((_, second),) = sketches(one), sketches(other)
    assert first
    assert second
    assert not first & second


def test_a_bare_number_is_in_the_unit_of_the_other_however_large() -> None:
    """「≥2次」 with 300 written is 300次; a hundredfold is doubted of 万元 alone."""
    assert align(Amount(D(300)), Amount(D(2), unit="次")) == (D(300), D(2))


def test_the_initial_budget_told_of_basic_spending_alone() -> None:
    """A unit without projects: its 年初预算 of 基本支出 is all of it."""
    text = "2024年年初预算收入95万元。年初预算基本支出100万元。"
    form = Overall(fund=Fund(initial_budget=D(100)))
    assert told("CX-06", form, report(text)) == []
    assert len(told("CX-06", form, report(text.replace("100", "99")))) == 1


def test_what_a_cell_says_in_words_is_not_blank() -> None:
    """「约1」 in 上年决算数 cannot be read: the trend of the report is not held against it."""
    lines = BasicData(
        lines=(line("three_public", "", "", "2"), line("reception", "", "", "", "公务接待费"))
    )
    text = report("公务接待费比上年下降5%。")
    unread = {"lines.1.prior_final": "约1"}
    assert len(told("NR-10", lines, text)) == 1
    assert told("NR-10", lines, text, unread=unread) == []


@pytest.mark.parametrize(("length", "shown"), [(40, 40), (41, 41), (60, 41)])
def test_the_text_of_a_cell_is_shown_in_forty_signs(length: int, shown: int) -> None:
    words = cut("甲" * length)
    assert (len(words), words.endswith("…")) == (shown, length > 40)


@pytest.mark.parametrize(
    ("basic", "share", "found"),
    [
        ("80", "90", ["NR-05"]),
        ("80.01", "90", ["CX-05", "NR-05"]),
        ("90", "80", ["CX-05"]),
        ("81", "80", ["CX-05"]),
        ("81", "90", ["CX-05", "NR-05"]),
    ],
)
def test_a_sentence_is_told_again_only_where_the_table_leaves_doubt(
    basic: str, share: str, found: list[str]
) -> None:
    """An amount that the table shows to be wrong explains a share that the table gives."""
    form = Overall(
        year=2024,
        fund=Fund(annual_budget=D(100), executed=D(100)),
        expenditure=Expenditure(basic=D(80), project=D(20)),
    )
    text = f"2024年基本支出{basic}万元，占总支出100万元的{share}%。"
    codes = sorted(f.check for f in findings(form, report(text)) if f.check[:2] in {"NR", "CX"})
    assert codes == found


@pytest.mark.parametrize(("prior", "found"), [("", 0), ("2", 0), ("3", 1)])
def test_as_much_as_last_year(prior: str, found: int) -> None:
    """「与上年持平」 is held against both years of the line; without last year's it cannot be."""
    lines = (line("three_public", prior, "", "2", "三公经费"), line("reception", prior, "", "2"))
    text = report("公务接待费2万元，与上年持平。")
    assert len(told("NR-10", BasicData(lines=lines), text)) == found


@pytest.mark.parametrize(("whole", "found"), [("基本支出", 1), ("项目支出", 0)])
def test_what_a_project_spent_is_not_the_units_line(whole: str, found: int) -> None:
    """The 公务接待费 within 项目支出 may be a part of the whole unit's."""
    lines = (line("three_public", "", "", "3"), line("reception", "", "", "3", "公务接待费"))
    text = report(f"2024年{whole}20万元，其中公务接待费2万元，办公费18万元。")
    assert len(told("CX-03", BasicData(lines=lines), text)) == found


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("2024年项目支出30万元，其中印刷费2万元，办公费28万元。", 1),
        ("2024年项目支出30万元，其中人员经费30万元。", 1),
        ("2024年基本支出约100万元。", 1),
        ("", 1),
    ],
)
def test_what_is_not_the_units_own_hides_nothing_behind_it(before: str, found: int) -> None:
    spent = Overall(
        year=2024, fund=Fund(executed=D(120)), expenditure=Expenditure(basic=D(90), project=D(30))
    )
    assert len(told("CX-05", spent, report(before + "2024年基本支出95万元。"))) == found


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("2024年末结转结余5万元。", "提"),
        ("结转下年5万元。", "提"),
        ("2024年末结转结余0万元。", "错"),
        ("2024年末结余5万元。", "错"),
        ("2024年支出5万元。", "错"),
    ],
)
def test_what_was_carried_over_may_explain_a_table(text: str, severity: str) -> None:
    rows = (("合计", 30, 0, 25), ("甲", 10, 0, 10), ("乙", 20, 0, 15))
    made = Table(
        rows=tuple(
            TableRow(label=label, budget=D(b), added=D(a), final=D(f)) for label, b, a, f in rows
        )
    )
    sections = report(text).sections
    assert told("NR-06", OverallReport(year=2024, sections=sections, tables=(made,))) == [
        f"{severity} f4 tables.0.rows.0.final",
        f"{severity} f4 tables.0.rows.2.final",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("绩效自评总得分55分。", 1),
        ("绩效自评最终得分55分。", 1),
        ("绩效自评，综合得分55分。", 1),
        ("绩效自评，综合评分为55分。", 1),
        ("自我评价结果55分。", 1),
        ("自评65分。", 1),
        ("自评55分。", 0),
        ("会议综合得分55分。", 0),
    ],
)
def test_what_names_a_score(text: str, found: int) -> None:
    """A bare 自评 before a small number may be the points of one indicator."""
    assert len(told("CX-07", _marked("90"), _claims(text))) == found


@pytest.mark.parametrize(("again", "found"), [("80.01", 0), ("80.02", 1)])
def test_the_same_thing_told_with_more_decimals(again: str, found: int) -> None:
    texts = ("2024年基本支出决算80万元。", f"2024年基本支出决算{again}万元。")
    assert len(told("NR-08", report(*texts))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务接待费减少 万元，下降 %。", 1),
        ("公务接待费减少 万元。公务用车减少 万元。", 2),
        (" 万元支出。公务接待费减少 万元。", 1),
    ],
)
def test_gaps_of_the_template_are_told_once_a_sentence(text: str, found: int) -> None:
    assert len(told("NR-11", report(text))) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印刷费3万元，占项目支出的20%。", ["10%"]),
        ("印刷费3万元，占项目支出的10%。", []),
        ("印刷费9万元，占基本支出的20%。", ["10%"]),
        ("印刷费9万元，占基本支出的10%。", []),
    ],
)
def test_a_share_of_what_only_the_table_gives(text: str, expected: list[str]) -> None:
    form = Overall(
        year=2024,
        fund=Fund(annual_budget=D(120), executed=D(120)),
        expenditure=Expenditure(basic=D(90), project=D(30)),
    )
    assert [f.expected for f in findings(form, report(text), group="NR-10")] == expected


@pytest.mark.parametrize(
    ("noun", "right", "wrong"),
    [("总支出", "9.09", "12.5"), ("基本支出", "12.5", "9.09"), ("项目支出", "50", "12.5")],
)
def test_a_growth_that_only_the_table_can_judge(noun: str, right: str, wrong: str) -> None:
    form = Overall(
        year=2024,
        fund=Fund(annual_budget=D(120), executed=D(120)),
        expenditure=Expenditure(basic=D(90), project=D(30)),
    )
    text = f"2024年{noun}比上年增加10万元，增长{{}}%。"
    assert told("NR-10", form, report(text.format(right))) == []
    assert told("NR-10", form, report(text.format(wrong))) == ["警 f4 sections.0.text"]


def test_a_blank_among_the_rows_of_a_table_does_not_excuse_its_total() -> None:
    rows = (("合计", 30, 0, 30), ("甲", 10, 0, 10), ("乙", None, 0, 20))
    made = Table(
        rows=tuple(
            TableRow(label=label, budget=None if b is None else D(b), added=D(a), final=D(f))
            for label, b, a, f in rows
        )
    )
    (cell,) = torn_cells(made, D("0.005"))
    assert (cell.row, cell.column, cell.expected) == (0, "budget", D(10))


def test_the_scored_row_of_money_comes_first_wherever_it_stands() -> None:
    rows = tuple(ProjectFund(row=row) for row in ("general", "total", "other"))
    found = money_rows(Project(funds=rows))
    assert [at.path for at, _ in found] == ["funds.1", "funds.0", "funds.2"]


def test_a_blank_row_of_projects_is_no_sum_of_its_own() -> None:
    """Of two rows 项目支出 one is blank: there was money all the same."""
    lines = (line("project", "", "", ""), line("project", "", "", "5"))
    empty = Project(blank=True)
    assert told("CP", BasicData(lines=lines), _marked("90"), empty) == told(
        "CP", BasicData(lines=lines[1:]), _marked("90"), empty
    )


@pytest.mark.parametrize(("length", "found"), [(19, 1), (20, 0)])
def test_how_short_the_account_of_a_goal_may_be(length: int, found: int) -> None:
    """ZP-26 says 少于20字."""
    row = Indicator(level3="培训期数", target="≥6期", actual="6期", weight=D(10), score=D(10))
    goal = Goal(actual=("培训六期印发简报" * 3)[:length])
    assert len(told("ZP-26", Overall(goal=goal, indicators=(row,)))) == found

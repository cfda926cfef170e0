"""CX: forms and reports of one submission against each other."""

import dataclasses
from decimal import Decimal

import pytest

from core.address import At
from core.checks.cx_report import funding
from core.checks.rule import case_of, check, example
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Indicator, Total
from core.forms.project import ProjectFund
from core.forms.report import Seal, Section, Table, TableRow
from core.scheme import load_scheme
from core.source import Unread
from tests.core.checks.look import codes, findings, hints

D = Decimal
SECOND = "二、一般公共预算支出情况"


def report(*texts: str, heading: str = SECOND) -> OverallReport:
    return OverallReport(
        sections=tuple(Section(no=n, heading=heading, text=t) for n, t in enumerate(texts, 1))
    )


def line(item: str, label: str = "", **amounts: str) -> Line:
    return Line(item=item, label=label or None, **{k: D(v) for k, v in amounts.items()})


def money(**amounts: str) -> Overall:
    """f2 with 全年执行 100, 基本 80 and 项目 20, or what is given."""
    values = {"executed": "100", "basic": "80", "project": "20", **amounts}
    return Overall(
        fund=Fund(
            initial_budget=D(values.get("initial", "90")),
            annual_budget=D(values.get("annual", "100")),
            executed=D(values["executed"]),
        ),
        income=Income(
            general_public=D(values["general"]) if "general" in values else None,
            other=D(values["other"]) if "other" in values else None,
        ),
        expenditure=Expenditure(basic=D(values["basic"]), project=D(values["project"])),
    )


def project(executed: str, name: str = "甲项目") -> Project:
    return Project(project=name, funds=(ProjectFund(row="total", executed=D(executed)),))


class TestMoney:
    def test_project_money_of_both_tables(self) -> None:
        """A blank total stands for its parts: 6 + 14 against 20, then against 45."""
        lines = (
            line("project"),
            line("special"),
            line("special_line", "甲", final="6"),
            line("special_line", "乙", final="14"),
        )
        form = BasicData(lines=lines)
        assert codes(form, money(project="20"), group="CX-01") == []
        assert codes(form, money(project="45"), group="CX-01") == [("CX-01", "lines.0.final")]

    def test_nature_filled_with_the_budget_is_not_compared(self) -> None:
        form = BasicData(lines=(line("project", final="20"),))
        overall = money(annual="110", basic="80", project="30")
        assert codes(form, overall, group="CX-01") == []

    def test_one_project_above_all_is_one_finding(self) -> None:
        assert codes(money(), project("35"), project("2", "乙"), group="CX-08") == [
            ("CX-08", "funds.0.executed")
        ]

    def test_projects_together_above_all(self) -> None:
        assert codes(money(), project("12"), project("13", "乙"), group="CX-08") == [
            ("CX-08", "expenditure.project")
        ]
        assert codes(money(), project("12"), project("8", "乙"), group="CX-08") == []

    def test_a_project_is_compared_with_the_line_of_its_name(self) -> None:
        form = BasicData(lines=(line("special_line", "1、甲项目", budget="9", final="12"),))
        assert codes(form, money(), project("12"), group="CX-08") == []
        assert codes(form, money(), project("10"), group="CX-08") == [("CX-08", "funds.0.executed")]

    def test_the_number_of_project_forms(self) -> None:
        form = BasicData(
            lines=(
                line("project_line", "甲项目", final="12"),
                line("project_line", "乙项目", final="8"),
                line("project_line", "丙项目", final="0"),
            )
        )
        assert hints(form, project("12"), group="CX-09") == [("CX-09", "lines.0")]
        assert hints(form, project("12"), project("8", "乙项目"), group="CX-09") == []
        assert hints(form, group="CX-09") == []

    def test_the_adjustment_line_without_an_initial_budget(self) -> None:
        form = BasicData(lines=(line("basic_adjustment"),))
        fund = Fund(annual_budget=D(100), executed=D(100))
        assert hints(form, Overall(fund=fund), group="CX-10") == []
        whole = BasicData(lines=(line("basic_adjustment", budget="70", final="80"),))
        (found,) = findings(whole, money(), group="CX-10")
        assert found.found == "80"

    def test_a_project_without_money_hides_no_other(self) -> None:
        assert codes(money(), Project(project="空"), project("35"), group="CX-08") != []

    @pytest.mark.parametrize(("value", "found"), [(None, 1), ("80", 1), ("10", 0)])
    def test_the_adjustment_line(self, value: str | None, found: int) -> None:
        amounts = {} if value is None else {"final": value}
        form = BasicData(lines=(line("basic_adjustment", **amounts),))
        assert len(hints(form, money(), group="CX-10")) == found


class TestReport:
    def test_any_agreeing_sentence_silences(self) -> None:
        """Budget 70 and final 80 both stand in the report; the table has 80."""
        text = "2024年年初预算基本支出70万元，决算基本支出80万元，项目支出20万元。"
        assert codes(money(), report(text), group="CX-05") == []

    def test_spending_in_words(self) -> None:
        text = "2024年总支出100万元，其中基本支出80万元，项目支出{}万元。"
        assert codes(money(), report(text.format("20")), group="CX-05") == []
        assert codes(money(), report(text.format("18")), group="CX-05") == [
            ("CX-05", "sections.0.text")
        ]

    def test_the_figures_of_each_body_are_not_the_departments(self) -> None:
        text = "县水利局基本支出50万元，水文中心基本支出20万元。"
        assert codes(money(), report(text), group="CX-05") == []

    def test_kinds_of_funds_may_add_up(self) -> None:
        text = "一般公共预算项目支出15万元，政府性基金项目支出5万元。"
        assert codes(money(), report(text), group="CX-05") == []

    def test_a_report_may_be_written_in_yuan(self) -> None:
        overall = money(basic="80.12")
        assert codes(overall, report("基本支出801,234.56元。"), group="CX-05") == []
        assert codes(overall, report("基本支出811,234.56元。"), group="CX-05") != []

    def test_last_years_figure_is_no_agreement(self) -> None:
        assert codes(money(), report("2023年基本支出80万元，2024年基本支出70万元。"), group="CX-05")
        form = BasicData(lines=(line("reception", prior_final="5", final="4"),))
        text = "公务接待费决算3万元，比上年4万元减少1万元。"
        paths = [path for _, path in codes(form, report(text), group="CX-03")]
        assert paths == ["sections.0.text"] * 2

    def test_a_last_digit_is_a_tail(self) -> None:
        assert codes(money(), report("2024年基本支出80.01万元。"), group="CX-05") == []
        assert hints(money(), report("2024年基本支出80.01万元。"), group="CX-05") != []

    def test_the_statement_that_says_its_kind_is_shown(self) -> None:
        (found,) = findings(money(), report("基本支出70万元。基本支出决算75万元。"), group="CX-05")
        assert (found.expected, found.found) == ("80", "75")
        assert "差5万元" in found.message

    def test_a_doubtful_dispute_does_not_silence_the_sentence(self) -> None:
        overall = money(general="70", other="30")
        text = "基本支出50万元，比上年40万元增加15万元。"
        assert [c for c, _ in codes(overall, report(text)) if c[:2] in {"CX", "NR"}] == ["NR-03"]

    def test_a_narrowed_noun_is_another_thing(self) -> None:
        assert codes(money(), report("义务教育项目支出18万元。"), group="CX-05") == []
        assert codes(money(), report("2022年项目支出18万元。"), group="CX-05") == []
        assert codes(money(), report("项目支出约18万元。"), group="CX-05") == []

    def test_other_funds_leave_it_in_doubt(self) -> None:
        overall = money(general="70", other="30")
        assert codes(overall, report("2024年基本支出50万元。"), group="CX-05") == []
        assert hints(overall, report("2024年基本支出50万元。"), group="CX-05") != []

    def test_initial_budget_may_be_the_sum_of_its_parts(self) -> None:
        whole = "2024年年初预算收入{}万元。"
        assert codes(money(), report(whole.format("90")), group="CX-06") == []
        assert codes(money(), report(whole.format("95")), group="CX-06") != []
        parts = "基本支出年初预算75万元，项目支出年初预算15万元。"
        assert codes(money(), report(whole.format("95"), parts), group="CX-06") == []

    def test_public_money_may_be_told_as_goods_and_services(self) -> None:
        form = BasicData(lines=(line("public", budget="17", final="18"),))
        assert codes(form, report("公用经费21万元，商品和服务支出18万元。"), group="CX-02") == []
        assert codes(form, report("公用经费21万元。"), group="CX-02") != []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("“三公”经费预算5万元，决算4万元，比上年6万元减少2万元。", 0),
            ("“三公”经费4万元。", 0),
            ("“三公”经费5万元。", 0),
            ("“三公”经费预算5.5万元，决算4万元。", 1),
            ("“三公”经费决算4.4万元。", 1),
            ("“三公”经费4万元，比上年6.6万元减少2.6万元。", 1),
            ("2024年“三公”经费预算5万元，比上年预算8万元减少3万元。", 0),
        ],
    )
    def test_three_public_in_all_columns(self, text: str, found: int) -> None:
        form = BasicData(lines=(line("three_public", prior_final="6", budget="5", final="4"),))
        assert len(codes(form, report(text), group="CX-03")) == found

    def test_the_same_wrong_number_is_one_finding(self) -> None:
        form = BasicData(lines=(line("vehicle", final="7"), line("vehicle_operation", final="7")))
        text = "公务用车购置及运行维护费决算8万元，其中公务用车运行维护费8万元。"
        assert len(codes(form, report(text), group="CX-03")) == 1

    def test_a_number_wrong_by_the_table_is_not_wrong_again_in_its_sentence(self) -> None:
        form = BasicData(lines=(line("reception", prior_final="4", budget="4", final="3"),))
        text = "公务接待费决算3.8万元，比上年4万元减少1万元，下降25%。"
        found = findings(form, report(text))
        assert [f.check for f in found if f.check[:2] in {"CX", "NR"}] == ["CX-03"]

    def test_general_budget_told_as_all_funds(self) -> None:
        overall = money(general="70", other="30")
        told = "2024年总支出{}万元。"
        assert codes(overall, report(told.format("100")), group="CX-13") == [
            ("CX-13", "sections.0.text")
        ]
        assert codes(overall, report(told.format("70")), group="CX-13") == []
        before = "2023年总支出100万元，2024年基本支出60万元。"
        assert codes(overall, report(before), group="CX-13") == []
        assert codes(money(general="100"), report(told.format("100")), group="CX-13") == []

    @pytest.mark.parametrize(
        ("table", "text", "found"),
        [
            ("0", "2024年度政府性基金预算支出12万元。", 1),
            ("0", "2024年度政府性基金预算支出0万元。", 0),
            ("0", "2024年政府性基金年初预算12万元，无支出。", 0),
            ("12", "2024年度政府性基金预算支出11万元。", 0),
        ],
    )
    def test_funds_that_the_table_has_none_of(self, table: str, text: str, found: int) -> None:
        form = Overall(fund=Fund(executed=D(100)), income=Income(government_fund=D(table)))
        assert len(codes(form, report(text), group="CX-13")) == found

    @pytest.mark.parametrize(
        ("share", "whole", "found"),
        [("20", "总支出", 0), ("12", "总支出", 0), ("31", "总支出", 1)],
    )
    def test_a_share_behind_a_list_is_of_the_list_or_of_its_end(
        self, share: str, whole: str, found: int
    ) -> None:
        text = f"项目支出20万元，其中办案8万元、运维12万元，占{whole}的{share}%。"
        assert len(codes(money(), report(text), group="NR-10")) == found

    def test_tables_inside_the_report(self) -> None:
        def table(label: str, final: str) -> OverallReport:
            return OverallReport(tables=(Table(rows=(TableRow(label=label, final=D(final)),)),))

        form = BasicData(
            lines=(line("public", final="18"), line("special_line", "1、甲项目", final="12"))
        )
        for label, right in (("基本支出：", "80"), ("部门项目支出", "20"),
                             ("商品和服务支出", "18"), ("甲项目", "12")):  # fmt: skip
            assert codes(form, money(), table(label, right), group="CX-14") == []
            assert codes(form, money(), table(label, "7"), group="CX-14") == [
                ("CX-14", "tables.0.rows.0.final")
            ]
        assert codes(form, money(), table("乙项目", "7"), group="CX-14") == []


class TestWords:
    def test_staff(self) -> None:
        form = BasicData(staff=Staff(authorized=D(50), actual=D(48)))
        assert codes(form, report("行政编制30名，事业编制20名。在职48人。"), group="CX-04") == []
        wrong = report("编制51名，在职48人。", "编制52名。")
        assert codes(form, wrong, group="CX-04") == [("CX-04", "sections.0.text")]
        for rate, found in (("96", []), ("95", [("CX-04", "sections.0.text")])):
            told = report(f"编制50名，在职48人。在职人员控制率为{rate}%，公用经费控制率90%。")
            assert codes(form, told, group="CX-04") == found
        wrong = report("共有55人，其中在职47人，离退休9人。")
        assert [c for c, _ in codes(form, wrong) if c in {"CX-04", "NR-12"}] == ["NR-12"]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("自评得分96分，评价等次为“优”。", 0),
            ("部门整体支出绩效自评综合得分为96.00分。", 0),
            ("自评得分97分。", 1),
            ("自评得分97分，评价等次为良。", 1),
            ("评价等级为“良”。", 1),
            ("评价结果为优秀。", 0),
            ("满分100分，产出指标得分30分。", 0),
            ("项目支出绩效自评得分98分。", 0),
            ("经自评，最终得分98分。", 1),
            ("自评98分，评价等级“优”。", 1),
            ("自评分值100分，得分96分。", 0),
            ("绩效管理20分，其中自评10分。", 0),
            ("员工考核综合得分98分。", 0),
            ("自评得分96分，评价等级“良好”。", 1),
            ("自评得分96分，在各等次中，优的占多数。", 0),
            ("培训效果良好，结果为优良。", 0),
        ],
    )
    def test_score_and_grade(self, text: str, found: int) -> None:
        form = Overall(total=Total(weight=D(100), score=D(96)))
        assert len(codes(form, report(text), group="CX-07")) == found

    @pytest.mark.parametrize(
        ("one", "other", "found"),
        [
            ("青溪县教育局", "青溪县水利局", 1),
            ("青溪县教育局", "县教育局", 0),
            ("市直机关工委", "中国共产党白石市直属机关工作委员会", 0),
            ("中共青溪县委机构编制委员会办公室", "县委编办", 0),
            ("青溪县长乐镇人民政府", "长乐镇", 0),
            ("青溪县人民政府办公室", "县政府办", 0),
        ],
    )
    def test_names_of_units(self, one: str, other: str, found: int) -> None:
        forms = (Overall(unit=one), OverallReport(signature=Seal(unit=other)))
        assert len(codes(*forms, group="CX-11")) == found

    def test_years(self) -> None:
        assert codes(Overall(year=2023), BasicData(year=2024), group="CX-12") == [("CX-12", "year")]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("共设置绩效指标3项，已全部完成。", 1),
            ("各项指标均已完成。", 1),
            ("绩效指标基本全部完成。", 0),
            ("除成本外，其余指标均已完成。", 0),
            ("产出指标均已完成。", 0),
            ("指标完成率100%。", 0),
        ],
    )
    def test_all_done_in_words_only(self, text: str, found: int) -> None:
        row = Indicator(
            level1="成本指标",
            level2="经济成本指标",
            level3="支出总额",
            target="≤90万元",
            actual="100万元",
            weight=D(10),
            score=D(9),
        )
        rows = (row,)
        assert len(codes(Overall(indicators=rows), report(text), group="CX-15")) == found

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("全年举办培训班5期。", 1),
            ("今年，举办培训班5期。", 1),
            ("全年举办培训班共6期。", 0),
            ("上半年举办培训班5期，全年举办培训班6期。", 0),
            ("举办培训班5余期。", 0),
            ("举办培训班300人次。", 0),
        ],
    )
    def test_an_indicator_in_words(self, text: str, found: int) -> None:
        form = Overall(indicators=(Indicator(level3="举办培训班", actual="6期"),))
        assert len(hints(form, report(text), group="CX-16")) == found

    def test_the_first_wrong_place_is_shown(self) -> None:
        form = Overall(indicators=(Indicator(level3="举办培训班", actual="6期"),))
        texts = ("无。", "举办培训班5期。", "举办培训班4期。")
        (found,) = findings(form, report(*texts), group="CX-16")
        assert (found.place.at.path, found.found) == ("sections.1.text", "5")

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("共设置绩效指标3项。", 0),
            ("共设置绩效指标4个（含预算执行率）。", 0),
            ("设置三级指标4个。", 1),
            ("设置一级指标4个。", 0),
        ],
    )
    def test_the_number_of_indicators(self, text: str, found: int) -> None:
        rows = tuple(Indicator(level3=name, target="1个") for name in "甲乙丙")
        assert len(codes(Overall(indicators=rows), report(text), group="CX-17")) == found

    def test_money_of_other_things_counts_no_indicators(self) -> None:
        form = Overall(indicators=(Indicator(level3="甲", target="1个"),) * 3)
        assert codes(form, report("设置绩效指标奖金5万元。"), group="CX-17") == []
        assert codes(form, report("设置绩效指标5分。"), group="CX-17") == []
        assert codes(form, report("设置绩效指标5项。"), group="CX-17") != []


class TestRounding:
    def test_a_project_may_exceed_by_a_cent(self) -> None:
        assert codes(money(project="20"), project("20.01"), group="CX-08") == []
        assert codes(money(project="20"), project("20.02"), group="CX-08") != []

    @pytest.mark.parametrize(("executed", "count"), [("38912.5", 0), ("38951", 1)])
    def test_a_report_in_yi_is_as_exact_as_it_is_written(self, executed: str, count: int) -> None:
        """3.89亿元 stands for anything from 38850 to 38950万元."""
        form = money(executed=executed, annual="40000", basic="30000", project="8912.5")
        assert len(codes(form, report("2024年总支出3.89亿元。"), group="CX-05")) == count

    def test_figures_before_the_first_heading_belong_to_no_kind_of_funds(self) -> None:
        form = money(executed="100", general="80", other="20")
        case = case_of(example(form, report("无。")), load_scheme())
        (written,) = case.filled(OverallReport)
        unread = {At("paragraphs.0"): Unread("2024年一般公共预算支出100万元。", "不属于任何一节")}
        with_text = case.submission.with_form(dataclasses.replace(written, unread=unread))
        assert check(dataclasses.replace(case, submission=with_text), [funding]) == ()


class TestWhatIsCompared:
    """Last year's figure belongs to the amount that base and change lead to."""

    F1 = BasicData(
        lines=(
            line("three_public", prior_final="3.1", final="2.83"),
            line("vehicle_operation", prior_final="2.5", final="2.31"),
            line("reception", prior_final="0.6", final="0.52"),
        )
    )
    TEXT = (
        "三公经费2.83万元，其中公务用车运行维护费2.31万元，公务接待费0.52万元，"
        "较上年{}万元减少{}万元。"
    )

    def test_the_whole_behind_its_parts(self) -> None:
        assert codes(self.F1, report(self.TEXT.format("3.1", "0.27")), group="CX-03") == []

    def test_the_last_part(self) -> None:
        assert codes(self.F1, report(self.TEXT.format("0.6", "0.08")), group="CX-03") == []

    def test_neither(self) -> None:
        assert codes(self.F1, report(self.TEXT.format("0.8", "0.28")), group="CX-03") != []

    def test_without_an_initial_budget_in_the_form_the_report_may_say_any(self) -> None:
        form = Overall(fund=Fund(annual_budget=D(100), executed=D(90)))
        text = "2024年年初预算收入80万元，年末支出90万元。"
        assert codes(form, report(text), group="CX-06") == []


def test_a_score_is_in_points() -> None:
    form = Overall(total=Total(weight=D(100), score=D(96)))
    assert codes(form, report("自评得分98%。"), group="CX-07") == []
    assert codes(form, report("自评得分约98分。"), group="CX-07") == []
    assert codes(form, report("项目自评得分98分。"), group="CX-07") == []
    assert codes(form, report("自评得分98分。"), group="CX-07") == [("CX-07", "sections.0.text")]


def test_more_than_all_funds_is_never_a_matter_of_funds() -> None:
    """The report may leave out other funds; more than the table has cannot be explained so."""
    form = money(executed="100", general="80", other="20")
    assert codes(form, report("2024年总支出130万元。"), group="CX-05") != []
    assert codes(form, report("2024年总支出70万元。"), group="CX-05") == []
    assert hints(form, report("2024年总支出70万元。"), group="CX-05") != []
    alone = money(executed="100", general="100")
    assert codes(alone, report("2024年总支出70万元。"), group="CX-05") != []


def test_only_projects_that_spent_are_counted() -> None:
    """基本支出 and a project without money ask for no form of their own."""
    lines = (
        line("project_line", "1、甲项目", final="20"),
        line("project_line", "2、乙项目", final="0"),
        line("public", final="9"),
    )
    assert hints(BasicData(lines=lines), project("20"), group="CX-09") == []
    more = (*lines, line("special_line", "丙", final="1"))
    assert len(hints(BasicData(lines=more), project("20"), group="CX-09")) == 1


def test_a_score_counted_in_other_units_is_none() -> None:
    form = Overall(total=Total(weight=D(100), score=D(96)))
    assert codes(form, report("自评得98项。"), group="CX-07") == []


class TestAllSpent:
    """「全年支出X万元」 against f2, which has 100."""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("2024年全年支出100万元，其中基本支出80万元。", 0),
            ("2024年全年支出110万元。", 1),
            ("截至12月底，本年实际支出110万元。", 1),
            ("古籍项目预算50万元。全年支出48万元。", 0),
            ("（二）项目支出情况\n全年支出20万元。", 0),
            ("年初预算90万元。全年支出110万元。", 1),
            ("培训方面，全年支出6万元。", 0),
            ("全年支出约110万元。", 0),
        ],
    )
    def test_the_whole_year(self, text: str, found: int) -> None:
        assert len(codes(money(), report(text), group="CX-05")) == found

    @pytest.mark.parametrize("text", ["全年支出12万元。", "支出合计12万元。"])
    def test_a_section_of_other_funds_tells_of_these(self, text: str) -> None:
        form = report(text, heading="三、政府性基金预算支出情况")
        assert codes(money(), form, group="CX-05") == []


class TestProjectReports:
    """f5 beside f3 and f2."""

    def told(self, text: str, name: str | None = "甲项目") -> ProjectReport:
        sections = (Section(no=1, heading="三、绩效", text=text),)
        return ProjectReport(project=name, sections=sections)

    def scored(self, score: str, name: str = "甲项目") -> Project:
        return Project(project=name, total=Total(weight=D(100), score=D(score)))

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("项目自评得分96分，等次为优。", 0),
            ("项目自评得分98分，等次为优。", 1),
            ("项目自评得分96分，等次为良。", 1),
            ("产出指标自评得分48分，效益指标自评得分30分。", 0),
            ("上年自评得分92分。", 0),
            ("2023年度自评得分92分。", 0),
            ("县财政局绩效评价得分92分。", 0),
        ],
    )
    def test_the_score_of_a_project(self, text: str, found: int) -> None:
        assert len(codes(self.scored("96"), self.told(text), group="CX-07")) == found

    def test_projects_are_told_apart_by_name(self) -> None:
        tables = (self.scored("96"), self.scored("91", "乙项目"))
        reports = (self.told("自评得分96分。"), self.told("自评得分96分。", "乙项目"))
        (found,) = findings(*tables, *reports, group="CX-07")
        assert (found.place.form, found.expected) == ("f5#2", "91")
        unnamed = (self.told("自评得分96分。", None), self.told("自评得分91分。", None))
        assert codes(*tables, *unnamed, group="CX-07") == []

    @pytest.mark.parametrize(
        ("unit", "carriers", "found"),
        [
            ("青溪县教育局", (None, None), 0),
            ("青溪县水利局", (None, None), 1),
            ("青溪县水利局", ("青溪县教育局", "青溪县水利局"), 0),
            ("青溪县第一中学", (None, None), 0),
        ],
    )
    def test_who_signs_a_project_report(
        self, unit: str, carriers: tuple[str | None, str | None], found: int
    ) -> None:
        """A school may carry out its department's project, another department may not."""
        form = ProjectReport(cover=Seal(unit=unit))
        table = Project(project="甲项目", authority=carriers[0], implementer=carriers[1])
        own = Overall(unit="青溪县教育局")
        assert len(codes(own, table, form, group="CX-11")) == found

    def test_a_place_is_cut_off_only_where_it_is_one(self) -> None:
        """城市管理 begins with no place."""
        forms = (Overall(unit="青溪县城管局"), OverallReport(unit="城市管理和综合执法局"))
        assert codes(*forms, group="CX-11") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年实施项目2个。", 0),
        ("全年实施项目3个，均已完成。", 1),
        ("全年实施项目3个。涉及项目1个。", 0),
        ("实施项目约3个。", 0),
        ("实施重点项目建设30个村。", 0),
    ],
)
def test_how_many_projects_the_report_counts(text: str, found: int) -> None:
    lines = (line("project_line", "甲项目", final="5"), line("project_line", "乙项目", final="6"))
    forms = (BasicData(lines=lines), project("5"), project("6", "乙项目"), report(text))
    assert len(hints(*forms, group="CX-09")) == found

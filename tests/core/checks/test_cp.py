"""CP: completeness of a submission, its forms and its reports."""

import datetime as dt
from decimal import Decimal

import pytest

from core.address import At
from core.checks.catalogue import CATALOGUE
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.outline import FIVE, SEVEN, TEN, missing_sections
from core.checks.rule import Case, check, submission_of
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Line, Staff
from core.forms.overall import Expenditure, Fund
from core.forms.parts import Indicator, Sign
from core.forms.report import OVERALL_SECTIONS, PROJECT_SECTIONS, Seal, Section
from core.scheme import load_scheme
from core.source import Source
from tests.core.checks.look import codes, findings, hints

D = Decimal


def report(*headings: str, text: str = "已按要求完成。") -> OverallReport:
    return OverallReport(
        sections=tuple(Section(no=n, heading=h, text=text) for n, h in enumerate(headings, 1))
    )


def spent(project: str) -> Overall:
    return Overall(expenditure=Expenditure(project=D(project)))


class TestForms:
    @pytest.mark.parametrize(
        ("forms", "severity"),
        [
            ((BasicData(), spent("0"), report("概况")), None),
            ((BasicData(), spent("30"), report("概况")), ERROR),
            ((BasicData(), spent("30"), report("概况"), Project(project="甲")), ERROR),
            ((BasicData(), spent("30"), report("概况"), Project(project="甲"), ProjectReport()),
             None),
            ((BasicData(), spent("30"), report("概况"), Project(blank=True), ProjectReport()),
             ERROR),
            ((BasicData(), spent("30"), report("概况", text="无市级重点项目。")), HINT),
            ((BasicData(), spent("0")), ERROR),
            ((BasicData(),), ERROR),
        ],
    )  # fmt: skip
    def test_missing_forms_are_one_finding(
        self, forms: tuple[Form, ...], severity: str | None
    ) -> None:
        found = findings(*forms, group="CP-01")
        assert [finding.severity for finding in found] == ([severity] if severity else [])

    def test_where_the_want_of_a_form_is_shown(self) -> None:
        (found,) = findings(BasicData(), spent("30"), report("概况"), group="CP-01")
        assert (found.place.form, found.place.at.path) == ("f2", "expenditure.project")
        assert "项目支出30万元" in found.message
        (found,) = findings(BasicData(), spent("0"), group="CP-01")
        assert (found.place.form, found.place.at.path) == ("f1", "")
        (found,) = findings(spent("30"), report("概况"), Project(), ProjectReport(), group="CP-01")
        assert found.place.at.path == ""
        assert "项目支出30万元" not in found.message

    def test_f1_tells_of_projects_when_f2_does_not(self) -> None:
        lines = (Line(item="project"), Line(item="special", final=D(6)))
        forms = (BasicData(lines=lines), Overall(), report("概况"))
        (found,) = findings(*forms, group="CP-01")
        assert "附件3" in (found.expected or "")

    def test_blank_forms(self) -> None:
        none = report("支出情况", text="2024年本单位无项目支出。")
        assert hints(Project(blank=True), none, group="CP-09") == []
        assert hints(Project(blank=True), report("概况"), group="CP-09") == [("CP-09", "title")]
        assert hints(spent("3"), Project(blank=True), group="CP-09") == []


class TestSignatures:
    def test_one_finding_a_form(self) -> None:
        assert codes(BasicData(), Overall(), group="CP-02") == [
            ("CP-02", "sign.filled_by"),
            ("CP-02", "sign.filled_by"),
        ]

    def test_what_is_filled_is_told(self) -> None:
        (found,) = findings(Overall(sign=Sign(date=dt.date(2025, 9, 17))), group="CP-02")
        assert "2025-09-17" in (found.found or "")
        assert found.severity == WARNING

    def test_a_blank_form_is_a_hint(self) -> None:
        assert [f.severity for f in findings(Project(blank=True), group="CP-02")] == [HINT]

    @pytest.mark.parametrize(
        ("cover", "signature", "found"),
        [
            (Seal(), Seal(), 1),
            (Seal(unit="某局", date=dt.date(2025, 3, 1)), Seal(), 0),
            (Seal(unit="某局"), Seal(date=dt.date(2025, 3, 1)), 0),
            (Seal(unit="某局"), Seal(), 1),
        ],
    )
    def test_unit_and_date_of_a_report(self, cover: Seal, signature: Seal, found: int) -> None:
        form = OverallReport(cover=cover, signature=signature)
        assert len(codes(form, group="CP-03")) == found

    def test_an_unreadable_date_is_a_date(self) -> None:
        form = OverallReport(cover=Seal(unit="某局"))
        assert codes(form, group="CP-03", unread={"cover.date": "2025年4月"}) == []

    @pytest.mark.parametrize(
        ("form", "found"),
        [
            (BasicData(lines=(Line(item="project", prior_final=D(3)),)), [("CP-09", "title")]),
            (BasicData(lines=(Line(item="project", final=D(0)),)), []),
            (Overall(indicators=(Indicator(level3="期数", target="≥3期"),)), [("CP-09", "title")]),
            (Overall(indicators=(Indicator(level3="期数", actual="3期"),)), []),
            (Overall(), []),
        ],
    )
    def test_a_form_as_it_was_sent_out_is_an_error(
        self, form: Form, found: list[tuple[str, str]]
    ) -> None:
        assert codes(form, group="CP-09") == found
        assert all(item.severity == ERROR for item in findings(form, group="CP-09"))

    def test_a_blank_report_needs_no_seal(self) -> None:
        assert codes(ProjectReport(blank=True), group="CP") == [("CP-01", "")]


OLD = ("一、部门概况", "二、整体支出管理及使用情况", "三、专项组织实施情况", "四、存在的主要问题",
       "五、改进措施及建议")  # fmt: skip
SHORT_NAMES = (
    "1、单位概况", "二、一般公共预算财政拨款支出情况", "2、政府性基金预算财政拨款支出情况",
    "国有资本经营预算财政拨款支出情况", "社保基金预算支出情况", "部门整体支出绩效分析",
    "存在的主要问题", "有关建议", "绩效自评结果应用", "其他需说明的情况",
)  # fmt: skip


class TestSections:
    @pytest.mark.parametrize("headings", [OVERALL_SECTIONS, OLD, SHORT_NAMES, PROJECT_SECTIONS])
    def test_the_templates_in_their_spellings(self, headings: tuple[str, ...]) -> None:
        assert codes(report(*headings), group="CP-04") == []

    def test_an_older_template_may_tell_of_the_use_of_results(self) -> None:
        headings = (*OLD, "六、绩效评价结果应用", "七、其他需要说明的问题")
        assert codes(report(*headings), group="CP-04") == []

    @pytest.mark.parametrize("index", [0, 2, 3, 4, 6, 7])
    def test_one_section_left_out(self, index: int) -> None:
        headings = [h for i, h in enumerate(OVERALL_SECTIONS) if i != index]
        assert codes(report(*headings), group="CP-04") == [("CP-04", "sections.0.heading")]

    def test_nothing_else_to_tell_is_a_hint(self) -> None:
        form = report(*OVERALL_SECTIONS[:9])
        assert codes(form, group="CP-04") == []
        assert hints(form, group="CP-04") == [("CP-04", "sections.0.heading")]

    def test_a_matter_treated_elsewhere_is_not_missing(self) -> None:
        headings = [h for i, h in enumerate(OVERALL_SECTIONS) if i not in {2, 3, 4}]
        text = "本单位无政府性基金、国有资本经营、社会保险基金预算支出。"
        assert codes(report(*headings, text=text), group="CP-04") == []

    def test_two_sections_in_one(self) -> None:
        headings = (*OVERALL_SECTIONS[:6], "七、存在的问题及改进措施", *OVERALL_SECTIONS[8:])
        assert codes(report(*headings), group="CP-04") == []

    def test_inner_headings_do_not_confuse(self) -> None:
        inner = "一、坚持学习\n内容。\n二、坚持服务\n内容。"
        assert codes(report(*OVERALL_SECTIONS, text=inner), group="CP-04") == []

    def test_headings_that_were_read_as_text(self) -> None:
        inner = "\n".join(f"{head}\n已完成。" for head in OLD[1:])
        assert codes(report("一、概况", text=inner), group="CP-04") == []
        plain = "\n".join(f"{head[2:]}\n已完成。" for head in OLD[1:])
        assert codes(report("一、概况", text=plain), group="CP-04") == []

    def test_project_reports_have_seven(self) -> None:
        parts = tuple(Section(heading=h, text="有。") for h in PROJECT_SECTIONS[:5])
        assert codes(ProjectReport(sections=parts), group="CP-04") != []
        parts = tuple(Section(heading=h, text="有。") for h in PROJECT_SECTIONS)
        assert codes(ProjectReport(sections=parts), group="CP-04") == []

    def test_a_blank_report_lacks_nothing(self) -> None:
        parts = tuple(Section(heading=h) for h in PROJECT_SECTIONS[:5])
        form = ProjectReport(sections=parts, blank=True)
        assert codes(form, group="CP-04") == codes(form, group="CP-05") == []
        assert codes(ProjectReport(sections=parts), group="CP-05") == []

    def test_what_is_missing_is_named(self) -> None:
        assert missing_sections((TEN, FIVE, SEVEN), OVERALL_SECTIONS[:9], []) == (
            "其他需要说明的情况",
        )

    def test_headings_without_text(self) -> None:
        full = report(*OVERALL_SECTIONS).sections
        empty = (*full[:8], *(Section(heading=h) for h in OVERALL_SECTIONS[8:]))
        assert codes(OverallReport(sections=empty), group="CP-05") == [
            ("CP-05", "sections.8.text"),
            ("CP-05", "sections.9.text"),
        ]
        none = tuple(Section(heading=h) for h in PROJECT_SECTIONS)
        assert codes(ProjectReport(sections=none, blank=True), group="CP-05") == []


class TestCells:
    @pytest.mark.parametrize(("words", "found"), [(None, 1), ("无", 1), ("严格审批。", 0)])
    def test_thrift(self, words: str | None, found: int) -> None:
        assert len(hints(BasicData(thrift=words), group="CP-06")) == found

    def test_a_single_blank_among_numbers(self) -> None:
        row = Line(item="public_meeting_training", prior_final=D("3.05"), final=D(0))
        assert hints(BasicData(lines=(row,)), group="CP-07") == [("CP-07", "lines.0.budget")]
        assert hints(BasicData(lines=(Line(item="abroad"), row)), group="CP-07") != []
        other = Line(item="special_line", label="甲", final=D(3))
        assert hints(BasicData(lines=(other,)), group="CP-07") == []

    def test_a_dash_is_no_blank(self) -> None:
        row = Line(item="public", budget=D(3), final=D(3))
        submission = submission_of((BasicData(lines=(row,)),), "某局", 2024)
        at = At("lines.0.prior_final")
        filled = submission.forms[0]
        dashed = type(filled)(filled.key, filled.record, {at: Source("——")})
        rules = [rule for rule in CATALOGUE if rule.code == "CP-07"]
        assert check(Case(submission, load_scheme(), {}), rules) != ()
        case = Case(submission.with_form(dashed), load_scheme(), {})
        assert check(case, rules) == ()

    def test_scores_and_staff(self) -> None:
        row = Indicator(level3="甲", actual="3次", weight=D(10))
        form = Overall(fund=Fund(annual_budget=D(3), executed=D(3), score=D(10)), indicators=(row,))
        assert hints(form, group="CP-07") == [
            ("CP-07", "fund.rate"),
            ("CP-07", "indicators.0.score"),
        ]
        staff = BasicData(staff=Staff(authorized=D(5)))
        assert hints(staff, group="CP-07") == [("CP-07", "staff.actual")]

    def test_buildings(self) -> None:
        assert hints(BasicData(buildings=(Building(),)), group="CP-08") != []
        zero = Building(approved_area=D(0))
        assert hints(BasicData(buildings=(zero,)), group="CP-08") == []
        assert hints(BasicData(), group="CP-08") == []

    def test_standards(self) -> None:
        rows = (Indicator(level3="甲", weight=D(10)), Indicator(level3="乙", weight=D(10)))
        assert hints(Overall(indicators=rows), group="CP-10") == []
        some = (Indicator(level3="甲", weight=D(10), standard="按比例"), rows[1])
        assert hints(Overall(indicators=some), group="CP-10") == [
            ("CP-10", "indicators.1.standard")
        ]

    def test_a_complete_staff_line_lacks_nothing(self) -> None:
        staff = BasicData(staff=Staff(authorized=D(5), actual=D(5)))
        assert hints(staff, group="CP-07") == []

    def test_a_score_that_cannot_be_read_is_not_missing(self) -> None:
        row = Indicator(level3="甲", actual="3次", weight=D(10))
        form = Overall(indicators=(row,))
        assert hints(form, group="CP-07") == [("CP-07", "indicators.0.score")]
        assert hints(form, group="CP-07", unread={"indicators.0.score": "十分"}) == []

    def test_a_row_without_result_needs_no_score(self) -> None:
        form = Overall(indicators=(Indicator(level3="甲", weight=D(10)),))
        assert hints(form, group="CP-07") == []

    def test_an_empty_project_behind_a_filled_one_is_seen(self) -> None:
        forms = (
            Overall(expenditure=Expenditure(project=D(30))),
            Project(project="甲", blank=False),
            Project(blank=True),
        )
        assert hints(*forms, group="CP-09") == [("CP-09", "title")]
        assert hints(*forms[:2], group="CP-09") == []

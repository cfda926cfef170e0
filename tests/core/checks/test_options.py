"""What the options of a scheme change in the checks, each against the default."""

from decimal import Decimal
from typing import Any

import pytest

from core.checks.lines import line
from core.forms import BasicData, Overall, OverallReport
from core.forms.basic_data import Line
from core.forms.overall import Expenditure, Fund
from core.forms.parts import Indicator
from core.forms.report import OVERALL_SECTIONS, Section
from core.scheme import Attachments, Labels, Reasons
from tests.core.checks.look import findings

D = Decimal


def _found(code: str, *forms: Any, **changes: Any) -> list[tuple[str, str]]:
    found = findings(*forms, group=code, changes=changes)
    return [(finding.severity, finding.place.at.path) for finding in found]


def _report(*headings: str, text: str = "按计划完成了各项工作。") -> OverallReport:
    return OverallReport(
        sections=tuple(Section(no=n, heading=h, text=text) for n, h in enumerate(headings, 1))
    )


class TestAttachments:
    FORMS = (BasicData(unit="局"), Overall(unit="局", expenditure=Expenditure(project=D(30))))

    def test_by_default_projects_need_their_forms_and_all_need_a_report(self) -> None:
        (found,) = findings(*self.FORMS, group="CP-01")
        assert found.expected is not None
        assert [word[:3] for word in found.expected.split("、")] == ["附件3", "附件4", "附件5"]

    def test_a_county_may_ask_for_less(self) -> None:
        less = Attachments(always=("f1", "f2"), projects=("f3",))
        (found,) = findings(*self.FORMS, group="CP-01", changes={"attachments": less})
        assert found.expected == "附件3 项目支出自评表"
        assert found.place.at.path == "expenditure.project"
        none = Attachments(always=("f1", "f2"), projects=())
        assert findings(*self.FORMS, group="CP-01", changes={"attachments": none}) == ()


class TestOutline:
    FIVE = ("部门概况", "整体支出情况", "项目组织实施情况", "存在的主要问题", "改进措施")

    @pytest.mark.parametrize(("outline", "count"), [("either", 0), ("five", 0), ("ten", 1)])
    def test_the_older_outline(self, outline: str, count: int) -> None:
        assert len(_found("CP-04", _report(*self.FIVE), outline=outline)) == count

    @pytest.mark.parametrize("outline", ["either", "ten"])
    def test_the_present_outline(self, outline: str) -> None:
        assert _found("CP-04", _report(*OVERALL_SECTIONS), outline=outline) == []


class TestReasons:
    def _form(self, executed: str) -> Overall:
        fund = Fund(annual_budget=D(100), executed=D(executed), weight=D(10), rate=D(executed))
        row = Indicator(level3="甲", target="好", actual="好", weight=D(10), score=D("9.5"))
        return Overall(fund=fund, indicators=(row,))

    @pytest.mark.parametrize(
        ("executed", "text", "count"),
        [
            ("89.99", "工作按计划完成。", 1),
            ("90", "工作按计划完成。", 0),
            ("80", "执行率偏低，主要是项目验收推迟。", 0),
        ],
    )
    def test_a_low_rate_is_spoken_of_in_the_report(
        self, executed: str, text: str, count: int
    ) -> None:
        found = _found("ZP-15", self._form(executed), _report("六、绩效情况", text=text))
        assert found.count(("提示", "fund.rate")) == count

    def test_without_a_report_the_missing_report_is_enough(self) -> None:
        assert ("提示", "fund.rate") not in _found("ZP-15", self._form("50"))

    def test_the_rate_is_the_countys(self) -> None:
        forms = (self._form("75"), _report("六、绩效情况"))
        assert ("提示", "fund.rate") in _found("ZP-15", *forms)
        less = Reasons(rate=D(70))
        assert ("提示", "fund.rate") not in _found("ZP-15", *forms, reasons=less)

    @pytest.mark.parametrize(("share", "count"), [("100", 1), ("95", 0), ("95.1", 1)])
    def test_small_deductions_may_go_without(self, share: str, count: int) -> None:
        found = _found("ZP-15", self._form("100"), reasons=Reasons(score=D(share)))
        assert len(found) == count


class TestAdjustment:
    OVERALL = Overall(
        fund=Fund(initial_budget=D(100), annual_budget=D(110)),
        expenditure=Expenditure(basic=D(90)),
    )

    @pytest.mark.parametrize(
        ("meaning", "value", "count"),
        [
            ("amount", "10", 0),
            ("amount", "90", 1),
            ("amount", "", 1),
            ("either", "10", 0),
            ("either", "90", 0),
            ("either", "", 1),
            ("whole", "10", 1),
            ("whole", "90", 0),
            ("whole", "", 1),
        ],
    )
    def test_what_the_row_holds(self, meaning: str, value: str, count: int) -> None:
        form = BasicData(lines=(line("basic_adjustment", final=value),))
        assert len(_found("CX-10", form, self.OVERALL, adjustment=meaning)) == count


def test_forms_in_yuan_have_no_rounding_gap() -> None:
    """20.01 of 20 in 万元 is rounding with three addends; in 元 it is 100 元 too much."""
    lines = (
        line("project", final="20.01"),
        line("project_business", final="7"),
        line("project_line", final="13", label="2、某项经费"),
    )
    assert [severity for severity, _ in _found("BD-05", BasicData(lines=lines))] == ["提示"]
    grave = _found("BD-05", BasicData(lines=lines), money="元")
    assert [severity for severity, _ in grave] == ["错误"]


def test_places_are_named_in_the_countys_words() -> None:
    lines = (Line(item="special"), line("special_line", final="6"))
    (found,) = findings(
        BasicData(lines=lines), group="BD-08", changes={"labels": Labels(level="市级")}
    )
    assert "市级专项资金" in found.message
    assert "县级" not in found.message.partition("：")[0]

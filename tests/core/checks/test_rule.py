"""The engine: whom a rule sees, what a breach becomes, severities, switching off."""

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from core.address import At, Place
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.rule import Breach, Case, Look, Rule, case_of, check, example, rule
from core.forms import BasicData, Overall, Project
from core.scheme import Severity, load_scheme


def _rule(*forms: type[Overall] | type[Project], severity: str = ERROR) -> Rule:
    shown = example(Overall())

    @rule("ZP-99", *forms, title="试", severity=severity, basis="样表", passes=shown, breaks=shown)
    def run(form: Overall | Project, look: Look) -> Iterator[Breach]:
        assert look.filled.record is form
        yield Breach(At("total.score"), "应为9，现为8，差1", Decimal("9.0"), "8")

    return run


def _case(severities: Mapping[str, Severity] | None = None) -> Case:
    scheme = dataclasses.replace(load_scheme(), severities=severities or {})
    return case_of(example(Overall(), Project(project="甲"), Project(project="乙")), scheme)


def test_a_rule_over_forms_is_called_for_each_form_of_its_classes() -> None:
    found = check(_case(), [_rule(Overall, Project)])
    assert [finding.place.form for finding in found] == ["f2", "f3", "f3#2"]
    assert [finding.place.form for finding in check(_case(), [_rule(Project)])] == ["f3", "f3#2"]


def test_a_breach_becomes_a_finding_with_the_slips_sentence() -> None:
    first = check(_case(), [_rule(Overall)])[0]
    assert first.message == "【ZP-99 试】自评表 总分 得分：应为9，现为8，差1。依据：样表"
    assert (first.check, first.severity, first.title) == ("ZP-99", ERROR, "试")
    assert (first.expected, first.found, first.basis) == ("9.0", "8", "样表")


def test_a_rule_over_the_submission_names_the_form_of_its_places() -> None:
    shown = example(Overall())

    @rule("CX-99", title="试", severity=WARNING, basis="样表", passes=shown, breaks=shown)
    def run(case: Case) -> Iterator[Breach]:
        assert len(case.filled(Project)) == len(case.records(Project)) == 2
        assert case.first(BasicData) is None
        assert case.first(Overall) is not None
        yield Breach(
            Place("f3#2", At("project")), "应为甲，现为乙", also=(Place("f2", At("unit")),)
        )

    (found,) = check(_case(), [run])
    assert found.places == (Place("f3#2", At("project")), Place("f2", At("unit")))
    assert found.message.startswith("【CX-99 试】项目自评表（乙） 项目支出名称：")


def test_a_rule_over_the_submission_must_name_a_form() -> None:
    shown = example(Overall())

    @rule("CX-99", title="试", severity=WARNING, basis="样表", passes=shown, breaks=shown)
    def run(case: Case) -> Iterator[Breach]:
        yield Breach(At("unit"), f"应为某局，现为{case.submission.unit}")

    with pytest.raises(TypeError):
        check(_case(), [run])


@pytest.mark.parametrize(
    ("own", "breach", "chosen", "due"),
    [
        (ERROR, None, None, ERROR),
        (ERROR, HINT, None, HINT),
        (HINT, ERROR, None, ERROR),
        (ERROR, None, "提示", HINT),
        (HINT, None, "错误", ERROR),
        (ERROR, HINT, "错误", HINT),
        (ERROR, HINT, "警告", HINT),
        (HINT, ERROR, "警告", WARNING),
    ],
)
def test_severity(own: str, breach: str | None, chosen: Severity | None, due: str) -> None:
    """The scheme decides; a breach that calls itself slighter stays slighter."""
    shown = example(Overall())

    @rule("ZP-99", Overall, title="试", severity=own, basis="样表", passes=shown, breaks=shown)
    def run(form: Overall, look: Look) -> Iterator[Breach]:
        del form, look
        yield Breach(At("unit"), "应填，现为空白", severity=breach)

    (found,) = check(_case({"ZP-99": chosen} if chosen else None), [run])
    assert found.severity == due


def test_a_check_can_be_switched_off() -> None:
    assert check(_case({"ZP-99": "关"}), [_rule(Overall)]) == ()


def test_an_example_becomes_a_case() -> None:
    shown = example(
        Overall(),
        unread={"fund.score": "九分"},
        changes={"places": 1},
        previous=(Overall(),),
        others=((Overall(),),),
    )
    case = case_of(shown, load_scheme())
    assert case.submission.forms[0].unread[At("fund.score")].text == "九分"
    assert case.scheme.places == 1
    assert case.previous is not None
    assert case.previous.year == case.submission.year - 1
    assert len(case.others) == 1

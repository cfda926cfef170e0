"""Blank forms: what is known beforehand, and nothing else."""

from decimal import Decimal

from core.address import At
from core.forms import BasicData, Overall, Project
from core.reports.blank import BlankUnit, blank_forms, blank_units
from core.schema.form import get
from core.scheme import load_scheme
from core.submission import Filled
from core.unit import REQUIRED, Unit
from tests.core.reports.made import GOOD, MARKED_DOWN, SCHEME

YEAR = 2025


def forms(unit: BlankUnit, indicators: bool = True) -> tuple[Filled, ...]:
    return blank_forms(unit, YEAR, SCHEME, indicators=indicators)


def overall_of(made: tuple[Filled, ...]) -> Overall:
    (form,) = (filled.record for filled in made if isinstance(filled.record, Overall))
    return form


def test_last_year_s_finals_become_the_prior_ones() -> None:
    made = forms(BlankUnit("某县水田局", MARKED_DOWN.submission))
    (basic,) = (filled.record for filled in made if isinstance(filled.record, BasicData))
    prior = {line.item: line.prior_final for line in basic.lines}
    assert (basic.unit, basic.year) == ("某县水田局", YEAR)
    assert (prior["three_public"], prior["reception"], prior["abroad"]) == (
        Decimal("2.5"), Decimal("2.5"), None,
    )  # fmt: skip
    assert {(line.budget, line.final) for line in basic.lines} == {(None, None)}


def test_last_year_s_indicators_come_without_targets_and_results() -> None:
    form = overall_of(forms(BlankUnit("某县水田局", MARKED_DOWN.submission)))
    (row,) = form.indicators
    assert (row.level1, row.level2, row.level3) == ("产出指标", "数量指标", "=修渠长度")
    assert row.weight == Decimal(90)
    assert row.level1_weight == Decimal(30)
    assert (row.target, row.actual, row.score, row.deviation) == (None, None, None, None)


def test_without_them_the_scheme_s_levels_stand_empty() -> None:
    for form in (
        overall_of(forms(BlankUnit(None))),
        overall_of(forms(BlankUnit("某县林草局", GOOD.submission), indicators=False)),
    ):
        groups = {row.level1: row.level1_weight for row in form.indicators}
        assert groups == {group.name: group.weight for group in SCHEME.weights.groups}
        assert {row.level3 for row in form.indicators} == {None}
        assert form.fund.weight == SCHEME.weights.execution


def test_costs_stand_among_the_outputs_where_the_scheme_has_no_group_for_them() -> None:
    scheme = load_scheme("10-50-30-10")
    form = overall_of(blank_forms(BlankUnit(None), YEAR, scheme))
    assert ("产出指标", "成本指标") in {(row.level1, row.level2) for row in form.indicators}


def test_a_form_for_each_project_of_the_year_before() -> None:
    made = forms(BlankUnit("某县水田局", MARKED_DOWN.submission))
    assert [filled.key for filled in made] == ["f1", "f2", "f3", "f4", "f5"]
    (project,) = (filled.record for filled in made if isinstance(filled.record, Project))
    assert project.project == "水渠修缮"
    assert {fund.executed for fund in project.funds} == {None}


def test_units_of_the_list_come_first() -> None:
    assert GOOD.submission is not None
    listed = (Unit("某县气象站"), Unit("某县档案室", exempt=REQUIRED))
    units = blank_units(listed, (GOOD.submission,))
    assert [(unit.name, unit.before is None) for unit in units] == [
        ("某县气象站", True),
        ("某县林草局", False),
    ]


def test_forms_that_a_unit_need_not_hand_in_are_left_out() -> None:
    made = forms(BlankUnit("某县气象站", exempt=("f3", "f5")))
    assert [filled.key for filled in made] == ["f1", "f2", "f4"]


def test_the_cover_of_a_report_bears_the_unit() -> None:
    *_, overall, project = forms(BlankUnit("某县水田局"))
    covers = [get(filled.record, At("cover.unit")) for filled in (overall, project)]
    assert covers == ["某县水田局", "某县水田局"]

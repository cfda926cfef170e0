"""The catalogue as a whole: every rule listed, every example behaves, clean work left alone.

A rule that nobody lists would never run: the rules that stand in the modules of `core.checks`
are compared with the catalogue.
"""

import importlib
import pkgutil
import re

import pytest

import core.checks
from core.address import At
from core.assess import assess
from core.checks.catalogue import CATALOGUE
from core.checks.finding import HINT, SEVERITIES
from core.checks.rule import Rule, case_of, check
from core.scheme import load_scheme
from tests.core.checks.look import scored
from tests.core.clean import LAYOUTS, clean_submission

_IDS = [rule.code for rule in CATALOGUE]


def test_codes_are_unique_and_well_formed() -> None:
    assert len(set(_IDS)) == len(_IDS)
    assert all(re.fullmatch(r"(BD|ZP|CX|XY|CP|WF|NR)-\d{2}", code) for code in _IDS)


def test_the_groups_of_one_form_are_complete() -> None:
    assert [code for code in _IDS if code[:2] == "BD"] == [f"BD-{n:02}" for n in range(1, 17)]
    assert [code for code in _IDS if code[:2] == "ZP"] == [f"ZP-{n:02}" for n in range(1, 29)]


def test_every_rule_of_every_module_is_listed() -> None:
    names = [info.name for info in pkgutil.iter_modules(core.checks.__path__)]
    modules = [importlib.import_module(f"core.checks.{name}") for name in names]
    made = {
        value.code
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Rule)
    }
    assert made <= set(_IDS)


@pytest.mark.parametrize("rule", CATALOGUE, ids=_IDS)
def test_a_rule_says_what_it_stands_on(rule: Rule) -> None:
    assert rule.severity in SEVERITIES
    assert rule.title
    assert rule.basis
    assert not rule.basis.endswith("。")


@pytest.mark.parametrize("rule", CATALOGUE, ids=_IDS)
def test_the_examples_behave(rule: Rule) -> None:
    assert check(scored(case_of(rule.passes, load_scheme())), [rule]) == ()
    found = check(scored(case_of(rule.breaks, load_scheme())), [rule])
    assert {finding.check for finding in found} == {rule.code}
    for finding in found:
        assert finding.message.startswith(f"【{rule.code} {rule.title}】")
        assert finding.message.endswith(f"。依据：{rule.basis}")
        assert "。。" not in finding.message


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_submissions_are_left_alone(layout: str) -> None:
    found = assess(clean_submission(layout), load_scheme(layout)).findings
    assert [finding.message for finding in found if finding.severity != HINT] == []


def test_every_place_of_a_finding_exists() -> None:
    for rule in CATALOGUE:
        case = scored(case_of(rule.breaks, load_scheme()))
        for finding in check(case, [rule]):
            for place in finding.places:
                if place.at != At("") and case.submission.form(place.form):
                    assert isinstance(case.submission.text(place), str)

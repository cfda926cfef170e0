"""A year's rules as data: shipped schemes, what a bad file is told, writing and reading back."""

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.resources import resource
from core.scheme import (
    DEFAULT_SCHEME,
    Group,
    Limits,
    Quality,
    Scheme,
    Weights,
    dump_scheme,
    load_scheme,
    parse_scheme,
    scheme_names,
)

_HEAD = 'name = "本县"\ntitle = "本县办法"\nbasis = "县财发一号"\n'


def test_every_shipped_file_is_listed_under_its_own_name() -> None:
    stems = {path.stem for path in Path(resource("schemes")).glob("*.toml")}
    assert set(scheme_names()) == stems
    assert {name: load_scheme(name).name for name in stems} == {name: name for name in stems}
    assert scheme_names()[0] == DEFAULT_SCHEME


@pytest.mark.parametrize(
    ("name", "execution", "groups"),
    [
        ("10-30-30-10-20", 10, {"产出指标": 30, "效益指标": 30, "满意度指标": 10, "成本指标": 20}),
        ("10-50-30-10", 10, {"产出指标": 50, "效益指标": 30, "满意度指标": 10}),
        ("10-40-20-20-10", 10, {"产出指标": 40, "成本指标": 20, "效益指标": 20, "满意度指标": 10}),
    ],
)
def test_shipped_weights(name: str, execution: int, groups: dict[str, int]) -> None:
    scheme = load_scheme(name)
    assert scheme.weights.execution == execution
    assert {group.name: group.weight for group in scheme.weights.groups} == groups
    assert scheme.weights.total == 100
    assert not scheme.weights.enforce
    assert scheme.title
    assert scheme.basis


@pytest.mark.parametrize("name", scheme_names())
def test_written_and_read_back(name: str) -> None:
    scheme = load_scheme(name)
    assert parse_scheme(dump_scheme(scheme)) == scheme


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20).filter(
        str.strip
    ),
    points=st.integers(0, 100),
    limit=st.decimals(0, 100, places=3),
)
def test_any_scheme_is_written_and_read_back(title: str, points: int, limit: Decimal) -> None:
    weights = Weights(Decimal(points), (Group("产出指标", Decimal(100 - points)),), enforce=True)
    scheme = Scheme("本县", title, "依据", weights=weights, limits=Limits(overrun=limit))
    assert parse_scheme(dump_scheme(scheme)) == scheme


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("name =", "TOML"),
        ('name = "本县"\nbasis = "依据"\n', "title"),
        ('name = "本县"\ntitle = "本县办法"\nbasis = " "\n', "basis"),
        ('name = ""\ntitle = "本县办法"\nbasis = "依据"\n', "name"),
        (_HEAD + "speed = 3\n", "speed"),
        (_HEAD + "places = 9\n", "places"),
        (_HEAD + 'places = "2"\n', "places"),
        (_HEAD + "places = true\n", "places"),
        (_HEAD + "weights = 3\n", "weights"),
        (_HEAD + "[weights]\nexecution = -1\n", "weights.execution"),
        (_HEAD + "[weights]\nexecution = inf\n", "weights.execution"),
        (_HEAD + '[weights]\nexecution = "十"\n', "weights.execution"),
        (_HEAD + '[weights]\ngroups = "产出"\n', "weights.groups"),
        (_HEAD + '[weights]\ngroups = [{ name = "产出指标" }]\n', "weights.groups.0.weight"),
        (_HEAD + '[weights]\ngroups = [{ name = "产出指标", weight = 80 }]\n', "weights"),
        (_HEAD + '[reverse]\nrule = "foo"\n', "reverse.rule"),
        (_HEAD + "[reverse]\nrule = 1\n", "reverse.rule"),
        (_HEAD + '[reverse]\naccepted = ["foo"]\n', "reverse.accepted.0"),
        (_HEAD + "[limits]\nspeed = 1\n", "limits.speed"),
        (_HEAD + 'grades = [{ name = "良", least = 80 }, { name = "优", least = 90 }]\n', "grades"),
        (_HEAD + "grades = []\n", "grades"),
        (
            _HEAD + '[quality]\nbands = [{ name = "达成", top = 60, low = 80 }]\n',
            "quality.bands.0",
        ),
        (_HEAD + '[severities]\n"ZP-2" = "错误"\n', "severities.ZP-2"),
        (_HEAD + '[severities]\n"ZP-02" = "严重"\n', "severities.ZP-02"),
        (_HEAD + "severities = 1\n", "severities"),
        (_HEAD + "[limits]\njump = 1e999999999\n", "limits.jump"),
        (_HEAD + "[limits]\njump = 1e-999999999\n", "limits.jump"),
        (_HEAD + "[weights]\nexecution = 1e999999999\n", "weights.execution"),
    ],
)
def test_a_bad_scheme_is_refused_in_one_sentence_that_names_the_key(text: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_scheme(text)
    sentence = str(refused.value)
    assert key in sentence
    assert sentence.count("。") == 1
    assert sentence.endswith("。")


@pytest.mark.parametrize(
    "text",
    [
        _HEAD + "outline = " + "[" * 5_000 + "]" * 5_000,
        _HEAD + "places = " + "9" * 5_000,
        _HEAD + "[limits]\njump = 1e99999999999999999999\n",
        _HEAD + "#" * 200_000,
    ],
    ids=["deep", "many digits", "beyond all exponents", "long"],
)
def test_a_text_made_to_choke_the_reader_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        parse_scheme(text)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UserError, match="没有名为"):
        load_scheme("20-20")


def test_defaults_are_the_bureaus_first_choices() -> None:
    scheme = parse_scheme(_HEAD)
    assert scheme.execution.denominator == "annual"
    assert scheme.reverse.rule == "linear"
    assert scheme.overshoot == dataclasses.replace(scheme.overshoot, rule="reason")
    assert (scheme.places, scheme.overshoot.percent) == (2, Decimal(130))
    assert scheme.quality == Quality()
    limits = scheme.limits
    assert [limits.adjustment, limits.overrun, limits.divergence] == [20, 10, 5]


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差")],
)
def test_grades(total: str, grade: str) -> None:
    assert load_scheme().grade(Decimal(total)) == grade


def test_other_grade_limits() -> None:
    text = 'grades = [{ name = "优", least = 80 }, { name = "良", least = 70 }]\n'
    scheme = parse_scheme(_HEAD + text)
    assert [scheme.grade(Decimal(total)) for total in (80, 79, 10)] == ["优", "良", "良"]


def test_severities_are_read() -> None:
    scheme = parse_scheme(_HEAD + '[severities]\n"ZP-21" = "关"\n"BD-12" = "提示"\n')
    assert dict(scheme.severities) == {"ZP-21": "关", "BD-12": "提示"}

"""Every option of a scheme has a title and a basis, and none is left out."""

import dataclasses
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from core.errors import UserError
from core.scheme import OPTIONS, Option, load_scheme, parse_scheme

_HEAD = 'name = "本县"\ntitle = "本县办法"\nbasis = "县财发一号"\n'
_NUMBER_OF_DECISIONS = 20


def _keys(table: Any, path: str = "") -> Iterator[str]:
    for item in dataclasses.fields(table):
        value, key = getattr(table, item.name), f"{path}{item.name}"
        if dataclasses.is_dataclass(value):
            yield from _keys(value, f"{key}.")
        else:
            yield key


def test_no_option_of_a_scheme_is_without_a_basis() -> None:
    told = [key for option in OPTIONS for key in option.keys]
    assert sorted(told) == sorted(set(_keys(load_scheme())) - {"name", "title", "basis"})
    assert len(OPTIONS) == _NUMBER_OF_DECISIONS


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.keys[0])
def test_an_option_says_what_it_is_and_what_it_stands_on(option: Option) -> None:
    assert re.fullmatch(r"[\u4e00-\u9fff\d%]{4,14}", option.title)
    assert len(option.basis) >= 10
    assert not option.basis.endswith("。")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('money = "角"\n', "money"),
        ('adjustment = "all"\n', "adjustment"),
        ('outline = "six"\n', "outline"),
        ('[labels]\nlevel = "乡级"\n', "labels.level"),
        ('[attachments]\nalways = ["f6"]\n', "attachments.always"),
        ('[attachments]\nprojects = ["f3", "f7"]\n', "attachments.projects"),
        ('[reasons]\nrate = "九成"\n', "reasons.rate"),
    ],
)
def test_a_value_that_is_none_is_refused(text: str, key: str) -> None:
    with pytest.raises(UserError, match=re.escape(f"「{key}」")):
        parse_scheme(_HEAD + text)


def test_forms_in_yuan_add_up_to_the_cent() -> None:
    assert load_scheme().addend == Decimal("0.005")
    assert parse_scheme(_HEAD + 'money = "元"\n').addend == Decimal("0.0000005")


def test_the_countys_words() -> None:
    labels = parse_scheme(_HEAD + '[labels]\nlevel = "市级"\nunit = "预算单位"\n').labels
    assert labels.worded("3、县级专项资金") == "3、市级专项资金"
    assert labels.worded("预算部门名称") == "预算单位名称"
    assert labels.worded("县级以上") == "县级以上"

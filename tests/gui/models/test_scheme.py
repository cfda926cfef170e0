"""Every option of a scheme is shown in words and taken back from them."""

from decimal import Decimal

import pytest

from core.errors import UserError
from core.scheme import OPTIONS, Scheme, load_scheme, scheme_names
from gui.models.scheme import OptionLine, option_lines, option_text, with_option


def line(scheme: Scheme, path: str) -> OptionLine:
    return next(item for item in option_lines(scheme) if ".".join(map(str, item.path)) == path)


@pytest.mark.parametrize("name", scheme_names())
def test_what_is_shown_is_what_is_meant(name: str) -> None:
    scheme = load_scheme(name)
    again = scheme
    for item in option_lines(scheme):
        text = option_text(scheme, item)
        assert not item.choices or text in item.choices, item
        again = with_option(again, item, text)
    assert again == scheme


def test_every_option_has_lines() -> None:
    assert {item.title for item in option_lines(load_scheme())} == {o.title for o in OPTIONS}


def test_choices_are_chinese() -> None:
    words = [word for item in option_lines(load_scheme()) for word in item.choices]
    assert [word for word in words if word.isascii()] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("execution.denominator", "年初预算数"), ("execution.cap", "否"), ("grades.0.least", "85"),
        ("weights.groups.1.weight", "２０"), ("severities.BD-01", "提示"), ("places", "1"),
        ("attachments.always", "附件1、附件2"), ("reverse.accepted", "超出即不得分"),
    ],
)  # fmt: skip
def test_an_option_is_set(path: str, text: str) -> None:
    scheme = load_scheme()
    item = line(scheme, path)
    made = with_option(scheme, item, text)
    assert made != scheme
    assert option_text(made, line(made, path)) in {text, "20"}


def test_a_word_is_no_number() -> None:
    scheme = load_scheme()
    with pytest.raises(UserError, match="小数位"):
        with_option(scheme, line(scheme, "places"), "两位")
    assert with_option(scheme, line(scheme, "limits.jump"), "50").limits.jump == Decimal(50)

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
        ("execution.denominator", "年初预算数"), ("execution.cap", "否"),
        ("grades", "优秀80、良好70、合格60、不合格0"), ("satisfaction.steps", "95→100、60→40"),
        ("weights.groups", "履职效能60、部门管理30"), ("quality.bands.1.name", "基本达成"),
        ("quality.bands.0.words", "达成、完成、已办结"), ("severities.BD-01", "提示"),
        ("places", "1"),
        ("attachments.always", "附件1、附件2"), ("reverse.accepted", "超出即不得分"),
    ],
)  # fmt: skip
def test_an_option_is_set(path: str, text: str) -> None:
    scheme = load_scheme()
    item = line(scheme, path)
    made = with_option(scheme, item, text)
    assert made != scheme
    assert option_text(made, line(made, path)) == text


def test_a_word_is_no_number() -> None:
    scheme = load_scheme()
    with pytest.raises(UserError, match="小数位"):
        with_option(scheme, line(scheme, "places"), "两位")
    assert with_option(scheme, line(scheme, "limits.jump"), "50").limits.jump == Decimal(50)


@pytest.mark.parametrize(
    ("path", "text"),
    [("grades", "优、良"), ("weights.groups", "产出指标"), ("satisfaction.steps", "优→100")],
)
def test_a_list_without_its_numbers_is_refused(path: str, text: str) -> None:
    scheme = load_scheme()
    with pytest.raises(UserError):
        with_option(scheme, line(scheme, path), text)


def test_lists_are_read_as_a_clerk_writes_them() -> None:
    scheme = load_scheme()
    made = with_option(scheme, line(scheme, "grades"), "优：８５分， 良=75；中 60、差0")
    assert [(grade.name, int(grade.least)) for grade in made.grades] == [
        ("优", 85), ("良", 75), ("中", 60), ("差", 0),
    ]  # fmt: skip

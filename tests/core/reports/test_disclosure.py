"""What is published bears no number of a person; words to look at are pointed out."""

from dataclasses import replace

import pytest

from core.address import At
from core.forms import OverallReport
from core.forms.report import Section
from core.reports.disclosure import NUMBERS, published, removed, warned, without_numbers
from core.source import Unread
from core.submission import Filled
from tests.core.reports.made import overall

F2 = Filled(
    "f2",
    overall("某县林草局", "200", "90"),
    unread={At("cells.0.1.2"): Unread("手机：13800000000", "")},
)


def report(text: str) -> Filled:
    return Filled("f4", OverallReport(sections=(Section(no=1, heading="概况", text=text),)))


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0731-12345678。",
        "（0730）5222222",
        "电话5223456",
        "手机 13800138000",
        "手机：138 0013 8000",
        "手机：１３８００１３８０００",
        "身份证430123199001011234",
        "身份证43012319900101123X号",
        "卡号6222 0200 1234 5678 901",
        "账号622202001234567890",
        "邮箱 a.b@c.com",
    ],
)
def test_numbers_of_persons_go(text: str) -> None:
    """With the digits of the example gone, no run of five digits is left."""
    digits = sum(sign.isdigit() for sign in without_numbers(text))
    assert digits == 0
    assert "@" not in without_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "支出1380013.80万元，其中1234567.89元",
        "支出13800138000元",
        "20240101—20241231",
        "2023 2024 2025 2026 年",
        "人口12345678人",
        "文号〔2024〕12号，编码101001002003",
    ],
)
def test_amounts_years_and_codes_stay(text: str) -> None:
    assert without_numbers(text) == text


def test_the_telephone_under_a_form_goes_and_is_told() -> None:
    clean = published(F2)
    assert clean.text(At("sign.phone")) == ""
    assert "1380" not in clean.unread[At("cells.0.1.2")].text
    assert {found.kind for found in removed((F2,))} == {"电话号码", "手机号"}
    assert removed((clean,)) == ()
    assert published(clean) == clean


def test_words_to_look_at_are_pointed_out_with_their_place() -> None:
    found = warned((report("开展保密教育。收到举报人材料一份，属机密。"),))
    assert [each.word for each in found] == ["举报人", "机密"]
    assert found[0].place.at == At("sections.0.text")
    assert found[0].why
    assert "收到举报人材料" in found[0].around


def test_nothing_to_say_about_an_ordinary_form() -> None:
    plain = replace(F2, unread={})
    assert warned((plain,)) == ()
    assert set(NUMBERS) == {"身份证号", "银行卡号", "手机号", "电话号码", "电子邮箱"}

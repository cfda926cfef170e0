"""What is published bears no number of a person; words to look at are pointed out."""

import time
from dataclasses import replace

import pytest

from core.address import At
from core.forms import OverallReport
from core.forms.report import Section
from core.reports.disclosure import published, removed, warned, without_numbers
from core.source import Unread
from core.submission import Filled
from tests.core.reports.made import overall

F2 = Filled(
    "f2",
    overall("某县林草局", "200", "90"),
    unread={At("cells.0.1.2"): Unread("手机：13800000000", "")},
)


def test_an_address_takes_none_of_the_words_around_it() -> None:
    assert without_numbers("请发到ab@c.com.cn或致电") == "请发到（略）或致电"


def test_a_long_text_is_searched_in_one_pass() -> None:
    """Twice the text takes about twice as long: a report of any length can be published."""
    short, long = ("某局a1" * count for count in (2_000, 16_000))
    spent = []
    for text in (short, long):
        begun = time.process_time()
        without_numbers(text)
        spent.append(time.process_time() - begun)
    assert spent[1] < 30 * max(spent[0], 0.005)


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
        "可拨打138-0013-8000咨询",
        "手机：138 00138000",
        "电话：+86 138 0013 8000",
        "（+86）13800138000",
        "0086-138-0013-8000",
        "电话：1380 0138 000",
        "电话（传真）：0731—8512 3456",
        "0731-85123456-8012",
        "0731-85123456转8012",
        "电话：0730-5223456转802",
        "电话：5223456/5223457、5223458",
        "热线400-820-8820",
        "身份证430123199001011234",
        "身份证43012319900101123X号",
        "身份证号：４３０１２３１９９００１０１１２３４",
        "430123 19900101 1234",
        "430123-1990-01-01-123X",
        "身份证号码430123900101123",
        "卡号6222 0200 1234 5678 901",
        "打入6222 0200 1234 5678 901",
        "账号622202001234567890",
        "开户银行：某某银行，账号：18-0123 0104 0001 234",
        "账户（基本户）：4305 0123 4567 8901 2345",
        "护照号E12345678",
        "邮箱 a.b@c.com",
        "微信号：wang_138001",
        "QQ：123456789",
    ],
)
def test_numbers_of_persons_go(text: str) -> None:
    """With the digits of the example gone, none is left."""
    digits = sum(sign.isdigit() for sign in without_numbers(text))
    assert digits == 0
    assert "@" not in without_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "支出1380013.80万元，其中1234567.89元",
        "支出13800138000元",
        "支出13800138000 元，合计13900139000",
        "共13800138000株",
        "20240101—20241231",
        "2023 2024 2025 2026 年",
        "130 2023 2024项",
        "人口12345678人，电话12345678部",
        "文号〔2024〕12号，编码101001002003，项目编码：13800138000",
        "项目代码430681220000000012345，合同号：138 0013 8000",
        "湘财预〔2024〕123号，第3000 4000 5000 6000项",
        "拨打12345热线，举报电话12388，110、119",
        "电话费1234567元，手机1234567部",
        "统一社会信用代码11430681006318000X",
        "执行率96.15%，结转1,380,013,800.00元",
        "联系人员名单、联系人制度健全，联系人：办公室",
        "关注微信公众号，加入微信群",
    ],
)
def test_amounts_years_and_codes_stay(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("联系人：张小三，电话：13800138000。", "联系人：（略），电话：（略）。"),
        ("联系人张三（办公室）", "联系人（略）（办公室）"),
        ("联系人：欧阳娜娜 0731-85123456", "联系人：（略） （略）"),
        ("请联系 李四同志（13800138000）", "请联系 （略）同志（（略））"),
        ("王五：138 0013 8000；赵六 13900139000", "（略）：（略）；（略） （略）"),
        ("经办人：钱七联系电话：5223456", "经办人：（略）联系电话：（略）"),
    ],
)
def test_names_beside_numbers_and_labels_go(text: str, left: str) -> None:
    assert without_numbers(text) == left
    assert without_numbers(left) == left


@pytest.mark.parametrize(
    "text",
    [
        "用法律武器保护群众，司机密切配合，有机密植",
        "精密件加工，初核数12万元，办理身份证5000张，出具居住身份证明",
        "贯彻保守国家秘密法，本报告不涉密，不涉及国家秘密",
        "开展保密教育、保密检查，银行账户清理",
    ],
)
def test_harmless_words_are_no_warning(text: str) -> None:
    assert warned((report(text),)) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("本件属机　密。", "机　密"), ("绝密★", "绝密"), ("仅供内部参考", "仅供内部"),
        ("居民身份证号见附表", "居民身份证号"), ("开户行：某银行", "开户行"),
        ("涉密人员三名", "涉密"),
    ],
)  # fmt: skip
def test_words_are_found_however_written(text: str, word: str) -> None:
    assert [each.word for each in warned((report(text),))] == [word]


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

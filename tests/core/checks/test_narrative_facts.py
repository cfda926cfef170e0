"""The sentence engine up to facts: folding, figures, skeletons, amounts, comparisons, shares."""

from decimal import Decimal

import pytest

from core.checks.narrative.facts import Amount, Comparison
from core.checks.narrative.folding import fold
from core.checks.narrative.nouns import is_bare, kind_of, noun_in
from core.checks.narrative.sentences import split
from core.checks.narrative.story import tell

D = Decimal


def amounts(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(str(a.figure.value), a.noun, a.kind) for a in tell(text).amounts]


def one_amount(text: str) -> Amount:
    (amount,) = tell(text).amounts
    return amount


def one_comparison(text: str) -> Comparison:
    (comparison,) = [c for told in tell(text).told for c in told.comparisons]
    return comparison


def test_folding_keeps_the_place_of_each_character() -> None:
    text = "“三公” 经费１．５ 万元，（含） 税"
    folded = fold(text)
    assert folded.text == "三公经费1.5万元，(含)税"
    for index, char in enumerate(folded.text):
        assert fold(text[folded.offsets[index]]).text == char


def test_blanks_between_digits_stay() -> None:
    assert fold("共 12 34 人").text == "共12 34人"
    assert fold("1. 5个村").text == "1. 5个村"


@pytest.mark.parametrize(
    ("text", "skeleton"),
    [
        ("公务接待费0.23万元，比上年减少0.25万元，下降52.08%", "公务接待费¥，比上年减少¥，下降%"),
        ("1.2024年总收入1,234.56万元", "1.@总收入¥"),
        ("因公出国（境）费0元；培训3期", "因公出国···费¥;培训#"),
        ("2024年初批复预算", "@年初批复预算"),
        ("资金占比％，价格¥9", "资金占比^，价格^#"),
    ],
)
def test_a_skeleton_has_a_sign_for_each_figure(text: str, skeleton: str) -> None:
    (sentence,) = split(text)
    assert sentence.skeleton == skeleton


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [
        ("支出20万元", "20", "0.005"),
        ("支出1,234.5万元", "1234.5", "0.005"),
        ("支出１，２３４．５万元", "1234.5", "0.005"),
        ("支出1.2亿元", "12000.0", "500.00"),
        ("支出35800元", "3.5800", "0.00005"),
        ("支出8千元", "0.8", "0.05"),
    ],
)
def test_money_is_in_wan_whatever_it_was_written_in(text: str, value: str, half: str) -> None:
    figure = one_amount(text).figure
    assert (figure.value, figure.half) == (D(value), D(half))


@pytest.mark.parametrize("text", ["约20万元", "20余万元", "20万余元", "20万元以上", "近20万元",
                                  "10-20万元", "不低于20万元"])  # fmt: skip
def test_rough_numbers_are_known_as_such(text: str) -> None:
    assert all(amount.figure.rough for amount in tell(f"支出{text}").amounts)


def test_each_fact_knows_its_place_in_the_text() -> None:
    text = "前文。\n“三公”经费　支出 1.47 万元，比上年减少0.04万元。"
    amount = one_amount(text)
    assert text[amount.figure.start : amount.figure.end] == "1.47 万元"
    comparison = one_comparison(text)
    assert text[comparison.start : comparison.end] == "1.47 万元，比上年减少0.04万元"


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("公务用车购置及运行维护费", "vehicle"),
        ("公务用车购置费", "vehicle_purchase"),
        ("公务用车运行费", "vehicle_operation"),
        ("因公出国···费支出", "abroad"),
        ("一般公共预算财政拨款基本支出", "basic"),
        ("三公经费支出合计", "three_public"),
        ("教育局总支出", "spending"),
        ("乡村振兴", None),
    ],
)
def test_the_last_known_noun_of_a_label_counts(label: str, noun: str | None) -> None:
    assert noun_in(label) == noun


@pytest.mark.parametrize(
    ("label", "bare"),
    [("@本单位基本支出", True), ("青溪县教育局项目支出", True), ("义务教育项目支出", False)],
)
def test_a_narrowed_noun_is_not_the_whole_units(label: str, bare: bool) -> None:
    assert is_bare(label) is bare


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("年初预算数为", "initial"),
        ("全年预算", "adjusted"),
        ("年中追加", "added"),
        ("支出预算为", "budget"),
        ("支出决算为", "final"),
        ("一般公共预算拨款基本支出", None),
        ("公务接待费", None),
    ],
)
def test_the_kind_of_an_amount(label: str, kind: str | None) -> None:
    assert kind_of(label) == kind


def test_a_part_has_the_kind_of_its_whole() -> None:
    assert amounts("三公经费预算数为7.5万元，其中公务接待费0.5万元、公务用车运行费7万元。") == [
        ("7.5", "three_public", "budget"),
        ("0.5", "reception", "budget"),
        ("7", "vehicle_operation", "budget"),
    ]


def test_an_amount_without_a_noun_takes_that_of_the_clause_before() -> None:
    assert amounts("公务接待费支出预算为5万元，支出决算为3.6万元。") == [
        ("5", "reception", "budget"),
        ("3.6", "reception", "final"),
    ]


def test_a_colon_parts_a_label_from_its_number() -> None:
    assert amounts("公务接待费：3万元。基本支出：决算：5万元。") == [
        ("3", "reception", None),
        ("5", "basic", "final"),
    ]


def test_a_comparison_is_shown_from_the_amount_compared() -> None:
    text = "公务接待费预算5万元，决算3万元，比上年减少1万元。"
    comparison = one_comparison(text)
    assert text[comparison.start : comparison.end] == "3万元，比上年减少1万元"


def test_a_comparison_has_base_change_and_rate() -> None:
    told = one_comparison("公务接待费完成0.23万元，比上年0.48万元减少0.25万元，降低52.08%。")
    assert told.against == "last"
    assert told.noun == "reception"
    assert [told.base and told.base.value, told.change and told.change.value] == [
        D("0.48"), D("0.25"),
    ]  # fmt: skip
    assert (told.change_up, told.rate_up) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "总支出880万元。与上年相比，增加80万元，增长10%。",
        "总支出880万元，较2023年度增加了80万元，增幅为10%。",
        "总支出880万元，同比增加80万元，同比增长10%。",
        "总支出880万元，与2023年相比，收支各增加80万元(增长10%)。",
    ],
)
def test_spellings_of_one_comparison(text: str) -> None:
    told = one_comparison(text)
    assert told.against == "last"
    assert told.change is not None
    assert told.rate is not None
    assert [amount.figure.value for amount in told.candidates] == [D(880)]


def test_reasons_are_no_comparisons() -> None:
    told = one_comparison("总支出880万元，比上年增加80万元，主要原因是工资增长5%。")
    assert told.rate is None


def test_a_plan_is_not_last_year() -> None:
    assert one_comparison("支出105万元，比年初预算数增加5万元。").against == "plan"


def test_shares_name_their_whole() -> None:
    (share,) = tell("人员经费45万元，占基本支出的90%。").told[0].shares
    assert (share.whole, share.plan) == ("基本支出", False)
    (share,) = tell("预算10万元，决算9万元，完成预算的90%。").told[0].shares
    assert (share.whole, share.plan) == ("预算", True)


def test_the_noun_may_stand_before_the_comma() -> None:
    """预算 and 支出 alone are of what the sentence began with."""
    assert amounts("公务接待费方面，预算3万元，支出2万元。") == [
        ("3", "reception", "budget"),
        ("2", "reception", "final"),
    ]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("收入1088万元，总支出1082.7万元，年末结余5.3万元。总支出较上年减少43.8万元。", ["1082.7"]),
        ("收入总计2010万元，支出总计1998.6万元。支出较上年增加118.6万元。", ["1998.6"]),
        ("收入总计2010万元，支出总计1998.6万元。全年收入较上年增加118.6万元。", ["2010"]),
        ("收入总计2010万元，支出总计1998.6万元。工资较上年增加118.6万元。", []),
    ],
)
def test_a_comparison_goes_on_with_the_amount_it_names(text: str, now: list[str]) -> None:
    comparison = one_comparison(text)
    assert [str(amount.figure.value) for amount in comparison.candidates] == now


def test_two_changes_are_two_comparisons() -> None:
    text = "支出合计90万元，比上年增加3万元，比上年增加5万元。"
    found = [c for told in tell(text).told for c in told.comparisons]
    assert [c.change and c.change.value for c in found] == [D(3), D(5)]


def test_a_comparison_is_of_its_own_part_of_the_sentence() -> None:
    """What stands before the semicolon takes no part, unless nothing else is there."""
    own = one_comparison("基本支出90万元；项目支出30万元，比上年减少3万元。")
    assert [amount.figure.value for amount in own.candidates] == [D(30)]
    carried = one_comparison("项目支出30万元；比上年减少3万元。")
    assert [amount.figure.value for amount in carried.candidates] == [D(30)]


def test_the_parts_of_last_years_amount_are_last_years() -> None:
    whole, part = tell("上年决算数为100万元，其中：基本支出60万元。").amounts
    assert (whole.year, part.year) == (-1, -1)
    whole, part = tell("决算数为100万元，其中：基本支出60万元。").amounts
    assert (whole.year, part.year) == (None, None)


def test_a_list_that_goes_on_is_not_compared_as_its_whole() -> None:
    """「其中」 opens the sentence before: which of its amounts is compared is not sure."""
    text = "其中基本支出90万元，其中人员经费70万元。比上年增加3万元。"
    found = [c.candidates for told in tell(text).told for c in told.comparisons]
    assert found == [()]
    whole = "基本支出90万元，其中人员经费70万元、公用经费20万元。比上年增加3万元。"
    (comparison,) = [c for told in tell(whole).told for c in told.comparisons]
    assert comparison.candidates[0].figure.value == D(90)


def test_a_place_behind_the_text_is_its_end() -> None:
    assert fold("").place(0, 0) == (0, 0)
    assert fold("甲 乙").place(2, 3) == (3, 3)
    assert fold("甲 乙").place(1, 2) == (2, 3)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("预算100万元，支出90万元，完成年初预算的90%。", "年初预算"),
        ("支出90万元，完成预算的90%。", "预算"),
    ],
)
def test_a_plan_is_named_as_it_is_written(text: str, whole: str) -> None:
    (share,) = [share for told in tell(text).told for share in told.shares]
    assert (share.plan, share.whole) == (True, whole)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("零", "0"),
        ("零点五", "0.5"),
        ("二", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("九十二点三〇", "92.30"),
        ("百", "100"),
        ("一百零六", "106"),
        ("一百二十", "120"),
        ("一百一十五", "115"),
        ("两百", "200"),
        ("15.5", "15.5"),
        ("九二点四", None),
        ("一百一", None),
        ("百五", None),
        ("三万", None),
        ("十点", None),
    ],
)
def test_percentages_in_words(words: str, value: str | None) -> None:
    """What is no whole number in words is no figure."""
    figures = [
        figure
        for told in tell(f"占百分之{words}。").told
        for figure in told.sentence.figures.values()
    ]
    assert [(f.mark, str(f.value)) for f in figures] == ([("%", value)] if value else [])

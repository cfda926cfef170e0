"""WF: wording and format."""

from decimal import Decimal

import pytest

from core.checks.wording import marks, number_of, out_of_order, slips, typos
from core.forms import BasicData, Overall, OverallReport
from core.forms.basic_data import Building, Line
from core.forms.parts import Indicator
from core.forms.report import Section
from tests.core.checks.look import codes, findings, hints


def pair(target: str, actual: str) -> Overall:
    return Overall(indicators=(Indicator(level3="合格率", target=target, actual=actual),))


def report(text: str) -> OverallReport:
    return OverallReport(sections=(Section(no=1, heading="一、情况", text=text),))


def test_the_year_of_the_buildings() -> None:
    old = BasicData(year=2024, buildings=(Building(completed_year=2023),))
    assert hints(old, group="WF-01") == [("WF-01", "buildings.0.completed_year")]
    for year in (2024, None):
        form = BasicData(year=2024, buildings=(Building(completed_year=year),))
        assert hints(form, group="WF-01") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023、12、31", 1),
        ("2023/12/31", 1),
        ("2023,12,31", 1),
        ("2023-12-31", 0),
        ("2023年12月31日", 0),
        ("2025.9.17", 0),
        ("12、31、40人", 0),
    ],
)
def test_odd_dates(text: str, found: int) -> None:
    assert len(hints(pair("按时", text), group="WF-02")) == found


@pytest.mark.parametrize(
    ("target", "actual", "at"),
    [
        ("100%", "1", "actual"),
        ("≥95%", "0.98", "actual"),
        ("0.95", "98%", "target"),
        ("≥95%", "98%", None),
        ("≥95%", "98", None),
        ("1次", "1次", None),
        ("≥95%", "0", None),
        ("1", "1", None),
        ("≤0.4%", "0.1", None),
        ("≤0.4%", "0.004", "actual"),
    ],
)
def test_lost_percent_signs(target: str, actual: str, at: str | None) -> None:
    wanted = [("WF-03", f"indicators.0.{at}")] if at else []
    assert codes(pair(target, actual), group="WF-03") == wanted


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("完善部门职贵", "职责"),
        ("主要原因原因是", "原因"),
        ("县委中心作经费", "中心工作"),
        ("实施细则特神", "精神"),
        ("召开全县志愿服务负责人召开座谈会", "全县志愿服务负责人召开"),
    ],
)
def test_slips_of_the_pen(text: str, right: str) -> None:
    assert [word for _, word in slips(text)] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "好好好好",
        "独特神韵", "中心作用", "研究研究再定", "一个一个走访", "目的的实现", "层层落实，户户走访",
        "召开座谈会，召开推进会", "组织召开和承办召开的会议", "市直直属单位", "信息化和信息安全",
    ],
)  # fmt: skip
def test_right_words_are_left_alone(text: str) -> None:
    assert slips(text) == ()


def test_the_word_list_can_be_read() -> None:
    assert len(typos()) > 20
    assert all(right and not pattern.search(right) for pattern, right in typos())


def test_one_finding_a_form() -> None:
    rows = (Line(item="special_line", label="中心作经费"), Line(item="special_line", label="职贵"))
    (found,) = findings(BasicData(lines=rows), group="WF-04")
    assert [place.at.path for place in found.places] == ["lines.0.label", "lines.1.label"]


def test_the_first_odd_date_is_the_place() -> None:
    (found,) = findings(pair("2024/6/1", "2024、12、31"), group="WF-02")
    assert [place.at.path for place in found.places] == [
        "indicators.0.target",
        "indicators.0.actual",
    ]
    assert found.found == "2024/6/1"


@pytest.mark.parametrize(
    ("word", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("7", 7)],
)
def test_numbers_of_headings(word: str, number: int) -> None:
    assert number_of(word) == number


def test_marks_of_paragraphs() -> None:
    text = "1.甲\n（二）乙\n三、丙\n（4）丁\n1.5万元\n正文"
    assert [(style, number) for style, number, _ in marks(text)] == [
        ("dotted", 1), ("bracket", 2), ("chinese", 3), ("round", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.甲\n2.乙\n3.丙\n（四）丁", "（四）"),
        ("1.甲\n2.乙\n4.丁", "4."),
        ("一、甲\n1.子\n2.丑\n二、乙\n1.子\n2.丑", None),
        ("（一）甲\n（二）乙\n（3）丙", None),
        ("1、甲。 2、乙。\n3、丙", None),
        ("（一）甲\n1.子\n（二）乙", None),
        ("正文", None),
    ],
)
def test_order_of_headings(text: str, mark: str | None) -> None:
    found = out_of_order(text)
    assert (found[0] if found else None) == mark
    assert len(hints(report(text), group="WF-05")) == (mark is not None)


def test_amounts_in_labels_are_no_words() -> None:
    assert hints(BasicData(lines=(Line(item="public", final=Decimal(1)),)), group="WF") == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.甲\n2.乙\n2.丙", None),
        ("1.甲\n2.乙\n1.丙\n2.丁", None),
        ("1.甲\n2.乙\n4.丙", "4."),
        ("1.甲，含2、丙\n3.丁", None),
        ("1.甲\n2.乙\n（四）丙", None),
        ("1.甲\n2.乙\n（三）丙", "（三）"),
    ],
)
def test_only_a_number_left_out_is_out_of_order(text: str, mark: str | None) -> None:
    found = out_of_order(text)
    assert (found and found[0]) == mark

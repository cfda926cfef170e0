"""Counted things: staff, lists, damaged numbers, denials, claims."""

from decimal import Decimal

import pytest

from core.address import At
from core.checks.narrative.claims import claims, trends
from core.checks.narrative.counts import active, authorized, damaged, lists, staffings
from core.checks.narrative.denials import denied, only_small_projects
from core.forms import OverallReport
from core.forms.report import Section
from core.source import Unread
from core.submission import Filled

D = Decimal


def report(*texts: str, heading: str = "支出情况") -> Filled:
    parts = tuple(Section(no=n, heading=heading, text=text) for n, text in enumerate(texts, 1))
    return Filled("f4", OverallReport(sections=parts))


@pytest.mark.parametrize(
    ("text", "posts", "people"),
    [
        ("人员编制50名，在职人员48人。", [50], [48]),
        ("核定编制62个，其中行政编制40个、事业编制22个；在职51人。", [62], [51]),
        ("行政编制40名。", [], []),
        ("在职人员48人（含临聘人员6人）。", [], []),
        ("修复馆编制12名，阅览中心编制8名。", [], []),
        ("人员编制3次，在职2次。", [], []),
        ("政法专项编制40名，空编3名。", [], []),
        ("部门预算编制3次，非在职人员2人。", [], []),
        ("在职约50人。", [], []),
    ],
)
def test_posts_and_people(text: str, posts: list[int], people: list[int]) -> None:
    assert (list(authorized(text)), list(active(text))) == ([*map(D, posts)], [*map(D, people)])


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("年末共有人数61人，其中：在职30人，离退休31人。", True),
        ("实有人数27人，其中在职人员17人，退休人员10人，另有遗属1人。", True),
        ("共有48人（在职40人、离退休8人）。", True),
        ("共有人数50人，其中在职40人（公务员20人、事业20人），退休人员8人，临聘人员2人。", True),
        ("现有人员12人，其中在职9人，离休1人，退休2人。", True),
        ("共有50人，其中在职40人，退休8人，遗属2人。", True),
        ("年末共有人数61人，其中：在职30人，离退休32人。", False),
        ("共有48人（在职40人、离退休9人）。", False),
    ],
)
def test_staff_add_up(text: str, agrees: bool) -> None:
    (staff,) = staffings(text)
    assert staff.agrees is agrees


@pytest.mark.parametrize(
    "text", ["在职人员17人，其中党员15人，女性8人。", "共有车辆3辆，其中轿车2辆。", "共有48人。"]
)
def test_other_groups_of_people_are_left_alone(text: str) -> None:
    assert list(staffings(text)) == []


@pytest.mark.parametrize(
    ("text", "said", "counted"),
    [
        ("内设股室3个，分别是办公室、预算股、绩效股。", 3, 3),
        ("内设股室4个，分别是办公室、预算股、绩效股。", 4, 3),
        ("内设机构2个。分别是：办公室、监督室（加挂法规室、信访室牌子）。", 2, 2),
        ("四个股室分别为办公室、组织股、宣传股、基层股，按规定设置。", 4, 4),
    ],
)
def test_lists_are_counted(text: str, said: int, counted: int) -> None:
    (listed,) = lists(text)
    assert (listed.said, listed.counted) == (said, counted)


@pytest.mark.parametrize(
    "text",
    [
        "比上年减少 万元。",
        "下降 %。",
        "占基本支出的 %。",
        "支出决算为  万元。",
        "完成预算的 %。",
        "总支出,867.48万元。",
        "支出决算为12..5万元。",
        "增长__%。",
        "支出决算为XX万元。",
    ],
)
def test_gaps_of_the_template_are_found(text: str) -> None:
    (piece,) = damaged(text)
    assert text[piece.start : piece.end] == piece.words


@pytest.mark.parametrize(
    "text",
    [
        "金额单位：万元，计量单位为万元。",
        "占比（%）。",
        "2024年，支出，867万元。",
        "比上年减少3万元，下降5%，占基本支出的7%。",
        "完成预算的95%，总支出1,867.48万元。",
    ],
)
def test_whole_numbers_are_no_gaps(text: str) -> None:
    assert list(damaged(text)) == []


@pytest.mark.parametrize(
    "text",
    ["2024年本单位无项目支出。", "我局没有发生项目支出", "本年度无项目支出，故不填。"],
)
def test_a_report_may_deny_projects(text: str) -> None:
    assert denied(report(text), "project", 2024) is not None


@pytest.mark.parametrize(
    "text", ["无其他项目支出。", "项目支出20万元（无市级重点项目）。", "无项目支出管理制度。"]
)
def test_not_every_no_is_a_denial(text: str) -> None:
    assert denied(report(text), "project", 2024) is None


def test_nothing_under_its_own_heading_denies_the_fund() -> None:
    for text in ("无", "无。", "本单位无此项支出。", "我委本年度无政府性基金支出。"):
        assert denied(report(text, heading="三、政府性基金预算支出情况"), "fund", 2024) is not None
    assert denied(report("无"), "fund", 2024) is None


def test_a_report_may_have_small_projects_only() -> None:
    assert only_small_projects(report("项目支出20万元（无市级重点项目）。"))
    assert not only_small_projects(report("重点项目3个，无一延期。"))


def test_claims_are_of_the_whole_unit_and_its_year() -> None:
    filled = report(
        "2024年本单位基本支出90万元，义务教育项目支出12万元，2022年项目支出7万元。",
        "公务接待费3万元，比上年4万元减少1万元。",
        "2023年人员经费50万元。",
    )
    said = {(c.noun, c.last, str(c.value)) for c in claims(filled, 2024)}
    assert said == {
        ("basic", False, "90"),
        ("reception", False, "3"),
        ("reception", True, "4"),
        ("personnel", True, "50"),
    }


def test_plans_are_no_claims() -> None:
    assert trends(report("力争公务接待费同比下降5%。")) == ()
    assert trends(report("公务接待费同比下降5%。", heading="八、下一步改进措施")) == ()
    (trend,) = trends(report("公务接待费预算5万元，决算3万元，比上年减少1万元。"))
    assert trend.words == "决算3万元，比上年减少1万元"
    (trend,) = trends(report("公务接待费比预算减少1万元。公务接待费同比下降5%。"))
    assert trend.noun == "reception"


def test_what_stands_before_the_first_section_is_read_too() -> None:
    filled = Filled(
        "f4",
        OverallReport(title="自评报告"),
        unread={At("paragraphs.1"): Unread("2024年基本支出90万元。", "不在任何一个部分里的文字")},
    )
    (claim,) = claims(filled, 2024)
    assert claim.place.at == At("title")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实有12人，其中在职12人；退休人员5人。", []),
        ("共有人员17人，其中：在职12人；退休5人。", [True]),
        ("共有人员18人，其中：在职12人；退休5人。", [False]),
        ("共有人员18人，其中：在职18人，退休5人。", [False]),
        ("共有人员48人，其中：在职40人，工勤8人。", []),
    ],
)
def test_the_retired_may_be_told_of_beside_the_whole(text: str, found: list[bool]) -> None:
    assert [staffing.agrees for staffing in staffings(text)] == found


def test_teachers_are_staff() -> None:
    assert active("全区在职教职工2246人。") == active("全区在职教职员工2246人。") == (D(2246),)


def test_a_count_that_is_no_known_word_is_not_compared() -> None:
    assert lists("内设机构十六个，分别是办公室、财务股。") == ()


def test_the_unit_of_a_table_is_no_gap() -> None:
    """「单位：万元」 directly before is a table's head; a whole clause before is not."""
    assert damaged("（单位）支出为万元。") == ()
    assert len(damaged("本单位本年度支出为万元。")) == 1


def test_a_sentence_that_tells_no_parts_hides_none_behind_it() -> None:
    text = "全县共有1200户，其中农村900户。共有人员18人，其中：在职12人，退休5人。"
    assert [staffing.agrees for staffing in staffings(text)] == [False]


@pytest.mark.parametrize(
    ("word", "number"),
    [(w, n) for n, w in enumerate("二三四五六七八九十", 2)]
    + [("两", 2), ("十一", 11), ("十二", 12), ("十三", 13), ("十四", 14), ("十五", 15), ("7", 7)],
)
def test_every_numeral_of_a_list_is_read(word: str, number: int) -> None:
    names = "、".join(f"第{'甲' * n}股" for n in range(1, number + 1))
    (listed,) = lists(f"内设机构{word}个，分别是{names}。")
    assert listed.said == listed.counted == number


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("内设机构2个，分别是甲股（含乙室（丙队、丁队）、戊室）、己股。", 2),
        ("内设机构2个，分别是甲股（含乙室）、己股，另有庚股、辛股。", 2),
        ("内设机构3个，分别是甲股、乙股和丙股。", 3),
    ],
)
def test_what_stands_in_brackets_is_part_of_its_name(text: str, counted: int) -> None:
    (listed,) = lists(text)
    assert (listed.said, listed.counted) == (counted, counted)


def test_rough_numbers_of_staff_are_not_compared() -> None:
    assert active("在职约40人。") == active("在职40余人。") == ()
    assert authorized("编制50名以上。") == ()


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("2024年年初预算300万元。", ["income"]),
        ("我局年初预算300万元。", ["income"]),
        ("年初预算300万元。", []),
        ("2024年决算300万元。", []),
    ],
)
def test_an_initial_budget_is_the_units_where_it_says_so(text: str, nouns: list[str]) -> None:
    assert [claim.noun for claim in claims(report(text), 2024)] == nouns

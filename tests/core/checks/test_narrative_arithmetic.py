"""The figures of a sentence against each other: true prose is silent, a slip is one finding."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks.finding import HINT
from core.checks.narrative.arithmetic import verdicts
from core.checks.narrative.story import tell
from core.number import round_to, short

TRUE = (
    ("2024年度收入总计434.72万元，其中：本年收入合计434.16万元，年初结转和结余0.56万元。"
    "收入支出总体与上年相比，增加58.21万元，增长15.46%，主要原因是人员增加2人，工资增加30万元。"),
    "支出合计1200万元，其中：基本支出900万元，占75%；项目支出300万元，占25%。",
    "2024年度财政拨款收、支总计1100万元。与2023年度相比，财政拨款收、支总计各减少50万元，下降4.35%。",
    ("年初预算为1000万元，支出决算为1100万元，完成年初预算的110%。其中：教育（类）支出1000万元，"
    "占90.91%；卫生健康（类）支出100万元，占9.09%。"),
    ("基本支出900万元。其中：人员经费765万元，占基本支出的85%，主要包括：基本工资200万元、"
    "津贴补贴150万元；公用经费135万元，占基本支出的15%，主要包括：办公费20万元、印刷费5万元。"),
    ("“三公”经费预算为12万元，支出决算为9.6万元，完成预算的80%，其中：公务接待费支出预算为5万元，"
    "支出决算为3.6万元，完成预算的72%，与上年相比减少0.4万元，下降10%；公务用车购置及运行维护费"
    "支出预算为7万元，支出决算为6万元，完成预算的85.71%，比上年增加0.5万元，增长9.09%，"
    "其中：公务用车购置费0万元，公务用车运行维护费6万元。"),
    "“三公”经费7.5万元，其中公务用车费7万元，其中购置费0万元、运行维护费7万元，公务接待费0.5万元。",
    "机关运行经费支出135万元，比上年决算数减少15万元，下降10%，比年初预算数增加5万元，增长3.85%。",
    ("政府采购支出总额200万元，其中：货物支出50万元、工程支出100万元、服务支出50万元。授予中小企业"
    "合同金额180万元，占政府采购支出总额的90%，其中：授予小微企业合同金额150万元。"),
    ("2024年年初预算数为1000万元，其中基本支出800万元，项目支出200万元；年中追加235万元，"
    "全年预算数1235万元，全年执行数1200万元，预算执行率97.17%。"),
    "三公经费预算20万元，支出15万元，其中：公务接待费8万元、公务用车运行维护费12万元。",
    "项目年初预算900万元，追加100万元，全年预算1000万元，支出980万元，其中：甲项目600万元、乙项目400万元。",
    "年末编制156人（行政编制19人，事业编制132人，工勤编制5人），在职148人（行政18人，事业130人）。",
    "支出合计100万元，其中：基本支出70万元，项目支出30万元，约占总支出的32%。",
    "资产总额5000万元，其中流动资产1000万元，固定资产原值6000万元，累计折旧2000万元。",
    "公务接待费由上年的4万元减少到3.6万元，减少0.4万元，降幅10%。",
    "2023年决算数为100万元，2024年决算数为120万元，增加20万元，增长20%。",
    "争取上级资金5200万元，其中中央资金3000万元，同比增长20%，省级资金2200万元，同比增长5.5%。",
    "完成固定资产投资12.5亿元，同比增长8.2%；规模工业增加值增长7.5%。",
    "发放各类补贴1200余万元，其中耕地补贴约900万元，农机购置补贴420万元。",
    ("三公经费1.47万元，比上年1.51万元减少0.04万元，下降2.65%。其中：公务接待费0.23万元；"
    "公务用车运行维护费1.24万元。"),
    "决算支出为0万元，与上年减少0万元。",
    "总收入120万元，其中年初预算收入100万元，年中追加20万元，最终预算调整数为120万元。",
    ("收入合计500万元，其中：财政拨款480万元，其他收入20万元；支出合计520万元，其中：基本支出320万元，"
    "项目支出200万元。"),
    "发放低保金1200万元，其中城市低保300万元、农村低保900万元，发放临时救助金50万元，补贴200万元。",
    "三公经费4万元，公务接待费比上年减少1万元，下降25%。",
    "公用经费100万元，较上年增加5万元，其中会议费减少3万元，下降20%，培训费增加8万元，增长40%。",
    "一般公共预算收入5亿元，比上年增加0.3亿元，同口径增长5%。",
    "公务接待费3万元（上年4万元），减少1万元，下降25%。",
    ("支出950万元，比上年减少50万元。其中：基本支出600万元，比上年减少70万元；项目支出350万元，"
    "比上年增加20万元。"),
    ("决算总额为5.48万元，比预算增加0万元，比去年增加1.55万元，增长39.4%，增加原因主要是用车增加。其中，"
    "公务用车运行维护费支出决算比预算无增减变化，比去年增加1.05万元，增长35.8%；公务接待费支出决算"
    "比预算无增减变化，比去年增加0.5万元，增长50%，增加原因主要是接待增加。"),
    "其中：因公出国费决算3.8万元；公务用车费决算6.1万元。决算数比上年减少51.8万元，下降81.7%。",
    "公务接待费2.14万元，与2024年度预算相比，增加1.14万元，增长114%。",
    "项目支出152万元，其中业务工作经费100万元（含印刷费20万元、会议费30万元），专项52万元。",
    "本年预算安排500万元，实际到位450万元，实际支出430万元，其中人员经费300万元，公用经费130万元。",
    "3.上年结转和结余8万元，为结转本年继续使用的资金。较2023年度决算数增加0.8万元，增长11.11%。",
    ("收支总预算700万元。收入包括：一般公共预算拨款690万元、上年结转10万元；支出包括：教育支出580万元、"
    "社会保障支出120万元。"),
    ("因公出国费决算12万元，比上年增长79.1%，主要是交流任务增加；公务接待费决算103万元；"
    "公务用车费决算162万元。"),
    ("采购规模330万元，集中采购、分散采购规模分别为27万元和303万元，占采购规模的8.2%和91.8%。"
    "分别比上年减少3万元、7万元，下降10%和2.3%。"),
    "公务接待费、公务用车费分别为3万元、6万元，分别下降25%、40%，合计比上年减少5万元。",
    "预算310万元，其中基本支出250万元，项目支出60万元，三公经费预算3万元，会议费已压减。",
    "支出316万元，其中：基本支出256万元，人员经费215万元，公用经费41万元，项目支出60万元。",
    ("支出237万元。其中：\n1.活动支出223万元，\n（1）教育活动1万元；用于主题教育；\n（2）文体活动222万元。"),
    "宣传活动1万元，用于摄影征集；会员活动201万元。",
    "公务接待费预算数1.2万元，决算数1万元，分别较上年增加0.2万元和持平。",
    ("2024年部门支出合计1000万元，其中：\n1.基本支出600万元，占60%；\n其中：人员经费500万元、公用经费"
    "100万元；\n2.项目支出400万元，占40%。"),
    ("支出703万元，其中：基本支出703万元，项目支出0元，具体情况如下：\n初中教育支出206万元，其中：基本支出"
    "206万元；高中教育支出497万元，其中：基本支出497万元。"),
)  # fmt: skip


@pytest.mark.parametrize("text", TRUE)
def test_true_prose_is_silent(text: str) -> None:
    assert verdicts(text) == ()


WRONG = (
    ("NR-01", "基本支出90万元（人员经费72万元、公用经费28万元），已全部支付。"),
    ("NR-05", "基本支出90万元，其中：人员经费72万元，占基本支出的100%。"),
    ("NR-02", "公务接待费比上年25万元增加4万元，下降16%。"),
    ("NR-03", "公务接待费2.5万元，比上年2.1万元减少0.7万元。"),
    ("NR-01", "总计45万元，其中养老保险26万元，医疗保险19万元，退休费3万元。"),
    ("NR-01", ("“三公”经费7.5万元，其中公务用车费7万元，其中购置费1万元、运行维护费7万元，"
              "公务接待费0.5万元。")),
    ("NR-01", "全年完成1.47万元。其中：公务接待费1.23万元；公务用车费1.24万元。"),
    ("NR-02", "公务接待费2.1万元，比上年2.5万元增加0.4万元，下降16%。"),
    ("NR-02", "公务接待费2.1万元，比上年2.5万元增加0.4万元。"),
    ("NR-02", "公务接待费2.5万元，比上年2.1万元下降19.05%。"),
    ("NR-03", "公务接待费2.1万元，比上年2.5万元减少0.6万元。"),
    ("NR-03", "公务接待费由上年的4万元减少到3.6万元，减少0.7万元。"),
    ("NR-03", "2023年决算数为100万元，2024年决算数为120万元，增加25万元。"),
    ("NR-03", ("支出950万元，比上年减少50万元，其中：基本支出600万元，比上年减少20万元；"
              "项目支出350万元，比上年减少35万元。")),
    ("NR-04", "公务接待费21万元，比上年25万元减少4万元，下降61%。"),
    ("NR-04", "支出总计880万元。与上年相比，增加80万元，增长12%。"),
    ("NR-05", "基本支出90万元，其中：人员经费72万元，占基本支出的82%。"),
    ("NR-05", "支出合计120万元，其中：基本支出90万元，占70%。"),
    ("NR-05", "公务接待费预算10万元，决算8万元，完成预算的90%。"),
    ("NR-05", "年初预算为10万元，决算8万元，预算执行率90%。"),
    ("NR-05", "年初预算为10万元，全年预算为12万元，决算9万元，完成全年预算的80%。"),
    ("NR-05", "货物合同金额80万元，其中小微企业合同50万元，占货物合同金额的72.5%。"),
    ("NR-02", "公务接待费2.5万元，比上年2.1万元减少19.05%。"),
    ("NR-04", "公务接待费21万元，比上年25万元下降36%。"),
    ("NR-05", ("采购规模330万元，集中采购、分散采购规模分别为27万元和303万元，"
              "占采购规模的8.2%和81.8%。")),
    ("NR-01", ("“三公”经费预算28万元，实际支出21.36万元，比上年减少2.14万元。其中：出国费0万元；"
              "公务用车运行维护费12.8万元；公务接待费9.56万元。")),
    ("NR-12", "年末编制156人（行政编制29人，事业编制132人，工勤编制5人），在职148人。"),
    ("NR-05", ("项目支出年初预算1500万元，上级追加1420.5万元，全年预算数2920.5万元，"
              "实际支出2852.87万元，预算执行率99.68%。")),
    ("NR-01", ("支出合计1000万元，其中：\n1.基本支出600万元，占60%；\n2.项目支出450万元，占45%。")),
)  # fmt: skip


@pytest.mark.parametrize(("code", "text"), WRONG)
def test_a_slip_is_one_finding(code: str, text: str) -> None:
    (verdict,) = verdicts(text)
    assert (verdict.code, verdict.severity) == (code, None)
    assert verdict.says
    assert 0 <= verdict.start < verdict.end <= len(text)


HINTS = (
    ("NR-01", "合计10.03万元，其中甲项3.33万元、乙项3.33万元、丙项3.38万元。"),
    ("NR-01", "决算支出81.22万元，其中养老支出27.53万元，医疗支出31.57万元，抚恤金22.08万元。"),
    ("NR-01", "项目经费30万元，用于道路维修20万元，绿化养护12万元。"),
    ("NR-03", "公务接待费2.1万元，比上年2.5万元减少0.41万元。"),
    ("NR-04", "公务接待费0.23万元，比上年0.48万元减少0.25万元，下降50.5%。"),
    ("NR-04", "公务接待费0.23万元，比上年0.48万元减少0.25万元，下降53.7%。"),
    ("NR-01", "拨款收入1200万元，其中年初预算1000万元，追加预算250万元，收回指标50万元。"),
    ("NR-01", "带动农户实现产值30万元，其中种植20万元，养殖15万元。"),
    ("NR-01", "项目预算1000万元，支出900万元，其中：甲项目600万元、乙项目350万元。"),
    ("NR-05", "预算49.44万元，决算11.57万元，完成预算的23.41%。"),
    ("NR-04", "实现地区生产总值350亿元，比上年增加20亿元，增长7.5%。"),
    ("NR-04", "公务接待费0.23万元，比上年0.48万元减少0.25万元，下降52.5%。"),
)


@pytest.mark.parametrize(("code", "text"), HINTS)
def test_what_rounding_may_explain_is_a_hint(code: str, text: str) -> None:
    assert [(v.code, v.severity) for v in verdicts(text)] == [(code, HINT)]


SILENT = (
    "“三公”经费预算21万元，决算16.95万元，完成预算的80.71%，其中：公务用车费决算16.95万元，完成预算的82.68%。",
    "公务接待费2.1万元，比上年约2.5万元增加0.4万元。",
    "公务接待费约2.1万元，比上年2.5万元增加0.4万元。",
    "基本支出10万元（上级拨款12万元）。",
    "公用经费10万元（其中办公费2万元），取暖费9万元，印刷费5万元。",
    "公务接待费0万元，比上年增加0万元，下降0%。",
    "比上年25万元减少4万元，下降16%。",
    "公务接待费21万元，比上年25万元下降16%。",
    "全年预算为12万元，决算9万元，完成全年预算的75%，完成年初预算的90%。",
    "比上年减少95.7万元，主要原因是厉行节约。",
    "总支出100万元，其中基本支出60万元。",
    "总支出100万元，主要为人员经费60万元、公用经费20万元。",
    "在职人员17人，其中党员15人，女性8人。",
    "三公经费2万元，预计下年减少1万元，下降20%。",
    "占总支出的80%。",
)


@pytest.mark.parametrize("text", SILENT)
def test_what_cannot_be_known_is_silent(text: str) -> None:
    assert verdicts(text) == ()


money = st.integers(min_value=20_00, max_value=9_000_00).map(lambda cents: Decimal(cents) / 100)
NAMES = ("人员经费", "公用经费", "培训费", "差旅费", "维修费")


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Decimal], str]:
    """A total with all its parts, with or without a deeper list at the end."""
    parts = draw(st.lists(money, min_size=2, max_size=5))
    stop = draw(st.sampled_from(("、", "，", "；")))
    return parts, stop


def listed(total: Decimal, parts: list[Decimal], stop: str) -> str:
    names = zip(NAMES, parts, strict=False)
    return f"支出合计{total}万元，其中：" + stop.join(f"{n}{p}万元" for n, p in names) + "。"


@settings(max_examples=60, deadline=None)
@given(lists(), st.integers(min_value=0, max_value=4))
def test_true_lists_are_silent_and_a_larger_part_is_found(
    drawn: tuple[list[Decimal], str], index: int
) -> None:
    parts, stop = drawn
    total = sum(parts, Decimal(0))
    assert verdicts(listed(total, parts, stop)) == ()
    index %= len(parts)
    wrong = [p + 7 if i == index else p for i, p in enumerate(parts)]
    (verdict,) = verdicts(listed(total, wrong, stop))
    assert (verdict.code, verdict.severity) == ("NR-01", None)


@settings(max_examples=60, deadline=None)
@given(money, money)
def test_true_comparisons_are_silent_and_a_wrong_figure_is_found(
    now: Decimal, before: Decimal
) -> None:
    gap = abs(now - before)
    rate = round_to(gap / before * 100, 2)
    way, more = ("增加", "增长") if now >= before else ("减少", "下降")
    full = "公用经费{}万元，比上年{}万元{}{}万元，{}{}%。"
    short_form = "公用经费{}万元，比上年{}{}万元，{}{}%。"
    assert verdicts(full.format(now, before, way, gap, more, rate)) == ()
    assert [
        v for v in verdicts(short_form.format(now, way, gap, more, rate)) if v.severity is None
    ] == []
    (verdict,) = verdicts(full.format(now, before, way, gap + 3, more, rate))
    assert verdict.code == "NR-03"
    (verdict,) = verdicts(full.format(now, before, way, gap, more, rate + 5))
    assert verdict.code == "NR-04"
    if gap > 1:
        other = "减少" if way == "增加" else "增加"
        (verdict,) = verdicts(full.format(now, before, other, gap, more, rate))
        assert verdict.code == "NR-02"


@settings(max_examples=60, deadline=None)
@given(money, money)
def test_true_shares_are_silent_and_a_wrong_one_is_found(part: Decimal, rest: Decimal) -> None:
    total = part + rest
    share = round_to(part / total * 100, 2)
    text = "基本支出{}万元，其中：人员经费{}万元，占基本支出的{}%。"
    assert verdicts(text.format(total, part, share)) == ()
    (verdict,) = verdicts(text.format(total, part, share + 3))
    assert verdict.code == "NR-05"
    assert verdict.expected == f"{short(share)}%"


def test_a_share_behind_a_list_may_be_of_the_whole_list() -> None:
    text = "总支出100万元。项目支出20万元，其中办案8万元、运维12万元，占总支出的{}%。"
    assert verdicts(text.format(20)) == ()
    assert verdicts(text.format(12)) == ()
    (verdict,) = verdicts(text.format(25))
    assert verdict.code == "NR-05"


def test_a_very_long_list_is_given_up() -> None:
    inner = "、".join(f"丙{i}项1万元" for i in range(40))
    text = f"支出10万元，其中甲类5万元，其中乙类3万元，其中{inner}。"
    assert all(verdict.code == "NR-01" for verdict in verdicts(text))


def test_the_engine_never_fails() -> None:
    for text in ("", "。", "其中", "其中：1万元", "(((¥)", "占%", "比上年", "。。\n\n", "１" * 40):
        assert verdicts(text) == ()
        tell(text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["其中", "：", "，", "；", "。", "（", "）", "、", "比上年", "增加", "下降", "占", "的",
             "12.5万元", "3%", "2024年", "基本支出", "用于", "完成预算", "\n", " ", "约", "由",
             "到", "百分之", "九", "十", "点", "持平", "分别为", "合计", "结余", "人均", "0人",
             "编制30名", "实有", "控制率", "执行率", "支出", "0万元", "上年"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_jumble_is_read_without_failing(pieces: list[str]) -> None:
    text = "".join(pieces)
    for verdict in verdicts(text):
        assert 0 <= verdict.start < verdict.end <= len(text)


def test_a_list_may_be_of_any_amount_before_it() -> None:
    """The parts make up the budget, not the spending that stands nearer."""
    text = "全年预算100万元，实际支出90万元，其中：人员经费60万元，公用经费40万元。"
    assert verdicts(text) == ()


def test_a_share_may_be_of_any_total_told_before() -> None:
    """基本支出 is given twice; a share is wrong only if it fits neither."""
    text = "基本支出预算100万元，基本支出决算80万元，人员经费60万元，占基本支出的{}%。"
    assert verdicts(text.format("75")) == verdicts(text.format("60")) == ()
    assert [v.code for v in verdicts(text.format("70"))] == ["NR-05"]


def test_a_list_that_is_complete_ends_at_the_semicolon() -> None:
    text = "运转类项目65万元，其中物业费40万元、维修费{}万元；特定目标类项目285万元。"
    assert verdicts(text.format(25)) == ()
    assert [v.code for v in verdicts(text.format(26))] == ["NR-01"]
    inner = "项目支出65万元，其中：物业费30万元；维修费25万元；印刷费{}万元。"
    assert verdicts(inner.format(10)) == ()
    assert [v.code for v in verdicts(inner.format(20))] == ["NR-01"]


@pytest.mark.parametrize(("last", "count"), [("3.985", 0), ("3.98", 1), ("4.02", 1)])
def test_changes_add_up_but_for_rounding(last: str, count: int) -> None:
    """Three changes may miss their sum by three halves of a cent."""
    text = (
        "总支出100万元，比上年增加10万元，其中：基本支出60万元，比上年增加6万元；"
        f"项目支出40万元，比上年增加{last}万元。"
    )
    assert len([v for v in verdicts(text) if v.code == "NR-03"]) == count


@pytest.mark.parametrize(("year", "count"), [(2023, 1), (2022, 0)])
def test_two_years_are_compared_only_when_one_follows_the_other(year: int, count: int) -> None:
    text = f"{year}年决算数为100万元，2024年决算数为120万元，增加30万元，增长30%。"
    assert len(verdicts(text)) == count


def test_a_table_without_lines_is_no_sentence() -> None:
    """Thousands of figures between two full stops take no time and accuse nobody."""
    assert verdicts("支出3万元，其中：" + "甲项2万元、" * 400) == ()
    assert verdicts("支出3万元，其中：" + "甲项2万元、" * 40) != ()

"""Which cells are marked, and what is told of them."""

import dataclasses
import datetime as dt
from decimal import Decimal

from core.address import At, Place
from core.checks.finding import ERROR, HINT, Finding
from core.forms import Overall
from core.forms.overall import Fund
from core.judgement import EXPLAINED, RETURNED, Review
from core.source import Source, Unread
from core.standing import Standing, mark_of, standing
from core.submission import Filled
from gui.models.marks import annex_of, marks_of, name_of

SCORE, BUDGET, RATE = At("fund.score"), At("fund.annual_budget"), At("fund.rate")


def filled() -> Filled:
    """得分 was edited from 9.2 to 9; 全年预算 was mended; 执行率 was not understood."""
    return Filled(
        "f2",
        Overall(fund=Fund(score=Decimal(9), annual_budget=Decimal(1000))),
        {SCORE: Source("9.2"), BUDGET: Source("1,000", doubt="已规范千分位逗号")},
        {RATE: Unread("约九成", "不是数字")},
        file="ab",
    )


def test_marks() -> None:
    finding = Finding("ZP-02", HINT, "得分", (Place("f2", SCORE), Place("f1", BUDGET)), "提示")
    worse = Finding("ZP-11", ERROR, "得分", (Place("f2", SCORE),), "错误")
    marks = marks_of(filled(), standing((finding, worse), ()), {SCORE: "9.2", BUDGET: "1000"})
    assert marks.severity(SCORE) == ERROR
    assert marks.severity(BUDGET) is None
    assert marks.edited == {SCORE}
    assert set(marks.doubts) == {BUDGET}
    assert set(marks.unread) == {RATE}


def test_of_the_places_in_one_form_only_the_first_is_marked() -> None:
    places = (Place("f1", At("thrift")), Place("f2", SCORE), Place("f2", BUDGET))
    found = standing((Finding("CX-01", ERROR, "总额", places, "不符"),), ())
    marks = marks_of(filled(), found, {})
    assert set(marks.findings) == {SCORE}


def test_what_was_written_about_a_cell_is_a_comment() -> None:
    """
    执行率得分  explained, so no longer wrong    年初预算  sent back, so still wrong    复核 8 分
    """
    day = dt.date(2025, 5, 1)
    settled = Finding("ZP-02", ERROR, "得分", (Place("f2", SCORE),), "应为9.01")
    back = Finding("ZP-05", ERROR, "预算", (Place("f2", BUDGET),), "超预算")
    found = (
        Standing(settled, mark_of(settled, EXPLAINED, "分值另行规定", day)),
        Standing(back, mark_of(back, RETURNED, "", day)),
    )
    row = At("indicators.0.score")
    form = dataclasses.replace(filled(), reviews={row: Review(Decimal(8), "佐证不足")})
    marks = marks_of(form, found, {})
    assert set(marks.comments) == {SCORE, BUDGET, row}
    assert [marks.severity(at) for at in (SCORE, BUDGET, row)] == [None, ERROR, None]
    assert "分值另行规定" in marks.tip(form, SCORE)
    assert "应为9.01" in marks.tip(form, SCORE)
    assert "佐证不足" in marks.tip(form, row)


def test_an_edited_cell_is_not_doubtful_any_more() -> None:
    marks = marks_of(filled(), (), {SCORE: "9.2", BUDGET: "999"})
    assert marks.edited == {SCORE, BUDGET}
    assert marks.doubts == {}


def test_tips_tell_both_values_and_the_reason() -> None:
    marks = marks_of(filled(), (), {SCORE: "9.2"})
    tip = marks.tip(filled(), SCORE)
    assert "9.2" in tip
    assert "9" in tip.splitlines()[-1]
    assert "不是数字" in marks.tip(filled(), RATE)
    assert "千分位" in marks.tip(filled(), BUDGET)


def test_names() -> None:
    assert name_of(filled(), At("indicators.2.actual")) == "绩效指标第3行 实际完成值"
    assert name_of(filled(), BUDGET) == "年度资金总额 全年预算数（万元）"
    assert [annex_of(key) for key in ("f1", "f3#2")] == ["附件1", "附件3（2）"]

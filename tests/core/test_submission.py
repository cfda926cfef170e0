"""A unit's forms of a year."""

import dataclasses
import datetime as dt
from decimal import Decimal

from core.address import At, Place
from core.forms import BasicData, Overall, Project
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.judgement import RETURNED, Mark, Return, Review, Status, in_order
from core.source import Unread
from core.submission import FileInfo, Filled, Submission, dropped_reviews, numbered, renewed

DAY = dt.date(2025, 4, 10)


def test_forms_get_keys_in_annex_order() -> None:
    forms = numbered(
        (
            Filled("", Project()),
            Filled("", Overall()),
            Filled("", Project()),
            Filled("", BasicData()),
        )
    )
    assert [form.key for form in forms] == ["f1", "f2", "f3", "f3#2"]


def test_a_cell_shows_its_unread_text_before_its_value() -> None:
    at = At("fund.score")
    filled = Filled("f2", Overall(fund=Fund(score=Decimal("9.20"))))
    assert filled.text(at) == "9.20"
    assert filled.text(At("fund")) == ""
    unread = Filled("f2", Overall(), unread={at: Unread("约九分", "不是数字")})
    submission = Submission("青溪县某局", 2024).with_form(unread)
    assert submission.text(Place("f2", at)) == "约九分"
    assert submission.text(Place("f3", at)) == ""


def test_with_form_replaces_by_key() -> None:
    submission = Submission("青溪县某局", 2024).with_form(Filled("f2", Overall()))
    changed = submission.with_form(Filled("f2", Overall(unit="青溪县某局")))
    assert len(changed.forms) == 1
    assert changed.key == "2024/青溪县某局"
    assert changed.of_code("f2")[0].record == Overall(unit="青溪县某局")


def test_a_form_handed_in_again_takes_the_place_of_the_one_that_answers_the_same() -> None:
    first, second = (
        FileInfo("a" * 64, "旧.docx", "docx", 1),
        FileInfo("b" * 64, "新.docx", "docx", 1),
    )
    before = Submission(
        "青溪县某局",
        2024,
        numbered((Filled("", Overall()), Filled("", Project(project="甲")))),
        (first,),
    )
    again = Filled("f3", Project(project="甲", year=2024))
    new = Submission("青溪县某局", 2024, (again, Filled("f3#2", Project(project="乙"))), (second,))
    after = renewed(before, new)
    assert [form.key for form in after.forms] == ["f2", "f3", "f3#2"]
    assert after.of_code("f3")[0].record == again.record
    assert after.files == (first, second)
    assert renewed(None, new) is new


# a new version


def row(name: str, actual: str = "5次", score: str | None = "9") -> Indicator:
    return Indicator(
        level3=name, target="≥5次", actual=actual, weight=Decimal(10),
        score=Decimal(score) if score else None,
    )  # fmt: skip


def version(*rows: Indicator, spent: str = "90") -> Submission:
    fund = Fund(executed=Decimal(spent), weight=Decimal(10), score=Decimal(9))
    return Submission("甲局", 2024, (Filled("f2", Overall(fund=fund, indicators=rows)),))


def judged(submission: Submission, *paths: str) -> Submission:
    """With a review and a mark at each place, returned to the unit."""
    reviews = {At(path): Review(Decimal(n), "理由") for n, path in enumerate(paths)}
    filled = dataclasses.replace(submission.forms[0], reviews=reviews)
    marks = in_order(mark(path) for path in paths)
    return dataclasses.replace(
        submission.with_form(filled),
        marks=marks,
        status=Status(RETURNED, "请更正", DAY),
        returns=(Return(DAY, 2),),
    )


def mark(path: str, form: str = "f2") -> Mark:
    return Mark("ZP-13", Place(form, At(path)), "9", "8", RETURNED, "", DAY)


def reviews(submission: Submission) -> dict[str, Decimal]:
    return {
        at.path: review.score for form in submission.forms for at, review in form.reviews.items()
    }


def test_reviews_follow_unchanged_rows_into_a_new_version() -> None:
    before = judged(
        version(row("甲"), row("乙"), row("丙")),
        "fund.score", "indicators.0.score", "indicators.1.score", "indicators.2.score",
    )  # fmt: skip
    new = version(row("丙"), row("甲"), row("乙", actual="6次"))
    after = renewed(before, new)
    assert reviews(after) == {"fund.score": 0, "indicators.1.score": 1, "indicators.0.score": 3}
    ((place, review),) = dropped_reviews(before, new)
    assert place == Place("f2", At("indicators.1.score"))
    assert review.score == 2
    assert {found.place.at.path for found in after.marks} == {
        "fund.score", "indicators.1.score", "indicators.0.score",
    }  # fmt: skip
    assert (after.status, after.returns) == (None, before.returns)


def test_what_a_review_rests_on_includes_what_could_not_be_read() -> None:
    at = At("indicators.0.score")

    def unread(text: str) -> Submission:
        submission = version(row("甲", score=None))
        filled = dataclasses.replace(submission.forms[0], unread={at: Unread(text, "不是数字")})
        return submission.with_form(filled)

    before = judged(unread("约9"), at.path)
    assert reviews(renewed(before, unread("约9"))) == {at.path: 0}
    assert reviews(renewed(before, unread("约8"))) == {}
    assert len(dropped_reviews(before, unread("约8"))) == 1


def test_other_money_drops_the_review_of_the_execution_score() -> None:
    before = judged(version(), "fund.score")
    assert reviews(renewed(before, version())) == {"fund.score": 0}
    assert reviews(renewed(before, version(spent="91"))) == {}
    assert dropped_reviews(None, version()) == ()


def test_of_two_equal_rows_each_keeps_its_own_review() -> None:
    before = judged(version(row("甲"), row("甲")), "indicators.0.score", "indicators.1.score")
    assert reviews(renewed(before, version(row("甲"), row("甲")))) == reviews(before)
    assert len(dropped_reviews(before, version(row("甲")))) == 1


def test_marks_go_with_their_form_when_its_key_changes() -> None:
    """The first of two projects was taken away, so that f3#2 is f3 from now on."""
    left = Filled("f3#2", Project(project="乙"))
    before = Submission("甲局", 2024, (left,), marks=(mark("title", "f1"), mark("goal", "f3#2")))
    for handed_in in (Project(project="乙", year=2024), BasicData()):
        new = Submission("甲局", 2024, numbered((Filled("", handed_in),)))
        after = renewed(before, new)
        assert after.marks == (mark("title", "f1"), mark("goal", "f3"))


def test_a_mark_on_a_list_that_has_shrunk_stays_where_it_was() -> None:
    before = judged(version(row("甲"), row("乙")), "indicators.1.score")
    after = renewed(before, version(row("丙")))
    assert after.marks == before.marks
    assert renewed(after, version(row("丁"))).marks == before.marks


def test_a_mark_on_text_that_belongs_to_no_field_stays() -> None:
    before = dataclasses.replace(version(), marks=(mark("paragraphs.3"), mark("cells.0.1.2")))
    assert renewed(before, version()).marks == in_order(before.marks)

"""Reviewed scores, marks of findings and the sign-off, as edits."""

import datetime as dt
from decimal import Decimal

import pytest

from core.address import At, Place
from core.editing import (
    ClearMark,
    InsertRow,
    MoveRow,
    RemoveForm,
    RemoveRow,
    SetMark,
    SetReview,
    SetStatus,
    SubmissionEdit,
    apply,
    scored_cells,
)
from core.editing.codec import submission_json
from core.errors import UserError
from core.forms import BasicData, Overall, Project
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.forms.project import template_funds
from core.judgement import EXPLAINED, IGNORED, PASSED, RETURNED, Mark, Return, Review, Status
from core.submission import Filled, Submission

KEY = "2024/甲局"
DAY = dt.date(2025, 4, 10)
ROWS = At("indicators")


def sample() -> Submission:
    """f2: 10 points for the money, rows of 20, 30 and no points."""
    points = (Decimal(20), Decimal(30), None)
    record = Overall(
        fund=Fund(weight=Decimal(10), score=Decimal(10)),
        indicators=tuple(Indicator(level3="甲乙丙"[n], weight=w) for n, w in enumerate(points)),
    )
    return Submission("甲局", 2024, (Filled("f2", record),))


def after(*edits: SubmissionEdit) -> Submission:
    """What the edits make; checks on the way that each inverse takes its edit back."""
    submission = sample()
    for edit in edits:
        applied = apply(submission, edit)
        assert applied.after is not None
        assert applied.inverse is not None
        back = apply(applied.after, applied.inverse).after
        assert back is not None
        assert submission_json(back) == submission_json(submission)
        submission = applied.after
    return submission


def review(path: str, score: str | None, reason: str = "无佐证材料") -> SetReview:
    return SetReview(KEY, Place("f2", At(path)), score, reason)


def mark(path: str = "indicators.1.score", state: str = RETURNED, words: str = "") -> Mark:
    return Mark("ZP-13", Place("f2", At(path)), "30", "20", state, words, DAY)


def reviews(submission: Submission) -> dict[str, Decimal]:
    return {at.path: found.score for at, found in submission.forms[0].reviews.items()}


def paths(submission: Submission) -> list[str]:
    return [found.place.at.path for found in submission.marks]


# reviewed scores


def test_scored_cells() -> None:
    assert [at.path for at in scored_cells(sample().forms[0].record)] == [
        "fund.score", "indicators.0.score", "indicators.1.score", "indicators.2.score",
    ]  # fmt: skip
    project = Project(funds=tuple(reversed(template_funds())), indicators=(Indicator(),))
    assert [at.path for at in scored_cells(project)] == ["funds.3.score", "indicators.0.score"]
    assert scored_cells(Project()) == ()
    assert scored_cells(BasicData()) == ()


def test_a_review_stands_beside_the_submitted_score() -> None:
    made = after(review("fund.score", " ８.５分 ", " 凭证不全 "))
    assert made.forms[0].reviews == {At("fund.score"): Review(Decimal("8.5"), "凭证不全")}
    assert made.forms[0].text(At("fund.score")) == "10"


def test_a_review_is_changed_and_taken_back() -> None:
    first = review("indicators.0.score", "20")
    assert reviews(after(first, review("indicators.0.score", "20.00"))) == {
        "indicators.0.score": Decimal(20)
    }
    assert reviews(after(first, review("indicators.0.score", None))) == {}
    assert apply(after(first), first).inverse is None
    assert apply(sample(), review("fund.score", None)).inverse is None


@pytest.mark.parametrize(
    ("path", "score", "reason"),
    [
        ("fund.score", "8", ""),
        ("fund.score", "8", "  "),
        ("fund.score", "10.01", "理由"),
        ("fund.score", "-1", "理由"),
        ("fund.score", "八分", "理由"),
        ("fund.score", "", "理由"),
        ("indicators.2.score", "0", "理由"),
    ],
)
def test_a_review_that_may_not_stand_is_refused(path: str, score: str, reason: str) -> None:
    with pytest.raises(UserError):
        apply(sample(), review(path, score, reason))


@pytest.mark.parametrize("path", ["fund.weight", "indicators.3.score", "total.score", "title"])
def test_other_cells_are_not_reviewed(path: str) -> None:
    with pytest.raises(LookupError):
        apply(sample(), review(path, "1"))


def test_the_points_from_0_to_all_may_be_given() -> None:
    assert reviews(after(review("fund.score", "0"), review("indicators.1.score", "30"))) == {
        "fund.score": 0, "indicators.1.score": 30,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (InsertRow(KEY, "f2", ROWS, 1), "indicators.2.score"),
        (InsertRow(KEY, "f2", ROWS, 2), "indicators.1.score"),
        (RemoveRow(KEY, "f2", ROWS, 0), "indicators.0.score"),
        (RemoveRow(KEY, "f2", ROWS, 1), None),
        (RemoveRow(KEY, "f2", ROWS, 2), "indicators.1.score"),
        (MoveRow(KEY, "f2", ROWS, 1, 2), "indicators.2.score"),
        (MoveRow(KEY, "f2", ROWS, 0, 2), "indicators.0.score"),
        (MoveRow(KEY, "f2", ROWS, 2, 0), "indicators.2.score"),
    ],
)
def test_reviews_and_marks_go_with_their_row(edit: SubmissionEdit, kept: str | None) -> None:
    made = after(review("indicators.1.score", "15"), SetMark(KEY, mark()), edit)
    expected = [kept] if kept else []
    assert list(reviews(made)) == expected
    assert paths(made) == expected


# marks


def test_marks_of_other_places_stay_where_they_are() -> None:
    others = [
        Mark("CP-01", Place("f1", At("indicators.2.score")), "", "", RETURNED, "", DAY),
        mark("indicators"),
        mark("fund.score"),
    ]
    made = after(*(SetMark(KEY, other) for other in others), RemoveRow(KEY, "f2", ROWS, 1))
    assert set(made.marks) == set(others)
    assert set(after(SetMark(KEY, mark()), RemoveForm(KEY, "f2")).marks) == {mark()}


def test_a_finding_has_one_mark() -> None:
    ignored = mark(state=IGNORED, words="系笔误")
    made = after(SetMark(KEY, mark()), SetMark(KEY, ignored))
    assert made.marks == (ignored,)
    assert apply(made, SetMark(KEY, ignored)).inverse is None
    assert after(SetMark(KEY, mark()), ClearMark(KEY, ignored)).marks == ()
    assert apply(sample(), ClearMark(KEY, mark())).inverse is None


def test_other_figures_are_another_finding() -> None:
    other = Mark("ZP-13", mark().place, "29", "20", RETURNED, "", DAY)
    assert set(after(SetMark(KEY, mark()), SetMark(KEY, other)).marks) == {mark(), other}


@pytest.mark.parametrize("state", [EXPLAINED, IGNORED])
def test_explaining_and_ignoring_need_words(state: str) -> None:
    with pytest.raises(UserError):
        apply(sample(), SetMark(KEY, mark(state=state, words=" ")))
    assert after(SetMark(KEY, mark(state=state, words="已核实"))).marks[0].state == state


def test_an_unknown_state_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="solved"):
        apply(sample(), SetMark(KEY, mark(state="solved")))
    with pytest.raises(ValueError, match="solved"):
        apply(sample(), SetStatus(KEY, "solved", "", DAY))


# sign-off


def test_a_submission_goes_back_and_passes() -> None:
    returned = SetStatus(KEY, RETURNED, "请更正", DAY, 3)
    made = after(returned, SetStatus(KEY, PASSED, "", DAY))
    assert made.status == Status(PASSED, "", DAY)
    assert made.returns == (Return(DAY, 3),)
    assert after(returned, SetStatus(KEY, None, "", DAY)).returns == (Return(DAY, 3),)
    assert apply(sample(), SetStatus(KEY, None, "", DAY)).inverse is None


def test_passing_over_errors_needs_words() -> None:
    with pytest.raises(UserError):
        apply(sample(), SetStatus(KEY, PASSED, " ", DAY, 2))
    assert after(SetStatus(KEY, PASSED, "经局务会同意", DAY, 2)).status is not None

"""Edits of cells, rows and forms, and what takes them back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.address import At, Place
from core.editing import (
    AddForm,
    Enter,
    InsertRow,
    MoveRow,
    PutSubmission,
    RemoveForm,
    RemoveRow,
    SubmissionEdit,
    apply,
)
from core.editing.codec import submission_json
from core.editing.edits import RestoreForm
from core.forms import BasicData, Overall, Project
from core.forms.basic_data import Line
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.source import Source, Unread
from core.submission import Filled, Submission
from tests.core.strategies import edits, submissions

KEY = "2024/甲局"
INDICATORS = At("indicators")


def sample() -> Submission:
    """f2 with three indicators; the second has a source, the third an unread score.

    | level3 | score |
    | 甲     | 9     |
    | 乙     | 8.50  |  ← read from 「8.50分」
    | 丙     | 约5   |  ← unread
    """
    names = (("甲", "9"), ("乙", "8.50"), ("丙", None))
    record = Overall(
        fund=Fund(score=Decimal("10")),
        indicators=tuple(
            Indicator(level3=name, score=Decimal(score) if score else None) for name, score in names
        ),
    )
    sources = {
        At("fund.score"): Source("10", 0, 1, 2),
        At("indicators.1.score"): Source("8.50分", 0, 5, 6),
    }
    unread = {At("indicators.2.score"): Unread("约5", "不是数字")}
    return Submission("甲局", 2024, (Filled("f2", record, sources, unread, "ab" * 32),))


def after(edit: SubmissionEdit, before: Submission | None = None) -> Submission:
    """What the edit makes; checks on the way that its inverse takes it back."""
    start = before or sample()
    applied = apply(start, edit)
    assert applied.after is not None
    assert applied.inverse is not None
    back = apply(applied.after, applied.inverse).after
    assert back is not None
    assert submission_json(back) == submission_json(start)
    return applied.after


def enter(path: str, text: str) -> Enter:
    return Enter(KEY, Place("f2", At(path)), text)


def form(submission: Submission, key: str = "f2") -> Filled:
    found = submission.form(key)
    assert found is not None
    return found


def texts(submission: Submission, column: str) -> list[str]:
    filled = form(submission)
    assert isinstance(filled.record, Overall)
    count = len(filled.record.indicators)
    return [filled.text(INDICATORS.child(index, column)) for index in range(count)]


def test_enter_reads_the_text_by_its_kind() -> None:
    made = form(after(enter("fund.score", " ９．２０分 ")))
    assert isinstance(made.record, Overall)
    assert made.record.fund.score == Decimal("9.20")
    assert made.text(At("fund.score")) == "9.20"
    assert made.sources == form(sample()).sources, "a source tells what was handed in"


def test_enter_keeps_what_it_cannot_read() -> None:
    made = form(after(enter("fund.score", "九分多")))
    assert isinstance(made.record, Overall)
    assert made.record.fund.score is None
    assert made.unread[At("fund.score")].text == "九分多"


def test_enter_mends_an_unread_cell() -> None:
    made = form(after(enter("indicators.2.score", "5")))
    assert made.unread == {}
    assert made.text(At("indicators.2.score")) == "5"


def test_enter_empties_a_cell() -> None:
    assert form(after(enter("indicators.2.score", ""))).unread == {}
    assert form(after(enter("fund.score", "——"))).text(At("fund.score")) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("fund.score", "10"),
        ("fund.score", " 10分"),
        ("indicators.2.score", "约5"),
        ("indicators.0.level3", " 甲 "),
        ("fund.rate", ""),
    ],
)
def test_entering_what_stands_there_changes_nothing(path: str, text: str) -> None:
    before = sample()
    applied = apply(before, enter(path, text))
    assert applied.after is before
    assert applied.inverse is None


def test_enter_with_other_digits_is_a_change() -> None:
    assert (
        after(enter("indicators.1.score", "8.5")).text(Place("f2", At("indicators.1.score")))
        == "8.5"
    )


def test_a_choice_takes_only_its_codes() -> None:
    basic = Filled("f1", BasicData(lines=(Line(item="vehicle", label="公务用车"),)))
    start = Submission("甲局", 2024, (basic,))
    item = Place("f1", At("lines.0.item"))
    other = form(after(Enter(KEY, item, "abroad"), start), "f1")
    assert other.text(item.at) == "abroad"
    wrong = form(after(Enter(KEY, item, "飞船"), start), "f1")
    assert isinstance(wrong.record, BasicData)
    assert wrong.record.lines[0].item == ""
    assert wrong.unread[item.at].text == "飞船"
    assert form(after(Enter(KEY, item, ""), start), "f1").text(item.at) == ""


def test_insert_shifts_sources_and_unread() -> None:
    made = form(after(InsertRow(KEY, "f2", INDICATORS, 1)))
    assert texts(after(InsertRow(KEY, "f2", INDICATORS, 1)), "level3") == ["甲", "", "乙", "丙"]
    assert set(made.sources) == {At("fund.score"), At("indicators.2.score")}
    assert set(made.unread) == {At("indicators.3.score")}


def test_remove_takes_sources_and_unread_along() -> None:
    made = form(after(RemoveRow(KEY, "f2", INDICATORS, 1)))
    assert set(made.sources) == {At("fund.score")}
    assert set(made.unread) == {At("indicators.1.score")}


@pytest.mark.parametrize(
    ("index", "to", "order"), [(0, 2, "乙丙甲"), (2, 0, "丙甲乙"), (1, 2, "甲丙乙")]
)
def test_move(index: int, to: int, order: str) -> None:
    made = after(MoveRow(KEY, "f2", INDICATORS, index, to))
    assert "".join(texts(made, "level3")) == order
    assert texts(made, "score")[order.index("丙")] == "约5"
    (source,) = (at for at in form(made).sources if at.field == "indicators")
    assert source.row == order.index("乙")


def test_moving_to_where_it_stands_changes_nothing() -> None:
    assert apply(sample(), MoveRow(KEY, "f2", INDICATORS, 1, 1)).inverse is None


def test_a_missing_form_is_added_with_its_official_rows() -> None:
    basic = form(after(AddForm(KEY, "f1")), "f1")
    assert isinstance(basic.record, BasicData)
    assert (basic.record.unit, basic.record.year) == ("甲局", 2024)
    assert "vehicle" in {line.item for line in basic.record.lines}
    assert [filled.key for filled in after(AddForm(KEY, "f1")).forms] == ["f1", "f2"]
    twice = after(AddForm(KEY, "f3"), after(AddForm(KEY, "f3")))
    assert [filled.key for filled in twice.forms] == ["f2", "f3", "f3#2"]
    second = form(twice, "f3#2")
    assert isinstance(second.record, Project)
    assert [row.row for row in second.record.funds] == ["total", "current", "carried", "other"]


def test_the_first_form_begins_the_submission() -> None:
    applied = apply(None, AddForm("2024/乙局", "f2"))
    assert applied.after is not None
    assert (applied.after.unit, applied.after.year) == ("乙局", 2024)
    assert applied.inverse == PutSubmission("2024/乙局", None)


def test_removing_a_form_leaves_the_keys_of_the_others() -> None:
    both = after(AddForm(KEY, "f3"), after(AddForm(KEY, "f3")))
    left = after(RemoveForm(KEY, "f3"), both)
    assert [filled.key for filled in left.forms] == ["f2", "f3#2"]
    assert [filled.key for filled in after(AddForm(KEY, "f3"), left).forms][-1] == "f3"


def test_a_submission_is_put_and_taken_away() -> None:
    other = Submission("甲局", 2024)
    assert after(PutSubmission(KEY, other)) is other
    assert apply(sample(), PutSubmission(KEY, None)).after is None
    assert apply(sample(), PutSubmission(KEY, sample())).inverse is None
    assert apply(None, PutSubmission(KEY, None)).inverse is None


def test_equal_numbers_with_other_digits_are_another_submission() -> None:
    before = Submission("甲局", 2024, (Filled("f2", Overall(fund=Fund(score=Decimal("9.2")))),))
    again = Submission("甲局", 2024, (Filled("f2", Overall(fund=Fund(score=Decimal("9.20")))),))
    assert before == again
    assert apply(before, PutSubmission(KEY, again)).after is again


@pytest.mark.parametrize(
    "edit",
    [
        enter("fund.nothing", "1"),
        enter("fund", "1"),
        enter("indicators.7.score", "1"),
        Enter(KEY, Place("f3", At("title")), "1"),
        InsertRow(KEY, "f2", INDICATORS, 4),
        InsertRow(KEY, "f2", At("fund"), 0),
        RemoveRow(KEY, "f2", INDICATORS, 3),
        RemoveRow(KEY, "f2", INDICATORS, -1),
        MoveRow(KEY, "f2", INDICATORS, 0, 3),
        RemoveForm(KEY, "f1"),
        AddForm(KEY, "f9"),
        RestoreForm(KEY, 0, Filled("f2", Overall())),
        PutSubmission(KEY, Submission("乙局", 2024)),
    ],
)
def test_what_is_not_there_cannot_be_edited(edit: SubmissionEdit) -> None:
    with pytest.raises(LookupError):
        apply(sample(), edit)


def test_nothing_can_be_entered_where_nothing_was_handed_in() -> None:
    with pytest.raises(LookupError):
        apply(None, enter("fund.score", "1"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_edit_is_taken_back_by_its_inverse(data: st.DataObject) -> None:
    before = data.draw(submissions())
    applied = apply(before, data.draw(edits(before)))
    if applied.inverse is None:
        assert applied.after is before or applied.after == before
    else:
        back = apply(applied.after, applied.inverse).after
        assert back is not None
        assert submission_json(back) == submission_json(before)

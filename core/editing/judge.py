"""Reviewed scores, marks and sign-off: what the edits of judgement make of a submission."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from core.address import At
from core.editing.edits import SetReview, SetStatus
from core.errors import UserError
from core.forms import Form, Overall, Project
from core.judgement import (
    EXPLAINED,
    IGNORED,
    MARKS,
    PASSED,
    RETURNED,
    STATUSES,
    Mark,
    Return,
    Review,
    Status,
    in_order,
)
from core.number import short
from core.schema.form import get
from core.schema.kinds import POINTS
from core.submission import Filled, Submission
from core.text import clean


def scored_cells(form: Form) -> tuple[At, ...]:
    """The cells of the submitted scores of f2 or f3 that a review may put another beside.

    预算执行 first (of f3 the row 年度资金总额, if there is one), then the indicators in order.
    """
    if not isinstance(form, Overall | Project):
        return ()
    if isinstance(form, Overall):
        fund = [At("fund.score")]
    else:
        totals = [index for index, row in enumerate(form.funds) if row.row == "total"]
        fund = [At.of("funds", index, "score") for index in totals[:1]]
    return (*fund, *(At.of("indicators", n, "score") for n in range(len(form.indicators))))


def reviewed(filled: Filled, edit: SetReview) -> Review | None:
    """The review that the edit sets; UserError when it may not stand, KeyError for other cells."""
    at = edit.place.at
    if at not in scored_cells(filled.record):
        raise KeyError(at.path)
    if edit.score is None:
        return None
    weight: Decimal | None = get(filled.record, At(at.path.removesuffix("score") + "weight"))
    parsed = POINTS.parse(edit.score)
    score = parsed.value
    if not isinstance(score, Decimal):
        raise UserError(f"复核得分应为数字，现为「{clean(edit.score)}」。")
    if weight is None:
        raise UserError("这一行没有分值，不能复核打分，请先填写分值。")
    if not 0 <= score <= weight:
        raise UserError(f"复核得分应在0至{short(weight)}分之间，现为{short(score)}分。")
    if not clean(edit.reason):
        raise UserError("复核得分应写明理由。")
    return Review(score, clean(edit.reason))


def put_review(before: Submission, filled: Filled, at: At, review: Review | None) -> Submission:
    """The submission with this review at a cell, or none."""
    # Compared as text: 9.2 and 9.20 are equal numbers, but not what the reviewer wrote.
    if str(review) == str(filled.reviews.get(at)):
        return before
    others = {known: item for known, item in filled.reviews.items() if known != at}
    reviews = others if review is None else {**others, at: review}
    return before.with_form(dataclasses.replace(filled, reviews=reviews))


def set_mark(before: Submission, mark: Mark) -> Submission:
    """The submission with the mark, in place of the finding's former one."""
    if mark.state not in MARKS:
        raise ValueError(mark.state)
    if mark.state in {EXPLAINED, IGNORED} and not clean(mark.words):
        word = "写明单位的说明" if mark.state == EXPLAINED else "写明不再追究的理由"
        raise UserError(f"这样处理一条问题应{word}。")
    if mark in before.marks:
        return before
    others = (other for other in before.marks if other.key != mark.key)
    return dataclasses.replace(before, marks=in_order((*others, mark)))


def clear_mark(before: Submission, mark: Mark) -> Submission:
    """The submission without the mark of this finding."""
    others = tuple(other for other in before.marks if other.key != mark.key)
    return before if others == before.marks else dataclasses.replace(before, marks=others)


def signed(before: Submission, edit: SetStatus) -> Submission:
    """The submission signed off; a return is added to its history."""
    if edit.state is None:
        return put_status(before, None, before.returns)
    if edit.state not in STATUSES:
        raise ValueError(edit.state)
    if edit.state == PASSED and edit.findings and not clean(edit.words):
        raise UserError(f"还有{edit.findings}个错误没有处理，要通过应写明理由。")
    status = Status(edit.state, clean(edit.words), edit.day)
    if edit.state != RETURNED:
        return put_status(before, status, before.returns)
    returned = Return(edit.day, edit.findings, edit.number, edit.deadline)
    return put_status(before, status, (*before.returns, returned))


def put_status(
    before: Submission, status: Status | None, returns: tuple[Return, ...]
) -> Submission:
    """The submission with this sign-off and history."""
    if (status, returns) == (before.status, before.returns):
        return before
    return dataclasses.replace(before, status=status, returns=returns)

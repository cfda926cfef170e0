"""What an edit makes of a submission, and the edit that takes it back. Pure functions."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, assert_never

from core.address import At
from core.editing.codec import submission_json
from core.editing.edits import (
    AddForm,
    CellEdit,
    ClearMark,
    Enter,
    FormEdit,
    InsertRow,
    MarkEdit,
    MoveRow,
    PutReview,
    PutStatus,
    PutSubmission,
    RemoveForm,
    RemoveRow,
    RestoreForm,
    RestoreRow,
    ReviewEdit,
    RowEdit,
    SetCell,
    SetMark,
    SetReview,
    SetStatus,
    StatusEdit,
    SubmissionEdit,
)
from core.editing.judge import (
    clear_mark,
    put_review,
    put_status,
    reviewed,
    set_mark,
    signed,
)
from core.editing.rows import (
    check_index,
    insert_row,
    inserting,
    move_row,
    moving,
    of_row,
    remove_row,
    removing,
    renumber_marks,
)
from core.forms import FORMS, BasicData, Form, Project
from core.forms.basic_data import template_lines
from core.forms.project import template_funds
from core.judgement import Mark, in_order
from core.schema.form import Record, from_json, get, put, spec_at, specs_of, to_json
from core.schema.kinds import Kind
from core.source import Unread
from core.submission import Filled, Submission
from core.text import clean


@dataclass(frozen=True, slots=True)
class Applied:
    """The submission after an edit; `inverse` is None when the edit changed nothing."""

    after: Submission | None
    inverse: SubmissionEdit | None


def apply(before: Submission | None, edit: SubmissionEdit) -> Applied:
    """The submission with the edit made.

    LookupError when the submission, form, field or row that the edit names is not there; UserError
    when a judgement lacks its reason or is none that can be made.
    """
    if isinstance(edit, PutSubmission):
        return _put_submission(before, edit)
    if isinstance(edit, AddForm):
        return _add_form(before, edit)
    if before is None:
        raise KeyError(edit.submission)
    if isinstance(edit, CellEdit):
        return _set_cell(before, edit)
    if isinstance(edit, RowEdit):
        return _change_rows(before, edit)
    if isinstance(edit, FormEdit):
        return _change_forms(before, edit)
    return _judge(before, edit)


def blank_form(code: str, unit: str, year: int) -> Form:
    """The official form with its fixed rows, empty but for the unit's name and the year."""
    known: dict[str, Any] = {"unit": unit, "year": year}
    cls = FORMS[code]
    filled_in = {name: value for name, value in known.items() if name in specs_of(cls)}
    if cls is BasicData:
        filled_in["lines"] = template_lines()
    if cls is Project:
        filled_in["funds"] = template_funds()
    return cls(**filled_in)


def _put_submission(before: Submission | None, edit: PutSubmission) -> Applied:
    if edit.after is not None and edit.after.key != edit.submission:
        raise KeyError(edit.submission)
    if _same(edit.after, before):
        return Applied(before, None)
    return Applied(edit.after, PutSubmission(edit.submission, before))


def _same(one: Submission | None, other: Submission | None) -> bool:
    if one is None or other is None:
        return one is other
    return submission_json(one) == submission_json(other)


def _set_cell(before: Submission, edit: CellEdit) -> Applied:
    filled = _form(before, edit.place.form)
    at = edit.place.at
    kind = _kind(filled, at)
    old, old_unread = get(filled.record, at), filled.unread.get(at)
    if isinstance(edit, Enter):
        if clean(edit.text) == filled.text(at):
            return Applied(before, None)
        value, unread = _understood(filled, at, kind, edit.text)
    else:
        value, unread = kind.load(edit.value), edit.unread
    if kind.dump(value) == kind.dump(old) and unread == old_unread:
        return Applied(before, None)
    others = {known: text for known, text in filled.unread.items() if known != at}
    after = dataclasses.replace(
        filled,
        record=put(filled.record, at, value),
        unread=others if unread is None else {**others, at: unread},
    )
    inverse = SetCell(edit.submission, edit.place, kind.dump(old), old_unread)
    return Applied(before.with_form(after), inverse)


def _understood(filled: Filled, at: At, kind: Kind, text: str) -> tuple[Any, Unread | None]:
    spec = spec_at(type(filled.record), at)
    parsed = kind.parse(text)
    if parsed.why is not None:
        return None, Unread(clean(text), parsed.why)
    if not spec.choices:
        return parsed.value, None
    if parsed.value is None or parsed.value in spec.choices:
        return parsed.value or "", None
    return "", Unread(clean(text), "不在可选的项目之内")


def _change_rows(before: Submission, edit: RowEdit) -> Applied:
    filled = _form(before, edit.form)
    cls = _row_class(filled, edit.items)
    where = (edit.submission, edit.form, edit.items)
    inverse: RowEdit
    match edit:
        case InsertRow():
            after = insert_row(filled, edit.items, edit.index, cls(), {}, {}, {})
            renumber = inserting(edit.index)
            inverse = RemoveRow(*where, edit.index)
        case RestoreRow():
            row = from_json(cls, edit.row)
            known = (edit.sources, edit.unread, edit.reviews)
            after = insert_row(filled, edit.items, edit.index, row, *known)
            renumber = inserting(edit.index)
            inverse = RemoveRow(*where, edit.index)
        case RemoveRow():
            after = remove_row(filled, edit.items, edit.index)
            renumber = removing(edit.index)
            inverse = _restoring(before, filled, edit)
        case MoveRow():
            rows = get(filled.record, edit.items)
            check_index(rows, edit.items, edit.index)
            if edit.index == edit.to:
                return Applied(before, None)
            after = move_row(filled, edit.items, edit.index, edit.to)
            renumber = moving(edit.index, edit.to)
            inverse = MoveRow(*where, edit.to, edit.index)
        case _:
            assert_never(edit)
    marks = renumber_marks(before.marks, edit.form, edit.items, renumber)
    if isinstance(edit, RestoreRow) and edit.marks:
        marks = in_order((*marks, *edit.marks))
    return Applied(dataclasses.replace(before.with_form(after), marks=marks), inverse)


def _restoring(before: Submission, filled: Filled, edit: RemoveRow) -> RestoreRow:
    row = get(filled.record, edit.items)[edit.index]
    return RestoreRow(
        edit.submission,
        edit.form,
        edit.items,
        edit.index,
        to_json(row),
        of_row(filled.sources, edit.items, edit.index),
        of_row(filled.unread, edit.items, edit.index),
        of_row(filled.reviews, edit.items, edit.index),
        tuple(mark for mark in before.marks if _on_row(mark, edit)),
    )


def _on_row(mark: Mark, edit: RemoveRow) -> bool:
    place = mark.place
    return place.form == edit.form and place.at.within(edit.items.child(edit.index))


def _judge(before: Submission, edit: ReviewEdit | MarkEdit | StatusEdit) -> Applied:
    """Scores, marks and sign-off; an edit that changes nothing leaves the very same submission."""
    key = edit.submission
    inverse: SubmissionEdit
    match edit:
        case SetReview() | PutReview():
            filled = _form(before, edit.place.form)
            review = edit.review if isinstance(edit, PutReview) else reviewed(filled, edit)
            after = put_review(before, filled, edit.place.at, review)
            inverse = PutReview(key, edit.place, filled.reviews.get(edit.place.at))
        case SetMark():
            old = next((mark for mark in before.marks if mark.key == edit.mark.key), None)
            after = set_mark(before, edit.mark)
            inverse = ClearMark(key, edit.mark) if old is None else SetMark(key, old)
        case ClearMark():
            old = next((mark for mark in before.marks if mark.key == edit.mark.key), edit.mark)
            after = clear_mark(before, edit.mark)
            inverse = SetMark(key, old)
        case SetStatus():
            after = signed(before, edit)
            inverse = PutStatus(key, before.status, before.returns)
        case PutStatus():
            after = put_status(before, edit.status, edit.returns)
            inverse = PutStatus(key, before.status, before.returns)
        case _:
            assert_never(edit)
    return Applied(after, None if after is before else inverse)


def _add_form(before: Submission | None, edit: AddForm) -> Applied:
    year, _, unit = edit.submission.partition("/")
    submission = before or Submission(unit, int(year))
    record = blank_form(edit.code, submission.unit, submission.year)
    after = _with_new_form(submission, Filled(_free_key(submission, edit.code), record))
    if before is None:
        return Applied(after, PutSubmission(edit.submission, None))
    return Applied(after, RemoveForm(edit.submission, _free_key(submission, edit.code)))


def _change_forms(before: Submission, edit: RemoveForm | RestoreForm) -> Applied:
    inverse: FormEdit
    if isinstance(edit, RestoreForm):
        if before.form(edit.filled.key) is not None:
            raise KeyError(edit.filled.key)
        forms = (*before.forms[: edit.index], edit.filled, *before.forms[edit.index :])
        inverse = RemoveForm(edit.submission, edit.filled.key)
    else:
        filled = _form(before, edit.form)
        index = before.forms.index(filled)
        forms = (*before.forms[:index], *before.forms[index + 1 :])
        inverse = RestoreForm(edit.submission, index, filled)
    return Applied(dataclasses.replace(before, forms=forms), inverse)


def _with_new_form(submission: Submission, filled: Filled) -> Submission:
    """The form goes behind the last one of its own or an earlier annex."""
    index = sum(1 for form in submission.forms if form.code <= filled.code)
    forms = (*submission.forms[:index], filled, *submission.forms[index:])
    return dataclasses.replace(submission, forms=forms)


def _free_key(submission: Submission, code: str) -> str:
    taken = {form.key for form in submission.forms}
    number = 1
    key = code
    while key in taken:
        number += 1
        key = f"{code}#{number}"
    return key


def _form(submission: Submission, key: str) -> Filled:
    filled = submission.form(key)
    if filled is None:
        raise KeyError(key)
    return filled


def _kind(filled: Filled, at: At) -> Kind:
    kind = spec_at(type(filled.record), at).kind
    if kind is None:
        raise KeyError(at.path)
    return kind


def _row_class(filled: Filled, items: At) -> type[Record]:
    cls = spec_at(type(filled.record), items).rows
    if cls is None:
        raise KeyError(items.path)
    return cls

"""Edits as JSON, as the journal keeps them."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.address import At
from core.editing import (
    PutSubmission,
    PutUnit,
    SetDeadline,
    SetLayout,
    SetLetterhead,
    SetScheme,
    SetStatus,
    SetTemplate,
    SetUnits,
    apply,
)
from core.editing.codec import from_json, submission_json, to_json
from core.editing.edits import EDITS, Edit, RestoreRow
from core.judgement import RETURNED
from core.letterhead import Letterhead
from core.source import Source, Unread
from core.submission import FileInfo, Submission
from core.unit import Unit
from tests.core.strategies import edits, submissions


def through_text(edit: Edit) -> Edit:
    return from_json(json.loads(json.dumps(to_json(edit), ensure_ascii=False)))


@pytest.mark.parametrize(
    "edit",
    [
        SetUnits(("甲局", "乙局")),
        PutUnit("甲局", Unit("甲局", "101", aliases=("甲",), exempt=("f3", "f5"))),
        PutUnit("甲局", None),
        SetDeadline(2024, dt.date(2025, 3, 31)),
        SetDeadline(2024, None),
        SetLayout("三列改名", "{}"),
        SetLayout("三列改名", None),
        SetLetterhead(Letterhead("甲县", office="甲县财政局")),
        SetTemplate("f2", FileInfo("0" * 64, "表.docx", "docx", 9)),
        SetTemplate("f2", None),
        SetStatus("2024/甲局", RETURNED, "", dt.date(2025, 4, 1), 2, "1号", dt.date(2025, 4, 9)),
        SetScheme(2024, 'name = "甲"'),
        SetScheme(2024, None),
        PutSubmission("2024/甲局", None),
        RestoreRow(
            "2024/甲局",
            "f2",
            At("indicators"),
            1,
            {"level3": "甲", "score": None},
            {At("indicators.1.level3"): Source("甲", 0, 1, 2, sheet="表一")},
            {At("indicators.1.score"): Unread("约5", "不是数字")},
        ),
    ],
)
def test_edit_and_json(edit: Edit) -> None:
    assert through_text(edit) == edit


def test_every_edit_has_a_name_of_its_own() -> None:
    assert len({cls.__name__ for cls in EDITS}) == len(EDITS)


def test_what_an_older_program_wrote_is_read() -> None:
    day = dt.date(2025, 4, 1)
    older = to_json(SetStatus("2024/甲局", RETURNED, "", day))
    del older["number"], older["deadline"]
    assert from_json(older) == SetStatus("2024/甲局", RETURNED, "", day)


def test_an_unknown_edit_is_refused() -> None:
    with pytest.raises(KeyError):
        from_json({"edit": "Fly", "submission": "2024/甲局"})


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_edits_and_inverses_come_back_from_json(data: st.DataObject) -> None:
    before = data.draw(submissions())
    edit = data.draw(edits(before))
    inverse = apply(before, edit).inverse
    assert to_json(through_text(edit)) == to_json(edit)
    if inverse is not None:
        assert to_json(through_text(inverse)) == to_json(inverse)


@settings(max_examples=40, deadline=None)
@given(submissions())
def test_submissions_come_back_from_json(submission: Submission) -> None:
    edit = PutSubmission(submission.key, submission)
    back = through_text(edit)
    assert isinstance(back, PutSubmission)
    assert back == edit
    assert back.after is not None
    assert submission_json(back.after) == submission_json(submission)

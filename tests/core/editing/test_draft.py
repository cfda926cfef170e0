"""Steps made on values alone."""

import pytest

from core.address import At, Place
from core.editing import (
    AddForm,
    County,
    Draft,
    Edit,
    Enter,
    PutSubmission,
    SetScheme,
    SetUnits,
    Step,
    draft,
)
from core.editing.edits import SetCell
from core.submission import Submission

KEY = "2024/甲局"
TITLE = Place("f2", At("title"))


def made(*edits: Edit, county: County | None = None) -> Draft:
    """A step where nothing was handed in yet."""
    return draft(Step("一步", edits), county or County(), lambda key: None, "甲")


def test_edits_build_on_each_other() -> None:
    found = made(AddForm(KEY, "f2"), Enter(KEY, TITLE, "自评表"), Enter(KEY, TITLE, "自评表"))
    before, after = found.submissions[KEY]
    assert before is None
    assert after is not None
    assert after.text(TITLE) == "自评表"
    assert found.edits[-1:] == (Enter(KEY, TITLE, "自评表"),), "the second changed nothing"
    assert found.inverses[-1] == SetCell(KEY, TITLE, None)


def test_the_first_submission_begins_its_year() -> None:
    found = made(AddForm(KEY, "f2"), AddForm("2024/乙局", "f2"), AddForm("2023/甲局", "f2"))
    assert found.county.schemes == {2023: "甲", 2024: "甲"}
    assert [edit for edit in found.edits if isinstance(edit, SetScheme)] == [
        SetScheme(2024, "甲"),
        SetScheme(2023, "甲"),
    ]


def test_a_year_that_was_begun_keeps_its_scheme() -> None:
    begun = County(schemes={2024: "乙"})
    found = made(PutSubmission(KEY, Submission("甲局", 2024)), county=begun)
    assert found.county is begun
    assert made(PutSubmission(KEY, None)).edits == ()


def test_what_stands() -> None:
    found = made(SetUnits(("甲局",)), AddForm(KEY, "f2"), Enter(KEY, TITLE, "自评表"))
    assert found.stands(SetUnits(("甲局",)))
    assert not found.stands(SetUnits(()))
    assert found.stands(Enter(KEY, TITLE, "自评表"))
    assert not found.stands(Enter(KEY, TITLE, ""))


def test_a_wrong_edit_spoils_the_step() -> None:
    with pytest.raises(LookupError):
        made(AddForm(KEY, "f2"), Enter(KEY, Place("f1", At("title")), "甲"))

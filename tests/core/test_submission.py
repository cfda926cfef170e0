"""A unit's forms of a year."""

from decimal import Decimal

from core.address import At, Place
from core.forms import BasicData, Overall, Project
from core.forms.overall import Fund
from core.source import Unread
from core.submission import FileInfo, Filled, Submission, numbered, renewed


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

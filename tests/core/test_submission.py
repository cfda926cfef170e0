"""A unit's forms of a year."""

from decimal import Decimal

from core.address import At, Place
from core.forms import BasicData, Overall, Project
from core.forms.overall import Fund
from core.source import Unread
from core.submission import Filled, Submission, numbered


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

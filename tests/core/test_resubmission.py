"""A unit hands in again: what its new version cures and brings, and accepting a part of it."""

import dataclasses
from decimal import Decimal

from core.address import At
from core.forms import Overall, Project
from core.resubmission import accepting, compare
from core.schema.form import put
from core.scheme import DEFAULT_SCHEME, load_scheme
from core.submission import Filled, Submission
from tests.gui.county import overall, submission

SCHEME = load_scheme(DEFAULT_SCHEME)
EXECUTED = At("fund.executed")


def wrong() -> Submission:
    """What was executed is neither the sum by income nor what the rate says: one slip."""
    before = submission()
    return before.with_form(Filled("f2", put(overall(), EXECUTED, Decimal(80))))


def handed_in(record: Overall | Project) -> Submission:
    code = record.CODE
    return dataclasses.replace(submission(), forms=(Filled(code, record),))


def test_what_is_cured_and_what_is_brought() -> None:
    new = put(overall(), At("total.score"), Decimal(95))
    found = compare(wrong(), handed_in(new), SCHEME)
    assert found.count == 2
    assert {finding.check for finding in found.cured} == {"ZP-06"}
    assert {finding.check for finding in found.brought} == {"ZP-12", "ZP-20"}
    assert not {(f.check, f.place) for f in found.cured} & {(f.check, f.place) for f in found.kept}
    assert [form.key for form in found.after.forms] == ["f1", "f2", "f3", "f4", "f5"]


def test_a_form_that_was_not_there_has_no_counterpart() -> None:
    (pair,) = compare(wrong(), handed_in(Project(project="另一项目")), SCHEME).forms
    assert pair.old is None
    assert pair.differences == ()


def test_a_part_is_accepted() -> None:
    new = handed_in(put(overall(), At("goal.actual"), "部分完成"))
    (pair,) = compare(wrong(), new, SCHEME).forms
    goal = [one for one in pair.differences if one.at == At("goal.actual")]
    assert len(goal) == 1
    (form,) = accepting(wrong(), new, {"f2": goal}).forms
    assert form.text(At("goal.actual")) == "部分完成"
    assert form.text(EXECUTED) == "80"
    assert accepting(wrong(), new, {}).forms == new.forms

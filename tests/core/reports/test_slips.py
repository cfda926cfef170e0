"""A batch of slips: numbers run on, a slip written again keeps its own, the register knows all."""

import datetime as dt
from dataclasses import replace

from core.editing import apply
from core.judgement import RETURNED, Return, Status
from core.letterhead import Letterhead
from core.reports.returned import returned_table
from core.reports.slips import Batch, next_number, recorded, slip_number, slips_of
from core.reports.unit_year import UnitYear
from core.submission import Submission
from tests.core.reports.made import COUNTY, MARKED_DOWN

DAY, LAST = dt.date(2025, 4, 10), dt.date(2025, 4, 20)
HEAD = Letterhead("某县", "某县财政局文件", "某县财政局", "孙某 0700-1")


def submission_of(unit: UnitYear) -> Submission:
    assert unit.submission is not None
    return unit.submission


FRESH = replace(
    MARKED_DOWN, submission=replace(submission_of(MARKED_DOWN), status=None, returns=())
)
"""A unit with something to mend that never went back."""


def after(unit: UnitYear, first: int = 1) -> Submission:
    """The unit's submission when its slip is in the register."""
    step = recorded(slips_of([unit], HEAD, Batch(DAY, LAST, first)))
    assert step is not None
    found = submission_of(unit)
    for edit in step.edits:
        done = apply(found, edit).after  # type: ignore[arg-type]
        assert done is not None
        found = done
    return found


def test_numbers_run_through_the_calendar_year() -> None:
    def back(number: str) -> Return:
        return Return(DAY, 1, number)

    given = [back("绩退〔2025〕7号"), back("绩退〔2024〕90号"), back("改〔2025〕30号"), back("")]
    assert next_number(given, "", 2025) == 8
    assert next_number(given, "改", 2025) == 31
    assert next_number((), "", 2025) == 1
    assert slip_number("", 2025, 8) == "绩退〔2025〕8号"


def test_only_units_with_something_to_mend_take_a_number() -> None:
    slips = slips_of(COUNTY, HEAD, Batch(DAY, LAST, 5))
    numbers = [slip.letter.number for slip in slips]
    assert numbers == [f"绩退〔2025〕{5 + n}号" for n in range(len(slips))]
    assert all(slip.report.head == HEAD.head for slip in slips)
    assert all(slip.report.closing[0] == HEAD.office for slip in slips)


def test_the_register_gets_number_and_deadline() -> None:
    found = after(FRESH)
    assert found.status == Status(RETURNED, "绩退〔2025〕1号", DAY)
    (item,) = found.returns
    assert (item.number, item.day, item.deadline) == ("绩退〔2025〕1号", DAY, LAST)
    assert {mark.state for mark in found.marks} == {RETURNED}


def test_a_slip_written_again_keeps_its_number() -> None:
    again = replace(FRESH, submission=after(FRESH))
    later = Batch(dt.date(2025, 5, 1), dt.date(2025, 5, 9), 9)
    (slip,) = slips_of([again], HEAD, later)
    assert slip.again
    assert (slip.letter.number, slip.letter.day, slip.letter.deadline) == (
        "绩退〔2025〕1号", DAY, LAST,
    )  # fmt: skip
    assert recorded([slip]) is None


def test_who_was_sent_back_without_a_slip_gets_its_number_afterwards() -> None:
    sent = replace(
        submission_of(FRESH), status=Status(RETURNED, "", DAY), returns=(Return(DAY, 3),)
    )
    found = after(replace(FRESH, submission=sent), first=4)
    assert found.returns == (Return(DAY, 3, "绩退〔2025〕4号", LAST),)


def test_after_a_resubmission_there_is_a_new_number() -> None:
    anew = replace(after(FRESH), status=None)
    (slip,) = slips_of([replace(FRESH, submission=anew)], HEAD, Batch(DAY, LAST, 2))
    assert not slip.again
    assert slip.letter.number == "绩退〔2025〕2号"


def test_the_register_is_in_the_order_of_days() -> None:
    """The second return of a unit stands behind the first, which was answered."""
    first, second = Return(DAY, 3, "绩退〔2025〕1号", LAST), Return(LAST, 1, "绩退〔2025〕2号")
    found = replace(submission_of(FRESH), returns=(first, second))
    table = returned_table([replace(FRESH, submission=found)], LAST)
    numbers, states = (table.column(key) for key in ("number", "state"))
    assert [row[numbers] for row in table.rows] == ["绩退〔2025〕1号", "绩退〔2025〕2号"]
    assert table.rows[0][states] == "已重报"


def test_who_has_not_answered_in_time_is_told() -> None:
    sent = replace(FRESH, submission=after(FRESH))
    states = [
        returned_table([sent], day).rows[0][-1] for day in (LAST, LAST + dt.timedelta(days=1))
    ]
    assert states == ["已退回", "逾期未报"]

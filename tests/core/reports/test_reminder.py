"""Letters to units that have not handed in: who gets one, what they say is missing, and until when.

名单：甲局（未报）、乙局（已报附件1、附件3两张）、丙局（免报）、丁局（附件4免报，报了1、2）
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from core.editing import blank_form
from core.judgement import PASSED, RETURNED, Status
from core.letterhead import Letterhead
from core.reports.reminder import (
    Dates,
    Lacking,
    lacking_units,
    reminders_of,
    usual_deadline,
)
from core.reports.report import Paragraph
from core.submission import Filled, Submission
from core.unit import REQUIRED, Unit

DAY, LAST, DUE = dt.date(2025, 4, 10), dt.date(2025, 4, 17), dt.date(2025, 3, 31)
HEAD = Letterhead("某县", "某县财政局文件", "某县财政局", "孙某 0700-1")


def handed_in(unit: str, *codes: str) -> Submission:
    again = (codes[:place].count(code) + 1 for place, code in enumerate(codes))
    keys = (
        f"{code}#{count}" if count > 1 else code for code, count in zip(codes, again, strict=True)
    )
    forms = tuple(Filled(key, blank_form(key[:2], unit, 2024)) for key in keys)
    return Submission(unit, 2024, forms)


@dataclass
class Folder:
    """What is asked of a data folder."""

    listed: tuple[Unit, ...]
    came: tuple[Submission, ...] = ()

    def unit_names(self) -> tuple[str, ...]:
        return tuple(unit.name for unit in self.listed)

    def unit(self, name: str) -> Unit:
        return next((unit for unit in self.listed if unit.name == name), Unit(name))

    def submissions(self, year: int) -> Sequence[Submission]:
        return self.came if year == 2024 else ()

    def received(self) -> Mapping[str, dt.date]:
        return {each.key: dt.date(2025, 3, 8) for each in self.came}


SOME = handed_in("乙局", "f1", "f3", "f3")
FOLDER = Folder(
    (Unit("甲局"), Unit("乙局"), Unit("丙局", exempt=REQUIRED), Unit("丁局", exempt=("f4",))),
    (SOME, handed_in("丁局", "f1", "f2"), handed_in("戊局", "f4")),
)


def letter(unit: str, due: dt.date | None = DUE) -> tuple[str, list[tuple[str, str]]]:
    """The first sentences of a unit's letter, and what its table says of each annex."""
    lacking = [each for each in lacking_units(FOLDER, 2024) if each.unit.name == unit]
    ((reminder),) = reminders_of(lacking, HEAD, Dates(DAY, LAST, due))
    said = [part.text for part in reminder.report.parts if isinstance(part, Paragraph)]
    (table,) = reminder.report.tables
    return said[1], [(str(row[1]), str(row[3])) for row in table.rows]


def test_who_lacks_required_forms_is_reminded_in_the_county_s_order() -> None:
    found = [(each.unit.name, each.lacks) for each in lacking_units(FOLDER, 2024)]
    assert found == [("甲局", REQUIRED), ("乙局", ("f2", "f4")), ("戊局", ("f1", "f2"))]
    everybody = [each.unit.name for each in lacking_units(FOLDER, 2025)]
    assert everybody == ["甲局", "乙局", "丁局"]


@pytest.mark.parametrize(("state", "asked"), [(PASSED, False), (RETURNED, True)])
def test_who_was_passed_as_it_is_lacks_nothing(state: str, asked: bool) -> None:
    signed = replace(SOME, status=Status(state, "", DAY))
    found = lacking_units(Folder((Unit("乙局"),), (signed,)), 2024)
    assert bool(found) is asked


def test_a_letter_names_what_came_and_what_did_not() -> None:
    said, rows = letter("乙局")
    assert "还缺附件2、附件4" in said
    assert rows[0] == ("附件1", "已收到（2025年3月8日）")
    assert rows[1] == ("附件2", "未报送")
    assert rows[2] == ("附件3", "已收到2份（2025年3月8日）")
    said, rows = letter("甲局")
    assert "尚未报送" in said
    assert [state.partition("；")[0] for _, state in rows] == ["未报送"] * 5


def test_forms_that_a_unit_need_not_hand_in_are_not_asked_for() -> None:
    (one,) = reminders_of([Lacking(Unit("己局", exempt=("f2",)), 2024)], HEAD, Dates(DAY, LAST))
    (table,) = one.report.tables
    assert [row[1] for row in table.rows] == ["附件1", "附件3", "附件4", "附件5"]


@pytest.mark.parametrize(
    ("due", "late"), [(DUE, "已逾期10天"), (DAY, None), (dt.date(2025, 5, 1), None), (None, None)]
)
def test_the_days_of_delay_are_told_after_the_deadline_only(
    due: dt.date | None, late: str | None
) -> None:
    said, _ = letter("甲局", due)
    assert ("逾期" in said) is (late is not None)
    assert late is None or late in said
    assert "2025年4月17日前" in said


def test_a_letter_before_the_deadline_asks_for_nothing_earlier() -> None:
    assert usual_deadline(DAY, None) == LAST
    assert usual_deadline(DAY, DUE) == LAST
    assert usual_deadline(DAY, dt.date(2025, 5, 1)) == dt.date(2025, 5, 1)


def test_it_is_signed_and_headed_and_named() -> None:
    (one,) = reminders_of([Lacking(Unit("甲局"), 2024)], HEAD, Dates(DAY, LAST))
    assert one.report.closing == ("某县财政局", "2025年4月10日")
    assert one.report.head == HEAD.head
    assert one.name == "甲局2024年度绩效自评催报函"
    (bare,) = reminders_of([Lacking(Unit("甲局"), 2024)], Letterhead(), Dates(DAY, LAST))
    assert bare.report.closing[0] == "（盖章）"

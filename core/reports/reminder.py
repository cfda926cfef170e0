"""催报函: the letter to a unit of whose forms some are still to come.

It has no number and leaves no trace in the data: what is missing today is on the board, and
tomorrow's letter is written anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.forms import FORMS
from core.judgement import PASSED
from core.letterhead import Letterhead
from core.reports.report import COUNT, Column, Paragraph, Report, Table, day_words
from core.submission import Submission
from core.unit import CODES, REQUIRED, Unit

DAYS = 7
"""How long a reminded unit has when nobody says otherwise."""
_ASKED = {"f3": "有项目支出的报送，一个一级项目一张", "f5": "有项目支出的报送"}
"""Of the forms that depend on a unit's projects: who hands them in."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A unit of whose required forms some have not come in.

    `came` are the codes of those that did, each as often as it came, on the day `received`.
    """

    unit: Unit
    year: int
    came: tuple[str, ...] = ()
    received: dt.date | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        return self.unit.lacks(self.came)


@dataclass(frozen=True, slots=True)
class Dates:
    """The day of the letters, by when they are to be answered, and when all was due, if told."""

    day: dt.date
    deadline: dt.date
    due: dt.date | None = None

    @property
    def overdue(self) -> int:
        """The days since all was due; 0 before, and when no day was set."""
        return max(0, (self.day - self.due).days) if self.due else 0


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter that is ready."""

    lacking: Lacking
    report: Report

    @property
    def name(self) -> str:
        """What its file is called, without an ending."""
        return f"{self.lacking.unit.name}{self.lacking.year}年度绩效自评催报函"


class Folder(Protocol):
    """What is asked of an open data folder; `Workspace` has it."""

    def unit_names(self) -> tuple[str, ...]: ...
    def unit(self, name: str) -> Unit: ...
    def submissions(self, year: int) -> Sequence[Submission]: ...
    def received(self) -> Mapping[str, dt.date]: ...


def usual_deadline(day: dt.date, due: dt.date | None) -> dt.date:
    """By when a letter of this day asks for an answer: a week later, not before all is due."""
    return max(day + dt.timedelta(days=DAYS), due or day)


def lacking_units(folder: Folder, year: int) -> tuple[Lacking, ...]:
    """In the county's order, then those off its list. A unit passed as it is lacks nothing."""
    came = {each.unit: each for each in folder.submissions(year)}
    received = folder.received()
    found = []
    for name in dict.fromkeys((*folder.unit_names(), *came)):
        one, submission = Lacking(folder.unit(name), year), came.get(name)
        if submission is not None:
            if submission.status is not None and submission.status.state == PASSED:
                continue
            codes = tuple(filled.code for filled in submission.forms)
            one = Lacking(one.unit, year, codes, received.get(submission.key))
        if one.lacks:
            found.append(one)
    return tuple(found)


def reminders_of(units: Iterable[Lacking], head: Letterhead, dates: Dates) -> tuple[Reminder, ...]:
    """A letter for each unit."""
    return tuple(Reminder(each, _letter(each, head, dates)) for each in units)


def _letter(lacking: Lacking, head: Letterhead, dates: Dates) -> Report:
    ask = (Paragraph(f"联系人：{head.contact}"),) if head.contact else ()
    return Report(
        "绩效自评材料催报函",
        (
            Paragraph(f"{lacking.unit.name}：", "left"),
            Paragraph(_opening(lacking, dates)),
            _table(lacking),
            Paragraph("本函发出前已经报送的，请与我们核对；因故不能按期报送的，请书面说明原因。"),
            *ask,
        ),
        closing=(head.office or "（盖章）", day_words(dates.day)),
        head=head.head,
    )


def _opening(lacking: Lacking, dates: Dates) -> str:
    what = f"{lacking.year}年度部门整体支出绩效自评材料"
    due = f"应于{day_words(dates.due)}前报送。" if dates.due else "应按规定时间报送。"
    missing = "、".join(f"附件{code[1:]}" for code in lacking.lacks)
    stand = f"你单位报来的材料中还缺{missing}" if lacking.came else "你单位尚未报送"
    late = f"，已逾期{dates.overdue}天" if dates.overdue else ""
    return (
        f"{what}{due}截至{day_words(dates.day)}，{stand}{late}。"
        f"请对照下表，于{day_words(dates.deadline)}前将所缺材料（电子版和盖章纸质件）补报齐全。"
    )


def _table(lacking: Lacking) -> Table:
    columns = (
        Column("no", "序号", COUNT, 12),
        Column("annex", "附件", width=22),
        Column("name", "材料名称", width=66, left=True),
        Column("state", "情况", width=62, left=True),
    )
    codes = [code for code in CODES if code not in lacking.unit.exempt]
    rows = tuple(
        (number, f"附件{code[1:]}", FORMS[code].NAME, _state(lacking, code))
        for number, code in enumerate(codes, 1)
    )
    return Table("reminder", "催报函", columns, rows)


def _state(lacking: Lacking, code: str) -> str:
    count = lacking.came.count(code)
    if count:
        many = f"{count}份" if count > 1 else ""
        return f"已收到{many}" + (f"（{day_words(lacking.received)}）" if lacking.received else "")
    return "未报送" if code in REQUIRED else f"未报送；{_ASKED[code]}"

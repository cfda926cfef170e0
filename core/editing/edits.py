"""The edits: every way in which a submission, or the county's own list, can change.

An edit is a frozen value that names its submission by key (`2024/某某局`) and the place by
`Place` or `At`. `apply` (core/editing/apply.py) gives the changed submission and the inverse
edit. `SetCell`, `RestoreRow`, `RestoreForm`, `PutReview` and `PutStatus` exist for inverses: they
bring back exactly what stood there, which text could not always say, and are never refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.address import At, Place
from core.judgement import Mark, Return, Review, Status
from core.letterhead import Letterhead
from core.report_text import ReportText
from core.source import Source, Unread
from core.submission import FileInfo, Filled, Submission
from core.unit import Unit


@dataclass(frozen=True, slots=True)
class Enter:
    """The clerk typed `text` into a cell; text that means nothing there is kept as unread."""

    submission: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class SetCell:
    """Put a stored value (as `Kind.dump` gives it) and its unread text into a cell."""

    submission: str
    place: Place
    value: str | int | None
    unread: Unread | None = None


@dataclass(frozen=True, slots=True)
class InsertRow:
    """A new empty row before `index` of the list at `items`; `index` may be its length."""

    submission: str
    form: str
    items: At
    index: int


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """Take a row out of a list, with its sources and unread cells."""

    submission: str
    form: str
    items: At
    index: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Take a row out of a list and put it back so that it stands at `to`."""

    submission: str
    form: str
    items: At
    index: int
    to: int


@dataclass(frozen=True, slots=True)
class RestoreRow:
    """Put a removed row back; `row` is the record's JSON, places are those of the whole form.

    `marks` are those that were set on the row's findings.
    """

    submission: str
    form: str
    items: At
    index: int
    row: Mapping[str, Any]
    sources: Mapping[At, Source] = field(default_factory=dict)
    unread: Mapping[At, Unread] = field(default_factory=dict)
    reviews: Mapping[At, Review] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class AddForm:
    """An empty official form of a kind, for the clerk to type in; begins a submission if needed."""

    submission: str
    code: str


@dataclass(frozen=True, slots=True)
class RemoveForm:
    """Take a form out of a submission; the other forms keep their keys."""

    submission: str
    form: str


@dataclass(frozen=True, slots=True)
class RestoreForm:
    """Put a removed form back at its position."""

    submission: str
    index: int
    filled: Filled


@dataclass(frozen=True, slots=True)
class PutSubmission:
    """Accept an imported submission in place of what is there, or take it away (None)."""

    submission: str
    after: Submission | None


@dataclass(frozen=True, slots=True)
class SetReview:
    """Give a row of f2 or f3 a reviewed score (复核得分), with the reason; None takes it back.

    `place` is the cell of the submitted score: `fund.score` (f3: of the total among `funds`) or
    `indicators.N.score`. UserError for a score without a reason, outside 0…分值, or no number.
    """

    submission: str
    place: Place
    score: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PutReview:
    """Put a reviewed score as it was, or none."""

    submission: str
    place: Place
    review: Review | None


@dataclass(frozen=True, slots=True)
class SetMark:
    """Mark a finding as explained, ignored or returned, in place of its mark if it has one.

    UserError when an explained or ignored finding is given no words.
    """

    submission: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ClearMark:
    """Open a finding again; nothing happens when it has no mark."""

    submission: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Sign a submission off: passed, returned to the unit, or neither (None).

    `findings` is how many are open as it is done: 错误 when passing, all that go back when
    returning. `number` and `deadline` are those of the slip that goes back with it. UserError when
    it passes with open 错误 and no words say why.
    """

    submission: str
    state: str | None
    words: str
    day: dt.date
    findings: int = 0
    number: str = ""
    deadline: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PutStatus:
    """Put the sign-off and the history of returns as they were."""

    submission: str
    status: Status | None
    returns: tuple[Return, ...]


@dataclass(frozen=True, slots=True)
class SetUnits:
    """The county's list of units, in its order; a unit may be listed before it hands in."""

    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetScheme:
    """The scheme that a year is scored by, as its whole TOML text; None: the year is not begun.

    The text and not the name, so that a later edition of the program scores an old year alike.
    """

    year: int
    text: str | None


@dataclass(frozen=True, slots=True)
class PutUnit:
    """What the county knows of a unit; None: no more than its name. The list stays as it is."""

    name: str
    after: Unit | None


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """The last day on which the forms of a year may come in; None: none was set."""

    year: int
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class SetReportText:
    """A section of the county's report in the clerk's words; None: as the program writes it.

    `section` is the year and the section's key: `2024/overview`.
    """

    section: str
    after: ReportText | None


@dataclass(frozen=True, slots=True)
class SetLayout:
    """A layout of tables that the clerk has explained, as JSON; None: it is forgotten."""

    name: str
    text: str | None


@dataclass(frozen=True, slots=True)
class SetLetterhead:
    """What the bureau writes at the head and foot of its papers."""

    after: Letterhead


@dataclass(frozen=True, slots=True)
class SetTemplate:
    """The county's own file of a form, kept like a submitted one; None: the official form."""

    form: str
    file: FileInfo | None


CellEdit = Enter | SetCell
RowEdit = InsertRow | RemoveRow | MoveRow | RestoreRow
FormEdit = AddForm | RemoveForm | RestoreForm
ReviewEdit = SetReview | PutReview
MarkEdit = SetMark | ClearMark
StatusEdit = SetStatus | PutStatus
SubmissionEdit = CellEdit | RowEdit | FormEdit | PutSubmission | ReviewEdit | MarkEdit | StatusEdit
CountyEdit = (
    SetUnits | SetScheme | PutUnit | SetDeadline | SetReportText | SetLayout | SetLetterhead
    | SetTemplate
)  # fmt: skip
Edit = SubmissionEdit | CountyEdit

EDITS: tuple[type[Edit], ...] = (
    Enter, SetCell, InsertRow, RemoveRow, MoveRow, RestoreRow, AddForm, RemoveForm, RestoreForm,
    PutSubmission, SetReview, PutReview, SetMark, ClearMark, SetStatus, PutStatus, SetUnits,
    SetScheme, PutUnit, SetDeadline, SetReportText, SetLayout, SetLetterhead, SetTemplate,
)  # fmt: skip
"""Every edit, for the journal."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history and one transaction; `label` is what the undo menu shows."""

    label: str
    edits: tuple[Edit, ...]

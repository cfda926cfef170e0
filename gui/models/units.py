"""The units of a year: what came in of each, how it stands, and whether a search finds it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from core.checks.severity import SEVERITIES
from core.initials import sounds_like
from core.unit import CODES, Unit
from core.unit_state import MISSING as NOT_HANDED_IN
from core.unit_state import UnitState, status_word
from gui import flags
from gui.style import SEVERITY_RANK

if TYPE_CHECKING:
    from core.store.glance import Glance
    from core.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = flags.OWN_ROLE
"""The `UnitLine` of a row."""
MISSING, PRESENT, WAITING, EXEMPT = "缺", "有", "待", "免"
OVERDUE, EXCUSED = "逾期未报", "免报"


class UnitLine:
    """A row: the unit's state and, for each annex code, how its forms stand.

    A mark is 缺, 免 (need not come), 有, 待 (not checked yet) or the worst severity still open;
    `numbers` count, code by code, the forms of that kind or the findings of that severity.
    `late`: it came after the deadline, or has not come and the deadline is past.

    It never changes. It is no tuple, because Qt would hand on a list, and written out, because
    for it alone `dataclasses` would be loaded before the first page.
    """

    __slots__ = ("late", "marks", "numbers", "received", "state", "unit")

    def __init__(
        self,
        state: UnitState,
        marks: tuple[tuple[str, str], ...],
        numbers: tuple[int, ...] = (),
        unit: Unit | None = None,
        received: dt.date | None = None,
        *,
        late: bool = False,
    ) -> None:
        self.state, self.marks, self.numbers = state, marks, numbers
        self.unit = Unit("") if unit is None else unit
        self.received, self.late = received, late

    def __eq__(self, other: object) -> bool:
        same = ((getattr(self, name), getattr(other, name)) for name in self.__slots__)
        return isinstance(other, UnitLine) and all(mine == its for mine, its in same)

    def __hash__(self) -> int:
        return hash((self.state, self.marks))

    @property
    def key(self) -> str:
        return self.state.key

    @property
    def status(self) -> str:
        """未报, 逾期未报, 免报, 已报, 退回, 重报 or 通过."""
        if self.state.status != NOT_HANDED_IN:
            return self.state.status
        if self.unit.excused:
            return EXCUSED
        return OVERDUE if self.late else NOT_HANDED_IN

    @property
    def lacks(self) -> tuple[str, ...]:
        """The required forms that are missing of a unit that has handed in."""
        return self.unit.lacks(self.state.forms) if self.state.forms else ()

    @property
    def checked(self) -> bool:
        """Whether its findings are known."""
        return all(mark != WAITING for _, mark in self.marks)

    @property
    def tip(self) -> str:
        from core.forms import FORMS  # noqa: PLC0415 — not needed to show the list

        lines = [self.state.name, f"状态：{self.status}{'（迟报）' if self._came_late else ''}"]
        for code, mark in self.marks:
            lines.append(f"附件{code[1:]} {FORMS[code].NAME}：{_WORDS.get(mark, f'有{mark}')}")
        if self.state.score is not None:
            grade = self.state.reviewed_grade or self.state.grade
            lines.append(f"得分 {self.state.score}　等次 {grade or '—'}")
        if self.unit.contact or self.unit.phone:
            lines.append(f"联系人 {self.unit.contact} {self.unit.phone}".rstrip())
        return "\n".join(lines)

    @property
    def _came_late(self) -> bool:
        return self.late and bool(self.state.forms)

    def found(self, text: str) -> bool:
        """Whether a search for this finds it: name, other names, code, 主管部门, initials."""
        wanted = "".join(text.split())
        unit = self.unit
        said = (self.state.name, unit.code, unit.authority, unit.contact, *unit.aliases)
        if not wanted or any(wanted in words for words in said):
            return True
        return wanted.isascii() and wanted.isalpha() and sounds_like(self.state.name, wanted)


_WORDS = {MISSING: "未报送", PRESENT: "已报送", WAITING: "已报送", EXEMPT: "不需报送"}


class Calendar(NamedTuple):
    """What tells who is late: the deadline of the year, the days of receipt by key, and today."""

    deadline: dt.date | None
    received: dict[str, dt.date]
    today: dt.date

    def late(self, key: str) -> bool:
        """Whether it came after the deadline or is still to come."""
        return self.deadline is not None and self.received.get(key, self.today) > self.deadline


def calendar_of(workspace: Workspace, year: int) -> Calendar:
    """The calendar of a year as it stands today."""
    today = dt.datetime.now().astimezone().date()
    return Calendar(workspace.deadline(year), workspace.received(), today)


def unit_lines(workspace: Workspace, year: int) -> tuple[UnitLine, ...]:
    """The rows of a year, everything checked."""
    calendar = calendar_of(workspace, year)
    return tuple(unit_line(workspace, state.key, calendar) for state in workspace.units(year))


def unit_line(workspace: Workspace, key: str, calendar: Calendar) -> UnitLine:
    """The row of a unit, checked."""
    state = workspace.unit_state(key)
    open_ = [
        (item.finding.place.form.partition("#")[0], item.finding.severity)
        for item in (workspace.standing(key) if state.forms else ())
        if not item.settled
    ]
    unit = workspace.unit(state.name)
    marks, numbers = [], []
    for code in CODES:
        severities = [severity for form, severity in open_ if form == code]
        worst = max(
            set(severities) & set(SEVERITIES[:2]), key=SEVERITY_RANK.__getitem__, default=PRESENT
        )
        mark = worst if code in state.forms else _absent(unit, code)
        marks.append((code, mark))
        numbers.append(severities.count(worst) or state.forms.count(code))
    return _dated(UnitLine(state, tuple(marks), tuple(numbers), unit), calendar)


def unchecked_line(workspace: Workspace, key: str, calendar: Calendar) -> UnitLine:
    """The row of a unit without its findings and scores, which take longer."""
    year, _, name = key.partition("/")
    submission = workspace.submission(key)
    state = UnitState(name, int(year))
    if submission is not None:
        forms = tuple(form.code for form in submission.forms)
        returns, status = len(submission.returns), status_word(submission)
        state = UnitState(name, int(year), forms, returns=returns, status=status)
    return _waiting_line(workspace.unit(name), state, calendar)


def glanced_lines(seen: Glance, today: dt.date) -> tuple[UnitLine, ...]:
    """The rows of a year at which was only glanced: the same as `unchecked_line` gives."""
    calendar = Calendar(seen.deadline, seen.received, today)
    return tuple(_waiting_line(unit, state, calendar) for unit, state in seen.units)


def _waiting_line(unit: Unit, state: UnitState, calendar: Calendar) -> UnitLine:
    forms = state.forms
    marks = tuple((code, WAITING if code in forms else _absent(unit, code)) for code in CODES)
    return _dated(UnitLine(state, marks, tuple(map(forms.count, CODES)), unit), calendar)


def _absent(unit: Unit, code: str) -> str:
    return EXEMPT if code in unit.exempt else MISSING


def _dated(line: UnitLine, calendar: Calendar) -> UnitLine:
    return UnitLine(
        line.state,
        line.marks,
        line.numbers,
        line.unit,
        calendar.received.get(line.key),
        late=calendar.late(line.key) and not line.unit.excused,
    )


class UnitsModel(QAbstractListModel):
    """Rows of units; shows what `unit_lines` says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[UnitLine, ...] = ()

    def show(self, lines: tuple[UnitLine, ...]) -> None:
        """Take over new rows; the same units in the same order keep their rows."""
        if [line.key for line in lines] != [line.key for line in self.lines]:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        old, self.lines = self.lines, lines
        for row, (before, after) in enumerate(zip(old, lines, strict=True)):
            # The list lays all its rows out again whenever one is said to have changed.
            if before is not after and _shown(before) != _shown(after):
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, key: str | None) -> int:
        """The row of a submission, -1 when it has none."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = flags.DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case flags.DISPLAY_ROLE:
                return line.state.name
            case flags.TIP_ROLE:
                return line.tip
            case flags.SPOKEN_ROLE:
                return _spoken(line)
            case flags.OWN_ROLE:
                return line
        return None


def _shown(line: UnitLine) -> tuple[object, ...]:
    """All of a unit that the list shows, says and searches; its tip is asked for on hover."""
    return line.marks, line.numbers, line.status, bool(line.state.forms), line.unit


def _spoken(line: UnitLine) -> str:
    """The unit with what its marks show: how it stands, and where something is still open."""
    found = [
        f"附件{code[1:]} {number}个{mark}"
        for (code, mark), number in zip(line.marks, line.numbers, strict=True)
        if mark in SEVERITIES
    ]
    lacks = [f"缺附件{code[1:]}" for code in line.lacks]
    return "，".join([line.state.name, line.status, *found, *lacks])

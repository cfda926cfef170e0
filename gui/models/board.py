"""The year board: units by forms, what each chip lets through, and what is to be done next."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
)

from core.unit import CODES, REQUIRED
from core.unit_state import AGAIN, HANDED_IN, SENT_BACK, THROUGH
from gui import flags, style
from gui.models.units import (
    EXCUSED,
    EXEMPT,
    LINE_ROLE,
    MISSING,
    OVERDUE,
    PRESENT,
    WAITING,
    UnitLine,
)

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

Index = QModelIndex | QPersistentModelIndex
MARK_ROLE = flags.OWN_ROLE + 1
"""The mark of a form's cell, or the status; None in other columns."""
NOT_YET = "未报"
STATUSES = (OVERDUE, NOT_YET, SENT_BACK, AGAIN, HANDED_IN, THROUGH, EXCUSED)
"""In the order in which they need the clerk."""


class Column(NamedTuple):
    """A column: its head, what it shows of a unit, and what it is sorted by."""

    title: str
    shows: Callable[[UnitLine], str]
    rank: Callable[[UnitLine], Any]
    help: str = ""
    left: bool = False


class Sift(NamedTuple):
    """A chip: its word, which units it lets through, and what it means."""

    word: str
    lets: Callable[[UnitLine], bool]
    help: str


SIFTS = (
    Sift("全部", lambda line: True, "名单上的全部单位"),
    Sift(NOT_YET, lambda line: line.status in {NOT_YET, OVERDUE}, "还没有报送"),
    Sift("逾期", lambda line: line.late, "过了期限还没有报，或者迟报"),
    Sift("缺表", lambda line: bool(line.lacks), "已经报送，但缺附件1、2或4"),
    Sift("有错误", lambda line: bool(line.state.open_errors), "有没有处理的错误"),
    Sift("待审", lambda line: line.status in {HANDED_IN, AGAIN}, "还没有通过或退回"),
    Sift(SENT_BACK, lambda line: line.status == SENT_BACK, "退回修改，还没有重报"),
    Sift(AGAIN, lambda line: line.status == AGAIN, "退回后又报来，等着复核"),
    Sift(THROUGH, lambda line: line.status == THROUGH, "审核通过"),
    Sift(EXCUSED, lambda line: line.status == EXCUSED, "不需要报送"),
)


def _form_text(line: UnitLine, place: int) -> str:
    code, mark = line.marks[place]
    number = line.numbers[place] if line.numbers else 0
    if mark == MISSING:
        return "缺" if code in REQUIRED and line.status != EXCUSED else "—"
    if mark == EXEMPT:
        return "免"
    if mark in {PRESENT, WAITING}:
        return str(number) if number > 1 else "✓"
    return f"{mark[0]}{number}"


def _form_rank(line: UnitLine, place: int) -> tuple[int, int]:
    ranks = {MISSING: 1, "错误": 0, "警告": 2, WAITING: 3, PRESENT: 4, EXEMPT: 5}
    number = line.numbers[place] if line.numbers else 0
    return ranks[line.marks[place][1]], -number


def _form(place: int, code: str) -> Column:
    return Column(
        f"附件{code[1:]}",
        lambda line: _form_text(line, place),
        lambda line: _form_rank(line, place),
    )


def _number(value: int) -> str:
    return str(value) if value else ""


def _score(line: UnitLine) -> str:
    if line.state.score is None:
        return ""
    from core.number import plain  # noqa: PLC0415 — not needed before anything is scored

    return plain(line.state.score)


def _score_rank(line: UnitLine) -> Any:
    """The best first, those without a score last."""
    return -line.state.score if line.state.score else 1


def _grade(line: UnitLine) -> str:
    return line.state.reviewed_grade or line.state.grade or ""


COLUMNS = (
    Column("单位", lambda line: line.state.name, lambda line: line.state.name, left=True),
    Column("代码", lambda line: line.unit.code, lambda line: line.unit.code),
    Column("主管部门", lambda line: line.unit.authority, lambda line: line.unit.authority,
           left=True),
    *(_form(place, code) for place, code in enumerate(CODES)),
    Column("状态", lambda line: line.status, lambda line: STATUSES.index(line.status)),
    Column("错误", lambda line: _number(line.state.open_errors),
           lambda line: -line.state.open_errors, "没有处理的错误"),
    Column("警告", lambda line: _number(line.state.open_warnings),
           lambda line: -line.state.open_warnings, "没有处理的警告"),
    Column("退回", lambda line: _number(line.state.returns), lambda line: -line.state.returns,
           "退回过几次"),
    Column("报送日期", lambda line: str(line.received or ""),
           lambda line: str(line.received or "9999"), "第一次导入的日期"),
    Column("得分", _score, _score_rank, "复核得分，没有复核的为复算得分"),
    Column("等次", _grade, _score_rank),
    Column("联系人", lambda line: line.unit.contact, lambda line: line.unit.contact, left=True),
    Column("电话", lambda line: line.unit.phone, lambda line: line.unit.phone, left=True),
)  # fmt: skip
NAME, CODE, AUTHORITY = 0, 1, 2
FIRST_FORM = 3
STATUS = FIRST_FORM + len(CODES)
ERRORS, WARNINGS, RETURNS, RECEIVED, SCORE, GRADE, CONTACT, PHONE = range(STATUS + 1, len(COLUMNS))
OFTEN_EMPTY = (CODE, AUTHORITY, RETURNS, CONTACT, PHONE)
"""Shown when a unit has something to say in them: before there is a list, most have not."""


class Seen(NamedTuple):
    """The year that the board shows. `years` are those to choose from, the latest first."""

    years: tuple[int, ...] = ()
    year: int | None = None
    deadline: dt.date | None = None
    lines: tuple[UnitLine, ...] = ()


class Progress(NamedTuple):
    """How far the year is: units by what has become of them; the excused are not expected."""

    expected: int
    passed: int
    waiting: int
    returned: int
    missing: int
    overdue: int
    excused: int

    @property
    def handed_in(self) -> int:
        return self.expected - self.missing

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What the bar is made of, from the left."""
        return ((THROUGH, self.passed), (HANDED_IN, self.waiting), (SENT_BACK, self.returned))


def progress(lines: Sequence[UnitLine]) -> Progress:
    """The counts of a year."""
    words = [line.status for line in lines]
    overdue, excused = words.count(OVERDUE), words.count(EXCUSED)
    return Progress(
        len(words) - excused,
        words.count(THROUGH),
        words.count(HANDED_IN) + words.count(AGAIN),
        words.count(SENT_BACK),
        words.count(NOT_YET) + overdue,
        overdue,
        excused,
    )


def next_task(lines: Sequence[UnitLine], key: str | None) -> UnitLine | None:
    """The unit to take up after the one with this key, round about.

    First those that came again after a return, then those with open errors, then those that wait
    for a decision; None when every unit that handed in is passed or returned.
    """
    here = next((place for place, line in enumerate(lines) if line.key == key), -1)
    others = [*lines[here + 1 :], *lines[: here + 1]]
    waiting = [line for line in others if line.status in {HANDED_IN, AGAIN}]
    ranked = sorted(waiting, key=lambda line: (line.key == key, _urgency(line)))
    return ranked[0] if ranked else None


def _urgency(line: UnitLine) -> int:
    if line.status == AGAIN:
        return 0
    return 1 if line.state.open_errors else 2


class BoardModel(QAbstractTableModel):
    """A row for each unit that the chip and the search let through, sorted by any column.

    All in one model, since a proxy asks twice as much of Python for every cell that is painted.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[UnitLine, ...] = ()
        """All units, in the county's order."""
        self._rows: tuple[UnitLine, ...] = ()
        self._sift = SIFTS[0]
        self._text = ""
        self._order: tuple[int, bool] | None = None
        """The column to sort by, and whether downwards."""

    def show(self, lines: tuple[UnitLine, ...]) -> None:
        """Take over new lines; a unit that is still shown keeps its selection."""
        self.lines = lines
        self._arrange()

    def sift(self, sift: Sift) -> None:
        """Let the units of a chip through."""
        self._sift = sift
        self._arrange()

    def search(self, text: str) -> None:
        """Let the units through that a search finds."""
        self._text = text
        self._arrange()

    def sort(self, column: int, order: "Qt.SortOrder | None" = None) -> None:
        """Sort by a column, upwards unless told; by none (-1) is the county's order."""
        down = order == QtCore.Qt.SortOrder.DescendingOrder
        self._order = (column, down) if column >= 0 else None
        self._arrange()

    def _arrange(self) -> None:
        old = self._rows
        rows = [line for line in self.lines if self._sift.lets(line) and line.found(self._text)]
        if self._order is not None:
            rows.sort(key=COLUMNS[self._order[0]].rank, reverse=self._order[1])
        if [line.key for line in rows] != [line.key for line in old]:
            self._move(tuple(rows))
            return
        self._rows = tuple(rows)
        last = len(COLUMNS) - 1
        for row, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before is not after and before != after:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def _move(self, rows: tuple[UnitLine, ...]) -> None:
        """Other rows, or in another order: what is selected or current goes with its unit."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys = [self._rows[index.row()].key for index in held]
        self._rows = rows
        places = {line.key: row for row, line in enumerate(rows)}
        moved = [
            self.index(places[key], index.column()) if key in places else QModelIndex()
            for key, index in zip(keys, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def row_of(self, key: str | None) -> int:
        """The row of a unit, -1 when it has none."""
        return next((row for row, line in enumerate(self._rows) if line.key == key), -1)

    def cell(self, row: int, column: int) -> tuple[str, str | None, int]:
        """What is painted of a cell: its words, the mark under them, and where they stand."""
        line = self._rows[row]
        return COLUMNS[column].shows(line), _mark(line, column), _ALIGNMENTS[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: "Qt.Orientation", role: int = flags.DISPLAY_ROLE
    ) -> Any:
        if orientation != QtCore.Qt.Orientation.Horizontal:
            return None
        if role == flags.DISPLAY_ROLE:
            return COLUMNS[section].title
        if role == flags.TIP_ROLE:
            return COLUMNS[section].help or _form_name(section)
        if role == flags.ALIGNMENT_ROLE:
            return _ALIGNMENTS[section]
        return None

    def data(self, index: Index, role: int = flags.DISPLAY_ROLE) -> Any:
        answer = _ANSWERS.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self._rows[index.row()], index.column())


def _mark(line: UnitLine, column: int) -> str | None:
    if FIRST_FORM <= column < STATUS:
        return line.marks[column - FIRST_FORM][1]
    return line.status if column == STATUS else None


def _form_name(column: int) -> str | None:
    """The whole name of the form that a column is for."""
    if not FIRST_FORM <= column < STATUS:
        return None
    from core.forms import FORMS  # noqa: PLC0415 — not needed to show the board

    return FORMS[CODES[column - FIRST_FORM]].NAME


def _spoken(line: UnitLine, column: int) -> str:
    """A cell with the head of its column; signs in words."""
    text = COLUMNS[column].shows(line)
    return f"{COLUMNS[column].title} {_SIGNS.get(text, text)}"


_SIGNS = {"": "空", "✓": "已报", "—": "没有"}
_ALIGNMENTS = tuple(flags.LEFT if column.left else flags.CENTRED for column in COLUMNS)
_ANSWERS: dict[int, Callable[[UnitLine, int], Any]] = {
    flags.DISPLAY_ROLE: lambda line, column: COLUMNS[column].shows(line),
    flags.TIP_ROLE: lambda line, column: style.tip(line.tip),
    flags.SPOKEN_ROLE: _spoken,
    flags.ALIGNMENT_ROLE: lambda line, column: _ALIGNMENTS[column],
    LINE_ROLE: lambda line, column: line,
    MARK_ROLE: _mark,
}
"""What a cell says to each role. Every painted cell asks ten of them, most in vain."""

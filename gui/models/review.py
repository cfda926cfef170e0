"""What was read from the files, before anything is stored: the clerk ticks and corrects."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from core.intake import FileReading
from core.intake.leftover import TABLE
from core.schema.kinds import YEAR
from core.submission import Filled
from gui import style
from gui.spoken import cell_words
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex
HEADS = ("文件", "单位", "年度", "表", "已识读", "请核对", "未识读", "说明")
FILE, UNIT_COLUMN, YEAR_COLUMN, FORMS, READ, DOUBTS, UNREAD, SAYS = range(len(HEADS))


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """The forms of a file with the unit and year they will be stored under, if they are.

    A file that holds the forms of several units has a line for each. `named` is what the file calls
    its unit; `guessed` that this is only like the unit it is put down to. `offered` are the forms
    as read when only a part of them was accepted. `pages` says that a file that was not read can be
    looked at; `typing` that its forms are empty, to be typed beside them.
    """

    reading: FileReading
    forms: tuple[Filled, ...]
    unit: str
    year: int | None
    take: bool
    says: str = ""
    named: str = ""
    offered: tuple[Filled, ...] = ()
    guessed: bool = False
    pages: bool = False
    typing: bool = False

    @property
    def open_questions(self) -> bool:
        """Whether a table of it is unknown or a cell of its forms unread: a layout may help."""
        strange = any(item.kind == TABLE for item in self.reading.leftovers)
        return strange or self.unread > 0

    @property
    def locked(self) -> bool:
        """Whether a password would open it."""
        problem = self.reading.problem
        return problem is not None and problem.code == "encrypted"

    @property
    def ready(self) -> bool:
        """Whether it can be stored: read, and its unit and year are known."""
        return bool(self.forms) and bool(self.unit) and self.year is not None

    @property
    def as_read(self) -> tuple[Filled, ...]:
        """The forms as the file has them."""
        return self.offered or self.forms

    @property
    def codes(self) -> str:
        """附件1、2、3（3张）; — without forms."""
        found = Counter(form.code[1:] for form in self.forms)
        said = (number + (f"（{count}张）" if count > 1 else "") for number, count in found.items())
        return "附件" + "、".join(said) if found else "—"

    @property
    def read(self) -> int:
        """How many fields were read as they stand."""
        return sum(
            1
            for form in self.forms
            for at, source in form.sources.items()
            if source.doubt is None and at not in form.unread
        )

    @property
    def doubts(self) -> int:
        """How many more were mended or guessed."""
        return sum(
            1
            for form in self.forms
            for at, source in form.sources.items()
            if source.doubt is not None and at not in form.unread
        )

    @property
    def unread(self) -> int:
        """How many cells could not be understood."""
        return sum(len(form.unread) for form in self.forms)


class ReviewModel(QAbstractTableModel):
    """The review list; ticks, units and years are changed in place."""

    edited = Signal()

    def __init__(self, lines: Sequence[ReviewLine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines = tuple(lines)

    @property
    def taken(self) -> tuple[ReviewLine, ...]:
        return tuple(line for line in self.lines if line.take and line.ready)

    def put_lines(self, lines: Sequence[ReviewLine]) -> None:
        """Show other lines, of files that were read again."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()
        self.edited.emit()

    def replace(self, row: int, after: ReviewLine) -> None:
        """Put another line in place of one."""
        self.lines = (*self.lines[:row], after, *self.lines[row + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))
        self.edited.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(  # noqa: PLR0911 — a case for each role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return _text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return style.tip(line.says if column == SAYS else str(line.reading.path))
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell_words(self, index)
            case Qt.ItemDataRole.CheckStateRole if column == FILE:
                return Qt.CheckState.Checked if line.take else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole:
                return _ink(line, column)
            case Qt.ItemDataRole.BackgroundRole if line.forms and (
                (column == UNIT_COLUMN and (not line.unit or (line.guessed and not line.take)))
                or (column == YEAR_COLUMN and line.year is None)
            ):
                return QColor(THEME.doubt_soft)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == FILE and line.forms:
            after = dataclasses.replace(line, take=Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and column == UNIT_COLUMN:
            told = dataclasses.replace(line, unit=str(value).strip(), guessed=False)
            after = dataclasses.replace(told, take=line.take or line.guessed)
        elif role == Qt.ItemDataRole.EditRole and column == YEAR_COLUMN:
            after = dataclasses.replace(line, year=YEAR.parse(str(value)).value)
        else:
            return False
        if after != line:
            self.replace(index.row(), after)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid() or not self.lines[index.row()].forms:
            return flags & ~Qt.ItemFlag.ItemIsEditable
        if index.column() == FILE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in {UNIT_COLUMN, YEAR_COLUMN}:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags


def _text(line: ReviewLine, column: int) -> str:
    if column == FILE:
        return line.reading.name
    if column == SAYS:
        return line.says
    if column == UNIT_COLUMN:
        return line.unit
    if column == YEAR_COLUMN:
        return "" if line.year is None else str(line.year)
    if not line.forms or (line.typing and column != FORMS):
        return "—"
    numbers = {FORMS: line.codes, READ: line.read, DOUBTS: line.doubts, UNREAD: line.unread}
    return str(numbers[column])


def _ink(line: ReviewLine, column: int) -> QColor | None:
    if column == SAYS and line.reading.problem is not None:
        return QColor(THEME.error)
    if not line.forms:
        return QColor(THEME.faint)
    if column in {DOUBTS, UNREAD} and not (line.doubts if column == DOUBTS else line.unread):
        return QColor(THEME.faint)
    if (column == UNREAD and line.unread) or (column == DOUBTS and line.doubts):
        return QColor(THEME.warning)
    return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    middle = {YEAR_COLUMN, READ, DOUBTS, UNREAD}
    side = Qt.AlignmentFlag.AlignHCenter if column in middle else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

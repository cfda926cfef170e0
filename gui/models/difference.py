"""The differences of a new version, each to be accepted or not."""

from __future__ import annotations

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

from core.differ import ADDED, REMOVED, Difference
from core.resubmission import Comparison
from gui import style
from gui.models.marks import annex_of
from gui.spoken import cell_words
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex
HEADS = ("附件", "位置", "原报", "新报")
FORM, PLACE, BEFORE, AFTER = range(len(HEADS))


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference in the form of this key of the new version."""

    form: str
    difference: Difference


class DifferenceModel(QAbstractTableModel):
    """All differences of a comparison in the order of the forms; ticked ones are accepted."""

    edited = Signal()

    def __init__(self, comparison: Comparison, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = tuple(pair.new.key for pair in comparison.forms if pair.old is not None)
        self.lines = tuple(
            DifferenceLine(pair.new.key, difference)
            for pair in comparison.forms
            for difference in pair.differences
        )
        self._refused: frozenset[int] = frozenset()

    @property
    def accepted(self) -> dict[str, tuple[Difference, ...]]:
        """The accepted differences by form."""
        return {
            form: tuple(
                line.difference
                for row, line in enumerate(self.lines)
                if line.form == form and row not in self._refused
            )
            for form in self._forms
        }

    @property
    def count(self) -> int:
        """How many are accepted."""
        return len(self.lines) - len(self._refused)

    def accept(self, rows: set[int], *, accepted: bool) -> None:
        """Accept the differences in these rows, or refuse them."""
        self._refused = self._refused - rows if accepted else self._refused | rows
        if self.lines:
            self.dataChanged.emit(
                self.index(0, FORM), self.index(len(self.lines) - 1, len(HEADS) - 1)
            )
        self.edited.emit()

    def takes(self, row: int) -> bool:
        return row not in self._refused

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(  # noqa: PLR0911 — a case for each role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        taken = index.row() not in self._refused
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return style.tip(_text(line, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell_words(self, index)
            case Qt.ItemDataRole.CheckStateRole if column == FORM:
                return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.BackgroundRole if column == (AFTER if taken else BEFORE):
                return QColor(THEME.good_soft)
            case Qt.ItemDataRole.ForegroundRole if column == (BEFORE if taken else AFTER):
                return QColor(THEME.muted)
            case Qt.ItemDataRole.UserRole:
                return line
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != FORM:
            return False
        self.accept({index.row()}, accepted=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == FORM else flags


def _text(line: DifferenceLine, column: int) -> str:
    one = line.difference
    if column == FORM:
        return annex_of(line.form)
    if column == PLACE:
        return one.words
    absent = {ADDED: "（没有这一行）", REMOVED: "（删去了这一行）"}.get(one.kind, "（空）")
    return (one.before if column == BEFORE else one.after) or absent

"""A table inside a report, as a small grid that can be edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.address import At
from core.forms.report import Table, TableRow
from core.schema.form import get, specs_of
from core.submission import Filled
from gui.spoken import cell_words
from gui.style import THEME

Index = QModelIndex | QPersistentModelIndex
AT_ROLE = Qt.ItemDataRole.UserRole
_FIELDS = tuple(specs_of(TableRow).items())


class TableModel(QAbstractTableModel):
    """The rows of `tables.N`; what is typed goes to `enter`, and comes back by `show`."""

    def __init__(
        self, items: At, enter: Callable[[At, str], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._items = items
        self._enter = enter
        self._filled: Filled | None = None
        self._rows = 0

    def show(self, filled: Filled) -> None:
        """Take over the form; rows come and go at the end, changed cells change in place."""
        before, self._filled = self._filled, filled
        count = len(self._table(filled).rows)
        if count > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, count - 1)
            self._rows = count
            self.endInsertRows()
        elif count < self._rows:
            self.beginRemoveRows(QModelIndex(), count, self._rows - 1)
            self._rows = count
            self.endRemoveRows()
        for row in range(count):
            for column in range(len(_FIELDS)):
                at = self.at(row, column)
                if before is None or _shown(before, at) != _shown(filled, at):
                    self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def at(self, row: int, column: int) -> At:
        return self._items.child("rows", row, _FIELDS[column][0])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        spec = _FIELDS[section][1]
        return f"{spec.label}\n（{spec.unit}）" if spec.unit else spec.label

    def data(  # noqa: PLR0911 — a case for each role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid() or self._filled is None:
            return None
        at = self.at(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._filled.text(at)
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell_words(self, index)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.BackgroundRole if at in self._filled.unread:
                return QColor(THEME.unread_soft)
            case Qt.ItemDataRole.ToolTipRole if at in self._filled.unread:
                return self._filled.unread[at].why
            case Qt.ItemDataRole.UserRole:
                return at
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self._enter(self.at(index.row(), index.column()), str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable

    def _table(self, filled: Filled) -> Table:
        table = get(filled.record, self._items)
        assert isinstance(table, Table)
        return table


def _shown(filled: Filled, at: At) -> str | None:
    """The text at a place, None where an earlier record has no such row."""
    try:
        return filled.text(at)
    except IndexError:
        return None

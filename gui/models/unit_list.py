"""The county's list of units as a table to type in; the empty last row takes a new unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from core.intake.unit_list import exempt_of, exempt_words, names_of
from core.text import clean
from core.unit import Unit, joined
from gui.spoken import cell_words

Index = QModelIndex | QPersistentModelIndex
HEADS = ("单位", "代码", "主管部门", "联系人", "电话", "单位性质", "别名", "免报")
_FIELDS = ("name", "code", "authority", "contact", "phone", "kind", "aliases", "exempt")
NAME = 0
_WRITE: dict[str, Callable[[str], Any]] = {"aliases": names_of, "exempt": exempt_of}
_HELP = {
    "aliases": "文件里的其他叫法，用顿号隔开；导入时按这些名称也认得出",
    "exempt": "不需要报的附件，如“附件3、5”；全部不用报填“全部”",
}


class UnitListModel(QAbstractTableModel):
    """The list while it is worked on; nothing is stored from here."""

    edited = Signal()

    def __init__(self, units: Sequence[Unit], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.units = tuple(units)

    def merge(self, units: Iterable[Unit]) -> int:
        """Put units at the end; those that are there learn what is new. How many came."""
        known = {unit.name: unit for unit in self.units}
        for unit in units:
            known[unit.name] = joined(known[unit.name], unit) if unit.name in known else unit
        added = len(known) - len(self.units)
        self._reset(tuple(known.values()))
        return added

    def remove(self, rows: Iterable[int]) -> None:
        """Take units off the list."""
        gone = set(rows)
        self._reset(tuple(unit for row, unit in enumerate(self.units) if row not in gone))

    def _reset(self, units: tuple[Unit, ...]) -> None:
        self.beginResetModel()
        self.units = units
        self.endResetModel()
        self.edited.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.units) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.ToolTipRole:
                return _HELP.get(_FIELDS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(  # noqa: PLR0911 — a case for each role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _HELP.get(_FIELDS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_words(self, index)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return None
        if index.row() == len(self.units):
            return "" if index.column() or role == Qt.ItemDataRole.EditRole else "（新单位）"
        value = getattr(self.units[index.row()], _FIELDS[index.column()])
        if _FIELDS[index.column()] == "exempt":
            return exempt_words(value)
        return "、".join(value) if isinstance(value, tuple) else value

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        field, text = _FIELDS[index.column()], clean(str(value))
        if index.row() == len(self.units):
            return self._begin(text) if index.column() == NAME and text else False
        others = {unit.name for unit in self.units} - {self.units[index.row()].name}
        if field == "name" and (not text or text in others):
            return False
        changed = {field: _WRITE.get(field, str)(text)}
        unit = self.units[index.row()]._replace(**changed)
        self.units = (*self.units[: index.row()], unit, *self.units[index.row() + 1 :])
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def _begin(self, name: str) -> bool:
        if name in {unit.name for unit in self.units}:
            return False
        self.beginInsertRows(QModelIndex(), len(self.units), len(self.units))
        self.units = (*self.units, Unit(name))
        self.endInsertRows()
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        new = index.row() == len(self.units)
        return flags if new and index.column() != NAME else flags | Qt.ItemFlag.ItemIsEditable

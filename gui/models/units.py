"""The unit list of a year: each unit with the state of its five forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.checks.finding import SEVERITIES
from core.forms import FORMS
from core.workspace import UnitState, Workspace
from gui.style import SEVERITY_RANK

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
"""The `UnitLine` of a row."""
MISSING, PRESENT = "缺", "有"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A row: the unit's state and, for each annex code, 缺, 有 or the worst severity found."""

    state: UnitState
    marks: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        return self.state.key

    @property
    def tip(self) -> str:
        lines = [self.state.name]
        for code, mark in self.marks:
            lines.append(f"附件{code[1:]} {FORMS[code].NAME}：{_WORDS.get(mark, f'有{mark}')}")
        if self.state.score is not None:
            lines.append(f"得分 {self.state.score}　等次 {self.state.grade or '—'}")
        return "\n".join(lines)


_WORDS = {MISSING: "未报送", PRESENT: "已报送"}


def unit_lines(workspace: Workspace, year: int) -> tuple[UnitLine, ...]:
    """The rows of a year, as the workspace knows them."""
    return tuple(
        UnitLine(state, tuple((code, _mark(workspace, state, code)) for code in FORMS))
        for state in workspace.units(year)
    )


def _mark(workspace: Workspace, state: UnitState, code: str) -> str:
    if code not in state.forms:
        return MISSING
    found = {
        finding.severity
        for finding in workspace.assessment(state.key).findings
        if finding.place.form.partition("#")[0] == code
    }
    return max(found & set(SEVERITIES[:2]), key=SEVERITY_RANK.__getitem__, default=PRESENT)


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
            if before != after:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, key: str | None) -> int:
        """The row of a submission, -1 when it has none."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.state.name
            case Qt.ItemDataRole.ToolTipRole:
                return line.tip
            case Qt.ItemDataRole.UserRole:
                return line
        return None

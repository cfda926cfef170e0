"""The findings of a submission, as a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.checks.finding import Finding
from gui import style

Index = QModelIndex | QPersistentModelIndex
FINDING_ROLE = Qt.ItemDataRole.UserRole


class FindingsModel(QAbstractListModel):
    """Findings in the order of the catalogue, those of switched-off severities left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Finding, ...] = ()
        self.shown: tuple[Finding, ...] = ()
        self._severity: str | None = None

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Take over new findings."""
        self.all = findings
        self._sift()

    def filter(self, severity: str | None) -> None:
        """Show one severity only, or all."""
        self._severity = severity
        self._sift()

    def _sift(self) -> None:
        shown = tuple(f for f in self.all if self._severity in {None, f.severity})
        if shown == self.shown:
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        finding = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return finding.message
            case Qt.ItemDataRole.ToolTipRole:
                basis = f"\n依据：{finding.basis}" if finding.basis else ""
                return style.tip(f"{finding.check} {finding.title}\n{finding.message}{basis}")
            case Qt.ItemDataRole.UserRole:
                return finding
        return None

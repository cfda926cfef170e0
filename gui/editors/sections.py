"""The parts of a report as a list: cover, sections, tables, each in the colour of its findings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidgetItem, QWidget

from core.address import At
from core.checks.finding import Finding
from core.forms import Report
from gui import style
from gui.editors.wrapped import WrappedList
from gui.style import SEVERITY_INK, SEVERITY_RANK, THEME

COVER = At("title")
"""Stands for the cover as a whole."""


class SectionList(WrappedList):
    """Each line is a place in the report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("章节")

    def fill(self, form: str, record: Report, findings: Sequence[Finding]) -> None:
        """Show the parts of a report; nobody is told that the current line has changed."""
        blocker = QSignalBlocker(self)
        self.clear()
        found = [
            (place.at, each.severity)
            for each in findings
            for place in each.places
            if place.form == form
        ]
        self._add("封面与落款", COVER, found)
        for index, section in enumerate(record.sections):
            name = section.heading or f"（第{index + 1}节）"
            self._add(name, At.of("sections", index), found)
        for index, table in enumerate(record.tables):
            self._add(f"表：{table.title or index + 1}", At.of("tables", index), found)
        blocker.unblock()

    def _add(self, text: str, entry: At, found: Sequence[tuple[At, str]]) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, entry)
        item.setToolTip(style.tip(text))
        severities = [severity for at, severity in found if at.within(entry)]
        if severities:
            worst = max(severities, key=SEVERITY_RANK.__getitem__)
            said = f"{len(severities)} 个问题，最重的是{worst}"
            item.setForeground(QColor(SEVERITY_INK[worst]))
            item.setToolTip(style.tip(f"{text}\n{said}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}，{said}")
            if THEME.theme.shapes:
                item.setText(f"{text}　{worst}")
        self.addItem(item)

    def entry(self, row: int) -> At | None:
        """The place of a line."""
        item = self.item(row)
        at = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return at if isinstance(at, At) else None

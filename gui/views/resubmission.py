"""A new version beside the old one, cell by cell, with what it cures and what it brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.checks.finding import Finding
from core.differ import Difference
from core.resubmission import Comparison
from gui import style
from gui.editors.wrapped import WrappedList, wrap_cells
from gui.labels import Label
from gui.models.difference import AFTER, BEFORE, FORM, PLACE, DifferenceModel
from gui.style import THEME

_LEAST_ROWS = 4
"""The head and some lines: on a low screen the findings below give way."""
Accepted = dict[str, tuple[Difference, ...]]


class DifferenceTable(QTableView):
    """The differences; the space bar accepts or refuses the selected rows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        if event.key() == Qt.Key.Key_Space and rows and isinstance(model, DifferenceModel):
            model.accept(rows, accepted=not all(map(model.takes, rows)))
            return
        super().keyPressEvent(event)


class FindingList(QWidget):
    """A list of findings under its name and their number."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.head, self.names = Label(), WrappedList()
        self.head.setProperty("role", "heading")
        self.names.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, style.GAP, 0, 0)
        column.setSpacing(style.GAP // 2)
        column.addWidget(self.head)
        column.addWidget(self.names, 1)

    def fill(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self.head.setText(f"{self._title} {len(findings)}")
        self.names.clear()
        for finding in findings:
            message = finding.message.partition("依据：")[0].strip()
            self.names.addItem(f"{finding.severity}　{message}")


class ResubmissionDialog(QDialog):
    """Shows a comparison; `take` is given the accepted differences by form.

    `judge` gives the comparison with only those, so that the findings follow the ticks.
    """

    def __init__(
        self,
        title: str,
        comparison: Comparison,
        judge: Callable[[Accepted], Comparison],
        take: Callable[[Accepted], object] | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.REVIEW)
        self._comparison = comparison
        self._judge = judge
        self._take = take
        self.cured, self.brought, self.kept = (
            FindingList(title) for title in ("消除的问题", "新出现的问题", "仍然存在的问题")
        )
        self.model = DifferenceModel(comparison, self)
        self.table = DifferenceTable()
        self.all_button, self.none_button = QPushButton("全部接受(&A)"), QPushButton("全不接受(&N)")
        self.cancel_button, self.accept_button = QPushButton("取消"), QPushButton()
        self._build()
        self._list(comparison)
        self.model.edited.connect(self._edited)
        self._tell()

    def _build(self) -> None:
        told = Label(self._told())
        told.setWordWrap(True)
        told.setProperty("role", "muted")
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self._dressed_table())
        split.addWidget(self._findings())
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.widget(0).setMinimumHeight(style.ROW_HEIGHT * _LEAST_ROWS)
        foot = QHBoxLayout()
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)
            button.setEnabled(bool(self.model.lines) and self._take is not None)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.accept_button)
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(self._take is not None)
        self.all_button.clicked.connect(self.accept_all)
        self.none_button.clicked.connect(self.accept_none)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        body = QVBoxLayout(self)
        body.setContentsMargins(*[style.WIDE_GAP] * 4)
        body.setSpacing(style.GAP)
        body.addWidget(told)
        body.addWidget(split, 1)
        body.addLayout(foot)
        self.table.setFocus()

    def _dressed_table(self) -> QTableView:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("不同之处")
        table.setShowGrid(True)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.resizeSection(FORM, int(style.ANNEX_COLUMN * THEME.text))
        for column in (PLACE, BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        wrap_cells(table)
        table.verticalHeader().setMaximumSectionSize(style.TALLEST_ROW)
        if self.model.lines:
            table.selectRow(0)
        return table

    def _findings(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.WIDE_GAP)
        for found in (self.cured, self.brought, self.kept):
            row.addWidget(found)
        return box

    def _list(self, comparison: Comparison) -> None:
        self.cured.fill(comparison.cured)
        self.brought.fill(comparison.brought)
        self.kept.fill(comparison.kept)

    @Slot()
    def _edited(self) -> None:
        """What is accepted now goes to the checks anew."""
        self._list(self._judge(self.model.accepted))
        self._tell()

    def _told(self) -> str:
        forms = self._comparison.forms
        codes = Counter(pair.new.code[1:] for pair in forms if pair.old is None)
        new = "、".join(
            f"附件{code}" + (f"（{count} 张）" if count > 1 else "")
            for code, count in codes.items()
        )
        words = [f"共 {self._comparison.count} 处不同。勾上的用新报的，不勾的保留原来的；"]
        words.append("按空格勾选或去掉，行按指标名称和项目对应，不按次序。")
        if new:
            words.append(f"另有原来没有的{new}，整张收下。")
        return "".join(words)

    @Slot()
    def accept_all(self) -> None:
        self.model.accept(set(range(len(self.model.lines))), accepted=True)

    @Slot()
    def accept_none(self) -> None:
        self.model.accept(set(range(len(self.model.lines))), accepted=False)

    @Slot()
    def accept(self) -> None:
        accepted = self.model.accepted
        super().accept()
        if self._take is not None:
            self._take(accepted)

    @Slot()
    def _tell(self) -> None:
        self.accept_button.setText(f"接受 {self.model.count} 处")

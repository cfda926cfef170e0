"""The score panel: totals and grade on top, every score submitted and computed, and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.address import Place
from core.forms import Overall, Project
from core.number import plain, short
from core.submission import Filled
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.models.marks import annex_of
from gui.models.scores import AT_ROLE, HEADS, ScoreLine, ScoresModel, score_lines
from gui.style import THEME


class ScoresView(QFrame):
    """The upper half of the right panel. Of a form without scores it shows those of f2."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self.form: str | None = None
        self.model = ScoresModel(self)
        self.table = QTableView()
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.submitted, self.computed, self.difference, self.grade = (QLabel() for _ in range(4))
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.why.setProperty("role", "caption")
        self.setFocusProxy(self.table)
        self._build()
        self.table.selectionModel().currentChanged.connect(self._current)
        self.table.clicked.connect(self._chosen)
        self.table.activated.connect(self._chosen)
        bridge.changed.connect(self._changed)
        bridge.opened.connect(self.reload)
        bridge.turned.connect(self.reload)
        bridge.located.connect(self._located)
        self.reload()

    def _build(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("得分")
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(HEADS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, style.SCORE_COLUMN)
        header.setHighlightSections(False)
        totals = QGridLayout()
        totals.setContentsMargins(style.WIDE_GAP, 0, style.WIDE_GAP, style.GAP)
        totals.setVerticalSpacing(0)
        for column, (word, label) in enumerate(
            (
                ("自评", self.submitted),
                ("复算", self.computed),
                ("差", self.difference),
                ("等次", self.grade),
            )
        ):
            caption = QLabel(word)
            caption.setProperty("role", "caption")
            label.setProperty("role", "big")
            totals.addWidget(caption, 0, column)
            totals.addWidget(label, 1, column)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, style.GAP, 0, 0)
        column_.setSpacing(style.GAP // 2)
        self.title.setContentsMargins(style.WIDE_GAP, 0, style.WIDE_GAP, 0)
        self.why.setContentsMargins(style.WIDE_GAP, style.GAP, style.WIDE_GAP, style.GAP)
        self.why.setMinimumHeight(style.WHY_HEIGHT)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        column_.addWidget(self.title)
        column_.addLayout(totals)
        column_.addWidget(table, 1)
        column_.addWidget(self.why)

    @Slot()
    def reload(self) -> None:
        """Show the scores of the form that is looked at."""
        filled = self._scored_form()
        assessment = self._bridge.assessment
        scores = assessment.scores.get(filled.key) if assessment and filled else None
        record = filled.record if filled else None
        if filled is None or scores is None or not isinstance(record, Overall | Project):
            self.form = None
            self.model.show(())
            self.title.setText("得分")
            for label in (self.submitted, self.computed, self.difference, self.grade):
                label.setText("—")
            self.difference.setStyleSheet("")
            self.why.setText("")
            return
        self.form = filled.key
        self.model.show(score_lines(record, scores))
        name = record.project if isinstance(record, Project) else None
        self.title.setText(f"得分　{annex_of(filled.key)}" + (f"　{name}" if name else ""))
        total = self.model.lines[-1]
        submitted = total.scored.submitted
        self.submitted.setText("—" if submitted is None else plain(submitted))
        computed = total.scored.computed
        self.computed.setText("—" if computed is None else short(computed))
        difference = total.difference
        sign = "+" if difference and difference > 0 else ""
        compared = total.scored.submitted is not None and total.scored.computed is not None
        word = f"{sign}{short(difference)}" if difference else "0" if compared else "—"
        ink = THEME.error if difference else THEME.good if compared else THEME.ink
        self.difference.setText(word)
        self.difference.setStyleSheet(f"color: {ink}")
        self.grade.setText(scores.grade or "—")
        self._located()
        self._explain(self.table.currentIndex())

    def _scored_form(self) -> Filled | None:
        filled, submission = self._bridge.filled, self._bridge.submission
        if filled is not None and isinstance(filled.record, Overall | Project):
            return filled
        return next(iter(submission.of_code("f2")), None) if submission else None

    @Slot()
    def _located(self) -> None:
        if self._bridge.form == self.form:
            row = self.model.row_of(self._bridge.at)
            if row >= 0 and row != self.table.currentIndex().row():
                self.table.selectRow(row)

    @Slot(QModelIndex, QModelIndex)
    def _current(self, index: QModelIndex, before: QModelIndex) -> None:
        del before
        self._explain(index)

    def _explain(self, index: QModelIndex) -> None:
        lines = self.model.lines
        line: ScoreLine | None = lines[index.row()] if 0 <= index.row() < len(lines) else None
        self.why.setText(line.scored.why if line else "")

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        at = index.data(AT_ROLE)
        if at is not None and self.form is not None:
            self._bridge.locate(Place(self.form, at))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._bridge.key in change.submissions:
            self.reload()

"""The score panel: totals and grade, every score submitted, computed and reviewed, and why."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.address import At, Place
from core.editing.edits import SetReview
from core.forms import Overall, Project
from core.number import plain, short
from core.reviewed import reviewed_total
from core.schema.form import get
from core.scheme import Scheme
from core.submission import Filled
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.editors.review import ReviewEditor
from gui.labels import Label
from gui.models.marks import annex_of
from gui.models.scores import (
    AT_ROLE,
    COMPUTED,
    DIFFERENCE,
    HEADS,
    MANUAL,
    REVIEWED,
    ScoreLine,
    ScoresModel,
    score_lines,
)
from gui.style import THEME

_WIDEST = {COMPUTED: MANUAL, DIFFERENCE: "+99.99"}


class ScoresView(QFrame):
    """The upper half of the right panel. Of a form without scores it shows those of f2."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self.form: str | None = None
        self.model = ScoresModel(self)
        self.table = QTableView()
        self.title = Label()
        self.title.setProperty("role", "heading")
        self.submitted, self.computed, self.reviewed, self.difference, self.grade = (
            Label() for _ in range(5)
        )
        self.why = Label()
        self.why.setWordWrap(True)
        self.why.setProperty("role", "caption")
        self.editor = ReviewEditor()
        self.setFocusProxy(self.table)
        self._build()
        self.editor.given.connect(self._give)
        self.editor.left.connect(self.table.setFocus)
        self.editor.asked.connect(self._fit)
        self.editor.closed.connect(self._fit)
        self.table.doubleClicked.connect(self.begin)
        self.table.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self.table.selectionModel().currentChanged.connect(self._current)
        self.table.clicked.connect(self._chosen)
        self.table.activated.connect(self._chosen)
        bridge.changed.connect(self._changed)
        bridge.opened.connect(self.reload)
        bridge.opened.connect(self.table.scrollToTop)
        bridge.turned.connect(self.reload)
        bridge.located.connect(self._located)
        self.reload()

    def _build(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("得分")
        table.setShowGrid(False)
        table.setMinimumHeight(2 * style.ROW_HEIGHT)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        # As wide as the widest that stands there, at every size of text.
        metrics = QFontMetrics(style.ui_font())
        for column in range(1, len(HEADS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            words = HEADS[column], _WIDEST.get(column, "99.99")
            widest = max(map(metrics.horizontalAdvance, words))
            header.resizeSection(column, widest + 2 * style.GAP)
        header.setHighlightSections(False)
        self._totals = QWidget()
        totals = QGridLayout(self._totals)
        totals.setContentsMargins(style.WIDE_GAP, 0, style.WIDE_GAP, style.GAP)
        totals.setVerticalSpacing(0)
        totals.setHorizontalSpacing(style.GAP)
        for column, (word, label) in enumerate(
            (
                ("自评", self.submitted),
                ("复算", self.computed),
                ("复核", self.reviewed),
                ("差", self.difference),
                ("等次", self.grade),
            )
        ):
            caption = Label(word)
            caption.setProperty("role", "caption")
            label.setProperty("role", "big")
            totals.addWidget(caption, 0, column)
            totals.addWidget(label, 1, column)
            totals.setColumnStretch(column, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, style.GAP, 0, 0)
        column_.setSpacing(style.GAP // 2)
        self.title.setContentsMargins(style.WIDE_GAP, 0, style.WIDE_GAP, 0)
        self.why.setContentsMargins(style.WIDE_GAP, style.GAP, style.WIDE_GAP, style.GAP)
        self.why.setMinimumHeight(style.WHY_HEIGHT)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        column_.addWidget(self.title)
        column_.addWidget(self._totals)
        column_.addWidget(table, 1)
        column_.addWidget(self.why)
        column_.addWidget(self.editor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """The totals go first where there is little room, sooner while a score is given; then
        also what the score of the row rests on.
        """
        scoring = not self.editor.isHidden()
        self._totals.setVisible(
            self.height() >= (style.ROOM_SCORING if scoring else style.ROOM_TOTALS)
        )
        self.why.setVisible(not scoring or self.height() >= style.ROOM_WHY)
        self._fit_names()

    def _fit_names(self) -> None:
        """In a narrow panel the names need the room of a column in which nothing stands."""
        empty = all(line.reviewed is None for line in self.model.lines)
        narrow = self.width() < style.ROOM_REVIEWED * THEME.text
        self.table.setColumnHidden(REVIEWED, empty and narrow)

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
            for label in (
                self.submitted, self.computed, self.reviewed, self.difference, self.grade
            ):  # fmt: skip
                label.setText("—")
            _colour(self.difference, "")
            self.why.setText("")
            return
        self.form = filled.key
        reviewed = reviewed_total(filled, scores, self._scheme())
        self.model.show(score_lines(filled, scores, reviewed))
        self._fit_names()
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
        _colour(self.difference, f"color: {ink}")
        given = reviewed.total if reviewed.count else None
        self.reviewed.setText("—" if given is None else short(given))
        _colour(self.reviewed, "" if given is None else f"color: {THEME.accent}")
        self.grade.setText((reviewed.grade if reviewed.count else scores.grade) or "—")
        self._located()
        self._explain(self.table.currentIndex())

    def _scheme(self) -> Scheme:
        submission = self._bridge.submission
        assert submission is not None
        return self._bridge.workspace.scheme(submission.year)

    # Reviewing

    @Slot()
    def begin(self) -> None:
        """Ask for the reviewed score of the current row, of the first when there is none."""
        if self.table.currentIndex().row() < 0 and self.model.rowCount():
            self.table.selectRow(0)
        found = self._reviewable()
        if found is None:
            self._bridge.tell("先选一个有分值的指标；总分由各项相加，不单独打分。")
            return
        filled, line, weight = found
        review = filled.reviews.get(line.at)
        score = plain(review.score) if review else ""
        reason = review.reason if review else ""
        places = self._scheme().places
        self.editor.begin(line.name, weight, line.scored.submitted, places, score, reason)

    @Slot()
    def _keep_in_sight(self) -> None:
        """The editor takes room from the table; the row that is scored stays in sight."""
        if self.editor.isVisible():
            self.table.scrollTo(self.table.currentIndex())

    @Slot()
    def take_back(self) -> None:
        """Take the reviewed score of the current row back."""
        found = self._reviewable()
        if found is not None and found[1].reviewed is not None:
            self._submit(found[1], None, "")

    @Slot(str, str)
    def _give(self, score: str, reason: str) -> None:
        """Store the reviewed score, and go on to the next row."""
        found = self._reviewable()
        if found is not None and self._submit(found[1], score, reason):
            self.editor.put_away()
            self.table.setFocus()
            row = self.table.currentIndex().row()
            if row + 2 < self.model.rowCount():
                self.table.selectRow(row + 1)

    def _submit(self, line: ScoreLine, score: str | None, reason: str) -> bool:
        key, form = self._bridge.key, self.form
        if key is None or form is None:
            return False
        edit = SetReview(key, Place(form, line.at), score, reason)
        word = "取消复核分" if score is None else "复核"
        return self._bridge.submit(f"{word}“{line.name}”", (edit,), self)

    def _reviewable(self) -> tuple[Filled, ScoreLine, Decimal] | None:
        """The current row with its points; None for the total and for rows without points."""
        submission, form, row = self._bridge.submission, self.form, self.table.currentIndex().row()
        filled = submission.form(form) if submission and form else None
        if filled is None or not 0 <= row < len(self.model.lines) - 1:
            return None
        line = self.model.lines[row]
        weight = get(filled.record, At(line.at.path.removesuffix("score") + "weight"))
        return (filled, line, weight) if isinstance(weight, Decimal) else None

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
        if line is None and lines:
            self.why.setText("点一行，看这一分怎样算出")
            return
        self.why.setText(line.why if line else "")

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        at = index.data(AT_ROLE)
        if at is not None and self.form is not None:
            self._bridge.locate(Place(self.form, at))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._bridge.key in change.submissions:
            self.reload()


def _colour(label: Label, sheet: str) -> None:
    """Give a label this style sheet unless it has it: each one is read and laid out anew."""
    if label.styleSheet() != sheet:
        label.setStyleSheet(sheet)

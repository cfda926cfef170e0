"""The findings of a submission, or of the year by rule, and what is decided about each.

It is long because list, filters, suggestion and decisions all speak of the one current finding.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.address import Place
from core.checks.finding import SEVERITIES
from core.editing.edits import ClearMark, SetMark, Step
from core.judgement import EXPLAINED, IGNORED, RETURNED
from core.standing import Standing, mark_of, standing
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.editors.deciding import ASKED, Deciding
from gui.editors.words import WordsLine
from gui.labels import Label
from gui.models.findings import FindingLine, FindingsModel, Line, RuleLine, left_of, rule_lines
from gui.models.findings import unit_lines as lines_of
from gui.models.marks import annex_of, name_of
from gui.models.year import Year
from gui.sheets.finding import FindingDelegate, FindingList

if TYPE_CHECKING:
    from core.suggest import Suggestion

_ALL = ("全部", *SEVERITIES)


class FindingsView(QFrame):
    """The lower half of the right panel."""

    def __init__(self, bridge: Bridge, units: Year, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._units = units
        self._severity: str | None = None
        self._rule: str | None = None
        self._year: dict[str, tuple[Standing, ...]] = {}
        self._place = 0
        self.model = FindingsModel(self)
        self.list = FindingList()
        self.title = Label("问题")
        self.none = Label()
        self.filters = QButtonGroup(self)
        self.by_rule = QToolButton()
        self.foot = Deciding()
        self.words = WordsLine()
        self._left: tuple[str | None, int] = None, 0
        """The unit, and the row of the finding that was current until it went."""
        self._build()
        self.setFocusProxy(self.list)
        self.filters.idClicked.connect(self._filter)
        self.foot.decided.connect(self._ask)
        self.foot.reopened.connect(self.reopen)
        self.foot.taken.connect(self.take_suggestion)
        self.foot.turned.connect(self.other_place)
        self.words.asked.connect(self.foot.hide)
        self.words.closed.connect(self._tell)
        self.list.clicked.connect(self._chosen)
        self.list.activated.connect(self._chosen)
        self.list.selectionModel().currentChanged.connect(self._current)
        bridge.changed.connect(self._changed)
        bridge.opened.connect(self.reload)
        bridge.located.connect(self._follow)
        self.reload()

    def _build(self) -> None:
        view = self.list
        view.setModel(self.model)
        view.setItemDelegate(FindingDelegate(view))
        view.setAccessibleName("问题")
        view.setMouseTracking(True)
        view.setMinimumHeight(style.UNIT_ROW_HEIGHT)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title.setProperty("role", "heading")
        self.none.setProperty("role", "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addLayout(self._sieve())
        column.addWidget(self.none)
        column.addWidget(view, 1)
        column.addStretch(0)
        column.addWidget(self.foot)
        column.addWidget(self.words)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(style.WIDE_GAP, style.GAP, style.GAP, 0)
        self.by_rule.setText("全年按规则")
        self.by_rule.setCheckable(True)
        self.by_rule.setProperty("role", "button")
        self.by_rule.setToolTip("列出全年各单位的问题，同一规则的放在一起（Ctrl+F8）")
        self.by_rule.toggled.connect(self._turn_year)
        head.addWidget(self.title, 1)
        head.addWidget(self.by_rule)
        return head

    def _sieve(self) -> QHBoxLayout:
        sieve = QHBoxLayout()
        sieve.setContentsMargins(style.WIDE_GAP - 4, 0, style.GAP, style.GAP // 2)
        sieve.setSpacing(2)
        for number, word in enumerate(_ALL):
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setProperty("role", "filter")
            button.setAccessibleName(f"只看{word}" if number else "全部问题")
            self.filters.addButton(button, number)
            sieve.addWidget(button)
        sieve.addStretch(1)
        return sieve

    # What is shown

    @Slot()
    def reload(self) -> None:
        """Show the findings of the submission that is looked at, or those of the year."""
        current, before = self._line(), self.list.currentIndex().row()
        found = self._found()
        shown = tuple(item for items in found.values() for item in items)
        lines: tuple[Line, ...]
        if self.by_rule.isChecked():
            lines = rule_lines(found, self._severity, self._rule)
        else:
            lines = tuple(
                line
                for key, items in found.items()
                for line in lines_of(key, items, self._severity)
            )
        self.model.show(lines)
        for number, word in enumerate(_ALL):
            count = sum(number == 0 or item.finding.severity == word for item in shown)
            self.filters.button(number).setText(f"{word} {count}")
        left = left_of(shown)
        self.title.setText(f"问题　还剩 {left} 个" if left else "问题")
        self.title.setToolTip("待处理的错误和警告" if left else "")
        row = self.model.row_of(current)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        elif before >= 0:
            self._left = (self._bridge.key, before)
        self._show_none()
        self._tell()

    def _found(self) -> dict[str, tuple[Standing, ...]]:
        if self.by_rule.isChecked():
            return self._year
        return {self._bridge.key: self._bridge.standing} if self._bridge.key else {}

    @Slot(bool)
    def _turn_year(self, on: bool) -> None:
        """Gather the year's findings when they are asked for, or go back to the unit's."""
        if on:
            self._units.when_checked(self._gather, lambda: self.by_rule.setChecked(False))
        else:
            self.reload()

    def _gather(self) -> None:
        year, workspace = self._bridge.year, self._bridge.workspace
        if year is not None:
            found = workspace.year_findings(year)
            submissions = {sub.key: sub for sub in workspace.submissions(year)}
            self._year = {k: standing(found[k], submissions[k].marks) for k in submissions}
        self.reload()

    def toggle_year(self) -> None:
        """Between the findings of the unit and those of the year by rule."""
        self.by_rule.toggle()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.by_rule.isChecked():
            for key in change.submissions:
                self._refresh(key)
            self.reload()
        elif self._bridge.key in change.submissions:
            self.reload()

    def _refresh(self, key: str) -> None:
        """The own findings of a submission anew; those across units stay until the next asking."""
        submission = self._bridge.workspace.submission(key)
        if submission is None:
            self._year.pop(key, None)
            return
        from core.checks.xy import as_another_unit  # noqa: PLC0415 — with the rules, when asked

        own = self._bridge.workspace.assessment(key).findings
        before = (item.finding for item in self._year.get(key, ()))
        across = (finding for finding in before if finding.check == as_another_unit.code)
        self._year[key] = standing((*own, *across), submission.marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _show_none(self) -> None:
        empty = self.model.rowCount() == 0
        self.none.setText("没有发现问题" if self._severity is None else f"没有{self._severity}")
        self.none.setVisible(empty and self._bridge.key is not None)
        self.list.setVisible(not empty)

    @Slot(int)
    def _filter(self, number: int) -> None:
        self._severity = None if number == 0 else SEVERITIES[number - 1]
        self.reload()

    # The current finding

    def _line(self) -> FindingLine | RuleLine | None:
        row = self.list.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    @property
    def current(self) -> FindingLine | None:
        """The finding that is chosen."""
        line = self._line()
        return line if isinstance(line, FindingLine) else None

    @property
    def suggestion(self) -> Suggestion | None:
        """What may be entered with certainty to mend the current finding."""
        line = self.current
        if line is None or self._bridge.workspace.submission(line.key) is None:
            return None
        offered = self._bridge.workspace.suggestions(line.key)
        check, places = line.finding.check, line.finding.places
        return next((s for s in offered if s.check == check and s.place in places), None)

    @Slot(QModelIndex, QModelIndex)
    def _current(self, index: QModelIndex, before: QModelIndex) -> None:
        del index, before
        self._place = 0
        self._tell()

    @Slot()
    def _follow(self) -> None:
        """Choose the finding that is looked at, whoever leads there."""
        finding, line = self._bridge.finding, self.current
        if finding is None or (line is not None and line.finding == finding):
            return
        for row, each in enumerate(self.model.lines):
            if isinstance(each, RuleLine) or each.key != self._bridge.key:
                continue
            if each.finding == finding:
                self.list.setCurrentIndex(self.model.index(row))
                return

    @Slot()
    def _tell(self) -> None:
        """The foot: what is suggested, and the buttons that make sense."""
        line = self.current
        self.foot.setVisible(line is not None)
        if line is None:
            return
        offered, mark = self.suggestion, line.standing.mark
        writable, advice = self._bridge.writable, ""
        if offered is not None:
            name = self._name(line.key, offered.place)
            advice = f"建议：{name} 填 {offered.text or '（空）'}　{offered.why}"
        self.foot.show_advice(advice, writable=writable)
        names = [self._name(line.key, place) for place in line.finding.places]
        self.foot.show_places(names, self._place)
        self.foot.show_decision(mark.state if mark else None, writable=writable)

    def _name(self, key: str, place: Place) -> str:
        submission = self._bridge.workspace.submission(key)
        filled = submission.form(place.form) if submission else None
        return f"{annex_of(place.form)} {name_of(filled, place.at)}" if filled else ""

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, RuleLine):
            self._rule = None if line.opened else line.check
            self.reload()
        elif isinstance(line, FindingLine):
            self._go(line, 0)

    def _go(self, line: FindingLine, number: int) -> None:
        """Look at one of the places of a finding."""
        self._bridge.commit_pending()
        if line.key != self._bridge.key:
            self._bridge.open(line.key)
        self._place = number
        self._bridge.locate(line.finding.places[number], line.finding)
        self._tell()

    # Commands

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, round about; rules are opened on the way.

        After a finding that was mended or settled it goes on from where that stood.
        """
        count = self.model.rowCount()
        if not count:
            self._bridge.tell("没有问题需要查看。")
            return
        row = self.list.currentIndex().row()
        if row < 0:
            key, left = self._left
            before = left if key == self._bridge.key else 0
            row = before - 1 if by > 0 else before
        row = (row + by) % count
        line = self.model.lines[row]
        if isinstance(line, RuleLine) and not line.opened:
            self._rule = line.check
            self.reload()
            row = self.model.row_of(line) + (1 if by > 0 else line.count)
        elif isinstance(line, RuleLine):
            row = (row + by) % self.model.rowCount()
        self.list.setCurrentIndex(self.model.index(row))
        shown = self.current
        if shown is not None:
            self._go(shown, 0)

    @Slot()
    def other_place(self) -> None:
        """Go to the other side of a contradiction, place after place, and round again."""
        line = self.current
        if line is None or len(line.finding.places) == 1:
            self._bridge.tell("先选一条问题；只有前后矛盾的问题才有另一处。")
        else:
            self._go(line, (self._place + 1) % len(line.finding.places))

    @Slot()
    def explain(self) -> None:
        self._ask(EXPLAINED)

    @Slot()
    def ignore(self) -> None:
        self._ask(IGNORED)

    @Slot()
    def send_back(self) -> None:
        self._ask(RETURNED)

    @Slot()
    def reopen(self) -> None:
        """Take back what was decided about the current finding."""
        line = self.current
        if line is not None and line.standing.mark is not None:
            edit = ClearMark(line.key, line.standing.mark)
            self._bridge.submit(f"重开问题 {line.finding.check}", (edit,))

    @Slot()
    def take_suggestion(self) -> None:
        """Enter what mends the current finding."""
        line, offered = self.current, self.suggestion
        if line is None or offered is None:
            self._bridge.tell("这条问题没有可以直接采用的建议。")
            return
        self._bridge.commit_pending()
        from core.suggest import recalculation  # noqa: PLC0415 — with the rules, when asked

        step = recalculation(((line.key, offered),))
        if line.key != self._bridge.key:
            self._bridge.open(line.key)
        self._bridge.attempt(lambda: self._bridge.workspace.dispatch(step))
        self._bridge.locate(offered.place)

    @Slot(str)
    def _ask(self, state: str) -> None:
        line = self.current
        if line is None:
            self._bridge.tell("先选一条问题（F8）。")
            return
        prompt, hint = ASKED[state]
        mark = line.standing.mark
        known = mark.words if mark is not None else ""
        self.words.ask(prompt, hint, lambda words: self._mark(line, state, words), known)

    def _mark(self, line: FindingLine, state: str, words: str) -> None:
        """Set the mark, and go on to the next finding that is still open."""
        following = self._following(line)
        day = dt.datetime.now().astimezone().date()
        edit = SetMark(line.key, mark_of(line.finding, state, words, day))
        step = Step(f"{ASKED[state][0]}问题 {line.finding.check}", (edit,))
        if self._bridge.attempt(lambda: self._bridge.workspace.dispatch(step)):
            row = self.model.row_of(following)
            if row >= 0 and following is not None:
                self.list.setCurrentIndex(self.model.index(row))
                self._go(following, 0)

    def _following(self, line: FindingLine) -> FindingLine | None:
        row = self.model.row_of(line)
        lines = (*self.model.lines[row + 1 :], *self.model.lines[:row])
        return next(
            (o for o in lines if isinstance(o, FindingLine) and o.standing.mark is None), None
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right close and open a rule."""
        line = self._line()
        if isinstance(line, RuleLine) and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._rule = line.check if event.key() == Qt.Key.Key_Right else None
            self.reload()
        else:
            super().keyPressEvent(event)

"""The foot of the right panel: how the unit stands, and the buttons that pass or return it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.checks.finding import ERROR
from core.judgement import PASSED, RETURNED
from core.unit_state import status_word
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.editors.words import WordsLine
from gui.labels import Label
from gui.style import THEME


class SignOffView(QFrame):
    """Passes the submission, returns it, or takes that back."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self.state = Label()
        self.passer, self.returner, self.back = (
            QPushButton(word) for word in ("审核通过", "退回单位", "撤回结论")
        )
        self.words = WordsLine()
        self.passer.setToolTip("审核通过（F12）")
        self.returner.setToolTip("退回单位改正（Shift+F12）")
        self.row = QFrame()
        self.row.setProperty("role", "foot")
        row = QHBoxLayout(self.row)
        row.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.GAP, style.GAP // 2)
        row.addWidget(self.state, 1)
        for button in (self.returner, self.passer, self.back):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.words)
        self.passer.clicked.connect(self.pass_unit)
        self.returner.clicked.connect(self.return_unit)
        self.back.clicked.connect(self.withdraw)
        self._asked: str | None = None
        bridge.opened.connect(self._opened)
        bridge.changed.connect(self._changed)
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Show how the submission that is looked at stands."""
        submission = self._bridge.submission
        if submission is None:
            return
        status, writable = submission.status, self._bridge.writable
        word = status_word(submission)
        tone = {PASSED: THEME.good, RETURNED: THEME.warning}.get(status.state if status else "")
        self.state.setStyleSheet(f"color: {tone}" if tone else "")
        times = f"，退回过{len(submission.returns)}次" if submission.returns else ""
        self.state.setText(f"{word}{f' {status.day:%m-%d}' if status else times}")
        style.give_tip(self.state, status.words if status else "")
        for button in (self.passer, self.returner):
            button.setVisible(status is None)
            button.setEnabled(writable)
        self.back.setVisible(status is not None)
        self.back.setEnabled(writable)

    @Slot()
    def _opened(self) -> None:
        """Words that were asked for another unit are not asked for this one."""
        if self._asked not in {None, self._bridge.key}:
            self._asked = None
            self.words.close_line()
        self.reload()

    @Slot()
    def pass_unit(self) -> None:
        """Pass at once when nothing is open; with open 错误 only with words that say why."""
        self._bridge.commit_pending()
        count = self._open_errors()
        if count:
            unit = self._bridge.submission.unit if self._bridge.submission else ""
            sentence = f"{unit}还有{count}个错误没有处理，要通过请写明理由。"
            hint = f"还有{count}个错误，为什么可以通过"
            self._asked = self._bridge.key
            self.words.ask("通过的理由", hint, self._passing)
            self._bridge.tell(sentence, alarm=True)
        else:
            self._sign(PASSED, "")

    @Slot()
    def return_unit(self) -> None:
        """Return the submission; what is open goes back with it."""
        self._bridge.commit_pending()
        self._asked = self._bridge.key
        self.words.ask("退回单位", "给单位的话，可不写，Enter 退回", self._returning)

    @Slot()
    def withdraw(self) -> None:
        """Take the sign-off back."""
        submission = self._bridge.submission
        if submission is not None and submission.status is not None:
            self._sign(None, "")

    def _passing(self, words: str) -> None:
        self._sign(PASSED, words)

    def _returning(self, words: str) -> None:
        self._sign(RETURNED, words)

    def _sign(self, state: str | None, words: str) -> None:
        key, workspace = self._bridge.key, self._bridge.workspace
        if key is not None:
            self._bridge.attempt(lambda: workspace.sign_off(key, state, words))

    def _open_errors(self) -> int:
        key = self._bridge.key
        if key is None or self._bridge.submission is None:
            return 0
        held = self._bridge.workspace.standing(key)
        return sum(not item.settled and item.finding.severity == ERROR for item in held)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._bridge.key in change.submissions:
            self.reload()

"""What can be done about the current finding: the suggestion, the decisions, its other places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.judgement import EXPLAINED, IGNORED, RETURNED
from gui import style
from gui.labels import Label

ASKED = {
    EXPLAINED: ("说明", "单位怎样解释的，Enter 保存"),
    IGNORED: ("忽略", "为什么不再追究，Enter 保存"),
    RETURNED: ("退回", "要求单位怎样改，可不写，Enter 保存"),
}
"""What each decision is called, and what is asked for it."""


class Deciding(QFrame):
    """The foot of the findings; it only shows and tells what was pressed."""

    decided = Signal(str)
    """The decision that was chosen."""
    reopened = Signal()
    taken = Signal()
    """The suggestion is taken."""
    turned = Signal()
    """Another place of the finding is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.advice = Label()
        self.advice.setProperty("role", "caption")
        self.advice.setWordWrap(True)
        self.judge = {state: _button(*words) for state, words in ASKED.items()}
        self.reopener = _button("重开", "收回对这条问题的处理")
        self.places = _button("", "")
        self.take = _button("采用建议", "")
        row = QHBoxLayout()
        row.setSpacing(style.GAP // 2)
        for state, button in self.judge.items():
            button.clicked.connect(_telling(self, state))
            row.addWidget(button)
        row.addWidget(self.reopener)
        row.addStretch(1)
        row.addWidget(self.places)
        row.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.GAP, style.GAP // 2)
        column.setSpacing(2)
        column.addWidget(self.advice)
        column.addLayout(row)
        self.reopener.clicked.connect(self.reopened)
        self.take.clicked.connect(self.taken)
        self.places.clicked.connect(self.turned)

    def show_advice(self, advice: str, *, writable: bool) -> None:
        """The suggestion in words; empty for none."""
        self.take.setVisible(bool(advice) and writable)
        self.advice.setVisible(bool(advice))
        self.advice.setText(advice)
        style.give_tip(self.take, f"{advice}\n（F7，可撤销）")

    def show_places(self, names: Sequence[str], current: int) -> None:
        """The places that the finding speaks of, and which of them is looked at."""
        self.places.setVisible(len(names) > 1)
        self.places.setText(f"位置 {current + 1}/{len(names)}")
        self.places.setAccessibleName(f"另一处，现在是位置 {current + 1}，共 {len(names)} 处")
        style.give_tip(self.places, "另一处（Shift+F7）\n" + "\n".join(names))

    def show_decision(self, decision: str | None, *, writable: bool) -> None:
        """What was decided, if anything: that alone cannot be decided again."""
        for state, button in self.judge.items():
            button.setEnabled(writable and decision != state)
        self.reopener.setVisible(decision is not None)
        self.reopener.setEnabled(writable)


def _button(word: str, hint: str) -> QToolButton:
    button = QToolButton()
    button.setText(word)
    button.setToolTip(hint.partition("，")[0])
    button.setProperty("role", "button")
    return button


def _telling(foot: Deciding, state: str) -> Callable[[], None]:
    """A slot without arguments, so that the state of the button is not passed on."""
    return lambda: foot.decided.emit(state)

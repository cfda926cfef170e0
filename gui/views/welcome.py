"""What stands in the middle while there is nothing to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui import flags, style
from gui.labels import Label


class WelcomeView(QWidget):
    """One sentence and the ways to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = True
        self.title = Label()
        self.title.setProperty("role", "big")
        self.title.setProperty("alignment", flags.CENTRED)
        self.hint = Label()
        self.hint.setProperty("role", "muted")
        self.hint.setProperty("alignment", flags.CENTRED)
        self.buttons: list[QPushButton] = []
        self._row = row = QHBoxLayout()
        row.setSpacing(style.GAP)
        row.addStretch(1)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(style.WIDE_GAP)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addSpacing(style.WIDE_GAP)
        column.addLayout(row)
        column.addStretch(3)

    def offer(self, actions: Sequence[QAction]) -> None:
        """Ways to begin, as buttons that Enter presses; the first one has the focus."""
        for number, action in enumerate(actions):
            button = QPushButton(action.text())
            button.setToolTip(action.toolTip())
            button.setProperty("primary", number == 0)
            button.setAutoDefault(True)
            button.clicked.connect(action.trigger)
            self._row.insertWidget(1 + number, button)
            # Before it has its place it would be seen as a window of its own.
            button.setVisible(self._choices)
            self.buttons.append(button)
        self.setFocusProxy(self.buttons[0])

    def begin(self, *, writable: bool) -> None:
        """Say how to begin in a folder where nothing is yet."""
        title = "把报送的文件拖到这里"
        hint = (
            "Word、Excel、PDF 文件，压缩包或整个文件夹都可以；读入后先核对，再存入。\n"
            "第一次用，可以导入样例县练手，随时可以撤销。"
        )
        self.tell(title, hint, choices=writable)

    def tell(self, title: str, hint: str, *, choices: bool) -> None:
        """Say what there is to do."""
        self.title.setText(title)
        self.hint.setText(hint)
        self._choices = choices
        for button in self.buttons:
            button.setVisible(choices)

"""A strip for one sentence that must be seen: what was refused, what this window cannot do."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from gui import style
from gui.actions import COMMAND
from gui.bridge import Notice
from gui.labels import Label
from gui.spoken import announce


class NoticeBar(QFrame):
    """Hidden until it has something to say; the clerk closes it, or the next notice comes."""

    given = Signal(str)
    """The command that the notice offers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Label()
        self.label.setWordWrap(True)
        self.copy = QToolButton()
        self.copy.setText("复制详情")
        self.copy.clicked.connect(self._copy)
        self.offer = QToolButton()
        self.offer.setProperty("role", "button")
        self.offer.clicked.connect(self._give)
        self.closer = QToolButton()
        self.closer.setIcon(style.icon("close"))
        self.closer.setToolTip("关闭提示")
        self.closer.clicked.connect(self.hide)
        self._details = self._command = ""
        self._asked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.GAP, style.GAP // 2)
        row.addWidget(self.label, 1)
        row.addWidget(self.offer)
        row.addWidget(self.copy)
        row.addWidget(self.closer)
        self.hide()

    def show_notice(self, notice: Notice, *, asked: bool = False) -> None:
        """Say a sentence; `asked`: about what is being asked, and to go with the question."""
        self._asked = asked and not notice.details
        self.setProperty("role", "alarm" if notice.alarm else "notice")
        self.style().unpolish(self)
        self.style().polish(self)
        self.label.setText(notice.text)
        self._details = notice.details
        self._command = notice.command
        self.copy.setVisible(bool(notice.details))
        self.offer.setVisible(bool(notice.command))
        if notice.command:
            self.offer.setText(COMMAND[notice.command].text)
            self.offer.setToolTip(COMMAND[notice.command].help)
        self.show()
        announce(self, notice.text)

    @Slot()
    def ask_no_more(self) -> None:
        """The question is gone, answered or not."""
        if self._asked:
            self.hide()

    @Slot()
    def _give(self) -> None:
        self.given.emit(self._command)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

"""The line in which a reviewed score and its reason are given, with the usual reasons at hand."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton, QWidget

from core.deductions import deductions
from core.number import plain, short
from gui import style
from gui.editors.combo import QuietCombo
from gui.labels import Label

_PICK = "常用理由"


class ReviewEditor(QFrame):
    """Hidden until a row is to be scored; Enter gives the score, Esc steps back."""

    given = Signal(str, str)
    """Score and reason."""
    left = Signal()
    asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.name = Label()
        self.name.setProperty("role", "caption")
        self.score, self.reason = QLineEdit(), QLineEdit()
        self.usual = QuietCombo()
        self.save = QPushButton("保存")
        self._weight, self._submitted, self._places = Decimal(0), Decimal(0), 2
        self.score.setAccessibleName("复核得分")
        self.score.setPlaceholderText("得分")
        self.reason.setAccessibleName("复核理由")
        self.reason.setPlaceholderText("理由")
        self.usual.setAccessibleName(_PICK)
        self.usual.setToolTip("选一条，得分和理由自动填好，还可以改（Alt+↓ 打开）")
        self.usual.addItems([_PICK, *(item.name for item in deductions())])
        for number, item in enumerate(deductions(), 1):
            self.usual.setItemData(number, item.rule, Qt.ItemDataRole.ToolTipRole)
        self.usual.setMinimumContentsLength(4)
        self.usual.setSizeAdjustPolicy(
            self.usual.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.score.setFixedWidth(style.SCORE_COLUMN)
        grid = QGridLayout(self)
        grid.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.GAP, style.GAP // 2)
        grid.setSpacing(style.GAP // 2)
        grid.addWidget(self.name, 0, 0, 1, 3)
        grid.addWidget(self.score, 1, 0)
        grid.addWidget(self.usual, 1, 1)
        grid.addWidget(self.save, 1, 2)
        grid.addWidget(self.reason, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        self.usual.activated.connect(self._take)
        self.score.returnPressed.connect(self._next)
        self.reason.returnPressed.connect(self._give)
        self.save.clicked.connect(self._give)
        self.hide()

    def begin(
        self, name: str, weight: Decimal, submitted: Decimal | None, places: int,
        score: str, reason: str,
    ) -> None:  # fmt: skip
        """Ask for the score of a row of so many points; `score` and `reason` as they are now."""
        self._weight, self._places = weight, places
        self._submitted = weight if submitted is None else submitted
        said = "未填" if submitted is None else plain(submitted)
        self.name.setText(f"{name}　分值 {plain(weight)}　自评 {said}")
        self.usual.setCurrentIndex(0)
        self.score.setText(score)
        self.reason.setText(reason)
        self.show()
        self.asked.emit()
        self.score.setFocus(Qt.FocusReason.OtherFocusReason)
        self.score.selectAll()

    def put_away(self) -> None:
        """Step back because something else is asked, which has the focus."""
        self.hide()
        self.closed.emit()

    @Slot(int)
    def _take(self, number: int) -> None:
        """Fill in a usual reason and what it leaves of the points."""
        if number > 0:
            chosen = deductions()[number - 1]
            score = chosen.score(self._weight, self._submitted, self._places)
            self.score.setText(short(score))
            self.reason.setText(chosen.rule)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _next(self) -> None:
        if self.reason.text().strip():
            self._give()
        else:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.score.text(), self.reason.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            self.left.emit()
        else:
            super().keyPressEvent(event)

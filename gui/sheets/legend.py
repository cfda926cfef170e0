"""What the marks of a form mean, in one line, each painted as it is on the sheet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from core.checks.severity import ERROR, HINT, WARNING
from gui import style
from gui.labels import Label
from gui.sheets.painting import Corners, paint_hatch, paint_marks
from gui.style import SEVERITY_INK, THEME


class Sample(QWidget):
    """A cell as small as a letter, with one mark."""

    def __init__(self, marks: Corners, ground: str = "") -> None:
        super().__init__()
        self._marks, self._ground = marks, ground
        self.setFixedSize(style.SAMPLE, style.SAMPLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(QPointF(0, 0), QRectF(self.rect()).size()).adjusted(1, 1, -1, -1)
        if self._ground:
            painter.fillRect(room, style.color(self._ground))
            if self._marks.hatch is not None:
                paint_hatch(painter, room, self._marks.hatch)
            painter.setPen(style.color(THEME.muted))
            painter.drawRect(room)
        paint_marks(painter, room, self._marks, room.width())
        painter.end()
        event.accept()


def legend() -> QFrame:
    """The line below a form; a form's computed values are grey, or marked where grey is black."""
    frame = QFrame()
    frame.setProperty("role", "foot")
    row = QHBoxLayout(frame)
    row.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.WIDE_GAP, style.GAP // 2)
    row.setSpacing(style.GAP // 2)
    t = THEME
    samples = [
        (Sample(Corners(upper_right=SEVERITY_INK[severity], severity=severity)), severity)
        for severity in (ERROR, WARNING, HINT)
    ]
    samples += [
        (Sample(Corners(upper_left=t.edited)), "与报送不同"),
        (Sample(Corners(lower_right=t.muted)), "批注"),
        (Sample(Corners(hatch=t.error if t.theme.shapes else None), t.unread_soft), "未能识读"),
        (Sample(Corners(), t.doubt_soft), "请核对"),
    ]
    if t.theme.shapes:
        samples.append((Sample(Corners(lower_left=t.muted)), "按公式算得"))
    for sample, word in samples:
        row.addWidget(sample, alignment=Qt.AlignmentFlag.AlignVCenter)
        text = Label(word)
        text.setProperty("role", "caption")
        row.addWidget(text)
        row.addSpacing(style.GAP)
    row.addStretch(1)
    return frame

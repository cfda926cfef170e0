"""The findings of a submission: severities to choose from, and each finding in its words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.checks.finding import SEVERITIES, Finding
from core.workspace import Change
from gui import style
from gui.bridge import Bridge
from gui.models.findings import FINDING_ROLE, FindingsModel
from gui.models.marks import annex_of
from gui.style import SEVERITY_INK, SEVERITY_SOFT, THEME

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap


class FindingDelegate(QStyledItemDelegate):
    """Paints the severity as a chip, code and title in one line, the sentence below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        finding = index.data(FINDING_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else style.PANEL_RIGHT
        if not isinstance(finding, Finding):
            return super().sizeHint(option, index)
        room = QRect(0, 0, width - 2 * style.WIDE_GAP, 1000)
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        text = metrics.boundingRect(room, int(_WRAP), _said(finding))
        height = style.BADGE + text.height() + 3 * style.GAP
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding = index.data(FINDING_ROLE)
        if not isinstance(finding, Finding):
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.color(THEME.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, style.color(THEME.hover))
        inner = rect.adjusted(style.WIDE_GAP, style.GAP, -style.WIDE_GAP, -style.GAP)
        painter.setFont(style.badge_font())
        word = painter.fontMetrics().horizontalAdvance(finding.severity) + style.GAP
        chip = QRect(inner.left(), inner.top(), word, style.BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(SEVERITY_SOFT[finding.severity]))
        painter.drawRoundedRect(chip, style.CHIP_RADIUS, style.CHIP_RADIUS)
        painter.setPen(style.color(SEVERITY_INK[finding.severity]))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, finding.severity)
        head = QRect(chip.right() + style.GAP, inner.top(), inner.right() - chip.right() -
                     style.GAP, style.BADGE)  # fmt: skip
        painter.setFont(style.ui_font(style.SMALL_POINTS))
        painter.setPen(style.color(THEME.muted))
        title = f"{finding.check}　{finding.title}"
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignLeft, title)
        annex = annex_of(finding.place.form)
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, annex)
        body = inner.adjusted(0, style.BADGE + style.GAP // 2, 0, 0)
        painter.setFont(style.ui_font())
        painter.setPen(style.color(THEME.ink))
        painter.drawText(body, int(_WRAP), _said(finding))
        painter.setPen(style.color(THEME.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _said(finding: Finding) -> str:
    """The sentence without the leading 【编号 名称】, which stands above it, and the basis."""
    body = finding.message
    if body.startswith("【"):
        body = body.partition("】")[2]
    return body.partition("依据：")[0].strip()


class FindingsView(QFrame):
    """The lower half of the right panel."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._bridge = bridge
        self.model = FindingsModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(self.list))
        self.list.setAccessibleName("问题")
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.list)
        self.none = QLabel("没有发现问题")
        self.none.setProperty("role", "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.filters = QButtonGroup(self)
        self._build()
        self.filters.idClicked.connect(self._filter)
        self.list.clicked.connect(self._chosen)
        self.list.activated.connect(self._chosen)
        bridge.changed.connect(self._changed)
        bridge.opened.connect(self.reload)
        self.reload()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(style.WIDE_GAP, style.GAP, style.GAP, style.GAP // 2)
        head.setSpacing(2)
        title = QLabel("问题")
        title.setProperty("role", "heading")
        head.addWidget(title)
        head.addStretch(1)
        for number, _ in enumerate(("全部", *SEVERITIES)):
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.filters.addButton(button, number)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    @Slot()
    def reload(self) -> None:
        """Show the findings of the submission that is looked at."""
        assessment = self._bridge.assessment
        current = self.list.currentIndex().data(FINDING_ROLE)
        self.model.show(assessment.findings if assessment else ())
        for number, word in enumerate(("全部", *SEVERITIES)):
            count = sum(1 for f in self.model.all if number == 0 or f.severity == word)
            self.filters.button(number).setText(f"{word} {count}")
        if current in self.model.shown:
            row = self.model.shown.index(current)
            self.list.setCurrentIndex(self.model.index(row))
        self._show_none()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, round about."""
        count = self.model.rowCount()
        if not count:
            self._bridge.tell("没有问题需要查看。")
            return
        row = self.list.currentIndex().row()
        row = (row + by) % count if row >= 0 else (0 if by > 0 else count - 1)
        self.list.setCurrentIndex(self.model.index(row))
        self._chosen(self.model.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _show_none(self) -> None:
        empty = self.model.rowCount() == 0
        self.none.setVisible(empty and self._bridge.key is not None)
        self.list.setVisible(not empty)

    @Slot(int)
    def _filter(self, number: int) -> None:
        self.model.filter(None if number == 0 else SEVERITIES[number - 1])
        self._show_none()

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        if isinstance(finding, Finding):
            self._bridge.commit_pending()
            self._bridge.locate(finding.place)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._bridge.key in change.submissions:
            self.reload()

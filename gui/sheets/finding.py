"""How a finding is painted: its severity as a chip, code and title beside it, the words below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.checks.finding import Finding
from gui import style
from gui.models.findings import LINE_ROLE, FindingLine, RuleLine
from gui.models.marks import annex_of
from gui.style import SEVERITY_INK, SEVERITY_SOFT, THEME

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TALL = 10_000
_KEPT = 20_000


class FindingList(QListView):
    """The current finding stays in sight when what is said of it takes room below the list."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())


class FindingDelegate(QStyledItemDelegate):
    """Paints the lines of the findings panel.

    The list asks for all heights after every edit, and few words have changed: those that were
    measured are kept, by words and width.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        view = self.parent()
        width = style.PANEL_RIGHT
        if isinstance(view, QListView):
            # As if the scroll bar were there: it comes after the lines were measured.
            bar = view.verticalScrollBar().sizeHint().width()
            width = view.maximumViewportSize().width() - bar
        if not isinstance(line, FindingLine):
            return QSize(width, style.UNIT_ROW_HEIGHT)
        height = style.BADGE + 3 * style.GAP
        for words in filter(None, (line.says, line.verdict)):
            height += self._height(words, width - 2 * style.WIDE_GAP, option)
        return QSize(width, height)

    def _height(self, words: str, width: int, option: QStyleOptionViewItem) -> int:
        known = self._heights.get((words, width))
        if known is None:
            room, metrics = QRect(0, 0, width, _TALL), option.fontMetrics  # type: ignore[attr-defined]
            known = metrics.boundingRect(room, int(_WRAP), words).height()
            if len(self._heights) >= _KEPT:
                self._heights.clear()
            self._heights[words, width] = known
        return known

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.color(THEME.accent_soft))
            if state & QStyle.StateFlag.State_HasFocus:
                edge = QRect(rect.left(), rect.top(), style.EDGE, rect.height())
                painter.fillRect(edge, style.color(THEME.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, style.color(THEME.hover))
        inner = rect.adjusted(style.WIDE_GAP, style.GAP, -style.WIDE_GAP, -style.GAP)
        if isinstance(line, RuleLine):
            self._rule(painter, inner, line)
        elif isinstance(line, FindingLine):
            self._finding(painter, inner, line)
        painter.setPen(style.color(THEME.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _rule(self, painter: QPainter, inner: QRect, line: RuleLine) -> None:
        count = f"{line.count}条 {line.units}家"
        painter.setFont(style.ui_font(style.SMALL_POINTS))
        painter.setPen(style.color(THEME.muted))
        painter.drawText(inner, _MIDDLE | Qt.AlignmentFlag.AlignRight, count)
        taken = painter.fontMetrics().horizontalAdvance(count) + style.GAP
        right = _chip(painter, inner, line.severity, settled=line.left == 0)
        head = QRect(right + style.GAP, inner.top(), inner.right() - right - style.GAP - taken,
                     inner.height())  # fmt: skip
        painter.setFont(style.ui_font(bold=line.opened))
        painter.setPen(style.color(THEME.ink if line.left else THEME.faint))
        text = f"{'▾' if line.opened else '▸'} {line.check}　{line.title}"
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, _MIDDLE | Qt.AlignmentFlag.AlignLeft, elided)

    def _finding(self, painter: QPainter, inner: QRect, line: FindingLine) -> None:
        finding, settled = line.finding, line.standing.settled
        top = QRect(inner.left(), inner.top(), inner.width(), style.BADGE)
        right = _chip(painter, top, finding.severity, settled=settled)
        where = line.unit or annex_of(finding.place.form)
        painter.setFont(style.ui_font(style.SMALL_POINTS))
        painter.setPen(style.color(THEME.muted))
        painter.drawText(top, _MIDDLE | Qt.AlignmentFlag.AlignRight, where)
        taken = painter.fontMetrics().horizontalAdvance(where) + style.GAP
        head = QRect(right + style.GAP, top.top(), top.right() - right - style.GAP - taken,
                     top.height())  # fmt: skip
        title = painter.fontMetrics().elidedText(
            _title(finding), Qt.TextElideMode.ElideRight, head.width()
        )
        painter.drawText(head, _MIDDLE | Qt.AlignmentFlag.AlignLeft, title)
        body = inner.adjusted(0, style.BADGE + style.GAP // 2, 0, style.GAP)
        painter.setFont(style.ui_font())
        painter.setPen(style.color(THEME.faint if settled else THEME.ink))
        painter.drawText(body, int(_WRAP), line.says)
        if line.verdict:
            painter.setPen(style.color(THEME.good if settled else THEME.warning))
            height = painter.fontMetrics().boundingRect(body, int(_WRAP), line.says).height()
            painter.drawText(body.adjusted(0, height, 0, 0), int(_WRAP), line.verdict)


def _title(finding: Finding) -> str:
    return f"{finding.check}　{finding.title}"


def _chip(painter: QPainter, room: QRect, severity: str, *, settled: bool) -> int:
    """The severity on its soft ground at the left of a room; returns where it ends."""
    painter.setFont(style.badge_font())
    width = painter.fontMetrics().horizontalAdvance(severity) + style.GAP
    chip = QRect(room.left(), room.center().y() - style.BADGE // 2 + 1, width, style.BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color(THEME.hover if settled else SEVERITY_SOFT[severity]))
    painter.drawRoundedRect(chip, style.CHIP_RADIUS, style.CHIP_RADIUS)
    painter.setPen(style.color(THEME.faint if settled else SEVERITY_INK[severity]))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, severity)
    return chip.right()

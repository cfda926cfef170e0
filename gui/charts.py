"""Bars and rings drawn from a report's table; a click or Enter on one gives its row."""

from __future__ import annotations

import math
from decimal import Decimal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.reports.report import BAR, Chart, Row, Table, shown
from gui import style
from gui.style import THEME

_FULL = 360 * 16
_TOP = 90 * 16


_PATTERNS = (
    Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.FDiagPattern, Qt.BrushStyle.Dense6Pattern, Qt.BrushStyle.DiagCrossPattern,
)  # fmt: skip


def inks() -> tuple[str, ...]:
    """The colours of series and slices, told apart without red and green side by side."""
    return (THEME.accent, THEME.good, THEME.warning, THEME.error, THEME.faint, THEME.ink)


def _brush(number: int) -> QBrush:
    """What a series or slice is filled with; in high contrast by a pattern of its own, too."""
    number %= len(inks())
    pattern = _PATTERNS[number] if THEME.theme.shapes else Qt.BrushStyle.SolidPattern
    return QBrush(style.color(inks()[number]), pattern)


def _fill(painter: QPainter, box: QRect, number: int) -> None:
    painter.fillRect(box, _brush(number))
    if THEME.theme.shapes:
        painter.setPen(style.color(THEME.ink))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))


def _grown(length: int) -> int:
    """A length that goes with the size of text."""
    return int(length * THEME.text)


class ChartView(QWidget):
    """One drawing; the arrow keys go from bar to bar."""

    moved = Signal(int)
    """Another row of the table is current."""
    chosen = Signal(int)
    """A row was clicked twice or entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._table: Table | None = None
        self._rows: tuple[Row, ...] = ()
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMouseTracking(True)

    def show_chart(self, chart: Chart | None, table: Table) -> None:
        """Draw another chart."""
        self._chart, self._table = chart, table
        self._rows = tuple(table.rows[: chart.rows]) if chart else ()
        self.current = -1
        self.setAccessibleName(chart.title if chart else "")
        self._keep_room()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, the names of series take another line."""
        super().resizeEvent(event)
        self._keep_room()

    def _keep_room(self) -> None:
        """All bars are seen whole; a ring is smaller where there is less room."""
        ring = self._chart is not None and self._chart.kind != BAR
        lines = style.ROW_HEIGHT * (1 + len(self._rows)) + 2 * style.WIDE_GAP
        self.setMinimumHeight(lines if ring else self.sizeHint().height())
        self.updateGeometry()

    def go_to(self, row: int) -> None:
        """Make a row of the table current; one that is not drawn clears the mark."""
        self.current = row if row < len(self._rows) else -1
        self.setAccessibleDescription(self._label(self.current) if self.current >= 0 else "")
        self.update()

    def sizeHint(self) -> QSize:
        if self._chart is None:
            return QSize(0, 0)
        if self._chart.kind != BAR:
            return QSize(style.CHART_WIDTH, style.RING + 4 * style.WIDE_GAP)
        height = self._top + len(self._rows) * self._step + style.WIDE_GAP
        return QSize(style.CHART_WIDTH, height)

    @property
    def _series(self) -> int:
        return len(self._chart.values) if self._chart else 1

    @property
    def _step(self) -> int:
        """The height that a row takes."""
        return self._series * style.BAR_THICK + style.GAP

    @property
    def _top(self) -> int:
        """Where the bars begin, under the title and what names the series."""
        if self._series == 1:
            return style.ROW_HEIGHT + style.GAP
        return self._legend()[-1][0].y() + style.ROW_HEIGHT + style.GAP

    @property
    def _small(self) -> QFontMetrics:
        """The letters of names, numbers and the legend."""
        return QFontMetrics(style.ui_font(style.SMALL_POINTS))

    @property
    def _labels(self) -> list[str]:
        """What the rows are called."""
        if self._chart is None or self._table is None:
            return []
        place = self._table.column(self._chart.label)
        return [str(row[place]) for row in self._rows]

    def _value(self, row: Row, key: str) -> Decimal:
        assert self._table is not None
        value = row[self._table.column(key)]
        return Decimal(value) if isinstance(value, Decimal | int) else Decimal(0)

    def _label(self, place: int) -> str:
        assert self._chart is not None
        assert self._table is not None
        row = self._rows[place]
        values = [self._shown(row, key) for key in self._chart.values]
        return f"{row[self._table.column(self._chart.label)]} {' '.join(values)}"

    def _shown(self, row: Row, key: str) -> str:
        assert self._table is not None
        column = self._table.columns[self._table.column(key)]
        return shown(row[self._table.column(key)], column.kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._chart is None or self._table is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.color(THEME.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.ui_font(bold=True))
        painter.setPen(style.color(THEME.ink))
        head = QRect(style.GAP, 0, self.width() - 2 * style.GAP, style.ROW_HEIGHT)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, left, self._chart.title)
        painter.setFont(style.ui_font(style.SMALL_POINTS))
        if self._chart.kind == BAR:
            self._paint_bars(painter, self._chart, self._table)
        else:
            self._paint_ring(painter, self._chart, self._table)

    def _paint_bars(self, painter: QPainter, chart: Chart, table: Table) -> None:
        if self._series > 1:
            self._paint_legend(painter)
        most = max((self._value(r, key) for r in self._rows for key in chart.values), default=0)
        longest = max(map(self._small.horizontalAdvance, self._labels), default=0) + style.GAP
        names = min(longest, _grown(style.CHART_NAMES), self.width() // 2)
        shown_values = [self._shown(row, key) for row in self._rows for key in chart.values]
        numbers = max(map(self._small.horizontalAdvance, shown_values), default=0) + style.GAP
        room = max(1, self.width() - names - numbers - 3 * style.GAP)
        for place, row in enumerate(self._rows):
            band = self._band(place)
            self._paint_ground(painter, band, place)
            painter.setPen(style.color(THEME.ink))
            label = str(row[table.column(chart.label)])
            name = QRect(style.GAP, band.top(), names, band.height())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            text = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideMiddle, names)
            painter.drawText(name, right, text)
            top = band.top() + style.GAP // 2
            for number, key in enumerate(chart.values):
                value = self._value(row, key)
                width = int(value * room / most) if most > 0 and value > 0 else 0
                bar = QRect(names + 2 * style.GAP, top + number * style.BAR_THICK, width,
                            style.BAR_THICK - 2)  # fmt: skip
                _fill(painter, bar, number)
                painter.setPen(style.color(THEME.muted))
                beside = QRect(bar.left() + width + style.GAP // 2, bar.top() - 2, numbers,
                               style.BAR_THICK + 2)  # fmt: skip
                middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(beside, middle, self._shown(row, key))

    def _paint_legend(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        for number, (spot, title) in enumerate(self._legend()):
            box = QRect(spot.x(), spot.y() + style.GAP, style.GAP, style.GAP)
            _fill(painter, box, number)
            painter.setPen(style.color(THEME.muted))
            at = QPoint(box.right() + style.GAP // 2, box.bottom())
            room = self.width() - at.x()
            painter.drawText(at, metrics.elidedText(title, Qt.TextElideMode.ElideRight, room))

    def _legend(self) -> list[tuple[QPoint, str]]:
        """Where each series is named: in a line, or in several where the drawing is narrow."""
        if self._chart is None or self._table is None:
            return []
        spot, out = QPoint(style.GAP, style.ROW_HEIGHT), []
        for key in self._chart.values:
            title = self._table.columns[self._table.column(key)].title
            width = self._small.horizontalAdvance(title) + 2 * style.GAP
            if spot.x() > style.GAP and spot.x() + width > self.width():
                spot = QPoint(style.GAP, spot.y() + self._small.height())
            out.append((spot, title))
            spot = QPoint(spot.x() + width + style.GAP, spot.y())
        return out

    def _paint_ring(self, painter: QPainter, chart: Chart, table: Table) -> None:
        total = sum((self._value(row, chart.values[0]) for row in self._rows), Decimal(0))
        if not total:
            return
        ring, begin = self._ring(), Decimal(0)
        for place, row in enumerate(self._rows):
            value = self._value(row, chart.values[0])
            start, span = int(begin * _FULL / total), int(value * _FULL / total)
            begin += value
            grown = 4 if place == self.current else 0
            edge = THEME.ink if THEME.theme.shapes else THEME.panel
            painter.setPen(QPen(style.color(edge), 1.5))
            painter.setBrush(_brush(place))
            if span:
                box = QRectF(ring).adjusted(-grown, -grown, grown, grown)
                painter.drawPie(box, _TOP - start, -span)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(THEME.panel))
        quarter = ring.width() // 4
        painter.drawEllipse(ring.adjusted(quarter, quarter, -quarter, -quarter))
        for place in range(len(self._rows)):
            band = self._key_band(place)
            self._paint_ground(painter, band, place)
            mark = QRect(band.left() + style.GAP, band.center().y() - 4, style.GAP, style.GAP)
            _fill(painter, mark, place)
            painter.setPen(style.color(THEME.ink))
            text = self._key(place)
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(band.adjusted(3 * style.GAP, 0, 0, 0), middle, text)

    def _paint_ground(self, painter: QPainter, band: QRect, place: int) -> None:
        if place != self.current:
            return
        painter.fillRect(band, style.color(THEME.accent_soft))
        if self.hasFocus():
            painter.setPen(QPen(style.color(THEME.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(band.adjusted(0, 0, -1, -1))

    def _band(self, place: int) -> QRect:
        return QRect(0, self._top + place * self._step, self.width(), self._step)

    def _key(self, place: int) -> str:
        """The words beside the ring."""
        assert self._chart is not None
        return f"{self._labels[place]}　{self._shown(self._rows[place], self._chart.values[0])}"

    def _ring(self) -> QRect:
        """Round what the words beside it leave."""
        words = max(map(self._small.horizontalAdvance, map(self._key, range(len(self._rows)))))
        top = style.ROW_HEIGHT + style.WIDE_GAP
        beside = words + 3 * style.GAP + 3 * style.WIDE_GAP
        side = min(style.RING, self.width() - beside, self.height() - top - style.GAP)
        return QRect(style.WIDE_GAP, top, max(side, 0), max(side, 0))

    def _key_band(self, place: int) -> QRect:
        ring = self._ring()
        left = ring.right() + 2 * style.WIDE_GAP
        top = ring.top() + place * style.ROW_HEIGHT
        return QRect(left, top, max(0, self.width() - left), style.ROW_HEIGHT)

    def row_at(self, point: QPointF) -> int:
        """The row drawn at a point, -1 where there is none."""
        spot = point.toPoint()
        bars = self._chart is None or self._chart.kind == BAR
        band = self._band if bars else self._key_band
        found = (place for place in range(len(self._rows)) if band(place).contains(spot))
        place = next(found, -1)
        return self._slice_at(point) if place < 0 and not bars else place

    def _slice_at(self, point: QPointF) -> int:
        assert self._chart is not None
        away = point - QPointF(self._ring().center())
        distance = math.hypot(away.x(), away.y())
        if not self._ring().width() / 4 <= distance <= self._ring().width() / 2:
            return -1
        turned = math.degrees(math.atan2(away.x(), -away.y())) % 360
        total = sum((self._value(row, self._chart.values[0]) for row in self._rows), Decimal(0))
        done = Decimal(0)
        for place, row in enumerate(self._rows):
            done += self._value(row, self._chart.values[0])
            if turned < done * 360 / total:
                return place
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move(self.row_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row >= 0:
            self.chosen.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        hand = Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)
        self.setToolTip(style.tip(self._label(row)) if row >= 0 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() in steps and self._rows:
            row = min(max(self.current + steps[Qt.Key(event.key())], 0), len(self._rows) - 1)
            self._move(row)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _move(self, row: int) -> None:
        if row >= 0:
            self.go_to(row)
            self.moved.emit(row)

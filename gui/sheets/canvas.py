"""A desk with a sheet on it: scrolls, zooms, selects with mouse and keys, paints marks.

One widget with many handlers; where a key leads, what stays in sight and how boxes are painted
have modules of their own.

Painted by hand rather than with QTableView: a form has cells that span both ways, several
slots in one cell, lines above and below the grid, and must look the same at every zoom.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from gui import style
from gui.sheets.blocks import between
from gui.sheets.boxes import Box, Key, Sheet, Slot
from gui.sheets.frozen import covered, kept
from gui.sheets.painting import Corners, paint_block, paint_boxes, paint_current, paint_grounds
from gui.sheets.walking import beside, edge, in_order, one_line, one_on
from gui.style import THEME

_STEPS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
_NOTCH = 120


class Canvas(QAbstractScrollArea):
    """Shows a `Sheet`; whoever inherits says how boxes are tinted and marked."""

    picked = Signal(object)
    """The key of the slot that the clerk chose."""
    zoomed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet()
        self.current: Key | None = None
        self.corner: Key | None = None
        self.zoom = 1.0
        self.fitting = False
        self.fit_least = style.FIT_LEAST
        self._wheel = 0
        self._line_start: Key | None = None
        """Where Tab began on this line; Enter goes on below it, as in a spreadsheet."""
        self._height: float | None = None
        """On which line the way leads sideways through cells over several rows."""
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    # What those who inherit may change

    def tint(self, box: Box, slot: Slot | None) -> str | None:
        """The background of a box or of one slot in it."""
        del box, slot
        return None

    def corners(self, box: Box) -> Corners:
        """Colours of the small triangles in the corners."""
        del box
        return Corners()

    def ink(self, box: Box) -> str:
        """The colour of a box's text."""
        del box
        return THEME.ink

    def tip(self, box: Box, slot: Slot | None) -> str:
        """What hovering over a slot tells."""
        del box, slot
        return ""

    def activate(self) -> None:
        """The clerk double-clicked the current slot."""

    # The sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Put another sheet on the desk; the place on it is kept."""
        self.sheet = sheet
        if self.fitting:
            self.fit_width()
        self._place_bars()
        self.viewport().update()

    def select(self, key: Key | None, *, announce: bool = False) -> None:
        """Make a slot the current one and bring it into sight."""
        self.current = self.corner = key
        self._line_start = self._height = None
        self.bring_into_sight(key)
        self.moved()
        self.viewport().update()
        if announce and key is not None:
            self.picked.emit(key)

    def stretch(self, key: Key | None) -> None:
        """Select the block between the current slot and this one."""
        if key != self.corner and self.sheet.find(key) is not None:
            self.corner = key
            self.bring_into_sight(key)
            self.viewport().update()

    def selected(self) -> list[list[Key | None]]:
        """The selected block row by row, None where no cell begins; mostly a single slot."""
        if self.current is None or self.corner is None:
            return []
        return between(self.sheet, self.current, self.corner)

    def select_all(self) -> None:
        """Select the whole grid of the sheet."""
        cells = [box for box in self.sheet.boxes if box.slots and box.row >= 0]
        if cells:
            first = min(cells, key=lambda box: (box.row, box.column))
            last = max(cells, key=lambda box: (box.row + box.rows, box.column + box.columns))
            self.select(first.slots[0].key, announce=True)
            self.stretch(last.slots[0].key)

    def moved(self) -> None:
        """The current slot, the zoom or the scroll place changed."""

    def set_zoom(self, zoom: float) -> None:
        """Show the sheet at this size, and keep to it."""
        self.fitting = False
        self._zoom_to(zoom)

    def _zoom_to(self, zoom: float) -> None:
        zoom = min(max(zoom, style.ZOOMS[0]), style.ZOOMS[-1])
        if zoom == self.zoom:
            return
        self.zoom = zoom
        self._place_bars()
        self.moved()
        self.viewport().update()
        self.zoomed.emit(zoom)

    def zoom_by(self, steps: int) -> None:
        """The next larger (1) or smaller (-1) zoom."""
        larger = [zoom for zoom in style.ZOOMS if zoom > self.zoom]
        smaller = [zoom for zoom in style.ZOOMS if zoom < self.zoom]
        if steps > 0 and larger:
            self.set_zoom(larger[0])
        if steps < 0 and smaller:
            self.set_zoom(smaller[-1])

    def fit_width(self) -> None:
        """Keep the whole width of the sheet in sight, whatever the size of the window."""
        self.fitting = True
        room = self.viewport().width() - 2 * style.SHEET_GAP
        if self.sheet.size.width() > 0:
            fit = math.floor(100 * room / self.sheet.size.width()) / 100
            self._zoom_to(min(max(fit, self.fit_least), style.FIT_MOST))

    def origin(self) -> QPointF:
        """Where the sheet's upper left corner stands in the viewport."""
        left = (self.viewport().width() - self.sheet.size.width() * self.zoom) / 2
        left = left if left >= 0 else style.SHEET_GAP
        bars = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QPointF(round(left) - bars[0], style.SHEET_GAP - bars[1])

    def to_view(self, rect: QRectF) -> QRect:
        """A rectangle of the sheet in the viewport."""
        corner = self.origin()
        return QRectF(
            rect.left() * self.zoom + corner.x(), rect.top() * self.zoom + corner.y(),
            rect.width() * self.zoom, rect.height() * self.zoom,
        ).toAlignedRect()  # fmt: skip

    def slot_at(self, position: QPointF) -> tuple[Box, Slot | None] | None:
        """The box under the mouse, with its slot nearest to it."""
        point = (position - self.origin()) * (1 / self.zoom)
        view = kept(self.sheet, self._seen())
        over = view.over(point)
        if over is not None:
            return over, next(iter(over.slots), None)
        for box in self.sheet.boxes:
            if box.rect.contains(point):
                return box, view.shown(box).slot_near(point)
        return None

    def shown(self, key: Key | None) -> tuple[Box, Slot] | None:
        """The box of a slot as far as it is seen, and the slot."""
        found = self.sheet.find(key) if key is not None else None
        return found and (kept(self.sheet, self._seen()).shown(found[0]), found[1])

    def _seen(self) -> QRectF:
        """The part of the sheet that is in the view."""
        size = QSizeF(self.viewport().size())
        return QRectF(self.origin() * (-1 / self.zoom), size * (1 / self.zoom))

    # Moving

    def walk(self, event: QKeyEvent) -> bool:
        """Move as in a spreadsheet; whether the key was one that moves."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if key in _STEPS and shift and not control:
            self.stretch(beside(self.sheet, self.corner, *_STEPS[key]))
        elif key in _STEPS and not control:
            height = self._line()
            dx, dy = _STEPS[key]
            self._go_to(one_on(self.sheet, self.current, dx, dy, height if dx else None))
            self._height = height if dx else None
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            start = self._line_start or self.current
            self._go_to(one_on(self.sheet, start, 0, -1 if shift else 1))
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and not control:
            self._tab(-1 if key == Qt.Key.Key_Backtab or shift else 1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            last, height = key == Qt.Key.Key_End, self._line()
            self._go_to(edge(self.sheet, self.current, last=last, whole=control, height=height))
            self._height = None if control else height
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} and not control:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (bar.pageStep() if key == Qt.Key.Key_PageDown
                                        else -bar.pageStep()))  # fmt: skip
        else:
            return False
        return True

    def _line(self) -> float | None:
        """The height of the line that is walked along: of the row one came from, or the middle."""
        found = self.shown(self.current)
        return found[0].rect.center().y() if self._height is None and found else self._height

    def _tab(self, step: int) -> None:
        """To the next slot; Enter comes back to the column where the line was begun."""
        start = self._line_start or self.current
        self._go_to(in_order(self.sheet, self.current, step))
        same = start is not None and one_line(self.sheet, start, self.current)
        self._line_start = start if same else self.current

    def _go_to(self, key: Key | None) -> None:
        if key is not None:
            self.select(key, announce=True)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), style.color(THEME.desk))
        if self.sheet.size.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.origin())
        painter.scale(self.zoom, self.zoom)
        paper = QRectF(QPointF(0, 0), self.sheet.size)
        painter.fillRect(paper.translated(1.5, 2), style.color(THEME.shadow))
        painter.fillRect(paper, style.color(THEME.sheet))
        seen = self._seen()
        view = kept(self.sheet, seen)
        boxes = [view.shown(box) for box in self.sheet.boxes if box.rect.intersects(seen)]
        self._paint(painter, boxes)
        if self.corner != self.current:
            keys = {key for row in self.selected() for key in row if key is not None}
            paint_block(painter, [box for box in boxes if any(s.key in keys for s in box.slots)])
        found = self.shown(self.current)
        if found is not None:
            paint_current(painter, *found, focused=self.hasFocus())
        for layer, right, below in view.layers:
            painter.translate(right, below)
            paint_grounds(painter, layer, lambda *_: THEME.sheet)
            self._paint(painter, layer)
            painter.translate(-right, -below)

    def _paint(self, painter: QPainter, boxes: Sequence[Box]) -> None:
        paint_grounds(painter, boxes, self.tint)
        paint_boxes(painter, boxes, self.corners, self.ink, self.devicePixelRatioF())

    # Events

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self.slot_at(QPointF(event.pos()))
            text = self.tip(*hit) if hit else ""
            if text:
                QToolTip.showText(event.globalPos(), style.tip(text), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.slot_at(event.position())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if hit is None or hit[1] is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.current is not None:
            self.stretch(hit[1].key)
        else:
            self.select(hit[1].key, announce=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self.slot_at(event.position())
        if hit is not None and hit[1] is not None:
            self.activate()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self.slot_at(event.position())
        over = hit is not None and hit[1] is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        )
        if event.buttons() & Qt.MouseButton.LeftButton and hit is not None and hit[1] is not None:
            self.stretch(hit[1].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.walk(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks over the slots; F6 and the menus lead out of the sheet."""
        return False if self.sheet.boxes else super().focusNextPrevChild(forward)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _NOTCH)
        self._wheel -= steps * _NOTCH
        if steps:
            self.zoom_by(steps)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        found = self.sheet.find(self.current) if self.current is not None else None
        seen = self.to_view(found[0].rect) if found else QRect()
        if self.fitting:
            self.fit_width()
        self._place_bars()
        if found is not None and 0 <= seen.top() < event.oldSize().height():
            self.bring_into_sight(self.current)
        self.moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.moved()
        self.viewport().update()

    def _place_bars(self) -> None:
        whole = self.sheet.size * self.zoom
        room = self.viewport().size()
        # For the desk alone beside a sheet that is seen whole nobody need scroll.
        beside = style.SHEET_GAP if whole.width() > room.width() else 0
        bars = (
            (self.horizontalScrollBar(), whole.width() + 2 * beside, room.width()),
            (self.verticalScrollBar(), whole.height() + 2 * style.SHEET_GAP, room.height()),
        )
        for bar, length, page in bars:
            bar.setRange(0, max(0, int(length - page)))
            bar.setPageStep(page)
            bar.setSingleStep(style.CELL_HEIGHT)
        # What a page further on begins with must not lie under a head.
        lost = round(covered(self.sheet, self._seen().size()).height() * self.zoom)
        self.verticalScrollBar().setPageStep(max(room.height() - lost, style.CELL_HEIGHT))

    def bring_into_sight(self, key: Key | None) -> None:
        """Scroll to a slot; of what is higher than the view a line is enough."""
        found = self.sheet.find(key) if key is not None else None
        if found is None:
            return
        rect = found[0].rect
        seen, least = self.to_view(rect), style.CELL_HEIGHT * self.zoom
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        room = self.viewport().size()
        lost = (covered(self.sheet, self._seen().size(), rect) * self.zoom).toSize()
        for bar, near, far, start, page in (
            (down, seen.top(), seen.bottom(), lost.height(), room.height()),
            (across, seen.left(), seen.right(), lost.width(), room.width()),
        ):
            higher = bar is down and far - near > page - start
            if higher and min(far, page) - max(near, start) >= least:
                continue
            beyond = max(0, far - page + style.SHEET_GAP)
            before = min(0, near - beyond - start - style.SHEET_GAP)
            if beyond or before:
                bar.setValue(bar.value() + beyond + before)

"""Pictures of the pages of a submitted file, one below the other, to read while typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui import style

_STEP, _LEAST, _MOST = 1.15, 0.5, 5.0
_LINE, _NOTCH = 60, 120
_HELD = 4


class PagesView(QAbstractScrollArea):
    """Pages as wide as the view at zoom 1; Ctrl with the wheel, plus and minus resize them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: tuple[bytes, ...] = ()
        self._sizes: tuple[QSize, ...] = ()
        self._drawn: dict[int, QImage] = {}
        self.zoom = 1.0
        self._held: QPoint | None = None
        self.setAccessibleName("报送原文")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show pages, given as JPEG, from the first one's head."""
        self.pages = tuple(pages)
        self._sizes = tuple(_size(page) for page in pages)
        self._drawn = {}
        self.zoom = 1.0
        self._lay()
        self.verticalScrollBar().setValue(0)

    def zoom_by(self, steps: float, at: QPoint | None = None) -> None:
        """Larger or smaller; what lies under `at` stays there."""
        middle = at or self.viewport().rect().center()
        before = self.zoom
        self.zoom = min(max(self.zoom * _STEP**steps, _LEAST), _MOST)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        rate = self.zoom / before
        wanted = [
            round((bar.value() + place) * rate - place)
            for bar, place in ((across, middle.x()), (down, middle.y()))
        ]
        self._lay()
        across.setValue(wanted[0])
        down.setValue(wanted[1])

    def _page(self, number: int) -> QImage:
        """A page, decoded; the last few are held, since each takes some 14 MB."""
        image = self._drawn.pop(number, None)
        if image is None:
            image = QImage.fromData(self.pages[number])
        self._drawn[number] = image
        while len(self._drawn) > _HELD:
            self._drawn.pop(next(iter(self._drawn)))
        return image

    def _laid(self) -> list[QSize]:
        """How large the pages are on the screen."""
        width = max(round(self.viewport().width() * self.zoom), 1)
        return [
            QSize(width, round(size.height() * width / max(size.width(), 1)))
            for size in self._sizes
        ]

    def _lay(self) -> None:
        room, sizes = self.viewport().size(), self._laid()
        height = sum(size.height() + style.GAP for size in sizes)
        width = max((size.width() for size in sizes), default=0)
        for bar, whole, seen in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setRange(0, max(whole - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(_LINE)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top = -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        for number, size in enumerate(self._laid()):
            if top < self.viewport().height() and top + size.height() > 0:
                painter.drawImage(QRect(QPoint(left, top), size), self._page(number))
            top += size.height() + style.GAP
        painter.end()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / _NOTCH, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_Home:
                self.verticalScrollBar().setValue(0)
            case Qt.Key.Key_End:
                self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            moved = event.position().toPoint() - self._held
            self._held = event.position().toPoint()
            for bar, way in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        event.accept()


def _size(page: bytes) -> QSize:
    buffer = QBuffer()
    buffer.setData(page)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer, b"jpeg").size()

"""The pages as they will be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Slot
from PySide6.QtGui import (
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.editors.strip import Strip
from gui.labels import Label
from gui.spool import Spool
from gui.style import THEME
from gui.tasks import Task


class Pages(QAbstractScrollArea):
    """Pages one below the other on a desk."""

    def __init__(self, pages: Spool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.zoom = 1.0
        self._pages = pages
        self._place_bars()

    def set_zoom(self, zoom: float) -> None:
        self.zoom = min(max(zoom, style.ZOOMS[0]), style.ZOOMS[-1])
        self._place_bars()
        self.viewport().update()

    def fit(self) -> None:
        """As large as the widest page fits in, never larger than it is."""
        widest = max((size.width() * _scale(size) for size in self._pages.sizes), default=1.0)
        bar = self.verticalScrollBar().sizeHint().width()
        self.set_zoom(min(1.0, (self.width() - bar - 2 * style.SHEET_GAP) / widest))

    def rects(self) -> list[QRectF]:
        """Where each page stands on the desk, before scrolling."""
        top, out = float(style.SHEET_GAP), []
        room = self.viewport().width()
        for own in self._pages.sizes:
            size = own * (self.zoom * _scale(own))
            left = max((room - size.width()) / 2, float(style.SHEET_GAP))
            out.append(QRectF(QPointF(left, top), size))
            top += size.height() + style.SHEET_GAP
        return out

    @property
    def page(self) -> int:
        """The page in the middle of what is seen, counted from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return 1 + sum(rect.bottom() < middle for rect in self.rects()[:-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), style.color(THEME.desk))
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        seen = QRectF(self.viewport().rect())
        for number, rect in enumerate(self.rects()):
            there = rect.translated(offset)
            if there.intersects(seen):
                painter.fillRect(there.translated(1.5, 2), style.color(THEME.shadow))
                painter.fillRect(there, style.color(THEME.sheet))
                self._pages.renderer(number).render(painter, there)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bars()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.viewport().update()

    def _place_bars(self) -> None:
        rects = self.rects()
        width = max((rect.right() for rect in rects), default=0.0) + style.SHEET_GAP
        height = max((rect.bottom() for rect in rects), default=0.0) + style.SHEET_GAP
        room = self.viewport().size()
        for bar, length, page in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setRange(0, max(0, int(length - page)))
            bar.setPageStep(page)
            bar.setSingleStep(style.ROW_HEIGHT)


def _scale(size: QSizeF) -> float:
    """From the page's own points to the width of a sheet on screen."""
    return style.SHEET_WIDTH / max(min(size.width(), size.height()), 1)


class PreviewDialog(QDialog):
    """Looks at pages, zooms them, prints them; `notes` say what does not fit on them."""

    def __init__(
        self,
        title: str,
        pages: Spool,
        notes: Sequence[str],
        send: Callable[[], None],
        save: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览　{title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.PREVIEW)
        self.pages = Pages(pages, self)
        self.pages.setAccessibleName("页面")
        self._send, self._save = send, save
        self._count, self._page, self._percent = len(pages), Label(), Label()
        head = QFrame()
        head.setProperty("role", "strip")
        row = QHBoxLayout(head)
        row.setContentsMargins(style.WIDE_GAP, style.GAP // 2, style.WIDE_GAP, style.GAP // 2)
        row.addWidget(self._page)
        row.addStretch(1)
        for word, slot, keys in (
            ("缩小", self.smaller, ("Ctrl+-",)),
            ("放大", self.larger, ("Ctrl+=", "Ctrl++")),
            ("原大", self.whole, ("Ctrl+0",)),
        ):
            button = QToolButton()
            button.setText(word)
            button.setToolTip(f"{word}（{keys[0]}）")
            button.clicked.connect(slot)
            row.addWidget(button)
            for key in keys:
                QShortcut(QKeySequence(key), self, slot)
        row.addWidget(self._percent)
        row.addStretch(1)
        self.save_button = QPushButton("存为 PDF…")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        self.print_button = QPushButton("打印…")
        self.print_button.setProperty("primary", True)
        self.print_button.clicked.connect(self.send)
        QShortcut(QKeySequence("Ctrl+P"), self, self.send)
        row.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self.notes = Strip()
        self.notes.tell("\n".join(notes))
        column.addWidget(self.notes)
        column.addWidget(self.pages, 1)
        self.pages.setFocus()
        self.pages.verticalScrollBar().valueChanged.connect(self._tell)
        self._tell()

    @Slot()
    def smaller(self) -> None:
        self.pages.set_zoom(self.pages.zoom / 1.2)
        self._tell()

    @Slot()
    def larger(self) -> None:
        self.pages.set_zoom(self.pages.zoom * 1.2)
        self._tell()

    @Slot()
    def whole(self) -> None:
        self.pages.set_zoom(1.0)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.pages.fit()
            self._tell()

    @Slot()
    def send(self) -> None:
        self._send()

    @Slot()
    def save(self) -> None:
        self._save()

    def begin(self, task: Task) -> None:
        """Work on these pages is under way."""
        self.save_button.setEnabled(False)
        task.finished.connect(self._idle)

    def say(self, text: str) -> None:
        """Say that something was done."""
        self.notes.tell(text)

    def complain(self, text: str) -> None:
        """Say why something was not done."""
        self.notes.tell(text, alarm=True)

    @Slot()
    def _idle(self) -> None:
        self.save_button.setEnabled(True)

    @Slot()
    def _tell(self) -> None:
        here = f"第 {self.pages.page} 页，" if self._count > 1 else ""
        self._page.setText(f"{here}共 {self._count} 页")
        self._percent.setText(f"{self.pages.zoom * 100:.0f}%")

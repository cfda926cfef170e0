"""The sheet of a form: its marks, and the editor that lies over the current cell."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from core.address import At
from core.schema.form import spec_at
from core.submission import Filled
from gui import style
from gui.editors.cell import CellEditor
from gui.models.marks import Marks
from gui.sheets import boxes
from gui.sheets.canvas import Canvas
from gui.sheets.painting import Corners
from gui.sheets.paper import new_grid, paper_sheet
from gui.sheets.walking import further, in_order
from gui.spoken import announce
from gui.style import SEVERITY_INK, THEME

_INLINE_MIN = 90


class PaperCanvas(Canvas):
    """The sheet with its marks and the editor over the current cell."""

    list_begun = Signal()
    """The clerk wants to fill in the first row of an empty list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filled: Filled | None = None
        self.marks = Marks()
        self._body = new_grid()
        self._title = boxes.Texts(style.paper_font(style.PAPER_TITLE_PIXELS, title=True))
        self.menu = QMenu(self)
        self.writable = False
        self.editor = CellEditor(self.viewport(), self.walk)
        self.setFocusProxy(self.editor)
        self.editor.woken.connect(self._woken)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_form(self, filled: Filled, marks: Marks) -> None:
        self.filled, self.marks = filled, marks
        self.show_sheet(paper_sheet(filled, self._body, self._title))
        self.moved()

    def tint(self, box: boxes.Box, slot: boxes.Slot | None) -> str | None:
        if slot is None or not isinstance(slot.key, At):
            return None
        if slot.key in self.marks.unread:
            return THEME.unread_soft
        return THEME.doubt_soft if slot.key in self.marks.doubts else None

    def corners(self, box: boxes.Box) -> Corners:
        places = [slot.key for slot in box.slots if isinstance(slot.key, At)]
        found = {self.marks.severity(at) for at in places}
        worst = next((severity for severity in SEVERITY_INK if severity in found), None)
        edited = any(at in self.marks.edited for at in places)
        commented = any(at in self.marks.comments for at in places)
        shapes = THEME.theme.shapes
        unread = shapes and any(at in self.marks.unread for at in places)
        return Corners(
            THEME.edited if edited else None,
            SEVERITY_INK[worst] if worst else None,
            THEME.muted if commented else None,
            THEME.muted if shapes and self._computed(box) else None,
            THEME.error if unread else None,
            worst,
        )

    def ink(self, box: boxes.Box) -> str:
        """Grey where the form itself gives the value, and nobody need type it."""
        return THEME.muted if self._computed(box) else THEME.ink

    def _computed(self, box: boxes.Box) -> bool:
        if len(box.slots) != 1 or not isinstance(box.slots[0].key, At):
            return False
        computed = self.marks.computed.get(box.slots[0].key)
        return computed is not None and computed.agrees

    def tip(self, box: boxes.Box, slot: boxes.Slot | None) -> str:
        if slot is None or self.filled is None or not isinstance(slot.key, At):
            return ""
        return self.marks.tip(self.filled, slot.key)

    def select(self, key: boxes.Key | None, *, announce: bool = False) -> None:
        """What is being typed belongs to the cell that is left, so it is committed there first."""
        if key != self.current:
            self.editor.finish()
        super().select(key, announce=announce)

    def walk(self, event: QKeyEvent) -> bool:
        """A page further on the current cell goes along, so that typing goes where one looks: the
        first one where none was chosen; to the last, or the first, where nothing can be scrolled.
        """
        bar, key = self.verticalScrollBar(), Qt.Key(event.key())
        before = bar.value()
        walked = super().walk(event)
        start = in_order(self.sheet, self.current, 0)
        if walked and start is not None and key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            page = bar.pageStep() if key == Qt.Key.Key_PageDown else -bar.pageStep()
            way = bar.value() - before or page
            self.select(further(self.sheet, start, way / self.zoom), announce=True)
        return walked

    def stretch(self, key: boxes.Key | None) -> None:
        """The size of a block is said, since the cell at hand stays the same."""
        before = self.corner
        super().stretch(key)
        if self.corner != before:
            block = self.selected()
            announce(self.editor, f"选中 {len(block)} 行 {max(map(len, block))} 列")

    def activate(self) -> None:
        """Begin to edit the current cell with the text that stands in it."""
        if self.filled is not None and isinstance(self.current, At):
            if is_cell(self.filled, self.current):
                self.editor.begin(self.filled.text(self.current))
            else:
                self.list_begun.emit()

    def moved(self) -> None:
        """The editor lies over the current slot, or asleep in the corner when there is none."""
        found = self.shown(self.current)
        if found is None:
            self.editor.put_over(QRect(0, 0, 1, 1), style.PAPER_PIXELS, writable=False)
            return
        box, slot = found
        pixels = max(6, round(style.PAPER_PIXELS * self.zoom))
        cell = (
            self.writable
            and self.filled is not None
            and isinstance(slot.key, At)
            and is_cell(self.filled, slot.key)
        )
        room = self._room(box, slot)
        option = box.layout.textOption()
        align = option.alignment() if room == box.rect else Qt.AlignmentFlag.AlignLeft
        self.editor.put_over(self.to_view(room), pixels, align, writable=cell)

    def _room(self, box: boxes.Box, slot: boxes.Slot) -> QRectF:
        """Where to type: the cell, or the part of it behind its wording if that is wide enough."""
        part = box.slot_rect(slot)
        if part == box.rect or box.rect.right() - part.left() < _INLINE_MIN:
            return box.rect
        return QRectF(part.left(), box.rect.top(), box.rect.right() - part.left(),
                      box.rect.height())  # fmt: skip

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        hit = self.slot_at(self.viewport().mapFromGlobal(event.globalPos()).toPointF())
        inside = {key for row in self.selected() for key in row}
        if hit is not None and hit[1] is not None and hit[1].key not in inside:
            self.select(hit[1].key, announce=True)
        self.menu.exec(event.globalPos())

    @Slot()
    def _woken(self) -> None:
        """What is typed is seen, though the sheet was scrolled away from its cell."""
        self.bring_into_sight(self.current)

    @Slot()
    def _scrolled(self) -> None:
        self.moved()


def inside(sheet: boxes.Sheet, parent: At) -> At | None:
    """The first slot within a place."""
    return next(
        (
            slot.key
            for box, slot in boxes.reading_order(sheet.boxes)
            if isinstance(slot.key, At) and slot.key.within(parent)
        ),
        None,
    )


def is_cell(filled: Filled, at: At) -> bool:
    return spec_at(type(filled.record), at).kind is not None

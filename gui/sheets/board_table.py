"""The table of the year board: a row a unit, onto which files may be dropped."""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRect,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QTableView, QWidget

from gui import style
from gui.models.board import AUTHORITY, COLUMNS, FIRST_FORM, NAME, PHONE, STATUS, BoardModel
from gui.models.units import LINE_ROLE, UnitLine
from gui.sheets.mark import Chips, picture, put
from gui.style import THEME

_DROP = "把报来的文件拖到这里；拖到某个单位的行上，就按这个单位读入"

_NAMES = ((AUTHORITY, style.BOARD_AUTHORITY, 2), (NAME, style.BOARD_NAME, 1))
"""Columns that get more where there is room: how wide at most, which part of what is left."""


def least_widths() -> list[int]:
    """How wide the columns are where there is no room to spare."""
    return [max(int(width * THEME.text), style.FORM_COLUMN) for width in style.BOARD_COLUMNS]


def _ground(color: str) -> QPixmap:
    """What a row is painted on; drawn out, for `fillRect` would ask for `Qt` (gui/flags.py)."""
    out = QPixmap(1, 1)
    out.fill(QColor(color))
    return out


def _rows_of(part: QItemSelectionRange) -> range:
    return range(part.top(), part.bottom() + 1)


class BoardTable(QTableView):
    """The table; files dropped on a row are for its unit."""

    dropped = Signal(object, str)
    """(paths, key)"""

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self._model = model
        self._chips = Chips(self)
        self._widths = least_widths()
        # Asked for its own one, Qt would make seventy kinds of widgets known to find what it is.
        self.setViewport(QWidget())
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setAccessibleDescription(_DROP)

    def widen(self, widths: list[int]) -> None:
        """Give the columns these widths; until the clerk divides the room, they are the table's."""
        self._widths = widths
        for column, width in enumerate(widths):
            self.horizontalHeader().resizeSection(column, width)

    @property
    def untouched(self) -> bool:
        """Whether the columns, of which the last is stretched, are as wide as they were made."""
        header = self.horizontalHeader()
        shown = [column for column in range(len(COLUMNS)) if not header.isSectionHidden(column)]
        return all(header.sectionSize(column) == self._widths[column] for column in shown[:-1])

    def spread(self, room: int) -> None:
        """Give the names what the other columns leave, unless the clerk divides the room."""
        if not self.untouched:
            return
        widths = least_widths()
        hidden = self.isColumnHidden
        shown = sum(width for column, width in enumerate(widths) if not hidden(column))
        left = room - style.SCROLLBAR - shown
        for column, most, part in _NAMES:
            if not hidden(column):
                more = max(0, min(left // part, int(most * THEME.text) - widths[column]))
                widths[column] += more
                left -= more
        if widths != self._widths:
            self.widen(widths)
        # Stretched, a column of figures would stand far from those that it belongs to.
        self.horizontalHeader().setStretchLastSection(not hidden(PHONE))

    @property
    def blank(self) -> QRect:
        """What the rows leave free of the view; empty where it is too little to say a word in."""
        top = self.rowViewportPosition(self.model().rowCount() - 1) + style.ROW_HEIGHT
        room = self.viewport().rect().adjusted(0, top, 0, 0)
        return room if room.height() > style.DROP_ROOM else QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """All rows in one pass, for which Qt would ask Python four times a cell; under them, what
        may be done there.
        """
        painter = QPainter(self.viewport())
        self._paint_rows(painter, self._seen(event.rect()))
        room = self.blank
        if self.acceptDrops() and not room.isEmpty():
            put(painter, room, picture(_DROP, "", self.devicePixelRatioF()))

    def _seen(self, area: QRect) -> range:
        """The rows that an area of the view shows."""
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, last + 1 if last >= 0 else self._model.rowCount())

    def _paint_rows(self, painter: QPainter, rows: range) -> None:
        header, metrics = self.horizontalHeader(), painter.fontMetrics()
        columns = [
            (column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in range(len(COLUMNS))
            if not header.isSectionHidden(column)
        ]
        chosen = {
            row for part in self.selectionModel().selection().toList() for row in _rows_of(part)
        }
        selected, every_other = _ground(THEME.accent_soft), _ground(THEME.hover)
        for row in rows:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if row in chosen or row % 2:
                whole = QRect(-header.offset(), top, header.length(), height)
                painter.drawPixmap(whole, selected if row in chosen else every_other)
            for column, left, width in columns:
                text, mark, alignment = self._model.cell(row, column)
                if not text:
                    continue
                rect = QRect(left, top, width, height)
                room = rect.adjusted(style.CELL_ROOM, 0, -style.CELL_ROOM, 0)
                if FIRST_FORM <= column <= STATUS:
                    put(painter, rect, self._chips.drawn(text, mark))
                elif metrics.horizontalAdvance(text) <= room.width():
                    painter.drawText(room, alignment, text)
                else:
                    self._paint_cut(painter, rect, row, column)

    def _paint_cut(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        """Words that there is no room for: Qt shortens them without asking for `Qt`.

        The class of the option is made when it is named, which only this needs.
        """
        option = QtWidgets.QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = rect  # type: ignore[attr-defined]
        self.itemDelegate().paint(painter, option, self._model.index(row, column))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The words under the rows do not move with them."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def go_to(self, index: QModelIndex) -> None:
        """Mark this row alone; by itself Qt would add it while Ctrl is held, as in Ctrl+1."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, alone | rows)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from gui.sheets.dropping import dragged, take  # noqa: PLC0415 — not needed to show the board

        if dragged(event):
            take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which row the files would fall."""
        from gui.sheets.dropping import take  # noqa: PLC0415 — not needed to show the board

        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.selectRow(index.row())
        else:
            self.clearSelection()
        take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event

    def dropEvent(self, event: QDropEvent) -> None:
        from gui.sheets.dropping import dragged, take  # noqa: PLC0415 — not needed to show the board

        paths = dragged(event)
        line = self.indexAt(event.position().toPoint()).siblingAtColumn(0).data(LINE_ROLE)
        if paths:
            take(event)
            self.dropped.emit(paths, line.key if isinstance(line, UnitLine) else "")

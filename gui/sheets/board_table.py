"""The table of the year board: a row a unit, onto which files may be dropped."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QTableView, QWidget

from gui import style
from gui.models.board import AUTHORITY, COLUMNS, NAME, PHONE
from gui.models.units import LINE_ROLE, UnitLine
from gui.sheets.mark import picture, put
from gui.style import THEME

_DROP = "把报来的文件拖到这里；拖到某个单位的行上，就按这个单位读入"

_NAMES = ((AUTHORITY, style.BOARD_AUTHORITY, 2), (NAME, style.BOARD_NAME, 1))
"""Columns that get more where there is room: how wide at most, which part of what is left."""


def least_widths() -> list[int]:
    """How wide the columns are where there is no room to spare."""
    return [max(int(width * THEME.text), style.FORM_COLUMN) for width in style.BOARD_COLUMNS]


class BoardTable(QTableView):
    """The table; files dropped on a row are for its unit."""

    dropped = Signal(object, str)
    """(paths, key)"""

    def __init__(self) -> None:
        super().__init__()
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
        """Under the rows, what may be done there."""
        super().paintEvent(event)
        room = self.blank
        if self.acceptDrops() and not room.isEmpty():
            put(QPainter(self.viewport()), room, picture(_DROP, "", self.devicePixelRatioF()))

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

"""The three faces of the window: the desk of a unit, the board of the year, the county's summary.

Board and summary are imported and made when they are first looked at, unless the window began with
the board.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

if TYPE_CHECKING:
    from core.address import Place
    from gui.bridge import Bridge
    from gui.models.year import Year
    from gui.settings import Settings
    from gui.views.board import BoardView
    from gui.views.summary import SummaryView


class Pages(QStackedWidget):
    """One page is seen at a time; the desk at first."""

    turned = Signal()
    """Another page is seen."""
    year_chosen = Signal(int)
    dropped = Signal(object, str)
    """(paths, key of the unit they were dropped on, or empty)"""
    given = Signal(str)
    """A command of the window, given on a page."""

    def __init__(self, bridge: Bridge, year: Year, desk: QWidget, settings: Settings) -> None:
        super().__init__()
        self._bridge = bridge
        self._year = year
        self._desk = desk
        self._settings = settings
        self._board: BoardView | None = None
        self._summary: SummaryView | None = None
        self.addWidget(desk)

    @property
    def on_desk(self) -> bool:
        return self.currentWidget() is self._desk

    @property
    def board(self) -> BoardView:
        """The board, made at the first call."""
        if self._board is None:
            from gui.views.board import BoardView  # noqa: PLC0415 — not needed to open the window

            board = BoardView()
            board.take_layout(self._settings.get_bytes("board"))
            self.take_board(board)
            return board
        return self._board

    def take_board(self, board: BoardView) -> None:
        """Let a board, which may be seen already, follow the bridge; the window turns to it."""
        self._board = board
        board.follow(self._bridge, self._year)
        board.chosen.connect(self.open_unit)
        board.year_chosen.connect(self.year_chosen)
        board.dropped.connect(self.dropped)
        self.addWidget(board)

    @property
    def summary(self) -> SummaryView:
        """The summary, made at the first call."""
        if self._summary is None:
            from gui.views.summary import SummaryView  # noqa: PLC0415 — as the board

            self._summary = SummaryView(self._bridge, self._year)
            self._summary.chosen.connect(self.open_place)
            self._summary.given.connect(self.given)
            self.addWidget(self._summary)
        return self._summary

    @property
    def search(self) -> QLineEdit | None:
        """Where units are searched on the page that is seen, if not on the desk."""
        return self.board.search if self.currentWidget() is self._board else None

    @property
    def marked(self) -> tuple[str, ...]:
        """The units that are marked on the board, if the board is seen and more than one is."""
        if self._board is None or self.currentWidget() is not self._board:
            return ()
        marked = self._board.marked
        return marked if len(marked) > 1 else ()

    @property
    def current_key(self) -> str | None:
        """The unit that is looked at: of the board the current row, else that of the desk."""
        if self._board is not None and self.currentWidget() is self._board:
            return self._board.current.key if self._board.current else None
        return self._bridge.key

    def show_desk(self) -> None:
        """Look at the unit's forms."""
        self._turn(self._desk)

    def show_board(self) -> None:
        """Look at the year; the row of the unit that was worked on is current."""
        self._bridge.commit_pending()
        self._turn(self.board)
        self.board.go_to(self._bridge.key)

    def remember(self) -> None:
        """Keep the columns of the board for next time."""
        if self._board is not None:
            self._settings.put_bytes("board", self._board.layout_of_columns())

    def show_summary(self) -> None:
        """Look at the county's year in tables and drawings."""
        self._bridge.commit_pending()
        self.summary.refresh()
        self._turn(self.summary)

    @Slot(str, object)
    def open_place(self, key: str, place: Place | None) -> None:
        """Work on a unit, at a cell of it."""
        self.open_unit(key)
        if place is not None:
            self._bridge.locate(place)

    @Slot(str)
    def open_unit(self, key: str) -> None:
        """Work on a unit."""
        self._bridge.open(key)
        self.show_desk()

    def _turn(self, page: QWidget) -> None:
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
            self.turned.emit()
        if page is not self._desk:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """What is seen decides how small the window may be."""
        return self.currentWidget().minimumSizeHint()

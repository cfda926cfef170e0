"""The year board: every unit with its forms, states and counts; the place to begin a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import (
    QByteArray,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.unit_state import HANDED_IN, SENT_BACK, THROUGH
from gui import flags, style
from gui.editors.combo import QuietCombo
from gui.labels import Label
from gui.models.board import (
    COLUMNS,
    NAME,
    OFTEN_EMPTY,
    SIFTS,
    BoardModel,
    Progress,
    Seen,
    progress,
)
from gui.models.units import LINE_ROLE, UnitLine
from gui.sheets.board_table import BoardTable, least_widths

if TYPE_CHECKING:
    from gui.bridge import Bridge
    from gui.models.year import Year

Index = QModelIndex | QPersistentModelIndex
_PART_INKS = {THROUGH: "good", HANDED_IN: "accent", SENT_BACK: "warning"}
"""The parts of the bar from the left, with the theme's colours."""


class ProgressStrip(QFrame):
    """A bar of what is passed, handed in, returned, and still to come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(style.STRIP_HEIGHT)
        self.setAccessibleName("进度")
        self.setProperty("role", "progress")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for ink in _PART_INKS.values():
            part = QFrame()
            part.setProperty("done", ink)
            row.addWidget(part)
        row.addStretch()

    def show_progress(self, shown: Progress) -> None:
        words = [f"{word} {number}" for word, number in shown.parts]
        self.setToolTip("　".join([*words, f"未报 {shown.missing}"]))
        self.setAccessibleDescription(self.toolTip())
        numbers = [*(dict(shown.parts)[word] for word in _PART_INKS), shown.missing]
        for place, number in enumerate(numbers):
            self._row.setStretch(place, number)


class BoardView(QFrame):
    """The whole window while the year is looked at.

    It shows a year by itself, or follows the bridge through the years of its folder.
    """

    chosen = Signal(str)
    """The key of a unit to work on."""
    year_chosen = Signal(int)
    dropped = Signal(object, str)
    """(paths, key of the unit they were dropped on, or empty)"""

    def __init__(self, seen: Seen | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        shown = Seen() if seen is None else seen
        self._seen: Callable[[], Seen] = lambda: shown
        self.model = BoardModel(self)
        self.years = QuietCombo()
        self.counts, self.deadline = Label(), Label()
        self.strip = ProgressStrip()
        self.search = QLineEdit()
        self.chips = QButtonGroup(self)
        self.table = BoardTable(self.model)
        self.none = Label()
        self._build()
        self._dress_table()
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._to_table)
        self.chips.idClicked.connect(self._sift)
        self.table.activated.connect(self._open)
        self.table.dropped.connect(self.dropped)
        self.years.activated.connect(self._year_chosen)
        self.setFocusProxy(self.table)
        self.reload()

    def follow(self, bridge: Bridge, year: Year) -> None:
        """Show from now on the year that the bridge looks at, as it changes."""

        def seen() -> Seen:
            years = bridge.workspace.years()
            if bridge.year is None:
                return Seen(years)
            deadline = bridge.workspace.deadline(bridge.year)
            return Seen(years or (bridge.year,), bridge.year, deadline, year.lines)

        self._seen = seen
        self.table.setAcceptDrops(bridge.writable)
        self._let_sort()
        self._tell_heads()
        year.renewed.connect(self.reload)
        year.updated.connect(self._show)
        self.reload()

    def _build(self) -> None:
        self.years.setAccessibleName("年度")
        self.counts.setProperty("role", "heading")
        self.deadline.setProperty("role", "caption")
        self.search.setPlaceholderText("名称、代码或拼音首字母")
        self.search.setAccessibleName("查找单位")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self.search.setFixedWidth(style.SEARCH_WIDTH)
        self.search.addAction(style.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.none.setProperty("role", "muted")
        self.none.setProperty("alignment", flags.ABOVE)
        head = QHBoxLayout()
        head.setSpacing(style.WIDE_GAP)
        head.addWidget(self.years)
        head.addWidget(self.counts)
        head.addStretch(1)
        head.addWidget(self.deadline)
        chips = QHBoxLayout()
        chips.setSpacing(2)
        for number, sift in enumerate(SIFTS):
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setToolTip(sift.help)
            self.chips.addButton(button, number)
            chips.addWidget(button)
        chips.addStretch(1)
        chips.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.WIDE_GAP, style.WIDE_GAP, style.WIDE_GAP, style.GAP)
        column.setSpacing(style.GAP)
        column.addLayout(head)
        column.addWidget(self.strip)
        column.addLayout(chips)
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def _dress_table(self) -> None:
        table = self.table
        self._give_models()
        table.setAccessibleName("年度总览")
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setDefaultSectionSize(style.ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(style.FORM_COLUMN)
        self.table.widen(least_widths())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorClearable(True)
        header.sectionPressed.connect(self._let_sort)

    def _give_models(self) -> None:
        """The units to the table; to its head words that Qt holds by itself, for it asks a model
        of Python's in the words of `Qt`. What is hidden asks for nothing.
        """
        table, header = self.table, self.table.horizontalHeader()
        self._heads = QStandardItemModel(0, len(COLUMNS), table)
        for place, column in enumerate(COLUMNS):
            head = QStandardItem(column.title)
            head.setData(flags.LEFT if column.left else flags.CENTRED, flags.ALIGNMENT_ROLE)
            self._heads.setHorizontalHeaderItem(place, head)
        table.verticalHeader().hide()
        header.hide()
        table.setModel(self.model)
        header.setModel(self._heads)

    def _tell_heads(self) -> None:
        """Give the heads their tips, for which the forms must be known."""
        across = QtCore.Qt.Orientation.Horizontal
        for column in range(len(COLUMNS)):
            tip = self.model.headerData(column, across, flags.TIP_ROLE)
            self._heads.horizontalHeaderItem(column).setToolTip(tip or "")

    @Slot()
    def _let_sort(self) -> None:
        """A head that is pressed sorts. Before one is, sorting would only ask for `Qt`."""
        if not self.table.isSortingEnabled():
            header = self.table.horizontalHeader()
            if not header.isSortIndicatorShown():
                header.setSortIndicator(-1, QtCore.Qt.SortOrder.AscendingOrder)
            self.table.setSortingEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.spread(self.width() - 2 * style.WIDE_GAP)

    def layout_of_columns(self) -> QByteArray:
        """The widths that the clerk gave the columns, and by which of them the rows are sorted."""
        if self.table.untouched:
            self.table.widen(least_widths())
        return self.table.horizontalHeader().saveState()

    def take_layout(self, layout: QByteArray) -> None:
        """Take over the columns of last time; nothing happens when there are none."""
        header = self.table.horizontalHeader()
        if header.restoreState(layout) and header.sortIndicatorSection() >= 0:
            self._let_sort()

    @Slot()
    def reload(self) -> None:
        """Show the units of the year that is looked at."""
        seen = self._seen()
        if [self.years.itemData(index) for index in range(self.years.count())] != list(seen.years):
            self.years.clear()
            for year in seen.years:
                self.years.addItem(f"{year}年度", year)
        self.years.setVisible(bool(seen.years))
        self.years.setCurrentIndex(self.years.findData(seen.year))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is shown now."""
        super().showEvent(event)
        self._show()

    @Slot()
    def _show(self) -> None:
        if not self.isVisible():
            return
        self.table.horizontalHeader().show()
        seen, current = self._seen(), self.current
        lines = seen.lines
        self.model.show(lines)
        if self.current is None and current is not None:
            self.go_to(current.key)
        for number, sift in enumerate(SIFTS):
            count = sum(1 for line in lines if sift.lets(line))
            button = self.chips.button(number)
            button.setText(f"{sift.word} {count}")
            button.setVisible(bool(count) or number == 0 or button.isChecked())
        for column in OFTEN_EMPTY:
            shown = any(COLUMNS[column].shows(line) for line in lines)
            self.table.setColumnHidden(column, not shown)
        self.table.spread(self.width() - 2 * style.WIDE_GAP)
        done = progress(lines)
        words = [f"应报 {done.expected}", f"已报 {done.handed_in}", f"未报 {done.missing}"]
        words += [f"其中逾期 {done.overdue}"] if done.overdue else []
        words += [f"退回 {done.returned}"] if done.returned else []
        words += [f"通过 {done.passed}"]
        self.counts.setText("　".join(words))
        self.strip.show_progress(done)
        self._show_deadline(seen.deadline)
        self._show_none()

    def _show_deadline(self, day: dt.date | None) -> None:
        if day is None:
            self.deadline.setText("没有设报送期限")
            return
        left = (day - dt.datetime.now().astimezone().date()).days
        word = f"还有 {left} 天" if left >= 0 else f"已过 {-left} 天"
        self.deadline.setText(f"报送期限 {day}（{word}）")

    def _show_none(self) -> None:
        empty = self.model.rowCount() == 0
        some = bool(self.model.lines)
        self.none.setText("没有这样的单位" if some else "还没有单位，可以导入单位名单或报送文件")
        self.none.setVisible(empty)
        self.table.setVisible(not empty)

    @property
    def year(self) -> int | None:
        """The year that is shown."""
        return self._seen().year

    @property
    def current(self) -> UnitLine | None:
        """The unit whose row is current."""
        line = self.table.currentIndex().siblingAtColumn(NAME).data(LINE_ROLE)
        return line if isinstance(line, UnitLine) else None

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of the units whose rows are marked, in the order of the rows."""
        rows = self.table.selectionModel().selectedRows(NAME)
        lines = (index.data(LINE_ROLE) for index in sorted(rows, key=QModelIndex.row))
        return tuple(line.key for line in lines if isinstance(line, UnitLine))

    def go_to(self, key: str | None) -> None:
        """Make the row of a unit current, if it is shown."""
        row = self.model.row_of(key)
        index = self.model.index(row, NAME)
        if index.isValid():
            self.table.go_to(index)

    def minimumSizeHint(self) -> QSize:
        """Small screens scroll the table sideways."""
        return QSize(style.PANEL_LEFT * 2, style.PANEL_SOURCE)

    @Slot(str)
    def _search(self, text: str) -> None:
        self.model.search(text)
        self._show_none()

    @Slot()
    def _to_table(self) -> None:
        """Go to the first unit that was found."""
        if self.model.rowCount():
            self.table.go_to(self.model.index(0, NAME))
            self.table.setFocus()

    @Slot(int)
    def _sift(self, number: int) -> None:
        self.model.sift(SIFTS[number])
        self._show_none()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        line = index.siblingAtColumn(NAME).data(LINE_ROLE)
        if isinstance(line, UnitLine):
            self.chosen.emit(line.key)

    @Slot(int)
    def _year_chosen(self, index: int) -> None:
        self.year_chosen.emit(self.years.itemData(index))
